// A scratch repository that sees the objects of a repository of this machine without copying them.
import { existsSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MlopsError } from '../error.ts';
import { gitIn } from './git.ts';
import type { ObjectFormat } from './object-id.ts';
import type { Scratch } from './scratch.ts';

/** Where a repository keeps what others may borrow. */
export interface Lender {
  readonly format: ObjectFormat;
  /** Folder of the object database. */
  readonly objects: string;
  /** File that names the commits at which a shallow history ends; it need not exist. */
  readonly shallow: string;
}

/**
 * Looks at a repository by its path, bare or not, a linked worktree or a submodule.
 * @throws MlopsError `not-a-repository`
 */
export async function readLender(path: string): Promise<Lender> {
  const nested = join(path, '.git');
  const place = `--git-dir=${existsSync(nested) ? nested : path}`;
  const { code, stdout, stderr } = await gitIn(path).exec([
    place,
    'rev-parse',
    '--path-format=absolute',
    '--git-path',
    'objects',
    '--git-path',
    'shallow',
    '--show-object-format',
  ]);
  const [objects, shallow, format] = stdout.toString().split('\n');
  if (code !== 0 || objects === undefined || shallow === undefined) {
    throw new MlopsError(
      'not-a-repository',
      `${path} is no repository: ${stderr.trim()}`,
      'Give the path of a repository.',
    );
  }
  return { objects, shallow, format: format === 'sha256' ? 'sha256' : 'sha1' };
}

/** Lets a scratch repository of the same format read the lender's objects (gitrepository-layout, alternates). */
export async function borrowObjects(scratch: Scratch, lender: Lender): Promise<void> {
  await writeFile(join(scratch.directory, 'objects', 'info', 'alternates'), `${lender.objects}\n`);
  if (existsSync(lender.shallow)) await copyFile(lender.shallow, join(scratch.directory, 'shallow'));
}
