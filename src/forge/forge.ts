// The forge in our words. Two adapters: GitHub, and a local one made of git and readable files. Features see only this.
import type { Deployments } from './deployments.ts';
import type { OpenedPullRequest, ProposedPullRequest } from './proposed-pull-request.ts';

/** The pull request that an event is about. Commits are full object ids. */
export interface PullRequestEvent {
  /** Absent on the local forge, where a branch is its own pull request. */
  readonly number: number | undefined;
  readonly head: string;
  readonly headBranch: string;
  /** Tip of the base branch, as the event or, if the forge merged with a newer one, the checked-out merge says. */
  readonly base: string;
  readonly baseBranch: string;
  readonly isFork: boolean;
  /** True where the commit that is trained is the forge's merge of head into base. */
  readonly isMerged?: boolean | undefined;
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
  /** Whether everyone may read the repository; absent where the event does not say. */
  readonly isPublic?: boolean | undefined;
  readonly defaultBranch: string | undefined;
  /** Branch under test: the head branch of a pull request, else the branch pushed to; a fork's as `owner:branch`. */
  readonly branch: string | undefined;
  /** Tag under test, where that is what the event is about; then there is no branch. */
  readonly tag?: string | undefined;
  /** The commit that is checked out for training: by default GITHUB_SHA, a merge commit in pull requests on GitHub. */
  readonly commit: string;
  readonly actor: string | undefined;
  readonly pullRequest: PullRequestEvent | undefined;
  /** Of a merge queue: the commit that the group is built on, and the branch that it is for. */
  readonly mergeGroup?: { readonly base: string; readonly baseBranch: string } | undefined;
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

/** A file that two commits differ in. */
interface ChangedFile {
  /** From the repository's root, with forward slashes; a file that was moved counts under both of its names. */
  readonly path: string;
  /** Lines; 0 for binary files. */
  readonly added: number;
  readonly removed: number;
}

export interface CodeDifference {
  readonly files: readonly ChangedFile[];
  /** The forge names no more files than these; there may be more. */
  readonly isCut: boolean;
}

/** What a check says of a line of a file in its commit. */
export interface CheckNote {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly level: 'failure' | 'warning';
  /** Plain text, like the message. */
  readonly title: string;
  readonly message: string;
}

/** The verdict on a commit, where it is looked at before a merge. */
export interface Check {
  /** Identity of the check on its commit, for example `duration`: a later one of the same key takes its place. */
  readonly key: string;
  /** Identity of this very report: the same one is never made twice. */
  readonly id: string;
  readonly commit: string;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  /** Plain text on one line. */
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly notes: readonly CheckNote[];
  /** Where more can be read. */
  readonly detailsUrl: string | undefined;
}

export interface CheckResult {
  readonly url: string | undefined;
  /** `status`: less was possible, a line without notes. `refused`: not even that was allowed, and nothing was said. */
  readonly outcome: 'created' | 'updated' | 'status' | 'refused';
}

export type Reaction = '+1' | '-1' | 'confused';

/** With whom a comment is spoken of, and how it is answered. */
export interface Conversation {
  /** What a person may do to the repository, `none` for one who is nobody here. */
  permissionOf(login: string): Promise<'write' | 'read' | 'none'>;
  findPullRequest(number: number): Promise<FoundPullRequest>;
  /** Reacts to a comment; false, with a warning, where that is refused. */
  react(comment: number, reaction: Reaction): Promise<boolean>;
}

/** A file, or a part of one, to attach to a release. */
export interface ReleaseAsset {
  readonly name: string;
  /** Absolute path on disk. */
  readonly path: string;
  /** Where in the file the asset begins, of a part of it; undefined: the asset is the whole file. */
  readonly offset?: number | undefined;
  readonly size: number;
  readonly sha256: string;
  /** It is written anew each time and may read differently: what was published stays, with or without it. */
  readonly isRemade?: true;
}

export interface Release {
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly prerelease: boolean;
  readonly assets: readonly ReleaseAsset[];
}

/** An asset of a published release, as the forge describes it. */
export interface PublishedAsset {
  /** The forge's own. */
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** Undefined where the forge computes none. */
  readonly sha256: string | undefined;
}

export interface PublishedRelease {
  readonly url: string;
  readonly assets: readonly PublishedAsset[];
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
  /** Branch or tag of the workflow run, of a pull request its head; undefined when the forge does not say. */
  readonly ref: string | undefined;
  /** Commit of the workflow run, of a pull request its head; undefined when the forge does not say. */
  readonly head: string | undefined;
}

export interface Forge {
  readonly kind: 'github' | 'local';
  /** Largest release asset that the forge takes, in bytes. */
  readonly maxAssetSize: number | undefined;
  /**
   * Merge base of two commits as the forge knows it; undefined when there is none or it cannot say.
   * @param pullRequest number of the pull request whose head and base they are
   */
  findMergeBase(base: string, head: string, pullRequest?: number): Promise<string | undefined>;
  /** Files in which two commits differ; undefined when the forge cannot say exactly. */
  findChangedFiles(from: string, to: string): Promise<CodeDifference | undefined>;
  /** Creates the sticky comment, edits it in place, or leaves it when nothing changed. */
  upsertComment(pullRequest: PullRequestEvent, comment: Comment): Promise<CommentResult>;
  /** Reports a check; what the token may not do is no error. */
  reportCheck(check: Check): Promise<CheckResult>;
  /** Draft → upload assets → verify → publish. Resumes a draft that an earlier attempt left. Idempotent. */
  publishRelease(release: Release): Promise<{ readonly url: string | undefined }>;
  /** The published release of a tag, with assets that are complete; undefined when there is none, or only a draft. */
  findRelease(tag: string): Promise<PublishedRelease | undefined>;
  /**
   * Writes an asset that `findRelease` named into a file, from an offset on, and no more bytes than it is said to have.
   * Nothing of its content is judged.
   * @throws MlopsError `artifact-mismatch` when it has another size, or is gone
   */
  downloadAsset(tag: string, asset: PublishedAsset, to: string, offset?: number): Promise<void>;
  /**
   * Artifacts of all workflow runs, or of this one, newest first as far as the forge orders them; asked for page by page,
   * as they are taken. Absent on the local forge.
   */
  readonly listArtifacts?: (workflowRun?: string) => AsyncIterable<RepositoryArtifact>;
  /** Pull requests, open and closed, of a branch of this or another repository, newest first. Absent on the local forge. */
  readonly findPullRequests?: (headRepository: string, headBranch: string) => Promise<readonly FoundPullRequest[]>;
  /** Parents of a commit, on a branch or not; none where the forge does not know it. Absent on the local forge. */
  readonly findParents?: (commit: string) => Promise<readonly string[]>;
  /** Absent on the local forge, where nobody comments. */
  readonly conversation?: Conversation;
  readonly deployments: Deployments;
  /**
   * Text of a file at a ref or commit; undefined where there is none.
   * @param path from the root of the repository, with forward slashes
   */
  readTextFile(path: string, ref: string): Promise<string | undefined>;
  /** Opens a pull request for a branch that was pushed, or updates the one that is open for it. */
  openPullRequest(request: ProposedPullRequest): Promise<OpenedPullRequest>;
  /** Starts a workflow at a ref with inputs. */
  dispatchWorkflow(workflow: string, ref: string, inputs: Readonly<Record<string, string>>): Promise<void>;
}
