// The answer for a whole matrix in words, and the legs counted.
import type { Outcome } from './headline.ts';
import { originWords, OUTCOMES, outcomeOf } from './headline.ts';
import type { LegsInput } from './legs-input.ts';
import { code } from './markdown.ts';
import { formatCount } from './number-format.ts';

/** Worst first. */
const SEVERITY: readonly Outcome[] = ['not-trained', 'fail', 'inconclusive', 'warn', 'no-baseline', 'no-gate', 'pass'];

/** 0 for the worst. */
export function severityOf(outcome: Outcome): number {
  return SEVERITY.indexOf(outcome);
}

/** The worst of all legs; a leg without a record was not trained as far as anyone knows. */
export function worstOutcome({ legs, missing }: LegsInput): Outcome {
  if (missing.length > 0) return 'not-trained';
  const [worst] = legs.map(outcomeOf).toSorted((a, b) => severityOf(a) - severityOf(b));
  return worst ?? 'not-trained';
}

/** For example "### ❌ Fail: `fraud` fails in 1 of 3 legs". */
export function renderLegsHeadline(input: LegsInput): string {
  const outcome = worstOutcome(input);
  const { sign, word } = OUTCOMES[outcome];
  return `### ${sign} ${word}: ${sentence(input, outcome)}${originWords(input.legs[0].run)}`;
}

function sentence(input: LegsInput, outcome: Outcome): string {
  const { legs } = input;
  const model = code(input.model);
  const absent = absentCount(input);
  const count = legs.filter((leg) => outcomeOf(leg) === outcome).length;
  const all = formatCount(legs.length + absent);
  if (outcome === 'not-trained') {
    const failed = legs.filter((leg) => outcomeOf(leg) === 'fail').length;
    const fails = failed === 0 ? '' : `, and fails in ${formatCount(failed)}`;
    return `${notTrained(model, formatCount(count), formatCount(absent), all)}${fails}`;
  }
  if (count === legs.length && (outcome === 'pass' || outcome === 'no-gate')) return `${model} in ${legWord(count)}`;
  return `${model} ${PREDICATES[outcome]}in ${formatCount(count)} of ${all} legs`;
}

const PREDICATES: Readonly<Record<Exclude<Outcome, 'not-trained'>, string>> = {
  fail: 'fails ',
  inconclusive: 'cannot be judged ',
  warn: 'passes, with a warning ',
  'no-baseline': 'has nothing to be compared with ',
  'no-gate': '',
  pass: '',
};

function notTrained(model: string, count: string, absent: string, all: string): string {
  if (count === '0') return `${model} has no record of ${absent} of ${all} legs`;
  return `${model} was not trained in ${count} of ${all} legs${absent === '0' ? '' : `, and ${absent} left no record`}`;
}

/** One paragraph: how many legs ended how, what is absent, what it does to the job. */
export function renderLegsLead(input: LegsInput): string {
  const { legs, missing, superseded, failOn = 'fail' } = input;
  const outcomes = legs.map(outcomeOf);
  const counts = SEVERITY.flatMap((outcome) => {
    const count = outcomes.filter((other) => other === outcome).length;
    const words = `${formatCount(count)} ${OUTCOMES[outcome].word.toLowerCase()}`;
    return count === 0 ? [] : [severityOf(outcome) < 3 ? `**${words}**` : words];
  });
  const absent = missing.map(
    ({ job, found, total }) =>
      `**${formatCount(total - found)} of the ${formatCount(total)} legs of ${code(job)} left no record**: ` +
      'it was cancelled before it could, or its machine was lost.',
  );
  const earlier = `${formatCount(superseded)} run${superseded === 1 ? '' : 's'} of earlier attempts ${superseded === 1 ? 'is' : 'are'} recorded too.`;
  return [
    `${legWord(legs.length, true)}: ${counts.join(', ')}.`,
    ...absent,
    ...(superseded === 0 ? [] : [earlier]),
    consequence(input, outcomes, failOn),
  ]
    .filter((words) => words !== '')
    .join(' ');
}

function consequence(
  { legs, missing, pullRequestNumber }: LegsInput,
  outcomes: readonly Outcome[],
  failOn: NonNullable<LegsInput['failOn']>,
): string {
  if (legs[0].run.source.fork !== undefined) return '';
  if (outcomes.includes('not-trained')) return 'This fails the job.';
  const isBad =
    missing.length > 0 || outcomes.includes('fail') || (failOn === 'inconclusive' && outcomes.includes('inconclusive'));
  if (isBad) {
    return failOn === 'never' ? 'The job does not fail, because `fail-on` is `never`.' : 'This fails the job.';
  }
  return pullRequestNumber === undefined ? '' : 'Nothing blocks this merge.';
}

function absentCount({ missing }: LegsInput): number {
  return missing.reduce((sum, { found, total }) => sum + total - found, 0);
}

function legWord(count: number, start = false): string {
  if (count === 1) return start ? 'One leg' : 'one leg';
  return start ? `${formatCount(count)} legs` : `all ${formatCount(count)} legs`;
}
