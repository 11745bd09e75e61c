// What two runs left to judge their difference by: their predictions, which are read here, and their repeats.
import { createHash, randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GatheredEvidence } from '../../comparison/choose-evidence.ts';
import { pairRepeats } from '../../comparison/pair-repeats.ts';
import { MlopsError } from '../../error.ts';
import { pairRescored, pairStored } from '../../predictions/pair-rows.ts';
import type { Predictions } from '../../predictions/predictions.ts';
import { unpackPredictions } from '../../predictions/stored.ts';
import type { RunRecord } from '../../run/record.ts';
import type { Ports } from '../ports.ts';

/** Larger artifacts of predictions are not brought here; larger ones are not made either. In bytes. */
const MAX_DOWNLOAD_BYTES = 192 * 1024 * 1024;

type EvidencePorts = Pick<Ports, 'history' | 'artifacts' | 'scratch' | 'log'>;

/** What a run predicts, as it was captured or as it left it. */
export interface OwnPredictions {
  readonly predictions?: Predictions | undefined;
  /** Why there are none. */
  readonly problem?: string | undefined;
}

/** Rows first: the champion scored by this training, else what the baseline kept. Nothing of it is an error. */
export async function gatherEvidence(
  candidate: RunRecord,
  own: OwnPredictions,
  baseline: RunRecord,
  ports: EvidencePorts,
): Promise<GatheredEvidence> {
  const repeats = pairRepeats({ candidate, baseline });
  if (own.predictions === undefined)
    return { ...repeats, ...(own.problem === undefined ? {} : { noRows: own.problem }) };
  const rescored = pairRescored(own.predictions);
  if (rescored !== undefined) return { ...repeats, rows: rescored };
  const kept = await readKept(baseline, ports);
  if ('reason' in kept) return { ...repeats, noRows: kept.reason };
  const paired = pairStored(kept.predictions, own.predictions);
  return 'reason' in paired ? { ...repeats, noRows: paired.reason } : { ...repeats, rows: paired.rows };
}

/** The same of two recorded runs, from what both of them kept. */
export async function gatherKeptEvidence(
  candidate: RunRecord,
  baseline: RunRecord,
  ports: EvidencePorts,
): Promise<GatheredEvidence> {
  if (candidate.predictions === undefined) return gatherEvidence(candidate, {}, baseline, ports);
  const kept = await readKept(candidate, ports);
  const own = 'reason' in kept ? { problem: kept.reason.replaceAll('the baseline', 'the run') } : kept;
  return gatherEvidence(candidate, own, baseline, ports);
}

/** The predictions in the files beside a record, for a run that another job has captured. */
export function predictionsIn(record: RunRecord, files: Readonly<Record<string, Buffer>>): OwnPredictions {
  const stored = record.predictions?.stored;
  const content = stored === undefined || stored.artifact !== undefined ? undefined : files[stored.file];
  if (stored === undefined || content === undefined) {
    return record.predictions === undefined ? {} : { problem: 'the predictions of this run are not beside its record' };
  }
  const predictions = verified(content, stored);
  return predictions === undefined ? { problem: 'the predictions of this run cannot be read' } : { predictions };
}

type Kept = { readonly predictions: Predictions } | { readonly reason: string };

async function readKept({ id, predictions }: RunRecord, ports: EvidencePorts): Promise<Kept> {
  if (predictions === undefined) return { reason: 'the baseline kept no predictions' };
  const { stored } = predictions;
  if (stored === undefined) return { reason: 'the predictions of the baseline were not kept' };
  let content: Buffer | undefined;
  try {
    content =
      stored.artifact === undefined ? await ports.history.readFile(id, stored.file) : await download(stored, ports);
  } catch (error) {
    const isOfTheSystem = (error as NodeJS.ErrnoException).syscall !== undefined;
    if (!(error instanceof MlopsError) && !isOfTheSystem) throw error;
    return { reason: `the predictions of the baseline cannot be had: ${(error as Error).message}` };
  }
  const read = content === undefined ? undefined : verified(content, stored);
  return read === undefined
    ? { reason: 'the predictions of the baseline are not those that its record names' }
    : { predictions: read };
}

type Stored = NonNullable<NonNullable<RunRecord['predictions']>['stored']>;

function verified(content: Buffer, { size, sha256 }: Stored): Predictions | undefined {
  const isNamed = content.length === size && createHash('sha256').update(content).digest('hex') === sha256;
  return isNamed ? unpackPredictions(content) : undefined;
}

async function download(
  { artifact, file, size }: Stored,
  { artifacts, scratch, log }: EvidencePorts,
): Promise<Buffer | undefined> {
  if (artifact === undefined || artifacts === undefined || size > MAX_DOWNLOAD_BYTES) {
    throw new MlopsError('not-found', 'they are in an artifact that cannot be read here', 'Train the baseline again.');
  }
  const folder = join(scratch, `predictions-${randomUUID()}`);
  try {
    log.info("reading the baseline's predictions");
    const paths = await artifacts.download({ id: artifact.id, digest: artifact.digest }, folder);
    return paths.includes(file) ? await readFile(join(folder, file)) : undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
