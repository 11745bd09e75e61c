import { expect, test } from 'vitest';
import { attemptOf, isEarlier, withSuperseded } from '../../src/run/attempt.ts';
import { aCommit, aRun, type RunSketch } from '../support/a-run.ts';

type Trigger = Partial<ReturnType<typeof aRun>['trigger']>;

const attempt = (trigger: Trigger, more: RunSketch = {}) =>
  attemptOf(aRun({ ...more, trigger: { run: '77', job: 'fit', ...trigger } }));

test('attempts at one job have one key, in whatever order its matrix values stand', () => {
  const first = attempt({ matrix: { seed: 1, os: 'linux' } });
  expect(first).toEqual({ job: expect.stringMatching(/^[0-9a-f]{16}$/) as string, number: 1 });
  expect(attempt({ matrix: { os: 'linux', seed: 1 }, attempt: 3 })).toEqual({ job: first?.job, number: 3 });
});

test.each<[string, Trigger, RunSketch?]>([
  ['workflow run', { run: '78' }],
  ['job', { job: 'fit-too' }],
  ['matrix value', { matrix: { seed: 2 } }],
  ['experiment', {}, { experiment: 'fares' }],
  // A job that checks out the tip of a branch trains something else when it is run again.
  ['commit', {}, { source: { commit: aCommit('c0ffee') } }],
])('another %s is another job', (_, trigger, more) => {
  const [one, other] = [attempt({}), attempt({ ...trigger, attempt: 2 }, more)];
  expect(isEarlier(one, other)).toBe(false);
  expect(isEarlier(one, attempt({ attempt: 2 }))).toBe(true);
});

test('a run outside of workflows is no attempt', () => {
  expect(attemptOf(aRun())).toBeUndefined();
});

test('the newest attempt that is not deleted supersedes the others, two runs of one attempt stand side by side', () => {
  const line = (name: string, number: number, deleted = false) => {
    return { name, attempt: { job: 'a', number }, ...(deleted ? { deleted } : {}) };
  };
  const runs = [line('gone', 3, true), line('new', 2), line('also new', 2), line('old', 1), { name: 'by hand' }];
  const superseded = withSuperseded<{ name: string; superseded?: boolean }>(runs).filter((run) => run.superseded);
  expect(superseded.map(({ name }) => name)).toEqual(['old']);
});
