// `slices`: the same metric in each slice of the rows, so that a mean does not hide who pays for it. Pure.
import { adjustHolm } from '../statistics/multiplicity.ts';
import type { CheckStatus, GateCheck } from './comparison.ts';
import { comparableOf } from './comparable.ts';
import { estimateWords, methodWords } from './decision/decision-words.ts';
import { judgeDifference } from './decision/judge-difference.ts';
import type { Judged, Question } from './decision/judgement.ts';
import { marginWords } from './decision/margin.ts';
import type { PairedRows, RowSlice } from './evidence.ts';
import type { GatedMetric } from './gated-metric.ts';
import { differenceOf } from './test-check.ts';

/** Slices of fewer rows are mostly noise. */
const LEAST_ROWS = 50;

interface JudgedSlice {
  readonly name: string;
  readonly judged: Judged;
  /** In the metric's unit, above 0 for worse. */
  readonly loss: number;
}

/**
 * Fails where a slice is worse than the margin by more than chance, tested over all slices (Holm); inconclusive where one
 * is beyond the margin but perhaps by chance, or where no slice can be judged. The worst slice is named.
 */
export function slicesCheck(metric: GatedMetric): GateCheck | undefined {
  const declared = metric.gate.slices;
  const comparable = declared === undefined ? undefined : comparableOf(metric);
  if (declared === undefined || comparable === undefined) return undefined;
  const check = (status: CheckStatus, reason: string): GateCheck => ({
    kind: 'slices',
    status,
    tolerance: String(declared.margin).replaceAll(/\s/g, ''),
    reason,
  });
  if ('status' in comparable) return check(comparable.status, comparable.reason);
  const rows = metric.evidence.find((each) => each.kind === 'paired-rows');
  if (rows === undefined) {
    return check('inconclusive', metric.noRows ?? 'slices need predictions of both runs for the same rows');
  }
  if (rows.slices.length === 0) return check('inconclusive', 'the predictions have no column with slices');
  const { alpha, power } = metric.decision;
  const question: Question = {
    metric: metric.name,
    direction: comparable.direction,
    alpha,
    power,
    test: 'non-inferiority',
    margin: declared.margin,
  };
  // What is wrong with all of the rows is wrong with each of their slices, and small slices would hide it.
  const { baseline, candidate } = comparable;
  const whole = judgeDifference(rows, { ...question, baseline, candidate });
  if (whole.kind === 'undetermined') return check('inconclusive', whole.reason);
  const least = declared['min-rows'] ?? LEAST_ROWS;
  const { slices, left } = judgeSlices(rows, question, least);
  const [worst] = slices;
  if (worst === undefined)
    return check('inconclusive', `none of ${rows.slices.length} slices can be judged: ${left[0] ?? ''}`);

  const adjusted = adjustHolm(slices.map(({ judged, loss }) => (loss > judged.margin ? judged.p : 1)));
  const found = slices.findIndex((_, index) => (adjusted[index] ?? 1) <= alpha);
  const shown = slices[found] ?? worst;
  const by = marginWords(declared.margin);
  const status = found >= 0 ? 'fail' : worst.loss > worst.judged.margin ? 'inconclusive' : 'pass';
  const says = {
    fail: `worse by over ${by}, Holm over ${slices.length} slices`,
    inconclusive: `beyond ${by}, but perhaps by chance (${slices.length} slices)`,
    pass: `within ${by}, the worst of ${slices.length} slices`,
  }[status];
  const notJudged = left.length === 0 ? '' : `; ${left.length} not judged (${left[0]})`;
  const figures = `${shown.name} ${estimateWords(shown.judged)}, ${methodWords(shown.judged)}`;
  return { ...check(status, `${figures}: ${says}${notJudged}`), difference: differenceOf(shown.judged, question) };
}

/** Worst first: by the loss, in the metric's unit. */
function judgeSlices(
  rows: PairedRows,
  question: Question,
  least: number,
): { readonly slices: readonly JudgedSlice[]; readonly left: readonly string[] } {
  const slices: JudgedSlice[] = [];
  const left: string[] = [];
  for (const slice of rows.slices) {
    const name = `${slice.column}=${slice.value}`;
    if (slice.rows.length < least) {
      left.push(`${name} has ${slice.rows.length} rows, ${least} are the least`);
      continue;
    }
    const judged = judgeDifference(rowsOf(rows, slice), question);
    if (judged.kind === 'undetermined') left.push(`${name}: ${judged.reason}`);
    else slices.push({ name, judged, loss: question.direction === 'higher' ? -judged.estimate : judged.estimate });
  }
  return { slices: slices.toSorted((a, b) => b.loss - b.judged.margin - (a.loss - a.judged.margin)), left };
}

function rowsOf(rows: PairedRows, slice: RowSlice): PairedRows {
  const take = (values: Float64Array): Float64Array =>
    Float64Array.from(slice.rows, (row) => values[row] ?? Number.NaN);
  const { weight } = rows;
  return {
    ...rows,
    target: take(rows.target),
    baseline: take(rows.baseline),
    candidate: take(rows.candidate),
    ...(weight === undefined ? {} : { weight: take(weight) }),
    slices: [],
    lost: { baseline: 0, candidate: 0 },
  };
}
