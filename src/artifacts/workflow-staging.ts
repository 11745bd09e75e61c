// The artifact client takes files below one root and keeps their paths relative to it. Files that lie otherwise are
// hard-linked into a temporary folder under the paths that they shall have; copied only where a link cannot be made.
import { constants } from 'node:fs';
import { copyFile, link, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { findSource } from './recorded-file.ts';
import type { ArtifactFile } from './store.ts';

export interface StagedFiles extends AsyncDisposable {
  readonly root: string;
  /** The staged files, each with the path on disk to read it from. */
  readonly files: readonly (ArtifactFile & { readonly staged: string })[];
}

/**
 * Brings the files below one root.
 * @param scratch an existing folder, best on the file system that the files are on
 */
export async function stageFiles(files: readonly ArtifactFile[], scratch: string): Promise<StagedFiles> {
  const real = await Promise.all(files.map(async (file) => ({ file, source: await findSource(file) })));
  const roots = new Set(real.map(({ file, source }) => rootOf(source, file.path)));
  const [common] = roots;
  if (roots.size === 1 && common !== undefined) {
    const staged = real.map(({ file, source }) => ({ ...file, staged: source }));
    return { root: common, files: staged, async [Symbol.asyncDispose]() {} };
  }
  const root = await mkdtemp(join(scratch, 'mlops-artifact-'));
  const remove = (): Promise<void> => rm(root, { recursive: true, force: true });
  try {
    const staged: (ArtifactFile & { readonly staged: string })[] = [];
    for (const { file, source } of real) {
      const target = join(root, file.path);
      await mkdir(dirname(target), { recursive: true });
      await link(source, target).catch(() => copyFile(source, target, constants.COPYFILE_FICLONE));
      staged.push({ ...file, staged: target });
    }
    return { root, files: staged, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function rootOf(source: string, path: string): string | undefined {
  const suffix = sep + path.replaceAll('/', sep);
  return source.endsWith(suffix) && source.length > suffix.length ? source.slice(0, -suffix.length) : undefined;
}
