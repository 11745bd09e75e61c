import { execFile } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from './support/git-fixtures.ts';

const HASH = resolve(import.meta.dirname, '../src/file-digest.ts');

it('the digest of a file of 300 MB needs no more memory than that of a small one', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'large.bin');
  writeFileSync(file, '');
  truncateSync(file, 300 * 1024 * 1024);
  const program = `
    const { digestOfFile } = await import(process.argv[1]);
    const digest = await digestOfFile(process.argv[2]);
    console.log(JSON.stringify({ ...digest, peakBytes: process.resourceUsage().maxRSS * 1024 }));`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    program,
    HASH,
    file,
  ]);
  const { size, sha256, peakBytes } = JSON.parse(stdout) as { size: number; sha256: string; peakBytes: number };
  expect(size).toBe(300 * 1024 * 1024);
  // head -c 314572800 /dev/zero | sha256sum
  expect(sha256).toBe('17a88af83717f68b8bd97873ffcf022c8aed703416fe9b08e0fa9e3287692bf0');
  expect(peakBytes).toBeLessThan(150 * 1024 * 1024);
}, 30_000);
