// What all sections share: how the two runs are called, how each metric is written, where the rest can be read.
import { sigmaOfChange } from '../comparison/noise.ts';
import type { MetricRow } from '../comparison/comparison.ts';
import type { Budget } from './budget.ts';
import { link, linksOf, ownUrl, type Links } from './link.ts';
import { code } from './markdown.ts';
import { chooseFormat, type NumberFormat } from './number-format.ts';
import type { ReportInput } from './report-input.ts';

export interface ReportView {
  readonly input: ReportInput;
  readonly budget: Budget;
  readonly links: Links;
  readonly isPullRequest: boolean;
  /** Markdown: the baseline's branch, or its commit where the branch is the run's own. */
  readonly baseline: string;
  /** `This PR` or `This run`. */
  readonly candidate: string;
  readonly primary: MetricRow | undefined;
  readonly format: (row: MetricRow) => NumberFormat;
  /** Markdown: where what was left out can be read, for example "in the job summary". */
  readonly elsewhere: string;
}

export function viewOf(input: ReportInput, budget: Budget, kind: 'comment' | 'summary'): ReportView {
  const { run, comparison } = input;
  const links = linksOf(input.repositoryUrl);
  const isPullRequest = input.pullRequestNumber !== undefined || run.source.pull_request !== undefined;
  const summary = ownUrl(links, input.runUrl);
  return {
    input,
    budget,
    links,
    isPullRequest,
    baseline: baselineLabel(input, isPullRequest),
    candidate: isPullRequest ? 'This PR' : 'This run',
    primary: comparison.rows.find((row) => row.primary),
    format: formatOf,
    elsewhere:
      kind === 'comment' && summary !== undefined ? `in the ${link('job summary', summary)}` : 'in the run record',
  };
}

/** The commit that a reader knows: the head of the pull request, not the merge that was trained. */
export function headOf(input: ReportInput): string {
  return input.run.source.pull_request?.head ?? input.run.source.commit;
}

export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

function baselineLabel({ comparison: { baseline }, run }: ReportInput, isPullRequest: boolean): string {
  if (baseline === undefined) return 'baseline';
  const ownBranch = baseline.branch === undefined || (!isPullRequest && baseline.branch === run.source.branch);
  return code(ownBranch ? shortCommit(baseline.commit) : (baseline.branch ?? ''), 40);
}

function formatOf(row: MetricRow): NumberFormat {
  return chooseFormat({
    values: [row.baseline, row.candidate],
    delta: row.delta,
    sigma: row.noise === undefined ? undefined : sigmaOfChange(row.noise),
    unit: row.unit,
  });
}
