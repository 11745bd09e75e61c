// What a report is made of. Everything foreign in it is escaped on its way into Markdown; callers pass it as it is.
import type { Comparison } from '../comparison/comparison.ts';
import type { RunRecord } from '../run/record.ts';
import type { ConfusionMatrix } from './confusion-matrix.ts';

/** A plot as two files beside the run's record. */
export interface PlacedPicture {
  readonly metric: string;
  /** What is to be seen, in words. */
  readonly alt: string;
  /** Paths at the commit of the tracking branch. */
  readonly light: string;
  readonly dark: string;
}

export interface ReportInput {
  readonly run: RunRecord;
  readonly comparison: Comparison;
  /** The baseline's record, where there is one. */
  readonly baseRecord?: RunRecord | undefined;
  /** Registry name of the model. */
  readonly model: string;
  /** Identity of the sticky comment within the pull request. */
  readonly key: string;
  readonly pullRequestNumber?: number | undefined;
  /** Web address of the repository; without it the report has no links. */
  readonly repositoryUrl?: string | undefined;
  /** Commit of the tracking branch that holds the record, and the record's path in it. */
  readonly trackingCommit?: string | undefined;
  readonly recordPath?: string | undefined;
  /** Web address of the workflow run. */
  readonly runUrl?: string | undefined;
  /** Body of the comment that this one replaces: earlier results are read from it. */
  readonly previousBody?: string | undefined;
  /** Which verdicts fail the job; `fail` by default. */
  readonly failOn?: 'fail' | 'inconclusive' | 'never' | undefined;
  /** As the training left it; at hand only in the job that trained. */
  readonly confusion?: ConfusionMatrix | undefined;
  /** The plots of the comment as pictures on the tracking branch; without them, and in the summary, they are diagrams. */
  readonly pictures?: readonly PlacedPicture[] | undefined;
  /** One of several runs of a report: what they do to the job and the merge is said of all of them together. */
  readonly isLeg?: boolean | undefined;
  /** ISO 8601 in UTC. Take it from the run's end, so that the same run gives the same bytes. */
  readonly updated: string;
}
