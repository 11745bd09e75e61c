import { expect, test } from 'vitest';
import {
  environmentState,
  environmentStates,
  imageOf,
  environmentOf,
  partsOf,
  type DeploymentEvent,
} from '../../src/deployment/live.ts';
import { anId } from '../support/a-run.ts';
import { anEvent } from '../support/an-event.ts';

const RUNS: Readonly<Record<string, string>> = { v1: anId(1), v2: anId(2) };

/** Events a minute apart, such as `v1 success`. */
function events(...words: readonly string[]): readonly DeploymentEvent[] {
  return words.map((each, minute) => {
    const [version = '', state = '', environment = 'duration/production', image] = each.split(' ');
    const run = RUNS[version] ?? anId(9);
    const more = image === undefined ? {} : { image };
    return anEvent(
      { type: 'deployment', run, version, state, environment, actor: 'ada', ...more },
      minute,
    ) as DeploymentEvent;
  });
}
const live = (...words: readonly string[]): string | undefined =>
  environmentState(events(...words), 'duration/production')?.live?.version;

test.each([
  ['nothing before the first success', ['v1 queued', 'v1 in_progress'], undefined],
  ['the newest success', ['v1 success', 'v2 in_progress', 'v1 inactive', 'v2 success'], 'v2'],
  ['the one before while another is on its way', ['v1 success', 'v2 in_progress'], 'v1'],
  ['the one before when another failed', ['v1 success', 'v2 in_progress', 'v2 failure'], 'v1'],
  ['the one that was brought back', ['v1 success', 'v2 success', 'v1 in_progress', 'v2 inactive', 'v1 success'], 'v1'],
  ['nothing when the live one failed itself', ['v1 success', 'v2 failure', 'v1 failure'], undefined],
  ['nothing when it was taken away', ['v1 success', 'v1 inactive'], undefined],
  ['nothing of another stage', ['v1 success duration/staging'], undefined],
])('live is %s', (_, words, version) => {
  expect(live(...words)).toBe(version);
});

test('an environment tells since when and by whom, whatever the order in which its events are read', () => {
  const told = events('v1 success', 'v2 in_progress', 'v1 inactive', 'v2 success', 'v1 failure fare/production');
  const [duration, fare, ...others] = environmentStates(told.toReversed());
  expect(others).toEqual([]);
  expect(duration).toMatchObject({
    environment: 'duration/production',
    live: { version: 'v2', run: RUNS['v2'], since: '2026-11-23T06:43:00.000Z', actor: 'ada' },
    latest: { version: 'v2', state: 'success' },
  });
  expect(duration?.events.map(({ state }) => state)).toEqual(['success', 'inactive', 'in_progress', 'success']);
  expect(fare).toMatchObject({ live: undefined, latest: { state: 'failure' } });
});

test('an image of a version is found in whatever stage it was pushed for, under its name alone', () => {
  const digest = (digit: string): string => `ghcr.io/org/duration@sha256:${digit.repeat(64)}`;
  const told = events(
    `v1 success duration/staging ${digest('1')}`,
    `v2 success duration/staging ${digest('2')}`,
    `v1 success fare/staging ${digest('3')}`,
  );
  const name = 'ghcr.io/org/duration';
  expect(imageOf(told, { model: 'duration', version: 'v1', name })).toBe(digest('1'));
  expect(imageOf(told, { model: 'duration', version: 'v1', name: 'ghcr.io/org/dur' })).toBeUndefined();
  expect(imageOf(told, { model: 'duration', version: 'v3', name })).toBeUndefined();
});

test('names of models and stages may have slashes', () => {
  expect(partsOf('team/duration/production')).toEqual({ model: 'team/duration', stage: 'production' });
  expect(environmentOf('team/duration', 'eu')).not.toBe(environmentOf('team', 'duration/eu'));
  expect(partsOf(environmentOf('team/duration', 'prod/eu'))).toEqual({ model: 'team/duration', stage: 'prod/eu' });
});
