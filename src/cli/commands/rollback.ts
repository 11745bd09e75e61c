// mlops rollback: a stage goes back to the version before, in one command.
import { drillRollback } from '../../pipeline/promotion/drill-rollback.ts';
import { giveBack } from '../../pipeline/promotion/give-back.ts';
import { followingFor } from '../../pipeline/promotion/stage-follower.ts';
import { parseReason } from '../../run/annotation.ts';
import { print, printJson } from '../print.ts';
import type { PromotionOptions } from '../promotion-commands.ts';
import { openPromotion } from '../promotion-ports.ts';
import { renderDrilled } from '../promotion-text.ts';
import { stageMeant } from '../stage-meant.ts';
import { printGiven } from './promote.ts';

export interface RollbackOptions extends PromotionOptions {
  /** A version; undefined: the one before. */
  readonly to: string | undefined;
  readonly drill: boolean;
}

export async function rollback(
  model: string | undefined,
  stage: string | undefined,
  options: RollbackOptions,
): Promise<number> {
  const { settings, ports, actor, event } = await openPromotion(options);
  const wanted = stageMeant('rollback', [model, stage], settings);
  const request = {
    settings,
    model: wanted.model,
    stage: wanted.stage,
    to: options.to ?? wanted.version,
    reason: parseReason(options.reason),
    force: options.force,
    isAutomatic: false,
    actor,
    url: undefined,
  };
  const following = followingFor({ settings, ...wanted, isDeployed: options.deploy, event }, ports);
  if (options.drill) {
    const drilled = await drillRollback(request, ports, following.follower.preflight);
    if (options.json) printJson(drilled);
    else print(renderDrilled(drilled));
    return drilled.outcome === 'passed' ? 0 : 1;
  }
  const given = await giveBack(request, following, ports);
  const { proposed } = given;
  if (proposed !== undefined) {
    ports.log.info(`the branch ${proposed.branch} brings deploy/${wanted.stage}.yaml in line: merge it`);
  }
  return printGiven(given, options.json);
}
