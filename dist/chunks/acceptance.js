import { a as isTrainingMetric, c as finiteOf, n as isCost, o as wordsOf } from "./direction.js";
import { t as MlopsError } from "./error.js";
import { t as byName } from "./names.js";

// src/comparison/decision/row-metric.ts
const REGRESSION = ["regression"];
const BINARY = ["binary"];
const CLASSES = ["binary", "multiclass"];
function loss(above, over = {}) {
	return {
		kind: "ratio",
		tasks: REGRESSION,
		reads: "numbers",
		above,
		...over
	};
}
function share(above, below, tasks = BINARY) {
	return {
		kind: "ratio",
		tasks,
		reads: "classes",
		above,
		...below === void 0 ? {} : { below }
	};
}
const squared = (target, predicted) => (target - predicted) ** 2;
const isRight = (target, predicted) => target === predicted ? 1 : 0;
const isHit = (target, predicted) => target * predicted;
const ABOVE_ZERO = 1e-15;
/** Minus the logarithm of the probability of what happened, kept finite as scikit-learn does. */
function surprise(target, predicted) {
	const chance = target === 1 ? predicted : 1 - predicted;
	return -Math.log(Math.min(.999999999999999, Math.max(ABOVE_ZERO, chance)));
}
const METRICS = [
	["rmse root_mean_squared_error", loss(squared, { finish: "root" })],
	["mse mean_squared_error", loss(squared)],
	["mae mean_absolute_error", loss((target, predicted) => Math.abs(target - predicted))],
	["r2 r_squared", loss(squared, {
		below: (target, _, mean) => (target - mean) ** 2,
		finish: "rest"
	})],
	["accuracy acc", share(isRight, void 0, CLASSES)],
	["error_rate", share((target, predicted) => 1 - isRight(target, predicted), void 0, CLASSES)],
	["f1", share((target, predicted) => 2 * isHit(target, predicted), (target, predicted) => target + predicted)],
	["precision", share(isHit, (_, predicted) => predicted)],
	["recall sensitivity tpr", share(isHit, (target) => target)],
	["specificity tnr", share((target, predicted) => (1 - target) * (1 - predicted), (target) => 1 - target)],
	["log_loss cross_entropy binary_cross_entropy nll", loss(surprise, {
		tasks: BINARY,
		reads: "probabilities"
	})],
	["brier brier_loss", loss(squared, {
		tasks: BINARY,
		reads: "probabilities"
	})],
	["auc roc_auc auc_roc auroc", {
		kind: "area",
		tasks: BINARY
	}]
];
const BY_NAME = new Map(METRICS.flatMap(([names, metric]) => names.split(" ").map((name) => [name.replaceAll("_", ""), metric])));
/** Words that say where a metric was measured, or nothing. `macro`, `train` and `p95` make another metric of it. */
const NEUTRAL = new Set("val valid validation test testing eval evaluation dev holdout final last score overall".split(" "));
/** The metric of this name, where rows of this task give it. */
function rowMetricOf(name, task) {
	const metric = metricOf(name);
	return metric?.tasks.includes(task) === true ? metric : void 0;
}
/** Whether rows of some task give a metric of this name. */
function followsFromRows(name) {
	return metricOf(name) !== void 0;
}
function metricOf(name) {
	const last = name.split(/[./:]/).at(-1) ?? "";
	const words = wordsOf(last).filter((word) => !NEUTRAL.has(word));
	return BY_NAME.get(words.join(""));
}

// src/comparison/comparable.ts
/** @returns undefined where the run itself has no number, which is a reason of its own */
function comparableOf(metric) {
	const { direction } = metric;
	const candidate = finiteOf(metric.candidate);
	if (candidate === void 0) return void 0;
	if (direction === "unknown") return {
		status: "inconclusive",
		reason: `it is not known which direction is worse; add "better: higher" or "better: lower" to the gate`
	};
	if (metric.noBaseline !== void 0) return {
		status: metric.namedBaselineMissing === true ? "inconclusive" : "skipped",
		reason: `nothing to compare with: ${metric.noBaseline}`
	};
	if (metric.baseline === void 0) return {
		status: "inconclusive",
		reason: "the baseline did not report it"
	};
	const baseline = finiteOf(metric.baseline);
	if (baseline === void 0) return {
		status: "inconclusive",
		reason: `the baseline is ${metric.baseline}`
	};
	if (metric.unitsDiffer) return {
		status: "inconclusive",
		reason: "the baseline was measured in another unit"
	};
	return {
		direction,
		candidate,
		baseline
	};
}
/**
* Why the values of the two runs may not be of the same rows: predictions that could not be joined, other data. Only
* predictions of the same rows say that they are.
*/
function otherRowsWords({ name, noRows, changedData }) {
	if (noRows !== void 0 && followsFromRows(name)) return `predictions cannot be compared: ${noRows}`;
	if (changedData.length === 0) return void 0;
	const [first = "", second] = changedData;
	return `the data changed (${second === void 0 ? first : `${first} and ${changedData.length - 1} more`}), and only predictions of the same rows tell model from data`;
}

// src/comparison/words.ts
/** Seven significant digits without trailing zeros: short enough to read, exact enough to tell two values apart. */
function inWords(value) {
	return String(Number(value.toPrecision(7)));
}

// src/comparison/decision/judgement.ts
function unjudged(reason) {
	return {
		kind: "undetermined",
		reason
	};
}

// src/comparison/decision/margin.ts
/** The margin as it is shown: `1 %`, `0.02`. */
function marginWords(margin) {
	const text = String(margin).replaceAll(/\s/g, "");
	return text.endsWith("%") ? `${text.slice(0, -1)} %` : inWords(Number(text));
}
/**
* The margin in the metric's unit. One of 0 is 0 of any baseline.
* @returns a reason for a relative margin of a baseline that is not above 0: a share of it means nothing there
*/
function resolveMargin(margin, baseline, metric) {
	const text = String(margin).replaceAll(/\s/g, "");
	if (!text.endsWith("%")) return Number(text);
	const share = Number(text.slice(0, -1)) / 100;
	if (baseline > 0 || share === 0) return share * baseline;
	const where = baseline === 0 ? "of 0" : `below 0, ${inWords(baseline)}`;
	return unjudged(`gate ${metric}: ${marginWords(margin)} is relative, which means nothing against a baseline ${where}; give an absolute limit in the metric's own unit, such as 0.02`);
}

// src/comparison/decision/decision-words.ts
/** `−0.37 % [−0.91, +0.16] %, paired t, n=2,104: not shown to be better; about 3,900 more rows would settle it`. */
function decisionWords(judged, question) {
	return `${estimateWords(judged)}, ${methodWords(judged)}: ${conclusionWords(judged, question)}${moreWords(judged)}`;
}
/** The estimate with its interval: relative to a baseline above 0, else in the metric's unit. */
function estimateWords({ estimate, interval, baseline }) {
	const scale = baseline > 0 ? 100 / baseline : 1;
	const unit = baseline > 0 ? " %" : "";
	const [low, high] = interval;
	const half = (high - low) / 2 * scale;
	const digits = digitsFor(half > 0 ? half : Math.abs(estimate * scale));
	const word = (value) => signed(value * scale, digits);
	return `${word(estimate)}${unit} [${word(low)}, ${word(high)}]${unit}`;
}
/** `paired t, n=2,104`, `Nadeau–Bengio t, 5 folds`. */
function methodWords({ method, count, counted }) {
	return `${method}, ${counted === "rows" ? "n=" : ""}${grouped(count)}${counted === "rows" ? "" : ` ${counted}`}`;
}
function conclusionWords({ zone, margin }, { test, margin: declared }) {
	const by = marginWords(declared);
	if (zone === "better") return test === "superiority" && margin > 0 ? `shown to be better by over ${by}` : "shown to be better";
	if (zone === "not-worse") return `shown to be worse by less than ${by}, if at all`;
	if (test === "non-inferiority") return zone === "worse" ? `shown to be worse by over ${by}` : `not shown to be within ${by}, nor beyond`;
	if (zone === "worse") return margin > 0 ? `shown not to be better by ${by}` : "shown to be worse";
	return margin > 0 ? `not shown to be better by ${by}` : "not shown to be better";
}
/** What would settle it, where it is open. */
function moreWords({ zone, needed, count, counted, evidence }) {
	if (zone !== "inconclusive") return "";
	if (evidence === "history") return needed === void 0 ? "; repeats would hardly settle it" : `; about ${grouped(needed)} repeats of either training would settle it`;
	if (needed === void 0) return `; more ${counted} would hardly settle it`;
	return `; about ${roughly(needed - count)} more ${needed - count === 1 ? counted.slice(0, -1) : counted} would settle it`;
}
/** Two digits: the estimate that it is made of knows no more. */
function roughly(count) {
	return grouped(Number(count.toPrecision(2)));
}
function grouped(count) {
	return count.toLocaleString("en");
}
/** Enough to see two digits of the uncertainty. */
function digitsFor(size) {
	return size > 0 ? Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(size)))) : 0;
}
function signed(value, digits) {
	const size = Math.abs(value);
	const text = size >= 1e6 ? inWords(size) : size.toFixed(digits);
	return `${!/[1-9]/.test(text) ? "±" : value < 0 ? "−" : "+"}${text}`;
}

// src/statistics/sample.ts
function undetermined(reason) {
	return {
		kind: "undetermined",
		reason
	};
}
/** Why these values cannot be used: one of them is not a finite number. */
function findFlaw(name, sample) {
	for (let index = 0; index < sample.length; index += 1) if (!Number.isFinite(sample[index])) return undetermined(`${name} ${index + 1} is not a number: ${sample[index]}`);
}
/** Why two samples cannot be compared pair by pair. */
function findPairFlaw(baseline, candidate) {
	if (baseline.length !== candidate.length) return undetermined(`the pairs do not match: ${baseline.length} values of the baseline, ${candidate.length} of the candidate`);
	return findFlaw("value of the baseline", baseline) ?? findFlaw("value of the candidate", candidate);
}
/** @throws MlopsError unless it is a probability strictly between 0 and 1 */
function requireFraction(name, value) {
	if (value > 0 && value < 1) return;
	throw new MlopsError("usage", `${name} is ${value}`, `give a ${name} between 0 and 1, both excluded`);
}
/** @throws MlopsError unless it is a whole number of at least `least` that a double holds exactly */
function requireCount(name, value, least = 0) {
	if (Number.isSafeInteger(value) && value >= least) return;
	throw new MlopsError("usage", `${name} is ${value}`, `give a whole number of at least ${least} for ${name}`);
}
/** @throws MlopsError unless it is a finite number above 0 */
function requirePositive(name, value) {
	if (value > 0 && value < 1e400) return;
	throw new MlopsError("usage", `${name} is ${value}`, `give a number above 0 for ${name}`);
}

// src/statistics/special/deviance.ts
/** From here on six terms of Stirling's series reach the last digit of a double. */
const SERIES_FROM = 16;
/**
* δ(z) = ln Γ(z+1) − (z + ½) ln z + z − ½ ln 2π for z > 0.
*
* Below 16 it climbs by δ(z) = δ(z+1) + (z + ½) ln(1 + 1/z) − 1; above, Stirling's series (Abramowitz & Stegun 6.1.41).
*/
function stirlingError(z) {
	let climbed = 0;
	let at = z;
	for (; at < SERIES_FROM; at += 1) climbed += (at + .5) * Math.log1p(1 / at) - 1;
	const square = at * at;
	const series = (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square) / square) / square) / at;
	return climbed + series;
}
/**
* The deviance x ln(x/mean) + mean − x, which is at least 0 and is 0 where x is the mean.
* Near the mean the terms would cancel each other; there it is x·(u − ln(1+u)) with u = (mean − x)/x, by the series of
* the inverse hyperbolic tangent.
*/
function deviance(x, mean) {
	if (x === 0) return mean;
	const u = (mean - x) / x;
	return x * (Math.abs(u) > .4 ? u - Math.log(mean / x) : excessOverLog1p(u));
}
/** u − ln(1 + u) for small u. */
function excessOverLog1p(u) {
	const v = u / (2 + u);
	const square = v * v;
	let power = v;
	let sum = 0;
	for (let odd = 3; odd < 33; odd += 2) {
		power *= square;
		sum += power / odd;
	}
	return u * v - 2 * sum;
}

// src/statistics/special/tails.ts
function lowerTail(lower) {
	return {
		lower,
		upper: 1 - lower
	};
}
function upperTail(upper) {
	return {
		lower: 1 - upper,
		upper
	};
}
/** A value that stands for nothing: a factor of a continued fraction that would otherwise be 0. */
const TINY = 1e-300;
/** More than √max(a, b) steps are not needed on the side of the mean where the fractions are used. */
const MOST_STEPS = 1e5;
/**
* A continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the modified method of Lentz (Thompson & Barnett 1986).
* @param term writes aₙ and bₙ, for n from 1
*/
function continuedFraction(first, term) {
	const step = {
		a: 0,
		b: 0
	};
	let value = first === 0 ? TINY : first;
	let c = value;
	let d = 0;
	for (let n = 1; n <= MOST_STEPS; n += 1) {
		term(n, step);
		d = step.b + step.a * d;
		c = step.b + step.a / c;
		d = 1 / (d === 0 ? TINY : d);
		c = c === 0 ? TINY : c;
		const factor = c * d;
		value *= factor;
		if (!(Math.abs(factor - 1) >= 1e-16)) break;
	}
	return value;
}

// src/statistics/special/incomplete-beta.ts
/**
* I_x(a, b) and 1 − I_x(a, b) for a, b > 0: the continued fraction of DLMF 8.17.22 on that side of the mean where it
* converges fast, with the factor x^a (1−x)^b / B(a, b) from Stirling's errors and deviances.
*
* @param y 1 − x. It is asked for because a caller often knows it to more digits than a subtraction would leave.
*/
function incompleteBeta(a, b, x, y) {
	if (x <= 0) return lowerTail(0);
	if (y <= 0) return upperTail(0);
	const factor = betaFactor(a, b, x, y);
	return x * (a + b + 2) < a + 1 ? lowerTail(factor / a * betaFraction(a, b, x)) : upperTail(factor / b * betaFraction(b, a, y));
}
/** x^a y^b / B(a, b). */
function betaFactor(a, b, x, y) {
	const total = a + b;
	const exponent = stirlingError(total) - stirlingError(a) - stirlingError(b) - deviance(a, total * x) - deviance(b, total * y);
	return Math.sqrt(a * b / (2 * Math.PI * total)) * Math.exp(exponent);
}
/** 1/(1+ d₁/(1+ d₂/(1+ …))) */
function betaFraction(a, b, x) {
	return 1 / continuedFraction(1, (n, into) => {
		const m = n >> 1;
		into.a = n % 2 === 1 ? -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)) : m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		into.b = 1;
	});
}

// src/statistics/special/solve-tail.ts
/** A tail that is smaller by this factor than the wanted one is too far out to find the way back from. */
const OVERSHOT = 1e-6;
/**
* Solves ln tail(x) = ln p by Newton's method. Where the density is log-concave so is the tail, and the steps approach
* the solution from one side (Prékopa 1973): no bracket is needed. Only the first step may go too far, to where nothing is
* left of the tail; then it is halved.
*
* @param direction 1 where the tail grows with x, −1 where it falls
*/
function solveTail(p, start, direction, tail, density) {
	let x = start;
	let probability = tail(x);
	for (let step = 0; step < 200; step += 1) {
		const move = direction * Math.log(p / probability) * probability / density(x);
		let next = x + move;
		let there = tail(next);
		while (there < p * OVERSHOT) {
			next = (next + x) / 2;
			there = tail(next);
		}
		const isSettled = Math.abs(next - x) <= 4 * Number.EPSILON * Math.abs(next);
		x = next;
		probability = there;
		if (isSettled) break;
	}
	return x;
}

// src/statistics/beta.ts
/**
* ln(x / (1 − x)) of the quantile x: it keeps its digits near both ends. In this coordinate the density is
* x^a (1−x)^b / B(a, b), which is log-concave.
*/
function betaLogitQuantile(p, a, b) {
	requireFraction("probability", p);
	requirePositive("shape", Math.min(a, b));
	const tailsAt = (logit) => incompleteBeta(a, b, 1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit)));
	const density = (logit) => betaFactor(a, b, 1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit)));
	const mean = Math.log(a / b);
	return p <= tailsAt(mean).lower ? solveTail(p, mean, 1, (logit) => tailsAt(logit).lower, density) : solveTail(1 - p, mean, -1, (logit) => tailsAt(logit).upper, density);
}

// src/statistics/special/incomplete-gamma.ts
/**
* P(a, x) and Q(a, x) for a > 0 and x ≥ 0: the power series below the mean (DLMF 8.7.1), the continued fraction of
* Legendre above it (DLMF 8.9.2), with x^a e^−x / Γ(a+1) from Stirling's error and the deviance.
*/
function incompleteGamma(a, x) {
	if (x <= 0) return lowerTail(0);
	if (x === 1e400) return upperTail(0);
	const density = Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
	return x < a + 1 ? lowerTail(density * risingSeries(a, x)) : upperTail(density * a * legendreFraction(a, x));
}
/** 1 + x/(a+1) + x²/((a+1)(a+2)) + … */
function risingSeries(a, x) {
	let term = 1;
	let sum = 1;
	for (let n = 1;; n += 1) {
		term *= x / (a + n);
		const next = sum + term;
		if (!(next > sum)) return next;
		sum = next;
	}
}
/** 1/(x+1−a− 1(1−a)/(x+3−a− 2(2−a)/(x+5−a− …))) */
function legendreFraction(a, x) {
	return 1 / continuedFraction(x + 1 - a, (n, into) => {
		into.a = -n * (n - a);
		into.b = x + 2 * n + 1 - a;
	});
}

// src/statistics/normal.ts
/** P(Z > z) = ½ Q(½, z²/2) for z ≥ 0 (DLMF 8.4.6), to the last digits as far as a double reaches (z ≈ 38). */
function normalUpperTail(z) {
	const { lower, upper } = incompleteGamma(.5, z * z / 2);
	return z >= 0 ? upper / 2 : .5 + lower / 2;
}
/** The z that is exceeded with probability p. */
function normalUpperQuantile(p) {
	requireFraction("probability", p);
	if (p === .5) return 0;
	if (p > .5) return -normalUpperQuantile(1 - p);
	return solveTail(p, Math.sqrt(-2 * Math.log(p)), -1, normalUpperTail, normalDensity);
}
function normalDensity(z) {
	return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
}

// src/statistics/student-t.ts
/** P(T > t): half of I_x(df/2, ½) at x = df/(df + t²) for t ≥ 0 (Abramowitz & Stegun 26.7.1). */
function tUpperTail(t, df) {
	if (df === 1e400) return normalUpperTail(t);
	const square = t / df * t;
	const { lower, upper } = incompleteBeta(df / 2, .5, 1 / (1 + square), square === 1e400 ? 1 : square / (1 + square));
	return t >= 0 ? lower / 2 : .5 + upper / 2;
}
/** P(T ≤ t). */
function tLowerTail(t, df) {
	return tUpperTail(-t, df);
}
/** The t that is exceeded with probability p. */
function tUpperQuantile(p, df) {
	requireFraction("probability", p);
	if (df === 1e400) return normalUpperQuantile(p);
	if (p === .5) return 0;
	if (p > .5) return -tUpperQuantile(1 - p, df);
	return Math.sqrt(df) * Math.exp(-betaLogitQuantile(2 * p, df / 2, .5) / 2);
}
/** The probability of a t at least as extreme, in the direction that is asked for. */
function tProbability(t, df, alternative) {
	if (alternative === "greater") return tUpperTail(t, df);
	return alternative === "less" ? tLowerTail(t, df) : Math.min(1, 2 * tUpperTail(Math.abs(t), df));
}

// src/statistics/estimate.ts
/** value ± t · standard error, with the t that is exceeded with probability (1 − level)/2. */
function intervalOf({ value, standardError, df }, level) {
	requireFraction("level", level);
	const half = tUpperQuantile((1 - level) / 2, df) * standardError;
	return [value - half, value + half];
}
/** How improbable the estimate is where the truth is `against`. */
function probabilityAgainst(estimate, against, alternative) {
	return tProbability((estimate.value - against) / estimate.standardError, estimate.df, alternative);
}
/** Tests the estimate against 0. */
function testEstimate(estimate, options) {
	const { alternative = "two-sided", level = .95 } = options;
	return {
		kind: "determined",
		estimate,
		t: estimate.value / estimate.standardError,
		p: probabilityAgainst(estimate, 0, alternative),
		interval: intervalOf(estimate, level)
	};
}

// src/comparison/decision/decide.ts
/** Beyond so many times the present number, more of the same is no advice. */
const MOST_TIMES = 1e3;
/** The decision on a difference. */
function decide(difference, question, evidence) {
	const margin = resolveMargin(question.margin, difference.baseline, question.metric);
	if (typeof margin !== "number") return margin;
	const [low, high] = intervalOf(difference, 1 - question.alpha);
	if (!Number.isFinite(high - low)) return unjudged("the values are too large to be subtracted");
	const sign = question.direction === "higher" ? 1 : -1;
	const gain = sign * difference.value;
	const [worst, best] = sign === 1 ? [low, high] : [-high, -low];
	const boundary = question.test === "superiority" ? margin : 0 - margin;
	const zone = zoneOf(worst, best, boundary);
	const needed = zone === "inconclusive" ? neededFor(difference, Math.abs(gain - boundary), question) : void 0;
	return {
		kind: "determined",
		zone,
		estimate: difference.value + 0,
		interval: [low + 0, high + 0],
		p: probabilityOf(difference, sign * boundary),
		baseline: difference.baseline,
		margin,
		method: difference.method,
		evidence,
		count: difference.count,
		counted: difference.counted,
		...needed === void 0 ? {} : { needed }
	};
}
/** Two-sided. A difference without any spread is where it is. */
function probabilityOf(difference, boundary) {
	if (difference.standardError > 0) return probabilityAgainst(difference, boundary, "two-sided");
	return difference.value === boundary ? 1 : 0;
}
function zoneOf(worst, best, boundary) {
	if (worst > Math.max(0, boundary)) return "better";
	if (worst > boundary) return "not-worse";
	return best < boundary ? "worse" : "inconclusive";
}
/**
* How many in all find a true difference of this distance with the power that is asked for: ((z_α/2 + z_β) s / d)², and
* z²_α/2 / 2 more because s is estimated (Guenther 1981, "Sample size formulas for normal theory t tests").
*/
function neededFor(difference, distance, question) {
	const { floor = 0, standardError } = difference;
	const count = difference.repeats ?? difference.count;
	const z = normalUpperQuantile(question.alpha / 2);
	const both = z + normalUpperQuantile(1 - question.power);
	const variance = standardError ** 2 / (1 / count + floor);
	const share = (distance / both) ** 2 / variance - floor;
	const needed = Math.ceil(1 / share + z * z / 2);
	return share > 0 && needed <= MOST_TIMES * count ? Math.max(count + 1, needed) : void 0;
}

// src/statistics/moments.ts
function momentsOf(values) {
	let mean = 0;
	let scale = 0;
	const { length } = values;
	for (let index = 0; index < length; index += 1) {
		const value = values[index];
		mean += (value - mean) / (index + 1);
		scale = Math.max(scale, Math.abs(value));
	}
	let squares = 0;
	let rest = 0;
	for (let index = 0; index < length; index += 1) {
		const deviation = values[index] - mean;
		squares += deviation * deviation;
		rest += deviation;
	}
	return corrected(length, mean, squares, rest, scale);
}
/** The same of the differences candidate − baseline. */
function momentsOfDifferences(baseline, candidate) {
	let mean = 0;
	let scale = 0;
	const { length } = baseline;
	for (let index = 0; index < length; index += 1) {
		const before = baseline[index];
		const after = candidate[index];
		mean += (after - before - mean) / (index + 1);
		scale = Math.max(scale, Math.abs(before), Math.abs(after));
	}
	let squares = 0;
	let rest = 0;
	for (let index = 0; index < length; index += 1) {
		const deviation = candidate[index] - baseline[index] - mean;
		squares += deviation * deviation;
		rest += deviation;
	}
	return corrected(length, mean, squares, rest, scale);
}
/** The variance with n − 1, and 0 where it is nothing but rounding: 0.3 − 0.2 and 0.2 − 0.1 differ in the last digit. */
function varianceOf({ count, squares, scale }) {
	const variance = squares / (count - 1);
	return Math.sqrt(variance) <= 8 * Number.EPSILON * scale ? 0 : variance;
}
/** The corrected two-pass algorithm (Chan, Golub & LeVeque 1983): what the mean lost in rounding is put back. */
function corrected(count, mean, squares, rest, scale) {
	if (count === 0) return {
		count,
		mean: NaN,
		squares: 0,
		scale
	};
	return {
		count,
		mean: mean + rest / count,
		squares: Math.max(0, squares - rest * rest / count),
		scale
	};
}

// src/statistics/mean-interval.ts
/**
* mean ± t · s/√n (Student 1908), or with the normal quantile in place of t.
* Constant values give no interval: one of width 0 would pass for certainty.
*/
function meanInterval(values, level, method = "t") {
	const spread = spreadOf(values);
	if (spread.kind === "undetermined") return spread;
	const { count, mean, deviation } = spread;
	const df = method === "t" ? count - 1 : 1e400;
	const estimate = {
		value: mean,
		standardError: deviation / Math.sqrt(count),
		df
	};
	return {
		kind: "determined",
		estimate,
		deviation,
		interval: intervalOf(estimate, level)
	};
}
/** Mean and standard deviation of values that vary. */
function spreadOf(values) {
	const flaw = findFlaw("value", values);
	if (flaw !== void 0) return flaw;
	if (values.length < 2) return undetermined(values.length === 0 ? "there are no values" : "one value has no variance");
	const moments = momentsOf(values);
	const variance = varianceOf(moments);
	if (variance === 0) return undetermined(`all ${values.length} values are equal: there is no variance to judge by`);
	if (!Number.isFinite(variance)) return undetermined("the values are too large to be squared");
	return {
		kind: "determined",
		count: moments.count,
		mean: moments.mean,
		deviation: Math.sqrt(variance)
	};
}

// src/statistics/quantile.ts
/** A sorted copy; a Float64Array sorts numbers by their value and far faster than an array. */
function sortedCopy(values) {
	const copy = new Float64Array(values);
	copy.sort();
	return copy;
}
/** The quantile q of sorted values by linear interpolation: type 7 of Hyndman & Fan (1996), NumPy's default. */
function quantileOfSorted(sorted, q) {
	const position = (sorted.length - 1) * q;
	const below = Math.floor(position);
	const low = sorted[below];
	return low + (sorted[Math.min(below + 1, sorted.length - 1)] - low) * (position - below);
}

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

// src/comparison/decision/history-difference.ts
/** Standard deviations in one median absolute deviation of a normal distribution. */
const DEVIATIONS = 1.4826;
/**
* Prediction interval for the difference of two single runs: candidate − baseline ± t · s · √2 (Hahn & Meeker 1991, §4.7,
* for two values), with s from the successive differences of n earlier runs, s² = Σ(xᵢ₊₁ − xᵢ)² / 2(n − 1), which a trend
* does not inflate (von Neumann et al. 1941); its variance is that of 2(n − 1)²/(3n − 4) degrees of freedom. The baseline
* stands for itself rather than for the mean of the history: after a true improvement that mean lies behind, and the next
* run, no better than its baseline, would be called better.
*
* Of costs (latency, size) one run may be far off without a cause, on a busy machine: there the median of the history
* stands in place of the baseline, and the median absolute deviation for s. Both hold until half of the runs are off.
*/
function historyDifference({ values }, runs, isCost) {
	const known = values.filter((value) => Number.isFinite(value));
	const count = known.length;
	if (count < 5) {
		const reason = `no noise estimate: ${count === 1 ? "there is 1 earlier run" : `there are ${count} earlier runs`}, ${5} are the least`;
		return {
			...unjudged(reason),
			givesWay: true
		};
	}
	const spread = spreadOf(known);
	if (spread.kind === "undetermined") {
		const reason = spread.reason.includes("no variance") ? `no noise estimate: zero variance, the last ${count} runs have one value` : spread.reason;
		return {
			...unjudged(reason),
			givesWay: true
		};
	}
	const base = {
		kind: "difference",
		counted: "runs",
		count,
		repeats: 1
	};
	if (!isCost) return {
		...base,
		value: runs.candidate - runs.baseline,
		standardError: Math.sqrt(successiveSquares(known) / (count - 1)),
		df: 2 * (count - 1) ** 2 / (3 * count - 4),
		...runs,
		method: "prediction interval"
	};
	const middle = medianOf(known);
	const deviation = DEVIATIONS * medianOf(known.map((value) => Math.abs(value - middle)));
	if (deviation === 0) return {
		...unjudged(`no noise estimate: most of the last ${count} runs have one value`),
		givesWay: true
	};
	return {
		...base,
		value: runs.candidate - middle,
		standardError: deviation * Math.sqrt(1 + Math.PI / 2 / count),
		df: Math.max(1, .37 * (count - 1)),
		baseline: middle,
		candidate: runs.candidate,
		method: "prediction interval, medians"
	};
}
function successiveSquares(values) {
	return values.slice(1).reduce((sum, value, index) => sum + (value - (values[index] ?? value)) ** 2, 0);
}
function medianOf(values) {
	return quantileOfSorted(sortedCopy(values), .5);
}

// src/statistics/paired-t.ts
/**
* t = d̄ / (s_d/√n) of the differences candidate − baseline, with n − 1 degrees of freedom (Student 1908).
* Of losses of single rows it tests whether the mean loss differs; n of some thirty or more makes up for losses that are
* not normal.
*/
function pairedT(baseline, candidate, options = {}) {
	const difference = pairedDifference(baseline, candidate);
	return "kind" in difference ? difference : testEstimate(difference, options);
}
/** The mean of the differences with its standard error, for other tests of it. */
function pairedDifference(baseline, candidate) {
	const flaw = findPairFlaw(baseline, candidate);
	if (flaw !== void 0) return flaw;
	const count = baseline.length;
	if (count < 2) return undetermined(count === 0 ? "there are no pairs" : "one pair has no variance");
	const moments = momentsOfDifferences(baseline, candidate);
	const variance = varianceOf(moments);
	if (variance === 0) return undetermined(`all ${count} differences are equal: there is no variance to judge by`);
	if (!Number.isFinite(variance)) return undetermined("the values are too large to be squared");
	return {
		value: moments.mean,
		standardError: Math.sqrt(variance / count),
		df: count - 1
	};
}

// src/statistics/corrected-resampled-t.ts
/**
* t = d̄ / √((1/k + n_test/n_train) s_d²) with k − 1 degrees of freedom (Nadeau & Bengio 2003, "Inference for the
* generalization error"). The folds share their training rows, so that the plain t test is too sure of itself.
*
* @param testShare n_test / n_train, such as 1/9 for tenfold cross-validation
*/
function correctedResampledT(baseline, candidate, testShare, options = {}) {
	requirePositive("share of test rows", testShare);
	const repeats = baseline.length;
	if (repeats === candidate.length && repeats < 3) return undetermined(`${repeats} repeats say nothing about noise: three are the least`);
	const plain = pairedDifference(baseline, candidate);
	if ("kind" in plain) return plain;
	const standardError = plain.standardError * Math.sqrt(1 + repeats * testShare);
	return testEstimate({
		...plain,
		standardError
	}, options);
}

// src/statistics/welch.ts
/**
* The difference of the means candidate − baseline over √(s₁²/n₁ + s₂²/n₂), with the degrees of freedom of
* Welch (1947) and Satterthwaite (1946). On the same rows it throws away the pairing: see pairedT.
*/
function welchT(baseline, candidate, options = {}) {
	const flaw = findFlaw("value of the baseline", baseline) ?? findFlaw("value of the candidate", candidate);
	if (flaw !== void 0) return flaw;
	if (baseline.length < 2 || candidate.length < 2) return undetermined(`each side needs two values: ${baseline.length} and ${candidate.length}`);
	const [before, after] = [momentsOf(baseline), momentsOf(candidate)];
	const [one, other] = [varianceOf(before) / before.count, varianceOf(after) / after.count];
	const sum = one + other;
	if (sum === 0) return undetermined("both sides are constant: there is no variance to judge by");
	if (!Number.isFinite(sum)) return undetermined("the values are too large to be squared");
	const df = 1 / ((one / sum) ** 2 / (before.count - 1) + (other / sum) ** 2 / (after.count - 1));
	return testEstimate({
		value: after.mean - before.mean,
		standardError: Math.sqrt(sum),
		df
	}, options);
}

// src/comparison/decision/repeats-difference.ts
/** Fewer repeats say nothing about noise. */
const LEAST_REPEATS = 3;
/**
* - Folds share their training rows: corrected resampled t test of Nadeau & Bengio. Where the share of the test rows is
*   not known they are taken for those of a cross-validation, each tested on once.
* - Seeds that both runs name alike: paired t test; else Welch's.
*/
function repeatsDifference(repeats) {
	const { unit, baseline, candidate, paired } = repeats;
	const fewer = Math.min(baseline.length, candidate.length);
	if (fewer < LEAST_REPEATS) return unjudged(`${fewer} ${unit}${fewer === 1 ? "" : "s"} of one run: no noise estimate below ${LEAST_REPEATS}`);
	if (unit === "fold" && !paired) return unjudged("the folds of the two runs are not the same");
	const testShare = repeats.testShare ?? 1 / (candidate.length - 1);
	const tested = !paired ? welchT(baseline, candidate) : unit === "fold" ? correctedResampledT(baseline, candidate, testShare) : pairedT(baseline, candidate);
	if (tested.kind === "undetermined") return unjudged(flawWords(tested));
	return {
		kind: "difference",
		...tested.estimate,
		baseline: momentsOf(baseline).mean,
		candidate: momentsOf(candidate).mean,
		method: !paired ? "Welch t" : unit === "fold" ? "Nadeau–Bengio t" : "paired t",
		count: fewer,
		counted: unit === "fold" ? "folds" : "seeds",
		...unit === "fold" ? { floor: testShare } : {}
	};
}
function flawWords({ reason }) {
	return reason.includes("no variance") ? `zero variance: ${reason}` : reason;
}

// src/statistics/delong.ts
/**
* The difference of the areas candidate − baseline over its standard error, as normal (DeLong, DeLong & Clarke-Pearson
* 1988). The share of the negatives that a positive outranks, and of the positives that outrank a negative, come from
* sorting: O(n log n) in place of O(n²) (Sun & Xu 2014).
*
* @param labels 1 (positive) or 0 of each row
*/
function deLong(labels, baseline, candidate, options = {}) {
	const flaw = findFlaw("label", labels) ?? findPairFlaw(baseline, candidate) ?? findLabelFlaw(labels, baseline);
	if (flaw !== void 0) return flaw;
	const before = placementsOf(labels, baseline);
	const after = placementsOf(labels, candidate);
	const positives = momentsOfDifferences(before.positives, after.positives);
	const negatives = momentsOfDifferences(before.negatives, after.negatives);
	const variance = varianceOf(positives) / positives.count + varianceOf(negatives) / negatives.count;
	if (variance === 0) return undetermined("both scores put the rows into the same order: there is no variance to judge by");
	return {
		...testEstimate({
			value: positives.mean,
			standardError: Math.sqrt(variance),
			df: 1e400
		}, options),
		areas: [momentsOf(before.positives).mean, momentsOf(after.positives).mean]
	};
}
function findLabelFlaw(labels, scores) {
	if (labels.length !== scores.length) return undetermined(`${labels.length} labels for ${scores.length} scores`);
	let positives = 0;
	for (let index = 0; index < labels.length; index += 1) {
		const label = labels[index];
		if (label !== 0 && label !== 1) return undetermined(`label ${index + 1} is ${label}: neither 0 nor 1`);
		positives += label;
	}
	const negatives = labels.length - positives;
	if (positives === 0 || negatives === 0) return undetermined("there are rows of one class only");
	if (positives === 1 || negatives === 1) return undetermined("one row of a class has no variance");
}
function placementsOf(labels, scores) {
	const positives = new Float64Array(labels.length);
	const negatives = new Float64Array(labels.length);
	let [up, down] = [0, 0];
	for (let index = 0; index < labels.length; index += 1) if (labels[index] === 1) positives[up++] = scores[index];
	else negatives[down++] = scores[index];
	const above = positives.subarray(0, up);
	const below = negatives.subarray(0, down);
	const sortedAbove = above.toSorted();
	const sortedBelow = below.toSorted();
	return {
		positives: above.map((score) => shareBelow(sortedBelow, score)),
		negatives: below.map((score) => 1 - shareBelow(sortedAbove, score))
	};
}
/** Share of the sorted values below a score, those that equal it by half. */
function shareBelow(sorted, score) {
	let [below, high] = [0, sorted.length];
	while (below < high) {
		const middle = below + high >>> 1;
		if (sorted[middle] < score) below = middle + 1;
		else high = middle;
	}
	let upTo = below;
	high = sorted[below] === score ? sorted.length : below;
	while (upTo < high) {
		const middle = upTo + high >>> 1;
		if (sorted[middle] <= score) upTo = middle + 1;
		else high = middle;
	}
	return (below + upTo) / 2 / sorted.length;
}

// src/comparison/decision/row-flaw.ts
/** Fewer rows say nothing that could be relied on. */
const LEAST_ROWS$1 = 20;
/** Fewer ids in common are another holdout. */
const LEAST_SHARED = .9;
/** The first thing that is wrong with all of the rows. */
function findRowFlaw(rows) {
	return otherHoldout(rows) ?? notNumbers(rows) ?? tooFew(rows.target.length) ?? badTarget(rows);
}
function otherHoldout({ target, lost }) {
	const all = target.length + lost.baseline + lost.candidate;
	if (all === 0) return "there are no rows with predictions";
	const share = target.length / all;
	if (share >= LEAST_SHARED) return void 0;
	return `another holdout: both runs predict only ${Math.floor(share * 1e3) / 10} % of the rows, by their ids; ${LEAST_SHARED * 100} % are the least`;
}
function notNumbers({ target, baseline, candidate, weight }) {
	const columns = [
		["the target", target],
		["the prediction of the baseline", baseline],
		["the prediction of this run", candidate],
		["the weight", weight]
	];
	for (const [name, values] of columns) {
		if (values === void 0) continue;
		if (values.length !== target.length) return `${values.length} rows have ${name}, ${target.length} have the target`;
		const at = values.findIndex((value) => !Number.isFinite(value));
		if (at >= 0) return `${name} of row ${at + 1} is ${values[at]}, not a number`;
	}
	const negative = weight?.findIndex((value) => value < 0) ?? -1;
	if (negative >= 0) return `the weight of row ${negative + 1} is below 0`;
	if (weight?.some((value) => value > 0) === false) return "all weights are 0";
}
function tooFew(count) {
	if (count >= LEAST_ROWS$1) return void 0;
	return `${count} ${count === 1 ? "row is" : "rows are"} too few to tell a change from chance: ${LEAST_ROWS$1} are the least`;
}
function badTarget({ target, task }) {
	const [first] = target;
	if (first === void 0 || target.some((value) => value !== first)) return void 0;
	return task === "regression" ? `the target is constant: ${inWords(first)} in all ${target.length} rows` : `the holdout has one class only: ${inWords(first)} in all ${target.length} rows`;
}

// src/comparison/decision/row-difference.ts
/** Rows of either class that an area needs for its normal approximation. */
const LEAST_OF_CLASS = 10;
const ROUNDING = 1e-12;
/**
* - Means of losses, and what follows from sums (RMSE, R², F1 …): t test of the influence of each row on the difference,
*   which is the paired t test for means and the delta method for the others. Not the signed ranks of Wilcoxon, where
*   tails are heavy: they ask for the middle of the differences, and what is promised is a better mean.
* - Accuracy: the interval of Agresti & Min (2005) for paired shares, which keeps its level with few rows that differ.
* - AUC: DeLong's test.
*/
function rowDifference(rows, name) {
	const known = KNOWN.get(rows) ?? /* @__PURE__ */ new Map();
	KNOWN.set(rows, known);
	const found = known.get(name) ?? differenceOf$2(rows, name);
	known.set(name, found);
	return found;
}
/** By metric: several checks of a gate ask the same of a million rows. */
const KNOWN = /* @__PURE__ */ new WeakMap();
function differenceOf$2(rows, name) {
	const metric = rowMetricOf(name, rows.task);
	if (metric === void 0) return {
		...unjudged(`${name} does not follow from targets and predictions`),
		givesWay: true
	};
	const flaw = findRowFlaw(rows);
	if (flaw !== void 0) return unjudged(flaw);
	if (metric.kind === "area") return areaDifference(rows);
	if (metric.reads === "probabilities" && !rows.isProbability) return unjudged(`${name} needs probabilities, and the predictions are classes`);
	const read = metric.reads === "classes" && rows.isProbability ? classesOf(rows) : rows;
	return metric.reads === "classes" && metric.below === void 0 && rows.weight === void 0 ? shareDifference(read, metric) : ratioDifference(read, metric);
}
function classesOf(rows) {
	const atHalf = (value) => value >= .5 ? 1 : 0;
	return {
		...rows,
		baseline: rows.baseline.map(atHalf),
		candidate: rows.candidate.map(atHalf)
	};
}
function ratioDifference(rows, metric) {
	const { target, weight } = rows;
	const count = target.length;
	const effective = weight === void 0 ? count : effectiveCount(weight);
	const few = tooFew(Math.floor(effective));
	if (few !== void 0) return unjudged(`weighted as they are, ${few}`);
	const mean = weightedMean(target, weight);
	const influence = new Float64Array(count);
	const baseline = addInfluence({
		rows,
		predicted: rows.baseline,
		metric,
		mean
	}, influence, -1);
	const candidate = addInfluence({
		rows,
		predicted: rows.candidate,
		metric,
		mean
	}, influence, 1);
	if (baseline === void 0 || candidate === void 0) return unjudged("it is not defined for one of the two runs: there is nothing to divide by");
	const value = candidate - baseline;
	const found = varianceOf(momentsOf(influence));
	const variance = Math.sqrt(found) <= ROUNDING * Math.max(Math.abs(baseline), Math.abs(candidate)) ? 0 : found;
	if (!Number.isFinite(variance)) return unjudged("the values are too large to be squared");
	if (variance === 0 && value !== 0) return unjudged(`zero variance: the difference is the same in all ${count} rows, so nothing tells what chance does`);
	const isMean = metric.below === void 0 && metric.finish === void 0;
	return {
		kind: "difference",
		value,
		standardError: Math.sqrt(variance / count),
		df: effective - 1,
		baseline,
		candidate,
		method: `${isMean ? "paired t" : "paired t, delta method"}${weight === void 0 ? "" : ", weighted"}`,
		count,
		counted: "rows"
	};
}
/** How many rows of equal weight would know as much (Kish 1965). */
function effectiveCount(weight) {
	let [sum, squares] = [0, 0];
	for (const value of weight) {
		sum += value;
		squares += value * value;
	}
	return sum * sum / squares;
}
function weightedMean(values, weight) {
	let [sum, total] = [0, 0];
	for (let row = 0; row < values.length; row += 1) {
		const share = weight?.[row] ?? 1;
		sum += share * values[row];
		total += share;
	}
	return sum / total;
}
/**
* Adds sign · n · ∂(metric)/∂(weight of the row) of each row to `influence`.
* @returns the metric; undefined where it is not defined
*/
function addInfluence(of, influence, sign) {
	const { predicted, metric, mean } = of;
	const { target, weight } = of.rows;
	const count = target.length;
	let [above, below] = [0, 0];
	for (let row = 0; row < count; row += 1) {
		const share = weight?.[row] ?? 1;
		const [y, said] = [target[row], predicted[row]];
		above += share * metric.above(y, said);
		below += share * (metric.below?.(y, said, mean) ?? 1);
	}
	const ratio = above / below;
	if (!(below > 0) || !Number.isFinite(ratio)) return void 0;
	const factor = sign * (metric.finish === "root" ? ratio === 0 ? 0 : .5 / Math.sqrt(ratio) : metric.finish === "rest" ? -1 : 1) * count / below;
	for (let row = 0; row < count; row += 1) {
		const share = weight?.[row] ?? 1;
		const [y, said] = [target[row], predicted[row]];
		const rest = metric.above(y, said) - ratio * (metric.below?.(y, said, mean) ?? 1);
		influence[row] = influence[row] + factor * share * rest;
	}
	return metric.finish === "root" ? Math.sqrt(ratio) : metric.finish === "rest" ? 1 - ratio : ratio;
}
/** Half a row is added to each of the four ways in which two models can be right. */
function shareDifference({ target, baseline, candidate }, metric) {
	const count = target.length;
	let [before, after, up, down] = [
		0,
		0,
		0,
		0
	];
	for (let row = 0; row < count; row += 1) {
		const one = metric.above(target[row], baseline[row]);
		const other = metric.above(target[row], candidate[row]);
		before += one;
		after += other;
		if (other > one) up += 1;
		if (other < one) down += 1;
	}
	const all = count + 2;
	const variance = up === 0 && down === 0 ? 0 : up + down + 1 - (up - down) ** 2 / all;
	return {
		kind: "difference",
		value: (up - down) / count,
		standardError: Math.sqrt(variance) / count,
		df: 1e400,
		baseline: before / count,
		candidate: after / count,
		method: "paired shares, Agresti–Min",
		count,
		counted: "rows"
	};
}
function areaDifference({ target, baseline, candidate, weight }) {
	if (weight !== void 0) return unjudged("the test of AUC (DeLong) knows no weights");
	const count = target.length;
	const positives = target.reduce((sum, value) => sum + value, 0);
	const fewer = Math.min(positives, count - positives);
	if (fewer < LEAST_OF_CLASS) return unjudged(`one class has ${fewer} rows: AUC needs ${LEAST_OF_CLASS} of either`);
	const found = deLong(target, baseline, candidate);
	const base = {
		kind: "difference",
		df: 1e400,
		method: "DeLong",
		count,
		counted: "rows"
	};
	if (found.kind === "determined") {
		const [before, after] = found.areas;
		return {
			...base,
			...found.estimate,
			value: after - before,
			baseline: before,
			candidate: after
		};
	}
	const [before, after] = [areaOf(target, baseline), areaOf(target, candidate)];
	if (before !== after) return unjudged(found.reason);
	return {
		...base,
		value: 0,
		standardError: 0,
		baseline: before,
		candidate: after
	};
}
/** The share of pairs of a positive and a negative that the scores put in order, ties half; from the ranks of Wilcoxon. */
function areaOf(target, scores) {
	const order = Array.from(scores.keys()).toSorted((a, b) => scores[a] - scores[b]);
	let [positives, rankSum] = [0, 0];
	for (let from = 0; from < order.length;) {
		let to = from;
		let tied = 0;
		for (; to < order.length && scores[order[to]] === scores[order[from]]; to += 1) tied += target[order[to]];
		positives += tied;
		rankSum += tied * (from + to + 1) / 2;
		from = to;
	}
	return (rankSum - positives * (positives + 1) / 2) / (positives * (target.length - positives));
}

// src/comparison/decision/judge-difference.ts
/** Rounding of what a run reports is well below this share; another definition, or another holdout, is mostly above. */
const SAME_METRIC = .01;
/** Judges one difference by one piece of evidence. */
function judgeDifference(evidence, question) {
	const difference = differenceOf$1(evidence, question);
	return difference.kind === "undetermined" ? difference : decide(difference, question, evidence.kind);
}
/** By the first of these, best first, that is about this metric. */
function judgeByBest(evidence, question) {
	let last = {
		...unjudged("no noise estimate"),
		givesWay: true
	};
	for (const each of evidence) {
		const judgement = judgeDifference(each, question);
		if (judgement.kind === "determined" || judgement.givesWay !== true) return judgement;
		if (each.kind !== "single") last = judgement;
	}
	return last;
}
function differenceOf$1(evidence, question) {
	if (evidence.kind === "paired-rows") return asReported(rowDifference(evidence, question.metric), evidence, question);
	if (evidence.kind === "repeats") return repeatsDifference(evidence);
	if (evidence.kind === "single") return {
		...unjudged("no noise estimate: each run has one value"),
		givesWay: true
	};
	const { baseline, candidate } = question;
	if (baseline === void 0 || candidate === void 0) return unjudged("one of the two runs has no value");
	return historyDifference(evidence, {
		baseline,
		candidate
	}, isCost(question.metric));
}
/** A metric that the rows do not give as the run reported it is another one of the same name. */
function asReported(difference, { source }, { metric, baseline, candidate }) {
	if (difference.kind === "undetermined") return difference;
	const pairs = [[
		"this run",
		candidate,
		difference.candidate
	], ...source === "stored" ? [[
		"the baseline",
		baseline,
		difference.baseline
	]] : []];
	for (const [who, reported, found] of pairs) {
		if (reported === void 0 || Math.abs(reported - found) <= SAME_METRIC * Math.abs(reported) + 1e-9) continue;
		const values = `${who} reported ${inWords(reported)}, its predictions give ${inWords(found)}`;
		return unjudged(`another definition of ${metric}: ${values}`);
	}
	return difference;
}

// src/comparison/alpha-spending.ts
/**
* α · 6/(π² i²) for the decision number i: however long the series, all of its parts together are α (Robbins 1952; the sum
* of 1/i² is π²/6), so that the chance of even one false promotion by a series of retrainings is no more than by one.
* @param index from 1
*/
function spentAlpha(alpha, index) {
	return alpha * 6 / (Math.PI ** 2 * index ** 2);
}

// src/comparison/test-check.ts
const STATUS_OF_ZONE = {
	better: "pass",
	"not-worse": "pass",
	worse: "fail",
	inconclusive: "inconclusive"
};
function testCheck(metric) {
	const { test, margin = 0 } = metric.gate;
	const comparable = test === void 0 ? void 0 : comparableOf(metric);
	if (test === void 0 || comparable === void 0) return void 0;
	const check = (status, reason) => ({
		kind: "test",
		status,
		...margin === 0 ? {} : { tolerance: String(margin).replaceAll(/\s/g, "") },
		reason
	});
	if ("status" in comparable) return check(comparable.status, comparable.reason);
	const spent = test === "superiority" ? spentIndex(metric) : void 0;
	const { alpha, power } = metric.decision;
	const question = {
		metric: metric.name,
		...comparable,
		test,
		margin,
		alpha: spent === void 0 ? alpha : spentAlpha(alpha, spent),
		power
	};
	const judgement = judgeByBest(metric.evidence, question);
	const isFlawed = judgement.kind === "undetermined" && judgement.givesWay !== true;
	const otherRows = judgement.kind === "determined" && judgement.evidence === "paired-rows" || isFlawed ? void 0 : otherRowsWords(metric);
	if (otherRows !== void 0) return check("inconclusive", otherRows);
	if (judgement.kind === "undetermined") return check("inconclusive", judgement.reason);
	const share = spent === void 0 || spent === 1 ? "" : `; decision ${spent} since the last version, α ${inShort(question.alpha)}`;
	return {
		...check(STATUS_OF_ZONE[judgement.zone], decisionWords(judgement, question) + share),
		difference: differenceOf(judgement, question)
	};
}
/** The difference as it stands in a check. */
function differenceOf(judged, { alpha }) {
	const { estimate, interval, baseline, p, method, evidence, count, counted, needed } = judged;
	return {
		estimate,
		interval,
		from: baseline + 0,
		p,
		alpha,
		method,
		evidence,
		count,
		counted,
		...needed === void 0 ? {} : { needed }
	};
}
function spentIndex({ decision, decisionIndex }) {
	return decision.spend === "none" ? void 0 : decisionIndex;
}
function inShort(alpha) {
	return String(Number(alpha.toPrecision(2)));
}

// src/comparison/regression.ts
/**
* - By rows or repeats of both runs it is a test of non-inferiority with this margin: what is open is inconclusive.
* - By a history, which tells what single runs differ by and no more, a value within the tolerance passes, and one beyond
*   it fails only where it is beyond by more than chance.
* - Without an estimate of noise the values are compared as they are, and the reason says so.
*/
function regressionCheck(metric) {
	const declared = metric.gate["max-regression"];
	const comparable = declared === void 0 ? void 0 : comparableOf(metric);
	if (declared === void 0 || comparable === void 0) return void 0;
	const tolerance = String(declared).replaceAll(/\s/g, "");
	const check = (status, reason) => ({
		kind: "max-regression",
		status,
		tolerance,
		reason
	});
	if ("status" in comparable) return check(comparable.status, comparable.reason);
	const { direction, baseline, candidate } = comparable;
	const distance = resolveMargin(tolerance, baseline, metric.name);
	if (typeof distance !== "number") return check("inconclusive", distance.reason);
	const { alpha, power } = metric.decision;
	const question = {
		metric: metric.name,
		direction,
		baseline,
		candidate,
		alpha,
		power,
		test: "non-inferiority",
		margin: tolerance
	};
	const judgement = judgeByBest(metric.evidence, question);
	if (judgement.kind === "undetermined" && judgement.givesWay !== true) return check("inconclusive", judgement.reason);
	const limit = direction === "higher" ? baseline - distance : baseline + distance;
	const bounds = {
		...Number.isFinite(limit) ? { limit: limit + 0 } : {},
		bound: direction === "higher" ? "at-least" : "at-most"
	};
	const [status, reason] = judgement.kind === "undetermined" ? comparedAsTheyAre(comparable, distance, tolerance, judgement.reason) : judgement.evidence === "history" ? byHistory(judgement, question) : [STATUS_OF_ZONE[judgement.zone], decisionWords(judgement, question)];
	const difference = judgement.kind === "determined" ? { difference: differenceOf(judgement, question) } : {};
	const otherRows = judgement.kind === "determined" && judgement.evidence === "paired-rows" ? void 0 : otherRowsWords(metric);
	const said = otherRows === void 0 || status === "fail" ? reason : `${reason}; ${otherRows}`;
	return {
		...check(status === "pass" && otherRows !== void 0 ? "warn" : status, said),
		...bounds,
		...difference
	};
}
function comparedAsTheyAre({ direction, baseline, candidate }, distance, tolerance, noEstimate) {
	const worse = direction === "higher" ? baseline - candidate : candidate - baseline;
	const rounding = 4 * Number.EPSILON * Math.max(Math.abs(baseline), Math.abs(candidate), distance);
	if (worse <= 0) return ["pass", `not worse than the baseline ${inWords(baseline)}; ${noEstimate}`];
	const how = `${inWords(worse)} worse than the baseline ${inWords(baseline)}`;
	const allowed = marginWords(tolerance);
	return worse > distance + rounding ? ["fail", `${how}, more than the ${allowed} that is accepted; ${noEstimate}`] : ["pass", `${how}, within the ${allowed} that is accepted; ${noEstimate}`];
}
function byHistory(judged, question) {
	if (judged.zone !== "inconclusive") return [STATUS_OF_ZONE[judged.zone], decisionWords(judged, question)];
	const found = `${estimateWords(judged)}, ${methodWords(judged)}`;
	const allowed = marginWords(question.margin);
	if ((question.direction === "higher" ? -judged.estimate : judged.estimate) <= judged.margin) return ["pass", `${found}: within ${allowed}, as far as single runs tell`];
	return ["inconclusive", `${found}: beyond ${allowed}, but by no more than chance${moreWords(judged)}`];
}

// src/statistics/multiplicity.ts
/** The chance of even one false alarm stays below α (Holm 1979); always at least as strong as Bonferroni. */
function adjustHolm(p) {
	const adjusted = Array.from({ length: p.length }, () => 1);
	let most = 0;
	for (const [rank, index] of orderOf(p).entries()) {
		most = Math.max(most, Math.min(1, (p.length - rank) * p[index]));
		adjusted[index] = most;
	}
	return adjusted;
}
/** Indexes from the least p to the greatest. */
function orderOf(p) {
	const order = Array.from({ length: p.length }, (_, index) => index);
	for (const index of order) {
		const value = p[index];
		if (value >= 0 && value <= 1) continue;
		throw new MlopsError("usage", `p value ${index + 1} is ${value}`, "adjust probabilities between 0 and 1 only");
	}
	return order.toSorted((a, b) => p[a] - p[b]);
}

// src/comparison/slices-check.ts
/** Slices of fewer rows are mostly noise. */
const LEAST_ROWS = 50;
/**
* Fails where a slice is worse than the margin by more than chance, tested over all slices (Holm); inconclusive where one
* is beyond the margin but perhaps by chance, or where no slice can be judged. The worst slice is named.
*/
function slicesCheck(metric) {
	const declared = metric.gate.slices;
	const comparable = declared === void 0 ? void 0 : comparableOf(metric);
	if (declared === void 0 || comparable === void 0) return void 0;
	const check = (status, reason) => ({
		kind: "slices",
		status,
		tolerance: String(declared.margin).replaceAll(/\s/g, ""),
		reason
	});
	if ("status" in comparable) return check(comparable.status, comparable.reason);
	const rows = metric.evidence.find((each) => each.kind === "paired-rows");
	if (rows === void 0) return check("inconclusive", metric.noRows ?? "slices need predictions of both runs for the same rows");
	if (rows.slices.length === 0) return check("inconclusive", "the predictions have no column with slices");
	const { alpha, power } = metric.decision;
	const question = {
		metric: metric.name,
		direction: comparable.direction,
		alpha,
		power,
		test: "non-inferiority",
		margin: declared.margin
	};
	const { baseline, candidate } = comparable;
	const whole = judgeDifference(rows, {
		...question,
		baseline,
		candidate
	});
	if (whole.kind === "undetermined") return check("inconclusive", whole.reason);
	const { slices, left } = judgeSlices(rows, question, declared["min-rows"] ?? LEAST_ROWS);
	const [worst] = slices;
	if (worst === void 0) return check("inconclusive", `none of ${rows.slices.length} slices can be judged: ${left[0] ?? ""}`);
	const adjusted = adjustHolm(slices.map(({ judged, loss }) => loss > judged.margin ? judged.p : 1));
	const found = slices.findIndex((_, index) => (adjusted[index] ?? 1) <= alpha);
	const shown = slices[found] ?? worst;
	const by = marginWords(declared.margin);
	const status = found >= 0 ? "fail" : worst.loss > worst.judged.margin ? "inconclusive" : "pass";
	const says = {
		fail: `worse by over ${by}, Holm over ${slices.length} slices`,
		inconclusive: `beyond ${by}, but perhaps by chance (${slices.length} slices)`,
		pass: `within ${by}, the worst of ${slices.length} slices`
	}[status];
	const notJudged = left.length === 0 ? "" : `; ${left.length} not judged (${left[0]})`;
	return {
		...check(status, `${`${shown.name} ${estimateWords(shown.judged)}, ${methodWords(shown.judged)}`}: ${says}${notJudged}`),
		difference: differenceOf(shown.judged, question)
	};
}
/** Worst first: by the loss, in the metric's unit. */
function judgeSlices(rows, question, least) {
	const slices = [];
	const left = [];
	for (const slice of rows.slices) {
		const name = `${slice.column}=${slice.value}`;
		if (slice.rows.length < least) {
			left.push(`${name} has ${slice.rows.length} rows, ${least} are the least`);
			continue;
		}
		const judged = judgeDifference(rowsOf(rows, slice), question);
		if (judged.kind === "undetermined") left.push(`${name}: ${judged.reason}`);
		else slices.push({
			name,
			judged,
			loss: question.direction === "higher" ? -judged.estimate : judged.estimate
		});
	}
	return {
		slices: slices.toSorted((a, b) => b.loss - b.judged.margin - (a.loss - a.judged.margin)),
		left
	};
}
function rowsOf(rows, slice) {
	const take = (values) => Float64Array.from(slice.rows, (row) => values[row] ?? NaN);
	const { weight } = rows;
	return {
		...rows,
		target: take(rows.target),
		baseline: take(rows.baseline),
		candidate: take(rows.candidate),
		...weight === void 0 ? {} : { weight: take(weight) },
		slices: [],
		lost: {
			baseline: 0,
			candidate: 0
		}
	};
}

// src/comparison/gate.ts
const RULES = [
	present,
	atLeast,
	atMost,
	warning,
	notOnTrainingData,
	regressionCheck,
	testCheck,
	slicesCheck
];
/** Every condition of a metric's gate, judged. */
function judgeGate(metric) {
	const checks = RULES.map((rule) => rule(metric)).filter((check) => check !== void 0);
	return {
		status: statusOf(checks),
		checks
	};
}
const SEVERITY = [
	"skipped",
	"pass",
	"warn",
	"inconclusive",
	"fail"
];
/** Position in the order skipped, pass, warn, inconclusive, fail. */
function severity(status) {
	return SEVERITY.indexOf(status);
}
/**
* The worst of the checks. That a value is there is no evidence of its own: where every other check had to be skipped
* the gate is skipped too.
*/
function statusOf(checks) {
	const limits = checks.filter((check) => check.kind !== "present");
	return (limits.length === 0 || checks.some((check) => check.kind === "present" && check.status !== "pass") ? checks : limits).map((check) => check.status).reduce((worst, status) => severity(status) > severity(worst) ? status : worst, "skipped");
}
/** Missing, NaN and infinite values never pass. */
function present({ candidate }) {
	if (finiteOf(candidate) !== void 0) return {
		kind: "present",
		status: "pass",
		reason: "the run reported it"
	};
	return {
		kind: "present",
		status: "fail",
		reason: candidate === void 0 ? "missing: the run did not report it" : `${candidate} is not a finite number`
	};
}
function atLeast({ gate: { min }, candidate }) {
	const value = finiteOf(candidate);
	if (min === void 0 || value === void 0) return void 0;
	const bounds = {
		kind: "min",
		limit: min + 0,
		bound: "at-least"
	};
	if (value >= min) return {
		...bounds,
		status: "pass",
		reason: `${inWords(value)} is at least ${inWords(min)}`
	};
	return {
		...bounds,
		status: "fail",
		reason: `${inWords(value)} is below the minimum of ${inWords(min)}`
	};
}
function atMost({ gate: { max }, candidate }) {
	const value = finiteOf(candidate);
	if (max === void 0 || value === void 0) return void 0;
	const bounds = {
		kind: "max",
		limit: max + 0,
		bound: "at-most"
	};
	if (value <= max) return {
		...bounds,
		status: "pass",
		reason: `${inWords(value)} is at most ${inWords(max)}`
	};
	return {
		...bounds,
		status: "fail",
		reason: `${inWords(value)} is above the maximum of ${inWords(max)}`
	};
}
/** Beyond `warn` on the side of the limit: above it when the limit is a maximum, below it when it is a minimum. */
function warning({ gate: { warn, min, max }, direction, candidate }) {
	const value = finiteOf(candidate);
	if (warn === void 0 || value === void 0) return void 0;
	const side = min === void 0 === (max === void 0) ? direction : max === void 0 ? "higher" : "lower";
	if (side === "unknown") return {
		kind: "warn",
		status: "inconclusive",
		reason: "it is not known which side of the warning level is bad; add \"better: higher\" or \"better: lower\" to the gate"
	};
	const bounds = {
		kind: "warn",
		limit: warn + 0,
		bound: side === "lower" ? "at-most" : "at-least"
	};
	const beyond = side === "lower" ? value > warn : value < warn;
	const relation = side === "lower" ? beyond ? "above" : "at most" : beyond ? "below" : "at least";
	const reason = `${inWords(value)} is ${relation} ${beyond ? "the warning level of " : ""}${inWords(warn)}`;
	return {
		...bounds,
		status: beyond ? "warn" : "pass",
		reason
	};
}
function notOnTrainingData({ name }) {
	if (!isTrainingMetric(name)) return void 0;
	return {
		kind: "warn",
		status: "warn",
		reason: "measured on the training data, where an overfitted model looks best; gate a validation metric instead"
	};
}

// src/comparison/verdict.ts
/**
* The worst of all gates. Undefined when no gate applies: none is declared, or all of them had to be skipped.
* Reasons stand worst first, then by metric, so that the order of the gates does not matter.
*/
function judgeVerdict(rows) {
	const gated = rows.flatMap(({ name, gate }) => gate === void 0 ? [] : [{
		name,
		gate
	}]);
	const statuses = gated.map(({ gate }) => gate.status);
	if (statuses.every((status) => status === "skipped")) return void 0;
	const status = statuses.includes("fail") ? "fail" : statuses.includes("inconclusive") ? "inconclusive" : "pass";
	const reasons = gated.flatMap(({ name, gate }) => gate.checks.filter((check) => saysSomething(check, gate.checks)).map((check) => ({
		metric: name,
		status: check.status,
		reason: check.reason
	})));
	reasons.sort((a, b) => severity(b.status) - severity(a.status) || byName(a.metric, b.metric));
	return {
		status,
		warned: gated.some(({ gate }) => gate.checks.some((check) => check.status === "warn")),
		reasons
	};
}
/** That a value is there is a reason only where nothing else was asked. */
function saysSomething(check, all) {
	return check.kind !== "present" || check.status !== "pass" || all.length === 1;
}

// src/comparison/acceptance.ts
/** What there is to accept. */
const OPEN = [
	"fail",
	"inconclusive",
	"warn"
];
/** The gates that can be accepted: those that failed, were inconclusive or warn. */
function acceptableGates({ rows }) {
	return rows.filter(({ gate }) => gate !== void 0 && OPEN.includes(gate.status));
}
/**
* The comparison with the verdict of the gates that nobody accepted. It warns where one was, for an accepted gate is not
* one that passed.
* @param accepted of one gate the last one counts; of gates that passed none does
*/
function withAccepted(comparison, accepted) {
	const { verdict, rows } = comparison;
	if (verdict === void 0) return comparison;
	const latest = new Map([...verdict.accepted ?? [], ...accepted].map((each) => [each.gate, each]));
	const counting = acceptableGates(comparison).flatMap(({ name }) => latest.get(name) ?? []);
	if (counting.length === 0) return comparison;
	const left = judgeVerdict(rows.filter(({ name }) => !counting.some(({ gate }) => gate === name)));
	return {
		...comparison,
		verdict: {
			...verdict,
			status: left?.status ?? "pass",
			warned: true,
			accepted: counting
		}
	};
}
/** What a person said of the gate of a metric; undefined where nobody accepted it. */
function acceptanceOf({ verdict }, metric) {
	return verdict?.accepted?.find(({ gate }) => gate === metric);
}

export { undetermined as _, judgeGate as a, noiseLimit as c, meanInterval as d, intervalOf as f, requireFraction as g, requireCount as h, judgeVerdict as i, sigmaOfChange as l, findFlaw as m, acceptanceOf as n, severity as o, normalUpperQuantile as p, withAccepted as r, estimateNoise as s, acceptableGates as t, quantileOfSorted as u, estimateWords as v, methodWords as y };