import { t as MlopsError } from "./error.js";
import { r as evidenceOf } from "./evidence.js";
import { n as readTags } from "./read-registry.js";
import { a as registryState, t as findVersion } from "./state.js";
import { t as findRun } from "./find.js";

// src/pipeline/versions/version-chain.ts
/**
* The version that a person means: `model@v1.2.3`, `model@stage`, `model@latest`, or the run that it is of.
* @throws MlopsError `not-found` when there is none, or `ambiguous`
*/
async function readVersionChain(reference, { history, git, findNamedRun }) {
	const registry = registryState((await readTags(git)).tags);
	const at = reference.lastIndexOf("@");
	const [name, wanted] = [reference.slice(0, Math.max(at, 0)), reference.slice(at + 1)];
	const version = findVersion(registry, reference);
	const artifact = registry.artifacts.find((each) => each.name === name);
	if (version !== void 0 && artifact !== void 0) return chainOf({
		registry,
		artifact,
		version,
		stage: Object.hasOwn(artifact.stages, wanted) ? wanted : void 0
	}, history);
	const line = await findNamedRun(reference);
	const found = versionOfRun(registry, line.id);
	if (found !== void 0) return chainOf({
		registry,
		...found,
		stage: void 0
	}, history);
	throw new MlopsError("not-found", `run ${line.id} is no version of a model`, `\`mlops register ${line.id}\` makes one of it; \`mlops runs show ${line.id}\` says what is known of the run.`);
}
/** The version that a run became, as the registry says. */
function versionOfRun({ artifacts }, run) {
	for (const artifact of artifacts) {
		const version = artifact.versions.find((each) => evidenceOf(each)?.run === run);
		if (version !== void 0) return {
			artifact,
			version
		};
	}
}
async function chainOf(found, history) {
	const evidence = evidenceOf(found.version);
	return {
		...found,
		evidence,
		tracked: evidence === void 0 ? void 0 : await findTracked(evidence.run, history)
	};
}
/** A run of the history, deleted or not; undefined where it is not here. */
async function findTracked(run, history) {
	try {
		const line = await findRun(history, run);
		const [tracked] = await history.readStates([line]);
		return tracked === void 0 ? void 0 : {
			...tracked,
			line
		};
	} catch (error) {
		if (error instanceof MlopsError && error.code === "not-found") return void 0;
		throw error;
	}
}

export { readVersionChain as n, versionOfRun as r, findTracked as t };