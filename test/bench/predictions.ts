// Predictions for ten million rows of a holdout, beside those of the champion: read, sorted by id, paired.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchRow } from './row.ts';

const ROWS = 10_000_000;

export async function benchPredictions(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mlops-bench-'));
  try {
    const path = join(folder, 'predictions.csv');
    await writeRows(path);
    const worker = join(import.meta.dirname, 'predictions-memory.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [worker, path]);
    const { rows, seconds, memory } = JSON.parse(stdout) as Record<'rows' | 'seconds' | 'memory', number>;
    const megabytes = Math.round((await stat(path)).size / 1e6);
    const section = `predictions of ${rows.toLocaleString('en')} rows, a CSV file of ${megabytes} MB`;
    return [
      { section, what: 'read and pair', unit: 's', ours: seconds },
      { section, what: 'peak of memory', unit: 'MB', ours: memory, limit: 'under 1,000' },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeRows(path: string): Promise<void> {
  const file = createWriteStream(path);
  let text = 'id,y_true,y_pred,champion,zone\n';
  for (let row = 0; row < ROWS; row += 1) {
    const target = (row * 7919) % 60_000;
    text += `trip-${row},${target / 1000},${(target + (row % 997)) / 1000},${(target + (row % 499)) / 1000},z${row % 263}\n`;
    if (text.length < 1_000_000) continue;
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  file.end(text);
  await once(file, 'finish');
}
