// How large a change is beside what chance does, where that is known. Pure.
import type { MetricRow } from '../comparison/comparison.ts';
import { sigmaOfChange } from '../comparison/noise.ts';

/** "3.6 σ" of the difference of two runs; undefined without a change or a noise estimate. */
export function sigmaWords({ delta, noise }: MetricRow): string | undefined {
  if (delta === undefined || delta === 0 || noise === undefined) return undefined;
  const sigmas = Math.abs(delta) / sigmaOfChange(noise);
  return `${sigmas < 100 ? sigmas.toFixed(1) : 'over 100'} σ`;
}
