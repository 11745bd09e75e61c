// A word on runs that origin has and this repository lacks, as far as the last fetch knows: nothing is asked over the network.
import type { Git } from '../git/git.ts';
import type { Log } from '../log.ts';
import { fullRef } from '../tracking/layout.ts';

/**
 * Without those runs a training finds no baseline among them.
 * @returns what a report says of it that has no baseline; undefined where nothing is missing
 */
export async function hintAtSync(git: Git, trackingBranch: string, log: Log): Promise<string | undefined> {
  const ref = fullRef(trackingBranch);
  if (!ref.startsWith('refs/heads/')) return undefined;
  const there = ref.replace('refs/heads/', 'refs/remotes/origin/');
  // Quiet, and false, also where either of them does not exist.
  const has = async (name: string): Promise<boolean> =>
    (await git.exec(['rev-parse', '--verify', '--quiet', `${name}^{commit}`])).code === 0;
  if (!(await has(there))) return undefined;
  if ((await has(ref)) && (await git.exec(['merge-base', '--is-ancestor', there, ref])).code === 0) return undefined;
  log.info(
    `origin has runs on ${trackingBranch} that are not here; \`mlops sync\` brings them, and baselines with them`,
  );
  return 'origin has runs that are not here (`mlops sync` brings them)';
}
