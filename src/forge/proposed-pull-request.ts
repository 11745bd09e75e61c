// A pull request that this program opens: a part of the port.

/** A pull request to open for a branch of the repository that was pushed. */
export interface ProposedPullRequest {
  readonly branch: string;
  readonly base: string;
  /** Plain text on one line. */
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

export interface OpenedPullRequest {
  /** Absent on the local forge, where a branch is its own pull request. */
  readonly number: number | undefined;
  readonly url: string | undefined;
  readonly outcome: 'created' | 'updated' | 'unchanged';
}
