import { c as looseObject, f as record, m as string, n as _enum, r as array, s as literal } from "./zod.js";
import { d as RunId, h as canonicalLine } from "./objects.js";
import { t as Reading } from "./number.js";
import { a as plainLine, i as asciiControls, n as gateLines, t as GateResult } from "./gate-results.js";

// src/registry/promotion.ts
/** What the line begins with that a program reads back. */
const PROMOTION_LINE = "Mlops-Promotion: ";
const MAX_MESSAGE = 5e5;
const MAX_METRICS = 100;
const Text = string().min(1);
const Status = _enum([
	"pass",
	"fail",
	"inconclusive"
]);
/** Why a version got a stage. Unknown members are kept. */
const Promotion = looseObject({
	schema: literal(1),
	/** `rollback`: the stage went back to a version that it had before, away from `replaces`. */
	kind: _enum(["promotion", "rollback"]),
	model: Text,
	version: Text,
	stage: Text,
	/** Run that the version is of. */
	run: RunId.exactOptional(),
	model_digest: string().regex(/^[0-9a-f]{64}$/).exactOptional(),
	/** What the gates say against `compared_with`; absent when no gate applied. */
	verdict: Status.exactOptional(),
	/** The champion at that moment: the run of the version that held the stage, or what the run was compared with. */
	compared_with: looseObject({
		run: RunId,
		version: Text.exactOptional()
	}).exactOptional(),
	metrics: record(string(), Reading),
	gates: array(GateResult),
	/** Version that held the stage until now; absent when none did. */
	replaces: Text.exactOptional(),
	/** Nobody looked at it: training registered the version and assigned the stage. */
	automatic: literal(true).exactOptional(),
	/** Done against the evidence. There is a reason. */
	forced: literal(true).exactOptional(),
	/** What spoke against it when it was forced. */
	against: Text.exactOptional(),
	reason: Text.exactOptional(),
	actor: Text.exactOptional(),
	/** Web address of where it was decided: the pull request or the workflow run. */
	url: Text.exactOptional()
});
/** The message of the tag that assigns the stage. */
function renderPromotionMessage(promotion) {
	const { kind, model, version, stage, replaces, verdict, reason, actor, url, compared_with: against } = promotion;
	const known = bounded(promotion);
	const what = kind === "rollback" ? `Roll ${stage} of ${model} back to ${version}` : `Assign ${model} ${version} to ${stage}`;
	const metrics = Object.entries(known.metrics).map(([name, value]) => `  ${plainLine(name)} ${value}`);
	const gates = gateLines(known.gates);
	return [
		what,
		"",
		...replaces === void 0 ? [] : [`Replaces ${replaces}`],
		...promotion.run === void 0 ? [] : [`Run ${promotion.run}`],
		`Verdict: ${verdict ?? "none, as no gate applied"}`,
		...against === void 0 ? [] : [`Compared with ${nameOf(against)}`],
		...promotion.forced === true ? [`Forced against the evidence: ${plainLine(promotion.against ?? "no passing verdict")}`] : [],
		...reason === void 0 ? [] : [`Reason: ${plainLine(reason)}`],
		...actor === void 0 ? [] : [`By: ${plainLine(actor)}`],
		...url === void 0 ? [] : [`Decided at: ${plainLine(url)}`],
		...metrics.length === 0 ? [] : ["Metrics:", ...metrics],
		...gates.length === 0 ? [] : ["Gates:", ...gates],
		"",
		`${PROMOTION_LINE}${asciiControls(canonicalLine(known))}`,
		""
	].join("\n");
}
function nameOf({ run, version }) {
	return version === void 0 ? `run ${run}` : `${plainLine(version)}, run ${run}`;
}
/** The promotion in a tag's message; undefined when there is none that can be understood. Never throws. */
function parsePromotion(message) {
	if (message.length > MAX_MESSAGE) return void 0;
	const line = message.split("\n").findLast((each) => each.startsWith(PROMOTION_LINE));
	if (line === void 0) return void 0;
	try {
		return Promotion.safeParse(JSON.parse(line.slice(17))).data;
	} catch {
		return;
	}
}
function bounded(promotion) {
	const metrics = Object.entries(promotion.metrics).filter(([name]) => name.length <= 400);
	return {
		...promotion,
		metrics: Object.fromEntries(metrics.slice(0, MAX_METRICS)),
		gates: promotion.gates.slice(0, 100)
	};
}

export { parsePromotion as n, renderPromotionMessage as r, PROMOTION_LINE as t };