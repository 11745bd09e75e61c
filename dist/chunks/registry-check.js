import { t as loadSettings } from "./load-config.js";
import { t as MlopsError } from "./error.js";
import { n as withArguments, t as gitIn } from "./git.js";
import { l as remoteConfigOf } from "./objects.js";
import { J as listRefs, Y as pushRefs } from "./open-history.js";
import { h as REMOTE, v as registryError } from "./state.js";
import { a as writeCarrier, t as eventTag } from "./next-tag.js";
import { a as crowdedCommits, i as clashingStages, n as readRegistryFacts, o as isAnnotated, r as checkRegistry, s as isSameWord, t as REPLACED } from "./read-facts.js";
import { a as parseTag, s as stopsGto } from "./tag.js";
import { a as withWorkingDirectory, n as openLocalHistory } from "./local-history.js";
import { a as terminalLog, n as print, r as printJson, t as counted } from "./print.js";
import { r as printableLine } from "./printable.js";
import { t as fetchRegistryTags } from "./registry-tags.js";
import { styleText } from "node:util";

// src/registry/apply-repairs.ts
/**
* @param repairs of the tags that the clone has now
* @throws MlopsError as registering does; then the clone is as it was
*/
async function applyRepairs(place, repairs) {
	const git = gitIn(place.root);
	const time = place.clock().toISOString().replaceAll(/[-:]|\.\d+/g, "");
	const written = await writeAll(git, repairs, (tag) => `${REPLACED}/${time}/${tag}`);
	if (place.remote === void 0) {
		await moveLocally(git, written);
		return {
			done: written.map((each) => ({
				...each,
				isPushed: false
			})),
			refused: []
		};
	}
	const remote = withArguments(gitIn(place.root, remoteConfigOf(REMOTE, place.remote)), ["-c", "push.negotiate=false"]);
	const listed = await listRefs(remote, REMOTE, ["refs/tags/*"]);
	if ("failure" in listed) throw notPushed(registryError(listed.failure));
	const states = new Map(written.map((each) => [each, stateOf(each, listed.refs)]));
	const others = new Set(written.filter((each) => states.get(each) === "other").map(({ group }) => group));
	const accepted = written.filter(({ group }) => !others.has(group));
	const pushed = accepted.filter((each) => states.get(each) === "as-here");
	const changes = pushed.flatMap(changesOf);
	const failure = changes.length === 0 ? void 0 : await pushRefs(remote, REMOTE, changes);
	if (failure !== void 0) throw notPushed(registryError(failure));
	await moveLocally(git, accepted);
	return {
		done: accepted.map((each) => ({
			...each,
			isPushed: pushed.includes(each)
		})),
		refused: written.filter((each) => !accepted.includes(each))
	};
}
async function writeAll(git, repairs, keptAs) {
	const carriers = /* @__PURE__ */ new Map();
	const written = [];
	for (const repair of repairs) {
		const kept = keptAs(repair.tag);
		if (repair.to === void 0) {
			written.push({
				...repair,
				kept
			});
			continue;
		}
		const { name, carrier } = repair.to;
		const key = JSON.stringify(carrier);
		const commit = carriers.get(key) ?? (carrier === void 0 ? void 0 : await writeCarrier(git, carrier.of, carrier.subject, carrier.time));
		if (commit !== void 0) carriers.set(key, commit);
		const became = await rewriteTag(git, repair.object, name, commit);
		written.push({
			...repair,
			kept,
			became,
			...commit === void 0 ? {} : { commit }
		});
	}
	return written;
}
/** Writes a tag object anew: another name, another commit, everything else as it was but for the signature. */
async function rewriteTag(git, object, name, commit) {
	const { code, stdout, stderr } = await git.exec([
		"cat-file",
		"tag",
		object
	]);
	if (code !== 0) throw new MlopsError("git-failed", `the tag object ${object} cannot be read: ${stderr.trim()}`, "Run `git fsck`.");
	const raw = stdout.toString("latin1");
	const end = raw.indexOf("\n\n");
	const head = raw.slice(0, end).replace(/^object .*$/m, (line) => commit === void 0 ? line : `object ${commit}`).replace(/^tag .*$/m, () => `tag ${name}`).replaceAll(/^gpgsig(?:-sha256)? .*(?:\n .*)*\n?/gm, "").trimEnd();
	const message = raw.slice(end + 2).replace(/^-----BEGIN (?:PGP|SSH|SIGNED) [\s\S]*$/m, "");
	const { stdout: id } = await git.exec([
		"hash-object",
		"-t",
		"tag",
		"-w",
		"--stdin"
	], Buffer.from(`${head}\n\n${message}`, "latin1"));
	return id.toString().trim();
}
/** - `as-here`: to be mended - `mended`: as it shall be, or not there - `other`: somebody has another tag of this name */
function stateOf({ tag, object, to, became }, refs) {
	const there = refs.get(`refs/tags/${tag}`);
	const target = to === void 0 ? void 0 : refs.get(`refs/tags/${to.name}`);
	if (there === object) return to === void 0 || to.name === tag || target === void 0 ? "as-here" : "other";
	if (there === void 0) return target === void 0 || target === became ? "mended" : "other";
	return to?.name === tag && there === became ? "mended" : "other";
}
function changesOf({ tag, object, to, became, kept }) {
	const ref = `refs/tags/${tag}`;
	const keep = {
		ref: kept,
		to: object,
		from: void 0
	};
	if (to === void 0 || became === void 0) return [keep, {
		ref,
		to: void 0,
		from: object
	}];
	if (to.name === tag) return [keep, {
		ref,
		to: became,
		from: object
	}];
	return [
		keep,
		{
			ref,
			to: void 0,
			from: object
		},
		{
			ref: `refs/tags/${to.name}`,
			to: became,
			from: void 0
		}
	];
}
async function moveLocally(git, written) {
	const lines = written.flatMap(changesOf).map(({ ref, to, from }) => {
		if (to === void 0) return `delete ${ref} ${from ?? ""}`;
		return from === void 0 ? `create ${ref} ${to}` : `update ${ref} ${to} ${from}`;
	});
	if (lines.length > 0) await git.text(["update-ref", "--stdin"], `${lines.join("\n")}\n`);
}
function notPushed({ code, message }) {
	return new MlopsError(code, `the repair could not be pushed, and this clone is as it was: ${message}`, "Run it again when the remote lets it; `--no-push` mends this clone alone. Tag rulesets may forbid to move tags.");
}

// src/registry/repair.ts
/** At most one for each tag. */
function repairsOf({ tags, stages = [] }) {
	const repairs = /* @__PURE__ */ new Map();
	const byName = new Map(tags.map((tag) => [tag.name, tag]));
	for (const repair of [...removals(tags), ...separations(tags, byName)]) repairs.set(repair.tag, repair);
	for (const { name, ...renaming } of renamings(tags, stages)) {
		const before = repairs.get(renaming.tag);
		repairs.set(renaming.tag, {
			...renaming,
			group: before?.group ?? renaming.tag,
			why: before === void 0 ? renaming.why : `${before.why}; ${renaming.why}`,
			to: name === void 0 ? void 0 : {
				...before?.to,
				name
			}
		});
	}
	return [...repairs.values()];
}
function removals(tags) {
	return tags.flatMap(({ name, object, type, targetType }) => {
		const common = {
			tag: name,
			object,
			group: name
		};
		if (stopsGto(name)) return [{
			...common,
			id: "created",
			why: "it has no meaning, and GTO stops at it"
		}];
		if (type !== "tag" || targetType === "commit" || targetType === "tag" || parseTag(name) === void 0) return [];
		return [{
			...common,
			id: "not-a-commit",
			why: `it stands on a ${targetType}, and GTO stops at it`
		}];
	});
}
function separations(tags, byName) {
	return crowdedCommits(tags).flatMap(({ model, commit, versions: [first, ...others] }) => others.flatMap(({ version, time, tags: names }) => {
		const carrier = {
			of: commit,
			subject: `Register ${model} ${version}`,
			time
		};
		return names.map((name) => {
			const object = byName.get(name)?.object ?? "";
			const why = `${model} ${first?.version ?? ""} stands on the same commit, and GTO allows one version`;
			return {
				id: "two-versions",
				tag: name,
				object,
				to: {
					name,
					carrier
				},
				why,
				group: `${model} ${commit}`
			};
		});
	}));
}
function renamings(tags, stages) {
	const names = new Set(tags.map(({ name }) => name));
	return clashingStages(tags, stages).flatMap(({ tag, threatened }) => {
		const meaning = parseTag(tag.name);
		if (meaning?.action !== "assign" || !isAnnotated(tag)) return [];
		const common = {
			id: "stage-clash",
			tag: tag.name,
			object: tag.object
		};
		const why = `${threatened[0] ?? ""} needs a folder where it stands`;
		const twin = tags.find((each) => each !== tag && isSameWord(tag, each));
		if (twin !== void 0) return [{
			...common,
			why: `${why}, and ${twin.name} says the same`
		}];
		const name = numbered(meaning.artifact, meaning.stage, names);
		if (name === void 0) return [];
		names.add(name);
		return [{
			...common,
			why,
			name
		}];
	});
}
/** Undefined where a tag of this name cannot exist everywhere; that one is there already is somebody else's doing. */
function numbered(artifact, stage, names) {
	try {
		return eventTag(artifact, {
			action: "assign",
			stage
		}, names);
	} catch (error) {
		if (error instanceof MlopsError) return void 0;
		throw error;
	}
}

// src/cli/commands/registry-check.ts
/** Exit status 1 when there are errors, or are still some after the repair. */
async function checkRegistryTags(options) {
	const log = terminalLog(options.json);
	const opened = await openLocalHistory(options, log);
	const { git, remoteUrl, root } = opened.workspace;
	const isPushed = options.fix && options.push && remoteUrl !== void 0;
	const around = {
		known: await knownTags(opened.history, log),
		stages: await configuredStages(options, opened)
	};
	const read = async () => ({
		...around,
		...await readRegistryFacts(git)
	});
	const remote = isPushed ? {
		url: remoteUrl,
		config: {}
	} : void 0;
	const apply = async (repairs) => applyRepairs({
		root,
		remote,
		clock: () => /* @__PURE__ */ new Date()
	}, repairs);
	const cleared = remote === void 0 ? NONE : await bringTags(git, log, read, apply);
	const facts = await read();
	const applied = options.fix ? united(cleared, await apply(repairsOf(facts))) : NONE;
	const now = applied.done.length === 0 ? facts : await read();
	const findings = checkRegistry(now);
	if (options.json) printJson({
		findings,
		repaired: applied.done,
		refused: applied.refused
	});
	else print(renderCheck(findings, applied, facts));
	return findings.some(({ severity }) => severity === "error") ? 1 : 0;
}
const NONE = {
	done: [],
	refused: []
};
function united(first, then) {
	return {
		done: [...first.done, ...then.done],
		refused: [...first.refused, ...then.refused]
	};
}
/**
* Fetches the registry's tags that only origin has: one of them may give a stage to one of two versions, and has to move
* with it. Where a tag of this clone stands in the way of one of them, it is renamed first.
*/
async function bringTags(git, log, read, apply) {
	const quiet = {
		...log,
		warn: (message) => log.debug(message)
	};
	try {
		await fetchRegistryTags(git, quiet);
		return NONE;
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		const facts = await read();
		const clashes = repairsOf({
			...facts,
			stages: [...facts.stages ?? [], ...await stagesAtOrigin(git)]
		}).filter(({ id, to }) => id === "stage-clash" && to?.carrier === void 0);
		if (clashes.length === 0) throw error;
		const applied = await apply(clashes);
		await fetchRegistryTags(git, quiet);
		return applied;
	}
}
async function stagesAtOrigin(git) {
	return (await git.text([
		"ls-remote",
		"--refs",
		"--tags",
		"origin"
	])).split("\n").flatMap((line) => {
		const meaning = parseTag(line.replace(/^\S+\trefs\/tags\//, ""));
		return meaning !== void 0 && "stage" in meaning ? [meaning.stage] : [];
	});
}
/** Tags that the tracking branch tells of. A history that cannot be read is a warning: the tags are there all the same. */
async function knownTags(history, log) {
	try {
		const isTold = ({ type }) => type === "registration" || type === "assignment";
		const lines = await history.lines({
			matches: ({ events = [] }) => events.some(isTold),
			withDeleted: true
		});
		return (await history.readStates(lines)).flatMap(({ events }) => events).flatMap((event) => event.type === "registration" || event.type === "assignment" ? [{
			tag: event.tag,
			object: event.object
		}] : []);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`what the history recorded of the tags is not compared: ${error.message}`);
		return [];
	}
}
async function configuredStages(options, { workspace }) {
	const inputs = await withWorkingDirectory({
		repo: options.repo,
		inputs: {}
	}, workspace);
	return ((await loadSettings(inputs, {
		root: workspace.root,
		repository: "model"
	}).catch(() => void 0))?.stages ?? []).map(({ name }) => name);
}
/** A registry of thousands of tags may have one thing wrong with all of them. */
const SHOWN = 50;
function renderCheck(findings, { done, refused }, facts) {
	const errors = findings.filter(({ severity }) => severity === "error").length;
	const warnings = findings.length - errors;
	const bad = findings.length === 0 ? "nothing is wrong" : `${counted(errors, "error")}, ${counted(warnings, "warning")}`;
	return [
		...done.map(renderRepair),
		...refused.map(({ tag }) => printableLine(`not mended: ${tag} is another tag at origin than here; \`mlops doctor --check registry-sync\` says more`)),
		...done.some(({ isPushed }) => isPushed) ? ["In other clones the same command takes this over."] : [],
		...findings.slice(0, SHOWN).map(renderFinding),
		...findings.length > SHOWN ? [`… and ${findings.length - SHOWN} more; --json lists all`] : [],
		`${counted(facts.tags.length, "tag")}: ${bad}`
	].join("\n");
}
function renderRepair({ tag, to, commit, kept, why, isPushed }) {
	const name = to?.name === tag ? "written anew" : `renamed to ${to?.name ?? ""}`;
	const what = to === void 0 ? "removed" : `${name}${commit === void 0 ? "" : ` on ${commit.slice(0, 7)}`}`;
	const where = isPushed ? "here and at origin" : "here";
	return `${styleText("green", "✓")} ${printableLine(`${tag}: ${what} ${where}, since ${why}; kept as ${kept}`)}`;
}
function renderFinding({ id, severity, message, fix }) {
	return `${severity === "error" ? styleText("red", "✗") : styleText("yellow", "!")} ${id}: ${printableLine(message)}\n    ${printableLine(fix)}`;
}

export { checkRegistryTags };