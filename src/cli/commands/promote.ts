// mlops promote: a version gets a stage, if the evidence allows.
import { assignStage, type Given } from '../../pipeline/promotion/assign-stage.ts';
import { exitStatusOfRefusal } from '../../pipeline/settle.ts';
import { followingFor } from '../../pipeline/promotion/stage-follower.ts';
import { parseReason } from '../../run/annotation.ts';
import { print, printJson } from '../print.ts';
import type { PromotionOptions } from '../promotion-commands.ts';
import { reconcile } from './reconcile.ts';
import { openPromotion } from '../promotion-ports.ts';
import { stageMeant } from '../stage-meant.ts';
import { givenJson, outcomeJson, renderGiven, renderProposed, renderRefused } from '../promotion-text.ts';

/**
 * @param model with `@version`, or the stage where it stands alone and the configured model is meant
 * @param stage the stage to assign
 */
export async function promote(
  model: string | undefined,
  stage: string | undefined,
  options: PromotionOptions,
): Promise<number> {
  if (model === undefined && stage === undefined) return reconcile(options);
  const { settings, ports, actor, event } = await openPromotion(options);
  const wanted = stageMeant('promote', [model, stage], settings);
  const request = {
    settings,
    ...wanted,
    reason: parseReason(options.reason),
    force: options.force,
    isAutomatic: false,
    isApproved: false,
    actor,
    url: undefined,
  };
  const following = followingFor({ settings, ...wanted, isDeployed: options.deploy, event }, ports);
  const outcome = await assignStage(request, following, ports);
  if (outcome.outcome === 'refused') {
    if (options.json) printJson(outcomeJson(outcome));
    else process.stderr.write(`${renderRefused(outcome)}\n`);
    return exitStatusOfRefusal(outcome.verdict);
  }
  if (outcome.outcome === 'proposed') {
    if (options.json) printJson(outcomeJson(outcome));
    else print(renderProposed(outcome));
    return 0;
  }
  return printGiven(outcome, options.json);
}

/** Says what came of a stage that was given; 1 where its deployment failed. */
export function printGiven(given: Given, json: boolean): number {
  if (json) printJson(givenJson(given));
  else print(renderGiven(given));
  return given.followed.kind === 'failed' ? 1 : 0;
}
