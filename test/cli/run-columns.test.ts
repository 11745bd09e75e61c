// The columns of a list of runs, what stands in them, and the same as CSV.
import { expect, test } from 'vitest';
import { MlopsError } from '../../src/error.ts';
import { renderCsv } from '../../src/cli/run-csv.ts';
import { allColumns, chosenColumns, fullCell, shortCell, usualColumns } from '../../src/cli/run-columns.ts';
import { resolveSort } from '../../src/cli/run-sort.ts';
import { aRun, type RunSketch } from '../support/a-run.ts';

const sketch: RunSketch = {
  metrics: { rmse: 6.123_456_789, 'val.auc': 0.5, status: 1, nan: Number.NaN },
  params: { depth: 6, 'a,b': 'x' },
  tags: { team: 'blue' },
  source: { dirty: true },
};
const runs = [aRun(sketch), aRun({ metrics: { rmse: 7 }, params: {} }, 1)] as const;
const [run, other] = runs;
const known = { metric: ['rmse', 'val.auc', 'status', 'nan'], param: ['depth', 'a,b'], tag: ['team'] };

function columnsOf(list: string): readonly string[] {
  return chosenColumns(list, known).map(({ name }) => name);
}

function cellsOf(list: string): readonly string[] {
  return chosenColumns(list, known).map((column) => shortCell(column, run));
}

function refusal(work: () => unknown): MlopsError {
  try {
    work();
  } catch (error) {
    if (error instanceof MlopsError) return error;
    throw error;
  }
  throw new Error('not refused');
}

const USUAL = ['id', 'started', 'status', 'experiment', 'branch', 'commit', 'verdict'];

test('a commit that does not tell all is marked', () => {
  const [column] = chosenColumns('commit', known);
  if (column === undefined) throw new Error('no column');
  const cellOf = (of: RunSketch): string => shortCell(column, aRun(of));
  expect(cellOf({})).toBe('9f3c2ab');
  expect(cellOf({ source: { dirty: true } })).toBe('9f3c2ab+');
  expect(cellOf({ trigger: { overrides: { alpha: '5' } } })).toBe('9f3c2ab*');
  expect(cellOf({ source: { dirty: true }, trigger: { overrides: { alpha: '5' } } })).toBe('9f3c2ab+*');
});

test('metrics, params and tags that are chosen stand after the usual columns', () => {
  expect(columnsOf('rmse, params.depth,tags.team,val.auc')).toEqual([
    ...USUAL,
    'rmse',
    'params.depth',
    'tags.team',
    'val.auc',
  ]);
});

test('a list that names an attribute is the whole table', () => {
  expect(columnsOf('id,duration,metrics.rmse')).toEqual(['id', 'duration', 'rmse']);
  expect(cellsOf('run_id,started,commit,duration,dirty,attributes.actor,rmse,params.`a,b`,nan')).toEqual([
    run.id.slice(0, 12),
    '2026-11-23 06:40',
    '9f3c2ab+',
    '12.34',
    'true',
    'ada',
    '6.12346',
    'x',
    'NaN',
  ]);
});

test('a metric that is called as an attribute is meant by the bare name, the attribute by the whole one', () => {
  expect(cellsOf('id,status,attributes.status').slice(1)).toEqual(['1', 'finished']);
});

test.each([
  ['rmsd', 'the metric "rmsd", did you mean "rmse"?'],
  ['brnch', 'did you mean "branch"?'],
  ['params.dept', 'the param "dept", did you mean "depth"?'],
  ['tags.x.y', 'the tag "x.y", known are team'],
  ['metrics.rms', 'the metric "rms", did you mean "rmse"?'],
  ['speed', 'the metric "speed", metrics are rmse, val.auc, status, nan'],
])('a column %s that no run has is refused with the nearest', (list, words) => {
  const { code, message } = refusal(() => chosenColumns(list, known));
  expect(code).toBe('usage');
  expect(message).toContain('--columns: no run has');
  expect(message).toContain(words);
});

test('a param without its kind is answered with how to write it, and without any run every column is taken', () => {
  expect(refusal(() => chosenColumns('depth', known))).toMatchObject({
    message: '--columns: "depth" is a param',
    hint: 'Write it as params.depth.',
  });
  const columns = chosenColumns('id,rmse,tags.team', { metric: [], param: [], tag: [] });
  expect(columns.map(({ name }) => name)).toEqual(['id', 'rmse', 'tags.team']);
});

test('without a choice the table has the metrics of the order, and a file has all values', async () => {
  const order = await resolveSort('metrics.nan desc', new Map([['nan', 'unknown']]));
  expect(usualColumns(runs, order).map(({ name }) => name)).toEqual([...USUAL, 'nan', 'rmse', 'val.auc', 'status']);
  expect(allColumns(runs).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['id', 'ended', 'dirty', 'metrics.val.auc', 'params.a,b', 'params.depth', 'tags.team']),
  );
});

test('a file holds values in full, and nothing where a run has none', () => {
  const columns = chosenColumns('id,started,commit,dirty,rmse,params.depth', known);
  expect(renderCsv(columns, runs)).toBe(
    [
      'id,started,commit,dirty,rmse,params.depth',
      `${run.id},2026-11-23T06:40:00.000Z,${run.source.commit},true,6.123456789,6`,
      `${other.id},2026-11-23T06:41:00.000Z,${other.source.commit},false,7,`,
      '',
    ].join('\r\n'),
  );
});

test('foreign texts break no line of a file, are no formula and steer no terminal', () => {
  const texts = ['a,b', 'a"b', 'a\nb', 'a\r\nb', '\u001b[2J', '=1+1', '@x', '-x', '-0.5', "it's", ' a '];
  const tags = Object.fromEntries(texts.map((text, index) => [`t${index}`, text]));
  const hostile = aRun({ tags: { ...tags, '=cmd,"x"': 'y' } });
  const columns = allColumns([hostile]).filter(({ field }) => field.entity === 'tag');
  const [header, values, ...rest] = parseCsv(renderCsv(columns, [hostile]));
  expect(header).toEqual([
    'tags.=cmd,"x"',
    'tags.t0',
    'tags.t1',
    'tags.t10',
    ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `tags.t${n}`),
  ]);
  expect(values).toEqual([
    'y',
    'a,b',
    'a"b',
    ' a ',
    'a\nb',
    String.raw`a\u000d` + '\nb',
    String.raw`\u001b[2J`,
    "'=1+1",
    "'@x",
    "'-x",
    '-0.5',
    "it's",
  ]);
  expect(rest).toEqual([]);
  expect(fullCell(columns[0]!, hostile)).toBe('y');
});

/** RFC 4180, to the letter. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (match === null) throw new Error(`no CSV: ${JSON.stringify(text.slice(at, at + 40))}`);
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

test('a sort is newest first, a metric best first, or a list of orders', async () => {
  const known = new Map([
    ['rmse', 'lower'],
    ['auc', 'higher'],
    ['x.y', 'unknown'],
    ['duration', 'lower'],
  ] as const);
  const metric = (key: string, direction: string): unknown => [{ field: { entity: 'metric', key }, direction }];
  expect(await resolveSort('started', known)).toEqual([]);
  expect(await resolveSort('rmse', known)).toEqual(metric('rmse', 'asc'));
  expect(await resolveSort('auc', known)).toEqual(metric('auc', 'desc'));
  expect(await resolveSort('x.y', known)).toEqual(metric('x.y', 'desc'));
  expect(await resolveSort('duration', known)).toEqual(metric('duration', 'asc'));
  expect(await resolveSort('attributes.duration, metrics.rmse desc', known)).toEqual([
    { field: { entity: 'attribute', key: 'duration' }, direction: 'asc' },
    { field: { entity: 'metric', key: 'rmse' }, direction: 'desc' },
  ]);
  expect(await resolveSort('branch', known)).toEqual([
    { field: { entity: 'attribute', key: 'branch' }, direction: 'asc' },
  ]);
  await expect(resolveSort('rmes', known)).rejects.toThrow('did you mean "rmse"?');
  await expect(resolveSort('metrics.rmes asc', known)).rejects.toThrow('did you mean "rmse"?');
  await expect(resolveSort('branch up', known)).rejects.toThrow('order, column 8');
});
