// A training, or a deploy command, runs whatever is checked out, next to whatever the job holds.
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import { untrustedReason } from '../../forge/untrusted-code.ts';
import { actionLog } from '../console.ts';

/** @throws MlopsError `usage` where the code may be a stranger's and the token writes, unless that is allowed */
export async function requireTrustedCode(job: {
  readonly settings: Settings;
  readonly event: ForgeEvent;
  readonly payload: unknown;
}): Promise<void> {
  const { settings, event, payload } = job;
  const commits = { commit: process.env['GITHUB_SHA'] ?? '', checkedOut: event.commit };
  const reason = untrustedReason(event.name, payload, commits);
  if (reason === undefined) return;
  const what = `a job of ${event.name} holds secrets and a token that writes, and ${reason}`;
  if (settings.allowUntrusted) {
    actionLog.warn(`${what}; it trains all the same, because \`allow-untrusted\` is true`);
    return;
  }
  if (settings.task === 'deploy') {
    throw new MlopsError(
      'usage',
      `the deployment is refused: ${what}`,
      'Deploy on `workflow_dispatch`, which a promotion starts, or on a push.',
    );
  }
  throw new MlopsError(
    'usage',
    `the training is refused: ${what}`,
    'Train on `pull_request`, and publish on `workflow_run` with `task: publish`: README.md, "Pull requests from forks". ' +
      'If the code is known to be good, the input `allow-untrusted: true` trains it.',
  );
}
