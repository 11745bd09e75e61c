// Whatever happens to the cache, the answer is the branch's. Each test spoils something and compares with a fresh index.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createRemote, temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { startGitHttpServer, type Fault, type GitHttpServer } from '../support/git-http-server.ts';
import { sampleRun } from '../tracking/sample-run.ts';
import { askIndex, commitRuns, idsIn, indexOptions } from '../tracking/local-index/open-test-index.ts';

const WORKER = join(import.meta.dirname, 'index-worker.ts');
const RUNS = 300;

let folder: TemporaryFolder;
let server: GitHttpServer;
let remote: string;
let url: string;
/** The repository as it is asked: by its path, except where the mirror is what is broken. */
let asked: string;
/** What the index says of the branch. */
let expected: readonly string[];
/** A cache that knows the branch but for its last runs. */
let template: string;
let cache: string;
let made = 0;
let fault: (() => Fault | undefined | Promise<Fault | undefined>) | undefined;

beforeAll(async () => {
  folder = temporaryFolder();
  server = await startGitHttpServer({ root: folder.path, fault: () => fault?.() });
  remote = createRemote(join(folder.path, 'remote.git'));
  url = `${server.url}/remote.git`;
  commitRuns(
    remote,
    Array.from({ length: RUNS }, () => sampleRun()),
  );
  template = join(folder.path, 'template');
  for (const place of [remote, url]) await idsIn(indexOptions(place, template));
  commitRuns(
    remote,
    Array.from({ length: RUNS / 2 }, () => sampleRun()),
  );
  expected = await idsIn(indexOptions(remote, join(folder.path, 'fresh')));
  if (expected.length !== RUNS * 1.5) throw new Error('the branch was not read');
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

beforeEach(() => {
  fault = undefined;
  asked = remote;
  made += 1;
  cache = join(folder.path, `cache-${made}`);
  cpSync(template, cache, { recursive: true });
});

/** A file in the cache of the repository as it is asked. */
function inCache(name: string): string {
  const root = join(cache, 'cache');
  const isMirrored = (at: string): boolean => existsSync(join(root, at, 'mirror.git'));
  return join(root, readdirSync(root).find((at) => isMirrored(at) === (asked === url)) ?? '', name);
}

/** What is asked first mends, and its answer is right already. */
async function expectSound(): Promise<void> {
  const answer = await askIndex(indexOptions(asked, cache), async (index) => {
    const { runs } = await index.page({ limit: 3 });
    return [index.find({ limit: 100_000 }).ids, runs.map(({ record }) => record.id), index.unreadable()];
  });
  expect(answer).toEqual([expected, expected.slice(0, 3), []]);
}

const DAMAGES: Readonly<Record<string, () => void>> = {
  'is empty': () => truncateSync(inCache('index.sqlite')),
  'is cut': () => truncateSync(inCache('index.sqlite'), 20 * 4096),
  'has other bytes at its beginning': () => overwrite('index.sqlite', 0, 200),
  'has other bytes in its middle': () => overwrite('index.sqlite', 4096, 20 * 4096),
  'is a folder': () => {
    rmSync(inCache('index.sqlite'));
    mkdirSync(inCache('index.sqlite'));
    writeFileSync(inCache('index.sqlite/file'), '');
  },
  'is another program’s': () => cpSync(inCache('lock.sqlite'), inCache('index.sqlite')),
};

function overwrite(name: string, from: number, length: number): void {
  const bytes = readFileSync(inCache(name));
  bytes.fill(0xa5, from, from + length);
  writeFileSync(inCache(name), bytes);
}

test.each(Object.keys(DAMAGES))('a database that %s is made anew, and is sound from then on', async (what) => {
  DAMAGES[what]?.();
  await expectSound();
  await expectSound();
});

test.each([
  ['an older or newer schema', 'PRAGMA user_version = 999'],
  ['tables that are not ours', 'DROP TABLE number'],
  ['a table with another column', 'ALTER TABLE run RENAME COLUMN status TO state'],
])('a database with %s is made anew', async (_, statement) => {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const database = new DatabaseSync(inCache('index.sqlite'));
  database.exec(statement);
  database.close();
  await expectSound();
});

test('a log that belongs to no database, and one that is cut, change nothing', async () => {
  writeFileSync(inCache('index.sqlite-wal'), 'no log');
  await expectSound();
  rmSync(inCache('index.sqlite'));
  writeFileSync(inCache('index.sqlite-wal'), readFileSync(inCache('lock.sqlite')));
  await expectSound();
});

const MIRROR_DAMAGES: Readonly<Record<string, () => void>> = {
  'is gone': () => rmSync(inCache('mirror.git'), { recursive: true }),
  'has no HEAD': () => rmSync(inCache('mirror.git/HEAD')),
  'has a HEAD that says nothing': () => writeFileSync(inCache('mirror.git/HEAD'), 'nothing\n'),
  'has a broken configuration': () => writeFileSync(inCache('mirror.git/config'), '[core\n'),
  'has no objects': () => rmSync(inCache('mirror.git/objects'), { recursive: true }),
  'has a cut pack': () => forPacks('.pack', (path) => truncateSync(path, Math.floor(statSync(path).size / 2))),
  'has a spoiled pack': () =>
    forPacks('.pack', (path) => overwrite(path.slice(inCache('').length), 500, statSync(path).size - 1000)),
  'has no index of its pack': () => forPacks('.idx', (path) => rmSync(path)),
  'has a tip that is no commit': () => writeFileSync(inCache('mirror.git/refs/mlops/tip'), `${'1'.repeat(40)}\n`),
  'has the locks of a git that was killed': () => {
    for (const name of ['shallow.lock', 'refs/mlops/tip.lock']) writeFileSync(inCache(`mirror.git/${name}`), '');
  },
};

function forPacks(end: string, act: (path: string) => void): void {
  const packs = inCache('mirror.git/objects/pack');
  for (const name of readdirSync(packs).filter((file) => file.endsWith(end))) {
    const path = join(packs, name);
    const bytes = readFileSync(path);
    rmSync(path);
    writeFileSync(path, bytes);
    act(path);
  }
}

test.each(Object.keys(MIRROR_DAMAGES))('a mirror that %s is made anew', async (what) => {
  asked = url;
  MIRROR_DAMAGES[what]?.();
  await expectSound();
});

test('a mirror that cannot be fetched into is kept while the network is the reason', async () => {
  asked = url;
  const packs = readdirSync(inCache('mirror.git/objects/pack'));
  fault = () => 'drop-before';
  await expect(idsIn(indexOptions(url, cache))).rejects.toMatchObject({ code: 'git-failed' });
  expect(readdirSync(inCache('mirror.git/objects/pack'))).toEqual(packs);
  fault = undefined;
  await expectSound();
});

test('a lock file that is no database locks all the same', async () => {
  writeFileSync(inCache('lock.sqlite'), 'no database, but long enough to be looked at as one '.repeat(40));
  await expectSound();
});

test('a folder that cannot be used is named with what to do, and no fault of the program', async () => {
  rmSync(inCache('lock.sqlite'));
  mkdirSync(inCache('lock.sqlite'));
  await expect(idsIn(indexOptions(asked, cache))).rejects.toMatchObject({
    code: 'index-failed',
    hint: expect.stringContaining('MLOPS_CACHE') as string,
  });
});

test.runIf(existsSync('/proc/self'))('a file system that takes no folders is no reason to try for ever', async () => {
  await expect(idsIn({ ...indexOptions(url, cache), cache: '/proc/mlops/cache' })).rejects.toMatchObject({
    code: 'index-failed',
    message: expect.stringContaining('/proc/mlops/cache') as string,
  });
});

function startWorker(environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const env = { ...process.env, ...environment };
  return spawn(process.execPath, [WORKER, asked, cache], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Kills a worker when git has given it so many bytes of records, and will give it no more. */
async function killAfterBytes(bytes: number): Promise<void> {
  const tools = join(cache, 'tools');
  const marker = join(tools, 'given');
  const real = execFileSync('sh', ['-c', 'command -v git']).toString().trim();
  mkdirSync(tools);
  writeFileSync(
    join(tools, 'git'),
    `#!/bin/sh
case "$*" in
  *cat-file*) '${real}' "$@" | head -c ${bytes}; : > '${marker}'; while kill -0 "$PPID" 2> /dev/null; do sleep 0.02; done ;;
  *) exec '${real}' "$@" ;;
esac
`,
    { mode: 0o755 },
  );
  const child = startWorker({ PATH: `${tools}:${process.env['PATH'] ?? ''}` });
  const ended = once(child, 'exit');
  while (!existsSync(marker)) await wait(5);
  // What it was given last is read and written before it is killed.
  await wait(100);
  child.kill('SIGKILL');
  await ended;
}

test.each([0, 200_000])('an index whose making is killed after %i bytes is made anew', async (bytes) => {
  rmSync(inCache('index.sqlite'));
  await killAfterBytes(bytes);
  expect([existsSync(inCache('index.sqlite')), existsSync(inCache('index.sqlite.building'))]).toEqual([false, true]);
  await expectSound();
});

test.each([0, 100_000])('an update that is killed after %i bytes was none', async (bytes) => {
  await killAfterBytes(bytes);
  expect(existsSync(inCache('index.sqlite-wal'))).toBe(true);
  await expectSound();
});

test('an update that is killed while git fetches is made up for', async () => {
  asked = url;
  let child: ChildProcess | undefined;
  let requests = 0;
  fault = () => {
    requests += 1;
    if (requests === 3) child?.kill('SIGKILL');
    return undefined;
  };
  child = startWorker();
  await once(child, 'exit');
  fault = undefined;
  expect(child.signalCode).toBe('SIGKILL');
  await expectSound();
});

test('processes that update one cache at once all answer right, whether it is absent or broken', async () => {
  for (const spoil of [() => rmSync(cache, { recursive: true }), DAMAGES['is cut']]) {
    rmSync(cache, { recursive: true, force: true });
    cpSync(template, cache, { recursive: true });
    spoil?.();
    const answers = await Promise.all(
      [1, 2, 3].map(async () => {
        const child = startWorker();
        let text = '';
        child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
        await once(child, 'close');
        return JSON.parse(text) as unknown;
      }),
    );
    expect(answers).toEqual([expected, expected, expected]);
  }
  await expectSound();
});
