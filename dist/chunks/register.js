import { a as isEligible } from "./baseline.js";
import { t as comparisonOf } from "./recorded.js";
import { t as loadSettings } from "./load-config.js";
import { n as localEvent } from "./local-event.js";
import { n as registerRun } from "./register-run.js";
import { i as runsOfCommit } from "./find.js";
import { t as reportFailure } from "./fail.js";
import { t as localPorts } from "./local-ports.js";
import { a as terminalLog, n as print, r as printJson } from "./print.js";
import { t as findReferencedRun } from "./reference.js";
import { a as withWorkingDirectory } from "./local-history.js";
import { n as openWorkspace } from "./workspace.js";
import { basename } from "node:path";

// src/cli/commands/register.ts
/** @param reference a run; the best run of HEAD's commit when left out */
async function register(reference, options) {
	const workspace = await openWorkspace(options.repo);
	const log = terminalLog(options.json);
	const settings = await loadSettings({
		...await withWorkingDirectory(options, workspace),
		task: "register"
	}, {
		root: workspace.root,
		repository: basename(workspace.root)
	});
	const ports = await localPorts(workspace, {
		trackingBranch: settings.trackingBranch,
		pushTags: options.push,
		log
	});
	const { commit } = await localEvent(workspace.git);
	const run = reference === void 0 ? await bestRunOf(commit, settings.model, ports.history) : (await findReferencedRun(reference, ports.history, workspace.git)).id;
	const registered = await registerRun({
		settings,
		run,
		commit
	}, ports);
	const { releaseFailure } = registered;
	if (options.json) printJson(jsonOf(registered));
	else print(renderRegistered(registered));
	return releaseFailure === void 0 ? 0 : reportFailure(releaseFailure, false);
}
function jsonOf({ run, model, version, tag, created, releaseUrl }) {
	return {
		run,
		model,
		version,
		tag,
		created,
		releaseUrl
	};
}
function renderRegistered({ tag, created, releaseUrl }) {
	const words = created ? tag : `${tag} (registered before)`;
	return releaseUrl === void 0 ? words : `${words}\n${releaseUrl}`;
}
/**
* Of the finished, clean runs of a commit: one of this model before others, one that passed its gates before one that
* did not, one that its commit stands for before one with params of its own, then the newest.
* @returns undefined when there is none; then registering says what is lacking
*/
async function bestRunOf(commit, model, history) {
	const lines = (await runsOfCommit(history, commit)).filter((line) => isEligible({
		...line,
		overridden: false
	}));
	return (await history.read(lines)).map((record) => ({
		id: record.id,
		rank: rankOf(record, model)
	})).toSorted((a, b) => a.rank - b.rank || (a.id < b.id ? 1 : -1))[0]?.id;
}
function rankOf(record, model) {
	const verdict = comparisonOf(record)?.verdict?.status;
	const isOther = record.model.name !== model;
	const isRefused = verdict === "fail" || verdict === "inconclusive";
	const isOverridden = Object.keys(record.trigger.overrides ?? {}).length > 0;
	return Number(isOther) * 4 + Number(isRefused) * 2 + Number(isOverridden);
}

export { register };