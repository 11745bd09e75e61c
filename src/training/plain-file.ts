// Files of the capture folder. The training may have put a link or a pipe in the place of any of them: a link is not
// followed, and a pipe, which would never end, is not waited for.
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

// Windows has neither flag.
const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = constants as Partial<typeof constants> & { O_RDONLY: number };

/** Opens a plain file for reading; undefined for what is missing or none. */
export async function openPlainFile(path: string): Promise<FileHandle | undefined> {
  const handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined);
  if (handle === undefined || (await handle.stat()).isFile()) return handle;
  await handle.close();
  return undefined;
}

export interface FileEnd {
  readonly content: Buffer;
  /** Size of the whole file. */
  readonly size: number;
}

/** The last bytes of a plain file, all of it if it is no larger; undefined for what cannot be read. */
export async function readPlainFile(path: string, maxBytes: number): Promise<FileEnd | undefined> {
  const handle = await openPlainFile(path);
  if (handle === undefined) return undefined;
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, maxBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return { content: buffer.subarray(0, bytesRead), size };
  } finally {
    await handle.close();
  }
}
