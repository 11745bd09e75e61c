// Whether a job's token may write, as far as its event tells. Pure.
import type { ForgeEvent } from '../forge/forge.ts';

/**
 * `no`: pull requests of forks get a token that reads, on GitHub and on servers like it, and nothing is tried with it; on
 * `pull_request_target` it writes, and who trains there has said that the code is to be trusted. `unsure`: other pull
 * requests, of which Dependabot's get such a token too. What these jobs cannot write, a job of `workflow_run` can; elsewhere
 * nobody would, so there a refusal is a failure.
 */
export type MayWrite = 'yes' | 'no' | 'unsure';

export function mayWrite({ name, pullRequest }: Pick<ForgeEvent, 'name' | 'pullRequest'>): MayWrite {
  if (pullRequest === undefined) return 'yes';
  return pullRequest.isFork && name !== 'pull_request_target' ? 'no' : 'unsure';
}
