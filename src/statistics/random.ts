// Random numbers from a seed: the same on every machine and in every version of Node.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { requireCount } from './sample.ts';

export interface Random {
  /** A whole number from 0 to below the bound, each as probable. */
  below(bound: number): number;
  /** A number from 0 to below 1. */
  fraction(): number;
}

/** Numbers that a seed of a few bits leaves alike at first. */
const WARM_UP = 32;

/** Xoroshiro128+ (Blackman & Vigna 2018) from a seed below 2³². */
export function seededRandom(seed: number): Random {
  requireCount('seed', seed);
  const generator = xoroshiro128plus(seed);
  for (let skipped = 0; skipped < WARM_UP; skipped += 1) generator.next();
  return {
    below: (bound) => uniformInt(generator, 0, bound - 1),
    fraction: () => uniformFloat64(generator),
  };
}

/** 0 … length − 1 in random order (Fisher & Yates 1938, in Durstenfeld's form). */
export function shuffledIndexes(length: number, random: Random): Uint32Array {
  const indexes = new Uint32Array(length).map((_, index) => index);
  for (let last = length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const kept = indexes[last] as number;
    indexes[last] = indexes[other] as number;
    indexes[other] = kept;
  }
  return indexes;
}
