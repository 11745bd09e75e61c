import { t as MlopsError } from "./error.js";
import { a as parseYamlText, n as parseConfig } from "./parse-config.js";
import { _ as _isoDateTime, c as looseObject, d as record, g as unknown, h as union, i as boolean, l as number, n as _enum, p as string, r as array, s as literal, t as ZodISODateTime } from "./zod.js";
import { n as parseInputs } from "./inputs.js";
import { i as pathFromRoot, n as overlay, r as isInside } from "./overlay.js";
import { t as Reading } from "./number.js";
import systemPath from "node:path";
import { createHash } from "node:crypto";
import { lstat, readFile, realpath, stat } from "node:fs/promises";

// src/config/gate-lines.ts
/** The lines in the text of a configuration that was read before without a problem. */
function gateLinesOf(text) {
	const yaml = parseYamlText(text, "");
	const gates = membersOf(membersOf(yaml.value)["gates"]);
	const lineOf = (path, key) => yaml.placeOf(path, key).line ?? 1;
	return Object.fromEntries(Object.entries(gates).map(([metric, gate]) => {
		const conditions = Object.keys(membersOf(gate)).map((key) => [key, lineOf(["gates", metric], key)]);
		return [metric, Object.fromEntries([["", lineOf(["gates"], metric)], ...conditions])];
	}));
}
/** The line of a condition of a gate, else of the gate; undefined when it stands in no file. */
function gateLine(lines, metric, condition) {
	const gate = Object.hasOwn(lines, metric) ? lines[metric] : void 0;
	if (gate === void 0) return void 0;
	return Object.hasOwn(gate, condition) ? gate[condition] : gate[""];
}
function membersOf(value) {
	return typeof value === "object" && value !== null ? value : {};
}

// node_modules/zod/v4/classic/iso.js
function datetime(params) {
	return _isoDateTime(ZodISODateTime, params);
}

// src/config/load-config.ts
const CONFIG_FILE = "mlops.yaml";
const MISSPELLED = [
	"mlops.yml",
	".mlops.yaml",
	".mlops.yml",
	"mlops.json",
	"mlops.toml"
];
/**
* Settings from inputs (or flags) and the repository's mlops.yaml.
* @param repository `owner/name`, or the folder's name where there is no forge
* @throws MlopsError `usage` or `config-invalid`
*/
async function loadSettings(raw, { root, repository }) {
	const inputs = parseInputs(raw);
	const { workingDirectory, configFile } = inputs;
	const loaded = await loadConfig({
		root,
		workingDirectory,
		configFile
	});
	return overlay(loaded.config, inputs, {
		...loaded,
		repository
	});
}
/**
* Reads the configuration; none is an empty one, unless it was named.
* @throws MlopsError `usage` for a working directory that is absent or lies outside, `config-invalid` for the rest
*/
async function loadConfig(places) {
	const root = await realpath(places.root);
	const directory = await findDirectory(root, places.workingDirectory ?? ".");
	const workingDirectory = pathFromRoot(root, directory);
	const file = await findFile(root, directory, places.configFile);
	if (file === void 0) return {
		config: {},
		configFile: void 0,
		workingDirectory,
		gateLines: {}
	};
	const configFile = pathFromRoot(root, file);
	const text = await readText(file, configFile);
	return {
		config: parseConfig(text, configFile),
		configFile,
		workingDirectory,
		gateLines: gateLinesOf(text)
	};
}
async function findDirectory(root, typed) {
	const found = await realpath(systemPath.resolve(root, typed)).catch(() => void 0);
	if (found === void 0 || !(await stat(found)).isDirectory()) throw new MlopsError("usage", `working-directory: there is no folder "${typed}"`, `Give a folder relative to the repository's root, ${root}.`);
	if (isInside(root, found)) return found;
	throw new MlopsError("usage", `working-directory: "${typed}" lies outside the repository`, "Give a folder inside it; a link that leaves it is not followed.");
}
async function findFile(root, directory, typed) {
	const wanted = typed ?? CONFIG_FILE;
	const candidates = typed === void 0 ? [directory] : [.../* @__PURE__ */ new Set([directory, root])];
	for (const folder of candidates) {
		const found = await realpath(systemPath.resolve(folder, wanted)).catch(() => void 0);
		if (found === void 0) continue;
		if (isInside(root, found)) return found;
		throw new MlopsError("config-invalid", `config: "${wanted}" lies outside the repository`, "Keep it inside.");
	}
	if (typed !== void 0) {
		const looked = candidates.map((folder) => pathFromRoot(root, systemPath.resolve(folder, typed))).join(" and ");
		throw new MlopsError("config-invalid", `config: there is no file ${looked}`, "Correct the path, or leave it out.");
	}
	for (const name of MISSPELLED) if (await lstat(systemPath.join(directory, name)).then(() => true, () => false)) throw new MlopsError("config-invalid", `${pathFromRoot(root, systemPath.join(directory, name))} is not read: the configuration is called ${CONFIG_FILE}`, `Rename it: git mv ${name} ${CONFIG_FILE}. If it belongs to another program, name yours with the input "config".`);
}
async function readText(file, shown) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
	} catch (cause) {
		throw new MlopsError("config-invalid", `${shown} cannot be read: ${cause.message}`, "It must be a text file in UTF-8.", {
			cause,
			place: { file: shown }
		});
	}
}

// node_modules/uuid/dist-node/stringify.js
const byteToHex = [];
for (let i = 0; i < 256; ++i) byteToHex.push((i + 256).toString(16).slice(1));
function unsafeStringify(arr, offset = 0) {
	return (byteToHex[arr[offset + 0]] + byteToHex[arr[offset + 1]] + byteToHex[arr[offset + 2]] + byteToHex[arr[offset + 3]] + "-" + byteToHex[arr[offset + 4]] + byteToHex[arr[offset + 5]] + "-" + byteToHex[arr[offset + 6]] + byteToHex[arr[offset + 7]] + "-" + byteToHex[arr[offset + 8]] + byteToHex[arr[offset + 9]] + "-" + byteToHex[arr[offset + 10]] + byteToHex[arr[offset + 11]] + byteToHex[arr[offset + 12]] + byteToHex[arr[offset + 13]] + byteToHex[arr[offset + 14]] + byteToHex[arr[offset + 15]]).toLowerCase();
}

// node_modules/uuid/dist-node/rng.js
const rnds8 = /* @__PURE__ */ new Uint8Array(16);
function rng() {
	return crypto.getRandomValues(rnds8);
}

// node_modules/uuid/dist-node/v7.js
const _state = {};
function v7(options, buf, offset) {
	let bytes;
	if (options) bytes = v7Bytes(options.random ?? options.rng?.() ?? rng(), options.msecs, options.seq, buf, offset);
	else {
		const now = Date.now();
		const rnds = rng();
		updateV7State(_state, now, rnds);
		bytes = v7Bytes(rnds, _state.msecs, _state.seq, buf, offset);
	}
	return buf ?? unsafeStringify(bytes);
}
function updateV7State(state, now, rnds) {
	state.msecs ??= -1e400;
	state.seq ??= 0;
	if (now > state.msecs) {
		state.seq = v7Sequence(rnds);
		state.msecs = now;
	} else {
		state.seq = state.seq + 1 | 0;
		if (state.seq === 0) state.msecs++;
	}
	return state;
}
function v7Bytes(rnds, msecs, seq, buf, offset = 0) {
	if (rnds.length < 16) throw new Error("Random bytes length must be >= 16");
	if (!buf) {
		buf = /* @__PURE__ */ new Uint8Array(16);
		offset = 0;
	} else if (offset < 0 || offset + 16 > buf.length) throw new RangeError(`UUID byte range ${offset}:${offset + 15} is out of buffer bounds`);
	msecs ??= Date.now();
	seq ??= v7Sequence(rnds);
	buf[offset++] = msecs / 1099511627776 & 255;
	buf[offset++] = msecs / 4294967296 & 255;
	buf[offset++] = msecs / 16777216 & 255;
	buf[offset++] = msecs / 65536 & 255;
	buf[offset++] = msecs / 256 & 255;
	buf[offset++] = msecs & 255;
	buf[offset++] = 112 | seq >>> 28 & 15;
	buf[offset++] = seq >>> 20 & 255;
	buf[offset++] = 128 | seq >>> 14 & 63;
	buf[offset++] = seq >>> 6 & 255;
	buf[offset++] = seq << 2 & 255 | rnds[10] & 3;
	buf[offset++] = rnds[11];
	buf[offset++] = rnds[12];
	buf[offset++] = rnds[13];
	buf[offset++] = rnds[14];
	buf[offset++] = rnds[15];
	return buf;
}
function v7Sequence(rnds) {
	return (rnds[6] & 127) << 24 | rnds[7] << 16 | rnds[8] << 8 | rnds[9];
}

// src/run/id.ts
const RunId = string().regex(/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/, "a run id is 32 hex digits of a UUIDv7");
/**
* A new run id.
* @param milliseconds Unix time of the start
* @param random 16 random bytes
*/
function runIdFrom(milliseconds, random) {
	return v7({
		msecs: milliseconds,
		random
	}).replaceAll("-", "");
}
/** When the run with this id started. */
function timeOfRunId(id) {
	return new Date(Number.parseInt(id.slice(0, 12), 16));
}

// src/run/canonical.ts
/** Sorted keys, two spaces, LF, final newline; absent (undefined) members are left out. */
function canonicalJson(value) {
	return `${JSON.stringify(sorted(value), void 0, 2)}\n`;
}
/** The same order of keys on one line, for JSON Lines and for embedding in text. */
function canonicalLine(value) {
	return JSON.stringify(sorted(value));
}
function sorted(value) {
	if (Array.isArray(value)) return value.map(sorted);
	if (value === null || typeof value !== "object") return value;
	const entries = Object.entries(value).filter(([, member]) => member !== void 0);
	entries.sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);
	return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}

// src/run/record.ts
const Text = string().min(1);
const Count = number().int().nonnegative();
const Time = datetime({ precision: 3 });
const Sha256 = string().regex(/^[0-9a-f]{64}$/);
/** A metric: its final value and a summary of its series when it had one. */
const Metric = looseObject({
	value: Reading,
	step: number().exactOptional(),
	min: Reading.exactOptional(),
	max: Reading.exactOptional(),
	first: Reading.exactOptional(),
	count: Count.exactOptional(),
	unit: Text.exactOptional()
});
/** A hyperparameter as written: text, number or boolean. Nested params are joined with dots, lists are JSON text. */
const Param = union([
	string(),
	number(),
	boolean()
]);
const FileEntry = looseObject({
	path: Text,
	size: Count,
	sha256: Sha256
});
/** `columns` counts columns. Rows and columns stand only where they were cheap to count. */
const DataEntry = FileEntry.extend({
	rows: Count.exactOptional(),
	columns: Count.exactOptional()
});
/** Where uploaded files lie: a workflow artifact or a folder of the local store. */
const ArtifactPlace = looseObject({
	id: Text,
	url: Text.exactOptional(),
	digest: Text.exactOptional(),
	expires: Time.exactOptional()
});
const PullRequest = looseObject({
	number: number().int().positive().exactOptional(),
	head: Text,
	base: Text,
	merge_base: Text.exactOptional()
});
const Source = looseObject({
	repository: Text.exactOptional(),
	/** The fork whose code it was, `owner/name`; such a run is of strangers and never a baseline or a version. */
	fork: Text.exactOptional(),
	commit: Text,
	branch: Text.exactOptional(),
	/** The tag that was trained; then there is no branch. */
	tag: Text.exactOptional(),
	dirty: boolean(),
	/** Untracked files of code or configuration that make the worktree dirty; the first hundred. */
	untracked: array(Text).exactOptional(),
	patch: looseObject({
		sha256: Sha256,
		size: Count,
		kept: boolean()
	}).exactOptional(),
	pull_request: PullRequest.exactOptional()
});
const Trigger = looseObject({
	event: Text,
	actor: Text.exactOptional(),
	workflow: Text.exactOptional(),
	run: Text.exactOptional(),
	attempt: number().int().positive().exactOptional(),
	job: Text.exactOptional(),
	matrix: record(string(), unknown()).exactOptional(),
	/** How many jobs that matrix has. */
	job_total: number().int().positive().exactOptional(),
	url: Text.exactOptional(),
	overrides: record(string(), string()).exactOptional()
});
const Environment = looseObject({
	os: Text,
	arch: Text,
	cpu: Text.exactOptional(),
	cores: Count.exactOptional(),
	memory: Count.exactOptional(),
	gpu: Text.exactOptional(),
	runtimes: record(string(), Text),
	packages: looseObject({
		digest: Sha256,
		list: array(Text).exactOptional()
	}).exactOptional(),
	container: Text.exactOptional()
});
const Series = looseObject({
	file: Text,
	sha256: Sha256,
	size: Count,
	points: Count
});
const CaptureNote = looseObject({
	message: Text,
	file: Text.exactOptional(),
	line: Count.exactOptional()
});
const RunStatus = _enum([
	"finished",
	"failed",
	"killed"
]);
const RunRecord = looseObject({
	schema: literal(1),
	id: RunId,
	parent: RunId.exactOptional(),
	experiment: Text,
	model: looseObject({
		name: Text,
		files: array(FileEntry),
		digest: Sha256.exactOptional(),
		artifact: ArtifactPlace.exactOptional()
	}),
	name: Text.exactOptional(),
	status: RunStatus,
	error: looseObject({
		message: Text,
		exit_code: number().int().exactOptional(),
		signal: Text.exactOptional(),
		tail: array(string()).exactOptional()
	}).exactOptional(),
	started: Time,
	ended: Time,
	duration: number().nonnegative(),
	resources: looseObject({
		peak_memory: Count.exactOptional(),
		cpu_time: number().nonnegative().exactOptional()
	}).exactOptional(),
	source: Source,
	trigger: Trigger,
	environment: Environment,
	command: Text,
	params: record(string(), Param),
	metrics: record(string(), Metric),
	series: Series.exactOptional(),
	data: array(DataEntry),
	artifacts: array(FileEntry),
	tags: record(string(), string()),
	comparison: looseObject({}).exactOptional(),
	capture: looseObject({
		found: array(Text),
		warnings: array(CaptureNote)
	})
});

// src/git/object-id.ts
/** The id that git gives a blob with these bytes. */
function blobIdOf(content, format) {
	const bytes = typeof content === "string" ? Buffer.from(content) : content;
	return createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
/** The format whose ids look like this one. */
function formatOfObjectId(id) {
	return id.length === 64 ? "sha256" : "sha1";
}

export { Source as a, RunId as c, unsafeStringify as d, loadSettings as f, RunStatus as i, runIdFrom as l, gateLine as m, formatOfObjectId as n, canonicalJson as o, datetime as p, RunRecord as r, canonicalLine as s, blobIdOf as t, timeOfRunId as u };