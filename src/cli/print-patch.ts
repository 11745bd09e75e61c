// The uncommitted changes that a run was trained with, as `git apply` takes them.
import { MlopsError } from '../error.ts';
import { formatBytes } from '../report/number-format.ts';
import { PATCH_FILE } from '../run/named-files.ts';
import type { RunRecord } from '../run/record.ts';
import type { TrackingHistory } from '../tracking/history.ts';
import { printable } from './printable.ts';

/**
 * Writes them to stdout: byte for byte, or made harmless on a terminal.
 * @throws MlopsError `not-found` where there are none, or they were too large to be kept
 */
export async function printPatch({ id, source: { patch } }: RunRecord, history: TrackingHistory): Promise<void> {
  const content = patch?.kept === true ? await history.readFile(id, PATCH_FILE) : undefined;
  if (content === undefined) throw noPatch(id, patch);
  process.stdout.write(process.stdout.isTTY ? printable(content.toString()) : content);
}

function noPatch(id: string, patch: RunRecord['source']['patch']): MlopsError {
  if (patch === undefined) {
    return new MlopsError(
      'not-found',
      `run ${id} was trained without uncommitted changes`,
      'Its commit says all: `mlops runs show` names it.',
    );
  }
  return new MlopsError(
    'not-found',
    `the uncommitted changes of run ${id} are not kept: they have ${formatBytes(patch.size)}`,
    'Up to 1 MiB is kept; commit the changes before training.',
  );
}
