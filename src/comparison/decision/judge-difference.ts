// Evidence and a question → a decision with its reason. Pure.
import { isCost } from '../direction.ts';
import type { Evidence, PairedRows } from '../evidence.ts';
import { inWords } from '../words.ts';
import { decide } from './decide.ts';
import { historyDifference } from './history-difference.ts';
import { unjudged, type Difference, type Judgement, type Question, type Unjudged } from './judgement.ts';
import { repeatsDifference } from './repeats-difference.ts';
import { rowDifference } from './row-difference.ts';

/** Rounding of what a run reports is well below this share; another definition, or another holdout, is mostly above. */
const SAME_METRIC = 0.01;

/** Judges one difference by one piece of evidence. */
export function judgeDifference(evidence: Evidence, question: Question): Judgement {
  const difference = differenceOf(evidence, question);
  return difference.kind === 'undetermined' ? difference : decide(difference, question, evidence.kind);
}

/** By the first of these, best first, that is about this metric. */
export function judgeByBest(evidence: readonly Evidence[], question: Question): Judgement {
  let last: Judgement = { ...unjudged('no noise estimate'), givesWay: true };
  for (const each of evidence) {
    const judgement = judgeDifference(each, question);
    if (judgement.kind === 'determined' || judgement.givesWay !== true) return judgement;
    // What the others lack says more than that one value says nothing.
    if (each.kind !== 'single') last = judgement;
  }
  return last;
}

function differenceOf(evidence: Evidence, question: Question): Difference | Unjudged {
  if (evidence.kind === 'paired-rows') return asReported(rowDifference(evidence, question.metric), evidence, question);
  if (evidence.kind === 'repeats') return repeatsDifference(evidence);
  if (evidence.kind === 'single') return { ...unjudged('no noise estimate: each run has one value'), givesWay: true };
  const { baseline, candidate } = question;
  if (baseline === undefined || candidate === undefined) return unjudged('one of the two runs has no value');
  return historyDifference(evidence, { baseline, candidate }, isCost(question.metric));
}

/** A metric that the rows do not give as the run reported it is another one of the same name. */
function asReported(
  difference: Difference | Unjudged,
  { source }: PairedRows,
  { metric, baseline, candidate }: Question,
): Difference | Unjudged {
  if (difference.kind === 'undetermined') return difference;
  const pairs = [
    ['this run', candidate, difference.candidate] as const,
    // A baseline that was scored anew may have reported of another holdout.
    ...(source === 'stored' ? [['the baseline', baseline, difference.baseline] as const] : []),
  ];
  for (const [who, reported, found] of pairs) {
    if (reported === undefined || Math.abs(reported - found) <= SAME_METRIC * Math.abs(reported) + 1e-9) continue;
    const values = `${who} reported ${inWords(reported)}, its predictions give ${inWords(found)}`;
    return unjudged(`another definition of ${metric}: ${values}`);
  }
  return difference;
}
