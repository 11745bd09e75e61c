// A decision about a million paired rows, in a process of its own; beside SciPy where it is installed.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pythonVenv } from '../support/python.ts';
import { comparedRow, medianOf, type BenchRow } from './row.ts';

const ROWS = 1_000_000;
const ROUNDS = 3;
const run = promisify(execFile);

export async function benchStatistics(): Promise<readonly BenchRow[]> {
  const ours: { readonly milliseconds: Readonly<Record<string, number>>; readonly peakMb: number }[] = [];
  const theirs: Readonly<Record<string, number>>[] = [];
  const venv = await pythonVenv();
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await answerOf(process.execPath, 'statistics-process.ts'));
    if (venv !== undefined) theirs.push(await answerOf(venv.python, 'statistics_scipy.py'));
  }
  const section = `statistics of ${ROWS.toLocaleString('en')} paired rows`;
  const rows = Object.keys(ours[0]?.milliseconds ?? {}).map((what): BenchRow => {
    const row = {
      section,
      what,
      unit: 'ms',
      ours: medianOf(ours.map(({ milliseconds }) => milliseconds[what] as number)),
    };
    const limited = { ...row, limit: 'under 3,000' };
    const scipy = theirs.flatMap((milliseconds) => milliseconds[what] ?? []);
    if (scipy.length === 0) return limited;
    return comparedRow({ ...limited, other: { name: 'SciPy', value: medianOf(scipy) } });
  });
  const peak = medianOf(ours.map(({ peakMb }) => peakMb));
  return [...rows, { section, what: 'all of them: peak of memory', unit: 'MB', ours: peak, limit: 'under 500' }];
}

async function answerOf<Answer>(program: string, script: string): Promise<Answer> {
  const { stdout } = await run(program, [join(import.meta.dirname, script), String(ROWS)]);
  return JSON.parse(stdout) as Answer;
}
