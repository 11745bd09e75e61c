import { i as registryState, n as latestVersion, r as registryHistory, t as readTags } from "./read-registry.js";
import { n as printJson, r as renderTable, t as print } from "./print.js";
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
async function showRegistry(model, { repo, json }) {
	const { git } = await openWorkspace(repo);
	const table = showTable(registryState((await readTags(git)).tags));
	const rows = table.rows.filter((row) => model === void 0 || row.name === model);
	if (json) printJson({
		stages: table.stages,
		rows
	});
	else if (rows.length === 0) process.stderr.write("No model is registered: `mlops register` makes a version of a run.\n");
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
	const rows = historyRows(registryState((await readTags(git)).tags), model);
	if (json) printJson(rows);
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

export { showRegistry, showRegistryHistory };