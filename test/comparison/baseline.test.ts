import { describe, expect, it } from 'vitest';
import { baselineRequest, findBaselines, historyLines, type BaselineFacts } from '../../src/comparison/baseline.ts';
import type { RunLine } from '../../src/tracking/history.ts';
import { aCommit, anId } from '../support/a-run.ts';

function aLine(minute: number, over: Partial<RunLine> = {}): RunLine {
  return {
    id: anId(minute),
    blob: aCommit('b10b'),
    status: 'finished',
    experiment: 'duration',
    commit: aCommit(`c${minute}`),
    branch: 'main',
    dirty: false,
    overridden: false,
    ...over,
  };
}

/** Newest first, as the index gives them. */
const MAIN = [aLine(50), aLine(40), aLine(30), aLine(20), aLine(10)];

function choose(lines: readonly RunLine[], facts: Partial<BaselineFacts> = {}) {
  const request = baselineRequest({
    setting: undefined,
    run: anId(60),
    experiment: 'duration',
    branch: 'feature',
    pullRequest: { baseBranch: 'main', mergeBase: aCommit('c30') },
    ...facts,
  });
  const found = findBaselines(lines, request);
  if ('reason' in found) return { reason: found.reason, ...(found.isNamed ? { isNamed: true } : {}) };
  const [{ line, how }] = found.options;
  return { id: line.id, how };
}

describe('a leg of a matrix', () => {
  const leg = 'aaaaaaaaaaaaaaaa';
  const other = { leg: 'bbbbbbbbbbbbbbbb' };

  it('is compared with the same leg, not with others of the same commit or outside of any matrix', () => {
    const lines = [aLine(55, { commit: aCommit('c30'), ...other }), ...MAIN, aLine(5, { leg, commit: aCommit('c30') })];
    expect(choose(lines, { leg })).toEqual({ id: anId(5), how: 'the run of the merge base' });
    expect(choose(lines)).toMatchObject({ id: anId(30) });
    const own = aLine(1, { leg });
    expect(choose([aLine(55, other), ...MAIN, own], { leg, branch: 'main', pullRequest: undefined })).toMatchObject({
      id: own.id,
    });
    expect(historyLines([aLine(8, other), ...MAIN, own], { experiment: 'duration', branch: 'main', leg })).toEqual([
      own,
    ]);
  });

  it('has no baseline where only other legs ran, and it is said why', () => {
    const reason = 'no run of duration with the same matrix values on main yet';
    expect(choose([aLine(55, other), ...MAIN], { leg })).toEqual({ reason });
  });

  it('is compared with any run that is named by its id', () => {
    expect(choose([aLine(55, other), ...MAIN], { leg, setting: anId(55) })).toMatchObject({ id: anId(55) });
  });
});

describe('the baseline of a pull request', () => {
  it('is the run of the merge base, though newer runs exist', () => {
    expect(choose(MAIN)).toEqual({ id: anId(30), how: 'the run of the merge base' });
  });

  it('is the newest of several runs of the merge base', () => {
    expect(choose([aLine(55, { commit: aCommit('c30') }), ...MAIN])).toMatchObject({ id: anId(55) });
  });

  it('is a run on the base branch rather than the same commit on another branch', () => {
    expect(choose([aLine(55, { commit: aCommit('c30'), branch: 'other' }), ...MAIN])).toMatchObject({ id: anId(30) });
  });

  it.each([
    ['failed', { status: 'failed' }],
    ['had uncommitted changes', { dirty: true }],
    ['had params of their own', { overridden: true }],
    ['came from a fork', { fork: true }],
    ['belongs to another experiment', { experiment: 'fares' }],
  ])(
    'falls back to the newest success on the base branch, and says so, when the run of the merge base %s',
    (_, over) => {
      const lines = MAIN.map((line) => (line.id === anId(30) ? { ...line, ...over } : line));
      expect(choose(lines)).toEqual({
        id: anId(50),
        how: 'the newest success on main; the merge base c30c30c has no eligible run',
      });
    },
  );

  it('falls back when the merge base is not known', () => {
    expect(choose(MAIN, { pullRequest: { baseBranch: 'main', mergeBase: undefined } })).toEqual({
      id: anId(50),
      how: 'the newest success on main; the merge base is not known',
    });
  });

  it('says that the base branch has moved on where the newer state of it was merged into what was trained', () => {
    const pullRequest = { baseBranch: 'main', mergeBase: aCommit('c30'), mergedWith: aCommit('c50') };
    expect(choose(MAIN, { pullRequest })).toEqual({
      id: anId(30),
      how: 'the run of the merge base; main has moved on to c50c50c, which was merged for this run',
    });
    expect(choose(MAIN, { pullRequest: { ...pullRequest, mergedWith: aCommit('c30') } })).toMatchObject({
      how: 'the run of the merge base',
    });
  });

  it('is none, with the reason, when nothing ran on the base branch or nothing there is usable', () => {
    expect(choose([aLine(50, { branch: 'feature' })])).toEqual({ reason: 'no run of duration on main yet' });
    expect(
      choose([aLine(50, { status: 'failed' }), aLine(40, { status: 'killed' }), aLine(30, { dirty: true })]),
    ).toEqual({
      reason: 'no usable run of duration on main: 2 did not finish, 1 had uncommitted changes',
    });
  });
});

describe('the baseline of a push', () => {
  const push = { pullRequest: undefined, branch: 'main' } as const;

  it('is the previous success on the same branch, never the run itself and never a later one', () => {
    expect(choose(MAIN, { ...push, run: anId(40) })).toEqual({
      id: anId(30),
      how: 'the newest earlier success on main',
    });
  });

  it('skips deleted runs', () => {
    const lines = MAIN.map((line) => (line.id > anId(30) ? { ...line, deleted: true } : line));
    expect(choose(lines, push)).toMatchObject({ id: anId(30) });
  });

  it('skips failures', () => {
    expect(choose([aLine(50, { status: 'failed' }), ...MAIN.slice(1)], push)).toMatchObject({ id: anId(40) });
  });

  it('is the previous success also where `merge-base` is configured', () => {
    expect(choose(MAIN, { ...push, setting: 'merge-base' })).toMatchObject({ id: anId(50) });
  });

  it('is none on a detached HEAD', () => {
    expect(choose(MAIN, { ...push, branch: undefined })).toEqual({
      reason: 'the run is on no branch, so it has no earlier run there',
    });
  });
});

describe('a named baseline', () => {
  it('may be `none`', () => {
    expect(choose(MAIN, { setting: 'none' })).toEqual({ reason: 'no baseline was asked for' });
  });

  it('may be a branch', () => {
    const lines = [aLine(55, { branch: 'release/1' }), ...MAIN];
    expect(choose(lines, { setting: 'release/1' })).toEqual({
      id: anId(55),
      how: 'the newest success on release/1',
    });
  });

  it('is a branch first, even if its name could be the start of a run id', () => {
    const lines = [aLine(55, { branch: anId(10).slice(0, 12) }), ...MAIN];
    expect(choose(lines, { setting: anId(10).slice(0, 12) })).toMatchObject({ id: anId(55) });
  });

  it('may be a run id or a unique start of one, with uncommitted changes too', () => {
    const lines = MAIN.map((line) => (line.id === anId(20) ? { ...line, dirty: true } : line));
    expect(choose(lines, { setting: anId(20) })).toEqual({ id: anId(20), how: 'the run that was asked for' });
    expect(choose(lines, { setting: anId(20).slice(0, 20) })).toMatchObject({ id: anId(20) });
  });

  it('says why a run id cannot be the baseline', () => {
    const short = anId(10).slice(0, 6);
    expect(choose(MAIN, { setting: short })).toEqual({
      reason: `5 runs start with ${short}; give more of the id`,
      isNamed: true,
    });
    expect(choose(MAIN, { setting: 'abcdef12' })).toEqual({ reason: 'there is no run abcdef12', isNamed: true });
    expect(choose([aLine(10, { status: 'failed' })], { setting: anId(10) })).toEqual({
      reason: `run ${anId(10)} did not finish (failed)`,
      isNamed: true,
    });
    expect(choose([aLine(10, { experiment: 'fares' })], { setting: anId(10) })).toEqual({
      reason: `run ${anId(10)} belongs to another experiment, fares`,
      isNamed: true,
    });
    expect(choose(MAIN, { setting: 'no/such branch' })).toEqual({
      reason: 'there is no run of duration on a branch no/such branch',
      isNamed: true,
    });
    expect(choose(MAIN, { setting: 'duration@v9.0.0' })).toEqual({
      reason:
        'there is no run of duration on a branch duration@v9.0.0 and no version or stage duration@v9.0.0 with a run',
      isNamed: true,
    });
    expect(choose([], { setting: 'duration@production', versionRun: anId(10) })).toEqual({
      reason: `duration@production cannot be the baseline: there is no run ${anId(10)}`,
      isNamed: true,
    });
  });

  it('is never a deleted run, and says so', () => {
    const lines = MAIN.map((line) => (line.id === anId(50) ? { ...line, deleted: true } : line));
    expect(choose(lines, { setting: anId(50) })).toEqual({ reason: `run ${anId(50)} is deleted`, isNamed: true });
    expect(choose(lines, { setting: 'main' })).toMatchObject({ id: anId(40) });
    // Of two that begin alike the one that is there is meant.
    expect(choose(lines.slice(0, 2), { setting: anId(50).slice(0, 6) })).toMatchObject({ id: anId(40) });
  });

  it('may be the run behind a stage or a version', () => {
    expect(choose(MAIN, { setting: 'duration@production', versionRun: anId(10) })).toEqual({
      id: anId(10),
      how: 'the run of duration@production',
    });
  });
});

describe('the baseline of a run with overrides', () => {
  const facts = { pullRequest: undefined, branch: 'main', overriddenCommit: aCommit('c20') } as const;

  it('is the newest plain run of the same commit', () => {
    expect(choose([aLine(55, { commit: aCommit('c20') }), ...MAIN], facts)).toEqual({
      id: anId(55),
      how: 'the run of the same commit without the overrides',
    });
    expect(choose(MAIN, { ...facts, pullRequest: { baseBranch: 'main', mergeBase: aCommit('c30') } })).toMatchObject({
      id: anId(20),
    });
  });

  it.each([
    ['has overrides too', { overridden: true }],
    ['is dirty', { dirty: true }],
    ['belongs to another experiment', { experiment: 'fares' }],
  ])('is chosen by the usual rule where the run of that commit %s', (_, over) => {
    const lines = MAIN.map((line) => (line.id === anId(20) ? { ...line, ...over } : line));
    expect(choose(lines, facts)).toMatchObject({ id: anId(50) });
  });

  it('is the named one where one is named', () => {
    expect(choose(MAIN, { ...facts, setting: anId(10) })).toMatchObject({ id: anId(10) });
  });
});

describe('the history of a branch', () => {
  it('is its eligible runs, oldest first, before a run, at most twelve', () => {
    const lines = [
      aLine(99),
      aLine(98, { dirty: true }),
      aLine(97, { branch: 'other' }),
      aLine(96, { experiment: 'fares' }),
      ...Array.from({ length: 20 }, (_, index) => aLine(80 - index)),
    ];
    const ids = historyLines(lines, { experiment: 'duration', branch: 'main', before: anId(90) }).map(
      (line) => line.id,
    );
    expect(ids).toEqual(Array.from({ length: 12 }, (_, index) => anId(69 + index)));
  });
});
