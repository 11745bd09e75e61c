// mlops train and what can be asked of the history afterwards, on real repositories, through the real command line.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Comparison } from '../../src/comparison/comparison.ts';
import type { RunRecord } from '../../src/run/record.ts';
import {
  commitFiles,
  createEmptyRepository,
  createEmptyRemote,
  git,
  temporaryFolder,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { mlops } from '../support/mlops.ts';

let folder: TemporaryFolder;
let project: string;

const CONFIG = `model: cars
command: sh train.sh
params: params.json
model-files: model.bin
gates:
  rmse: {better: lower, primary: true, max: 10, max-regression: 1%}
`;
const TRAIN = 'echo "rmse=${MLOPS_PARAM_RMSE:-5}" >> "$MLOPS_METRICS"; echo weights > model.bin\n';

// The project, and the project after a plain run on main, are made once; each test works on a copy.
let template: TemporaryFolder;
let plain: string;

beforeAll(async () => {
  template = temporaryFolder();
  project = createEmptyRepository(join(template.path, 'trained'));
  commitFiles(project, {
    'mlops.yaml': CONFIG,
    'train.sh': TRAIN,
    'params.json': '{"depth": 3}',
    '.gitignore': 'model.bin\n',
  });
  cpSync(project, join(template.path, 'untrained'), { recursive: true });
  plain = (await mlops(project, ['train', '--json'])).json<Trained>().run;
  return () => template[Symbol.dispose]();
});

beforeEach(() => {
  folder = temporaryFolder();
  start('untrained');
  return () => folder[Symbol.dispose]();
});

function start(from: 'untrained' | 'trained'): void {
  project = join(folder.path, 'project');
  rmSync(project, { recursive: true, force: true });
  cpSync(join(template.path, from), project, { recursive: true });
}

interface Trained {
  readonly run: string;
  readonly status: string;
  readonly verdict?: string;
  readonly record: RunRecord;
  readonly comparison: Comparison;
}

test('a run is recorded on the local tracking branch and leaves worktree, index and HEAD alone', async () => {
  const before = git(project, ['rev-parse', 'HEAD']);
  const said = await mlops(project, ['train', '--json']);
  expect(said.status).toBe(0);
  const { run, record } = said.json<Trained>();
  expect(record.metrics).toEqual({ rmse: { value: 5 } });
  expect(record.params).toEqual({ depth: 3 });
  expect(record.model.files.map(({ path }) => path)).toEqual(['model.bin']);
  expect(git(project, ['log', '-1', '--format=%s', 'mlops-tracking'])).toBe(`run cars finished ${run}`);
  expect(git(project, ['status', '--porcelain'])).toBe('');
  expect(git(project, ['rev-parse', 'HEAD'])).toBe(before);
  expect(git(project, ['symbolic-ref', 'HEAD'])).toBe('refs/heads/main');
  expect(readdirSync(join(project, '.git/mlops/captures'))).toEqual([]);
});

test('a regression on a branch is compared with the merge base, fails with status 3 and leaves a comment', async () => {
  start('trained');
  git(project, ['switch', '--quiet', '--create', 'worse/@team']);
  commitFiles(project, { 'params.json': '{"depth": 1}' });
  const said = await mlops(project, ['train', '--json', '--set', 'rmse=5.5', '--set', 'rsme=1']);
  expect(said.stderr.match(/train\.sh does not read \S+/g)).toEqual(['train.sh does not read MLOPS_PARAM_RSME:']);
  expect(said.status).toBe(3);
  const { comparison, record } = said.json<Trained>();
  expect(comparison.baseline).toMatchObject({ run: plain, how: 'the run of the merge base' });
  expect(comparison.verdict?.status).toBe('fail');
  expect(record.trigger.overrides).toEqual({ rmse: '5.5', rsme: '1' });
  expect(record.source.pull_request?.merge_base).toBe(git(project, ['rev-parse', 'main']));

  const comments = readdirSync(join(project, '.git/mlops/comments'), { recursive: true, encoding: 'utf8' });
  const [comment] = comments.filter((name) => name.endsWith('.md'));
  const text = readFileSync(join(project, '.git/mlops/comments', comment ?? ''), 'utf8');
  expect(text).toMatch(/^<!-- mlops:report v=1 key=cars -->\n/);
  expect(text).toContain('Fail');
});

test('a second run on a branch keeps the first as an earlier result in the same comment', async () => {
  start('trained');
  git(project, ['switch', '--quiet', '--create', 'better']);
  commitFiles(project, { 'params.json': '{"depth": 4}' });
  await mlops(project, ['train', '--set', 'rmse=4']);
  await mlops(project, ['train', '--set', 'rmse=3']);
  const comments = readdirSync(join(project, '.git/mlops/comments'), { recursive: true, encoding: 'utf8' });
  const [comment, ...others] = comments.filter((name) => name.endsWith('.md'));
  expect(others).toEqual([]);
  expect(readFileSync(join(project, '.git/mlops/comments', comment ?? ''), 'utf8')).toContain(
    'Earlier results on this PR</b>: 1',
  );
});

test('who stands in the folder of a model of a monorepo means that model', async () => {
  commitFiles(project, { 'models/bikes/mlops.yaml': 'model: bikes\ncommand: echo "rmse=2" >> "$MLOPS_METRICS"\n' });
  const { record } = (await mlops(join(project, 'models/bikes'), ['train', '--json'])).json<Trained>();
  expect(record).toMatchObject({ model: { name: 'bikes' }, metrics: { rmse: { value: 2 } } });
});

test('a training that fails is a run with everything that it had measured, and status 1', async () => {
  const said = await mlops(project, ['train', '--json', '--', 'sh train.sh; echo "ValueError: bad"; exit 7']);
  expect(said.status).toBe(1);
  const { record } = said.json<Trained>();
  expect(record).toMatchObject({ status: 'failed', error: { exit_code: 7 }, metrics: { rmse: { value: 5 } } });
  expect(record.error?.tail?.at(-1)).toContain('ValueError');
  const runs = (await mlops(project, ['runs', '--status', 'failed', '--json'])).json<readonly RunRecord[]>();
  expect(runs.map(({ id }) => id)).toEqual([record.id]);
});

test('retrain says what triggered it and with what', async () => {
  const { record } = (await mlops(project, ['retrain', '--json', '--set', 'rmse=4.5'])).json<Trained>();
  expect(record.trigger).toMatchObject({ event: 'retrain', overrides: { rmse: '4.5' } });
  expect(record.metrics['rmse']?.value).toBe(4.5);
});

test('a shortened id, a branch and a commit name the same run for show, report and compare', async () => {
  start('trained');
  await mlops(project, ['retrain', '--set', 'rmse=4']);
  expect((await mlops(project, ['runs', 'show', plain.slice(0, 16), '--json'])).json<RunRecord>().id).toBe(plain);
  const report = await mlops(project, ['report', plain]);
  expect(report.stdout).toContain('mlops:report v=1 key=cars');
  const compared = await mlops(project, ['compare', plain, 'main', '--json']);
  expect(compared.json<Comparison>().rows[0]).toMatchObject({
    name: 'rmse',
    baseline: 5,
    candidate: 4,
    movement: 'better',
  });
});

test('a record that cannot be written is kept and named, and sync writes it when the branch is mended', async () => {
  git(project, ['branch', 'mlops-tracking', 'main']);
  const said = await mlops(project, ['train']);
  expect(said.status).toBe(1);
  const kept = /kept in (\S+\.json)/.exec(said.stderr)?.[1] ?? '';
  expect(existsSync(kept)).toBe(true);
  expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject({ schema: 1, metrics: { rmse: { value: 5 } } });

  git(project, ['branch', '-D', 'mlops-tracking']);
  git(project, ['remote', 'add', 'origin', createEmptyRemote(join(folder.path, 'remote.git'))]);
  git(project, ['push', '--quiet', 'origin', 'main']);
  expect((await mlops(project, ['sync', '--json'])).json()).toMatchObject({ replayed: 1, pushed: 1 });
  expect(existsSync(kept)).toBe(false);
  expect((await mlops(project, ['runs', '--json'])).json<readonly unknown[]>()).toHaveLength(1);
});

test('two people sync what they trained apart, and each has both runs', async () => {
  const remote = createEmptyRemote(join(folder.path, 'remote.git'));
  git(project, ['remote', 'add', 'origin', remote]);
  git(project, ['push', '--quiet', 'origin', 'main']);
  git(folder.path, ['clone', '--quiet', remote, 'other']);
  const other = join(folder.path, 'other');
  await Promise.all([mlops(project, ['train']), mlops(other, ['train'])]);
  expect((await mlops(project, ['sync'])).status).toBe(0);
  expect((await mlops(other, ['sync'])).status).toBe(0);
  expect((await mlops(project, ['sync'])).status).toBe(0);
  const ids = async (at: string): Promise<readonly string[]> =>
    (await mlops(at, ['runs', '--json'])).json<readonly RunRecord[]>().map(({ id }) => id);
  expect(await ids(project)).toHaveLength(2);
  expect(await ids(other)).toEqual(await ids(project));
});

test('a model can be downloaded again, and a changed store is noticed', async () => {
  start('trained');
  const said = await mlops(project, ['artifacts', 'download', plain, '--output', join(folder.path, 'model')]);
  expect(said.status).toBe(0);
  expect(readFileSync(join(folder.path, 'model/model.bin'), 'utf8')).toBe('weights\n');

  const [stored] = readdirSync(join(project, '.git/mlops/artifacts'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('model.bin'),
  );
  writeFileSync(join(project, '.git/mlops/artifacts', stored ?? ''), 'poison\n');
  const again = await mlops(project, ['artifacts', 'download', plain, '--output', join(folder.path, 'again')]);
  expect(again.status).toBe(1);
  expect(again.stderr).toContain('model.bin');
  expect(existsSync(join(folder.path, 'again/model.bin'))).toBe(false);
});

test('a good run becomes a version once, with a release beside it, and the registry shows it', async () => {
  start('trained');
  const first = await mlops(project, ['register', '--json', '--bump', 'minor']);
  expect(first.json()).toMatchObject({ version: 'v0.1.0', tag: 'cars@v0.1.0', created: true });
  expect((await mlops(project, ['register', '--json'])).json()).toMatchObject({ version: 'v0.1.0', created: false });
  expect(git(project, ['tag', '--list', '--format=%(objecttype) %(contents)'])).toMatch(
    /^tag Register cars v0\.1\.0\n[^]*Verdict: pass/,
  );
  expect((await mlops(project, ['registry', '--json'])).json()).toMatchObject({
    rows: [{ name: 'cars', latest: 'v0.1.0' }],
  });
  const files = readdirSync(join(project, '.git/mlops/releases'), { recursive: true, encoding: 'utf8' });
  expect(files.map((name) => name.split(/[\\/]/).at(-1))).toEqual(
    expect.arrayContaining(['model.bin', 'run.json', 'SHA256SUMS']),
  );
  const baseline = await mlops(project, ['train', '--json', '--baseline', 'cars@v0.1.0']);
  expect(baseline.json<Trained>().comparison.baseline?.how).toContain('cars@v0.1.0');
});

test('a baseline that waits for the first version does not keep it from being registered; a typo of a version does', async () => {
  const first = await mlops(project, ['train', '--json', '--baseline', 'cars@latest', '--register', 'always']);
  expect(first.json<Trained>()).toMatchObject({ verdict: 'pass', version: 'v0.0.1' });
  const typo = await mlops(project, ['train', '--json', '--baseline', 'cars@v9.0.0', '--fail-on', 'inconclusive']);
  expect([typo.status, typo.json<Trained>().verdict]).toEqual([4, 'inconclusive']);
});

test('a run that failed its gate is not registered', async () => {
  await mlops(project, ['train', '--set', 'rmse=50']);
  const [record] = (await mlops(project, ['runs', '--json'])).json<readonly RunRecord[]>();
  const said = await mlops(project, ['register', record?.id ?? '']);
  expect(said.status).toBe(1);
  expect(said.stderr).toContain('its verdict is fail');
  expect(git(project, ['tag', '--list'])).toBe('');
});
