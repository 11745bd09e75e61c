// Peak memory of reading and writing a long history, in a process of its own.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../support/git-fixtures.ts';
import { serveHistory } from './cost.ts';
import type { BenchRow } from './row.ts';

const RUNS = 10_000;

export async function benchMemory(): Promise<readonly BenchRow[]> {
  using folder = temporaryFolder();
  const { server, url } = await serveHistory(RUNS);
  await using _server = server;
  const worker = join(import.meta.dirname, 'tracking-memory.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [worker, url, folder.path]);
  return [
    {
      section: 'memory',
      what: `all index lines, 100 records and one append of a history of ${RUNS.toLocaleString('en')}: peak`,
      unit: 'MB',
      ours: Number(stdout),
      limit: 'under 200',
    },
  ];
}
