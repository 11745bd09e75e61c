// `mlops runs` over a history that is there: filters, orders, pages, files of values.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { strangersIn } from '../../src/cli/no-runs.ts';
import { selectRuns, type RunPage, type RunSelection } from '../../src/cli/select-runs.ts';
import { withRunIndex, type RunIndexOptions } from '../../src/tracking/local-index/run-index.ts';
import { aRun, type RunSketch } from '../support/a-run.ts';
import { commitFiles, createEmptyRepository, temporaryFolder } from '../support/git-fixtures.ts';
import { mlops, type Said } from '../support/mlops.ts';
import { openTestHistory, testOptions } from '../tracking/open-test-history.ts';

const SKETCHES: readonly RunSketch[] = [
  { metrics: { rmse: 3 }, params: { depth: 4 }, tags: { team: 'blue' } },
  { metrics: { rmse: 1 }, params: { depth: 6 }, status: 'failed', error: { message: 'x' } },
  { metrics: { auc: 0.5 }, params: { depth: 6 }, source: { branch: 'other' } },
  { metrics: { rmse: 2, auc: 0.9 }, params: { depth: 8 }, tags: { team: 'red' } },
];
const records = SKETCHES.map((sketch, minute) => aRun(sketch, minute));
const now = new Date('2026-11-23T07:00:00Z');

let project: string;
let index: RunIndexOptions;

beforeAll(async () => {
  const folder = temporaryFolder();
  project = createEmptyRepository(join(folder.path, 'project'));
  commitFiles(project, { 'readme.txt': 'x\n' });
  await openTestHistory(project, folder.path).append(records.map((record) => ({ record, files: {} })));
  index = { ...testOptions(project, folder.path), cache: join(folder.path, 'cache') };
  return () => folder[Symbol.dispose]();
});

function runs(...words: readonly string[]): Promise<Said> {
  return mlops(project, ['runs', ...words]);
}

/** A page, with its runs as places in the list above. */
async function select(
  flags: Partial<RunSelection>,
): Promise<{ readonly shown: readonly number[]; readonly page: RunPage }> {
  const selection = { limit: 20, sort: 'started', ...flags };
  const page = await withRunIndex(index, (open) => selectRuns(selection, open, now));
  return { shown: page.runs.map((run) => records.findIndex(({ id }) => id === run.record.id)), page };
}

test('a job that was run again is one row, and every attempt with --superseded', async () => {
  using folder = temporaryFolder();
  const repository = createEmptyRepository(join(folder.path, 'project'));
  commitFiles(repository, { 'readme.txt': 'x\n' });
  const attempts = [1, 2].map((attempt) =>
    aRun({ trigger: { event: 'push', actor: 'ada', run: '77', job: 'fit', attempt } }, attempt),
  );
  const history = openTestHistory(repository, folder.path);
  await history.append(attempts.map((record) => ({ record, files: {} })));
  const [first, second] = attempts.map(({ id }) => id) as [string, string];
  const list = async (...words: readonly string[]): Promise<string> =>
    (await mlops(repository, ['runs', '--cache', join(folder.path, 'cache'), ...words])).stdout;
  expect(await list()).not.toContain(first.slice(0, 12));
  expect(await list('--superseded')).toMatch(
    new RegExp(`${second.slice(0, 12)} .* finished {2}[^]*${first.slice(0, 12)} .* finished, superseded `),
  );
  expect(await list('--filter', 'superseded = true', '--columns', 'id')).toContain(first.slice(0, 12));
  expect((await mlops(repository, ['runs', 'show', second])).stdout).toMatch(/trigger +push by ada, attempt 2/);
});

test.each<[RunSelection['filter'], Partial<RunSelection>, readonly number[]]>([
  ["status = 'FINISHED' and (params.depth in (4, 8) or branch = 'other')", {}, [3, 2, 0]],
  ['metrics.rmse is not null', { sort: 'rmse' }, [1, 3, 0]],
  ['metrics.auc is not null', { sort: 'auc' }, [3, 2]],
  ['params.depth >= 6', { branch: 'main', sort: 'params.depth desc, metrics.auc asc' }, [3, 1]],
  ["started < 2026-11-23T06:42 and not tags.team = 'blue'", { experiment: 'duration' }, [1]],
  ['started > -18m', {}, [3]],
  ['started > -1s', {}, []],
  [undefined, { sort: 'started asc', limit: 2 }, [0, 1]],
  [undefined, { status: 'failed' }, [1]],
])('%s with %j', async (filter, flags, expected) => {
  expect((await select({ ...(filter === undefined ? {} : { filter }), ...flags })).shown).toEqual(expected);
});

test.each<Partial<RunSelection>>([{}, { sort: 'rmse' }, { filter: 'params.depth > 0' }, { sort: 'branch desc' }])(
  'pages of %j follow each other without gap and without repetition',
  async (flags) => {
    const whole = await select(flags);
    const shown: number[] = [];
    let after: string | undefined = 'start';
    while (after !== undefined) {
      const { page, shown: part } = await select({ ...flags, limit: 3, after });
      shown.push(...part);
      after = page.cursor;
    }
    expect([shown, whole.page.cursor]).toEqual([whole.shown, undefined]);
    expect(shown).toHaveLength(4);
  },
);

test('a cursor of another list is refused', async () => {
  await expect(select({ after: 'nowhere' })).rejects.toThrow('"nowhere" is no place in a list of runs');
  const { page } = await select({ sort: 'rmse', limit: 2 });
  await expect(select({ sort: 'auc', after: page.cursor ?? '' })).rejects.toThrow('list of another order');
});

test('a filter that cannot be read is shown with the place, and as JSON', async () => {
  const [said, machine] = await Promise.all([runs('--filter', "brnch = 'main'"), runs('--json', '--filter', 'rmse <')]);
  expect([said.status, machine.status]).toEqual([2, 2]);
  expect(said.stderr).toContain(
    'error: filter, column 1: there is no attribute "brnch", did you mean "branch"?\n' +
      "  brnch = 'main'\n" +
      '  ^^^^^\n' +
      'hint: Attributes are id, name, status,',
  );
  expect(machine.json()).toMatchObject({ error: { code: 'usage', hint: 'Expected: a value.' } });
});

test('a page ends with the words for the next, on stderr, or with its cursor in JSON', async () => {
  const words = ['--columns', 'branch,rmse,params.depth', '--sort', 'rmse', '--limit', '3'];
  const { cursor = '' } = (await select({ sort: 'rmse', limit: 3 })).page;
  const [table, csv, json, last] = await Promise.all([
    runs(...words),
    runs(...words, '--csv'),
    runs(...words, '--json', '--after', 'start'),
    runs(...words, '--after', cursor),
  ]);
  expect(table.stdout).toBe('BRANCH  RMSE  PARAMS.DEPTH\nmain       1  6\nmain       2  8\nmain       3  4\n');
  expect(csv.stdout).toBe('branch,rmse,params.depth\r\nmain,1,6\r\nmain,2,8\r\nmain,3,4\r\n');
  for (const { stderr } of [table, csv]) expect(stderr).toBe(`3 of 4 runs. The next page: --after ${cursor}\n`);
  expect(json.json()).toMatchObject({ runs: [1, 3, 0].map((index) => records[index]), cursor, total: 4 });
  expect([json.stderr, last.stdout, last.stderr]).toEqual(['', 'BRANCH  RMSE  PARAMS.DEPTH\nother         6\n', '']);
});

test('names in a filter that no run has are told with those that were meant', async () => {
  const { page } = await select({
    filter: "(metrics.rsme < 3 or params.rmse = '1' or not tags.nobody = 'x') and metrics.rmse > 9 and branch = 'main'",
  });
  expect(strangersIn(page)).toEqual([
    'no run has the metric "rsme", did you mean "rmse"?',
    'no run has the param "rmse", did you mean "metrics.rmse"?',
    'no run has the tag "nobody"',
  ]);
});

test('a list of nothing says so, and JSON does not go with CSV', async () => {
  const [nothing, both] = await Promise.all([runs('--filter', 'metrics.rmse > 9'), runs('--csv', '--json')]);
  expect([nothing.status, nothing.stdout]).toEqual([0, '']);
  expect(nothing.stderr).toContain('No run is what was asked for');
  expect([both.status, both.stderr]).toEqual([2, expect.stringContaining('--json')]);
});

test('an empty name of the cache is none, and leaves nothing in the project', async () => {
  const said = await runs('--cache', '', '--limit', '1');
  expect([said.status, readdirSync(project).toSorted()]).toEqual([0, ['.git', 'readme.txt']]);
});

test('help shows the language and what can be asked for', async () => {
  const { stdout } = await runs('list', '--help');
  for (const part of ['--filter <text>', '--after <cursor>', 'metrics.rmse < 3', 'verdict', 'artifact_uri']) {
    expect(stdout).toContain(part);
  }
});
