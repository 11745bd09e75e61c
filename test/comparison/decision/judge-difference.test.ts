import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectableDifference } from '../../../src/comparison/decision/decide.ts';
import { decisionWords } from '../../../src/comparison/decision/decision-words.ts';
import { judgeByBest, judgeDifference } from '../../../src/comparison/decision/judge-difference.ts';
import type { Judged, Judgement, Question } from '../../../src/comparison/decision/judgement.ts';
import type { Evidence, PairedRows } from '../../../src/comparison/evidence.ts';
import { deLong } from '../../../src/statistics/delong.ts';
import { pairedT } from '../../../src/statistics/paired-t.ts';
import { classRows, normalFrom, regressionRows, rowsOf } from './evidence-of.ts';

const RMSE: Question = {
  metric: 'rmse',
  direction: 'lower',
  test: 'superiority',
  margin: 0,
  alpha: 0.05,
  power: 0.95,
};
const WITHIN: Question = { ...RMSE, test: 'non-inferiority', margin: '2%' };

function judged(judgement: Judgement): Judged {
  if (judgement.kind === 'undetermined') throw new Error(judgement.reason);
  return judgement;
}

function reasonOf(evidence: Evidence, question: Partial<Question> = {}): string {
  const judgement = judgeDifference(evidence, { ...RMSE, ...question });
  return judgement.kind === 'undetermined' ? judgement.reason : `judged: ${judgement.zone}`;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function lossesOf({ target }: PairedRows, predicted: Float64Array): Float64Array {
  return predicted.map((value, row) => (value - (target[row] ?? 0)) ** 2);
}

describe('the zones', () => {
  it.each<[string, number, Question, string]>([
    ['far better', 0.8, RMSE, 'better'],
    ['as good', 1, RMSE, 'inconclusive'],
    ['far worse', 1.2, RMSE, 'worse'],
    ['better by less than the margin', 0.98, { ...RMSE, margin: '10%' }, 'worse'],
    ['as good, within the margin', 1, { ...WITHIN, margin: '5%' }, 'not-worse'],
    ['far better, within the margin too', 0.8, WITHIN, 'better'],
    ['beyond the margin', 1.2, WITHIN, 'worse'],
    ['at the margin', 1.02, WITHIN, 'inconclusive'],
  ])('%s', (_, factor, question, zone) => {
    expect(judged(judgeDifference(regressionRows(2000, factor), question)).zone).toBe(zone);
  });

  it('are mirrored where higher is better', () => {
    const seeds = { kind: 'repeats', unit: 'seed', paired: true } as const;
    const low = [0.8, 0.81, 0.79, 0.8, 0.805];
    const high = [0.9, 0.9, 0.89, 0.905, 0.9];
    const auc: Question = { ...RMSE, metric: 'auc', direction: 'higher' };
    expect(judged(judgeDifference({ ...seeds, baseline: low, candidate: high }, auc)).zone).toBe('better');
    expect(judged(judgeDifference({ ...seeds, baseline: high, candidate: low }, auc)).zone).toBe('worse');
  });

  it('agree with p: below α just where the interval leaves the boundary out', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.9, max: 1.1, noNaN: true }),
        fc.constantFrom<Question['test']>('superiority', 'non-inferiority'),
        fc.constantFrom('0%', '1%', '5%'),
        fc.integer({ min: 1, max: 1000 }),
        (factor, test, margin, seed) => {
          const found = judged(judgeDifference(regressionRows(60, factor, 0.3, seed), { ...RMSE, test, margin }));
          expect(found.p < 0.05).toBe(found.zone !== 'inconclusive' && !(found.zone === 'better' && found.p >= 0.05));
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('rows', () => {
  const rows = regressionRows(500, 0.97);

  it('of a mean loss are the paired t test of the losses', () => {
    const found = judged(judgeDifference(rows, { ...RMSE, metric: 'mse' }));
    const expected = pairedT(lossesOf(rows, rows.baseline), lossesOf(rows, rows.candidate));
    if (expected.kind === 'undetermined') throw new Error(expected.reason);
    expect(found).toMatchObject({ method: 'paired t', count: 500, counted: 'rows' });
    expect(found.estimate).toBeCloseTo(expected.estimate.value, 12);
    expect(found.interval[0]).toBeCloseTo(expected.interval[0], 12);
    expect(found.interval[1]).toBeCloseTo(expected.interval[1], 12);
  });

  it.each(['rmse', 'r2', 'mse', 'mae'])('of %s have the standard error of the jackknife', (metric) => {
    const small = regressionRows(80, 0.9);
    const { interval, estimate } = judged(judgeDifference(small, { ...RMSE, metric }));
    const without = Array.from({ length: 80 }, (_, left) => {
      const kept = (values: Float64Array): Float64Array => values.filter((__, row) => row !== left);
      const rest = rowsOf({
        target: kept(small.target),
        baseline: kept(small.baseline),
        candidate: kept(small.candidate),
      });
      return judged(judgeDifference(rest, { ...RMSE, metric })).estimate;
    });
    const mean = without.reduce((sum, value) => sum + value, 0) / 80;
    const jackknife = Math.sqrt((79 / 80) * without.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    const own = (interval[1] - interval[0]) / 2 / 1.99;
    expect(own / jackknife).toBeGreaterThan(0.93);
    expect(own / jackknife).toBeLessThan(1.07);
    expect(estimate).toBeCloseTo(mean, 2);
  });

  it('give the metric that a program would report', () => {
    const found = judged(judgeDifference(rows, RMSE));
    const of = (predicted: Float64Array): number => Math.sqrt(meanOf(lossesOf(rows, predicted)));
    expect(found.baseline).toBeCloseTo(of(rows.baseline), 12);
    expect(found.estimate).toBeCloseTo(of(rows.candidate) - of(rows.baseline), 12);
  });

  it.each([
    ['accuracy', 170 / 200, 180 / 200],
    ['val_acc', 170 / 200, 180 / 200],
    ['error_rate', 30 / 200, 20 / 200],
    ['eval/f1', 0.85, 0.9],
    ['precision', 0.85, 0.9],
    ['test.recall', 0.85, 0.9],
    ['specificity', 0.85, 0.9],
  ])('of two classes give %s', (metric, before, after) => {
    const found = judged(
      judgeDifference(classRows({ both: 160, up: 20, down: 10, neither: 10 }), {
        ...RMSE,
        metric,
        direction: 'higher',
      }),
    );
    expect(found.baseline).toBeCloseTo(before, 12);
    expect(found.estimate).toBeCloseTo(after - before, 12);
  });

  it('of accuracy do not take five rows against none for more than they are', () => {
    const accuracy: Question = { ...RMSE, metric: 'accuracy', direction: 'higher' };
    const zone = (up: number): string =>
      judged(judgeDifference(classRows({ both: 150, up, down: 0, neither: 50 - up }), accuracy)).zone;
    expect([3, 4, 8].map(zone)).toEqual(['inconclusive', 'inconclusive', 'better']);
  });

  it('of scores are judged by DeLong', () => {
    const normal = normalFrom(5);
    const target = new Float64Array(400).map((_, row) => row % 2);
    const scores = (shift: number): Float64Array =>
      target.map((value) => 1 / (1 + Math.exp(-(value * shift + normal()))));
    const binary = rowsOf({ target, baseline: scores(1), candidate: scores(2), task: 'binary', isProbability: true });
    const found = judged(judgeDifference(binary, { ...RMSE, metric: 'roc_auc', direction: 'higher' }));
    const expected = deLong(target, binary.baseline, binary.candidate);
    if (expected.kind === 'undetermined') throw new Error(expected.reason);
    expect(found).toMatchObject({ zone: 'better', method: 'DeLong' });
    expect(found.interval[0]).toBeCloseTo(expected.interval[0], 12);
    expect(found.baseline).toBeCloseTo(expected.areas[0], 12);
    expect(judged(judgeDifference(binary, { ...RMSE, metric: 'log_loss' })).zone).toBe('better');
  });

  it('that both models say the same of are not worse, and not better', () => {
    const same = { ...rows, candidate: rows.baseline };
    expect(judged(judgeDifference(same, WITHIN)).zone).toBe('not-worse');
    expect(judged(judgeDifference(same, RMSE))).toMatchObject({ zone: 'inconclusive', interval: [0, 0] });
    const target = new Float64Array(60).map((_, row) => row % 2);
    const baseline = target.map((value, row) => value + (row % 7) / 3);
    const scores = rowsOf({ target, baseline, candidate: baseline.map((value) => 2 * value), task: 'binary' });
    const auc = { ...WITHIN, metric: 'auc', direction: 'higher' } as const;
    expect(judged(judgeDifference(scores, auc))).toMatchObject({ zone: 'not-worse', estimate: 0 });
  });

  it('count by their weights: a weight of two is the row twice', () => {
    const twice = rowsOf({
      target: Float64Array.of(...rows.target, ...rows.target),
      baseline: Float64Array.of(...rows.baseline, ...rows.baseline),
      candidate: Float64Array.of(...rows.candidate, ...rows.candidate),
    });
    const weighted = { ...rows, weight: new Float64Array(500).fill(2) };
    const plain = judged(judgeDifference(rows, RMSE));
    const found = judged(judgeDifference(weighted, RMSE));
    expect(found.estimate).toBeCloseTo(plain.estimate, 12);
    expect(found.interval[0]).toBeCloseTo(plain.interval[0], 10);
    expect(judged(judgeDifference(twice, RMSE)).interval[0]).toBeGreaterThan(found.interval[0]);
    const half = { ...rows, weight: new Float64Array(500).map((_, row) => (row < 250 ? 1 : 0)) };
    const cut = rowsOf({
      target: rows.target.slice(0, 250),
      baseline: rows.baseline.slice(0, 250),
      candidate: rows.candidate.slice(0, 250),
    });
    const [ofHalf, ofCut] = [judged(judgeDifference(half, RMSE)), judged(judgeDifference(cut, RMSE))];
    expect(ofHalf.estimate).toBeCloseTo(ofCut.estimate, 10);
    expect(ofHalf.interval[0]).toBeCloseTo(ofCut.interval[0], 4);
  });
});

describe('rows that cannot be judged by say why, each in its own words', () => {
  const rows = regressionRows(100, 1);
  const holed = (column: 'target' | 'baseline' | 'candidate'): PairedRows => ({
    ...rows,
    [column]: rows[column].with(16, Number.NaN),
  });
  const alike = rowsOf({
    target: rows.target,
    baseline: rows.target.map((value) => value + 1),
    candidate: rows.target.map((value) => value + 2),
  });

  it.each<[string, PairedRows, Partial<Question>, string]>([
    [
      'no rows',
      rowsOf({ target: new Float64Array(), baseline: new Float64Array(), candidate: new Float64Array() }),
      {},
      'there are no rows with predictions',
    ],
    ['NaN of the target', holed('target'), {}, 'the target of row 17 is NaN, not a number'],
    ['NaN of the baseline', holed('baseline'), {}, 'the prediction of the baseline of row 17 is NaN, not a number'],
    ['NaN of this run', holed('candidate'), {}, 'the prediction of this run of row 17 is NaN, not a number'],
    [
      'fewer than 20',
      regressionRows(19, 0.5),
      {},
      '19 rows are too few to tell a change from chance: 20 are the least',
    ],
    [
      'constant targets',
      { ...rows, target: rows.target.map(() => 3) },
      {},
      'the target is constant: 3 in all 100 rows',
    ],
    [
      'one class',
      { ...classRows({ both: 40, up: 5, down: 5, neither: 0 }), target: new Float64Array(50).fill(1) },
      { metric: 'accuracy' },
      'the holdout has one class only: 1 in all 50 rows',
    ],
    [
      'few of a class',
      rowsOf({
        target: rows.target.map((_, row) => (row < 3 ? 1 : 0)),
        baseline: rows.baseline,
        candidate: rows.candidate,
        task: 'binary',
      }),
      { metric: 'auc' },
      'one class has 3 rows: AUC needs 10 of either',
    ],
    [
      'zero variance',
      alike,
      { metric: 'mae' },
      'zero variance: the difference is the same in all 100 rows, so nothing tells what chance does',
    ],
    [
      'another holdout',
      { ...rows, lost: { baseline: 30, candidate: 20 } },
      {},
      'another holdout: both runs predict only 66.6 % of the rows, by their ids; 90 % are the least',
    ],
    [
      'another metric of the name',
      rows,
      { candidate: 0.5 },
      'another definition of rmse: this run reported 0.5, its predictions give 1.019278',
    ],
    [
      'classes for log loss',
      classRows({ both: 40, up: 5, down: 5, neither: 0 }),
      { metric: 'log_loss' },
      'log_loss needs probabilities, and the predictions are classes',
    ],
    [
      'weights for AUC',
      { ...classRows({ both: 40, up: 5, down: 5, neither: 0 }), weight: new Float64Array(50).fill(1) },
      { metric: 'auc' },
      'the test of AUC (DeLong) knows no weights',
    ],
    [
      'a weight below 0',
      { ...rows, weight: rows.target.map((_, row) => row - 1) },
      {},
      'the weight of row 1 is below 0',
    ],
    [
      'a metric of nothing',
      { ...classRows({ both: 40, up: 5, down: 5, neither: 0 }), candidate: new Float64Array(50) },
      { metric: 'precision' },
      'it is not defined for one of the two runs: there is nothing to divide by',
    ],
    [
      'a metric that they do not give',
      rows,
      { metric: 'profit' },
      'profit does not follow from targets and predictions',
    ],
    ['a metric of another task', rows, { metric: 'accuracy' }, 'accuracy does not follow from targets and predictions'],
    [
      'an average over classes',
      classRows({ both: 40, up: 5, down: 5, neither: 0 }),
      { metric: 'macro_f1' },
      'macro_f1 does not follow from targets and predictions',
    ],
  ])('%s', (_, evidence, question, reason) => {
    expect(reasonOf(evidence, question)).toBe(reason);
  });

  it.each([
    [0, 'of 0'],
    [-2, 'below 0, -2'],
  ])('a relative limit against a baseline of %d', (mean, where) => {
    const values = [-0.1, 0.1, 0.2, -0.2, 0].map((value) => value + mean);
    const seeds: Evidence = { kind: 'repeats', unit: 'seed', paired: false, baseline: values, candidate: [1, 2, 3] };
    expect(reasonOf(seeds, { metric: 'r2', margin: '1%' })).toBe(
      `gate r2: 1 % is relative, which means nothing against a baseline ${where}; give an absolute limit in the metric's own unit, such as 0.02`,
    );
    expect(reasonOf(seeds, { metric: 'r2', margin: 0.02 })).toMatch(/^judged/);
  });
});

describe('repeats', () => {
  const folds: Evidence = {
    kind: 'repeats',
    unit: 'fold',
    paired: true,
    baseline: [6.1, 6.3, 6.0, 6.2, 6.15],
    candidate: [6.05, 6.22, 5.97, 6.12, 6.1],
  };

  it('over folds are corrected for the rows that they share, so that they say less than over seeds', () => {
    const asFolds = judged(judgeDifference(folds, RMSE));
    const asSeeds = judged(judgeDifference({ ...folds, unit: 'seed' }, RMSE));
    expect(asFolds).toMatchObject({ method: 'Nadeau–Bengio t', counted: 'folds', count: 5 });
    expect(asSeeds).toMatchObject({ method: 'paired t', counted: 'seeds', zone: 'better' });
    expect(asFolds.p).toBeGreaterThan(asSeeds.p);
    const width = ({ interval: [low, high] }: Judged): number => high - low;
    expect(width(asFolds) / width(asSeeds)).toBeCloseTo(Math.sqrt((1 / 5 + 1 / 4) / (1 / 5)), 10);
  });

  it.each<[string, Evidence, string]>([
    [
      'two of them',
      { ...folds, unit: 'seed', baseline: [1, 2], candidate: [1, 2] },
      '2 seeds of one run: no noise estimate below 3',
    ],
    ['other folds', { ...folds, paired: false }, 'the folds of the two runs are not the same'],
    [
      'zero variance',
      { ...folds, candidate: folds.baseline },
      'zero variance: all 5 differences are equal: there is no variance to judge by',
    ],
    ['NaN', { ...folds, candidate: [1, 2, Number.NaN, 4, 5] }, 'value of the candidate 3 is not a number: NaN'],
  ])('are not judged by: %s', (_, evidence, reason) => {
    expect(reasonOf(evidence)).toBe(reason);
  });
});

describe('a history', () => {
  const values = [6.0, 6.2, 5.9, 6.1, 6.0, 6.15];
  const history: Evidence = { kind: 'history', values };
  const runs = { baseline: 6.15, candidate: 6.3 };

  it('tells what two single runs differ by without a cause', () => {
    const { interval } = judged(judgeDifference(history, { ...RMSE, ...runs }));
    // Σ of the squared successive differences: 0.2025; t(0.975, 50/14) = 2.91
    expect((0.15 - interval[0]) / Math.sqrt(0.2025 / 5)).toBeCloseTo(2.91, 2);
    expect(judged(judgeDifference(history, { ...RMSE, ...runs, candidate: 7 })).zone).toBe('worse');
    expect(judged(judgeDifference(history, { ...RMSE, ...runs, candidate: 5 })).zone).toBe('better');
  });

  it('of values beyond what can be subtracted says so', () => {
    const largest = Number.MAX_VALUE;
    const question = { ...runs, baseline: largest, candidate: -largest };
    expect(reasonOf(history, question)).toBe('the values are too large to be subtracted');
  });

  it('does not call the run after an improvement better', () => {
    const improved: Evidence = {
      kind: 'history',
      values: [9.0, 9.1, 8.9, 9.05, 8.95, 9.0, 9.1, 8.9, 9.0, 9.05, 8.95, 6.0],
    };
    const found = judged(judgeDifference(improved, { ...RMSE, baseline: 6.0, candidate: 6.02 }));
    expect(found.zone).toBe('inconclusive');
  });

  it('of a cost is not misled by one busy machine', () => {
    const latency = [38, 38.4, 37.9, 38.2, 95, 38.1, 38.3, 37.8];
    const question = { ...RMSE, metric: 'latency_p95_ms', baseline: 95, candidate: 44 };
    expect(judged(judgeDifference({ kind: 'history', values: latency }, question))).toMatchObject({
      zone: 'worse',
      method: 'prediction interval, medians',
    });
    expect(
      judged(judgeDifference({ kind: 'history', values: latency }, { ...question, metric: 'rmse' })).zone,
    ).not.toBe('worse');
  });

  it.each<[string, readonly number[], string]>([
    ['four runs', [1, 2, 3, 4], 'no noise estimate: there are 4 earlier runs, 5 are the least'],
    ['one run', [1], 'no noise estimate: there is 1 earlier run, 5 are the least'],
    ['zero variance', [2, 2, 2, 2, 2, 2], 'no noise estimate: zero variance, the last 6 runs have one value'],
  ])('%s says nothing', (_, known, reason) => {
    expect(reasonOf({ kind: 'history', values: known }, runs)).toBe(reason);
  });

  it('speaks where rows and repeats are about something else, and one value says nothing', () => {
    const rows = regressionRows(100, 1);
    const question = { ...RMSE, metric: 'profit', ...runs };
    const all: readonly Evidence[] = [rows, history, { kind: 'single' }];
    expect(judged(judgeByBest(all, question)).evidence).toBe('history');
    expect(judgeByBest([rows, { kind: 'history', values: [1] }, { kind: 'single' }], question)).toMatchObject({
      reason: 'no noise estimate: there is 1 earlier run, 5 are the least',
    });
    expect(reasonOf({ kind: 'single' })).toBe('no noise estimate: each run has one value');
    // Rows that are about the metric and unusable are not passed over.
    expect(judgeByBest([regressionRows(10, 1), history], { ...RMSE, ...runs })).toMatchObject({
      reason: '10 rows are too few to tell a change from chance: 20 are the least',
    });
  });
});

describe('what is needed to settle it', () => {
  it('would have found the difference', () => {
    const open = judged(judgeDifference(regressionRows(400, 0.99), RMSE));
    expect(open.zone).toBe('inconclusive');
    expect(open.needed).toBeGreaterThan(400);
    // Half of the interval is 1.96 standard errors; as many rows as are needed make 3.60 of the estimate.
    const deviation = ((open.interval[1] - open.interval[0]) / 2 / 1.966) * Math.sqrt(400);
    const needed = open.needed ?? 0;
    const promised = detectableDifference({ standardError: deviation / Math.sqrt(needed), df: needed - 1 }, RMSE);
    expect(promised / Math.abs(open.estimate)).toBeCloseTo(1, 1);
  });

  it('is nothing where it would take a thousand times as many, or folds that cannot help', () => {
    const same = regressionRows(100, 1, 0);
    expect(judged(judgeDifference(same, RMSE)).needed).toBeUndefined();
    const folds: Evidence = {
      kind: 'repeats',
      unit: 'fold',
      paired: true,
      baseline: [1, 2, 3, 4, 5],
      candidate: [1.1, 1.9, 3.1, 3.9, 5.1],
    };
    const found = judged(judgeDifference(folds, RMSE));
    expect(found.needed).toBeUndefined();
    expect(decisionWords(found, RMSE)).toMatch(/; more folds would hardly settle it$/);
  });
});

describe('a decision in words', () => {
  it.each<[number, Question, string]>([
    [
      0.995,
      RMSE,
      '−2.9 % [−7.4, +1.5] %, paired t, delta method, n=300: not shown to be better; about 2,100 more rows would settle it',
    ],
    [0.8, RMSE, ': shown to be better'],
    [0.8, { ...RMSE, margin: '5%' }, ': shown to be better by over 5 %'],
    [1, { ...RMSE, margin: 0.2 }, ': shown not to be better by 0.2'],
    [1.2, RMSE, ': shown to be worse'],
    [1, { ...WITHIN, margin: '7%' }, ': shown to be worse by less than 7 %, if at all'],
    [1.2, { ...WITHIN, margin: '1%' }, ': shown to be worse by over 1 %'],
    [1.02, WITHIN, ': not shown to be within 2 %, nor beyond; '],
  ])('%d', (factor, question, words) => {
    const found = judged(judgeDifference(regressionRows(300, factor), question));
    expect(decisionWords(found, question)).toContain(words);
  });
});
