// The files of a run as a folder: from the artifact store, else from the release of its version. Whatever the source is,
// every file is compared with the record before anyone may use it.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactFile } from '../../artifacts/store.ts';
import { MlopsError } from '../../error.ts';
import { evidenceOf } from '../../registry/evidence.ts';
import type { FileEntry, RunRecord } from '../../run/record.ts';
import { digestOfFile } from '../../file-digest.ts';
import type { Ports } from '../ports.ts';
import { findReleasedFiles, writeReleasedFiles, type ReleaseReader } from './released-files.ts';

/** Where files may be: what a workflow run or this machine kept, and releases. */
interface ModelSource {
  readonly artifacts: Pick<NonNullable<Ports['artifacts']>, 'kind' | 'download'> | undefined;
  readonly forge: ReleaseReader;
}

type DownloadPorts = ModelSource & Pick<Ports, 'registry'>;

/** Another place to look, where the first does not have the files; or why there is none to look at, with what to do. */
export type Elsewhere = ModelSource | { readonly because: string };

export interface DownloadedModel {
  /** All model files of the record. */
  readonly model: readonly ArtifactFile[];
  /** Other artifacts of the run, as far as they were kept. */
  readonly artifacts: readonly ArtifactFile[];
}

/**
 * Writes the kept files of a run into a folder, which is removed again when one of them is not what was recorded.
 * @param folder an empty or absent folder
 * @throws MlopsError `not-found` when nothing has them, saying where they are; `artifact-mismatch`; `artifact-failed`
 */
export async function downloadModel(
  record: RunRecord,
  folder: string,
  ports: DownloadPorts,
  elsewhere?: Elsewhere,
): Promise<DownloadedModel> {
  const present = await readdir(folder).catch(() => []);
  if (present.length > 0) {
    throw new MlopsError(
      'artifact-failed',
      `${folder} is not empty`,
      'Name an empty folder, or one that is not there.',
    );
  }
  try {
    const paths = await fetchFiles(record, folder, ports, elsewhere);
    const model = await verify(record, record.model.files, folder, paths);
    const kept = record.artifacts.filter(({ path }) => paths.has(path));
    const artifacts = await verify(record, kept, folder, paths);
    const known = new Set([...model, ...artifacts].map(({ path }) => path));
    const foreign = [...paths].find((path) => !known.has(path));
    if (foreign !== undefined) throw mismatch(`${foreign} is no file of run ${record.id}`);
    return { model, artifacts };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The tag that registers the run, if any does. */
async function registeredTag(record: RunRecord, { registry }: Pick<Ports, 'registry'>): Promise<string | undefined> {
  const { artifacts } = await registry.read();
  const versions = artifacts.find(({ name }) => name === record.model.name)?.versions ?? [];
  const version = versions.find((each) => evidenceOf(each)?.run === record.id);
  return version?.registration?.tag;
}

/**
 * Brings the files here and gives their paths. A store that fails is no reason not to look further, but the one to give
 * when nothing else has them.
 */
async function fetchFiles(
  record: RunRecord,
  folder: string,
  ports: DownloadPorts,
  elsewhere: Elsewhere | undefined,
): Promise<ReadonlySet<string>> {
  const sources = [ports, ...(elsewhere === undefined || 'because' in elsewhere ? [] : [elsewhere])];
  const { artifact } = record.model;
  let failure: MlopsError | undefined;
  let tag: string | undefined;
  for (const { artifacts, forge } of sources) {
    try {
      if (artifact !== undefined && artifacts !== undefined)
        return new Set(await artifacts.download({ id: artifact.id, digest: artifact.digest }, folder));
    } catch (error) {
      if (!(error instanceof MlopsError) || error.code === 'artifact-mismatch') throw error;
      if (error.code !== 'not-found') failure ??= error;
      else if (artifacts?.kind === 'workflow') failure = ended(record);
    }
    tag ??= await registeredTag(record, ports);
    if (tag === undefined) continue;
    await mkdir(folder, { recursive: true });
    const files = await findReleasedFiles(record, tag, forge, folder);
    const lacking = files && record.model.files.find(({ path }) => files.missing.includes(path));
    if (files !== undefined && lacking === undefined) return writeReleasedFiles(files, tag, folder, forge);
    if (lacking !== undefined) failure = incomplete(tag, lacking.path);
  }
  throw (
    failure ?? notHere(record, tag, elsewhere !== undefined && 'because' in elsewhere ? elsewhere.because : undefined)
  );
}

async function verify(
  { id }: RunRecord,
  entries: readonly FileEntry[],
  folder: string,
  paths: ReadonlySet<string>,
): Promise<readonly ArtifactFile[]> {
  const files: ArtifactFile[] = [];
  for (const { path, size, sha256 } of entries) {
    if (!paths.has(path)) throw mismatch(`what was kept of run ${id} lacks ${path}`);
    const from = join(folder, path);
    const found = await digestOfFile(from);
    if (found.sha256 !== sha256) throw mismatch(`${path} is not what run ${id} recorded: its SHA-256 differs`);
    files.push({ path, from, size, sha256 });
  }
  return files;
}

function notHere({ id, model, artifacts }: RunRecord, tag: string | undefined, because?: string): MlopsError {
  const { artifact } = model;
  const missing = (message: string, hint: string): MlopsError => new MlopsError('not-found', message, hint);
  if (model.files.length + artifacts.length === 0) {
    return missing(
      `run ${id} has no files`,
      'Name the files that are the model with `model-files`, in mlops.yaml or as an input, and train again.',
    );
  }
  const released =
    tag === undefined || because === undefined ? '' : ` The release of ${tag} may have them too: ${because}.`;
  if (artifact === undefined) {
    return missing(
      `the model files of run ${id} were not kept`,
      'It was trained with `upload-model: false`, or its upload failed: see `mlops runs show`. Train again to have them.' +
        released,
    );
  }
  const { url, expires } = artifact;
  if (url === undefined) {
    return missing(
      `the model files of run ${id} are not on this machine; they were kept as ${artifact.id} on the machine that trained it`,
      `Download them there, or train again.${released}`,
    );
  }
  return missing(
    `the model files of run ${id} are not on this machine; they were kept at ${url}`,
    `Open that address to download them${expires === undefined ? '' : ` (until ${expires})`}.${released}`,
  );
}

function ended({ id, model }: RunRecord): MlopsError {
  const expires = model.artifact?.expires;
  return new MlopsError(
    'not-found',
    `the model files of run ${id} are gone: the workflow artifact with them was deleted` +
      `${expires === undefined ? '' : ` (it was kept until ${expires})`}, and no release has them`,
    'Train again, and register that run.',
  );
}

function incomplete(tag: string, path: string): MlopsError {
  return new MlopsError(
    'not-found',
    `the release ${tag} lacks ${path}`,
    `Where its workflow artifact is still there, \`mlops artifacts rescue ${tag}\` completes it; else train again.`,
  );
}

function mismatch(message: string): MlopsError {
  return new MlopsError(
    'artifact-mismatch',
    message,
    'Do not use these files: the store was changed, or it is not the one of this run. Train again, or take another copy.',
  );
}
