// A repository that is fetched from and pushed to: a forge by URL, or a repository of this machine by its path.
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { GitConfig } from './git.ts';

/** Where a repository is. Credentials stand in `config` and never in the URL. */
export interface Location {
  /** `https://…`, an SSH address, or the path of a repository, bare or not. */
  readonly url: string;
  readonly config: GitConfig;
}

// Partial fetches need a server that filters. A repository named by its path is served by a child of our own git, which
// reads no configuration of ours but what stands on its command line.
const UPLOAD_PACK = 'git -c uploadpack.allowFilter=true -c uploadpack.allowAnySHA1InWant=true upload-pack';

// A push into the repository that the user works in is no push to a server: it runs none of their hooks, starts no
// housekeeping, never touches the branch that is checked out, and may move the one ref that a lease protects.
const RECEIVE_PACK_IN_WORKTREE = [
  'git -c core.hooksPath=/dev/null -c receive.autogc=false -c gc.auto=0 -c maintenance.auto=false',
  '-c receive.denyCurrentBranch=refuse -c receive.denyNonFastForwards=false receive-pack',
].join(' ');

/** The path of a repository of this machine, absolute; undefined for one that is reached by URL. */
export function pathOf(location: Location): string | undefined {
  return existsSync(location.url) ? resolve(location.url) : undefined;
}

/** Whether a person works in the repository at this path, rather than only pushing to it. */
function hasWorktree(path: string): boolean {
  return basename(path) === '.git' || existsSync(join(path, '.git'));
}

/** The configuration that makes a location a remote of this name, with its credentials. */
export function remoteConfigOf(name: string, location: Location): GitConfig {
  const path = pathOf(location);
  if (path === undefined) return { ...location.config, [`remote.${name}.url`]: location.url };
  return {
    ...location.config,
    [`remote.${name}.url`]: path,
    [`remote.${name}.uploadpack`]: UPLOAD_PACK,
    ...(hasWorktree(path) ? { [`remote.${name}.receivepack`]: RECEIVE_PACK_IN_WORKTREE } : {}),
  };
}
