// mlops artifacts: the model files of a run or a version, every digest checked.
import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MlopsError } from '../../error.ts';
import { resolveRun } from '../../pipeline/resolve-run.ts';
import { sha256OfFile } from '../../training/hash.ts';
import { localPorts } from '../local-ports.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { openWorkspace } from '../workspace.ts';

export interface DownloadOptions {
  readonly repo: string;
  readonly json: boolean;
  readonly trackingBranch: string;
  /** Folder to write to; must be empty or absent. */
  readonly output: string | undefined;
}

export async function downloadArtifacts(reference: string, options: DownloadOptions): Promise<number> {
  const workspace = await openWorkspace(options.repo);
  const ports = await localPorts(workspace, {
    trackingBranch: options.trackingBranch,
    pushTags: false,
    log: terminalLog(options.json),
  });
  const [record] = await ports.history.read([await resolveRun(reference, ports.history, workspace.git)]);
  const artifact = record?.model.artifact;
  if (record === undefined || artifact === undefined || ports.artifacts === undefined) {
    throw new MlopsError(
      'not-found',
      `run ${record?.id ?? reference} has no artifact`,
      'It was trained with `upload-model: false`, or its upload failed: see `mlops runs show`.',
    );
  }
  const folder = resolve(options.output ?? record.id);
  await requireEmpty(folder);
  const paths = await ports.artifacts.download({ id: artifact.id, digest: artifact.digest }, folder);
  try {
    for (const file of [...record.model.files, ...record.artifacts]) {
      if (!paths.includes(file.path)) continue;
      const { sha256 } = await sha256OfFile(join(folder, file.path));
      if (sha256 !== file.sha256) {
        throw new MlopsError(
          'artifact-mismatch',
          `${file.path} is not what run ${record.id} recorded`,
          'The store was changed; do not use this file.',
        );
      }
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  if (options.json) printJson({ run: record.id, folder, files: paths });
  else print(paths.map((path) => join(folder, path)).join('\n'));
  return 0;
}

async function requireEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  if (entries.length === 0) return;
  throw new MlopsError('usage', `${folder} is not empty`, 'Name an empty or new folder with --output.');
}
