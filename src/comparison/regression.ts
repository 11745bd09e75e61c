// `max-regression`: how much worse than the baseline is accepted, relative (`1%`) or in the metric's own unit (0.02).
import type { GateCheck } from './comparison.ts';
import { otherRowsWords, comparableOf } from './comparable.ts';
import { decisionWords, estimateWords, methodWords, moreWords } from './decision/decision-words.ts';
import { judgeByBest } from './decision/judge-difference.ts';
import type { Judged, Question } from './decision/judgement.ts';
import { marginWords, resolveMargin } from './decision/margin.ts';
import type { GatedMetric } from './gated-metric.ts';
import { differenceOf, STATUS_OF_ZONE } from './test-check.ts';
import { inWords } from './words.ts';

/**
 * - By rows or repeats of both runs it is a test of non-inferiority with this margin: what is open is inconclusive.
 * - By a history, which tells what single runs differ by and no more, a value within the tolerance passes, and one beyond
 *   it fails only where it is beyond by more than chance.
 * - Without an estimate of noise the values are compared as they are, and the reason says so.
 */
export function regressionCheck(metric: GatedMetric): GateCheck | undefined {
  const declared = metric.gate['max-regression'];
  const comparable = declared === undefined ? undefined : comparableOf(metric);
  if (declared === undefined || comparable === undefined) return undefined;
  const tolerance = String(declared).replaceAll(/\s/g, '');
  const check = (status: GateCheck['status'], reason: string): GateCheck => ({
    kind: 'max-regression',
    status,
    tolerance,
    reason,
  });
  if ('status' in comparable) return check(comparable.status, comparable.reason);
  const { direction, baseline, candidate } = comparable;
  const distance = resolveMargin(tolerance, baseline, metric.name);
  if (typeof distance !== 'number') return check('inconclusive', distance.reason);

  const { alpha, power } = metric.decision;
  const question: Question = {
    metric: metric.name,
    direction,
    baseline,
    candidate,
    alpha,
    power,
    test: 'non-inferiority',
    margin: tolerance,
  };
  const judgement = judgeByBest(metric.evidence, question);
  if (judgement.kind === 'undetermined' && judgement.givesWay !== true) {
    return check('inconclusive', judgement.reason);
  }
  const limit = direction === 'higher' ? baseline - distance : baseline + distance;
  const bounds = {
    ...(Number.isFinite(limit) ? { limit: limit + 0 } : {}),
    bound: direction === 'higher' ? 'at-least' : 'at-most',
  } as const;
  const [status, reason] =
    judgement.kind === 'undetermined'
      ? comparedAsTheyAre(comparable, distance, tolerance, judgement.reason)
      : judgement.evidence === 'history'
        ? byHistory(judgement, question)
        : ([STATUS_OF_ZONE[judgement.zone], decisionWords(judgement, question)] as const);
  const difference = judgement.kind === 'determined' ? { difference: differenceOf(judgement, question) } : {};
  const isOfSameRows = judgement.kind === 'determined' && judgement.evidence === 'paired-rows';
  const otherRows = isOfSameRows ? undefined : otherRowsWords(metric);
  // A failure needs no excuse; the report says of it that the data differ.
  const said = otherRows === undefined || status === 'fail' ? reason : `${reason}; ${otherRows}`;
  return {
    ...check(status === 'pass' && otherRows !== undefined ? 'warn' : status, said),
    ...bounds,
    ...difference,
  };
}

type Answer = readonly [GateCheck['status'], string];

function comparedAsTheyAre(
  {
    direction,
    baseline,
    candidate,
  }: { readonly direction: 'higher' | 'lower'; readonly baseline: number; readonly candidate: number },
  distance: number,
  tolerance: string,
  noEstimate: string,
): Answer {
  const worse = direction === 'higher' ? baseline - candidate : candidate - baseline;
  // The limit is computed, so a value that stands on it in decimals may miss it by a rounding error.
  const rounding = 4 * Number.EPSILON * Math.max(Math.abs(baseline), Math.abs(candidate), distance);
  if (worse <= 0) return ['pass', `not worse than the baseline ${inWords(baseline)}; ${noEstimate}`];
  const how = `${inWords(worse)} worse than the baseline ${inWords(baseline)}`;
  const allowed = marginWords(tolerance);
  return worse > distance + rounding
    ? ['fail', `${how}, more than the ${allowed} that is accepted; ${noEstimate}`]
    : ['pass', `${how}, within the ${allowed} that is accepted; ${noEstimate}`];
}

function byHistory(judged: Judged, question: Question): Answer {
  if (judged.zone !== 'inconclusive') return [STATUS_OF_ZONE[judged.zone], decisionWords(judged, question)];
  const found = `${estimateWords(judged)}, ${methodWords(judged)}`;
  const allowed = marginWords(question.margin);
  const loss = question.direction === 'higher' ? -judged.estimate : judged.estimate;
  if (loss <= judged.margin) return ['pass', `${found}: within ${allowed}, as far as single runs tell`];
  return ['inconclusive', `${found}: beyond ${allowed}, but by no more than chance${moreWords(judged)}`];
}
