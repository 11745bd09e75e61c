import { t as MlopsError } from "./error.js";

// src/pipeline/deployment/read-deployments.ts
/**
* The events of all deployments, in no order; only of runs that have such events anything is read.
* @throws MlopsError `tracking-unreadable`
*/
async function readDeployments(history) {
	return eventsOf(await readRuns(history, void 0));
}
/**
* The same with the record of a run, in the same reads.
* @throws MlopsError `not-found` for a run that the history does not have
*/
async function readDeploymentsAndRun(history, id) {
	const runs = await readRuns(history, id);
	const record = runs.find((run) => run.record.id === id)?.record;
	if (record !== void 0) return {
		events: eventsOf(runs),
		record
	};
	throw new MlopsError("not-found", `the history does not have run ${id}, which the version is of`, "`mlops sync` fetches what origin has.");
}
async function readRuns(history, id) {
	const isDeployment = ({ type }) => type === "deployment";
	const lines = await history.lines({
		matches: (line) => line.id === id || (line.events ?? []).some(isDeployment),
		withDeleted: true
	});
	return history.readStates(lines.map((line) => ({
		...line,
		events: (line.events ?? []).filter(isDeployment)
	})));
}
function eventsOf(runs) {
	return runs.flatMap(({ events }) => events.filter((event) => event.type === "deployment"));
}

export { readDeploymentsAndRun as n, readDeployments as t };