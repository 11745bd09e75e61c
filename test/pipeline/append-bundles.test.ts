import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MlopsError } from '../../src/error.ts';
import { appendBundles } from '../../src/pipeline/recording/append-bundles.ts';
import { trackingError } from '../../src/tracking/tracking-error.ts';
import { aRun } from '../support/a-run.ts';
import { createRemote, git, temporaryFolder } from '../support/git-fixtures.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';

const bundles = (minutes: readonly number[]) => minutes.map((minute) => ({ record: aRun({}, minute), files: {} }));

test('all runs are one commit, and nothing is written when they are there', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(join(folder.path, 'remote.git'));
  const history = openTestHistory(remote, folder.path);
  const first = await appendBundles(bundles([1, 2, 3]), history);
  expect(first).toMatchObject({ written: true, runs: bundles([1, 2, 3]).map(({ record }) => record.id), refused: [] });
  expect(git(remote, ['log', '--format=%s', REF]).split('\n')).toEqual(['runs: 3', 'Start the tracking branch']);
  expect(await appendBundles(bundles([1, 2, 3]), history)).toEqual({ ...first, written: false });
  expect(await appendBundles([], history)).toMatchObject({ commit: undefined, runs: [] });
});

test('a run that the branch refuses costs no other one', async () => {
  using folder = temporaryFolder();
  const history = openTestHistory(createRemote(join(folder.path, 'remote.git')), folder.path);
  await history.append(bundles([3]));
  const changed = { record: aRun({ metrics: { rmse: 99 } }, 3), files: {} };
  const { runs, refused, written } = await appendBundles([...bundles([1, 2]), changed, ...bundles([4, 5])], history);
  expect(written).toBe(true);
  expect(runs).toEqual(bundles([1, 2, 4, 5]).map(({ record }) => record.id));
  expect(refused).toEqual([
    { run: changed.record.id, error: expect.objectContaining({ code: 'tracking-conflict' }) as MlopsError },
  ]);
  expect(await history.lines()).toHaveLength(5);
});

test.each(['refused', 'lost-race'] as const)(
  'a branch that takes nothing is an error, after one try (%s)',
  async (kind) => {
    let tries = 0;
    const append = (): never => {
      tries += 1;
      throw trackingError({ kind, said: 'no' }, REF);
    };
    await expect(appendBundles(bundles([1, 2, 3]), { append })).rejects.toBeInstanceOf(MlopsError);
    expect(tries).toBe(1);
  },
);
