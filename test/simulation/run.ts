// npm run simulate: 400 pairs of models in every cell, written to RESULTS.md. Takes about a minute.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS, renderPage } from './page.ts';
import { PLAN, simulateCell } from './simulate.ts';
import { WORLDS, type World } from './worlds.ts';
import { simulatePatience, simulateYears } from './year.ts';

const PAIRS = 400;
const [WEEKLY, ROWS] = [WORLDS[0]?.[0] as World, 500];

const cells = PLAN.map(({ world, count, seed }) => {
  console.error(`${world.name}, ${world.metric}, n = ${count}`);
  return simulateCell(world, count, PAIRS, seed);
});
const page = renderPage({
  pairs: PAIRS,
  cells,
  years: simulateYears(WEEKLY, ROWS, PAIRS),
  patience: simulatePatience(WEEKLY, ROWS, PAIRS),
  weekly: `${PAIRS} years of 52 decisions, each on a new holdout of ${ROWS} rows (${WEEKLY.name}, ${WEEKLY.metric})`,
});
writeFileSync(join(import.meta.dirname, 'RESULTS.md'), page);
const broken = cells.filter(
  ({ falsePromotions, detected }) => falsePromotions.share > LIMITS.falsePromotions || detected.share < LIMITS.detected,
);
for (const { world, count } of broken) console.error(`out of bounds: ${world.name}, n = ${count}`);
process.exitCode = broken.length === 0 ? 0 : 1;
