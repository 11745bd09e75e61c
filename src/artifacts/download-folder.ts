// A download appears whole or not at all: it is written beside its destination and renamed when it is verified.
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MlopsError } from '../error.ts';

/**
 * Lets `fill` write into an empty folder, which becomes `directory` if it succeeds and is removed if it fails.
 * @throws MlopsError `artifact-failed` when `directory` exists and is not an empty folder
 */
export async function fillFolder<T>(directory: string, fill: (temporary: string) => Promise<T>): Promise<T> {
  const present = await readEntries(directory);
  if (present !== undefined && present.length > 0) {
    throw new MlopsError(
      'artifact-failed',
      `${directory} is not empty: it holds ${present[0] ?? ''}`,
      'Name a folder that does not exist yet, or empty this one.',
    );
  }
  await mkdir(dirname(directory), { recursive: true });
  const temporary = `${directory}.${randomUUID()}.partial`;
  await mkdir(temporary);
  try {
    const result = await fill(temporary);
    if (present !== undefined) await rmdir(directory);
    await rename(temporary, directory);
    return result;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function readEntries(directory: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(directory);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new MlopsError('artifact-failed', `${directory} cannot be used: ${code ?? ''}`, 'Name a folder.', { cause });
  }
}
