import { h as exitStatusOfRefusal, s as assignStage, t as followingFor } from "./stage-follower.js";
import { a as parseReason } from "./annotation.js";
import { n as print, r as printJson } from "./print.js";
import { t as reconcileStages } from "./reconcile-stages.js";
import { r as printableLine, t as printable } from "./printable.js";
import { n as openPromotion, t as stageMeant } from "./stage-meant.js";
import { g as CANNOT_BE_FORCED } from "./promote-version.js";
import { t as afterFailure } from "./deployment-text.js";

// src/cli/promotion-text.ts
/** A version that has a stage, and what came of it. */
function renderGiven(given) {
	const { followed } = given;
	const lines = [renderAssigned(given)];
	if (followed.kind !== "nothing") lines.push(printable(`  ${followed.words}`));
	if (followed.kind === "failed") lines.push(followed.rolledBack === void 0 ? afterFailure(given.promotion) : renderAssigned(followed.rolledBack));
	return lines.join("\n");
}
function renderProposed({ promotion, url, branch }) {
	const { model, version, stage } = promotion;
	const isHere = url === void 0 || url.startsWith("file:");
	return [
		`${stage} wants an approval: ${model} ${version} is proposed on the branch ${branch}`,
		...isHere ? ["  merge it, and `mlops promote` assigns the stage"] : [],
		...url === void 0 ? [] : [`  ${url}`]
	].map(printableLine).join("\n");
}
/** What came of a drill. */
function renderDrilled(drilled) {
	const { model, stage, version, from, outcome, reason, hint, files, duration } = drilled;
	const what = `${stage} of ${model} would go back from ${from} to ${version}`;
	if (outcome === "passed") return printable(`${what}: ${files === 1 ? "its model file was" : `its ${files} model files were`} fetched and checked in ${duration.toFixed(1)} s. The date is recorded.`);
	return printable(`${what}, and that would fail: ${reason ?? ""}\n  ${hint ?? ""}`);
}
function renderAssigned({ outcome, promotion, written }) {
	const { model, version, stage, replaces, kind, reason, against } = promotion;
	const what = outcome === "held" ? `${model} ${version} has ${stage} already (${written.tag})` : `${model} ${version} → ${stage} (${written.tag})`;
	const facts = [
		...replaces === void 0 ? [] : [`replaces ${replaces}`],
		...kind === "rollback" ? ["a rollback"] : [verdictWords(promotion)],
		...promotion.run === void 0 ? [] : [`run ${promotion.run.slice(0, 12)}`]
	];
	return [
		printableLine(what),
		`  ${printableLine(facts.join(" · "))}`,
		...against === void 0 ? [] : [`  forced against: ${printableLine(against)}`],
		...reason === void 0 ? [] : [`  reason: ${printableLine(reason)}`]
	].join("\n");
}
/** Why a version does not get a stage, and what can be done. */
function renderRefused({ model, version, stage, objections, isFinal }) {
	const help = isFinal ? CANNOT_BE_FORCED : `\`mlops promote ${model}@${version} ${stage} --force --reason "…"\` passes over it; the reason stands in the tag for ever.`;
	return printable([
		`${model} ${version} does not get ${stage}:`,
		...objections.map((each) => `  ${each}`),
		help
	].join("\n"));
}
/** The stable JSON of what came of a promotion: the same members whether it was assigned, held or only proposed. */
function outcomeJson(outcome) {
	if (outcome.outcome === "refused") {
		const { isFinal, verdict, ...refused } = outcome;
		return {
			...refused,
			...verdict === void 0 ? {} : { verdict },
			final: isFinal
		};
	}
	if (outcome.outcome !== "proposed") return givenJson(outcome);
	const { promotion, branch, url } = outcome;
	const { schema: _, ...told } = promotion;
	return {
		outcome: "proposed",
		...told,
		branch,
		...url === void 0 ? {} : { url }
	};
}
/** The same of a stage that was given. */
function givenJson({ followed, ...assigned }) {
	if (followed.kind !== "failed") return {
		...assignedJson(assigned),
		deployment: followed
	};
	const { rolledBack, ...told } = followed;
	const back = rolledBack === void 0 ? {} : { rolled_back: assignedJson(rolledBack) };
	return {
		...assignedJson(assigned),
		deployment: {
			...told,
			...back
		}
	};
}
function assignedJson({ outcome, promotion, written }) {
	const { schema: _, ...told } = promotion;
	return {
		outcome,
		...told,
		tag: written.tag,
		commit: written.commit
	};
}
function verdictWords({ verdict, compared_with: against }) {
	const words = verdict === void 0 ? "no verdict" : `verdict ${verdict}`;
	return against === void 0 ? words : `${words} against ${against.version ?? `run ${against.run.slice(0, 12)}`}`;
}

// src/cli/commands/reconcile.ts
async function reconcile(options) {
	const { settings, ports, actor, event } = await openPromotion(options);
	const branch = `refs/heads/${event.defaultBranch ?? "main"}`;
	const { code, stdout } = await ports.git.exec([
		"rev-parse",
		"--verify",
		"--quiet",
		branch
	]);
	const commit = code === 0 ? stdout.toString().trim() : event.commit;
	const isDeployed = options.deploy;
	const done = await reconcileStages({
		settings,
		commit,
		actor,
		url: void 0,
		isDeployed,
		event
	}, ports);
	if (options.json) printJson({
		outcomes: done.outcomes.map(outcomeJson),
		refused: done.refused,
		wishes: done.wishes
	});
	else say(done);
	return Math.max(0, ...done.outcomes.map(statusOf), done.refused.length > 0 ? 1 : 0);
}
function say({ outcomes, refused, wishes }) {
	for (const outcome of outcomes) if (outcome.outcome === "refused") process.stderr.write(`${renderRefused(outcome)}\n`);
	else print(outcome.outcome === "proposed" ? renderProposed(outcome) : renderGiven(outcome));
	for (const { wish, because } of refused) process.stderr.write(`${printableLine(`deploy/${wish.stage}.yaml is not followed: ${because}`)}\n`);
	if (outcomes.length + refused.length > 0) return;
	print(wishes === 0 ? "No deploy/*.yaml wishes a version of this model." : "Every stage is as deploy/*.yaml wishes it.");
}
function statusOf(outcome) {
	if (outcome.outcome === "refused") return exitStatusOfRefusal(outcome.verdict);
	return outcome.outcome !== "proposed" && outcome.followed.kind === "failed" ? 1 : 0;
}

// src/cli/commands/promote.ts
/**
* @param model with `@version`, or the stage where it stands alone and the configured model is meant
* @param stage the stage to assign
*/
async function promote(model, stage, options) {
	if (model === void 0 && stage === void 0) return reconcile(options);
	const { settings, ports, actor, event } = await openPromotion(options);
	const wanted = stageMeant("promote", [model, stage], settings);
	const request = {
		settings,
		...wanted,
		reason: parseReason(options.reason),
		force: options.force,
		isAutomatic: false,
		isApproved: false,
		actor,
		url: void 0
	};
	const following = followingFor({
		settings,
		...wanted,
		isDeployed: options.deploy,
		event
	}, ports);
	const outcome = await assignStage(request, following, ports);
	if (outcome.outcome === "refused") {
		if (options.json) printJson(outcomeJson(outcome));
		else process.stderr.write(`${renderRefused(outcome)}\n`);
		return exitStatusOfRefusal(outcome.verdict);
	}
	if (outcome.outcome === "proposed") {
		if (options.json) printJson(outcomeJson(outcome));
		else print(renderProposed(outcome));
		return 0;
	}
	return printGiven(outcome, options.json);
}
/** Says what came of a stage that was given; 1 where its deployment failed. */
function printGiven(given, json) {
	if (json) printJson(givenJson(given));
	else print(renderGiven(given));
	return given.followed.kind === "failed" ? 1 : 0;
}

export { promote as n, renderDrilled as r, printGiven as t };