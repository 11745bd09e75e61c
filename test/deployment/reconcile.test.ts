import { describe, expect, test } from 'vitest';
import { unwishedHolders, whatToReconcile } from '../../src/deployment/reconcile.ts';
import type { StageWish } from '../../src/deployment/stage-file.ts';
import type { TagObject } from '../../src/registry/event.ts';
import { renderTagMessage } from '../../src/registry/evidence.ts';
import { renderPromotionMessage, type Promotion } from '../../src/registry/promotion.ts';
import { registryState, type RegistryState } from '../../src/registry/state.ts';

const RUN = '0197a1b2c3d47e5f80718293a4b5c6d7';
const digestOf = (version: string): string => version.replaceAll(/\D/g, '').padStart(64, '0');
const commitOf = (version: string): string => version.replaceAll(/\D/g, '').padStart(40, 'c');

/** Versions v1.0.0 and so on in the order of their registration, then what the stages were given. */
function registry(
  versions: readonly string[],
  events: readonly (readonly [string, string, Partial<Promotion>?])[],
): RegistryState {
  const tags: TagObject[] = versions.map((version, index) => ({
    name: `duration@${version}`,
    object: `${index}`,
    commit: commitOf(version),
    commitTime: 0,
    time: index,
    tagger: 'x',
    message: renderTagMessage('duration', version, {
      schema: 1,
      run: RUN,
      commit: commitOf(version),
      metrics: {},
      model_digest: digestOf(version),
      files: [],
    }),
  }));
  for (const [index, [stage, version, more]] of events.entries()) {
    const told: Promotion = {
      schema: 1,
      kind: 'promotion',
      model: 'duration',
      version,
      stage,
      metrics: {},
      gates: [],
      ...more,
    };
    tags.push({
      name: `duration#${stage}#${index + 1}`,
      object: `e${index}`,
      commit: commitOf(version),
      commitTime: 0,
      time: 100 + index,
      tagger: 'x',
      message: renderPromotionMessage(told),
    });
  }
  return registryState(tags);
}

function wish(version: string, more: Partial<StageWish> = {}): StageWish {
  return { stage: 'production', model: 'duration', version, digest: digestOf(version), ...more };
}

const ALL = ['v1.0.0', 'v2.0.0', 'v3.0.0'];
const ROLLED_BACK: Partial<Promotion> = { kind: 'rollback', replaces: 'v2.0.0', reason: 'slow' };

test('what the registry has already is not outstanding', () => {
  const state = registry(ALL, [['production', 'v1.0.0']]);
  expect(whatToReconcile([wish('v1.0.0')], state)).toEqual({ outstanding: [], refused: [] });
});

test('another version than the one that holds the stage is, and so is the first of a stage', () => {
  const state = registry(ALL, [['production', 'v1.0.0']]);
  const [production, staging] = [wish('v2.0.0'), wish('v1.0.0', { stage: 'staging', forced: 'urgent' })];
  expect(whatToReconcile([production, staging], state).outstanding).toEqual([
    { kind: 'promotion', wish: production, holder: 'v1.0.0' },
    { kind: 'promotion', wish: staging, holder: undefined },
  ]);
});

describe('the version before', () => {
  test('is a rollback, as after a git revert', () => {
    const state = registry(ALL, [
      ['production', 'v1.0.0'],
      ['production', 'v2.0.0'],
    ]);
    expect(whatToReconcile([wish('v1.0.0')], state).outstanding).toMatchObject([
      { kind: 'rollback', holder: 'v2.0.0' },
    ]);
  });

  test('of another stage is none', () => {
    const state = registry(ALL, [
      ['staging', 'v1.0.0'],
      ['production', 'v2.0.0'],
    ]);
    expect(whatToReconcile([wish('v1.0.0')], state).outstanding).toMatchObject([{ kind: 'promotion' }]);
  });

  test('further back is a promotion, which asks for its evidence', () => {
    const state = registry(ALL, [
      ['production', 'v1.0.0'],
      ['production', 'v2.0.0'],
      ['production', 'v3.0.0'],
    ]);
    expect(whatToReconcile([wish('v1.0.0')], state).outstanding).toMatchObject([{ kind: 'promotion' }]);
  });
});

describe('a version that was rolled back from', () => {
  const state = registry(ALL, [
    ['production', 'v1.0.0'],
    ['production', 'v2.0.0'],
    ['production', 'v1.0.0', ROLLED_BACK],
  ]);

  test('does not come back with the next push, since the file was left as it was', () => {
    const { outstanding, refused } = whatToReconcile([wish('v2.0.0')], state);
    expect(outstanding).toEqual([]);
    expect(refused).toMatchObject([
      { because: expect.stringContaining('production was rolled back from duration v2.0.0: slow') as string },
    ]);
  });

  test('comes back where the file says why', () => {
    expect(whatToReconcile([wish('v2.0.0', { forced: 'fixed' })], state).outstanding).toMatchObject([
      { kind: 'promotion', holder: 'v1.0.0' },
    ]);
  });

  test('does not come back for the reason that it had before, but for a new one', () => {
    const forced = { forced: 'urgent' };
    const again = registry(ALL, [
      ['production', 'v1.0.0'],
      ['production', 'v2.0.0', { forced: true, reason: 'urgent' }],
      ['production', 'v1.0.0', ROLLED_BACK],
    ]);
    expect(whatToReconcile([wish('v2.0.0', forced)], again)).toMatchObject({ outstanding: [], refused: [{}] });
    expect(whatToReconcile([wish('v2.0.0', { forced: 'it was the network' })], again).outstanding).toHaveLength(1);
  });

  test('and still holds another stage is not complained of', () => {
    const also = registry(ALL, [
      ['staging', 'v2.0.0'],
      ['production', 'v1.0.0'],
      ['production', 'v2.0.0'],
      ['production', 'v1.0.0', ROLLED_BACK],
    ]);
    expect(whatToReconcile([wish('v2.0.0', { stage: 'staging' })], also)).toEqual({ outstanding: [], refused: [] });
  });
});

test.each([
  ['a digest that is not the evidence’s', { digest: 'f'.repeat(64) }, 'the file names ffff'],
  ['no digest', { digest: undefined }, 'the file names none'],
  ['an unknown version', { version: 'v9.0.0' }, 'duration has no version v9.0.0'],
  ['an unknown model', { model: 'constructor' }, 'no model is called constructor'],
])('%s is refused, whoever holds the stage', (_, more, words) => {
  const { outstanding, refused } = whatToReconcile([wish('v1.0.0', more)], registry(ALL, [['production', 'v1.0.0']]));
  expect(outstanding).toEqual([]);
  expect(refused).toMatchObject([{ because: expect.stringContaining(words) as string }]);
});

test('a stage called as a member of every object is held by nobody', () => {
  expect(whatToReconcile([wish('v1.0.0', { stage: 'constructor' })], registry(ALL, [])).outstanding).toMatchObject([
    { kind: 'promotion', holder: undefined },
  ]);
});

test('a stage that has a version although its file names none of the model is told apart', () => {
  const { artifacts } = registry(['v1.0.0'], [['production', 'v1.0.0']]);
  const stages = ['staging', 'production'];
  expect(unwishedHolders(stages, [], artifacts[0])).toEqual([{ stage: 'production', version: 'v1.0.0' }]);
  expect(unwishedHolders(stages, [wish('v1.0.0')], artifacts[0])).toEqual([]);
  expect(unwishedHolders(stages, [], undefined)).toEqual([]);
});
