// The page that people look at: its words, its drawings, and that nothing foreign gets out of its place.
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directionOf } from '../../../src/comparison/direction.ts';
import { isCount, isTrainingMetric } from '../../../src/comparison/metric-name.ts';
import { renderReportPage } from '../../../src/report/html/report-page.ts';
import { STYLE, STYLE_DIGEST } from '../../../src/report/html/style.ts';
import type { ReportInput } from '../../../src/report/report-input.ts';
import {
  aBrokenTraining,
  aDataFile,
  aDigest,
  aPullRequestRun,
  aRegression,
  aRun,
  anImprovement,
  type RunSketch,
} from '../../support/a-run.ts';
import { aReport } from '../a-report.ts';
import { foreign } from '../foreign.ts';
import { structureOf } from './page-structure.ts';
import { pairedRows } from './paired-rows.ts';

describe('a page', () => {
  it('answers first, then shows the metrics, their plots, and what is collapsed', () => {
    const { text } = structureOf(renderReportPage(aReport(anImprovement())));
    const order = [
      'Warn:',
      'against',
      'Metric',
      'higher is better',
      'What changed:',
      'Metrics over the last runs',
      'rmse over the last 12 runs and this PR',
      'Params',
      'Code, data, environment',
      'Run and environment',
      'Reproduce and artifacts',
      'sha256:5d0c5d0c…0c',
      'Updated for',
    ].map((words) => text.indexOf(words));
    expect(order).not.toContain(-1);
    expect(text).not.toContain('xychart');
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('says of every plot what it shows, in words and as a table', () => {
    const page = renderReportPage(aReport(anImprovement()), pairedRows('binary'));
    const figures = [...page.matchAll(/<figure>(.*?)<\/figure>/gs)].map(([, figure = '']) => figure);
    expect(figures).toHaveLength(8);
    const ids = figures.map((figure) => /aria-labelledby="(\S+)-title (\S+)-text"/.exec(figure)?.[1] ?? '');
    expect(new Set(ids).size).toBe(8);
    for (const [index, figure] of figures.entries()) {
      expect(figure).toContain(`<title id="${ids[index]}-title">`);
      expect(figure).toMatch(new RegExp(`<desc id="${ids[index]}-text">[^<]{20,}</desc>`));
      expect(figure).toMatch(/<th scope="col">/);
    }
  });

  it.each([
    ['regression', ['Slices: difference of the mean absolute error', 'Residuals by prediction']],
    ['binary', ['Slices: difference of the Brier score', 'ROC curve', 'Precision and recall', 'Calibration']],
  ] as const)('draws of a %s what its predictions allow', (task, titles) => {
    const page = renderReportPage(aReport(anImprovement()), pairedRows(task));
    const found = [...page.slice(page.indexOf('<h2>Predictions')).matchAll(/<figcaption>(.*?)</g)];
    expect(found.map(([, title]) => title)).toEqual(titles);
  });

  it('tells of a broken training, of missing values and of a first run', () => {
    const broken = structureOf(renderReportPage(aReport(aBrokenTraining())));
    expect(broken.text).toContain("ModuleNotFoundError: No module named 'joblib'");
    const worse = structureOf(renderReportPage(aReport(aRegression())));
    expect(worse.text).toContain('the data differ, so scores are not comparable');
    const first = structureOf(renderReportPage(aReport({ ...anImprovement(), history: [] })));
    expect(first.text).toMatch(/duration\s+has no baseline/);
    expect(first.tags).not.toContain('figure');
  });

  it('loads nothing, runs nothing, and allows its own style sheet alone', () => {
    const page = renderReportPage(aReport(anImprovement()), pairedRows('regression'));
    expect(createHash('sha256').update(STYLE).digest('base64')).toBe(STYLE_DIGEST);
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(page).not.toMatch(
      /<(?:script|link|img|iframe|object|embed|use|image|foreignObject)\b|\bon\w+=|\bstyle=|url\(/i,
    );
    expect(page).toContain(`<style>${STYLE}</style>`);
    expect(STYLE).not.toMatch(/[<@]import|https?:/);
  });
});

const SLOTS = 56;
type Texts = readonly string[];

/** A run in which every string that a training, a branch or a file name could choose is foreign. */
function aSketch(texts: Texts, offset: number, values: readonly [number, number]): RunSketch {
  const at = (index: number): string => texts[index] ?? '';
  const own = (index: number): string => at(offset + index);
  return {
    experiment: at(0),
    command: own(0),
    metrics: {
      [at(1)]: { value: values[0], unit: at(2) },
      [at(3)]: { value: values[1] },
      [at(4)]: { value: 'NaN' },
    },
    params: { [at(5)]: own(1), [own(2)]: 1 },
    data: [aDataFile({ path: at(6), sha256: aDigest(`${offset}`) })],
    model: { name: at(0), files: [{ path: own(3), size: 5_000_000, sha256: aDigest('5d') }] },
    source: { repository: own(4), branch: `| ${own(5)}` },
    trigger: { event: own(6), actor: own(7), overrides: { [own(8)]: own(9) } },
    environment: {
      os: `os${own(10)}`,
      cpu: `cpu${own(11)}`,
      gpu: `gpu${own(12)}`,
      container: `image${own(13)}`,
      runtimes: { [at(7)]: `${offset}${own(14)}` },
      packages: { digest: aDigest(`${offset}`), list: [`pkg==${offset}${own(15)}`] },
    },
    capture: { found: [own(16)], warnings: [{ message: own(17), file: own(18), line: 3 }] },
  };
}

function aForeignReport(texts: Texts): ReportInput {
  const at = (index: number): string => texts[index] ?? '';
  const history = [1, 2, 3, 4, 5, 6].map((step) => aRun(aSketch(texts, 8, [6 + (step % 4) / 10, step]), step));
  const candidate = aPullRequestRun(aSketch(texts, 28, [5.5, 4]));
  const gates = {
    [at(1)]: { better: 'lower', primary: true, max: 7, 'max-regression': '1%' },
    [at(4)]: { better: 'lower', max: 1 },
  } as const;
  return aReport({ candidate, history, gates }, { model: at(0), key: at(50) });
}

const TAME: Texts = Array.from({ length: SLOTS }, (_, index) => `word ${String(index).padStart(2, '0')}`);

/** Texts of which no two look the same, and none is a well-known name of a metric. */
const foreignTexts = fc.uniqueArray(
  foreign.filter((text) => directionOf(text, undefined) === 'unknown' && !isCount(text) && !isTrainingMetric(text)),
  { minLength: SLOTS, maxLength: SLOTS },
);

describe('a page of foreign strings', () => {
  it('has the very structure that it has with tame ones: no tag, attribute, style or link comes out of a name', () => {
    const draw = (texts: Texts) =>
      renderReportPage(aForeignReport(texts), pairedRows('binary', 60, texts.slice(51, 54)));
    const tame = structureOf(draw(TAME));
    expect(
      tame.tags.filter((tag) => tag.startsWith('svg viewBox=0 0 480') || tag.startsWith('svg xmlns')),
    ).toHaveLength(6);
    fc.assert(
      fc.property(foreignTexts, (texts) => {
        const page = draw(texts);
        const found = structureOf(page);
        // Params stand by name, so that what is added and removed takes another order.
        expect(found.tags.toSorted()).toEqual(tame.tags.toSorted());
        expect(found.links.filter((href) => !href.startsWith('https://github.com/acme/trips/'))).toEqual([]);
        expect(found.links).toHaveLength(tame.links.length);
        expect(/[\p{Cc}\p{Cf}]/u.test(page.replaceAll('\n', ''))).toBe(false);
        expect(page.isWellFormed()).toBe(true);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  }, 60_000);
});
