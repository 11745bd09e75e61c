import { a as partsOf, r as environmentStates } from "./live.js";
import { n as holderOf } from "./state.js";
import { i as renderTable } from "./print.js";
import { r as printableLine } from "./printable.js";

// src/cli/deployment-text.ts
/** How a deployment went, in a few lines. */
function renderDeployed(deployed) {
	const { model, stage } = partsOf(deployed.environment);
	const what = `${model} ${deployed.version}`;
	if (deployed.state === "success") {
		const { outcome, replaced, url, image } = deployed;
		const facts = [
			...replaced === void 0 ? [] : [`in the place of ${replaced}`],
			...url === void 0 ? [] : [`answers at ${url}`],
			...image === void 0 ? [] : [image]
		];
		return [outcome === "unchanged" ? `${what} is live in ${stage} already` : `${what} is live in ${stage}`, ...facts.length === 0 ? [] : [`  ${facts.join(" · ")}`]].map(printableLine).join("\n");
	}
	const { reason, restored, notRestored } = deployed;
	return [`${what} was not deployed to ${stage}: ${reason}`, restored === void 0 ? `  no other version was put back: ${notRestored ?? "none was there"}` : `  ${restored} was put back, and is live again`].map(printableLine).join("\n");
}
/** What a person can do where nothing was put back: the tags still name the version that failed. */
function afterFailure({ model, stage }) {
	return printableLine(`  \`mlops deploy ${model}@${stage}\` tries again once that is mended; \`mlops rollback ${model} ${stage}\` goes back to the version before`);
}
/** The stable JSON of a deployment. */
function deployedJson(deployed) {
	const { environment, version, state } = deployed;
	const common = {
		environment,
		...partsOf(environment),
		version,
		state
	};
	if (deployed.state === "success") {
		const { outcome, replaced, url, image } = deployed;
		return {
			...common,
			outcome,
			replaced,
			url,
			image
		};
	}
	return {
		...common,
		reason: deployed.reason,
		restored: deployed.restored,
		not_restored: deployed.notRestored
	};
}
/** A row for each environment that something was ever deployed to. */
function liveRows(events, { artifacts }) {
	return environmentStates(events).map(({ environment, live, latest }) => {
		const { model, stage } = partsOf(environment);
		const artifact = artifacts.find(({ name }) => name === model);
		const assigned = artifact === void 0 ? void 0 : holderOf(artifact, stage)?.version;
		const { version, state, time, reason } = latest;
		return {
			environment,
			model,
			stage,
			live,
			assigned,
			latest: {
				version,
				state,
				time,
				...reason === void 0 ? {} : { reason }
			}
		};
	});
}
function renderLive(rows) {
	return renderTable([
		"MODEL",
		"STAGE",
		"LIVE",
		"SINCE",
		"BY",
		"ASSIGNED",
		"LAST"
	], rows.map(({ model, stage, live, assigned, latest }) => [
		model,
		stage,
		live?.version ?? "",
		shortTime(live?.since),
		live?.actor ?? "",
		assigned ?? "",
		live !== void 0 && latest.state === "success" ? "" : lastWords(latest)
	]));
}
/** All that happened, newest first. */
function renderDeployments(events) {
	return renderTable([
		"TIME",
		"ENVIRONMENT",
		"VERSION",
		"STATE",
		"BY",
		"REASON"
	], events.map(({ time, environment, version, state, actor, reason }) => [
		shortTime(time),
		environment,
		version ?? "",
		state,
		actor ?? "",
		reason ?? ""
	]));
}
function lastWords({ version, state, reason }) {
	return `${version ?? ""} ${state}${reason === void 0 ? "" : `: ${reason}`}`.trim();
}
function shortTime(time) {
	return time?.slice(0, 16).replace("T", " ") ?? "";
}

export { renderDeployments as a, renderDeployed as i, deployedJson as n, renderLive as o, liveRows as r, afterFailure as t };