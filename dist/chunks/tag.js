import { t as MlopsError } from "./error.js";

// src/registry/version.ts
const NUMBER = String.raw`(?:0|[1-9]\d*)`;
const PRERELEASE = String.raw`(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)`;
const BUILD = String.raw`[0-9a-zA-Z-]+`;
/** Source of a regular expression for a version, without anchors or groups that capture (semver.org, item 2 to 10). */
const VERSION_SOURCE = String.raw`v${NUMBER}\.${NUMBER}\.${NUMBER}(?:-${PRERELEASE}(?:\.${PRERELEASE})*)?(?:\+${BUILD}(?:\.${BUILD})*)?`;
const VERSION = new RegExp(`^${VERSION_SOURCE}$`);
const PARTS = /^v(\d+)\.(\d+)\.(\d+)(?:-([^+]*))?/;
/** Whether the text is a version such as `v1.2.3`, `v1.0.0-rc.1` or `v1.0.0+build.5`. */
function isVersion(text) {
	return VERSION.test(text);
}
function isPrerelease(version) {
	return partsOf(version).prerelease.length > 0;
}
/** Semver precedence: negative when `a` comes before `b`. Build metadata does not count. */
function compareVersions(a, b) {
	const [left, right] = [partsOf(a), partsOf(b)];
	for (const index of [
		0,
		1,
		2
	]) if (left.numbers[index] !== right.numbers[index]) return left.numbers[index] < right.numbers[index] ? -1 : 1;
	return comparePrereleases(left.prerelease, right.prerelease);
}
/**
* The version after this one. As in GTO, the prerelease and build parts are dropped and the number always grows:
* the patch after `v1.0.0-rc.1` is `v1.0.1`.
*/
function bumpVersion(version, bump) {
	const [major, minor, patch] = partsOf(version).numbers;
	return {
		major: `v${major + 1n}.0.0`,
		minor: `v${major}.${minor + 1n}.0`,
		patch: `v${major}.${minor}.${patch + 1n}`
	}[bump];
}
/**
* The version that a new registration gets: the highest active one, bumped until it is free. The first is `v0.0.1`,
* `v0.1.0` or `v1.0.0`.
* @param active versions that are registered and not taken back
* @param isTaken whether a tag of this version exists, active or not
*/
function nextVersion(active, bump, isTaken) {
	let next = bumpVersion(active.toSorted(compareVersions).at(-1) ?? "v0.0.0", bump);
	while (isTaken(next)) next = bumpVersion(next, bump);
	return next;
}
function partsOf(version) {
	const match = VERSION.test(version) ? PARTS.exec(version) : null;
	if (match === null) throw new MlopsError("usage", `"${version}" is no version`, "Write it as v1.2.3, with the \"v\".");
	const [, major = "", minor = "", patch = "", prerelease] = match;
	return {
		numbers: [
			BigInt(major),
			BigInt(minor),
			BigInt(patch)
		],
		prerelease: prerelease === void 0 ? [] : prerelease.split(".")
	};
}
/** A final version comes after its prereleases; numbers before words; the longer list last. */
function comparePrereleases(left, right) {
	if (left.length === 0 || right.length === 0) return right.length - left.length;
	for (const [index, a] of left.entries()) {
		const b = right[index];
		if (b === void 0) return 1;
		const order = compareIdentifiers(a, b);
		if (order !== 0) return order;
	}
	return left.length - right.length;
}
function compareIdentifiers(a, b) {
	const [aIsNumber, bIsNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
	if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1;
	if (aIsNumber) return BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0;
	return a < b ? -1 : a > b ? 1 : 0;
}

// src/registry/tag.ts
/** Source of a regular expression for names of models and stages. */
const NAME_SOURCE = "[a-zA-Z0-9](?:[a-zA-Z0-9/_-]*[a-zA-Z0-9])?";
const DIRECTORY_SOURCE = "[a-zA-Z0-9_./-]+";
const NAME = new RegExp(`^${NAME_SOURCE}$`);
const ARTIFACT = new RegExp(`^(?:${DIRECTORY_SOURCE}:)?${NAME_SOURCE}$`);
const TAG = new RegExp(`^(?<artifact>(?:${DIRECTORY_SOURCE}=)?${NAME_SOURCE})(?:(?:#(?<stage>${NAME_SOURCE})|@(?<version>${VERSION_SOURCE}))(?<cancel>!?)|@(?<word>deprecated|created))(?:#(?<counter>[0-9]+))?$`);
/** The meaning of a tag's name; undefined for tags that are not GTO's, `model@created` included: it has no meaning. */
function parseTag(name) {
	const groups = TAG.exec(name)?.groups;
	if (groups === void 0) return void 0;
	const artifact = (groups["artifact"] ?? "").replaceAll("=", ":");
	const common = groups["counter"] === void 0 ? { artifact } : {
		artifact,
		counter: Number(groups["counter"])
	};
	const { version, stage } = groups;
	const isCancelled = groups["cancel"] === "!";
	if (version !== void 0) return {
		...common,
		action: isCancelled ? "deregister" : "register",
		version
	};
	if (stage !== void 0) return {
		...common,
		action: isCancelled ? "unassign" : "assign",
		stage
	};
	return groups["word"] === "deprecated" ? {
		...common,
		action: "deprecate"
	} : void 0;
}
/** Whether GTO reads the name and has no meaning for it, `model@created`: every command of GTO stops at such a tag. */
function stopsGto(name) {
	return TAG.exec(name)?.groups?.["word"] === "created";
}
/**
* The name of the tag that says this.
* @throws MlopsError `usage` for names outside of the grammar and for tags that git or a file system would refuse
*/
function renderTag(tag) {
	checkArtifactName(tag.artifact);
	const name = `${tagPrefix(tag.artifact)}${subject(tag)}${tag.counter === void 0 ? "" : `#${tag.counter}`}`;
	const refusal = parseTag(name) === void 0 ? "it is not of the form name@v1.2.3" : refusalOf(name);
	if (refusal === void 0) return name;
	throw unwritable(name, refusal);
}
function unwritable(name, refusal) {
	return new MlopsError("usage", `the tag "${name}" cannot be written: ${refusal}`, "Choose another name.");
}
/** The name of the same tag with a counter. @throws MlopsError `usage` for a name that would be too long */
function numberedTag(plain, counter) {
	const name = `${plain}#${counter}`;
	const refusal = refusalOf(name);
	if (refusal === void 0) return name;
	throw unwritable(name, refusal);
}
/** What all tags of a model begin with, before "@" or "#". @param artifact with ":" between folder and name */
function tagPrefix(artifact) {
	return artifact.replaceAll(":", "=");
}
/** @throws MlopsError `usage` for a text that cannot be the name of a model, with or without a folder */
function checkArtifactName(artifact) {
	if (!ARTIFACT.test(artifact)) throw badName(artifact);
}
/** Whether the text can be the name of a model (without a folder) or of a stage in tags that exist everywhere. */
function isName(text) {
	return NAME.test(text) && refusalOf(`${text}@v0.0.1`) === void 0;
}
/**
* Why a tag of this name cannot exist everywhere, or undefined when it can. The grammar allows more than git does
* (git help check-ref-format), and a tag is a file on the machines that fetch it.
*/
function refusalOf(name) {
	if (name.includes("..")) return "git refuses \"..\" in names";
	if (name.length > 240) return `it has ${name.length} characters; 240 are safe on every file system`;
	const parts = name.split("/");
	if (parts.includes("")) return "git refuses an empty part between slashes";
	for (const part of parts) {
		if (part.startsWith(".") || part.endsWith(".")) return `git or Windows refuses the part "${part}"`;
		if (part.endsWith(".lock")) return "git refuses parts that end in \".lock\"";
		if (/^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i.test(part)) return `Windows refuses the part "${part}"`;
	}
}
function subject(tag) {
	if (tag.action === "deprecate") return "@deprecated";
	const cancel = tag.action === "deregister" || tag.action === "unassign" ? "!" : "";
	return "version" in tag ? `@${tag.version}${cancel}` : `#${tag.stage}${cancel}`;
}
function badName(name) {
	return new MlopsError("usage", `"${name}" is no name of a model`, "Use letters, digits, \"-\", \"_\" and \"/\", with a letter or digit at both ends.");
}

export { parseTag as a, tagPrefix as c, isPrerelease as d, isVersion as f, numberedTag as i, VERSION_SOURCE as l, checkArtifactName as n, renderTag as o, nextVersion as p, isName as r, stopsGto as s, NAME_SOURCE as t, compareVersions as u };