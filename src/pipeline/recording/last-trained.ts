// What a branch was last trained on.
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import type { Log } from '../../log.ts';
import { legOf } from '../../run/leg.ts';
import type { TrackingHistory } from '../../tracking/history.ts';
import { indexName } from '../../tracking/line.ts';

/**
 * The commit of the newest finished run of the event's branch, experiment and leg, of what is committed there and nothing
 * else; undefined when there is none, or the history cannot be read: whoever reports the run will say why.
 */
export async function findLastTrained(
  { settings, event }: { readonly settings: Pick<Settings, 'experiment'>; readonly event: ForgeEvent },
  { history, log }: { readonly history: Pick<TrackingHistory, 'lines'>; readonly log: Log },
): Promise<string | undefined> {
  if (event.branch === undefined) return undefined;
  const [experiment, branch] = [indexName(settings.experiment), indexName(event.branch)];
  const leg = event.matrix === undefined ? undefined : legOf({ trigger: { event: event.name, matrix: event.matrix } });
  try {
    const [line] = await history.lines({
      enough: 1,
      matches: (each) =>
        each.status === 'finished' &&
        each.branch === branch &&
        each.experiment === experiment &&
        (leg === undefined || each.leg === leg) &&
        !each.dirty &&
        !each.overridden &&
        each.fork !== true,
    });
    return line?.commit;
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.debug(`what was trained last is not known: ${error.message}`);
    return undefined;
  }
}
