// Model files and other artifacts: those of the workspace, and what the training put into MLOPS_ARTIFACTS, whose
// `model/` is the model.
import { lstat, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactFile } from '../artifacts/store.ts';
import type { CaptureNote } from '../run/record.ts';
import type { Redactor } from '../run/redact.ts';
import type { SmallArtifact } from './formats/metric-values.ts';
import { digestOfFile } from '../file-digest.ts';
import { CAPTURE_FILES } from './plan.ts';
import { findFiles, type WorkspaceFile } from './workspace-files.ts';

/** Most files that are kept of one run, model and artifacts each. */
const MAX_KEPT_FILES = 1000;

/** Files of MLOPS_ARTIFACTS, the model apart. */
export async function findWrittenArtifacts(folder: string): Promise<{
  readonly model: readonly WorkspaceFile[];
  readonly artifacts: readonly WorkspaceFile[];
  readonly warnings: readonly CaptureNote[];
}> {
  const root = join(folder, CAPTURE_FILES.artifacts);
  const entry = await lstat(root).catch(() => undefined);
  if (entry?.isDirectory() !== true) {
    const message = 'was removed or replaced by the training';
    return { model: [], artifacts: [], warnings: [{ message, file: 'MLOPS_ARTIFACTS' }] };
  }
  const found = await findFiles('.', { root, workingDirectory: '.' });
  return {
    model: found.files.filter(({ path }) => path.startsWith('model/')),
    artifacts: found.files.filter(({ path }) => !path.startsWith('model/')),
    warnings: found.warnings.filter(({ message }) => message.endsWith('refused')),
  };
}

/** Writes the lists of metrics files that became artifacts, without secrets, and gives them as files. */
export async function writeSmallArtifacts(
  folder: string,
  artifacts: readonly SmallArtifact[],
  redact: Redactor,
): Promise<readonly WorkspaceFile[]> {
  if (artifacts.length === 0) return [];
  const directory = await mkdtemp(join(folder, 'lists-'));
  return Promise.all(
    artifacts.slice(0, MAX_KEPT_FILES).map(async ({ name, content: list }) => {
      const absolute = join(directory, name);
      const content = redact(list);
      await writeFile(absolute, content);
      return { path: name, absolute, size: Buffer.byteLength(content), mtimeMs: 0 };
    }),
  );
}

/** Digests of the files; one that cannot be read, or whose name is taken, is warned of and left out. */
export async function hashFiles(
  files: readonly WorkspaceFile[],
): Promise<{ readonly files: readonly ArtifactFile[]; readonly warnings: readonly CaptureNote[] }> {
  const hashed = new Map<string, ArtifactFile>();
  const warnings: CaptureNote[] = [];
  if (files.length > MAX_KEPT_FILES) {
    warnings.push({ message: `more than ${MAX_KEPT_FILES} files to keep; the rest is left out` });
  }
  for (const { path, absolute } of files.slice(0, MAX_KEPT_FILES)) {
    if (hashed.has(path)) {
      warnings.push({ message: `another file is called "${path}" as well; the first one is kept`, file: path });
      continue;
    }
    try {
      hashed.set(path, { path, from: absolute, ...(await digestOfFile(absolute)) });
    } catch (error) {
      warnings.push({ message: `"${path}" cannot be read: ${(error as Error).message}`, file: path });
    }
  }
  return { files: [...hashed.values()], warnings };
}
