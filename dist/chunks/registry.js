import { n as suggestion } from "./nearest.js";
import { t as MlopsError } from "./error.js";
import { _ as unknown, f as record, m as string, r as array, u as object } from "./zod.js";
import { t as parseYamlText } from "./yaml-text.js";
import { i as readBlobs } from "./objects.js";
import { n as readTags } from "./read-registry.js";
import { a as registryState, i as registryHistory, r as latestVersion, s as parsePromotion } from "./state.js";
import { f as isVersion } from "./tag.js";
import { a as terminalLog, i as renderTable, n as print, r as printJson } from "./print.js";
import { n as openWorkspace } from "./workspace.js";

// src/registry/annotations.ts
const MAX_MODELS = 1e4;
const MAX_LABELS = 50;
const MAX_TEXT = 2e3;
/** The files in the order in which they count: a model in both is as the first says. */
const ANNOTATION_FILES = ["artifacts.yaml", "dvc.yaml"];
const Text = string().transform((text) => text.slice(0, MAX_TEXT)).nullish();
const Entry = object({
	type: Text,
	path: Text,
	labels: array(string().transform((text) => text.slice(0, MAX_TEXT))).nullish(),
	description: Text,
	desc: Text
});
/**
* The models that a file describes; what stands there for other programs is passed over.
* @returns why the file cannot be understood, if it cannot
*/
function parseAnnotations(text, file) {
	const { value, problems } = parseYamlText(text, file);
	const [first] = problems;
	if (first !== void 0) return { problem: `${first.place.line ?? 1}: ${first.message}` };
	const root = record(string(), unknown()).safeParse(value ?? {});
	if (!root.success) return { problem: "it is no mapping" };
	const models = file === "dvc.yaml" ? root.data["artifacts"] ?? {} : root.data;
	if (typeof models !== "object" || Array.isArray(models)) return { problem: "artifacts is no mapping" };
	const entries = Object.entries(models).slice(0, MAX_MODELS);
	return { annotations: new Map(entries.flatMap(([name, entry]) => {
		const parsed = Entry.safeParse(entry ?? {});
		return parsed.success && name.length <= MAX_TEXT ? [[name, annotationFrom(parsed.data)]] : [];
	})) };
}
function annotationFrom({ type, path, labels, description, desc }) {
	const words = description ?? desc ?? "";
	return {
		...type === void 0 || type === null ? {} : { type },
		...path === void 0 || path === null ? {} : { path },
		...labels === void 0 || labels === null || labels.length === 0 ? {} : { labels: labels.slice(0, MAX_LABELS) },
		...words === "" ? {} : { description: words }
	};
}
/** The rows with what is said of their models, and models that are described only after them, as GTO shows them. */
function annotatedRows(table, annotations) {
	const { rows } = table;
	const names = new Set(rows.map(({ name }) => name));
	const stages = Object.fromEntries(table.stages.map((stage) => [stage, []]));
	const described = [...annotations.keys()].filter((name) => !names.has(name));
	return [...rows.map((row) => {
		const annotation = annotations.get(row.name);
		return {
			...row,
			isRegistered: true,
			...annotation === void 0 ? {} : { annotation }
		};
	}), ...described.map((name) => ({
		name,
		latest: void 0,
		stages,
		isActive: true,
		isRegistered: false,
		annotation: annotations.get(name) ?? {}
	}))];
}

// src/registry/read-annotations.ts
/** In bytes; a larger file is not read. */
const MAX_SIZE = 1e6;
/** A file that cannot be understood is a warning: the registry is in the tags. */
async function readAnnotations(git, log) {
	const asked = ANNOTATION_FILES.map((file) => `HEAD:${file}\n`).join("");
	const { stdout } = await git.exec(["cat-file", "--batch-check"], asked);
	const lines = stdout.toString().split("\n");
	const annotations = /* @__PURE__ */ new Map();
	for (const [index, file] of ANNOTATION_FILES.entries()) {
		const [, id, size] = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(lines[index] ?? "") ?? [];
		if (id === void 0) continue;
		const read = Number(size) > MAX_SIZE ? { problem: `it has ${size} bytes` } : await readFile(git, id, file);
		if ("problem" in read) log.warn(`${file} of HEAD is passed over: ${read.problem}`);
		else for (const [name, annotation] of read.annotations) if (!annotations.has(name)) annotations.set(name, annotation);
	}
	return annotations;
}
async function readFile(git, id, file) {
	const [blob] = await readBlobs(git, [id]);
	return parseAnnotations(blob?.toString() ?? "", file);
}

// src/registry/show.ts
/** One row for every model, sorted by name: what `gto show` answers. */
function showTable(state, options = {}) {
	const used = new Set(state.artifacts.flatMap((artifact) => Object.keys(artifact.stages)));
	const stages = options.stages ?? [...used].toSorted(byCodePoint);
	return {
		stages,
		rows: state.artifacts.filter((artifact) => artifact.isActive || options.deprecated === true).map((artifact) => {
			const holders = stages.map((stage) => [stage, holdersOf(artifact, stage, options)]);
			return {
				name: artifact.name,
				latest: latestVersion(artifact)?.version,
				stages: Object.fromEntries(holders),
				isActive: artifact.isActive
			};
		}).toSorted((a, b) => byCodePoint(a.name, b.name))
	};
}
/** Versions in a stage, as many as are wanted. */
function holdersOf(artifact, stage, options) {
	const held = Object.hasOwn(artifact.stages, stage) ? artifact.stages[stage] ?? [] : [];
	return (options.sort === "semver" ? highestFirst(held, artifact) : held).filter((holder) => holder.isRegistered || options.registeredOnly !== true).slice(0, options.versionsPerStage ?? 1).map(({ version }) => version);
}
/** As GTO does: versions by their precedence, then commits without a version by their ids, backwards. */
function highestFirst(held, { versions }) {
	const places = new Map(versions.map(({ version }, index) => [version, index]));
	const place = ({ version, commit }) => version === commit ? versions.length : places.get(version) ?? -1;
	return held.toSorted((a, b) => place(a) - place(b) || byCodePoint(b.version, a.version));
}
/** One row for every version of a model, highest first: what `gto show MODEL` answers. */
function versionRows(artifact, options = {}) {
	const holders = (options.stages ?? Object.keys(artifact.stages)).map((stage) => [stage, new Set(holdersOf(artifact, stage, options))]);
	const isWanted = (version) => (version.isActive || options.deprecated === true) && (isVersion(version.version) || options.registeredOnly !== true);
	return artifact.versions.filter(isWanted).map(({ version, registration, commit, isActive }) => ({
		version,
		stages: holders.flatMap(([stage, held]) => held.has(version) ? [stage] : []),
		created: registration === void 0 ? void 0 : isoSeconds(registration.time),
		ref: registration?.tag,
		commit,
		isActive
	}));
}
/** One row for every event, newest first. @param artifact only events of this model */
function historyRows(state, artifact) {
	return registryHistory(state).filter((event) => artifact === void 0 || event.artifact === artifact).map((event) => ({
		timestamp: isoSeconds(event.time),
		artifact: event.artifact,
		event: event.kind,
		version: event.version,
		stage: event.stage,
		commit: event.commit,
		author: event.tagger,
		ref: event.tag
	}));
}
function isoSeconds(seconds) {
	return (/* @__PURE__ */ new Date(seconds * 1e3)).toISOString().replace(".000Z", "Z");
}
function byCodePoint(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

// src/cli/history-reason.ts
/** In a few words, such as `rollback: answers too late`; empty where the message gives no reason, as those of others. */
function historyReason(event, message) {
	if (event === "registration") return "";
	const promotion = parsePromotion(message);
	if (promotion === void 0) return event === "assignment" ? "" : /^Reason: (.+)$/m.exec(message)?.[1] ?? "";
	const { kind, forced, reason } = promotion;
	return [[...kind === "rollback" ? [kind] : [], ...forced === true ? ["forced"] : []].join(", "), reason ?? ""].filter((words) => words !== "").join(": ");
}

// src/cli/commands/registry.ts
const NOTHING = "No model is registered here: `mlops register` makes a version of a run, `mlops sync` fetches those of origin.\n";
async function showRegistry(model, options) {
	const { repo, json } = options;
	const { git } = await openWorkspace(repo);
	const [{ tags }, annotations] = await Promise.all([readTags(git), readAnnotations(git, terminalLog(json))]);
	const state = registryState(tags);
	if (options.versions) return showVersions(model, state, options);
	const table = showTable(state, {
		...options,
		deprecated: options.deprecated || model !== void 0
	});
	const rows = annotatedRows(table, annotations).filter((row) => model === void 0 || row.name === model);
	if (model !== void 0 && rows.length === 0) throw unknownModel(model, state);
	if (json) printJson({
		stages: table.stages,
		rows
	});
	else if (rows.length === 0) process.stderr.write(NOTHING);
	else print(renderRows(table.stages, rows));
	return 0;
}
/** Longer descriptions are shown whole in the JSON. */
const SHOWN_DESCRIPTION = 60;
function renderRows(stages, rows) {
	const described = [
		["TYPE", ({ type }) => type ?? ""],
		["PATH", ({ path }) => shortened(path ?? "")],
		["LABELS", ({ labels }) => shortened(labels?.join(", ") ?? "")],
		["DESCRIPTION", ({ description }) => shortened(description?.trim().split("\n", 1)[0] ?? "")]
	].filter(([, cell]) => rows.some(({ annotation = {} }) => cell(annotation) !== ""));
	return renderTable([
		"NAME",
		"LATEST",
		...stages.map((stage) => `#${stage}`),
		...described.map(([title]) => title)
	], rows.map((row) => [
		row.isRegistered ? row.name : `*${row.name}`,
		row.latest ?? "",
		...stages.map((stage) => row.stages[stage]?.join(", ") ?? ""),
		...described.map(([, cell]) => cell(row.annotation ?? {}))
	]));
}
function shortened(text) {
	return text.length > SHOWN_DESCRIPTION ? `${text.slice(0, 59)}…` : text;
}
function showVersions(model, state, options) {
	if (model === void 0) throw new MlopsError("usage", "--versions needs a model", "Name it: mlops registry show MODEL --versions");
	const artifact = state.artifacts.find(({ name }) => name === model);
	if (artifact === void 0) throw unknownModel(model, state);
	const rows = versionRows(artifact, options);
	if (options.json) printJson(rows);
	else print(renderTable([
		"VERSION",
		"STAGES",
		"CREATED",
		"COMMIT",
		"REF"
	], rows.map(({ version, stages, created, commit, ref }) => [
		version,
		stages.join(", "),
		created ?? "",
		commit.slice(0, 7),
		ref ?? ""
	])));
	return 0;
}
async function showRegistryHistory(model, { repo, json, ascending }) {
	const { git } = await openWorkspace(repo);
	const { tags } = await readTags(git);
	const state = registryState(tags);
	const newest = historyRows(state, model);
	const rows = ascending ? newest.toReversed() : newest;
	if (model !== void 0 && rows.length === 0) throw unknownModel(model, state);
	if (json) printJson(rows);
	else if (rows.length === 0) process.stderr.write(NOTHING);
	else print(renderHistory(rows, new Map(tags.map(({ name, message }) => [name, message]))));
	return 0;
}
/** As GTO shows it; and where a tag says so, whether it went back or was forced, and why. */
function renderHistory(rows, messages) {
	const reasons = rows.map(({ event, ref }) => historyReason(event, messages.get(ref) ?? ""));
	const isGiven = reasons.some((reason) => reason !== "");
	return renderTable([
		"TIMESTAMP",
		"MODEL",
		"EVENT",
		"VERSION",
		"STAGE",
		"COMMIT",
		"REF",
		...isGiven ? ["WHY"] : []
	], rows.map((row, index) => [
		row.timestamp,
		row.artifact,
		row.event,
		row.version ?? "",
		row.stage ?? "",
		row.commit.slice(0, 7),
		row.ref,
		...isGiven ? [shortened(reasons[index] ?? "")] : []
	]));
}
function unknownModel(model, { artifacts }) {
	const known = artifacts.map(({ name }) => name);
	const others = known.length === 0 ? "; none is registered here" : `, ${suggestion(model, known)}`;
	return new MlopsError("not-found", `no model "${model}" is registered here${others}`, "`mlops registry` lists the models; `mlops sync` fetches those of origin.");
}

export { showRegistry, showRegistryHistory };