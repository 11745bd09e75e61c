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
  /** The run stands against another branch: it is of a pull request, or of a branch that is its own one. */
  readonly isPullRequest: boolean;
  /** What the run is called: in prose, at the head of a column, at the end of an axis. */
  readonly subject: Subject;
  /** Markdown: the baseline's branch, or its commit where the branch is the run's own. */
  readonly baseline: string;
  readonly primary: MetricRow | undefined;
  readonly format: (row: MetricRow) => NumberFormat;
  /** Markdown: where what was left out can be read, for example "in the job summary". */
  readonly elsewhere: string;
}

type Subject = (typeof SUBJECTS)[keyof typeof SUBJECTS];

// A local branch has no pull request that could be merged.
const SUBJECTS = {
  pullRequest: { short: 'PR', prose: 'this PR', heading: 'This PR', merges: true },
  branch: { short: 'branch', prose: 'this branch', heading: 'This branch', merges: false },
  run: { short: 'run', prose: 'this run', heading: 'This run', merges: false },
} as const;

function subjectOf({ pullRequestNumber, run }: ReportInput): Subject {
  if (pullRequestNumber !== undefined) return SUBJECTS.pullRequest;
  return run.source.pull_request === undefined ? SUBJECTS.run : SUBJECTS.branch;
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
    subject: subjectOf(input),
    baseline: baselineLabel(input, isPullRequest),
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
