// Digests of files, streamed: memory does not grow with the file.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileEntry } from './run/record.ts';

export interface FileDigest {
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
}

const CHUNK_BYTES = 1024 * 1024;

/**
 * Size and SHA-256 of a file, in one pass.
 * @param onChunk sees every chunk as it goes by and must not keep it
 * @throws the system's error when the file cannot be read
 */
export async function digestOfFile(path: string, onChunk?: (chunk: Buffer) => void): Promise<FileDigest> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  const handle = await open(path);
  try {
    let size = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES);
      if (bytesRead === 0) return { size, sha256: hash.digest('hex') };
      const chunk = buffer.subarray(0, bytesRead);
      hash.update(chunk);
      size += bytesRead;
      onChunk?.(chunk);
    }
  } finally {
    await handle.close();
  }
}

/** One digest for several files: SHA-256 over what sha256sum prints for them, sorted by path. */
export function digestOfFiles(files: readonly FileEntry[]): string {
  const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).toSorted();
  return createHash('sha256').update(lines.join('')).digest('hex');
}
