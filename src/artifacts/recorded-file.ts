// Files on disk against what was recorded of them.
import { realpath, stat } from 'node:fs/promises';
import { MlopsError } from '../error.ts';
import { digestOfFile, type FileDigest } from '../file-digest.ts';

/**
 * Compares a file on disk with what was recorded of it.
 * @throws MlopsError `artifact-mismatch` naming the file by its path inside the artifact
 */
export async function verifyFile(file: string, expected: FileDigest & { readonly path: string }): Promise<void> {
  const found = await digestOfFile(file);
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
