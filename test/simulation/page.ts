// The figures as a page of Markdown.
import { markdownTable } from 'markdown-table';
import { DECLARED, type Cell, type Rate } from './simulate.ts';
import type { Patience, Year } from './year.ts';

/** What decisions have to keep. */
export const LIMITS = { falsePromotions: 0.05, detected: 0.9 } as const;

export interface Figures {
  readonly pairs: number;
  readonly cells: readonly Cell[];
  readonly years: readonly Year[];
  readonly patience: readonly Patience[];
  /** The world of `years` and `patience`, and the rows of each holdout. */
  readonly weekly: string;
}

export function renderPage({ pairs, cells, years, patience, weekly }: Figures): string {
  const worst = cells.reduce((a, b) => (b.falsePromotions.share > a.falsePromotions.share ? b : a));
  const weakest = cells.reduce((a, b) => (b.detected.share < a.detected.share ? b : a));
  return `# How often a decision is right

Written by \`npm run simulate\`; the same seeds give the same figures. ${pairs} pairs of models in each cell, ${cells.length} cells, α = ${DECLARED.alpha} (two-sided), power = ${DECLARED.power}: the defaults of \`decision\`. In brackets: Wilson's interval at 95 %.

- False promotions, at most ${percent(LIMITS.falsePromotions)} are allowed: at worst ${rate(worst.falsePromotions)}, ${nameOf(worst)}.
- A true improvement of the size that the design promises, at least ${percent(LIMITS.detected)} are to be found: at worst ${rate(weakest.detected)}, ${nameOf(weakest)}.

## Superiority

*No difference*: both models are drawn from one law, and whoever is promoted is promoted falsely. *Promised*: the candidate is truly better by the least difference that so many rows or repeats find with the power that was declared. The point gate takes whoever has the better value.

${table(
  [
    'noise',
    'metric',
    'n',
    'method',
    'promised',
    'no difference: promoted',
    'point gate',
    'promised: promoted',
    'point gate',
  ],
  cells.map(superiorityRow),
)}

## Non-inferiority

The margin is the difference of the table above. *At the margin*: the candidate is truly worse by just that much, and must not pass.

${table(
  ['noise', 'metric', 'n', 'at the margin: passed', 'no difference: passed'],
  cells.map((cell) => [
    cell.world.name,
    cell.world.metric,
    String(cell.count),
    rate(cell.falsePasses),
    rate(cell.passes),
  ]),
)}

## A year of weekly retrains

${weekly}. No model of the year is better than the champion.

${table(
  ['rule', 'promotions in a year', 'years with a promotion'],
  years.map(({ rule, promotions, years }) => [rule, promotions.toFixed(promotions < 10 ? 2 : 1), rate(years)]),
)}

What sharing α costs: how often a true improvement is found at a decision, by its number since the last version.

${table(
  ['true improvement', ...indexes(patience).map((index) => `decision ${index}`)],
  [...new Set(patience.map(({ times }) => times))].map((times) => [
    `${times} × promised`,
    ...patience.filter((each) => each.times === times).map(({ detected }) => rate(detected)),
  ]),
)}
`;
}

/** A row of the first table. */
export function superiorityRow(cell: Cell): readonly string[] {
  return [
    cell.world.name,
    cell.world.metric,
    String(cell.count),
    cell.method,
    cell.promised.toPrecision(3),
    rate(cell.falsePromotions),
    rate(cell.pointFalsePromotions),
    rate(cell.detected),
    rate(cell.pointDetected),
  ];
}

function indexes(patience: readonly Patience[]): readonly number[] {
  return [...new Set(patience.map(({ index }) => index))];
}

function nameOf({ world, count }: Cell): string {
  return `${world.name}, ${world.metric}, n = ${count}`;
}

function rate({ share, interval: [low, high] }: Rate): string {
  return `${percent(share)} [${(low * 100).toFixed(1)}, ${(high * 100).toFixed(1)}]`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function table(head: readonly string[], body: readonly (readonly string[])[]): string {
  return markdownTable([[...head], ...body.map((row) => [...row])]);
}
