import { n as withArguments, t as gitIn } from "./git.js";
import { i as pathOf, n as withScratch, o as judgeFailure } from "./scratch.js";
import { t as MlopsError } from "./error.js";
import { o as compareVersions, r as parseTag } from "./tag.js";

// src/forge/permissions.ts
/** Names as a workflow writes them: what the features need, and what may do instead. The API writes `_` for `-`. */
const PERMISSIONS = [
	"contents",
	"pull-requests",
	"checks",
	"statuses",
	"actions",
	"issues"
];
const read = (permission) => ({
	permission,
	access: "read"
});
const write = (permission) => ({
	permission,
	access: "write"
});
const RECORD_KEPT = "the job fails; the record is kept as an artifact, and `task: sync` writes it later";
/** In the order of the README. */
const FEATURES = {
	tracking: {
		feature: "run records on the tracking branch",
		needs: [write("contents")],
		without: RECORD_KEPT
	},
	registry: {
		feature: "model versions: registry tags and releases (`register`, `task: register`)",
		needs: [write("contents")],
		without: "the job fails; the run is recorded"
	},
	comment: {
		feature: "comment on the pull request (`comment`)",
		needs: [write("pull-requests")],
		without: "a warning; the report is in the job summary"
	},
	check: {
		feature: "check run with annotations (`check`)",
		needs: [write("checks")],
		without: "a commit status takes its place"
	},
	status: {
		feature: "commit status, where there is no check run",
		needs: [write("statuses")],
		without: "nothing is said: the report is in the job summary"
	},
	artifacts: {
		feature: "model files as workflow artifacts (`upload-model`)",
		needs: [],
		without: "on a server without artifacts a warning; the run is recorded"
	},
	leg: {
		feature: "`collect: true` in the jobs of a matrix, which leave their records as artifacts and write nothing",
		needs: [read("contents")],
		without: "the checkout fails"
	},
	collect: {
		feature: "`task: collect`",
		needs: [write("contents")],
		without: RECORD_KEPT
	},
	sync: {
		feature: "`task: sync`, which lists and downloads the record artifacts of earlier workflow runs",
		needs: [write("contents"), read("actions")],
		without: "the job fails"
	},
	download: {
		feature: "registering a run of an earlier workflow run, whose artifact is downloaded",
		needs: [read("actions")],
		without: "the job fails"
	},
	dispatch: {
		feature: "`mlops retrain --workflow`, which starts a workflow",
		needs: [write("actions")],
		without: "the command fails"
	}
};
/** `contents: write`, as in a workflow file. */
function renderGrant({ permission, access }) {
	return `${permission}: ${access}`;
}
/** What to do about permissions that are missing: their names, and the lines of YAML to add. Ends with a line break. */
function permissionHint(grants) {
	const names = grants.map((grant) => `\`${renderGrant(grant)}\``).join(" and ");
	const [noun, pronoun] = grants.length > 1 ? ["permissions", "them"] : ["permission", "it"];
	return `The job's token lacks the ${noun} ${names}. Add ${pronoun} to those of the job:\n${permissionLines(grants)}`;
}
/** The lines of a workflow file that give these permissions to a job. */
function permissionLines(grants) {
	return `permissions:\n${grants.map((grant) => `  ${renderGrant(grant)}\n`).join("")}`;
}
/**
* What to do when git is told that its credentials do not suffice: in a job that is a missing permission, which git
* cannot name.
*/
const PUSH_HINT = "In a workflow the job's token needs the permission `contents: write`. Add it to those of the job:\n" + permissionLines([{
	permission: "contents",
	access: "write"
}]) + "Elsewhere check that the credentials may push to this repository. Runs for pull requests of forks and of Dependabot never may.";
/**
* The permissions that GitHub accepts for a request, as its header `x-accepted-github-permissions` lists them: sets, of
* which one has to be had whole, for example `issues=write; pull_requests=write,contents=read`. What every token has
* (`metadata`) is left out; so is a set with a permission that no workflow can give, such as `workflows`.
*/
function parseAcceptedPermissions(header) {
	return (header ?? "").split(";").flatMap((set) => {
		const wanted = set.split(",").map((each) => each.trim()).filter((each) => each !== "" && !each.startsWith("metadata="));
		const grants = wanted.flatMap((each) => grantFrom(each) ?? []);
		return grants.length > 0 && grants.length === wanted.length ? [grants] : [];
	});
}
function grantFrom(text) {
	const [, name = "", access] = /^(\w+)=(read|write)$/.exec(text) ?? [];
	const permission = PERMISSIONS.find((each) => each === name.replaceAll("_", "-"));
	if (permission === void 0 || access === void 0) return void 0;
	return {
		permission,
		access: access === "read" ? "read" : "write"
	};
}
/**
* What a refused request lacked: of the sets that the server accepts the one with the permission that is documented for
* it, so that the answer is the README's where that holds.
*/
function lackingGrants(documented, header) {
	const accepted = parseAcceptedPermissions(header);
	return accepted.find((set) => set.some(({ permission }) => permission === documented.permission)) ?? accepted[0] ?? [documented];
}

// src/registry/access.ts
/** Name of the remote in scratch repositories. */
const REMOTE = "mlops-remote";
/**
* Fetches tags with the commits that they stand on, without files and without history, in one request.
* @param pattern glob of tag names
* @param commit a commit that is wanted too
*/
async function fetchTags(git, pattern, commit) {
	const tags = `+refs/tags/${pattern}:refs/tags/${pattern}`;
	const commits = commit === void 0 ? [] : [`+${commit}:refs/mlops/commit`];
	const { code, stderr } = await git.exec([
		"fetch",
		"--no-tags",
		"--no-write-fetch-head",
		"--depth=1",
		"--filter=tree:0",
		REMOTE,
		tags,
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
		tag: tag.name
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
		const [ref = "", type, targetType, commit = "", commitTime, time, tagger = "", message = ""] = values.slice(start, start + FIELDS.length);
		const name = start === 0 ? ref : ref.slice(1);
		names.add(name);
		if (type !== "tag" || targetType !== "commit") continue;
		tags.push({
			name,
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
		const failure = await fetchTags(git, "*");
		return failure === void 0 ? registryState((await readTags(git)).tags) : { failure };
	});
}

export { registryHistory as a, fetchTags as c, FEATURES as d, PUSH_HINT as f, renderGrant as h, latestVersion as i, negotiating as l, permissionHint as m, readTags as n, registryState as o, lackingGrants as p, findVersion as r, REMOTE as s, readRegistry as t, registryError as u };