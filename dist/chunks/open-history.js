import { n as withScratch, t as judgeFailure } from "./failure.js";
import { t as MlopsError } from "./error.js";
import { c as RunId, d as unsafeStringify, o as canonicalJson, t as RunRecord, u as timeOfRunId } from "./record.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

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

// src/tracking/layout.ts
/** The layout that this version writes and the newest that it reads. */
const FORMAT = 1;
/** Tells the layout; every tracking branch holds it, and a branch without it is none. */
const FORMAT_PATH = "mlops.json";
const README_PATH = "README.md";
/** Content of `mlops.json`. */
const FORMAT_CONTENT = canonicalJson({ format: 1 });
/** Content of `README.md`, for whoever looks at the branch on a forge. */
const README_CONTENT = `# Tracking branch of mlops-action

Each training run of this repository is one file here: \`runs/<year>-<month>/<day>/<run id>.json\`. Files beside it
(\`<run id>.<name>\`) belong to the same run. The day is that of the run's start in UTC.

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
/** The folders from the root to the one that holds a run: \`runs\`, the month, the day. */
function foldersOf(id) {
	const day = timeOfRunId(RunId.parse(id)).toISOString().slice(0, 10);
	const month = `runs/${day.slice(0, 7)}`;
	return [
		"runs",
		month,
		`${month}/${day.slice(8)}`
	];
}
/** Path of a run's record. */
function recordPath(id) {
	return `${foldersOf(id)[2]}/${id}.json`;
}
const FILE_NAME = /^[a-z0-9][a-z0-9._-]{0,99}$/i;
/**
* Path of a file beside a run's record.
* @throws MlopsError `usage` for a name that is no plain file name, or the record's own
*/
function filePath(id, name) {
	if (!FILE_NAME.test(name) || name === "json") throw new MlopsError("usage", `${JSON.stringify(name.slice(0, 120))} cannot be the name of a file beside a run record`, "Use letters, digits, \".\", \"_\" and \"-\", at most 100 of them, and not \"json\" alone.");
	return `${foldersOf(id)[2]}/${id}.${name}`;
}
/** The run whose record stands at this path; undefined for any other file. */
function runIdOfPath(path) {
	return /^runs\/\d{4}-\d{2}\/\d{2}\/([0-9a-f]{32})\.json$/.exec(path)?.[1];
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
	return {
		id: record.id,
		blob,
		status: record.status,
		experiment: indexName(record.experiment),
		commit: indexName(record.source.commit),
		branch: indexName(record.source.branch ?? ""),
		dirty: record.source.dirty,
		overridden: Object.keys(record.trigger.overrides ?? {}).length > 0
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
	const flags = [...line.dirty ? ["dirty"] : [], ...line.overridden ? ["overridden"] : []];
	return `Mlops-Run: ${[...tokens, ...flags].join(" ")}`;
}
function renderFileLine(line) {
	return `Mlops-File: ${line.id} ${line.blob} ${encode(line.name)}`;
}
/**
* The message of a commit that adds runs.
* @param lines rendered index lines
*/
function renderMessage(runs, lines) {
	const [only] = runs;
	return `${runs.length === 1 && only !== void 0 ? `run ${encode(only.experiment.slice(0, 60).toWellFormed())} ${only.status} ${only.id}` : `runs: ${runs.length}`}\n\n${lines.join("\n")}\n\n[skip ci]\n`;
}
/** The message of the root commit. */
const ROOT_MESSAGE = `Start the tracking branch\n\nMlops-Format: ${1}\n\n[skip ci]\n`;
/** Reads the index lines of one or many commit messages. */
function parseMessages(text) {
	const runs = [];
	const files = [];
	const malformed = [];
	let format = 0;
	for (const [line, kind, rest] of text.matchAll(/^Mlops-(Run|File|Format): (.*)$/gm)) if (kind === "Format") format = Math.max(format, Number.parseInt(rest ?? "", 10) || 0);
	else if (kind === "Run") {
		const run = parseRunTokens(rest ?? "");
		if (run === void 0) malformed.push(line);
		else runs.push(run);
	} else {
		const file = parseFileTokens(rest ?? "");
		if (file === void 0) malformed.push(line);
		else files.push(file);
	}
	return {
		runs,
		files,
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
	const [decodedExperiment = "", decodedCommit = "", decodedBranch = ""] = names;
	return {
		id,
		blob,
		status,
		experiment: decodedExperiment,
		commit: decodedCommit,
		branch: decodedBranch,
		dirty: flags.includes("dirty"),
		overridden: flags.includes("overridden")
	};
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
async function fetchRef(git, remote, ref, into, options = []) {
	const { code, stderr } = await git.exec([
		"fetch",
		"--no-tags",
		"--no-recurse-submodules",
		"--no-write-fetch-head",
		...options,
		remote,
		`+${ref}:${into}`
	]);
	return code === 0 ? void 0 : judgeFailure(stderr);
}
/** The newest commit of a ref that was fetched. */
async function readTip(git, ref) {
	const [seconds, commit = ""] = (await git.text([
		"rev-list",
		"--timestamp",
		"--max-count=1",
		ref
	])).split(" ");
	return {
		commit,
		seconds: Number(seconds)
	};
}
/**
* Fetches objects by their ids in one request; one that is here already costs nothing.
* Nothing is negotiated: told of commits that it could leave out, a server leaves out the objects that were asked for.
*/
async function fetchObjects(git, remote, ids) {
	const { code, stderr } = await git.exec([
		"-c",
		"fetch.negotiationAlgorithm=noop",
		"fetch",
		"--verbose",
		"--no-tags",
		"--no-write-fetch-head",
		"--filter=tree:0",
		"--stdin",
		remote
	], `${ids.join("\n")}\n`);
	return code === 0 ? void 0 : judgeFailure(stderr);
}
/**
* Moves `ref` of a remote to a commit if it still points to `expected` (undefined: if it does not exist).
* @returns undefined when the remote said yes. A failure does not mean that nothing was written: when a connection
*   breaks after the remote took the push, git sends it again and is told that the ref is locked.
*/
async function pushWithLease(git, remote, ref, commit, expected) {
	const { code, stdout, stderr } = await git.exec([
		"push",
		"--porcelain",
		"--no-verify",
		"--no-signed",
		"--no-follow-tags",
		"--recurse-submodules=no",
		`--force-with-lease=${ref}:${expected ?? ""}`,
		remote,
		`${commit}:${ref}`
	]);
	return code === 0 ? void 0 : judgeFailure(`${stdout.toString()}\n${stderr}`);
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

// src/git/retry.ts
const MAX_RACES = 24;
const MAX_UNCLEAR = 4;
/**
* Whether to write again on the new tip. A lost race is the normal case and worth many tries; what cannot be told apart
* from a passing fault is worth a few; a rule, missing rights or an absent network will say the same again.
* @param failures kinds of all failures so far, this one last
*/
function shouldRetry(failures) {
	const kind = failures.at(-1);
	const count = failures.filter((other) => other === kind).length;
	if (kind === "lost-race") return count < MAX_RACES;
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

// src/tracking/access.ts
/** Name of the remote in scratch repositories; unlikely to be configured in a user's global settings. */
const REMOTE = "mlops-remote";
function trackingAccess(options) {
	let format = "sha1";
	return {
		...options,
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

// src/git/objects.ts
/**
* Entries of a commit's tree.
* @param flags `-r` goes into every folder, `-t` shows the folders that it goes through
* @param paths literal paths; none lists everything, one with a final slash lists what the folder holds
*/
async function listTree(git, commit, flags, paths = []) {
	return (await git.text([
		"ls-tree",
		"-z",
		"--full-tree",
		...flags,
		commit,
		"--",
		...paths
	])).split("\0").filter((entry) => entry !== "").map((entry) => {
		const [, kind, id, path] = /^\d+ (blob|tree|commit) ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
		return {
			kind,
			id: id ?? "",
			path: path ?? ""
		};
	});
}
/** The contents of blobs that are in the repository, in the order of their ids. */
async function readBlobs(git, ids) {
	const { code, stdout, stderr } = await git.exec([
		"cat-file",
		"--batch",
		"--buffer"
	], `${ids.join("\n")}\n`);
	const blobs = [];
	let offset = 0;
	for (const id of ids) {
		const end = stdout.indexOf(10, offset);
		const [, kind, size] = stdout.subarray(offset, end).toString().split(" ");
		if (code !== 0 || kind !== "blob") throw new MlopsError("git-failed", `object ${id} cannot be read: ${kind ?? stderr.trim()}`, "Run `git fsck` in the repository.");
		const start = end + 1;
		offset = start + Number(size) + 1;
		blobs.push(stdout.subarray(start, offset - 1));
	}
	return blobs;
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
function parseJson(text, origin) {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new MlopsError("record-invalid", `${origin} is not JSON: ${cause.message}`, "The tracking branch was edited by hand or by another program; restore the file from its history.", { cause });
	}
}

// src/tracking/entry.ts
/**
* The files of runs, sorted by path.
* @throws MlopsError `record-invalid` for a record that could not be read back, `usage` for a bad file name
*/
function entriesOf(bundles) {
	const entries = /* @__PURE__ */ new Map();
	for (const { record, files } of bundles) {
		const text = canonicalJson(record);
		parseRun(text, `the record of run ${record.id}`);
		const added = [{
			record,
			name: void 0,
			path: recordPath(record.id),
			content: Buffer.from(text)
		}, ...Object.entries(files).map(([name, content]) => ({
			record,
			name,
			path: filePath(record.id, name),
			content
		}))];
		for (const entry of added) {
			if (entries.get(entry.path)?.content.equals(entry.content) === false) throw collision(entry.path);
			entries.set(entry.path, entry);
		}
	}
	return [...entries.values()].toSorted((a, b) => a.path < b.path ? -1 : 1);
}
/** The index line of an entry. */
function renderEntryLine({ record, name, content }, format) {
	const blob = blobIdOf(content, format);
	return name === void 0 ? renderRunLine(lineOf(record, blob)) : renderFileLine({
		id: record.id,
		blob,
		name
	});
}
/** The error for a path that has other content already: files of the branch are never changed. */
function collision(path) {
	return new MlopsError("tracking-conflict", `${path} exists with other content`, "Each run has its own id and is written once. Start a new run instead of recording this one again.");
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
		hint: "Exclude this branch from the protection, ruleset or hook (or let this token bypass it), or keep the history outside of the branches: `tracking: {branch: refs/mlops/tracking}` in mlops.yaml."
	},
	"checked-out": {
		code: "tracking-denied",
		what: (ref) => `${ref} is checked out in a worktree`,
		hint: "Check out another branch there, for example `git switch main`; the tracking branch is read with `mlops runs`."
	},
	forbidden: {
		code: "tracking-denied",
		what: (ref) => `the credentials do not suffice for ${ref}`,
		hint: "Give the job `permissions: {contents: write}` and check that the token may push to this repository; pull requests from forks never may."
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
		code: "tracking-conflict",
		what: (ref) => `others wrote to ${ref} each time just before this push`,
		hint: "Try again when fewer jobs write at once, or collect the records of a matrix in one job."
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
function trackingError({ kind, said }, ref) {
	const { code, what, hint } = ADVICE[kind];
	return new MlopsError(code, `${what(ref)}: ${said}`, hint);
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

// src/tracking/append.ts
const TIP$1 = "refs/mlops/tip";
const NEW = "refs/mlops/new";
/** Writes runs in one commit; see `TrackingHistory.append`. */
async function appendRuns(access, bundles) {
	const entries = entriesOf(bundles);
	if (entries.length === 0) throw new MlopsError("usage", "there is no run to record", "Give at least one run.");
	const outcome = await access.inScratch((scratch) => appendIn(scratch, access, entries));
	if ("failure" in outcome) throw trackingError(outcome.failure, access.ref);
	return outcome.value;
}
async function appendIn(scratch, access, entries) {
	const failures = [];
	const mayTryAgain = () => shouldRetry(failures.map(({ kind }) => kind));
	let pushes = 0;
	for (;;) {
		const base = await readBase(scratch, access, entries);
		if ("value" in base && base.value.tip !== void 0 && base.value.missing.length === 0) return { value: {
			commit: base.value.tip.commit,
			written: pushes > 0
		} };
		const last = failures.at(-1);
		if (last !== void 0 && !mayTryAgain()) return { failure: last };
		let failure;
		if ("failure" in base) ({failure} = base);
		else {
			const { tip, missing } = base.value;
			const commit = await writeCommit(scratch, tip, missing, access.clock());
			pushes += 1;
			failure = await pushWithLease(scratch.git, REMOTE, access.ref, commit, tip?.commit);
			if (failure === void 0) return { value: {
				commit,
				written: true
			} };
		}
		failures.push(failure);
		access.log.debug(`writing to ${access.ref} failed (${failure.kind}): ${failure.said}`);
		if (mayTryAgain()) await setTimeout(waitMsAfter(failures.length, access.random()));
		else if ("failure" in base) return { failure };
	}
}
async function readBase(scratch, access, entries) {
	const failure = await fetchRef(scratch.git, REMOTE, access.ref, TIP$1, ["--depth=1", "--filter=blob:none"]);
	if (failure === void 0) {
		const [tip, missing] = await Promise.all([readTip(scratch.git, TIP$1), findMissing(scratch, access.ref, entries)]);
		return { value: {
			tip,
			missing
		} };
	}
	if (failure.kind !== "absent-ref") return { failure };
	const refusal = await refuseFirstBranch(scratch, REMOTE, access.ref);
	return refusal === void 0 ? { value: {
		tip: void 0,
		missing: entries
	} } : { failure: refusal };
}
async function findMissing(scratch, ref, entries) {
	const folders = new Set(entries.flatMap(({ record }) => foldersOf(record.id)));
	const days = new Set(entries.map(({ record }) => foldersOf(record.id)[2]));
	const paths = [...folders].map((folder) => days.has(folder) ? `${folder}/` : folder);
	const found = await listTree(scratch.git, TIP$1, ["-t"], [FORMAT_PATH, ...paths]);
	await checkFormat(scratch, REMOTE, ref, found);
	const blocked = found.find(({ path, kind }) => folders.has(path) && kind !== "tree");
	if (blocked !== void 0) throw unreadable(ref, `${blocked.path} is no folder`);
	const blobs = new Map(found.map(({ path, id }) => [path, id]));
	return entries.filter(({ path, content }) => {
		const there = blobs.get(path);
		if (there !== void 0 && there !== blobIdOf(content, scratch.format)) throw collision(path);
		return there === void 0;
	});
}
async function writeCommit(scratch, tip, entries, now) {
	const seconds = Math.max(Math.floor(now.getTime() / 1e3), tip?.seconds ?? 0);
	const commit = {
		message: messageOf(entries, scratch.format),
		seconds,
		files: entries
	};
	const stream = renderImport(NEW, tip?.commit, tip === void 0 ? [rootCommit(seconds), commit] : [commit]);
	return scratch.git.text([
		"fast-import",
		"--quiet",
		"--force"
	], stream);
}
function messageOf(entries, format) {
	const runs = entries.filter(({ name }) => name === void 0).map(({ record, content }) => lineOf(record, blobIdOf(content, format)));
	return renderMessage(runs, entries.map((entry) => renderEntryLine(entry, format)));
}

// src/tracking/window.ts
const EVERYTHING = "--depth=2147483647";
const DAY_MS = 864e5;
/**
* Options of the successive shallow fetches that look for `enough` runs; the last one reads all of the history.
* @param query.enough how many runs are wanted; undefined: all
* @param query.isSelective whether only some of the runs count, so that dates are a better guess than a number of commits
*/
function readingWindows(query, now) {
	const { enough, isSelective } = query;
	if (enough === void 0) return [EVERYTHING];
	if (isSelective) return [...[30, 180].map((days) => shallowSince(now, days)), EVERYTHING];
	return [...[enough + 8, enough * 4 + 32].map((commits) => `--depth=${commits}`), EVERYTHING];
}
function shallowSince(now, days) {
	return `--shallow-since=${(/* @__PURE__ */ new Date(now.getTime() - days * DAY_MS)).toISOString().replace(/\.\d+Z$/, "Z")}`;
}

// src/tracking/read-index.ts
const TIP = "refs/mlops/tip";
const EMPTY = {
	runs: [],
	files: []
};
/**
* Reads as far back as the query needs; what it gives may hold more than was asked for.
* @throws MlopsError `tracking-unreadable` when the branch exists and is no tracking branch of this format
*/
async function readIndex(access, query = {}) {
	const outcome = await access.inScratch((scratch) => readIndexIn(scratch, access, query));
	if ("failure" in outcome) throw trackingError(outcome.failure, access.ref);
	return outcome.value;
}
async function readIndexIn(scratch, access, { matches, enough }) {
	let index = EMPTY;
	for (const window of readingWindows({
		enough,
		isSelective: matches !== void 0
	}, access.clock())) {
		const failure = await fetchRef(scratch.git, REMOTE, access.ref, TIP, [window, "--filter=tree:0"]);
		if (failure?.kind === "absent-ref") return { value: EMPTY };
		if (failure?.kind === "none-selected") continue;
		if (failure !== void 0) return { failure };
		index = await readLog(scratch, access);
		const count = matches === void 0 ? index.runs.length : index.runs.filter(matches).length;
		if (enough !== void 0 && count >= enough) return { value: index };
		if (!existsSync(join(scratch.directory, "shallow"))) return { value: index };
	}
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
	const newest = parseMessages(log.split("\0", 2)[1] ?? "");
	if (newest.runs.length === 0 && newest.format === 0) await fetchAndCheckFormat(scratch, REMOTE, access.ref, TIP);
	if (lines.malformed.length > 0) access.log.warn(`${access.ref}: ${lines.malformed.length} index lines cannot be read and are left out`);
	return {
		runs: [...firstOfEach(lines.runs, ({ id }) => id)].toSorted((a, b) => a.id < b.id ? 1 : -1),
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
	const records = [];
	if (lines.length === 0) return records;
	await withBlobs(access, lines.map(({ blob }) => blob), async (scratch) => {
		for (let start = 0; start < lines.length; start += PART) {
			const part = lines.slice(start, start + PART);
			const blobs = await readBlobs(scratch.git, part.map(({ blob }) => blob));
			records.push(...part.map((line, index) => parseRecord(line, blobs[index]?.toString() ?? "")));
		}
	});
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

// src/tracking/open-history.ts
/**
* Opens the history on a ref. Nothing is read yet, and nothing is kept between the calls.
* Every operation works in a scratch repository of its own; the only thing that ever changes elsewhere is the ref.
*/
function openHistory(options) {
	const access = trackingAccess(options);
	return {
		append: (bundles) => appendRuns(access, bundles),
		async lines({ matches, enough } = {}) {
			const { runs } = await readIndex(access, {
				matches,
				enough
			});
			return (matches === void 0 ? runs : runs.filter(matches)).slice(0, enough);
		},
		read: (lines) => readRecords(access, lines),
		async readFile(id, name) {
			const { files } = await readIndex(access, {
				matches: (line) => line.id === id,
				enough: 1
			});
			const line = files.find((file) => file.id === id && file.name === name);
			return line === void 0 ? void 0 : readBlob(access, line.blob);
		}
	};
}

export { README_PATH as C, runIdOfPath as E, FORMAT_PATH as S, recordPath as T, indexName as _, collision as a, renderMessage as b, readBlobs as c, shouldRetry as d, waitMsAfter as f, formatOfObjectId as g, readTip as h, trackingError as i, renderImport as l, pushWithLease as m, refuseFirstBranch as n, parseRun as o, fetchRef as p, checkFormat as r, listTree as s, openHistory as t, REMOTE as u, lineOf as v, fullRef as w, renderRunLine as x, parseMessages as y };