// mlops deployments: what is live where, since when and by whom; from the tracking branch, without any network.
import { suggestion } from '../../config/nearest.ts';
import { partsOf } from '../../deployment/live.ts';
import { MlopsError } from '../../error.ts';
import { readDeployments } from '../../pipeline/deployment/read-deployments.ts';
import { readTags } from '../../registry/read-registry.ts';
import { registryState } from '../../registry/state.ts';
import { liveRows, renderDeployments, renderLive } from '../deployment-text.ts';
import { openLocalHistory, type HistoryOptions } from '../local-history.ts';
import { print, printJson, terminalLog } from '../print.ts';

const NOTHING =
  'Nothing was deployed yet: `mlops deploy` brings the version of a stage live, `mlops sync` fetches what origin knows.\n';

export interface DeploymentsOptions extends HistoryOptions {
  /** All that happened, rather than what is live. */
  readonly all: boolean;
}

/** @param model all when left out */
export async function deployments(model: string | undefined, options: DeploymentsOptions): Promise<number> {
  const { workspace, history } = await openLocalHistory(options, terminalLog(options.json));
  const every = await readDeployments(history);
  const events = every.filter(({ environment }) => model === undefined || partsOf(environment).model === model);
  if (model !== undefined && events.length === 0 && every.length > 0) {
    const known = [...new Set(every.map(({ environment }) => partsOf(environment).model))].toSorted();
    throw new MlopsError(
      'not-found',
      `no version of a model "${model}" was ever deployed, ${suggestion(model, known)}`,
      '`mlops deployments` shows all; `mlops sync` fetches what origin knows.',
    );
  }
  if (options.all) {
    const newestFirst = events.toSorted((a, b) => (a.id < b.id ? 1 : -1));
    if (options.json) printJson(newestFirst);
    else if (newestFirst.length === 0) process.stderr.write(NOTHING);
    else print(renderDeployments(newestFirst));
    return 0;
  }
  const rows = liveRows(events, registryState((await readTags(workspace.git)).tags));
  if (options.json) printJson(rows);
  else if (rows.length === 0) process.stderr.write(NOTHING);
  else print(renderLive(rows));
  return 0;
}
