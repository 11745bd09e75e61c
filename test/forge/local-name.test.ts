import { assert, pre, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { fileNameFor } from '../../src/forge/local-name.ts';
import { anyCharacter } from '../support/any-character.ts';

test.each(['main', 'faster', 'v1.2.3', 'duration', 'train.yml', 'duration@v1.2.3'])(
  'the plain name %j stays as it is',
  (name) => {
    expect(fileNameFor(name)).toBe(name);
  },
);

test.each([
  ['feature/Faster', /^feature-faster~[0-9a-f]{20}$/],
  ['Duration@v1.2.3', /^duration@v1-2-3~[0-9a-f]{20}$/],
  ['con', /^con~[0-9a-f]{20}$/],
  ['nul.md', /^nul-md~[0-9a-f]{20}$/],
  ['', /^~[0-9a-f]{20}$/],
  ['..', /^~[0-9a-f]{20}$/],
  ['trailing.', /^trailing~[0-9a-f]{20}$/],
])('%j keeps what is readable of it', (text, name) => {
  expect(fileNameFor(text)).toMatch(name);
});

test('names are safe on every file system, and two texts never share one', () => {
  const text = string({ unit: anyCharacter, maxLength: 200 });
  assert(
    property(text, text, (one, two) => {
      pre(one !== two);
      expect(fileNameFor(one)).toMatch(/^[a-z0-9_~][a-z0-9._~-]{0,99}$/);
      expect(fileNameFor(one).toLowerCase()).not.toBe(fileNameFor(two).toLowerCase());
      expect(fileNameFor(one.toUpperCase()) === fileNameFor(one)).toBe(one.toUpperCase() === one);
    }),
  );
});
