// What `unit: 'binary'` of fast-check draws from: every character of Unicode but the halves of a surrogate pair. Its own
// arbitrary first fills a table with all million of them, which takes a second in every file that uses it.
import { integer } from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 } as const;

/** For `string({ unit: anyCharacter })`. */
export const anyCharacter = integer({ min: 0, max: 0x10ffff - SURROGATES.count }).map(
  (index) => String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count),
  indexOf,
);

/** The inverse, by which fast-check makes failing cases smaller. */
function indexOf(character: unknown): number {
  const code = typeof character === 'string' ? character.codePointAt(0) : undefined;
  if (code === undefined || character !== String.fromCodePoint(code)) throw new Error('not one character');
  return code < SURROGATES.first ? code : code - SURROGATES.count;
}
