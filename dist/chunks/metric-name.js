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
const EFFORT = /* @__PURE__ */ new Set([
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
	return (first === "training" || first === "train") && rest.length > 0 && !rest.some((word) => EFFORT.has(word));
}

export { isTrainingMetric as n, wordsOf as r, isCount as t };