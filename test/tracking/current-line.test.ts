import { expect, test } from 'vitest';
import { currentLines, eventsInOrder } from '../../src/tracking/current-line.ts';
import type { RunLine } from '../../src/tracking/history.ts';
import { renderEventLine, renderMessage } from '../../src/tracking/line.ts';
import { aCommit, anId } from '../support/a-run.ts';

const blob = aCommit('b10b');
const LINE: RunLine = {
  id: anId(0),
  blob,
  status: 'finished',
  experiment: 'duration',
  commit: aCommit('c0'),
  branch: 'main',
  dirty: false,
  overridden: false,
};

/** The message of a commit with events of the run, each given by its minute, its type and for a status the status. */
function message(...events: readonly (readonly [minute: number, type: string, status?: string])[]): string {
  return renderMessage(
    events.map(([minute, type, status]) => renderEventLine({ id: anId(minute), run: LINE.id, blob, type, status })),
  );
}

const lineAfter = (...newestFirst: readonly string[]) => currentLines([LINE], eventsInOrder(newestFirst))[0];

test('a line without events is the line as it was written', () => {
  expect(lineAfter(message())).toEqual(LINE);
});

test('commits decide, and not the clocks of those who wrote them', () => {
  expect(lineAfter(message([1, 'restoration']), message([9, 'deletion']))).not.toHaveProperty('deleted');
  expect(lineAfter(message([1, 'deletion']), message([9, 'restoration']))?.deleted).toBe(true);
});

test('within one commit the ids of the events decide, in whatever order its lines stand', () => {
  expect(lineAfter(message([2, 'status', 'killed'], [1, 'status', 'failed']))?.status).toBe('killed');
  expect(lineAfter(message([1, 'status', 'failed'], [2, 'status', 'killed']))?.status).toBe('killed');
});

test('an event that was carried over into a later commit counts at its first', () => {
  const line = lineAfter(message([1, 'deletion']), message([2, 'restoration']), message([1, 'deletion']));
  expect(line).not.toHaveProperty('deleted');
  expect(line?.events?.map(({ id }) => id)).toEqual([anId(1), anId(2)]);
});

test('events of types that only a later version knows are kept and change nothing', () => {
  expect(lineAfter(message([1, 'praise']))).toEqual({ ...LINE, events: [{ id: anId(1), blob, type: 'praise' }] });
});

test('a status that is none changes nothing', () => {
  expect(lineAfter(message([2, 'status', 'nonsense']), message([1, 'status']))?.status).toBe('finished');
});

test('events of a run that was not read are passed over', () => {
  const event = renderEventLine({ id: anId(5), run: anId(4), blob, type: 'deletion', status: undefined });
  expect(currentLines([LINE], eventsInOrder([renderMessage([event])]))).toEqual([LINE]);
});
