import { _ as unknown, c as looseObject, f as record, i as boolean, l as number, m as string, n as _enum, r as array, u as object } from "./zod.js";
import { t as MlopsError } from "./error.js";
import { t as httpAddress } from "./http-address.js";
import { t as findLocalMergeBase } from "./local-event.js";
import { dirname, join } from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { constants as constants$1, createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";

// src/forge/local-changed-files.ts
/** Undefined where one of the commits is not in the repository. */
async function findLocalChangedFiles(git, from, to) {
	const { code, stdout } = await git.exec([
		"diff-tree",
		...[
			"-r",
			"-z",
			"--numstat",
			"--no-renames",
			"--no-ext-diff",
			"--no-textconv"
		],
		from,
		to,
		"--"
	]);
	if (code !== 0) return void 0;
	return {
		files: stdout.toString().split("\0").filter(Boolean).map((line) => {
			const [added = "", removed = "", ...path] = line.split("	");
			return {
				path: path.join("	"),
				added: Number.parseInt(added, 10) || 0,
				removed: Number.parseInt(removed, 10) || 0
			};
		}),
		isCut: false
	};
}

// src/forge/local-file.ts
/** Writes a file as a whole, with its folders. */
async function writeWhole(path, text) {
	await mkdir(dirname(path), { recursive: true });
	const temporary = `${path}.${randomUUID()}.partial`;
	try {
		await writeFile(temporary, text);
		await rename(temporary, path);
	} finally {
		await rm(temporary, { force: true });
	}
}
/** The text of a file, or undefined when there is none. */
async function readIfThere(path) {
	try {
		return await readFile(path, "utf8");
	} catch (error) {
		if (error.code === "ENOENT") return void 0;
		throw error;
	}
}

// src/forge/local-name.ts
const RESERVED_ON_WINDOWS = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])$/;
const READABLE_LENGTH = 60;
const HASH_LENGTH = 20;
/**
* A file name that stands for `text` and no other text, also where case is not told apart. Plain lower-case names stay
* as they are; any other keeps what is readable of it, and a hash after `~`, which no plain name holds.
*/
function fileNameFor(text) {
	if (isPlain(text)) return text;
	const readable = text.toLowerCase().replaceAll(/[^a-z0-9._@-]+/g, "-").replaceAll(/^[.-]+|[.-]+$/g, "").slice(0, READABLE_LENGTH);
	const hash = createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH);
	return `${readable.replaceAll(".", "-")}~${hash}`;
}
function isPlain(text) {
	const [stem = ""] = text.split(".", 1);
	return /^[a-z0-9](?:[a-z0-9._@-]{0,98}[a-z0-9_-])?$/.test(text) && !RESERVED_ON_WINDOWS.test(stem);
}

// src/forge/local-deployments.ts
const StoredStatus = object({
	state: _enum([
		"queued",
		"in_progress",
		"success",
		"failure",
		"error",
		"inactive"
	]),
	description: string(),
	environment_url: string().optional(),
	log_url: string().optional(),
	time: string()
});
const StoredDeployment = object({
	environment: string(),
	ref: string(),
	description: string(),
	payload: record(string(), unknown()),
	created: string(),
	statuses: array(StoredStatus)
});
function localDeployments(folder, clock) {
	return {
		async open({ environment, ref, description, payload }) {
			const id = `${fileNameFor(environment)}/${fileNameFor(ref)}`;
			if (await read(folder, id) === void 0) {
				const created = clock().toISOString();
				await write(folder, id, {
					environment,
					ref,
					description,
					payload: { ...payload },
					created,
					statuses: []
				});
			}
			return { id };
		},
		async report(id, status) {
			const deployment = await read(folder, id);
			if (deployment === void 0) throw new MlopsError("not-found", `there is no deployment ${JSON.stringify(id.slice(0, 200))}`, "Give the id that it was opened with.");
			if (!await addStatus(folder, id, deployment, status, clock) || status.state !== "success") return;
			const { environment } = deployment;
			for (const [other, each] of await readAll(folder, environment)) {
				if (other === id || each.statuses.at(-1)?.state !== "success") continue;
				await addStatus(folder, other, each, {
					state: "inactive",
					description: `${deployment.ref} took its place`
				}, clock);
			}
		},
		async *list(environment) {
			yield* (await readAll(folder, environment)).map(([id, stored]) => deploymentFrom(id, stored)).toSorted((a, b) => a.created < b.created ? 1 : -1);
		}
	};
}
/** False: it said so already. */
async function addStatus(folder, id, deployment, { state, description, environmentUrl, logUrl }, clock) {
	const last = deployment.statuses.at(-1);
	if (last?.state === state && last.description === description) return false;
	const status = {
		state,
		description,
		environment_url: httpAddress(environmentUrl),
		log_url: httpAddress(logUrl),
		time: clock().toISOString()
	};
	await write(folder, id, {
		...deployment,
		statuses: [...deployment.statuses, status]
	});
	return true;
}
async function readAll(folder, environment) {
	const name = fileNameFor(environment);
	const ids = (await readdir(join(folder, name)).catch((error) => {
		if (error.code === "ENOENT") return [];
		throw error;
	})).filter((file) => file.endsWith(".json")).map((file) => `${name}/${file.slice(0, -5)}`);
	return (await Promise.all(ids.map(async (id) => [id, await read(folder, id)]))).flatMap(([id, each]) => each === void 0 ? [] : [[id, each]]);
}
async function read(folder, id) {
	if (!/^[a-z0-9_@~-][a-z0-9._@~-]*\/[a-z0-9_@~-][a-z0-9._@~-]*$/.test(id)) return void 0;
	const path = join(folder, `${id}.json`);
	const text = await readIfThere(path);
	if (text === void 0) return void 0;
	try {
		return StoredDeployment.parse(JSON.parse(text));
	} catch (cause) {
		throw new MlopsError("forge-failed", `${path} is no deployment`, "Remove the file; it is only shown.", { cause });
	}
}
async function write(folder, id, deployment) {
	await writeWhole(join(folder, `${id}.json`), `${JSON.stringify(deployment, void 0, 2)}\n`);
}
function deploymentFrom(id, stored) {
	const { environment, ref, description, payload, created, statuses } = stored;
	const last = statuses.at(-1);
	return {
		id,
		environment,
		ref,
		description,
		payload,
		created,
		status: last && {
			state: last.state,
			description: last.description,
			environmentUrl: last.environment_url,
			logUrl: last.log_url,
			time: last.time
		}
	};
}

// src/forge/local-pull-request.ts
async function writePullRequest(path, { branch, base, title, body }) {
	const present = await readIfThere(path);
	const text = `# ${title}\n\nBranch \`${branch}\`, to be merged into \`${base}\`: git merge ${branch}\n\n${body}`;
	if (present !== text) await writeWhole(path, text);
	const outcome = present === void 0 ? "created" : present === text ? "unchanged" : "updated";
	return {
		number: void 0,
		url: pathToFileURL(path).href,
		outcome
	};
}

// src/forge/local-release.ts
const SUMS = "SHA256SUMS";
const RELEASE = "release.json";
const StoredRelease = looseObject({
	draft: boolean(),
	assets: array(looseObject({
		name: string(),
		size: number(),
		sha256: string()
	}))
});
/** Writes the release into `folder`, goes on with a draft, or finds it published already. */
async function writeRelease(folder, release, clock) {
	requirePlainNames(release);
	const stored = await readRelease(folder);
	if (stored?.draft === false) {
		const fixed = release.assets.filter(({ isRemade }) => isRemade !== true);
		requireSame(stored.assets, {
			...release,
			assets: fixed
		});
		for (const asset of fixed) await verifyAsset(folder, asset, release);
		return;
	}
	const { tag, title, body, prerelease } = release;
	const facts = {
		tag,
		title,
		body,
		prerelease,
		assets: release.assets.map(({ name, size, sha256 }) => ({
			name,
			size,
			sha256
		}))
	};
	await writeWhole(join(folder, RELEASE), toText({
		...facts,
		draft: true
	}));
	for (const asset of release.assets) await keepAsset(folder, asset, release);
	await writeSums(folder, release);
	await writeWhole(join(folder, RELEASE), toText({
		...facts,
		draft: false,
		published: clock().toISOString()
	}));
}
/** The assets of a published release as they were described; whoever uses a file checks its digest. */
async function findPublished(folder, tag) {
	const stored = await readRelease(folder);
	if (stored === void 0 || stored.draft) return void 0;
	requirePlainNames({
		tag,
		assets: stored.assets
	});
	return stored.assets.map(({ name, size, sha256 }) => ({
		id: name,
		name,
		size,
		sha256
	}));
}
/** Copies an asset into a file, from an offset on. */
async function copyAsset(folder, tag, { name, size }, to, offset = 0) {
	requirePlainNames({
		tag,
		assets: [{ name }]
	});
	const from = join(folder, name);
	const found = await stat(from).catch(() => void 0);
	if (found?.size !== size) throw new MlopsError("artifact-mismatch", `${name} of the release ${tag} ${found === void 0 ? "is gone" : `has ${found.size} bytes, not ${size}`}`, "Something changed the release; do not use it. Take the files from another copy.");
	if (offset === 0) await copyFile(from, to, constants$1.COPYFILE_FICLONE);
	else await pipeline(createReadStream(from), createWriteStream(to, {
		flags: "r+",
		start: offset
	}));
}
/** Assets become file names, so they are only that. */
function requirePlainNames(release) {
	const taken = /* @__PURE__ */ new Set([RELEASE]);
	for (const { name } of release.assets) {
		const lower = name.toLowerCase();
		if (/^[\p{L}\p{N}_+@][\p{L}\p{N}._+@ -]*$/u.test(name) && !taken.has(lower)) {
			taken.add(lower);
			continue;
		}
		throw new MlopsError("release-refused", `${JSON.stringify(name)} cannot be an asset of ${release.tag}: the name is taken or no plain file name`, "Give each asset a name of its own, without slashes.");
	}
}
async function keepAsset(folder, asset, release) {
	const temporary = join(folder, `.${asset.name}.partial`);
	await mkdir(folder, { recursive: true });
	try {
		await copyPart(asset, temporary);
		await rename(temporary, join(folder, asset.name));
	} catch (error) {
		if (error.code !== "ENOENT") throw error;
	} finally {
		await rm(temporary, { force: true });
	}
	await verifyAsset(folder, asset, release);
}
async function copyPart({ path, offset, size }, to) {
	if (offset === void 0) return copyFile(path, to, constants$1.COPYFILE_FICLONE);
	await pipeline(createReadStream(path, {
		start: offset,
		end: offset + size - 1
	}), createWriteStream(to));
}
async function verifyAsset(folder, asset, release) {
	const found = await readDigest(join(folder, asset.name));
	if (found === asset.sha256) return;
	throw new MlopsError("artifact-mismatch", `${asset.name} in the release ${release.tag} has SHA-256 ${found ?? "of nothing: it is gone"}, not ${asset.sha256}`, "Something changed the file; do not use it. Register the next version from files that are whole.");
}
/** Writes the sums of the assets, or checks those that came as an asset. */
async function writeSums(folder, release) {
	const sums = new Map(release.assets.map(({ name, sha256 }) => [name, sha256]));
	if (!sums.has(SUMS)) {
		const lines = [...sums].map(([name, sha256]) => `${sha256}  ${name}\n`);
		await writeWhole(join(folder, SUMS), lines.join(""));
		return;
	}
	for (const line of (await readIfThere(join(folder, SUMS)) ?? "").split("\n")) {
		const [, sum = "", name = ""] = /^([0-9a-f]{64}) [ *](.*)$/.exec(line) ?? [];
		if (line === "" || sums.get(name) === sum) continue;
		throw new MlopsError("artifact-mismatch", `${SUMS} of the release ${release.tag} does not fit its assets: ${line.slice(0, 200)}`, "The release stays a draft; write the sums anew from the files that are released.");
	}
}
function requireSame(stored, release) {
	const sums = new Map(stored.map(({ name, sha256 }) => [name, sha256]));
	const other = release.assets.find(({ name, sha256 }) => sums.get(name) !== sha256);
	if (other === void 0) return;
	throw new MlopsError("release-refused", `the release ${release.tag} is published ${sums.has(other.name) ? "with another" : "without"} ${other.name}`, "What is published stays as it is: register the next version.");
}
async function readRelease(folder) {
	const text = await readIfThere(join(folder, RELEASE));
	if (text === void 0) return void 0;
	try {
		return StoredRelease.parse(JSON.parse(text));
	} catch (cause) {
		throw new MlopsError("release-refused", `${join(folder, RELEASE)} is not readable`, "It was edited by hand; remove that folder and release again.", { cause });
	}
}
async function readDigest(file) {
	const hash = createHash("sha256");
	try {
		await pipeline(createReadStream(file), hash);
		return hash.digest("hex");
	} catch (error) {
		if (error.code === "ENOENT") return void 0;
		throw error;
	}
}
function toText(value) {
	return `${JSON.stringify(value, void 0, 2)}\n`;
}

// src/forge/local.ts
/**
* Comments: `comments/<branch>/<key>.md`. Checks: `checks/<commit>/<key>.md`. Releases: `releases/<tag>/`. Dispatches: `dispatches/<time>-<workflow>.json`.
* Deployments: `deployments/<environment>/<tag>.json`. Pull requests: `pull-requests/<branch>.md`.
*/
function localForge({ folder, git, clock, maxAssetSize }) {
	const placeOf = (tag) => join(folder, "releases", fileNameFor(tag));
	return {
		kind: "local",
		maxAssetSize,
		findMergeBase: (base, head) => findLocalMergeBase(git, base, head),
		findChangedFiles: (from, to) => findLocalChangedFiles(git, from, to),
		upsertComment: (pullRequest, comment) => writeComment(folder, pullRequest, comment),
		reportCheck: (check) => writeCheck(folder, check),
		async publishRelease(release) {
			const place = placeOf(release.tag);
			await writeRelease(place, release, clock);
			return { url: pathToFileURL(place).href };
		},
		async findRelease(tag) {
			const assets = await findPublished(placeOf(tag), tag);
			return assets && {
				url: pathToFileURL(placeOf(tag)).href,
				assets
			};
		},
		downloadAsset: (tag, asset, to, offset) => copyAsset(placeOf(tag), tag, asset, to, offset),
		deployments: localDeployments(join(folder, "deployments"), clock),
		readTextFile: (path, ref) => readTextFile(git, path, ref),
		openPullRequest: (request) => writePullRequest(join(folder, "pull-requests", `${fileNameFor(request.branch)}.md`), request),
		async dispatchWorkflow(workflow, ref, inputs) {
			const dispatches = join(folder, "dispatches");
			const requested = clock().toISOString();
			const text = `${JSON.stringify({
				workflow,
				ref,
				inputs,
				requested
			}, void 0, 2)}\n`;
			const name = `${requested.replaceAll(/[-:]/g, "")}-${fileNameFor(workflow)}`;
			await mkdir(dispatches, { recursive: true });
			await writeNew(join(dispatches, name), text);
		}
	};
}
/** A path that names a folder, or that is not there, gives nothing. */
async function readTextFile(git, path, ref) {
	const { code, stdout } = await git.exec([
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options",
		`${ref}^{commit}`
	]);
	if (code !== 0) return void 0;
	const file = await git.exec([
		"cat-file",
		"blob",
		`${stdout.toString().trim()}:${path}`
	]);
	return file.code === 0 ? file.stdout.toString() : void 0;
}
async function writeComment(folder, pullRequest, { marker, render }) {
	const path = join(folder, "comments", fileNameFor(pullRequest.headBranch), `${fileNameFor(keyOf(marker))}.md`);
	const url = pathToFileURL(path).href;
	const present = await readIfThere(path);
	const body = render(present);
	if (body === void 0 && present === void 0) return {
		url: void 0,
		outcome: "absent"
	};
	if (body === void 0 || present === body) return {
		url,
		outcome: "unchanged"
	};
	await writeWhole(path, body);
	return {
		url,
		outcome: present === void 0 ? "created" : "updated"
	};
}
async function writeCheck(folder, check) {
	const path = join(folder, "checks", fileNameFor(check.commit), `${fileNameFor(check.key)}.md`);
	const present = await readIfThere(path);
	const notes = check.notes.map(({ path, line, level, title, message }) => {
		return `- ${level} at ${path}:${line}: ${title}: ${message.replaceAll("\n", "\n  ")}`;
	});
	const parts = [
		`# ${check.title}`,
		`Conclusion: ${check.conclusion}`,
		notes.join("\n"),
		check.summary
	];
	await writeWhole(path, parts.filter((part) => part !== "").join("\n\n"));
	return {
		url: pathToFileURL(path).href,
		outcome: present === void 0 ? "created" : "updated"
	};
}
/** The key in a marker of ours, percent-encoded there; any other marker is its own key. */
function keyOf(marker) {
	const key = /\skey=(\S+)/.exec(marker)?.[1] ?? marker;
	try {
		return decodeURIComponent(key);
	} catch {
		return key;
	}
}
/** Two dispatches of one millisecond get two files. */
async function writeNew(path, text) {
	for (let count = 1;; count += 1) try {
		await writeFile(`${path}${count === 1 ? "" : `-${count}`}.json`, text, { flag: "wx" });
		return;
	} catch (error) {
		if (error.code !== "EEXIST") throw error;
	}
}

export { findLocalChangedFiles as n, localForge as t };