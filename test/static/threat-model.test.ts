// The threat model names the files that keep its promises: they are where it says.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './workflow-texts.ts';

/** Paths that a file of this name could have. */
function candidates(name: string, folder: 'src' | 'test'): readonly string[] {
  const ending = folder === 'src' ? '.ts' : '.test.ts';
  return [name, join(folder, name), join(folder, `${name}${ending}`)].map((path) => join(ROOT, path));
}

test('every protection and every test that the threat model names is there', async () => {
  const text = await readFile(join(ROOT, '.github/THREAT-MODEL.md'), 'utf8');
  const rows = text.split('\n').filter((line) => /^\| (?:\d+ |the )/.test(line));
  expect(rows.length).toBeGreaterThan(25);
  const named = rows.flatMap((row) => {
    const [, protection = '', tests = ''] = row.split(' | ');
    return [['src', protection] as const, ['test', tests] as const].flatMap(([folder, cell]) =>
      [...cell.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, name = '']) => ({ folder, name })),
    );
  });
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter(({ folder, name }) => !candidates(name, folder).some((path) => existsSync(path)))).toEqual([]);
});
