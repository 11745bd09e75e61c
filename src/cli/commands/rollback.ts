// mlops rollback: a stage goes back to the version before, in one command.
import { rollBack } from '../../pipeline/roll-back.ts';
import { parseReason } from '../../run/annotation.ts';
import { print, printJson } from '../print.ts';
import type { PromotionOptions } from '../promotion-commands.ts';
import { openPromotion } from '../promotion-ports.ts';
import { assignedJson, renderAssigned } from '../promotion-text.ts';
import { meant } from './promote.ts';

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
  const { settings, ports, actor } = await openPromotion(options);
  const wanted = meant(model, stage, settings.model);
  const rolled = await rollBack(
    {
      settings,
      model: wanted.model,
      stage: wanted.stage,
      to: options.to,
      reason: parseReason(options.reason),
      force: options.force,
      isAutomatic: false,
      actor,
      url: undefined,
    },
    ports,
  );
  if (options.json) printJson(assignedJson(rolled));
  else print(renderAssigned(rolled));
  return 0;
}
