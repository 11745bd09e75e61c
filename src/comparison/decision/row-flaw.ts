// Why rows cannot be judged by, each flaw in its own words. Pure.
import type { PairedRows } from '../evidence.ts';
import { inWords } from '../words.ts';

/** Fewer rows say nothing that could be relied on. */
const LEAST_ROWS = 20;
/** Fewer ids in common are another holdout. */
const LEAST_SHARED = 0.9;

/** The first thing that is wrong with all of the rows. */
export function findRowFlaw(rows: PairedRows): string | undefined {
  return otherHoldout(rows) ?? notNumbers(rows) ?? tooFew(rows.target.length) ?? badTarget(rows);
}

function otherHoldout({ target, lost }: PairedRows): string | undefined {
  const all = target.length + lost.baseline + lost.candidate;
  if (all === 0) return 'there are no rows with predictions';
  const share = target.length / all;
  if (share >= LEAST_SHARED) return undefined;
  const percent = Math.floor(share * 1000) / 10;
  return `another holdout: both runs predict only ${percent} % of the rows, by their ids; ${LEAST_SHARED * 100} % are the least`;
}

function notNumbers({ target, baseline, candidate, weight }: PairedRows): string | undefined {
  const columns: readonly (readonly [string, Float64Array | undefined])[] = [
    ['the target', target],
    ['the prediction of the baseline', baseline],
    ['the prediction of this run', candidate],
    ['the weight', weight],
  ];
  for (const [name, values] of columns) {
    if (values === undefined) continue;
    if (values.length !== target.length) return `${values.length} rows have ${name}, ${target.length} have the target`;
    const at = values.findIndex((value) => !Number.isFinite(value));
    if (at >= 0) return `${name} of row ${at + 1} is ${values[at]}, not a number`;
  }
  const negative = weight?.findIndex((value) => value < 0) ?? -1;
  if (negative >= 0) return `the weight of row ${negative + 1} is below 0`;
  if (weight?.some((value) => value > 0) === false) return 'all weights are 0';
  return undefined;
}

export function tooFew(count: number): string | undefined {
  if (count >= LEAST_ROWS) return undefined;
  return `${count} ${count === 1 ? 'row is' : 'rows are'} too few to tell a change from chance: ${LEAST_ROWS} are the least`;
}

function badTarget({ target, task }: PairedRows): string | undefined {
  const [first] = target;
  if (first === undefined || target.some((value) => value !== first)) return undefined;
  return task === 'regression'
    ? `the target is constant: ${inWords(first)} in all ${target.length} rows`
    : `the holdout has one class only: ${inWords(first)} in all ${target.length} rows`;
}
