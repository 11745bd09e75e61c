// Where mlops doctor looks, and through what. The door fills it in.
import type { Git } from '../git/git.ts';
import type { PublishedRelease } from '../forge/forge.ts';
import type { FactValues, Known } from './facts.ts';
import type { RepositorySettings } from '../forge/repository-settings.ts';

export interface Place {
  /** Undefined where there is no repository. */
  readonly repository: RepositoryPlace | undefined;
  readonly opening: FactValues['opening'];
  /** What git calls its version. */
  readonly gitVersion: () => Promise<string>;
  readonly clock: () => Date;
}

export interface RepositoryPlace {
  /** Top of the worktree; of a bare repository, its folder. */
  readonly root: string;
  readonly bare: boolean;
  /** Git at the root. */
  readonly git: Git;
  /** Of this worktree alone. */
  readonly gitFolder: string;
  /** Of all worktrees. */
  readonly commonFolder: string;
  /** Spool, captures and models of local runs. */
  readonly stateFolder: string;
  readonly hasOrigin: boolean;
  /** The folder that is meant, where the user stands in one with an mlops.yaml of its own; relative to the root. */
  readonly modelFolder: string | undefined;
  /** Branch or full ref of the history. */
  readonly trackingBranch: string;
  /** Folder of the caches of all repositories, and whether somebody named it. */
  readonly cache: { readonly root: string; readonly isChosen: boolean };
  readonly scratchParent: string;
  /** The published release of a tag on this machine. */
  readonly findLocalRelease: (tag: string) => Promise<PublishedRelease | undefined>;
  /** Asks the forge; says why it cannot. */
  readonly readGitHub: () => Promise<Known<RepositorySettings>>;
}
