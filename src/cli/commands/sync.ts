// mlops sync: the local and the remote tracking branch become one, both ways; the registry's tags come along.
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { MlopsError } from '../../error.ts';
import { fullRef } from '../../tracking/layout.ts';
import { syncHistories, type Synced } from '../../tracking/sync.ts';
import { localHistory, trackingBranchOf, type HistoryOptions } from '../local-history.ts';
import { counted, print, printJson, terminalLog } from '../print.ts';
import { fetchRegistryTags } from '../registry-tags.ts';
import { recordLeftRuns } from '../left-runs.ts';
import { replaySpool, spoolFolder } from '../spool.ts';
import { localLocation, openWorkspace } from '../workspace.ts';

export interface SyncOptions extends HistoryOptions {
  /** A folder with records of runs, such as downloaded artifacts; replayed beside those that wait here. */
  readonly spool?: string | undefined;
}

/** It writes, here and on origin, so a broken mlops.yaml stops it: the branch could be the wrong one. */
export async function sync(options: SyncOptions): Promise<number> {
  const workspace = await openWorkspace(options.repo);
  const trackingBranch = await trackingBranchOf(options, workspace);
  const log = terminalLog(options.json);
  const history = localHistory(workspace, trackingBranch, log);
  const own = await replaySpool(spoolFolder(workspace.stateFolder), history, log, { drop: true });
  const given =
    options.spool === undefined
      ? { replayed: 0, waiting: 0 }
      : await replaySpool(await existingFolder(options.spool), history, log, { drop: false });
  const recovered = await recordLeftRuns(workspace, log);
  const spool = { replayed: own.replayed + given.replayed, waiting: own.waiting + given.waiting, recovered };
  if (workspace.remoteUrl === undefined) {
    if (options.json) printJson({ ...spool, remote: false });
    else print(`${waitingWords(spool)}; there is no remote called origin to unite with`);
    return 0;
  }
  const united = await syncHistories({
    local: localLocation(workspace),
    remote: { url: workspace.remoteUrl, config: {} },
    ref: fullRef(trackingBranch),
    scratchParent: tmpdir(),
    clock: () => new Date(),
    random: Math.random,
    log,
  });
  const tags = await fetchRegistryTags(workspace.git, log);
  if (options.json) printJson({ ...united, ...spool, remote: true, tags });
  else print(summaryOf(united, spool, tags, trackingBranch));
  return 0;
}

async function existingFolder(path: string): Promise<string> {
  const folder = resolve(path);
  const facts = await stat(folder).catch(() => undefined);
  if (facts?.isDirectory() === true) return folder;
  throw new MlopsError('usage', `there is no folder ${folder}`, 'Give the folder that holds the records with --spool.');
}

interface Recorded {
  readonly replayed: number;
  /** Runs of commands that were killed. */
  readonly recovered: number;
}

function summaryOf({ pulled, pushed, folded, commit }: Synced, spool: Recorded, tags: number, branch: string): string {
  const fetched = tags === 0 ? '' : `, fetched ${counted(tags, 'registry tag')}`;
  const inbox = folded === 0 ? '' : `, ${counted(folded, 'write')} taken in from the inbox`;
  const waiting = spool.replayed + spool.recovered === 0 ? '' : `, ${waitingWords(spool)}`;
  return (
    `pulled ${pulled} and pushed ${pushed} runs and late events${waiting}${inbox}${fetched}; ` +
    `${branch} is at ${commit?.slice(0, 7) ?? 'nothing yet'}`
  );
}

function waitingWords({ replayed, recovered }: Recorded): string {
  const left = recovered === 0 ? '' : `, ${counted(recovered, 'run')} of killed commands recorded`;
  return `${replayed === 0 ? 'no record waited' : `${counted(replayed, 'waiting record')} written`}${left}`;
}
