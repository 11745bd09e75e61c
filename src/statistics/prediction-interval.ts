// Where the next run is expected, from earlier runs that differ by nothing but chance.
import { spreadOf } from './mean-interval.ts';
import { requireFraction } from './sample.ts';
import type { Interval, Sample, Undetermined } from './sample.ts';
import { tUpperQuantile } from './student-t.ts';

export interface PredictionInterval {
  readonly kind: 'determined';
  readonly mean: number;
  readonly deviation: number;
  readonly interval: Interval;
}

/** mean ± t · s · √(1 + 1/n) with n − 1 degrees of freedom (Hahn & Meeker 1991, §4.7). */
export function predictionInterval(history: Sample, level: number): PredictionInterval | Undetermined {
  requireFraction('level', level);
  const spread = spreadOf(history);
  if (spread.kind === 'undetermined') return spread;
  const { count, mean, deviation } = spread;
  const half = tUpperQuantile((1 - level) / 2, count - 1) * deviation * Math.sqrt(1 + 1 / count);
  return { kind: 'determined', mean, deviation, interval: [mean - half, mean + half] };
}
