// Decides about a million paired rows; prints milliseconds of each statistic, and the peak of memory, as JSON.
import { bootstrapSums } from '../../src/statistics/bootstrap.ts';
import { deLong } from '../../src/statistics/delong.ts';
import { kolmogorovSmirnov } from '../../src/statistics/kolmogorov-smirnov.ts';
import { pairedT } from '../../src/statistics/paired-t.ts';
import { wassersteinDistance } from '../../src/statistics/wasserstein.ts';
import { wilcoxonSignedRank } from '../../src/statistics/wilcoxon.ts';
import { peakMemoryMb } from './peak-memory.ts';

const rows = Number(process.argv[2]);
/** Evenly spread values (a Weyl sequence), which any language draws alike. */
const weyl = (step: number): Float64Array => new Float64Array(rows).map((_, index) => ((index + 1) * step) % 1);
const baseline = weyl(0.6180339887498949);
const noise = weyl(0.4142135623730951);
const candidate = baseline.map((value, index) => value + 0.1 * (noise[index] as number) - 0.0499);
const labels = weyl(0.7320508075688772).map((value, index) => (value < (baseline[index] as number) ? 1 : 0));
const differences = candidate.map((value, index) => value - (baseline[index] as number));

const statistics: Readonly<Record<string, () => { readonly kind: string }>> = {
  'paired t': () => pairedT(baseline, candidate),
  'Wilcoxon signed-rank': () => wilcoxonSignedRank(differences),
  'DeLong, two areas': () => deLong(labels, baseline, candidate),
  'Kolmogorov–Smirnov': () => kolmogorovSmirnov(baseline, candidate),
  Wasserstein: () => wassersteinDistance(baseline, candidate),
  'bootstrap of the difference of two RMSE, BCa, 2,000 resamples': () =>
    bootstrapSums(
      rows,
      {
        width: 2,
        add: (row, sums, offset) => {
          sums[offset] = (sums[offset] as number) + (baseline[row] as number) ** 2;
          sums[offset + 1] = (sums[offset + 1] as number) + (candidate[row] as number) ** 2;
        },
        value: ([before = 0, after = 0], count) => Math.sqrt(after / count) - Math.sqrt(before / count),
      },
      { seed: 1 },
    ),
};
const milliseconds: Record<string, number> = {};
for (const [name, decide] of Object.entries(statistics)) {
  const start = performance.now();
  if (decide().kind !== 'determined') throw new Error(`${name} has no answer`);
  milliseconds[name] = performance.now() - start;
}
console.log(JSON.stringify({ milliseconds, peakMb: peakMemoryMb() }));
