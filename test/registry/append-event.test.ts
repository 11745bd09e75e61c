// One event tag at a time, by several writers at once, into repositories that others have written to.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/log.ts';
import type { RegistryAccess } from '../../src/registry/access.ts';
import { appendEvent, type Decided } from '../../src/registry/append-event.ts';
import { eventTag, timeAfter, timeOfDeprecation, type EventAction } from '../../src/registry/next-tag.ts';
import { readRegistry } from '../../src/registry/read-registry.ts';
import type { Artifact } from '../../src/registry/state.ts';
import {
  commitToBare,
  createRemote,
  fingerprintOf,
  git,
  installHook,
  temporaryFolder,
  TEST_GIT_ENVIRONMENT,
  tipOf,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { startGitHttpServer } from '../support/git-http-server.ts';

const START = 1_790_000_000;
const VERSION = 'duration@v1.0.0';

let folder: TemporaryFolder;
let remote: string;

beforeEach(() => {
  folder = temporaryFolder();
  remote = createRemote(join(folder.path, 'remote.git'));
  tag(VERSION);
});
afterEach(() => {
  folder[Symbol.dispose]();
});

const access = ({ url = remote, clone }: { readonly url?: string; readonly clone?: string } = {}): RegistryAccess => ({
  remote: { url, config: {} },
  clone,
  scratchParent: join(folder.path, 'scratch'),
  clock: () => new Date(START * 1000),
  random: () => 0.1,
  log: silentLog,
});

const ASSIGN: EventAction = { action: 'assign', stage: 'production' };

/** Writes what it is told at main's commit. */
async function append(
  action: EventAction,
  { model = 'duration', ...where }: { readonly model?: string; readonly url?: string; readonly clone?: string } = {},
): Promise<string> {
  const commit = tipOf(remote, 'refs/heads/main');
  const done = await appendEvent(access(where), model, () => ({ write: { action, commit, message: 'Why\n' } }));
  return 'written' in done ? done.written.tag : '';
}

/** A tag as somebody else would write it. */
function tag(name: string, { time = START - 1000, target = 'main', repository = remote } = {}): void {
  const env = { ...TEST_GIT_ENVIRONMENT, GIT_COMMITTER_DATE: `@${time} +0000` };
  git(repository, ['tag', '-a', '-f', '-m', 'By hand', name, target], { env });
}

/** All tags but the version that stands there from the beginning. */
const tagsOf = (repository = remote): readonly string[] =>
  git(repository, ['tag', '--list'])
    .split('\n')
    .filter((name) => name !== '' && name !== VERSION);
const timeOf = (name: string): number =>
  Number(git(remote, ['for-each-ref', '--format=%(taggerdate:unix)', `refs/tags/${name}`]));
const writeLine = (object: string): string =>
  /Mlops-Write: [0-9a-f]{16}$/.exec(git(remote, ['cat-file', 'tag', object]))?.[0] ?? 'none';
const left = (): readonly string[] => {
  try {
    return readdirSync(join(folder.path, 'scratch'));
  } catch {
    return [];
  }
};

describe('eventTag', () => {
  const named = (action: EventAction, names: readonly string[], model = 'm'): string =>
    eventTag(model, action, new Set(names));

  it('numbers stages always and the rest only where the plain name is taken', () => {
    expect(named({ action: 'deprecate' }, [])).toBe('m@deprecated');
    expect(named({ action: 'deprecate' }, ['m@deprecated'])).toBe('m@deprecated#1');
    expect(named({ action: 'register', version: 'v1.0.0' }, ['m@v1.0.0!'])).toBe('m@v1.0.0');
    expect(named({ action: 'deregister', version: 'v1.0.0' }, ['m@v1.0.0!', 'm#prod#2'])).toBe('m@v1.0.0!#3');
    expect(named(ASSIGN, [])).toBe('m#production#1');
    expect(named({ action: 'unassign', stage: 'prod/eu' }, ['m#prod/eu#1'])).toBe('m#prod/eu!#2');
  });

  it('counts over all tags of the model, whatever they say, and over no other', () => {
    const names = [
      'm#dev#3',
      'm@v1.0.0#9',
      'm@deprecated#4',
      'm#dev!#007',
      'mm#dev#50',
      'd=m#dev#60',
      'm@created#11',
      'm#x y#99',
    ];
    expect(named(ASSIGN, names)).toBe('m#production#10');
    expect(named(ASSIGN, names, 'd:m')).toBe('d=m#production#61');
  });

  it('goes on after counters that no number of JavaScript holds', () => {
    expect(named(ASSIGN, ['m#a#9007199254740993'])).toBe('m#production#9007199254740994');
    expect(named(ASSIGN, [`m#a#${'9'.repeat(30)}`])).toBe(`m#production#1${'0'.repeat(30)}`);
    expect(() => named(ASSIGN, [`m#a#${'9'.repeat(238)}`])).toThrow(/240 are safe/);
  });

  it('names the tag that stands in its way', () => {
    expect(() => named({ action: 'assign', stage: 'prod/eu' }, ['m#prod'])).toThrow(
      'm#prod/eu#1 cannot be written while there is a tag m#prod',
    );
    expect(() => named({ action: 'deprecate' }, ['m@deprecated/x'])).toThrow('there is a tag m@deprecated/x');
  });

  it.each(['-x', 'a b', 'a\nb', 'a*', '', 'a..b', 'x@v1', 'ä'])('refuses the name %j', async (name) => {
    expect(() => named(ASSIGN, [], name)).toThrow(/is no name of a model/);
    expect(() => named({ action: 'assign', stage: name }, [])).toThrow(/cannot be written/);
    await expect(append(ASSIGN, { model: name })).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('the time of the next tag', () => {
  const dated = (name: string, time: number, commitTime = 0) => ({
    name,
    time,
    commitTime,
    object: '',
    commit: '',
    tagger: '',
    message: '',
  });
  const now = new Date(1_000_000);

  it('is later than that of every tag of GTO, whatever the clock says', () => {
    expect(timeAfter([], now)).toBe(1000);
    expect(timeAfter([dated('m@v1.0.0', 900)], now)).toBe(1000);
    expect(timeAfter([dated('m@v1.0.0', 1000), dated('m#a#1', 400)], now)).toBe(1001);
    expect(timeAfter([dated('m@nightly', 5000)], now)).toBe(1000);
  });

  it('of a deprecation is later than the commits too, which would revive the model', () => {
    expect(timeOfDeprecation([dated('m@v1.0.0', 900, 2000)], now)).toBe(2001);
  });

  it('is refused where nothing can be later', () => {
    expect(() => timeAfter([dated('m@v1.0.0', 8.64e12)], now)).toThrow(/m@v1\.0\.0 is dated after the year 9999/);
  });
});

describe('appendEvent', () => {
  it('writes an annotated tag and says which', async () => {
    const commit = tipOf(remote, 'refs/heads/main');
    const message = 'Assign it\n\nReason: it is good\n';
    const done = await appendEvent(access(), 'duration', (artifact) => {
      expect(artifact?.versions).toMatchObject([{ version: 'v1.0.0', commit }]);
      return { write: { action: ASSIGN, commit, message } };
    });
    const object = git(remote, ['rev-parse', 'refs/tags/duration#production#1']);
    expect(done).toEqual({ written: { tag: 'duration#production#1', commit, time: START, object } });
    expect(git(remote, ['cat-file', 'tag', object])).toBe(
      `object ${commit}\ntype commit\ntag duration#production#1\n` +
        `tagger mlops-action <mlops-action@noreply.invalid> ${START} +0000\n\n${message}${writeLine(object)}`,
    );
    expect(git(remote, ['fsck', '--strict'])).toBe('');
    expect(left()).toEqual([]);
  });

  it('dates what is written within one second one after the other', async () => {
    tag(VERSION, { time: START + 5 });
    const written = [
      await append(ASSIGN),
      await append({ action: 'unassign', stage: 'production' }),
      await append(ASSIGN),
    ];
    expect(written).toEqual(['duration#production#1', 'duration#production!#2', 'duration#production#3']);
    expect(written.map(timeOf)).toEqual([START + 6, START + 7, START + 8]);
  });

  it('takes a number for the plain name that a lightweight tag has', async () => {
    git(remote, ['tag', 'duration@deprecated', 'main']);
    git(remote, ['tag', 'duration#production#4', 'main']);
    expect(await append({ action: 'deprecate' })).toBe('duration@deprecated#5');
  });

  it('knows the model by all of its tags, those of stages with slashes too, and fetches no others', async () => {
    tag('duration#prod/eu#7');
    const others = Array.from({ length: 200 }, (_, index) => `create refs/tags/other#dev#${index} main\n`);
    git(remote, ['update-ref', '--stdin'], { input: others.join('') });
    await using server = await startGitHttpServer({ root: folder.path });
    const url = `${server.url}/remote.git`;
    let seen: Artifact | undefined;
    await appendEvent(access({ url }), 'duration', (artifact) => {
      seen = artifact;
      return { settled: 'nothing' };
    });
    expect(seen?.events.map((event) => event.tag)).toEqual([VERSION, 'duration#prod/eu#7']);
    expect(server.bytes.sent).toBeLessThan(3000);
    expect(await append(ASSIGN, { url })).toBe('duration#production#8');
  });

  it('writes for a model of a folder', async () => {
    tag('src/a=duration@v1.0.0');
    expect(await append(ASSIGN, { model: 'src/a:duration' })).toBe('src/a=duration#production#1');
  });

  it('writes on a commit that no tag of the model stands on, and says when the remote has none', async () => {
    const commit = commitToBare(remote, 'refs/heads/main', { 'train.py': '2' });
    expect(await append(ASSIGN, { model: 'other' })).toBe('other#production#1');
    expect(git(remote, ['rev-parse', 'other#production#1^{commit}'])).toBe(commit);
    const write = { action: ASSIGN, commit: '1'.repeat(40), message: 'Why\n' };
    await expect(appendEvent(access(), 'duration', () => ({ write }))).rejects.toMatchObject({ code: 'not-found' });
    expect(left()).toEqual([]);
  });

  it('writes nothing where nothing is to be written, or where the decision is an error', async () => {
    const before = fingerprintOf(remote);
    expect(await appendEvent(access(), 'duration', () => ({ settled: 42 }))).toEqual({ settled: 42 });
    const refusal = new Error('no');
    await expect(appendEvent(access(), 'duration', () => Promise.reject(refusal))).rejects.toBe(refusal);
    expect(fingerprintOf(remote)).toEqual(before);
    expect(left()).toEqual([]);
  });

  it('gives writers at once numbers of their own, in the order of their times', async () => {
    const written = await Promise.all(Array.from({ length: 4 }, () => append(ASSIGN)));
    expect(written.toSorted()).toEqual([1, 2, 3, 4].map((number) => `duration#production#${number}`));
    expect(written.toSorted().map(timeOf)).toEqual([0, 1, 2, 3].map((second) => START + second));
  });

  it('lets the loser of a race decide anew on what the winner wrote', async () => {
    const commit = tipOf(remote, 'refs/heads/main');
    const decisions: number[] = [];
    const assignOnce = async (job: string): Promise<string> => {
      const decide = ({ stages = {} }: Partial<Artifact> = {}): Decided<string> => {
        decisions.push(1);
        const holder = stages['production']?.[0];
        return holder === undefined
          ? { write: { action: ASSIGN, commit, message: `By ${job}\n` } }
          : { settled: `held since ${holder.tag}` };
      };
      const done = await appendEvent({ ...access(), random: Math.random }, 'duration', decide);
      return 'written' in done ? done.written.tag : done.settled;
    };
    const said = await Promise.all(['a', 'b'].map(assignOnce));
    expect(said.toSorted()).toEqual(['duration#production#1', 'held since duration#production#1']);
    expect(tagsOf()).toEqual(['duration#production#1']);
    expect(decisions.length).toBeGreaterThan(1);
  });

  it('does not take the same words of another writer for its own', async () => {
    let copies = 1;
    await using server = await startGitHttpServer({
      root: folder.path,
      fault: async ({ isPush }) => {
        if (isPush && copies-- > 0) await append(ASSIGN);
        return undefined;
      },
    });
    expect(await append(ASSIGN, { url: `${server.url}/remote.git` })).toBe('duration#production#2');
  });

  it('takes the next number when another writer takes this one between reading and pushing', async () => {
    let races = 2;
    await using server = await startGitHttpServer({
      root: folder.path,
      fault: ({ isPush }) => {
        if (isPush && races-- > 0) tag(`duration#dev#${tagsOf().length + 1}`, { time: START + 100 });
        return undefined;
      },
    });
    const written = await append({ action: 'assign', stage: 'dev' }, { url: `${server.url}/remote.git` });
    expect(written).toBe('duration#dev#3');
    expect(timeOf(written)).toBe(START + 101);
  });

  it('knows its own tag when the answer to the push was lost', async () => {
    let drops = 1;
    await using server = await startGitHttpServer({
      root: folder.path,
      fault: ({ isPush }) => (isPush && drops-- > 0 ? 'drop-after' : undefined),
    });
    expect(await append(ASSIGN, { url: `${server.url}/remote.git` })).toBe('duration#production#1');
    expect(tagsOf()).toEqual(['duration#production#1']);
  });

  it('gives up on a remote that drops every push, and leaves nothing behind', async () => {
    await using server = await startGitHttpServer({
      root: folder.path,
      fault: ({ isPush }) => (isPush ? 'drop-before' : undefined),
    });
    await expect(append(ASSIGN, { url: `${server.url}/remote.git` })).rejects.toMatchObject({ code: 'git-failed' });
    expect([tagsOf(), left()]).toEqual([[], []]);
  });

  it('says which rule refuses, once, and leaves nothing behind', async () => {
    installHook(remote, 'update', '#!/bin/sh\necho "GH013: Repository rule violations found" >&2\nexit 1\n');
    const clone = join(folder.path, 'clone');
    git(folder.path, ['clone', '--quiet', remote, clone]);
    const before = fingerprintOf(clone);
    await expect(append(ASSIGN, { clone })).rejects.toMatchObject({
      code: 'forge-denied',
      message: expect.stringContaining('GH013') as string,
    });
    expect([tagsOf(), left()]).toEqual([[], []]);
    expect(fingerprintOf(clone)).toEqual(before);
  });

  it('is refused by words where a tag of somebody else is a folder of its name', async () => {
    tag('duration#prod');
    await expect(append({ action: 'assign', stage: 'prod/eu' })).rejects.toMatchObject({
      code: 'git-failed',
      message: expect.stringContaining('while there is a tag duration#prod') as string,
    });
    expect(left()).toEqual([]);
  });

  it('gives the clone the tag, and takes no number that the clone has', async () => {
    const clone = join(folder.path, 'clone');
    git(folder.path, ['clone', '--quiet', remote, clone]);
    tag('duration#prod/eu#3', { repository: clone });
    expect(await append(ASSIGN, { clone })).toBe('duration#production#4');
    expect(tipOf(clone, 'refs/tags/duration#production#4')).toBe(tipOf(remote, 'refs/tags/duration#production#4'));
    expect(tagsOf()).toEqual(['duration#production#4']);
  });

  it('works with SHA-256 repositories', async () => {
    remote = createRemote(join(folder.path, 'sha256.git'), { objectFormat: 'sha256' });
    tag(VERSION);
    expect(await append(ASSIGN)).toBe('duration#production#1');
    await using server = await startGitHttpServer({ root: folder.path });
    const url = `${server.url}/sha256.git`;
    expect(await append({ action: 'unassign', stage: 'production' }, { url })).toBe('duration#production!#2');
    expect((await readRegistry(access({ url }))).artifacts[0]?.events).toHaveLength(3);
  });

  it('is not kept from writing by what strangers put beside', async () => {
    const tree = git(remote, ['rev-parse', 'main^{tree}']);
    tag('duration#tree#1', { target: tree });
    tag('duration#blob#2', { target: 'main:train.py' });
    tag('duration@nested', { target: VERSION });
    git(remote, ['update-ref', 'refs/tags/duration@tree', tree]);
    git(remote, ['tag', 'duration@v9.0.0#99999999999999999999', 'main']);
    commitToBare(remote, 'refs/heads/main', { 'train.py': 'x' });
    expect(await append(ASSIGN)).toBe('duration#production#100000000000000000000');
  });
});
