// mlops artifacts: the model files of a run or a version, every digest checked.
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MlopsError } from '../../error.ts';
import { downloadModel } from '../../pipeline/versions/download-model.ts';
import type { RunRecord } from '../../run/record.ts';
import { gitHubSource } from '../github-source.ts';
import { readableTrackingBranch, type HistoryOptions } from '../local-history.ts';
import { localPorts } from '../local-ports.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { printableLine } from '../printable.ts';
import { findReferencedRun, warnIfDeleted } from '../reference.ts';
import { openWorkspace } from '../workspace.ts';

export interface DownloadOptions extends HistoryOptions {
  /** Folder to write to, empty or absent; named after the model and the run when undefined. */
  readonly output: string | undefined;
}

export async function downloadArtifacts(reference: string, options: DownloadOptions): Promise<number> {
  const workspace = await openWorkspace(options.repo);
  const log = terminalLog(options.json);
  const trackingBranch = await readableTrackingBranch(options, workspace, log);
  const ports = await localPorts(workspace, { trackingBranch, pushTags: false, log });
  const line = await findReferencedRun(reference, ports.history, workspace.git);
  warnIfDeleted(line, log);
  const [record] = await ports.history.read([line]);
  if (record === undefined) return 1;
  const folder = resolve(options.output ?? folderName(record));
  await requireEmpty(folder);
  const { model, artifacts } = await downloadModel(record, folder, ports, await gitHubSource(workspace, log));
  const paths = [...model, ...artifacts].map(({ path }) => path).toSorted();
  if (options.json) printJson({ run: record.id, folder, files: paths });
  else print(paths.map((path) => printableLine(join(folder, path))).join('\n'));
  return 0;
}

/** A model's name may have slashes, and a folder must not. */
function folderName({ id, model }: RunRecord): string {
  return `${model.name.replaceAll(/[^\w.-]+/g, '-').replace(/^\.+/, '')}-${id.slice(0, 12)}`;
}

async function requireEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  if (entries.length === 0) return;
  throw new MlopsError('usage', `${folder} is not empty`, 'Name an empty or new folder with --output.');
}
