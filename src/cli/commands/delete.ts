// mlops runs delete, mlops runs restore: runs that do not count any more, and their return.
import { deleteRuns, restoreRuns, type TurnedRuns } from '../../pipeline/history/delete-runs.ts';
import { readTags } from '../../registry/read-registry.ts';
import { registryState } from '../../registry/state.ts';
import { findRuns } from '../../tracking/find.ts';
import { openEventWriter } from '../event-writer.ts';
import type { HistoryOptions } from '../local-history.ts';
import { print, printJson } from '../print.ts';

export interface RestoreOptions extends HistoryOptions {
  readonly reason: string | undefined;
}

export interface DeleteOptions extends RestoreOptions {
  /** Also runs that are model versions. */
  readonly force: boolean;
}

/** @param ids whole or shortened: a branch that has got a newer run meanwhile deletes nothing by mistake */
export async function deleteByIds(ids: readonly string[], options: DeleteOptions): Promise<number> {
  const { workspace, writer } = await openEventWriter(options);
  const lines = await findRuns(writer.history, ids, { withDeleted: true });
  const registry = registryState((await readTags(workspace.git)).tags);
  const turned = await deleteRuns(lines, { reason: options.reason, force: options.force, registry }, writer);
  if (options.json) printJson(jsonOf('deleted', turned));
  else say(turned, 'deleted', '; `mlops runs restore` brings back what was deleted');
  return 0;
}

export async function restoreByIds(ids: readonly string[], options: RestoreOptions): Promise<number> {
  const { writer } = await openEventWriter(options);
  const lines = await findRuns(writer.history, ids, { withDeleted: true });
  const turned = await restoreRuns(lines, options.reason, writer);
  if (options.json) printJson(jsonOf('restored', turned));
  else say(turned, 'restored', '');
  return 0;
}

function jsonOf(word: 'deleted' | 'restored', { changed, unchanged, commit }: TurnedRuns): object {
  return { [word]: changed, unchanged, tracking_commit: commit };
}

function say({ changed, unchanged }: TurnedRuns, word: 'deleted' | 'restored', more: string): void {
  const before = word === 'deleted' ? 'was deleted before' : 'is not deleted';
  const lines = [...changed.map((id) => `run ${id}: ${word}${more}`), ...unchanged.map((id) => `run ${id}: ${before}`)];
  print(lines.join('\n'));
}
