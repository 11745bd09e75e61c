// Worlds in which the truth is known: two models, the noise between them, and what a decision gets to see of it.
import type { Evidence, PairedRows } from '../../src/comparison/evidence.ts';
import { normalUpperQuantile, normalUpperTail } from '../../src/statistics/normal.ts';
import { seededRandom, type Random } from '../../src/statistics/random.ts';

/** What a decision sees. The two values are what a point gate compares. */
export interface Sight {
  readonly evidence: Evidence;
  readonly baseline: number;
  readonly candidate: number;
}

export interface World {
  readonly name: string;
  readonly metric: string;
  readonly direction: 'higher' | 'lower';
  /** A pair of models of which the candidate is truly better by `gain`, in the metric's unit, below 0 for worse. */
  readonly draw: (count: number, gain: number, noise: Noise) => Sight;
  /** Where there are no rows: standard error and degrees of freedom of the difference that is seen. */
  readonly known?: (count: number) => { readonly standardError: number; readonly df: number };
}

/** Random numbers of a seed. */
export interface Noise {
  readonly fraction: () => number;
  readonly normal: () => number;
  /** Student's t, scaled to a variance of 1: tails of a power law. */
  readonly heavy: (df: number) => number;
}

export function noiseFrom(seed: number): Noise {
  const random: Random = seededRandom(seed);
  let spare: number | undefined;
  const normal = (): number => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random.fraction()));
    const angle = 2 * Math.PI * random.fraction();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  const heavy = (df: number): number => {
    let squares = 0;
    for (let each = 0; each < df; each += 1) squares += normal() ** 2;
    return normal() * Math.sqrt((df - 2) / squares);
  };
  return { fraction: () => random.fraction(), normal, heavy };
}

function rows(
  columns: Pick<PairedRows, 'target' | 'baseline' | 'candidate' | 'task'>,
  isProbability = false,
): PairedRows {
  return {
    kind: 'paired-rows',
    ...columns,
    isProbability,
    slices: [],
    lost: { baseline: 0, candidate: 0 },
    source: 're-scored',
    holdout: '0'.repeat(64),
  };
}

/** The share of the variance of an error that each model has for itself. */
const OWN = 0.1;

function regression(name: string, metric: 'rmse' | 'mae', error: (noise: Noise) => number): World {
  const [shared, single] = [Math.sqrt(1 - OWN), Math.sqrt(OWN)];
  let known: number | undefined;
  // What the metric is of these errors, from many of them: there is no formula for each.
  const levelOf = (): number => {
    const noise = noiseFrom(7);
    let sum = 0;
    for (let row = 0; row < 500_000; row += 1) {
      sum += Math.abs(shared * error(noise) + single * error(noise)) ** (metric === 'rmse' ? 2 : 1);
    }
    return (sum / 500_000) ** (metric === 'rmse' ? 1 / 2 : 1);
  };
  return {
    name,
    metric,
    direction: 'lower',
    draw(count, gain, noise) {
      const [target, baseline, candidate] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
      // The metric is in proportion to the errors.
      const factor = gain === 0 ? 1 : 1 - gain / (known ??= levelOf());
      for (let row = 0; row < count; row += 1) {
        const value = 10 + 3 * noise.normal();
        const both = error(noise);
        // The sum of two draws of the same law, rotated, so that both models have the same error.
        const [one, other] = [error(noise), error(noise)];
        target[row] = value;
        baseline[row] = value + shared * both + single * one;
        candidate[row] = value + factor * (shared * both + single * other);
      }
      return sightOf(rows({ target, baseline, candidate, task: 'regression' }), metric);
    },
  };
}

/** Losses as such: skewed, of rows that are hard for both models, and a factor of chance between them. */
const SPREAD = 0.3;
const skewed: World = {
  name: 'per-row losses, lognormal',
  metric: 'mae',
  direction: 'lower',
  draw(count, gain, noise) {
    const [target, baseline, candidate] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
    const level = Math.exp(0.5 + SPREAD ** 2 / 2);
    const factor = 1 - gain / level;
    for (let row = 0; row < count; row += 1) {
      const hardness = Math.exp(noise.normal());
      const value = 10 + 3 * noise.normal();
      target[row] = value;
      baseline[row] = value + hardness * Math.exp(SPREAD * noise.normal());
      candidate[row] = value + factor * hardness * Math.exp(SPREAD * noise.normal());
    }
    return sightOf(rows({ target, baseline, candidate, task: 'regression' }), 'mae');
  },
};

function sightOf(evidence: PairedRows, metric: 'rmse' | 'mae'): Sight {
  const { target } = evidence;
  const power = metric === 'rmse' ? 2 : 1;
  const of = (predicted: Float64Array): number =>
    (predicted.reduce((sum, value, row) => sum + Math.abs(value - (target[row] ?? 0)) ** power, 0) / target.length) **
    (1 / power);
  return { evidence, baseline: of(evidence.baseline), candidate: of(evidence.candidate) };
}

/** Two classifiers that differ on a tenth of the rows. */
const DIFFERENT = 0.1;
const accuracy: World = {
  name: 'binary accuracy, 10 % of the rows differ',
  metric: 'accuracy',
  direction: 'higher',
  draw(count, gain, noise) {
    const [target, baseline, candidate] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
    let [before, after] = [0, 0];
    for (let row = 0; row < count; row += 1) {
      const value = row % 2;
      const chance = noise.fraction();
      const up = chance < (DIFFERENT + gain) / 2;
      const down = !up && chance < DIFFERENT;
      const both = noise.fraction() < 0.85;
      const [one, other] = [down || (!up && both), up || (!down && both)];
      target[row] = value;
      baseline[row] = one ? value : 1 - value;
      candidate[row] = other ? value : 1 - value;
      if (one) before += 1;
      if (other) after += 1;
    }
    const evidence = rows({ target, baseline, candidate, task: 'binary' });
    return { evidence, baseline: before / count, candidate: after / count };
  },
};

/** Scores of a binormal model: the area is Φ(shift/√2). */
const AREA = 0.8;
function shiftOf(area: number): number {
  return -Math.SQRT2 * normalUpperQuantile(area);
}
const area: World = {
  name: 'AUC, binormal scores',
  metric: 'auc',
  direction: 'higher',
  draw(count, gain, noise) {
    const [target, baseline, candidate] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
    const [before, after] = [shiftOf(AREA), shiftOf(AREA + gain)];
    for (let row = 0; row < count; row += 1) {
      const value = row % 2;
      const shared = Math.sqrt(0.8) * noise.normal();
      target[row] = value;
      baseline[row] = 1 - normalUpperTail(value * before + shared + Math.sqrt(0.2) * noise.normal());
      candidate[row] = 1 - normalUpperTail(value * after + shared + Math.sqrt(0.2) * noise.normal());
    }
    const evidence = rows({ target, baseline, candidate, task: 'binary' }, true);
    return { evidence, baseline: areaOf(target, baseline), candidate: areaOf(target, candidate) };
  },
};

function areaOf(target: Float64Array, scores: Float64Array): number {
  const order = Array.from(scores.keys()).toSorted((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  let [rank, sum, positives] = [0, 0, 0];
  for (const row of order) {
    rank += 1;
    if (target[row] !== 1) continue;
    sum += rank;
    positives += 1;
  }
  return (sum - (positives * (positives + 1)) / 2) / (positives * (target.length - positives));
}

/** Standard deviation of the metric from one training to the next. */
const SIGMA = 0.05;
const LEVEL = 6;

function seeds(paired: boolean): World {
  // Of paired seeds three quarters of the variance are that of the seed, which both runs share.
  const own = paired ? 0.25 : 1;
  return {
    name: paired ? 'seeds, named alike' : 'seeds of their own',
    metric: 'rmse',
    direction: 'lower',
    draw(count, gain, noise) {
      const common = Array.from({ length: count }, () => LEVEL + SIGMA * Math.sqrt(1 - own) * noise.normal());
      const with_ = (shift: number): number[] =>
        common.map((value) => value + shift + SIGMA * Math.sqrt(own) * noise.normal());
      const [baseline, candidate] = [with_(0), with_(-gain)];
      const evidence: Evidence = { kind: 'repeats', unit: 'seed', baseline, candidate, paired };
      // A point gate sees one training of each.
      return { evidence, baseline: baseline[0] ?? 0, candidate: candidate[0] ?? 0 };
    },
    known: (count) => ({
      standardError: SIGMA * Math.sqrt((2 * own) / count),
      df: paired ? count - 1 : 2 * (count - 1),
    }),
  };
}

/** Folds of a cross-validation: their differences are correlated by the share of the test rows (Nadeau & Bengio 2003). */
const folds: World = {
  name: 'folds of a cross-validation',
  metric: 'rmse',
  direction: 'lower',
  draw(count, gain, noise) {
    const shared = SIGMA * Math.sqrt(2 / count) * noise.normal();
    const baseline = Array.from({ length: count }, () => LEVEL + SIGMA * noise.normal());
    const candidate = baseline.map(
      (value) => value - gain + shared + SIGMA * Math.sqrt(2 - 2 / count) * noise.normal(),
    );
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / count;
    const evidence: Evidence = {
      kind: 'repeats',
      unit: 'fold',
      baseline,
      candidate,
      paired: true,
      testShare: 1 / (count - 1),
    };
    return { evidence, baseline: mean(baseline), candidate: mean(candidate) };
  },
  known: (count) => ({
    standardError: SIGMA * Math.sqrt((2 - 2 / count) * (1 / count + 1 / (count - 1))),
    df: count - 1,
  }),
};

function history(name: string, metric: string, error: (noise: Noise) => number): World {
  const isCost = metric !== 'rmse';
  return {
    name,
    metric,
    direction: 'lower',
    draw(count, gain, noise) {
      const values = Array.from({ length: count }, () => LEVEL + SIGMA * error(noise));
      const candidate = LEVEL - gain + SIGMA * error(noise);
      return { evidence: { kind: 'history', values }, baseline: values.at(-1) ?? 0, candidate };
    },
    known: (count) => ({
      standardError: SIGMA * Math.sqrt(isCost ? 1 + Math.PI / 2 / count : 2),
      df: isCost ? 0.37 * (count - 1) : (2 * (count - 1) ** 2) / (3 * count - 4),
    }),
  };
}

const gaussian = ({ normal }: Noise): number => normal();

/** The worlds with the numbers of rows or repeats that are looked at. */
export const WORLDS: readonly (readonly [World, readonly number[]])[] = [
  [regression('gaussian errors', 'rmse', gaussian), [200, 1000, 5000]],
  [regression('gaussian errors', 'mae', gaussian), [200, 1000]],
  [regression('heavy-tailed errors, t with 5 df', 'rmse', ({ heavy }) => heavy(5)), [200, 1000, 5000]],
  [regression('heavy-tailed errors, t with 3 df', 'mae', ({ heavy }) => heavy(3)), [200, 1000, 5000]],
  [skewed, [200, 1000, 5000]],
  [accuracy, [200, 1000, 5000]],
  [area, [200, 1000, 5000]],
  [seeds(true), [5, 10]],
  [seeds(false), [5, 10]],
  [folds, [5, 10]],
  [history('history, gaussian', 'rmse', gaussian), [5, 12]],
  [history('history, heavy-tailed, t with 3 df', 'rmse', ({ heavy }) => heavy(3)), [5, 12]],
  [history('history of a cost, heavy-tailed, t with 3 df', 'latency_p95_ms', ({ heavy }) => heavy(3)), [5, 12]],
];
