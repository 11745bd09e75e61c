// `test`: whether it is shown that the metric is better, or not worse by the margin. Pure.
import { spentAlpha } from './alpha-spending.ts';
import type { CheckedDifference, CheckStatus, GateCheck } from './comparison.ts';
import { otherRowsWords, comparableOf } from './comparable.ts';
import { decisionWords } from './decision/decision-words.ts';
import { judgeByBest } from './decision/judge-difference.ts';
import type { Judged, Question, Zone } from './decision/judgement.ts';
import type { GatedMetric } from './gated-metric.ts';

export const STATUS_OF_ZONE: Readonly<Record<Zone, CheckStatus>> = {
  better: 'pass',
  'not-worse': 'pass',
  worse: 'fail',
  inconclusive: 'inconclusive',
};

export function testCheck(metric: GatedMetric): GateCheck | undefined {
  const { test, margin = 0 } = metric.gate;
  const comparable = test === undefined ? undefined : comparableOf(metric);
  if (test === undefined || comparable === undefined) return undefined;
  const check = (status: CheckStatus, reason: string): GateCheck => ({
    kind: 'test',
    status,
    ...(margin === 0 ? {} : { tolerance: String(margin).replaceAll(/\s/g, '') }),
    reason,
  });
  if ('status' in comparable) return check(comparable.status, comparable.reason);
  const spent = test === 'superiority' ? spentIndex(metric) : undefined;
  const { alpha, power } = metric.decision;
  const question: Question = {
    metric: metric.name,
    ...comparable,
    test,
    margin,
    alpha: spent === undefined ? alpha : spentAlpha(alpha, spent),
    power,
  };
  const judgement = judgeByBest(metric.evidence, question);
  const isFlawed = judgement.kind === 'undetermined' && judgement.givesWay !== true;
  const isOfRows = judgement.kind === 'determined' && judgement.evidence === 'paired-rows';
  const otherRows = isOfRows || isFlawed ? undefined : otherRowsWords(metric);
  if (otherRows !== undefined) return check('inconclusive', otherRows);
  if (judgement.kind === 'undetermined') return check('inconclusive', judgement.reason);
  const share =
    spent === undefined || spent === 1
      ? ''
      : `; decision ${spent} since the last version, α ${inShort(question.alpha)}`;
  return {
    ...check(STATUS_OF_ZONE[judgement.zone], decisionWords(judgement, question) + share),
    difference: differenceOf(judgement, question),
  };
}

/** The difference as it stands in a check. */
export function differenceOf(judged: Judged, { alpha }: Question): CheckedDifference {
  const { estimate, interval, baseline, p, method, evidence, count, counted, needed } = judged;
  return {
    estimate,
    interval,
    from: baseline + 0,
    p,
    alpha,
    method,
    evidence,
    count,
    counted,
    ...(needed === undefined ? {} : { needed }),
  };
}

function spentIndex({ decision, decisionIndex }: GatedMetric): number | undefined {
  return decision.spend === 'none' ? undefined : decisionIndex;
}

function inShort(alpha: number): string {
  return String(Number(alpha.toPrecision(2)));
}
