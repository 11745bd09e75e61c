// The paragraph under the headline: the primary metric before and after, the gates counted, whether anything is blocked.
import { acceptanceOf } from '../comparison/acceptance.ts';
import type { BaselineChoice, CheckStatus, MetricRow } from '../comparison/comparison.ts';
import { isJobStillRed } from './acceptances.ts';
import { firstOf } from './budget.ts';
import { endOf, outcomeOf } from './headline.ts';
import { commitUrl, link } from './link.ts';
import { code, md } from './markdown.ts';
import { formatCount, formatDelta, formatReading, formatSeconds } from './number-format.ts';
import { shortCommit, type ReportView } from './report-view.ts';
import { sigmaWords } from './significance.ts';

/** One paragraph of short sentences. */
export function renderLead(view: ReportView): string {
  const { comparison, run } = view.input;
  if (run.status !== 'finished') return notTrained(view);
  const sentences = [
    comparison.baseline === undefined ? aloneWords(view) : againstWords(view),
    alsoMoved(view),
    gateCounts(view),
    consequence(view),
    uncommitted(view),
  ];
  return sentences.filter((words) => words !== '').join(' ');
}

/** Every reason that is not a pass, when the headline cannot hold them all. */
export function renderReasons(view: ReportView): string | undefined {
  const { verdict } = view.input.comparison;
  const reasons = (verdict?.reasons ?? []).filter(({ status }) => status !== 'pass' && status !== 'skipped');
  if (reasons.length === 0 || (verdict?.status === 'pass' && reasons.length < 2)) return undefined;
  const { shown, left } = firstOf(reasons, 20);
  const lines = shown.map(({ metric, status, reason }) => `- **${status}** ${code(metric)}: ${md(reason, 200)}`);
  return [...lines, ...(left === 0 ? [] : [`- ${formatCount(left)} more ${view.elsewhere}`])].join('\n');
}

/** "**rmse 6.10 → 5.90 (−0.20, 3.6 σ)** against `main@41d07ce`." */
function againstWords(view: ReportView): string {
  const { baseline } = view.input.comparison;
  const { primary } = view;
  if (baseline === undefined) return '';
  const against = baselineLink(baseline, view);
  if (primary === undefined) return `Compared with ${against}.`;
  const format = view.format(primary);
  const values = `${formatReading(primary.baseline, format)} → ${formatReading(primary.candidate, format)}`;
  return `**${md(primary.name)} ${values}${significance(primary, view)}** against ${against}.`;
}

/** Only a plain name stands inside a link: brackets in a code span confuse some renderers. */
function baselineLink({ branch, commit }: BaselineChoice, view: ReportView): string {
  const short = shortCommit(commit);
  const url = commitUrl(view.links, commit);
  if (branch === undefined) return link(code(short), url);
  return /^[\w./-]{1,60}$/.test(branch)
    ? link(code(`${branch}@${short}`), url)
    : `${code(branch)} at ${link(code(short), url)}`;
}

function significance(row: MetricRow, view: ReportView): string {
  if (row.delta === undefined || row.delta === 0) return '';
  const change = formatDelta(row.delta, view.format(row));
  return ` (${change}, ${sigmaWords(row) ?? 'no noise estimate'})`;
}

function aloneWords(view: ReportView): string {
  const { primary } = view;
  if (primary === undefined) return '';
  return `**${md(primary.name)} ${formatReading(primary.candidate, view.format(primary))}**.`;
}

/** A pass says what got better, and does not hide what got worse. */
function alsoMoved(view: ReportView): string {
  const moved = (movement: 'better' | 'worse'): string => {
    const rows = view.input.comparison.rows.filter((row) => row.movement === movement && !row.primary);
    const { shown, left } = firstOf(rows, 3);
    if (shown.length === 0) return '';
    const names = shown.map((row) => md(row.name, 40)).join(', ');
    return `Also ${movement}: ${names}${left === 0 ? '' : ` and ${formatCount(left)} more`}.`;
  };
  return [moved('better'), moved('worse')].filter((words) => words !== '').join(' ');
}

function gateCounts(view: ReportView): string {
  const { comparison } = view.input;
  const gated = comparison.rows.filter((row) => row.gate !== undefined);
  const open = gated.filter((row) => acceptanceOf(comparison, row.name) === undefined);
  const accepted = gated.length - open.length;
  const statuses = open.flatMap((row) => row.gate?.status ?? []);
  if (gated.length === 0) return 'No gate is declared.';
  const count = (status: CheckStatus): number => statuses.filter((other) => other === status).length;
  const [warn, fail, inconclusive, skipped] = [count('warn'), count('fail'), count('inconclusive'), count('skipped')];
  const parts = [
    `${count('pass')} pass`,
    boldIf(warn > 0, `${warn} warn`),
    boldIf(fail > 0, `${fail} fail`),
    ...(inconclusive === 0 ? [] : [`**${inconclusive} inconclusive**`]),
    ...(accepted === 0 ? [] : [`**${accepted} accepted**`]),
    ...(skipped === 0 ? [] : [`${skipped} skipped for want of a baseline`]),
  ];
  const which = view.input.comparison.baseline === undefined && skipped === 0 ? 'Gates with fixed limits' : 'Gates';
  return `${which}: ${parts.join(', ')}.`;
}

function boldIf(bold: boolean, words: string): string {
  return bold ? `**${words}**` : words;
}

/** What the verdict does to the job and the merge. */
function consequence(view: ReportView): string {
  // What a fork says of itself decides nothing.
  if (view.input.isLeg === true || view.input.run.source.fork !== undefined) return '';
  const outcome = outcomeOf(view.input);
  const failOn = view.input.failOn ?? 'fail';
  const fails = failOn !== 'never' && (outcome === 'fail' || (outcome === 'inconclusive' && failOn === 'inconclusive'));
  if (fails) return 'This fails the job.';
  if (outcome === 'fail') return 'The job does not fail, because `fail-on` is `never`.';
  if ((view.input.comparison.verdict?.accepted ?? []).length > 0 && isJobStillRed(view.input)) {
    return 'The job of this run stays red until it runs again for this commit.';
  }
  const open = outcome === 'inconclusive' ? 'Nothing is proved, but nothing' : 'Nothing';
  return view.subject.merges ? `${open} blocks this merge.` : '';
}

/** Its commit does not say what was trained. */
function uncommitted({ input: { run } }: ReportView): string {
  return run.source.dirty ? '**Uncommitted changes**: this run cannot be a baseline.' : '';
}

/** What broke, and what of the run was kept all the same. */
function notTrained(view: ReportView): string {
  const { run } = view.input;
  const counts: readonly (readonly [number, string])[] = [
    [Object.keys(run.metrics).length, 'metric'],
    [Object.keys(run.params).length, 'param'],
    [run.model.files.length, 'model file'],
    [run.artifacts.length, 'artifact'],
  ];
  const kept = counts
    .filter(([count]) => count > 0)
    .map(([count, noun]) => `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`);
  const reason = causeOf(run.error?.message ?? '');
  const why = reason === '' ? '' : `: ${code(reason, 160)}`;
  return [
    `The training ${endOf(view.input)} after ${formatSeconds(run.duration)}${why}.`,
    `Kept: ${kept.length === 0 ? 'nothing but the record' : kept.join(', ')}.`,
    ...(view.input.isLeg === true || run.source.fork !== undefined ? [] : ['This fails the job.']),
    uncommitted(view),
  ]
    .filter((words) => words !== '')
    .join(' ');
}

/** What the message says beyond how the training ended, which the sentence says already. */
function causeOf(message: string): string {
  return message.replace(
    /^the training (?:ended by SIG\w+|was killed by SIGKILL|failed with exit status \d+)(?:, |$)/,
    '',
  );
}
