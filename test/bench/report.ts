// Rendering the largest comments: what a run or a matrix far beyond the usual makes of the limit of 60,000 characters.
import { baselineChoice, compareRuns } from '../../src/comparison/compare.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderLegsComment } from '../../src/report/legs-comment.ts';
import type { LegsInput } from '../../src/report/legs-input.ts';
import type { ReportInput } from '../../src/report/report-input.ts';
import { aPullRequestRun, aRun } from '../support/a-run.ts';
import { medianOf, type BenchRow } from './row.ts';

const ROUNDS = 15;

export async function benchReport(): Promise<readonly BenchRow[]> {
  const long = (tail: string): string => tail.repeat(50);
  return [
    rowOf('5,000 metrics and 2,000 params', () => renderComment(aReport(5000, 2000))),
    rowOf('3,000 metrics and 2,000 params with names of 200 emoji', () =>
      renderComment(aReport(3000, 2000, long('🙂🙃☃️é'))),
    ),
    rowOf('3,000 metrics and 2,000 params with names that need escaping', () =>
      renderComment(aReport(3000, 2000, long('<&@|`_*[]'))),
    ),
    rowOf('256 legs of 40 metrics', () => renderLegsComment(aMatrix(256))),
  ];
}

function rowOf(what: string, render: () => string): BenchRow {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    render();
    return performance.now() - started;
  });
  return { section: 'report', what, unit: 'ms', ours: medianOf(times), limit: 'under 100' };
}

const made = new Map<string, ReportInput>();

function aReport(metrics: number, params: number, tail = ''): ReportInput {
  const key = JSON.stringify([metrics, params, tail]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const sketch = (shift: number) => ({
    metrics: {
      ...Object.fromEntries(Array.from({ length: metrics }, (_, n) => [`m${n}${tail}`, Math.sin(n) + shift])),
      rmse: 6 + shift,
    },
    params: Object.fromEntries(Array.from({ length: params }, (_, n) => [`p${n}${tail}`, n + shift])),
  });
  const history = Array.from({ length: 6 }, (_, index) => aRun(sketch(index / 100), index));
  const base = history.at(-1)!;
  const candidate = aPullRequestRun(sketch(0.5));
  const comparison = compareRuns({
    candidate,
    baseline: { record: base, choice: baselineChoice(base, 'the run of the merge base') },
    history,
    gates: { rmse: { max: 5, primary: true } },
  });
  const input: ReportInput = {
    run: candidate,
    comparison,
    baseRecord: base,
    model: 'duration',
    key: 'duration',
    pullRequestNumber: 128,
    repositoryUrl: 'https://github.com/acme/trips',
    runUrl: 'https://github.com/acme/trips/actions/runs/19283746551',
    updated: candidate.ended,
  };
  made.set(key, input);
  return input;
}

function aMatrix(legs: number): LegsInput {
  const one = aReport(40, 20);
  const [first, ...others] = Array.from({ length: legs }, (_, seed) => ({
    ...one,
    run: { ...one.run, id: seed.toString(16).padStart(32, '0'), trigger: { ...one.run.trigger, matrix: { seed } } },
  }));
  return { ...one, legs: [first!, ...others], missing: [], superseded: 0 };
}
