// The answer in words: it is all that e-mail, the timeline and a phone show.
import { acceptanceOf } from '../comparison/acceptance.ts';
import type { GateCheck, MetricRow } from '../comparison/comparison.ts';
import { finiteOf } from '../run/number.ts';
import { acceptedWords } from './acceptances.ts';
import { presence } from './gate-words.ts';
import { code, md } from './markdown.ts';
import { formatDistance } from './number-format.ts';
import type { ReportInput } from './report-input.ts';
import type { ReportView } from './report-view.ts';

export type Outcome = 'pass' | 'warn' | 'fail' | 'inconclusive' | 'no-baseline' | 'not-trained' | 'no-gate';

/** What the report is about, worst first: a training that broke off, then the gates, then what is absent. */
export function outcomeOf({ run, comparison }: Pick<ReportInput, 'run' | 'comparison'>): Outcome {
  if (run.status !== 'finished') return 'not-trained';
  const { verdict } = comparison;
  if (verdict?.status === 'fail' || verdict?.status === 'inconclusive') return verdict.status;
  if (verdict?.warned === true) return 'warn';
  if (comparison.baseline === undefined) return 'no-baseline';
  return verdict === undefined ? 'no-gate' : 'pass';
}

export const OUTCOMES: Readonly<Record<Outcome, { readonly sign: string; readonly word: string }>> = {
  pass: { sign: '✅', word: 'Pass' },
  warn: { sign: '⚠️', word: 'Warn' },
  fail: { sign: '❌', word: 'Fail' },
  inconclusive: { sign: '❔', word: 'Inconclusive' },
  'no-baseline': { sign: '🆕', word: 'No baseline' },
  'not-trained': { sign: '⛔', word: 'Not trained' },
  'no-gate': { sign: 'ℹ️', word: 'No gate' },
};

/** For example "### ⚠️ Warn: `fraud` is better than `main`, but `latency` is 0.1 ms from its limit". */
export function renderHeadline(view: ReportView): string {
  const outcome = outcomeOf(view.input);
  const { sign, word } = OUTCOMES[outcome];
  return `### ${sign} ${word}: ${SENTENCES[outcome](view)}${otherData(view)}${originWords(view.input.run)}`;
}

/** Mail and the timeline show no more than the headline, which must not lend its voice to a stranger. */
export function originWords({ source }: ReportInput['run']): string {
  return source.fork === undefined ? '' : '; unverified, from a fork';
}

/** How the run stands against its baseline, judged by the primary metric alone. */
function standing(view: ReportView): string {
  const model = code(view.input.model);
  const movement = view.primary?.movement;
  if (movement === 'better' || movement === 'worse') return `${model} is ${movement} than ${view.baseline}`;
  if (movement === 'same') return `${model} is as good as ${view.baseline}`;
  if (movement === 'within-noise') return `${model} is as good as ${view.baseline}, within noise`;
  return `${model} cannot be ranked against ${view.baseline}`;
}

/** A pass of a worse or an unrankable model is one of its gates, and says so. */
function passed(view: ReportView): string {
  const movement = view.primary?.movement;
  if (movement === 'better' || movement === 'same' || movement === 'within-noise') return standing(view);
  const passes = `${code(view.input.model)} passes its gates`;
  return movement === 'worse' ? `${passes}, though it is worse than ${view.baseline}` : passes;
}

const SENTENCES: Readonly<Record<Outcome, (view: ReportView) => string>> = {
  pass: passed,
  'no-gate': standing,
  warn: (view) => {
    const model = code(view.input.model);
    const stands = view.input.comparison.baseline === undefined ? `${model} has no baseline` : standing(view);
    const isGood = view.primary?.movement !== 'worse';
    return `${stands}, ${isGood ? 'but' : 'and'} ${atRisk(view)}`;
  },
  fail: (view) => `${ofModel(view, 'fail')}${others(view, 'fail', 'fails', 'fail')}`,
  inconclusive: (view) =>
    view.input.comparison.namedBaselineMissing === true
      ? `${code(view.input.model)} cannot be judged: ${md(view.input.comparison.noBaseline ?? '', 200)}`
      : `${ofModel(view, 'inconclusive')}${others(view, 'inconclusive', 'is open', 'are open')}`,
  'no-baseline': (view) => md(view.input.comparison.noBaseline ?? 'there is nothing to compare with', 200),
  'not-trained': (view) => `${code(view.input.model)} ${endOf(view.input)}`,
};

/** "failed with exit code 1", "was killed by SIGKILL". */
export function endOf({ run: { status, error } }: ReportInput): string {
  const by = error?.signal === undefined ? '' : ` by ${md(`SIG${error.signal.replace(/^SIG/, '')}`, 20)}`;
  if (status === 'killed') return `was killed${by}`;
  return error?.exit_code === undefined
    ? `failed${by === '' ? '' : `, killed${by}`}`
    : `failed with exit code ${error.exit_code}`;
}

function otherData({ input }: ReportView): string {
  const data = input.comparison.changes?.data.length ?? 0;
  // Predictions of the same rows can be compared whatever the training data were.
  const checks = input.comparison.rows.flatMap(({ gate }) => gate?.checks ?? []);
  if (checks.some(({ difference }) => difference?.evidence === 'paired-rows')) return '';
  return data > 0 && input.run.status === 'finished' ? '; the data differ, so scores are not comparable' : '';
}

function rowsWith(view: ReportView, status: 'fail' | 'inconclusive' | 'warn'): readonly MetricRow[] {
  const rows = view.input.comparison.rows.filter(
    (row) => row.gate?.status === status && acceptanceOf(view.input.comparison, row.name) === undefined,
  );
  return rows.toSorted((a, b) => Number(b.primary) - Number(a.primary));
}

function ofModel(view: ReportView, status: 'fail' | 'inconclusive'): string {
  const model = code(view.input.model);
  const [row] = rowsWith(view, status);
  return row === undefined ? model : `${code(row.name)} of ${model} ${problem(row, status, view)}`;
}

function others(view: ReportView, status: 'fail' | 'inconclusive', one: string, many: string): string {
  const more = rowsWith(view, status).length - 1;
  return more < 1 ? '' : `, and ${more} more ${more === 1 ? `gate ${one}` : `gates ${many}`}`;
}

function atRisk(view: ReportView): string {
  const [row, ...rest] = rowsWith(view, 'warn');
  const accepted = acceptedWords(view.input);
  if (accepted !== undefined) return row === undefined ? accepted : `${accepted}, and ${rest.length + 1} more warn`;
  if (row === undefined || rest.length > 0) return `${rest.length + 1} gates warn`;
  return `${code(row.name)} ${problem(row, 'warn', view)}`;
}

/** What is wrong with a metric, as a predicate: "is 0.41 over its limit". */
function problem(row: MetricRow, status: 'fail' | 'inconclusive' | 'warn', view: ReportView): string {
  const check = row.gate?.checks.find((candidate) => candidate.status === status);
  if (check === undefined) return 'cannot be judged';
  if (status === 'inconclusive')
    return check.difference === undefined ? 'cannot be judged' : 'is left open by the data';
  if (check.kind === 'present') return `is ${presence(row)}`;
  const value = finiteOf(row.candidate) ?? 0;
  const format = view.format(row);
  if (check.kind === 'test') return `is shown not to be what its gate asks of it against ${view.baseline}`;
  if (check.kind === 'slices') return `is worse than ${view.baseline} in a slice, by more than its gate accepts`;
  if (check.kind === 'max-regression') {
    if (status === 'warn') return 'was compared on other data';
    return `is ${formatDistance(row.delta ?? 0, format)} worse than ${view.baseline}, more than its gate accepts`;
  }
  if (check.limit === undefined) return 'is measured on the training data';
  const side = (limit: number): string => (value > limit ? 'over' : 'under');
  if (check.kind !== 'warn') {
    return `is ${formatDistance(value - check.limit, format)} ${side(check.limit)} its limit`;
  }
  const hard = hardLimit(row, check);
  return hard === undefined
    ? `is ${formatDistance(value - check.limit, format)} ${side(check.limit)} its warning level`
    : `is ${formatDistance(hard - value, format)} from its limit`;
}

function hardLimit(row: MetricRow, check: GateCheck): number | undefined {
  return row.gate?.checks.find((other) => (other.kind === 'min' || other.kind === 'max') && other.bound === check.bound)
    ?.limit;
}
