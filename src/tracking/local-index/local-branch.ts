// The tracking branch of a repository of this machine, read where it is: nothing is copied and nothing changed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gitIn, withArguments } from '../../git/git.ts';
import { judgeFailure } from '../../git/failure.ts';
import { trackingError } from '../tracking-error.ts';
import type { BranchSource } from './branch-source.ts';
import { readEventMessages } from './event-log.ts';

/** @param path of the repository, bare or not */
export function localBranch(path: string, ref: string): BranchSource {
  const nested = join(path, '.git');
  // Replacements are of this repository alone; the branch is what everybody sees.
  const directory = existsSync(nested) ? nested : path;
  const git = withArguments(gitIn(path), [`--git-dir=${directory}`, '--no-replace-objects']);
  return {
    git,
    async refresh() {
      const { code, stdout, stderr } = await git.exec(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
      if (code === 0) return stdout.toString().trim();
      if (stderr.trim() === '') return undefined;
      throw trackingError(judgeFailure(stderr), ref);
    },
    fetchBlobs: () => Promise.resolve(),
    async eventMessages(since, isEnough) {
      const known = since === undefined ? [] : [`^${since}`];
      const messages = await readEventMessages(git, [ref, ...known]).catch(() => []);
      // A commit that is gone, or a history that was rewritten: all of it tells.
      return isEnough(messages) ? messages : readEventMessages(git, [ref]);
    },
    discard: () => Promise.resolve(false),
  };
}
