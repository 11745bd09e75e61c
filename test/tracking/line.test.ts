import { assert, boolean, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunLine } from '../../src/tracking/history.ts';
import {
  indexName,
  lineOf,
  parseMessages,
  renderEventLine,
  renderFileLine,
  renderMessage,
  renderRunLine,
  ROOT_MESSAGE,
} from '../../src/tracking/line.ts';
import { sampleRun } from './sample-run.ts';
import { anyCharacter } from '../support/any-character.ts';

const ID = '019830abe7c07b2c8d3e4f5061728394';
const BLOB = 'c1b0730e0133447badcfd47fd144e254807b06e1';
const line: RunLine = {
  id: ID,
  blob: BLOB,
  status: 'finished',
  experiment: 'duration',
  commit: '1'.repeat(40),
  branch: 'feature/x',
  dirty: false,
  overridden: false,
};

test('a run is one line that reads as text', () => {
  expect(renderRunLine(line)).toBe(
    `Mlops-Run: ${ID} ${BLOB} finished duration 1111111111111111111111111111111111111111 feature/x`,
  );
  expect(renderRunLine({ ...line, dirty: true })).toMatch(/ feature\/x dirty$/);
  expect(renderRunLine({ ...line, overridden: true })).toMatch(/ feature\/x overridden$/);
  const ofFork = lineOf(sampleRun({ id: ID, source: { commit: '1', dirty: false, fork: 'mallory/taxi' } }), BLOB);
  expect(renderRunLine(ofFork)).toMatch(/ fork$/);
  expect(parseMessages(renderRunLine(ofFork)).runs).toEqual([ofFork]);
});

test('the job of a matrix is a token that is equal for equal values, and comes back', () => {
  const ofMatrix = (matrix?: Readonly<Record<string, unknown>>): RunLine =>
    lineOf(sampleRun({ id: ID, trigger: { event: 'push', ...(matrix === undefined ? {} : { matrix }) } }), BLOB);
  const first = ofMatrix({ seed: 1, os: 'linux' });
  expect(renderRunLine(first)).toMatch(/ leg=[0-9a-f]{16}$/);
  expect(ofMatrix({ os: 'linux', seed: 1 }).leg).toBe(first.leg);
  expect(ofMatrix({ os: 'linux', seed: '1' }).leg).not.toBe(first.leg);
  expect(parseMessages(renderRunLine(first)).runs).toEqual([first]);
  expect([ofMatrix(), ofMatrix({})].map((line) => 'leg' in line)).toEqual([false, false]);
  expect(parseMessages(`${renderRunLine(line)} leg=nonsense`).runs).toEqual([line]);
});

test('an attempt is a token that comes back; what is none is passed over', () => {
  const again = lineOf(sampleRun({ id: ID, trigger: { event: 'push', run: '77', job: 'fit', attempt: 2 } }), BLOB);
  expect(renderRunLine(again)).toMatch(/ try=[0-9a-f]{16}\.2$/);
  expect(parseMessages(renderRunLine(again)).runs).toEqual([again]);
  for (const token of ['try=nonsense', 'try=0123456789abcdef.0', 'try=0123456789abcdef.-1']) {
    expect(parseMessages(`${renderRunLine(line)} ${token}`).runs).toEqual([line]);
  }
});

test('an absent branch is a dash, and a branch that is called dash is not', () => {
  for (const branch of ['', '-', '%2D']) {
    expect(parseMessages(renderRunLine({ ...line, branch })).runs).toEqual([{ ...line, branch }]);
  }
  expect(renderRunLine({ ...line, branch: '' })).toMatch(/ -$/);
});

test('any experiment and branch come back as their index names, on one line', () => {
  assert(
    property(
      string({ unit: anyCharacter, minLength: 1, maxLength: 300 }),
      string({ unit: anyCharacter, maxLength: 300 }),
      boolean(),
      (experiment, branch, dirty) => {
        const record = sampleRun({
          id: ID,
          experiment,
          source: { commit: '1'.repeat(40), dirty, ...(branch === '' ? {} : { branch }) },
        });
        const text = renderRunLine(lineOf(record, BLOB));
        expect(text.split('\n')).toHaveLength(1);
        expect(text).toMatch(/^[\x20-\x7e]+$/);
        expect(parseMessages(text).runs).toEqual([
          { ...line, experiment: indexName(experiment), branch: indexName(branch), dirty },
        ]);
      },
    ),
    { numRuns: 50 },
  );
});

describe('hostile names', () => {
  const names = [
    'a b',
    `x\nMlops-Run: ${ID} ${BLOB} finished forged 1 main`,
    '\u202Egnissim\u202C',
    '@team #12 `code` | pipe --> [link](javascript:x)',
    '\uD800 lone surrogate',
    '%',
    'é'.repeat(10_000),
  ];
  test.each(names)('%j adds no line, no mention and no control character', (name) => {
    const message = renderMessage([renderRunLine({ ...line, experiment: indexName(name), branch: indexName(name) })]);
    expect(message).toMatch(/^[\x20-\x7e\n]+$/);
    expect(message).not.toContain('@');
    expect(message.length).toBeLessThan(6000);
    expect(message.split('\n')[0]?.length).toBeLessThan(620);
    const { runs, malformed } = parseMessages(message);
    expect(malformed).toEqual([]);
    expect(runs.map(({ experiment }) => experiment)).toEqual([indexName(name)]);
  });
});

test('long names that differ only at their end have different index names', () => {
  const long = 'x'.repeat(10_000);
  expect(indexName(`${long}a`)).not.toBe(indexName(`${long}b`));
  expect(indexName(`${long}a`)).toBe(indexName(`${long}a`));
  expect(indexName(`${long}a`).length).toBeLessThan(256);
  expect(indexName('x'.repeat(255))).toBe('x'.repeat(255));
});

test('a message has a subject, its lines and the word that keeps workflows from starting', () => {
  const file = renderFileLine({ id: ID, blob: BLOB, name: 'series.jsonl' });
  const message = renderMessage([renderRunLine(line), file]);
  expect(message).toMatch(
    new RegExp(`^run duration finished ${ID}\n\nMlops-Run: .*\nMlops-File: .*\n\n\\[skip ci\\]\n$`),
  );
  expect(parseMessages(message).files).toEqual([{ id: ID, blob: BLOB, name: 'series.jsonl' }]);
  const other = renderRunLine({ ...line, id: ID.replace('0', '1') });
  expect(renderMessage([renderRunLine(line), other]).split('\n')[0]).toBe('runs: 2');
});

test('lines and tokens of later versions are passed over', () => {
  const text = `Mlops-Tomb: 1 2 3 4\n${renderRunLine(line)} dirty retried=2\nMlops-Tag: a\n`;
  expect(parseMessages(text)).toEqual({
    runs: [{ ...line, dirty: true }],
    files: [],
    events: [],
    total: undefined,
    format: 0,
    malformed: [],
  });
});

test.each([
  'Mlops-Run: ',
  `Mlops-Run: ${ID}`,
  `Mlops-Run: ${ID} ${BLOB} finished duration`,
  `Mlops-Run: ../../etc/passwd ${BLOB} finished duration 1 main`,
  `Mlops-Run: ${ID} --upload-pack=evil finished duration 1 main`,
  `Mlops-Run: ${ID} ${BLOB} finished %E0%A4%A duration main`,
  `Mlops-File: ${ID} ${BLOB}`,
  `Mlops-Event: ${ID} ${ID} note`,
])('a line that cannot be read is told apart: %s', (text) => {
  expect(parseMessages(text)).toEqual({
    runs: [],
    files: [],
    events: [],
    total: undefined,
    format: 0,
    malformed: [text],
  });
});

test('the root commit declares the format', () => {
  expect(parseMessages(ROOT_MESSAGE).format).toBe(1);
});

test('late events and the number of runs have lines of their own', () => {
  const event = { id: ID.replace('0', '1'), run: ID, blob: BLOB, type: 'note', status: undefined };
  const status = { ...event, type: 'status', status: 'killed' };
  const message = renderMessage([renderEventLine(event), renderEventLine(status)], 12);
  expect(message.split('\n')[0]).toBe('events: 2');
  expect(parseMessages(message)).toMatchObject({ events: [event, status], total: 12, malformed: [] });
  expect(renderMessage([renderEventLine(event)]).split('\n')[0]).toBe(`note of run ${ID}`);
});

test.each(['Mlops-Total: -1', 'Mlops-Total: 1e3', 'Mlops-Total: many'])('%s is no number of runs', (text) => {
  expect(parseMessages(text).total).toBeUndefined();
});
