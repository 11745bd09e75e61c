import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingLegs } from '../../src/comparison/legs.ts';
import { renderLegsComment, renderLegsSummary } from '../../src/report/legs-comment.ts';
import type { LegsInput } from '../../src/report/legs-input.ts';
import { aHistory, aPullRequestRun, type ReportStory, type RunSketch } from '../support/a-run.ts';
import { aReport } from './a-report.ts';
import { foreign } from './foreign.ts';
import { rendered } from './rendered.ts';

const HISTORY = aHistory({ rmse: [6.3, 6.22, 6.19, 6.21, 6.12, 6.1] });
const GATES = { rmse: { better: 'lower', primary: true, max: 7 } } as const;

function aStory(seed: unknown, sketch: RunSketch, minute: number, total = 3): ReportStory {
  const trigger = { event: 'pull_request', job: 'train', attempt: 1, job_total: total, matrix: { os: 'linux', seed } };
  return { candidate: aPullRequestRun({ ...sketch, trigger }, minute), history: HISTORY, gates: GATES };
}

function input(stories: readonly ReportStory[], over: Partial<LegsInput> = {}): LegsInput {
  const [first, ...others] = stories.map((story) => aReport(story));
  return {
    legs: [first!, ...others],
    missing: missingLegs(stories.map(({ candidate }) => candidate)),
    superseded: 0,
    best: undefined,
    model: 'duration',
    key: 'duration',
    pullRequestNumber: 128,
    repositoryUrl: 'https://github.com/acme/trips',
    runUrl: 'https://github.com/acme/trips/actions/runs/19283746551',
    updated: '2026-11-23T07:40:12.340Z',
    ...over,
  };
}

const GOOD = aStory(1, { metrics: { rmse: 5.8 } }, 60);
const BAD = aStory(2, { metrics: { rmse: 7.4 } }, 61);
const BROKEN = aStory(
  3,
  {
    status: 'failed',
    error: { message: 'MemoryError', exit_code: 137, tail: ['MemoryError'] },
    metrics: {},
    model: { files: [] },
  },
  62,
);

/** What stands above the details. */
function aboveTheFold(markdown: string): string {
  return markdown.slice(0, markdown.indexOf('<details>')).trimEnd();
}

describe('the comment of a matrix', () => {
  it('answers for all legs first, then leg by leg in one table', () => {
    expect(aboveTheFold(renderLegsComment(input([GOOD, BAD, BROKEN], { best: GOOD.candidate.id }))))
      .toMatchInlineSnapshot(`
        "<!-- mlops:report v=1 key=duration pr=128 -->
        <!-- mlops:state {"earlier":[],"now":{"head":"9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2ab9f3c2","metrics":[],"outcome":"not-trained","run":"01a20758f480729aa6a6a5a9a9a9a9a9"}} -->
        ### ⛔ Not trained: \`duration\` was not trained in 1 of 3 legs, and fails in 1

        3 legs: **1 not trained**, **1 fail**, 1 pass. This fails the job.

        |  | Leg | Verdict | Metric | Baseline | Value | Change |
        |:-:|:--|:--|:--|--:|--:|:--|
        | ✅ | **seed: 1** (best) | pass | rmse | 6.10 | 5.80 | −0.30 (−4.9 %, 6.7 σ) better |
        | ❌ | seed: 2 | fail | rmse | 6.10 | 7.40 | +1.30 (+21.3 %, 29.2 σ) worse |
        | ⛔ | seed: 3 | failed with exit code 137 | rmse | 6.10 | – | missing |"
      `);
  });

  it('says how many legs left no record, and what stands there of earlier attempts', () => {
    const markdown = renderLegsComment(input([GOOD], { superseded: 2 }));
    expect(markdown).toContain('### ⛔ Not trained: `duration` has no record of 2 of 3 legs');
    expect(markdown).toContain(
      '**2 of the 3 legs of `train` left no record**: it was cancelled before it could, or its machine was lost. ' +
        '2 runs of earlier attempts are recorded too. This fails the job.',
    );
  });

  it('says that nothing blocks the merge when all passed', () => {
    const all = [1, 2, 3].map((seed) => aStory(seed, { metrics: { rmse: 5 } }, 60 + seed));
    const markdown = renderLegsComment(input(all));
    expect(markdown).toContain('### ✅ Pass: `duration` in all 3 legs\n\n3 legs: 3 pass. Nothing blocks this merge.');
    expect(markdown.match(/Nothing blocks/g)).toHaveLength(1);
    expect(markdown.match(/<details>\n<summary>✅ <b><code>seed: \d<\/code><\/b>: pass/g)).toHaveLength(3);
  });

  it('carries earlier results of the pull request, and a report made again is not its own predecessor', () => {
    const before = renderLegsComment(input([GOOD, BAD, BROKEN]));
    const again = renderLegsComment(input([GOOD, BAD, BROKEN], { previousBody: before }));
    expect(again).toBe(before);
    const next = renderLegsComment(input([aStory(1, {}, 70, 1)], { previousBody: before }));
    expect(next).toContain('<b>Earlier results on this PR</b>: 1');
    expect(next).toContain('⛔ not trained');
  });

  it('of 256 legs keeps the whole table under the limit, details of those that did not pass before others', () => {
    const legs = Array.from({ length: 256 }, (_, index) =>
      aStory(index, { metrics: { rmse: index === 77 ? 8 : 5 } }, 60 + index, 256),
    );
    const markdown = renderLegsComment(input(legs));
    expect(markdown.length).toBeLessThanOrEqual(60_000);
    expect(markdown.match(/^\| [✅❌]/gmu)).toHaveLength(256);
    expect(markdown).toContain('<summary>❌ <b><code>seed: 77</code></b>: fail</summary>');
    expect(markdown).toContain('Details of 255 legs in the [job summaries]');
  });

  it('has the same structure whatever matrix values, jobs and models are called', () => {
    const named = (texts: readonly string[]): string => {
      const stories = [0, 1].map((index) => {
        const at = (slot: number): string => texts[slot * 2 + index] ?? '';
        const story = aStory(at(0), { model: { name: at(1) } }, 60 + index);
        const matrix = { [texts[6] ?? '']: at(0), same: 1 };
        const trigger = { ...story.candidate.trigger, job: at(2), matrix };
        return { ...story, candidate: { ...story.candidate, trigger } };
      });
      return renderLegsComment(input(stories, { model: texts[0] ?? '', key: texts[1] ?? '' }));
    };
    const tame = rendered(named(['a', 'b', 'c', 'd', 'e', 'f', 'g']));
    const seven = fc.uniqueArray(foreign, { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(seven, (texts) => {
        const page = rendered(named(texts));
        expect([page.tags, page.cells]).toEqual([tame.tags, tame.cells]);
        expect(/@[\p{L}\p{N}]|#\d|GH-\d|https?:\/\/|www\./iu.exec(page.prose)?.[0]).toBeUndefined();
        expect(page.links).toHaveLength(tame.links.length);
        expect(page.html.match(/<!--/g)).toHaveLength(2);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('of the largest hostile matrix still fits', () => {
    const long = '`|<@x>'.repeat(2000);
    const legs = Array.from({ length: 256 }, (_, index) =>
      aStory(`${index}${long}`, { metrics: { rmse: 8 } }, 60 + index, 256),
    );
    const body = renderLegsComment(input(legs));
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(body).toContain('more in the [job summaries]');
  });
});

describe('the job summary of a matrix', () => {
  it('has the same table and the environment of each run', () => {
    const markdown = renderLegsSummary(input([GOOD, BAD, BROKEN]));
    expect(markdown.startsWith('### ⛔ Not trained: `duration` was not trained in 1 of 3 legs')).toBe(true);
    expect(markdown.match(/<b>Run and environment<\/b>/g)).toHaveLength(3);
  });
});
