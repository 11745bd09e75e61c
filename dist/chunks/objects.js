import { t as MlopsError } from "./error.js";
import { m as string } from "./zod.js";
import { n as withArguments, t as gitIn } from "./git.js";
import { basename, dirname, join, resolve } from "node:path";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";

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

// src/git/refusal.ts
/** What stands around those words: progress, rulers and pictures, links, the commits that break the rule. */
const NOISE = [
	/^(?:Resolving|Counting|Compressing|Processing|Checking|Updating|Enumerating) \w+/,
	/^Total \d/,
	/^Review all repository rules at /,
	/^Found \d+ violations?:$/,
	/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/,
	/^hook declined to update /,
	/^(?!.*\p{L}{2})/u
];
/** Reasons that only say that there is a rule or hook. */
const VAGUE = /^(?:.*hook declined|push declined due to repository rule violations|atomic push fail(?:ure|ed))$/;
/** Of an atomic push each ref gets a reason, and those that only went down with another say so. */
const byWeight = (a, b) => Number(a.startsWith("atomic")) - Number(b.startsWith("atomic"));
const LIMIT$1 = 400;
/**
* The rule in what a refused push printed.
* @param lines the output of git, one line each, without credentials and control characters
* @returns undefined when the remote said no more than no
*/
function readRule(lines) {
	const spoken = lines.flatMap((line) => /^remote:\s*(.*)$/.exec(line)?.[1] ?? []).map((line) => line.replace(/^(?:error|fatal): /i, "").replace(/^- /, "")).filter((line) => !NOISE.some((noise) => noise.test(line)));
	const reasons = lines.flatMap((line) => /\[remote rejected\].*?\((.+)\)$/.exec(line)?.[1] ?? []);
	const words = [...spoken, ...reasons.filter((reason) => !VAGUE.test(reason))];
	const rule = (words.length > 0 ? [...new Set(words)] : reasons.toSorted(byWeight).slice(0, 1)).reduce((said, word) => said === "" ? word : `${said}${/[.!?:;,]$/.test(said) ? " " : "; "}${word}`, "");
	if (rule === "") return void 0;
	return rule.length > LIMIT$1 ? `${rule.slice(0, LIMIT$1)}…` : rule;
}

// src/git/failure.ts
const LOCK = /Unable to create '([^'\n]{1,500}\.lock)': File exists/;
const SIGNS = [
	["absent-ref", /couldn't find remote ref/],
	["none-selected", /no commits selected for shallow requests/],
	["absent-object", /not our ref|unadvertised object|did not send all necessary objects/],
	["object-format", /mismatched algorithms|does not support this repository's hash algorithm/],
	["refused", /hook declined|\bGH0\d\d\b|protected branch|push declined|deny updating|exists; cannot create/i],
	["refused", /not allowed to push|prohibited by Gerrit|\bTF40\d{4}\b|only be modified through pull requests/i],
	["checked-out", /refusing to update checked out branch|branch is currently checked out/],
	["locked", LOCK],
	["lost-race", /\((?:stale info|fetch first|non-fast-forward|needs force|remote ref updated since checkout)\)/],
	["lost-race", /cannot lock ref|failed to update ref|reference already exists|incorrect old value/],
	["forbidden", /returned error: 40[13]\b|Authentication failed|could not read (?:Username|Password)/],
	["forbidden", /Permission denied|Permission to \S+ denied|insufficient permission|access denied|Repository not found/i],
	["offline", /Could not resolve (?:host|proxy)|Failed to connect|Couldn't connect|Could not connect to/i],
	["offline", /Connection refused|Connection timed out|Operation timed out|Network is unreachable|No route to host/i],
	["not-a-repository", /does not appear to be a git repository|not a git repository|fatal: repository '.*' not found/i]
];
/** Judges what a failed git process printed. */
function judgeFailure(output) {
	const kind = SIGNS.find(([, sign]) => sign.test(output))?.[0] ?? "unclear";
	const lines = tidyLines(output);
	const rule = kind === "refused" ? readRule(lines) : void 0;
	const lock = kind === "locked" ? LOCK.exec(lines.join("\n"))?.[1]?.replaceAll("/./", "/") : void 0;
	const failure = {
		kind,
		said: shorten(lines.join("; ")),
		...lock === void 0 ? {} : { lock }
	};
	return rule === void 0 ? failure : {
		...failure,
		rule
	};
}
const LIMIT = 1e3;
function tidyLines(output) {
	return output.replaceAll(/\/\/[^/\s@]+@/g, "//***@").split(/\p{Cc}*\n\p{Cc}*/u).map((part) => part.replaceAll(/[\p{Cc}\p{Cf}]/gu, " ").trim()).filter((part) => part !== "" && part !== "Done" && !/^(?:hint:|To |From )/.test(part));
}
function shorten(line) {
	return line.length > LIMIT ? `${line.slice(0, LIMIT)}…` : line;
}

// src/git/location.ts
const UPLOAD_PACK = "git -c uploadpack.allowFilter=true -c uploadpack.allowAnySHA1InWant=true upload-pack";
const RECEIVE_PACK_IN_WORKTREE = ["git -c core.hooksPath=/dev/null -c receive.autogc=false -c gc.auto=0 -c maintenance.auto=false", "-c receive.denyCurrentBranch=refuse -c receive.denyNonFastForwards=false receive-pack"].join(" ");
/** The path of a repository of this machine, absolute; undefined for one that is reached by URL. */
function pathOf(location) {
	return existsSync(location.url) ? resolve(location.url) : void 0;
}
/** Whether a person works in the repository at this path, rather than only pushing to it. */
function hasWorktree(path) {
	return basename(path) === ".git" || existsSync(join(path, ".git"));
}
/** The configuration that makes a location a remote of this name, with its credentials. */
function remoteConfigOf(name, location) {
	const path = pathOf(location);
	if (path === void 0) return {
		...location.config,
		[`remote.${name}.url`]: location.url
	};
	return {
		...location.config,
		[`remote.${name}.url`]: path,
		[`remote.${name}.uploadpack`]: UPLOAD_PACK,
		...hasWorktree(path) ? { [`remote.${name}.receivepack`]: RECEIVE_PACK_IN_WORKTREE } : {}
	};
}

// src/git/scratch.ts
/** What a remote may set for itself: a connection over which nothing comes for two minutes is given up, not waited for. */
const USUAL = {
	"http.lowSpeedLimit": "1",
	"http.lowSpeedTime": "120"
};
/** What a user's own settings may not change here. Signing, tags and submodules are ruled out by options of the commands. */
const FIRM = {
	"core.fsync": "none",
	"core.hooksPath": "/dev/null",
	"fastimport.unpackLimit": "1",
	"fetch.fsckObjects": "false",
	"fetch.negotiationAlgorithm": "default",
	"fetch.prune": "false",
	"fetch.pruneTags": "false",
	"fetch.writeCommitGraph": "false",
	"gc.auto": "0",
	"i18n.logOutputEncoding": "UTF-8",
	"log.showSignature": "false",
	"maintenance.auto": "false",
	"protocol.ext.allow": "never",
	"protocol.version": "2",
	"push.negotiate": "false",
	"push.pushOption": "",
	"submodule.recurse": "false"
};
/** Does the work in a new scratch repository and removes it afterwards, whatever happened. */
async function withScratch(options, work) {
	await mkdir(options.parent, { recursive: true });
	const folder = await mkdtemp(join(options.parent, "mlops-scratch-"));
	try {
		return await work(await openBareRepository(join(folder, "scratch.git"), options));
	} finally {
		await rm(folder, {
			recursive: true,
			force: true,
			maxRetries: 3
		});
	}
}
/** A bare repository of ours at a place of its own, made when it is not there; its settings are as firm as a scratch's. */
async function openBareRepository(directory, { format, remotes, config }) {
	if (!existsSync(join(directory, "HEAD"))) await createBareRepository(directory, format);
	const settings = Object.entries(remotes).map(([name, location]) => remoteConfigOf(name, location));
	const git = gitIn(dirname(directory), Object.assign({}, USUAL, ...settings, config, FIRM));
	return {
		git: withArguments(git, [`--git-dir=${directory}`]),
		directory,
		format
	};
}
async function createBareRepository(directory, format) {
	await mkdir(join(directory, "objects", "info"), { recursive: true });
	await mkdir(join(directory, "refs", "heads"), { recursive: true });
	await writeBareConfig(directory, format);
	await writeFile(join(directory, "HEAD"), "ref: refs/heads/none\n");
}
/** The configuration of a bare repository of ours; takes away what git has added to it. */
async function writeBareConfig(directory, format) {
	await writeFile(join(directory, "config"), `[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectFormat = ${format}\n`);
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
/** What two commits differ in, or undefined when the repository has not both. */
async function diffTrees(git, from, to) {
	const { code, stdout } = await git.exec([
		"diff-tree",
		"-r",
		"-z",
		"--raw",
		"--no-renames",
		"--no-abbrev",
		from,
		to
	]);
	if (code !== 0) return void 0;
	return [...stdout.toString().matchAll(/:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) [A-Z]\d*\0([^\0]*)\0/g)].map(([, mode, blob, path = ""]) => ({
		path,
		blob: isFile(mode) ? blob : void 0
	}));
}
/**
* All files of a commit, as if there had been nothing before. Read as git gives them, since a history has a hundred
* thousand.
*/
async function listFiles(git, commit) {
	const files = [];
	let rest = Buffer.alloc(0);
	for await (const chunk of git.stream([
		"ls-tree",
		"-r",
		"-z",
		"--full-tree",
		commit
	], [])) {
		const text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		let start = 0;
		for (let end = text.indexOf(0); end >= 0; end = text.indexOf(0, start)) {
			const tab = text.indexOf(9, start);
			const [mode, , blob] = text.toString("latin1", start, tab).split(" ");
			files.push({
				path: text.toString("utf8", tab + 1, end),
				blob: isFile(mode) ? blob : void 0
			});
			start = end + 1;
		}
		rest = text.subarray(start);
	}
	return files;
}
/** A file or a symbolic link; not a commit of a submodule, not the absence of anything. */
function isFile(mode) {
	return mode?.startsWith("1") === true && mode !== "160000";
}

export { openBareRepository as a, pathOf as c, RunId as d, runIdFrom as f, unsafeStringify as g, canonicalLine as h, readBlobs as i, remoteConfigOf as l, canonicalJson as m, listFiles as n, withScratch as o, timeOfRunId as p, listTree as r, writeBareConfig as s, diffTrees as t, judgeFailure as u };