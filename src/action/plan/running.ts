// The note that a new run is training. No code of the checkout has run in this step; of a job without a pull request
// GitHub's client is not even loaded.
import { apiUrlOf } from '../../forge/api-url.ts';
import { announceTraining, isAnnounced } from '../../pipeline/recording/announce-training.ts';
import type { TrainingPlan } from '../../training/plan.ts';
import { actionLog } from '../console.ts';

/** How long a server may be silent before the training begins without a note. */
const SILENCE_MS = 10_000;

export async function noteRunning(plan: Pick<TrainingPlan, 'settings' | 'event'>, token: string): Promise<void> {
  const repository = process.env['GITHUB_REPOSITORY'] ?? '';
  if (!isAnnounced(plan) || token === '' || repository === '') return;
  const { githubForge } = await import('../../forge/github.ts');
  const patience = { silenceMs: SILENCE_MS, patienceS: 0 };
  const forge = githubForge({ token, apiUrl: apiUrlOf(process.env), repository, log: actionLog, ...patience });
  await announceTraining(plan, { forge, log: actionLog });
}
