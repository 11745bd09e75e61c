import { c as looseObject, i as boolean, l as number, p as string, r as array, s as literal, u as object } from "./zod.js";
import { t as MlopsError } from "./error.js";
import { i as verifyFile, n as unsafePathReason, r as findSource, s as fillFolder, t as requireSafePaths } from "./inner-path.js";
import { t as findLocalMergeBase } from "./local-event.js";
import { t as readRegistry } from "./read-registry.js";
import { t as localHistory } from "./local-history.js";
import { t as localLocation } from "./workspace.js";
import { dirname, join } from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { copyFile, lstat, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { constants as constants$1, createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";

// src/artifacts/folder.ts
const Manifest = looseObject({
	schema: literal(1),
	created: string(),
	files: array(object({
		path: string(),
		size: number(),
		sha256: string()
	}))
});
/**
* Keeps artifacts under `folder`, as `<name>/manifest.json` and `<name>/files/…`. The digest is that of the manifest's
* list of files; the same name with the same content is the same artifact.
*/
function folderArtifacts(options) {
	const { folder, clock } = options;
	async function upload(name, files) {
		requireSafePaths(files);
		const place = placeOf(folder, name);
		const entries = files.map(({ path, size, sha256 }) => ({
			path,
			size,
			sha256
		})).toSorted(byPath);
		const digest = digestOf(entries);
		const temporary = join(folder, `.${randomUUID()}.partial`);
		try {
			await mkdir(join(temporary, "files"), { recursive: true });
			for (const file of files) await keep(file, join(temporary, "files", file.path));
			const manifest = {
				schema: 1,
				created: clock().toISOString(),
				files: entries
			};
			await writeFile(join(temporary, "manifest.json"), `${JSON.stringify(manifest, void 0, 2)}\n`);
			await rename(temporary, place);
		} catch (error) {
			if (!await exists(place) || error instanceof MlopsError) throw error;
			if (digestOf((await readManifest(place, name)).files) === digest) return stored(name, digest);
			throw new MlopsError("artifact-failed", `an artifact named ${name} is there already, with other content`, "Artifacts are never changed; keep these files under another name.", { cause: error });
		} finally {
			await rm(temporary, {
				recursive: true,
				force: true
			});
		}
		return stored(name, digest);
	}
	async function download(artifact, directory) {
		const place = placeOf(folder, artifact.id);
		const { files } = await readManifest(place, artifact.id);
		if (artifact.digest !== void 0 && artifact.digest !== digestOf(files)) throw new MlopsError("artifact-mismatch", `the manifest of artifact ${artifact.id} does not have the recorded digest ${artifact.digest}`, "The artifact store was changed by hand; take the files from another copy.");
		requireSafePaths(files);
		return fillFolder(directory, async (temporary) => {
			for (const file of files) await keep({
				...file,
				from: join(place, "files", file.path)
			}, join(temporary, file.path));
			return files.map(({ path }) => path);
		});
	}
	return {
		kind: "folder",
		upload,
		download
	};
}
/** Copies a file, sharing blocks where the file system can, and verifies the copy. */
async function keep(file, to) {
	const source = await findSource(file);
	await mkdir(dirname(to), { recursive: true });
	await copyFile(source, to, constants$1.COPYFILE_FICLONE);
	await verifyFile(to, file);
}
async function readManifest(place, id) {
	const text = await readFile(join(place, "manifest.json"), "utf8").catch(() => void 0);
	if (text === void 0) throw new MlopsError("not-found", `there is no artifact ${id} in ${dirname(place)}`, "It was kept on another machine, or removed; a registered version has its files in the release.");
	try {
		return Manifest.parse(JSON.parse(text));
	} catch (cause) {
		throw new MlopsError("artifact-mismatch", `the manifest of artifact ${id} is not readable`, "The artifact store was changed by hand; take the files from another copy.", { cause });
	}
}
function placeOf(folder, name) {
	const reason = name.includes("/") ? "it holds a slash" : unsafePathReason(name);
	if (reason === void 0) return join(folder, name);
	throw new MlopsError("artifact-failed", `${JSON.stringify(name)} cannot be the name of an artifact: ${reason}`, "Artifact names are made of letters, digits, dots, dashes and underscores.");
}
function stored(id, digest) {
	return {
		id,
		url: void 0,
		digest,
		expires: void 0
	};
}
function digestOf(files) {
	const lines = files.toSorted(byPath).map(({ path, size, sha256 }) => JSON.stringify([
		path,
		size,
		sha256
	]));
	return `sha256:${createHash("sha256").update(lines.join("\n")).digest("hex")}`;
}
function byPath(a, b) {
	return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
async function exists(path) {
	return await lstat(path).catch(() => void 0) !== void 0;
}

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
		requireSame(stored.assets, release);
		for (const asset of release.assets) await verifyAsset(folder, asset, release);
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
async function readAssets(folder) {
	const stored = await readRelease(folder);
	if (stored === void 0 || stored.draft) return void 0;
	requirePlainNames({
		tag: folder,
		assets: stored.assets
	});
	return stored.assets.map(({ name, size, sha256 }) => ({
		name,
		path: join(folder, name),
		size,
		sha256
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
		await copyFile(asset.path, temporary, constants$1.COPYFILE_FICLONE);
		await rename(temporary, join(folder, asset.name));
	} catch (error) {
		if (error.code !== "ENOENT") throw error;
	} finally {
		await rm(temporary, { force: true });
	}
	await verifyAsset(folder, asset, release);
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
*/
function localForge({ folder, git, clock }) {
	return {
		kind: "local",
		maxAssetSize: void 0,
		findMergeBase: (base, head) => findLocalMergeBase(git, base, head),
		findChangedFiles: (from, to) => findLocalChangedFiles(git, from, to),
		upsertComment: (pullRequest, comment) => writeComment(folder, pullRequest, comment),
		reportCheck: (check) => writeCheck(folder, check),
		async publishRelease(release) {
			const place = join(folder, "releases", fileNameFor(release.tag));
			await writeRelease(place, release, clock);
			return { url: pathToFileURL(place).href };
		},
		findAssets: (tag) => readAssets(join(folder, "releases", fileNameFor(tag))),
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

// src/cli/local-ports.ts
const clock = () => /* @__PURE__ */ new Date();
async function localPorts(workspace, options) {
	const { stateFolder, remoteUrl } = workspace;
	const scratch = join(stateFolder, "scratch");
	await mkdir(scratch, { recursive: true });
	const own = localLocation(workspace);
	const isPushed = options.pushTags && remoteUrl !== void 0;
	return {
		git: workspace.git,
		repositoryRoot: workspace.root,
		history: localHistory(workspace, options.trackingBranch, options.log),
		forge: localForge({
			folder: stateFolder,
			git: workspace.git,
			clock
		}),
		artifacts: folderArtifacts({
			folder: join(stateFolder, "artifacts"),
			clock
		}),
		registry: {
			remote: isPushed ? {
				url: remoteUrl,
				config: {}
			} : own,
			clone: isPushed ? workspace.root : void 0,
			read: () => readRegistry({
				remote: own,
				scratchParent: scratch
			})
		},
		scratch,
		spool: join(stateFolder, "spool"),
		environment: process.env,
		clock,
		random: Math.random,
		log: options.log
	};
}

export { findLocalChangedFiles as n, localPorts as t };