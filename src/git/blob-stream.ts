// Any number of blobs, as git reads them: memory holds one at a time, and git reads on while it is looked at.
import { MlopsError } from '../error.ts';
import type { Git } from './git.ts';

/** A blob as the repository has it, or why there is no content. */
export type BlobContent =
  | { readonly kind: 'content'; readonly content: Buffer }
  | { readonly kind: 'missing' | 'no-blob' | 'too-large' };

/**
 * The contents of blobs, in the order of their ids.
 * @param ids gone through twice: to ask, and to tell the answers
 * @param largest in bytes; a larger one is passed over
 * @throws MlopsError `git-failed` when an object is there and broken
 */
export async function* streamBlobs(
  git: Git,
  ids: Iterable<string>,
  largest: number,
): AsyncGenerator<BlobContent, void, undefined> {
  const source = git.stream(['cat-file', '--batch', '--buffer'], linesOf(ids))[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const fill = async (size: number): Promise<void> => {
    const parts = [held];
    for (let length = held.length; length < size;) {
      const { done, value } = await source.next();
      if (done === true) throw endedEarly();
      parts.push(value);
      length += value.length;
    }
    if (parts.length > 1) held = Buffer.concat(parts);
  };
  const skip = async (size: number): Promise<void> => {
    let left = size;
    for (; left > held.length; await fill(1)) {
      left -= held.length;
      held = Buffer.alloc(0);
    }
    held = held.subarray(left);
  };
  try {
    for (const _ of ids) {
      let end = held.indexOf(10);
      for (; end < 0; end = held.indexOf(10)) await fill(held.length + 1);
      const [, kind, size] = held.toString('latin1', 0, end).split(' ');
      held = held.subarray(end + 1);
      const length = Number(size);
      if (size === undefined) {
        yield { kind: 'missing' };
      } else if (kind !== 'blob' || length > largest) {
        await skip(length + 1);
        yield { kind: kind === 'blob' ? 'too-large' : 'no-blob' };
      } else {
        await fill(length + 1);
        const content = held.subarray(0, length);
        held = held.subarray(length + 1);
        yield { kind: 'content', content };
      }
    }
    // The exit status comes after the last byte.
    await source.next();
  } finally {
    await source.return?.();
  }
}

/** Lines of ids, in pieces of moderate length, so that asking costs few turns. */
function* linesOf(ids: Iterable<string>): Iterable<string> {
  let piece = '';
  for (const id of ids) {
    piece += `${id}\n`;
    if (piece.length < 40_000) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function endedEarly(): MlopsError {
  return new MlopsError('git-failed', 'git cat-file ended early', 'Run `git fsck` in the repository.');
}
