// The difference of a metric between two models on the same rows, with its standard error. Pure.
import { deLong } from '../../statistics/delong.ts';
import { momentsOf, varianceOf } from '../../statistics/moments.ts';
import type { PairedRows } from '../evidence.ts';
import { unjudged, type Difference, type Unjudged } from './judgement.ts';
import { findRowFlaw, tooFew } from './row-flaw.ts';
import { rowMetricOf, type RatioMetric } from './row-metric.ts';

/** Rows of either class that an area needs for its normal approximation. */
const LEAST_OF_CLASS = 10;
const ROUNDING = 1e-12;

/**
 * - Means of losses, and what follows from sums (RMSE, R², F1 …): t test of the influence of each row on the difference,
 *   which is the paired t test for means and the delta method for the others. Not the signed ranks of Wilcoxon, where
 *   tails are heavy: they ask for the middle of the differences, and what is promised is a better mean.
 * - Accuracy: the interval of Agresti & Min (2005) for paired shares, which keeps its level with few rows that differ.
 * - AUC: DeLong's test.
 */
export function rowDifference(rows: PairedRows, name: string): Difference | Unjudged {
  const known = KNOWN.get(rows) ?? new Map<string, Difference | Unjudged>();
  KNOWN.set(rows, known);
  const found = known.get(name) ?? differenceOf(rows, name);
  known.set(name, found);
  return found;
}

/** By metric: several checks of a gate ask the same of a million rows. */
const KNOWN = new WeakMap<PairedRows, Map<string, Difference | Unjudged>>();

function differenceOf(rows: PairedRows, name: string): Difference | Unjudged {
  const metric = rowMetricOf(name, rows.task);
  if (metric === undefined) {
    return { ...unjudged(`${name} does not follow from targets and predictions`), givesWay: true };
  }
  const flaw = findRowFlaw(rows);
  if (flaw !== undefined) return unjudged(flaw);
  if (metric.kind === 'area') return areaDifference(rows);
  if (metric.reads === 'probabilities' && !rows.isProbability) {
    return unjudged(`${name} needs probabilities, and the predictions are classes`);
  }
  const read = metric.reads === 'classes' && rows.isProbability ? classesOf(rows) : rows;
  const isShare = metric.reads === 'classes' && metric.below === undefined;
  return isShare && rows.weight === undefined ? shareDifference(read, metric) : ratioDifference(read, metric);
}

function classesOf(rows: PairedRows): PairedRows {
  const atHalf = (value: number): number => (value >= 0.5 ? 1 : 0);
  return { ...rows, baseline: rows.baseline.map(atHalf), candidate: rows.candidate.map(atHalf) };
}

function ratioDifference(rows: PairedRows, metric: RatioMetric): Difference | Unjudged {
  const { target, weight } = rows;
  const count = target.length;
  const effective = weight === undefined ? count : effectiveCount(weight);
  const few = tooFew(Math.floor(effective));
  if (few !== undefined) return unjudged(`weighted as they are, ${few}`);
  const mean = weightedMean(target, weight);
  const influence = new Float64Array(count);
  const baseline = addInfluence({ rows, predicted: rows.baseline, metric, mean }, influence, -1);
  const candidate = addInfluence({ rows, predicted: rows.candidate, metric, mean }, influence, 1);
  if (baseline === undefined || candidate === undefined) {
    return unjudged('it is not defined for one of the two runs: there is nothing to divide by');
  }
  const value = candidate - baseline;
  const found = varianceOf(momentsOf(influence));
  // What is left of equal differences of large values is rounding.
  const variance = Math.sqrt(found) <= ROUNDING * Math.max(Math.abs(baseline), Math.abs(candidate)) ? 0 : found;
  if (!Number.isFinite(variance)) return unjudged('the values are too large to be squared');
  // Where the models say the same of every row there is nothing that could be by chance.
  if (variance === 0 && value !== 0) {
    return unjudged(
      `zero variance: the difference is the same in all ${count} rows, so nothing tells what chance does`,
    );
  }
  const isMean = metric.below === undefined && metric.finish === undefined;
  return {
    kind: 'difference',
    value,
    standardError: Math.sqrt(variance / count),
    df: effective - 1,
    baseline,
    candidate,
    method: `${isMean ? 'paired t' : 'paired t, delta method'}${weight === undefined ? '' : ', weighted'}`,
    count,
    counted: 'rows',
  };
}

/** How many rows of equal weight would know as much (Kish 1965). */
function effectiveCount(weight: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const value of weight) {
    sum += value;
    squares += value * value;
  }
  return (sum * sum) / squares;
}

function weightedMean(values: Float64Array, weight: Float64Array | undefined): number {
  let [sum, total] = [0, 0];
  for (let row = 0; row < values.length; row += 1) {
    const share = weight?.[row] ?? 1;
    sum += share * (values[row] as number);
    total += share;
  }
  return sum / total;
}

/**
 * Adds sign · n · ∂(metric)/∂(weight of the row) of each row to `influence`.
 * @returns the metric; undefined where it is not defined
 */
function addInfluence(
  of: {
    readonly rows: PairedRows;
    readonly predicted: Float64Array;
    readonly metric: RatioMetric;
    readonly mean: number;
  },
  influence: Float64Array,
  sign: 1 | -1,
): number | undefined {
  const { predicted, metric, mean } = of;
  const { target, weight } = of.rows;
  const count = target.length;
  let [above, below] = [0, 0];
  for (let row = 0; row < count; row += 1) {
    const share = weight?.[row] ?? 1;
    const [y, said] = [target[row] as number, predicted[row] as number];
    above += share * metric.above(y, said);
    below += share * (metric.below?.(y, said, mean) ?? 1);
  }
  const ratio = above / below;
  if (!(below > 0) || !Number.isFinite(ratio)) return undefined;
  const slope =
    metric.finish === 'root' ? (ratio === 0 ? 0 : 0.5 / Math.sqrt(ratio)) : metric.finish === 'rest' ? -1 : 1;
  const factor = (sign * slope * count) / below;
  for (let row = 0; row < count; row += 1) {
    const share = weight?.[row] ?? 1;
    const [y, said] = [target[row] as number, predicted[row] as number];
    const rest = metric.above(y, said) - ratio * (metric.below?.(y, said, mean) ?? 1);
    influence[row] = (influence[row] as number) + factor * share * rest;
  }
  return metric.finish === 'root' ? Math.sqrt(ratio) : metric.finish === 'rest' ? 1 - ratio : ratio;
}

/** Half a row is added to each of the four ways in which two models can be right. */
function shareDifference({ target, baseline, candidate }: PairedRows, metric: RatioMetric): Difference {
  const count = target.length;
  let [before, after, up, down] = [0, 0, 0, 0];
  for (let row = 0; row < count; row += 1) {
    const one = metric.above(target[row] as number, baseline[row] as number);
    const other = metric.above(target[row] as number, candidate[row] as number);
    before += one;
    after += other;
    if (other > one) up += 1;
    if (other < one) down += 1;
  }
  const all = count + 2;
  const variance = up === 0 && down === 0 ? 0 : up + down + 1 - (up - down) ** 2 / all;
  return {
    kind: 'difference',
    value: (up - down) / count,
    // Over the rows as they are, so that the test is theirs and the estimate the one that a reader finds.
    standardError: Math.sqrt(variance) / count,
    df: Infinity,
    baseline: before / count,
    candidate: after / count,
    method: 'paired shares, Agresti–Min',
    count,
    counted: 'rows',
  };
}

function areaDifference({ target, baseline, candidate, weight }: PairedRows): Difference | Unjudged {
  if (weight !== undefined) return unjudged('the test of AUC (DeLong) knows no weights');
  const count = target.length;
  const positives = target.reduce((sum, value) => sum + value, 0);
  const fewer = Math.min(positives, count - positives);
  if (fewer < LEAST_OF_CLASS) {
    return unjudged(`one class has ${fewer} rows: AUC needs ${LEAST_OF_CLASS} of either`);
  }
  const found = deLong(target, baseline, candidate);
  const base = { kind: 'difference', df: Infinity, method: 'DeLong', count, counted: 'rows' } as const;
  if (found.kind === 'determined') {
    const [before, after] = found.areas;
    return { ...base, ...found.estimate, value: after - before, baseline: before, candidate: after };
  }
  const [before, after] = [areaOf(target, baseline), areaOf(target, candidate)];
  if (before !== after) return unjudged(found.reason);
  return { ...base, value: 0, standardError: 0, baseline: before, candidate: after };
}

/** The share of pairs of a positive and a negative that the scores put in order, ties half; from the ranks of Wilcoxon. */
function areaOf(target: Float64Array, scores: Float64Array): number {
  const order = Array.from(scores.keys()).toSorted((a, b) => (scores[a] as number) - (scores[b] as number));
  let [positives, rankSum] = [0, 0];
  for (let from = 0; from < order.length;) {
    let to = from;
    let tied = 0;
    for (; to < order.length && scores[order[to] as number] === scores[order[from] as number]; to += 1) {
      tied += target[order[to] as number] as number;
    }
    positives += tied;
    rankSum += (tied * (from + to + 1)) / 2;
    from = to;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (target.length - positives));
}
