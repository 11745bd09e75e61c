import { t as gitIn } from "./git.js";
import { c as pathOf, o as withScratch } from "./objects.js";
import { a as registryState, g as fetchTags, h as REMOTE, v as registryError } from "./state.js";

// src/registry/read-registry.ts
/** A message can hold no NUL, so NUL parts the fields and their number parts the tags. */
const FIELDS = [
	"refname:lstrip=2",
	"objectname",
	"objecttype",
	"*objecttype",
	"*objectname",
	"*committerdate:unix",
	"taggerdate:unix",
	"taggername",
	"contents"
];
/**
* Reads the tags of a repository.
* @param pattern glob of full refs, for example `refs/tags/duration@*`; all tags by default
* @throws MlopsError `git-failed`
*/
async function readTags(git, pattern = "refs/tags") {
	const format = FIELDS.map((field) => `%(${field})%00`).join("");
	const values = (await git.text([
		"for-each-ref",
		`--format=${format}`,
		pattern
	])).split("\0");
	const tags = [];
	const names = /* @__PURE__ */ new Set();
	for (let start = 0; start + FIELDS.length <= values.length; start += FIELDS.length) {
		const [ref = "", object = "", type, targetType, commit = "", commitTime, time, tagger = "", message = ""] = values.slice(start, start + FIELDS.length);
		const name = start === 0 ? ref : ref.slice(1);
		names.add(name);
		if (type !== "tag" || targetType !== "commit") continue;
		tags.push({
			name,
			object,
			commit,
			commitTime: secondsFrom(commitTime),
			time: secondsFrom(time),
			tagger,
			message: message.trim()
		});
	}
	return {
		tags,
		names
	};
}
/** The last second that a date can be of (ECMA-262, Time Values). */
const LAST_SECOND = 864e10;
/** A tag can be dated before 1970, which git counts from the other end, or when there is no calendar any more. */
function secondsFrom(text) {
	const seconds = Number(text);
	return seconds > 2 ** 63 ? 0 : Math.min(seconds, LAST_SECOND);
}
/**
* The state of a repository's registry. A local repository is read in place; of a forge the tags are fetched.
* @throws MlopsError `offline`, `forge-denied`, `not-a-repository` or `git-failed`; never an empty state in their place
*/
async function readRegistry(access) {
	const path = pathOf(access.remote);
	if (path !== void 0) return registryState((await readTags(gitIn(path, access.remote.config))).tags);
	const fetched = await fetchRegistry(access, "sha1");
	if (!("failure" in fetched)) return fetched;
	const again = fetched.failure.kind === "object-format" ? await fetchRegistry(access, "sha256") : fetched;
	if ("failure" in again) throw registryError(again.failure);
	return again;
}
async function fetchRegistry({ remote, scratchParent }, format) {
	return withScratch({
		parent: scratchParent,
		format,
		remotes: { [REMOTE]: remote }
	}, async ({ git }) => {
		const failure = await fetchTags(git, ["*"]);
		return failure === void 0 ? registryState((await readTags(git)).tags) : { failure };
	});
}

export { readTags as n, readRegistry as t };