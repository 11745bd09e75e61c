// Model files, artifacts and large predictions of a run → the artifact store. A store that refuses costs a warning, never the record.
import type { ArtifactFile, StoredArtifact } from '../../artifacts/store.ts';
import { artifactName, predictionsArtifactName } from '../../artifacts/artifact-name.ts';
import { MlopsError } from '../../error.ts';
import type { ArtifactPlace, RunRecord } from '../../run/record.ts';
import type { Ports } from '../ports.ts';

export interface Uploaded {
  readonly record: RunRecord;
  readonly artifact: ArtifactPlace | undefined;
}

/** Uploads `files` and writes into the record where they lie; a failure stands in the record's capture warnings. */
export async function uploadModel(
  record: RunRecord,
  files: readonly ArtifactFile[],
  ports: Pick<Ports, 'artifacts' | 'log' | 'cancelled'>,
  options: { readonly retentionDays: number | undefined },
): Promise<Uploaded> {
  if (files.length === 0) return { record, artifact: undefined };
  if (ports.artifacts === undefined) {
    return withWarning(
      record,
      'the model was not kept: there is no artifact service here; set `upload-model: false` to silence this',
      ports,
    );
  }
  try {
    const uploading = ports.artifacts.upload(artifactName(record.model.name, record.id), files, options);
    const stored = await Promise.race([uploading, timeIsUp(record, ports)]);
    const artifact = placeOf(stored);
    ports.log.info(`kept ${files.length} file${files.length === 1 ? '' : 's'} as artifact ${stored.id}`);
    return { record: { ...record, model: { ...record.model, artifact } }, artifact };
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    return withWarning(record, `the model was not kept: ${error.message}. ${error.hint}`, ports);
  }
}

/**
 * Uploads predictions that are too large to stand beside the record, as an artifact of their own: a comparison must not bring
 * a model here to read them.
 */
export async function uploadPredictions(
  record: RunRecord,
  file: ArtifactFile,
  ports: Pick<Ports, 'artifacts' | 'log' | 'cancelled'>,
  options: { readonly retentionDays: number | undefined },
): Promise<RunRecord> {
  const { predictions } = record;
  if (predictions === undefined || ports.artifacts === undefined) return record;
  try {
    const name = predictionsArtifactName(record.model.name, record.id);
    const uploading = ports.artifacts.upload(name, [file], options);
    const artifact = placeOf(await Promise.race([uploading, timeIsUp(record, ports)]));
    ports.log.info(`kept the predictions as artifact ${artifact.id}`);
    const { path, size, sha256 } = file;
    return { ...record, predictions: { ...predictions, stored: { file: path, size, sha256, artifact } } };
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    return withWarning(record, `the predictions were not kept: ${error.message}. ${error.hint}`, ports).record;
  }
}

function placeOf({ id, url, digest, expires }: StoredArtifact): ArtifactPlace {
  return {
    id,
    ...(url === undefined ? {} : { url }),
    ...(digest === undefined ? {} : { digest }),
    ...(expires === undefined ? {} : { expires }),
  };
}

/** GitHub gives a cancelled job five minutes in all: more than these for its files could cost the record. */
const CANCELLED_MS = 3 * 60_000;

/** Rejects when the record must not wait for its files any longer. */
async function timeIsUp(
  { status }: RunRecord,
  { cancelled, artifacts }: Pick<Ports, 'cancelled' | 'artifacts'>,
): Promise<never> {
  const isShort = status === 'killed' && artifacts?.kind === 'workflow';
  const signals = [
    ...(cancelled === undefined ? [] : [cancelled]),
    ...(isShort ? [AbortSignal.timeout(CANCELLED_MS)] : []),
  ];
  const signal = AbortSignal.any(signals);
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  throw new MlopsError('artifact-failed', 'the job was cancelled', 'Run it again to keep its files.');
}

function withWarning(record: RunRecord, message: string, ports: Pick<Ports, 'log'>): Uploaded {
  ports.log.warn(message);
  const { found, warnings, ...rest } = record.capture;
  return {
    record: { ...record, capture: { ...rest, found, warnings: [...warnings, { message }] } },
    artifact: undefined,
  };
}
