// Object ids computed without asking git: what a blob would be called in a repository of either format.
import { createHash } from 'node:crypto';

/** The hash function of a repository (gitrepository-layout, extensions.objectFormat). */
export type ObjectFormat = 'sha1' | 'sha256';

/** The id that git gives a blob with these bytes. */
export function blobIdOf(content: string | Buffer, format: ObjectFormat): string {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** The format whose ids look like this one. */
export function formatOfObjectId(id: string): ObjectFormat {
  return id.length === 64 ? 'sha256' : 'sha1';
}
