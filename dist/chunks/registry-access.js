import { X as pushWithLease } from "./open-history.js";
import { l as remoteConfigOf, u as judgeFailure } from "./objects.js";
import { t as gitIn } from "./git.js";
import { h as REMOTE } from "./state.js";
import { n as readTags } from "./read-registry.js";
import { i as parseEvidence } from "./evidence.js";

// src/registry/clone.ts
/** The registrations of a model that the clone has; none without a clone. */
async function readCloneTags({ clone }, model) {
	return clone === void 0 ? {
		tags: [],
		names: /* @__PURE__ */ new Set()
	} : readTags(gitIn(clone), `refs/tags/${model}@*`);
}
/** Names of all tags of a model that the clone has. @param prefix what they begin with, before "@" or "#" */
async function readCloneNames({ clone }, prefix) {
	if (clone === void 0) return [];
	const patterns = [
		`${prefix}@*`,
		`${prefix}#*`,
		`${prefix}#*/**`
	].map((each) => `refs/tags/${each}`);
	return (await gitIn(clone).text([
		"for-each-ref",
		"--format=%(refname:lstrip=2)",
		...patterns
	])).split("\n").filter(Boolean);
}
/**
* Pushes a tag that the clone has, if the remote has none of this name.
* @returns undefined when the remote said yes
*/
async function pushCloneTag({ remote }, clone, tag) {
	const ref = `refs/tags/${tag}`;
	return pushWithLease(gitIn(clone, remoteConfigOf(REMOTE, remote)), REMOTE, ref, ref, void 0);
}
/**
* Gives the clone the tag of a run that the remote has. What keeps it from that is a warning: the version exists.
* @param here what the clone had before
*/
async function bringTag(access, scratch, registered, here) {
	if (access.clone === void 0) return;
	const { log } = access;
	const { tag, run } = registered;
	const ofRun = here.tags.filter(({ message }) => message.includes(run) && parseEvidence(message)?.run === run);
	const others = ofRun.map(({ name }) => name).filter((name) => name !== tag);
	if (others.length > 0) log.warn(`this repository has the run as ${others.join(", ")} too; the remote does not: git tag -d ${others[0]}`);
	if (here.names.has(tag) && others.length === ofRun.length) {
		log.warn(`${tag} is another run in this repository: git tag -d ${tag} && git fetch origin tag ${tag}`);
		return;
	}
	await placeInClone(access, scratch, registered);
}
/**
* Gives the clone the very same tag object, from the scratch repository where it has the commit, else from the remote.
* What keeps it from that is a warning: the remote has the tag.
*/
async function placeInClone(access, scratch, written) {
	if (access.clone === void 0) return;
	const { tag, commit, object } = written;
	const git = gitIn(access.clone);
	const { code } = await git.exec([
		"cat-file",
		"-e",
		`${commit}^{commit}`
	]);
	if (code !== 0) return fetchIntoClone(access, tag);
	const content = await scratch.exec([
		"cat-file",
		"tag",
		object
	]);
	const kept = await git.exec([
		"hash-object",
		"-t",
		"tag",
		"-w",
		"--stdin"
	], content.stdout);
	if ((content.code === 0 && kept.code === 0 && kept.stdout.toString().trim() === object ? await git.exec([
		"update-ref",
		`refs/tags/${tag}`,
		object
	]) : void 0)?.code !== 0) await fetchIntoClone(access, tag);
}
/** Brings a tag of the remote into the clone. */
async function fetchIntoClone({ remote, clone, log }, tag) {
	if (clone === void 0) return;
	const { code, stderr } = await gitIn(clone, remoteConfigOf(REMOTE, remote)).exec([
		"fetch",
		"--no-tags",
		"--no-prune",
		"--no-auto-maintenance",
		"--no-recurse-submodules",
		"--no-write-fetch-head",
		REMOTE,
		`+refs/tags/${tag}:refs/tags/${tag}`
	]);
	if (code !== 0) log.warn(`${tag} is at the remote, but this repository could not fetch it: ${judgeFailure(stderr).said}`);
}

// src/pipeline/versions/registry-access.ts
function registryAccess({ registry, scratch, clock, random, log }) {
	return {
		remote: registry.remote,
		clone: registry.clone,
		scratchParent: scratch,
		clock,
		random,
		log
	};
}

export { readCloneNames as a, pushCloneTag as i, bringTag as n, readCloneTags as o, placeInClone as r, registryAccess as t };