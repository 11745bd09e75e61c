// A decision over a million rows, with twenty slices: time, and memory in a process of its own.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchRow } from './row.ts';

export async function benchDecision(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const metric of ['rmse', 'accuracy', 'auc']) {
    const worker = join(import.meta.dirname, 'decision-process.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [worker, metric]);
    const { seconds, megabytes } = JSON.parse(stdout) as { readonly seconds: number; readonly megabytes: number };
    const what = `superiority of ${metric} and 20 slices over 1,000,000 paired rows`;
    rows.push(
      { section: 'decision', what, unit: 's', ours: seconds, limit: 'under 3' },
      { section: 'decision', what: `${what}: peak`, unit: 'MB', ours: megabytes, limit: 'under 500' },
    );
  }
  return rows;
}
