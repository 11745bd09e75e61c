import { n as withArguments, t as gitIn } from "./git.js";
import { i as pathOf, n as withScratch, o as judgeFailure } from "./scratch.js";
import { t as MlopsError } from "./error.js";
import { n as PUSH_HINT } from "./permissions.js";
import { o as compareVersions, r as parseTag } from "./tag.js";

// src/registry/access.ts
/** Name of the remote in scratch repositories. */
const REMOTE = "mlops-remote";
/**
* Fetches tags with the commits that they stand on, without files and without history, in one request.
* @param patterns globs of tag names
* @param commit a commit that is wanted too
*/
async function fetchTags(git, patterns, commit) {
	const tags = patterns.map((pattern) => `+refs/tags/${pattern}:refs/tags/${pattern}`);
	const commits = commit === void 0 ? [] : [`+${commit}:refs/mlops/commit`];
	const { code, stderr } = await git.exec([
		"fetch",
		"--no-tags",
		"--no-write-fetch-head",
		"--depth=1",
		"--filter=tree:0",
		REMOTE,
		...tags,
		...commits
	]);
	return code === 0 ? void 0 : judgeFailure(stderr);
}
/**
* Git that asks the remote what it has before it pushes. Otherwise a tag of a commit that is no longer the tip of any
* branch takes all its files along, since the scratch repository knows of nothing that both sides have.
*/
function negotiating(git) {
	return withArguments(git, ["-c", "push.negotiate=true"]);
}
const UNCLEAR = {
	code: "git-failed",
	what: "git could not exchange tags with the remote",
	hint: "Try again; if it stays, run `git ls-remote --tags` against the same remote to see what git says."
};
const ADVICE = {
	refused: {
		code: "forge-denied",
		what: "the remote refuses the tag by a rule or hook, or another tag stands in its way",
		hint: "Allow this token to create tags in the repository’s tag rulesets, or choose another name for the model."
	},
	forbidden: {
		code: "forge-denied",
		what: "the credentials do not suffice for tags",
		hint: PUSH_HINT
	},
	offline: {
		code: "offline",
		what: "the remote cannot be reached",
		hint: "Check the network and the address of the remote, then register the run again; it gets one version only."
	},
	"not-a-repository": {
		code: "not-a-repository",
		what: "there is no repository where the registry should be",
		hint: "Check the path or URL of the remote and that the credentials may see it."
	},
	"absent-object": {
		code: "not-found",
		what: "the remote does not have the commit that was trained",
		hint: "Push the commit first, then register the run again."
	},
	locked: {
		code: "git-failed",
		what: "a lock file of another git process is in the way",
		hint: "If no git runs there, remove the file that is named, then register the run again."
	},
	"lost-race": {
		code: "git-failed",
		what: "others registered versions each time just before this push",
		hint: "Register the run again when fewer jobs do; it gets one version only."
	}
};
/** The error for a failed exchange of tags. */
function registryError({ kind, said }) {
	const { code, what, hint } = ADVICE[kind] ?? UNCLEAR;
	return new MlopsError(code, `${what}: ${said}`, hint);
}

// src/registry/event.ts
/** GTO's order: a stable ascending sort, reversed. */
function newestFirst(items, timeOf) {
	return items.toSorted((a, b) => timeOf(a) - timeOf(b)).toReversed();
}

// src/registry/draft.ts
/** Takes in what a tag says. Deprecations, registrations and stages come in this order, each by time. */
function addEvent(entry, tag, meaning) {
	const event = (kind, version, stage) => ({
		kind,
		artifact: meaning.artifact,
		...version === void 0 ? {} : { version },
		...stage === void 0 ? {} : { stage },
		commit: tag.commit,
		time: tag.time,
		tagger: tag.tagger,
		message: tag.message,
		tag: tag.name,
		object: tag.object
	});
	if (meaning.action === "deprecate") entry.deprecations.push(event("deprecation"));
	else if ("version" in meaning) {
		const { version } = meaning;
		const draft = entry.drafts.find((each) => each.version === version && each.commit === tag.commit) ?? newDraft(entry, version, tag);
		if (meaning.action === "register") draft.registrations.push(event("registration", version));
		else draft.deregistrations.push(event("deregistration", version));
	} else {
		const { stage } = meaning;
		const draft = versionAt(entry, tag) ?? newDraft(entry, tag.commit, tag);
		const events = draft.stages.get(stage) ?? {
			assigned: [],
			unassigned: []
		};
		draft.stages.set(stage, events);
		if (meaning.action === "assign") events.assigned.push(event("assignment", draft.version, stage));
		else events.unassigned.push(event("unassignment", draft.version, stage));
	}
}
function newDraft(entry, version, { commit, commitTime }) {
	const draft = {
		version,
		commit,
		commitTime,
		registrations: [],
		deregistrations: [],
		stages: /* @__PURE__ */ new Map()
	};
	entry.drafts.push(draft);
	return draft;
}
function versionAt(entry, tag) {
	const here = entry.drafts.filter((draft) => draft.commit === tag.commit && isExplicit(draft));
	if (here.length < 2) return here[0];
	const timeOf = (draft) => draft.registrations.at(-1)?.time ?? 0;
	const ordered = newestFirst(here, timeOf);
	return ordered.find((draft) => timeOf(draft) <= tag.time) ?? ordered.at(-1);
}
/** Whether a tag registers it or takes it back. */
function isExplicit(draft) {
	return draft.registrations.length + draft.deregistrations.length > 0;
}
function stageEvents(draft) {
	return [...draft.stages.values()].flatMap(({ assigned, unassigned }) => newestFirst([...assigned, ...unassigned], (event) => event.time));
}
/** Newest first. */
function eventsOf(draft) {
	const events = [
		...draft.registrations,
		...draft.deregistrations,
		...stageEvents(draft)
	];
	return newestFirst(events, (event) => event.time);
}
function isActive(draft) {
	if (!isExplicit(draft)) return true;
	const [newest] = newestFirst([...draft.registrations, ...draft.deregistrations], (event) => event.time);
	return newest?.kind === "registration";
}
/** When GTO takes a version to be made: its newest registration, else whatever happened last at its commit. */
function creationTime(draft) {
	const registration = draft.registrations.at(-1);
	if (registration !== void 0) return registration.time;
	return Math.max(draft.commitTime, ...stageEvents(draft).map((event) => event.time));
}
/** The stages that a draft is in, the oldest first. */
function stagesOf(draft) {
	const { version, commit } = draft;
	const isRegistered = draft.registrations.length > 0;
	return [...draft.stages].flatMap(([stage, { assigned, unassigned }]) => {
		const [newest] = newestFirst([...assigned, ...unassigned], (event) => event.time);
		if (newest?.kind !== "assignment") return [];
		return [{
			stage,
			version,
			commit,
			isRegistered,
			since: newest.time,
			tag: newest.tag
		}];
	}).toSorted((a, b) => a.since - b.since);
}

// src/registry/state.ts
/** The state that these tags add up to, given in the order of their refs. Tags that are not GTO's are passed over. */
function registryState(tags) {
	const parsed = tags.flatMap((tag) => {
		const meaning = parseTag(tag.name);
		return meaning === void 0 ? [] : [{
			tag,
			meaning
		}];
	});
	parsed.sort((a, b) => a.tag.time - b.tag.time);
	const entries = /* @__PURE__ */ new Map();
	for (const round of [
		["deprecate"],
		["register", "deregister"],
		["assign", "unassign"]
	]) for (const { tag, meaning } of parsed) {
		if (!round.includes(meaning.action)) continue;
		const entry = entries.get(meaning.artifact) ?? {
			deprecations: [],
			drafts: []
		};
		entries.set(meaning.artifact, entry);
		addEvent(entry, tag, meaning);
	}
	return { artifacts: [...entries].map(([name, entry]) => artifactFrom(name, entry)) };
}
/** All events of the registry, newest first; within a second, stages before versions before deprecations. */
function registryHistory(state) {
	return state.artifacts.flatMap((artifact) => artifact.events).toSorted((a, b) => a.time - b.time || PRIORITY[a.kind] - PRIORITY[b.kind]).toReversed();
}
/** The highest version that is registered and was not taken back. */
function latestVersion(artifact) {
	return artifact.versions.find((version) => version.isRegistered && version.isActive);
}
/**
* The version that `model@v1.2.3`, `model@stage` or `model@latest` names.
* @returns undefined when there is none, and for a text of another form
*/
function findVersion({ artifacts }, reference) {
	const at = reference.lastIndexOf("@");
	const [model, wanted] = [reference.slice(0, Math.max(at, 0)), reference.slice(at + 1)];
	const artifact = artifacts.find(({ name }) => name === model);
	if (artifact === void 0 || wanted === "latest") return artifact && latestVersion(artifact);
	const holder = Object.hasOwn(artifact.stages, wanted) ? artifact.stages[wanted]?.[0]?.version : void 0;
	return artifact.versions.find(({ version }) => version === (holder ?? wanted));
}
const PRIORITY = {
	deprecation: 2,
	registration: 3,
	deregistration: 4,
	assignment: 5,
	unassignment: 6
};
function artifactFrom(name, { deprecations, drafts }) {
	const events = newestFirst([...deprecations, ...drafts.flatMap(eventsOf)], (event) => event.time);
	const deprecated = Math.max(...deprecations.map((event) => event.time));
	const living = drafts.flatMap((draft) => [draft.commitTime, ...eventsOf(draft).map((event) => event.time)]);
	return {
		name,
		isActive: deprecations.length === 0 || living.some((time) => time >= deprecated),
		versions: versionsFrom(drafts),
		stages: stagesFrom(drafts),
		events
	};
}
function stagesFrom(drafts) {
	const held = newestFirst(drafts.filter(isActive), creationTime).flatMap(stagesOf);
	const stages = /* @__PURE__ */ new Map();
	for (const { stage, ...holder } of newestFirst(held, (each) => each.since)) {
		const holders = stages.get(stage) ?? [];
		stages.set(stage, holders);
		if (!holders.some((each) => each.version === holder.version)) holders.push(holder);
	}
	return Object.fromEntries(stages);
}
function versionsFrom(drafts) {
	const explicit = drafts.filter(isExplicit).toSorted((a, b) => compareVersions(a.version, b.version)).toReversed();
	const commits = /* @__PURE__ */ new Map();
	for (const draft of drafts.filter((each) => !isExplicit(each))) commits.set(draft.commit, [...commits.get(draft.commit) ?? [], draft]);
	return [...explicit.map((draft) => [draft]), ...commits.values()].map((parts) => versionFrom(parts));
}
function versionFrom(parts) {
	const [first] = parts;
	const registration = first.registrations.at(-1);
	const held = newestFirst(parts.flatMap(stagesOf), (each) => each.since);
	return {
		version: first.version,
		commit: first.commit,
		isRegistered: registration !== void 0,
		isActive: isActive(first),
		...registration === void 0 ? {} : { registration },
		stages: [...new Set(held.map((each) => each.stage))]
	};
}

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
			commitTime: Number(commitTime),
			time: Number(time),
			tagger,
			message: message.trim()
		});
	}
	return {
		tags,
		names
	};
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

export { registryHistory as a, fetchTags as c, latestVersion as i, negotiating as l, readTags as n, registryState as o, findVersion as r, REMOTE as s, readRegistry as t, registryError as u };