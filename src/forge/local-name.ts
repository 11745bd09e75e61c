// Names of branches, tags and keys as file names that every file system takes. Pure but for the hash.
import { createHash } from 'node:crypto';

const RESERVED_ON_WINDOWS = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])$/;
const READABLE_LENGTH = 60;
const HASH_LENGTH = 20;

/**
 * A file name that stands for `text` and no other text, also where case is not told apart. Plain lower-case names stay
 * as they are; any other keeps what is readable of it, and a hash after `~`, which no plain name holds.
 */
export function fileNameFor(text: string): string {
  if (isPlain(text)) return text;
  const readable = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9._@-]+/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '')
    .slice(0, READABLE_LENGTH);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
  // Windows looks at what stands before the first dot: without dots the hash is part of it, and nothing is reserved.
  return `${readable.replaceAll('.', '-')}~${hash}`;
}

function isPlain(text: string): boolean {
  const [stem = ''] = text.split('.', 1);
  return /^[a-z0-9](?:[a-z0-9._@-]{0,98}[a-z0-9_-])?$/.test(text) && !RESERVED_ON_WINDOWS.test(stem);
}
