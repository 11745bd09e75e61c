// src/comparison/noise.ts
/** Fewer usable values than this give no estimate. */
const LEAST_RUNS = 5;
/**
* One standard deviation of a single run, estimated from the successive differences of the last runs:
* σ = 1.4826 · median|xᵢ₊₁ − xᵢ| / √2.
*
* Differences of neighbours cancel a slow trend (von Neumann et al. 1941, "The mean square successive difference"); the
* median in place of the mean square keeps one outlier or one real improvement from setting the scale (the median
* absolute deviation of the finest differences, as in Donoho & Johnstone 1994). Real changes between the runs can only
* make σ too large, so that significance is under-stated rather than pretended.
*
* @param history values oldest first; null where a run lacks the metric
* @returns undefined for fewer than five finite values, and where more than half of the neighbours are equal (a
*   deterministic metric has no noise that could be estimated)
*/
function estimateNoise(history) {
	const values = history.slice(-12).filter((value) => Number.isFinite(value));
	if (values.length < 5) return void 0;
	const sigma = 1.4826 * median(values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)))) / Math.SQRT2;
	return sigma > 0 && Number.isFinite(sigma) ? {
		sigma,
		runs: values.length,
		source: "history"
	} : void 0;
}
/** One standard deviation of the difference of two runs that differ by nothing but chance. */
function sigmaOfChange(noise) {
	return Math.SQRT2 * noise.sigma;
}
/** Below this a change is within noise: two standard deviations of a difference of two runs. */
function noiseLimit(noise) {
	return 2 * sigmaOfChange(noise);
}
function median(values) {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? 0;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

export { noiseLimit as n, sigmaOfChange as r, estimateNoise as t };