// The files beside a record that the record itself names, each with its digest: what stands there and is not named is no
// part of the run. Pure.
import type { RunRecord } from './record.ts';

/** Name of the file with the uncommitted changes that a run was trained with. */
export const PATCH_FILE = 'changes.patch';

export interface NamedFile {
  /** Its name beside the record, without the run's id. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** The files that belong to a run: its full series, its predictions where they are small, its patch where one was kept. */
export function namedFilesOf({ series, predictions, source: { patch } }: RunRecord): readonly NamedFile[] {
  const stored = predictions?.stored;
  return [
    ...(series === undefined ? [] : [{ name: series.file, size: series.size, sha256: series.sha256 }]),
    ...(stored === undefined || stored.artifact !== undefined
      ? []
      : [{ name: stored.file, size: stored.size, sha256: stored.sha256 }]),
    ...(patch?.kept === true ? [{ name: PATCH_FILE, size: patch.size, sha256: patch.sha256 }] : []),
  ];
}
