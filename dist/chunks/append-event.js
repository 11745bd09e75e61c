import { C as shouldRetry, X as pushWithLease, w as waitMsAfter } from "./open-history.js";
import { o as withScratch } from "./objects.js";
import { _ as negotiating, a as registryState, g as fetchTags, h as REMOTE, v as registryError } from "./state.js";
import { n as timeAfter, o as writeTag, r as timeOfDeprecation, t as eventTag } from "./next-tag.js";
import { a as readCloneNames, r as placeInClone } from "./registry-access.js";
import { n as readTags } from "./read-registry.js";
import { c as tagPrefix, n as checkArtifactName } from "./tag.js";
import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";

// src/registry/append-event.ts
/**
* Writes one event of a model.
* @param model as GTO writes it outside of tags: with ":" after a folder
* @param decide is given the model as the remote has it now; called again after a lost race
* @throws MlopsError `usage` for names outside of GTO's grammar, `forge-denied`, `offline`, `not-a-repository` or
*   `git-failed`, and whatever `decide` throws
*/
async function appendEvent(access, model, decide) {
	checkArtifactName(model);
	const here = await readCloneNames(access, tagPrefix(model));
	const inFormat = async (format) => withScratch({
		parent: access.scratchParent,
		format,
		remotes: { [REMOTE]: access.remote }
	}, async (scratch) => {
		const done = await appendIn(scratch, access, {
			model,
			here
		}, decide);
		if ("written" in done) await placeInClone(access, scratch.git, done.written);
		return done;
	});
	const first = await inFormat("sha1");
	const done = "failure" in first && first.failure.kind === "object-format" ? await inFormat("sha256") : first;
	if ("failure" in done) throw registryError(done.failure);
	return done;
}
async function appendIn({ git }, access, { model, here }, decide) {
	const prefix = tagPrefix(model);
	const failures = [];
	const pushed = [];
	for (;;) {
		let failure = await fetchTags(git, [`${prefix}@*`, `${prefix}#*`]);
		if (failure === void 0) {
			const tags = await readTags(git);
			const own = pushed.find((each) => tags.tags.some(({ object }) => object === each.object));
			if (own !== void 0) return { written: own };
			const last = failures.at(-1);
			if (last !== void 0 && !shouldRetry(failures.map(({ kind }) => kind))) return { failure: last };
			const decided = await decide(registryState(tags.tags).artifacts.find(({ name }) => name === model));
			if ("settled" in decided) return decided;
			const { commit } = decided.write;
			const isHere = tags.tags.some((tag) => tag.commit === commit);
			failure = isHere ? void 0 : await fetchTags(git, [], commit);
			if (failure === void 0) {
				const written = await writeEvent(git, {
					tags: tags.tags,
					names: /* @__PURE__ */ new Set([...tags.names, ...here])
				}, {
					model,
					...decided.write
				}, access.clock());
				pushed.push(written);
				const sender = isHere ? git : negotiating(git);
				failure = await pushWithLease(sender, REMOTE, `refs/tags/${written.tag}`, written.object, void 0);
				if (failure === void 0) return { written };
			}
		} else if (!shouldRetry([...failures, failure].map(({ kind }) => kind))) return { failure };
		failures.push(failure);
		access.log.debug(`writing a tag of ${model} failed (${failure.kind}): ${failure.said}`);
		await setTimeout(waitMsAfter(failures.length, access.random()));
	}
}
async function writeEvent(git, tags, { model, action, commit, message }, now) {
	const name = eventTag(model, action, tags.names);
	const time = action.action === "deprecate" ? timeOfDeprecation(tags.tags, now) : timeAfter(tags.tags, now);
	return {
		tag: name,
		commit,
		time,
		object: await writeTag(git, {
			name,
			commit,
			message: signed(message),
			time
		})
	};
}
/**
* Two writers who say the same within the same second would write the very same object, and each would take the other's
* tag for its own. So each write has a line that no other has.
*/
function signed(message) {
	const text = message.trimEnd();
	return `${text}${text.includes("\n\n") ? "\n" : "\n\n"}Mlops-Write: ${randomBytes(8).toString("hex")}\n`;
}

export { appendEvent as t };