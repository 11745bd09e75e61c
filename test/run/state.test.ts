import { array, assert, constantFrom, integer, property, record, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../src/run/event.ts';
import { currentRecord, foldEvents, queriedRecord } from '../../src/run/state.ts';
import { anId, aRun } from '../support/a-run.ts';
import { anEvent } from '../support/an-event.ts';

const RECORD = aRun({ tags: { owner: 'ada', flaky: 'yes' } });
const run = RECORD.id;
const at = (minute: number): string => anEvent({ type: 'note', run, text: 'x' }, minute).time;

test('a run without events is as its record says', () => {
  expect(foldEvents(RECORD, [])).toEqual({
    status: 'finished',
    tags: { owner: 'ada', flaky: 'yes' },
    notes: [],
    registrations: [],
    deployments: [],
  });
});

test('a run that was found killed later has that status, in its record too', () => {
  const state = foldEvents(RECORD, [anEvent({ type: 'status', run, status: 'killed', reason: 'no heartbeat' })]);
  expect(state.status).toBe('killed');
  expect(currentRecord(RECORD, state)).toEqual({ ...RECORD, status: 'killed' });
});

test('tags are set over those of the record and taken away, the last word counts', () => {
  const { tags } = foldEvents(RECORD, [
    anEvent({ type: 'tag', run, name: 'owner', value: 'grace' }, 1),
    anEvent({ type: 'tag', run, name: 'flaky' }, 2),
    anEvent({ type: 'tag', run, name: '__proto__', value: 'own' }, 3),
    anEvent({ type: 'tag', run, name: 'empty', value: '' }, 4),
  ]);
  expect(Object.entries(tags)).toEqual([
    ['owner', 'grace'],
    ['__proto__', 'own'],
    ['empty', ''],
  ]);
});

test('a deletion says who and why until the run is restored', () => {
  const deletion = anEvent({ type: 'deletion', run, reason: 'wrong data', actor: 'Ada' }, 1);
  const restoration = anEvent({ type: 'restoration', run }, 2);
  expect(foldEvents(RECORD, [deletion]).deleted).toEqual({ time: at(1), actor: 'Ada', reason: 'wrong data' });
  expect(foldEvents(RECORD, [deletion, restoration])).not.toHaveProperty('deleted');
  // The order of the events is that of their commits, whatever their clocks say.
  expect(foldEvents(RECORD, [restoration, deletion]).deleted).toMatchObject({ reason: 'wrong data' });
});

test('notes are kept in order, a registration counts once, of an environment the newest deployment stands', () => {
  const version = { model: 'duration', version: 'v1.0.0', tag: 'duration@v1.0.0' };
  const state = foldEvents(RECORD, [
    anEvent({ type: 'note', run, text: 'first', actor: 'Ada' }, 1),
    anEvent({ type: 'registration', run, ...version }, 2),
    anEvent({ type: 'deployment', run, environment: 'production', state: 'success', version: 'v1.0.0' }, 3),
    anEvent({ type: 'deployment', run, environment: 'staging', state: 'success' }, 4),
    anEvent({ type: 'registration', run, ...version }, 5),
    anEvent({ type: 'deployment', run, environment: 'production', state: 'inactive', url: 'https://x.example' }, 6),
    anEvent({ type: 'note', run, text: 'second' }, 7),
  ]);
  expect(state.notes).toEqual([
    { time: at(1), actor: 'Ada', text: 'first' },
    { time: at(7), text: 'second' },
  ]);
  expect(state.registrations).toEqual([{ time: at(2), ...version }]);
  expect(state.deployments).toEqual([
    { time: at(4), environment: 'staging', state: 'success' },
    { time: at(6), environment: 'production', state: 'inactive', url: 'https://x.example' },
  ]);
});

test('what may be asked of a run comes from its events, whatever the record says of itself', () => {
  const record = { ...RECORD, version: 'v9.9.9', deleted: true };
  expect(queriedRecord(record, foldEvents(record, []))).toEqual({ ...RECORD, version: undefined, deleted: false });
  const became = anEvent({ type: 'registration', run, model: 'm', version: 'v1.0.0', tag: 'm@v1.0.0' });
  expect(queriedRecord(record, foldEvents(record, [became]))).toMatchObject({ version: 'v1.0.0' });
});

test('events of another run change nothing', () => {
  expect(foldEvents(RECORD, [anEvent({ type: 'deletion', run: anId(9) })])).toEqual(foldEvents(RECORD, []));
});

/** What an event speaks of: only among events of one subject the order may matter. */
function subjectOf(event: RunEvent): string {
  if (event.type === 'tag') return `tag ${event.name}`;
  if (event.type === 'deployment') return `deployment ${event.environment}`;
  return event.type === 'restoration' ? 'deletion' : event.type;
}

test('only the order of events that speak of the same thing matters', () => {
  const said = record({
    type: constantFrom('status', 'tag', 'note', 'deletion', 'restoration', 'registration', 'deployment'),
    name: constantFrom('a', 'b'),
    value: constantFrom(undefined, '1', '2'),
    status: constantFrom('finished', 'failed', 'killed'),
  });
  assert(
    property(array(tuple(said, integer()), { maxLength: 12 }), (list) => {
      const events = list.map(([{ type, name, value, status }, rank], minute) => {
        const members = { name, text: name, tag: name, model: name, version: name, environment: name, state: status };
        const event = anEvent({ type, run, status, ...members, ...(value === undefined ? {} : { value }) }, minute);
        return { event, rank };
      });
      // Another order, in which events of one subject keep theirs.
      const queues = Map.groupBy(events, ({ event }) => subjectOf(event));
      const shuffled = events
        .toSorted((a, b) => a.rank - b.rank)
        .flatMap(({ event }) => queues.get(subjectOf(event))?.shift() ?? [])
        .map(({ event }) => event);
      const inOrder = foldEvents(
        RECORD,
        events.map(({ event }) => event),
      );
      const other = foldEvents(RECORD, shuffled);
      const byEnvironment = (state: typeof other) =>
        state.deployments.toSorted((a, b) => (a.environment < b.environment ? -1 : 1));
      expect({ ...other, deployments: byEnvironment(other) }).toEqual({
        ...inOrder,
        deployments: byEnvironment(inOrder),
      });
    }),
  );
});

test('of a gate the newest acceptance stands, with who, why and where', () => {
  const said = { type: 'acceptance', run, gate: '__proto__', reason: 'known', actor: 'ada' };
  const state = foldEvents(RECORD, [
    anEvent({ ...said, url: 'https://x.example/1' }, 1),
    anEvent({ ...said, gate: 'rmse' }, 2),
    anEvent({ ...said, reason: 'still', actor: 'grace' }, 3),
  ]);
  expect(state.acceptances).toEqual([
    { time: at(3), actor: 'grace', gate: '__proto__', reason: 'still' },
    { time: at(2), actor: 'ada', gate: 'rmse', reason: 'known' },
  ]);
});
