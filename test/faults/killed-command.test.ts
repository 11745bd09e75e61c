// `mlops train` is killed at any moment, as by a lack of memory or a machine that goes down: its run is recorded once by
// whoever comes next, with what it had measured, and nothing that it left running writes where the next training writes.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { RunRecord } from '../../src/run/record.ts';
import {
  commitFiles,
  createEmptyRepository,
  git,
  temporaryFolder,
  TEST_GIT_ENVIRONMENT,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { MLOPS_PROGRAM, mlops } from '../support/mlops.ts';
import { ancestorOf, isAlive, until } from '../support/processes.ts';

let folder: TemporaryFolder;
let project: string;

const SLOW = `echo rmse=5 >> "$MLOPS_METRICS"; echo depth=3 >> "$MLOPS_PARAMS"; echo '{"auc": 0.7}' > metrics.json
echo "epoch 1"; echo $$ > ../pid; exec sleep 60
`;

beforeEach(() => {
  folder = temporaryFolder();
  project = createEmptyRepository(join(folder.path, 'project'));
  commitFiles(project, { 'train.sh': SLOW, '.gitignore': 'metrics.json\n' });
  return () => folder[Symbol.dispose]();
});

function start(words: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [MLOPS_PROGRAM, 'train', ...words], {
    cwd: project,
    env: { ...process.env, ...TEST_GIT_ENVIRONMENT, NO_COLOR: '1', ...environment },
    stdio: 'ignore',
  });
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Starts a training that will not end by itself, and waits until it has measured something. */
async function startSlowly(): Promise<{ readonly child: ChildProcess; readonly training: number }> {
  const child = start(['--', 'exec bash train.sh']);
  const file = join(folder.path, 'pid');
  await until(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'));
  return { child, training: Number(readFileSync(file, 'utf8')) };
}

async function runs(): Promise<readonly RunRecord[]> {
  return (await mlops(project, ['runs', '--json'])).json<readonly RunRecord[]>();
}

function captures(): readonly string[] {
  return readdirSync(join(project, '.git/mlops/captures'));
}

test('the training ends with the command that was killed, and `mlops sync` records what it had measured', async () => {
  const { child, training } = await startSlowly();
  await kill(child);
  await until(() => !isAlive(training));
  await until(() => captures().length === 1);
  // Whoever wrote this later than the run is not the run.
  writeFileSync(join(project, 'metrics.json'), '{"auc": 0.99}');
  const later = new Date(Date.now() + 60_000);
  utimesSync(join(project, 'metrics.json'), later, later);

  expect((await mlops(project, ['sync', '--json'])).json()).toMatchObject({ recovered: 1 });
  const [record, ...others] = await runs();
  expect(others).toEqual([]);
  expect(record).toMatchObject({
    status: 'killed',
    error: { message: 'the training was ended because the process that watched it was killed', tail: ['epoch 1'] },
    metrics: { rmse: { value: 5 } },
    params: { depth: 3 },
  });
  expect(Object.keys(record?.metrics ?? {})).toEqual(['rmse']);
  expect(JSON.stringify(record?.capture.warnings)).toContain('recorded by a later command');
  expect(captures()).toEqual([]);
  expect((await mlops(project, ['sync', '--json'])).json()).toMatchObject({ recovered: 0 });
});

test.runIf(process.platform === 'linux')(
  'a training whose watchers were all killed is ended by the next one, which does not take its metrics for its own',
  async () => {
    const { child, training } = await startSlowly();
    // First: it would end the training otherwise.
    process.kill(ancestorOf(training, 'train.sh scrubbed'), 'SIGKILL');
    await kill(child);
    expect(isAlive(training)).toBe(true);
    const waiting = await mlops(project, ['sync', '--json']);
    expect(waiting.json()).toMatchObject({ recovered: 0 });
    expect(waiting.stderr).toContain('its training goes on');

    const next = await mlops(project, ['train', '--json', '--', 'true']);
    expect(isAlive(training)).toBe(false);
    expect(next.stderr).toContain('ending the training of run');
    expect(next.json<{ record: RunRecord }>().record).toMatchObject({ status: 'finished', metrics: {} });
    const [own, left, ...others] = await runs();
    expect(others).toEqual([]);
    expect(own?.status).toBe('finished');
    expect(left).toMatchObject({
      status: 'killed',
      metrics: { rmse: { value: 5 } },
      error: { message: 'the training was killed together with its runner (no outcome was written)' },
    });
    expect(captures()).toEqual([]);
  },
);

/** Before or after which call of git the command is killed, and what the next sync makes of its run. */
const moments = [
  ['before', 'diff', { recovered: 0, replayed: 0 }, []],
  ['before', 'merge-base', { recovered: 1, replayed: 0 }, ['finished']],
  ['before', 'fast-import', { recovered: 0, replayed: 1 }, ['finished']],
  ['after', 'push', { recovered: 0, replayed: 1 }, ['finished']],
] as const;

test.each(moments)(
  'a command that is killed %s "git %s" leaves its run once (%j)',
  async (side, word, how, statuses) => {
    git(project, ['switch', '--quiet', '--create', 'topic']);
    const reached = join(folder.path, 'reached');
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    const stop = `: > '${reached}'; exec sleep 30`;
    const there = side === 'before' ? stop : `'${real}' "$@"; ${stop}`;
    const script = `#!/bin/sh\ncase " $* " in *" ${word} "*) ${there} ;; esac\nexec '${real}' "$@"\n`;
    mkdirSync(join(folder.path, 'bin'));
    writeFileSync(join(folder.path, 'bin/git'), script, { mode: 0o755 });
    const path = `${join(folder.path, 'bin')}:${process.env['PATH'] ?? ''}`;
    const child = start(['--', 'echo rmse=5 >> "$MLOPS_METRICS"'], { PATH: path });
    await until(() => existsSync(reached));
    await kill(child);

    expect((await mlops(project, ['sync', '--json'])).json()).toMatchObject(how);
    const found = await runs();
    expect(found.map(({ status }) => status)).toEqual(statuses);
    expect(found.every(({ metrics }) => metrics['rmse']?.value === 5)).toBe(true);
    expect(captures()).toEqual([]);
    expect((await mlops(project, ['sync', '--json'])).json()).toMatchObject({ recovered: 0, replayed: 0 });
  },
);
