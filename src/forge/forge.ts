// The forge in our words. Two adapters: GitHub, and a local one made of git and readable files. Features see only this.

/** The pull request that an event is about. Commits are full object ids. */
export interface PullRequestEvent {
  /** Absent on the local forge, where a branch is its own pull request. */
  readonly number: number | undefined;
  readonly head: string;
  readonly headBranch: string;
  readonly base: string;
  readonly baseBranch: string;
  readonly isFork: boolean;
}

/** A pull request as the forge knows it now. */
export interface FoundPullRequest extends PullRequestEvent {
  readonly number: number;
  /** `owner/name`; undefined when the fork was deleted. */
  readonly headRepository: string | undefined;
  readonly isOpen: boolean;
}

/** What started this run of the program. */
export interface ForgeEvent {
  /** GitHub's event name, or `local`. */
  readonly name: string;
  readonly repository: string | undefined;
  /** Web address of the repository, without a final slash; absent locally. */
  readonly repositoryUrl: string | undefined;
  readonly defaultBranch: string | undefined;
  /** Branch under test: the head branch of a pull request, else the branch pushed to. */
  readonly branch: string | undefined;
  /** The commit that is checked out for training (GITHUB_SHA; a merge commit in pull requests on GitHub). */
  readonly commit: string;
  readonly actor: string | undefined;
  readonly pullRequest: PullRequestEvent | undefined;
  /** Inputs of a workflow_dispatch event, as text; empty ones are left out. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly workflow: string | undefined;
  readonly run: string | undefined;
  readonly attempt: number | undefined;
  readonly job: string | undefined;
  readonly matrix: Readonly<Record<string, unknown>> | undefined;
  /** How many jobs the matrix of this job has; undefined without a matrix. */
  readonly jobTotal?: number | undefined;
  /** Web address of the workflow run. */
  readonly runUrl: string | undefined;
}

export interface Comment {
  /** Identity of the sticky comment within the pull request: first line of the body, see `commentMarker`. */
  readonly marker: string;
  /**
   * The new body, made from the one that it replaces: earlier results are carried over. Its first line is the marker.
   * Undefined: nothing is to be said, and what stands there is left alone.
   */
  readonly render: (previousBody: string | undefined) => string | undefined;
}

export interface CommentResult {
  readonly url: string | undefined;
  /** `absent`: there is no comment, and there was nothing to say. */
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'absent';
}

/** A file to attach to a release. */
export interface ReleaseAsset {
  readonly name: string;
  /** Absolute path on disk. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

export interface Release {
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly prerelease: boolean;
  readonly assets: readonly ReleaseAsset[];
}

/** An artifact that a workflow run of the repository uploaded, and that can still be downloaded. */
export interface RepositoryArtifact {
  readonly id: string;
  readonly name: string;
  /** Size of the archive in bytes. */
  readonly size: number;
  readonly digest: string | undefined;
  /** Id of the workflow run; undefined when the forge does not say. */
  readonly workflowRun: string | undefined;
  /** The code that ran there is not known to be this repository's: a pull request of a fork. */
  readonly isForeign: boolean;
}

export interface Forge {
  readonly kind: 'github' | 'local';
  /** Largest release asset that the forge takes, in bytes. */
  readonly maxAssetSize: number | undefined;
  /** Merge base of two commits as the forge knows it; undefined when there is none or it cannot say. */
  findMergeBase(base: string, head: string): Promise<string | undefined>;
  /** Creates the sticky comment, edits it in place, or leaves it when nothing changed. */
  upsertComment(pullRequest: PullRequestEvent, comment: Comment): Promise<CommentResult>;
  /** Draft → upload assets → verify → publish. Resumes a draft that an earlier attempt left. Idempotent. */
  publishRelease(release: Release): Promise<{ readonly url: string | undefined }>;
  /** Assets of a published release that lie on this machine; undefined when it has none. Only the local forge can say. */
  readonly findAssets?: (tag: string) => Promise<readonly ReleaseAsset[] | undefined>;
  /**
   * Artifacts of all workflow runs, or of this one, newest first as far as the forge orders them; asked for page by page,
   * as they are taken. Absent on the local forge.
   */
  readonly listArtifacts?: (workflowRun?: string) => AsyncIterable<RepositoryArtifact>;
  /** Pull requests, open and closed, of a branch of this or another repository, newest first. Absent on the local forge. */
  readonly findPullRequests?: (headRepository: string, headBranch: string) => Promise<readonly FoundPullRequest[]>;
  /** Starts a workflow at a ref with inputs. */
  dispatchWorkflow(workflow: string, ref: string, inputs: Readonly<Record<string, string>>): Promise<void>;
}
