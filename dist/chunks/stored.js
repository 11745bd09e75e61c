import { i as boolean, l as number, m as string, r as array, s as literal, u as object } from "./zod.js";
import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";

// src/predictions/common-rows.ts
/** Both are sorted by id, and have each id once. */
function commonRows(first, second) {
	const most = Math.min(first.high.length, second.high.length);
	const rows = {
		first: new Uint32Array(most),
		second: new Uint32Array(most)
	};
	let [a, b, count] = [
		0,
		0,
		0
	];
	while (a < first.high.length && b < second.high.length) {
		const high = (first.high[a] ?? 0) - (second.high[b] ?? 0);
		const difference = high === 0 ? (first.low[a] ?? 0) - (second.low[b] ?? 0) : high;
		if (difference < 0) a += 1;
		else if (difference > 0) b += 1;
		else {
			rows.first[count] = a;
			rows.second[count] = b;
			count += 1;
			a += 1;
			b += 1;
		}
	}
	return {
		first: rows.first.subarray(0, count),
		second: rows.second.subarray(0, count)
	};
}
/** What the codes of one list of class names are in another; −1 for a name that it lacks. */
function codesIn(labels = [], others = []) {
	return labels.map((label) => others.indexOf(label));
}

// src/predictions/holdout.ts
/** SHA-256 over the ids and the targets of rows that are sorted by id. */
function holdoutDigest({ ids, target, labels }) {
	const hash = createHash("sha256").update(bytesOf(ids.high)).update(bytesOf(ids.low));
	if (labels === void 0) return hash.update(bytesOf(target)).digest("hex");
	const present = [...new Set(target)].toSorted((a, b) => a - b);
	const rank = new Map(present.map((code, index) => [code, index]));
	const ranks = Uint16Array.from(target, (code) => rank.get(code) ?? 0);
	return hash.update(bytesOf(ranks)).update(JSON.stringify(present.map((code) => labels[code]))).digest("hex");
}
/** The bytes of a typed array, shared. */
function bytesOf({ buffer, byteOffset, byteLength }) {
	return Buffer.from(buffer, byteOffset, byteLength);
}

// src/predictions/growing.ts
const BLOCK = 65536;
function growing(make) {
	let blocks = [];
	let last = make(0);
	let [length, free] = [0, 0];
	return {
		push(value) {
			if (free === 0) {
				last = make(BLOCK);
				blocks.push(last);
				free = BLOCK;
			}
			last[BLOCK - free] = value;
			free -= 1;
			length += 1;
		},
		take(order) {
			const values = make(blocks.length * BLOCK);
			for (const [index, block] of blocks.entries()) values.set(block, index * BLOCK);
			blocks = [];
			const sorted = order === void 0 ? values.subarray(0, length) : picked(values, order, make(length));
			if (order !== void 0) values.buffer.transfer(0);
			[length, free] = [0, 0];
			return sorted;
		}
	};
}
/** The values at these positions. A loop, because `from` with a function makes a list of objects first. */
function picked(values, order, into) {
	for (let place = 0; place < into.length; place += 1) into[place] = values[order[place] ?? 0] ?? 0;
	return into;
}
function growingNumbers() {
	return growing((length) => new Float64Array(length));
}
function growingWords() {
	return growing((length) => new Uint32Array(length));
}
function growingCodes() {
	return growing((length) => new Uint16Array(length));
}

// src/predictions/predictions.ts
/** More rows than this are refused. */
const MAX_ROWS = 2e7;
/** Most different classes, and most values that one slice column may have. */
const MAX_CLASSES = 1e3;
const MAX_SLICE_VALUES = 1e3;

// src/predictions/stored.ts
/** Name of the file that stands beside the record or in an artifact. */
const PREDICTIONS_FILE = "predictions.bin.gz";
/** A header is a few names. In bytes. */
const MAX_HEADER_BYTES = 2097152;
const Text = string().max(100 + 10);
const Header = object({
	format: literal(1),
	rows: number().int().positive().max(MAX_ROWS),
	byPosition: boolean(),
	predictsLabels: boolean(),
	weight: boolean(),
	baseline: boolean(),
	labels: array(Text).max(MAX_CLASSES).exactOptional(),
	slices: array(object({
		column: Text,
		values: array(Text).max(MAX_SLICE_VALUES)
	})).max(10)
});
/** Packs the columns. */
function packPredictions(predictions) {
	const { ids, target, prediction, weight, baseline, labels, slices } = predictions;
	const header = {
		format: 1,
		rows: target.length,
		byPosition: predictions.byPosition,
		predictsLabels: predictions.predictsLabels,
		weight: weight !== void 0,
		baseline: baseline !== void 0,
		...labels === void 0 ? {} : { labels: [...labels] },
		slices: slices.map(({ column, values }) => ({
			column,
			values: [...values]
		}))
	};
	const arrays = [
		...[
			ids.high,
			ids.low,
			target,
			prediction,
			...weight === void 0 ? [] : [weight]
		],
		...baseline === void 0 ? [] : [baseline],
		...slices.map(({ codes }) => codes)
	];
	return gzipSync(Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...arrays.map(bytesOf)]), { level: 4 });
}
/** Bytes of the columns before they are packed. */
function sizeOfColumns({ target, weight, baseline, slices }) {
	const numbers = 2 + Number(weight !== void 0) + Number(baseline !== void 0);
	return target.length * (8 + 8 * numbers + 2 * slices.length);
}
/** The columns of a file that whoever may push can have written; undefined for anything that is not such a file. */
function unpackPredictions(packed) {
	let bytes;
	try {
		bytes = gunzipSync(packed, { maxOutputLength: MAX_HEADER_BYTES + MAX_ROWS * 48 });
	} catch {
		return;
	}
	const lineEnd = bytes.subarray(0, MAX_HEADER_BYTES).indexOf(10);
	const header = lineEnd === -1 ? void 0 : parseHeader(bytes.toString("utf8", 0, lineEnd));
	if (header === void 0) return void 0;
	const { rows, labels, slices } = header;
	let at = lineEnd + 1;
	const numbers = 2 + Number(header.weight) + Number(header.baseline);
	if (bytes.length - at !== rows * (8 + 8 * numbers + 2 * slices.length)) return void 0;
	const take = (bytesPerRow) => {
		const { buffer } = new Uint8Array(bytes.subarray(at, at + rows * bytesPerRow));
		at += rows * bytesPerRow;
		return buffer;
	};
	const ids = {
		high: new Uint32Array(take(4)),
		low: new Uint32Array(take(4))
	};
	const [target, prediction] = [new Float64Array(take(8)), new Float64Array(take(8))];
	const weight = header.weight ? new Float64Array(take(8)) : void 0;
	const baseline = header.baseline ? new Float64Array(take(8)) : void 0;
	const columns = slices.map((slice) => ({
		...slice,
		codes: new Uint16Array(take(2))
	}));
	const hasClass = (code) => Number.isInteger(code) && code >= 0 && code < (labels?.length ?? 0);
	if (!(isAscending(ids) && [
		target,
		prediction,
		weight,
		baseline
	].every((values) => values?.every(Number.isFinite) ?? true) && (labels === void 0 || target.every(hasClass)) && (!header.predictsLabels || prediction.every(hasClass) && (baseline?.every(hasClass) ?? true)) && columns.every(({ values, codes }) => codes.every((code) => code < values.length)))) return void 0;
	return {
		ids,
		byPosition: header.byPosition,
		target,
		prediction,
		...weight === void 0 ? {} : { weight },
		...baseline === void 0 ? {} : { baseline },
		...labels === void 0 ? {} : { labels },
		predictsLabels: header.predictsLabels,
		slices: columns,
		holdout: holdoutDigest({
			ids,
			target,
			...labels === void 0 ? {} : { labels }
		})
	};
}
function parseHeader(text) {
	try {
		return Header.safeParse(JSON.parse(text)).data;
	} catch {
		return;
	}
}
function isAscending({ high, low }) {
	for (let row = 1; row < high.length; row += 1) {
		const [a, b] = [high[row - 1] ?? 0, high[row] ?? 0];
		if (a > b || a === b && (low[row - 1] ?? 0) >= (low[row] ?? 0)) return false;
	}
	return true;
}

export { MAX_CLASSES as a, growingCodes as c, picked as d, holdoutDigest as f, unpackPredictions as i, growingNumbers as l, commonRows as m, packPredictions as n, MAX_ROWS as o, codesIn as p, sizeOfColumns as r, MAX_SLICE_VALUES as s, PREDICTIONS_FILE as t, growingWords as u };