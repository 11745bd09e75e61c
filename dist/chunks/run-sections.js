import { c as looseObject, g as union, i as boolean, l as number$1, m as string, r as array } from "./zod.js";
import { c as finiteOf } from "./direction.js";
import { _ as plain, a as formatDistance, d as details, f as fence, h as table, i as formatDelta, l as formatSeconds, m as md, n as formatBytes, o as formatLimit, p as htmlCode, r as formatCount, s as formatReading, t as chooseFormat, u as code } from "./number-format.js";
import { c as noiseLimit } from "./acceptance.js";
import { n as shortCommit, o as fileUrl, r as viewOf, t as headOf } from "./report-view.js";
import { c as renderAcceptances } from "./headline.js";
import { a as renderChangesLine, o as budgetsFor, s as firstOf } from "./changes-line.js";
import { i as renderMetricTable, l as renderLegend, r as renderAllMetrics, s as renderReasons, t as plainMarkdown } from "./plain-markdown.js";
import { i as renderParams, r as renderContext, t as renderReproduce } from "./reproduce.js";

// src/report/provenance.ts
/** One paragraph about a run of a fork; undefined for a run of the repository. */
function renderProvenance({ input: { run } }) {
	const { fork } = run.source;
	if (fork === void 0) return void 0;
	return `**Not verified**: the code of the fork ${code(fork, 100)} has measured and reported these numbers itself. Its run is no baseline and no version, and its model files are not kept.`;
}

// src/report/confusion-matrix.ts
/** A wider table cannot be read. */
const MOST_LABELS = 20;
const Label = union([
	string(),
	number$1(),
	boolean()
]).transform(String);
const Count = number$1().nonnegative();
const Rows = array(array(Count).max(MOST_LABELS)).min(2).max(MOST_LABELS);
/** DVCLive's `plots/sklearn/confusion_matrix.json`: a line for each sample. */
const Samples = array(looseObject({
	actual: Label,
	predicted: Label
})).min(1);
const Labelled = looseObject({
	labels: array(Label),
	matrix: Rows
});
/** Whether a file is called as a confusion matrix is. */
function isConfusionMatrix(path) {
	return /(?:^|\/)confusion[-_ ]?matrix\.(?:json|csv)$/i.test(path);
}
/**
* Reads JSON (`{labels, matrix}`, the rows alone as scikit-learn gives them, or DVCLive's samples) and CSV whose first row
* and column are the labels. Undefined for what is none of these, and for more than twenty classes.
*/
function parseConfusionMatrix(path, text) {
	const parsed = path.toLowerCase().endsWith(".csv") ? fromCsv(text) : fromJson(text);
	if (parsed === void 0) return void 0;
	const { labels, counts } = parsed;
	return counts.length === labels.length && counts.every((row) => row.length === labels.length) && labels.length >= 2 && labels.length <= MOST_LABELS ? parsed : void 0;
}
function fromJson(text) {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return;
	}
	const labelled = Labelled.safeParse(value).data;
	if (labelled !== void 0) return {
		labels: labelled.labels,
		counts: labelled.matrix
	};
	const rows = Rows.safeParse(value).data;
	if (rows !== void 0) return {
		labels: rows.map((_, index) => String(index)),
		counts: rows
	};
	const samples = Samples.safeParse(value).data;
	return samples === void 0 ? void 0 : counted(samples);
}
function counted(samples) {
	const labels = [...new Set(samples.flatMap(({ actual, predicted }) => [actual, predicted]))].toSorted(new Intl.Collator("en", { numeric: true }).compare);
	if (labels.length > MOST_LABELS) return void 0;
	const places = new Map(labels.map((label, index) => [label, index]));
	const counts = labels.map(() => labels.map(() => 0));
	for (const { actual, predicted } of samples) {
		const [row, column] = [counts[places.get(actual) ?? 0], places.get(predicted) ?? 0];
		if (row !== void 0) row[column] = (row[column] ?? 0) + 1;
	}
	return {
		labels,
		counts
	};
}
function fromCsv(text) {
	const [head = [], ...rows] = text.trim().split(/\r?\n/, 22).map((line) => line.split(",").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1")));
	const labels = head.slice(1);
	const isOrdered = rows.length === labels.length && rows.every(([name], index) => name === labels[index]);
	const counts = rows.map(([, ...cells]) => cells.map((cell) => /^\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : NaN));
	return isOrdered && !counts.flat().some(Number.isNaN) ? {
		labels,
		counts
	} : void 0;
}
const SHADES = [
	"░",
	"▒",
	"▓",
	"█"
];
/** Undefined without one. */
function renderConfusionMatrix({ input: { confusion } }) {
	if (confusion === void 0) return void 0;
	const { labels, counts } = confusion;
	const rows = counts.map((row, index) => {
		const total = row.reduce((sum, count) => sum + count, 0);
		return [`**${md(labels[index] ?? "", 40)}**`, ...row.map((count) => cellOf(count, total))];
	});
	const head = ["actual ↓ predicted →", ...labels.map((label) => md(label, 40))];
	const body = table(head, ["left", ...labels.map(() => "right")], rows);
	return details(`<b>Confusion matrix</b> of ${labels.length} classes`, `${body}\n\n<sub>Shaded by the share of the row: ░ up to 25 %, ▒ 50 %, ▓ 75 %, █ 100 %.</sub>`);
}
function cellOf(count, total) {
	if (count === 0) return "0";
	const shade = SHADES[Math.min(Math.ceil(count / total * SHADES.length) - 1, SHADES.length - 1)] ?? SHADES[0];
	return `${Number.isInteger(count) ? formatCount(count) : count.toPrecision(3)} ${shade}`;
}

// src/report/mermaid-plot.ts
/** GitHub's Mermaid refuses longer diagrams. */
const MOST_CHARACTERS = 5e4;
const LEAST_POINTS$1 = 3;
/**
* A fenced Mermaid block, or undefined where there is too little history or nothing that Mermaid could draw.
* `xychart-beta` is what GitHub's version knows; the colours are named in the title because it has no legend.
* @param last label of the candidate's point: letters and digits
*/
function renderPlot(row, runs, names) {
	const candidate = finiteOf(row.candidate);
	if (candidate === void 0) return void 0;
	const known = row.history.flatMap((value, index) => value === null ? [] : [{
		value,
		label: labelOf(runs[index]?.commit)
	}]);
	if (known.length < LEAST_POINTS$1) return void 0;
	const points = distinct([...known, {
		value: candidate,
		label: names.last
	}]);
	const values = points.map((point) => point.value);
	const limit = limitWithin(row, values);
	const axis = axisOf$1(limit === void 0 ? values : [...values, limit]);
	if (axis === void 0) return void 0;
	const numbers = (list) => list.map((value) => value.toFixed(axis.digits)).join(", ");
	const name = mermaidText(row.name);
	const block = [
		"```mermaid",
		"---",
		"config:",
		"  xyChart:",
		"    width: 800",
		"    height: 280",
		"  themeVariables:",
		"    xyChart:",
		"      plotColorPalette: \"#0969da, #cf222e\"",
		"---",
		"xychart-beta",
		`  title "${name}${limit === void 0 ? "" : " (blue) and its gate (red)"}; the last point is ${names.subject}"`,
		`  x-axis [${points.map((point) => `"${point.label}"`).join(", ")}]`,
		`  y-axis "${name}" ${axis.least.toFixed(axis.digits)} --> ${axis.greatest.toFixed(axis.digits)}`,
		`  line [${numbers(values)}]`,
		...limit === void 0 ? [] : [`  line [${numbers(values.map(() => limit))}]`],
		"```"
	].join("\n");
	return block.length > MOST_CHARACTERS ? void 0 : block;
}
/** Letters, digits and a few signs: nothing that Mermaid's grammar or Markdown reads. */
function mermaidText(text) {
	const name = plain(text, 60).replaceAll(/[^\p{L}\p{N} ._/+()-]/gu, " ").replaceAll(/\s+/g, " ").trim();
	return name === "" ? "metric" : name;
}
function labelOf(commit) {
	return commit !== void 0 && /^[0-9a-f]{5,}$/.test(commit) ? commit.slice(0, 5) : "run";
}
/** Points with one label would fall on one place: runs of the same commit are numbered. */
function distinct(points) {
	const seen = /* @__PURE__ */ new Map();
	return points.map((point) => {
		const times = (seen.get(point.label) ?? 0) + 1;
		seen.set(point.label, times);
		return times === 1 ? point : {
			...point,
			label: `${point.label}.${times}`
		};
	});
}
/** The limit that the gate sets, unless it lies so far off that it would flatten the line. */
function limitWithin(row, values) {
	const checks = row.gate?.checks.filter((check) => check.limit !== void 0 && check.kind !== "warn") ?? [];
	const limit = (checks.find((check) => check.status === "fail") ?? checks[0])?.limit;
	if (limit === void 0) return void 0;
	const [least, greatest] = [Math.min(...values), Math.max(...values)];
	const reach = 2 * (greatest - least);
	return limit >= least - reach && limit <= greatest + reach ? limit : void 0;
}
/** The range with a margin, and the digits that tell its values apart; Mermaid reads no exponents. */
function axisOf$1(values) {
	const [least, greatest] = [Math.min(...values), Math.max(...values)];
	const largest = Math.max(Math.abs(least), Math.abs(greatest));
	const range = greatest - least || Math.abs(greatest) || 1;
	if (largest >= 0x38d7ea4c68000 || range < 1e-15) return void 0;
	const margin = range * .05;
	const digits = Math.min(Math.max(3 - Math.floor(Math.log10(range)), 0), 20);
	return {
		least: least - margin,
		greatest: greatest + margin,
		digits
	};
}

// src/report/html/markup.ts
/**
* @param name a tag that this program wrote
* @param attributes their values are escaped; numbers get two digits after the point; undefined leaves one out
*/
function element(name, attributes = {}, ...children) {
	return { markup: `<${name}${Object.entries(attributes).flatMap(([key, value]) => value === void 0 ? [] : [` ${key}="${escaped(typeof value === "number" ? coordinate(value) : value)}"`]).join("")}>${together(children).markup}</${name}>` };
}
function together(children) {
	return { markup: children.map((child) => child === void 0 ? "" : typeof child === "string" ? escaped(child) : child.markup).join("") };
}
/** Text that stands between tags or in quotes. */
function escaped(text) {
	return text.toWellFormed().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;").replaceAll("'", "&#39;");
}
/** A foreign name: on one line, without what is invisible or turns text around. */
function nameOf(text, max = 60) {
	const name = plain(text, max);
	return name === "" ? "(empty)" : name;
}
/** A length in a drawing; two digits are a hundredth of a pixel. */
function coordinate(value) {
	return String(Math.round(value * 100) / 100 + 0);
}

// node_modules/d3-array/dist/d3-array.mjs
function ascending(a, b) {
	return a == null || b == null ? NaN : a < b ? -1 : a > b ? 1 : a >= b ? 0 : NaN;
}
function descending(a, b) {
	return a == null || b == null ? NaN : b < a ? -1 : b > a ? 1 : b >= a ? 0 : NaN;
}
function bisector(f) {
	let compare1, compare2, delta;
	if (f.length !== 2) {
		compare1 = ascending;
		compare2 = (d, x) => ascending(f(d), x);
		delta = (d, x) => f(d) - x;
	} else {
		compare1 = f === ascending || f === descending ? f : zero;
		compare2 = f;
		delta = f;
	}
	function left(a, x, lo = 0, hi = a.length) {
		if (lo < hi) {
			if (compare1(x, x) !== 0) return hi;
			do {
				const mid = lo + hi >>> 1;
				if (compare2(a[mid], x) < 0) lo = mid + 1;
				else hi = mid;
			} while (lo < hi);
		}
		return lo;
	}
	function right(a, x, lo = 0, hi = a.length) {
		if (lo < hi) {
			if (compare1(x, x) !== 0) return hi;
			do {
				const mid = lo + hi >>> 1;
				if (compare2(a[mid], x) <= 0) lo = mid + 1;
				else hi = mid;
			} while (lo < hi);
		}
		return lo;
	}
	function center(a, x, lo = 0, hi = a.length) {
		const i = left(a, x, lo, hi - 1);
		return i > lo && delta(a[i - 1], x) > -delta(a[i], x) ? i - 1 : i;
	}
	return {
		left,
		center,
		right
	};
}
function zero() {
	return 0;
}
function number(x) {
	return x === null ? NaN : +x;
}
const ascendingBisect = bisector(ascending);
const bisectRight = ascendingBisect.right;
const bisectLeft = ascendingBisect.left;
const bisectCenter = bisector(number).center;
const blur2 = Blur2(blurf);
const blurImage = Blur2(blurfImage);
function Blur2(blur) {
	return function(data, rx, ry = rx) {
		if (!((rx = +rx) >= 0)) throw new RangeError("invalid rx");
		if (!((ry = +ry) >= 0)) throw new RangeError("invalid ry");
		let { data: values, width, height } = data;
		if (!((width = Math.floor(width)) >= 0)) throw new RangeError("invalid width");
		if (!((height = Math.floor(height !== void 0 ? height : values.length / width)) >= 0)) throw new RangeError("invalid height");
		if (!width || !height || !rx && !ry) return data;
		const blurx = rx && blur(rx);
		const blury = ry && blur(ry);
		const temp = values.slice();
		if (blurx && blury) {
			blurh(blurx, temp, values, width, height);
			blurh(blurx, values, temp, width, height);
			blurh(blurx, temp, values, width, height);
			blurv(blury, values, temp, width, height);
			blurv(blury, temp, values, width, height);
			blurv(blury, values, temp, width, height);
		} else if (blurx) {
			blurh(blurx, values, temp, width, height);
			blurh(blurx, temp, values, width, height);
			blurh(blurx, values, temp, width, height);
		} else if (blury) {
			blurv(blury, values, temp, width, height);
			blurv(blury, temp, values, width, height);
			blurv(blury, values, temp, width, height);
		}
		return data;
	};
}
function blurh(blur, T, S, w, h) {
	for (let y = 0, n = w * h; y < n;) blur(T, S, y, y += w, 1);
}
function blurv(blur, T, S, w, h) {
	for (let x = 0, n = w * h; x < w; ++x) blur(T, S, x, x + n, w);
}
function blurfImage(radius) {
	const blur = blurf(radius);
	return (T, S, start, stop, step) => {
		start <<= 2, stop <<= 2, step <<= 2;
		blur(T, S, start + 0, stop + 0, step);
		blur(T, S, start + 1, stop + 1, step);
		blur(T, S, start + 2, stop + 2, step);
		blur(T, S, start + 3, stop + 3, step);
	};
}
function blurf(radius) {
	const radius0 = Math.floor(radius);
	if (radius0 === radius) return bluri(radius);
	const t = radius - radius0;
	const w = 2 * radius + 1;
	return (T, S, start, stop, step) => {
		if (!((stop -= step) >= start)) return;
		let sum = radius0 * S[start];
		const s0 = step * radius0;
		const s1 = s0 + step;
		for (let i = start, j = start + s0; i < j; i += step) sum += S[Math.min(stop, i)];
		for (let i = start, j = stop; i <= j; i += step) {
			sum += S[Math.min(stop, i + s0)];
			T[i] = (sum + t * (S[Math.max(start, i - s1)] + S[Math.min(stop, i + s1)])) / w;
			sum -= S[Math.max(start, i - s0)];
		}
	};
}
function bluri(radius) {
	const w = 2 * radius + 1;
	return (T, S, start, stop, step) => {
		if (!((stop -= step) >= start)) return;
		let sum = radius * S[start];
		const s = step * radius;
		for (let i = start, j = start + s; i < j; i += step) sum += S[Math.min(stop, i)];
		for (let i = start, j = stop; i <= j; i += step) {
			sum += S[Math.min(stop, i + s)];
			T[i] = sum / w;
			sum -= S[Math.max(start, i - s)];
		}
	};
}
var slice = Array.prototype.slice;
const e10 = Math.sqrt(50);
const e5 = Math.sqrt(10);
const e2 = Math.sqrt(2);
function tickSpec(start, stop, count) {
	const step = (stop - start) / Math.max(0, count), power = Math.floor(Math.log10(step)), error = step / Math.pow(10, power), factor = error >= e10 ? 10 : error >= e5 ? 5 : error >= e2 ? 2 : 1;
	let i1, i2, inc;
	if (power < 0) {
		inc = Math.pow(10, -power) / factor;
		i1 = Math.round(start * inc);
		i2 = Math.round(stop * inc);
		if (i1 / inc < start) ++i1;
		if (i2 / inc > stop) --i2;
		inc = -inc;
	} else {
		inc = Math.pow(10, power) * factor;
		i1 = Math.round(start / inc);
		i2 = Math.round(stop / inc);
		if (i1 * inc < start) ++i1;
		if (i2 * inc > stop) --i2;
	}
	if (i2 < i1 && .5 <= count && count < 2) return tickSpec(start, stop, count * 2);
	return [
		i1,
		i2,
		inc
	];
}
function ticks(start, stop, count) {
	stop = +stop, start = +start, count = +count;
	if (!(count > 0)) return [];
	if (start === stop) return [start];
	const reverse = stop < start, [i1, i2, inc] = reverse ? tickSpec(stop, start, count) : tickSpec(start, stop, count);
	if (!(i2 >= i1)) return [];
	const n = i2 - i1 + 1, ticks = new Array(n);
	if (reverse) {
		if (inc < 0) for (let i = 0; i < n; ++i) ticks[i] = (i2 - i) / -inc;
		else for (let i = 0; i < n; ++i) ticks[i] = (i2 - i) * inc;
	} else if (inc < 0) for (let i = 0; i < n; ++i) ticks[i] = (i1 + i) / -inc;
	else for (let i = 0; i < n; ++i) ticks[i] = (i1 + i) * inc;
	return ticks;
}
function tickIncrement(start, stop, count) {
	stop = +stop, start = +start, count = +count;
	return tickSpec(start, stop, count)[2];
}
function nice(start, stop, count) {
	let prestep;
	while (true) {
		const step = tickIncrement(start, stop, count);
		if (step === prestep || step === 0 || !isFinite(step)) return [start, stop];
		else if (step > 0) {
			const i = Math.ceil(start / step);
			const j = Math.floor(stop / step);
			start = (i - (i * step > start)) * step;
			stop = (j + (j * step < stop)) * step;
		} else if (step < 0) {
			const s = -step;
			const i = Math.ceil(start * s);
			const j = Math.floor(stop * s);
			start = (i - (i / s > start)) / s;
			stop = (j + (j / s < stop)) / s;
		}
		prestep = step;
	}
}
var shuffle = shuffler(Math.random);
function shuffler(random) {
	return function shuffle(array, i0 = 0, i1 = array.length) {
		let m = i1 - (i0 = +i0);
		while (m) {
			const i = random() * m-- | 0, t = array[m + i0];
			array[m + i0] = array[i + i0];
			array[i + i0] = t;
		}
		return array;
	};
}

// src/report/plot/scale.ts
/** Nearer to 0 or further from it a double has no room for ticks. */
const [SMALLEST, GREATEST] = [1e-290, 1e300];
/**
* The range of the values with round ends; equal values get room around them.
* @param values finite
* @returns undefined where the values are so far apart that nothing could be told from a drawing
*/
function roundDomain(values, count = 5) {
	let [low, high] = [1e400, -1e400];
	for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
	if (low > high) return [0, 1];
	const largest = Math.max(Math.abs(low), Math.abs(high));
	if (largest > GREATEST) return void 0;
	if (high - low <= Math.max(largest * 1e-12, SMALLEST)) {
		const room = largest > SMALLEST ? largest * .05 : 1;
		[low, high] = [low - room, high + room];
	}
	const [start, end] = nice(low, high, count);
	return [start, end];
}
/** @param write how a tick is written, given the distance between ticks */
function axisOf(domain, write = writeNumber) {
	const places = ticks(domain[0], domain[1], 5);
	const step = Math.abs((places[1] ?? domain[1]) - (places[0] ?? domain[0])) || 1;
	return {
		domain,
		ticks: places,
		labels: places.map((value) => write(value, step))
	};
}
/** With as many digits as tell it from a value that is a step away, and no more. */
function writeNumber(value, step) {
	const size = Math.abs(value);
	const place = Math.floor(Math.log10(step) + 1e-9);
	if (size === 0 || size < 1e6 && place >= -6) return value.toFixed(size === 0 && place < -6 ? 0 : Math.max(0, -place)).replace(/^-/, "−");
	const digits = Math.min(Math.max(0, Math.floor(Math.log10(size)) - place), 15);
	return value.toExponential(digits).replaceAll("-", "−").replace("e+", "e");
}
/** A straight line through the domain's ends. */
function linearScale([low, high], [from, to]) {
	const width = high - low || 1;
	return (value) => from + (value - low) / width * (to - from);
}

// src/report/plot/frame.ts
const WIDTH = 480;
const HEIGHT = 300;
const MARGIN$1 = {
	left: 64,
	right: 28,
	top: 14,
	bottom: 52
};
function frameOf(facts) {
	const height = facts.height ?? 300;
	const left = facts.left ?? MARGIN$1.left;
	const right = 480 - MARGIN$1.right;
	const { top } = MARGIN$1;
	const bottom = height - MARGIN$1.bottom - (facts.slanted === true ? 24 : 0);
	const x = linearScale(facts.x.domain, [left, right]);
	const y = linearScale(facts.y.domain, [bottom, top]);
	const middle = (top + bottom) / 2;
	return {
		x,
		y,
		left,
		right,
		top,
		bottom,
		axes: together([
			...facts.y.ticks.map((tick, index) => together([facts.bare === true ? void 0 : element("line", {
				class: "grid",
				x1: left,
				x2: right,
				y1: y(tick),
				y2: y(tick)
			}), text(facts.y.labels[index] ?? "", {
				x: left - 8,
				y: y(tick) + 4,
				"text-anchor": "end"
			})])),
			element("line", {
				class: "axis",
				x1: left,
				x2: right,
				y1: bottom,
				y2: bottom
			}),
			...facts.x.ticks.map((tick, index) => {
				const label = facts.x.labels[index] ?? "";
				const place = {
					x: x(tick),
					y: bottom + 18
				};
				const turned = `rotate(-38 ${x(tick).toFixed(2)} ${bottom + 14})`;
				return together([element("line", {
					class: "axis",
					x1: x(tick),
					x2: x(tick),
					y1: bottom,
					y2: bottom + 4
				}), facts.slanted === true ? text(label, {
					x: x(tick) + 4,
					y: bottom + 16,
					"text-anchor": "end",
					transform: turned
				}) : text(label, {
					...place,
					"text-anchor": "middle"
				})]);
			}),
			text(facts.xTitle, {
				x: (left + right) / 2,
				y: height - 8,
				"text-anchor": "middle",
				class: "title"
			}),
			facts.yTitle === "" ? void 0 : text(facts.yTitle, {
				x: 14,
				y: middle,
				"text-anchor": "middle",
				class: "title",
				transform: `rotate(-90 14 ${middle})`
			})
		])
	};
}
function text(content, attributes) {
	return element("text", attributes, content);
}
/**
* The sheet with what is drawn on it.
* @param facts.id letters, digits and hyphens, unique on the page
* @param facts.description what is to be seen, for whoever does not see it
*/
function drawing(facts, ...marks) {
	const { id, height = 300 } = facts;
	return element("svg", {
		xmlns: "http://www.w3.org/2000/svg",
		viewBox: `0 0 ${480} ${height}`,
		role: "img",
		"aria-labelledby": `${id}-title ${id}-text`
	}, element("title", { id: `${id}-title` }, facts.title), element("desc", { id: `${id}-text` }, facts.description), ...marks);
}
/** A path through points; a gap where a value is null. */
function path(points) {
	let pen = "M";
	return points.map((point) => {
		if (point === null) {
			pen = "M";
			return "";
		}
		const step = `${pen}${point[0].toFixed(2)} ${point[1].toFixed(2)}`;
		pen = "L";
		return step;
	}).join("");
}

// src/report/plot/metric-history.ts
/** A line through fewer points than this says nothing. */
const LEAST_POINTS = 2;
/** Undefined where there is too little to draw. */
function metricHistoryFigure(facts) {
	const { id, row, comparison, format, commit, subject } = facts;
	const candidate = finiteOf(row.candidate);
	const past = row.history.map((value) => finiteOf(value ?? void 0) ?? null);
	const known = [...past, candidate ?? null].filter((value) => value !== null);
	if (known.length < LEAST_POINTS) return void 0;
	const write = (value) => plainMarkdown(formatReading(value, format));
	const baseline = finiteOf(row.baseline);
	const reach = row.noise === void 0 ? void 0 : noiseLimit(row.noise);
	const band = baseline === void 0 || reach === void 0 ? void 0 : [baseline - reach, baseline + reach];
	const shown = [
		...known,
		...baseline === void 0 ? [] : [baseline],
		...band ?? []
	];
	const { near, far } = limitsOf(row, shown);
	const domain = roundDomain([...shown, ...near.map(({ limit }) => limit)]);
	if (domain === void 0) return void 0;
	const y = axisOf(domain, (value, step) => writeNumber(value / format.divisor, step / format.divisor));
	const labels = [...past.map((_, index) => comparison.historyRuns[index]?.commit.slice(0, 7) ?? ""), commit];
	const x = {
		domain: [-.5, past.length + .5],
		ticks: labels.map((_, index) => index),
		labels
	};
	const name = nameOf(row.name);
	const unit = plainMarkdown(format.unit).trim();
	const frame = frameOf({
		x,
		y,
		xTitle: "commit, oldest first",
		yTitle: nameOf(unit === "" ? name : `${name}, ${unit}`, 36),
		slanted: true
	});
	const at = comparison.historyRuns.findIndex(({ run }) => run === comparison.baseline?.run);
	const title = `${name} over the last ${past.length === 1 ? "run" : `${past.length} runs`} and ${subject}`;
	const description = descriptionOf({
		name,
		known,
		candidate,
		write,
		subject
	});
	const limits = [...near, ...far];
	const legend = [
		...candidate === void 0 ? [] : [{
			mark: "run",
			words: `${subject}: ${write(candidate)}`
		}],
		...baseline === void 0 ? [] : [{
			mark: "baseline",
			words: `baseline: ${write(baseline)}`
		}],
		...past.some((value) => value !== null) ? [{
			mark: "past",
			words: "earlier runs"
		}] : [],
		...reach === void 0 || band === void 0 ? [] : [{
			mark: "band",
			words: `within noise of the baseline: ±${plainMarkdown(formatDistance(reach, format))}, 2 σ of a difference of two runs`
		}],
		...limits.map((limit) => limitEntry(limit, format, far.includes(limit)))
	];
	const svg = drawing({
		id,
		title,
		description
	}, band === void 0 ? void 0 : bandMark(frame, band), frame.axes, ...near.map(({ limit, kind }) => element("line", {
		class: kind === "warn" ? "warning" : "limit",
		x1: frame.left,
		x2: frame.right,
		y1: frame.y(limit),
		y2: frame.y(limit)
	})), element("path", {
		class: "past",
		d: path([...past, candidate ?? null].map((value, index) => value === null ? null : [frame.x(index), frame.y(value)]))
	}), ...past.map((value, index) => value === null ? void 0 : pastMark(frame, index, value, index === at)), at < 0 && baseline !== void 0 ? element("line", {
		class: "baseline",
		x1: frame.left,
		x2: frame.right,
		y1: frame.y(baseline),
		y2: frame.y(baseline)
	}) : void 0, candidate === void 0 ? void 0 : runMark(frame, past.length, candidate, write(candidate)));
	const rows = [...past, candidate ?? null].map((value, index) => [`${labels[index] ?? ""}${index === past.length ? ` (${subject})` : index === at ? " (baseline)" : ""}`, value === null ? "–" : write(value)]);
	return {
		id,
		title,
		description,
		svg,
		legend,
		table: {
			head: ["Commit", name],
			rows
		}
	};
}
/** Limits that would flatten the line are told and not drawn. */
function limitsOf(row, values) {
	const limits = (row.gate?.checks ?? []).filter((check) => finiteOf(check.limit) !== void 0);
	const [least, greatest] = [Math.min(...values), Math.max(...values)];
	const reach = 2 * (greatest - least) || Math.abs(greatest) || 1;
	const isNear = ({ limit }) => limit >= least - reach && limit <= greatest + reach;
	return {
		near: limits.filter(isNear),
		far: limits.filter((limit) => !isNear(limit))
	};
}
const LIMITS = {
	min: "minimum",
	max: "maximum",
	warn: "warning level",
	"max-regression": "regression limit"
};
function limitEntry(check, format, isFar) {
	const kind = Object.hasOwn(LIMITS, check.kind) ? LIMITS[check.kind] : "limit";
	const limit = check.kind === "max-regression" ? formatReading(check.limit, format) : formatLimit(check.limit, format);
	const words = `${kind}: ${plainMarkdown(limit)}${isFar ? ", outside of the plot" : ""}`;
	return {
		mark: check.kind === "warn" ? "warning" : "limit",
		words
	};
}
function descriptionOf(facts) {
	const { name, known, candidate, write, subject } = facts;
	const range = `${name} was between ${write(Math.min(...known))} and ${write(Math.max(...known))}`;
	return candidate === void 0 ? `${range}.` : `${range}; of ${subject} it is ${write(candidate)}.`;
}
function bandMark(frame, [low, high]) {
	const [top, bottom] = [frame.y(high), frame.y(low)];
	return element("rect", {
		class: "band",
		x: frame.left,
		width: frame.right - frame.left,
		y: top,
		height: bottom - top
	});
}
function pastMark(frame, index, value, isBaseline) {
	const [x, y] = [frame.x(index), frame.y(value)];
	return isBaseline ? element("rect", {
		class: "baseline",
		x: x - 5,
		y: y - 5,
		width: 10,
		height: 10
	}) : element("circle", {
		class: "past",
		cx: x,
		cy: y,
		r: 3.5
	});
}
/** This run is a diamond with its value beside it. */
function runMark(frame, index, value, words) {
	const [x, y] = [frame.x(index), frame.y(value)];
	const isHigh = y < frame.top + 24;
	return together([element("path", {
		class: "run",
		d: `M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z`
	}), text(words, {
		class: "value",
		x: Math.min(x, frame.right - 4),
		y: isHigh ? y + 22 : y - 12,
		"text-anchor": "end"
	})]);
}

// src/report/plot/metric-figures.ts
/**
* Primary first, then what is gated, then the others as they stand; counts have no course that matters.
* @param most how many metrics are looked at; of those with too little history there is no figure
*/
function metricFigures(view, rows, most) {
	const { comparison } = view.input;
	const rank = (row) => row.primary ? 0 : row.gate === void 0 ? 2 : 1;
	return rows.filter((row) => !row.count).toSorted((a, b) => rank(a) - rank(b)).slice(0, most).flatMap((row, index) => {
		const format = view.format(row);
		const commit = shortCommit(headOf(view.input));
		const facts = {
			id: `metric-${index + 1}`,
			row,
			comparison,
			format,
			commit,
			subject: view.subject.prose
		};
		const figure = metricHistoryFigure(facts);
		return figure === void 0 ? [] : [{
			row,
			figure
		}];
	});
}

// src/report/html/figure-markup.ts
function figureMarkup({ title, svg, legend, table }) {
	return element("figure", {}, element("figcaption", {}, title), element("div", {
		class: "scroll",
		role: "region",
		"aria-label": title,
		tabindex: 0
	}, svg), legend.length === 0 ? void 0 : element("ul", { class: "legend" }, ...legend.map(legendMarkup)), element("details", {}, element("summary", {}, "As a table"), tableMarkup(title, table)));
}
/** A mark as it is drawn, 24 by 12. */
function swatchOf(mark) {
	return SWATCHES[mark];
}
function legendMarkup({ mark, words }) {
	const swatch = element("svg", {
		viewBox: "0 0 24 12",
		class: "swatch",
		"aria-hidden": "true"
	}, SWATCHES[mark]);
	return element("li", {}, swatch, words);
}
const SWATCHES = {
	run: element("path", {
		class: "run",
		d: "M12 0L18 6L12 12L6 6Z"
	}),
	baseline: element("rect", {
		class: "baseline",
		x: 7,
		y: 1,
		width: 10,
		height: 10
	}),
	"run-line": element("path", {
		class: "run line",
		d: "M0 6L24 6"
	}),
	"baseline-line": element("path", {
		class: "baseline",
		d: "M0 6L24 6"
	}),
	past: element("path", {
		class: "past",
		d: "M0 6L24 6"
	}),
	band: element("rect", {
		class: "band",
		x: 0,
		y: 0,
		width: 24,
		height: 12
	}),
	limit: element("path", {
		class: "limit",
		d: "M0 6L24 6"
	}),
	warning: element("path", {
		class: "warning",
		d: "M0 6L24 6"
	}),
	chance: element("path", {
		class: "chance",
		d: "M0 6L24 6"
	})
};
function tableMarkup(title, { head, rows }) {
	const columns = head.map((name, index) => element("th", {
		scope: "col",
		class: index === 0 ? void 0 : "right"
	}, name));
	const lines = rows.map((cells) => element("tr", {}, ...cells.map((cell, index) => index === 0 ? element("th", { scope: "row" }, cell) : element("td", { class: "right" }, cell))));
	return element("div", {
		class: "scroll",
		role: "region",
		"aria-label": `${title}, as a table`,
		tabindex: 0
	}, element("table", {}, element("thead", {}, element("tr", {}, ...columns)), element("tbody", {}, ...lines)));
}

// src/report/plot/colours.ts
const LIGHT = {
	page: "#ffffff",
	text: "#1f2328",
	faint: "#59636e",
	rule: "#d1d9e0",
	code: "#f0f2f5",
	link: "#0a58b8",
	run: "#0072b2",
	past: "#59636e",
	band: "#0072b226",
	limit: "#b3480a",
	warning: "#7a5c00",
	added: "#0b6b3a",
	removed: "#a8341c"
};
const DARK = {
	page: "#15181c",
	text: "#e6e9ec",
	faint: "#a4adb6",
	rule: "#3a424b",
	code: "#22272e",
	link: "#79b8ff",
	run: "#56b4e9",
	past: "#a4adb6",
	band: "#56b4e933",
	limit: "#ff9d5c",
	warning: "#e0c341",
	added: "#5fd39a",
	removed: "#ff9e88"
};
/** The rules of marks, in colours of a palette by their names. */
const MARKS = `svg text { fill: var(--faint); font-size: 12px; font-family: inherit; }
svg text.value { fill: var(--text); font-weight: 600; paint-order: stroke; stroke: var(--page); stroke-width: 4px; }
.grid { stroke: var(--rule); stroke-width: 1; }
.axis { stroke: var(--faint); stroke-width: 1; }
path.past, path.run.line { fill: none; stroke: var(--past); stroke-width: 1.75; }
circle.past { fill: var(--past); }
path.run { fill: var(--run); }
path.run.line { fill: none; stroke: var(--run); stroke-width: 2.25; }
rect.run, circle.run { fill: var(--run); }
rect.baseline { fill: var(--page); stroke: var(--text); stroke-width: 2; }
circle.baseline { fill: var(--page); stroke: var(--past); stroke-width: 2; }
line.baseline { stroke: var(--text); stroke-width: 1; stroke-dasharray: 1 3; }
path.baseline { fill: none; stroke: var(--past); stroke-width: 2; stroke-dasharray: 6 3; }
line.whisker { stroke: var(--run); stroke-width: 2; }
line.whisker.baseline { stroke: var(--past); stroke-dasharray: none; }
.band { fill: var(--band); stroke: none; }
.limit { fill: none; stroke: var(--limit); stroke-width: 2; stroke-dasharray: 7 4; }
.warning { fill: none; stroke: var(--warning); stroke-width: 2; stroke-dasharray: 2 3; }
.chance { fill: none; stroke: var(--faint); stroke-width: 1; stroke-dasharray: 4 4; }
`;
/** A palette as declarations of custom properties. */
function variables(palette) {
	return Object.entries(palette).map(([name, colour]) => `--${name}: ${colour};`).join(" ");
}
/** The rules with the colours themselves. */
function marksIn(palette) {
	return MARKS.replaceAll(/var\(--(\w+)\)/g, (_, name) => palette[name]);
}

// src/report/plot/picture.ts
/** The width at which a picture is shown, in pixels. */
const PICTURE_WIDTH = 640;
const FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";
const [MARGIN, SWATCH, LINE] = [
	14,
	34,
	17
];
const [TITLE_WIDTH, LEGEND_WIDTH] = [48, 52];
function pictureOf(figure) {
	const { title, description, legend } = figure;
	const words = legend.map((entry) => entry.words).join("; ");
	return {
		alt: plain(`${title}. ${description}${words === "" ? "" : ` ${words}.`}`, 900),
		light: documentOf(figure, LIGHT),
		dark: documentOf(figure, DARK)
	};
}
function documentOf({ title, svg, legend }, palette) {
	const head = linesOf(title, TITLE_WIDTH);
	const top = MARGIN + head.length * LINE;
	const entries = legend.map(({ mark, words }) => ({
		mark,
		lines: linesOf(words, LEGEND_WIDTH)
	}));
	let y = top + 300;
	const legendMarks = [];
	for (const { mark, lines } of entries) {
		const at = `translate(${MARGIN} ${y + 1})`;
		legendMarks.push(element("g", { transform: at }, swatchOf(mark)), ...stacked(lines, MARGIN + SWATCH, y + 11));
		y += lines.length * LINE;
	}
	const height = y + MARGIN;
	return `<?xml version="1.0" encoding="UTF-8"?>\n${legible(element("svg", {
		xmlns: "http://www.w3.org/2000/svg",
		width: 640,
		height: height * 640 / 480,
		viewBox: `0 0 ${480} ${height}`,
		"font-family": FONT
	}, { markup: `<style>${marksIn(palette)}</style>` }, element("rect", {
		width: 480,
		height,
		rx: 6,
		fill: palette.page
	}), ...stacked(head, MARGIN, MARGIN + 11, "value"), element("svg", {
		y: top,
		width: 480,
		height: 300,
		viewBox: `0 0 ${480} ${300}`
	}, svg), together(legendMarks)).markup)}\n`;
}
function stacked(lines, x, y, mark) {
	const style = mark === void 0 ? {} : { class: mark };
	return lines.map((line, index) => text(line, {
		...style,
		x,
		y: y + index * LINE
	}));
}
/** Breaks words into lines; SVG does not. */
function linesOf(words, most) {
	const lines = [];
	let line = "";
	for (const letter of words) {
		if (widthOf(line + letter) > most) {
			const space = line.lastIndexOf(" ");
			const cut = space > line.length / 2 ? space : line.length;
			lines.push(line.slice(0, cut));
			line = line.slice(cut).trimStart();
		}
		line += letter;
	}
	return [...lines, line];
}
/** About how wide a text is, whatever font the reader has. */
function widthOf(words) {
	let width = 0;
	for (const letter of words) width += /[^\0-\u10FF\u2000-\u2BFF]/u.test(letter) ? 2 : /[A-Z@%mw]/.test(letter) ? 1.4 : 1;
	return width;
}
/** Characters that no XML may hold, escaped or not: a reader of it shows nothing at all. */
function legible(xml) {
	return xml.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "�");
}

// src/report/pictures.ts
/** A larger picture is not worth its place on a branch that keeps it for ever. In characters. */
const LARGEST = 6e4;
/** As many as a comment shows; none of a metric with too little history. */
function drawPictures(input) {
	const [budget] = budgetsFor("comment");
	if (budget === void 0) throw new Error("there is no budget for a comment");
	const view = viewOf(input, budget, "comment");
	const wanted = input.comparison.rows.filter((row) => row.primary || row.gate !== void 0);
	return metricFigures(view, wanted, budget.plots).map(({ row, figure }) => ({
		metric: row.name,
		...pictureOf(figure)
	})).filter(({ light, dark }) => light.length + dark.length <= 2 * LARGEST);
}
/**
* Undefined where there is no address for it.
* The form of the address is what GitHub documents for pictures of a repository in comments; it leads to where they are served.
*/
function renderPicture({ links, input: { trackingCommit } }, { light, dark, alt }) {
	const [bright, dim] = [light, dark].map((path) => fileUrl(links, trackingCommit, path));
	if (bright === void 0 || dim === void 0) return void 0;
	return `<picture>${`<source media="(prefers-color-scheme: dark)" srcset="${dim}?raw=true">`}${`<img src="${bright}?raw=true" alt="${escaped(alt)}" width="${640}">`}</picture>`;
}

// src/report/plots.ts
function renderPlots(view, kind) {
	const pictures = kind === "comment" ? picturesOf(view) : [];
	const plots = pictures.length > 0 ? pictures : diagramsOf(view, kind);
	if (plots.length === 0) return void 0;
	const { historyRuns } = view.input.comparison;
	const shown = plots.slice(0, view.budget.plots);
	const left = plots.length - shown.length;
	return [...shown.map(({ metric, body }) => {
		const of = `over the last ${historyRuns.length} runs and ${view.subject.prose}`;
		return details(`<b>Plot</b>: ${htmlCode(metric)} ${of}`, body);
	}), ...left === 0 ? [] : [`${formatCount(left)} more plot${left === 1 ? "" : "s"} ${view.elsewhere}.`]].join("\n\n");
}
function picturesOf(view) {
	return (view.input.pictures ?? []).flatMap((picture) => {
		const body = renderPicture(view, picture);
		return body === void 0 ? [] : [{
			metric: picture.metric,
			body
		}];
	});
}
function diagramsOf({ input, subject }, kind) {
	const { rows, historyRuns } = input.comparison;
	return rows.filter((row) => kind === "summary" ? !row.count : row.primary).toSorted((a, b) => Number(b.primary) - Number(a.primary)).flatMap((row) => {
		const body = renderPlot(row, historyRuns, {
			last: subject.short,
			subject: subject.prose
		});
		return body === void 0 ? [] : [{
			metric: row.name,
			body
		}];
	});
}

// src/report/slices-section.ts
function renderSlices(view) {
	const { slices } = view.input.comparison;
	if (slices === void 0) return void 0;
	const { loss, judged, worse, better, rows } = slices;
	const title = `<b>Slices</b>: ${[`${worse} of ${formatCount(judged)} got worse`, ...better === 0 ? [] : [`${better} better`]].join(", ")}`;
	if (rows.length === 0 || view.budget.slices === 0) return worse + better === 0 ? void 0 : `${title} ${view.elsewhere}.`;
	const { shown } = firstOf(rows, view.budget.slices);
	const lines = shown.map(({ slice, n, estimate, interval: [low, high] }) => {
		const format = chooseFormat({
			values: [
				estimate,
				low,
				high
			],
			delta: estimate,
			sigma: (high - low) / 4,
			unit: void 0
		});
		const [sign, word] = estimate > 0 ? ["🔴", "worse"] : ["🟢", "better"];
		const ends = `[${formatDelta(low, format)}, ${formatDelta(high, format)}]`;
		return [
			sign,
			code(slice, 80),
			formatCount(n),
			`${formatDelta(estimate, format)} ${ends} ${word}`
		];
	});
	const left = worse + better - shown.length;
	const head = [
		"",
		"Slice",
		"Rows",
		`Change of the ${loss}`
	];
	const body = table(head, [
		"center",
		"left",
		"right",
		"left"
	], lines);
	const note = "Each by itself, with its interval of 95 %; slices within chance are not shown.";
	const more = left === 0 ? [] : [`${formatCount(left)} more ${view.elsewhere}.`];
	return details(title, [
		body,
		`<sub>${note}</sub>`,
		...more
	].join("\n\n"));
}

// src/report/run-details.ts
/** The last lines of a training that broke off. They were redacted when they were recorded. */
function renderLog(view) {
	const { run } = view.input;
	const tail = run.error?.tail ?? [];
	if (run.status === "finished" || tail.length === 0) return void 0;
	if (view.budget.logLines === 0) return `The end of the log is ${view.elsewhere}.`;
	const lines = tail.slice(-view.budget.logLines);
	return details(`<b>Log</b>: the last ${lines.length} line${lines.length === 1 ? "" : "s"}`, fence("text", lines), true);
}
function renderWarnings(view) {
	const { warnings } = view.input.run.capture;
	if (warnings.length === 0) return void 0;
	const { shown, left } = firstOf(warnings, view.budget.warnings);
	const lines = shown.map(({ message, file, line }) => {
		const place = file === void 0 ? "" : ` (${code(line === void 0 ? file : `${file}:${line}`, 120)})`;
		return `- ⚠️ ${md(message, 300)}${place}`;
	});
	const more = left === 0 ? [] : [`- ${formatCount(left)} more ${view.elsewhere}`];
	const title = `<b>Warnings</b>: ${formatCount(warnings.length)} of the capture`;
	return details(title, [...lines, ...more].join("\n"));
}
/** Where it ran, for how long, on what. */
function renderRun(view) {
	const { run } = view.input;
	const known = [
		["Run", code(run.id)],
		["Experiment", code(run.experiment)],
		["Command", code(run.command, 200)],
		["Trigger", triggerWords(run)],
		["Started", `${run.started.slice(0, 19).replace("T", " ")} UTC`],
		["Duration", formatSeconds(run.duration)],
		["CPU time", run.resources?.cpu_time === void 0 ? void 0 : formatSeconds(run.resources.cpu_time)],
		["Peak memory", run.resources?.peak_memory === void 0 ? void 0 : formatBytes(run.resources.peak_memory)],
		...environmentRows(run),
		["Found", run.capture.found.length === 0 ? void 0 : run.capture.found.slice(0, 20).map((file) => code(file)).join(", ")]
	].filter((row) => row[1] !== void 0);
	return details("<b>Run and environment</b>", table(["", ""], ["left", "left"], known));
}
function environmentRows({ environment }) {
	const { os, arch, cpu, cores, memory, gpu, container, runtimes, packages } = environment;
	const machine = [
		os,
		arch,
		...cpu === void 0 ? [] : [cpu],
		...cores === void 0 ? [] : [`${cores} cores`]
	];
	const versions = Object.entries(runtimes).slice(0, 10);
	return [
		["Machine", code([...machine, ...memory === void 0 ? [] : [formatBytes(memory)]].join(" · "), 160)],
		["GPU", gpu === void 0 ? void 0 : code(gpu)],
		["Container", container === void 0 ? void 0 : code(container)],
		["Runtimes", versions.length === 0 ? void 0 : versions.map((entry) => code(entry.join(" "))).join(", ")],
		["Packages", packages === void 0 ? void 0 : code(packages.digest.slice(0, 12))]
	];
}
function triggerWords({ trigger }) {
	const given = Object.entries(trigger.overrides ?? {}).slice(0, 10).map(([name, value]) => code(`${name}=${value}`));
	const actor = trigger.actor === void 0 ? "" : ` by ${code(trigger.actor)}`;
	return `${code(trigger.event)}${actor}${given.length === 0 ? "" : ` with ${given.join(", ")}`}`;
}

// src/report/run-sections.ts
const SECTIONS = [
	{
		render: renderAcceptances,
		uses: []
	},
	{
		render: renderReasons,
		uses: []
	},
	{
		render: renderMetricTable,
		uses: []
	},
	{
		render: renderLegend,
		uses: []
	},
	{
		render: renderLog,
		uses: ["logLines"]
	},
	{
		render: renderChangesLine,
		uses: []
	},
	{
		render: renderWarnings,
		uses: ["warnings"]
	},
	{
		render: renderAllMetrics,
		uses: ["metrics"]
	},
	{
		render: renderParams,
		uses: ["params"]
	},
	{
		render: renderContext,
		uses: ["changes"]
	},
	{
		render: renderSlices,
		uses: ["slices"]
	},
	{
		render: renderPlots,
		uses: ["plots"]
	},
	{
		render: (view, kind) => kind === "summary" ? renderConfusionMatrix(view) : void 0,
		uses: []
	},
	{
		render: (view, kind) => kind === "summary" ? renderRun(view) : void 0,
		uses: []
	},
	{
		render: renderReproduce,
		uses: []
	}
];
function sectionRenderer(input, kind) {
	const known = /* @__PURE__ */ new Map();
	return (budget) => {
		const view = viewOf(input, budget, kind);
		return SECTIONS.map(({ render, uses }, index) => {
			const key = [index, ...uses.map((part) => budget[part])].join(" ");
			if (!known.has(key)) known.set(key, render(view, kind));
			return known.get(key);
		});
	};
}

export { renderProvenance as C, parseConfusionMatrix as S, escaped as _, LIGHT as a, mermaidText as b, figureMarkup as c, frameOf as d, path as f, element as g, writeNumber as h, DARK as i, metricFigures as l, roundDomain as m, renderPlots as n, MARKS as o, axisOf as p, drawPictures as r, variables as s, sectionRenderer as t, drawing as u, nameOf as v, isConfusionMatrix as x, together as y };