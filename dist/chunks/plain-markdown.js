import { t as MlopsError } from "./error.js";

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

// src/report/plain-markdown.ts
/** One paragraph of our own Markdown (see report/markdown.ts) as plain text: no marks, no escapes, no joints, no links. */
function plainMarkdown(markdown) {
	return markdown.replace(/^#+ /, "").replaceAll(/(?<!\\)\[(`*[^\]`\\]*`*)\]\([^)\s]*\)/g, "$1").replaceAll(/(?<!\\)(?:\*\*|`+)/g, "").replaceAll(/\\([\\`*~[\]!$_])/g, "$1").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").replaceAll("​", "");
}

export { probabilityAgainst as a, findFlaw as c, requireFraction as d, requirePositive as f, intervalOf as i, findPairFlaw as l, quantileOfSorted as n, testEstimate as o, undetermined as p, sortedCopy as r, normalUpperQuantile as s, plainMarkdown as t, requireCount as u };