// Two hundred random inputs of every statistic, answered here and by SciPy in the same run.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, it } from 'vitest';
import { betaLowerTail, betaQuantile, betaUpperTail } from '../../src/statistics/beta.ts';
import { binomialLowerTail, binomialProbability, binomialUpperTail } from '../../src/statistics/binomial.ts';
import { binnedResiduals } from '../../src/statistics/binned-residuals.ts';
import { bootstrapInterval } from '../../src/statistics/bootstrap-interval.ts';
import { calibrationBins } from '../../src/statistics/calibration.ts';
import { chiSquareLowerTail, chiSquareUpperTail } from '../../src/statistics/chi-square.ts';
import { chiSquareOfTable } from '../../src/statistics/contingency.ts';
import { correctedResampledT } from '../../src/statistics/corrected-resampled-t.ts';
import { deLong } from '../../src/statistics/delong.ts';
import { equivalence, nonInferiority } from '../../src/statistics/equivalence.ts';
import { hypergeometricProbability } from '../../src/statistics/hypergeometric.ts';
import { jensenShannon } from '../../src/statistics/jensen-shannon.ts';
import { kolmogorovSmirnov } from '../../src/statistics/kolmogorov-smirnov.ts';
import { kolmogorovUpperTail } from '../../src/statistics/kolmogorov.ts';
import { mcNemar } from '../../src/statistics/mcnemar.ts';
import { adjustBenjaminiHochberg, adjustBenjaminiYekutieli, adjustHolm } from '../../src/statistics/multiplicity.ts';
import { normalLowerTail, normalUpperQuantile, normalUpperTail } from '../../src/statistics/normal.ts';
import { pairedDifference, pairedT } from '../../src/statistics/paired-t.ts';
import { precisionRecallCurve } from '../../src/statistics/precision-recall.ts';
import { predictionInterval } from '../../src/statistics/prediction-interval.ts';
import { clopperPearsonInterval, wilsonInterval } from '../../src/statistics/proportion.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import type { Random } from '../../src/statistics/random.ts';
import { rocCurve } from '../../src/statistics/roc-curve.ts';
import { sampleRatioMismatch } from '../../src/statistics/sample-ratio.ts';
import type { Undetermined } from '../../src/statistics/sample.ts';
import { tLowerTail, tUpperQuantile, tUpperTail } from '../../src/statistics/student-t.ts';
import { wassersteinDistance } from '../../src/statistics/wasserstein.ts';
import { welchT } from '../../src/statistics/welch.ts';
import { wilcoxonSignedRank } from '../../src/statistics/wilcoxon.ts';
import { pythonVenv } from '../support/python.ts';
import { expectClose } from './close.ts';

const INPUTS = 200;

interface Check<Args> {
  readonly name: string;
  readonly draw: (random: Random) => Args;
  readonly ours: (args: Args) => readonly number[];
  /** Default 1e-9; more where the function is documented as asymptotic. */
  readonly relative?: number;
}

const checks = [
  check({
    name: 'normal',
    draw: (random) => ({ z: between(random, -8, 37) }),
    ours: ({ z }) => [normalUpperTail(z), normalLowerTail(z)],
  }),
  check({
    name: 'normal quantile',
    draw: (random) => ({ p: probability(random) }),
    ours: ({ p }) => [normalUpperQuantile(p)],
  }),
  check({
    name: 't',
    draw: (random) => ({ t: between(random, -6, 30), df: magnitude(random, 0.5, 1e6) }),
    ours: ({ t, df }) => [tUpperTail(t, df), tLowerTail(t, df)],
  }),
  check({
    name: 't quantile',
    draw: (random) => ({ p: probability(random), df: magnitude(random, 1, 1e6) }),
    ours: ({ p, df }) => [tUpperQuantile(p, df)],
  }),
  check({
    name: 'chi-square',
    draw: (random) => {
      const df = 1 + random.below(3000);
      return { x: df * magnitude(random, 0.8, 1.3), df };
    },
    ours: ({ x, df }) => [chiSquareUpperTail(x, df), chiSquareLowerTail(x, df)],
  }),
  check({
    name: 'beta',
    draw: (random) => ({ x: random.fraction(), a: magnitude(random, 0.3, 30), b: magnitude(random, 0.3, 30) }),
    ours: ({ x, a, b }) => [betaLowerTail(x, a, b), betaUpperTail(x, a, b)],
  }),
  check({
    name: 'beta quantile',
    draw: (random) => ({ p: probability(random), a: magnitude(random, 0.5, 1e5), b: magnitude(random, 0.5, 1e5) }),
    ours: ({ p, a, b }) => [betaQuantile(p, a, b)],
  }),
  check({
    name: 'binomial',
    draw: (random) => {
      const n = 2 + random.below(5000);
      const p = between(random, 0.05, 0.95);
      const k = Math.round(n * p + between(random, -8, 8) * Math.sqrt(n * p * (1 - p)));
      return { k: Math.min(n, Math.max(0, k)), n, p };
    },
    ours: ({ k, n, p }) => [binomialLowerTail(k, n, p), binomialUpperTail(k, n, p), binomialProbability(k, n, p)],
  }),
  check({
    name: 'hypergeometric',
    draw: (random) => {
      const total = 2 + random.below(3000);
      const [marked, drawn] = [1 + random.below(total - 1), 1 + random.below(total - 1)];
      const least = Math.max(0, drawn - (total - marked));
      return { k: least + random.below(Math.min(marked, drawn) - least + 1), total, marked, drawn };
    },
    ours: ({ k, total, marked, drawn }) => [hypergeometricProbability(k, total, marked, drawn)],
  }),
  check({
    name: 'kolmogorov',
    draw: (random) => {
      // From about a million on SciPy 1.16 has an approximation that is off by 5e-6.
      const n = Math.round(magnitude(random, 140, 300_000));
      return { d: between(random, 0.4, 6) / Math.sqrt(n), n };
    },
    ours: ({ d, n }) => [kolmogorovUpperTail(d, n)],
    relative: 1e-6,
  }),
  check({
    name: 'paired t',
    draw: (random) => ({ ...pairs(random, 2 + random.below(60)), alternative: oneOf(random, ALTERNATIVES) }),
    ours: ({ baseline, candidate, alternative }) => tValues(pairedT(baseline, candidate, { alternative })),
  }),
  check({
    name: 'welch',
    draw: (random) => ({
      baseline: normals(random, 2 + random.below(40), 1),
      candidate: normals(random, 2 + random.below(40), magnitude(random, 0.1, 10)),
    }),
    ours: ({ baseline, candidate }) => tValues(welchT(baseline, candidate)),
  }),
  check({
    name: 'corrected resampled t',
    draw: (random) => ({ ...pairs(random, 3 + random.below(30)), testShare: between(random, 0.05, 1) }),
    ours: ({ baseline, candidate, testShare }) => tValues(correctedResampledT(baseline, candidate, testShare)),
  }),
  check({
    name: 'wilcoxon',
    draw: (random) => {
      const isExact = random.below(2) === 0;
      const differences = isExact
        ? normals(random, 1 + random.below(50), 1)
        : Array.from({ length: 10 + random.below(200) }, () => random.below(15) - 6);
      return {
        differences,
        alternative: oneOf(random, ALTERNATIVES),
        method: isExact ? ('exact' as const) : ('asymptotic' as const),
        zeros: oneOf(random, ['wilcox', 'pratt', 'zsplit'] as const),
        correction: random.below(2) === 0,
      };
    },
    ours: ({ differences, correction, ...options }) => {
      const answer = determined(wilcoxonSignedRank(differences, { ...options, isContinuityCorrected: correction }));
      return [answer.p];
    },
  }),
  check({
    name: 'mcnemar',
    draw: (random) => ({ b: random.below(400), c: 1 + random.below(400) }),
    ours: ({ b, c }) => {
      const answer = determined(mcNemar(b, c));
      return [answer.exact, answer.midP, answer.exactGreater, answer.chiSquare.p];
    },
  }),
  check({
    name: 'delong',
    draw: (random) => {
      const labels = [0, 0, 1, 1, ...Array.from({ length: 6 + random.below(80) }, () => random.below(2))];
      // Rounded, so that there are ties within and across classes.
      const score = (label: number): number => Math.round(4 * (label + normal(random))) / 4;
      return { labels, baseline: labels.map(score), candidate: labels.map((label) => score(1.2 * label)) };
    },
    ours: ({ labels, baseline, candidate }) => {
      const answer = determined(deLong(labels, baseline, candidate));
      return [...answer.areas, answer.estimate.standardError, answer.p];
    },
  }),
  check({
    name: 'accelerated bootstrap interval',
    draw: (random) => {
      const replicates = normals(random, 200, 1).map((value) => Math.exp(value / 2));
      return { replicates, jackknife: normals(random, 30, 0.05).map(Math.exp), estimate: between(random, 0.8, 1.3) };
    },
    ours: ({ replicates, jackknife, estimate }) =>
      determined(bootstrapInterval(estimate, Float64Array.from(replicates), 0.95, Float64Array.from(jackknife)))
        .interval,
  }),
  check({ name: 'holm', draw: manyP, ours: ({ p }) => adjustHolm(p) }),
  check({ name: 'benjamini-hochberg', draw: manyP, ours: ({ p }) => adjustBenjaminiHochberg(p) }),
  check({ name: 'benjamini-yekutieli', draw: manyP, ours: ({ p }) => adjustBenjaminiYekutieli(p) }),
  check({
    name: 'proportion',
    draw: (random) => {
      const trials = 1 + random.below(oneOf(random, [10, 1000, 1_000_000]));
      return { successes: random.below(trials + 1), trials };
    },
    ours: ({ successes, trials }) => [
      ...determined(wilsonInterval(successes, trials, 0.95)).interval,
      ...determined(clopperPearsonInterval(successes, trials, 0.95)).interval,
    ],
  }),
  check({
    name: 'kolmogorov-smirnov',
    draw: (random) => {
      const isTied = random.below(2) === 0;
      const drawn = (count: number, shift: number): number[] =>
        normals(random, count, 1).map((value) => (isTied ? Math.round(3 * (value + shift)) / 3 : value + shift));
      const shift = between(random, 0, 1.5);
      return {
        reference: drawn(1 + random.below(120), 0),
        current: drawn(1 + random.below(120), shift),
        method: 'exact' as const,
      };
    },
    ours: ({ reference, current, method }) => {
      const answer = determined(kolmogorovSmirnov(reference, current, method));
      return [answer.statistic, answer.p];
    },
  }),
  check({
    name: 'wasserstein',
    draw: (random) => ({
      reference: normals(random, 1 + random.below(80), 1).map((value) => Math.round(8 * value) / 8),
      current: normals(random, 1 + random.below(80), 2),
    }),
    ours: ({ reference, current }) => {
      const answer = determined(wassersteinDistance(reference, current));
      return [answer.distance, answer.normalised];
    },
  }),
  check({
    name: 'jensen-shannon',
    draw: (random) => {
      const categories = 2 + random.below(40);
      return { reference: counts(random, categories), current: counts(random, categories) };
    },
    ours: ({ reference, current }) => {
      const answer = determined(jensenShannon(reference, current));
      return [answer.distance, answer.distanceBase2];
    },
  }),
  check({
    name: 'sample ratio',
    draw: (random) => {
      const parts = Array.from({ length: 2 + random.below(4) }, () => 1 + random.below(9));
      const sum = parts.reduce((a, b) => a + b, 0);
      return { counts: parts.map((part) => part * 200 + random.below(200)), shares: parts.map((part) => part / sum) };
    },
    ours: ({ counts, shares }) => {
      const answer = determined(sampleRatioMismatch(counts, shares));
      return [answer.statistic, answer.p];
    },
  }),
  check({
    name: 'table',
    draw: (random) => {
      const columns = 2 + random.below(6);
      const row = (): number[] => Array.from({ length: columns }, () => 1 + random.below(60));
      return { table: Array.from({ length: 2 + random.below(3) }, row) };
    },
    ours: ({ table }) => {
      const answer = determined(chiSquareOfTable(table));
      return [answer.statistic, answer.p];
    },
  }),
  check({
    name: 'prediction interval',
    draw: (random) => ({ history: normals(random, 2 + random.below(30), 1) }),
    ours: ({ history }) => {
      const { mean, interval } = determined(predictionInterval(history, 0.95));
      return [mean, interval[1] - interval[0]];
    },
  }),
  check({
    name: 'equivalence',
    draw: (random) => {
      const high = between(random, 0.05, 1);
      return { ...pairs(random, 3 + random.below(80)), low: -high, high };
    },
    ours: ({ baseline, candidate, low, high }) => {
      const difference = pairedDifference(baseline, candidate);
      if ('kind' in difference) throw new Error(difference.reason);
      return [
        nonInferiority(difference, -low, 'higher'),
        nonInferiority(difference, high, 'lower'),
        equivalence(difference, low, high),
      ];
    },
  }),
  check({
    name: 'roc',
    draw: scoredRows,
    ours: ({ labels, scores, weights }) => {
      const curve = determined(rocCurve(labels, scores, weights));
      return [curve.area, ...curve.falsePositiveRate, ...curve.truePositiveRate];
    },
  }),
  check({
    name: 'precision recall',
    draw: scoredRows,
    ours: ({ labels, scores, weights }) => {
      const curve = determined(precisionRecallCurve(labels, scores, weights));
      return [curve.averagePrecision, ...curve.precision, ...curve.recall, ...curve.thresholds];
    },
  }),
  check({
    name: 'calibration',
    draw: (random) => ({ ...scoredRows(random), bins: 2 + random.below(19) }),
    ours: ({ labels, scores, bins }) => {
      const found = determined(calibrationBins(labels, scores, bins)).bins;
      return [...found.map(({ observed }) => observed), ...found.map(({ predicted }) => predicted)];
    },
  }),
  check({
    name: 'binned residuals',
    draw: (random) => ({ ...pairs(random, 5 + random.below(100)), bins: 1 + random.below(9) }),
    ours: ({ baseline, candidate, bins }) =>
      determined(binnedResiduals(baseline, candidate, bins)).bins.flatMap(({ predicted, quantiles }) => [
        predicted,
        ...quantiles,
      ]),
  }),
];

const venv = await pythonVenv();

describe.skipIf(venv === undefined)('two hundred random inputs agree with SciPy', () => {
  const random = seededRandom(Number(process.env['PROPERTY_SEED'] ?? 20_261_126));
  const questions = checks.map(({ name, answer }) => ({
    name,
    asked: Array.from({ length: INPUTS }, () => answer(random)),
  }));
  let answers: readonly (readonly number[])[];
  beforeAll(async () => {
    const lines = questions.flatMap(({ name, asked }) => asked.map(({ args }) => JSON.stringify({ fn: name, args })));
    const said = await askPython(venv?.python ?? '', `${lines.join('\n')}\n`);
    answers = said
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line.replaceAll('NaN', 'null')) as number[]);
    if (answers.length !== lines.length) throw new Error(`${answers.length} answers to ${lines.length} questions`);
  });

  it.each(questions.map((question, index) => ({ ...question, index })))('$name', ({ name, asked, index }) => {
    for (const [input, { args, ours, relative }] of asked.entries()) {
      const what = `${name} of ${JSON.stringify(args).slice(0, 300)}`;
      // What is too small for a double to hold in full has fewer digits in both.
      expectClose(ours, answers[index * INPUTS + input], { relative, absolute: 1e-290, what });
    }
  });
});

type Answered = { readonly args: unknown; readonly ours: readonly number[]; readonly relative: number };

function check<Args>({ name, draw, ours, relative = 1e-9 }: Check<Args>): {
  readonly name: string;
  readonly answer: (random: Random) => Answered;
} {
  return {
    name,
    answer: (random) => {
      const args = draw(random);
      return { args, ours: ours(args), relative };
    },
  };
}

const ALTERNATIVES = ['two-sided', 'greater', 'less'] as const;

function oneOf<T>(random: Random, choices: readonly T[]): T {
  return choices[random.below(choices.length)] as T;
}

function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random.fraction();
}

/** Evenly spread over the orders of magnitude. */
function magnitude(random: Random, low: number, high: number): number {
  return Math.exp(between(random, Math.log(low), Math.log(high)));
}

/** Small or in the middle. Further out than 1e-12 SciPy 1.16 has wrong quantiles of t and beta: there mpmath judges. */
function probability(random: Random): number {
  const small = magnitude(random, 1e-12, 0.4);
  return oneOf(random, [small, between(random, 0.01, 0.99)]);
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.fraction())) * Math.cos(2 * Math.PI * random.fraction());
}

function normals(random: Random, count: number, scale: number): number[] {
  return Array.from({ length: count }, () => scale * normal(random));
}

function pairs(random: Random, count: number): { readonly baseline: number[]; readonly candidate: number[] } {
  const baseline = normals(random, count, 1);
  const shift = between(random, -0.3, 0.3);
  return { baseline, candidate: baseline.map((value) => value + shift + 0.2 * normal(random)) };
}

/** Scores of few digits, so that there are ties and values on the edges of bins; both classes are there. */
function scoredRows(random: Random): {
  readonly labels: number[];
  readonly scores: number[];
  readonly weights: number[];
} {
  const size = 2 + random.below(80);
  const digits = oneOf(random, [10, 20, 1000]);
  const scores = Array.from({ length: size }, () => random.below(digits + 1) / digits);
  const labels = scores.map((score, row) => (row < 2 ? row : Number(random.fraction() < score)));
  return { labels, scores, weights: scores.map(() => 0.25 + random.fraction()) };
}

function counts(random: Random, categories: number): number[] {
  return Array.from({ length: categories }, (_, index) => random.below(50) + (index === 0 ? 1 : 0));
}

function manyP(random: Random): { readonly p: number[] } {
  return { p: Array.from({ length: 1 + random.below(30) }, () => random.fraction() ** 3) };
}

function tValues(answer: ReturnType<typeof pairedT>): number[] {
  const { t, p, estimate, interval } = determined(answer);
  return [t, estimate.df, p, interval[1] - interval[0]];
}

function determined<T extends { readonly kind: 'determined' }>(answer: T | Undetermined): T {
  if (answer.kind === 'undetermined') throw new Error(answer.reason);
  return answer;
}

function askPython(python: string, questions: string): Promise<string> {
  const script = join(import.meta.dirname, 'scipy_answers.py');
  return new Promise((resolve, reject) => {
    const child = execFile(python, [script], { maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(stderr.slice(-2000), { cause: error }));
    });
    child.stdin?.end(questions);
  });
}
