// The commits of the tracking branch that name late events, out of git's log.
import type { Git } from '../../git/git.ts';

/** Messages of the commits in a range that name events, newest first. */
export async function readEventMessages(git: Git, range: readonly string[]): Promise<readonly string[]> {
  const log = await git.text(['rev-list', '--topo-order', '--grep=^Mlops-Event: ', '--format=%x00%B', ...range, '--']);
  return log.split('\0').slice(1);
}
