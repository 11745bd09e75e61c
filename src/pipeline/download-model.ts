// The files of a run as a folder: from the artifact store, else from the release of its version where that is on this
// machine. Whatever the source is, every file is compared with the record before anyone may use it.
import { constants } from 'node:fs';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArtifactFile } from '../artifacts/store.ts';
import { MlopsError } from '../error.ts';
import { parseEvidence } from '../registry/evidence.ts';
import type { FileEntry, RunRecord } from '../run/record.ts';
import { digestOfFile } from '../file-digest.ts';
import { isInside } from '../workspace-path.ts';
import type { Ports } from './ports.ts';

type DownloadPorts = Pick<Ports, 'artifacts' | 'forge' | 'registry'>;

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
export async function downloadModel(record: RunRecord, folder: string, ports: DownloadPorts): Promise<DownloadedModel> {
  const paths = await fetchFiles(record, folder, ports);
  try {
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

/** Brings the files here and gives their paths. */
async function fetchFiles(record: RunRecord, folder: string, ports: DownloadPorts): Promise<ReadonlySet<string>> {
  const { artifact } = record.model;
  const { artifacts } = ports;
  if (artifact !== undefined && artifacts !== undefined) {
    try {
      return new Set(await artifacts.download({ id: artifact.id, digest: artifact.digest }, folder));
    } catch (error) {
      if (!(error instanceof MlopsError) || error.code !== 'not-found') throw error;
    }
  }
  const tag = await registeredTag(record, ports);
  const fromRelease = tag === undefined ? undefined : await copyRelease(record, tag, folder, ports);
  if (fromRelease === undefined) throw notHere(record, tag);
  return fromRelease;
}

/** Copies the model files out of a release of this machine, found by their digests: assets have names of their own. */
async function copyRelease(
  record: RunRecord,
  tag: string,
  folder: string,
  { forge }: DownloadPorts,
): Promise<ReadonlySet<string> | undefined> {
  const assets = await forge.findAssets?.(tag);
  if (assets === undefined) return undefined;
  const copied = new Set<string>();
  try {
    for (const { path, size, sha256 } of record.model.files) {
      const target = join(folder, path);
      if (!isInside(folder, target)) throw mismatch(`${JSON.stringify(path)} leaves its folder`);
      const asset = assets.find((each) => each.sha256 === sha256);
      await mkdir(dirname(target), { recursive: true });
      // An empty file is no asset of a release; the record tells of it.
      if (size === 0) await writeFile(target, '', { flag: 'wx' });
      else if (asset === undefined) continue;
      else await copyFile(asset.path, target, constants.COPYFILE_FICLONE);
      copied.add(path);
    }
    return copied;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw mismatch(`a file of the release ${tag} is gone`);
    throw error;
  }
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

/** The tag that registers the run, if any does. */
async function registeredTag(record: RunRecord, { registry }: DownloadPorts): Promise<string | undefined> {
  const { artifacts } = await registry.read();
  const versions = artifacts.find(({ name }) => name === record.model.name)?.versions ?? [];
  const version = versions.find(({ registration }) => parseEvidence(registration?.message ?? '')?.run === record.id);
  return version?.registration?.tag;
}

function notHere({ id, model, artifacts }: RunRecord, tag: string | undefined): MlopsError {
  const { artifact } = model;
  if (model.files.length + artifacts.length === 0) {
    return new MlopsError(
      'not-found',
      `run ${id} has no files`,
      'Name the files that are the model with `model-files`, in mlops.yaml or as an input, and train again.',
    );
  }
  if (artifact === undefined) {
    return new MlopsError(
      'not-found',
      `the model files of run ${id} were not kept`,
      'It was trained with `upload-model: false`, or its upload failed: see `mlops runs show`. Train again to have them.',
    );
  }
  const where = artifact.url === undefined ? `as ${artifact.id} on the machine that trained it` : artifact.url;
  const released = tag === undefined ? '' : ` A release on GitHub has them too: gh release download '${tag}'.`;
  return new MlopsError(
    'not-found',
    `the model files of run ${id} are not on this machine; they were kept ${artifact.url === undefined ? where : `at ${where}`}`,
    artifact.url === undefined
      ? `Download them there, or train again.${released}`
      : `Open that address to download them${artifact.expires === undefined ? '' : ` (until ${artifact.expires})`}.${released}`,
  );
}

function mismatch(message: string): MlopsError {
  return new MlopsError(
    'artifact-mismatch',
    message,
    'Do not use these files: the store was changed, or it is not the one of this run. Train again, or take another copy.',
  );
}
