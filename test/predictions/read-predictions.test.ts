import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NamedColumns } from '../../src/predictions/predictions.ts';
import { readPredictions } from '../../src/predictions/read-predictions.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';

const read = async (name: string, content: string | Buffer, named: Partial<NamedColumns> = {}) => {
  using folder = temporaryFolder();
  const path = join(folder.path, name);
  writeFileSync(path, content);
  // Awaited, because the folder goes when this function ends.
  return await readPredictions(path, { slices: [], ...named }, (text) => text.replaceAll('s3cret', '***'));
};

describe('a file with predictions', () => {
  it('is the same set of rows in every format and order, ids as numbers or text', async () => {
    const csv = await read('p.csv', 'id,y_true,y_pred\n1,2.5,2.4\n2,3,2.9\n30,-4e1,4.2\n');
    const tsv = await read('p.tsv', 'y_pred\tid\ty_true\n4.2\t30\t-40.0\n2.4\t1\t2.50\n2.9\t2\t3\n');
    const excel = await read('p.csv', '\u{feff}id;y_true;y_pred\r\n"2";3;2.9\r\n"30";-40;4.2\r\n1;2.5;2.4');
    const jsonl = await read(
      'p.jsonl',
      '{"id": "2", "y_true": 3, "y_pred": 2.9}\n\n{"id": 30, "y_true": -40, "y_pred": 4.2}\n{"id": 1, "y_true": 2.5, "y_pred": 2.4}',
    );
    for (const { predictions, problem, notes } of [csv, tsv, excel, jsonl]) {
      expect(problem).toBeUndefined();
      expect(notes).toEqual([]);
      expect(predictions).toEqual(csv.predictions);
    }
    expect(csv.predictions?.target.toSorted()).toEqual(Float64Array.of(-40, 2.5, 3));
    expect(csv.columns).toEqual({ id: 'id', target: 'y_true', prediction: 'y_pred', slices: [] });
  });

  it('takes the index of pandas, which has no name, for the id', async () => {
    const { columns } = await read('p.csv', ',actual,score\n7,0,0.2\n9,1,0.7\n');
    expect(columns).toEqual({ id: '', target: 'actual', prediction: 'score', slices: [] });
  });

  it('is read from Parquet with zstd and dictionaries', async () => {
    const path = join(import.meta.dirname, 'classes.parquet');
    const { predictions, problem } = await readPredictions(path, { slices: ['site'] }, (text) => text);
    expect(problem).toBeUndefined();
    expect(predictions).toMatchObject({ labels: ['cat', 'dog'], predictsLabels: true, byPosition: false });
    const rows = Array.from(predictions?.target ?? [], (target, row) => [
      target,
      predictions?.prediction[row],
      predictions?.weight?.[row],
      predictions?.slices[0]?.values[predictions.slices[0].codes[row] ?? -1],
    ]);
    expect(rows.toSorted((a, b) => Number(a[2]) - Number(b[2]))).toEqual([
      [0, 0, 0.5, 'a'],
      [0, 0, 1, 'a'],
      [1, 0, 2, 'b'],
    ]);
  });

  it('keeps quotes, commas and line ends of a cell, and no secrets', async () => {
    const { predictions } = await read('p.csv', 'id,y,pred,"zone, ""s3cret"""\n1,1,0,"a ""b"", \n c"\n2,0,0,s3cret\n', {
      slices: ['zone, "s3cret"'],
    });
    expect(predictions?.slices[0]).toMatchObject({ column: 'zone, "***"', values: ['a "b", \n c', '***'] });
  });

  it('is read right where a row lies on the border between two chunks', async () => {
    const rows = Array.from({ length: 120_000 }, (_, row) => `row-${row},${row % 5},"${row % 3}"`);
    const { predictions } = await read('p.csv', `id,y,pred\n${rows.join('\n')}`);
    expect(predictions?.target.length).toBe(120_000);
    expect(predictions?.prediction.reduce((sum, value) => sum + value, 0)).toBe(120_000);
  });

  it('makes classes of booleans and of names, and a probability of the second of two names', async () => {
    const booleans = await read('p.csv', 'id,label,y_pred\n1,True,False\n2,false,true\n');
    expect(booleans.predictions?.target.toSorted()).toEqual(Float64Array.of(0, 1));
    expect(booleans.predictions?.labels).toBeUndefined();
    const { predictions } = await read('p.csv', 'id,label,proba\n1,yes,0.9\n2,no,0.2\n');
    expect(predictions).toMatchObject({ labels: ['no', 'yes'], predictsLabels: false });
  });

  it('reads the prediction of the champion beside it, and leaves out rows without a target', async () => {
    const { predictions, notes } = await read('p.csv', 'id,y,pred,champion\n1,1,2,3\n2,,4,5\n3,NaN,1,1\n');
    expect(predictions?.baseline).toEqual(Float64Array.of(3));
    expect(notes).toEqual(['2 rows without a target left out']);
  });

  it.each([
    ['p.csv', 'id,y,pred\n1,1,1\n1,2,2\n2,1,1\n', '1 of 3 rows repeat an id that another row has; ids must be unique'],
    ['p.csv', 'id,y,pred\n,1,1\n2,1,1\n', 'rows without an id: 1 of 2'],
    ['p.csv', 'id,y,pred\n1,1,NaN\n2,1,\n3,1,inf\n4,1,1\n', '3 of 4 predictions are missing, NaN or infinite'],
    ['p.csv', 'id,y,pred\n1,,2\n', 'it has no row with a target'],
    ['p.csv', 'id,y,pred,weight\n1,1,2,-1\n', 'weights that are negative or no number: 1 of 1'],
    ['p.csv', '', 'it is empty; a header line was expected'],
    ['p.csv', 'id,y,pred\n1,2\n', 'line 2: 2 cells where the header has 3'],
    ['p.csv', 'id,y,pred\n1,"2,3\n', 'line 2: a quote is not where one may be'],
    ['p.csv', 'id,y,pred\n1,2,3\n2,two,3\n', 'row 2: "two" in the target, which has numbers in the rows before'],
    ['p.csv', 'id,y,pred\n1,2,two\n', 'row 1: "two" in the prediction, where the target is a number'],
    [
      'p.csv',
      'id,y,pred\n1,a,0.1\n2,b,0.2\n3,c,0.1\n',
      'predictions are numbers, and the target has 3 classes with names',
    ],
    ['p.csv', 'id,y,y,pred\n1,2,3,4\n', 'it has two columns "y"'],
    ['p.csv', Buffer.from('\u{feff}id,y,pred\n', 'utf16le'), 'it is UTF-16; UTF-8 was expected'],
    ['p.jsonl', '{"id": 1\n', 'line 1: no JSON; one object a line was expected'],
    ['p.jsonl', '[1, 2]\n', 'line 1: no JSON object; one a line was expected'],
    ['p.parquet', 'PAR1 no', expect.stringMatching(/^it is no Parquet file that can be read: /)],
    ['p.txt', 'id', 'its name does not end in one of .csv, .tsv, .jsonl, .ndjson, .parquet'],
  ])('%s with %j is of no use, and says why', async (name, content, expected) => {
    const { problem, predictions } = await read(name, content);
    expect(predictions).toBeUndefined();
    expect(problem).toEqual(expected);
  });

  it('says which columns it lacks and which it has', async () => {
    const { problem } = await read('p.csv', 'key,amount\n1,2\n', { prediction: 'yhat' });
    expect(problem).toBe(
      'it lacks the column "yhat" for the prediction and a column for the target (target, y_true, y, label, actual, ' +
        'or named in the configuration as predictions.target); it has "key", "amount"',
    );
  });

  it('is not followed where it is a link', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'other.csv'), 'id,y,pred\n1,2,3\n');
    symlinkSync('other.csv', join(folder.path, 'p.csv'));
    const { problem } = await readPredictions(join(folder.path, 'p.csv'), { slices: [] }, (text) => text);
    expect(problem).toBe('it cannot be opened as a plain file');
  });
});
