// The bootstrap: an interval for any statistic of rows, from resamples of the rows.
import { bootstrapInterval } from './bootstrap-interval.ts';
import type { Bootstrapped } from './bootstrap-interval.ts';
import { seededRandom, shuffledIndexes } from './random.ts';
import type { Random } from './random.ts';
import { requireCount, requireFraction, undetermined } from './sample.ts';
import type { Undetermined } from './sample.ts';

export interface BootstrapOptions {
  readonly seed: number;
  /** Default 2000. */
  readonly resamples?: number;
  /** Default 0.95. */
  readonly level?: number;
  /** Default bca: bias-corrected and accelerated. */
  readonly method?: 'bca' | 'percentile';
}

/** More statistics than this are not taken for the acceleration: it changes by nothing but noise. */
const MOST_JACKKNIFE_BLOCKS = 200;

/**
 * Bootstrap of a statistic that needs the rows themselves, such as a median or a rank. For a difference of two models,
 * take both of the same rows: that is what makes it paired. It costs rows · resamples: for many rows, and a statistic
 * that is a function of sums, take bootstrapSums.
 *
 * @param statistic of the rows of these indexes, which may repeat; the array is used again for the next resample
 */
export function bootstrapRows(
  rows: number,
  statistic: (indexes: Uint32Array) => number,
  options: BootstrapOptions,
): Bootstrapped | Undetermined {
  const { resamples, level, method, random } = settle(options);
  if (rows < 2) return undetermined(`${rows} rows cannot be resampled`);
  const indexes = shuffledIndexes(rows, random);
  const estimate = statistic(indexes.toSorted());
  const jackknife = method === 'bca' ? blockJackknife(indexes, statistic) : undefined;
  const replicates = new Float64Array(resamples);
  for (let round = 0; round < resamples; round += 1) {
    for (let row = 0; row < rows; row += 1) indexes[row] = random.below(rows);
    replicates[round] = statistic(indexes);
  }
  return bootstrapInterval(estimate, replicates, level, jackknife);
}

/**
 * The statistic without each block of rows, the rows being in random order. The acceleration is the skewness of an
 * average over √n: that of blocks is smaller by the same factor by which there are fewer of them.
 */
function blockJackknife(shuffled: Uint32Array, statistic: (indexes: Uint32Array) => number): Float64Array {
  const blocks = Math.min(shuffled.length, MOST_JACKKNIFE_BLOCKS);
  return new Float64Array(blocks).map((_, block) => {
    const from = Math.floor((block * shuffled.length) / blocks);
    const to = Math.floor(((block + 1) * shuffled.length) / blocks);
    const kept = new Uint32Array(shuffled.length - (to - from));
    kept.set(shuffled.subarray(0, from));
    kept.set(shuffled.subarray(to), from);
    return statistic(kept);
  });
}

/** A statistic that is a function of sums over rows: RMSE, MAE, R², log loss, accuracy, F1, and differences of them. */
export interface SumStatistic {
  /** How many sums there are. */
  readonly width: number;
  /** Adds one row to the sums, which start at `offset`. */
  readonly add: (row: number, sums: Float64Array, offset: number) => void;
  /** The statistic of `rows` rows with these sums. */
  readonly value: (sums: Float64Array, rows: number) => number;
}

/** With this many groups the standard error is known to 1 % (one over the root of twice the groups). */
const MOST_GROUPS = 4000;

/**
 * Bootstrap of a function of sums, for any number of rows: rows are dealt at random into at most 4000 groups, and groups
 * are resampled. Groups of rows that are independent and alike are so too, and the statistic of their sums is that of
 * their rows, so that this is the bootstrap of clusters (Davison & Hinkley 1997, §3.8): consistent, and up to 4000 rows
 * the ordinary one. It costs rows + groups · resamples.
 */
export function bootstrapSums(
  rows: number,
  statistic: SumStatistic,
  options: BootstrapOptions,
): Bootstrapped | Undetermined {
  const { resamples, level, method, random } = settle(options);
  if (rows < 2) return undetermined(`${rows} rows cannot be resampled`);
  const groups = Math.min(rows, MOST_GROUPS);
  const { width } = statistic;
  // One more column counts the rows of the group.
  const stride = width + 1;
  const table = new Float64Array(groups * stride);
  for (const [place, row] of shuffledIndexes(rows, random).entries()) {
    const offset = (place % groups) * stride;
    statistic.add(row, table, offset);
    table[offset + width] = (table[offset + width] as number) + 1;
  }
  const valueOf = (sums: Float64Array): number => statistic.value(sums.subarray(0, width), sums[width] as number);
  const sums = new Float64Array(stride);
  for (let group = 0; group < groups; group += 1) addGroup(table, group, sums, 1);
  const estimate = valueOf(sums);
  const without = new Float64Array(stride);
  const jackknife =
    method === 'bca'
      ? new Float64Array(groups).map((_, group) => {
          without.set(sums);
          addGroup(table, group, without, -1);
          return valueOf(without);
        })
      : undefined;
  const replicates = new Float64Array(resamples);
  for (let round = 0; round < resamples; round += 1) {
    sums.fill(0);
    for (let draw = 0; draw < groups; draw += 1) addGroup(table, random.below(groups), sums, 1);
    replicates[round] = valueOf(sums);
  }
  return bootstrapInterval(estimate, replicates, level, jackknife);
}

function addGroup(table: Float64Array, group: number, sums: Float64Array, sign: 1 | -1): void {
  const offset = group * sums.length;
  for (let column = 0; column < sums.length; column += 1) {
    sums[column] = (sums[column] as number) + sign * (table[offset + column] as number);
  }
}

function settle(options: BootstrapOptions): {
  readonly resamples: number;
  readonly level: number;
  readonly method: 'bca' | 'percentile';
  readonly random: Random;
} {
  const { seed, resamples = 2000, level = 0.95, method = 'bca' } = options;
  requireCount('number of resamples', resamples, 1);
  requireFraction('level', level);
  return { resamples, level, method, random: seededRandom(seed) };
}
