// What bringing a version live needs of the world.
import { environmentOf } from '../../deployment/live.ts';
import type { Ports } from '../ports.ts';

/** Changes one text file on a branch of the remote, in one commit. */
export type CommitFile = (change: {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  /** The default branch when undefined. */
  readonly branch: string | undefined;
  readonly message: string;
  /** Gets the text as it is, undefined for no file; called again after a lost race. */
  readonly edit: (text: string | undefined) => string;
}) => Promise<{
  /** Undefined when there was nothing to change. */
  readonly commit: string | undefined;
}>;

export interface DeployPorts extends Pick<
  Ports,
  'git' | 'repositoryRoot' | 'history' | 'forge' | 'artifacts' | 'registry' | 'environment' | 'clock' | 'log'
> {
  /** Absolute path of the folder that hooks run in and that paths of the configuration start from. */
  readonly workingDirectory: string;
  /** Folder outside of the worktree for what is deployed from here: model files, hooks, locks. */
  readonly folder: string;
  /** Web address of the repository, without a final slash; undefined where it has none. */
  readonly repositoryUrl?: string | undefined;
  /** Web address of where one can look on. */
  readonly logUrl?: string | undefined;
  /** Undefined where nothing can be committed; then `kserve` cannot be deployed. */
  readonly commitFile?: CommitFile | undefined;
  /** Gets what hooks say, as they say it. */
  readonly onOutput: (chunk: Buffer) => void;
  readonly abort?: AbortSignal | undefined;
}

/** The folder of one stage of one model. */
export function environmentFolder({ folder }: Pick<DeployPorts, 'folder'>, model: string, stage: string): string {
  return `${folder}/${encodeURIComponent(environmentOf(model, stage))}`;
}
