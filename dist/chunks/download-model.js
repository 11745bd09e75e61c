import { t as MlopsError } from "./error.js";
import { o as parseEvidence } from "./find.js";
import { a as digestOfFile } from "./inner-path.js";
import { r as isInside } from "./overlay.js";
import { dirname, join } from "node:path";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { constants as constants$1 } from "node:fs";

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
			if (!isInside(folder, target)) throw mismatch(`${JSON.stringify(path)} leaves its folder`);
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

export { downloadModel as t };