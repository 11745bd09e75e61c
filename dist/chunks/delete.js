import { t as MlopsError } from "./error.js";
import { r as evidenceOf } from "./evidence.js";
import { a as parseReason } from "./annotation.js";
import { t as writeEvents } from "./write-events.js";
import { n as readTags } from "./read-registry.js";
import { a as registryState } from "./state.js";
import { n as findRuns } from "./find.js";
import { t as openEventWriter } from "./event-writer.js";
import { n as print, r as printJson } from "./print.js";

// src/pipeline/history/delete-runs.ts
/** Versions are named in an error up to this number. */
const SHOWN = 8;
/**
* Deletes runs, all or none of them, in one commit.
* @param options.force also those that are model versions
* @throws MlopsError `deletion-refused` naming the versions that runs are, and those of the tracking branch
*/
async function deleteRuns(lines, options, writer) {
	const living = lines.filter(({ deleted }) => deleted !== true);
	if (!options.force) {
		const claims = (await writer.history.readStates(living)).flatMap((run) => claimsOn(run, options.registry).map((claim) => `${run.record.id} is ${claim}`));
		if (claims.length > 0) throw refusal(claims);
	}
	return turn(lines, living, {
		type: "deletion",
		reason: options.reason
	}, writer);
}
/**
* Restores deleted runs in one commit.
* @throws MlopsError those of the tracking branch
*/
function restoreRuns(lines, reason, writer) {
	return turn(lines, lines.filter((line) => line.deleted === true), {
		type: "restoration",
		reason
	}, writer);
}
async function turn(lines, turned, { type, reason }, writer) {
	const why = parseReason(reason);
	const annotation = {
		type,
		...why === void 0 ? {} : { reason: writer.redact(why) }
	};
	const { commit } = await writeEvents(turned.map((line) => ({
		line,
		annotation
	})), writer);
	return {
		changed: turned.map(({ id }) => id),
		unchanged: lines.filter((line) => !turned.includes(line)).map(({ id }) => id),
		commit
	};
}
/**
* The versions that a run is, in words: those that the tags of this repository register, and those that the run itself
* was told of and whose tags are not here. One that was taken back is none.
*/
function claimsOn({ record, state }, { artifacts }) {
	const versions = artifacts.flatMap((artifact) => artifact.versions.map((version) => ({
		...version,
		artifact
	})));
	const tagged = versions.filter((version) => version.isActive && evidenceOf(version)?.run === record.id).map(({ registration, stages }) => `${registration?.tag ?? ""}${stageWords(stages)}`);
	const known = new Set(versions.map(({ artifact, version }) => `${artifact.name}@${version}`));
	const told = state.registrations.filter(({ model, version }) => !known.has(`${model}@${version}`)).map(({ tag }) => `${tag}, whose tag is not here`);
	return [...tagged, ...told];
}
function stageWords(stages) {
	if (stages.length === 0) return "";
	return stages.length === 1 ? `, in the stage ${stages[0] ?? ""}` : `, in the stages ${stages.join(" and ")}`;
}
function refusal(claims) {
	const more = claims.length > SHOWN ? ` and ${claims.length - SHOWN} more` : "";
	return new MlopsError("deletion-refused", `what is a model version is not deleted: run ${claims.slice(0, SHOWN).join("; run ")}${more}`, "Leave it out, or give --force: the version and its tag stay, only the run is hidden from lists and baselines.");
}

// src/cli/commands/delete.ts
/** @param ids whole or shortened: a branch that has got a newer run meanwhile deletes nothing by mistake */
async function deleteByIds(ids, options) {
	const { workspace, writer } = await openEventWriter(options);
	const lines = await findRuns(writer.history, ids, { withDeleted: true });
	const registry = registryState((await readTags(workspace.git)).tags);
	const turned = await deleteRuns(lines, {
		reason: options.reason,
		force: options.force,
		registry
	}, writer);
	if (options.json) printJson(jsonOf("deleted", turned));
	else say(turned, "deleted", "; `mlops runs restore` brings back what was deleted");
	return 0;
}
async function restoreByIds(ids, options) {
	const { writer } = await openEventWriter(options);
	const lines = await findRuns(writer.history, ids, { withDeleted: true });
	const turned = await restoreRuns(lines, options.reason, writer);
	if (options.json) printJson(jsonOf("restored", turned));
	else say(turned, "restored", "");
	return 0;
}
function jsonOf(word, { changed, unchanged, commit }) {
	return {
		[word]: changed,
		unchanged,
		tracking_commit: commit
	};
}
function say({ changed, unchanged }, word, more) {
	const before = word === "deleted" ? "was deleted before" : "is not deleted";
	const lines = [...changed.map((id) => `run ${id}: ${word}${more}`), ...unchanged.map((id) => `run ${id}: ${before}`)];
	print(lines.join("\n"));
}

export { deleteByIds, restoreByIds };