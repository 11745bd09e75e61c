// What the pipelines need of the world. Doors fill it in; nothing below a door chooses an adapter.
import type { ArtifactStore } from '../artifacts/store.ts';
import type { Forge } from '../forge/forge.ts';
import type { Git, GitConfig } from '../git/git.ts';
import type { Log } from '../log.ts';
import type { TrackingHistory } from '../tracking/history.ts';

export interface Ports {
  /** Git in the user's repository; the pipelines only read with it. */
  readonly git: Git;
  /** Absolute path of the worktree's top. */
  readonly repositoryRoot: string;
  readonly history: TrackingHistory;
  readonly forge: Forge;
  /** Undefined where no artifact can be kept. */
  readonly artifacts: ArtifactStore | undefined;
  /** Where registry tags are pushed; undefined: they stay in the local repository. */
  readonly registryRemote: { readonly url: string; readonly config: GitConfig } | undefined;
  /** Folder for scratch repositories and staged files; exists. */
  readonly scratch: string;
  /** Where a record waits until it stands on the tracking branch. */
  readonly spool: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
  readonly random: () => number;
  readonly log: Log;
}
