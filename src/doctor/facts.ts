// What mlops doctor knows of a repository and its surroundings, as plain values. Each is read once, when a check needs it.
import type { RepositorySettings } from '../forge/repository-settings.ts';
import type { Settings } from '../config/settings.ts';
import type { CheckedTag } from '../registry/finding.ts';
import type { ArtifactPlace, FileEntry, RunRecord } from '../run/record.ts';
import type { ActionStep, WorkflowFile } from '../workflow/workflow.ts';

/** A fact, or why it cannot be known. */
export type Known<Value> = { readonly known: Value } | { readonly unknown: string };

export interface FactValues {
  readonly system: SystemFacts;
  /** Why there is no repository to look at, if there is none. */
  readonly opening: { readonly message: string; readonly fix: string } | undefined;
  readonly repository: RepositoryFacts;
  readonly worktree: WorktreeFacts;
  readonly remotes: readonly Remote[];
  /** What git said when origin was asked and did not answer; undefined when it did or there is none. */
  readonly originFailure: string | undefined;
  readonly origin: OriginFacts;
  /** Every folder with an mlops.yaml, or the one that the user stands in; at least one. */
  readonly configurations: readonly Configuration[];
  /** Those that can be read. */
  readonly models: readonly ModelFolder[];
  readonly configuredFiles: readonly ConfiguredFiles[];
  readonly trackedFiles: readonly TrackedFile[];
  readonly configuredText: readonly TextFile[];
  readonly history: HistoryFacts;
  readonly latestRuns: readonly RunRecord[];
  readonly behindOrigin: SyncFacts;
  readonly inbox: { readonly waiting: readonly string[]; readonly refused: readonly string[] };
  readonly spool: { readonly folder: string; readonly waiting: number };
  /** Ids of runs whose process is gone, and that were not recorded. */
  readonly captures: { readonly folder: string; readonly left: readonly string[] };
  readonly locks: LockFacts;
  readonly cache: CacheFacts;
  readonly tags: readonly TagFacts[];
  readonly versions: readonly VersionFacts[];
  readonly workflows: readonly WorkflowFile[];
  /** The steps of them that use the action; at least one. */
  readonly actionSteps: readonly ActionStep[];
  /** Workflow files of origin's default branch, as this clone last saw it. */
  readonly defaultBranchWorkflows: { readonly branch: string; readonly files: readonly string[] };
  readonly github: RepositorySettings;
}

export type FactName = keyof FactValues;

interface SystemFacts {
  /** As git gives it, such as `2.39.5` or `2.50.1.windows.1`. */
  readonly git: string;
  readonly now: Date;
}

export interface RepositoryFacts {
  readonly bare: boolean;
  /** Undefined before the first commit. */
  readonly head: string | undefined;
  /** The branch that people mean by the code: what origin calls its default, or `main` or `master`, where it has a commit. */
  readonly mainBranch: string | undefined;
  /** The branch that is checked out, if any. */
  readonly branch: string | undefined;
  readonly isShallow: boolean;
  readonly worktrees: readonly { readonly path: string; readonly ref: string | undefined }[];
}

export interface WorktreeFacts {
  /** Tracked files that differ from the commit, outputs of the training left out. */
  readonly changed: readonly string[];
  /** Untracked files that are code. */
  readonly untracked: readonly string[];
}

export interface Remote {
  readonly name: string;
  readonly urls: readonly string[];
}

export interface OriginFacts {
  readonly refs: ReadonlyMap<string, string>;
  readonly defaultBranch: string | undefined;
}

/** One folder's mlops.yaml, or inputs alone. */
export interface Configuration {
  /** Relative to the root; `.` for the root. */
  readonly folder: string;
  readonly settings: Settings | undefined;
  /** Why there are no settings. */
  readonly error:
    | {
        readonly message: string;
        readonly fix: string;
        readonly file?: string | undefined;
        readonly line?: number | undefined;
      }
    | undefined;
  readonly file: string | undefined;
  /** Line of a key, by its path. */
  readonly lineOf: (path: readonly string[]) => number | undefined;
  /** Named in `deploy-workflow`. */
  readonly deployWorkflow: string | undefined;
  /** Whether the file that the command names exists and is tracked; undefined when it names none for certain. */
  readonly script: { readonly path: string; readonly exists: boolean; readonly tracked: boolean } | undefined;
}

export type ModelFolder = Configuration & { readonly settings: Settings };

/** What a configured path or glob stands for here and now. */
export interface ConfiguredFiles {
  readonly key: 'params' | 'data' | 'model-files' | 'metrics';
  readonly pattern: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly found: readonly FoundFile[];
}

export interface FoundFile {
  readonly path: string;
  readonly tracked: boolean;
  readonly isLfsPointer: boolean;
  /** As `git ls-files --eol` has it: line ends in the index and in the worktree, and the attributes. Tracked files only. */
  readonly eol?: { readonly index: string; readonly worktree: string; readonly attributes: string };
}

export interface TrackedFile {
  readonly path: string;
  /** In bytes; undefined in a partial clone, where asking for it would fetch the file. */
  readonly size: number | undefined;
}

/** A file of configuration that a person writes secrets into by mistake. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface HistoryFacts {
  readonly branch: string;
  readonly ref: string;
  readonly newest: string | undefined;
  /** Why it cannot be read. */
  readonly error: { readonly message: string; readonly fix: string } | undefined;
  /** Other refs of this repository or of origin, as last seen, that hold run records. */
  readonly others: readonly string[];
  /** Where files of local runs lie, and of how many, although no history is known here or at origin. */
  readonly orphans: { readonly folder: string; readonly count: number } | undefined;
}

/** The local history beside origin's. */
export interface SyncFacts {
  readonly branch: string;
  readonly state: 'same' | 'no-history' | 'only-here' | 'only-there' | 'ahead' | 'behind' | 'apart';
  /** Runs and late events that origin lacks, where that can be counted. */
  readonly unpushed: number | undefined;
  /** The newest commit that origin lacks and that names no run: mlops made none like it. */
  readonly foreign: string | undefined;
}

export interface LockFacts {
  /** Absolute path of the training lock, and what it says; undefined when there is none. */
  readonly training:
    | {
        readonly path: string;
        readonly pid: number;
        readonly started: string;
        readonly run: string | undefined;
        readonly isRunning: boolean;
      }
    | undefined;
  /** Locks of git that no process can still need, by their age in seconds. */
  readonly git: readonly { readonly path: string; readonly seconds: number }[];
}

export interface CacheFacts {
  readonly folder: string;
  readonly isChosen: boolean;
  readonly isWritable: boolean;
  /** Of the index of this history. */
  readonly index: 'absent' | 'sound' | 'other-version' | 'damaged';
}

export interface TagFacts extends CheckedTag {
  /** The run that the tag's message names as its evidence. */
  readonly run: string | undefined;
}

/** A registered version that counts, and whose run is in the history. */
export interface VersionFacts {
  readonly tag: string;
  readonly files: readonly FileEntry[];
  readonly artifact: ArtifactPlace | undefined;
  /** What this machine has of a version whose files no workflow run kept; undefined for others. */
  readonly here:
    | {
        /** Files that the release here lacks; undefined where there is none that is published. */
        readonly missing: readonly string[] | undefined;
        readonly hasArtifact: boolean;
      }
    | undefined;
}
