// A zip archive that a stranger may have made → its files, in memory and within limits. Nothing is written to the disk, so
// a path in it can lead nowhere. Pure.
import { unzipSync } from 'fflate';
import type { ReadLimits } from './store.ts';

/**
 * Unpacks an archive. What it declares of its sizes is what is made room for, so it cannot grow beyond them.
 * @param refuse makes the error for an archive over the limits, or one that is none
 */
export function unpackBounded(
  archive: Buffer,
  limits: ReadLimits,
  refuse: (why: string) => Error,
): ReadonlyMap<string, Buffer> {
  if (archive.length > limits.bytes) throw refuse(`its archive has ${archive.length} bytes, more than ${limits.bytes}`);
  let files = 0;
  let bytes = 0;
  let problem: string | undefined;
  try {
    const unpacked = unzipSync(archive, {
      filter({ size, originalSize }) {
        files += 1;
        bytes += Math.max(size, originalSize);
        if (files > limits.files) problem = `it holds more than ${limits.files} files`;
        else if (bytes > limits.bytes) problem = `it unpacks to more than ${limits.bytes} bytes`;
        return problem === undefined;
      },
    });
    if (problem !== undefined) throw refuse(problem);
    return new Map(Object.entries(unpacked).map(([path, content]) => [path, Buffer.from(content)]));
  } catch (error) {
    if (problem !== undefined) throw error;
    throw refuse(`it is no zip archive that can be read (${(error as Error).message})`);
  }
}
