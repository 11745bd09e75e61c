import { n as suggestion } from "./nearest.js";
import { n as environmentState, t as environmentOf } from "./live.js";
import { t as MlopsError } from "./error.js";
import { t as appendEvent } from "./append-event.js";
import { n as holderOf, p as plainLine, r as latestVersion } from "./state.js";
import { t as readDeployments } from "./read-deployments.js";
import { t as registryAccess } from "./registry-access.js";
import { n as redactorFrom } from "./redact.js";
import { n as readActor } from "./event-writer.js";
import { r as readableTrackingBranch } from "./local-history.js";
import { t as localPorts } from "./local-ports.js";
import { a as terminalLog, n as print, r as printJson } from "./print.js";
import { r as printableLine } from "./printable.js";
import { n as openWorkspace } from "./workspace.js";

// src/registry/deprecation.ts
/**
* What is to be written.
* @param served stages of the model whose version is deployed and answers
* @throws MlopsError `not-found` for a version or stage that the model does not have, `deletion-refused` for what is in
*   use, unless it is forced
*/
function decideDeprecation(artifact, wanted, served) {
	if (wanted.version === void 0) return decideModel(artifact, wanted, served);
	const version = findVersion(artifact, wanted.version, wanted.stage);
	return wanted.stage === void 0 ? decideVersion(artifact, version, wanted, served) : decideStage(artifact, version, {
		...wanted,
		stage: wanted.stage
	}, served);
}
/** The message of the tag: what, why, by whom. */
function renderDeprecationMessage({ model, version, stage }, why) {
	const what = version === void 0 ? `Deprecate ${model}` : stage === void 0 ? `Take ${model} ${version} back` : `Take ${stage} from ${model} ${version}`;
	const { reason, actor, against } = why;
	const lines = [
		...reason === void 0 ? [] : [`Reason: ${plainLine(reason)}`],
		...actor === void 0 ? [] : [`By: ${plainLine(actor)}`],
		...against === void 0 ? [] : [`Forced, although ${plainLine(against)}`]
	];
	return `${[what, ...lines.length === 0 ? [] : ["", ...lines]].join("\n")}\n`;
}
function decideModel(artifact, { force }, served) {
	if (!artifact.isActive) return { unchanged: `${artifact.name} is deprecated already${since(artifact, "deprecation")}` };
	const against = allowed(`${artifact.name} cannot be deprecated`, served.size === 0 ? void 0 : servedText(artifact, served), force);
	const held = Object.entries(artifact.stages).map(([stage, holders]) => `${stage} (${holders[0]?.version})`);
	const consequences = held.length === 0 ? [] : [`its stages are hidden with it, and nothing is stopped: ${held.join(", ")}`];
	return {
		action: { action: "deprecate" },
		commit: artifact.events[0]?.commit ?? "",
		consequences,
		...against
	};
}
function decideVersion(artifact, version, { model, force }, served) {
	const name = `${model} ${version.version}`;
	if (!version.isActive) return { unchanged: `${name} was taken back already${since(artifact, "deregistration", version.version)}` };
	const held = Object.keys(artifact.stages).filter((stage) => holderOf(artifact, stage)?.version === version.version);
	const isServed = held.filter((stage) => served.has(stage));
	const live = isServed.length === 0 ? "" : `, and is being served in ${isServed.join(" and ")}`;
	const against = allowed(`${name} cannot be taken back`, held.length === 0 ? void 0 : `it is in ${held.join(" and ")}, which would go with it${live}`, force);
	const latest = latestVersion(artifact)?.version === version.version ? [latestWithout(artifact, version)] : [];
	return {
		action: {
			action: "deregister",
			version: version.version
		},
		commit: version.commit,
		consequences: [...latest, ...held.map((stage) => successor(artifact, stage, version))],
		...against
	};
}
function decideStage(artifact, version, { model, stage, force }, served) {
	const name = `${model} ${version.version}`;
	if (!version.stages.includes(stage)) {
		if (artifact.events.some((event) => event.version === version.version && event.stage === stage)) return { unchanged: `${name} is not in ${stage} any more${since(artifact, "unassignment", version.version, stage)}` };
		const stages = version.stages.length === 0 ? "; it is in no stage" : `, ${suggestion(stage, version.stages)}`;
		throw new MlopsError("not-found", `${name} is not in ${stage}${stages}`, "`mlops registry` shows who is in which stage.");
	}
	if (version.version === version.commit) {
		const [holder] = (artifact.stages[stage] ?? []).filter((each) => each.version === version.version);
		throw new MlopsError("deletion-refused", `${stage} was assigned to commit ${version.commit.slice(0, 7)}, which no version stands on: GTO never takes it back`, holder === void 0 ? "Delete the tag that assigns it." : `Delete the tag: git push origin ':refs/tags/${holder.tag}'`);
	}
	const isHolder = holderOf(artifact, stage)?.version === version.version;
	const against = allowed(`${stage} cannot be taken from ${name}`, isHolder && served.has(stage) ? servedText(artifact, /* @__PURE__ */ new Set([stage])) : void 0, force);
	return {
		action: {
			action: "unassign",
			stage
		},
		commit: version.commit,
		consequences: isHolder ? [successor(artifact, stage, version)] : [],
		...against
	};
}
/** Of several of one name, as GTO would not write them, the one that is meant: in the stage, else active. */
function findVersion(artifact, wanted, stage) {
	const found = artifact.versions.filter(({ version }) => version === wanted);
	const meant = found.find((each) => stage !== void 0 && each.stages.includes(stage)) ?? found.find((each) => each.isActive) ?? found[0];
	if (meant !== void 0 && (stage !== void 0 || meant.version !== meant.commit)) return meant;
	const known = artifact.versions.filter((each) => each.version !== each.commit).map(({ version }) => version);
	throw new MlopsError("not-found", `${artifact.name} has no version ${wanted}${known.length === 0 ? "" : `, ${suggestion(wanted, known.slice(0, 20))}`}`, `\`mlops registry history ${artifact.name}\` lists the versions; \`mlops sync\` fetches those of origin.`);
}
/** As GTO has it, a stage falls back to the version that got it before and still has it. */
function successor({ stages }, stage, { version }) {
	const next = stages[stage]?.find((holder) => holder.version !== version);
	return next === void 0 ? `no version is in ${stage} any more` : `${stage} is ${next.version} again, which had it before`;
}
function latestWithout(artifact, { version }) {
	const next = latestVersion({
		...artifact,
		versions: artifact.versions.filter((each) => each.version !== version)
	});
	return next === void 0 ? "it was the only version" : `the latest version is ${next.version} again`;
}
function servedText(artifact, served) {
	return [...served].map((stage) => `${holderOf(artifact, stage)?.version} is being served in ${stage}`).join(", ");
}
/** When it happened and which tag says so. */
function since({ events }, kind, version, stage) {
	const event = events.find((each) => each.kind === kind && each.version === version && each.stage === stage);
	return event === void 0 ? "" : ` (${event.tag})`;
}
/** What speaks against it is only passed on, to be recorded, where it is forced. */
function allowed(what, against, force) {
	if (against === void 0) return {};
	if (force) return { against };
	throw new MlopsError("deletion-refused", `${what}: ${against}`, "Put another version there first, or say --force: the tag is written, and what is deployed stays as it is.");
}

// src/pipeline/versions/deprecate-model.ts
/**
* Writes the tag, unless it is so already.
* @throws MlopsError `usage`, `not-found`, `deletion-refused`, and what `appendEvent` throws
*/
async function deprecateModel(request, ports) {
	const { model, version, stage } = request;
	let consequences = [];
	const done = await appendEvent(registryAccess(ports), model, async (artifact) => {
		if (artifact === void 0) throw await unknownModel(model, ports);
		const decided = decideDeprecation(artifact, request, await servedStages(artifact, ports));
		if ("unchanged" in decided) return { settled: decided.unchanged };
		({consequences} = decided);
		const message = renderDeprecationMessage(request, {
			...request,
			against: decided.against
		});
		return { write: {
			action: decided.action,
			commit: decided.commit,
			message
		} };
	});
	return "written" in done ? {
		model,
		version,
		stage,
		tag: done.written.tag,
		unchanged: void 0,
		consequences
	} : {
		model,
		version,
		stage,
		tag: void 0,
		unchanged: done.settled,
		consequences: []
	};
}
/** Stages whose version is live there, as far as the history knows. */
async function servedStages({ name: model, stages }, { history, log }) {
	try {
		const events = Object.keys(stages).length === 0 ? [] : await readDeployments(history);
		const served = Object.entries(stages).filter(([stage, [holder]]) => {
			const live = environmentState(events, environmentOf(model, stage))?.live;
			return live !== void 0 && live.version === holder?.version;
		});
		return new Set(served.map(([stage]) => stage));
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`what of ${model} is being served is not known: ${error.message}`);
		return /* @__PURE__ */ new Set();
	}
}
/** What the repository at hand knows helps to say what was meant. */
async function unknownModel(model, { registry }) {
	const known = (await registry.read()).artifacts.map(({ name }) => name);
	if (known.includes(model)) return new MlopsError("not-found", `${model} is registered in this repository only, not at the remote`, "Say --no-push to write the tag here, or push its versions first: `mlops register RUN`.");
	return new MlopsError("not-found", `no model "${model}" is registered${known.length === 0 ? "" : `, ${suggestion(model, known.slice(0, 20))}`}`, "`mlops registry` lists the models; `mlops sync` fetches those of origin.");
}

// src/cli/commands/deprecate.ts
async function deprecate(words, options) {
	const [model, version, stage] = spreadOut(words);
	const workspace = await openWorkspace(options.repo);
	const log = terminalLog(options.json);
	const trackingBranch = await readableTrackingBranch(options, workspace, log);
	const ports = await localPorts(workspace, {
		trackingBranch,
		pushTags: options.push,
		log
	});
	const redact = redactorFrom(process.env);
	const reason = options.reason === void 0 ? void 0 : redact(options.reason.trim()) || void 0;
	const actor = await readActor(workspace.git, redact);
	const deprecated = await deprecateModel({
		model,
		version,
		stage,
		reason,
		actor,
		force: options.force
	}, ports);
	if (options.json) printJson(deprecated);
	else print(renderDeprecated(deprecated));
	return 0;
}
/** `model@v1.2.3`, as all other commands name a version, is the model and its version. */
function spreadOut(words) {
	const [first, second, third] = words;
	const at = first.lastIndexOf("@");
	return at > 0 && third === void 0 ? [
		first.slice(0, at),
		first.slice(at + 1),
		second
	] : words;
}
function renderDeprecated({ model, version, stage, tag, unchanged, consequences }) {
	const what = version === void 0 ? `${model} is deprecated` : stage === void 0 ? `${model} ${version} is taken back` : `${model} ${version} is no longer in ${stage}`;
	return (tag === void 0 ? [`nothing to do: ${unchanged}`] : [`${what}: ${tag}`, ...consequences]).map(printableLine).join("\n");
}

export { deprecate };