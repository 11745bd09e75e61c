import { describe, expect, test } from 'vitest';
import { compareResponse, type ComparisonRules } from '../../src/deployment/compare-response.ts';

const RULES: ComparisonRules = {
  tolerance: 0.01,
  variables: { MODEL_VERSION: 'v1.2.0', MODEL_NAME: 'duration' },
  most: 3,
};
const compare = (expected: unknown, found: unknown, rules: Partial<ComparisonRules> = {}): readonly string[] =>
  compareResponse(expected, found, { ...RULES, ...rules }).map(
    ({ path, expected, found }) => `${path} ${expected} ${found}`,
  );

describe('an answer is as expected', () => {
  test.each([
    ['with other members', { a: 1 }, { a: 1, b: 2 }],
    ['with a number within an absolute tolerance', { a: 0 }, { a: 0.009 }],
    ['with a number within a relative tolerance', [1000], [1009]],
    ['with a variable for a text', { version: '$MODEL_VERSION' }, { version: 'v1.2.0' }],
    ['with a variable inside a text', '${MODEL_NAME}:$MODEL_VERSION', 'duration:v1.2.0'],
    ['with a text that looks like a variable', '$MODEL_IMAGE $HOME', '$MODEL_IMAGE $HOME'],
    ['with null, true and an empty list', { a: null, b: true, c: [] }, { a: null, b: true, c: [] }],
    ['with any object where an empty one is expected', {}, { a: 1 }],
  ])('%s', (_, expected, found) => {
    expect(compare(expected, found)).toEqual([]);
  });
});

describe('an answer is another one', () => {
  test.each([
    ['in a number', { a: { b: [1, 2] } }, { a: { b: [1, 2.1] } }, '$.a.b[1] 2 2.1'],
    ['in a number that is a text', { a: 1 }, { a: '1' }, '$.a 1 "1"'],
    ['in a number that overflowed', { a: 1 }, { a: null }, '$.a 1 null'],
    ['without a member', { 'a b': 1 }, {}, '$["a b"] 1 undefined'],
    ['without a member that every object has', JSON.parse('{"__proto__": {}}'), {}, '$.__proto__ {} undefined'],
    ['with a list of another length', [1], [1, 2], '$ [1] [1,2]'],
    ['with a list for an object', {}, [], '$ {} []'],
    ['with nothing for an object', { a: {} }, { a: null }, '$.a {} null'],
    ['with another version', { v: '$MODEL_VERSION' }, { v: 'v1.1.0' }, '$.v "v1.2.0" "v1.1.0"'],
    ['where null is expected', { a: null }, { a: 0 }, '$.a null 0'],
  ])('%s', (_, expected, found, words) => {
    expect(compare(expected, found)).toEqual([words]);
  });

  test('in many places, of which the first are told, and none at length', () => {
    const found = compare([1, 2, 3, 4, 5], ['x'.repeat(5000), 0, 0, 0, 0]);
    expect(found.map((each) => each.slice(0, 4))).toEqual(['$[0]', '$[1]', '$[2]']);
    expect(found[0]?.length).toBeLessThan(250);
  });

  test('where the tolerance is zero and it is not exactly the same', () => {
    expect(compare(0.3, 0.1 + 0.2, { tolerance: 0 })).toHaveLength(1);
    expect(compare(0.3, 0.3, { tolerance: 0 })).toEqual([]);
  });
});
