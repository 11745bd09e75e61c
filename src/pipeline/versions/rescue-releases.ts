// A version whose release never became complete, as after a crash or on the wrong day of the forge: its files are taken from
// where they still are, before a workflow artifact ends, and released as when it was registered.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import { evidenceOf } from '../../registry/evidence.ts';
import type { ModelVersion, RegistryState } from '../../registry/state.ts';
import { findVersion } from '../../registry/state.ts';
import type { RunRecord } from '../../run/record.ts';
import { findRun } from '../../tracking/find.ts';
import { downloadModel, type Elsewhere } from './download-model.ts';
import type { Ports } from '../ports.ts';
import { releaseVersion } from './register-run.ts';
import { findReleasedFiles } from './released-files.ts';

/**
 * - `complete`: the release had everything
 * - `rescued`: it has everything now
 * - `failed`: it has not, and `because` says why
 * - `skipped`: there is nothing that could be released
 */
type RescueOutcome = 'complete' | 'rescued' | 'failed' | 'skipped';

export interface RescuedVersion {
  readonly tag: string;
  readonly run: string | undefined;
  readonly outcome: RescueOutcome;
  readonly releaseUrl: string | undefined;
  readonly because: string | undefined;
  /** What to do. */
  readonly hint: string | undefined;
}

export interface RegisteredTag {
  readonly model: string;
  readonly version: ModelVersion;
  readonly tag: string;
}

/**
 * The versions that a reference means, the newest first: one, those of a model, or with none all that are active. A model
 * that was deprecated is left out unless it is named.
 * @throws MlopsError `not-found`
 */
export function versionsToRescue(
  { artifacts }: RegistryState,
  reference: string | undefined,
): readonly RegisteredTag[] {
  const named = reference === undefined ? undefined : findVersion({ artifacts }, reference);
  const model = named === undefined ? reference : reference?.slice(0, reference.lastIndexOf('@'));
  const found = artifacts
    .filter(({ name, isActive }) => (model === undefined ? isActive : name === model))
    .flatMap(({ name, versions }) => versions.map((version) => ({ model: name, version })))
    .filter(({ version }) => named === undefined || version === named)
    .flatMap(({ model, version }) => {
      const tag = version.isActive ? version.registration?.tag : undefined;
      return tag === undefined ? [] : [{ model, version, tag }];
    });
  if (reference === undefined || found.length > 0) return found;
  throw new MlopsError(
    'not-found',
    `${JSON.stringify(reference.slice(0, 80))} is no active version and no model with one`,
    'Name `model@v1.2.3`, `model@stage` or a model; `mlops registry` lists them.',
  );
}

type RescuePorts = Pick<Ports, 'artifacts' | 'forge' | 'registry' | 'history' | 'scratch' | 'log'> & {
  readonly settings: Pick<Settings, 'card' | 'model'>;
};

/**
 * Completes the release of a version on the forge of `ports`, where it is not complete.
 * @param elsewhere where else files may be
 */
export async function rescueVersion(
  { model, version, tag }: RegisteredTag,
  ports: RescuePorts,
  elsewhere: Elsewhere | undefined,
): Promise<RescuedVersion> {
  const run = evidenceOf(version)?.run;
  const result = (outcome: RescueOutcome, more: Partial<RescuedVersion> = {}): RescuedVersion => {
    return { tag, run, outcome, releaseUrl: undefined, because: undefined, hint: undefined, ...more };
  };
  if (run === undefined) {
    return result('skipped', { because: 'its tag names no run', hint: 'Another program registered it.' });
  }
  const folder = await mkdtemp(join(ports.scratch, 'rescue-'));
  try {
    const [record] = await ports.history.read([await findRun(ports.history, run)]);
    if (record === undefined || record.model.files.length === 0) {
      return result('skipped', { because: 'its run has no model files' });
    }
    const lacking = await lackingFiles(record, tag, ports, folder);
    if (lacking.what === undefined) return result('complete', { releaseUrl: lacking.url });
    ports.log.info(`${tag}: ${lacking.what}`);
    const { model: files } = await downloadModel(record, join(folder, 'files'), ports, elsewhere);
    const { releaseUrl, releaseFailure } = await releaseVersion(
      record,
      { model, version: version.version, tag },
      files,
      ports,
    );
    if (releaseFailure !== undefined) throw releaseFailure;
    return result('rescued', { releaseUrl });
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    return result('failed', { because: error.message, hint: error.hint });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a release lacks, in words; nothing of one that is complete, which then has an address. */
async function lackingFiles(
  record: RunRecord,
  tag: string,
  { forge }: RescuePorts,
  folder: string,
): Promise<{ readonly what: string | undefined; readonly url?: string }> {
  const released = await findReleasedFiles(record, tag, forge, folder);
  if (released === undefined) return { what: 'there is no published release' };
  const { missing, url } = released;
  return { what: missing.length === 0 ? undefined : `its release lacks ${missing.slice(0, 3).join(', ')}`, url };
}
