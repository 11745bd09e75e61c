import { t as MlopsError } from "./error.js";
import { d as RunId, m as canonicalJson } from "./objects.js";
import { I as fileName, V as recordName, h as parseRun } from "./open-history.js";
import { n as namedFilesOf } from "./named-files.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { lstat, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";

// src/artifacts/artifact-name.ts
const MODEL_LENGTH_LIMIT = 80;
/**
* Name under which the files of a run are kept: the model's name with all but plain letters, digits, dots,
* dashes and underscores replaced, and the run's id, which makes it unique among the jobs, matrix
* legs and attempts of a workflow run.
*/
function artifactName(model, runId) {
	const limited = model.replaceAll(/[^A-Za-z0-9._-]+/g, "-").slice(0, MODEL_LENGTH_LIMIT).replaceAll(/^[.-]+|[.-]+$/g, "");
	return `${limited === "" ? "model" : limited}-${runId}`;
}
/** Name of the artifact that holds the predictions of a run, where they are too large to stand beside its record. */
function predictionsArtifactName(model, runId) {
	return `${artifactName(model, runId)}-predictions`;
}
/**
* Name of the artifact that holds the record of a run and the files beside it.
* @param isLeg the record is left to a collecting job, and on no branch yet
*/
function recordArtifactName(runId, isLeg) {
	return `mlops-record-${runId}${isLeg ? "-leg" : ""}`;
}
/** What an artifact of this name should hold; undefined for any that is no record. */
function parseRecordArtifact(name) {
	const [, run, leg] = /^mlops-record-([0-9a-f]{32})(-leg)?$/.exec(name) ?? [];
	return run === void 0 ? void 0 : {
		run,
		isLeg: leg !== void 0
	};
}

// src/tracking/parse-bundle.ts
/** A record is read whole: a larger one is none. In bytes. */
const MOST_RECORD_BYTES = 16777216;
/** Largest file beside a record that is taken; forges refuse files of 100 MB. In bytes. */
const MOST_FILE_BYTES = 67108864;
/**
* The run among files that are named as on the tracking branch: `<id>.json`, `<id>.<name>`.
* @param origin where they come from, for messages
* @throws MlopsError `record-invalid` when there is no record of this very run that this version can read
*/
function parseBundle(id, contents, origin) {
	const text = contents.get(recordName(id));
	if (text === void 0) throw invalid(`${origin} holds no ${recordName(id)}`);
	if (text.length > MOST_RECORD_BYTES) throw invalid(`${recordName(id)} in ${origin} has ${text.length} bytes; a record has at most ${MOST_RECORD_BYTES}`);
	const record = parseRun(text.toString(), `${recordName(id)} in ${origin}`);
	if (record.id !== id) throw invalid(`${recordName(id)} in ${origin} is the record of run ${record.id}`);
	const files = {};
	const leftOut = [];
	const taken = /* @__PURE__ */ new Set([recordName(id)]);
	for (const { name, size, sha256 } of namedFilesOf(record)) {
		const path = pathOf(id, name);
		const content = path === void 0 ? void 0 : contents.get(path);
		if (path === void 0) leftOut.push(`${shown(name)}: that is no name of a file beside a record`);
		else if (content === void 0) leftOut.push(`${name}: the record names it, and it is not there`);
		else if (content.length !== size || sha256Of(content) !== sha256) leftOut.push(`${name}: it is not the file that the record names`);
		else files[name] = content;
		if (path !== void 0) taken.add(path);
	}
	const others = [...contents.keys()].filter((path) => !taken.has(path));
	return {
		bundle: {
			record,
			files
		},
		leftOut: [...leftOut, ...others.map((path) => `${shown(path)}: not of this run`)]
	};
}
function pathOf(id, name) {
	try {
		return fileName(id, name);
	} catch {
		return;
	}
}
function sha256Of(content) {
	return createHash("sha256").update(content).digest("hex");
}
function shown(path) {
	return JSON.stringify(path.slice(0, 120));
}
function invalid(message) {
	return new MlopsError("record-invalid", message, "It is left where it is; nothing of it was written.");
}

// src/tracking/spool.ts
/** Writes the files of a run to disk, past the caches of the system; gives their names, the record's last. */
async function writeSpool(folder, { record, files }) {
	await mkdir(folder, { recursive: true });
	const all = [...Object.entries(files).map(([name, content]) => [fileName(record.id, name), content]), [recordName(record.id), canonicalJson(record)]];
	for (const [name, content] of all) {
		const temporary = join(folder, `.${name}.partial`);
		await writeFile(temporary, content, { flush: true });
		await rename(temporary, join(folder, name));
	}
	return all.map(([name]) => name);
}
/**
* The runs that wait in a folder, or in its folders `mlops-record-<id>`, as downloaded artifacts lie. An absent folder
* has none.
*/
async function listSpool(folder) {
	const runs = [];
	const strange = [];
	for (const name of await namesIn(folder)) {
		const id = parseRecordArtifact(name)?.run;
		if (id !== void 0 && (await namesIn(join(folder, name))).length > 0) runs.push({
			id,
			folder: join(folder, name)
		});
		else if (name.endsWith(".json") && !name.startsWith(".")) {
			const run = name.slice(0, -5);
			if (RunId.safeParse(run).success) runs.push({
				id: run,
				folder
			});
			else strange.push(join(folder, name));
		}
	}
	return {
		runs: runs.toSorted((a, b) => a.id < b.id ? -1 : 1),
		strange
	};
}
/**
* Reads a run that waits.
* @throws MlopsError `record-invalid` for files that are no run, and the system's error for those that cannot be read
*/
async function readSpool({ id, folder }) {
	const contents = /* @__PURE__ */ new Map();
	const names = (await namesIn(folder)).filter((name) => name.startsWith(`${id}.`));
	for (const name of names.slice(0, 20)) {
		const path = join(folder, name);
		const facts = await lstat(path);
		if (!facts.isFile()) throw unreadable(path, "it is no plain file");
		if (facts.size > 67108864) throw unreadable(path, `it has ${facts.size} bytes, more than ${MOST_FILE_BYTES}`);
		contents.set(name, await readFile(path));
	}
	return parseBundle(id, contents, folder);
}
/** Takes a run out of the spool. */
async function dropSpool({ id, folder }) {
	await rm(join(folder, recordName(id)), { force: true });
	const names = (await namesIn(folder)).filter((name) => name.startsWith(`${id}.`) || name.startsWith(`.${id}.`));
	for (const name of names) await rm(join(folder, name), { force: true });
}
async function namesIn(folder) {
	return (await readdir(folder).catch(() => [])).toSorted();
}
function unreadable(path, why) {
	return new MlopsError("record-invalid", `${path} cannot be a file of a run: ${why}`, "Look what put it there.");
}

export { MOST_FILE_BYTES as a, parseRecordArtifact as c, writeSpool as i, predictionsArtifactName as l, listSpool as n, parseBundle as o, readSpool as r, artifactName as s, dropSpool as t, recordArtifactName as u };