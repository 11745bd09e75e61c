// npm run bench [SECTION…]: speed and memory, as medians and as ratios against a named alternative of the same run.
import { benchAppend } from './append.ts';
import { benchDataJs } from './data-js.ts';
import { benchDecision } from './decision.ts';
import { benchLocalIndex } from './local-index.ts';
import { benchMemory } from './memory.ts';
import { benchPredictions } from './predictions.ts';
import { benchReads } from './reads.ts';
import { benchRegistry } from './registry.ts';
import { benchReport } from './report.ts';
import type { BenchRow } from './row.ts';
import { benchStart } from './start.ts';
import { benchStatistics } from './statistics.ts';
import { benchWriters } from './writers.ts';

const sections: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
  // First, because the other sections add runs to the histories that they share.
  index: () => benchLocalIndex(),
  start: benchStart,
  append: benchAppend,
  writers: benchWriters,
  reads: benchReads,
  'data-js': benchDataJs,
  report: benchReport,
  registry: benchRegistry,
  memory: benchMemory,
  decision: benchDecision,
  predictions: benchPredictions,
  statistics: benchStatistics,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(sections, name));
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(', ')}; sections are ${Object.keys(sections).join(', ')}`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(sections)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`${name} …`);
  for (const row of await bench()) console.log(renderRow(row));
}

function renderRow({ section, what, unit, ours, other, ratio, limit }: BenchRow): string {
  const against = other === undefined ? '' : `; ${other.name}: ${rounded(other.value)} ${unit}`;
  const times = ratio === undefined ? '' : `; ratio ${ratio.toFixed(2)}`;
  return `${section} | ${what} | ${rounded(ours)} ${unit}${against}${times}${limit === undefined ? '' : ` | must be ${limit}`}`;
}

function rounded(value: number): string {
  return Number(value.toPrecision(4)).toLocaleString('en');
}
