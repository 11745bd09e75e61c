import { t as MlopsError } from "./error.js";
import { a as parseTag, u as compareVersions } from "./tag.js";
import { c as looseObject, f as record, m as string, n as _enum, r as array, s as literal } from "./zod.js";
import { d as RunId, h as canonicalLine, u as judgeFailure } from "./objects.js";
import { s as Reading } from "./direction.js";
import { n as withArguments } from "./git.js";
import { n as PUSH_HINT } from "./permissions.js";
import { n as acceptanceOf, o as severity } from "./acceptance.js";
import { t as byName } from "./names.js";

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
	const fetch = async (filter) => {
		const options = [
			"--no-tags",
			"--no-write-fetch-head",
			"--depth=1",
			`--filter=${filter}`
		];
		const { code, stderr } = await git.exec([
			"fetch",
			...options,
			REMOTE,
			...tags,
			...commits
		]);
		return code === 0 || code === 1 && stderr.trim() === "" ? void 0 : judgeFailure(stderr);
	};
	const failure = await fetch("tree:0");
	return failure?.kind === "absent-object" ? fetch("tree:1") : failure;
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
		hint: "Check the network and the address of the remote, then do it again: nothing is done twice."
	},
	"not-a-repository": {
		code: "not-a-repository",
		what: "there is no repository where the registry should be",
		hint: "Check the path or URL of the remote and that the credentials may see it."
	},
	"absent-object": {
		code: "not-found",
		what: "the remote does not have the commit that was trained",
		hint: "Push the commit first, then do it again."
	},
	locked: {
		code: "git-failed",
		what: "a lock file of another git process is in the way",
		hint: "If no git runs there, remove the file that is named, then do it again."
	},
	"lost-race": {
		code: "git-failed",
		what: "others wrote tags each time just before this push",
		hint: "Do it again when fewer jobs do: nothing is done twice."
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
	return items.length < 2 ? [...items] : items.toSorted((a, b) => timeOf(a) - timeOf(b)).toReversed();
}

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
const Text$1 = string().min(1);
/** What a gate said. Unknown members are kept. */
const GateResult = looseObject({
	gate: Text$1,
	status: _enum([
		"pass",
		"warn",
		"fail",
		"inconclusive",
		"skipped"
	]),
	/** In words; absent where there is nothing to say. */
	reason: Text$1.exactOptional(),
	/** It did not pass and does not count, because a person answers for it. */
	accepted: looseObject({
		reason: Text$1,
		actor: Text$1.exactOptional()
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

// src/registry/draft.ts
function newEntry() {
	return {
		deprecations: [],
		drafts: [],
		versionsAt: /* @__PURE__ */ new Map()
	};
}
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
		const draft = versionNamed(entry, version, tag);
		if (meaning.action === "register") draft.registrations.push(event("registration", version));
		else draft.deregistrations.push(event("deregistration", version));
	} else {
		const { stage } = meaning;
		const draft = versionAt(entry, tag, meaning.artifact) ?? newDraft(entry, tag.commit, tag);
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
function versionNamed(entry, version, tag) {
	const { byName } = entry.versionsAt.get(tag.commit) ?? { byName: /* @__PURE__ */ new Map() };
	entry.versionsAt.set(tag.commit, { byName });
	const draft = byName.get(version) ?? newDraft(entry, version, tag);
	byName.set(version, draft);
	return draft;
}
function versionAt(entry, tag, model) {
	const here = entry.versionsAt.get(tag.commit);
	if (here === void 0) return void 0;
	if (here.byName.size > 1) {
		const promotion = parsePromotion(tag.message);
		const named = promotion?.model === model ? here.byName.get(promotion.version) : void 0;
		if (named !== void 0) return named;
	}
	const timeOf = (draft) => draft.registrations.at(-1)?.time ?? 0;
	here.newest ??= newestFirst([...here.byName.values()], timeOf);
	return here.newest.find((draft) => timeOf(draft) <= tag.time) ?? here.newest.at(-1);
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
	if (draft.stages.size + draft.deregistrations.length === 0) return draft.registrations.toReversed();
	const events = [
		...draft.registrations,
		...draft.deregistrations,
		...stageEvents(draft)
	];
	return newestFirst(events, (event) => event.time);
}
function isActive(draft) {
	return !isExplicit(draft) || holds(draft.registrations, draft.deregistrations);
}
/** Whether the last of all was a yes; within a second a no comes last. Both are ordered by time. */
function holds(yes, no) {
	const [last, against] = [yes.at(-1), no.at(-1)];
	return last !== void 0 && (against === void 0 || against.time < last.time);
}
/** When GTO takes a version to be made: its newest registration, else whatever happened last at its commit. */
function creationTime(draft) {
	const registration = draft.registrations.at(-1);
	if (registration !== void 0) return registration.time;
	return Math.max(draft.commitTime, ...stageEvents(draft).map((event) => event.time));
}
/** The stages that a draft is in, the oldest first. */
function stagesOf(draft) {
	if (draft.stages.size === 0) return [];
	const { version, commit } = draft;
	const isRegistered = draft.registrations.length > 0;
	return [...draft.stages].flatMap(([stage, { assigned, unassigned }]) => {
		const newest = assigned.at(-1);
		if (newest === void 0 || !holds(assigned, unassigned)) return [];
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
	const ordered = tags.toSorted((a, b) => a.time - b.time);
	const rounds = [
		[],
		[],
		[]
	];
	for (const tag of ordered) {
		const meaning = parseTag(tag.name);
		if (meaning !== void 0) rounds[ROUND[meaning.action]]?.push([tag, meaning]);
	}
	const entries = /* @__PURE__ */ new Map();
	for (const [tag, meaning] of rounds.flat()) {
		const entry = entries.get(meaning.artifact) ?? newEntry();
		entries.set(meaning.artifact, entry);
		addEvent(entry, tag, meaning);
	}
	return { artifacts: [...entries].map(([name, entry]) => artifactFrom(name, entry)) };
}
/** In which order GTO takes tags in: a stage belongs to a version that is registered, whenever that was. */
const ROUND = {
	deprecate: 0,
	register: 1,
	deregister: 1,
	assign: 2,
	unassign: 2
};
/** All events of the registry, newest first; within a second, stages before versions before deprecations. */
function registryHistory(state) {
	return state.artifacts.flatMap((artifact) => artifact.events).toSorted((a, b) => a.time - b.time || PRIORITY[a.kind] - PRIORITY[b.kind]).toReversed();
}
/** What holds a stage now: of several versions in it the one that came last. */
function holderOf({ stages }, stage) {
	return Object.hasOwn(stages, stage) ? stages[stage]?.[0] : void 0;
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
	const named = holderOf(artifact, wanted)?.version ?? wanted;
	return artifact.versions.find(({ version }) => version === named);
}
const PRIORITY = {
	deprecation: 2,
	registration: 3,
	deregistration: 4,
	assignment: 5,
	unassignment: 6
};
function artifactFrom(name, { deprecations, drafts }) {
	const all = drafts.flatMap(eventsOf);
	const held = new Map(drafts.map((draft) => [draft, stagesOf(draft)]));
	return {
		name,
		isActive: deprecations.length === 0 || isRevived(deprecations, drafts, all),
		versions: versionsFrom(drafts, held),
		stages: stagesFrom(drafts, held),
		events: newestFirst([...deprecations, ...all], (event) => event.time)
	};
}
/** GTO counts the commits of versions among the events, so a version's commit made later revives a model. */
function isRevived(deprecations, drafts, events) {
	const deprecated = Math.max(...deprecations.map((event) => event.time));
	return drafts.some(({ commitTime }) => commitTime >= deprecated) || events.some(({ time }) => time >= deprecated);
}
function stagesFrom(drafts, held) {
	const all = newestFirst(drafts.filter(isActive), creationTime).flatMap((draft) => held.get(draft) ?? []);
	const stages = /* @__PURE__ */ new Map();
	for (const { stage, ...holder } of newestFirst(all, (each) => each.since)) {
		const holders = stages.get(stage) ?? /* @__PURE__ */ new Map();
		stages.set(stage, holders);
		if (!holders.has(holder.version)) holders.set(holder.version, holder);
	}
	return Object.fromEntries([...stages].map(([stage, holders]) => [stage, [...holders.values()]]));
}
function versionsFrom(drafts, held) {
	const explicit = drafts.filter(isExplicit).toSorted((a, b) => compareVersions(a.version, b.version)).toReversed();
	const commits = Map.groupBy(drafts.filter((each) => !isExplicit(each)), (draft) => draft.commit);
	return [...explicit.map((draft) => [draft]), ...commits.values()].map((parts) => versionFrom(parts, held));
}
function versionFrom(parts, stages) {
	const [first] = parts;
	const registration = first.registrations.at(-1);
	const held = newestFirst(parts.flatMap((draft) => stages.get(draft) ?? []), (each) => each.since);
	return {
		version: first.version,
		commit: first.commit,
		isRegistered: registration !== void 0,
		isActive: isActive(first),
		...registration === void 0 ? {} : { registration },
		stages: [...new Set(held.map((each) => each.stage))]
	};
}

export { negotiating as _, registryState as a, renderPromotionMessage as c, gateResultsOf as d, asciiControls as f, fetchTags as g, REMOTE as h, registryHistory as i, GateResult as l, unsigned as m, holderOf as n, PROMOTION_LINE as o, plainLine as p, latestVersion as r, parsePromotion as s, findVersion as t, gateLines as u, registryError as v };