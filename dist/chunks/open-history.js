import { t as MlopsError } from "./error.js";
import { _ as unknown, c as looseObject, f as record, g as union, i as boolean, l as number, m as string, n as _enum, o as discriminatedUnion, r as array, s as literal, t as ZodISODateTime, v as _isoDateTime } from "./zod.js";
import { d as RunId, g as unsafeStringify, h as canonicalLine, i as readBlobs, m as canonicalJson, o as withScratch, p as timeOfRunId, r as listTree, u as judgeFailure } from "./objects.js";
import { s as Reading } from "./direction.js";
import { n as PUSH_HINT } from "./permissions.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

// node_modules/zod/v4/classic/iso.js
function datetime(params) {
	return _isoDateTime(ZodISODateTime, params);
}

// node_modules/uuid/dist-node/regex.js
var regex_default = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/i;

// node_modules/uuid/dist-node/validate.js
function validate(uuid) {
	return typeof uuid === "string" && regex_default.test(uuid);
}

// node_modules/uuid/dist-node/parse.js
function parse(uuid) {
	if (!validate(uuid)) throw TypeError("Invalid UUID");
	let v;
	return Uint8Array.of((v = parseInt(uuid.slice(0, 8), 16)) >>> 24, v >>> 16 & 255, v >>> 8 & 255, v & 255, (v = parseInt(uuid.slice(9, 13), 16)) >>> 8, v & 255, (v = parseInt(uuid.slice(14, 18), 16)) >>> 8, v & 255, (v = parseInt(uuid.slice(19, 23), 16)) >>> 8, v & 255, (v = parseInt(uuid.slice(24, 36), 16)) / 1099511627776 & 255, v / 4294967296 & 255, v >>> 24 & 255, v >>> 16 & 255, v >>> 8 & 255, v & 255);
}

// node_modules/uuid/dist-node/v35.js
function stringToBytes(str) {
	str = unescape(encodeURIComponent(str));
	const bytes = new Uint8Array(str.length);
	for (let i = 0; i < str.length; ++i) bytes[i] = str.charCodeAt(i);
	return bytes;
}
const DNS = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
const URL = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";
function v35(version, hash, value, namespace, buf, offset) {
	const valueBytes = typeof value === "string" ? stringToBytes(value) : value;
	const namespaceBytes = typeof namespace === "string" ? parse(namespace) : namespace;
	if (typeof namespace === "string") namespace = parse(namespace);
	if (namespace?.length !== 16) throw TypeError("Namespace must be array-like (16 iterable integer values, 0-255)");
	let bytes = new Uint8Array(16 + valueBytes.length);
	bytes.set(namespaceBytes);
	bytes.set(valueBytes, namespaceBytes.length);
	bytes = hash(bytes);
	bytes[6] = bytes[6] & 15 | version;
	bytes[8] = bytes[8] & 63 | 128;
	if (buf) {
		offset ??= 0;
		if (offset < 0 || offset + 16 > buf.length) throw new RangeError(`UUID byte range ${offset}:${offset + 15} is out of buffer bounds`);
		for (let i = 0; i < 16; ++i) buf[offset + i] = bytes[i];
		return buf;
	}
	return unsafeStringify(bytes);
}

// node_modules/uuid/dist-node/sha1.js
function sha1(bytes) {
	if (Array.isArray(bytes)) bytes = Buffer.from(bytes);
	else if (typeof bytes === "string") bytes = Buffer.from(bytes, "utf8");
	return createHash("sha1").update(bytes).digest();
}

// node_modules/uuid/dist-node/v5.js
function v5(value, namespace, buf, offset) {
	return v35(80, sha1, value, namespace, buf, offset);
}
v5.DNS = DNS;
v5.URL = URL;

// src/run/leg.ts
/**
* The matrix values of a run as a short text for the index: equal for equal values in any order of their names.
* @returns 16 hex digits, or undefined for a run outside of any matrix
*/
function legOf({ trigger: { matrix } }) {
	if (matrix === void 0 || Object.keys(matrix).length === 0) return void 0;
	return v5(canonicalLine(matrix), v5.URL).replaceAll("-", "").slice(0, 16);
}
/** The matrix values for people: `os: linux, seed: 1`; plain text with foreign names, empty outside of any matrix. */
function matrixWords(matrix, names) {
	return (names ?? Object.keys(matrix ?? {}).toSorted()).flatMap((name) => {
		const value = matrix !== void 0 && Object.hasOwn(matrix, name) ? matrix[name] : void 0;
		if (value === void 0) return [];
		return [`${name}: ${typeof value === "string" ? value : canonicalLine(value)}`];
	}).join(", ");
}

// src/run/record.ts
const Text$1 = string().min(1);
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
	unit: Text$1.exactOptional()
});
/** A hyperparameter as written: text, number or boolean. Nested params are joined with dots, lists are JSON text. */
const Param = union([
	string(),
	number(),
	boolean()
]);
const FileEntry = looseObject({
	path: Text$1,
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
	id: Text$1,
	url: Text$1.exactOptional(),
	digest: Text$1.exactOptional(),
	expires: Time.exactOptional()
});
const PullRequest = looseObject({
	number: number().int().positive().exactOptional(),
	head: Text$1,
	base: Text$1,
	merge_base: Text$1.exactOptional()
});
const Source = looseObject({
	repository: Text$1.exactOptional(),
	/** The fork whose code it was, `owner/name`; such a run is of strangers and never a baseline or a version. */
	fork: Text$1.exactOptional(),
	commit: Text$1,
	branch: Text$1.exactOptional(),
	/** The tag that was trained; then there is no branch. */
	tag: Text$1.exactOptional(),
	dirty: boolean(),
	/** Untracked files of code or configuration that make the worktree dirty; the first hundred. */
	untracked: array(Text$1).exactOptional(),
	patch: looseObject({
		sha256: Sha256,
		size: Count,
		kept: boolean()
	}).exactOptional(),
	pull_request: PullRequest.exactOptional()
});
const Trigger = looseObject({
	event: Text$1,
	actor: Text$1.exactOptional(),
	workflow: Text$1.exactOptional(),
	run: Text$1.exactOptional(),
	attempt: number().int().positive().exactOptional(),
	job: Text$1.exactOptional(),
	matrix: record(string(), unknown()).exactOptional(),
	/** How many jobs that matrix has. */
	job_total: number().int().positive().exactOptional(),
	url: Text$1.exactOptional(),
	overrides: record(string(), string()).exactOptional()
});
const Environment = looseObject({
	os: Text$1,
	arch: Text$1,
	cpu: Text$1.exactOptional(),
	cores: Count.exactOptional(),
	memory: Count.exactOptional(),
	gpu: Text$1.exactOptional(),
	runtimes: record(string(), Text$1),
	packages: looseObject({
		digest: Sha256,
		list: array(Text$1).exactOptional()
	}).exactOptional(),
	container: Text$1.exactOptional()
});
const Series = looseObject({
	file: Text$1,
	sha256: Sha256,
	size: Count,
	points: Count
});
/** Predictions for the rows of a holdout. */
const Predictions = looseObject({
	/** Where they are kept in columns, see src/predictions/stored.ts; absent: nowhere. */
	stored: looseObject({
		/** Name beside the record, or in the artifact. */
		file: Text$1,
		sha256: Sha256,
		size: Count,
		/** What holds them when they are too large to stand beside the record. */
		artifact: ArtifactPlace.exactOptional()
	}).exactOptional(),
	rows: Count,
	/** SHA-256 over ids and targets. */
	holdout: Sha256,
	/** The file that the training wrote. */
	source: Text$1,
	/** Names of its columns. */
	columns: looseObject({
		id: string().exactOptional(),
		target: string(),
		prediction: string(),
		weight: string().exactOptional(),
		baseline: string().exactOptional(),
		slices: array(string()).exactOptional()
	})
});
/** Values of the same training repeated over seeds or folds, whose mean the metric is. */
const Repeats = looseObject({
	unit: _enum(["seed", "fold"]),
	/** Rows tested over rows trained in each fold. */
	test_share: number().positive().exactOptional(),
	/** By metric, then by the seed or fold. */
	values: record(string(), record(string(), Reading))
});
const CaptureNote = looseObject({
	message: Text$1,
	file: Text$1.exactOptional(),
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
	experiment: Text$1,
	model: looseObject({
		name: Text$1,
		files: array(FileEntry),
		digest: Sha256.exactOptional(),
		artifact: ArtifactPlace.exactOptional()
	}),
	name: Text$1.exactOptional(),
	status: RunStatus,
	error: looseObject({
		message: Text$1,
		exit_code: number().int().exactOptional(),
		signal: Text$1.exactOptional(),
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
	command: Text$1,
	params: record(string(), Param),
	metrics: record(string(), Metric),
	series: Series.exactOptional(),
	predictions: Predictions.exactOptional(),
	repeats: Repeats.exactOptional(),
	data: array(DataEntry),
	artifacts: array(FileEntry),
	tags: record(string(), string()),
	comparison: looseObject({}).exactOptional(),
	capture: looseObject({
		found: array(Text$1),
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

// src/git/transfer.ts
/**
* Fetches `ref` of a remote into the scratch ref `into`.
* @param options `--depth=…`, `--shallow-since=…`, `--filter=…`
*/
function fetchRef(git, remote, ref, into, options = []) {
	return fetchRefs(git, remote, [`+${ref}:${into}`], options);
}
/** The same for refs and objects that the refspecs name, and where they go. */
async function fetchRefs(git, remote, refspecs, options) {
	const { code, stderr } = await git.exec([
		"fetch",
		"--no-tags",
		"--no-recurse-submodules",
		"--no-write-fetch-head",
		...options,
		remote,
		...refspecs
	]);
	return code === 0 ? void 0 : judgeFailure(stderr);
}
/** The newest commit of a ref that was fetched. */
async function readTip(git, ref) {
	const text = await git.text([
		"rev-list",
		"--max-count=1",
		"--format=%ct%n%B",
		ref
	]);
	const [, commit = "", seconds, message = ""] = /^commit (\S+)\n(\d+)\n([\s\S]*)$/.exec(text) ?? [];
	return {
		commit,
		seconds: Number(seconds),
		message
	};
}
/**
* Fetches objects by their ids in one request; one that is here already costs nothing.
* Nothing is negotiated: told of commits that it could leave out, a server leaves out the objects that were asked for.
* @param filter what of them to leave out: `tree:0` fetches the objects alone, `no-filter` commits with all they hold
*/
async function fetchObjects(git, remote, ids, filter = "tree:0") {
	const { code, stderr } = await git.exec([
		"-c",
		"fetch.negotiationAlgorithm=noop",
		"fetch",
		"--verbose",
		"--no-tags",
		"--no-write-fetch-head",
		filter === "no-filter" ? "--no-filter" : `--filter=${filter}`,
		"--stdin",
		remote
	], `${ids.join("\n")}\n`);
	return code === 0 ? void 0 : judgeFailure(stderr);
}
/**
* Moves refs of a remote, all of them or none. Where the remote cannot do that, those that are to be deleted are left
* until all others are where they should be.
* @returns undefined when the remote said yes. A failure does not mean that nothing was written: when a connection
*   breaks after the remote took the push, git sends it again and is told that the ref is locked.
*/
async function pushRefs(git, remote, changes) {
	const failure = await pushOnce(git, remote, changes, changes.length > 1);
	if (failure === void 0 || !/does not support --atomic/.test(failure.said)) return failure;
	for (const part of [changes.filter(({ to }) => to !== void 0), changes.filter(({ to }) => to === void 0)]) {
		const partial = part.length === 0 ? void 0 : await pushOnce(git, remote, part, false);
		if (partial !== void 0) return partial;
	}
}
async function pushOnce(git, remote, changes, isAtomic) {
	const { code, stdout, stderr } = await git.exec([
		"push",
		"--porcelain",
		...isAtomic ? ["--atomic"] : [],
		"--no-verify",
		"--no-signed",
		"--no-follow-tags",
		"--recurse-submodules=no",
		...changes.map(({ ref, from }) => `--force-with-lease=${ref}:${from ?? ""}`),
		remote,
		...changes.map(({ ref, to }) => `${to ?? ""}:${ref}`)
	]);
	return code === 0 ? void 0 : judgeFailure(`${stdout.toString()}\n${stderr}`);
}
/**
* Moves `ref` of a remote to a commit if it still points to `expected` (undefined: if it does not exist).
* @returns as `pushRefs`
*/
function pushWithLease(git, remote, ref, commit, expected) {
	return pushRefs(git, remote, [{
		ref,
		to: commit,
		from: expected
	}]);
}
/** The refs of a remote that match patterns (git-ls-remote), with what they point to. */
async function listRefs(git, remote, patterns) {
	const { code, stdout, stderr } = await git.exec([
		"ls-remote",
		"--refs",
		remote,
		...patterns
	]);
	if (code !== 0) return { failure: judgeFailure(stderr) };
	const lines = stdout.toString().split("\n").filter(Boolean);
	return { refs: new Map(lines.map((line) => {
		const [id = "", ref = ""] = line.split("	");
		return [ref, id];
	})) };
}
/** Whether a remote has any branch or a HEAD that points somewhere, and which object format it uses. */
async function inspectRemote(git, remote) {
	const { code, stdout, stderr } = await git.exec([
		"ls-remote",
		"--quiet",
		remote,
		"HEAD",
		"refs/heads/*"
	]);
	if (code !== 0) return { failure: judgeFailure(stderr) };
	const first = /^[0-9a-f]+/.exec(stdout.toString())?.[0];
	return {
		isEmpty: first === void 0,
		format: formatOfObjectId(first ?? "")
	};
}

// src/run/attempt.ts
/** Undefined for a run outside of workflows, which nobody can run again. */
function attemptOf({ experiment, model, source, trigger }) {
	const { run, attempt = 1, job = "", matrix = {} } = trigger;
	if (run === void 0) return void 0;
	const key = canonicalLine([
		run,
		job,
		matrix,
		source.commit,
		experiment,
		model.name
	]);
	return {
		job: v5(key, v5.URL).replaceAll("-", "").slice(0, 16),
		number: attempt
	};
}
/** Whether one run was made again by the other. */
function isEarlier(one, other) {
	return one !== void 0 && other !== void 0 && one.job === other.job && one.number < other.number;
}
/**
* Marks the runs of which a later attempt is there too. A deleted run counts for nothing, so it stands for no other.
* @param runs in any order, which stays
*/
function withSuperseded(runs) {
	const newest = /* @__PURE__ */ new Map();
	for (const { attempt, deleted } of runs) {
		if (attempt === void 0 || attempt.number === 1 || deleted === true) continue;
		if ((newest.get(attempt.job)?.number ?? 1) < attempt.number) newest.set(attempt.job, attempt);
	}
	if (newest.size === 0) return runs;
	return runs.map((run) => isEarlier(run.attempt, newest.get(run.attempt?.job ?? "")) ? {
		...run,
		superseded: true
	} : run);
}

// src/tracking/layout.ts
/** The layout that this version writes and the newest that it reads. */
const FORMAT$1 = 1;
/** Tells the layout; every tracking branch holds it, and a branch without it is none. */
const FORMAT_PATH = "mlops.json";
const README_PATH = "README.md";
/** Content of `mlops.json`. */
const FORMAT_CONTENT = canonicalJson({ format: 1 });
/** Content of `README.md`, for whoever looks at the branch on a forge. */
const README_CONTENT = `# Tracking branch of mlops-action

Each training run of this repository is one file here: \`runs/<year>-<month>/<day>/<run id>.json\`. Files beside it
(\`<run id>.<name>\`) belong to the same run; \`<run id>.<event id>.json\` is something that became known later. The day is
that of the run's start in UTC; runs of a day with thousands of them stand one folder deeper, by the hour.

Files are added and never changed, so that every reader sees the same history. Please do not edit, rebase or merge this
branch; read it with \`mlops runs\`.
`;
/**
* The full ref of a tracking branch that is named as in the configuration.
* @param branch `mlops-tracking`, or a full ref such as `refs/mlops/tracking`
* @throws MlopsError `config-invalid` for a name that git does not accept (git-check-ref-format)
*/
function fullRef(branch) {
	const ref = branch.startsWith("refs/") ? branch : `refs/heads/${branch}`;
	if (!(/^refs(?:\/(?!\.)[^\p{Cc} ~^:?*[\\/]+)+$/u.test(ref) && !/\.\.|@\{|\.lock(?:\/|$)|\.(?:\/|$)/.test(ref) && ref.split("/").length > 2) || branch.startsWith("-") || ref === "refs/heads/HEAD") throw new MlopsError("config-invalid", `${JSON.stringify(branch.slice(0, 120))} is no name of a branch`, "Name the tracking branch like mlops-tracking, or give a full ref like refs/mlops/tracking.");
	return ref;
}
/** Width at which a day is full: a forge shows and serves folders of more entries badly (GitHub, repository limits). */
const FULL_DAY = 3e3;
/** The folders from the root to the day of a run's start in UTC: `runs`, the month, the day. */
function foldersOf(id) {
	const day = timeOfRunId(RunId.parse(id)).toISOString().slice(0, 10);
	const month = `runs/${day.slice(0, 7)}`;
	return [
		"runs",
		month,
		`${month}/${day.slice(8)}`
	];
}
/** The folder for files of a run whose day is full: one more level, the hour. */
function hourFolderOf(id) {
	return `${foldersOf(id)[2]}/${timeOfRunId(id).toISOString().slice(11, 13)}`;
}
/** Path of a run's record, unless its day was full before. */
function recordPath(id) {
	return `${foldersOf(id)[2]}/${recordName(id)}`;
}
/**
* Path of a file that stands beside a run's record.
* @param byHour names of files in folders of hours, as they were told when the run was appended
* @throws MlopsError `usage` for a name that is not fit
*/
function filePath(id, name, byHour = []) {
	const file = fileName(id, name);
	return `${byHour.includes(file) ? hourFolderOf(id) : foldersOf(id)[2]}/${file}`;
}
/** Name of the file that is the record of a run. */
function recordName(id) {
	return `${id}.json`;
}
/** Name of the file that is a late event of a run. */
function eventName(run, event) {
	return `${run}.${event}.json`;
}
const FILE_NAME = /^[a-z0-9][a-z0-9._-]{0,99}$/i;
/** Whether a file beside a run's record may have this name of its own: a plain one, and no record's or event's. */
function isFileName(name) {
	return FILE_NAME.test(name) && name !== "json" && !/^[0-9a-f]{32}\.json$/.test(name);
}
/**
* Name of the file that stands beside a run's record under a name of its own.
* @throws MlopsError `usage` for a name that is not fit
*/
function fileName(id, name) {
	if (!isFileName(name)) throw new MlopsError("usage", `${JSON.stringify(name.slice(0, 120))} cannot be the name of a file beside a run record`, "Use letters, digits, \".\", \"_\" and \"-\", at most 100 of them, and neither \"json\" alone nor the name of an event.");
	return `${id}.${name}`;
}
/** What a path of the branch is; undefined for a path that the layout does not know. */
function fileOfPath(path) {
	const [, name = "", run = "", rest = ""] = /^runs\/\d{4}-\d{2}\/\d{2}\/(?:\d{2}\/)?(([0-9a-f]{32})\.([^/]+))$/.exec(path) ?? [];
	if (run === "") return void 0;
	return {
		run,
		kind: rest === "json" ? "record" : /^[0-9a-f]{32}\.json$/.test(rest) ? "event" : "file",
		name
	};
}
/** The run whose record stands at this path; undefined for any other file. */
function runIdOfPath(path) {
	const file = fileOfPath(path);
	return file?.kind === "record" ? file.run : void 0;
}

// src/tracking/line.ts
const NAME_LIMIT = 255;
/**
* The form in which index lines carry a name of a foreign hand (experiment, branch, commit). Names of up to 255 UTF-16
* units are themselves; of a longer one the first 200 stand with a digest of all of it, so that two names have the same
* form only when they are the same. Compare with `line.experiment === indexName(experiment)`.
*/
function indexName(name) {
	const text = name.toWellFormed();
	return text.length <= NAME_LIMIT ? text : `${text.slice(0, 200).toWellFormed()}~${v5(text, v5.URL)}`;
}
/** The index line of a record whose blob has this id. */
function lineOf(record, blob) {
	const leg = legOf(record);
	const attempt = attemptOf(record);
	return {
		id: record.id,
		blob,
		status: record.status,
		experiment: indexName(record.experiment),
		commit: indexName(record.source.commit),
		branch: indexName(record.source.branch ?? ""),
		dirty: record.source.dirty,
		overridden: Object.keys(record.trigger.overrides ?? {}).length > 0,
		...leg === void 0 ? {} : { leg },
		...attempt === void 0 ? {} : { attempt },
		...record.source.fork === void 0 ? {} : { fork: true }
	};
}
function renderRunLine(line) {
	const tokens = [
		line.id,
		line.blob,
		line.status,
		...[
			line.experiment,
			line.commit,
			line.branch
		].map(encode)
	];
	const flags = [
		...line.dirty ? ["dirty"] : [],
		...line.overridden ? ["overridden"] : [],
		...line.leg === void 0 ? [] : [`leg=${line.leg}`],
		...line.attempt === void 0 ? [] : [`try=${line.attempt.job}.${line.attempt.number}`],
		...line.fork === true ? ["fork"] : []
	];
	return `Mlops-Run: ${[...tokens, ...flags].join(" ")}`;
}
function renderFileLine(line) {
	return `Mlops-File: ${line.id} ${line.blob} ${encode(line.name)}`;
}
/** The index line of a late event whose blob has this id. */
function eventLineOf(event, blob) {
	const { id, run, type } = event;
	return {
		id,
		run,
		blob,
		type,
		status: event.type === "status" ? event.status : void 0
	};
}
function renderEventLine({ id, run, blob, type, status }) {
	return `Mlops-Event: ${[
		id,
		run,
		blob,
		encode(type),
		...status === void 0 ? [] : [status]
	].join(" ")}`;
}
/**
* The message of a commit that adds runs and what belongs to them.
* @param lines rendered index lines
* @param total how many runs the branch holds with this commit, where that is known
*/
function renderMessage(lines, total) {
	const count = total === void 0 ? [] : [`Mlops-Total: ${total}`];
	return `${subjectOf(lines)}\n\n${[...lines, ...count].join("\n")}\n\n[skip ci]\n`;
}
function subjectOf(lines) {
	const { runs, events } = parseMessages(lines.join("\n"));
	const [only] = runs;
	if (runs.length === 1 && only !== void 0) return `run ${encode(only.experiment.slice(0, 60).toWellFormed())} ${only.status} ${only.id}`;
	const [event] = events;
	if (runs.length > 0 || event === void 0) return `runs: ${runs.length}`;
	return events.length === 1 ? `${encode(event.type)} of run ${event.run}` : `events: ${events.length}`;
}
/** The message of the root commit. */
const ROOT_MESSAGE = `Start the tracking branch\n\nMlops-Format: ${1}\n\n[skip ci]\n`;
/** Reads the index lines of one or many commit messages. */
function parseMessages(text) {
	const runs = [];
	const files = [];
	const events = [];
	const malformed = [];
	let format = 0;
	let total;
	const keep = (list, value, line) => {
		if (value === void 0) malformed.push(line);
		else list.push(value);
	};
	for (const [line, kind, rest = ""] of text.matchAll(/^Mlops-(Run|File|Event|Format|Total): (.*)$/gm)) if (kind === "Format") format = Math.max(format, Number.parseInt(rest, 10) || 0);
	else if (kind === "Total") total ??= /^\d{1,15}$/.test(rest.trimEnd()) ? Number(rest) : void 0;
	else if (kind === "Run") keep(runs, parseRunTokens(rest), line);
	else if (kind === "Event") keep(events, parseEventTokens(rest), line);
	else keep(files, parseFileTokens(rest), line);
	return {
		runs,
		files,
		events,
		total,
		format,
		malformed
	};
}
function parseRunTokens(rest) {
	const [id, blob, status, experiment, commit, branch, ...flags] = rest.trimEnd().split(" ");
	const names = [
		experiment,
		commit,
		branch
	].map((token) => decode(token ?? ""));
	if (!isRunId(id) || !isObjectId(blob) || !status || names.includes(void 0)) return void 0;
	const leg = flags.find((flag) => /^leg=[0-9a-f]{16}$/.test(flag))?.slice(4);
	const attempt = parseAttempt(flags);
	const [decodedExperiment = "", decodedCommit = "", decodedBranch = ""] = names;
	return {
		id,
		blob,
		status,
		experiment: decodedExperiment,
		commit: decodedCommit,
		branch: decodedBranch,
		dirty: flags.includes("dirty"),
		overridden: flags.includes("overridden"),
		...leg === void 0 ? {} : { leg },
		...attempt === void 0 ? {} : { attempt },
		...flags.includes("fork") ? { fork: true } : {}
	};
}
function parseAttempt(flags) {
	for (const flag of flags) {
		const [, job, number] = /^try=([0-9a-f]{16})\.([1-9]\d{0,5})$/.exec(flag) ?? [];
		if (job !== void 0) return {
			job,
			number: Number(number)
		};
	}
}
function parseFileTokens(rest) {
	const [id, blob, token] = rest.trimEnd().split(" ");
	const name = decode(token ?? "");
	return isRunId(id) && isObjectId(blob) && name ? {
		id,
		blob,
		name
	} : void 0;
}
function parseEventTokens(rest) {
	const [id, run, blob, token, status] = rest.trimEnd().split(" ");
	const type = decode(token ?? "");
	return isRunId(id) && isRunId(run) && isObjectId(blob) && type ? {
		id,
		run,
		blob,
		type,
		status
	} : void 0;
}
function isRunId(token) {
	return /^[0-9a-f]{32}$/.test(token ?? "");
}
function isObjectId(token) {
	return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(token ?? "");
}
function encode(name) {
	if (name === "" || name === "-") return name === "" ? "-" : "%2D";
	return encodeURIComponent(name).replaceAll("%2F", "/");
}
/** Undefined for a token that is absent or no percent-encoding. */
function decode(token) {
	if (token === "") return void 0;
	if (token === "-") return "";
	try {
		return decodeURIComponent(token);
	} catch {
		return;
	}
}

// src/tracking/access.ts
/** Name of the remote in scratch repositories; unlikely to be configured in a user's global settings. */
const REMOTE = "mlops-remote";
function trackingAccess(options) {
	let format = "sha1";
	return {
		...options,
		size: { runs: void 0 },
		async inScratch(work) {
			const attempt = () => withScratch({
				parent: options.scratchParent,
				format,
				remotes: { [REMOTE]: options.remote }
			}, work);
			const outcome = await attempt();
			if (!("failure" in outcome) || outcome.failure.kind !== "object-format") return outcome;
			format = format === "sha1" ? "sha256" : "sha1";
			return attempt();
		}
	};
}

// src/git/retry.ts
const MAX_RACES = 8;
const MAX_UNCLEAR = 4;
/** Who writes is done in less time than these take; a lock that is still there belongs to nobody. */
const MAX_LOCKED = 4;
/**
* Whether to write again on the new tip. A lost race is the normal case and worth many tries; what cannot be told apart
* from a passing fault is worth a few; a rule, missing rights or an absent network will say the same again.
* @param failures kinds of all failures so far, this one last
*/
function shouldRetry(failures) {
	const kind = failures.at(-1);
	const count = failures.filter((other) => other === kind).length;
	if (kind === "lost-race") return count < MAX_RACES;
	if (kind === "locked") return count < MAX_LOCKED;
	return kind === "unclear" && count < MAX_UNCLEAR;
}
/**
* How long to wait before the next try: "full jitter", uniform up to a bound that doubles
* (M. Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015).
* @param failures number of failures so far
* @param random uniform in [0, 1)
*/
function waitMsAfter(failures, random) {
	return Math.round(random * Math.min(3e3, 200 * 2 ** (failures - 1)));
}

// src/tracking/fetch-folders.ts
/**
* Entries of the root folder and of the given ones, as far as they exist.
* @param ref a ref that was fetched with `tree:0`
* @param folders sorted, each after those that it is in
*/
async function fetchFolders(scratch, ref, folders) {
	const root = (await scratch.git.text([
		"rev-list",
		"--format=%T",
		"--max-count=1",
		ref
	])).split("\n").at(-1) ?? "";
	const found = /* @__PURE__ */ new Map();
	let level = [["", root]];
	while (level.length > 0) {
		const failure = await fetchObjects(scratch.git, REMOTE, [...new Set(level.map(([, tree]) => tree))]);
		if (failure !== void 0) return { failure };
		for (const [folder, tree] of level) for (const entry of await listTree(scratch.git, tree, [])) {
			const path = folder === "" ? entry.path : `${folder}/${entry.path}`;
			found.set(path, {
				...entry,
				path
			});
		}
		const above = new Set(level.map(([path]) => path));
		level = folders.flatMap((path) => {
			const parent = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
			const entry = above.has(parent) ? found.get(path) : void 0;
			return entry?.kind === "tree" ? [[path, entry.id]] : [];
		});
	}
	return { value: [...found.values()] };
}

// src/tracking/tracking-error.ts
const UNCLEAR = {
	code: "git-failed",
	what: (ref) => `git could not exchange ${ref} with its remote`,
	hint: "Try again; if it stays, run `git ls-remote` against the same remote to see what git says."
};
const ADVICE = {
	refused: {
		code: "tracking-denied",
		what: (ref) => `the remote refuses pushes to ${ref} by a rule or hook`,
		hint: (ref) => ref.startsWith("refs/heads/") ? "Exclude this branch from the protection, ruleset or hook (or let this token bypass it), or keep the history outside of the branches: `tracking: {branch: refs/mlops/tracking}` in mlops.yaml." : "Exclude this ref from the rule or hook (or let this token bypass it), or keep the history under a name that the remote takes: `tracking: {branch: …}` in mlops.yaml."
	},
	"checked-out": {
		code: "tracking-denied",
		what: (ref) => `${ref} is checked out in a worktree`,
		hint: "Check out another branch there, for example `git switch main`; the tracking branch is read with `mlops runs`."
	},
	forbidden: {
		code: "tracking-forbidden",
		what: (ref) => `the credentials do not suffice for ${ref}`,
		hint: PUSH_HINT
	},
	offline: {
		code: "offline",
		what: (ref) => `the remote of ${ref} cannot be reached`,
		hint: "Check the network and the address of the remote, then run `mlops sync`."
	},
	"not-a-repository": {
		code: "not-a-repository",
		what: (ref) => `there is no repository where ${ref} should be`,
		hint: "Check the path or URL of the remote and that the credentials may see it."
	},
	"lost-race": {
		code: "tracking-busy",
		what: (ref) => `others wrote to ${ref} each time just before this push`,
		hint: "Try again when fewer jobs write at once, or collect the records of a matrix in one job."
	},
	locked: {
		code: "tracking-busy",
		what: (ref) => `a lock file keeps others from writing to ${ref}`,
		hint: "When it is gone, `mlops sync` writes what waits."
	},
	"absent-object": {
		code: "tracking-unreadable",
		what: (ref) => `the remote no longer has what the index of ${ref} names`,
		hint: "The branch was rewritten; restore it from a clone that has all of it, for example with `mlops sync` there."
	},
	"absent-ref": UNCLEAR,
	"none-selected": UNCLEAR,
	"object-format": {
		code: "git-failed",
		what: (ref) => `the repositories that should share ${ref} use different object formats`,
		hint: "Git cannot exchange objects between SHA-1 and SHA-256 repositories; clone the remote anew."
	},
	unclear: UNCLEAR
};
/** The error for a failed fetch or push of the tracking ref. */
function trackingError({ kind, said, rule, lock, throughForge }, ref) {
	const { code, what, hint } = ADVICE[kind];
	const advice = typeof hint === "string" ? hint : hint(ref);
	const message = `${what(ref)}: ${lock === void 0 ? rule ?? said : lockWords(lock)}`;
	if (throughForge === void 0) return new MlopsError(code, message, advice);
	const answer = throughForge.rule ?? throughForge.said;
	return new MlopsError(code, `${message} The API of the forge does not take the commit either: ${answer}`, throughForge.kind === "forbidden" ? `${advice} The API needs \`permissions: {contents: write}\`.` : advice);
}
function lockWords(lock) {
	return `another git process is at work, or one that died left it; if no git runs there, remove ${lock}`;
}
/** The error for a branch that exists and is not what this version can read. */
function unreadable(ref, what, hint) {
	return new MlopsError("tracking-unreadable", `${ref} cannot be read: ${what}`, hint ?? "If this is another branch, choose another name by `tracking: {branch: …}` in mlops.yaml; if it was edited by hand, restore it from its history. Nothing was written.");
}

// src/tracking/format.ts
/**
* Checks `mlops.json` among entries of the root folder. What this version writes is known by its blob id alone; anything
* else is fetched and read.
* @throws MlopsError `tracking-unreadable`
*/
async function checkFormat(scratch, remote, ref, root) {
	const entry = root.find(({ path }) => path === FORMAT_PATH);
	if (entry?.kind !== "blob") throw unreadable(ref, `it holds no ${FORMAT_PATH}, so it is no tracking branch`);
	if (entry.id === blobIdOf(FORMAT_CONTENT, scratch.format)) return;
	const failure = await fetchObjects(scratch.git, remote, [entry.id]);
	if (failure !== void 0) throw trackingError(failure, ref);
	const [content] = await readBlobs(scratch.git, [entry.id]);
	judgeFormat(content?.toString() ?? "", ref);
}
/** As `checkFormat`, when nothing but commits is here. */
async function fetchAndCheckFormat(scratch, remote, ref, commit) {
	const tree = await scratch.git.text([
		"rev-list",
		"--format=%T",
		"--max-count=1",
		commit
	]);
	const failure = await fetchObjects(scratch.git, remote, [tree.split("\n").at(-1) ?? ""]);
	if (failure !== void 0) throw trackingError(failure, ref);
	await checkFormat(scratch, remote, ref, await listTree(scratch.git, commit, []));
}
/**
* Judges a declared layout.
* @param format as `mlops.json` or a commit message declares it
*/
function refuseNewerFormat(format, ref) {
	if (format <= 1) return;
	throw unreadable(ref, `it has format ${format}; this version reads format ${1}`, "Update mlops-action. Nothing was written.");
}
/** Judges the content of `mlops.json`. */
function judgeFormat(content, ref) {
	let format;
	try {
		format = JSON.parse(content)?.format;
	} catch {
		throw unreadable(ref, `its ${FORMAT_PATH} is not JSON`);
	}
	if (typeof format !== "number" || !Number.isInteger(format) || format < 1) throw unreadable(ref, `its ${FORMAT_PATH} names no format`);
	refuseNewerFormat(format, ref);
}

// src/tracking/start-branch.ts
/** The root commit. */
function rootCommit(seconds) {
	return {
		message: ROOT_MESSAGE,
		seconds,
		files: [{
			path: README_PATH,
			content: README_CONTENT
		}, {
			path: FORMAT_PATH,
			content: FORMAT_CONTENT
		}]
	};
}
/**
* Makes sure that a branch may be created at the remote: in a repository without any branch a forge would make it the
* default branch, and everybody who clones would get records instead of code.
* @returns a failure when the remote cannot be asked, or has another object format than the scratch repository
* @throws MlopsError `repository-empty`
*/
async function refuseFirstBranch(scratch, remote, ref) {
	if (!ref.startsWith("refs/heads/")) return void 0;
	const state = await inspectRemote(scratch.git, remote);
	if ("failure" in state) return state.failure;
	if (state.isEmpty) throw new MlopsError("repository-empty", `the repository has no branch yet, and ${ref} would become its default branch`, "Commit and push the code first, then try again.");
	if (state.format === scratch.format) return void 0;
	return {
		kind: "object-format",
		said: `the remote uses ${state.format}`
	};
}

// src/run/event.ts
const Text = string().min(1);
const ObjectId = string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
const common = {
	schema: literal(1),
	/** UUIDv7 of the event itself. */
	id: RunId,
	/** The run that it is about. */
	run: RunId,
	time: datetime({ precision: 3 }),
	actor: Text.exactOptional()
};
/** An event of schema 1. Members that a reader does not know are kept. */
const RunEvent = discriminatedUnion("type", [
	looseObject({
		...common,
		type: literal("status"),
		status: RunStatus,
		reason: Text.exactOptional()
	}),
	looseObject({
		...common,
		type: literal("tag"),
		name: Text,
		value: string().exactOptional()
	}),
	looseObject({
		...common,
		type: literal("note"),
		text: Text
	}),
	looseObject({
		...common,
		type: literal("deletion"),
		reason: Text.exactOptional()
	}),
	looseObject({
		...common,
		type: literal("restoration"),
		reason: Text.exactOptional()
	}),
	looseObject({
		...common,
		type: literal("acceptance"),
		gate: Text,
		reason: Text,
		url: Text.exactOptional()
	}),
	looseObject({
		...common,
		type: literal("registration"),
		model: Text,
		version: Text,
		tag: Text,
		object: ObjectId.exactOptional()
	}),
	looseObject({
		...common,
		type: literal("assignment"),
		model: Text,
		version: Text,
		stage: Text,
		tag: Text,
		object: ObjectId.exactOptional(),
		replaced: Text.exactOptional(),
		reason: Text.exactOptional()
	}),
	looseObject({
		...common,
		type: literal("deployment"),
		environment: Text,
		state: Text,
		version: Text.exactOptional(),
		/** The image that serves, by digest. */
		image: Text.exactOptional(),
		url: Text.exactOptional(),
		reason: Text.exactOptional()
	}),
	looseObject({
		...common,
		type: literal("drill"),
		model: Text,
		version: Text,
		stage: Text,
		outcome: _enum(["passed", "failed"]),
		duration: number().nonnegative(),
		reason: Text.exactOptional()
	})
]);
/**
* Parses a stored event. Unknown members are kept.
* @returns undefined for an event of a newer schema or of a type that this version does not know: it is passed over
* @throws MlopsError `record-invalid` for text that is no event
*/
function parseEvent(text, origin) {
	let value;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw invalid(origin, `not JSON: ${cause.message}`, cause);
	}
	const { schema, type } = value ?? {};
	const parsed = RunEvent.safeParse(value);
	if (parsed.success) return parsed.data;
	const isKnown = RunEvent.options.some((option) => option.shape.type.value === type);
	if (typeof schema === "number" && schema > 1 || schema === 1 && typeof type === "string" && !isKnown) return;
	const issue = parsed.error.issues[0];
	throw invalid(origin, `no run event: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`);
}
function invalid(origin, what, cause) {
	return new MlopsError("record-invalid", `${origin} is ${what}`, "The tracking branch was edited by hand or by another program; restore the file from its history.", cause === void 0 ? {} : { cause });
}

// src/run/parse.ts
/**
* Parses a stored record. Unknown members are kept.
* @throws MlopsError `record-invalid` for text that is no record, or one of a newer schema
*/
function parseRun(text, origin) {
	const value = parseJson(text, origin);
	const schema = value?.schema;
	if (typeof schema === "number" && schema > 1) throw new MlopsError("record-invalid", `${origin} has run schema ${schema}; this version reads schema 1`, "Update mlops-action; the record is left as it is.");
	const parsed = RunRecord.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new MlopsError("record-invalid", `${origin} is no run record: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`, "The tracking branch was edited by hand or by another program; restore the file from its history.");
}
/** Whether a text is the record of this run, as this version or a later one writes it. */
function isRecordOf(id, text) {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return false;
	}
	if (value?.id !== id) return false;
	return typeof value.schema === "number" && value.schema > 1 || RunRecord.safeParse(value).success;
}
function parseJson(text, origin) {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new MlopsError("record-invalid", `${origin} is not JSON: ${cause.message}`, "The tracking branch was edited by hand or by another program; restore the file from its history.", { cause });
	}
}

// src/tracking/entry.ts
/**
* The files of runs and events, sorted by name.
* @throws MlopsError `record-invalid` for a record or event that could not be read back, `usage` for a bad file name
*/
function entriesOf(bundles, events, format) {
	const entries = /* @__PURE__ */ new Map();
	const add = (run, name, content, lineFor) => {
		const blob = blobIdOf(content, format);
		if (entries.has(name) && entries.get(name)?.blob !== blob) throw collision(name);
		entries.set(name, {
			run,
			name,
			blob,
			content,
			line: lineFor(blob)
		});
	};
	for (const { record, files } of bundles) {
		const { id } = record;
		const text = canonicalJson(record);
		parseRun(text, `the record of run ${id}`);
		add(id, recordName(id), Buffer.from(text), (blob) => renderRunLine(lineOf(record, blob)));
		for (const [name, content] of Object.entries(files)) add(id, fileName(id, name), content, (blob) => renderFileLine({
			id,
			blob,
			name
		}));
	}
	for (const event of events) {
		const { id, run } = event;
		const text = canonicalJson(event);
		parseEvent(text, `the event ${id} of run ${run}`);
		add(run, eventName(run, id), Buffer.from(text), (blob) => renderEventLine(eventLineOf(event, blob)));
	}
	return [...entries.values()].toSorted((a, b) => a.name < b.name ? -1 : 1);
}
/** The error for a path that has other content already: files of the branch are never changed. */
function collision(path) {
	return new MlopsError("tracking-conflict", `${path} exists with other content`, "Each run has its own id and is written once. Start a new run instead of recording this one again.");
}

// src/tracking/unite.ts
/**
* Files of `ours` that `theirs` lacks.
* @throws MlopsError `tracking-conflict` naming a path that has one content here and another there
*/
function chooseAddition(ours, theirs) {
	const there = new Map(theirs.map(({ path, id }) => [placeless(path), id]));
	const files = [];
	for (const { path, id, kind } of ours) {
		if (kind !== "blob" || path === "mlops.json" || path === "README.md") continue;
		const other = there.get(placeless(path));
		if (other !== void 0 && other !== id) throw collision(path);
		if (other === void 0) files.push({
			path,
			blob: id
		});
	}
	return {
		files,
		indexed: files.flatMap(({ path, blob }) => {
			const kind = fileOfPath(path)?.kind;
			return kind === void 0 || kind === "file" ? [] : [{
				path,
				blob,
				kind
			}];
		}),
		ids: new Set(files.flatMap(({ path }) => fileOfPath(path)?.run ?? []))
	};
}
/** A file of a run is the same one in the folder of its day and of its hour, so it is known by its name. */
function placeless(path) {
	return fileOfPath(path)?.name ?? path;
}
/** How many records of a tree. */
function countRuns(tree) {
	return tree.filter(({ path }) => runIdOfPath(path) !== void 0).length;
}
/** How many records and late events of `tree` are not in `other`. */
function countBeyond(tree, other) {
	const known = new Set(other.map(({ path }) => placeless(path)));
	return tree.filter(({ path }) => {
		const kind = fileOfPath(path)?.kind;
		return (kind === "record" || kind === "event") && !known.has(placeless(path));
	}).length;
}
/**
* Index lines out of commit messages, kept as they are, for a commit that carries their runs over. Lines of kinds that
* only a later version knows are kept too. Lines of runs that are not carried are left out.
*/
function selectLines(log, isCarried) {
	const kept = /* @__PURE__ */ new Set();
	for (const [line, kind] of log.matchAll(/^Mlops-([A-Za-z]+): .*$/gm)) {
		if (kind === "Format" || kind === "Total") continue;
		const { runs, files, events } = parseMessages(line);
		const id = runs[0]?.id ?? files[0]?.id ?? events[0]?.run;
		if (kind !== "Run" && kind !== "File" && kind !== "Event" || id !== void 0 && isCarried(id)) kept.add(line);
	}
	return [...kept].toSorted();
}

// src/tracking/base.ts
const TIP$1 = "refs/mlops/tip";
/**
* How many runs a branch holds when fetching all of its folders begins to cost more than fetching, one request after the
* other, the four on the path of the new file (measured by `npm run bench append` at 50 ms a request).
*/
const TREELESS_FROM = 1e5;
/**
* Fetches the newest commit of the branch with its folders and looks which of the entries are there.
* @param groups entries that are written together or not at all
*/
async function readBase(scratch, access, groups) {
	const { ref, size } = access;
	const isTreeless = (size.runs ?? 0) >= (access.treelessFrom ?? TREELESS_FROM);
	const filter = isTreeless ? "tree:0" : "blob:none";
	const failure = await fetchRef(scratch.git, REMOTE, ref, TIP$1, ["--depth=1", `--filter=${filter}`]);
	if (failure?.kind === "absent-ref") {
		const refusal = await refuseFirstBranch(scratch, REMOTE, ref);
		if (refusal !== void 0) return { failure: refusal };
		return { value: {
			tip: void 0,
			runs: 0,
			...placeEntries(groups, [])
		} };
	}
	if (failure !== void 0) return { failure };
	const folders = foldersOfEntries(groups.flat());
	const [tip, found] = await Promise.all([readTip(scratch.git, TIP$1), isTreeless ? fetchFolders(scratch, TIP$1, folders) : listFolders(scratch, folders)]);
	if ("failure" in found) return found;
	await checkFormat(scratch, REMOTE, ref, found.value);
	refuseBlocked(ref, folders, found.value);
	size.runs = parseMessages(tip.message).total ?? (isTreeless ? size.runs : countRuns(await listTree(scratch.git, TIP$1, ["-r"])));
	return { value: {
		tip,
		runs: size.runs,
		...placeEntries(groups, found.value)
	} };
}
async function listFolders(scratch, folders) {
	const paths = folders.flatMap((folder) => [folder, `${folder}/`]);
	return { value: await listTree(scratch.git, TIP$1, ["-t"], [FORMAT_PATH, ...paths]) };
}
/** The folders that hold the entries or could, each after those that it is in. */
function foldersOfEntries(entries) {
	return [...new Set(entries.flatMap(({ run }) => [...foldersOf(run), hourFolderOf(run)]))].toSorted();
}
/** fast-import would put a folder in the place of a file. */
function refuseBlocked(ref, folders, found) {
	const blocked = found.find(({ path, kind }) => kind !== "tree" && folders.includes(path));
	if (blocked !== void 0) throw unreadable(ref, `${blocked.path} is no folder`);
}
/**
* The entries that are not among the files of the branch, each with its path: in the folder of its day, or of its hour
* when the day is full. Of two with one name and different content the first counts, and nothing is missing of a group
* that has an entry whose name is taken.
* @param found entries of the folders that the files could be in
*/
function placeEntries(groups, found) {
	const blobs = new Map(found.map(({ path, id }) => [path, id]));
	const widths = /* @__PURE__ */ new Map();
	for (const { path } of found) {
		const folder = path.slice(0, path.lastIndexOf("/"));
		widths.set(folder, (widths.get(folder) ?? 0) + 1);
	}
	const missing = [];
	const taken = [];
	const byHour = [];
	for (const group of groups) {
		const judged = group.map((entry) => {
			const day = foldersOf(entry.run)[2];
			const [inDay, inHour] = [`${day}/${entry.name}`, `${hourFolderOf(entry.run)}/${entry.name}`];
			return {
				entry,
				day,
				inDay,
				inHour,
				there: blobs.get(inDay) ?? blobs.get(inHour)
			};
		});
		const others = judged.filter(({ entry, there }) => there !== void 0 && there !== entry.blob);
		taken.push(...others.map(({ entry }) => entry));
		if (others.length > 0) continue;
		for (const { entry, day, inDay, inHour, there } of judged) {
			if (there !== void 0) {
				if (!blobs.has(inDay)) byHour.push(entry.name);
				continue;
			}
			const width = widths.get(day) ?? 0;
			widths.set(day, width + 1);
			const path = width < 3e3 ? inDay : inHour;
			blobs.set(path, entry.blob);
			missing.push({
				entry,
				path
			});
			if (path === inHour) byHour.push(entry.name);
		}
	}
	return {
		missing,
		taken,
		byHour
	};
}
/** What a writer is told of files in folders of hours: nothing where there are none, which is nearly always. */
function hours(names) {
	return names.length === 0 ? {} : { byHour: names };
}

// src/tracking/inbox/waiting.ts
/** An entry of this age, in milliseconds, has lost its writer: a push that takes longer has been given up. */
const STALE_MS = 12e4;
/** The folder of inbox refs of a tracking ref: each history has its own. */
function inboxFolder(ref) {
	return `refs/mlops/inbox/${ref.slice(5)}/`;
}
/**
* The inbox ref of a write; sorts by the time of its push.
* @param milliseconds Unix time of the push
* @param id of the first run or event that is written, so that no two writers take the same ref
*/
function inboxRef(ref, milliseconds, id) {
	return `${inboxFolder(ref)}${Math.max(0, milliseconds).toString(16).padStart(12, "0")}-${id}`;
}
/** The folder of refs whose commits cannot be taken into a tracking ref. */
function refusedFolder(ref) {
	return inboxFolder(ref).replace("refs/mlops/inbox/", "refs/mlops/refused/");
}
/**
* Where an inbox ref is put that cannot be folded, so that it is kept and blocks nobody. The commit is a part of the name:
* whoever pushes another commit to an inbox ref of the same name finds this one free.
*/
function refusedRef({ ref, commit }) {
	return `${ref.replace("refs/mlops/inbox/", "refs/mlops/refused/")}-${commit}`;
}
/** What waits in the inbox of `ref`, first come first. */
function waitingIn(refs, ref) {
	const folder = inboxFolder(ref);
	return [...refs].flatMap(([name, commit]) => {
		const [, time] = name.startsWith(folder) ? /^([0-9a-f]{12})-[0-9a-f]{32}$/.exec(name.slice(folder.length)) ?? [] : [];
		return time === void 0 ? [] : [{
			ref: name,
			commit,
			pushed: Number.parseInt(time, 16)
		}];
	}).toSorted((a, b) => a.ref < b.ref ? -1 : 1);
}
/**
* Who folds, as the writer of `mine` sees it. Only the first entry is deferred to: the owner of any other may have left
* already, and two that defer to one another would wait for ever.
* - `lead`: the writer folds
* - `defer`: the writer of the first entry does, or whoever comes next
* - `stale`: the first entry has lost its writer; look again after a moment, then lead
* - `done`: the entry is no longer there
*/
function electLeader(waiting, mine, now) {
	const [first] = waiting;
	if (first === void 0 || !waiting.some(({ ref }) => ref === mine)) return "done";
	if (first.ref === mine) return "lead";
	return now.getTime() - first.pushed > STALE_MS ? "stale" : "defer";
}
/**
* The files of an inbox commit as entries; undefined when its tree and its message do not say the same, or say what the
* layout does not know: anybody who may push can write there.
* @param files of its tree, blobs of mode 100644 alone
*/
function entriesOfWaiting(message, files) {
	const lines = linesByName(message);
	const entries = files.map(({ path, blob }) => {
		const file = fileOfPath(path);
		const line = file === void 0 ? void 0 : lines.get(file.name);
		if (file === void 0 || line?.blob !== blob || !hasFolder(file.run)) return void 0;
		return {
			run: file.run,
			name: file.name,
			blob,
			content: void 0,
			line: line.text
		};
	});
	const [first, ...others] = entries.filter((entry) => entry !== void 0);
	if (first === void 0 || entries.length !== others.length + 1 || entries.length !== lines.size) return void 0;
	return [{
		...first,
		line: [first.line, ...laterLines(message)].join("\n")
	}, ...others];
}
/** Whether the layout has a folder for a run of this id: it is one, of a year that has four digits. */
function hasFolder(run) {
	return RunId.safeParse(run).success && fileOfPath(recordPath(run)) !== void 0;
}
/** Index lines of kinds that only a later version knows: its readers want them. */
function laterLines(message) {
	return [...message.matchAll(/^Mlops-(?!(?:Run|File|Event|Format|Total):)[A-Za-z]+: .*$/gm)].map(([line]) => line);
}
function linesByName(message) {
	const lines = /* @__PURE__ */ new Map();
	for (const [text] of message.matchAll(/^Mlops-(?:Run|File|Event): .*$/gm)) {
		const { runs, files, events } = parseMessages(text);
		const [run, file, event] = [
			runs[0],
			files[0],
			events[0]
		];
		if (run !== void 0) lines.set(recordName(run.id), {
			blob: run.blob,
			text
		});
		else if (file !== void 0 && isFileName(file.name)) lines.set(fileName(file.id, file.name), {
			blob: file.blob,
			text
		});
		else if (event !== void 0) lines.set(eventName(event.run, event.id), {
			blob: event.blob,
			text
		});
	}
	return lines;
}

// src/git/forge-commit.ts
/**
* Makes commits of this repository anew through the forge: the same files and messages on the same parents, under other
* ids because authors and dates are the forge's.
* @param ref the remote's ref, full name
* @param commit the newest of the commits; they have one parent each, and the blobs that they add are here
* @param tip the commit of the remote's ref that they stand on; undefined when the ref does not exist there
* @returns the remote's new tip. After a failure an earlier one of several commits may be there already
*/
async function commitAgain(git, forge, ref, commit, tip) {
	const range = tip === void 0 ? [commit] : [commit, `^${tip}`];
	const commits = (await git.text([
		"rev-list",
		"--reverse",
		...range
	])).split("\n");
	let parent = tip;
	let made = { commit };
	for (const each of commits) {
		const outcome = await forge({
			ref,
			parent,
			message: await readMessage(git, each),
			files: await addedBy(git, each)
		});
		if ("failure" in outcome) return outcome;
		made = outcome;
		parent = outcome.commit;
	}
	return made;
}
async function readMessage(git, commit) {
	const { stdout } = await git.exec([
		"cat-file",
		"commit",
		commit
	]);
	const text = stdout.toString();
	return text.slice(text.indexOf("\n\n") + 2);
}
async function addedBy(git, commit) {
	const fields = (await git.text([
		"diff-tree",
		"-r",
		"-z",
		"--root",
		"--no-commit-id",
		"--no-renames",
		commit
	])).split("\0");
	const paths = fields.filter((_field, index) => index % 2 === 1);
	const ids = paths.map((_path, index) => fields[index * 2]?.split(" ")[3] ?? "");
	if (ids.length === 0) return [];
	const contents = await readBlobs(git, ids);
	return paths.map((path, index) => ({
		path,
		content: contents[index] ?? Buffer.alloc(0)
	}));
}

// src/tracking/push-commit.ts
/**
* Moves the tracking branch from `tip` to a commit that stands on it.
* @param tip undefined when the branch does not exist
* @param alongside other refs that move with it, in the same push; where the forge makes the commit, right after it
* @returns the remote's new tip: the commit, or the one that the forge made of it. A failure does not mean that nothing
*   was written, see `pushRefs` and `CommitThroughForge`; `refused` is final
*/
async function pushCommit(scratch, access, commit, tip, alongside = []) {
	const { ref, log, commitThroughForge } = access;
	const failure = await pushRefs(scratch.git, REMOTE, [{
		ref,
		to: commit,
		from: tip
	}, ...alongside]);
	if (failure === void 0) return { commit };
	if (failure.kind !== "refused" || commitThroughForge === void 0) return { failure };
	const outcome = await commitAgain(scratch.git, commitThroughForge, ref, commit, tip);
	if (!("failure" in outcome)) {
		log.info(`a rule refuses pushes to ${ref} (${failure.rule ?? failure.said}); the forge made the commit`);
		const left = alongside.length === 0 ? void 0 : await pushRefs(scratch.git, REMOTE, alongside);
		return left === void 0 ? outcome : { failure: left };
	}
	if (outcome.failure.kind === "lost-race" || outcome.failure.kind === "unclear") return outcome;
	return { failure: {
		...failure,
		throughForge: outcome.failure
	} };
}

// src/tracking/inbox/read-waiting.ts
/** @param waiting commits that the scratch repository has */
async function readWaiting(scratch, waiting) {
	const commits = await commitsAmong(scratch, [...new Set(waiting.map(({ commit }) => commit))]);
	if (commits.length === 0) return waiting.map((at) => ({
		at,
		entries: void 0
	}));
	const text = await scratch.git.text([
		"log",
		"--no-walk=unsorted",
		"--stdin",
		"--root",
		"-r",
		"--raw",
		"--no-abbrev",
		"-z",
		"--no-renames",
		FORMAT
	], `${commits.join("\n")}\n`);
	const read = new Map(text.split(START).slice(1).map(parseCommit));
	const strange = await strangeRecords(scratch, [...read.values()].flatMap((entries) => entries ?? []));
	return waiting.map((at) => {
		const entries = read.get(at.commit);
		return {
			at,
			entries: entries?.some((entry) => strange.has(entry)) === true ? void 0 : entries
		};
	});
}
/** Records that are none. On the branch one such file would stop every reader, for ever: nothing is taken off it. */
async function strangeRecords({ git }, entries) {
	const records = entries.filter(({ run, name }) => name === recordName(run));
	if (records.length === 0) return /* @__PURE__ */ new Set();
	const contents = await readBlobs(git, records.map(({ blob }) => blob));
	return new Set(records.filter(({ run }, index) => !isRecordOf(run, contents[index]?.toString() ?? "")));
}
/** A ref may point to anything. */
async function commitsAmong(scratch, ids) {
	return (await scratch.git.text(["cat-file", "--batch-check=%(objecttype) %(objectname)"], `${ids.join("\n")}\n`)).split("\n").flatMap((line) => line.startsWith("commit ") ? [line.slice(7)] : []);
}
const START = "\0\0>";
const END = "\0\0<";
const FORMAT = "--format=%x00%x00>%H %P%x00%B%x00%x00<";
function parseCommit(text) {
	const end = text.indexOf(END);
	const [ids = "", message = ""] = text.slice(0, end).split("\0", 2);
	const [commit = "", parent = ""] = ids.split(" ");
	const fields = text.slice(end + 3).split("\0").filter((field) => field.trim() !== "");
	const files = [];
	for (let i = 0; i < fields.length; i += 2) {
		const [, mode, blob] = /^:000000 (\d{6}) 0+ ([0-9a-f]+) A$/.exec(fields[i]?.trim() ?? "") ?? [];
		if (mode !== "100644" || blob === void 0) return [commit, void 0];
		files.push({
			path: fields[i + 1] ?? "",
			blob
		});
	}
	return [commit, parent === "" ? entriesOfWaiting(message, files) : void 0];
}

// src/git/fast-import.ts
const COMMITTER = "mlops-action <mlops-action@noreply.invalid>";
/**
* The stream that writes commits one upon the other and prints the id of the last one.
* The committer stands in the stream, so that no identity needs to be configured.
* @param ref a scratch ref that fast-import may move
* @param parent the commit that the first one stands on; undefined for a root commit
*/
function renderImport(ref, parent, commits) {
	const parts = ["feature done\n"];
	for (const [index, commit] of commits.entries()) {
		parts.push(`commit ${ref}\nmark :${index + 1}\ncommitter ${COMMITTER} ${commit.seconds} +0000\n`);
		pushData(parts, commit.message);
		if (index > 0) parts.push(`from :${index}\n`);
		else if (parent !== void 0) parts.push(`from ${parent}\n`);
		for (const file of commit.files) if ("blob" in file) parts.push(`M 100644 ${file.blob} ${quotePath(file.path)}\n`);
		else {
			parts.push(`M 100644 inline ${quotePath(file.path)}\n`);
			pushData(parts, file.content);
		}
	}
	parts.push(`get-mark :${commits.length}\ndone\n`);
	return Buffer.concat(parts.map((part) => typeof part === "string" ? Buffer.from(part) : part));
}
function pushData(parts, content) {
	const bytes = typeof content === "string" ? Buffer.from(content) : content;
	parts.push(`data ${bytes.length}\n`, bytes, "\n");
}
/** C-style quoting, as fast-import wants it for paths that could be mistaken for its own grammar. */
function quotePath(path) {
	if (/^[\w./-]+$/.test(path)) return path;
	return `"${path.replaceAll(/["\\\p{Cc}]/gu, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, "0")}`)}"`;
}

// src/tracking/write-commit.ts
const NEW = "refs/mlops/new";
/** The commit that adds what a base lacks, as a value. */
function commitOn(base, now) {
	const { tip, missing, runs } = base;
	const added = missing.filter(({ entry }) => entry.name === recordName(entry.run)).length;
	return {
		message: renderMessage(missing.map(({ entry }) => entry.line), runs === void 0 ? void 0 : runs + added),
		seconds: Math.max(secondsOf(now), tip?.seconds ?? 0),
		files: missing.map(fileOf)
	};
}
/** Writes the commit into the scratch repository, on a root commit of its own when there is no tip; gives its id. */
async function writeCommit(scratch, { tip }, commit) {
	const commits = tip === void 0 ? [rootCommit(commit.seconds), commit] : [commit];
	return importCommits(scratch, tip?.commit, commits);
}
/** Writes the commit that waits in the inbox: no parent, and the files alone. */
async function writeWaiting(scratch, entries, now) {
	const placed = entries.map((entry) => ({
		entry,
		path: `${foldersOf(entry.run)[2]}/${entry.name}`
	}));
	return importCommits(scratch, void 0, [{
		message: renderMessage(entries.map(({ line }) => line)),
		seconds: secondsOf(now),
		files: placed.map(fileOf)
	}]);
}
function importCommits(scratch, parent, commits) {
	return scratch.git.text([
		"fast-import",
		"--quiet",
		"--force"
	], renderImport(NEW, parent, commits));
}
function fileOf({ entry: { blob, content }, path }) {
	return content === void 0 ? {
		path,
		blob
	} : {
		path,
		content
	};
}
function secondsOf(now) {
	return Math.floor(now.getTime() / 1e3);
}

// src/tracking/inbox/fold.ts
/** Reads what waits in the inbox, first come first. */
async function listWaiting(scratch, access) {
	const listed = await listRefs(scratch.git, REMOTE, [`${inboxFolder(access.ref)}*`]);
	if ("failure" in listed) return listed;
	const [id] = listed.refs.values();
	if (id !== void 0 && formatOfObjectId(id) !== scratch.format) return { failure: {
		kind: "object-format",
		said: `the remote uses ${formatOfObjectId(id)}`
	} };
	return { value: waitingIn(listed.refs, access.ref) };
}
/** Folds what waits; see `TrackingHistory.fold`. */
async function foldHistory(access) {
	const outcome = await access.inScratch((scratch) => foldInbox(scratch, access));
	if ("failure" in outcome) throw trackingError(outcome.failure, access.ref);
	return outcome.value;
}
/** Folds until the inbox is empty. */
async function foldInbox(scratch, access, start) {
	const failures = [];
	let done = {
		folded: 0,
		refused: [],
		commit: void 0
	};
	let waiting = start?.waiting;
	let most = 100;
	for (;;) {
		const outcome = await foldOnce(scratch, access, waiting, most, start?.own);
		waiting = void 0;
		if ("value" in outcome) {
			if (outcome.value === void 0) return { value: done };
			const { folded, refused, commit, byHour = [] } = outcome.value;
			failures.length = 0;
			done = {
				folded: done.folded + folded,
				refused: [...done.refused, ...refused],
				commit: commit ?? done.commit,
				...hours([...done.byHour ?? [], ...byHour])
			};
			continue;
		}
		failures.push(outcome.failure);
		access.log.debug(`folding the inbox of ${access.ref} failed (${outcome.failure.kind}): ${outcome.failure.said}`);
		if (!shouldRetry(failures.map(({ kind }) => kind))) return outcome;
		if (outcome.failure.kind === "unclear") most = Math.ceil(most / 5);
		await setTimeout(waitMsAfter(failures.length, access.random()));
	}
}
/** One commit and one push; undefined when nothing waits. */
async function foldOnce(scratch, access, known, most, own) {
	const listed = known === void 0 ? await listWaiting(scratch, access) : { value: known };
	if ("failure" in listed) return listed;
	const waiting = listed.value.slice(0, most);
	if (waiting.length === 0) return { value: void 0 };
	const foreign = waiting.map(({ commit }) => commit).filter((commit) => commit !== own);
	const missingObjects = foreign.length === 0 ? void 0 : await fetchObjects(scratch.git, REMOTE, foreign, "no-filter");
	if (missingObjects?.kind === "absent-object") return { failure: {
		...missingObjects,
		kind: "lost-race"
	} };
	if (missingObjects !== void 0) return { failure: missingObjects };
	const read = await readWaiting(scratch, waiting);
	const runs = read.flatMap(({ entries = [] }) => [...Map.groupBy(entries, ({ run }) => run).values()]);
	const base = await readBase(scratch, access, runs);
	if ("failure" in base) return base;
	const { tip, missing, taken } = base.value;
	const refused = read.filter(({ entries }) => entries === void 0 || entries.some((entry) => isTaken(entry, taken)));
	const releases = [...waiting.map(({ ref, commit: from }) => ({
		ref,
		to: void 0,
		from
	})), ...refused.map(({ at }) => ({
		ref: refusedRef(at),
		to: at.commit,
		from: void 0
	}))];
	let commit;
	if (missing.length === 0) {
		const failure = await pushRefs(scratch.git, REMOTE, releases);
		if (failure !== void 0) return { failure };
	} else {
		const written = await writeCommit(scratch, base.value, commitOn(base.value, access.clock()));
		const pushed = await pushCommit(scratch, access, written, tip?.commit, releases);
		if ("failure" in pushed) return pushed;
		({commit} = pushed);
	}
	for (const { at } of refused) access.log.warn(`${at.ref} cannot be taken into ${access.ref}: its files are not what a run has, or a run of that id is there with other content. It is kept as ${refusedRef(at)}.`);
	return { value: {
		folded: waiting.length - refused.length,
		refused: refused.map(({ at }) => refusedRef(at)),
		commit,
		...hours(base.value.byHour)
	} };
}
function isTaken(entry, taken) {
	return taken.some(({ name, blob }) => name === entry.name && blob === entry.blob);
}

// src/tracking/inbox/leave.ts
/** Longest wait before an entry that has lost its writer is taken over, so that not all who see it do so at once. */
const TAKEOVER_MS = 1e4;
/**
* Leaves the entries in the inbox and folds when it is this writer's turn.
* @param before why the branch could not be written directly; a rule that refuses pushes is told when the entries are safe
* @throws MlopsError `tracking-conflict` when a run of that id is on the branch with other content
*/
async function appendThroughInbox(scratch, access, entries, before) {
	const now = access.clock();
	const [, id = ""] = /([0-9a-f]{32})(?:\.json)?$/.exec(entries[0]?.name ?? "") ?? [];
	const ref = inboxRef(access.ref, now.getTime(), id || (entries[0]?.run ?? ""));
	const commit = await writeWaiting(scratch, entries, now);
	const failure = await pushUntilAccepted(scratch, access, ref, commit);
	if (failure !== void 0) return { closed: failure };
	if (before?.kind === "refused") throw safeInInbox(before, access.ref, ref);
	const outcome = await settle(scratch, access, {
		ref,
		commit
	});
	if ("value" in outcome) {
		const { commit: tip, byHour = [] } = outcome.value;
		return { value: {
			commit: tip,
			written: true,
			...hours(byHour)
		} };
	}
	if (outcome.failure.kind === "refused") throw safeInInbox(outcome.failure, access.ref, ref);
	access.log.warn(`the run is recorded in ${ref} and could not be folded into ${access.ref} yet: ${trackingError(outcome.failure, access.ref).message}. The next run or \`mlops sync\` does it.`);
	return { value: {
		commit: void 0,
		written: true
	} };
}
/**
* Pushing the same commit again is no change, so that an unclear answer is followed by the same push. A lost race is one
* such answer: when the first one got lost on its way, git itself pushes again and finds the ref taken, by itself.
*/
async function pushUntilAccepted(scratch, access, ref, commit) {
	const failures = [];
	for (;;) {
		const failure = await pushWithLease(scratch.git, REMOTE, ref, commit, void 0);
		if (failure === void 0) return void 0;
		failures.push(failure);
		access.log.debug(`writing ${ref} failed (${failure.kind}): ${failure.said}`);
		if (failures.filter(({ kind }) => kind === "lost-race").length > 1 || !shouldRetry(failures.map(({ kind }) => kind))) return failure;
		await setTimeout(waitMsAfter(failures.length, access.random()));
	}
}
/** Folds if it is this writer's turn, and gives the commit that it made. */
async function settle(scratch, access, own) {
	const refused = refusedRef(own);
	for (let look = 0;; look += 1) {
		const listed = await listRefs(scratch.git, REMOTE, [`${inboxFolder(access.ref)}*`, refused]);
		if ("failure" in listed) return listed;
		if (listed.refs.has(refused)) throw taken(access.ref, refused);
		const waiting = waitingIn(listed.refs, access.ref);
		const role = electLeader(waiting, own.ref, access.clock());
		if (role === "defer" || role === "done") return { value: { commit: void 0 } };
		if (role === "stale" && look === 0) {
			await setTimeout(access.random() * TAKEOVER_MS);
			continue;
		}
		const folded = await foldInbox(scratch, access, {
			waiting,
			own: own.commit
		});
		if ("failure" in folded) return folded;
		if (folded.value.refused.includes(refused)) throw taken(access.ref, refused);
		return folded;
	}
}
function taken(trackingRef, refused) {
	return new MlopsError("tracking-conflict", `${trackingRef} holds a run of this id with other content`, `Each run has its own id and is written once. Start a new run instead of recording this one again; what was refused is kept as ${refused}.`);
}
function safeInInbox(failure, trackingRef, ref) {
	const { code, message, hint } = trackingError(failure, trackingRef);
	return new MlopsError(code, message, `${hint} The run is safe in ${ref}; \`mlops sync\` folds it in afterwards.`);
}

// src/tracking/append.ts
/** What a ref of one's own is not stopped by. */
const LEADS_TO_INBOX = /* @__PURE__ */ new Set([
	"lost-race",
	"locked",
	"refused"
]);
/** Writes runs and events in one commit; see `TrackingHistory.append`. */
async function appendRuns(access, bundles, events) {
	if (bundles.length + events.length === 0) throw new MlopsError("usage", "there is no run to record", "Give at least one run.");
	const outcome = await access.inScratch(async (scratch) => {
		const entries = entriesOf(bundles, events, scratch.format);
		if (access.contended !== true) return appendDirectly(scratch, access, entries);
		const outcome = await appendThroughInbox(scratch, access, entries);
		if (!("closed" in outcome)) return outcome;
		if (outcome.closed.kind === "object-format") return { failure: outcome.closed };
		return appendDirectly(scratch, access, entries, false);
	});
	if ("failure" in outcome) throw trackingError(outcome.failure, access.ref);
	return outcome.value;
}
/** @param hasInbox false where the remote takes nothing into the inbox: races are then run until one is won */
async function appendDirectly(scratch, access, entries, hasInbox = true) {
	const failures = [];
	const mayTryAgain = () => shouldRetry(failures.map(({ kind }) => kind));
	let [pushes, isOpen] = [0, hasInbox];
	for (;;) {
		const base = await readBase(scratch, access, [entries]);
		if ("value" in base) {
			const { tip, missing, taken, byHour } = base.value;
			if (taken[0] !== void 0) throw collision(`${foldersOf(taken[0].run)[2]}/${taken[0].name}`);
			if (tip !== void 0 && missing.length === 0) return { value: {
				commit: tip.commit,
				written: pushes > 0,
				...hours(byHour)
			} };
		}
		const last = failures.at(-1);
		if (isOpen && last !== void 0 && LEADS_TO_INBOX.has(last.kind)) {
			const outcome = await appendThroughInbox(scratch, access, entries, last);
			if (!("closed" in outcome)) return outcome;
			isOpen = false;
			continue;
		}
		if (last !== void 0 && !mayTryAgain()) return { failure: last };
		let failure;
		if ("failure" in base) ({failure} = base);
		else {
			const commit = await writeCommit(scratch, base.value, commitOn(base.value, access.clock()));
			pushes += 1;
			const pushed = await pushCommit(scratch, access, commit, base.value.tip?.commit);
			if ("commit" in pushed) return { value: {
				commit: pushed.commit,
				written: true,
				...hours(base.value.byHour)
			} };
			({failure} = pushed);
		}
		failures.push(failure);
		access.log.debug(`writing to ${access.ref} failed (${failure.kind}): ${failure.said}`);
		if (isOpen && LEADS_TO_INBOX.has(failure.kind)) continue;
		if (!mayTryAgain() && "failure" in base) return { failure };
		if (mayTryAgain()) await setTimeout(waitMsAfter(failures.length, access.random()));
	}
}

// src/tracking/current-line.ts
/**
* The events that commit messages name, in the order in which they hold: by commit, oldest first, within one commit by
* their ids. One that was carried into a second commit counts at its first.
* @param messages newest commit first
*/
function eventsInOrder(messages) {
	const events = /* @__PURE__ */ new Map();
	for (const message of messages.toReversed()) {
		if (!message.includes("Mlops-Event: ")) continue;
		for (const event of parseMessages(message).events.toSorted((a, b) => a.id < b.id ? -1 : 1)) {
			const key = `${event.run}.${event.id}`;
			if (!events.has(key)) events.set(key, event);
		}
	}
	return [...events.values()];
}
/**
* The lines with their events. Events of runs that are not among the lines are passed over: their runs are older than
* what was read.
* @param events as `eventsInOrder` gives them
*/
function currentLines(runs, events) {
	const byRun = Map.groupBy(events, ({ run }) => run);
	return runs.map((line) => {
		const own = byRun.get(line.id);
		return own === void 0 ? line : currentLine(line, own);
	});
}
function currentLine(line, events) {
	const status = events.findLast((event) => event.type === "status" && RunStatus.safeParse(event.status).success);
	const turn = events.findLast(({ type }) => type === "deletion" || type === "restoration");
	return {
		...line,
		status: status?.status ?? line.status,
		...turn?.type === "deletion" ? { deleted: true } : {},
		events: events.map(({ id, blob, type }) => ({
			id,
			blob,
			type
		}))
	};
}

// src/tracking/window.ts
const EVERYTHING = "--depth=2147483647";
const DAY_MS = 864e5;
/**
* The successive shallow fetches that look for `enough` runs; the last one reads all of the history.
* @param query.enough how many runs are wanted; undefined: all
* @param query.since what started earlier is not wanted, so that no window is larger
* @param query.isSelective whether only some of the runs count, so that dates are a better guess than a number of commits
*/
function readingWindows(query, now) {
	const { enough, isSelective, since } = query;
	if (since !== void 0) return [...(enough === void 0 ? [] : readingWindows({
		enough,
		isSelective: true
	}, now)).filter((window) => window.since > since.getTime()), windowSince(since)];
	const everything = {
		option: EVERYTHING,
		since: 0
	};
	if (enough === void 0) return [everything];
	if (isSelective) return [...[30, 180].map((days) => sinceDay(now, days)), everything];
	return [...[enough + 8, enough * 4 + 32].map((commits) => ({
		option: `--depth=${commits}`,
		since: 0
	})), everything];
}
function sinceDay(now, days) {
	return windowSince(/* @__PURE__ */ new Date(now.getTime() - days * DAY_MS));
}
function windowSince(since) {
	return {
		option: `--shallow-since=${since.toISOString().replace(/\.\d+Z$/, "Z")}`,
		since: since.getTime()
	};
}

// src/tracking/read-index.ts
const TIP = "refs/mlops/tip";
const EMPTY = {
	runs: [],
	files: []
};
/** Whether a run is one that the query means. */
function isMeant(line, { matches, since, withDeleted }) {
	if (since !== void 0 && timeOfRunId(line.id) < since) return false;
	return (withDeleted === true || line.deleted !== true) && (matches === void 0 || matches(line));
}
/**
* Reads as far back as the query needs; what it gives may hold more than was asked for. Late events stand in later
* commits than their runs, so as far back as a run is read, all of its events are.
* @throws MlopsError `tracking-unreadable` when the branch exists and is no tracking branch of this format
*/
async function readIndex(access, query = {}) {
	const outcome = await access.inScratch((scratch) => readIndexIn(scratch, access, query));
	if ("failure" in outcome) throw trackingError(outcome.failure, access.ref);
	return outcome.value;
}
async function readIndexIn(scratch, access, query) {
	const { matches, enough, since: earliest } = query;
	let index = EMPTY;
	for (const { option, since } of readingWindows({
		enough,
		isSelective: matches !== void 0,
		since: earliest
	}, access.clock())) {
		const failure = await fetchRef(scratch.git, REMOTE, access.ref, TIP, [option, "--filter=tree:0"]);
		if (failure?.kind === "absent-ref") return { value: EMPTY };
		if (failure?.kind === "none-selected") continue;
		if (failure !== void 0) return { failure };
		index = await readLog(scratch, access);
		const count = index.runs.filter((line) => isMeant(line, query) && timeOfRunId(line.id).getTime() >= since).length;
		if (enough !== void 0 && count >= enough) return { value: index };
		if (earliest !== void 0 && since === earliest.getTime()) return { value: index };
		if (!existsSync(join(scratch.directory, "shallow"))) return { value: index };
	}
	if (earliest !== void 0) return { value: index };
	access.log.warn(`${access.ref} is a shallow clone that holds only its latest runs; \`mlops sync\` or \`git fetch --unshallow\` gets the rest`);
	return { value: index };
}
async function readLog(scratch, access) {
	const log = await scratch.git.text([
		"rev-list",
		"--format=%x00%B",
		TIP
	]);
	const lines = parseMessages(log);
	refuseNewerFormat(lines.format, access.ref);
	access.size.runs = lines.total ?? access.size.runs;
	const [, ...messages] = log.split("\0");
	const newest = parseMessages(messages[0] ?? "");
	if (newest.runs.length + newest.events.length === 0 && newest.format === 0) await fetchAndCheckFormat(scratch, REMOTE, access.ref, TIP);
	if (lines.malformed.length > 0) access.log.warn(`${access.ref}: ${lines.malformed.length} index lines cannot be read and are left out`);
	const runs = [...firstOfEach(lines.runs, ({ id }) => id)].toSorted((a, b) => a.id < b.id ? 1 : -1);
	return {
		runs: withSuperseded(lines.events.length === 0 ? runs : currentLines(runs, eventsInOrder(messages))),
		files: [...firstOfEach(lines.files, ({ id, name }) => `${id}.${name}`)]
	};
}
function firstOfEach(values, keyOf) {
	const first = /* @__PURE__ */ new Map();
	for (const value of values) {
		const key = keyOf(value);
		if (!first.has(key)) first.set(key, value);
	}
	return first.values();
}

// src/tracking/read-records.ts
const PART = 500;
/**
* The records of these lines, in their order.
* @throws MlopsError `record-invalid` for a record that this version cannot read
*/
async function readRecords(access, lines) {
	if (lines.length === 0) return [];
	return withBlobs(access, lines.map(({ blob }) => blob), (scratch) => recordsIn(scratch, lines));
}
/** The records of these lines, out of a repository that has them. */
async function recordsIn({ git }, lines) {
	const records = [];
	for (let start = 0; start < lines.length; start += PART) {
		const part = lines.slice(start, start + PART);
		const ids = part.map(({ blob }) => blob);
		const blobs = await readBlobs(git, ids);
		records.push(...part.map((line, index) => parseRecord(line, blobs[index]?.toString() ?? "")));
	}
	return records;
}
function parseRecord(line, text) {
	const origin = recordPath(line.id);
	const record = parseRun(text, origin);
	if (record.id === line.id) return record;
	throw new MlopsError("record-invalid", `${origin} holds the record of run ${record.id}`, "The tracking branch was edited by hand or by another program; restore the file from its history.");
}
/** The content of one blob of the branch. */
async function readBlob(access, id) {
	const [content] = await withBlobs(access, [id], (scratch) => readBlobs(scratch.git, [id]));
	return content ?? Buffer.alloc(0);
}
async function withBlobs(access, ids, work) {
	const outcome = await access.inScratch(async (scratch) => {
		const failure = await fetchObjects(scratch.git, REMOTE, [...new Set(ids)]);
		return failure === void 0 ? { value: await work(scratch) } : { failure };
	});
	if ("failure" in outcome) throw trackingError(outcome.failure, access.ref);
	return outcome.value;
}

// src/run/state.ts
/**
* Folds late events over a record. Of each tag, gate and environment, of the status and of deletion and restoration the last
* event holds; so only the order of events that speak of the same thing matters.
* @param events in the order of their commits, within one commit by their ids; those of other runs are passed over
*/
function foldEvents(record, events) {
	let { status } = record;
	let deleted;
	const tags = new Map(Object.entries(record.tags));
	const notes = [];
	const acceptances = /* @__PURE__ */ new Map();
	const registrations = /* @__PURE__ */ new Map();
	const assignments = /* @__PURE__ */ new Map();
	const deployments = /* @__PURE__ */ new Map();
	const drills = /* @__PURE__ */ new Map();
	for (const event of events) {
		if (event.run !== record.id) continue;
		switch (event.type) {
			case "status":
				({status} = event);
				break;
			case "tag":
				if (event.value === void 0) tags.delete(event.name);
				else tags.set(event.name, event.value);
				break;
			case "note":
				notes.push({
					...statedIn(event),
					text: event.text
				});
				break;
			case "acceptance": {
				const { gate, reason, url } = event;
				acceptances.set(gate, {
					...statedIn(event),
					gate,
					reason,
					...url === void 0 ? {} : { url }
				});
				break;
			}
			case "deletion":
				deleted = {
					...statedIn(event),
					...event.reason === void 0 ? {} : { reason: event.reason }
				};
				break;
			case "restoration":
				deleted = void 0;
				break;
			case "registration": {
				const { model, version, tag, object } = event;
				const registration = {
					...statedIn(event),
					model,
					version,
					tag,
					...object === void 0 ? {} : { object }
				};
				const known = registrations.get(tag);
				if (known === void 0 || known.object === void 0 && object !== void 0) registrations.set(tag, registration);
				break;
			}
			case "assignment":
				if (!assignments.has(event.tag)) assignments.set(event.tag, assignmentFrom(event));
				break;
			case "drill":
				drills.set(`${event.model}/${event.stage}`, drillFrom(event));
				break;
			case "deployment": {
				const { environment, state, version, image, url, reason } = event;
				deployments.delete(environment);
				deployments.set(environment, {
					...statedIn(event),
					environment,
					state,
					...version === void 0 ? {} : { version },
					...image === void 0 ? {} : { image },
					...url === void 0 ? {} : { url },
					...reason === void 0 ? {} : { reason }
				});
				break;
			}
		}
	}
	return {
		status,
		tags: Object.fromEntries(tags),
		notes,
		...deleted === void 0 ? {} : { deleted },
		...acceptances.size === 0 ? {} : { acceptances: [...acceptances.values()] },
		registrations: [...registrations.values()],
		...assignments.size === 0 ? {} : { assignments: [...assignments.values()] },
		deployments: [...deployments.values()],
		...drills.size === 0 ? {} : { drills: [...drills.values()] }
	};
}
/** The record with the status and the tags that the run has now. */
function currentRecord(record, { status, tags }) {
	return {
		...record,
		status,
		tags
	};
}
/**
* The current record with what else may be asked of a run: `version`, the one that it was registered as last, and
* `deleted`.
*/
function queriedRecord(record, state) {
	const members = {
		version: state.registrations.at(-1)?.version,
		deleted: state.deleted !== void 0
	};
	return {
		...currentRecord(record, state),
		...members
	};
}
function assignmentFrom(event) {
	const { model, version, stage, tag, object, replaced, reason } = event;
	return {
		...statedIn(event),
		model,
		version,
		stage,
		tag,
		...object === void 0 ? {} : { object },
		...replaced === void 0 ? {} : { replaced },
		...reason === void 0 ? {} : { reason }
	};
}
function drillFrom(event) {
	const { model, version, stage, outcome, duration, reason } = event;
	return {
		...statedIn(event),
		model,
		version,
		stage,
		outcome,
		duration,
		...reason === void 0 ? {} : { reason }
	};
}
function statedIn({ time, actor }) {
	return {
		time,
		...actor === void 0 ? {} : { actor }
	};
}

// src/tracking/read-states.ts
/**
* The runs of these lines, in their order.
* @throws MlopsError `record-invalid` for a record that this version cannot read, `tracking-unreadable`
*/
async function readStates(access, lines) {
	if (lines.length === 0) return [];
	const outcome = await access.inScratch((scratch) => readStatesIn(scratch, access, lines));
	if ("failure" in outcome) throw trackingError(outcome.failure, access.ref);
	return outcome.value;
}
async function readStatesIn(scratch, access, lines) {
	const records = lines.map(({ blob }) => blob);
	const named = lines.flatMap(({ id, events = [] }) => events.map((event) => ({
		...event,
		run: id
	})));
	const events = named.map(({ blob }) => blob);
	let absent = /* @__PURE__ */ new Set();
	const failure = await fetchObjects(scratch.git, REMOTE, [.../* @__PURE__ */ new Set([...records, ...events])]);
	if (failure !== void 0) {
		if (failure.kind !== "absent-object" || events.length === 0) return { failure };
		const first = await fetchObjects(scratch.git, REMOTE, [...new Set(records)]);
		if (first !== void 0) return { failure: first };
		const rest = await fetchPresent(scratch, [...new Set(events)]);
		if ("failure" in rest) return rest;
		absent = new Set(rest.value);
	}
	const runs = await recordsIn(scratch, lines);
	const byRun = Map.groupBy(await readEvents(scratch, access, named, absent), ({ run }) => run);
	return { value: runs.map((record) => {
		const own = byRun.get(record.id) ?? [];
		return {
			record,
			events: own,
			state: foldEvents(record, own)
		};
	}) };
}
/** Fetches those of the objects that the remote has, and gives the others. */
async function fetchPresent(scratch, ids) {
	const failure = await fetchObjects(scratch.git, REMOTE, ids);
	if (failure === void 0) return { value: [] };
	if (failure.kind !== "absent-object") return { failure };
	if (ids.length === 1) return { value: ids };
	const middle = ids.length >> 1;
	const left = await fetchPresent(scratch, ids.slice(0, middle));
	const right = "failure" in left ? left : await fetchPresent(scratch, ids.slice(middle));
	if ("failure" in left || "failure" in right) return right;
	return { value: [...left.value, ...right.value] };
}
async function readEvents(scratch, { log, ref }, named, absent) {
	const there = named.filter(({ blob }) => !absent.has(blob));
	const contents = await readContents(scratch, there);
	const problems = named.filter(({ blob }) => absent.has(blob)).map((event) => `${wordsFor(event)} is not there`);
	const events = there.flatMap((event, index) => {
		try {
			return parseNamed(event, contents[index]?.toString() ?? "") ?? [];
		} catch (error) {
			if (!(error instanceof MlopsError)) throw error;
			problems.push(error.message);
			return [];
		}
	});
	const [first] = problems;
	if (first !== void 0) {
		const count = problems.length === 1 ? "an event" : `${problems.length} events`;
		log.warn(`${ref}: ${count} of these runs cannot be read and left out: ${first}`);
	}
	return events;
}
/** Contents in the order of the events; undefined for what is no file. */
async function readContents(scratch, events) {
	if (events.length === 0) return [];
	try {
		const ids = events.map(({ blob }) => blob);
		return await readBlobs(scratch.git, ids);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		if (events.length === 1) return [void 0];
		const middle = events.length >> 1;
		return [...await readContents(scratch, events.slice(0, middle)), ...await readContents(scratch, events.slice(middle))];
	}
}
/** @returns undefined for an event that only a newer version knows */
function parseNamed({ id, run, ...event }, text) {
	const origin = wordsFor({
		id,
		run
	});
	const parsed = parseEvent(text, origin);
	if (parsed === void 0 || parsed.id === id && parsed.run === run && parsed.type === event.type) return parsed;
	throw new MlopsError("record-invalid", `${origin} holds another event, ${parsed.id} of run ${parsed.run}`, "The tracking branch was edited by hand or by another program; restore the file from its history.");
}
function wordsFor({ id, run }) {
	return `the event ${id} of run ${run}`;
}

// src/tracking/open-history.ts
/**
* Opens the history on a ref. Nothing is read yet, and nothing is kept between the calls.
* Every operation works in a scratch repository of its own; the only thing that ever changes elsewhere is the ref.
*/
function openHistory(options) {
	const access = trackingAccess(options);
	return {
		fold: () => foldHistory(access),
		append: (bundles, events = []) => appendRuns(access, bundles, events),
		async lines(query = {}) {
			const { runs } = await readIndex(access, query);
			return runs.filter((line) => isMeant(line, query)).slice(0, query.enough);
		},
		read: (lines) => readRecords(access, lines),
		readStates: (lines) => readStates(access, lines),
		async readFile(id, name) {
			const { files } = await readIndex(access, {
				matches: (line) => line.id === id,
				enough: 1,
				withDeleted: true
			});
			const line = files.find((file) => file.id === id && file.name === name);
			return line === void 0 ? void 0 : readBlob(access, line.blob);
		}
	};
}

export { RunRecord as $, parseMessages as A, hourFolderOf as B, shouldRetry as C, eventLineOf as D, trackingAccess as E, eventName as F, fetchObjects as G, recordPath as H, fileName as I, listRefs as J, fetchRef as K, fileOfPath as L, renderMessage as M, renderRunLine as N, indexName as O, FORMAT_PATH as P, formatOfObjectId as Q, filePath as R, unreadable as S, REMOTE as T, attemptOf as U, recordName as V, isEarlier as W, pushWithLease as X, pushRefs as Y, readTip as Z, parseEvent as _, eventsInOrder as a, judgeFormat as b, renderImport as c, chooseAddition as d, Source as et, countBeyond as f, RunEvent as g, parseRun as h, queriedRecord as i, datetime as it, renderEventLine as j, lineOf as k, inboxFolder as l, selectLines as m, currentRecord as n, matrixWords as nt, foldHistory as o, countRuns as p, fetchRefs as q, foldEvents as r, v5 as rt, COMMITTER as s, openHistory as t, legOf as tt, refusedFolder as u, refuseFirstBranch as v, waitMsAfter as w, trackingError as x, checkFormat as y, fullRef as z };