import { g as union, l as number, n as _enum } from "./zod.js";

// src/run/number.ts
/** A measured value as it stands in the record: a finite number, or the name of what it was instead. */
const Reading = union([number(), _enum([
	"NaN",
	"Infinity",
	"-Infinity"
])]);
/** A JavaScript number as a reading. */
function readingOf(value) {
	if (Number.isFinite(value)) return value === 0 ? 0 : value;
	return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}
/** The finite number of a reading, or undefined when there is none. */
function finiteOf(reading) {
	return typeof reading === "number" && Number.isFinite(reading) ? reading : void 0;
}

// src/comparison/metric-name.ts
/** Lower-case words of a name; separators and changes of case part them. */
function wordsOf(name) {
	return name.slice(0, 200).normalize("NFKC").replaceAll(/(\p{Ll}|\d)(?=\p{Lu})/gu, "$1_").toLowerCase().split(/[^\p{L}\p{N}@]+|(?<=[^@])(?=@)/u).filter((word) => word !== "");
}
/** Row and sample counts are shown, never judged: `n`, `rows`, `val.support`, `test_count`. */
function isCount(name) {
	return [
		"n",
		"rows",
		"support",
		"count"
	].includes(wordsOf(name).at(-1) ?? "");
}
const EFFORT$1 = /* @__PURE__ */ new Set([
	"time",
	"duration",
	"second",
	"seconds",
	"minutes",
	"hours",
	"cost",
	"memory",
	"throughput",
	"speed",
	"s"
]);
/** Measured on the very data that the model was fitted to: `training_score`, `train/loss`. Effort spent is not meant. */
function isTrainingMetric(name) {
	const [first, ...rest] = wordsOf(name);
	return (first === "training" || first === "train") && rest.length > 0 && !rest.some((word) => EFFORT$1.has(word));
}

// src/comparison/direction.ts
/** Qualities of which more is better. */
const HIGHER_IS_BETTER = [
	"accuracy acc balanced_accuracy auc roc_auc auc_roc auroc pr_auc auc_pr auprc average_precision ap map",
	"f1 f2 fbeta precision recall sensitivity specificity r2 r_squared explained_variance mcc matthews_corrcoef",
	"kappa cohen_kappa gini ndcg mrr hit_rate iou miou mean_iou jaccard dice bleu rouge meteor psnr ssim",
	"exact_match pearson spearman silhouette log_likelihood win_rate"
].flatMap((line) => line.split(" "));
/** Faults of which less is better; so is every name that ends in `loss` or `error`. */
const LOWER_IS_BETTER = ["loss error error_rate rmse mse mae mape smape wmape msle rmsle rmspe medae log_loss cross_entropy nll", "perplexity ppl brier wer cer fid eer ece fpr fnr false_positive_rate false_negative_rate"].flatMap((line) => line.split(" "));
/** What a model costs: never the primary metric while a quality is known. */
const LOWER_COST_IS_BETTER = "latency inference_time response_time cost model_size peak_memory time duration".split(" ");
const HIGHER_SPEED_IS_BETTER = "throughput tokens_per_second requests_per_second".split(" ");
/** Words that may stand before a well-known name without changing its meaning. */
const BEFORE = new Set(["val valid validation test testing eval evaluation dev holdout oof cv train training mean avg average median", "macro micro weighted best final last metric metrics score overall total p50 p90 p95 p99"].flatMap((line) => line.split(" ")));
/** And after it: averages, quantiles, units, cut-offs (`ndcg@10`, `precision_at_5`). */
const AFTER = /^(mean|avg|average|median|macro|micro|weighted|best|final|last|score|scores|val|test|at|@?\d+|k|p\d+|ns|us|ms|s|sec|seconds|minutes|hours|bytes|kb|mb|gb|mib|gib|usd|eur|pct|percent)$/;
const QUALITY = new Map([...HIGHER_IS_BETTER.map((name) => [joined(name), "higher"]), ...LOWER_IS_BETTER.map((name) => [joined(name), "lower"])]);
const EFFORT = new Map([...LOWER_COST_IS_BETTER.map((name) => [joined(name), "lower"]), ...HIGHER_SPEED_IS_BETTER.map((name) => [joined(name), "higher"])]);
/** The direction of a metric: its gate's, else the well-known one, else unknown. */
function directionOf(name, gate) {
	return gate?.better ?? knownQuality(name) ?? known(name, EFFORT) ?? "unknown";
}
/** The direction of a name that is well known for how good a model is, rather than for what it costs. */
function knownQuality(name) {
	return known(name, QUALITY);
}
/** Whether a name is well known for what a model costs, such as its latency or size, rather than for how good it is. */
function isCost(name) {
	return knownQuality(name) === void 0 && known(name, EFFORT) !== void 0;
}
function known(name, list) {
	const last = name.split(/[./:]/).at(-1) ?? "";
	return signed(wordsOf(name), list) ?? (last === name ? void 0 : signed(wordsOf(last), list));
}
/** scikit-learn's scorers negate errors so that more is better: `neg_mean_squared_error`. */
function signed(words, list) {
	const at = words.findIndex((word) => !isQualifier(word));
	if (words[at] !== "neg" && words[at] !== "negative") return lookUp(words, list);
	const opposite = lookUp(words.toSpliced(at, 1), list);
	return opposite === void 0 ? void 0 : opposite === "higher" ? "lower" : "higher";
}
function lookUp(words, list) {
	for (let length = Math.min(words.length, 6); length > 0; length -= 1) for (let start = 0; start + length <= words.length; start += 1) {
		const before = words.slice(0, start);
		const after = words.slice(start + length);
		if (!before.every(isQualifier) || !after.every((word) => AFTER.test(word))) continue;
		const found = list.get(words.slice(start, start + length).join(""));
		if (found !== void 0) return found;
	}
	const core = words.findLast((word) => !AFTER.test(word));
	return list === QUALITY && (core === "loss" || core === "error") ? "lower" : void 0;
}
function isQualifier(word) {
	return BEFORE.has(word) || /^top\d*$/.test(word);
}
function joined(name) {
	return name.replaceAll("_", "");
}

export { isTrainingMetric as a, finiteOf as c, isCount as i, readingOf as l, isCost as n, wordsOf as o, knownQuality as r, Reading as s, directionOf as t };