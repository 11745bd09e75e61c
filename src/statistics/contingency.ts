// The chi-square test of a table of counts: are rows and columns independent?
import { MlopsError } from '../error.ts';
import { chiSquareUpperTail } from './chi-square.ts';
import { totalOf } from './counts.ts';
import type { ChiSquareTest } from './sample-ratio.ts';
import { requireCount, undetermined } from './sample.ts';
import type { Sample, Undetermined } from './sample.ts';

/**
 * Σ (count − expected)² / expected with (rows − 1)(columns − 1) degrees of freedom (Pearson 1900), without Yates's
 * correction. Both samples are taken as samples: a test against the reference as if it were the truth would raise false
 * alarms. Where many expected counts are below five, permute the counts instead.
 */
export function chiSquareOfTable(table: readonly Sample[]): ChiSquareTest | Undetermined {
  const columns = table[0]?.length ?? 0;
  for (const row of table) {
    for (let column = 0; column < row.length; column += 1) requireCount('count', row[column] as number);
    if (row.length === columns) continue;
    throw new MlopsError('usage', `rows of ${columns} and of ${row.length} counts`, 'give rows of one length');
  }
  const rowTotals = table.map(totalOf);
  const columnTotals = Array.from({ length: columns }, (_, column) =>
    totalOf(table.map((row) => row[column] as number)),
  );
  if (table.length < 2 || columns < 2) return undetermined('a table needs two rows and two columns');
  if (rowTotals.includes(0) || columnTotals.includes(0)) return undetermined('a row or a column counts nothing');
  const total = totalOf(rowTotals);
  let statistic = 0;
  for (const [row, counts] of table.entries()) {
    for (const [column, columnTotal] of columnTotals.entries()) {
      const expected = ((rowTotals[row] as number) / total) * columnTotal;
      statistic += ((counts[column] as number) - expected) ** 2 / expected;
    }
  }
  const df = (table.length - 1) * (columns - 1);
  return { kind: 'determined', statistic, df, p: chiSquareUpperTail(statistic, df) };
}
