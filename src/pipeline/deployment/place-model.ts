// The model files of a version, where a deployment finds them. They stay there after the hook: a server that it started
// may read them later.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MlopsError } from '../../error.ts';
import { digestOfFile } from '../../file-digest.ts';
import type { RunRecord } from '../../run/record.ts';
import { environmentFolder, type DeployPorts } from './deploy-ports.ts';
import { downloadModel } from '../versions/download-model.ts';

export interface PlacedModel {
  /** Absolute. */
  readonly folder: string;
  /** Absolute paths of the model files, in the order of the record. */
  readonly files: readonly string[];
}

const PREFIX = 'model-';

/**
 * Brings the model files of a version here, every digest checked; those of an earlier deployment are used again.
 * @throws MlopsError `not-found` for a version whose files were not kept, and as `downloadModel` does
 */
export async function placeModel(
  record: RunRecord,
  { model, version, stage }: { readonly model: string; readonly version: string; readonly stage: string },
  ports: DeployPorts,
): Promise<PlacedModel> {
  if (record.model.files.length === 0) {
    throw new MlopsError(
      'not-found',
      `${model} ${version} has no model files that could be deployed`,
      'Name the files that are the model with `model-files`, train again and register that run.',
    );
  }
  const folder = join(environmentFolder(ports, model, stage), folderName(version));
  const files = record.model.files.map(({ path }) => join(folder, path));
  if (await isPlaced(record, files)) return { folder, files };
  await rm(folder, { recursive: true, force: true });
  await downloadModel(record, folder, ports);
  return { folder, files };
}

/** Removes the model files of other versions from the folder of a stage. */
export async function removeOtherModels(
  { model, stage }: { readonly model: string; readonly stage: string },
  versions: readonly (string | undefined)[],
  ports: DeployPorts,
): Promise<void> {
  const folder = environmentFolder(ports, model, stage);
  const kept = new Set(versions.map((version) => (version === undefined ? '' : folderName(version))));
  const names: readonly string[] = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (name.startsWith(PREFIX) && !kept.has(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function isPlaced({ model }: RunRecord, paths: readonly string[]): Promise<boolean> {
  for (const [index, { sha256 }] of model.files.entries()) {
    const found = await digestOfFile(paths[index] ?? '').catch(() => undefined);
    if (found?.sha256 !== sha256) return false;
  }
  return true;
}

function folderName(version: string): string {
  return `${PREFIX}${encodeURIComponent(version)}`;
}
