import { t as MlopsError } from "./error.js";
import { r as evidenceOf } from "./evidence.js";
import { a as digestOfFile } from "./inner-path.js";
import { c as MANIFEST_NAME, l as MAX_MANIFEST_SIZE, n as SUMS_NAME, o as releaseNames, t as RECORD_NAME, u as parseManifest } from "./release.js";
import { t as isInside } from "./workspace-path.js";
import { dirname, join } from "node:path";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";

// src/pipeline/versions/released-files.ts
/**
* Finds the model files of a run in a published release.
* @param scratch an existing folder
* @returns undefined when there is no published release
* @throws MlopsError `artifact-mismatch` when an asset is another one than the record says
*/
async function findReleasedFiles(record, tag, forge, scratch) {
	const release = await forge.findRelease(tag);
	if (release === void 0) return void 0;
	const split = await readManifest(release, tag, forge, scratch);
	const carried = record.model.files.filter(({ size }) => size > 0);
	const names = new Map(releaseNames(carried, forge.maxAssetSize).map((name, index) => [carried[index]?.path, name]));
	const files = record.model.files.map((file) => {
		const parts = split.find(({ path, assets }) => path === file.path && assets.length > 1);
		return {
			file,
			assets: file.size === 0 ? [] : parts === void 0 ? assetOf(file, names.get(file.path), release, tag) : assetsOfParts(file, parts, release, tag)
		};
	});
	const absent = [RECORD_NAME, SUMS_NAME].filter((name) => !release.assets.some((asset) => asset.name === name));
	const lacking = files.flatMap(({ file, assets }) => assets === void 0 ? [file.path] : []);
	return {
		url: release.url,
		found: files.flatMap(({ file, assets }) => assets === void 0 ? [] : [{
			file,
			assets
		}]),
		missing: [...lacking, ...absent]
	};
}
/**
* Writes files of a release below a folder, under the paths of the record.
* @throws MlopsError `artifact-mismatch`, `forge-failed` or another of the forge's; what was written until then stays
*/
async function writeReleasedFiles({ found }, tag, folder, forge) {
	for (const { file, assets } of found) {
		const target = join(folder, file.path);
		if (!isInside(folder, target)) throw mismatch$1(`${JSON.stringify(file.path)} leaves its folder`);
		await mkdir(dirname(target), { recursive: true });
		if (assets.length === 0) await writeFile(target, "", { flag: "wx" });
		let offset = 0;
		for (const asset of assets) {
			await forge.downloadAsset(tag, asset, target, offset);
			offset += asset.size;
		}
	}
	return new Set(found.map(({ file }) => file.path));
}
/** The one asset of a file: by its digest, else by the name that it was given. */
function assetOf(file, name, { assets }, tag) {
	const asset = assets.find(({ sha256 }) => sha256 === file.sha256) ?? assets.find((each) => each.name === name);
	if (asset === void 0) return void 0;
	requireSame(asset, file, tag);
	return [asset];
}
function assetsOfParts(file, { assets: parts }, { assets }, tag) {
	const present = parts.map((part) => {
		const asset = assets.find(({ name }) => name === part.name);
		if (asset !== void 0) requireSame(asset, part, tag);
		return asset;
	}).filter((asset) => asset !== void 0);
	if (present.length < parts.length) return void 0;
	const size = present.reduce((sum, asset) => sum + asset.size, 0);
	if (size === file.size) return present;
	throw mismatch$1(`the parts of ${file.path} in the release ${tag} have ${size} bytes, and the run recorded ${file.size}`);
}
function requireSame(asset, expected, tag) {
	const { name, size, sha256 } = asset;
	if (size === expected.size && (sha256 === void 0 || sha256 === expected.sha256)) return;
	throw mismatch$1(`${name} in the release ${tag} is not what was released: expected ${expected.size} bytes with SHA-256 ${expected.sha256}, found ${size} bytes with ${sha256 ?? "one that the forge does not tell"}`);
}
async function readManifest({ assets }, tag, forge, scratch) {
	const asset = assets.find(({ name }) => name === MANIFEST_NAME);
	if (asset === void 0) return [];
	if (asset.size > 16777216) throw mismatch$1(`${MANIFEST_NAME} of the release ${tag} has ${asset.size} bytes`);
	const file = join(scratch, `.${MANIFEST_NAME}.partial`);
	try {
		await forge.downloadAsset(tag, asset, file);
		return parseManifest(await readFile(file, "utf8"), tag).files;
	} finally {
		await rm(file, { force: true });
	}
}
function mismatch$1(message) {
	return new MlopsError("artifact-mismatch", message, "Do not use these files: the release was changed, or it is not the one of this run. Train again, or take another copy.");
}

// src/pipeline/versions/download-model.ts
/**
* Writes the kept files of a run into a folder, which is removed again when one of them is not what was recorded.
* @param folder an empty or absent folder
* @throws MlopsError `not-found` when nothing has them, saying where they are; `artifact-mismatch`; `artifact-failed`
*/
async function downloadModel(record, folder, ports, elsewhere) {
	if ((await readdir(folder).catch(() => [])).length > 0) throw new MlopsError("artifact-failed", `${folder} is not empty`, "Name an empty folder, or one that is not there.");
	try {
		const paths = await fetchFiles(record, folder, ports, elsewhere);
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
/** The tag that registers the run, if any does. */
async function registeredTag(record, { registry }) {
	const { artifacts } = await registry.read();
	return (artifacts.find(({ name }) => name === record.model.name)?.versions ?? []).find((each) => evidenceOf(each)?.run === record.id)?.registration?.tag;
}
/**
* Brings the files here and gives their paths. A store that fails is no reason not to look further, but the one to give
* when nothing else has them.
*/
async function fetchFiles(record, folder, ports, elsewhere) {
	const sources = [ports, ...elsewhere === void 0 || "because" in elsewhere ? [] : [elsewhere]];
	const { artifact } = record.model;
	let failure;
	let tag;
	for (const { artifacts, forge } of sources) {
		try {
			if (artifact !== void 0 && artifacts !== void 0) return new Set(await artifacts.download({
				id: artifact.id,
				digest: artifact.digest
			}, folder));
		} catch (error) {
			if (!(error instanceof MlopsError) || error.code === "artifact-mismatch") throw error;
			if (error.code !== "not-found") failure ??= error;
			else if (artifacts?.kind === "workflow") failure = ended(record);
		}
		tag ??= await registeredTag(record, ports);
		if (tag === void 0) continue;
		await mkdir(folder, { recursive: true });
		const files = await findReleasedFiles(record, tag, forge, folder);
		const lacking = files && record.model.files.find(({ path }) => files.missing.includes(path));
		if (files !== void 0 && lacking === void 0) return writeReleasedFiles(files, tag, folder, forge);
		if (lacking !== void 0) failure = incomplete(tag, lacking.path);
	}
	throw failure ?? notHere(record, tag, elsewhere !== void 0 && "because" in elsewhere ? elsewhere.because : void 0);
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
function notHere({ id, model, artifacts }, tag, because) {
	const { artifact } = model;
	const missing = (message, hint) => new MlopsError("not-found", message, hint);
	if (model.files.length + artifacts.length === 0) return missing(`run ${id} has no files`, "Name the files that are the model with `model-files`, in mlops.yaml or as an input, and train again.");
	const released = tag === void 0 || because === void 0 ? "" : ` The release of ${tag} may have them too: ${because}.`;
	if (artifact === void 0) return missing(`the model files of run ${id} were not kept`, "It was trained with `upload-model: false`, or its upload failed: see `mlops runs show`. Train again to have them." + released);
	const { url, expires } = artifact;
	if (url === void 0) return missing(`the model files of run ${id} are not on this machine; they were kept as ${artifact.id} on the machine that trained it`, `Download them there, or train again.${released}`);
	return missing(`the model files of run ${id} are not on this machine; they were kept at ${url}`, `Open that address to download them${expires === void 0 ? "" : ` (until ${expires})`}.${released}`);
}
function ended({ id, model }) {
	const expires = model.artifact?.expires;
	return new MlopsError("not-found", `the model files of run ${id} are gone: the workflow artifact with them was deleted${expires === void 0 ? "" : ` (it was kept until ${expires})`}, and no release has them`, "Train again, and register that run.");
}
function incomplete(tag, path) {
	return new MlopsError("not-found", `the release ${tag} lacks ${path}`, `Where its workflow artifact is still there, \`mlops artifacts rescue ${tag}\` completes it; else train again.`);
}
function mismatch(message) {
	return new MlopsError("artifact-mismatch", message, "Do not use these files: the store was changed, or it is not the one of this run. Train again, or take another copy.");
}

export { findReleasedFiles as n, downloadModel as t };