import { t as MlopsError } from "./error.js";
import { i as parseNote, n as decideTags, o as redactTags, t as checkTagChanges } from "./annotation.js";
import { r as foldEvents } from "./open-history.js";
import { t as writeEvents } from "./write-events.js";
import { t as parseAssignments } from "./assignments.js";
import { t as openEventWriter } from "./event-writer.js";
import { n as print, r as printJson } from "./print.js";
import { r as printableLine } from "./printable.js";
import { r as warnIfDeleted, t as findReferencedRun } from "./reference.js";

// src/pipeline/history/annotate-run.ts
/**
* Sets and removes tags, in one commit; writes nothing where nothing would change.
* @throws MlopsError `usage` for what cannot be a tag, and those of the tracking branch
*/
async function tagRun(line, changes, writer) {
	checkTagChanges(changes);
	const wanted = redactTags(changes, writer.redact);
	for (const [name, value] of Object.entries(wanted.set)) if (changes.set[name] !== value) writer.log.warn(`the tag "${name}" looks like a secret and is redacted`);
	const [run] = await writer.history.readStates([line]);
	const annotations = decideTags(run?.state.tags ?? {}, wanted);
	const { events, commit } = await writeEvents(annotations.map((annotation) => ({
		line,
		annotation
	})), writer);
	const changed = new Set(annotations.map(({ name }) => name));
	return {
		tags: run === void 0 ? {} : foldEvents(run.record, [...run.events, ...events]).tags,
		set: annotations.flatMap(({ name, value }) => value === void 0 ? [] : [name]),
		removed: annotations.flatMap(({ name, value }) => value === void 0 ? [name] : []),
		unchanged: [...Object.keys(wanted.set), ...wanted.remove].filter((name) => !changed.has(name)),
		commit
	};
}
/**
* Adds a note to a run.
* @throws MlopsError `usage` for an empty or overlong text, and those of the tracking branch
*/
async function noteRun(line, text, writer) {
	const note = parseNote(text);
	const redacted = writer.redact(note);
	if (redacted !== note) writer.log.warn("what looks like a secret in the note is redacted");
	const { events, commit } = await writeEvents([{
		line,
		annotation: {
			type: "note",
			text: redacted
		}
	}], writer);
	return {
		event: events[0],
		commit
	};
}

// src/cli/commands/annotate.ts
const SHORT_ID = 12;
const MOST_INPUT_BYTES = 1 << 20;
async function tag(reference, options) {
	const set = parseAssignments(options.set, {
		flag: "",
		example: "owner=ada",
		noun: "tag"
	});
	const { workspace, writer } = await openEventWriter(options);
	const line = await findReferencedRun(reference, writer.history, workspace.git);
	warnIfDeleted(line, writer.log);
	const { commit, ...tagged } = await tagRun(line, {
		set,
		remove: options.remove
	}, writer);
	if (options.json) {
		printJson({
			run: line.id,
			...tagged,
			tracking_commit: commit
		});
		return 0;
	}
	const words = [
		...tagged.set.map((name) => `${name}=${tagged.tags[name] ?? ""}`),
		...tagged.removed.map((name) => `${name} removed`),
		...tagged.unchanged.map((name) => `${name} as it was`)
	];
	print(`run ${line.id.slice(0, SHORT_ID)}: ${printableLine(words.join(", "))}`);
	return 0;
}
/** @param text `-` stands for what is read from stdin */
async function note(reference, text, options) {
	const { workspace, writer } = await openEventWriter(options);
	const line = await findReferencedRun(reference, writer.history, workspace.git);
	warnIfDeleted(line, writer.log);
	const { event, commit } = await noteRun(line, text === "-" ? await readInput() : text, writer);
	if (options.json) printJson({
		run: line.id,
		event,
		tracking_commit: commit
	});
	else print(`run ${line.id.slice(0, SHORT_ID)}: noted`);
	return 0;
}
async function readInput() {
	const chunks = [];
	let size = 0;
	for await (const chunk of process.stdin) {
		chunks.push(chunk);
		size += chunk.length;
		if (size > MOST_INPUT_BYTES) throw new MlopsError("usage", "stdin holds more than 1 MiB", "Give a text that a person would read.");
	}
	return Buffer.concat(chunks).toString();
}

export { note, tag };