// mlops sync: the local and the remote tracking branch become one, both ways; the registry's tags come along.
import { tmpdir } from 'node:os';
import { fullRef } from '../../tracking/layout.ts';
import { syncHistories, type Synced } from '../../tracking/sync.ts';
import { localHistory, trackingBranchOf, type HistoryOptions } from '../local-history.ts';
import { counted, print, printJson, terminalLog } from '../print.ts';
import { fetchRegistryTags } from '../registry-tags.ts';
import { replaySpool } from '../spool.ts';
import { localLocation, openWorkspace } from '../workspace.ts';

/** It writes, here and on origin, so a broken mlops.yaml stops it: the branch could be the wrong one. */
export async function sync(options: HistoryOptions): Promise<number> {
  const workspace = await openWorkspace(options.repo);
  const trackingBranch = await trackingBranchOf(options, workspace);
  const log = terminalLog(options.json);
  const spool = await replaySpool(workspace.stateFolder, localHistory(workspace, trackingBranch, log), log);
  if (workspace.remoteUrl === undefined) {
    if (options.json) printJson({ ...spool, remote: false });
    else print(`replayed ${spool.replayed}; there is no remote called origin to unite with`);
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
  else print(summaryOf(united, spool.replayed, tags, trackingBranch));
  return 0;
}

function summaryOf({ pulled, pushed, folded, commit }: Synced, replayed: number, tags: number, branch: string): string {
  const fetched = tags === 0 ? '' : `, fetched ${counted(tags, 'registry tag')}`;
  const inbox = folded === 0 ? '' : `, folded ${folded}`;
  return `replayed ${replayed}${inbox}, pulled ${pulled}, pushed ${pushed}${fetched}; ${branch} is at ${commit?.slice(0, 7) ?? 'nothing yet'}`;
}
