import { expect, it } from 'vitest';
import { parseParamsFile, parseParamsReference } from '../../../src/training/formats/params-file.ts';

it.each([
  ['p.yaml', 'train:\n  rate: 0.1\n  sizes: [1, 2]\n  none: null\n  nothing: {}\nseed: 7\nname: a b\n'],
  ['p.json', '{"train": {"rate": 0.1, "sizes": [1, 2], "none": null, "nothing": {}}, "seed": 7, "name": "a b"}'],
])('nested params are joined with dots, lists are JSON text: %s', (file, text) => {
  const { params, warnings } = parseParamsFile(file, text);
  expect(Object.fromEntries(params)).toEqual({
    'train.rate': 0.1,
    'train.sizes': '[1,2]',
    'train.none': 'null',
    'train.nothing': '{}',
    seed: 7,
    name: 'a b',
  });
  expect(warnings).toEqual([]);
});

it('a section of TOML keeps its key in front of the names', () => {
  const { params } = parseParamsFile('p.toml', '[a.b]\nrate = inf\n[c]\nx = 1\n', 'a.b');
  expect(Object.fromEntries(params)).toEqual({ 'a.b.rate': 'Infinity' });
});

it('a missing section, a list and nonsense are warnings with the file', () => {
  expect(parseParamsFile('p.yaml', 'a: 1', 'train').warnings).toEqual([
    { message: 'no section "train"', file: 'p.yaml' },
  ]);
  expect(parseParamsFile('p.yaml', '- 1').warnings).toEqual([
    { message: 'names with values were expected', file: 'p.yaml', line: 1 },
  ]);
  expect(parseParamsFile('p.yaml', 'a: 1\n b: 2').warnings).toMatchObject([{ file: 'p.yaml', line: 1 }]);
});

it('duplicate names are warned of with their line; the last one counts', () => {
  const { params, warnings } = parseParamsFile('p.yaml', 'a: 1\nb: 2\na: 3\n');
  expect(Object.fromEntries(params)).toEqual({ a: 3, b: 2 });
  expect(warnings).toEqual([
    { message: 'the name "a" stands there twice; the last one counts', file: 'p.yaml', line: 3 },
  ]);
});

it.each([
  ['params.yaml', { file: 'params.yaml' }],
  ['params.yaml:train', { file: 'params.yaml', section: 'train' }],
  ['conf/*.toml:a.b', { file: 'conf/*.toml', section: 'a.b' }],
  ['C:\\params.yaml', { file: 'C:\\params.yaml' }],
])('the reference %s names a file and perhaps a section', (reference, expected) => {
  expect(parseParamsReference(reference)).toEqual(expected);
});
