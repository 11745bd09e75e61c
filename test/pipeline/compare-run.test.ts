import { describe, expect, it } from 'vitest';
import { Gate } from '../../src/config/schema.ts';
import { compareWithHistory, type CompareOptions } from '../../src/pipeline/judging/compare-run.ts';
import { renderRunReport } from '../../src/pipeline/reporting/report-run.ts';
import type { RunEvent } from '../../src/run/event.ts';
import type { RunRecord } from '../../src/run/record.ts';
import type { TrackingHistory } from '../../src/tracking/history.ts';
import { aCommit, anId, aPullRequestRun, aRun, type RunSketch } from '../support/a-run.ts';
import { anEvent } from '../support/an-event.ts';
import { createRemote, temporaryFolder } from '../support/git-fixtures.ts';
import { openTestHistory } from '../tracking/open-test-history.ts';

const GATES = { rmse: Gate.parse({ better: 'lower', 'max-regression': '1%' }) };
const BASE = { baseBranch: 'main', mergeBase: aCommit('41d07ce') };

/** A real tracking branch with these runs and events. */
async function historyOf(
  folder: string,
  records: readonly RunRecord[],
  events: readonly RunEvent[] = [],
): Promise<TrackingHistory> {
  const history = openTestHistory(createRemote(`${folder}/remote.git`), folder);
  const bundles = records.map((record) => ({ record, files: {} }));
  if (records.length > 0) await history.append(bundles, events);
  return history;
}

interface Asked extends Partial<Omit<CompareOptions, 'settings'>> {
  readonly baseline?: string;
  readonly gates?: Readonly<Record<string, Gate>>;
  readonly events?: readonly RunEvent[];
}

async function compare(candidate: RunRecord, earlier: readonly RunRecord[], asked: Asked = {}) {
  using folder = temporaryFolder();
  const { baseline, gates = GATES, events, ...options } = asked;
  const { comparison } = await compareWithHistory(candidate, {
    history: await historyOf(folder.path, earlier, events),
    settings: { baseline, gates },
    pullRequest: BASE,
    resolveVersion: async () => undefined,
    ...options,
  });
  return comparison;
}

/** What a run that failed or passed its gates has written down. */
function judged(status: 'pass' | 'fail'): RunSketch['comparison'] {
  const verdict = { status, warned: false, reasons: [] };
  return { schema: 1, run: anId(), rows: [], verdict, historyRuns: [] };
}

describe('a baseline that was asked for by name', () => {
  it.each(['maim', 'abcdef12', 'duration@production'])(
    'makes the regression gate inconclusive when there is no %s',
    async (baseline) => {
      const comparison = await compare(aPullRequestRun(), [aRun({}, 1)], { baseline });
      expect(comparison.verdict).toMatchObject({
        status: 'inconclusive',
        reasons: [{ metric: 'rmse', reason: expect.stringContaining(`there is no run`) as string }],
      });
      expect(comparison.noBaseline).toContain(baseline);
      expect(comparison.namedBaselineMissing).toBe(true);
    },
  );

  it('leaves the gate skipped for `none`, and where the default rules find nothing', async () => {
    for (const asked of [{ baseline: 'none' }, {}]) {
      const comparison = await compare(aPullRequestRun(), [], asked);
      expect(comparison.verdict).toBeUndefined();
      expect(comparison.rows[0]?.gate?.status).toBe('skipped');
      expect(comparison.namedBaselineMissing).toBeUndefined();
    }
  });
});

describe('a run that is no useful baseline', () => {
  const usable = aRun({}, 1);

  it('is passed over where it lacks what is gated, and that is said', async () => {
    const atMergeBase = aRun({ metrics: { loss: 1 }, source: { commit: BASE.mergeBase } }, 5);
    const comparison = await compare(aPullRequestRun(), [usable, atMergeBase]);
    expect(comparison.baseline).toMatchObject({
      run: usable.id,
      how: 'the newest success on main; the merge base 41d07ce has no eligible run; passed over: 1 run that lacks the metrics to compare',
    });
  });

  it('is passed over, without gates, where it shares no metric', async () => {
    const strange = aRun({ metrics: { loss: 1 } }, 5);
    const previous = { pullRequest: undefined, gates: {} };
    expect((await compare(aRun({}, 9), [usable, strange], previous)).baseline?.run).toBe(usable.id);
    const both = aRun({ metrics: { loss: 1, rmse: 2 } }, 9);
    expect((await compare(both, [usable, strange], previous)).baseline?.run).toBe(strange.id);
  });

  it('is passed over where its own gates failed, so that failures do not become the new normal', async () => {
    const failed = [5, 6].map((minute) => aRun({ comparison: judged('fail') }, minute));
    const comparison = await compare(aRun({}, 9), [usable, ...failed], { pullRequest: undefined });
    expect(comparison.baseline).toMatchObject({
      run: usable.id,
      how: 'the newest earlier success on main; passed over: 2 runs that failed their gates',
    });
  });

  it('is taken all the same where there is nothing better, and that is said', async () => {
    const failed = aRun({ comparison: judged('fail') }, 5);
    const comparison = await compare(aRun({}, 9), [failed], { pullRequest: undefined });
    expect(comparison.baseline).toMatchObject({
      run: failed.id,
      how: 'the newest earlier success on main, though it failed its gates: no better run was found',
    });
  });

  it('is taken whatever its gates said where it is the run of the merge base, or the run that was named', async () => {
    const failed = aRun({ comparison: judged('fail'), source: { commit: BASE.mergeBase } }, 5);
    const earlier = [usable, failed, aRun({}, 6)];
    expect((await compare(aPullRequestRun(), earlier)).baseline).toMatchObject({
      run: failed.id,
      how: 'the run of the merge base',
    });
    const named = await compare(aPullRequestRun(), earlier, { baseline: failed.id });
    expect(named.baseline).toMatchObject({ run: failed.id, how: 'the run that was asked for' });
  });

  it('is looked for among the ten nearest runs only', async () => {
    const failed = Array.from({ length: 10 }, (_, index) => aRun({ comparison: judged('fail') }, 2 + index));
    const comparison = await compare(aRun({}, 30), [usable, ...failed], { pullRequest: undefined });
    expect(comparison.baseline?.run).toBe(failed.at(-1)?.id);
  });
});

describe('what became known of a run after it was recorded', () => {
  const [good, deleted, killed] = [aRun({}, 2), aRun({}, 3), aRun({}, 4)];
  const events = [
    anEvent({ type: 'deletion', run: deleted.id }, 5),
    anEvent({ type: 'status', run: killed.id, status: 'killed' }, 6),
  ];

  it('keeps it from being a baseline when it was deleted or found killed', async () => {
    const asked = { events, pullRequest: undefined };
    const comparison = await compare(aRun({}, 9), [good, deleted, killed], asked);
    expect(comparison.baseline?.run).toBe(good.id);
    expect(comparison.historyRuns.map(({ run }) => run)).toEqual([good.id]);
  });

  it('is said where that run was asked for', async () => {
    const earlier = [good, deleted];
    const named = await compare(aRun({}, 9), earlier, { events, baseline: deleted.id });
    expect(named.noBaseline).toBe(`run ${deleted.id} is deleted`);
    const version = { baseline: 'duration@v1.0.0', resolveVersion: async () => deleted.id };
    expect((await compare(aRun({}, 9), earlier, { events, ...version })).noBaseline).toContain(
      `${deleted.id} is deleted`,
    );
  });
});

describe('a leg of a matrix', () => {
  it('is compared with the run of the same matrix values, and its trend is read from those alone', async () => {
    const leg = (seed: number): NonNullable<RunSketch['trigger']> => ({
      event: 'push',
      job: 'train',
      matrix: { seed },
    });
    const earlier = [2, 4, 6].flatMap((minute) => [
      aRun({ trigger: leg(1), metrics: { rmse: minute } }, minute),
      aRun({ trigger: leg(2), metrics: { rmse: 100 } }, minute + 1),
    ]);
    const comparison = await compare(aRun({ trigger: leg(1) }, 9), earlier, { pullRequest: undefined });
    expect(comparison.baseline?.run).toBe(anId(6));
    expect(comparison.rows[0]?.history).toEqual([2, 4, 6]);
    const none = await compare(aRun({ trigger: leg(3) }, 9), earlier, { pullRequest: undefined });
    expect(none.noBaseline).toBe('no run of duration with the same matrix values on main yet');
  });
});

describe('a series of automatic decisions', () => {
  const gates = { rmse: Gate.parse({ better: 'lower', test: 'superiority' }) };
  const minutes = [1, 2, 3, 4, 5, 6, 7];
  const earlier = minutes.map((minute) => aRun({ metrics: { rmse: 6 + (minute % 3) / 10 } }, minute));
  const registered: RunEvent = {
    schema: 1,
    id: anId(10),
    run: anId(5),
    time: '2026-11-23T06:50:00.000Z',
    type: 'registration',
    model: 'duration',
    version: 'v1.0.0',
    tag: 'duration@v1.0.0',
  };
  const reasonOf = async (asked: Asked): Promise<string> => {
    const options = { gates, pullRequest: undefined, ...asked };
    const { verdict } = await compare(aRun({ metrics: { rmse: 3 } }, 20), earlier, options);
    return verdict?.reasons[0]?.reason ?? '';
  };

  it('counts the finished runs of the branch since the last version', async () => {
    expect(await reasonOf({ isAutomatic: true })).toMatch(/; decision 8 since the last version, α 0\.00047$/);
    expect(await reasonOf({ isAutomatic: true, events: [registered] })).toMatch(/; decision 3 since the last version/);
  });

  it('counts the versions since the one that holds the stage, where it is decided on that', async () => {
    const events = [3, 5, 6].map((minute) => ({ ...registered, id: anId(10 + minute), run: anId(minute) }));
    const onStage = { isAutomatic: true, events, baseline: 'the champion', resolveVersion: async () => anId(3) };
    expect(await reasonOf({ ...onStage, champion: anId(3) })).toMatch(/; decision 3 since the last version/);
  });

  it('has all of α for a run that no version depends on', async () => {
    expect(await reasonOf({})).toMatch(/: shown to be better$/);
  });
});

describe('a run with overrides', () => {
  const candidate = aRun({ trigger: { overrides: { max_depth: '8' } }, source: { commit: aCommit('abc1234') } }, 20);

  it('is compared with the plain run of the same commit, though newer runs exist and it is on another branch', async () => {
    const plain = aRun({ source: { commit: aCommit('abc1234'), branch: 'idea' } }, 3);
    const comparison = await compare(candidate, [plain, aRun({}, 5)], { pullRequest: undefined });
    expect(comparison.baseline).toMatchObject({
      run: plain.id,
      how: 'the run of the same commit without the overrides',
    });
  });

  it('is compared by the usual rule where its commit was never trained without them', async () => {
    const comparison = await compare(candidate, [aRun({}, 5)], { pullRequest: undefined });
    expect(comparison.baseline).toMatchObject({ run: anId(5), how: 'the newest earlier success on main' });
  });
});

describe('the report of a recorded run', () => {
  it('is the comment that was posted: key, fail-on and links are those of the run', async () => {
    using folder = temporaryFolder();
    const run = aPullRequestRun({
      trigger: { event: 'pull_request', url: 'https://github.com/acme/trips/actions/runs/192' },
      metrics: { rmse: 9 },
    });
    const history = await historyOf(folder.path, [aRun({}, 1)]);
    const settings = { baseline: undefined, gates: GATES, failOn: 'never', commentKey: 'nightly' } as const;
    const { comparison } = await compareWithHistory(run, {
      history,
      settings,
      pullRequest: BASE,
      resolveVersion: async () => undefined,
    });
    await history.append([{ record: { ...run, comparison: { ...comparison } }, files: {} }]);
    const [line] = await history.lines({ matches: ({ id }) => id === run.id });
    if (line === undefined) throw new Error('the run is not there');
    const { comment } = await renderRunReport(line, history);
    expect(comment).toMatch(/^<!-- mlops:report v=1 key=nightly pr=128 -->\n/);
    expect(comment).toContain('The job does not fail, because `fail-on` is `never`.');
    expect(comment).toContain('[job summary](https://github.com/acme/trips/actions/runs/192)');
    expect(comment).toContain(`https://github.com/acme/trips/commit/${aRun({}, 1).source.commit}`);
  });
});

it('compares the run of a tag, which is on no branch, with the runs of the branch that it is given', async () => {
  const { branch: _, ...source } = aRun().source;
  const tagged = { ...aRun({}, 9), source: { ...source, tag: 'v1.0.0' } };
  const earlier = aRun({}, 3);
  const asked = { pullRequest: undefined, homeBranch: 'main' };
  expect((await compare(tagged, [earlier], asked)).baseline).toMatchObject({
    run: earlier.id,
    how: 'the newest earlier success on main',
  });
});

describe('a job that was run again', () => {
  const attempt = (number: number, minute: number, sketch: RunSketch = {}): RunRecord =>
    aRun({ ...sketch, trigger: { event: 'push', run: '77', job: 'fit', attempt: number } }, minute);
  const asked = { pullRequest: undefined };
  const before = aRun({ metrics: { rmse: 5 } }, 1);

  it('is not compared with its own earlier attempt, which is no point of its trend either', async () => {
    const { baseline, historyRuns } = await compare(attempt(2, 9), [before, attempt(1, 5)], asked);
    expect(baseline?.run).toBe(before.id);
    expect(historyRuns.map(({ run }) => run)).toEqual([before.id]);
  });

  it('is one point for all that come later: that of its newest attempt, whatever order they were recorded in', async () => {
    const [first, second] = [attempt(1, 3, { metrics: { rmse: 9 } }), attempt(2, 5)];
    const { baseline, historyRuns } = await compare(aRun({}, 9), [second, before, first], asked);
    expect(baseline?.run).toBe(second.id);
    expect(historyRuns.map(({ run }) => run)).toEqual([before.id, second.id]);
  });

  it('counts by its earlier attempt again when the newest one is deleted', async () => {
    const [first, second] = [attempt(1, 3), attempt(2, 5)];
    const events = [anEvent({ type: 'deletion', run: second.id })];
    expect((await compare(aRun({}, 9), [first, second], { ...asked, events })).baseline?.run).toBe(first.id);
  });

  it('leaves no baseline where its last attempt failed, and that is said', async () => {
    const failed = attempt(2, 5, { status: 'failed', error: { message: 'x' } });
    const { noBaseline } = await compare(aRun({}, 9), [attempt(1, 3), failed], asked);
    expect(noBaseline).toBe('no usable run of duration on main: 1 did not finish, 1 gave way to a later attempt');
  });
});
