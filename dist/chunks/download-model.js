import { t as MlopsError } from "./error.js";
import { n as parseEvidence } from "./evidence.js";
import { dirname, join, relative } from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { copyFile, mkdir, open, readdir, realpath, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { constants as constants$1 } from "node:fs";

// src/artifacts/download-folder.ts
/**
* Lets `fill` write into an empty folder, which becomes `directory` if it succeeds and is removed if it fails.
* @throws MlopsError `artifact-failed` when `directory` exists and is not an empty folder
*/
async function fillFolder(directory, fill) {
	const present = await readEntries(directory);
	if (present !== void 0 && present.length > 0) throw new MlopsError("artifact-failed", `${directory} is not empty: it holds ${present[0] ?? ""}`, "Name a folder that does not exist yet, or empty this one.");
	await mkdir(dirname(directory), { recursive: true });
	const temporary = `${directory}.${randomUUID()}.partial`;
	await mkdir(temporary);
	try {
		const result = await fill(temporary);
		if (present !== void 0) await rmdir(directory);
		await rename(temporary, directory);
		return result;
	} finally {
		await rm(temporary, {
			recursive: true,
			force: true
		});
	}
}
async function readEntries(directory) {
	try {
		return await readdir(directory);
	} catch (cause) {
		const { code } = cause;
		if (code === "ENOENT") return void 0;
		throw new MlopsError("artifact-failed", `${directory} cannot be used: ${code ?? ""}`, "Name a folder.", { cause });
	}
}

// src/file-digest.ts
const CHUNK_BYTES = 1048576;
/**
* Size and SHA-256 of a file, in one pass.
* @param onChunk sees every chunk as it goes by and must not keep it
* @throws the system's error when the file cannot be read
*/
async function digestOfFile(path, onChunk) {
	const hash = createHash("sha256");
	const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
	const handle = await open(path);
	try {
		let size = 0;
		for (;;) {
			const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES);
			if (bytesRead === 0) return {
				size,
				sha256: hash.digest("hex")
			};
			const chunk = buffer.subarray(0, bytesRead);
			hash.update(chunk);
			size += bytesRead;
			onChunk?.(chunk);
		}
	} finally {
		await handle.close();
	}
}
/** One digest for several files: SHA-256 over what sha256sum prints for them, sorted by path. */
function digestOfFiles(files) {
	const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).toSorted();
	return createHash("sha256").update(lines.join("")).digest("hex");
}

// src/artifacts/recorded-file.ts
/**
* Compares a file on disk with what was recorded of it.
* @throws MlopsError `artifact-mismatch` naming the file by its path inside the artifact
*/
async function verifyFile(file, expected) {
	const found = await digestOfFile(file);
	if (found.size === expected.size && found.sha256 === expected.sha256) return;
	throw new MlopsError("artifact-mismatch", `${expected.path} is not the file that was recorded: expected ${expected.size} bytes with SHA-256 ${expected.sha256}, found ${found.size} bytes with ${found.sha256}`, "Something changed the file after it was recorded; do not use it. Train again, or take it from another copy.");
}
/**
* Where a file to keep really lies, with links resolved.
* @throws MlopsError `artifact-mismatch` when it is gone or no file
*/
async function findSource(file) {
	const source = await realpath(file.from).catch(() => void 0);
	if (source !== void 0 && (await stat(source)).isFile()) return source;
	throw new MlopsError("artifact-mismatch", `${file.path} is not there any more`, "Something removed the file after it was recorded; train again, or take it from another copy.");
}

// src/artifacts/inner-path.ts
/**
* Why `path` must not be used inside an artifact, or undefined when it may: it is relative, uses forward slashes,
* and cannot leave the folder that it is unpacked into on any system.
*/
function unsafePathReason(path) {
	if (path === "") return "it is empty";
	if (/\p{Cc}/u.test(path)) return "it holds a control character";
	if (path.includes("\\")) return "it holds a backslash";
	if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "it is absolute";
	if (path.split("/").some((segment) => segment === "" || segment === "." || segment === "..")) return "it has an empty, \".\" or \"..\" part";
}
/**
* Refuses files whose inner paths are unsafe or stand twice.
* @throws MlopsError `artifact-failed` naming the first such path
*/
function requireSafePaths(files) {
	const seen = /* @__PURE__ */ new Set();
	for (const { path } of files) {
		const reason = seen.has(path) ? "two files have it" : unsafePathReason(path);
		if (reason !== void 0) throw new MlopsError("artifact-failed", `the path ${JSON.stringify(path)} cannot stand in an artifact: ${reason}`, "Rename the file, or leave it out of model-files and artifacts.");
		seen.add(path);
	}
}

// src/pipeline/download-model.ts
/**
* Writes the kept files of a run into a folder, which is removed again when one of them is not what was recorded.
* @param folder an empty or absent folder
* @throws MlopsError `not-found` when nothing has them, saying where they are; `artifact-mismatch`; `artifact-failed`
*/
async function downloadModel(record, folder, ports) {
	const paths = await fetchFiles(record, folder, ports);
	try {
		const model = await verify(record, record.model.files, folder, paths);
		const artifacts = await verify(record, record.artifacts.filter(({ path }) => paths.has(path)), folder, paths);
		const known = new Set([...model, ...artifacts].map(({ path }) => path));
		const foreign = [...paths].find((path) => !known.has(path));
		if (foreign !== void 0) throw mismatch(`${foreign} is no file of run ${record.id}`);
		return {
			model,
			artifacts
		};
	} catch (error) {
		await rm(folder, {
			recursive: true,
			force: true
		});
		throw error;
	}
}
/** Brings the files here and gives their paths. */
async function fetchFiles(record, folder, ports) {
	const { artifact } = record.model;
	const { artifacts } = ports;
	if (artifact !== void 0 && artifacts !== void 0) try {
		return new Set(await artifacts.download({
			id: artifact.id,
			digest: artifact.digest
		}, folder));
	} catch (error) {
		if (!(error instanceof MlopsError) || error.code !== "not-found") throw error;
	}
	const tag = await registeredTag(record, ports);
	const fromRelease = tag === void 0 ? void 0 : await copyRelease(record, tag, folder, ports);
	if (fromRelease === void 0) throw notHere(record, tag);
	return fromRelease;
}
/** Copies the model files out of a release of this machine, found by their digests: assets have names of their own. */
async function copyRelease(record, tag, folder, { forge }) {
	const assets = await forge.findAssets?.(tag);
	if (assets === void 0) return void 0;
	const copied = /* @__PURE__ */ new Set();
	try {
		for (const { path, size, sha256 } of record.model.files) {
			const target = join(folder, path);
			if (relative(folder, target).startsWith("..")) throw mismatch(`${JSON.stringify(path)} leaves its folder`);
			const asset = assets.find((each) => each.sha256 === sha256);
			await mkdir(dirname(target), { recursive: true });
			if (size === 0) await writeFile(target, "", { flag: "wx" });
			else if (asset === void 0) continue;
			else await copyFile(asset.path, target, constants$1.COPYFILE_FICLONE);
			copied.add(path);
		}
		return copied;
	} catch (error) {
		await rm(folder, {
			recursive: true,
			force: true
		});
		if (error.code === "ENOENT") throw mismatch(`a file of the release ${tag} is gone`);
		throw error;
	}
}
async function verify({ id }, entries, folder, paths) {
	const files = [];
	for (const { path, size, sha256 } of entries) {
		if (!paths.has(path)) throw mismatch(`what was kept of run ${id} lacks ${path}`);
		const from = join(folder, path);
		if ((await digestOfFile(from)).sha256 !== sha256) throw mismatch(`${path} is not what run ${id} recorded: its SHA-256 differs`);
		files.push({
			path,
			from,
			size,
			sha256
		});
	}
	return files;
}
/** The tag that registers the run, if any does. */
async function registeredTag(record, { registry }) {
	const { artifacts } = await registry.read();
	return (artifacts.find(({ name }) => name === record.model.name)?.versions ?? []).find(({ registration }) => parseEvidence(registration?.message ?? "")?.run === record.id)?.registration?.tag;
}
function notHere({ id, model, artifacts }, tag) {
	const { artifact } = model;
	if (model.files.length + artifacts.length === 0) return new MlopsError("not-found", `run ${id} has no files`, "Name the files that are the model with `model-files`, in mlops.yaml or as an input, and train again.");
	if (artifact === void 0) return new MlopsError("not-found", `the model files of run ${id} were not kept`, "It was trained with `upload-model: false`, or its upload failed: see `mlops runs show`. Train again to have them.");
	const where = artifact.url === void 0 ? `as ${artifact.id} on the machine that trained it` : artifact.url;
	const released = tag === void 0 ? "" : ` A release on GitHub has them too: gh release download '${tag}'.`;
	return new MlopsError("not-found", `the model files of run ${id} are not on this machine; they were kept ${artifact.url === void 0 ? where : `at ${where}`}`, artifact.url === void 0 ? `Download them there, or train again.${released}` : `Open that address to download them${artifact.expires === void 0 ? "" : ` (until ${artifact.expires})`}.${released}`);
}
function mismatch(message) {
	return new MlopsError("artifact-mismatch", message, "Do not use these files: the store was changed, or it is not the one of this run. Train again, or take another copy.");
}

export { verifyFile as a, fillFolder as c, findSource as i, requireSafePaths as n, digestOfFile as o, unsafePathReason as r, digestOfFiles as s, downloadModel as t };