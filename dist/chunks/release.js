import { t as comparisonOf } from "./recorded.js";
import { t as MlopsError } from "./error.js";
import { m as canonicalJson } from "./objects.js";
import { f as fence, h as table, n as formatBytes, u as code } from "./number-format.js";
import { n as renderCardBody, r as renderModelCard, t as cardSummary } from "./model-card.js";
import { c as looseObject, l as number, m as string, r as array, s as literal } from "./zod.js";
import { d as isPrerelease } from "./tag.js";

// src/registry/release-manifest.ts
const MANIFEST_NAME = "model-manifest.json";
/** A manifest of as many files as a release takes, with long paths, is far below this; in bytes. */
const MAX_MANIFEST_SIZE = 16777216;
/** Parts of a gibibyte: below every forge's limit, and not too much to be sent again. */
const PART_SIZE = 2 ** 30;
const Sha256 = string().regex(/^[0-9a-f]{64}$/);
const Described = {
	size: number().int().nonnegative(),
	sha256: Sha256
};
const Manifest = looseObject({
	schema: literal(1),
	/** All files of the release by their paths in the record; joined in this order, the assets are the file. */
	files: array(looseObject({
		path: string().min(1),
		...Described,
		assets: array(looseObject({
			name: string().min(1),
			...Described
		}))
	}))
});
/** How a file is split where it is larger than the limit; undefined where it is not. */
function partsOf(size, maxAssetSize) {
	if (maxAssetSize === void 0 || size <= maxAssetSize) return void 0;
	const step = Math.min(maxAssetSize, PART_SIZE);
	return Array.from({ length: Math.ceil(size / step) }, (_, index) => {
		const offset = index * step;
		return {
			offset,
			size: Math.min(step, size - offset)
		};
	});
}
/** What the names of a file's parts begin with; a shell puts them into order. */
function partPrefix(name) {
	return `${name}.part-`;
}
/** @param index from 0 */
function partName(name, index) {
	return `${partPrefix(name)}${String(index + 1).padStart(3, "0")}`;
}
function renderManifest(files) {
	return `${JSON.stringify({
		schema: 1,
		files
	}, void 0, 2)}\n`;
}
/**
* Reads a manifest that was downloaded: anybody may have written it, so what it says is compared with the record.
* @throws MlopsError `artifact-mismatch`
*/
function parseManifest(text, tag) {
	try {
		return Manifest.parse(JSON.parse(text));
	} catch (cause) {
		throw new MlopsError("artifact-mismatch", `${MANIFEST_NAME} of the release ${tag} is not readable`, "Something changed the release; do not use it. Take the files from another copy.", { cause });
	}
}

// src/registry/release.ts
/** GitHub takes a thousand assets; three of them are ours. */
const MAX_MODEL_ASSETS = 997;
const RECORD_NAME = "run.json";
const CARD_NAME = "MODEL_CARD.md";
/** GitHub's limit of a release's body, in characters, and some to spare. */
const MAX_BODY = 12e4;
const SUMS_NAME = "SHA256SUMS";
const MAX_ROWS = 100;
const MAX_CELL = 200;
/**
* Whether a release can take these files: to be asked before any tag is pushed.
* @param maxAssetSize in bytes; undefined when the forge sets no limit
* @throws MlopsError `release-refused` with the number of assets and the choices
*/
function checkReleaseFiles(files, maxAssetSize) {
	const parts = files.map(({ size }) => size === 0 ? 0 : partsOf(size, maxAssetSize)?.length ?? 1);
	const isSplit = parts.some((count) => count > 1);
	const assets = parts.reduce((sum, count) => sum + count, isSplit ? 1 : 0);
	if (assets <= MAX_MODEL_ASSETS) return;
	throw new MlopsError("release-refused", `the model has ${files.length} files${isSplit ? `, which make ${assets} assets of a release` : ""}; a release takes ${MAX_MODEL_ASSETS}`, "Choose: pack many files into one archive; make them smaller (compress, quantise); or keep the model elsewhere and make model-files a small file that holds its address and SHA-256. Nothing was registered.");
}
/**
* Plans the release of a registered version.
* @param registered what `registerVersion` answered
* @param files the model's files where they lie now
* @param card what people say of the model
* @throws MlopsError `release-refused`, see `checkReleaseFiles`
*/
function prepareRelease(record, registered, files, maxAssetSize, card = {}) {
	checkReleaseFiles(files, maxAssetSize);
	const carried = files.filter(({ size }) => size > 0);
	const names = releaseNames(carried, maxAssetSize);
	const modelAssets = carried.map(({ path, from, size, sha256 }, index) => ({
		name: names[index] ?? sha256,
		file: path,
		path: from,
		size,
		sha256,
		parts: partsOf(size, maxAssetSize)
	}));
	const about = {
		run: record,
		comparison: comparisonOf(record),
		card,
		version: registered
	};
	return {
		tag: registered.tag,
		title: `${registered.model} ${registered.version}`,
		body: renderBody(about, modelAssets),
		prerelease: isPrerelease(registered.version),
		modelAssets,
		record: {
			name: RECORD_NAME,
			text: canonicalJson(record)
		},
		card: {
			name: CARD_NAME,
			text: renderModelCard(about)
		}
	};
}
/** The checksums of assets, in the format of sha256sum. */
function renderSums(assets) {
	return assets.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join("");
}
/** The names of files in a release, those of parts without their ending. Empty files have none. */
function releaseNames(files, maxAssetSize) {
	return assetNames(files.map(({ path }) => path), (index) => partsOf(files[index]?.size ?? 0, maxAssetSize) !== void 0);
}
/**
* Names that the forge keeps as they are, each different from the others whatever the case: the file's own name, with
* its folders before it where two files share one. No name looks like a part of another file.
*/
function assetNames(paths, isSplit = () => false) {
	const own = paths.map((path) => safe(path.slice(path.lastIndexOf("/") + 1)));
	const counts = Map.groupBy(own, (name) => name.toLowerCase());
	const taken = new Set([
		RECORD_NAME,
		CARD_NAME,
		SUMS_NAME,
		MANIFEST_NAME
	].map((name) => name.toLowerCase()));
	const prefixes = [];
	const isTaken = (name, prefix) => taken.has(name) || prefixes.some((each) => name.startsWith(each)) || prefix !== void 0 && [...taken].some((each) => each.startsWith(prefix));
	return paths.map((path, index) => {
		const name = own[index] ?? "";
		const wanted = (counts.get(name.toLowerCase())?.length ?? 0) > 1 ? safe(path) : name;
		const prefixOf = (free) => isSplit(index) ? partPrefix(free).toLowerCase() : void 0;
		let free = wanted;
		for (let count = 2; isTaken(free.toLowerCase(), prefixOf(free)); count += 1) free = `${count}-${wanted}`;
		taken.add(free.toLowerCase());
		prefixes.push(...[prefixOf(free)].filter((prefix) => prefix !== void 0));
		return free;
	});
}
function safe(text) {
	return text.replaceAll(/[^a-zA-Z0-9_.-]+/g, "-").replaceAll(/\.{2,}/g, ".").replaceAll(/^[.-]+|[.-]+$/g, "").slice(-150) || "file";
}
function renderBody(about, assets) {
	const rows = assets.map(({ name, file, size, sha256, parts }) => [
		code(parts === void 0 ? name : `${partName(name, 0)} to ${parts.length}`, MAX_CELL),
		code(file, MAX_CELL),
		formatBytes(size),
		code(sha256)
	]);
	const more = rows.length > MAX_ROWS ? [[
		`and ${rows.length - MAX_ROWS} more`,
		"",
		"",
		""
	]] : [];
	const shownRows = [...rows.slice(0, MAX_ROWS), ...more];
	const split = assets.filter(({ parts }) => parts !== void 0);
	const download = [
		cardSummary(about),
		rows.length === 0 ? "The run has no model files." : table([
			"asset",
			"file",
			"size",
			"SHA-256"
		], [
			"left",
			"left",
			"right",
			"left"
		], shownRows),
		"Download and check:",
		fence("bash", [`gh release download '${about.version?.tag ?? ""}' && sha256sum -c ${SUMS_NAME}`]),
		...split.length === 0 ? [] : [JOINING, fence("bash", split.slice(0, MAX_ROWS).map(joinCommand))],
		`Everything about the run is in ${code(RECORD_NAME)}, and what follows in ${code(CARD_NAME)} too.`
	].join("\n\n");
	return `${download}\n\n${renderCardBody(about, MAX_BODY - download.length)}\n`;
}
const JOINING = `Files that are larger than a release takes are in parts; ${code(MANIFEST_NAME)} lists them. \`mlops artifacts download\` joins them by itself, and a shell like this:`;
/** Names of assets hold no character that means anything to a shell. */
function joinCommand({ name, sha256 }) {
	return `cat ${partPrefix(name)}* > ${name} && echo '${sha256}  ${name}' | sha256sum -c`;
}

export { prepareRelease as a, MANIFEST_NAME as c, partName as d, partsOf as f, checkReleaseFiles as i, MAX_MANIFEST_SIZE as l, SUMS_NAME as n, releaseNames as o, renderManifest as p, assetNames as r, renderSums as s, RECORD_NAME as t, parseManifest as u };