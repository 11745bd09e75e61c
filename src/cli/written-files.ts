// Writes files into a repository without ever writing over what somebody else wrote, unless that was asked for.
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { MlopsError } from '../error.ts';
import type { Git } from '../git/git.ts';
import type { RenderedFile } from '../init/rendered-files.ts';

export type Outcome = 'created' | 'replaced' | 'kept' | 'unchanged';

/** A file that is to be written, beside what stands in its place. */
export interface Placed extends RenderedFile {
  /** Undefined where there is no such file. */
  readonly there: string | undefined;
}

/**
 * What stands where a file is to be written.
 * @param root of the repository
 * @throws MlopsError `usage` for a place that leads out of the repository, or is no file
 */
export async function lookAtPlace(root: string, file: RenderedFile): Promise<Placed> {
  const path = join(root, file.path);
  const parent = await nearestFolder(dirname(path));
  const inside = relative(await realpath(root), parent);
  const found = await lstat(path).catch(() => undefined);
  if (inside === '..' || inside.startsWith(`..${sep}`) || (found !== undefined && !found.isFile())) {
    throw new MlopsError(
      'usage',
      `${file.path} is ${found?.isFile() === false ? 'no regular file' : 'outside of the repository'}`,
      'Move it away: a link is not followed.',
    );
  }
  return { ...file, there: found === undefined ? undefined : await readFile(path, 'utf8') };
}

/** Puts the text in place at once: a reader sees the old file or the new one. */
export async function writePlaced(root: string, { path, text }: RenderedFile): Promise<void> {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  const draft = `${target}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
}

/** The difference between what is there and what would be, as `git diff` shows it; empty when there is none. */
export async function differenceOf(git: Git, { path, text }: RenderedFile): Promise<string> {
  const words = ['diff', '--no-index', '--no-color', '--no-ext-diff', '--', path, '-'];
  const { stdout } = await git.exec(words, text);
  const lines = stdout.toString().split('\n');
  return lines.slice(lines.findIndex((line) => line.startsWith('@@'))).join('\n');
}

async function nearestFolder(path: string): Promise<string> {
  for (let folder = path; ; folder = dirname(folder)) {
    const found = await realpath(folder).catch(() => undefined);
    if (found !== undefined || dirname(folder) === folder) return found ?? folder;
  }
}
