import { t as MlopsError } from "./error.js";
import { dirname } from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, realpath, rename, rm, rmdir, stat } from "node:fs/promises";

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
/** Why Windows cannot hold a file of this path, which other systems can; undefined when it can. */
function reasonOfWindows(path) {
	for (const segment of path.split("/")) {
		if (/[<>:"|?*]/.test(segment)) return "Windows has no files with one of < > : \" | ? * in their names";
		if (/[. ]$/.test(segment)) return "Windows has no files whose names end with a dot or a space";
		if (/^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)/i.test(segment)) return `Windows keeps the name ${segment} for a device`;
	}
}
/**
* Refuses files whose inner paths are unsafe, stand twice, or cannot stand on this system.
* @throws MlopsError `artifact-failed` naming the first such path
*/
function requireSafePaths(files, platform = process.platform) {
	const seen = /* @__PURE__ */ new Map();
	const isCaseless = platform === "win32" || platform === "darwin";
	for (const { path } of files) {
		const key = isCaseless ? path.toLowerCase() : path;
		const other = seen.get(key);
		const reason = other === path ? "two files have it" : other === void 0 ? unsafePathReason(path) ?? (platform === "win32" ? reasonOfWindows(path) : void 0) : `${JSON.stringify(other)} is the same name on this system`;
		if (reason !== void 0) throw new MlopsError("artifact-failed", `the path ${JSON.stringify(path)} cannot stand in an artifact here: ${reason}`, "Rename the file, leave it out of model-files and artifacts, or take the artifact on another system.");
		seen.set(key, path);
	}
}

export { digestOfFile as a, verifyFile as i, unsafePathReason as n, digestOfFiles as o, findSource as r, fillFolder as s, requireSafePaths as t };