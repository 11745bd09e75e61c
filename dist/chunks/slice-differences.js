import { f as intervalOf } from "./acceptance.js";

// src/comparison/slice-differences.ts
/** The mean difference of the rows' losses with its t interval, weighted where the rows are. */
function sliceDifferences(paired) {
	const { words, loss } = lossOf(paired);
	const all = forestRow("all rows", Uint32Array.from({ length: paired.target.length }, (_, index) => index), paired, loss);
	const slices = paired.slices.map(({ column, value, rows }) => forestRow(`${column} = ${value}`, rows, paired, loss)).filter((row) => row !== void 0).toSorted((a, b) => b.estimate - a.estimate);
	return {
		loss: words,
		rows: [...all === void 0 ? [] : [all], ...slices]
	};
}
function lossOf({ task, isProbability }) {
	if (task === "regression") return {
		words: "mean absolute error",
		loss: (target, guess) => Math.abs(target - guess)
	};
	return isProbability && task === "binary" ? {
		words: "Brier score",
		loss: (target, guess) => (target - guess) ** 2
	} : {
		words: "error rate",
		loss: (target, guess) => target === guess ? 0 : 1
	};
}
/**
* d̄ = Σwd/Σw with the standard error √(n/(n−1) · Σw²(d−d̄)²)/Σw, which without weights is that of the paired t test
* (Cochran 1977, "Sampling Techniques", ch. 6, the ratio estimator).
*/
function forestRow(label, rows, paired, loss) {
	const { target, baseline, candidate, weight } = paired;
	const n = rows.length;
	const differences = new Float64Array(n);
	let [sum, total] = [0, 0];
	for (const [index, row] of rows.entries()) {
		const truth = target[row];
		const difference = loss(truth, candidate[row]) - loss(truth, baseline[row]);
		differences[index] = difference;
		sum += (weight?.[row] ?? 1) * difference;
		total += weight?.[row] ?? 1;
	}
	const value = sum / total;
	let squares = 0;
	for (const [index, row] of rows.entries()) squares += ((weight?.[row] ?? 1) * (differences[index] - value)) ** 2;
	const standardError = Math.sqrt(n / (n - 1) * squares) / total;
	if (n < 2 || !Number.isFinite(value) || !(standardError > 0 && standardError < 1e400)) return void 0;
	const [low, high] = intervalOf({
		value,
		standardError,
		df: n - 1
	}, .95);
	return {
		label,
		estimate: value,
		low,
		high,
		n
	};
}

export { sliceDifferences as t };