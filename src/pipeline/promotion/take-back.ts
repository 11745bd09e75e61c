// A version came back because the one after it failed where it serves: the stage goes back with it.
import type { Ports } from '../ports.ts';
import type { Assigned } from './promote-version.ts';
import { rollBack } from './roll-back.ts';

/**
 * @returns undefined where somebody gave the stage to another version meanwhile, whose own deployment follows
 * @throws MlopsError as `rollBack`
 */
export async function takeBack(
  stage: {
    readonly model: string;
    readonly stage: string;
    readonly failed: string;
    readonly restored: string;
    /** Why it failed, in words. */
    readonly failure: string;
    readonly actor: string | undefined;
    readonly url: string | undefined;
  },
  ports: Ports,
): Promise<Assigned | undefined> {
  const { model, failed, restored, failure, actor, url } = stage;
  const assigned = await rollBack(
    {
      // It was the configuration that deployed there.
      settings: { model, configFile: undefined, stages: undefined, deploy: undefined },
      model,
      stage: stage.stage,
      from: failed,
      to: restored,
      reason: `the deployment of ${failed} failed: ${failure}`,
      // What was live and well a moment ago may come back, whatever was said of it before.
      force: true,
      isAutomatic: true,
      actor,
      url,
    },
    ports,
  );
  const { version } = assigned.promotion;
  if (version === restored) return assigned;
  ports.log.warn(`${stage.stage} of ${model} was given to ${version} meanwhile, and is left to it`);
  return undefined;
}
