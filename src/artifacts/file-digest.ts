// SHA-256 of files, streamed, so that a model of any size costs no memory.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { MlopsError } from '../error.ts';

export interface FileDigest {
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** Reads a file once and gives its size and digest. */
export async function readFileDigest(file: string): Promise<FileDigest> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(createReadStream(file), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      size += chunk.length;
      hash.update(chunk);
    }
  });
  return { size, sha256: hash.digest('hex') };
}

/**
 * Compares a file on disk with what was recorded of it.
 * @throws MlopsError `artifact-mismatch` naming the file by its path inside the artifact
 */
export async function verifyFile(file: string, expected: FileDigest & { readonly path: string }): Promise<void> {
  const found = await readFileDigest(file);
  if (found.size === expected.size && found.sha256 === expected.sha256) return;
  throw new MlopsError(
    'artifact-mismatch',
    `${expected.path} is not the file that was recorded: expected ${expected.size} bytes with SHA-256 ` +
      `${expected.sha256}, found ${found.size} bytes with ${found.sha256}`,
    'Something changed the file after it was recorded; do not use it. Train again, or take it from another copy.',
  );
}

/**
 * Where a file to keep really lies, with links resolved.
 * @throws MlopsError `artifact-mismatch` when it is gone or no file
 */
export async function findSource(file: { readonly path: string; readonly from: string }): Promise<string> {
  const source = await realpath(file.from).catch(() => undefined);
  if (source !== undefined && (await stat(source)).isFile()) return source;
  throw new MlopsError(
    'artifact-mismatch',
    `${file.path} is not there any more`,
    'Something removed the file after it was recorded; train again, or take it from another copy.',
  );
}
