import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, openSync, ftruncateSync, closeSync, writeFileSync, truncateSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { readDataFiles } from '../../src/training/data-files.ts';
import { digestOfFiles } from '../../src/file-digest.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function readOne(name: string, content: string | Buffer) {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, name), content);
  const { data, warnings } = await readDataFiles([name], { root: folder.path, workingDirectory: '.' });
  expect(warnings).toEqual([]);
  return data[0];
}

it.each([
  ['a.csv', 'a,b,c\n1,2,3\n4,5,6\n', { rows: 2, columns: 3 }],
  ['a.csv', 'a,b,c\n1,2,3', { rows: 1, columns: 3 }],
  ['a.csv', '"a, or b","c\nd"\n"1\n2",3\n"4 ""x""",5\n', { rows: 2, columns: 2 }],
  ['a.csv', 'a,b\n', { rows: 0, columns: 2 }],
  ['a.csv', '', { rows: 0 }],
  ['a.tsv', 'a\tb\n1\t2\n', { rows: 1, columns: 2 }],
  ['a.jsonl', '{"x": 1, "y": 2}\n{"x": 3}', { rows: 2, columns: 2 }],
  ['a.bin', 'a,b\n', {}],
])('rows and columns of %s %j are counted in passing', async (name, content, table) => {
  expect(await readOne(name, content)).toEqual({
    path: name,
    size: content.length,
    sha256: sha256Of(content),
    ...table,
  });
});

it('rows are counted right across the chunks in which a file is read', async () => {
  const row = '1,"two\nlines","a ""quoted"" word"\n';
  const rows = Math.ceil((3 * 1024 * 1024) / row.length);
  expect(await readOne('a.csv', `a,b,c\n${row.repeat(rows)}`)).toMatchObject({ rows, columns: 3 });
});

it('rows and columns of Parquet come from its footer', async () => {
  using folder = temporaryFolder();
  copyFileSync(resolve(import.meta.dirname, 'trips.parquet'), join(folder.path, 'trips.parquet'));
  const { data } = await readDataFiles(['*.parquet'], { root: folder.path, workingDirectory: '.' });
  expect(data).toMatchObject([{ path: 'trips.parquet', rows: 3, columns: 3 }]);
});

it('a damaged Parquet file still has a size and a digest', async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'trips.parquet');
  copyFileSync(resolve(import.meta.dirname, 'trips.parquet'), path);
  truncateSync(path, 500);
  const { data, warnings } = await readDataFiles(['trips.parquet'], { root: folder.path, workingDirectory: '.' });
  expect(data).toEqual([{ path: 'trips.parquet', size: 500, sha256: expect.any(String) }]);
  expect(warnings).toEqual([]);
});

it('very many files under one glob are one entry with one digest', async () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, 'images'));
  const names = Array.from({ length: 120 }, (_, index) => `images/${index}.bin`);
  for (const name of names) writeFileSync(join(folder.path, name), name);
  const { data } = await readDataFiles(['images'], { root: folder.path, workingDirectory: '.' });
  const sha256 = digestOfFiles(names.map((path) => ({ path, size: 0, sha256: sha256Of(path) })));
  expect(data).toEqual([{ path: 'images', size: names.join('').length, sha256, files: 120 }]);
});

it('hashing a large file does not grow memory with it', () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'large.csv');
  const file = openSync(path, 'w');
  ftruncateSync(file, 400 * 1024 * 1024);
  closeSync(file);
  const module = pathToFileURL(resolve(import.meta.dirname, '../../src/training/data-files.ts')).href;
  const script = `import { readDataFiles } from ${JSON.stringify(module)};
    const { data } = await readDataFiles(['large.csv'], { root: ${JSON.stringify(folder.path)}, workingDirectory: '.' });
    console.log(JSON.stringify({ size: data[0].size, peakKilobytes: process.resourceUsage().maxRSS }));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const { size, peakKilobytes } = JSON.parse(output) as { size: number; peakKilobytes: number };
  expect(size).toBe(400 * 1024 * 1024);
  expect(peakKilobytes).toBeLessThan(200 * 1024);
});
