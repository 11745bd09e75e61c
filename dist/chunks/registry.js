import { n as suggestion } from "./nearest.js";
import { t as MlopsError } from "./error.js";
import { a as registryHistory, i as latestVersion, n as readTags, o as registryState } from "./read-registry.js";
import { i as renderTable, n as print, r as printJson } from "./print.js";
import { n as openWorkspace } from "./workspace.js";

// src/registry/show.ts
/** One row for every model, sorted by name: what `gto show` answers. */
function showTable(state, options = {}) {
	const used = new Set(state.artifacts.flatMap((artifact) => Object.keys(artifact.stages)));
	const stages = options.stages ?? [...used].toSorted(byCodePoint);
	return {
		stages,
		rows: state.artifacts.filter((artifact) => artifact.isActive || options.deprecated === true).map((artifact) => {
			const holders = stages.map((stage) => {
				return [stage, (Object.hasOwn(artifact.stages, stage) ? artifact.stages[stage] ?? [] : []).filter((holder) => holder.isRegistered || options.registeredOnly !== true).slice(0, options.versionsPerStage ?? 1).map((holder) => holder.version)];
			});
			return {
				name: artifact.name,
				latest: latestVersion(artifact)?.version,
				stages: Object.fromEntries(holders),
				isActive: artifact.isActive
			};
		}).toSorted((a, b) => byCodePoint(a.name, b.name))
	};
}
/** One row for every event, newest first. @param artifact only events of this model */
function historyRows(state, artifact) {
	return registryHistory(state).filter((event) => artifact === void 0 || event.artifact === artifact).map((event) => ({
		timestamp: (/* @__PURE__ */ new Date(event.time * 1e3)).toISOString().replace(".000Z", "Z"),
		artifact: event.artifact,
		event: event.kind,
		version: event.version,
		stage: event.stage,
		commit: event.commit,
		author: event.tagger,
		ref: event.tag
	}));
}
function byCodePoint(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

// src/cli/commands/registry.ts
const NOTHING = "No model is registered here: `mlops register` makes a version of a run, `mlops sync` fetches those of origin.\n";
async function showRegistry(model, { repo, json }) {
	const { git } = await openWorkspace(repo);
	const state = registryState((await readTags(git)).tags);
	const table = showTable(state, { deprecated: model !== void 0 });
	const rows = table.rows.filter((row) => model === void 0 || row.name === model);
	if (model !== void 0 && rows.length === 0) throw unknownModel(model, state);
	if (json) printJson({
		stages: table.stages,
		rows
	});
	else if (rows.length === 0) process.stderr.write(NOTHING);
	else print(renderTable([
		"NAME",
		"LATEST",
		...table.stages.map((stage) => `#${stage}`)
	], rows.map((row) => [
		row.name,
		row.latest ?? "",
		...table.stages.map((stage) => row.stages[stage]?.join(", ") ?? "")
	])));
	return 0;
}
async function showRegistryHistory(model, { repo, json }) {
	const { git } = await openWorkspace(repo);
	const state = registryState((await readTags(git)).tags);
	const rows = historyRows(state, model);
	if (model !== void 0 && rows.length === 0) throw unknownModel(model, state);
	if (json) printJson(rows);
	else if (rows.length === 0) process.stderr.write(NOTHING);
	else print(renderTable([
		"TIMESTAMP",
		"MODEL",
		"EVENT",
		"VERSION",
		"STAGE",
		"COMMIT",
		"REF"
	], rows.map((row) => [
		row.timestamp,
		row.artifact,
		row.event,
		row.version ?? "",
		row.stage ?? "",
		row.commit.slice(0, 7),
		row.ref
	])));
	return 0;
}
function unknownModel(model, { artifacts }) {
	const known = artifacts.map(({ name }) => name);
	const others = known.length === 0 ? "; none is registered here" : `, ${suggestion(model, known)}`;
	return new MlopsError("not-found", `no model "${model}" is registered here${others}`, "`mlops registry` lists the models; `mlops sync` fetches those of origin.");
}

export { showRegistry, showRegistryHistory };