import { d as renderProvenance, f as renderLead, h as budgetsFor, n as renderPlots, p as renderFooter, t as sectionRenderer } from "./run-sections.js";
import { A as normalUpperQuantile, E as noiseLimit, M as requireCount, N as requireFraction, O as quantileOfSorted, P as undetermined, a as renderHeadline, d as viewOf, j as findFlaw, l as headOf, u as shortCommit } from "./headline.js";
import { n as sliceDifferences, t as plainMarkdown } from "./plain-markdown.js";
import { n as finiteOf } from "./number.js";
import { _ as plain, a as formatDistance, o as formatLimit, r as formatCount, s as formatReading } from "./number-format.js";

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
const MARGIN = {
	left: 64,
	right: 28,
	top: 14,
	bottom: 52
};
function frameOf(facts) {
	const height = facts.height ?? HEIGHT;
	const left = facts.left ?? MARGIN.left;
	const right = WIDTH - MARGIN.right;
	const { top } = MARGIN;
	const bottom = height - MARGIN.bottom - (facts.slanted === true ? 24 : 0);
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
	const { id, height = HEIGHT } = facts;
	return element("svg", {
		xmlns: "http://www.w3.org/2000/svg",
		viewBox: `0 0 ${WIDTH} ${height}`,
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
	}, band === void 0 ? void 0 : bandMark$1(frame, band), frame.axes, ...near.map(({ limit, kind }) => element("line", {
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
function bandMark$1(frame, [low, high]) {
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

// src/report/html/figure-markup.ts
function figureMarkup({ title, svg, legend, table }) {
	return element("figure", {}, element("figcaption", {}, title), element("div", {
		class: "scroll",
		role: "region",
		"aria-label": title,
		tabindex: 0
	}, svg), legend.length === 0 ? void 0 : element("ul", { class: "legend" }, ...legend.map(legendMarkup)), element("details", {}, element("summary", {}, "As a table"), tableMarkup$1(title, table)));
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
function tableMarkup$1(title, { head, rows }) {
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

// node_modules/marked/lib/marked.esm.js
/**
* marked v18.2.1 - a markdown parser
* Copyright (c) 2018-2026, MarkedJS. (MIT License)
* Copyright (c) 2011-2018, Christopher Jeffrey. (MIT License)
* https://github.com/markedjs/marked
*/
/**
* DO NOT EDIT THIS FILE
* The code in this file is generated from files in ./src/
*/
function G() {
	return {
		async: !1,
		breaks: !1,
		extensions: null,
		gfm: !0,
		hooks: null,
		pedantic: !1,
		renderer: null,
		silent: !1,
		tokenizer: null,
		walkTokens: null
	};
}
var S = G();
function ue(l) {
	S = l;
}
var q = { exec: () => null };
function D(l) {
	let e = [];
	return (t) => {
		let n = Math.max(0, Math.min(3, t - 1)), r = e[n];
		return r || (r = l(n), e[n] = r), r;
	};
}
function g(l, e = "") {
	let t = typeof l == "string" ? l : l.source, n = {
		replace: (r, s) => {
			let o = typeof s == "string" ? s : s.source;
			return o = o.replace(O.caret, "$1"), t = t.replace(r, o), n;
		},
		getRegex: () => new RegExp(t, e)
	};
	return n;
}
var _e = ((l = "") => {
	try {
		return !!new RegExp("(?<=1)(?<!1)" + l);
	} catch {
		return !1;
	}
})();
var O = {
	codeRemoveIndent: /^(?: {0,3}\t| {1,4})/gm,
	listInterruptsParagraph: /^ {0,3}(?:[*+-]|1[.)])[ \t]+[^ \t\n]/,
	outputLinkReplace: /\\([\[\]])/g,
	indentCodeCompensation: /^(\s+)(?:```)/,
	beginningSpace: /^\s+/,
	endingHash: /#$/,
	startingSpaceChar: /^ /,
	endingSpaceChar: / $/,
	endingSpaceTabChar: /[ \t]$/,
	nonSpaceChar: /[^ ]/,
	newLineCharGlobal: /\n/g,
	tabCharGlobal: /\t/g,
	leadingSpaceTab: /^[ \t]+/,
	multipleSpaceGlobal: /\s+/g,
	blankLine: /^[ \t]*$/,
	doubleBlankLine: /\n[ \t]*\n[ \t]*$/,
	blockquoteStart: /^ {0,3}>/,
	blockquoteSetextReplace: /\n {0,3}((?:=+|-+)[ \t]*)(?=\n|$)/g,
	blockquoteSetextReplace2: /^ {0,3}>[ \t]?/gm,
	blockquoteMarkerWhitespace: /^( {0,3}>)(\t[ \t]*)/gm,
	nestedBlockMarker: /^ {0,3}(?:(?:[*+-]|\d{1,9}[.)])(?: |$)|> ?)/,
	listReplaceNesting: /^ {1,4}(?=( {4})*[^ ])/g,
	listIsTask: /^\[[ xX]\][ \t]+\S/,
	listReplaceTask: /^\[[ xX]\][ \t]+/,
	listTaskCheckbox: /\[[ xX]\]/,
	anyLine: /\n.*\n/,
	hrefBrackets: /^<(.*)>$/,
	tableDelimiter: /[:|]/,
	tableAlignChars: /^\||\| *$/g,
	tableRowBlankLine: /\n[ \t]*$/,
	tableAlignRight: /^ *-+: *$/,
	tableAlignCenter: /^ *:-+: *$/,
	tableAlignLeft: /^ *:-+ *$/,
	startATag: /^<a /i,
	endATag: /^<\/a>/i,
	startPreScriptTag: /^<(pre|code|kbd|script)(\s|>)/i,
	endPreScriptTag: /^<\/(pre|code|kbd|script)(\s|>)/i,
	startAngleBracket: /^</,
	endAngleBracket: />$/,
	pedanticHrefTitle: /^([^'"]*[^\s])\s+(['"])(.*)\2/,
	unicodeAlphaNumeric: /[\p{L}\p{N}]/u,
	numericCharacterReference: /&#(?:(\d{1,7})|[Xx]([A-Fa-f0-9]{1,6}));/,
	numericCharacterReferenceOrAmpersand: /&#(?:(\d{1,7})|[Xx]([A-Fa-f0-9]{1,6}));|&(?!(#\d{1,7}|#[Xx][a-fA-F0-9]{1,6}|\w+);)/g,
	escapeTest: /[&<>"']/,
	escapeReplace: /[&<>"']/g,
	escapeTestNoEncode: /[<>"']|&(?!(#\d{1,7}|#[Xx][a-fA-F0-9]{1,6}|\w+);)/,
	escapeReplaceNoEncode: /[<>"']|&(?!(#\d{1,7}|#[Xx][a-fA-F0-9]{1,6}|\w+);)/g,
	caret: /(^|[^\[])\^/g,
	percentDecode: /%25/g,
	findPipe: /\|/g,
	splitPipe: / \|/,
	slashPipe: /\\\|/g,
	carriageReturn: /\r\n|\r/g,
	spaceLine: /^ +$/gm,
	notSpaceStart: /^\S*/,
	endingNewline: /\n$/,
	listItemRegex: (l) => new RegExp(`^( {0,3}${l})((?:[	 ][^\\n]*)?(?:\\n|$))`),
	nextBulletRegex: D((l) => new RegExp(`^ {0,${l}}(?:[*+-]|\\d{1,9}[.)])((?:[ 	][^\\n]*)?(?:\\n|$))`)),
	hrRegex: D((l) => new RegExp(`^ {0,${l}}((?:-[ 	]*){3,}|(?:_[ 	]*){3,}|(?:\\*[ 	]*){3,})(?:\\n+|$)`)),
	fencesBeginRegex: D((l) => new RegExp(`^ {0,${l}}(?:\`\`\`|~~~)`)),
	headingBeginRegex: D((l) => new RegExp(`^ {0,${l}}#{1,6}(?:\\s|$)`)),
	pedanticHeadingBeginRegex: D((l) => new RegExp(`^ {0,${l}}#`)),
	htmlBeginRegex: D((l) => new RegExp(`^ {0,${l}}(?:</?(?:${he})(?:[ \\t]+|$|/?>)|<(?:(?:script|pre|style|textarea)(?:[\\s>]|$)|!--)|<\\?|<![A-Za-z]|<!\\[CDATA\\[)`, "i")),
	blockquoteBeginRegex: D((l) => new RegExp(`^ {0,${l}}>`)),
	nestedContainerMarkers: /^(?: {0,3}(?:(?:[*+-]|\d{1,9}[.)])[ \t]+|>[ \t]?))+/
};
var Ge = /^(?:[ \t]*(?:\n|$))+/;
var Ne = /^((?: {4}| {0,3}\t)[^\n]+(?:\n(?:[ \t]*(?:\n|$))*)?)+/;
var Fe = /^ {0,3}(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})([^\n]*)(?:\n|$)(?:|([\s\S]*?)(?:\n|$))(?: {0,3}(?:(?=`)\1`*|(?=~)\1~*) *(?=\n|$)|$)/;
var V = /^ {0,3}((?:-[\t ]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})(?:\n+|$)/;
var Qe = /^ {0,3}(#{1,6})(?=\s|$)(.*)(?:\n+|$)/;
var ce = / {0,3}(?:[*+-]|\d{1,9}[.)])/;
var he = "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|meta|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul";
var J = g(" {0,3}(?:</?(?:tag)(?:[ \\t]+|\\n|/?>)|<(?:(?:script|pre|style|textarea)(?:[\\s>]|$)|!--)|<\\?|<![A-Za-z]|<!\\[CDATA\\[)").replace("tag", he).getRegex();
var $e = /^(?!bull |blockCode|fences|blockquote|heading|html|table)((?:.|\n(?!\s*?\n|bull |fences|blockquote|heading|hr|html|table))+?)\n {0,3}(=+|-+)[ \t]*(?:\n+|$)/;
var Le = g($e).replace(/bull/g, ce).replace(/blockCode/g, /(?: {4}| {0,3}\t)/).replace(/fences/g, / {0,3}(?:`{3,}|~{3,})/).replace(/blockquote/g, / {0,3}>/).replace(/heading/g, / {0,3}#{1,6}(?:\s|$)/).replace(/hr/g, / {0,3}(?:(?:-[\t ]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})(?:\n+|$)/).replace(/\|table/g, "").replace(/html/g, J).getRegex();
var We = g($e).replace(/bull/g, ce).replace(/blockCode/g, /(?: {4}| {0,3}\t)/).replace(/fences/g, / {0,3}(?:`{3,}|~{3,})/).replace(/blockquote/g, / {0,3}>/).replace(/heading/g, / {0,3}#{1,6}(?:\s|$)/).replace(/hr/g, / {0,3}(?:(?:-[\t ]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})(?:\n+|$)/).replace(/table/g, / {0,3}\|?(?:[:\- ]*\|)+[\:\- ]*\n/).replace(/html/g, J).getRegex();
var de = /^([^\n]+(?:\n(?!hr|heading|lheading|blockquote|fences|list|html|table|[ \t]+\n)[^\n]+)*)/;
var Ue = /^[^\n]+/;
var ge = /(?!\s*\])(?:\\[\s\S]|[^\[\]\\\n]|\n(?![ \t]*\n))+/;
var Ke = g(/^ {0,3}\[(label)\]: *(?:\n[ \t]*)?([^<\s][^\s]*|<(?:\\.|[^\n<>\\])*>)(?:(?: +(?:\n[ \t]*)?| *\n[ \t]*)(title))? *(?:\n+|$)/).replace("label", ge).replace("title", /(?:"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\\n]|\n(?!\n))*'|\((?:\\[\s\S]|[^()\\])*\))/).getRegex();
var Xe = g(/^(bull)([ \t][^\n]*?)?(?:\n|$)/).replace(/bull/g, ce).getRegex();
var ke = /<!--(?:-?>|[\s\S]*?(?:-->|$))/;
var Ve = g("^ {0,3}(?:<(script|pre|style|textarea)[\\s>][\\s\\S]*?(?:</\\1>[^\\n]*\\n*|$)|comment[^\\n]*(\\n+|$)|<\\?[\\s\\S]*?(?:\\?>[^\\n]*\\n*|$)|<![A-Z][\\s\\S]*?(?:>[^\\n]*\\n*|$)|<!\\[CDATA\\[[\\s\\S]*?(?:\\]\\]>[^\\n]*\\n*|$)|</?(tag)(?:[ \\t]+|\\n|/?>|$)[\\s\\S]*?(?:(?:\\n[ 	]*)+\\n|$)|<(?!(?:script|pre|style|textarea)(?![a-z0-9-]))([a-z][a-z0-9-]*)(?:attribute)*?[ \\t]*/?>(?=[ \\t]*(?:\\n|$))[\\s\\S]*?(?:(?:\\n[ 	]*)+\\n|$)|</[a-z][a-z0-9-]*\\s*>(?=[ \\t]*(?:\\n|$))[\\s\\S]*?(?:(?:\\n[ 	]*)+\\n|$))", "i").replace("comment", ke).replace("tag", he).replace("attribute", /[ \t]+[a-zA-Z:_][\w.:-]*(?:[ \t]*=[ \t]*"[^"\n]*"|[ \t]*=[ \t]*'[^'\n]*'|[ \t]*=[ \t]*[^\s"'=<>`]+)?/).getRegex();
var Ce = (l) => g(de).replace("hr", V).replace("heading", " {0,3}#{1,6}(?:\\s|$)").replace("|lheading", "").replace("|table", "").replace("blockquote", " {0,3}>").replace("fences", " {0,3}(?:`{3,}(?=[^`\\n]*(?:\\n|$))|~~~)[^\\n]*(?:\\n|$)").replace("list", l).replace("html", J).getRegex();
var Je = Ce(/ {0,3}(?:[*+-]|1[.)])[ \t]+[^ \t\n]/);
var Ye = Ce(/ {0,3}(?:[*+-]|\d{1,9}[.)])(?:[ \t]|\n|$)/);
var fe = {
	blockquote: g(/^( {0,3}> ?(?:(?![ \t]*(?:\n|$))(paragraph)|[^\n]*)(?:\n|$))+/).replace("paragraph", Ye).getRegex(),
	code: Ne,
	def: Ke,
	fences: Fe,
	heading: Qe,
	hr: V,
	html: Ve,
	lheading: Le,
	list: Xe,
	newline: Ge,
	paragraph: Je,
	table: q,
	text: Ue
};
var Pe = g("^ *([^\\n ].*)\\n {0,3}((?:\\| *)?:?-+:? *(?:\\| *:?-+:? *)*(?:\\| *)?)(?:\\n((?:(?! *\\n|hr|heading|blockquote|code|fences|list|html).*(?:\\n|$))*)\\n*|$)").replace("hr", V).replace("heading", " {0,3}#{1,6}(?:\\s|$)").replace("blockquote", " {0,3}>").replace("code", "(?: {4}| {0,3}	)[^\\n]").replace("fences", " {0,3}(?:`{3,}(?=[^`\\n]*(?:\\n|$))|~~~)[^\\n]*(?:\\n|$)").replace("list", " {0,3}(?:[*+-]|1[.)])[ \\t]").replace("html", J).getRegex();
var tt = {
	...fe,
	lheading: We,
	table: Pe,
	paragraph: g(de).replace("hr", V).replace("heading", " {0,3}#{1,6}(?:\\s|$)").replace("|lheading", "").replace("table", Pe).replace("blockquote", " {0,3}>").replace("fences", " {0,3}(?:`{3,}(?=[^`\\n]*(?:\\n|$))|~~~)[^\\n]*(?:\\n|$)").replace("list", " {0,3}(?:[*+-]|1[.)])[ \\t]+[^ \\t\\n]").replace("html", J).getRegex()
};
var nt = {
	...fe,
	html: g(`^ *(?:comment(?: *\\n|\\s*$)|<(tag)[\\s\\S]+?</\\1>(?: *\\n{2,}|\\s*$)|<tag(?:"[^"]*"|'[^']*'|\\s[^'"/>\\s]*)*?/?>(?: *\\n{2,}|\\s*$))`).replace("comment", ke).replace(/tag/g, "(?!(?:a|em|strong|small|s|cite|q|dfn|abbr|data|time|code|var|samp|kbd|sub|sup|i|b|u|mark|ruby|rt|rp|bdi|bdo|span|br|wbr|ins|del|img)\\b)\\w+(?!:|[^\\w\\s@]*@)\\b").getRegex(),
	def: /^ *\[([^\]]+)\]: *<?([^\s>]+)>?(?: +(["(][^\n]+[")]))? *(?:\n+|$)/,
	heading: /^(#{1,6})(.*)(?:\n+|$)/,
	fences: q,
	lheading: /^(.+?)\n {0,3}(=+|-+) *(?:\n+|$)/,
	paragraph: g(de).replace("hr", V).replace("heading", ` *#{1,6} *[^
]`).replace("|table", "").replace("blockquote", " {0,3}>").replace("|fences", "").replace("|list", "").replace("|html", "").replace("|tag", "").replace("lheading", Le).getRegex()
};
var rt = /^\\([!"#$%&'()*+,\-./:;<=>?@\[\]\\^_`{|}~])/;
var st = /^(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/;
var Ie = /^( {2,}|\\)\n(?!\s*$)[ \t]*/;
var it = /^(`+|[^`])(?:(?= {2,}\n)|[\s\S]*?(?:(?=[\\<!\[`*_]|\b_|$)|[^ ](?= {2,}\n)))/;
var L = /[\p{P}\p{S}]/u;
var N = /[\s\p{P}\p{S}]/u;
var Y = /[^\s\p{P}\p{S}]/u;
var ot = g(/^((?![*_])punctSpace)/, "u").replace(/punctSpace/g, N).getRegex();
var at = /[\p{Pi}\p{Ps}"']/u;
var Ae = /(?!~)[\p{P}\p{S}]/u;
var lt = /(?!~)[\s\p{P}\p{S}]/u;
var ut = /(?:[^\s\p{P}\p{S}]|~)/u;
var pt = g(/link|precode-code|html/, "g").replace("link", /\[(?:[^\[\]`]|(?<a>`+)[^`]+\k<a>(?!`))*?\]\((?:\\[\s\S]|[^\\\(\)]|\((?:\\[\s\S]|[^\\\(\)])*\))*\)/).replace("precode-", _e ? "(?<!`)()" : "(^^|[^`])").replace("code", /(?<b>`+)[^`]+\k<b>(?!`)/).replace("html", /<(?! )[^<>]*?>/).getRegex();
var Ee = /^(?:\*+(?:((?!\*)punct)|([^\s*]))?)|^_+(?:((?!_)punct)|([^\s_]))?/;
var ct = g(Ee, "u").replace(/punct/g, L).getRegex();
var ht = g(Ee, "u").replace(/punct/g, Ae).getRegex();
var gt = g(/^(?:\*+(?:((?!\*)(?!openQuote)punct)|([^\s*]))?)|^_+(?:((?!_)(?!openQuote)punct)|([^\s_]))?/, "u").replace(/openQuote/g, at).replace(/punct/g, L).getRegex();
var ze = "^[^_*]*?__[^_*]*?\\*[^_*]*?(?=__)|[^*]+(?=[^*])|(?!\\*)punct(\\*+)(?=[\\s]|$)|notPunctSpace(\\*+)(?!\\*)(?=punctSpace|$)|(?!\\*)punctSpace(\\*+)(?=notPunctSpace)|[\\s](\\*+)(?!\\*)(?=punct)|(?!\\*)punct(\\*+)(?!\\*)(?=punct)|notPunctSpace(\\*+)(?=notPunctSpace)";
var kt = g(ze, "gu").replace(/notPunctSpace/g, Y).replace(/punctSpace/g, N).replace(/punct/g, L).getRegex();
var ft = g(ze, "gu").replace(/notPunctSpace/g, ut).replace(/punctSpace/g, lt).replace(/punct/g, Ae).getRegex();
var xt = g("^[^_*]*?__[^_*]*?\\*[^_*]*?(?=__)|[^*]+(?=[^*])|(?!\\*)punct(\\*+)(?=[\\s]|$)|notPunctSpace(\\*+)(?!\\*)(?=punctSpace|$)|(?!\\*)[\\s](\\*+)(?=notPunctSpace)|[\\s](\\*+)(?!\\*)(?=punct)|(?!\\*)punct(\\*+)(?!\\*)(?=punct)|(?:(?!\\*)punct|notPunctSpace)(\\*+)(?!\\*)(?=notPunctSpace)", "gu").replace(/notPunctSpace/g, Y).replace(/punctSpace/g, N).replace(/punct/g, L).getRegex();
var bt = g("^[^_*]*?\\*\\*[^_*]*?_[^_*]*?(?=\\*\\*)|[^_]+(?=[^_])|(?!_)punct(_+)(?=[\\s]|$)|notPunctSpace(_+)(?!_)(?=punctSpace|$)|(?!_)punctSpace(_+)(?=notPunctSpace)|[\\s](_+)(?!_)(?=punct)|(?!_)punct(_+)(?!_)(?=punct)", "gu").replace(/notPunctSpace/g, Y).replace(/punctSpace/g, N).replace(/punct/g, L).getRegex();
var Tt = g("^[^_*]*?\\*\\*[^_*]*?_[^_*]*?(?=\\*\\*)|[^_]+(?=[^_])|(?!_)punct(_+)(?=[\\s]|$)|notPunctSpace(_+)(?!_)(?=punctSpace|$)|(?!_)[\\s](_+)(?=notPunctSpace)|[\\s](_+)(?!_)(?=punct)|(?!_)punct(_+)(?!_)(?=punct)|(?:(?!_)punct|notPunctSpace)(_+)(?!_)(?=notPunctSpace)", "gu").replace(/notPunctSpace/g, Y).replace(/punctSpace/g, N).replace(/punct/g, L).getRegex();
var Ot = g(/^~~?(?:((?!~)punct)|[^\s~])/, "u").replace(/punct/g, L).getRegex();
var Pt = g("^[^~]+(?=[^~])|(?!~)punct(~~?)(?=[\\s]|$)|notPunctSpace(~~?)(?!~)(?=punctSpace|$)|(?!~)punctSpace(~~?)(?=notPunctSpace)|[\\s](~~?)(?!~)(?=punct)|(?!~)punct(~~?)(?!~)(?=punct)|notPunctSpace(~~?)(?=notPunctSpace)", "gu").replace(/notPunctSpace/g, Y).replace(/punctSpace/g, N).replace(/punct/g, L).getRegex();
var yt = g(/\\(punct)/, "gu").replace(/punct/g, L).getRegex();
var St = g(/(`+)(?:[^`]|[^`][\s\S]*?[^`])\1(?!`)|`+|\\(punct)/, "gu").replace(/punct/g, L).getRegex();
var _t = g(/^<(scheme:[^\s\x00-\x1f<>]*|email)>/).replace("scheme", /[a-zA-Z][a-zA-Z0-9+.-]{1,31}/).replace("email", /[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+(@)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+(?![-_])/).getRegex();
var $t = g(ke).replace("(?:-->|$)", "-->").getRegex();
var Lt = g("^comment|^</[a-zA-Z][a-zA-Z0-9-]*\\s*>|^<[a-zA-Z][a-zA-Z0-9-]*(?:attribute)*?\\s*/?>|^<\\?[\\s\\S]*?\\?>|^<![a-zA-Z]+\\s[\\s\\S]*?>|^<!\\[CDATA\\[[\\s\\S]*?\\]\\]>").replace("comment", $t).replace("attribute", /\s+[a-zA-Z:_][\w.:-]*(?:\s*=\s*"[^"]*"|\s*=\s*'[^']*'|\s*=\s*[^\s"'=<>`]+)?/).getRegex();
var Me = /\[(?:\\[\s\S]|[^\[\]\\])*\]/;
var ie = g(/(?:\[(?:brackets|\\[\s\S]|[^\[\]\\])*\]|\\[\s\S]|`+(?!`)[^`]*?`+(?!`)|``+(?=\])|[^\[\]\\`])*?/).replace("brackets", Me).getRegex();
var Ct = g(/^!?\[(label)\]\([ \t\n]*(href)(?:(?:[ \t]+(?:\n[ \t]*)?|\n[ \t]*)(title))?[ \t\n]*\)/).replace("label", ie).replace("href", /<(?:\\.|[^\n<>\\])*>|(?!<)[^ \t\n\x00-\x1f]+|(?=\))/).replace("title", /"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|\((?:\\[\s\S]|[^)\\])*\)/).getRegex();
var It = g(/^!?\[(label)\]\[(ref)\]/).replace("label", ie).replace("ref", ge).getRegex();
var At = g(/^!?\[(ref)\](?:\[\])?/).replace("ref", ge).getRegex();
var ye = /(?!\s*\])(?:\\[\s\S]|[^\[\]\\]){1,999}/;
var Et = g(/(?:[^\[\]\\`]*(?:\[(?:brackets|\\[\s\S]|[^\[\]\\])*\]|\\[\s\S]|`+(?!`)[^`]*?`+(?!`)|``+(?=\]))){0,999}?[^\[\]\\`]*?/).replace("brackets", Me).getRegex();
var zt = g("reflink|nolink(?!\\()", "g").replace("reflink", g(/^!?\[(label)\]\[(ref)\]/).replace("label", Et).replace("ref", ye).getRegex()).replace("nolink", g(/^!?\[(ref)\](?:\[\])?/).replace("ref", ye).getRegex()).getRegex();
var Se = /[hH][tT][tT][pP][sS]?|[fF][tT][pP]/;
var Bt = g(/(?:mailto:email|xmpp:email(?:\/[A-Za-z0-9@.]+)?)/).replace(/email/g, /[A-Za-z0-9._+-]+@[a-zA-Z0-9-_]+(?:\.[a-zA-Z0-9-_]*[a-zA-Z0-9])+(?![\w-])/).getRegex();
var me = {
	_backpedal: q,
	anyPunctuation: yt,
	anyPunctuationOutsideCode: St,
	autolink: _t,
	blockSkip: pt,
	br: Ie,
	code: st,
	del: q,
	delLDelim: q,
	delRDelim: q,
	emStrongLDelim: ct,
	emStrongRDelimAst: kt,
	emStrongRDelimUnd: bt,
	escape: rt,
	link: Ct,
	nolink: At,
	punctuation: ot,
	reflink: It,
	reflinkSearch: zt,
	tag: Lt,
	text: it,
	url: q
};
var Dt = {
	...me,
	emStrongLDelim: gt,
	emStrongRDelimAst: xt,
	emStrongRDelimUnd: Tt,
	link: g(/^!?\[(label)\]\((.*?)\)/).replace("label", ie).getRegex(),
	reflink: g(/^!?\[(label)\]\s*\[([^\]]*)\]/).replace("label", ie).getRegex()
};
var pe = {
	...me,
	emStrongRDelimAst: ft,
	emStrongLDelim: ht,
	delLDelim: Ot,
	delRDelim: Pt,
	url: g(/^emailProtocol|^((?:protocol):\/\/|www\.)(?:[a-zA-Z0-9\-]+\.?)+[^\s<]*|^email/).replace("emailProtocol", Bt).replace("protocol", Se).replace("email", /[A-Za-z0-9._+-]+(@)[a-zA-Z0-9-_]+(?:\.[a-zA-Z0-9-_]*[a-zA-Z0-9])+(?![\w-])/).getRegex(),
	_backpedal: /(?:[^?!.,:;*_'"~()&]+|\([^)]*\)|&(?![a-zA-Z0-9]+;$)|[?!.,:;*_'"~)]+(?!$))+/,
	del: /^(~~?)(?=[^\s~])((?:\\[\s\S]|[^\\])*?(?:\\[\s\S]|[^\s~\\]))\1(?=[^~]|$)/,
	text: g(/^(?:[^a-zA-Z0-9](?=emailProtocol)|(`+|~+|[^`~])(?:(?=[`~])|(?= {2,}\n)|(?=[a-zA-Z0-9.!#$%&'*+\/=?_`{\|}~-]+@)|[\s\S]*?(?:(?=[\\<!\[`*~_]|\b_|protocol:\/\/|wwwStart|$)|[^ ](?= {2,}\n)|[^a-zA-Z0-9](?=emailProtocol)|[^a-zA-Z0-9.!#$%&'*+\/=?_`{\|}~-](?=[a-zA-Z0-9.!#$%&'*+\/=?_`{\|}~-]+@))))/).replace("protocol", Se).replace(/emailProtocol/g, /(?:mailto|xmpp):/).replace("wwwStart", _e ? "(?<![^\\s*_~(])www\\." : "www\\.").getRegex()
};
var qt = {
	...pe,
	br: g(Ie).replace("{2,}", "*").getRegex(),
	text: g(pe.text).replace("\\b_", "\\b_| {2,}\\n").replace(/\{2,\}/g, "*").getRegex()
};
var ee = {
	normal: fe,
	gfm: tt,
	pedantic: nt
};
var F = {
	normal: me,
	gfm: pe,
	breaks: qt,
	pedantic: Dt
};
var vt = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
var Be = (l) => vt[l];
function y(l, e) {
	if (e) {
		if (O.escapeTest.test(l)) return l.replace(O.escapeReplace, Be);
	} else if (O.escapeTestNoEncode.test(l)) return l.replace(O.escapeReplaceNoEncode, Be);
	return l;
}
function De(l) {
	return O.numericCharacterReference.test(l) ? l.replace(O.numericCharacterReferenceOrAmpersand, (e, t, n) => {
		if (t === void 0 && n === void 0) return "&amp;";
		let r = t === void 0 ? Number.parseInt(n, 16) : Number.parseInt(t, 10);
		return r === 0 || r > 1114111 || r >= 55296 && r <= 57343 ? "�" : r === 38 ? "&amp;" : String.fromCodePoint(r);
	}) : l;
}
function xe(l) {
	try {
		l = encodeURI(l).replace(O.percentDecode, "%");
	} catch {
		return null;
	}
	return l;
}
function be(l, e) {
	let n = l.replace(O.findPipe, (s, o, i) => {
		let a = !1, c = o;
		for (; --c >= 0 && i[c] === "\\";) a = !a;
		return a ? "|" : " |";
	}).split(O.splitPipe), r = 0;
	if (n[0].trim() || n.shift(), n.length > 0 && !n.at(-1)?.trim() && n.pop(), e) if (n.length > e) n.splice(e);
	else for (; n.length < e;) n.push("");
	for (; r < n.length; r++) n[r] = n[r].trim().replace(O.slashPipe, "|");
	return n;
}
function C(l, e, t) {
	let n = l.length;
	if (n === 0) return "";
	let r = 0;
	for (; r < n;) {
		let s = l.charAt(n - r - 1);
		if (s === e && !t) r++;
		else if (s !== e && t) r++;
		else break;
	}
	return l.slice(0, n - r);
}
function Re(l) {
	let e = l.split(`
`), t = e.length - 1;
	for (; t >= 0 && O.blankLine.test(e[t]);) t--;
	return e.length - t <= 2 ? l : e.slice(0, t + 1).join(`
`);
}
function W(l) {
	return l.trim().replace(O.multipleSpaceGlobal, " ").toLowerCase().toUpperCase().toLowerCase();
}
function Te(l, e) {
	if (l.indexOf(e[0]) === -1 && l.indexOf(e[1]) === -1) return -1;
	let t = 0;
	for (let n = 0; n < l.length; n++) if (l[n] === "\\") n++;
	else if (l[n] === e[0]) t++;
	else if (l[n] === e[1] && (t--, t < 0)) return n;
	return t > 0 ? -2 : -1;
}
var Q = /* @__PURE__ */ new WeakMap();
function Oe(l) {
	let e = {
		"*": -1,
		_: -1
	}, t = -1, n = l.length;
	for (let r = 0; r < n; r++) {
		let s = l[r];
		if (s !== "*" && s !== "_" && s !== "~") continue;
		let o = r === 0 ? `
` : l[r - 1], i = r + 1;
		for (; i < n && l[i] === s;) i++;
		o !== " " && o !== "	" && o !== `
` && o !== "\r" && o !== "\f" && (s === "~" ? t = r : e[s] = r), r = i - 1;
	}
	return {
		maskedSrc: l,
		lastPossibleEmStrongCloserIndex: e,
		lastPossibleDelCloserIndex: t
	};
}
function qe(l, e) {
	let t = Oe(e), n = Q.get(l);
	n ? n.push(t) : Q.set(l, [t]);
}
function ve(l) {
	let e = Q.get(l);
	e && (e.pop(), e.length === 0 && Q.delete(l));
}
function oe(l, e, t) {
	let n = Q.get(l)?.at(-1);
	return n && n.maskedSrc === e ? n.lastPossibleEmStrongCloserIndex[t] : Oe(e).lastPossibleEmStrongCloserIndex[t];
}
function ae(l, e) {
	let t = Q.get(l)?.at(-1);
	return t && t.maskedSrc === e ? t.lastPossibleDelCloserIndex : Oe(e).lastPossibleDelCloserIndex;
}
function te(l, e = 0) {
	let t = e, n = "";
	for (let r of l) if (r === "	") {
		let s = 4 - t % 4;
		n += " ".repeat(s), t += s;
	} else n += r, t++;
	return n;
}
function Ht(l, e) {
	let t = "";
	for (let n = 0; n < l.length; n++) {
		if (l[n] === "`") {
			let r = e.inline.code.exec(l.slice(n));
			if (r) {
				t += r[0], n += r[0].length - 1;
				continue;
			}
		}
		if (l[n] === "\\" && (l[n + 1] === "[" || l[n + 1] === "]")) {
			t += l[n + 1], n++;
			continue;
		}
		t += l[n];
	}
	return t;
}
function He(l, e, t, n, r) {
	let s = e.href, o = e.title || null, i = Ht(l[1], r), a = l[0].charAt(0) === "!", c = n.state.inLink, u = n.state.linkEmitted, d = n.state.inRawBlock;
	n.state.inLink = !0, n.state.linkEmitted = !1;
	let h = n.inlineTokens(i), p = n.state.linkEmitted;
	if (n.state.linkEmitted = u, n.state.inLink = c, !a) {
		if (p) {
			n.state.inRawBlock = d;
			return;
		}
		n.state.linkEmitted = !0;
	}
	return {
		type: a ? "image" : "link",
		raw: t,
		href: s,
		title: o,
		text: i,
		tokens: h
	};
}
function Zt(l, e, t) {
	let n = l.match(t.other.indentCodeCompensation);
	if (n === null) return e;
	let r = n[1];
	return e.split(`
`).map((s) => {
		let o = s.match(t.other.beginningSpace);
		if (o === null) return s;
		let [i] = o;
		return s.slice(Math.min(i.length, r.length));
	}).join(`
`);
}
function Ze(l, e, t, n) {
	if (!e.includes("<")) return !1;
	for (let r = 0; r < e.length; r++) {
		if (e[r] === "\\") {
			r++;
			continue;
		}
		if (e[r] === "`") {
			let i = n.inline.code.exec(e.slice(r));
			if (i) {
				r += i[0].length - 1;
				continue;
			}
		}
		if (e[r] !== "<") continue;
		let s = l.slice(t + r), o = n.inline.tag.exec(s) || n.inline.autolink.exec(s);
		if (o) {
			if (o[0].length > e.length - r) return !0;
			r += o[0].length - 1;
		}
	}
	return !1;
}
var _ = class {
	options;
	rules;
	lexer;
	constructor(e) {
		this.options = e || S;
	}
	space(e) {
		let t = this.rules.block.newline.exec(e);
		if (t && t[0].length > 0) return {
			type: "space",
			raw: t[0]
		};
	}
	code(e) {
		let t = this.rules.block.code.exec(e);
		if (t) {
			let n = this.options.pedantic ? t[0] : Re(t[0]);
			return {
				type: "code",
				raw: n,
				codeBlockStyle: "indented",
				text: n.replace(this.rules.other.codeRemoveIndent, "")
			};
		}
	}
	fences(e) {
		let t = this.rules.block.fences.exec(e);
		if (t) {
			let n = t[0], r = Zt(n, t[3] || "", this.rules);
			return t[3] !== void 0 && (r === "" || r.endsWith(`
`)) && (r += `
`), {
				type: "code",
				raw: n,
				lang: t[2] ? t[2].trim().replace(this.rules.inline.anyPunctuation, "$1") : t[2],
				text: r
			};
		}
	}
	heading(e) {
		let t = this.rules.block.heading.exec(e);
		if (t) {
			let n = t[2].trim();
			if (this.rules.other.endingHash.test(n)) {
				let r = C(n, "#");
				(this.options.pedantic || !r || this.rules.other.endingSpaceTabChar.test(r)) && (n = r.trim());
			}
			return {
				type: "heading",
				raw: C(t[0], `
`),
				depth: t[1].length,
				text: n,
				tokens: this.lexer.inline(n)
			};
		}
	}
	hr(e) {
		let t = this.rules.block.hr.exec(e);
		if (t) return {
			type: "hr",
			raw: C(t[0], `
`)
		};
	}
	blockquote(e) {
		let t = this.rules.block.blockquote.exec(e);
		if (t) {
			let n = C(t[0], `
`).split(`
`), r = "", s = "", o = [];
			for (; n.length > 0;) {
				let i = !1, a = [], c = 0;
				for (; c < n.length; c++) if (this.rules.other.blockquoteStart.test(n[c])) a.push(n[c]), i = !0;
				else if (!i) a.push(n[c]);
				else break;
				n = n.slice(c);
				let u = a.join(`
`), d = u.replace(this.rules.other.blockquoteMarkerWhitespace, (k, m, b) => b.startsWith(" ") ? m + " " + b.slice(1) : m + te(b, m.length)).replace(this.rules.other.blockquoteSetextReplace, `
    $1`).replace(this.rules.other.blockquoteSetextReplace2, "");
				r = r ? `${r}
${u}` : u, s = s ? `${s}
${d}` : d;
				let h = this.lexer.state.top;
				if (this.lexer.state.top = !0, this.lexer.blockTokens(d, o, !0), this.lexer.state.top = h, n.length === 0) break;
				let p = o.at(-1);
				if (p?.type === "code" || p?.type === "heading" || p?.type === "hr" || p?.type === "html" || p?.type === "table") break;
				if (p?.type === "blockquote") {
					let k = p, m = n.join(`
`), b = k.raw + `
` + m.replace(this.rules.other.blockquoteSetextReplace2, ""), f = this.blockquote(b);
					o[o.length - 1] = f;
					let R = b.substring(f.raw.length).replace(/^\n/, ""), E = R ? R.split(`
`).length : 0, T = E ? n.slice(0, -E) : n;
					if (T.length > 0 && (r = `${r}
${T.join(`
`)}`), s = s.substring(0, s.length - k.text.length) + f.text, n = n.slice(T.length), n.length > 0 && this.rules.other.blockquoteStart.test(n[0])) continue;
					break;
				} else if (p?.type === "list") {
					let k = p, m = k.raw + `
` + n.join(`
`), b = this.list(m);
					o[o.length - 1] = b;
					let f = b.raw.length > k.raw.length ? m.slice(k.raw.length + 1, b.raw.length).split(`
`).length : 0;
					if (f > 0) {
						let R = n.slice(0, f).join(`
`);
						r = `${r}
${R}`, s = `${s}
${R}`;
					}
					if (n = n.slice(f), n.length > 0 && !this.rules.other.blockquoteStart.test(n[0])) break;
					continue;
				}
			}
			return {
				type: "blockquote",
				raw: r,
				tokens: o,
				text: s
			};
		}
	}
	list(e) {
		let t = this.rules.block.list.exec(e);
		if (t) {
			if (!this.options.pedantic && this.lexer.state.lastToken?.type === "text" && !this.rules.other.listInterruptsParagraph.test(e)) return;
			let n = e, r = () => n.length - e.length, s = t[1].trim(), o = s.length > 1, i = {
				type: "list",
				raw: "",
				ordered: o,
				start: o ? +s.slice(0, -1) : "",
				loose: !1,
				items: []
			};
			s = o ? `\\d{1,9}\\${s.slice(-1)}` : `\\${s}`, this.options.pedantic && (s = o ? s : "[*+-]");
			let a = this.rules.other.listItemRegex(s), c = !1;
			for (; e;) {
				let h = !1, p = "";
				if (!(t = a.exec(e)) || this.rules.block.hr.test(e)) break;
				let k = r();
				e = e.substring(t[0].length);
				let m = t[2].split(`
`, 1)[0], b = t[1].length, f = this.options.pedantic ? te(m, b) : m.replace(this.rules.other.leadingSpaceTab, (H) => te(H, b)), R = e.split(`
`, 1)[0], E = !f.trim(), T = 0;
				if (this.options.pedantic ? (T = 2, p = f.trimStart()) : E ? T = b + 1 : (T = f.search(this.rules.other.nonSpaceChar), T = T > 4 ? 1 : T, p = f.slice(T), T += b), E && this.rules.other.blankLine.test(R) && (e = e.substring(R.length + 1), h = !0), !h) {
					let H = this.rules.other.nextBulletRegex(T), K = this.rules.other.hrRegex(T), re = this.rules.other.fencesBeginRegex(T), B = this.options.pedantic ? this.rules.other.pedanticHeadingBeginRegex(T) : this.rules.other.headingBeginRegex(T), X = this.rules.other.htmlBeginRegex(T), se = this.rules.other.blockquoteBeginRegex(T), le = !1;
					for (; e;) {
						let we = e.split(`
`, 1)[0], Z;
						if (R = we, this.options.pedantic ? (R = R.replace(this.rules.other.listReplaceNesting, "  "), Z = R) : Z = R.replace(this.rules.other.leadingSpaceTab, ($) => te($)), re.test(R) || B.test(R) || X.test(R) || se.test(R) || H.test(R) || K.test(R)) break;
						if (Z.search(this.rules.other.nonSpaceChar) >= T || !R.trim()) p += `
` + Z.slice(T), le = !1;
						else {
							if (E) break;
							let $ = f;
							if (!this.options.pedantic && !p.includes(`
`) && !f.includes("	")) {
								let j;
								for (; !K.test($) && (j = this.rules.other.nestedBlockMarker.exec($));) $ = $.slice(j[0].length);
								if (!$.trim()) break;
							}
							if ($.replace(this.rules.other.tabCharGlobal, "    ").search(this.rules.other.nonSpaceChar) >= 4 || re.test($) || B.test($) || X.test($) || K.test($)) break;
							if (!this.options.pedantic && !le) {
								let j = f.replace(this.rules.other.nestedContainerMarkers, "");
								if (this.rules.block.fences.test(j) || this.rules.block.heading.test(j) || this.rules.block.hr.test(j)) break;
							}
							let je = !this.options.pedantic && /^ {0,3}(?:=+|-+) *$/.test(R) && this.rules.block.lheading.test(`${f}
${R}`) ? `    ${Z.replace(/^ {0,3}/, "")}` : R;
							p += `
` + je, le = !0;
						}
						E = !R.trim(), e = e.substring(we.length + 1), f = Z.slice(T);
					}
				}
				let U = n.slice(k, r());
				i.loose || (c ? i.loose = !0 : this.rules.other.doubleBlankLine.test(U) && (c = !0)), i.items.push({
					type: "list_item",
					raw: U,
					task: !!this.options.gfm && this.rules.other.listIsTask.test(p),
					loose: !1,
					text: p,
					tokens: []
				});
			}
			let u = i.items.at(-1);
			if (u) u.raw = u.raw.trimEnd(), u.text = u.text.trimEnd();
			else return;
			i.raw = n.slice(0, r()).trimEnd();
			let d = [];
			for (let h of i.items) if (this.lexer.state.top = !1, d.push(this.lexer.inlineQueue.length), h.tokens = this.lexer.blockTokens(h.text, []), !i.loose) {
				let p = h.tokens.filter((m) => m.type === "space");
				i.loose = p.length > 0 && p.some((m) => this.rules.other.anyLine.test(m.raw));
			}
			for (let h = 0; h < i.items.length; h++) {
				let p = i.items[h], k = p.tokens[0];
				if (p.task && (k?.type === "text" || k?.type === "paragraph")) {
					p.text = p.text.replace(this.rules.other.listReplaceTask, ""), k.raw = k.raw.replace(this.rules.other.listReplaceTask, ""), k.text = k.text.replace(this.rules.other.listReplaceTask, "");
					let m = this.lexer.inlineQueue;
					for (let f = d[h]; f < m.length; f++) if (m[f].tokens === k.tokens) {
						m[f].src = m[f].src.replace(this.rules.other.listReplaceTask, "");
						break;
					}
					let b = this.rules.other.listTaskCheckbox.exec(p.raw);
					if (b) {
						let f = {
							type: "checkbox",
							raw: b[0] + " ",
							checked: b[0] !== "[ ]"
						};
						p.checked = f.checked, i.loose ? p.tokens[0] && ["paragraph", "text"].includes(p.tokens[0].type) && "tokens" in p.tokens[0] && p.tokens[0].tokens ? (p.tokens[0].raw = f.raw + p.tokens[0].raw, p.tokens[0].text = f.raw + p.tokens[0].text, p.tokens[0].tokens.unshift(f)) : p.tokens.unshift({
							type: "paragraph",
							raw: f.raw,
							text: f.raw,
							tokens: [f]
						}) : p.tokens.unshift(f);
					}
				} else p.task && (p.task = !1);
			}
			if (i.loose) for (let h of i.items) {
				h.loose = !0;
				for (let p of h.tokens) p.type === "text" && (p.type = "paragraph");
			}
			return i;
		}
	}
	html(e) {
		let t = this.rules.block.html.exec(e);
		if (t) {
			if (this.lexer.state.lastToken?.type === "paragraph" && !this.rules.other.htmlBeginRegex(4).test(e)) return;
			let n = Re(t[0]);
			return {
				type: "html",
				block: !0,
				raw: n,
				pre: t[1] === "pre" || t[1] === "script" || t[1] === "style",
				text: n
			};
		}
	}
	def(e) {
		let t = this.rules.block.def.exec(e);
		if (t) {
			if (!this.rules.other.startAngleBracket.test(t[2]) && Te(t[2], "()") !== -1) return;
			let n = W(t[1]), r = t[2] ? t[2].replace(this.rules.other.hrefBrackets, "$1").replace(this.rules.inline.anyPunctuation, "$1") : "", s = t[3] ? t[3].substring(1, t[3].length - 1).replace(this.rules.inline.anyPunctuation, "$1") : t[3];
			return {
				type: "def",
				tag: n,
				raw: C(t[0], `
`),
				href: r,
				title: s
			};
		}
	}
	table(e) {
		let t = this.rules.block.table.exec(e);
		if (!t || !this.rules.other.tableDelimiter.test(t[2])) return;
		let n = be(t[1]), r = t[2].replace(this.rules.other.tableAlignChars, "").split("|"), s = t[3]?.trim() ? t[3].replace(this.rules.other.tableRowBlankLine, "").split(`
`) : [], o = {
			type: "table",
			raw: C(t[0], `
`),
			header: [],
			align: [],
			rows: []
		};
		if (n.length === r.length) {
			for (let i of r) this.rules.other.tableAlignRight.test(i) ? o.align.push("right") : this.rules.other.tableAlignCenter.test(i) ? o.align.push("center") : this.rules.other.tableAlignLeft.test(i) ? o.align.push("left") : o.align.push(null);
			for (let i = 0; i < n.length; i++) o.header.push({
				text: n[i],
				tokens: this.lexer.inline(n[i]),
				header: !0,
				align: o.align[i]
			});
			for (let i of s) o.rows.push(be(i, o.header.length).map((a, c) => ({
				text: a,
				tokens: this.lexer.inline(a),
				header: !1,
				align: o.align[c]
			})));
			return o;
		}
	}
	lheading(e) {
		let t = this.rules.block.lheading.exec(e);
		if (t) {
			let n = t[1].trim();
			return {
				type: "heading",
				raw: C(t[0], `
`),
				depth: t[2].charAt(0) === "=" ? 1 : 2,
				text: n,
				tokens: this.lexer.inline(n)
			};
		}
	}
	paragraph(e) {
		let t = this.rules.block.paragraph.exec(e);
		if (t) {
			let n = t[1].charAt(t[1].length - 1) === `
` ? t[1].slice(0, -1) : t[1];
			return {
				type: "paragraph",
				raw: t[0],
				text: n,
				tokens: this.lexer.inline(n)
			};
		}
	}
	text(e) {
		let t = this.rules.block.text.exec(e);
		if (t) return {
			type: "text",
			raw: t[0],
			text: t[0],
			tokens: this.lexer.inline(t[0])
		};
	}
	escape(e) {
		if (e.charCodeAt(0) !== 92) return;
		let t = this.rules.inline.escape.exec(e);
		if (t) return {
			type: "escape",
			raw: t[0],
			text: t[1]
		};
	}
	tag(e) {
		if (e.charCodeAt(0) !== 60) return;
		let t = this.rules.inline.tag.exec(e);
		if (t) return !this.lexer.state.inLink && this.rules.other.startATag.test(t[0]) ? this.lexer.state.inLink = !0 : this.lexer.state.inLink && this.rules.other.endATag.test(t[0]) && (this.lexer.state.inLink = !1), !this.lexer.state.inRawBlock && this.rules.other.startPreScriptTag.test(t[0]) ? this.lexer.state.inRawBlock = !0 : this.lexer.state.inRawBlock && this.rules.other.endPreScriptTag.test(t[0]) && (this.lexer.state.inRawBlock = !1), {
			type: "html",
			raw: t[0],
			inLink: this.lexer.state.inLink,
			inRawBlock: this.lexer.state.inRawBlock,
			block: !1,
			text: t[0]
		};
	}
	link(e) {
		if (this.lexer.state.linkParenPossible === !1) return;
		let t = e.charCodeAt(0);
		if (t !== 91 && t !== 33) return;
		let n = this.rules.inline.link.exec(e);
		if (n) {
			let r = n[0].charAt(0) === "!" ? 2 : 1;
			if (!this.options.pedantic && Ze(e, n[1], r, this.rules)) return;
			let s = n[2].trim();
			if (!this.options.pedantic && this.rules.other.startAngleBracket.test(s)) {
				if (!this.rules.other.endAngleBracket.test(s)) return;
				let c = C(s.slice(0, -1), "\\");
				if ((s.length - c.length) % 2 === 0) return;
			} else {
				let c = Te(n[2], "()");
				if (c === -2) return;
				if (c > -1) {
					let d = (n[0].indexOf("!") === 0 ? 5 : 4) + n[1].length + c;
					n[2] = n[2].substring(0, c), n[0] = n[0].substring(0, d).trim(), n[3] = "";
				}
			}
			let o = C(n[0].slice(0, -1), "\\");
			if ((n[0].length - o.length) % 2 === 0) return;
			let i = n[2], a = "";
			if (this.options.pedantic) {
				let c = this.rules.other.pedanticHrefTitle.exec(i);
				c && (i = c[1], a = c[3]);
			} else a = n[3] ? n[3].slice(1, -1) : "";
			return i = i.trim(), this.rules.other.startAngleBracket.test(i) && (this.options.pedantic && !this.rules.other.endAngleBracket.test(s) ? i = i.slice(1) : i = i.slice(1, -1)), He(n, {
				href: i && i.replace(this.rules.inline.anyPunctuation, "$1"),
				title: a && a.replace(this.rules.inline.anyPunctuation, "$1")
			}, n[0], this.lexer, this.rules);
		}
	}
	reflink(e, t) {
		let n = e.charCodeAt(0);
		if (n !== 91 && n !== 33) return;
		let r;
		if ((r = this.rules.inline.reflink.exec(e)) || (r = this.rules.inline.nolink.exec(e))) {
			let s = r[0].charAt(0) === "!" ? 2 : 1;
			if (!this.options.pedantic && Ze(e, r[1], s, this.rules)) return;
			let o = t[W(r[2] || r[1])];
			if (!o) {
				let i = r[0].charAt(0);
				return {
					type: "text",
					raw: i,
					text: i
				};
			}
			return He(r, o, r[0], this.lexer, this.rules);
		}
	}
	emStrong(e, t, n = "") {
		let r = this.rules.inline.emStrongLDelim.exec(e);
		if (!r || !r[1] && !r[2] && !r[3] && !r[4]) return;
		let s = r[0][0], o = n === s, i = t.length - e.length, a = i;
		for (; !this.options.pedantic && a > 0 && t[a - 1] === s;) a--;
		let c = [...t.slice(Math.max(0, a - 2), a)].at(-1) ?? "", u = c === "*" || c === "_" || !!this.rules.inline.punctuation.exec(c);
		a < i && (n = c);
		let d = a < i ? u : n === "*" || n === "_" || !!this.rules.inline.punctuation.exec(n);
		if (r[4] && n.match(this.rules.other.unicodeAlphaNumeric)) return;
		let h = r[1] || r[3] || "";
		if (!h || !n || d) {
			let p = [...r[0]].length - 1, k, m, b = p, f = 0, R = i - a + p, E = !this.options.pedantic && !!c.trim() && (!!h || s === "*" && !u);
			if (s !== "*" && s !== "_") return;
			let T = s === "*" ? this.rules.inline.emStrongRDelimAst : this.rules.inline.emStrongRDelimUnd, U = oe(this, t, s), H = t.length - e.length + p;
			if (U < H) return;
			t = t.slice(-1 * e.length + p);
			let K = U - H;
			for (T.lastIndex = 0; (r = T.exec(t)) !== null && !(r.index > K);) {
				if (k = r[1] || r[2] || r[3] || r[4] || r[5] || r[6], !k) continue;
				if (m = [...k].length, r[3] || r[4]) {
					b += m;
					continue;
				} else if ((r[5] || r[6] || E) && R % 3 && !((R + m) % 3)) {
					if (o && (r[5] || r[6])) break;
					f += m;
					continue;
				}
				if (b -= m, b > 0) continue;
				m = Math.min(m, m + b + f);
				let re = [...r[0]][0].length, B = e.slice(0, p + r.index + re + m);
				if (Math.min(p, m) % 2) {
					let se = B.slice(1, -1);
					return {
						type: "em",
						raw: B,
						text: se,
						tokens: this.lexer.inlineTokens(se)
					};
				}
				let X = B.slice(2, -2);
				return {
					type: "strong",
					raw: B,
					text: X,
					tokens: this.lexer.inlineTokens(X)
				};
			}
		}
	}
	codespan(e) {
		if (e.charCodeAt(0) !== 96) return;
		let t = this.rules.inline.code.exec(e);
		if (t) {
			let n = t[2].replace(this.rules.other.newLineCharGlobal, " "), r = this.rules.other.nonSpaceChar.test(n), s = this.rules.other.startingSpaceChar.test(n) && this.rules.other.endingSpaceChar.test(n);
			return r && s && (n = n.substring(1, n.length - 1)), {
				type: "codespan",
				raw: t[0],
				text: n
			};
		}
	}
	br(e) {
		let t = e.charCodeAt(0);
		if (t !== 32 && t !== 92 && t !== 10) return;
		let n = this.rules.inline.br.exec(e);
		if (n) return {
			type: "br",
			raw: n[0]
		};
	}
	del(e, t, n = "") {
		if (e.charCodeAt(0) !== 126) return;
		let r = this.rules.inline.delLDelim.exec(e);
		if (!r) return;
		if (!(r[1] || "") || !n || this.rules.inline.punctuation.exec(n)) {
			let o = [...r[0]].length - 1, i, a, c = o, u = this.rules.inline.delRDelim, d = ae(this, t), h = t.length - e.length + o;
			if (d < h) return;
			t = t.slice(-1 * e.length + o);
			let p = d - h;
			for (u.lastIndex = 0; (r = u.exec(t)) !== null && !(r.index > p);) {
				if (i = r[1] || r[2] || r[3] || r[4] || r[5] || r[6], !i || (a = [...i].length, a !== o)) continue;
				if (r[3] || r[4]) {
					c += a;
					continue;
				}
				if (c -= a, c > 0) continue;
				a = Math.min(a, a + c);
				let k = [...r[0]][0].length, m = e.slice(0, o + r.index + k + a), b = m.slice(o, -o);
				return {
					type: "del",
					raw: m,
					text: b,
					tokens: this.lexer.inlineTokens(b)
				};
			}
		}
	}
	autolink(e) {
		if (e.charCodeAt(0) !== 60) return;
		let t = this.rules.inline.autolink.exec(e);
		if (t) {
			let n, r;
			return t[2] === "@" ? (n = t[1], r = "mailto:" + n) : (n = t[1], r = n), {
				type: "link",
				raw: t[0],
				text: n,
				href: r,
				autolink: !0,
				tokens: [{
					type: "text",
					raw: n,
					text: n
				}]
			};
		}
	}
	url(e) {
		let t;
		if (t = this.rules.inline.url.exec(e)) {
			let n, r;
			if (t[2] === "@") n = t[0], r = "mailto:" + n;
			else {
				let s;
				do
					s = t[0], t[0] = this.rules.inline._backpedal.exec(t[0])?.[0] ?? "";
				while (s !== t[0]);
				n = t[0], t[1] === "www." ? r = "http://" + t[0] : r = t[0];
			}
			return {
				type: "link",
				raw: t[0],
				text: n,
				href: r,
				autolink: !0,
				tokens: [{
					type: "text",
					raw: n,
					text: n
				}]
			};
		}
	}
	inlineText(e) {
		let t = this.rules.inline.text.exec(e);
		if (t) {
			let n = this.lexer.state.inRawBlock;
			return {
				type: "text",
				raw: t[0],
				text: n ? t[0] : De(t[0]),
				escaped: n
			};
		}
	}
};
var w = class l {
	tokens;
	options;
	state;
	inlineQueue;
	tokenizer;
	constructor(e) {
		this.tokens = [], this.tokens.links = Object.create(null), this.options = e || S, this.options.tokenizer = this.options.tokenizer || new _(), this.tokenizer = this.options.tokenizer, this.tokenizer.options = this.options, this.tokenizer.lexer = this, this.inlineQueue = [], this.state = {
			inLink: !1,
			inRawBlock: !1,
			linkEmitted: !1,
			linkParenPossible: !0,
			top: !0
		};
		let t = {
			other: O,
			block: ee.normal,
			inline: F.normal
		};
		this.options.pedantic ? (t.block = ee.pedantic, t.inline = F.pedantic) : this.options.gfm && (t.block = ee.gfm, this.options.breaks ? t.inline = F.breaks : t.inline = F.gfm), this.tokenizer.rules = t;
	}
	static get rules() {
		return {
			block: ee,
			inline: F
		};
	}
	static lex(e, t) {
		return new l(t).lex(e);
	}
	static lexInline(e, t) {
		return new l(t).inlineTokens(e);
	}
	lex(e) {
		e = e.replace(O.carriageReturn, `
`), this.blockTokens(e, this.tokens);
		for (let t = 0; t < this.inlineQueue.length; t++) {
			let n = this.inlineQueue[t];
			this.state.inRawBlock = !1, this.inlineTokens(n.src, n.tokens);
		}
		return this.inlineQueue = [], this.tokens;
	}
	blockTokens(e, t = [], n = !1) {
		this.tokenizer.lexer = this;
		let r = this.state.lastToken;
		this.options.pedantic && (e = e.replace(O.tabCharGlobal, "    ").replace(O.spaceLine, ""));
		let s = 1 / 0, o, i = this.options.gfm && !this.options.pedantic && this.tokenizer.paragraph === _.prototype.paragraph;
		for (; e;) {
			if (e.length < s) s = e.length;
			else {
				this.infiniteLoopError(e.charCodeAt(0));
				break;
			}
			this.state.lastToken = t.at(-1);
			let a;
			if (this.options.extensions?.block?.some((u) => (a = u.call({ lexer: this }, e, t)) ? (e = e.substring(a.raw.length), t.push(a), !0) : !1)) continue;
			if (a = this.tokenizer.space(e)) {
				e = e.substring(a.raw.length);
				let u = t.at(-1);
				a.raw.length === 1 && u !== void 0 ? u.raw += `
` : t.push(a);
				continue;
			}
			if (a = this.tokenizer.code(e)) {
				e = e.substring(a.raw.length);
				let u = t.at(-1);
				u?.type === "paragraph" || u?.type === "text" ? (u.raw += (u.raw.endsWith(`
`) ? "" : `
`) + a.raw, u.text += `
` + a.text, this.inlineQueue.at(-1).src = u.text) : t.push(a);
				continue;
			}
			if (a = this.tokenizer.fences(e)) {
				e = e.substring(a.raw.length), t.push(a);
				continue;
			}
			if (a = this.tokenizer.heading(e)) {
				e = e.substring(a.raw.length), t.push(a);
				continue;
			}
			if (a = this.tokenizer.hr(e)) {
				e = e.substring(a.raw.length), t.push(a);
				continue;
			}
			if (a = this.tokenizer.blockquote(e)) {
				e = e.substring(a.raw.length), t.push(a);
				continue;
			}
			if (a = this.tokenizer.list(e)) {
				e = e.substring(a.raw.length), t.push(a);
				continue;
			}
			if (a = this.tokenizer.html(e)) {
				e = e.substring(a.raw.length), t.push(a);
				continue;
			}
			if (a = this.tokenizer.def(e)) {
				e = e.substring(a.raw.length);
				let u = t.at(-1);
				u?.type === "paragraph" || u?.type === "text" ? (u.raw += (u.raw.endsWith(`
`) ? "" : `
`) + a.raw, u.text += `
` + a.raw, this.inlineQueue.at(-1).src = u.text) : (this.tokens.links[a.tag] || (this.tokens.links[a.tag] = {
					href: a.href,
					title: a.title
				}), t.push(a));
				continue;
			}
			if (a = this.tokenizer.table(e)) {
				e = e.substring(a.raw.length), t.push(a);
				continue;
			}
			if (a = this.tokenizer.lheading(e)) {
				e = e.substring(a.raw.length), t.push(a);
				continue;
			}
			let c = e;
			if (this.options.extensions?.startBlock) {
				let u = 1 / 0, d = e.slice(1), h;
				this.options.extensions.startBlock.forEach((p) => {
					h = p.call({ lexer: this }, d), typeof h == "number" && h >= 0 && (u = Math.min(u, h));
				}), u < 1 / 0 && u >= 0 && (c = e.substring(0, u + 1));
			}
			if (this.state.top && (a = this.tokenizer.paragraph(c))) {
				let u = t.at(-1);
				(n || u === o && i) && u?.type === "paragraph" ? (u.raw += (u.raw.endsWith(`
`) ? "" : `
`) + a.raw, u.text += `
` + a.text, this.inlineQueue.pop(), this.inlineQueue.at(-1).src = u.text, o = u) : (t.push(a), o = a), n = c.length !== e.length, e = e.substring(a.raw.length);
				continue;
			}
			if (a = this.tokenizer.text(e)) {
				e = e.substring(a.raw.length);
				let u = t.at(-1);
				u?.type === "text" ? (u.raw += (u.raw.endsWith(`
`) ? "" : `
`) + a.raw, u.text += `
` + a.text, this.inlineQueue.pop(), this.inlineQueue.at(-1).src = u.text) : t.push(a);
				continue;
			}
			if (e) {
				this.infiniteLoopError(e.charCodeAt(0));
				break;
			}
		}
		return this.state.top = !0, this.state.lastToken = r, t;
	}
	inline(e, t = []) {
		return this.inlineQueue.push({
			src: e,
			tokens: t
		}), t;
	}
	linkInText(e) {
		if (!e.includes("[")) return !1;
		let t = this.tokenizer.rules.inline.link;
		for (let n of e.matchAll(this.tokenizer.rules.inline.blockSkip)) if (t.test(n[0]) && e.charAt(n.index - 1) !== "!") return !0;
		for (let n of e.matchAll(this.tokenizer.rules.inline.reflinkSearch)) {
			let r = n[0], s = r.lastIndexOf("[");
			if (!(r.charAt(0) === "!" || !Object.hasOwn(this.tokens.links, W(r.slice(s + 1, -1)))) && !(s > 1 && this.linkInText(r.slice(1, s - 1)))) return !0;
		}
		return !1;
	}
	inlineTokens(e, t = []) {
		this.tokenizer.lexer = this;
		let n = this.state.linkParenPossible;
		this.state.linkParenPossible = e.includes(")");
		try {
			return this.#t(e, t);
		} finally {
			this.state.linkParenPossible = n;
		}
	}
	#t(e, t) {
		let n = e.includes("*") || e.includes("_") || e.includes("~"), r = n || this.options.hooks?.emStrongMask || this.tokenizer.emStrong !== _.prototype.emStrong || this.tokenizer.del !== _.prototype.del ? this.#r(e) : e;
		if (!n) return this.#e(e, r, t);
		qe(this.tokenizer, r);
		try {
			return this.#e(e, r, t);
		} finally {
			ve(this.tokenizer);
		}
	}
	#e(e, t, n) {
		let r = !1, s = "", o = 1 / 0;
		for (; e;) {
			if (e.length < o) o = e.length;
			else {
				this.infiniteLoopError(e.charCodeAt(0));
				break;
			}
			r || (s = ""), r = !1;
			let i;
			if (this.options.extensions?.inline?.some((u) => (i = u.call({ lexer: this }, e, n)) ? (e = e.substring(i.raw.length), n.push(i), !0) : !1)) continue;
			if (i = this.tokenizer.escape(e)) {
				e = e.substring(i.raw.length), n.push(i);
				continue;
			}
			if (i = this.tokenizer.tag(e)) {
				e = e.substring(i.raw.length), n.push(i);
				continue;
			}
			if (i = this.tokenizer.link(e)) {
				e = e.substring(i.raw.length), n.push(i);
				continue;
			}
			if (i = this.tokenizer.reflink(e, this.tokens.links)) {
				e = e.substring(i.raw.length);
				let u = n.at(-1);
				i.type === "text" && u?.type === "text" ? (u.raw += i.raw, u.text += i.text) : n.push(i);
				continue;
			}
			let a = e[0];
			if (a === "*" || a === "_") {
				let u = t.length - e.length;
				if (oe(this.tokenizer, t, a) <= u) {
					let h = 1;
					for (; h < e.length && e.charCodeAt(h) === a.charCodeAt(0);) h++;
					let p = e.substring(0, h), k = n.at(-1);
					k?.type === "text" && !k.escaped ? (k.raw += p, k.text += p) : n.push({
						type: "text",
						raw: p,
						text: p,
						escaped: !1
					}), e = e.substring(h), s = a, r = !0;
					continue;
				}
			} else if (a === "~") {
				let u = t.length - e.length;
				if (ae(this.tokenizer, t) <= u) {
					let h = 1;
					for (; h < e.length && e.charCodeAt(h) === 126;) h++;
					let p = e.substring(0, h), k = n.at(-1);
					k?.type === "text" && !k.escaped ? (k.raw += p, k.text += p) : n.push({
						type: "text",
						raw: p,
						text: p,
						escaped: !1
					}), e = e.substring(h), s = a, r = !0;
					continue;
				}
			}
			if (i = this.tokenizer.emStrong(e, t, s)) {
				e = e.substring(i.raw.length), n.push(i);
				continue;
			}
			if (i = this.tokenizer.codespan(e)) {
				e = e.substring(i.raw.length), n.push(i);
				continue;
			}
			if (i = this.tokenizer.br(e)) {
				e = e.substring(i.raw.length), n.push(i);
				continue;
			}
			if (i = this.tokenizer.del(e, t, s)) {
				e = e.substring(i.raw.length), n.push(i);
				continue;
			}
			if (i = this.tokenizer.autolink(e)) {
				e = e.substring(i.raw.length), n.push(i);
				continue;
			}
			if (!this.state.inLink && (i = this.tokenizer.url(e))) {
				e = e.substring(i.raw.length), n.push(i);
				continue;
			}
			let c = e;
			if (this.options.extensions?.startInline) {
				let u = 1 / 0, d = e.slice(1), h;
				this.options.extensions.startInline.forEach((p) => {
					h = p.call({ lexer: this }, d), typeof h == "number" && h >= 0 && (u = Math.min(u, h));
				}), u < 1 / 0 && u >= 0 && (c = e.substring(0, u + 1));
			}
			if (i = this.tokenizer.inlineText(c)) {
				e = e.substring(i.raw.length), i.raw.slice(-1) !== "_" && (s = i.raw.slice(-1)), r = !0;
				let u = n.at(-1);
				u?.type === "text" ? (u.raw += i.raw, u.text += i.text) : n.push(i);
				continue;
			}
			if (e) {
				this.infiniteLoopError(e.charCodeAt(0));
				break;
			}
		}
		return n;
	}
	#n(e) {
		let { blockSkip: t, tag: n, autolink: r } = this.tokenizer.rules.inline, s = "", o = 0, i;
		for (t.lastIndex = 0; i = t.exec(e);) {
			let a = i.index + (i[2] ? i[2].length : 0), c = i.index + i[0].length;
			if (e.charAt(a) === "<") {
				let u = e.slice(a), d = n.exec(u) || r.exec(u);
				if (!d) {
					t.lastIndex = a + 1;
					continue;
				}
				c = a + d[0].length, t.lastIndex = c;
			}
			s += e.slice(o, a) + "[" + "a".repeat(c - a - 2) + "]", o = c;
		}
		return s + e.slice(o);
	}
	#r(e) {
		let t = e;
		if (this.tokens.links && e.includes("[")) {
			let n = this.tokenizer.rules.inline.reflinkSearch, r = (s) => {
				let o = s.lastIndexOf("[");
				if (!Object.hasOwn(this.tokens.links, W(s.slice(o + 1, -1)))) return s;
				if (o > 1 && s.charAt(0) !== "!") {
					let i = s.slice(1, o - 1);
					if (this.linkInText(i)) return "[" + i.replace(n, r) + "][" + "a".repeat(s.length - o - 2) + "]";
				}
				return "[" + "a".repeat(s.length - 2) + "]";
			};
			t = t.replace(n, r);
		}
		return t = t.replace(this.tokenizer.rules.inline.anyPunctuationOutsideCode, (n, r, s) => s ? "+".repeat(n.length) : r ? r + n.slice(r.length, -r.length).replace(/`/g, "+") + r : n), t = this.#n(t), t = this.options.hooks?.emStrongMask?.call({ lexer: this }, t) ?? t, t;
	}
	infiniteLoopError(e) {
		let t = "Infinite loop on byte: " + e;
		if (this.options.silent) console.error(t);
		else throw new Error(t);
	}
};
var I = class {
	options;
	parser;
	constructor(e) {
		this.options = e || S;
	}
	space(e) {
		return "";
	}
	code({ text: e, lang: t, escaped: n }) {
		let r = (t || "").match(O.notSpaceStart)?.[0], s = e ? e.replace(O.endingNewline, "") + `
` : "";
		return r ? "<pre><code class=\"language-" + y(r) + "\">" + (n ? s : y(s, !0)) + `</code></pre>
` : "<pre><code>" + (n ? s : y(s, !0)) + `</code></pre>
`;
	}
	blockquote({ tokens: e }) {
		return `<blockquote>
${this.parser.parse(e)}</blockquote>
`;
	}
	html({ text: e }) {
		return e;
	}
	def(e) {
		return "";
	}
	heading({ tokens: e, depth: t }) {
		return `<h${t}>${this.parser.parseInline(e)}</h${t}>
`;
	}
	hr(e) {
		return `<hr>
`;
	}
	list(e) {
		let t = e.ordered, n = e.start, r = "";
		for (let i = 0; i < e.items.length; i++) {
			let a = e.items[i];
			r += this.listitem(a);
		}
		let s = t ? "ol" : "ul", o = t && n !== 1 ? " start=\"" + n + "\"" : "";
		return "<" + s + o + `>
` + r + "</" + s + `>
`;
	}
	listitem(e) {
		return `<li>${this.parser.parse(e.tokens)}</li>
`;
	}
	checkbox({ checked: e }) {
		return "<input " + (e ? "checked=\"\" " : "") + "disabled=\"\" type=\"checkbox\"> ";
	}
	paragraph({ tokens: e }) {
		return `<p>${this.parser.parseInline(e)}</p>
`;
	}
	table(e) {
		let t = "", n = "";
		for (let s = 0; s < e.header.length; s++) n += this.tablecell(e.header[s]);
		t += this.tablerow({ text: n });
		let r = "";
		for (let s = 0; s < e.rows.length; s++) {
			let o = e.rows[s];
			n = "";
			for (let i = 0; i < o.length; i++) n += this.tablecell(o[i]);
			r += this.tablerow({ text: n });
		}
		return r && (r = `<tbody>${r}</tbody>`), `<table>
<thead>
` + t + `</thead>
` + r + `</table>
`;
	}
	tablerow({ text: e }) {
		return `<tr>
${e}</tr>
`;
	}
	tablecell(e) {
		let t = this.parser.parseInline(e.tokens), n = e.header ? "th" : "td";
		return (e.align ? `<${n} align="${e.align}">` : `<${n}>`) + t + `</${n}>
`;
	}
	strong({ tokens: e }) {
		return `<strong>${this.parser.parseInline(e)}</strong>`;
	}
	em({ tokens: e }) {
		return `<em>${this.parser.parseInline(e)}</em>`;
	}
	codespan({ text: e }) {
		return `<code>${y(e, !0)}</code>`;
	}
	br(e) {
		return "<br>";
	}
	del({ tokens: e }) {
		return `<del>${this.parser.parseInline(e)}</del>`;
	}
	link({ href: e, title: t, text: n, tokens: r, autolink: s }) {
		let o = s ? y(n, !0) : this.parser.parseInline(r), i = xe(e);
		if (i === null) return o;
		e = y(i, s);
		let a = "<a href=\"" + e + "\"";
		return t && (a += " title=\"" + y(t) + "\""), a += ">" + o + "</a>", a;
	}
	image({ href: e, title: t, text: n, tokens: r }) {
		r && (n = this.parser.parseInline(r, this.parser.textRenderer));
		let s = xe(e);
		if (s === null) return y(n);
		e = s;
		let o = `<img src="${y(e)}" alt="${y(n)}"`;
		return t && (o += ` title="${y(t)}"`), o += ">", o;
	}
	text(e) {
		return "tokens" in e && e.tokens ? this.parser.parseInline(e.tokens) : "escaped" in e && e.escaped ? e.text : y(e.text);
	}
};
var z = class {
	parser;
	strong({ text: e, tokens: t }) {
		return t ? this.parser.parseInline(t, this) : e;
	}
	em({ text: e, tokens: t }) {
		return t ? this.parser.parseInline(t, this) : e;
	}
	codespan({ text: e }) {
		return e;
	}
	del({ text: e, tokens: t }) {
		return t ? this.parser.parseInline(t, this) : e;
	}
	html({ text: e }) {
		return e;
	}
	text({ text: e }) {
		return e;
	}
	link({ text: e, tokens: t }) {
		return t ? this.parser.parseInline(t, this) : e;
	}
	image({ text: e, tokens: t }) {
		return t ? this.parser.parseInline(t, this) : e;
	}
	br() {
		return `
`;
	}
	checkbox({ raw: e }) {
		return e;
	}
};
var P = class l {
	options;
	renderer;
	textRenderer;
	constructor(e) {
		this.options = e || S, this.options.renderer = this.options.renderer || new I(), this.renderer = this.options.renderer, this.renderer.options = this.options, this.renderer.parser = this, this.textRenderer = new z(), this.textRenderer.parser = this;
	}
	static parse(e, t) {
		return new l(t).parse(e);
	}
	static parseInline(e, t) {
		return new l(t).parseInline(e);
	}
	parse(e) {
		this.renderer.parser = this;
		let t = "";
		for (let n = 0; n < e.length; n++) {
			let r = e[n];
			if (this.options.extensions?.renderers?.[r.type]) {
				let o = r, i = this.options.extensions.renderers[o.type].call({ parser: this }, o);
				if (i !== !1 || ![
					"space",
					"hr",
					"heading",
					"code",
					"table",
					"blockquote",
					"list",
					"checkbox",
					"html",
					"def",
					"paragraph",
					"text"
				].includes(o.type)) {
					t += i === !1 ? "" : i ?? "";
					continue;
				}
			}
			let s = r;
			switch (s.type) {
				case "space":
					t += this.renderer.space(s);
					break;
				case "hr":
					t += this.renderer.hr(s);
					break;
				case "heading":
					t += this.renderer.heading(s);
					break;
				case "code":
					t += this.renderer.code(s);
					break;
				case "table":
					t += this.renderer.table(s);
					break;
				case "blockquote":
					t += this.renderer.blockquote(s);
					break;
				case "list":
					t += this.renderer.list(s);
					break;
				case "checkbox":
					t += this.renderer.checkbox(s);
					break;
				case "html":
					t += this.renderer.html(s);
					break;
				case "def":
					t += this.renderer.def(s);
					break;
				case "paragraph":
					t += this.renderer.paragraph(s);
					break;
				case "text":
					t += this.renderer.text(s);
					break;
				default: {
					let o = "Token with \"" + s.type + "\" type was not found.";
					if (this.options.silent) return console.error(o), "";
					throw new Error(o);
				}
			}
		}
		return t;
	}
	parseInline(e, t = this.renderer) {
		this.renderer.parser = this;
		let n = "";
		for (let r = 0; r < e.length; r++) {
			let s = e[r];
			if (this.options.extensions?.renderers?.[s.type]) {
				let i = this.options.extensions.renderers[s.type].call({ parser: this }, s);
				if (i !== !1 || ![
					"escape",
					"html",
					"link",
					"image",
					"checkbox",
					"strong",
					"em",
					"codespan",
					"br",
					"del",
					"text"
				].includes(s.type)) {
					n += i === !1 ? "" : i ?? "";
					continue;
				}
			}
			let o = s;
			switch (o.type) {
				case "escape":
					n += t.text(o);
					break;
				case "html":
					n += t.html(o);
					break;
				case "link":
					n += t.link(o);
					break;
				case "image":
					n += t.image(o);
					break;
				case "checkbox":
					n += t.checkbox(o);
					break;
				case "strong":
					n += t.strong(o);
					break;
				case "em":
					n += t.em(o);
					break;
				case "codespan":
					n += t.codespan(o);
					break;
				case "br":
					n += t.br(o);
					break;
				case "del":
					n += t.del(o);
					break;
				case "text":
					n += t.text(o);
					break;
				default: {
					let i = "Token with \"" + o.type + "\" type was not found.";
					if (this.options.silent) return console.error(i), "";
					throw new Error(i);
				}
			}
		}
		return n;
	}
};
var A = class {
	options;
	block;
	constructor(e) {
		this.options = e || S;
	}
	static passThroughHooks = /* @__PURE__ */ new Set([
		"preprocess",
		"postprocess",
		"processAllTokens",
		"emStrongMask"
	]);
	static passThroughHooksRespectAsync = /* @__PURE__ */ new Set([
		"preprocess",
		"postprocess",
		"processAllTokens"
	]);
	preprocess(e) {
		return e;
	}
	postprocess(e) {
		return e;
	}
	processAllTokens(e) {
		return e;
	}
	emStrongMask(e) {
		return e;
	}
	provideLexer(e = this.block) {
		return e ? w.lex : w.lexInline;
	}
	provideParser(e = this.block) {
		return e ? P.parse : P.parseInline;
	}
};
function M(l, e) {
	if (Array.isArray(e)) for (let t = 0; t < e.length; t++) l.push(e[t]);
	else l.push(e);
}
var ne = class {
	defaults = G();
	options = this.setOptions;
	parse = this.parseMarkdown(!0);
	parseInline = this.parseMarkdown(!1);
	Parser = P;
	Renderer = I;
	TextRenderer = z;
	Lexer = w;
	Tokenizer = _;
	Hooks = A;
	constructor(...e) {
		this.use(...e);
	}
	walkTokens(e, t) {
		let n = [];
		for (let r of e) switch (M(n, t.call(this, r)), r.type) {
			case "table": {
				let s = r;
				for (let o of s.header) M(n, this.walkTokens(o.tokens, t));
				for (let o of s.rows) for (let i of o) M(n, this.walkTokens(i.tokens, t));
				break;
			}
			case "list": {
				let s = r;
				M(n, this.walkTokens(s.items, t));
				break;
			}
			default: {
				let s = r;
				this.defaults.extensions?.childTokens?.[s.type] ? this.defaults.extensions.childTokens[s.type].forEach((o) => {
					let i = s[o].flat(1 / 0);
					M(n, this.walkTokens(i, t));
				}) : s.tokens && M(n, this.walkTokens(s.tokens, t));
			}
		}
		return n;
	}
	use(...e) {
		let t = this.defaults.extensions || {
			renderers: Object.create(null),
			childTokens: Object.create(null)
		};
		return e.forEach((n) => {
			let r = { ...n };
			if (r.async = this.defaults.async || r.async || !1, n.extensions && (n.extensions.forEach((s) => {
				if (!s.name) throw new Error("extension name required");
				if ("renderer" in s) {
					let o = t.renderers[s.name];
					o ? t.renderers[s.name] = function(...i) {
						let a = s.renderer.apply(this, i);
						return a === !1 && (a = o.apply(this, i)), a;
					} : t.renderers[s.name] = s.renderer;
				}
				if ("tokenizer" in s) {
					if (!s.level || s.level !== "block" && s.level !== "inline") throw new Error("extension level must be 'block' or 'inline'");
					let o = t[s.level];
					o ? o.unshift(s.tokenizer) : t[s.level] = [s.tokenizer], s.start && (s.level === "block" ? t.startBlock ? t.startBlock.push(s.start) : t.startBlock = [s.start] : s.level === "inline" && (t.startInline ? t.startInline.push(s.start) : t.startInline = [s.start]));
				}
				"childTokens" in s && s.childTokens && (t.childTokens[s.name] = s.childTokens);
			}), r.extensions = t), n.renderer) {
				let s = this.defaults.renderer || new I(this.defaults);
				for (let o in n.renderer) {
					if (!(o in s)) throw new Error(`renderer '${o}' does not exist`);
					if (["options", "parser"].includes(o)) continue;
					let i = o, a = n.renderer[i], c = s[i];
					s[i] = (...u) => {
						let d = a.apply(s, u);
						return d === !1 && (d = c.apply(s, u)), d === !1 ? "" : d ?? "";
					};
				}
				r.renderer = s;
			}
			if (n.tokenizer) {
				let s = this.defaults.tokenizer || new _(this.defaults);
				for (let o in n.tokenizer) {
					if (!(o in s)) throw new Error(`tokenizer '${o}' does not exist`);
					if ([
						"options",
						"rules",
						"lexer"
					].includes(o)) continue;
					let i = o, a = n.tokenizer[i], c = s[i];
					s[i] = (...u) => {
						let d = a.apply(s, u);
						return d === !1 && (d = c.apply(s, u)), d;
					};
				}
				r.tokenizer = s;
			}
			if (n.hooks) {
				let s = this.defaults.hooks || new A();
				for (let o in n.hooks) {
					if (!(o in s)) throw new Error(`hook '${o}' does not exist`);
					if (["options", "block"].includes(o)) continue;
					let i = o, a = n.hooks[i], c = s[i];
					A.passThroughHooks.has(o) ? s[i] = (u) => {
						if (s.options.async && A.passThroughHooksRespectAsync.has(o)) return (async () => {
							let h = await a.call(s, u);
							return c.call(s, h);
						})();
						let d = a.call(s, u);
						return c.call(s, d);
					} : s[i] = (...u) => {
						if (s.options.async) return (async () => {
							let h = await a.apply(s, u);
							return h === !1 && (h = await c.apply(s, u)), h;
						})();
						let d = a.apply(s, u);
						return d === !1 && (d = c.apply(s, u)), d;
					};
				}
				r.hooks = s;
			}
			if (n.walkTokens) {
				let s = this.defaults.walkTokens, o = n.walkTokens;
				r.walkTokens = function(i) {
					let a = [];
					return M(a, o.call(this, i)), s && M(a, s.call(this, i)), a;
				};
			}
			this.defaults = {
				...this.defaults,
				...r
			};
		}), this;
	}
	setOptions(e) {
		return this.defaults = {
			...this.defaults,
			...e
		}, this;
	}
	lexer(e, t) {
		return w.lex(e, t ?? this.defaults);
	}
	parser(e, t) {
		return P.parse(e, t ?? this.defaults);
	}
	parseMarkdown(e) {
		return (n, r) => {
			let s = { ...r }, o = {
				...this.defaults,
				...s
			}, i = this.onError(!!o.silent, !!o.async);
			if (this.defaults.async === !0 && s.async === !1) return i(/* @__PURE__ */ new Error("marked(): The async option was set to true by an extension. Remove async: false from the parse options object to return a Promise."));
			if (typeof n > "u" || n === null) return i(/* @__PURE__ */ new Error("marked(): input parameter is undefined or null"));
			if (typeof n != "string") return i(/* @__PURE__ */ new Error("marked(): input parameter is of type " + Object.prototype.toString.call(n) + ", string expected"));
			if (o.hooks && (o.hooks.options = o, o.hooks.block = e), o.async) return (async () => {
				let a = o.hooks ? await o.hooks.preprocess(n) : n, u = await (o.hooks ? await o.hooks.provideLexer(e) : e ? w.lex : w.lexInline)(a, o), d = o.hooks ? await o.hooks.processAllTokens(u) : u;
				o.walkTokens && await Promise.all(this.walkTokens(d, o.walkTokens));
				let p = await (o.hooks ? await o.hooks.provideParser(e) : e ? P.parse : P.parseInline)(d, o);
				return o.hooks ? await o.hooks.postprocess(p) : p;
			})().catch(i);
			try {
				o.hooks && (n = o.hooks.preprocess(n));
				let c = (o.hooks ? o.hooks.provideLexer(e) : e ? w.lex : w.lexInline)(n, o);
				o.hooks && (c = o.hooks.processAllTokens(c)), o.walkTokens && this.walkTokens(c, o.walkTokens);
				let d = (o.hooks ? o.hooks.provideParser(e) : e ? P.parse : P.parseInline)(c, o);
				return o.hooks && (d = o.hooks.postprocess(d)), d;
			} catch (a) {
				return i(a);
			}
		};
	}
	onError(e, t) {
		return (n) => {
			if (n.message += `
Please report this to https://github.com/markedjs/marked.`, e) {
				let r = "<p>An error occurred:</p><pre>" + y(n.message + "", !0) + "</pre>";
				return t ? Promise.resolve(r) : r;
			}
			if (t) return Promise.reject(n);
			throw n;
		};
	}
};
var v = new ne();
function x(l, e) {
	return v.parse(l, e);
}
x.options = x.setOptions = function(l) {
	return v.setOptions(l), x.defaults = v.defaults, ue(x.defaults), x;
};
x.getDefaults = G;
x.defaults = S;
function jt(...l) {
	return v.use(...l), x.defaults = v.defaults, ue(x.defaults), x;
}
x.use = jt;
x.walkTokens = function(l, e) {
	return v.walkTokens(l, e);
};
x.parseInline = v.parseInline;
x.Parser = P;
x.parser = P.parse;
x.Renderer = I;
x.TextRenderer = z;
x.Lexer = w;
x.lexer = w.lex;
x.Tokenizer = _;
x.Hooks = A;
x.parse = x;
var En = x.options;
var zn = x.setOptions;
var Mn = x.walkTokens;
var Bn = x.parseInline;
var qn = P.parse;
var vn = w.lex;

// src/report/html/markdown-html.ts
/** The tags that reports write (see report/markdown.ts); none has attributes but `open`. Any other is shown as text. */
const FOREIGN_TAG = /<(?!\/?(?:details|summary|sub|b|code)>|details open>)/g;
/** Headings of a comment begin at the third level, those of a page at the first. */
const RAISED = 2;
const parser = new ne({
	gfm: true,
	renderer: {
		html: ({ text }) => text.replaceAll(FOREIGN_TAG, "&lt;"),
		heading({ tokens, depth }) {
			const level = Math.max(1, depth - RAISED);
			return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
		},
		link({ href, tokens }) {
			const text = this.parser.parseInline(tokens);
			return /^https?:\/\//.test(href) ? `<a href="${escaped(href)}" rel="noopener noreferrer">${text}</a>` : text;
		},
		image: ({ text }) => escaped(text),
		code: ({ text, lang }) => `<pre tabindex="0"><code>${codeLines(text, lang)}</code></pre>\n`,
		table(token) {
			return scrolled(tableMarkup(token, (cell) => this.parser.parseInline(cell.tokens)));
		}
	}
});
/** @param markdown sections of a report, in which everything foreign is escaped already */
function markdownHtml(markdown) {
	return parser.parse(markdown, { async: false }).replaceAll("​", "");
}
/** What is wider than a phone moves inside its own frame, which the keyboard reaches. */
function scrolled(table) {
	return `<div class="scroll" role="region" aria-label="Table" tabindex="0">${table}</div>\n`;
}
function tableMarkup({ header, rows }, inline) {
	const cell = (token, tag, scope = "") => `<${tag}${scope}${token.align === null || token.align === "left" ? "" : ` class="${token.align}"`}>${inline(token)}</${tag}>`;
	const head = header.map((token) => token.text.trim() === "" ? cell(token, "td") : cell(token, "th", " scope=\"col\""));
	const body = rows.map((row) => `<tr>${row.map((token) => cell(token, "td")).join("")}</tr>`);
	return `<table><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}
/** Removed and added lines of a diff are marked; their signs say the same without colour. */
function codeLines(text, language) {
	return text.split("\n").map((line) => {
		const tag = language !== "diff" ? void 0 : line.startsWith("+") ? "ins" : line.startsWith("-") ? "del" : void 0;
		return tag === void 0 ? escaped(line) : `<${tag}>${escaped(line)}</${tag}>`;
	}).join("\n");
}

// src/statistics/proportion.ts
/** The score interval of Wilson (1927): close to its level on average, also for shares near 0 and 1. */
function wilsonInterval(successes, trials, level) {
	const flaw = findCountFlaw(successes, trials, level);
	if (flaw !== void 0) return flaw;
	const z = normalUpperQuantile((1 - level) / 2);
	const share = successes / trials;
	const weight = z * z / trials;
	const middle = (share + weight / 2) / (1 + weight);
	const half = z * Math.sqrt(share * (1 - share) / trials + weight / trials / 4) / (1 + weight);
	return {
		kind: "determined",
		share,
		interval: [successes === 0 ? 0 : middle - half, successes === trials ? 1 : middle + half]
	};
}
function findCountFlaw(successes, trials, level) {
	requireFraction("level", level);
	requireCount("number of successes", successes);
	requireCount("number of trials", trials);
	if (trials === 0) return undetermined("there are no trials");
	if (successes > trials) return undetermined(`${successes} successes are more than ${trials} trials`);
}

// src/statistics/calibration.ts
/**
* Bins of equal width over 0 to 1, each closed at its upper end, as scikit-learn's `calibration_curve` with
* `strategy='uniform'`.
* @param labels 1 (positive) or 0 of each row
*/
function calibrationBins(labels, probabilities, bins = 10) {
	const flaw = findFlaw("probability", probabilities);
	if (flaw !== void 0) return flaw;
	if (labels.length !== probabilities.length) return undetermined(`${labels.length} labels for ${probabilities.length} probabilities`);
	if (labels.length === 0) return undetermined("there are no rows");
	const sums = Array.from({ length: bins }, () => ({
		predicted: 0,
		positives: 0,
		count: 0
	}));
	for (let index = 0; index < labels.length; index += 1) {
		const [label, probability] = [labels[index], probabilities[index]];
		if (label !== 0 && label !== 1) return undetermined(`label ${index + 1} is ${label}: neither 0 nor 1`);
		if (probability < 0 || probability > 1) return undetermined(`probability ${index + 1} is ${probability}`);
		const bin = sums[binOf(probability, bins)];
		if (bin === void 0) continue;
		bin.predicted += probability;
		bin.positives += label;
		bin.count += 1;
	}
	let expectedError = 0;
	return {
		kind: "determined",
		bins: sums.flatMap(({ predicted, positives, count }) => {
			const share = wilsonInterval(positives, count, .95);
			if (share.kind === "undetermined") return [];
			expectedError += Math.abs(positives - predicted) / labels.length;
			return [{
				predicted: predicted / count,
				observed: positives / count,
				count,
				interval: share.interval
			}];
		}),
		expectedError
	};
}
/** The first bin whose upper edge is not below the value; edges as NumPy's `linspace` has them, k · (1/bins). */
function binOf(probability, bins) {
	const step = 1 / bins;
	let bin = Math.min(bins - 1, Math.max(0, Math.ceil(probability / step) - 1));
	while (bin > 0 && probability <= bin * step) bin -= 1;
	while (bin < bins - 1 && probability > (bin + 1) * step) bin += 1;
	return bin;
}

// src/report/plot/calibration-plot.ts
const SHARE$1 = axisOf([0, 1]);
/** Undefined where predictions are no probabilities of two classes. */
function calibrationFigure(rows, subject) {
	const [before, after] = [rows.baseline, rows.candidate].map((scores) => calibrationBins(rows.target, scores));
	if (before?.kind !== "determined" || after?.kind !== "determined") return void 0;
	const title = "Calibration";
	const errors = [before.expectedError.toFixed(4), after.expectedError.toFixed(4)];
	const description = `How often the positive class came true in ten bins of its predicted probability. Mean distance from the diagonal: ${errors[0]} of the baseline, ${errors[1]} of ${subject}.`;
	const frame = frameOf({
		x: SHARE$1,
		y: SHARE$1,
		xTitle: "predicted probability",
		yTitle: "observed share"
	});
	const diagonal = path([[frame.x(0), frame.y(0)], [frame.x(1), frame.y(1)]]);
	return {
		id: "calibration",
		title,
		description,
		svg: drawing({
			id: "calibration",
			title,
			description
		}, frame.axes, element("path", {
			class: "chance",
			d: diagonal
		}), binMarks(frame, before.bins, "baseline", "baseline"), binMarks(frame, after.bins, "run line", "run")),
		legend: [
			{
				mark: "run-line",
				words: `${subject}: error ${errors[1]}`
			},
			{
				mark: "baseline-line",
				words: `baseline: error ${errors[0]}`
			},
			{
				mark: "chance",
				words: "perfect"
			}
		],
		table: {
			head: [
				"Run",
				"predicted",
				"observed",
				"95 % interval",
				"rows"
			],
			rows: [...before.bins.map((bin) => binCells("baseline", bin)), ...after.bins.map((bin) => binCells(subject, bin))]
		}
	};
}
function binMarks(frame, bins, line, mark) {
	const at = ({ predicted, observed }) => [frame.x(predicted), frame.y(observed)];
	return together([element("path", {
		class: line,
		d: path(bins.map(at))
	}), ...bins.map((bin) => {
		const [cx, cy] = at(bin);
		const [low, high] = bin.interval;
		const ends = {
			x1: cx,
			x2: cx,
			y1: frame.y(low),
			y2: frame.y(high)
		};
		return together([element("line", {
			class: mark === "run" ? "whisker" : "whisker baseline",
			...ends
		}), element("circle", {
			class: mark,
			cx,
			cy,
			r: 4
		})]);
	})]);
}
function binCells(run, { predicted, observed, interval: [low, high], count }) {
	return [
		run,
		predicted.toFixed(4),
		observed.toFixed(4),
		`${low.toFixed(4)} to ${high.toFixed(4)}`,
		formatCount(count)
	];
}

// src/statistics/threshold-counts.ts
/**
* @param labels 1 (positive) or 0 of each row
* @param weights of the rows; each counts 1 by default
*/
function thresholdCounts(labels, scores, weights) {
	const flaw = findFlaw("score", scores) ?? (weights === void 0 ? void 0 : findFlaw("weight", weights)) ?? (labels.length === scores.length && (weights === void 0 || weights.length === scores.length) ? void 0 : undetermined(`${labels.length} labels for ${scores.length} scores`));
	if (flaw !== void 0) return flaw;
	const order = orderFalling(scores);
	const size = order.length;
	const [thresholds, positives, negatives] = [
		new Float64Array(size),
		new Float64Array(size),
		new Float64Array(size)
	];
	let [distinct, above, below] = [
		0,
		0,
		0
	];
	for (let place = 0; place < size; place += 1) {
		const row = order[place];
		const label = labels[row];
		if (label !== 0 && label !== 1) return undetermined(`label ${row + 1} is ${label}: neither 0 nor 1`);
		const weight = weights?.[row] ?? 1;
		if (weight < 0) return undetermined(`weight ${row + 1} is below 0`);
		if (label === 1) above += weight;
		else below += weight;
		const score = scores[row];
		if (place + 1 < size && scores[order[place + 1]] === score) continue;
		thresholds[distinct] = score;
		positives[distinct] = above;
		negatives[distinct] = below;
		distinct += 1;
	}
	if (above === 0 || below === 0) return undetermined("there are rows of one class only");
	return {
		kind: "determined",
		thresholds: thresholds.slice(0, distinct),
		positives: positives.slice(0, distinct),
		negatives: negatives.slice(0, distinct)
	};
}
/** Positions of the values, greatest first. */
function orderFalling(values) {
	const order = new Uint32Array(values.length);
	for (let index = 0; index < order.length; index += 1) order[index] = index;
	order.sort((a, b) => values[b] - values[a]);
	return order;
}

// src/statistics/precision-recall.ts
/**
* From the lowest threshold up, as scikit-learn's `precision_recall_curve` (Davis & Goadrich 2006 on why it is not
* interpolated).
* @param labels 1 (positive) or 0 of each row
*/
function precisionRecallCurve(labels, scores, weights) {
	const counts = thresholdCounts(labels, scores, weights);
	if (counts.kind === "undetermined") return counts;
	const size = counts.thresholds.length;
	const [precision, recall] = [new Float64Array(size + 1), new Float64Array(size + 1)];
	const [found, others] = [counts.positives.at(-1) ?? 0, counts.negatives.at(-1) ?? 0];
	let averagePrecision = 0;
	let reached = 0;
	for (let index = 0; index < size; index += 1) {
		const [positives, negatives] = [counts.positives[index], counts.negatives[index]];
		const share = positives + negatives === 0 ? 0 : positives / (positives + negatives);
		averagePrecision += (positives / found - reached) * share;
		reached = positives / found;
		precision[size - 1 - index] = share;
		recall[size - 1 - index] = reached;
	}
	precision[size] = 1;
	return {
		kind: "determined",
		precision,
		recall,
		thresholds: counts.thresholds.toReversed(),
		averagePrecision,
		prevalence: found / (found + others)
	};
}

// src/statistics/roc-curve.ts
/**
* Every distinct score is a threshold (Fawcett 2006, "An introduction to ROC analysis", algorithm 2).
* @param labels 1 (positive) or 0 of each row
*/
function rocCurve(labels, scores, weights) {
	const counts = thresholdCounts(labels, scores, weights);
	if (counts.kind === "undetermined") return counts;
	const falsePositiveRate = sharesFromZero(counts.negatives);
	const truePositiveRate = sharesFromZero(counts.positives);
	const thresholds = new Float64Array(counts.thresholds.length + 1);
	thresholds[0] = 1e400;
	thresholds.set(counts.thresholds, 1);
	let area = 0;
	for (let index = 1; index < thresholds.length; index += 1) {
		const width = falsePositiveRate[index] - falsePositiveRate[index - 1];
		area += width * (truePositiveRate[index] + truePositiveRate[index - 1]) / 2;
	}
	return {
		kind: "determined",
		falsePositiveRate,
		truePositiveRate,
		thresholds,
		area
	};
}
function sharesFromZero(counts) {
	const total = counts.at(-1) ?? 1;
	const shares = new Float64Array(counts.length + 1);
	for (const [index, count] of counts.entries()) shares[index + 1] = count / total;
	return shares;
}

// src/report/plot/curve-plots.ts
const SHARE = axisOf([0, 1]);
/** Undefined where rows are of one class only, or predictions are no scores. */
function rocFigure(rows, subject) {
	const [before, after] = [rows.baseline, rows.candidate].map((scores) => rocCurve(rows.target, scores, rows.weight));
	if (before?.kind !== "determined" || after?.kind !== "determined") return void 0;
	const frame = frameOf({
		x: SHARE,
		y: SHARE,
		xTitle: "false positive rate",
		yTitle: "true positive rate"
	});
	const [title, area] = ["ROC curve", [before.area.toFixed(4), after.area.toFixed(4)]];
	const description = `Area under the curve: ${area[0]} of the baseline, ${area[1]} of ${subject}.`;
	return {
		id: "roc",
		title,
		description,
		svg: drawing({
			id: "roc",
			title,
			description
		}, frame.axes, element("path", {
			class: "chance",
			d: path([[frame.x(0), frame.y(0)], [frame.x(1), frame.y(1)]])
		}), curveMark(frame, "baseline", before.falsePositiveRate, before.truePositiveRate), curveMark(frame, "run line", after.falsePositiveRate, after.truePositiveRate)),
		legend: [
			{
				mark: "run-line",
				words: `${subject}: area ${area[1]}`
			},
			{
				mark: "baseline-line",
				words: `baseline: area ${area[0]}`
			},
			{
				mark: "chance",
				words: "guessing"
			}
		],
		table: {
			head: [
				"False positive rate",
				"baseline",
				subject
			],
			rows: [...[
				.01,
				.05,
				.1,
				.2,
				.5
			].map((share) => [`at most ${share}`, ...[before, after].map((curve) => lastUpTo(curve.falsePositiveRate, curve.truePositiveRate, share).toFixed(4))]), ["area", ...area]]
		}
	};
}
/** Undefined where rows are of one class only, or predictions are no scores. */
function precisionRecallFigure(rows, subject) {
	const [before, after] = [rows.baseline, rows.candidate].map((scores) => precisionRecallCurve(rows.target, scores, rows.weight));
	if (before?.kind !== "determined" || after?.kind !== "determined") return void 0;
	const frame = frameOf({
		x: SHARE,
		y: SHARE,
		xTitle: "recall",
		yTitle: "precision"
	});
	const title = "Precision and recall";
	const averages = [before.averagePrecision.toFixed(4), after.averagePrecision.toFixed(4)];
	const description = `Average precision: ${averages[0]} of the baseline, ${averages[1]} of ${subject}.`;
	const level = frame.y(before.prevalence);
	return {
		id: "precision-recall",
		title,
		description,
		svg: drawing({
			id: "precision-recall",
			title,
			description
		}, frame.axes, element("path", {
			class: "chance",
			d: path([[frame.x(0), level], [frame.x(1), level]])
		}), curveMark(frame, "baseline", before.recall, before.precision), curveMark(frame, "run line", after.recall, after.precision)),
		legend: [
			{
				mark: "run-line",
				words: `${subject}: average precision ${averages[1]}`
			},
			{
				mark: "baseline-line",
				words: `baseline: average precision ${averages[0]}`
			},
			{
				mark: "chance",
				words: `guessing: ${before.prevalence.toFixed(4)}`
			}
		],
		table: {
			head: [
				"Recall",
				"baseline",
				subject
			],
			rows: [...[
				.5,
				.8,
				.9,
				.95,
				.99
			].map((share) => [`at least ${share}`, ...[before, after].map((curve) => bestFrom(curve.recall, curve.precision, share).toFixed(4))]), ["average precision", ...averages]]
		}
	};
}
/** A line of a million points has the shape of some hundreds: those are left out that move the pen less than half a pixel. */
function curveMark(frame, mark, x, y) {
	const points = [];
	let drawn = [-1e400, -1e400];
	for (let index = 0; index < x.length; index += 1) {
		const point = [frame.x(x[index]), frame.y(y[index])];
		if (!(Math.abs(point[0] - drawn[0]) >= .5 || Math.abs(point[1] - drawn[1]) >= .5) && index < x.length - 1) continue;
		points.push(point);
		drawn = point;
	}
	return element("path", {
		class: mark,
		d: path(points)
	});
}
/** The value at the last point whose share is not above the limit. */
function lastUpTo(shares, values, limit) {
	let value = 0;
	for (let index = 0; index < shares.length && shares[index] <= limit; index += 1) value = values[index];
	return value;
}
/** The greatest value among points whose share reaches the limit. */
function bestFrom(shares, values, limit) {
	let best = 0;
	for (let index = 0; index < shares.length; index += 1) if (shares[index] >= limit) best = Math.max(best, values[index]);
	return best;
}

// src/report/plot/forest-plot.ts
/** More lines than these are no plot any more. */
const MOST_ROWS = 30;
const LINE_HEIGHT = 22;
const LABEL_WIDTH = 170;
/** Undefined where nothing is known of the difference. */
function forestFigure(rows, subject) {
	const { loss, rows: found } = sliceDifferences(rows);
	const shown = found.slice(0, MOST_ROWS);
	if (shown.length === 0) return void 0;
	const left = found.length - shown.length;
	const wide = roundDomain([0, ...shown.flatMap(({ low, high }) => [low, high])]);
	if (wide === void 0) return void 0;
	const x = axisOf(wide);
	const y = {
		domain: [shown.length - .5, -.5],
		ticks: shown.map((_, index) => index),
		labels: shown.map(({ label, n }) => `${nameOf(label, 16)} (${formatCount(n)})`)
	};
	const height = shown.length * LINE_HEIGHT + 70;
	const xTitle = `${loss}: ${subject} − baseline (left of 0 is better)`;
	const frame = frameOf({
		x,
		y,
		xTitle,
		yTitle: "",
		height,
		left: LABEL_WIDTH,
		bare: true
	});
	const title = `Slices: difference of the ${loss}`;
	const worse = found.filter(({ low }) => low > 0).length;
	const better = found.filter(({ high }) => high < 0).length;
	const more = left === 0 ? "" : `; ${left} more are not drawn`;
	const description = `${subject} minus the baseline with 95 % intervals, each for itself, worst slice first. ${better} of ${found.length} lie wholly below 0, which is better, ${worse} wholly above${more}.`;
	const svg = drawing({
		id: "slices",
		title,
		description,
		height
	}, frame.axes, element("line", {
		class: "axis",
		x1: frame.x(0),
		x2: frame.x(0),
		y1: frame.top,
		y2: frame.bottom
	}), ...shown.map((row, index) => rowMark(frame, row, index)));
	const step = Math.abs((x.ticks[1] ?? 1) - (x.ticks[0] ?? 0)) / 100;
	const cells = ({ label, estimate, low, high, n }) => [
		nameOf(label),
		writeNumber(estimate, step),
		`${writeNumber(low, step)} to ${writeNumber(high, step)}`,
		formatCount(n)
	];
	return {
		id: "slices",
		title,
		description,
		svg,
		legend: [{
			mark: "run",
			words: "difference with its 95 % interval; rows in brackets"
		}],
		table: {
			head: [
				"Slice",
				`difference of the ${loss}`,
				"95 % interval",
				"rows"
			],
			rows: found.slice(0, 500).map(cells)
		}
	};
}
function rowMark(frame, { estimate, low, high }, index) {
	const [x, y] = [frame.x(estimate), frame.y(index)];
	return together([element("line", {
		class: "whisker",
		x1: frame.x(low),
		x2: frame.x(high),
		y1: y,
		y2: y
	}), index === 0 ? element("path", {
		class: "run",
		d: `M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z`
	}) : element("rect", {
		class: "run",
		x: x - 4,
		y: y - 4,
		width: 8,
		height: 8
	})]);
}

// src/statistics/binned-residuals.ts
/**
* Rows in the order of their predictions (equal ones as they stand), cut into bins that differ by one row at most, the
* larger first; quantiles of type 7 (Hyndman & Fan 1996).
*/
function binnedResiduals(targets, predictions, bins = 20) {
	const flaw = findFlaw("target", targets) ?? findFlaw("prediction", predictions);
	if (flaw !== void 0) return flaw;
	const size = targets.length;
	if (size !== predictions.length) return undetermined(`${size} targets for ${predictions.length} predictions`);
	if (size === 0) return undetermined("there are no rows");
	const order = new Uint32Array(size);
	for (let index = 0; index < size; index += 1) order[index] = index;
	order.sort((a, b) => predictions[a] - predictions[b] || a - b);
	const wanted = Math.min(bins, size);
	const [least, larger] = [Math.floor(size / wanted), size % wanted];
	let start = 0;
	return {
		kind: "determined",
		bins: Array.from({ length: wanted }, (_, bin) => {
			const rows = order.subarray(start, start + least + (bin < larger ? 1 : 0));
			start += rows.length;
			const residuals = new Float64Array(rows.length);
			const predicted = new Float64Array(rows.length);
			for (const [index, row] of rows.entries()) {
				residuals[index] = targets[row] - predictions[row];
				predicted[index] = predictions[row];
			}
			residuals.sort();
			const at = (q) => quantileOfSorted(residuals, q);
			return {
				predicted: quantileOfSorted(predicted, .5),
				count: rows.length,
				quantiles: [
					at(.05),
					at(.25),
					at(.5),
					at(.75),
					at(.95)
				]
			};
		})
	};
}

// src/report/plot/residual-plot.ts
/** Undefined where predictions are no numbers. */
function residualFigure(rows, subject) {
	const [before, after] = [rows.baseline, rows.candidate].map((guesses) => binnedResiduals(rows.target, guesses));
	if (before?.kind !== "determined" || after?.kind !== "determined") return void 0;
	const both = [...before.bins, ...after.bins];
	const wide = roundDomain(both.map(({ predicted }) => predicted));
	const high = roundDomain([
		0,
		...after.bins.flatMap(({ quantiles }) => quantiles),
		...before.bins.map(medianOf)
	]);
	if (wide === void 0 || high === void 0) return void 0;
	const [x, y] = [axisOf(wide), axisOf(high)];
	const title = "Residuals by prediction";
	const description = `Target minus prediction in ${after.bins.length} bins of equally many rows: the median, the middle half and the middle 90 % of ${subject}, and the median of the baseline. Above 0 the prediction is too low.`;
	const frame = frameOf({
		x,
		y,
		xTitle: "prediction",
		yTitle: "target − prediction"
	});
	return {
		id: "residuals",
		title,
		description,
		svg: drawing({
			id: "residuals",
			title,
			description
		}, bandMark(frame, after.bins, 0, 4), bandMark(frame, after.bins, 1, 3), frame.axes, element("line", {
			class: "chance",
			x1: frame.left,
			x2: frame.right,
			y1: frame.y(0),
			y2: frame.y(0)
		}), medianMark(frame, before.bins, "baseline"), medianMark(frame, after.bins, "run line")),
		legend: [
			{
				mark: "run-line",
				words: `${subject}: median`
			},
			{
				mark: "band",
				words: `${subject}: middle 50 % and 90 %`
			},
			{
				mark: "baseline-line",
				words: "baseline: median"
			}
		],
		table: {
			head: [
				"Prediction",
				"5 %",
				"25 %",
				"median",
				"75 %",
				"95 %",
				"rows"
			],
			rows: after.bins.map(({ predicted, quantiles, count }) => [
				short(predicted),
				...quantiles.map(short),
				formatCount(count)
			])
		}
	};
}
function medianOf({ quantiles }) {
	return quantiles[2];
}
function medianMark(frame, bins, mark) {
	return element("path", {
		class: mark,
		d: path(bins.map((bin) => [frame.x(bin.predicted), frame.y(medianOf(bin))]))
	});
}
function bandMark(frame, bins, low, high) {
	const edge = (which) => bins.map(({ predicted, quantiles }) => [frame.x(predicted), frame.y(quantiles[which])]);
	return element("path", {
		class: "band",
		d: `${path([...edge(high), ...edge(low).toReversed()])}Z`
	});
}
/** Four digits. */
function short(value) {
	return writeNumber(value, 10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - 3));
}

// src/report/html/prediction-figures.ts
/** @param subject what the run is called, for example "this PR" */
function predictionFigures(rows, subject) {
	const isScored = rows.task === "binary" && rows.isProbability;
	return [
		forestFigure(rows, subject),
		...rows.task === "regression" ? [residualFigure(rows, subject)] : [],
		...isScored ? [
			rocFigure(rows, subject),
			precisionRecallFigure(rows, subject),
			calibrationFigure(rows, subject)
		] : []
	].filter((figure) => figure !== void 0);
}

// src/report/html/style.ts
const STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --text: #1f2328; --faint: #59636e; --rule: #d1d9e0; --code: #f0f2f5; --link: #0a58b8;
  --run: #0072b2; --past: #59636e; --band: #0072b226; --limit: #b3480a; --warning: #7a5c00; --added: #0b6b3a; --removed: #a8341c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15181c; --text: #e6e9ec; --faint: #a4adb6; --rule: #3a424b; --code: #22272e; --link: #79b8ff;
    --run: #56b4e9; --past: #a4adb6; --band: #56b4e933; --limit: #ff9d5c; --warning: #e0c341; --added: #5fd39a; --removed: #ff9e88;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 66rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .75rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
a { color: var(--link); }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .9em; background: var(--code); border-radius: .25rem; }
code { padding: .1em .3em; }
pre { padding: .75rem; overflow-x: auto; overflow-wrap: normal; }
pre code { padding: 0; }
ins { color: var(--added); text-decoration: none; }
del { color: var(--removed); text-decoration: none; }
sub { font-size: .875rem; vertical-align: baseline; color: var(--faint); }
details { margin: .75rem 0; }
summary { cursor: pointer; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th, td { padding: .3rem .7rem; border: 1px solid var(--rule); text-align: left; font-weight: inherit; }
thead th { font-weight: 600; background: var(--code); }
@media (max-width: 40rem) { .scroll > table { width: max-content; } th, td { max-width: 16rem; } }
.right { text-align: right; white-space: nowrap; }
.center { text-align: center; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(27rem, 100%), 1fr)); gap: 1.5rem; margin: 1.5rem 0; }
figure { margin: 0; min-width: 0; }
figcaption { font-weight: 600; }
figure > .scroll > svg { display: block; width: 100%; min-width: 25rem; max-width: 40rem; height: auto; }
svg text { fill: var(--faint); font-size: 12px; font-family: inherit; }
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
.legend { list-style: none; margin: .25rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; font-size: .875rem; }
.swatch { width: 24px; height: 12px; margin-right: .4rem; vertical-align: -1px; }
@media (forced-colors: active) {
  path.run, circle.run, rect.run { fill: CanvasText; }
  path.past, path.run.line, path.baseline, .limit, .warning, .chance, .axis, .grid, line.whisker { stroke: CanvasText; }
}
@media print {
  :root { --page: #ffffff; --text: #000000; --faint: #444444; --rule: #bbbbbb; --code: #ffffff; --link: #000000;
    --run: #0072b2; --past: #444444; --band: #0072b226; --limit: #b3480a; --warning: #7a5c00; --added: #0b6b3a; --removed: #a8341c; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  details::details-content { content-visibility: visible; block-size: auto; }
  figure > details:not([open]) { display: none; }
  .scroll, pre { overflow: visible; }
  pre { white-space: pre-wrap; }
  figure, tr { break-inside: avoid; }
  .figures { grid-template-columns: 1fr 1fr; }
  figure > .scroll > svg { min-width: 0; }
  h1, h2, figcaption { break-after: avoid; }
}
`;
/** SHA-256 of the style sheet in Base64: the page's policy allows this one and no other. */
const STYLE_DIGEST = "ke5u72T7KhUzSHQwLX0sBstkoEucVCyQhtY2XvanWUI=";

// src/report/html/report-page.ts
/** A page with more drawings than this is slow, and nobody looks at all of them. */
const MOST_METRICS = 60;
/** Whatever might yet get into the page: it loads nothing, runs nothing and sends nothing. */
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'; base-uri 'none'; form-action 'none'`;
/**
* The page as one HTML document.
* @param rows what both runs predict for the rows of their holdout, where that was kept: without it there are no plots of
*   single predictions
*/
function renderReportPage(input, rows) {
	const [budget] = budgetsFor("summary");
	if (budget === void 0) throw new Error("there is no budget for a summary");
	const view = viewOf(input, budget, "summary");
	const headline = renderHeadline(view);
	const diagrams = renderPlots(view, "summary");
	const sections = sectionRenderer(input, "summary")(budget).filter((section) => section !== void 0 && section !== diagrams);
	const collapsed = sections.findIndex((section) => section?.startsWith("<details>"));
	const cut = collapsed < 0 ? sections.length : collapsed;
	const body = [
		...[
			headline,
			renderLead(view),
			renderProvenance(view),
			...sections.slice(0, cut)
		].map(sectionHtml),
		figuresHtml("Metrics over the last runs", metricFigures(view)),
		figuresHtml("Predictions", rows === void 0 ? [] : predictionFigures(rows, view.subject.prose)),
		...[...sections.slice(cut), renderFooter(view)].map(sectionHtml)
	];
	return page(plainMarkdown(headline), body.filter((part) => part !== "").join("\n"));
}
function sectionHtml(markdown) {
	return markdown === void 0 || markdown === "" ? "" : markdownHtml(markdown);
}
/** Primary first, then what is gated, then the others as they stand; counts have no course that matters. */
function metricFigures(view) {
	const { comparison } = view.input;
	const rank = (row) => row.primary ? 0 : row.gate === void 0 ? 2 : 1;
	return comparison.rows.filter((row) => !row.count).toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_METRICS).flatMap((row, index) => {
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
		return metricHistoryFigure(facts) ?? [];
	});
}
function figuresHtml(title, figures) {
	if (figures.length === 0) return "";
	return `${element("h2", {}, title).markup}\n${element("div", { class: "figures" }, ...figures.map(figureMarkup)).markup}`;
}
function page(title, body) {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

export { renderReportPage };