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

/** For example "### ❌ Fail: `fraud` fails in 1 of 3 legs", or of several models "`risk` fails, 1 of 3 models". */
export function renderLegsHeadline(input: LegsInput): string {
  const outcome = worstOutcome(input);
  const { sign, word } = OUTCOMES[outcome];
  const models = modelOutcomes(input);
  const words = models.size > 1 ? modelsSentence(models, outcome, input) : sentence(input, outcome);
  return `### ${sign} ${word}: ${words}${otherData(input)}${originWords(input.legs[0].run)}`;
}

/** The worst outcome of each model. */
function modelOutcomes({ legs }: LegsInput): ReadonlyMap<string, Outcome> {
  const models = new Map<string, Outcome>();
  for (const leg of legs) {
    const [known, outcome] = [models.get(leg.run.model.name), outcomeOf(leg)];
    if (known === undefined || severityOf(outcome) < severityOf(known)) models.set(leg.run.model.name, outcome);
  }
  return models;
}

function modelsSentence(models: ReadonlyMap<string, Outcome>, outcome: Outcome, input: LegsInput): string {
  const all = formatCount(models.size);
  const concerned = [...models].filter(([, own]) => own === outcome).map(([name]) => name);
  const absent = absentCount(input);
  const lost = absent === 0 ? '' : `${formatCount(absent)} leg${absent === 1 ? '' : 's'} left no record`;
  const [first] = concerned;
  if (first === undefined) return `of ${all} models ${lost}`;
  const more = lost === '' ? '' : `, and ${lost}`;
  if (concerned.length === models.size && (outcome === 'pass' || outcome === 'no-gate')) return `all ${all} models`;
  const [one, many] = MODEL_PREDICATES[outcome];
  return concerned.length === 1
    ? `${code(first)} ${one}, 1 of ${all} models${more}`
    : `${formatCount(concerned.length)} of ${all} models ${many}${more}`;
}

const MODEL_PREDICATES: Readonly<Record<Outcome, readonly [one: string, many: string]>> = {
  'not-trained': ['was not trained', 'were not trained'],
  fail: ['fails', 'fail'],
  inconclusive: ['cannot be judged', 'cannot be judged'],
  warn: ['passes with a warning', 'pass with a warning'],
  'no-baseline': ['has nothing to be compared with', 'have nothing to be compared with'],
  'no-gate': ['has no gate', 'have no gate'],
  pass: ['passes', 'pass'],
};

function otherData({ legs }: LegsInput): string {
  const differ = legs.filter(
    ({ run, comparison }) => run.status === 'finished' && (comparison.changes?.data.length ?? 0) > 0,
  ).length;
  if (differ === 0) return '';
  return differ === legs.length
    ? '; the data differ, so scores are not comparable'
    : `; the data differ in ${formatCount(differ)} of ${formatCount(legs.length)} legs, whose scores are not comparable`;
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
