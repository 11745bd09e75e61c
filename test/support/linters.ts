// Programs that npm does not have: on the PATH, or where .ci/run puts them.
import { access, constants } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';

const CACHE = resolve(import.meta.dirname, '../.cache/tools/bin');

/** Path of a program; undefined where the machine does not have it. */
export async function findTool(name: string): Promise<string | undefined> {
  for (const folder of [CACHE, ...(process.env['PATH'] ?? '').split(delimiter)]) {
    const path = join(folder, name);
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}
