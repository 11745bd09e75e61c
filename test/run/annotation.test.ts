import { expect, test } from 'vitest';
import {
  checkTagChanges,
  decideTags,
  eventFrom,
  parseNote,
  parseReason,
  redactTags,
} from '../../src/run/annotation.ts';
import { timeOfRunId } from '../../src/run/id.ts';
import { redactorFrom } from '../../src/run/redact.ts';
import { anId } from '../support/a-run.ts';

test.each([
  ['nothing at all', {}, [], /no tag to set/],
  ['a name with a line break', { 'a\nb': '1' }, [], /"a\\nb" cannot be the name/],
  ['an empty name', {}, [''], /"" cannot be the name/],
  ['a name that is too long', { ['n'.repeat(251)]: '1' }, [], /the name of the tag "n+" has 251 characters/],
  ['a value that is too long', { a: '😀'.repeat(8001) }, [], /the value of the tag "a" has 8001 characters/],
  ['a tag that is set and removed', { a: '1' }, ['a'], /"a" is both set and removed/],
  ['too many tags', Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`t${at}`, ''])), [], /101 tags/],
])('%s is refused', (_case, set, remove, message) => {
  expect(() => checkTagChanges({ set, remove })).toThrow(
    expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) as string }),
  );
});

test('a note and a reason are bounded, and white space around them is none of theirs', () => {
  expect(parseNote('  two\nlines\n')).toBe('two\nlines');
  expect([parseReason(undefined), parseReason(' '), parseReason(' x ')]).toEqual([undefined, undefined, 'x']);
  expect(() => parseNote(' \n')).toThrow('the note is empty');
  expect(() => parseNote('x'.repeat(20_001))).toThrow('the note has 20001 characters');
  expect(() => parseReason('x'.repeat(1001))).toThrow('the reason has 1001 characters');
});

test('what the tags say already is not said again', () => {
  const tags = { owner: 'ada', stage: 'x' };
  const changes = { set: { owner: 'ada', stage: '', constructor: 'new' }, remove: ['gone', 'toString'] };
  expect(decideTags(tags, changes)).toEqual([
    { type: 'tag', name: 'stage', value: '' },
    { type: 'tag', name: 'constructor', value: 'new' },
  ]);
  expect(decideTags(tags, { set: {}, remove: ['owner'] })).toEqual([{ type: 'tag', name: 'owner' }]);
});

test('secrets are taken out of names and values, and a value under a secret name goes altogether', () => {
  const redact = redactorFrom({ API_TOKEN: 'hunter2-hunter2' });
  const set = { hf_token: 'abc', why: 'used hunter2-hunter2', plain: 'yes' };
  expect(redactTags({ set, remove: ['hunter2-hunter2'] }, redact)).toEqual({
    set: { hf_token: '***', why: 'used ***', plain: 'yes' },
    remove: ['***'],
  });
});

test('an event sorts after the earlier ones of its run, although the clock is behind', () => {
  const time = new Date(timeOfRunId(anId(10)).getTime() + 7);
  const facts = { run: anId(0), time, random: new Uint8Array(16), actor: 'Ada' };
  const note = { type: 'note', text: 'x' } as const;
  const event = eventFrom(note, { ...facts, earlier: [] });
  expect(event).toMatchObject({ schema: 1, run: anId(0), time: time.toISOString(), actor: 'Ada', ...note });
  expect(timeOfRunId(event.id)).toEqual(time);
  expect(eventFrom(note, { ...facts, earlier: [event.id, anId(1)] }).id > event.id).toBe(true);
  const ahead = anId(60);
  expect(eventFrom(note, { ...facts, earlier: [ahead] }).id > ahead).toBe(true);
  // Weeks ahead is a clock that nobody should follow.
  expect(timeOfRunId(eventFrom(note, { ...facts, earlier: [anId(60 * 24 * 30)] }).id)).toEqual(time);
  expect(eventFrom(note, { ...facts, earlier: [], actor: undefined })).not.toHaveProperty('actor');
});
