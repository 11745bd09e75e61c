import { c as looseObject, m as string, n as _enum } from "./zod.js";
import { n as acceptanceOf, o as severity } from "./acceptance.js";
import { t as byName } from "./names.js";

// src/registry/message-text.ts
/** Foreign text on one line without control, direction and invisible characters. */
function plainLine(text) {
	return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ");
}
/** JSON keeps meaning the same when these are written as escapes; they stand only inside its strings. */
function asciiControls(json) {
	return json.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => Array.from({ length: character.length }, (_, index) => {
		const unit = character.charCodeAt(index).toString(16);
		return String.raw`\u${unit.padStart(4, "0")}`;
	}).join(""));
}
/** A tag's message without the signature, which holds for no other tag. */
function unsigned(message) {
	return message.replace(/^-----BEGIN (?:PGP|SSH|SIGNED) [\s\S]*$/m, "").trim();
}

// src/registry/gate-results.ts
/** More gates than these are left out, the best ones first. */
const MAX_GATES = 100;
const MAX_NAME = 400;
const MAX_REASON = 300;
const Text = string().min(1);
/** What a gate said. Unknown members are kept. */
const GateResult = looseObject({
	gate: Text,
	status: _enum([
		"pass",
		"warn",
		"fail",
		"inconclusive",
		"skipped"
	]),
	/** In words; absent where there is nothing to say. */
	reason: Text.exactOptional(),
	/** It did not pass and does not count, because a person answers for it. */
	accepted: looseObject({
		reason: Text,
		actor: Text.exactOptional()
	}).exactOptional()
});
/** The gates of a comparison, worst first, then by name; at most `MAX_GATES` of them, each with a short reason. */
function gateResultsOf(comparison) {
	return comparison.rows.flatMap(({ name, gate }) => {
		if (gate === void 0 || name === "") return [];
		const reason = reasonOf(gate.checks, gate.status);
		const accepted = acceptanceOf(comparison, name);
		return [{
			gate: name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name,
			status: gate.status,
			...reason === "" ? {} : { reason },
			...accepted === void 0 || accepted.reason === "" ? {} : { accepted: acceptedFrom(accepted) }
		}];
	}).toSorted((a, b) => severity(b.status) - severity(a.status) || byName(a.gate, b.gate)).slice(0, 100);
}
/** A line for each gate, fit for the message of a tag. */
function gateLines(gates) {
	return gates.map(({ gate, status, reason, accepted }) => {
		const why = reason === void 0 ? "" : `, ${plainLine(reason)}`;
		if (accepted === void 0) return `  ${plainLine(gate)}: ${status}${why}`;
		const who = accepted.actor === void 0 ? "" : ` by ${plainLine(accepted.actor)}`;
		return `  ${plainLine(gate)}: ${status}${why}; accepted${who}: ${plainLine(accepted.reason)}`;
	});
}
/** What made the gate's status what it is. That a value is there is a reason only where nothing else was asked. */
function reasonOf(checks, status) {
	return short(checks.filter((check) => check.kind !== "present" || check.status !== "pass" || checks.length === 1).filter((check) => check.status === status).map((check) => check.reason).join("; "));
}
function acceptedFrom({ reason, actor }) {
	return {
		reason: short(reason),
		...actor === void 0 || actor === "" ? {} : { actor: short(actor) }
	};
}
/** Its length is known whatever it was: what a line of JSON would have to escape is gone. */
function short(text) {
	const line = plainLine(text.slice(0, MAX_REASON));
	return text.length > MAX_REASON ? `${line}…` : line;
}

export { plainLine as a, asciiControls as i, gateLines as n, unsigned as o, gateResultsOf as r, GateResult as t };