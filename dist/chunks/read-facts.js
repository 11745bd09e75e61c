import { a as parseTag, f as isVersion, s as stopsGto } from "./tag.js";
import { a as registryState, m as unsigned, o as PROMOTION_LINE, s as parsePromotion } from "./state.js";
import { i as parseEvidence, t as EVIDENCE_LINE } from "./evidence.js";

// src/registry/finding.ts
const FIX_COMMAND = "mlops registry check --fix";
function isAnnotated({ type, targetType }) {
	return type === "tag" && targetType === "commit";
}
/** Whether the tag stands on a commit or on a carrier of it, as far as this clone can tell. */
function standsFor({ commit, parents, hasFilesOfParent }, wanted) {
	if (commit === wanted || parents === void 0) return true;
	return parents.length === 1 && parents[0] === wanted && hasFilesOfParent !== false;
}
/** Whether two tags say the same by the same hand: what a repair writes, on another commit or with a number. */
function isSameWord(former, tag) {
	return former.time === tag.time && former.tagger === tag.tagger && unsigned(former.message) === unsigned(tag.message) && withoutNumber(former.name) === withoutNumber(tag.name) && standsFor(tag, former.commit);
}
function withoutNumber(name) {
	return parseTag(name)?.counter === void 0 ? name : name.replace(/#\d+$/, "");
}
function fixable(id, severity, tags, message) {
	return {
		id,
		severity,
		tags,
		message,
		fix: FIX_COMMAND,
		isFixable: true
	};
}
function found(id, severity, tags, message, fix) {
	return {
		id,
		severity,
		tags,
		message,
		fix,
		isFixable: false
	};
}
/** A few names of many: "a, b and 3 more". */
function some(names, most = 3) {
	const shown = names.slice(0, most).join(", ");
	return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

// src/registry/check-evidence.ts
function checkEvidence(facts, state) {
	return [...recorded(facts), ...spoken(facts.tags, state)];
}
function spoken(tags, { artifacts }) {
	const versions = new Map(artifacts.flatMap(({ events }) => events).map((event) => [event.tag, event.version]));
	return tags.filter(isAnnotated).flatMap((tag) => {
		const said = evidenceOf(tag, versions.get(tag.name));
		if (said === void 0) return [];
		if (said === "unreadable") return found("unreadable-evidence", "warning", [tag.name], `the evidence of ${tag.name} cannot be read: the line that a program reads back was changed, or a later version of mlops-action wrote it`, `git cat-file tag '${tag.name}' shows the message.`);
		return found("other-evidence", "error", [tag.name], `the evidence of ${tag.name} is not its own: ${said.other}`, `Trust neither. git cat-file tag '${tag.name}' shows who wrote it; register the run again if the tag was made by hand.`);
	});
}
/** What the evidence of a tag says otherwise than the tag; undefined when all is well, or there is no evidence. */
function evidenceOf(tag, version) {
	const meaning = parseTag(tag.name);
	if (meaning?.action === "register") {
		if (!hasLine(tag.message, "Mlops-Evidence: ")) return void 0;
		const evidence = parseEvidence(tag.message);
		if (evidence === void 0) return "unreadable";
		const subject = tag.message.split("\n", 1)[0] ?? "";
		if (subject.startsWith("Register ") && subject !== `Register ${meaning.artifact} ${meaning.version}`) return { other: `its message begins with "${subject.slice(0, 200)}"` };
		const { commit, pull_request_head: head = commit } = evidence;
		if (standsFor(tag, commit) || standsFor(tag, head)) return void 0;
		return { other: `it is of the commit ${evidence.commit.slice(0, 40)}, and the tag stands on ${tag.commit}` };
	}
	if (meaning?.action !== "assign" || !hasLine(tag.message, "Mlops-Promotion: ")) return void 0;
	const promotion = parsePromotion(tag.message);
	if (promotion === void 0) return "unreadable";
	const isOwn = promotion.model === meaning.artifact && promotion.stage === meaning.stage && promotion.version === version;
	const words = [
		promotion.model,
		promotion.version,
		promotion.stage
	].map((word) => word.slice(0, 100));
	return isOwn ? void 0 : { other: `it is of ${words[0]} ${words[1]} in ${words[2]}, and the tag of ${version ?? "none"}` };
}
function hasLine(message, start) {
	return message.startsWith(start) || message.includes(`\n${start}`);
}
/** A tag that is another object than the one that was written has been moved, by whoever may push tags. */
function recorded({ tags, known = [], replaced = [] }) {
	const here = new Map(tags.map((tag) => [tag.name, tag]));
	const all = new Set(tags.map(({ object }) => object));
	const repaired = new Map(replaced.map((tag) => [`${tag.name} ${tag.object}`, tag]));
	return [...Map.groupBy(known, ({ tag }) => tag)].flatMap(([name, events]) => {
		const tag = here.get(name);
		const objects = events.flatMap(({ object }) => object ?? []);
		if (tag === void 0) return isRenamed(name, objects, repaired, tags) ? [] : [goneTag(name, events)];
		if (objects.length === 0 || objects.length < events.length || objects.includes(tag.object)) return [];
		if (objects.flatMap((object) => repaired.get(`${name} ${object}`) ?? []).some((each) => isSameWord(each, tag))) return [];
		const object = objects.at(-1) ?? "";
		const fetch = all.has(object) ? "" : `git fetch origin ${object} && `;
		return [found("moved", "error", [name], `${name} was moved: the history recorded the tag ${object}, and it is ${tag.object} now, on ${tag.commit.slice(0, 7)}`, `To put it back: ${fetch}git update-ref 'refs/tags/${name}' ${object} && git push --force origin 'refs/tags/${name}'`)];
	});
}
/** Whether a repair gave it another name. */
function isRenamed(name, objects, repaired, tags) {
	const former = objects.flatMap((object) => repaired.get(`${name} ${object}`) ?? []);
	return former.length > 0 && tags.some((tag) => former.some((each) => isSameWord(each, tag)));
}
function goneTag(name, events) {
	const object = events.findLast((event) => event.object !== void 0)?.object;
	return found("gone", "warning", [name], `the history tells of ${name}, and there is no such tag here`, object === void 0 ? "Fetch it with `mlops sync`, if it was not removed on purpose." : `Fetch it with \`mlops sync\`; if it is gone there too: git update-ref 'refs/tags/${name}' ${object} && git push origin 'refs/tags/${name}'`);
}

// src/registry/crowded.ts
function crowdedCommits(tags) {
	return registryState(tags.filter(isAnnotated)).artifacts.flatMap((artifact) => {
		return [...Map.groupBy(artifact.versions.filter(({ version }) => isVersion(version)), ({ commit }) => commit)].filter(([, versions]) => versions.length > 1).map(([commit, versions]) => ({
			model: artifact.name,
			commit,
			versions: versionsFrom(artifact, commit, versions)
		}));
	});
}
function versionsFrom(artifact, commit, versions) {
	const events = artifact.events.filter((event) => event.commit === commit);
	const meant = Map.groupBy(events, ({ version }) => version);
	return versions.map(({ version, registration }) => {
		const own = meant.get(version) ?? [];
		return {
			version,
			time: registration?.time ?? Math.min(...own.map((event) => event.time)),
			tags: own.map(({ tag }) => tag).toSorted()
		};
	}).toReversed().toSorted((a, b) => a.time - b.time);
}

// src/registry/check.ts
/** Errors first. */
function checkRegistry(facts) {
	const state = registryState(facts.tags.filter(isAnnotated));
	return [
		...crowded(facts.tags),
		...created(facts.tags),
		...standing(facts.tags),
		...folders(facts.tags),
		...checkEvidence(facts, state),
		...stageClashes(facts),
		...repeated(state),
		...unregistered(state),
		...lightweight(facts.tags),
		...cases(facts.tags)
	].toSorted((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
}
function crowded(tags) {
	return crowdedCommits(tags).map(({ model, commit, versions }) => {
		const names = versions.map(({ version }) => version);
		return fixable("two-versions", "error", versions.flatMap((version) => version.tags), `${some(names)} of ${model} stand on one commit, ${commit.slice(0, 7)}: GTO stops when one of them has a stage`);
	});
}
function created(tags) {
	return tags.filter(({ name }) => stopsGto(name)).map(({ name }) => fixable("created", "error", [name], `${name} is a tag that GTO reads and has no meaning for: every command of GTO stops`));
}
/** What annotated tags stand on. */
function standing(tags) {
	return tags.filter((tag) => tag.type === "tag" && !isAnnotated(tag) && parseTag(tag.name) !== void 0).map(({ name, targetType }) => targetType === "tag" ? found("tag-of-tag", "warning", [name], `${name} is a tag of a tag: it counts for GTO, and not here`, `To make it count: git tag -f -a '${name}' '${name}^{commit}' -m '${name}' && git push --force origin 'refs/tags/${name}'`) : fixable("not-a-commit", "error", [name], `${name} is a tag of a ${targetType}, no commit: every command of GTO stops`));
}
/** A tag is a file, and where one stands no folder can: `team` and `team/model@v1.0.0`. */
function folders(tags) {
	const names = new Set(tags.map(({ name }) => name));
	const models = new Set(tags.flatMap(({ name }) => parseTag(name)?.artifact.replaceAll(":", "=") ?? []));
	return [...new Set([...models].flatMap((model) => foldersOf(model).filter((folder) => names.has(folder))))].map((name) => found("folder-clash", "error", [name], `the tag ${name} stands where versions of ${name}/… need a folder: Git can make none`, `git tag -d '${name}' && git push origin ':refs/tags/${name}', or give the model a name without "/".`));
}
/** `m#prod` without a number is a file where `m#prod/eu` needs a folder. */
function stageClashes({ tags, stages = [] }) {
	return clashingStages(tags, stages).map(({ tag, threatened }) => {
		const message = `${tag.name} stands where ${some(threatened)} of the same model would need a folder: Git can make none`;
		if (isAnnotated(tag)) return fixable("stage-clash", "warning", [tag.name], message);
		return found("stage-clash", "warning", [tag.name], message, `git tag -d '${tag.name}' && git push origin ':refs/tags/${tag.name}'`);
	});
}
/** Tags of a stage without a number, of which other stages are folders. @param stages besides those in use */
function clashingStages(tags, stages) {
	const used = tags.flatMap(({ name }) => {
		const meaning = parseTag(name);
		return meaning !== void 0 && "stage" in meaning ? [meaning.stage] : [];
	});
	const nested = [.../* @__PURE__ */ new Set([...stages, ...used])].filter((stage) => stage.includes("/")).toSorted();
	return tags.flatMap((tag) => {
		const meaning = parseTag(tag.name);
		if (meaning?.action !== "assign" || meaning.counter !== void 0) return [];
		const threatened = nested.filter((stage) => stage.startsWith(`${meaning.stage}/`));
		return threatened.length === 0 ? [] : [{
			tag,
			threatened
		}];
	});
}
function repeated({ artifacts }) {
	return artifacts.flatMap(({ name, versions, events }) => {
		const active = new Set(versions.filter((each) => each.isActive && isVersion(each.version)).map((each) => each.version));
		const registrations = events.filter((event) => event.kind === "registration" && active.has(event.version ?? ""));
		return [...Map.groupBy(registrations, (event) => event.version ?? "")].flatMap(([version, own]) => {
			if (own.length < 2) return [];
			const tags = own.map(({ tag }) => tag).toSorted();
			const places = new Set(own.map(({ commit }) => commit)).size;
			const harm = places > 1 ? `on ${places} commits: which one is meant cannot be told` : "twice: `gto show` of this model stops";
			const message = `${some(tags)} register ${name} ${version} ${harm}`;
			return [found("version-twice", "warning", tags, message, `Keep one: mlops registry history ${name} tells them apart`)];
		});
	});
}
function unregistered({ artifacts }) {
	return artifacts.flatMap(({ name, versions, events }) => versions.filter(({ version, stages }) => !isVersion(version) && stages.length > 0).map(({ commit, stages }) => {
		const own = events.filter((event) => event.commit === commit && event.kind === "assignment");
		return found("no-version", "warning", own.map(({ tag }) => tag).toSorted(), `${name} is in ${some(stages)} at ${commit.slice(0, 7)}, where no version of it is registered`, "Register the run of this commit and assign the stage to its version.");
	}));
}
function lightweight(tags) {
	return tags.filter(({ name, type }) => type !== "tag" && parseTag(name) !== void 0).map(({ name }) => found("lightweight", "warning", [name], `${name} is a lightweight tag: it registers nothing and keeps its number from being used`, `git tag -d '${name}' && git tag -a '${name}' COMMIT -m '${name}' (and git push --force origin '${name}')`));
}
function cases(tags) {
	const names = tags.map(({ name }) => name).filter((name) => parseTag(name) !== void 0);
	return [...Map.groupBy(names, (name) => name.toLowerCase()).values()].flatMap((same) => same.length < 2 ? [] : [found("case-clash", "warning", same, `${same.slice(0, 2).join(" and ")} are one file on macOS and Windows, where only one of them can be fetched`, "Name models in one case alone.")]);
}
function foldersOf(model) {
	const parts = model.split("/");
	return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

// src/registry/read-facts.ts
/** Where a repair keeps what it took away: `refs/mlops/replaced/<time>/<tag>`. */
const REPLACED = "refs/mlops/replaced";
/** A message holds no NUL, so NUL parts the fields and their number parts the tags. */
const FIELDS = [
	"refname",
	"objectname",
	"objecttype",
	"*objecttype",
	"*objectname",
	"*committerdate:unix",
	"*parent",
	"*tree",
	"taggerdate:unix",
	"taggername",
	"contents"
];
/** @throws MlopsError `git-failed` */
async function readRegistryFacts(git) {
	const format = FIELDS.map((field) => `%(${field})%00`).join("");
	const [text, shallow] = await Promise.all([git.text([
		"for-each-ref",
		`--format=${format}`,
		"refs/tags",
		REPLACED
	]), git.text(["rev-parse", "--is-shallow-repository"])]);
	const values = text.split("\0");
	const read = [];
	for (let start = 0; start + FIELDS.length <= values.length; start += FIELDS.length) {
		const [ref = "", object = "", type = "", targetType = "", target = "", ...rest] = values.slice(start, start + FIELDS.length);
		const [commitTime, parents = "", tree = "", time, tagger = "", message = ""] = rest;
		read.push({
			ref: ref.trimStart(),
			name: ref.trimStart().replace(/^refs\/(?:tags|mlops\/replaced\/[^/]+)\//, ""),
			object,
			type,
			targetType,
			commit: type === "tag" ? target : object,
			commitTime: Number(commitTime),
			...parents === "" && shallow === "true" ? {} : { parents: parents.split(" ").filter(Boolean) },
			tree,
			time: Number(time),
			tagger,
			message: type === "tag" ? message.trim() : ""
		});
	}
	const trees = await treesOf(git, read.flatMap(({ parents = [] }) => parents.length === 1 ? parents : []));
	const tags = read.map(({ ref, tree, ...tag }) => {
		const of = tag.parents?.length === 1 ? trees.get(tag.parents[0] ?? "") : void 0;
		return {
			isReplaced: ref.startsWith(`${REPLACED}/`),
			tag: of === void 0 ? tag : {
				...tag,
				hasFilesOfParent: of === tree
			}
		};
	});
	return {
		tags: tags.flatMap(({ isReplaced, tag }) => isReplaced ? [] : [tag]),
		replaced: tags.flatMap(({ isReplaced, tag }) => isReplaced ? [tag] : [])
	};
}
/** Trees of the commits that are here. */
async function treesOf(git, commits) {
	if (commits.length === 0) return /* @__PURE__ */ new Map();
	const text = await git.text([
		"log",
		"--no-walk=unsorted",
		"--ignore-missing",
		"--no-show-signature",
		"--format=%H %T",
		"--stdin"
	], `${[...new Set(commits)].join("\n")}\n`);
	return new Map(text.split("\n").map((line) => line.split(" ", 2)));
}

export { crowdedCommits as a, clashingStages as i, readRegistryFacts as n, isAnnotated as o, checkRegistry as r, isSameWord as s, REPLACED as t };