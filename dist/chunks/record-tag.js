import { t as MlopsError } from "./error.js";
import { f as runIdFrom } from "./objects.js";
import { createHash } from "node:crypto";

// src/pipeline/versions/record-tag.ts
/** Most milliseconds that an id can hold; a date beyond is refused when it is written. */
const LATEST = 2 ** 48 - 1;
/** What events of tags begin with. They are made of the tag alone: whoever tells of it again writes the very same file. */
function eventOfTag(kind, run, { tag, object, time }) {
	const milliseconds = Math.min(Math.max(time * 1e3, 0), LATEST);
	const digest = createHash("sha256").update(`${kind} ${run} ${tag} ${object}`).digest();
	return {
		schema: 1,
		id: runIdFrom(milliseconds, digest.subarray(0, 16)),
		run,
		time: new Date(milliseconds).toISOString(),
		tag,
		object
	};
}
/** Appends the event of a tag. What goes wrong is a warning: the tag is the truth. */
async function recordTag(event, { history, log }) {
	try {
		await history.append([], [event]);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`${event.tag} stands, but the run could not be told so: ${error.message}. ${error.hint}`);
	}
}

export { recordTag as n, eventOfTag as t };