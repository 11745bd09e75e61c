// Predictions of a run for the rows of its holdout: read, and kept in columns beside the record while they are small, so that
// a later run can be compared with this one row by row.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactFile } from '../artifacts/store.ts';
import type { Settings } from '../config/settings.ts';
import { addChampion } from '../predictions/add-champion.ts';
import type { ChosenColumns, Predictions } from '../predictions/predictions.ts';
import { readPredictions } from '../predictions/read-predictions.ts';
import { packPredictions, PREDICTIONS_FILE, sizeOfColumns } from '../predictions/stored.ts';
import type { CaptureNote, RunRecord } from '../run/record.ts';
import type { Redactor } from '../run/redact.ts';
import type { Discovered } from './discovery.ts';
import { USUAL_PREDICTIONS } from './usual-files.ts';
import type { WorkspaceFile } from './workspace-files.ts';

/** Packed, what is no larger stands beside the record: some fifty thousand rows. In bytes. */
const MAX_BESIDE_BYTES = 1024 * 1024;

/** Not packed, what is larger is not kept: some five million rows. In bytes. */
const MAX_KEPT_BYTES = 128 * 1024 * 1024;

export interface CapturedPredictions {
  /** As it stands in the record until the artifact is uploaded. */
  readonly entry?: NonNullable<RunRecord['predictions']>;
  readonly predictions?: Predictions;
  /** Why there are none although there is a file; plain text. */
  readonly problem?: string;
  /** What stands beside the record. */
  readonly content?: Buffer;
  /** What is too large for that, to be kept as an artifact. */
  readonly artifact?: ArtifactFile;
  readonly found: readonly string[];
  readonly warnings: readonly CaptureNote[];
}

export const NO_PREDICTIONS: CapturedPredictions = { found: [], warnings: [] };

/**
 * Reads the file of predictions that the run has written.
 * @param folder the capture folder
 * @param artifacts what stands in MLOPS_ARTIFACTS
 */
export async function capturePredictions(
  folder: string,
  { settings, discovered, artifacts }: CaptureFrom,
  redact: Redactor,
): Promise<CapturedPredictions> {
  const inArtifacts = artifacts.filter(({ path }) => USUAL_PREDICTIONS.includes(path));
  const [file, ...others] = [...discovered.predictions, ...(settings.file === undefined ? inArtifacts : [])];
  if (file === undefined) return NO_PREDICTIONS;
  const warn = (message: string): CaptureNote => ({ message, file: file.path });
  const ignored = others.map(({ path }) => warn(`predictions are read from this file alone, not from "${path}"`));
  // The name of a file, unless the champion's predictions are a column of the same one.
  const [champion] = discovered.champion;
  const named = champion === undefined ? settings : { ...settings, baseline: undefined };
  const read = await readPredictions(file.absolute, named, redact);
  const notes = [...ignored, ...read.notes.map(warn)];
  if (read.predictions === undefined || read.columns === undefined) {
    const problem = redact(`${file.path}: ${read.problem ?? 'it holds no predictions'}`);
    const message = `nothing is compared row by row: ${read.problem ?? ''}`;
    // A file that nobody has named may be for something else.
    if (settings.file === undefined) return { problem, found: [`${file.path}: ${message}`], warnings: notes };
    return { problem, found: [], warnings: [...notes, warn(message)] };
  }
  const added =
    champion === undefined
      ? { predictions: read.predictions, notes: [] }
      : await addChampion(read.predictions, champion, { named: settings, columns: read.columns }, redact);
  const { predictions } = added;
  const kept = settings.keep ? await keep(predictions, folder) : { notes: [] };
  const { content, artifact }: Kept = kept;
  const entry = {
    ...(content === undefined ? {} : { stored: { file: PREDICTIONS_FILE, ...digestOf(content) } }),
    rows: predictions.target.length,
    holdout: predictions.holdout,
    source: file.path,
    columns: columnsEntry(read.columns, champion?.path),
  };
  const rescored = predictions.baseline === undefined ? '' : ", with the champion's for the same rows";
  return {
    predictions,
    entry,
    ...(content === undefined ? {} : { content }),
    ...(artifact === undefined ? {} : { artifact }),
    found: [`${file.path}: ${predictions.target.length} predictions${rescored}`],
    warnings: [...notes, ...[...added.notes, ...kept.notes].map(warn)],
  };
}

interface CaptureFrom {
  readonly settings: Settings['predictions'];
  readonly discovered: Pick<Discovered, 'predictions' | 'champion'>;
  readonly artifacts: readonly WorkspaceFile[];
}

interface Kept {
  readonly content?: Buffer;
  readonly artifact?: ArtifactFile;
  readonly notes: readonly string[];
}

async function keep(predictions: Predictions, folder: string): Promise<Kept> {
  if (sizeOfColumns(predictions) > MAX_KEPT_BYTES) {
    const rows = predictions.target.length;
    return { notes: [`${rows} rows are too many to be kept: later runs are compared with a champion that they score`] };
  }
  const content = packPredictions(predictions);
  if (content.length <= MAX_BESIDE_BYTES) return { content, notes: [] };
  const from = join(folder, PREDICTIONS_FILE);
  await writeFile(from, content);
  return { artifact: { path: PREDICTIONS_FILE, from, ...digestOf(content) }, notes: [] };
}

function digestOf(content: Buffer): { readonly size: number; readonly sha256: string } {
  return { size: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

function columnsEntry(
  { slices, ...columns }: ChosenColumns,
  champion: string | undefined,
): NonNullable<RunRecord['predictions']>['columns'] {
  return {
    ...columns,
    ...(champion === undefined ? {} : { baseline: champion }),
    ...(slices.length === 0 ? {} : { slices: [...slices] }),
  };
}
