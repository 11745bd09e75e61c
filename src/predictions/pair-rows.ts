// Predictions of two models for the same rows → the best evidence that there is, or why there is none.
import type { PairedRows, RowSlice } from '../comparison/evidence.ts';
import { codesIn, commonRows } from './common-rows.ts';
import { holdoutDigest } from './holdout.ts';
import { picked } from './growing.ts';
import type { Predictions } from './predictions.ts';

/** Targets of one row that differ by more, as a share, are another outcome; by less, they were written with fewer digits. */
const SAME_TARGET = 1e-6;

/** Most classes that are taken for classes although they are numbers. */
const MAX_NUMBERED_CLASSES = 20;

export type Paired = { readonly rows: PairedRows } | { readonly reason: string };

/** The run's predictions beside those that its training had the champion make; undefined where it did not. */
export function pairRescored(predictions: Predictions): PairedRows | undefined {
  const { target, baseline, prediction, weight, labels, predictsLabels, holdout } = predictions;
  if (baseline === undefined) return undefined;
  return {
    kind: 'paired-rows',
    ...taskOf(
      { target, baseline, candidate: prediction },
      labels === undefined ? undefined : { labels, predictsLabels },
    ),
    target,
    baseline,
    candidate: prediction,
    ...(weight === undefined ? {} : { weight }),
    slices: slicesOf(predictions),
    lost: { baseline: 0, candidate: 0 },
    source: 're-scored',
    holdout,
  };
}

/** The run's predictions beside those that its baseline left, row by row by their ids. Weights and slices are the run's. */
export function pairStored(baseline: Predictions, candidate: Predictions): Paired {
  if (baseline.byPosition !== candidate.byPosition)
    return { reason: 'one of them tells rows by an id, and one does not' };
  if (baseline.byPosition && baseline.holdout !== candidate.holdout) {
    return { reason: 'rows have no id, and targets are not the same: name a column that tells the rows apart' };
  }
  if (baseline.predictsLabels !== candidate.predictsLabels || hasNames(baseline) !== hasNames(candidate)) {
    return { reason: 'one of them has classes with names, and the other numbers' };
  }
  const common = commonRows(baseline.ids, candidate.ids);
  const count = common.first.length;
  if (count === 0) return { reason: 'they have no row in common, by the ids of the rows' };
  const isSame = baseline.holdout === candidate.holdout;
  const kept = isSame ? candidate : atRows(candidate, common.second);
  const labels = hasNames(candidate)
    ? [...new Set([...(candidate.labels ?? []), ...(baseline.labels ?? [])])].toSorted()
    : undefined;
  const [oldCodes, newCodes] = [codesIn(baseline.labels, labels), codesIn(candidate.labels, labels)];
  const target = recoded(kept.target, labels === undefined ? undefined : newCodes);
  if (!isSame) {
    const before = recoded(picked(baseline.target, common.first, new Float64Array(count)), labels && oldCodes);
    const changed = countChanged(before, target);
    if (changed > 0) return { reason: `the holdout has changed: ${changed} of ${count} rows have another target` };
  }
  const said = isSame ? baseline.prediction : picked(baseline.prediction, common.first, new Float64Array(count));
  const names = labels !== undefined && candidate.predictsLabels;
  const [before, now] = [
    recoded(said, names ? oldCodes : undefined),
    recoded(kept.prediction, names ? newCodes : undefined),
  ];
  return {
    rows: {
      kind: 'paired-rows',
      ...taskOf(
        { target, baseline: before, candidate: now },
        labels === undefined ? undefined : { labels, predictsLabels: candidate.predictsLabels },
      ),
      target,
      baseline: before,
      candidate: now,
      ...(kept.weight === undefined ? {} : { weight: kept.weight }),
      slices: slicesOf(kept),
      lost: { baseline: baseline.target.length - count, candidate: candidate.target.length - count },
      source: 'stored',
      holdout: kept.holdout,
    },
  };
}

function hasNames({ labels }: Predictions): boolean {
  return labels !== undefined;
}

function atRows(predictions: Predictions, rows: Uint32Array): Predictions {
  const count = rows.length;
  const at = (values: Float64Array): Float64Array => picked(values, rows, new Float64Array(count));
  const { ids, weight, labels } = predictions;
  const target = at(predictions.target);
  const kept = {
    high: picked(ids.high, rows, new Uint32Array(count)),
    low: picked(ids.low, rows, new Uint32Array(count)),
  };
  return {
    ...predictions,
    ids: kept,
    target,
    prediction: at(predictions.prediction),
    ...(weight === undefined ? {} : { weight: at(weight) }),
    slices: predictions.slices.map((slice) => ({
      ...slice,
      codes: picked(slice.codes, rows, new Uint16Array(count)),
    })),
    holdout: holdoutDigest({ ids: kept, target, ...(labels === undefined ? {} : { labels }) }),
  };
}

/** @param codes what each value becomes; absent: the values stay */
function recoded(values: Float64Array, codes: readonly number[] | undefined): Float64Array {
  if (codes === undefined || codes.every((code, index) => code === index)) return values;
  return values.map((code) => codes[code] ?? Number.NaN);
}

function countChanged(before: Float64Array, now: Float64Array): number {
  let changed = 0;
  for (const [row, value] of now.entries()) {
    const other = before[row] ?? Number.NaN;
    if (!(Math.abs(value - other) <= SAME_TARGET * Math.max(Math.abs(value), Math.abs(other)))) changed += 1;
  }
  return changed;
}

function taskOf(
  { target, baseline, candidate }: Readonly<Record<'target' | 'baseline' | 'candidate', Float64Array>>,
  named: { readonly labels: readonly string[]; readonly predictsLabels: boolean } | undefined,
): Pick<PairedRows, 'task' | 'isProbability'> {
  if (named !== undefined) {
    return { task: named.labels.length > 2 ? 'multiclass' : 'binary', isProbability: !named.predictsLabels };
  }
  const isBit = (value: number): boolean => value === 0 || value === 1;
  if (target.every(isBit))
    return { task: 'binary', isProbability: ![baseline, candidate].every((v) => v.every(isBit)) };
  const classes = new Set<number>();
  for (const value of target) {
    if (Number.isInteger(value)) classes.add(value);
    if (!Number.isInteger(value) || classes.size > MAX_NUMBERED_CLASSES)
      return { task: 'regression', isProbability: false };
  }
  const areClasses = [baseline, candidate].every((values) => values.every((value) => classes.has(value)));
  return { task: areClasses ? 'multiclass' : 'regression', isProbability: false };
}

function slicesOf({ slices }: Predictions): readonly RowSlice[] {
  return slices.flatMap(({ column, values, codes }) => {
    const sizes = new Uint32Array(values.length);
    for (const code of codes) sizes[code] = (sizes[code] ?? 0) + 1;
    const rows = Array.from(sizes, (size) => new Uint32Array(size));
    sizes.fill(0);
    for (const [row, code] of codes.entries()) {
      const place = sizes[code] ?? 0;
      const slice = rows[code];
      if (slice !== undefined) slice[place] = row;
      sizes[code] = place + 1;
    }
    return values.flatMap((value, code) => {
      const slice = rows[code];
      return slice === undefined || slice.length === 0 ? [] : [{ column, value, rows: slice }];
    });
  });
}
