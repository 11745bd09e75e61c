import { expect, test } from 'vitest';
import { syncRecords } from '../../src/pipeline/recording/sync-records.ts';
import { aBundle } from '../support/a-bundle.ts';
import { aCommit, aPullRequestRun, aRun, type RunSketch } from '../support/a-run.ts';
import { zipOf } from '../support/zip.ts';
import { startOnGitHub } from './on-github.ts';

const FORK = 'run-of-a-fork';

/** As GitHub numbers and describes the workflow runs here. */
const OF_MAIN = { trigger: { run: '4711' } };

test('records that earlier workflow runs left are written once, newest first, whoever else does the same; those of forks are not', async () => {
  await using at = await startOnGitHub([FORK]);
  const downloads = (): number => at.github.requests.filter(({ path }) => path.endsWith('/zip')).length;
  const [first, second, third, known, foreign] = [1, 2, 3, 4, 5].map((minute) => aBundle(OF_MAIN, minute));
  await at.history.append([known!]);
  await at.leave(first!, 'run-1');
  await at.leave(third!, 'run-2');
  await at.leave(second!, 'run-2');
  await at.leave(known!, 'run-2');
  await at.leave(foreign!, FORK);
  await at.leaveArchive('cars-model', zipOf({ 'model.bin': 'x' }));

  // Too much for one time is left for the next.
  const limits = { listed: 5000, records: 1, milliseconds: 60_000 };
  expect(await syncRecords(at.ports, { ...limits, milliseconds: -1 })).toMatchObject({ replayed: 0 });
  expect(at.said.warn).toEqual(['only the newest artifacts of the repository were looked at (1)']);
  const once = await syncRecords(at.ports, limits);
  expect([once, at.said.warn.slice(1)]).toMatchObject([
    { found: 4, recorded: 1, replayed: 1, foreign: 1, left: 2 },
    [],
  ]);
  const ids = async (): Promise<readonly string[]> => (await at.history.lines()).map(({ id }) => id);
  expect(await ids()).toEqual([known, third].map((each) => each?.record.id));
  expect(at.said.info.filter((line) => line.includes('a workflow run of a fork uploaded it'))).toHaveLength(1);

  const expected = { found: 4, recorded: 2, replayed: 2, refused: 0, foreign: 1, left: 0 };
  const both = await Promise.all([syncRecords(at.ports), syncRecords(at.ports)]);
  expect(both).toEqual([expect.objectContaining(expected), expect.objectContaining(expected)]);
  expect(at.subjects()[0]).toBe('runs: 2');
  expect(at.subjects()).toHaveLength(4);
  expect(await ids()).toEqual([known, third, second, first].map((each) => each?.record.id));
  expect(await at.history.readFile(first!.record.id, 'series.jsonl')).toEqual(first!.files['series.jsonl']);
  // What the branch has is known by its name and not downloaded.
  expect(downloads()).toBe(5);
  expect(await syncRecords(at.ports)).toMatchObject({ found: 4, recorded: 4, replayed: 0, commit: undefined });
  expect(downloads()).toBe(5);
});

const [HEAD, MERGE, BASE] = [aCommit('9f3c2ab'), aCommit('3e'), aCommit('41d07ce')];
const PULL = { number: 1, head: HEAD, base: BASE };

test('of a pull request’s workflow run only records of its branch, and of its commit or the merge of that, are written', async () => {
  const parents: Readonly<Record<string, readonly string[]>> = { [MERGE]: [BASE, HEAD], [BASE]: [aCommit('77')] };
  await using at = await startOnGitHub([], {
    runOf: () => ({ ref: 'bump', head: HEAD }),
    parentsOf: (commit) => parents[commit],
  });
  const bump = (commit: string): RunSketch => ({ source: { branch: 'bump', commit, pull_request: PULL }, ...OF_MAIN });
  const good = [aPullRequestRun(bump(MERGE), 1), aPullRequestRun(bump(HEAD), 2)];
  const planted: readonly (readonly [RunSketch, string])[] = [
    // The baseline of the next pull request, had it been taken.
    [{ source: { commit: BASE }, ...OF_MAIN }, 'it says that it is of main, not of bump'],
    [{ source: { commit: HEAD }, ...OF_MAIN }, 'it says that it is of main, not of bump'],
    [bump(BASE), `it says that it trained commit ${BASE}, not ${HEAD}`],
    [bump(aCommit('c0ffee1')), `it says that it trained commit ${aCommit('c0ffee1')}`],
    [{ source: { branch: 'bump', commit: MERGE }, ...OF_MAIN }, `it says that it trained commit ${MERGE}`],
    [{ source: { branch: 'bump', commit: HEAD } }, 'it says that workflow run (none) made it, not 4711'],
    [
      { source: { branch: 'bump', commit: HEAD }, trigger: { run: '9' } },
      'it says that workflow run 9 made it, not 4711',
    ],
  ];
  const records = [
    ...good,
    ...planted.map(([sketch], index) => aRun({ metrics: { rmse: 0.001 }, ...sketch }, 10 + index)),
  ];
  for (const record of records) await at.leave({ record, files: {} });
  expect(await syncRecords(at.ports)).toMatchObject({ found: 9, replayed: 2, refused: 7 });
  expect((await at.history.lines()).map(({ id }) => id).toSorted()).toEqual(good.map(({ id }) => id));
  expect(at.said.warn.toReversed()).toEqual(planted.map(([, why]) => expect.stringContaining(why) as string));
});
