// mlops sync: the local and the remote tracking branch become one, both ways.
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MlopsError } from '../../error.ts';
import { parseRun } from '../../run/parse.ts';
import { fullRef } from '../../tracking/layout.ts';
import { syncHistories } from '../../tracking/sync.ts';
import { localHistory } from '../local-ports.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { localLocation, openWorkspace, type Workspace } from '../workspace.ts';

export interface SyncOptions {
  readonly repo: string;
  readonly json: boolean;
  readonly trackingBranch: string;
}

export async function sync({ repo, json, trackingBranch }: SyncOptions): Promise<number> {
  const workspace = await openWorkspace(repo);
  const replayed = await replaySpool(workspace, trackingBranch);
  if (workspace.remoteUrl === undefined) {
    throw new MlopsError(
      'usage',
      'this repository has no remote called origin',
      'Add one with `git remote add origin URL`; local runs work without.',
    );
  }
  const united = await syncHistories({
    local: localLocation(workspace),
    remote: { url: workspace.remoteUrl, config: {} },
    ref: fullRef(trackingBranch),
    scratchParent: tmpdir(),
    clock: () => new Date(),
    random: Math.random,
    log: terminalLog(false),
  });
  if (json) printJson({ ...united, replayed });
  else
    print(
      `replayed ${replayed}, pulled ${united.pulled}, pushed ${united.pushed}; ${trackingBranch} is at ${united.commit?.slice(0, 7) ?? 'nothing yet'}`,
    );
  return 0;
}

/** Records that could not be written when they were made go to the local branch now. Gives their number. */
async function replaySpool(workspace: Workspace, trackingBranch: string): Promise<number> {
  const spool = join(workspace.stateFolder, 'spool');
  const names = (await readdir(spool).catch(() => [])).filter((name) => name.endsWith('.json'));
  if (names.length === 0) return 0;
  const files = names.map((name) => join(spool, name));
  const bundles = await Promise.all(
    files.map(async (file) => ({ record: parseRun(await readFile(file, 'utf8'), file), files: {} })),
  );
  await localHistory(workspace, trackingBranch, terminalLog(false)).append(bundles);
  await Promise.all(files.map((file) => rm(file)));
  return files.length;
}
