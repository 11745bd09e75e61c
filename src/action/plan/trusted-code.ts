// A training runs whatever is checked out, next to whatever the job holds; so does a deploy command, and stages are given as
// the configuration there says.
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import { strangersReason, untrustedReason } from '../../forge/untrusted-code.ts';
import { actionLog } from '../console.ts';

/**
 * @throws MlopsError `usage` where the code may be a stranger's and the token writes, unless it is a training and that is
 *   allowed
 */
export async function requireTrustedCode(job: {
  readonly settings: Settings;
  readonly event: ForgeEvent;
  readonly payload: unknown;
}): Promise<void> {
  const { settings, event, payload } = job;
  const commits = { commit: process.env['GITHUB_SHA'] ?? '', checkedOut: event.commit };
  if (settings.task !== 'train') {
    const reason = strangersReason(event.name, payload, commits);
    if (reason === undefined) return;
    throw new MlopsError(
      'usage',
      `task ${settings.task} is refused on ${event.name}: ${reason}`,
      'Use it on `workflow_dispatch`, which a person or a promotion starts, or on a push.',
    );
  }
  const reason = untrustedReason(event.name, payload, commits);
  if (reason === undefined) return;
  const what = `a job of ${event.name} holds secrets and a token that writes, and ${reason}`;
  if (settings.allowUntrusted) {
    actionLog.warn(`${what}; it trains all the same, because \`allow-untrusted\` is true`);
    return;
  }
  throw new MlopsError(
    'usage',
    `the training is refused: ${what}`,
    'Train on `pull_request`, and publish on `workflow_run` with `task: publish`: README.md, "Pull requests from forks". ' +
      'If the code is known to be good, the input `allow-untrusted: true` trains it.',
  );
}
