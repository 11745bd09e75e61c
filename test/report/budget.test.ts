import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderComment } from '../../src/report/comment.ts';
import type { ReportInput } from '../../src/report/report-input.ts';
import { renderSummary } from '../../src/report/summary.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { aDigest, anImprovement, aPullRequestRun, aRun, type ReportStory } from '../support/a-run.ts';
import { aReport } from './a-report.ts';
import { foreign } from './foreign.ts';
import { mermaidBlocks } from './mermaid-parser.ts';
import { rendered } from './rendered.ts';

interface Extent {
  readonly metrics: number;
  readonly params: number;
  /** Appended to every name, to make it long and hard to write. */
  readonly tail?: string;
}

function aStory({ metrics, params, tail = '' }: Extent): ReportStory {
  const runOf = (shift: number): Pick<RunRecord, 'params'> & { metrics: Record<string, number> } => ({
    metrics: {
      ...Object.fromEntries(
        Array.from({ length: metrics }, (_, index) => [`m${index}${tail}`, Math.sin(index) + shift]),
      ),
      rmse: 6 + shift,
    },
    params: Object.fromEntries(Array.from({ length: params }, (_, index) => [`p${index}${tail}`, index + shift])),
  });
  return {
    candidate: aPullRequestRun(runOf(0.5)),
    history: Array.from({ length: 3 }, (_, index) => aRun(runOf(index / 100), index)),
    gates: { rmse: { max: 5, primary: true } },
  };
}

/** Long enough that five hundred rows do not fit. */
const TAIL = '_of_a_stage'.repeat(7);

/** More than fits, in every section that can shrink. */
const LARGE = aReport(aStory({ metrics: 5000, params: 2000, tail: TAIL }));
const largeComment = renderComment(LARGE);

describe('a comment that is too long', () => {
  it('is left whole while it fits', () => {
    const comment = renderComment(aReport(aStory({ metrics: 40, params: 60 })));
    expect(comment).not.toContain(' more ');
    expect(mermaidBlocks(comment)).toHaveLength(1);
  });

  it('loses plots before metrics, metrics before params, and says where the rest is', () => {
    const comment = largeComment;
    const summary = 'in the [job summary](https://github.com/acme/trips/actions/runs/19283746551)';
    expect(comment).toContain(`1 more plot ${summary}.`);
    expect(comment).toContain(`4,971 more ${summary}.`);
    expect(comment).toContain(`1,950 more changed params ${summary}.`);
    expect(comment.match(/^- p\d+_\w+: /gm)).toHaveLength(50);
  });

  it('loses only as much as it must', () => {
    const comment = renderComment(aReport(aStory({ metrics: 2000, params: 60, tail: TAIL })));
    expect(comment.match(/^- p\d+_\w+: /gm)).toHaveLength(60);
    expect(comment).toContain('1,971 more');
  });

  it('loses earlier results first', () => {
    const previous = renderComment(
      aReport({ ...aStory({ metrics: 1, params: 1 }), candidate: aPullRequestRun({}, 30) }),
    );
    const story = aStory({ metrics: 1, params: 2 });
    const whole = renderComment(aReport(story, { previousBody: previous }));
    expect(whole).toContain('<b>Earlier results on this PR</b>: 1');
    const shorter = renderComment(aReport(story, { previousBody: previous }), whole.length - 1);
    expect(shorter).toContain('1 earlier result in the [job summary](');
    expect(mermaidBlocks(shorter)).toHaveLength(1);
  });

  it.each<[string, ReportInput, string?]>([
    ['5,000 metrics and 2,000 params', LARGE, largeComment],
    [
      'names of 10,000 characters that all need escaping',
      aReport(aStory({ metrics: 300, params: 300, tail: '<&@|`_*[]'.repeat(1100) })),
    ],
    ['names of four-byte characters', aReport(aStory({ metrics: 3000, params: 2000, tail: '🙂'.repeat(100) }))],
  ])('of %s keeps marker, verdict, table and gates under the limits', (_, report, comment = renderComment(report)) => {
    expect(comment.length).toBeLessThanOrEqual(60_000);
    expect(comment.split('\n', 1)).toEqual(['<!-- mlops:report v=1 key=duration pr=128 -->']);
    const page = rendered(comment);
    expect(page.prose).toContain('❌ Fail:');
    expect(page.cells.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => 7));
    expect(comment).toContain('**fail: ≤ 5** (1.50 over)');
    expect(comment).toContain('- **fail** `rmse`: 6.5 is above the maximum of 5');

    const summary = renderSummary(report);
    expect(new TextEncoder().encode(summary).length).toBeLessThanOrEqual(1024 * 1024);
    expect(summary).toContain('**fail: ≤ 5** (1.50 over)');
  });
});

describe('the summary', () => {
  it('shows every metric, a plot of each that has a history, and the run', () => {
    const summary = renderSummary(aReport(aStory({ metrics: 40, params: 3 })));
    expect(mermaidBlocks(summary)).toHaveLength(41);
    expect(summary).toContain('<b>All 41 metrics</b>');
    expect(summary).toContain('<b>Run and environment</b>');
    expect(summary).toContain('| Runtimes | `python 3.12.7` |');
  });

  it('lists what the capture warned of', () => {
    const { history, gates } = anImprovement();
    const candidate = aPullRequestRun({
      capture: {
        found: ['metrics.json'],
        warnings: [{ message: 'not JSON: unexpected end', file: 'metrics.json', line: 3 }],
      },
    });
    expect(renderSummary(aReport({ candidate, history, gates }))).toContain(
      '- ⚠️ not JSON: unexpected end (`metrics.json:3`)',
    );
  });

  it('is no comment: it carries no marker and no state', () => {
    expect(renderSummary(aReport(anImprovement()))).not.toContain('<!--');
  });
});

describe('whatever a run reports', () => {
  const count = fc.integer({ min: 0, max: 1200 });
  const extent = fc.record({ metrics: count, params: count, tail: foreign, warnings: count, packages: count });

  it('a comment keeps marker, verdict, table and gates, and drops the sections in their order', () => {
    const previous = renderComment(aReport(aStory({ metrics: 1, params: 1 }), { previousBody: undefined })).replace(
      /"run":"[0-9a-f]{32}"/,
      `"run":"${'ab'.repeat(16)}"`,
    );
    const seen = new Set<string>();
    fc.assert(
      fc.property(extent, ({ metrics, params, tail, warnings, packages }) => {
        const story = aStory({ metrics, params, tail });
        const list = (version: number) => Array.from({ length: packages }, (_, index) => `p${index}==${version}`);
        const candidate: RunRecord = {
          ...story.candidate,
          capture: { found: [], warnings: Array.from({ length: warnings }, () => ({ message: tail })) },
          environment: { ...story.candidate.environment, packages: { digest: aDigest('b2'), list: list(2) } },
        };
        const history = story.history.map((run) => ({
          ...run,
          environment: { ...run.environment, packages: { digest: aDigest('b1'), list: list(1) } },
        }));
        const comment = renderComment(aReport({ ...story, candidate, history }, { previousBody: previous }));
        expect(comment.length).toBeLessThanOrEqual(60_000);
        expect(comment.startsWith('<!-- mlops:report v=1 key=duration pr=128 -->\n<!-- mlops:state {')).toBe(true);
        expect(comment).toContain('\n### ❌ Fail: `rmse` of `duration` is 1.50 over its limit');
        expect(comment).toContain('- **fail** `rmse`: 6.5 is above the maximum of 5');
        expect(comment).toContain('| **fail: ≤ 5** (1.50 over) |');
        expect(comment).toContain('\n<sub>Updated for `9f3c2ab`');
        const has = {
          earlier: comment.includes('<b>Earlier results on this PR</b>'),
          plot: comment.includes('<b>Plot</b>'),
          metrics: rowsBelow(comment) > 30,
          params: (comment.match(/^- p\d+/gm)?.length ?? 0) > 50,
        };
        // What is worth less does not stand where something worth more had to go.
        if (params > 50 && !has.params) expect(has).toMatchObject({ metrics: false, plot: false, earlier: false });
        if (metrics > 30 && !has.metrics) expect(has).toMatchObject({ plot: false, earlier: false });
        if (!has.plot) expect(has).toMatchObject({ earlier: false });
        seen.add(JSON.stringify(has));
      }),
      { numRuns: 12, endOnFailure: true },
    );
    // Where nothing had to go, and where much had to, were both seen.
    expect(seen.size).toBeGreaterThan(1);
  }, 60_000);
});

/** Rows of the collapsed table of all metrics. */
function rowsBelow(comment: string): number {
  const [, block = ''] = /<summary><b>All [\d,]+ metrics<\/b><\/summary>\n\n(.*?)\n\n/s.exec(comment) ?? [];
  return block.split('\n').length - 2;
}
