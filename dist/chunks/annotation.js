import { t as MlopsError } from "./error.js";
import { g as RunEvent } from "./open-history.js";
import { f as runIdFrom, p as timeOfRunId } from "./objects.js";
import { t as redactRecord } from "./redact.js";

// src/run/annotation.ts
/** Bounds in characters. Those of tags are MLflow's, so that every run can be handed to it. */
const MOST = {
	tagName: 250,
	tagValue: 8e3,
	note: 2e4,
	reason: 1e3,
	tags: 100
};
const DAY_MS = 864e5;
/**
* Refuses what is no tag before anything is looked at.
* @throws MlopsError `usage`
*/
function checkTagChanges({ set, remove }) {
	const names = [...Object.keys(set), ...remove];
	if (names.length === 0) throw new MlopsError("usage", "there is no tag to set or to remove", "Give name=value, or --remove name.");
	if (names.length > MOST.tags) throw new MlopsError("usage", `${names.length} tags are given at once`, `Give at most ${MOST.tags}.`);
	for (const name of names) {
		const shown = JSON.stringify(name.slice(0, 60));
		if (name === "" || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(name)) throw new MlopsError("usage", `${shown} cannot be the name of a tag`, "Use a name on one line.");
		checkLength(`the name of the tag ${shown}`, name, MOST.tagName);
		if (remove.includes(name) && Object.hasOwn(set, name)) throw new MlopsError("usage", `the tag ${shown} is both set and removed`, "Do one of the two.");
	}
	for (const [name, value] of Object.entries(set)) checkLength(`the value of the tag "${name}"`, value, MOST.tagValue);
}
/**
* The text of a note without white space around it.
* @throws MlopsError `usage`
*/
function parseNote(text) {
	const note = text.trim();
	if (note === "") throw new MlopsError("usage", "the note is empty", "Give a text, or - to read it from stdin.");
	checkLength("the note", note, MOST.note);
	return note;
}
/**
* A reason without white space around it; undefined when nothing is left.
* @throws MlopsError `usage`
*/
function parseReason(text) {
	const reason = text?.trim() ?? "";
	checkLength("the reason", reason, MOST.reason);
	return reason === "" ? void 0 : reason;
}
function checkLength(what, text, most) {
	const { length } = Array.from(text);
	if (length <= most) return;
	throw new MlopsError("usage", `${what} has ${length} characters`, `At most ${most} are kept; put more into a file beside the code and say where it is.`);
}
/** The changes as tags, without those that change nothing. */
function decideTags(tags, { set, remove }) {
	const now = new Map(Object.entries(tags));
	return [...Object.entries(set).filter(([name, value]) => now.get(name) !== value).map(([name, value]) => ({
		type: "tag",
		name,
		value
	})), ...remove.filter((name) => now.has(name)).map((name) => ({
		type: "tag",
		name
	}))];
}
/** Without secrets; the value of a tag that is named like one goes altogether. */
function redactTags({ set, remove }, redact) {
	return {
		set: redactRecord(set, redact),
		remove: remove.map(redact)
	};
}
/**
* The event that an annotation becomes.
* @param facts.time of the writer's clock
* @param facts.random 16 random bytes
* @param facts.earlier ids of events so far, of the run or of what else it is about: the new one sorts after them,
*   although clocks may be behind, because one commit may come to hold several of them
*/
function eventFrom(annotation, facts) {
	const { run, time, actor } = facts;
	const now = time.getTime();
	const last = Math.max(0, ...facts.earlier.map((id) => timeOfRunId(id).getTime()));
	const milliseconds = last >= now && last - now < DAY_MS ? last + 1 : now;
	return RunEvent.parse({
		schema: 1,
		id: runIdFrom(milliseconds, facts.random),
		run,
		time: time.toISOString(),
		...actor === void 0 ? {} : { actor },
		...annotation
	});
}

export { parseReason as a, parseNote as i, decideTags as n, redactTags as o, eventFrom as r, checkTagChanges as t };