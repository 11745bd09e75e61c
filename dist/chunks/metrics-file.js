import { t as MlopsError } from "./error.js";
import { C as parseLine, D as isReservedName, E as parseScalarText, O as readingOfFile, S as parseDocument, T as parseNumberText, _ as recordedText, c as collectParams, d as collectRow, f as collectTag, g as recordedName, h as metricsSink, k as reservedName, m as isSeries, p as collectValue } from "./usual-files.js";

// src/training/formats/appended.ts
/** Appended metrics. A JSON line may carry `step` or `epoch`. */
function parseAppendedMetrics(file, text) {
	const reading = readingOfFile(file);
	const sink = metricsSink(file);
	for (const line of parseAppendedLines(text, reading)) {
		if (line.kind === "object") {
			collectRow(sink, line.value);
			continue;
		}
		const value = parseNumberText(line.text);
		if (value !== void 0) collectValue(sink, line.name, {
			kind: "number",
			value
		});
		else if (line.text === "") reading.warnings.push(emptyValue(line.name, file, line.number));
		else collectTag(sink, line.name, line.text);
	}
	const warnings = [...reading.warnings, ...sink.warnings].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
	return {
		...sink,
		warnings
	};
}
/** Appended params; of a name that stands there twice the last value counts. */
function parseAppendedParams(file, text) {
	const reading = readingOfFile(file);
	const params = /* @__PURE__ */ new Map();
	for (const line of parseAppendedLines(text, reading)) if (line.kind === "object") collectParams(params, "", line.value);
	else {
		const name = recordedName(line.name);
		const value = parseScalarText(line.text);
		if (name !== void 0) params.set(name, typeof value === "string" ? recordedText(value) : value);
	}
	return {
		params,
		warnings: reading.warnings
	};
}
/** Appended tags. */
function parseAppendedTags(file, text) {
	const reading = readingOfFile(file);
	const sink = metricsSink(file);
	for (const line of parseAppendedLines(text, reading)) if (line.kind === "assignment") collectTag(sink, line.name, line.text);
	else {
		const params = /* @__PURE__ */ new Map();
		collectParams(params, "", line.value);
		for (const [name, value] of params) collectTag(sink, name, String(value));
	}
	return {
		tags: sink.tags,
		warnings: reading.warnings
	};
}
function parseAppendedLines(text, reading) {
	return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
		const trimmed = line.trim();
		const number = index + 1;
		if (trimmed === "") return [];
		if (trimmed.startsWith("{")) {
			const value = parseLine(trimmed, number, reading);
			return value === void 0 ? [] : [{
				kind: "object",
				value,
				number
			}];
		}
		const equals = trimmed.indexOf("=");
		const name = trimmed.slice(0, equals).trim();
		if (equals < 1 || isReservedName(name)) {
			const note = equals < 1 ? {
				message: "neither name=value nor a JSON object; the line is left out",
				file: reading.file
			} : reservedName(name, reading.file);
			reading.warnings.push({
				...note,
				line: number
			});
			return [];
		}
		return [{
			kind: "assignment",
			name,
			text: trimmed.slice(equals + 1).trim(),
			number
		}];
	});
}
function emptyValue(name, file, line) {
	return {
		message: `"${name.slice(0, 100)}" has no value; the line is left out`,
		file,
		line
	};
}

// src/training/formats/metrics-file.ts
/**
* Parses a file with metrics. What cannot be read is a warning with file and line, never an exception.
* @param file path as the user knows it; its ending tells the format
*/
function parseMetricsFile(file, text) {
	if (/\.(txt|log)$/i.test(file)) return parseAppendedMetrics(file, text);
	const sink = metricsSink(file);
	const reading = readingOfFile(file);
	try {
		const parsed = parseDocument(text, reading);
		if (parsed.kind === "rows") collectRows(sink, parsed.rows);
		else collectTree(sink, parsed.value);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		const line = error.place?.line;
		reading.warnings.push({
			message: error.message,
			file,
			...line === void 0 ? {} : { line }
		});
	}
	return {
		...sink,
		warnings: [...reading.warnings, ...sink.warnings]
	};
}
function collectRows(sink, rows) {
	for (const row of rows) if (!collectNamedRow(sink, row)) collectRow(sink, row);
}
function collectTree(sink, value) {
	if (value.kind === "map") {
		if (isBencherFormat(value.entries)) collectBencher(sink, value.entries);
		else collectValue(sink, "", value);
	} else if (value.kind === "list" && (isSeries(value.items) || value.items.some(isNamedRow))) collectRows(sink, value.items);
	else collectValue(sink, stemOf(sink.file), value);
}
function stemOf(file) {
	return (file.split(/[\\/]/).at(-1) ?? file).replace(/\.[^.]*$/, "");
}
function isNamedRow(row) {
	return row.kind === "map" && namedParts(row.entries) !== void 0;
}
function namedParts(entries) {
	const name = (member(entries, "name") ?? member(entries, "metric"))?.value;
	const value = member(entries, "value")?.value;
	if (name?.kind !== "text" || name.value === "" || value === void 0) return void 0;
	return value.kind === "number" || value.kind === "text" ? {
		name: name.value,
		value
	} : void 0;
}
function collectNamedRow(sink, row) {
	if (row.kind !== "map") return false;
	const parts = namedParts(row.entries);
	if (parts === void 0) return false;
	const unit = member(row.entries, "unit")?.value;
	const step = (member(row.entries, "step") ?? member(row.entries, "epoch"))?.value;
	const range = member(row.entries, "range")?.value;
	collectValue(sink, parts.name, parts.value, {
		...step?.kind === "number" ? { step: step.value } : {},
		...unit?.kind === "text" ? { unit: unit.value } : {}
	});
	if (range?.kind === "text" || range?.kind === "number") collectTag(sink, `${parts.name}.range`, String(range.value));
	return true;
}
const BENCHER_KEYS = /* @__PURE__ */ new Set([
	"value",
	"lower_value",
	"upper_value"
]);
function isBencherFormat(entries) {
	return entries.length > 0 && entries.every(({ value }) => value.kind === "map" && value.entries.length > 0 && value.entries.every(isBencherMeasure));
}
function isBencherMeasure({ value }) {
	return value.kind === "map" && member(value.entries, "value")?.value.kind === "number" && value.entries.every((entry) => BENCHER_KEYS.has(entry.name));
}
function collectBencher(sink, entries) {
	for (const benchmark of entries) {
		if (benchmark.value.kind !== "map") continue;
		for (const measure of benchmark.value.entries) {
			if (measure.value.kind !== "map") continue;
			for (const { name, value } of measure.value.entries) {
				const base = `${benchmark.name}.${measure.name}`;
				collectValue(sink, name === "value" ? base : `${base}.${name}`, value);
			}
		}
	}
}
function member(entries, name) {
	return entries.find((entry) => entry.name === name);
}

export { parseAppendedTags as i, parseAppendedMetrics as n, parseAppendedParams as r, parseMetricsFile as t };