// What the pipelines need of the world. Doors fill it in; nothing below a door chooses an adapter.
import type { ArtifactStore } from '../artifacts/store.ts';
import type { Forge } from '../forge/forge.ts';
import type { Git } from '../git/git.ts';
import type { Location } from '../git/location.ts';
import type { Log } from '../log.ts';
import type { RegistryState } from '../registry/state.ts';
import type { TrackingHistory } from '../tracking/history.ts';

/** The model registry: where versions are registered, and what is registered. */
interface Registry {
  /** The repository that gets the tags: a forge, or the user's own. */
  readonly remote: Location;
  /** The user's repository where that is another one: it gets the tags too, and what it alone has is pushed. */
  readonly clone: string | undefined;
  /** All tags as they are now; an error when they cannot be read, never an empty registry. */
  readonly read: () => Promise<RegistryState>;
}

export interface Ports {
  /** Git in the user's repository; the pipelines only read with it. */
  readonly git: Git;
  /** Absolute path of the worktree's top. */
  readonly repositoryRoot: string;
  readonly history: TrackingHistory;
  /** What the history lacks though it is within reach, in words: a reason for there being no baseline. */
  readonly missingHistory?: string;
  readonly forge: Forge;
  /** Undefined where no artifact can be kept. */
  readonly artifacts: ArtifactStore | undefined;
  readonly registry: Registry;
  /** Folder for scratch repositories and staged files; exists. */
  readonly scratch: string;
  /** Where a record waits until it stands on the tracking branch. */
  readonly spool: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
  readonly random: () => number;
  /** Aborts when the job is cancelled while the run is published: a few seconds are left for the record. */
  readonly cancelled?: AbortSignal;
  /** How this machine brings versions live; undefined where a workflow does. */
  readonly deploying?: {
    /** Folder outside of the worktree for what is deployed from here: model files, hooks, locks. */
    readonly folder: string;
    /** Gets what hooks say, as they say it. */
    readonly onOutput: (chunk: Buffer) => void;
    /** Turns Ctrl-C and its like into an abort of the hook while something is deployed. */
    readonly watchInterrupts?: () => Disposable & { readonly abort: AbortSignal };
  };
  readonly log: Log;
}
