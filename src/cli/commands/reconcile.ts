// mlops promote without arguments: the stages become what deploy/*.yaml of the default branch wishes.
import { reconcileStages, type Reconciled } from '../../pipeline/promotion/reconcile-stages.ts';
import type { StageOutcome } from '../../pipeline/promotion/assign-stage.ts';
import { exitStatusOfRefusal } from '../../pipeline/settle.ts';
import { print, printJson } from '../print.ts';
import { printableLine } from '../printable.ts';
import type { PromotionOptions } from '../promotion-commands.ts';
import { openPromotion } from '../promotion-ports.ts';
import { outcomeJson, renderGiven, renderProposed, renderRefused } from '../promotion-text.ts';

export async function reconcile(options: PromotionOptions): Promise<number> {
  const { settings, ports, actor, event } = await openPromotion(options);
  const branch = `refs/heads/${event.defaultBranch ?? 'main'}`;
  const { code, stdout } = await ports.git.exec(['rev-parse', '--verify', '--quiet', branch]);
  const commit = code === 0 ? stdout.toString().trim() : event.commit;
  const isDeployed = options.deploy;
  const done = await reconcileStages({ settings, commit, actor, url: undefined, isDeployed, event }, ports);
  if (options.json) printJson({ outcomes: done.outcomes.map(outcomeJson), refused: done.refused, wishes: done.wishes });
  else say(done);
  return Math.max(0, ...done.outcomes.map(statusOf), done.refused.length > 0 ? 1 : 0);
}

function say({ outcomes, refused, wishes }: Reconciled): void {
  for (const outcome of outcomes) {
    if (outcome.outcome === 'refused') process.stderr.write(`${renderRefused(outcome)}\n`);
    else print(outcome.outcome === 'proposed' ? renderProposed(outcome) : renderGiven(outcome));
  }
  for (const { wish, because } of refused) {
    process.stderr.write(`${printableLine(`deploy/${wish.stage}.yaml is not followed: ${because}`)}\n`);
  }
  if (outcomes.length + refused.length > 0) return;
  print(
    wishes === 0 ? 'No deploy/*.yaml wishes a version of this model.' : 'Every stage is as deploy/*.yaml wishes it.',
  );
}

function statusOf(outcome: StageOutcome): number {
  if (outcome.outcome === 'refused') return exitStatusOfRefusal(outcome.verdict);
  return outcome.outcome !== 'proposed' && outcome.followed.kind === 'failed' ? 1 : 0;
}
