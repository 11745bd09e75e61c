import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Gate } from '../../../src/config/schema.ts';
import { noiseLimit } from '../../../src/comparison/noise.ts';
import { metricHistoryFigure } from '../../../src/report/plot/metric-history.ts';
import type { ReportInput } from '../../../src/report/report-input.ts';
import { budgetsFor } from '../../../src/report/budget.ts';
import { viewOf } from '../../../src/report/report-view.ts';
import { aHistory, aPullRequestRun, anImprovement } from '../../support/a-run.ts';
import { aReport } from '../a-report.ts';

function figureOf(input: ReportInput, name: string) {
  const [budget] = budgetsFor('summary');
  if (budget === undefined) throw new Error('no budget');
  const view = viewOf(input, budget, 'summary');
  const row = input.comparison.rows.find((candidate) => candidate.name === name);
  if (row === undefined) throw new Error(`no row ${name}`);
  const { comparison } = input;
  const facts = { id: 'm', row, comparison, format: view.format(row), commit: '9f3c2ab', subject: 'this PR' };
  return { row, figure: metricHistoryFigure(facts) };
}

function reportOf(values: readonly number[], candidate: number, gate?: Gate): ReportInput {
  const history = aHistory({ loss: values });
  const gates = gate === undefined ? {} : { loss: gate };
  return aReport({ candidate: aPullRequestRun({ metrics: { loss: candidate } }), history, gates });
}

/** Top and height of the band, and the places of lines and marks. */
function places(svg: string) {
  const band = /<rect class="band" [^>]*y="([\d.-]+)" height="([\d.-]+)"/.exec(svg);
  const limits = [...svg.matchAll(/<line class="(?:limit|warning)" [^>]*y1="([\d.-]+)"/g)].map(([, y]) => Number(y));
  const run = Number(/<path class="run" d="M[\d.-]+ [\d.-]+L[\d.-]+ ([\d.-]+)L/.exec(svg)?.[1]);
  const baseline = Number(/<rect class="baseline" [^>]*y="([\d.-]+)"/.exec(svg)?.[1]) + 5;
  const past = [...svg.matchAll(/<circle class="past" [^>]*cy="([\d.-]+)"/g)].map(([, y]) => Number(y));
  return { band: band === null ? undefined : [Number(band[1]), Number(band[2])], limits, run, baseline, past };
}

describe('the history of a metric', () => {
  it('marks the baseline, what is within noise of it, both limits, and this run below them', () => {
    const { row, figure } = figureOf(aReport(anImprovement()), 'rmse');
    const { band, limits, run, baseline, past } = places(figure?.svg.markup ?? '');
    expect(past).toHaveLength(11);
    const [top = 0, height = 0] = band ?? [];
    expect(top + height / 2).toBeCloseTo(baseline, 1);
    const reach = noiseLimit(row.noise ?? { sigma: Number.NaN, runs: 0, source: 'history' });
    // From 6.1 to its maximum of 7 is as far as the scale says.
    const unit = ((limits[0] ?? 0) - baseline) / (7 - 6.1);
    expect(height / 2).toBeCloseTo(Math.abs(unit) * reach, 0);
    expect((limits[1] ?? 0) - baseline).toBeCloseTo(unit * 0.061, 0);
    expect(run - baseline).toBeCloseTo(unit * (5.82 - 6.1), 0);
    expect(figure?.legend.map(({ words }) => words)).toEqual([
      'this PR: 5.82',
      'baseline: 6.10',
      'earlier runs',
      expect.stringMatching(/^within noise of the baseline: ±0\.\d+, 2 σ of a difference of two runs$/),
      'maximum: 7',
      'regression limit: 6.16',
    ]);
    expect(figure?.description).toBe('rmse was between 5.82 and 6.42; of this PR it is 5.82.');
    expect(figure?.table.rows.at(-2)).toEqual(['41d07ce (baseline)', '6.10']);
    expect(figure?.table.rows.at(-1)).toEqual(['9f3c2ab (this PR)', '5.82']);
  });

  it('tells a limit that would flatten the line, and does not draw it', () => {
    const { figure } = figureOf(reportOf([1, 1.1, 1.05, 1.02, 1.01], 1.03, { better: 'lower', max: 1000 }), 'loss');
    expect(places(figure?.svg.markup ?? '').limits).toEqual([]);
    expect(figure?.legend.map(({ words }) => words)).toContain('maximum: 1,000, outside of the plot');
  });

  it('leaves a gap where a run lacks the metric', () => {
    const input = reportOf([1, 2, 3, 4, 5], 6);
    const rows = input.comparison.rows.map((row) => ({ ...row, history: [1, null, 3, 4, 5] }));
    const { figure } = figureOf({ ...input, comparison: { ...input.comparison, rows } }, 'loss');
    expect(/<path class="past" d="([^"]*)"/.exec(figure?.svg.markup ?? '')?.[1]?.match(/M/g)).toHaveLength(2);
    expect(figure?.table.rows[1]?.[1]).toBe('–');
  });

  it('of one value is no plot', () => {
    expect(figureOf(aReport({ ...anImprovement(), history: [] }), 'rmse').figure).toBeUndefined();
  });

  it('stays on its sheet, whatever the values are', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.double({ min: -1, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 12 }), value, value, (values, candidate, max) => {
        const { figure } = figureOf(reportOf(values, candidate, { better: 'lower', max }), 'loss');
        if (figure === undefined) return Math.max(...[...values, candidate].map(Math.abs)) > 1e290;
        const svg = figure.svg.markup;
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        const { band = [14, 0], limits, run, past } = places(svg);
        for (const y of [...limits, run, ...past, band[0] ?? 0, (band[0] ?? 0) + (band[1] ?? 0)]) {
          expect(y).toBeGreaterThanOrEqual(13.9);
          expect(y).toBeLessThanOrEqual(300);
        }
        return true;
      }),
      { numRuns: 150 },
    );
  });
});
