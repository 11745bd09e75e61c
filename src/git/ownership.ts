// Git works in no repository of another user, because its configuration could name programs to run. In the container of a
// job the workspace is another user's and yet the job's own, so the action says so: for its own processes alone, and never
// in a configuration that others read.
import { MlopsError } from '../error.ts';
import type { GitConfig } from './git.ts';

/**
 * Configuration for processes that may work in this repository, whoever owns it.
 * @param top as git prints it, with forward slashes also on Windows; `*` for any
 */
export function trusting(top: string): GitConfig {
  return { 'safe.directory': top };
}

/** Whether git refused to work for this reason. */
export function isOwnedByAnother(stderr: string): boolean {
  return /detected dubious ownership/.test(stderr);
}

export function ownedByAnother(directory: string): MlopsError {
  return new MlopsError(
    'not-a-repository',
    `git does not work in ${directory}, which belongs to another user`,
    `If you trust its owner: git config --global --add safe.directory ${JSON.stringify(directory)}`,
  );
}
