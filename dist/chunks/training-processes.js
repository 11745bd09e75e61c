import { t as MlopsError } from "./error.js";
import { nt as timeOfRunId, ot as canonicalLine } from "./open-history.js";
import { p as string, r as array, u as object } from "./zod.js";
import { c as openPlainFile, l as readPlainFile, s as findFiles, t as MAX_PATCH_BYTES, u as CAPTURE_FILES } from "./source.js";
import { r as readingOf } from "./number.js";
import { D as MAX_SERIES_POINTS, E as MAX_NAMES, S as isReservedName, T as MAX_DOCUMENT_BYTES, a as USUAL_WRITTEN_PARAMS, b as parseNumberText, c as parseParamsFile, h as recordedName, i as USUAL_PARAMS, l as parseParamsReference, n as USUAL_METRICS, o as isNoModel, r as USUAL_MODELS, t as DVCLIVE_SERIES_FOLDER, w as reservedName, x as parseScalarText, y as tooLarge } from "./usual-files.js";
import { t as overrideVariable } from "./override-variables.js";
import { g as logLine, n as formatBytes } from "./number-format.js";
import { i as writeSpool, l as recordArtifactName, s as artifactName, t as dropSpool } from "./spool.js";
import { n as redactorFrom, t as redactRecord } from "./redact.js";
import { a as digestOfFile, o as digestOfFiles } from "./inner-path.js";
import { i as parseAppendedTags, n as parseAppendedMetrics, r as parseAppendedParams, t as parseMetricsFile } from "./metrics-file.js";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { createHash } from "node:crypto";
import { arch, availableParallelism, cpus, platform, release, totalmem, type } from "node:os";
import { lstat, mkdtemp, open, readFile, readdir, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { Script, createContext } from "node:vm";

// src/training/captured-code.ts
/** @param planned the source as it stood before the training */
async function captureCode(planned, folder, mergeBase, redact) {
	const { pull_request, patch, ...rest } = planned;
	const merged = mergeBase === void 0 ? {} : { merge_base: mergeBase };
	const source = {
		...rest,
		...pull_request === void 0 ? {} : { pull_request: {
			...pull_request,
			...merged
		} }
	};
	const warnings = untrackedWarnings(planned);
	if (patch === void 0) return {
		source,
		warnings
	};
	if (!patch.kept) return {
		source: {
			...source,
			patch
		},
		warnings
	};
	const content = (await readPlainFile(join(folder, CAPTURE_FILES.patch), MAX_PATCH_BYTES))?.content;
	if (content === void 0 || sha256Of(content) !== patch.sha256) {
		const message = "the patch of the uncommitted changes was changed or removed by the training; it is not kept";
		return {
			source: {
				...source,
				patch: {
					...patch,
					kept: false
				}
			},
			warnings: [...warnings, { message }]
		};
	}
	const redacted = redactBytes(content, redact);
	const kept = {
		...patch,
		sha256: sha256Of(redacted),
		size: redacted.length
	};
	return {
		source: {
			...source,
			patch: kept
		},
		patch: redacted,
		warnings
	};
}
/** Which files made the run dirty, so that they can be committed or ignored. */
function untrackedWarnings({ untracked = [] }) {
	if (untracked.length === 0) return [];
	const names = untracked.slice(0, 5).map((path) => JSON.stringify(path));
	const more = untracked.length > names.length ? ` and ${untracked.length - names.length} more` : "";
	return [{ message: `${`untracked code counts as uncommitted changes: ${names.join(", ")}${more}`}; commit it, or name it in .gitignore` }];
}
function redactBytes(content, redact) {
	const encoding = Buffer.from(content.toString("utf8")).equals(content) ? "utf8" : "latin1";
	return Buffer.from(redact(content.toString(encoding)), encoding);
}
function sha256Of(content) {
	return createHash("sha256").update(content).digest("hex");
}

// src/training/captured-files.ts
/** Most files that are kept of one run, model and artifacts each. */
const MAX_KEPT_FILES = 1e3;
/** Files of MLOPS_ARTIFACTS, the model apart. */
async function findWrittenArtifacts(folder) {
	const root = join(folder, CAPTURE_FILES.artifacts);
	if ((await lstat(root).catch(() => void 0))?.isDirectory() !== true) return {
		model: [],
		artifacts: [],
		warnings: [{
			message: "was removed or replaced by the training",
			file: "MLOPS_ARTIFACTS"
		}]
	};
	const found = await findFiles(".", {
		root,
		workingDirectory: "."
	});
	return {
		model: found.files.filter(({ path }) => path.startsWith("model/")),
		artifacts: found.files.filter(({ path }) => !path.startsWith("model/")),
		warnings: found.warnings.filter(({ message }) => message.endsWith("refused"))
	};
}
/** Writes the lists of metrics files that became artifacts, without secrets, and gives them as files. */
async function writeSmallArtifacts(folder, artifacts, redact) {
	if (artifacts.length === 0) return [];
	const directory = await mkdtemp(join(folder, "lists-"));
	return Promise.all(artifacts.slice(0, MAX_KEPT_FILES).map(async ({ name, content: list }) => {
		const absolute = join(directory, name);
		const content = redact(list);
		await writeFile(absolute, content);
		return {
			path: name,
			absolute,
			size: Buffer.byteLength(content),
			mtimeMs: 0
		};
	}));
}
/** Digests of the files; one that cannot be read, or whose name is taken, is warned of and left out. */
async function hashFiles(files) {
	const hashed = /* @__PURE__ */ new Map();
	const warnings = [];
	if (files.length > MAX_KEPT_FILES) warnings.push({ message: `more than ${MAX_KEPT_FILES} files to keep; the rest is left out` });
	for (const { path, absolute } of files.slice(0, MAX_KEPT_FILES)) {
		if (hashed.has(path)) {
			warnings.push({
				message: `another file is called "${path}" as well; the first one is kept`,
				file: path
			});
			continue;
		}
		try {
			hashed.set(path, {
				path,
				from: absolute,
				...await digestOfFile(absolute)
			});
		} catch (error) {
			warnings.push({
				message: `"${path}" cannot be read: ${error.message}`,
				file: path
			});
		}
	}
	return {
		files: [...hashed.values()],
		warnings
	};
}

// src/training/metrics-pattern.ts
/** Longer lines are cut. */
const MAX_LINE_LENGTH$1 = 2e3;
/** Lines are searched in batches: entering the context costs more than searching a line. */
const BATCH_TIMEOUT_MS = 1e3;
/** For the whole output; 200 MB take about five seconds. */
const TOTAL_TIMEOUT_MS = 6e4;
/** Most points that are read from an output. */
const MAX_POINTS = 2e5;
/**
* Checks a metrics pattern. Python's `(?P<name>…)` is understood.
* @throws MlopsError `config-invalid` for one that is no regular expression or lacks a group
*/
function parseMetricsPattern(text) {
	const source = text.replaceAll("(?P<", "(?<");
	for (const group of ["name", "value"]) if (!source.includes(`(?<${group}>`)) throw invalidPattern(text, `has no group "${group}"`);
	try {
		return new RegExp(source, "gu");
	} catch {}
	try {
		return new RegExp(source, "g");
	} catch (error) {
		throw invalidPattern(text, `is no regular expression: ${error.message.replace(/^Invalid regular expression: /, "")}`);
	}
}
function invalidPattern(text, problem) {
	return new MlopsError("config-invalid", `the metrics-pattern ${JSON.stringify(text)} ${problem}`, "For example: metrics-pattern: (?<name>\\w+) = (?<value>[-+.\\deE]+)");
}
/**
* Searches the output log for metrics, line by line.
* @param path of the log; one that cannot be read gives no points
*/
async function readPatternMetrics(pattern, path) {
	const points = [];
	const search = patternSearch(pattern);
	const deadline = performance.now() + TOTAL_TIMEOUT_MS;
	const reserved = /* @__PURE__ */ new Set();
	const warnings = () => [...reserved].map((name) => reservedName(name, "metrics-pattern"));
	try {
		for await (const batch of batches(path)) {
			points.push(...search(batch, reserved));
			if (performance.now() > deadline) return {
				points,
				warnings: [...warnings(), tooSlow()]
			};
			if (points.length > MAX_POINTS) return {
				points: points.slice(0, MAX_POINTS),
				warnings: [...warnings(), tooMany()]
			};
		}
	} catch (error) {
		const { code } = error;
		if (code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") return {
			points,
			warnings: [unreadable(error)]
		};
		return {
			points,
			warnings: [tooSlow()]
		};
	}
	return {
		points,
		warnings: warnings()
	};
}
function tooSlow() {
	return { message: "the metrics-pattern takes too long on this output; the search was stopped" };
}
function tooMany() {
	return { message: `the metrics-pattern matches more than ${MAX_POINTS} times; the rest is left out` };
}
function unreadable(error) {
	return { message: `the output cannot be searched for metrics: ${error.message}` };
}
/** The lines of a file, a batch for each chunk that is read; long ones are cut before they are whole in memory. */
async function* batches(path) {
	const handle = await openPlainFile(path);
	if (handle === void 0) return;
	let rest = "";
	for await (const chunk of handle.createReadStream({ encoding: "utf8" })) {
		const [first = "", ...others] = stripVTControlCharacters(chunk).split(/\r\n|\n|\r/);
		const lines = [rest + first, ...others].map((line) => line.slice(0, MAX_LINE_LENGTH$1));
		rest = lines.pop() ?? "";
		yield lines;
	}
	yield [rest];
}
const SEARCH = new Script(`(function (lines, pattern) {
  const found = [];
  for (const line of lines) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
      found.push([match.groups.name, match.groups.value, match.groups.step]);
      if (match[0] === '') pattern.lastIndex += 1;
    }
  }
  return JSON.stringify(found);
})(lines, pattern)`);
/** @returns what searches lines, and gathers the reserved names that it met */
function patternSearch(pattern) {
	const context = createContext({
		pattern,
		lines: []
	});
	return (lines, reserved) => {
		context["lines"] = lines;
		const found = JSON.parse(SEARCH.runInContext(context, { timeout: BATCH_TIMEOUT_MS }));
		for (const [name = ""] of found) if (isReservedName(name.trim())) reserved.add(name.trim());
		return found.flatMap(([name, text, step]) => pointOf(name, text, step));
	};
}
function pointOf(name, text, step) {
	const recorded = recordedName(name ?? "");
	const value = parseNumberText(text ?? "");
	if (recorded === void 0 || value === void 0) return [];
	const at = parseNumberText(step ?? "");
	return [{
		name: recorded,
		value,
		...at === void 0 || !Number.isFinite(at) ? {} : { step: at }
	}];
}

// src/training/read-document.ts
/** The whole of a file, if it is not too large. */
async function readDocument({ path, absolute, size }) {
	if (size > 10485760) return { warning: {
		message: tooLarge(path, size, MAX_DOCUMENT_BYTES).message,
		file: path
	} };
	try {
		return { text: await readFile(absolute, "utf8") };
	} catch (error) {
		return { warning: {
			message: `cannot be read: ${error.message}`,
			file: path
		} };
	}
}
/**
* What the training appended: of a file that is too large the last part, which has the final values.
* @param name how warnings call it
*/
async function readAppended(path, name) {
	const end = await readPlainFile(path, MAX_DOCUMENT_BYTES);
	if (end === void 0) return {
		text: "",
		warnings: [{
			message: "was removed or replaced by the training",
			file: name
		}]
	};
	const text = end.content.toString();
	if (end.content.length === end.size) return {
		text,
		warnings: []
	};
	const message = `${tooLarge(name, end.size, MAX_DOCUMENT_BYTES).message}; the last part was read`;
	return {
		text: text.slice(text.indexOf("\n") + 1),
		warnings: [{
			message,
			file: name
		}]
	};
}

// src/training/captured-metrics.ts
/** Reads and parses every source; what cannot be read is a warning. */
async function captureMetrics(folder, discovered, metricsPattern) {
	const sources = [...metricsPattern === void 0 ? [] : [await readPrinted(folder, metricsPattern)], await readAppendedMetrics(folder)];
	for (const file of discovered.series) sources.push(await readSeries(file));
	for (const file of discovered.metrics) sources.push(await readMetricsFile(file));
	sources.push(await readAppendedTags(folder));
	const points = limitNames(unitePoints(sources));
	return {
		points: points.kept,
		tags: new Map(sources.flatMap((source) => [...source.tags]).slice(0, MAX_NAMES)),
		artifacts: sources.flatMap((source) => source.artifacts),
		found: sources.flatMap(describe),
		warnings: [...sources.flatMap((source) => source.warnings), ...points.warnings]
	};
}
async function readPrinted(folder, text) {
	const name = "metrics-pattern";
	try {
		const reading = await readPatternMetrics(parseMetricsPattern(text), join(folder, CAPTURE_FILES.output));
		const warnings = reading.points.length === 0 && reading.warnings.length === 0 ? [{ message: "the metrics-pattern matches nothing in the output" }] : reading.warnings;
		return {
			name,
			points: reading.points,
			tags: /* @__PURE__ */ new Map(),
			artifacts: [],
			warnings
		};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		return {
			name,
			points: [],
			tags: /* @__PURE__ */ new Map(),
			artifacts: [],
			warnings: [{ message: error.message }]
		};
	}
}
async function readAppendedMetrics(folder) {
	const name = "MLOPS_METRICS";
	const { text, warnings } = await readAppended(join(folder, CAPTURE_FILES.metrics), name);
	const reading = parseAppendedMetrics(name, text);
	return {
		...reading,
		name,
		warnings: [...warnings, ...reading.warnings]
	};
}
async function readAppendedTags(folder) {
	const name = "MLOPS_TAGS";
	const { text, warnings } = await readAppended(join(folder, CAPTURE_FILES.tags), name);
	const reading = parseAppendedTags(name, text);
	return {
		name,
		points: [],
		tags: reading.tags,
		artifacts: [],
		warnings: [...warnings, ...reading.warnings]
	};
}
async function readMetricsFile(file) {
	const { text, warning } = await readDocument(file);
	return {
		...warning === void 0 ? parseMetricsFile(file.path, text) : {
			points: [],
			tags: /* @__PURE__ */ new Map(),
			artifacts: [],
			warnings: [warning]
		},
		name: file.path
	};
}
async function readSeries(file) {
	const source = await readMetricsFile(file);
	const prefix = file.path.slice(file.path.lastIndexOf(DVCLIVE_SERIES_FOLDER) + DVCLIVE_SERIES_FOLDER.length + 1).split("/").slice(0, -1).join(".");
	const points = source.points.filter((point) => point.name !== "timestamp");
	if (prefix === "") return {
		...source,
		points
	};
	return {
		...source,
		points: points.map((point) => ({
			...point,
			name: `${prefix}.${point.name}`
		}))
	};
}
/** A metrics file often only repeats the last value of a series; that is no further point. */
function unitePoints(sources) {
	const last = /* @__PURE__ */ new Map();
	const united = [];
	for (const { points } of sources) {
		const counts = Map.groupBy(points, ({ name }) => name);
		const fresh = points.filter((point) => counts.get(point.name)?.length !== 1 || !repeats(point, last.get(point.name)));
		for (const point of fresh) {
			united.push(point);
			last.set(point.name, point);
		}
	}
	return united;
}
function repeats(point, earlier) {
	if (earlier === void 0 || !Object.is(point.value, earlier.value) || point.unit !== earlier.unit) return false;
	return point.step === void 0 || point.step === earlier.step;
}
function limitNames(points) {
	const names = /* @__PURE__ */ new Set();
	for (const { name } of points) if (names.size < 2e3) names.add(name);
	const kept = points.filter(({ name }) => names.has(name));
	const message = `more than ${MAX_NAMES} metrics; the rest is left out`;
	return {
		kept,
		warnings: kept.length === points.length ? [] : [{ message }]
	};
}
function describe({ name, points, tags, artifacts }) {
	const metrics = new Set(points.map((point) => point.name)).size;
	const parts = [
		...metrics > 0 ? [`${metrics} metric${metrics === 1 ? "" : "s"} (${points.length} value${points.length === 1 ? "" : "s"})`] : [],
		...tags.size > 0 ? [`as tags: ${[...tags.keys()].slice(0, 10).join(", ")}`] : [],
		...artifacts.length > 0 ? [`lists kept as artifacts: ${artifacts.map((artifact) => artifact.name).join(", ")}`] : []
	];
	return parts.length === 0 ? [] : [`${name}: ${parts.join("; ")}`];
}

// src/training/captured-params.ts
/** Reads and parses every source; what cannot be read is a warning. */
async function captureParams(folder, sources, overrides) {
	const params = /* @__PURE__ */ new Map();
	const found = [];
	const warnings = [];
	for (const source of sources) {
		const reading = await readSource(source);
		warnings.push(...reading.warnings, ...clashes(params, reading.params, source.path));
		for (const [name, value] of reading.params) params.set(name, value);
		if (reading.params.size > 0) found.push(`${source.path}: ${countOf(reading.params.size)}`);
	}
	const appended = await readAppended(join(folder, CAPTURE_FILES.params), "MLOPS_PARAMS");
	const reading = parseAppendedParams("MLOPS_PARAMS", appended.text);
	warnings.push(...appended.warnings, ...reading.warnings);
	for (const [name, value] of reading.params) params.set(name, value);
	if (reading.params.size > 0) found.push(`MLOPS_PARAMS: ${countOf(reading.params.size)}`);
	for (const [name, text] of Object.entries(overrides)) {
		const recorded = recordedName(overriddenName(name, params));
		if (recorded !== void 0) params.set(recorded, parseScalarText(text));
	}
	if (params.size > 2e3) warnings.push({ message: `more than ${MAX_NAMES} params; the rest is left out` });
	return {
		params: Object.fromEntries([...params].slice(0, MAX_NAMES)),
		found,
		warnings
	};
}
/** A file's params as the training found them, where that is known, else as it left them. */
async function readSource({ path, file, before, section }) {
	const now = file === void 0 ? void 0 : await readDocument(file);
	const after = now?.text === void 0 ? void 0 : parseParamsFile(path, now.text, section);
	if (before === void 0) return after ?? {
		params: /* @__PURE__ */ new Map(),
		warnings: now?.warning ? [now.warning] : []
	};
	const reading = parseParamsFile(path, before, section);
	const changed = after === void 0 ? [] : changedNames(reading.params, after.params);
	if (changed.length === 0) return reading;
	const message = `was changed during the run (${changed.slice(0, 5).join(", ") + (changed.length > 5 ? " and more" : "")}); recorded is what it said at the start`;
	return {
		params: reading.params,
		warnings: [...reading.warnings, {
			message,
			file: path
		}]
	};
}
function changedNames(before, after) {
	return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
}
/**
* The param that an override is about. An input of workflow_dispatch can hold no dot: `model_alpha` is `model.alpha` where
* that is the one param with the same variable.
*/
function overriddenName(name, params) {
	if (params.has(name)) return name;
	const same = [...params.keys()].filter((known) => overrideVariable(known) === overrideVariable(name));
	return same.length === 1 ? same[0] ?? name : name;
}
function countOf(count) {
	return `${count} param${count === 1 ? "" : "s"}`;
}
function clashes(earlier, later, file) {
	const names = [...later].filter(([name, value]) => earlier.has(name) && earlier.get(name) !== value).map(([name]) => name);
	if (names.length === 0) return [];
	return [{
		message: `gives another value to ${names.slice(0, 5).join(", ")}; the last file counts`,
		file
	}];
}

// src/training/formats/summary.ts
/** Points by metric, in the order of their first appearance. */
function groupPoints(points) {
	return Map.groupBy(points, (point) => point.name);
}
/**
* The metrics of a run: the value is the last point's; a metric with more than one point also has its first value, how
* many there were, and the smallest and largest finite one.
*/
function summariseMetrics(points) {
	return Object.fromEntries([...groupPoints(points)].map(([name, series]) => [name, summarise(series)]));
}
function summarise(series) {
	const last = series.at(-1);
	const unit = series.findLast((point) => point.unit !== void 0)?.unit;
	const metric = {
		value: readingOf(last?.value ?? NaN),
		...last?.step === void 0 ? {} : { step: last.step },
		...unit === void 0 ? {} : { unit }
	};
	if (series.length < 2) return metric;
	const finite = series.map((point) => point.value).filter(Number.isFinite);
	const extremes = finite.length === 0 ? {} : {
		min: readingOf(finite.reduce((least, value) => Math.min(least, value))),
		max: readingOf(finite.reduce((greatest, value) => Math.max(greatest, value)))
	};
	return {
		...metric,
		...extremes,
		first: readingOf(series[0]?.value ?? NaN),
		count: series.length
	};
}
/** The series of every metric that has more than one point, as JSON Lines `{name, step, value}`. */
function renderSeries(points) {
	const series = [...groupPoints(points).values()].filter((group) => group.length > 1);
	const most = Math.max(2, Math.min(MAX_SERIES_POINTS.perMetric, Math.floor(MAX_SERIES_POINTS.total / series.length)));
	const kept = series.flatMap((group) => thin(group, most));
	return {
		text: kept.map(({ name, step, value }) => `${canonicalLine({
			name,
			step,
			value: readingOf(value)
		})}\n`).join(""),
		points: kept.length
	};
}
/** At most `most` points, evenly spread, the first and the last among them. */
function thin(points, most) {
	if (points.length <= most) return points;
	const stride = (points.length - 1) / (most - 1);
	return Array.from({ length: most }, (_, index) => points[Math.round(index * stride)]).filter((point) => point !== void 0);
}

// src/training/captured-series.ts
/** Name of the file that stands beside the record. */
const SERIES_FILE = "series.jsonl";
/** Undefined when no metric has more than one point. */
function captureSeries(points, redact) {
	const rendered = renderSeries(points);
	if (rendered.points === 0) return void 0;
	const content = Buffer.from(redact(rendered.text));
	const sha256 = createHash("sha256").update(content).digest("hex");
	return {
		content,
		entry: {
			file: SERIES_FILE,
			sha256,
			size: content.length,
			points: rendered.points
		}
	};
}

// node_modules/hyparquet/src/constants.js
/** @type {import('../src/types.d.ts').ParquetType[]} */
const ParquetTypes = [
	"BOOLEAN",
	"INT32",
	"INT64",
	"INT96",
	"FLOAT",
	"DOUBLE",
	"BYTE_ARRAY",
	"FIXED_LEN_BYTE_ARRAY"
];
/** @type {import('../src/types.d.ts').Encoding[]} */
const Encodings = [
	"PLAIN",
	"GROUP_VAR_INT",
	"PLAIN_DICTIONARY",
	"RLE",
	"BIT_PACKED",
	"DELTA_BINARY_PACKED",
	"DELTA_LENGTH_BYTE_ARRAY",
	"DELTA_BYTE_ARRAY",
	"RLE_DICTIONARY",
	"BYTE_STREAM_SPLIT"
];
/** @type {import('../src/types.d.ts').FieldRepetitionType[]} */
const FieldRepetitionTypes = [
	"REQUIRED",
	"OPTIONAL",
	"REPEATED"
];
/** @type {import('../src/types.d.ts').ConvertedType[]} */
const ConvertedTypes = [
	"UTF8",
	"MAP",
	"MAP_KEY_VALUE",
	"LIST",
	"ENUM",
	"DECIMAL",
	"DATE",
	"TIME_MILLIS",
	"TIME_MICROS",
	"TIMESTAMP_MILLIS",
	"TIMESTAMP_MICROS",
	"UINT_8",
	"UINT_16",
	"UINT_32",
	"UINT_64",
	"INT_8",
	"INT_16",
	"INT_32",
	"INT_64",
	"JSON",
	"BSON",
	"INTERVAL"
];
/** @type {import('../src/types.d.ts').CompressionCodec[]} */
const CompressionCodecs = [
	"UNCOMPRESSED",
	"SNAPPY",
	"GZIP",
	"LZO",
	"BROTLI",
	"LZ4",
	"ZSTD",
	"LZ4_RAW"
];
/** @type {import('../src/types.d.ts').PageType[]} */
const PageTypes = [
	"DATA_PAGE",
	"INDEX_PAGE",
	"DICTIONARY_PAGE",
	"DATA_PAGE_V2"
];
/** @type {import('../src/types.d.ts').EdgeInterpolationAlgorithm[]} */
const EdgeInterpolationAlgorithms = [
	"SPHERICAL",
	"VINCENTY",
	"THOMAS",
	"ANDOYER",
	"KARNEY"
];

// node_modules/hyparquet/src/wkb.js
/**
* WKB (Well-Known Binary) decoder for geometry objects.
*
* @param {DataReader} reader
* @returns {Geometry} geometry object
*/
function wkbToGeojson(reader) {
	const flags = getFlags(reader);
	if (flags.type === 1) return {
		type: "Point",
		coordinates: readPosition(reader, flags)
	};
	else if (flags.type === 2) return {
		type: "LineString",
		coordinates: readLine(reader, flags)
	};
	else if (flags.type === 3) return {
		type: "Polygon",
		coordinates: readPolygon(reader, flags)
	};
	else if (flags.type === 4) {
		const points = [];
		for (let i = 0; i < flags.count; i++) points.push(readPosition(reader, getFlags(reader)));
		return {
			type: "MultiPoint",
			coordinates: points
		};
	} else if (flags.type === 5) {
		const lines = [];
		for (let i = 0; i < flags.count; i++) lines.push(readLine(reader, getFlags(reader)));
		return {
			type: "MultiLineString",
			coordinates: lines
		};
	} else if (flags.type === 6) {
		const polygons = [];
		for (let i = 0; i < flags.count; i++) polygons.push(readPolygon(reader, getFlags(reader)));
		return {
			type: "MultiPolygon",
			coordinates: polygons
		};
	} else if (flags.type === 7) {
		const geometries = [];
		for (let i = 0; i < flags.count; i++) geometries.push(wkbToGeojson(reader));
		return {
			type: "GeometryCollection",
			geometries
		};
	} else throw new Error(`Unsupported geometry type: ${flags.type}`);
}
/**
* Extract ISO WKB flags and base geometry type.
*
* @param {DataReader} reader
* @returns {WkbFlags}
*/
function getFlags(reader) {
	const { view } = reader;
	const littleEndian = view.getUint8(reader.offset++) === 1;
	const rawType = view.getUint32(reader.offset, littleEndian);
	reader.offset += 4;
	const type = rawType % 1e3;
	const flags = Math.floor(rawType / 1e3);
	let count = 0;
	if (type > 1 && type <= 7) {
		count = view.getUint32(reader.offset, littleEndian);
		reader.offset += 4;
	}
	let dim = 2;
	if (flags) dim++;
	if (flags === 3) dim++;
	return {
		littleEndian,
		type,
		dim,
		count
	};
}
/**
* @param {DataReader} reader
* @param {WkbFlags} flags
* @returns {number[]}
*/
function readPosition(reader, flags) {
	const points = [];
	for (let i = 0; i < flags.dim; i++) {
		const coord = reader.view.getFloat64(reader.offset, flags.littleEndian);
		reader.offset += 8;
		points.push(coord);
	}
	return points;
}
/**
* @param {DataReader} reader
* @param {WkbFlags} flags
* @returns {number[][]}
*/
function readLine(reader, flags) {
	const points = [];
	for (let i = 0; i < flags.count; i++) points.push(readPosition(reader, flags));
	return points;
}
/**
* @param {DataReader} reader
* @param {WkbFlags} flags
* @returns {number[][][]}
*/
function readPolygon(reader, flags) {
	const { view } = reader;
	const rings = [];
	for (let r = 0; r < flags.count; r++) {
		const count = view.getUint32(reader.offset, flags.littleEndian);
		reader.offset += 4;
		rings.push(readLine(reader, {
			...flags,
			count
		}));
	}
	return rings;
}
/**
* @typedef {object} WkbFlags
* @property {boolean} littleEndian
* @property {number} type
* @property {number} dim
* @property {number} count
*/
/**
* @import {DataReader, Geometry} from '../src/types.js'
*/

// node_modules/hyparquet/src/convert.js
/**
* @import {ColumnDecoder, DecodedArray, Encoding, ParquetParsers} from '../src/types.js'
*/
const decoder$1 = new TextDecoder();
/**
* Default type parsers when no custom ones are given
* @type ParquetParsers
*/
const DEFAULT_PARSERS = {
	timestampFromMilliseconds(millis) {
		return new Date(Number(millis));
	},
	timestampFromMicroseconds(micros) {
		return new Date(Number(micros / 1000n));
	},
	timestampFromNanoseconds(nanos) {
		return new Date(Number(nanos / 1000000n));
	},
	dateFromDays(days) {
		return /* @__PURE__ */ new Date(days * 864e5);
	},
	stringFromBytes(bytes) {
		return bytes && decoder$1.decode(bytes);
	},
	jsonFromBytes(bytes) {
		return bytes && JSON.parse(decoder$1.decode(bytes));
	},
	geometryFromBytes(bytes) {
		return bytes && wkbToGeojson({
			view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
			offset: 0
		});
	},
	geographyFromBytes(bytes) {
		return bytes && wkbToGeojson({
			view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
			offset: 0
		});
	},
	uuidFromBytes(bytes) {
		if (!bytes) return void 0;
		const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
		return hex.slice(0, 8) + "-" + hex.slice(8, 12) + "-" + hex.slice(12, 16) + "-" + hex.slice(16, 20) + "-" + hex.slice(20, 32);
	}
};
/**
* @param {Uint8Array} bytes
* @returns {number}
*/
function parseDecimal(bytes) {
	if (!bytes.length) return 0;
	let value = 0n;
	for (const byte of bytes) value = value * 256n + BigInt(byte);
	const bits = bytes.length * 8;
	if (value >= 2n ** BigInt(bits - 1)) value -= 2n ** BigInt(bits);
	return Number(value);
}
/**
* @param {Uint8Array | undefined} bytes
* @returns {number | undefined}
*/
function parseFloat16(bytes) {
	if (!bytes) return void 0;
	const int16 = bytes[1] << 8 | bytes[0];
	const sign = int16 >> 15 ? -1 : 1;
	const exp = int16 >> 10 & 31;
	const frac = int16 & 1023;
	if (exp === 0) return sign * 2 ** -14 * (frac / 1024);
	if (exp === 31) return frac ? NaN : sign * 1e400;
	return sign * 2 ** (exp - 15) * (1 + frac / 1024);
}

// node_modules/hyparquet/src/schema.js
/**
* Build a tree from the schema elements.
*
* @param {SchemaElement[]} schema
* @param {number} rootIndex index of the root element
* @param {string[]} path path to the element
* @returns {SchemaTree} tree of schema elements
*/
function schemaTree(schema, rootIndex, path) {
	const element = schema[rootIndex];
	const children = [];
	let count = 1;
	if (element.num_children) while (children.length < element.num_children) {
		const childElement = schema[rootIndex + count];
		const child = schemaTree(schema, rootIndex + count, [...path, childElement.name]);
		count += child.count;
		children.push(child);
	}
	return {
		count,
		element,
		children,
		path
	};
}
/**
* Get schema elements from the root to the given element name.
*
* @param {SchemaElement[]} schema
* @param {string[]} name path to the element
* @returns {SchemaTree[]} list of schema elements
*/
function getSchemaPath(schema, name) {
	return getTreePath(schemaTree(schema, 0, []), name);
}
/**
* Get schema tree nodes from the root of a prebuilt tree to the given element name.
*
* @param {SchemaTree} tree root of the schema tree
* @param {string[]} name path to the element
* @returns {SchemaTree[]} list of schema elements
*/
function getTreePath(tree, name) {
	const path = [tree];
	for (const part of name) {
		const child = tree.children.find((child) => child.element.name === part);
		if (!child) throw new Error(`parquet schema element not found: ${name}`);
		path.push(child);
		tree = child;
	}
	return path;
}
/**
* @import {SchemaElement, SchemaTree} from '../src/types.js'
*/

// node_modules/hyparquet/src/thrift.js
/**
* @import {DataReader, ThriftObject, ThriftType} from '../src/types.js'
*/
const STOP = 0;
const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const I16 = 4;
const I32 = 5;
const I64 = 6;
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;
/**
* Parse TCompactProtocol
*
* @param {DataReader} reader
* @returns {{ [key: `field_${number}`]: any }}
*/
function deserializeTCompactProtocol(reader) {
	/** @type {ThriftObject} */
	const value = {};
	let fid = 0;
	while (true) {
		if (reader.offset >= reader.view.byteLength) throw new Error("thrift struct ended without STOP");
		const byte = reader.view.getUint8(reader.offset++);
		const type = byte & 15;
		if (type === STOP) break;
		const delta = byte >> 4;
		fid = delta ? fid + delta : readZigZag(reader);
		value[`field_${fid}`] = readElement(reader, type);
	}
	return value;
}
/**
* Read a single element based on its type
*
* @param {DataReader} reader
* @param {number} type
* @returns {ThriftType}
*/
function readElement(reader, type) {
	switch (type) {
		case TRUE: return true;
		case FALSE: return false;
		case BYTE: return reader.view.getInt8(reader.offset++);
		case I16:
		case I32: return readZigZag(reader);
		case I64: return readZigZagBigInt(reader);
		case DOUBLE: {
			const value = reader.view.getFloat64(reader.offset, true);
			reader.offset += 8;
			return value;
		}
		case BINARY: {
			const stringLength = readVarInt(reader);
			if (reader.offset + stringLength > reader.view.byteLength) throw new Error(`thrift binary length ${stringLength} exceeds remaining ${reader.view.byteLength - reader.offset} bytes`);
			const strBytes = new Uint8Array(reader.view.buffer, reader.view.byteOffset + reader.offset, stringLength);
			reader.offset += stringLength;
			return strBytes;
		}
		case LIST: {
			const byte = reader.view.getUint8(reader.offset++);
			const elemType = byte & 15;
			let listSize = byte >> 4;
			if (listSize === 15) listSize = readVarInt(reader);
			const boolType = elemType === TRUE || elemType === FALSE;
			const values = new Array(listSize);
			for (let i = 0; i < listSize; i++) values[i] = boolType ? readElement(reader, BYTE) === 1 : readElement(reader, elemType);
			return values;
		}
		case STRUCT: return deserializeTCompactProtocol(reader);
		default: throw new Error(`thrift unhandled type: ${type}`);
	}
}
/**
* Read varint aka Unsigned LEB128.
*
* @param {DataReader} reader
* @returns {number}
*/
function readVarInt(reader) {
	let result = 0;
	let shift = 0;
	while (true) {
		const byte = reader.view.getUint8(reader.offset++);
		result |= (byte & 127) << shift;
		if (!(byte & 128)) return result;
		shift += 7;
	}
}
/**
* Read a varint as a bigint.
*
* @param {DataReader} reader
* @returns {bigint}
*/
function readVarBigInt(reader) {
	let result = 0n;
	let shift = 0n;
	while (true) {
		const byte = reader.view.getUint8(reader.offset++);
		result |= BigInt(byte & 127) << shift;
		if (!(byte & 128)) return result;
		shift += 7n;
	}
}
/**
* Read a zigzag number.
* Zigzag folds positive and negative numbers into the positive number space.
*
* @param {DataReader} reader
* @returns {number}
*/
function readZigZag(reader) {
	const zigzag = readVarInt(reader);
	return zigzag >>> 1 ^ -(zigzag & 1);
}
/**
* Read a zigzag bigint.
*
* @param {DataReader} reader
* @returns {bigint}
*/
function readZigZagBigInt(reader) {
	const zigzag = readVarBigInt(reader);
	return zigzag >> 1n ^ -(zigzag & 1n);
}

// node_modules/hyparquet/src/geoparquet.js
/**
* @param {SchemaElement[]} schema
* @param {KeyValue[] | undefined} key_value_metadata
* @returns {void}
*/
function markGeoColumns(schema, key_value_metadata) {
	/** @type {Map<string, LogicalType>} */
	const columns = /* @__PURE__ */ new Map();
	const geo = key_value_metadata?.find(({ key }) => key === "geo")?.value;
	const decodedColumns = (geo && JSON.parse(geo)?.columns) ?? {};
	for (const [name, column] of Object.entries(decodedColumns)) {
		if (column.encoding !== "WKB") continue;
		const type = column.edges === "spherical" ? "GEOGRAPHY" : "GEOMETRY";
		const id = column.crs?.id ?? column.crs?.ids?.[0];
		const crs = id ? `${id.authority}:${id.code.toString()}` : void 0;
		columns.set(name, {
			type,
			crs
		});
	}
	for (let i = 1; i < schema.length; i++) {
		const { logical_type, name, num_children, type } = schema[i];
		if (num_children) {
			i += num_children;
			continue;
		}
		if (type === "BYTE_ARRAY" && !logical_type) schema[i].logical_type = columns.get(name);
	}
}
/**
* @import {KeyValue, LogicalType, SchemaElement} from '../src/types.js'
*/

// node_modules/hyparquet/src/metadata.js
const decoder = new TextDecoder();
function decode(value) {
	return value && decoder.decode(value);
}
/**
* Read parquet metadata from a buffer synchronously.
*
* @param {ArrayBuffer | Uint8Array} arrayBuffer parquet file footer
* @param {MetadataOptions} options metadata parsing options
* @returns {FileMetaData} parquet metadata object
*/
function parquetMetadata(arrayBuffer, { parsers, geoparquet = true } = {}) {
	let view;
	if (arrayBuffer instanceof ArrayBuffer) view = new DataView(arrayBuffer);
	else if (arrayBuffer instanceof Uint8Array) view = new DataView(arrayBuffer.buffer, arrayBuffer.byteOffset, arrayBuffer.byteLength);
	else throw new Error("parquet expected ArrayBuffer or Uint8Array");
	const allParsers = {
		...DEFAULT_PARSERS,
		...parsers
	};
	if (view.byteLength < 8) throw new Error("parquet file is too short");
	if (view.getUint32(view.byteLength - 4, true) !== 827474256) throw new Error("parquet file invalid (footer != PAR1)");
	const metadataLengthOffset = view.byteLength - 8;
	const metadataLength = view.getUint32(metadataLengthOffset, true);
	if (metadataLength > view.byteLength - 8) throw new Error(`parquet metadata length ${metadataLength} exceeds available buffer ${view.byteLength - 8}`);
	const metadataOffset = metadataLengthOffset - metadataLength;
	const metadata = deserializeTCompactProtocol({
		view,
		offset: metadataOffset
	});
	const version = metadata.field_1;
	/** @type {SchemaElement[]} */
	const schema = metadata.field_2.map((field) => ({
		type: ParquetTypes[field.field_1],
		type_length: field.field_2,
		repetition_type: FieldRepetitionTypes[field.field_3],
		name: decode(field.field_4),
		num_children: field.field_5,
		converted_type: ConvertedTypes[field.field_6],
		scale: field.field_7,
		precision: field.field_8,
		field_id: field.field_9,
		logical_type: logicalType(field.field_10)
	}));
	const columnSchema = schema.filter((e) => e.type);
	const num_rows = metadata.field_3;
	const row_groups = metadata.field_4.map((rowGroup) => ({
		columns: rowGroup.field_1.map((column, columnIndex) => ({
			file_path: decode(column.field_1),
			file_offset: column.field_2,
			meta_data: column.field_3 && {
				type: ParquetTypes[column.field_3.field_1],
				encodings: column.field_3.field_2?.map((e) => Encodings[e]),
				path_in_schema: column.field_3.field_3.map(decode),
				codec: CompressionCodecs[column.field_3.field_4],
				num_values: column.field_3.field_5,
				total_uncompressed_size: column.field_3.field_6,
				total_compressed_size: column.field_3.field_7,
				key_value_metadata: column.field_3.field_8?.map((kv) => ({
					key: decode(kv.field_1),
					value: decode(kv.field_2)
				})),
				data_page_offset: column.field_3.field_9,
				index_page_offset: column.field_3.field_10,
				dictionary_page_offset: column.field_3.field_11,
				statistics: convertStats(column.field_3.field_12, columnSchema[columnIndex], allParsers),
				encoding_stats: column.field_3.field_13?.map((encodingStat) => ({
					page_type: PageTypes[encodingStat.field_1],
					encoding: Encodings[encodingStat.field_2],
					count: encodingStat.field_3
				})),
				bloom_filter_offset: column.field_3.field_14,
				bloom_filter_length: column.field_3.field_15,
				size_statistics: column.field_3.field_16 && {
					unencoded_byte_array_data_bytes: column.field_3.field_16.field_1,
					repetition_level_histogram: column.field_3.field_16.field_2,
					definition_level_histogram: column.field_3.field_16.field_3
				},
				geospatial_statistics: column.field_3.field_17 && {
					bbox: column.field_3.field_17.field_1 && {
						xmin: column.field_3.field_17.field_1.field_1,
						xmax: column.field_3.field_17.field_1.field_2,
						ymin: column.field_3.field_17.field_1.field_3,
						ymax: column.field_3.field_17.field_1.field_4,
						zmin: column.field_3.field_17.field_1.field_5,
						zmax: column.field_3.field_17.field_1.field_6,
						mmin: column.field_3.field_17.field_1.field_7,
						mmax: column.field_3.field_17.field_1.field_8
					},
					geospatial_types: column.field_3.field_17.field_2
				}
			},
			offset_index_offset: column.field_4,
			offset_index_length: column.field_5,
			column_index_offset: column.field_6,
			column_index_length: column.field_7,
			crypto_metadata: column.field_8,
			encrypted_column_metadata: column.field_9
		})),
		total_byte_size: rowGroup.field_2,
		num_rows: rowGroup.field_3,
		sorting_columns: rowGroup.field_4?.map((sortingColumn) => ({
			column_idx: sortingColumn.field_1,
			descending: sortingColumn.field_2,
			nulls_first: sortingColumn.field_3
		})),
		file_offset: rowGroup.field_5,
		total_compressed_size: rowGroup.field_6,
		ordinal: rowGroup.field_7
	}));
	/** @type {KeyValue[] | undefined} */
	const key_value_metadata = metadata.field_5?.map((kv) => ({
		key: decode(kv.field_1),
		value: decode(kv.field_2)
	}));
	const created_by = decode(metadata.field_6);
	if (geoparquet) markGeoColumns(schema, key_value_metadata);
	return {
		version,
		schema,
		num_rows,
		row_groups,
		key_value_metadata,
		created_by,
		metadata_length: metadataLength
	};
}
/**
* Return a tree of schema elements from parquet metadata.
*
* @param {{schema: SchemaElement[]}} metadata parquet metadata object
* @returns {SchemaTree} tree of schema elements
*/
function parquetSchema({ schema }) {
	return getSchemaPath(schema, [])[0];
}
/**
* @param {any} logicalType
* @returns {LogicalType | undefined}
*/
function logicalType(logicalType) {
	if (logicalType?.field_1) return { type: "STRING" };
	if (logicalType?.field_2) return { type: "MAP" };
	if (logicalType?.field_3) return { type: "LIST" };
	if (logicalType?.field_4) return { type: "ENUM" };
	if (logicalType?.field_5) return {
		type: "DECIMAL",
		scale: logicalType.field_5.field_1,
		precision: logicalType.field_5.field_2
	};
	if (logicalType?.field_6) return { type: "DATE" };
	if (logicalType?.field_7) return {
		type: "TIME",
		isAdjustedToUTC: logicalType.field_7.field_1,
		unit: timeUnit(logicalType.field_7.field_2)
	};
	if (logicalType?.field_8) return {
		type: "TIMESTAMP",
		isAdjustedToUTC: logicalType.field_8.field_1,
		unit: timeUnit(logicalType.field_8.field_2)
	};
	if (logicalType?.field_10) return {
		type: "INTEGER",
		bitWidth: logicalType.field_10.field_1,
		isSigned: logicalType.field_10.field_2
	};
	if (logicalType?.field_11) return { type: "NULL" };
	if (logicalType?.field_12) return { type: "JSON" };
	if (logicalType?.field_13) return { type: "BSON" };
	if (logicalType?.field_14) return { type: "UUID" };
	if (logicalType?.field_15) return { type: "FLOAT16" };
	if (logicalType?.field_16) return {
		type: "VARIANT",
		specification_version: logicalType.field_16.field_1
	};
	if (logicalType?.field_17) return {
		type: "GEOMETRY",
		crs: decode(logicalType.field_17.field_1)
	};
	if (logicalType?.field_18) return {
		type: "GEOGRAPHY",
		crs: decode(logicalType.field_18.field_1),
		algorithm: EdgeInterpolationAlgorithms[logicalType.field_18.field_2]
	};
	return logicalType;
}
/**
* @param {any} unit
* @returns {TimeUnit}
*/
function timeUnit(unit) {
	if (unit.field_1) return "MILLIS";
	if (unit.field_2) return "MICROS";
	if (unit.field_3) return "NANOS";
	throw new Error("parquet time unit required");
}
/**
* Convert column statistics based on column type.
*
* @param {any} stats
* @param {SchemaElement} schema
* @param {ParquetParsers} parsers
* @returns {Statistics}
*/
function convertStats(stats, schema, parsers) {
	return stats && {
		max: convertMetadata(stats.field_1, schema, parsers),
		min: convertMetadata(stats.field_2, schema, parsers),
		null_count: stats.field_3,
		distinct_count: stats.field_4,
		max_value: convertMetadata(stats.field_5, schema, parsers),
		min_value: convertMetadata(stats.field_6, schema, parsers),
		is_max_value_exact: stats.field_7,
		is_min_value_exact: stats.field_8
	};
}
/**
* @param {Uint8Array | undefined} value
* @param {SchemaElement} schema
* @param {ParquetParsers} parsers
* @returns {MinMaxType | undefined}
*/
function convertMetadata(value, schema, parsers) {
	const { type, converted_type, logical_type } = schema;
	if (value === void 0) return value;
	if (type === "BOOLEAN") return value[0] === 1;
	if (type === "BYTE_ARRAY") return parsers.stringFromBytes(value);
	const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
	if (type === "FLOAT" && view.byteLength === 4) return view.getFloat32(0, true);
	if (type === "DOUBLE" && view.byteLength === 8) return view.getFloat64(0, true);
	if (type === "INT32" && converted_type === "DECIMAL" && view.byteLength === 4) return view.getInt32(0, true) * 10 ** -(schema.scale || 0);
	if (type === "INT64" && converted_type === "DECIMAL" && view.byteLength === 8) return Number(view.getBigInt64(0, true)) * 10 ** -(schema.scale || 0);
	if (type === "INT32" && converted_type === "DATE") return parsers.dateFromDays(view.getInt32(0, true));
	if (type === "INT64" && converted_type === "TIMESTAMP_MILLIS") return parsers.timestampFromMilliseconds(view.getBigInt64(0, true));
	if (type === "INT64" && converted_type === "TIMESTAMP_MICROS") return parsers.timestampFromMicroseconds(view.getBigInt64(0, true));
	if (type === "INT64" && logical_type?.type === "TIMESTAMP" && logical_type?.unit === "NANOS") return parsers.timestampFromNanoseconds(view.getBigInt64(0, true));
	if (type === "INT64" && logical_type?.type === "TIMESTAMP" && logical_type?.unit === "MICROS") return parsers.timestampFromMicroseconds(view.getBigInt64(0, true));
	if (type === "INT64" && logical_type?.type === "TIMESTAMP") return parsers.timestampFromMilliseconds(view.getBigInt64(0, true));
	const unsigned = converted_type?.startsWith("UINT_") || logical_type?.type === "INTEGER" && !logical_type.isSigned;
	if (type === "INT32" && unsigned && view.byteLength === 4) return view.getUint32(0, true);
	if (type === "INT64" && unsigned && view.byteLength === 8) return view.getBigUint64(0, true);
	if (type === "INT32" && view.byteLength === 4) return view.getInt32(0, true);
	if (type === "INT64" && view.byteLength === 8) return view.getBigInt64(0, true);
	if (converted_type === "DECIMAL") return parseDecimal(value) * 10 ** -(schema.scale || 0);
	if (logical_type?.type === "FLOAT16") return parseFloat16(value);
	if (logical_type?.type === "UUID") return parsers.uuidFromBytes(value);
	if (type === "FIXED_LEN_BYTE_ARRAY") return value;
	return value;
}

// src/training/table-counter.ts
const LF = 10;
const QUOTE = 34;
/** A header line is looked at up to here. */
const MAX_HEADER_BYTES = 262144;
/** A counter for the file's format, undefined for one whose rows cannot be counted in passing. */
function tableCounter(path) {
	switch (/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "") {
		case "csv": return delimitedCounter(",");
		case "tsv": return delimitedCounter("	");
		case "jsonl":
		case "ndjson": return jsonLinesCounter();
		default: return;
	}
}
/** Line ends inside quotes do not count; the header is no row. */
function delimitedCounter(delimiter) {
	const header = headCollector();
	let quoted = false;
	let lines = 0;
	let last = LF;
	return {
		add(chunk) {
			header.add(chunk);
			if (!quoted && !chunk.includes(QUOTE)) lines += countLineEnds(chunk);
			else for (let at = 0; at < chunk.length; at += 1) {
				const byte = chunk[at];
				if (byte === QUOTE) quoted = !quoted;
				else if (byte === LF && !quoted) lines += 1;
			}
			last = chunk.at(-1) ?? last;
		},
		finish() {
			const all = last === LF ? lines : lines + 1;
			const columns = columnsOf(header.text(), delimiter);
			return all === 0 ? { rows: 0 } : {
				rows: all - 1,
				...columns === void 0 ? {} : { columns }
			};
		}
	};
}
function columnsOf(head, delimiter) {
	let quoted = false;
	let columns = 1;
	for (const character of head) if (character === "\"") quoted = !quoted;
	else if (character === "\n" && !quoted) return columns;
	else if (character === delimiter && !quoted) columns += 1;
	return head.length < MAX_HEADER_BYTES ? columns : void 0;
}
function jsonLinesCounter() {
	const head = headCollector();
	let lines = 0;
	let last = LF;
	return {
		add(chunk) {
			head.add(chunk);
			lines += countLineEnds(chunk);
			last = chunk.at(-1) ?? last;
		},
		finish() {
			const columns = membersOf(head.text().split("\n")[0] ?? "");
			return {
				rows: last === LF ? lines : lines + 1,
				...columns === void 0 ? {} : { columns }
			};
		}
	};
}
function membersOf(line) {
	try {
		const value = JSON.parse(line);
		return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value).length : void 0;
	} catch {
		return;
	}
}
function countLineEnds(chunk) {
	let count = 0;
	for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, at + 1)) count += 1;
	return count;
}
function headCollector() {
	let head = Buffer.alloc(0);
	return {
		add(chunk) {
			if (head.length < MAX_HEADER_BYTES) head = Buffer.concat([head, chunk.subarray(0, MAX_HEADER_BYTES - head.length)]);
		},
		text: () => head.toString()
	};
}

// src/training/data-files.ts
/** More files than this under one glob stand in the record as one entry. */
const MAX_ENTRIES_PER_PATTERN = 100;
/** A Parquet footer beyond this is not worth reading for two numbers. */
const MAX_FOOTER_BYTES = 33554432;
/** The data files behind the configured paths and globs. */
async function readDataFiles(patterns, workspace) {
	const data = /* @__PURE__ */ new Map();
	const warnings = [];
	for (const pattern of patterns) {
		const found = await findFiles(pattern, workspace);
		warnings.push(...found.warnings);
		const entries = [];
		for (const file of found.files) {
			const entry = await readDataFile(file).catch((error) => {
				warnings.push({
					message: `"${file.path}" cannot be read: ${error.message}`,
					file: file.path
				});
			});
			if (entry !== void 0) entries.push(entry);
		}
		for (const entry of entries.length > MAX_ENTRIES_PER_PATTERN ? [summariseEntries(pattern, entries)] : entries) data.set(entry.path, entry);
	}
	return {
		data: [...data.values()],
		warnings
	};
}
/**
* One data file.
* @throws the system's error when it cannot be read
*/
async function readDataFile({ path, absolute, size }) {
	const counter = tableCounter(path);
	const digest = await digestOfFile(absolute, (chunk) => counter?.add(chunk));
	const table = /\.parquet$/i.test(path) ? await readParquetSize(absolute, size) : counter?.finish();
	return {
		path,
		...digest,
		...table
	};
}
/** One entry for many files: its digest is SHA-256 over what sha256sum prints for them, sorted by path. */
function summariseEntries(pattern, entries) {
	const rows = entries.reduce((sum, { rows }) => sum === void 0 || rows === void 0 ? void 0 : sum + rows, 0);
	return {
		path: pattern,
		size: entries.reduce((sum, { size }) => sum + size, 0),
		sha256: digestOfFiles(entries),
		files: entries.length,
		...rows === void 0 ? {} : { rows }
	};
}
async function readParquetSize(path, size) {
	const handle = await open(path);
	try {
		const tail = Buffer.alloc(8);
		if (size < 12) return {};
		await handle.read(tail, 0, 8, size - 8);
		const length = tail.readUInt32LE(0) + 8;
		if (tail.toString("latin1", 4) !== "PAR1" || length > size || length > MAX_FOOTER_BYTES) return {};
		const footer = Buffer.alloc(length);
		await handle.read(footer, 0, length, size - length);
		const metadata = parquetMetadata(footer);
		return {
			rows: Number(metadata.num_rows),
			columns: parquetSchema(metadata).children.length
		};
	} catch {
		return {};
	} finally {
		await handle.close();
	}
}

// src/training/discovery.ts
/** Finds the files of a run. */
async function discoverFiles({ settings, before, paramsBefore = [] }, root, { succeeded, hasModel, until }) {
	const search = {
		workspace: {
			root,
			workingDirectory: settings.workingDirectory,
			until
		},
		before,
		paramsBefore,
		succeeded,
		lookedAt: [],
		warnings: []
	};
	const metrics = settings.metrics.length > 0 ? await findConfigured(settings.metrics, search) : await findUsual(USUAL_METRICS, search);
	return {
		metrics,
		series: metrics.some(({ path }) => path.endsWith("dvclive/metrics.json")) ? await findUsual([DVCLIVE_SERIES_FOLDER], search) : [],
		params: await findParams(settings.params, search),
		model: await findModel(settings.modelFiles, hasModel, search),
		artifacts: await findConfigured(settings.artifacts, search),
		lookedAt: search.lookedAt,
		warnings: search.warnings
	};
}
async function findModel(patterns, hasModel, search) {
	if (patterns.length > 0) return findConfigured(patterns, search);
	if (hasModel) return [];
	return (await findUsual(USUAL_MODELS, search)).filter(({ path }) => !isNoModel(path));
}
async function findConfigured(patterns, search) {
	const files = await findAll(patterns, search);
	const stale = files.filter((file) => !isWrittenSince(search.before, file));
	for (const { path } of stale.slice(0, 10)) {
		const consequence = search.succeeded ? "it is taken as it stands" : "it is left out, being of an earlier run";
		search.warnings.push({
			message: `"${path}" was not written by this run; ${consequence}`,
			file: path
		});
	}
	return search.succeeded ? files : files.filter((file) => !stale.includes(file));
}
async function findAll(patterns, { workspace, warnings }) {
	const files = /* @__PURE__ */ new Map();
	for (const pattern of patterns) {
		const found = await findFiles(pattern, workspace);
		warnings.push(...found.warnings);
		for (const file of found.files) files.set(file.path, file);
	}
	return [...files.values()];
}
/** Of the usual places only what the run wrote; a link that leads out of the workspace is warned of. */
async function findUsual(patterns, search) {
	const files = [];
	for (const pattern of patterns) {
		const found = await findFiles(pattern, search.workspace);
		const written = found.files.filter((file) => isWrittenSince(search.before, file));
		search.warnings.push(...found.warnings.filter(({ message }) => message.endsWith("refused")));
		if (written.length === 0) search.lookedAt.push(found.files.length === 0 ? pattern : `${pattern} (not written by this run)`);
		files.push(...written);
	}
	return files;
}
async function findParams(references, search) {
	if (references.length === 0) {
		const standing = [];
		for (const pattern of USUAL_PARAMS) {
			const { sources } = await findStanding(pattern, search);
			if (sources.length === 0) search.lookedAt.push(pattern);
			standing.push(...sources);
		}
		const written = await findUsual(USUAL_WRITTEN_PARAMS, search);
		return [...standing, ...written.map((file) => ({
			path: file.path,
			file
		}))];
	}
	const sources = [];
	for (const reference of references) {
		const { file, section } = parseParamsReference(reference);
		const found = await findStanding(file, search);
		search.warnings.push(...found.warnings);
		sources.push(...found.sources.map((source) => ({
			...source,
			...section === void 0 ? {} : { section }
		})));
	}
	return sources;
}
/** Params that stand there, and those that stood there before the training. */
async function findStanding(pattern, { workspace, paramsBefore }) {
	const found = await findFiles(pattern, workspace);
	const sources = new Map(found.files.map((file) => [file.path, {
		path: file.path,
		file
	}]));
	for (const { path, text } of paramsBefore.filter((before) => before.pattern === pattern)) sources.set(path, {
		...sources.get(path),
		path,
		before: text
	});
	const known = [...sources.values()].toSorted((a, b) => a.path < b.path ? -1 : 1);
	const isKnown = ({ file }) => file !== void 0 && (file === pattern || sources.has(file));
	return {
		sources: known,
		warnings: known.some(({ before }) => before !== void 0) ? found.warnings.filter((warning) => !isKnown(warning)) : found.warnings
	};
}
/** True for a file that is new or looks different since before the run. */
function isWrittenSince(before, file) {
	const earlier = Object.hasOwn(before, file.path) ? before[file.path] : void 0;
	return earlier === void 0 || earlier.mtimeMs !== file.mtimeMs || earlier.size !== file.size;
}

// src/training/probe-answers.ts
const PythonAnswer = object({
	version: string().regex(/^[\w.+-]{1,40}$/),
	prefix: string().max(1e3),
	packages: array(string()).max(2e4)
});
/** The answer of the Python probe; warnings may stand before it. */
function parsePythonProbe(text) {
	const line = text.split("\n").findLast((candidate) => candidate.startsWith("{"));
	const parsed = PythonAnswer.safeParse(line === void 0 ? void 0 : parseJson(line));
	if (!parsed.success) return void 0;
	const packages = parsed.data.packages.flatMap((entry) => {
		const [, name, version] = /^([A-Za-z0-9][\w.-]{0,100})==(\S{1,100})$/.exec(entry) ?? [];
		return name === void 0 || version === void 0 ? [] : [`${name.toLowerCase().replaceAll(/[-_.]+/g, "-")}==${version}`];
	});
	return {
		version: parsed.data.version,
		prefix: parsed.data.prefix,
		packages
	};
}
/** The first version number in what `--version` printed. */
function parseVersionProbe(text) {
	const line = text.split("\n").find((candidate) => /\d+\.\d+/.test(candidate));
	if (line === void 0 || /not found|no such file|cannot/i.test(text)) return void 0;
	return /\d+\.\d+(?:[.+_-][\w.+-]+)?/.exec(line)?.[0].slice(0, 40);
}
/** `nvidia-smi --format=csv,noheader` gives a line per device: name, memory, driver. */
function parseGpuProbe(text) {
	const devices = text.split("\n").flatMap((line) => {
		const [, name, memory, driver] = /^([^,]{1,100}), (\d+ MiB), ([\w.]{1,40})$/.exec(line.trim()) ?? [];
		return name === void 0 ? [] : [`${name}, ${memory ?? ""}, driver ${driver ?? ""}`];
	});
	const texts = [...Map.groupBy(devices, (device) => device)].map(([device, { length }]) => length === 1 ? device : `${length} × ${device}`);
	return texts.length === 0 ? void 0 : texts.join("; ");
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

// src/training/lock-files.ts
const LOCKS = [
	["package-lock.json", parseNpmLock],
	["yarn.lock", parseYarnLock],
	["pnpm-lock.yaml", parsePnpmLock],
	["renv.lock", parseRenvLock]
];
/** All pinned packages as `npm:name==version` and `cran:name==version`; a lock file that cannot be read counts as none. */
async function readLockedPackages(workspace) {
	return (await Promise.all(LOCKS.map(async ([name, parse]) => parseSafely(await readLock(name, workspace), parse)))).flat();
}
async function readLock(name, workspace) {
	for (const workingDirectory of /* @__PURE__ */ new Set([workspace.workingDirectory, "."])) {
		const { files } = await findFiles(name, {
			...workspace,
			workingDirectory
		});
		const [file] = files;
		if (file !== void 0 && file.size <= 10485760) return readFile(file.absolute, "utf8").catch(() => "");
	}
	return "";
}
function parseSafely(text, parse) {
	try {
		return text === "" ? [] : parse(text);
	} catch {
		return [];
	}
}
/** Lock file versions 2 and 3: https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
function parseNpmLock(text) {
	const { packages = {} } = JSON.parse(text);
	return Object.entries(packages).flatMap(([path, { version, link }]) => {
		const name = path.split("node_modules/").at(-1) ?? "";
		return path === "" || name === "" || link === true ? [] : pinned("npm", name, version);
	});
}
/** Yarn 1 (`version "1.2.3"`) and later (`version: 1.2.3`). */
function parseYarnLock(text) {
	return [...text.matchAll(/^"?(@?[^@\s"]+)@[^\n]*:\n(?: {2}[^\n]*\n)*? {2}version:? "?([^"\s]+)"?$/gm)].flatMap(([, name, version]) => version?.startsWith("0.0.0-use.local") === true ? [] : pinned("npm", name ?? "", version));
}
/** The keys of `packages:`, `name@version` or `/name@version`, with peers in parentheses. */
function parsePnpmLock(text) {
	return [...(/^packages:\n([\s\S]*?)(?=^\S|(?![\s\S]))/m.exec(text)?.[1] ?? "").matchAll(/^ {2}'?\/?(@?[^@\s'(:]+)@([^\s'(:]+)[^\n]*:$/gm)].flatMap(([, name, version]) => pinned("npm", name ?? "", version));
}
/** https://rstudio.github.io/renv/reference/lockfiles.html */
function parseRenvLock(text) {
	const { Packages = {} } = JSON.parse(text);
	return Object.entries(Packages).flatMap(([name, { Version }]) => pinned("cran", name, Version));
}
function pinned(ecosystem, name, version) {
	return typeof version === "string" && /^[^\s]{1,100}$/.test(version) && /^[@\w./-]{1,200}$/.test(name) ? [`${ecosystem}:${name}==${version}`] : [];
}

// src/training/environment.ts
/** More packages than this are recorded by digest alone. */
const MAX_LISTED_PACKAGES = 1500;
const MAX_ANSWER_BYTES = 1048576;
const VERSION_PROBES = [
	"r",
	"julia",
	"node",
	"java",
	"go",
	"rust",
	"dotnet"
];
/** Describes the environment; what cannot be told is absent. */
async function readEnvironment(options) {
	const { folder, workspace, variables, container } = options;
	const answer = async (name) => {
		return (await readPlainFile(join(folder, CAPTURE_FILES.probed, name), MAX_ANSWER_BYTES))?.content.toString() ?? "";
	};
	const [os, python, gpu, locked, ...versions] = await Promise.all([
		readSystemName(),
		answer("python").then(parsePythonProbe),
		answer("gpu").then(parseGpuProbe),
		readLockedPackages(workspace),
		...VERSION_PROBES.map(async (name) => [name, parseVersionProbe(await answer(name))])
	]);
	const conda = await readCondaPackages(python?.prefix ?? variables["CONDA_PREFIX"]);
	const runtimes = [["python", python?.version], ...versions].flatMap(([name, version]) => version === void 0 ? [] : [[name, version]]);
	const packages = packagesFrom([
		...(python?.packages ?? []).map((name) => `pypi:${name}`),
		...conda,
		...locked
	]);
	const cpu = cpus()[0]?.model.trim();
	const image = [variables["ImageOS"], variables["ImageVersion"]].filter(Boolean).join(" ");
	return {
		os,
		arch: arch(),
		...cpu === void 0 || cpu === "" ? {} : { cpu },
		cores: availableParallelism(),
		memory: memoryOfProcess(),
		...gpu === void 0 ? {} : { gpu },
		runtimes: Object.fromEntries(runtimes),
		...packages === void 0 ? {} : { packages },
		...container === void 0 || container === "" ? {} : { container },
		...image === "" ? {} : { image }
	};
}
/** The digest is SHA-256 over the sorted list, a package a line. */
function packagesFrom(names) {
	if (names.length === 0) return void 0;
	const list = [...new Set(names)].toSorted();
	return {
		digest: createHash("sha256").update(list.map((name) => `${name}\n`).join("")).digest("hex"),
		...list.length > MAX_LISTED_PACKAGES ? { count: list.length } : { list }
	};
}
/** What a container may use, where it is limited. */
function memoryOfProcess() {
	const limit = process.constrainedMemory();
	return limit > 0 && limit < totalmem() ? limit : totalmem();
}
async function readSystemName() {
	if (platform() === "linux") {
		const text = await readFile("/etc/os-release", "utf8").catch(() => "");
		const name = /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(text)?.[1];
		if (name !== void 0) return name;
	}
	return `${type()} ${release()}`;
}
async function readCondaPackages(prefix) {
	if (prefix === void 0 || prefix === "") return [];
	return (await readdir(join(prefix, "conda-meta")).catch(() => [])).flatMap((name) => {
		const parts = /^([\w.+-]+)-([^-]+)-[^-]+\.json$/.exec(name);
		return parts?.[1] === void 0 || parts[2] === void 0 ? [] : [`conda:${parts[1]}==${parts[2]}`];
	});
}

// src/training/log-tail.ts
const TAIL_BYTES = 262144;
const MAX_LINE_LENGTH = 500;
/** The last lines of a log; none when it cannot be read. */
async function readLogTail(path, redact) {
	const end = await readPlainFile(path, TAIL_BYTES);
	return end === void 0 ? [] : tailOf(end.content.toString(), end.content.length === end.size, redact);
}
/** @param isWhole whether the text starts where the log starts; a first line that does not may end a cut secret */
function tailOf(text, isWhole, redact) {
	const lines = redact(stripVTControlCharacters(text)).split(/\r?\n/);
	if (!isWhole && lines.length > 1) lines.shift();
	return lines.map(lastOverwrite).filter((line) => line !== "").slice(-30).map((line) => line.length > MAX_LINE_LENGTH ? `…${line.slice(-500)}` : line);
}
function lastOverwrite(line) {
	return (line.split("\r").findLast((part) => part.trim() !== "") ?? "").replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "").trimEnd();
}
const ERROR_LINES = [
	/^(?:[A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt|Warning|Iteration))(?::.*)?$/,
	/^Error(?: in .*)?:.*$/,
	/^ERROR: .*$/,
	/^Exception in thread .*$/,
	/^(?:Uncaught )?[A-Z]\w*Error: .*$/,
	/^thread '.*' panicked at .*$/,
	/^.*: line \d+: .*$/
];
/** The line that names the error: the last one in the shape of a language's error message. */
function errorLineOf(tail) {
	const traceback = tail.findLastIndex((line) => line.startsWith("Traceback (most recent call last)"));
	if (traceback !== -1) {
		const named = tail.slice(traceback + 1).find((line) => /^\S/.test(line));
		if (named !== void 0) return named;
	}
	return tail.findLast((line) => ERROR_LINES.some((pattern) => pattern.test(line)));
}

// src/training/outcome.ts
const MAX_OUTCOME_BYTES = 1e4;
/** Signals by which somebody ends a process, as opposed to those by which it ends itself. */
const ENDED_FROM_OUTSIDE = /* @__PURE__ */ new Set([
	"INT",
	"TERM",
	"KILL",
	"HUP",
	"QUIT",
	"XCPU"
]);
/**
* Reads the outcome. Without one, or without its end, the training was killed together with its runner.
* @param now when nothing says when it ended
*/
async function readOutcome(folder, runId, now, redact) {
	const written = await readPlainFile(join(folder, CAPTURE_FILES.outcome), MAX_OUTCOME_BYTES);
	const tail = await readLogTail(join(folder, CAPTURE_FILES.output), redact);
	const outcome = parseOutcome(written?.content.toString() ?? "", timeOfRunId(runId), now);
	if (outcome.status === "finished") return {
		...outcome,
		tail
	};
	const lastTraceback = outcome.oomKills === void 0 ? errorLineOf(tail) : void 0;
	return {
		...outcome,
		tail,
		...lastTraceback === void 0 ? {} : { lastTraceback },
		message: messageOf(outcome)
	};
}
/** Parses what train.sh wrote; anything that is not as train.sh writes it counts as missing. */
function parseOutcome(text, planned, now) {
	const fields = new Map(text.split("\n").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
	const whole = (name) => {
		const value = fields.get(name) ?? "";
		return /^\d{1,15}$/.test(value) ? Number(value) : void 0;
	};
	const started = new Date(whole("started") ?? planned.getTime());
	const endedMs = whole("ended");
	const exitCode = whole("exit_status");
	if (endedMs === void 0 || exitCode === void 0 || exitCode > 255) return {
		status: "killed",
		started,
		ended: later(now, started),
		durationSeconds: secondsBetween(started, later(now, started))
	};
	const ended = later(new Date(endedMs), started);
	const signal = /^[A-Z]{2,10}\d{0,2}(?:[+-]\d{1,2})?$/.exec(fields.get("signal") ?? "")?.[0];
	const cpuSeconds = parseTimes(fields.get("cpu") ?? "");
	const [peakMemoryBytes, oomKills] = [whole("peak_memory"), whole("oom_kills")];
	const memoryLimitBytes = whole("memory_limit");
	const isCancelled = (fields.get("cancelled") ?? "") !== "";
	return {
		status: isCancelled || signal !== void 0 && ENDED_FROM_OUTSIDE.has(signal) ? "killed" : exitCode === 0 ? "finished" : "failed",
		exitCode,
		...signal === void 0 ? {} : { signal },
		started,
		ended,
		durationSeconds: secondsBetween(started, ended),
		...cpuSeconds === void 0 ? {} : { cpuSeconds },
		...peakMemoryBytes === void 0 || peakMemoryBytes === 0 ? {} : { peakMemoryBytes },
		...memoryLimitBytes === void 0 ? {} : { memoryLimitBytes },
		...oomKills === void 0 || oomKills === 0 ? {} : { oomKills },
		...isCancelled ? { isCancelled: true } : {},
		...fields.get("abandoned") === "true" ? { isAbandoned: true } : {}
	};
}
function messageOf(ending) {
	const { status, exitCode, signal, oomKills, isCancelled, isAbandoned } = ending;
	if (exitCode === void 0) return "the training was killed together with its runner (no outcome was written)";
	if (isAbandoned === true) return "the training was ended because the process that watched it was killed";
	if (isCancelled === true) {
		if (signal === void 0) return `the training was cancelled (exit status ${exitCode})`;
		if (signal !== "KILL") return `the training ended by SIG${signal}, because it was cancelled`;
		return "the training was killed by SIGKILL, because it was cancelled and did not end by itself";
	}
	if (oomKills !== void 0) return `the training ran out of memory: the kernel ended it${memoryWords(ending)}`;
	if (signal === "KILL") return `the training was killed by SIGKILL, often for want of memory${memoryWords(ending)}`;
	if (signal !== void 0) return `the training ended by SIG${signal}`;
	return `the training ${status === "killed" ? "was killed" : "failed"} with exit status ${exitCode}`;
}
function memoryWords({ peakMemoryBytes, memoryLimitBytes }) {
	const words = [...peakMemoryBytes === void 0 ? [] : [`its largest process had ${formatBytes(peakMemoryBytes)}`], ...memoryLimitBytes === void 0 ? [] : [`all may have ${formatBytes(memoryLimitBytes)}`]];
	return words.length === 0 ? "" : ` (${words.join(", ")})`;
}
/** User and system time as bash's `times` prints them (`0m1.234s 0m0.100s`), in seconds. */
function parseTimes(text) {
	const times = [...text.matchAll(/(\d+)m(\d+)[.,](\d{1,6})s/g)];
	if (times.length !== 2) return void 0;
	const total = times.reduce((sum, [, minutes, seconds, part]) => sum + Number(minutes) * 60 + Number(`${seconds}.${part}`), 0);
	return Math.round(total * 1e3) / 1e3;
}
function later(a, b) {
	return a > b ? a : b;
}
function secondsBetween(from, to) {
	return (to.getTime() - from.getTime()) / 1e3;
}

// src/training/redacted-paths.ts
/** Path → the path under which the file is kept: itself, or redacted and, where that name is taken, numbered. */
function redactedPaths(paths, redact) {
	const shown = new Map(paths.map((path) => [path, redactedPath(path, redact)]));
	const taken = new Set(paths.filter((path) => shown.get(path) === path));
	for (const [path, redacted] of shown) {
		if (redacted === path) continue;
		const free = freeName(redacted, taken);
		taken.add(free);
		shown.set(path, free);
	}
	return shown;
}
/** GitHub and Windows allow no asterisk in the path of a file. */
function redactedPath(path, redact) {
	const redacted = redact(path);
	return redacted === path ? path : redacted.replaceAll("***", "redacted");
}
/** `redacted.bin`, then `redacted-2.bin`: the ending of a model file says how it is read. */
function freeName(path, taken) {
	const [, stem = path, ending = ""] = /^(.*?)(\.[^./]+)?$/s.exec(path) ?? [];
	let name = path;
	for (let count = 2; taken.has(name); count += 1) name = `${stem}-${count}${ending}`;
	return name;
}

// src/training/run-record.ts
/** The record without its comparison and without the place of its artifact. */
function runRecordFrom(parts) {
	const { plan, outcome, model } = parts;
	const resources = resourcesOf(outcome);
	const error = errorOf(outcome);
	return {
		schema: 1,
		id: plan.runId,
		experiment: plan.settings.experiment,
		model: {
			name: plan.settings.model,
			files: model.files,
			...model.digest === void 0 ? {} : { digest: model.digest }
		},
		status: outcome.status,
		...error === void 0 ? {} : { error },
		started: outcome.started.toISOString(),
		ended: outcome.ended.toISOString(),
		duration: outcome.durationSeconds,
		...resources === void 0 ? {} : { resources },
		source: parts.source,
		trigger: triggerOf(plan),
		environment: parts.environment,
		command: plan.settings.command ?? "",
		params: parts.params,
		metrics: { ...parts.metrics },
		...parts.series === void 0 ? {} : { series: parts.series },
		data: parts.data,
		artifacts: parts.artifacts,
		tags: { ...parts.tags },
		capture: parts.capture
	};
}
function errorOf({ status, message, lastTraceback, exitCode, signal, tail }) {
	if (status === "finished") return void 0;
	return {
		message: (status === "failed" ? lastTraceback : void 0) ?? message ?? "the training failed",
		...exitCode === void 0 ? {} : { exit_code: exitCode },
		...signal === void 0 ? {} : { signal },
		...tail.length === 0 ? {} : { tail: [...tail] }
	};
}
function resourcesOf({ peakMemoryBytes, cpuSeconds }) {
	if (peakMemoryBytes === void 0 && cpuSeconds === void 0) return void 0;
	return {
		...peakMemoryBytes === void 0 ? {} : { peak_memory: peakMemoryBytes },
		...cpuSeconds === void 0 ? {} : { cpu_time: cpuSeconds }
	};
}
function triggerOf({ event, overrides }) {
	return {
		event: event.name,
		...event.actor === void 0 ? {} : { actor: event.actor },
		...event.workflow === void 0 ? {} : { workflow: event.workflow },
		...event.run === void 0 ? {} : { run: event.run },
		...event.attempt === void 0 ? {} : { attempt: event.attempt },
		...event.job === void 0 ? {} : { job: event.job },
		...event.matrix === void 0 ? {} : { matrix: { ...event.matrix } },
		...event.jobTotal === void 0 ? {} : { job_total: event.jobTotal },
		...event.runUrl === void 0 ? {} : { url: event.runUrl },
		...Object.keys(overrides).length === 0 ? {} : { overrides: { ...overrides } }
	};
}

// src/training/capture.ts
const MAX_WARNINGS = 200;
/** Captures one run. */
async function captureRun(options) {
	const { plan, folder, repositoryRoot, environment: variables, mergeBase, container, log } = options;
	const { settings } = plan;
	const { until } = options;
	const workspace = {
		root: repositoryRoot,
		workingDirectory: settings.workingDirectory,
		until
	};
	const redact = redactorFrom(variables);
	const failures = [];
	const attempt = attempts(failures);
	const outcome = await readOutcome(folder, plan.runId, until ?? /* @__PURE__ */ new Date(), redact);
	const written = await attempt(findWrittenArtifacts(folder), {
		model: [],
		artifacts: [],
		warnings: []
	});
	const circumstances = {
		succeeded: outcome.status === "finished",
		hasModel: written.model.length > 0,
		until
	};
	const discovered = await attempt(discoverFiles(plan, repositoryRoot, circumstances), NOTHING_DISCOVERED);
	const metrics = await attempt(captureMetrics(folder, discovered, settings.metricsPattern), NO_METRICS);
	const params = await attempt(captureParams(folder, discovered.params, plan.overrides), {
		params: plan.overrides,
		found: [],
		warnings: []
	});
	const data = await attempt(readDataFiles(settings.data, workspace), {
		data: [],
		warnings: []
	});
	const lists = await attempt(writeSmallArtifacts(folder, metrics.artifacts, redact), []);
	const hashed = {
		model: await hashFiles([...written.model, ...discovered.model]),
		artifacts: await hashFiles([
			...written.artifacts,
			...discovered.artifacts,
			...lists
		])
	};
	const shown = redactedPaths([...hashed.model.files, ...hashed.artifacts.files].map(({ path }) => path), redact);
	const [model, artifacts] = [withoutSecrets(hashed.model, shown), withoutSecrets(hashed.artifacts, shown)];
	const environment = await readEnvironment({
		folder,
		workspace,
		variables,
		...container === void 0 ? {} : { container }
	});
	const code = await captureCode(plan.source, folder, mergeBase, redact);
	const series = captureSeries(metrics.points, redact);
	const parts = [
		written,
		discovered,
		metrics,
		params,
		data,
		model,
		artifacts,
		code
	];
	const warnings = [...failures, ...parts.flatMap((part) => part.warnings)];
	const [modelEntries, artifactEntries] = [model.files.map(entryOf), artifacts.files.map(entryOf)];
	const groups = {
		model: modelEntries,
		artifacts: artifactEntries,
		data: data.data
	};
	const record = redactRecord(runRecordFrom({
		plan,
		outcome,
		source: code.source,
		environment,
		params: params.params,
		metrics: summariseMetrics(metrics.points),
		series: series?.entry,
		data: [...data.data],
		model: {
			files: modelEntries,
			digest: modelEntries.length > 0 ? digestOfFiles(modelEntries) : void 0
		},
		artifacts: artifactEntries,
		tags: Object.fromEntries(metrics.tags),
		capture: {
			found: [
				...metrics.found,
				...params.found,
				...describeFiles(groups)
			],
			warnings: limit(warnings)
		}
	}), redact);
	report(record, discovered.lookedAt.map(redact), log);
	return {
		record,
		files: {
			...series === void 0 ? {} : { [SERIES_FILE]: series.content },
			...code.patch === void 0 ? {} : { [CAPTURE_FILES.patch]: code.patch }
		},
		modelFiles: model.files,
		artifactFiles: artifacts.files
	};
}
const NOTHING_DISCOVERED = {
	metrics: [],
	series: [],
	params: [],
	model: [],
	artifacts: [],
	lookedAt: [],
	warnings: []
};
const NO_METRICS = {
	points: [],
	tags: /* @__PURE__ */ new Map(),
	artifacts: [],
	found: [],
	warnings: []
};
/** What goes wrong in one part must not cost the others. */
function attempts(failures) {
	return async (part, instead) => {
		try {
			return await part;
		} catch (error) {
			failures.push({ message: `a part of the capture failed: ${error.message}` });
			return instead;
		}
	};
}
/** A name may hold a secret too, and becomes a name in the artifact and in a release. */
function withoutSecrets({ files, warnings }, shown) {
	return {
		files: files.map((file) => ({
			...file,
			path: shown.get(file.path) ?? file.path
		})),
		warnings
	};
}
function entryOf({ path, size, sha256 }) {
	return {
		path,
		size,
		sha256
	};
}
function describeFiles(groups) {
	return Object.entries(groups).flatMap(([kind, files]) => {
		if (files.length === 0) return [];
		const size = files.reduce((sum, file) => sum + file.size, 0);
		const names = files.slice(0, 5).map(({ path }) => path);
		const more = files.length > names.length ? `, and ${files.length - names.length} more` : "";
		return [`${kind}: ${names.join(", ")}${more} (${size} bytes)`];
	});
}
function limit(warnings) {
	if (warnings.length <= MAX_WARNINGS) return [...warnings];
	return [...warnings.slice(0, MAX_WARNINGS), { message: `and ${warnings.length - MAX_WARNINGS} more warnings` }];
}
function report({ capture }, lookedAt, log) {
	for (const line of capture.found) log.info(logLine(`found ${line}`));
	if (lookedAt.length > 0) log.info(logLine(`looked at in vain: ${lookedAt.join(", ")}`));
	for (const { message, file, line } of capture.warnings) {
		const place = file === void 0 ? "" : `${file}${line === void 0 ? "" : `:${line}`}: `;
		log.warn(logLine(`${place}${message}`));
	}
}

// src/pipeline/store-record.ts
/**
* Appends the run to the tracking branch.
* A disk that takes nothing is a warning: it must not cost the run.
* @throws MlopsError of the tracking branch, its hint naming where the record is kept
*/
async function storeRecord(bundle, ports, { collect, mayWrite } = {
	collect: false,
	mayWrite: "yes"
}) {
	const { id } = bundle.record;
	const names = await spooled(bundle, ports);
	const artifact = names === void 0 ? void 0 : await upload(recordArtifactName(id, collect), names, collect, ports);
	if (collect && artifact !== void 0) {
		ports.log.info(`left as the workflow artifact ${artifact}, for the job with \`task: collect\` to record`);
		return {
			commit: void 0,
			leftTo: "collect"
		};
	}
	if (mayWrite === "no") return leave(artifact, ports);
	try {
		const { commit, written } = await ports.history.append([bundle]);
		ports.log.info(placeWords(commit, written));
		if (names !== void 0) await dropSpool({
			id,
			folder: ports.spool
		});
		return {
			commit,
			leftTo: void 0
		};
	} catch (error) {
		if (!(error instanceof MlopsError) || names === void 0) throw error;
		if (mayWrite === "unsure" && error.code === "tracking-forbidden" && artifact !== void 0) return leave(artifact, ports);
		const file = join(ports.spool, `${id}.json`);
		const kept = artifact === void 0 ? file : `the workflow artifact ${artifact} (here: ${file})`;
		throw new MlopsError(error.code, error.message, `${error.hint} The record of this run is kept in ${kept}.`, {
			cause: error,
			...error.place === void 0 ? {} : { place: error.place }
		});
	}
}
/** Whoever opened the pull request cannot mend what is wrong with the artifact service, so that is a warning. */
function leave(artifact, { log }) {
	if (artifact === void 0) log.warn("the token may not write and no artifact can be left: the record ends with this job");
	else log.info(`left as the workflow artifact ${artifact}, for a job with \`task: publish\` to record`);
	return {
		commit: void 0,
		leftTo: artifact === void 0 ? void 0 : "publish"
	};
}
/** The names of the files on disk; undefined when the disk did not take them. */
async function spooled(bundle, { spool, log }) {
	try {
		return await writeSpool(spool, bundle);
	} catch (error) {
		if (error.syscall === void 0) throw error;
		log.warn(`the record is not kept in ${spool}, only written to the tracking branch: ${error.message}`);
		return;
	}
}
function placeWords(commit, written) {
	if (!written) return "recorded before; nothing written";
	if (commit === void 0) return "recorded in the inbox of the tracking branch, to be folded in with the runs of others";
	return `recorded as ${commit.slice(0, 7)} on the tracking branch`;
}
/** A runner's disk goes with its job, so there what the spool holds is uploaded as well. Gives the artifact's name. */
async function upload(artifact, names, isLeg, { artifacts, spool, log }) {
	if (artifacts?.kind !== "workflow") return void 0;
	try {
		const files = await Promise.all(names.map(async (name) => ({
			path: name,
			from: join(spool, name),
			...await digestOfFile(join(spool, name))
		})));
		await artifacts.upload(artifact, files, { retentionDays: void 0 });
		return artifact;
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		const isAbsent = error.code === "artifact-absent";
		const line = `the record is not kept as an artifact, only written to the tracking branch: ${error.message}`;
		if (isAbsent && !isLeg) log.debug(line);
		else log.warn(isAbsent ? `${line}. Set \`collect: false\` to silence this.` : line);
		return;
	}
}

// src/pipeline/upload-model.ts
/** Uploads `files` and writes into the record where they lie; a failure stands in the record's capture warnings. */
async function uploadModel(record, files, ports, options) {
	if (files.length === 0) return {
		record,
		artifact: void 0
	};
	if (ports.artifacts === void 0) return withWarning(record, "the model was not kept: there is no artifact service here; set `upload-model: false` to silence this", ports);
	try {
		const uploading = ports.artifacts.upload(artifactName(record.model.name, record.id), files, options);
		const stored = await Promise.race([uploading, timeIsUp(record, ports)]);
		const artifact = {
			id: stored.id,
			...stored.url === void 0 ? {} : { url: stored.url },
			...stored.digest === void 0 ? {} : { digest: stored.digest },
			...stored.expires === void 0 ? {} : { expires: stored.expires }
		};
		ports.log.info(`kept ${files.length} file${files.length === 1 ? "" : "s"} as artifact ${stored.id}`);
		return {
			record: {
				...record,
				model: {
					...record.model,
					artifact
				}
			},
			artifact
		};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		return withWarning(record, `the model was not kept: ${error.message}. ${error.hint}`, ports);
	}
}
/** GitHub gives a cancelled job five minutes in all: more than these for its files could cost the record. */
const CANCELLED_MS = 18e4;
/** Rejects when the record must not wait for its files any longer. */
async function timeIsUp({ status }, { cancelled, artifacts }) {
	const isShort = status === "killed" && artifacts?.kind === "workflow";
	const signals = [...cancelled === void 0 ? [] : [cancelled], ...isShort ? [AbortSignal.timeout(CANCELLED_MS)] : []];
	const signal = AbortSignal.any(signals);
	if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
	throw new MlopsError("artifact-failed", "the job was cancelled", "Run it again to keep its files.");
}
function withWarning(record, message, ports) {
	ports.log.warn(message);
	const { found, warnings, ...rest } = record.capture;
	return {
		record: {
			...record,
			capture: {
				...rest,
				found,
				warnings: [...warnings, { message }]
			}
		},
		artifact: void 0
	};
}

// src/training/training-processes.ts
/** train.sh itself needs five seconds to end a training that will not end. */
const SECONDS_UNTIL_KILL = 8;
const SECONDS_AFTER_KILL = 3;
/** Ends a training whose runner was killed, and that goes on without it: it writes where this job reads. */
async function endUnwatchedTraining(folder, runId, log) {
	const outcome = (await readPlainFile(join(folder, CAPTURE_FILES.outcome), 1e4))?.content.toString() ?? "";
	const training = {
		runId,
		group: void 0
	};
	if (/^ended=\d/m.test(outcome) || !await isTrainingLeft(training)) return;
	log.warn("ending the training: it went on when its runner was killed");
	if (!await endTraining(training)) log.warn("the training could not be ended; what it writes from now on is not recorded");
}
/** Whether anything of a training is still there. */
async function isTrainingLeft({ runId, group }) {
	const found = await processesOf(runId);
	return found === void 0 ? group !== void 0 && send(-group, 0) : found.length > 0;
}
/**
* Ends what is left of a training: asks, waits, kills. A group that is known by its number alone may be another's by now,
* so it is only looked at.
* @returns whether nothing is left
*/
async function endTraining(training) {
	const { runId } = training;
	const found = await processesOf(runId);
	if (found === void 0) return !await isTrainingLeft(training);
	for (const pid of found) send(pid, "SIGTERM");
	if (await isGoneWithin(SECONDS_UNTIL_KILL, runId)) return true;
	for (const pid of await processesOf(runId) ?? []) send(pid, "SIGKILL");
	return isGoneWithin(SECONDS_AFTER_KILL, runId);
}
async function isGoneWithin(seconds, runId) {
	for (let waited = 0; waited < seconds * 10; waited += 1) {
		if ((await processesOf(runId))?.length === 0) return true;
		await setTimeout(100);
	}
	return false;
}
/** Undefined where the system does not tell. This process and its parent may have been started by a training themselves. */
async function processesOf(runId) {
	if (process.platform !== "linux") return void 0;
	const others = ((await readdir("/proc").catch(() => void 0))?.filter((name) => /^\d+$/.test(name)).map(Number))?.filter((pid) => pid !== process.pid && pid !== process.ppid);
	if (others === void 0) return void 0;
	const isOfRun = await Promise.all(others.map((pid) => hasRunId(pid, runId)));
	return others.filter((_, index) => isOfRun[index]);
}
/** train.sh has the capture folder in its environment, which is named after the run; all below it have the id. */
async function hasRunId(pid, runId) {
	return (await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "")).split("\0").some((variable) => variable === `MLOPS_RUN_ID=${runId}` || variable.startsWith("MLOPS_CAPTURE=") && variable.endsWith(`/${runId}`));
}
function send(pid, signal) {
	try {
		process.kill(pid, signal);
		return true;
	} catch (error) {
		return error.code === "EPERM";
	}
}

export { storeRecord as a, uploadModel as i, endUnwatchedTraining as n, captureRun as o, isTrainingLeft as r, endTraining as t };