import { describe, expect, it } from 'vitest';
import { compareContext } from '../../src/comparison/changes.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { aCommit, aDataFile, aDigest, aPullRequestRun, aRun } from '../support/a-run.ts';

function withPackages(digest: string, list?: string[]): RunRecord {
  return aRun({ environment: { packages: { digest: aDigest(digest), ...(list === undefined ? {} : { list }) } } });
}

describe('what changed beside the metrics', () => {
  it('is nothing between two runs of the same', () => {
    expect(compareContext(aRun(), aRun({}, 1))).toEqual({
      params: [],
      paramCount: 2,
      data: [],
      packages: [],
      environment: [],
      code: { baseline: aCommit(), candidate: aCommit(), same: true },
    });
  });

  it('is params that were changed, added and removed', () => {
    const base = aRun({ params: { a: 1, b: 'x', c: true } });
    const { params, paramCount } = compareContext(base, aRun({ params: { a: 2, b: 'x', d: '[1,2]' } }));
    expect(params).toEqual([
      { name: 'a', baseline: '1', candidate: '2' },
      { name: 'c', baseline: 'true' },
      { name: 'd', candidate: '[1,2]' },
    ]);
    expect(paramCount).toBe(4);
  });

  it.each([
    [0.1, '0.10', true],
    [1, '1', true],
    [true, 'true', true],
    [true, 1, false],
    ['007', '7', false],
    [0, '', false],
    [0, ' ', false],
  ])('takes the params %j and %j for the same: %s', (a, b, same) => {
    expect(compareContext(aRun({ params: { x: a } }), aRun({ params: { x: b } })).params.length === 0).toBe(same);
  });

  it('is data whose bytes differ, not data that moved', () => {
    const base = aRun({ data: [aDataFile({ path: 'a.csv' }), aDataFile({ path: 'b.csv', sha256: aDigest('bb') })] });
    const moved = aRun({
      data: [aDataFile({ path: 'c.csv' }), aDataFile({ path: 'b.csv', sha256: aDigest('cc'), rows: 7 })],
    });
    expect(compareContext(base, moved).data).toEqual([
      {
        name: 'b.csv',
        baseline: `sha256:${aDigest('bb').slice(0, 12)}, 1,284,112 rows`,
        candidate: `sha256:${aDigest('cc').slice(0, 12)}, 7 rows`,
      },
    ]);
  });

  it('is packages by name, however they are written', () => {
    const base = withPackages('aa', ['numpy==2.1.0', '@scope/left-pad@1.3.0', 'gone==1', 'mine @ file:///a']);
    const candidate = withPackages('bb', ['numpy==2.2.0', '@scope/left-pad@1.4.0', 'new==1', 'mine @ file:///a']);
    expect(compareContext(base, candidate).packages).toEqual([
      { name: '@scope/left-pad', baseline: '1.3.0', candidate: '1.4.0' },
      { name: 'gone', baseline: '1' },
      { name: 'new', candidate: '1' },
      { name: 'numpy', baseline: '2.1.0', candidate: '2.2.0' },
    ]);
  });

  it('is one line for packages of which only the digest is known, and none where nothing is known', () => {
    expect(compareContext(withPackages('aa'), withPackages('bb')).packages).toEqual([
      { name: 'packages', baseline: aDigest('aa').slice(0, 12), candidate: aDigest('bb').slice(0, 12) },
    ]);
    const { packages: _, ...unknown } = aRun().environment;
    expect(compareContext(withPackages('aa'), { ...aRun(), environment: unknown }).packages).toEqual([]);
  });

  it('is runtimes and hardware, but not a few pages of memory', () => {
    const base = aRun({ environment: { memory: 16_000_000_000 } });
    const other = aRun({ environment: { memory: 16_000_100_000, gpu: 'T4', runtimes: { python: '3.13.0' } } });
    expect(compareContext(base, other).environment).toEqual([
      { name: 'gpu', candidate: 'T4' },
      { name: 'runtime python', baseline: '3.12.7', candidate: '3.13.0' },
    ]);
  });

  it('is the command, and the code by the head of the pull request', () => {
    const changes = compareContext(
      aRun({ source: { commit: aCommit('41d07ce') } }),
      aPullRequestRun({ command: 'make train' }),
    );
    expect(changes.command).toEqual({ name: 'command', baseline: 'python train.py', candidate: 'make train' });
    expect(changes.code).toEqual({ baseline: aCommit('41d07ce'), candidate: aCommit('9f3c2ab'), same: false });
  });

  it('does not call code the same when it had uncommitted changes', () => {
    expect(compareContext(aRun(), aRun({ source: { dirty: true } })).code.same).toBe(false);
  });
});
