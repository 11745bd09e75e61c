import { describe, expect, it } from 'vitest';
import {
  parseAppendedMetrics,
  parseAppendedParams,
  parseAppendedTags,
} from '../../../src/training/formats/appended.ts';
import { parseMetricsFile } from '../../../src/training/formats/metrics-file.ts';
import { parseParamsFile } from '../../../src/training/formats/params-file.ts';

const LARGE = `{"__proto__": 1, "x": "${' '.repeat(1_100_000)}"}`;

describe('a __proto__ is never left out without a word', () => {
  it.each([
    ['as a name of JSON', parseMetricsFile('m.json', '{"__proto__": 1}')],
    ['inside another', parseMetricsFile('m.json', '{"a": {"__proto__": 1}}')],
    ['in a large file', parseMetricsFile('m.json', LARGE)],
    ['as a value of a list', parseMetricsFile('m.json', '[{"name": "__proto__", "value": 1}]')],
    ['as a benchmark', parseMetricsFile('m.json', '{"__proto__": {"latency": {"value": 1}}}')],
    ['as a column', parseMetricsFile('m.csv', '__proto__,a\n1,2\n')],
    ['in a row of JSON Lines', parseMetricsFile('m.jsonl', '{"step": 1, "__proto__": 1}\n')],
    ['as a text in a row', parseMetricsFile('m.csv', 'name,value\n__proto__,high\n')],
    ['appended as a metric', parseAppendedMetrics('m', '__proto__=1')],
    ['appended as a tag', parseAppendedTags('m', '__proto__=1')],
    ['appended as a param', parseAppendedParams('m', '{"__proto__": 1}')],
    ['as a param in YAML', parseParamsFile('m.yaml', '__proto__: 1\nb: 2\n')],
    ['as a param in TOML', parseParamsFile('m.toml', '__proto__ = 1\n')],
  ])('%s', (_, { warnings }) => {
    expect(warnings.map(({ message }) => message)).toEqual(['the name "__proto__" is reserved; left out']);
  });
});
