import { n as drillRollback, t as giveBack } from "./give-back.js";
import { t as followingFor } from "./stage-follower.js";
import { a as parseReason } from "./annotation.js";
import { n as print, r as printJson } from "./print.js";
import { n as openPromotion, t as stageMeant } from "./stage-meant.js";
import { r as renderDrilled, t as printGiven } from "./promote.js";

// src/cli/commands/rollback.ts
async function rollback(model, stage, options) {
	const { settings, ports, actor, event } = await openPromotion(options);
	const wanted = stageMeant("rollback", [model, stage], settings);
	const request = {
		settings,
		model: wanted.model,
		stage: wanted.stage,
		to: options.to ?? wanted.version,
		reason: parseReason(options.reason),
		force: options.force,
		isAutomatic: false,
		actor,
		url: void 0
	};
	const following = followingFor({
		settings,
		...wanted,
		isDeployed: options.deploy,
		event
	}, ports);
	if (options.drill) {
		const drilled = await drillRollback(request, ports, following.follower.preflight);
		if (options.json) printJson(drilled);
		else print(renderDrilled(drilled));
		return drilled.outcome === "passed" ? 0 : 1;
	}
	const given = await giveBack(request, following, ports);
	const { proposed } = given;
	if (proposed !== void 0) ports.log.info(`the branch ${proposed.branch} brings deploy/${wanted.stage}.yaml in line: merge it`);
	return printGiven(given, options.json);
}

export { rollback };