// Questions to the history, the spool and the registry, as a person types them.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Comparison } from '../../src/comparison/comparison.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { listSpool, writeSpool } from '../../src/tracking/spool.ts';
import { aBundle } from '../support/a-bundle.ts';
import {
  commitFiles,
  createEmptyRemote,
  createEmptyRepository,
  git,
  temporaryFolder,
  TEST_GIT_ENVIRONMENT,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { MLOPS_PROGRAM, mlops } from '../support/mlops.ts';

let folder: TemporaryFolder;
let project: string;

const CONFIG = 'model: cars\ncommand: sh train.sh\ngates:\n  rmse: {better: lower, max: 10}\n';
const TRAIN = `echo "rmse=\${MLOPS_PARAM_RMSE:-5}" >> "$MLOPS_METRICS"
for name in auc bias depth ece f1; do echo "$name=1.5" >> "$MLOPS_METRICS"; done
echo weights > model.bin
`;

// Most questions need a history: it is made once, and each test works on a copy.
let template: TemporaryFolder;
/** Of one commit, in their order: the plain one, and two with another value of rmse, of which the last fails its gate. */
let runs: { readonly plain: string; readonly better: string; readonly worse: string };

beforeAll(async () => {
  template = temporaryFolder();
  project = createEmptyRepository(join(template.path, 'project'));
  commitFiles(project, { 'mlops.yaml': CONFIG, 'train.sh': TRAIN, '.gitignore': 'model.bin\n' });
  cpSync(project, join(template.path, 'untrained'), { recursive: true });
  runs = {
    plain: await trained(),
    better: await trained('--set', 'rmse=4'),
    worse: await trained('--set', 'rmse=50'),
  };
  return () => template[Symbol.dispose]();
});

beforeEach(() => {
  folder = temporaryFolder();
  start('untrained');
  return () => folder[Symbol.dispose]();
});

function start(from: 'untrained' | 'project'): void {
  rmSync(join(folder.path, 'project'), { recursive: true, force: true });
  cpSync(join(template.path, from), join(folder.path, 'project'), { recursive: true });
  project = join(folder.path, 'project');
}

async function trained(...words: readonly string[]): Promise<string> {
  return (await mlops(project, ['train', '--json', ...words])).json<{ readonly run: string }>().run;
}

async function idsOf(at: string, ...words: readonly string[]): Promise<readonly string[]> {
  return (await mlops(at, ['runs', '--json', ...words])).json<readonly RunRecord[]>().map(({ id }) => id);
}

test('every command finds the history on the branch that mlops.yaml names', async () => {
  commitFiles(project, { 'mlops.yaml': `${CONFIG}tracking: {branch: refs/mlops/history}\n` });
  git(project, ['remote', 'add', 'origin', createEmptyRemote(join(folder.path, 'remote.git'))]);
  git(project, ['push', '--quiet', 'origin', 'main']);
  const run = await trained();
  const { record } = (await mlops(project, ['retrain', '--json'])).json<{ readonly record: RunRecord }>();
  expect(git(project, ['branch', '--list', 'mlops-tracking'])).toBe('');
  expect(await idsOf(project)).toEqual([record.id, run]);
  const commands = [
    ['runs', 'show', run],
    ['compare', run],
    ['report', run],
    ['register', run],
    ['artifacts', 'download', run, '--output', join(folder.path, 'model')],
    ['sync'],
  ];
  for (const words of commands) expect([words, (await mlops(project, words)).status]).toEqual([words, 0]);
  expect(git(project, ['ls-remote', 'origin'])).toContain('refs/mlops/history');
  const doctor = (await mlops(project, ['doctor', '--json'])).json<readonly { check: string; message: string }[]>();
  expect(doctor.find(({ check }) => check === 'history')?.message).toContain('refs/mlops/history');
  expect(await idsOf(project, '--tracking-branch', 'elsewhere')).toEqual([]);
});

test('a broken mlops.yaml stops no reader, but stops sync, which could write to the wrong branch', async () => {
  start('project');
  writeFileSync(join(project, 'mlops.yaml'), 'metrcs: x\n');
  const said = await mlops(project, ['runs', '--json']);
  expect(said.json<readonly RunRecord[]>().map(({ id }) => id)).toEqual([runs.worse, runs.better, runs.plain]);
  expect(said.stderr).toContain('mlops-tracking');
  expect((await mlops(project, ['sync'])).status).toBe(2);
  const doctor = (await mlops(project, ['doctor', '--json'])).json<readonly { check: string; status: string }[]>();
  expect(doctor.find(({ check }) => check === 'configuration')?.status).toBe('problem');
  expect(doctor.find(({ check }) => check === 'history')?.status).toBe('ok');
});

test('who stops reading early ends nothing with a stack trace', async () => {
  start('project');
  const child = spawn(process.execPath, [MLOPS_PROGRAM, 'runs', 'list', '--json'], {
    cwd: project,
    env: { ...process.env, ...TEST_GIT_ENVIRONMENT },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Nobody reads any more long before the first byte is written.
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const status = await new Promise<number | null>((done) => child.once('close', done));
  expect([status, stderr]).toEqual([0, '']);
});

test('compared with nothing named, a run stands beside the newest other run, and the columns say which', async () => {
  start('project');
  const { stdout } = await mlops(project, ['compare', 'main']);
  const headings = stdout.split('\n').find((line) => line.startsWith('METRIC'));
  expect(headings).toContain(`main (${runs.worse.slice(0, 12)})  newest (${runs.better.slice(0, 12)})`);
  expect((await mlops(project, ['compare', 'main', '--json'])).json<Comparison>().run).toBe(runs.better);
});

test('two runs are judged by the gates of mlops.yaml, and shown as text, as JSON and as a page', async () => {
  start('project');
  const { stdout, status } = await mlops(project, ['compare', runs.plain, runs.worse]);
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^❌ Fail: rmse of cars is 40 over its limit\n/)]);
  expect(stdout).toMatch(/^rmse +5 +50 +\+45 .* worse +fail: ≤ 10 \(40 over\)$/m);
  const judged = (await mlops(project, ['compare', runs.plain, runs.worse, '--json'])).json<Comparison>();
  expect(judged.verdict?.status).toBe('fail');
  expect(judged.historyRuns.map(({ run }) => run)).toEqual([runs.plain]);

  const page = join(folder.path, 'page.html');
  for (const words of [
    ['compare', runs.plain, runs.worse],
    ['report', runs.worse],
  ]) {
    const said = await mlops(project, [...words, '--html', '--output', page]);
    expect([said.status, said.stdout]).toEqual([0, '']);
    expect(readFileSync(page, 'utf8')).toMatch(/<h1>❌ Fail: <code>rmse<\/code> of <code>cars<\/code> is 40 over/);
  }
  const nowhere = await mlops(project, ['report', runs.worse, '--html', '--output', join(page, 'x')]);
  expect([nowhere.status, nowhere.stderr]).toEqual([2, expect.stringContaining('cannot be written')]);
  expect((await mlops(project, ['report', runs.worse, '--html', '--json'])).status).toBe(2);
});

test('gates of another experiment do not judge', async () => {
  start('project');
  writeFileSync(join(project, 'mlops.yaml'), CONFIG.replace('cars', 'bikes'));
  const judged = (await mlops(project, ['compare', runs.plain, runs.worse, '--json'])).json<Comparison>();
  expect([judged.verdict, judged.rows.every(({ gate }) => gate === undefined)]).toEqual([undefined, true]);
});

test('two runs of one commit with uncommitted changes are said to be that', async () => {
  writeFileSync(join(project, 'train.sh'), `${TRAIN}# one\n`);
  const first = await trained();
  writeFileSync(join(project, 'train.sh'), `${TRAIN}# two\n`);
  await trained();
  const { stdout } = await mlops(project, ['compare', first]);
  expect(stdout).toMatch(/^commit +[0-9a-f]{7} with uncommitted changes +[0-9a-f]{7} with uncommitted changes$/m);
});

test('show takes what compare takes, and a name of nothing is answered with the forms and the nearest branch', async () => {
  start('project');
  expect((await mlops(project, ['runs', 'show', 'main', '--json'])).json<RunRecord>().id).toBe(runs.worse);
  const shown = (await mlops(project, ['runs', 'show', 'main'])).stdout;
  expect(shown).toMatch(new RegExp(`^baseline +${runs.plain}, the run of the same commit without the overrides$`, 'm'));
  const said = await mlops(project, ['runs', 'show', 'mian']);
  expect(said.status).toBe(1);
  expect(said.stderr).toContain('did you mean "main"?');
  expect(said.stderr).toContain('a branch, a commit, `model@v1.2.3`');
});

test('the table says which metrics it leaves out, and shows those that are chosen, best first if asked', async () => {
  start('project');
  const plain = await mlops(project, ['runs']);
  expect(plain.stdout).toContain('RMSE');
  expect(plain.stderr).toMatch(/2 more metrics: .*--columns/);
  const chosen = await mlops(project, ['runs', '--columns', 'f1,rmse', '--sort', 'rmse']);
  expect(chosen.stdout).toMatch(/VERDICT +F1 +RMSE\n/);
  expect(chosen.stderr).toBe('');
  expect(await idsOf(project, '--sort', 'rmse')).toEqual([runs.better, runs.plain, runs.worse]);
  expect(await idsOf(project, '--sort', 'rmse', '--limit', '1')).toEqual([runs.better]);
  const unknown = await mlops(project, ['runs', '--columns', 'rmsd']);
  expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('did you mean "rmse"?')]);
});

test('retrain without a command runs that of the last run of this branch again, and says so', async () => {
  commitFiles(project, { 'mlops.yaml': 'model: cars\n' });
  const none = await mlops(project, ['retrain']);
  expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('no command')]);
  await trained('--', 'sh train.sh');
  const again = await mlops(project, ['retrain', '--json', '--set', 'rmse=4']);
  expect(again.json<{ record: RunRecord }>().record).toMatchObject({
    command: 'sh train.sh',
    trigger: { event: 'retrain' },
  });
  expect(again.stderr).toContain('sh train.sh');
  const other = await mlops(project, ['retrain', '--json', '--', 'echo rmse=1 >> "$MLOPS_METRICS"']);
  expect(other.json<{ record: RunRecord }>().record.metrics).toEqual({ rmse: { value: 1 } });
});

test('register takes an exact version, and without an id the run that passed and that its commit stands for', async () => {
  start('project');
  const said = await mlops(project, ['register', '--json', '--version', 'v1.2.3']);
  expect(said.json()).toMatchObject({ run: runs.plain, version: 'v1.2.3' });
});

test('a model that is not registered is not found, and its nearest is named', async () => {
  start('project');
  await mlops(project, ['register']);
  for (const words of [
    ['registry', 'show', 'crs'],
    ['registry', 'crs'],
    ['registry', 'history', 'crs'],
  ]) {
    const said = await mlops(project, words);
    expect([said.status, said.stderr]).toEqual([1, expect.stringContaining('did you mean "cars"?')]);
  }
});

test('of the records that wait, sync writes the good and names the bad, with a remote and without', async () => {
  git(project, ['branch', 'mlops-tracking', 'main']);
  await mlops(project, ['train']);
  git(project, ['branch', '-D', 'mlops-tracking']);
  const bad = join(project, '.git/mlops/spool/bad.json');
  writeFileSync(bad, '{"schema": 1');
  const alone = await mlops(project, ['sync', '--json']);
  expect([alone.status, alone.json()]).toEqual([0, { replayed: 1, waiting: 1, recovered: 0, remote: false }]);
  expect(alone.stderr).toContain('bad.json stays');
  expect(existsSync(bad)).toBe(true);
  expect(await idsOf(project)).toHaveLength(1);
  expect((await mlops(project, ['sync'])).stdout).toContain('no remote called origin');
});

test('sync records what lies in a folder of downloaded artifacts, leaves the folder as it is, and does it once', async () => {
  const bundle = aBundle();
  const { id } = bundle.record;
  const downloaded = join(folder.path, 'downloaded');
  await writeSpool(join(downloaded, `mlops-record-${id}`), bundle);
  const words = ['sync', '--json', '--spool', downloaded];
  const first = await mlops(project, words);
  expect([first.status, first.json()]).toEqual([0, { replayed: 1, waiting: 0, recovered: 0, remote: false }]);
  const tip = git(project, ['rev-parse', 'mlops-tracking']);
  expect((await mlops(project, words)).json()).toEqual({ replayed: 1, waiting: 0, recovered: 0, remote: false });
  expect(git(project, ['rev-parse', 'mlops-tracking'])).toBe(tip);
  expect(git(project, ['ls-tree', '-r', '--name-only', tip, 'runs']).split('\n')).toHaveLength(3);
  expect((await listSpool(downloaded)).runs).toHaveLength(1);
  const nowhere = await mlops(project, ['sync', '--spool', join(folder.path, 'nowhere')]);
  expect([nowhere.status, nowhere.stderr]).toEqual([2, expect.stringContaining('there is no folder')]);
});

test('sync fetches registry tags that only origin has, no others, and overwrites none', async () => {
  start('project');
  const remote = createEmptyRemote(join(folder.path, 'remote.git'));
  git(project, ['remote', 'add', 'origin', remote]);
  git(project, ['push', '--quiet', 'origin', 'main']);
  git(folder.path, ['clone', '--quiet', remote, 'other']);
  const other = join(folder.path, 'other');
  await mlops(project, ['register']);
  git(project, ['tag', '-a', 'bikes@v1.0.0', '-m', 'theirs']);
  git(project, ['tag', 'nightly']);
  git(project, ['push', '--quiet', 'origin', 'bikes@v1.0.0', 'nightly']);
  git(other, ['tag', '-a', 'bikes@v1.0.0', '-m', 'ours']);
  const ours = git(other, ['rev-parse', 'bikes@v1.0.0']);

  const said = await mlops(other, ['sync', '--json']);
  expect(said.json()).toMatchObject({ tags: 1, remote: true });
  expect(said.stderr).toContain('bikes@v1.0.0');
  expect(git(other, ['tag', '--list'])).toBe('bikes@v1.0.0\ncars@v0.0.1');
  expect(git(other, ['rev-parse', 'bikes@v1.0.0'])).toBe(ours);
  expect((await mlops(other, ['sync', '--json'])).json()).toMatchObject({ tags: 0 });
});

test('doctor judges each job that uses the action and prints nothing that a terminal obeys', async () => {
  const workflows = join(project, '.github/workflows');
  mkdirSync(workflows, { recursive: true });
  const steps = 'steps: [{uses: org/mlops-action@v1}]';
  writeFileSync(join(workflows, 'a.yml'), `permissions: write-all\njobs: {train: {${steps}}}\n`);
  writeFileSync(join(workflows, 'b.yml'), `jobs: {"x\\e[2Jy": {${steps}}}\n`);
  const inbox = 'refs/mlops/inbox/heads/mlops-tracking';
  git(project, ['update-ref', `${inbox}/019830abe7c0-019830abe7c07b2c8d3e4f5061728394`, 'HEAD']);
  const { stdout } = await mlops(project, ['doctor']);
  expect(stdout).toContain('1 write waits in the inbox of the history');
  expect(stdout).toContain('a.yml:2: job train checks nothing out');
  expect(stdout).toContain(
    String.raw`b.yml:1: job x\u001b[2Jy does not grant contents: write and pull-requests: write`,
  );
});

test('a model is downloaded into a folder that is named after it', async () => {
  start('project');
  await mlops(project, ['artifacts', 'download', runs.plain]);
  expect(existsSync(join(project, `cars-${runs.plain.slice(0, 12)}/model.bin`))).toBe(true);
});

test('without a name the newest run is shown and reported, and it is said which', async () => {
  start('project');
  for (const words of [['runs', 'show'], ['report']]) {
    const said = await mlops(project, words);
    expect(said.stderr).toContain(`the newest run, ${runs.worse}`);
    expect(said.stdout).toContain('rmse');
  }
});

test('the uncommitted changes of a run can be taken back into its commit', async () => {
  start('project');
  const none = await mlops(project, ['runs', 'show', runs.plain, '--patch']);
  expect([none.status, none.stderr]).toEqual([1, expect.stringContaining('without uncommitted changes')]);
  const changed = `${TRAIN}# changed\n`;
  writeFileSync(join(project, 'train.sh'), changed);
  const run = await trained();
  git(project, ['checkout', '--quiet', '--', 'train.sh']);
  const { stdout } = await mlops(project, ['runs', 'show', run, '--patch']);
  writeFileSync(join(folder.path, 'a.patch'), stdout);
  git(project, ['apply', join(folder.path, 'a.patch')]);
  expect(readFileSync(join(project, 'train.sh'), 'utf8')).toBe(changed);
});
