import { t as MlopsError } from "./error.js";
import { m as exitStatusOfRefusal, s as assignStage, t as followingFor } from "./stage-follower.js";
import { a as parseReason } from "./annotation.js";
import { n as print, r as printJson } from "./print.js";
import { t as reconcileStages } from "./reconcile-stages.js";
import { r as printableLine, t as printable } from "./printable.js";
import { t as openPromotion } from "./promotion-ports.js";

// src/cli/promotion-text.ts
/** A version that has a stage, and what came of it. */
function renderGiven(given) {
	const { followed } = given;
	const lines = [renderAssigned(given)];
	if (followed.kind !== "nothing") lines.push(printable(`  ${followed.words}`));
	if (followed.kind === "failed" && followed.rolledBack !== void 0) lines.push(renderAssigned(followed.rolledBack));
	return lines.join("\n");
}
function renderProposed({ promotion, url, branch }) {
	const { model, version, stage } = promotion;
	return printable(`${stage} wants an approval: ${model} ${version} is proposed on the branch ${branch}\n  ${url ?? "merge it to assign the stage"}`);
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
	const help = isFinal ? "The tag does not tell of the files that were judged; register the run again as a new version." : `\`mlops promote ${model}@${version} ${stage} --force --reason "…"\` passes over it; the reason stands in the tag for ever.`;
	return printable([
		`${model} ${version} does not get ${stage}:`,
		...objections.map((each) => `  ${each}`),
		help
	].join("\n"));
}
/** The stable JSON of a stage that was given. */
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
		outcomes: done.outcomes.map(jsonOf),
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
function jsonOf(outcome) {
	return outcome.outcome === "assigned" || outcome.outcome === "held" ? givenJson(outcome) : outcome;
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
	const wanted = meant(model, stage, settings.model);
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
		if (options.json) printJson(outcome);
		else process.stderr.write(`${renderRefused(outcome)}\n`);
		return exitStatusOfRefusal(outcome.verdict);
	}
	if (outcome.outcome === "proposed") {
		if (options.json) printJson(outcome);
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
/** `model@version stage`, `model stage`, or `stage` of the configured model. */
function meant(first, second, configured) {
	const [name, stage] = second === void 0 ? [configured, first] : [first ?? configured, second];
	if (stage === void 0 || second === void 0 && stage.includes("@")) throw new MlopsError("usage", "there is no stage to assign", "Name the version and the stage: `mlops promote duration@v1.2.3 production`.");
	const at = name.lastIndexOf("@");
	return at > 0 ? {
		model: name.slice(0, at),
		version: name.slice(at + 1),
		stage
	} : {
		model: name,
		version: void 0,
		stage
	};
}

export { renderDrilled as i, printGiven as n, promote as r, meant as t };