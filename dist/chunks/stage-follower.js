import { t as MlopsError } from "./error.js";
import { f as isVersion, r as isName } from "./tag.js";
import { i as problemsOf, r as problemsError } from "./parse-config.js";
import { m as ModelName } from "./schema.js";
import { f as record, m as string, p as strictObject } from "./zod.js";
import { n as require_dist, t as parseYamlText } from "./yaml-text.js";
import { c as finiteOf } from "./direction.js";
import { h as table, i as formatDelta, m as md, s as formatReading, t as chooseFormat, u as code } from "./number-format.js";
import { c as link } from "./report-view.js";
import { t as _usingCtx } from "./usingCtx.js";
import { c as renderPromotionMessage } from "./state.js";
import { a as recordAssignment, b as recordOutcome, d as requireVersion, f as doubtsOn, i as requireReason, l as requireOwnModel, m as commitFile, n as heldAlready, p as manifestCommitter, r as promoteVersion, t as championOf, u as requireStage } from "./promote-version.js";
import { t as deployVersion } from "./deploy-version.js";
import { t as environmentOf } from "./live.js";
import { r as evidenceOf } from "./evidence.js";
import { n as versionBefore, s as releasePage, t as bannedVersions } from "./ban.js";
import { t as registryAccess } from "./registry-access.js";
import { t as appendEvent } from "./append-event.js";
import { t as findTracked } from "./version-chain.js";
import { c as parseWorkflow, s as triggersOf } from "./workflow3.js";
import { join } from "node:path";
import { createHash } from "node:crypto";

// src/pipeline/settle.ts
/**
* 0 done; 1 the training did not finish; 3 verdict fail; 4 verdict inconclusive, where `fail-on` counts them.
*/
function exitStatusFor(run, failOn) {
	if (run.status !== "finished") return 1;
	if (failOn === "never") return 0;
	if (run.verdict === "fail") return 3;
	return run.verdict === "inconclusive" && failOn === "inconclusive" ? 4 : 0;
}
/** What the check on the commit says: no gate and no answer are no success, and fail nothing either. */
function checkConclusion(exitStatus, verdict) {
	if (exitStatus !== 0) return "failure";
	return verdict === "pass" ? "success" : "neutral";
}
/**
* The same for the legs of a matrix. A leg without a record is no pass; `fail-on: never` is for those whose jobs leave none
* on purpose.
*/
function exitStatusForLegs(legs, failOn) {
	const found = exitStatusFor({
		status: legs.statuses.find((each) => each !== "finished") ?? "finished",
		verdict: legs.verdict
	}, failOn);
	return found === 0 && legs.areMissing && failOn !== "never" ? 1 : found;
}
/** Of a version that was refused a stage: 3 for a verdict that fails, 4 for one that is inconclusive, 1 for anything else. */
function exitStatusOfRefusal(verdict) {
	if (verdict === "fail") return 3;
	return verdict === "inconclusive" ? 4 : 1;
}

// src/pipeline/promotion/roll-back.ts
/**
* Assigns the stage to the version before, or to `to`.
* @param preflight throws where what follows the tag could not be done
* @throws MlopsError `usage` as `promoteVersion`, `not-found` where nothing holds the stage or nothing held it before, `release-refused` for a version
*   that was rolled back from, `artifact-mismatch` for one that is not what was registered, and those of the registry
*/
async function rollBack(request, ports, preflight = async () => {}) {
	const { model, stage, settings, force, reason } = request;
	requireReason(force, reason);
	requireOwnModel(settings, model);
	requireStage(settings, stage);
	let promotion;
	const decided = await appendEvent(registryAccess(ports), model, async (artifact) => {
		const found = findTarget(artifact, request);
		const { target, held } = found;
		if (held !== void 0) return { settled: held };
		await requireBelieved(target, ports);
		await preflight(target);
		promotion = rollbackTo(found, request);
		return { write: {
			action: {
				action: "assign",
				stage
			},
			commit: target.commit,
			message: renderPromotionMessage(promotion)
		} };
	});
	if ("settled" in decided) {
		const { settled } = decided;
		await recordAssignment(settled.promotion, settled.written, ports);
		return settled;
	}
	if (promotion === void 0) throw new TypeError("a tag was written that nobody decided on");
	const { written } = decided;
	ports.log.info(`rolled ${stage} of ${model} back to ${promotion.version}: ${written.tag}`);
	await recordAssignment(promotion, written, ports);
	return {
		outcome: "assigned",
		promotion,
		written
	};
}
/**
* That a version which is to come back is the one that was registered: what speaks against its evidence counts less than
* what is live and bad, but other files are another model. A history that cannot be read keeps nobody from going back.
* @throws MlopsError `artifact-mismatch`
*/
async function requireBelieved(target, { history, log }) {
	const { version, registration } = target;
	const evidence = evidenceOf(target);
	if (registration === void 0 || evidence === void 0) return;
	const tracked = await findTracked(evidence.run, history).catch((error) => {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`the tag of ${version} is not held against its run: ${error.message}`);
	});
	const doubt = tracked && doubtsOn(registration, evidence, tracked).find(({ isCertain }) => isCertain);
	if (doubt === void 0) return;
	throw new MlopsError("artifact-mismatch", `${version} does not come back: ${doubt.words}`, `Go back to another version with --to; \`mlops verify ${registration.artifact}@${version}\` shows what is wrong.`);
}
/**
* Where a stage would go back to.
* @throws MlopsError as `rollBack`
*/
function findTarget(artifact, { model, stage, to, force, from, url }) {
	const current = artifact === void 0 ? void 0 : championOf(artifact, stage);
	if (artifact === void 0 || current === void 0) throw new MlopsError("not-found", `no version of the model "${model}" is in the stage ${stage}, so there is nothing to roll back`, "`mlops registry` shows which stages have a version.");
	if (from !== void 0 && current.version !== from) return {
		target: current,
		current,
		held: heldAlready(artifact, current, stage),
		ban: void 0
	};
	const given = heldAlready(artifact, current, stage);
	const isDone = to === void 0 && given?.promotion.kind === "rollback" && given.promotion.url === url;
	if (url !== void 0 && isDone) return {
		target: current,
		current,
		held: given,
		ban: void 0
	};
	const wanted = to ?? versionBefore(artifact, stage);
	if (wanted === void 0) throw new MlopsError("not-found", `${current.version} is the first good version of the model "${model}" in ${stage}: none is before it`, `Name a version with --to, promote another one, or take the stage away: \`mlops deprecate ${model} ${current.version} ${stage}\`.`);
	const target = requireVersion(artifact, model, wanted);
	if (target.version === current.version) return {
		target,
		current,
		held: given,
		ban: void 0
	};
	const ban = bannedVersions(artifact).get(target.version);
	if (ban !== void 0 && !force) {
		const why = ban.reason === void 0 ? "" : `: ${ban.reason}`;
		throw new MlopsError("release-refused", `${ban.stage} was rolled back from ${target.version} itself${why}`, "Go back to another version with --to, or say --force and --reason if it is good after all.");
	}
	return {
		target,
		current,
		held: void 0,
		ban
	};
}
function rollbackTo({ target, current, ban }, { model, stage, reason, isAutomatic, actor, url }) {
	const evidence = evidenceOf(target);
	return {
		schema: 1,
		kind: "rollback",
		model,
		version: target.version,
		stage,
		...evidence === void 0 ? {} : { run: evidence.run },
		...evidence?.model_digest === void 0 ? {} : { model_digest: evidence.model_digest },
		...evidence?.verdict === void 0 ? {} : { verdict: evidence.verdict },
		metrics: evidence?.metrics ?? {},
		gates: [],
		replaces: current.version,
		...isAutomatic ? { automatic: true } : {},
		...ban === void 0 ? {} : {
			forced: true,
			against: `${ban.stage} was rolled back from it`
		},
		...reason === void 0 ? {} : { reason },
		...actor === void 0 ? {} : { actor },
		...url === void 0 ? {} : { url }
	};
}

// src/pipeline/promotion/take-back.ts
/**
* @returns undefined where somebody gave the stage to another version meanwhile, whose own deployment follows
* @throws MlopsError as `rollBack`
*/
async function takeBack(stage, ports) {
	const { model, failed, restored, failure, actor, url } = stage;
	const assigned = await rollBack({
		settings: {
			model,
			configFile: void 0,
			stages: void 0,
			deploy: void 0
		},
		model,
		stage: stage.stage,
		from: failed,
		to: restored,
		reason: `the deployment of ${failed} failed: ${failure}`,
		force: true,
		isAutomatic: true,
		actor,
		url
	}, ports);
	const { version } = assigned.promotion;
	if (version === restored) return assigned;
	ports.log.warn(`${stage.stage} of ${model} was given to ${version} meanwhile, and is left to it`);
}

// src/pipeline/promotion/assign-stage.ts
const NOTHING_FOLLOWS = {
	preflight: async () => {},
	follow: async () => ({ kind: "nothing" })
};
/**
* @throws MlopsError as `promoteVersion` does, and where what follows the tag cannot be begun
*/
async function assignStage(request, following, ports) {
	const { follower, propose } = following;
	const promoted = await promoteVersion(request, ports, follower.preflight);
	if (promoted.outcome === "refused") return promoted;
	if (promoted.outcome === "proposable") {
		const proposed = await propose(promoted);
		if (proposed === void 0) return assignStage({
			...request,
			isApproved: true
		}, following, ports);
		return {
			outcome: "proposed",
			promotion: promoted.promotion,
			...proposed
		};
	}
	return {
		...promoted,
		followed: await follower.follow(promoted)
	};
}

// src/deployment/stage-file.ts
var import_dist = require_dist();
const FOLDER = "deploy";
const MAX_MODELS = 1e3;
const WishedVersion = strictObject({
	version: string().max(100).refine(isVersion, "a version such as v1.2.3"),
	digest: string().regex(/^[0-9a-f]{64}$/, "a SHA-256 in hexadecimal").exactOptional(),
	forced: string().min(1).max(2e3).exactOptional()
});
const StageFile = strictObject({ models: record(ModelName, WishedVersion).nullable().default({}) });
/** The path of a stage's file, from the root of the repository. */
function stageFilePath(stage) {
	return `${FOLDER}/${stage}.yaml`;
}
/** The stage whose file has this path; undefined for any other path. */
function stageOfFile(path) {
	const stage = /^deploy\/(.+)\.yaml$/.exec(path)?.[1];
	return stage !== void 0 && isName(stage) ? stage : void 0;
}
/**
* What a stage file wishes, in its order.
* @param path how messages name it
* @throws MlopsError `config-invalid` with everything that is wrong with it, and where
*/
function parseStageFile(text, path) {
	const yaml = parseYamlText(text, path);
	const refuse = (problems) => {
		throw problemsError("config-invalid", problems, `Correct ${path}: ${FORM}`);
	};
	if (yaml.problems.length > 0) return refuse(yaml.problems);
	const value = yaml.value ?? {};
	const hidden = hiddenModels(value).map((key) => ({
		path: ["models"],
		key,
		message: `"${key}" is no name`
	}));
	const parsed = StageFile.safeParse(value);
	const found = (parsed.success ? [] : parsed.error.issues).slice(0, 20).flatMap((issue) => problemsOf(issue, value, keysAt));
	const problems = [...hidden, ...found].map(({ path: at, key, message }) => ({
		place: yaml.placeOf(at, key),
		message
	}));
	if (!parsed.success || problems.length > 0) return refuse(problems);
	const models = Object.entries(parsed.data.models ?? {});
	if (models.length > MAX_MODELS) {
		const message = `${models.length} models; at most ${MAX_MODELS} are read`;
		return refuse([{
			place: yaml.placeOf(["models"]),
			message
		}]);
	}
	return models.map(([model, wish]) => ({
		model,
		...wish
	}));
}
/** Whether a text is meant to be a stage file: `deploy` is a folder that many things lie in. */
function isStageFile(text) {
	const { value } = parseYamlText(text, "");
	return typeof value === "object" && value !== null && Object.hasOwn(value, "models");
}
/**
* The file with this wish in the place of the model's one before. Comments and all other models stay; a file that wishes
* it already stays as it is, to the letter.
* @param text undefined: there is no file yet
* @throws MlopsError `config-invalid` as `parseStageFile`
*/
function editStageFile(text, stage, wish) {
	const path = stageFilePath(stage);
	const present = text === void 0 ? [] : parseStageFile(text, path);
	if (present.some((each) => isSameWish(each, wish))) return text ?? "";
	const isNew = text === void 0 || text.trim() === "";
	const document = (0, import_dist.parseDocument)(isNew ? newFile(stage) : text, { version: "1.2" });
	setWish(document, wish);
	const edited = document.toString(styleOf(text ?? ""));
	requireOnly(wish, present, parseStageFile(edited, path), path);
	return edited;
}
/** An anchor may be shared by several models: changing one would change the others without a word. */
function requireOnly(wish, before, after, path) {
	const others = before.filter(({ model }) => model !== wish.model);
	if (after.length === others.length + 1 && [wish, ...others].every((each) => after.some((found) => isSameWish(found, each)))) return;
	throw problemsError("config-invalid", [{
		place: { file: path },
		message: `${wish.model} shares its lines with other models, by an anchor`
	}], "Write them out for each model.");
}
/** Indentation and braces as they are, so that a change shows only what changed. */
function styleOf(text) {
	const indent = /^( +)[^\s#]/m.exec(text)?.[1]?.length ?? 2;
	return {
		lineWidth: 0,
		indent: Math.min(indent, 8),
		flowCollectionPadding: !/\{\S/.test(text)
	};
}
/** Whether they say the same of a model; a stage is not looked at. */
function isSameWish(a, b) {
	return a.model === b.model && a.version === b.version && a.digest === b.digest && a.forced === b.forced;
}
function setWish(document, { model, version, digest, forced }) {
	const root = document.contents;
	if (!(0, import_dist.isMap)(root)) document.contents = document.createNode({});
	const models = mapAt(document, ["models"]);
	const isOwn = (0, import_dist.isMap)(models.get(model, true)) && !(0, import_dist.isAlias)(models.get(model, true));
	const wished = isOwn ? mapAt(document, ["models", model]) : document.createNode({});
	if (!isOwn) models.set(document.createNode(model), wished);
	for (const [key, value] of Object.entries({
		version,
		digest,
		forced
	})) if (value === void 0) wished.delete(key);
	else if ((0, import_dist.isScalar)(wished.get(key, true))) wished.set(key, value);
	else {
		wished.delete(key);
		wished.add(document.createPair(key, value));
	}
}
/** The mapping at a path; an empty one is put there where it is none, as after `models:`. */
function mapAt(document, path) {
	const node = document.getIn(path, true);
	if ((0, import_dist.isMap)(node)) {
		if (node.items.length === 0) node.flow = false;
		return node;
	}
	const made = document.createNode({});
	document.setIn(path, made);
	return made;
}
function newFile(stage) {
	return `# What is live in ${stage}. A change that is merged assigns the stage and deploys; reverting one goes back to the version that stood here before.\nmodels: {}
`;
}
function keysAt(path) {
	return path.length === 0 ? Object.keys(StageFile.shape) : Object.keys(WishedVersion.shape);
}
/** Zod leaves a record's `__proto__` out without a word. */
function hiddenModels(value) {
	const models = typeof value === "object" && value !== null && "models" in value ? value.models : void 0;
	return typeof models === "object" && models !== null && Object.hasOwn(models, "__proto__") ? ["__proto__"] : [];
}
const FORM = "below `models:` a name of a model, and below that `version:` and `digest:`, as `mlops promote` writes them.";

// src/workflow/dispatch-trigger.ts
/** @param path of the workflow file, for the messages */
function dispatchTriggerOf(path, text) {
	const { workflow, fault } = parseWorkflow(path, text);
	if (workflow === void 0) return {
		inputs: void 0,
		fault: fault?.message ?? "no YAML",
		line: fault?.line
	};
	const [trigger] = triggersOf(workflow, "workflow_dispatch");
	if (trigger === void 0) return {
		inputs: void 0,
		fault: void 0,
		line: workflow.triggers[0]?.line
	};
	const declared = mappingOf(trigger.filters["inputs"]);
	return { inputs: Object.entries(declared).map(([name, value]) => {
		const input = mappingOf(value);
		const isRequired = input["required"] === true || input["required"] === "true";
		const options = input["type"] === "choice" && Array.isArray(input["options"]) ? input["options"] : void 0;
		return {
			name,
			isNeeded: isRequired && input["default"] === void 0,
			options: options?.map(String)
		};
	}) };
}
function mappingOf(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

// src/pipeline/deployment/start-deployment.ts
/** What is told to the workflow, under these names, where it declares them. */
const INPUTS = [
	"model",
	"version",
	"stage",
	"digest",
	"artifact-url",
	"tag",
	"run-id",
	"deployment"
];
/**
* Looks whether a deploy workflow can be started for an assignment that is not written yet.
* @throws MlopsError `config-invalid` for a workflow that is not there, is not started by hand or wants what a promotion
*   does not give, with the file and line; `forge-denied`, `offline` or `forge-failed` where that cannot be seen
*/
async function checkDeployWorkflow({ workflow, commit, model, stage, defaultBranch }, { forge, log }) {
	const file = workflow.replace(/^\.github\/workflows\//, "");
	if (!/^\w[\w.-]*\.ya?ml$/.test(file)) throw new MlopsError("config-invalid", `deploy-workflow: ${JSON.stringify(workflow.slice(0, 200))} is no file name of a workflow`, "Name a file below .github/workflows, such as deploy.yml.");
	const path = `.github/workflows/${file}`;
	const given = {
		model,
		stage
	};
	const [atBranch, atCommit] = await Promise.all([forge.readTextFile(path, `refs/heads/${defaultBranch}`), forge.readTextFile(path, commit)]);
	if (atBranch === void 0) throw new MlopsError("config-invalid", `deploy-workflow: there is no ${path} on ${defaultBranch}, and GitHub starts only what is there`, `Add it (\`mlops init --workflows deploy\` writes one), push it to ${defaultBranch}, and promote again.`);
	const onBranch = readTrigger(path, atBranch, defaultBranch);
	const onCommit = atCommit === void 0 ? void 0 : dispatchTriggerOf(path, atCommit).inputs;
	if (onCommit !== void 0) return {
		file,
		at: "tag",
		inputs: matching(path, onCommit, given, commit.slice(0, 7))
	};
	const lacking = atCommit === void 0 ? `has no ${file}` : `has a ${file} that cannot be started by hand`;
	log.info(`commit ${commit.slice(0, 7)} ${lacking}: the one of ${defaultBranch} is started in its place`);
	return {
		file,
		at: `refs/heads/${defaultBranch}`,
		inputs: matching(path, onBranch, given, defaultBranch)
	};
}
function readTrigger(path, text, branch) {
	const trigger = dispatchTriggerOf(path, text);
	if (trigger.inputs !== void 0) return trigger.inputs;
	const { fault, line } = trigger;
	throw new MlopsError("config-invalid", fault === void 0 ? `deploy-workflow: ${path} on ${branch} lacks \`on: workflow_dispatch\`` : `deploy-workflow: ${path} on ${branch} cannot be read: ${fault}`, fault === void 0 ? "Add it there: it is how a promotion starts the workflow." : "Correct the file.", { place: line === void 0 ? { file: path } : {
		file: path,
		line
	} });
}
function matching(path, declared, given, where) {
	const known = (name) => INPUTS.some((each) => each === name);
	const needed = declared.find(({ name, isNeeded }) => isNeeded && !known(name));
	if (needed !== void 0) throw new MlopsError("config-invalid", `deploy-workflow: ${path} at ${where} requires the input ${needed.name}, which no promotion gives`, `Give it a default. A promotion gives ${INPUTS.join(", ")}.`, { place: { file: path } });
	for (const { name, options } of declared) {
		const value = known(name) ? given[name] : void 0;
		if (value === void 0 || options === void 0 || options.includes(value)) continue;
		throw new MlopsError("config-invalid", `deploy-workflow: the input ${name} of ${path} at ${where} does not take ${value}, but ${options.join(", ")}`, "Add it to the options, or make the input `type: string`.", { place: { file: path } });
	}
	return declared.map(({ name }) => name).filter(known);
}
/**
* Starts the deployment of an assignment. Doing it again after a failure goes on: the tag stands.
* @throws MlopsError as the forge says, with what to do about an assignment that is not deployed
*/
async function startDeployment(request, workflow, { forge, log }) {
	const { model, version, stage, tag, run, digest } = request;
	const environment = environmentOf(model, stage);
	if (request.isHeld) {
		const underway = await findUnderway(forge, environment, tag);
		if (underway !== void 0) {
			log.info(`${tag} is deployed already, or on its way: deployment ${underway.deployment} is ${underway.state}`);
			return underway;
		}
	}
	const ref = workflow.at === "tag" ? `refs/tags/${tag}` : workflow.at;
	let deployment;
	try {
		const payload = {
			model,
			version,
			stage,
			digest,
			run
		};
		deployment = (await forge.deployments.open({
			environment,
			ref: tag,
			description: `${model} ${version}`,
			payload
		}))?.id;
		await forge.dispatchWorkflow(workflow.file, ref, inputsFor(request, deployment, workflow));
	} catch (error) {
		if (deployment !== void 0) await reportFailure(forge, deployment, error, log);
		throw error instanceof MlopsError ? notStarted(error, request) : error;
	}
	log.info(`started ${workflow.file} at ${ref}`);
	if (deployment !== void 0) await reportQueued(forge, deployment, workflow, log);
	return {
		outcome: "started",
		deployment,
		ref
	};
}
async function findUnderway({ deployments }, environment, tag) {
	let looked = 0;
	for await (const { id, ref, status } of deployments.list(environment)) {
		const state = status?.state;
		if (ref === tag) return state === "queued" || state === "in_progress" || state === "success" ? {
			outcome: "underway",
			deployment: id,
			state
		} : void 0;
		looked += 1;
		if (looked >= MOST_LOOKED) return void 0;
	}
}
/** The deployment of a tag that holds its stage is among the newest. */
const MOST_LOOKED = 20;
function inputsFor({ model, version, stage, tag, run, digest, artifactUrl }, deployment, { inputs }) {
	const values = {
		model,
		version,
		stage,
		digest,
		"artifact-url": artifactUrl,
		tag,
		"run-id": run,
		deployment
	};
	return Object.fromEntries(inputs.flatMap((name) => values[name] === void 0 ? [] : [[name, values[name]]]));
}
/** The workflow is under way, whatever becomes of the word about it. */
async function reportQueued({ deployments }, deployment, { file }, log) {
	try {
		await deployments.report(deployment, {
			state: "queued",
			description: `${file} was started`
		});
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`that ${file} was started is not shown: ${error.message}. ${error.hint}`);
	}
}
async function reportFailure({ deployments }, deployment, error, log) {
	const description = error instanceof Error ? error.message : "The workflow was not started";
	await deployments.report(deployment, {
		state: "error",
		description
	}).catch((other) => {
		log.debug(`the state of deployment ${deployment} could not be reported: ${String(other)}`);
	});
}
function notStarted(error, { model, version, stage, tag }) {
	return new MlopsError(error.code, `${model} ${version} is assigned to ${stage} as ${tag}, but its deployment was not started: ${error.message}`, `${error.hint.trimEnd()}\nThe tag stands: \`mlops promote ${model}@${version} ${stage}\` again goes on from there.`, { cause: error });
}

// src/pipeline/deployment/deploy-by-workflow.ts
/** @param workflow file name of the deploy workflow */
function deployByWorkflow({ workflow, stage, model }, place, ports) {
	const checked = /* @__PURE__ */ new Map();
	const check = async (commit) => {
		const { defaultBranch } = place;
		const found = checked.get(commit) ?? await checkDeployWorkflow({
			workflow,
			commit,
			model,
			stage,
			defaultBranch
		}, ports);
		checked.set(commit, found);
		return found;
	};
	return {
		preflight: async ({ commit }) => void await check(commit),
		follow: async (assigned) => start(assigned, await check(assigned.written.commit), place, ports)
	};
}
async function start({ outcome, promotion, written }, workflow, { repositoryUrl }, ports) {
	const { model, version, stage, run, actor } = promotion;
	const started = await startDeployment({
		model,
		version,
		stage,
		tag: written.tag,
		run,
		digest: promotion.model_digest,
		artifactUrl: repositoryUrl === void 0 ? void 0 : releasePage(repositoryUrl, `${model}@${version}`),
		isHeld: outcome === "held"
	}, workflow, ports);
	if (started.outcome === "underway") {
		const { state } = started;
		return {
			kind: "started",
			words: `its deployment is ${state}${state === "success" ? "" : `; if its job was cancelled, start ${workflow.file} by hand`}`
		};
	}
	if (run !== void 0) await recordOutcome({
		model,
		stage,
		actor
	}, [{
		run,
		state: "queued",
		version
	}], ports);
	return {
		kind: "started",
		words: `${workflow.file} was started at ${started.ref} for ${environmentOf(model, stage)}`
	};
}

// src/pipeline/deployment/deploy-here.ts
/** @param settings of the model; its stage says how it is deployed */
function deployHere(settings, deploying, ports) {
	return {
		preflight: async () => {},
		follow: (assigned) => follow(assigned, settings, deploying, ports)
	};
}
async function follow({ promotion, written }, settings, deploying, ports) {
	try {
		var _usingCtx$1 = _usingCtx();
		const { model, version, stage, run, actor, reason } = promotion;
		const { deploy } = requireStage(settings, stage);
		if (deploy === void 0) return { kind: "nothing" };
		if (run === void 0) {
			ports.log.warn(`the tag of ${model} ${version} names no run, so there are no files to deploy`);
			return { kind: "nothing" };
		}
		const workingDirectory = join(ports.repositoryRoot, settings.workingDirectory);
		const isRollback = promotion.kind === "rollback";
		const interrupts = _usingCtx$1.u(deploying.watchInterrupts?.());
		const deployed = await deployVersion({
			model,
			version,
			stage,
			tag: written.tag,
			run,
			deploy,
			actor,
			reason,
			isRollback,
			digest: promotion.model_digest
		}, {
			...ports,
			...deploying,
			workingDirectory,
			abort: interrupts?.abort
		});
		if (deployed.state === "success") {
			const { url, outcome } = deployed;
			const where = url === void 0 ? "" : ` at ${url}`;
			return {
				kind: "deployed",
				words: `${outcome === "unchanged" ? "live already" : "live"}${where}`,
				url
			};
		}
		const { reason: failure, restored, notRestored } = deployed;
		if (restored === void 0) return {
			kind: "failed",
			reason: failure,
			words: `its deployment failed: ${failure}${notRestored === void 0 ? "" : `; ${notRestored}`}`,
			rolledBack: void 0
		};
		const { url } = promotion;
		const rolledBack = await takeBack({
			model,
			stage,
			failed: version,
			restored,
			failure,
			actor,
			url
		}, ports);
		return {
			kind: "failed",
			reason: failure,
			words: `its deployment failed, and ${restored} was brought back: ${failure}`,
			rolledBack
		};
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}

// src/report/proposal.ts
const MOST_ROWS = 40;
/** Plain text on one line; names are of the grammar of tags. */
function proposalTitle({ model, version, stage, kind }) {
	return kind === "rollback" ? `Roll ${stage} of ${model} back to ${version}` : `Promote ${model} ${version} to ${stage}`;
}
/** Markdown, ends with a line break. */
function renderProposal(input) {
	const { promotion, base, path, isNamed, isDeployed } = input;
	const { model, version, stage, replaces, forced } = promotion;
	const instead = replaces === void 0 ? ", which no version holds yet" : ` in place of ${code(replaces)}`;
	const lead = `Merging this gives ${code(stage)} to ${code(model)} ${code(version)}${instead}.`;
	const follows = isDeployed ? "assigns the stage, deploys the version and records both" : "assigns the stage and records it";
	return `${[
		lead,
		forced === true ? forcedWords(promotion) : void 0,
		metricTable(input),
		gateTable(promotion),
		facts(input),
		`**What merging does:** the change of ${code(path)} comes to ${code(base, 200)}. The push checks the digest above once more, ${follows}.`,
		`**To undo it:** ${isNamed ? "revert this pull request, or " : ""}run ${code(`mlops rollback ${model} ${stage}`, 500)}.` + (isNamed ? "" : ` Reverting does not: ${code(path)} names no version of ${code(model)} to go back to yet.`)
	].filter((part) => part !== void 0).join("\n\n")}\n`;
}
function forcedWords({ against, reason }) {
	const words = `**Forced against the evidence:** ${md(against ?? "there is no passing verdict", 500)}`;
	return reason === void 0 ? words : `${words}\\\n**Reason:** ${md(reason, 500)}`;
}
function metricTable({ promotion, championMetrics }) {
	const names = Object.keys(promotion.metrics);
	if (names.length === 0) return void 0;
	const { version, replaces } = promotion;
	const hasChampion = championMetrics !== void 0 && replaces !== void 0;
	const rows = names.slice(0, MOST_ROWS).map((name) => {
		const candidate = promotion.metrics[name];
		const champion = hasChampion && Object.hasOwn(championMetrics, name) ? championMetrics[name] : void 0;
		const [now, before] = [finiteOf(candidate), finiteOf(champion)];
		const delta = now === void 0 || before === void 0 ? void 0 : now - before;
		const format = chooseFormat({
			values: [candidate, champion],
			delta
		});
		const change = delta === void 0 ? "–" : delta === 0 ? "±0" : formatDelta(delta, format);
		const own = formatReading(candidate, format);
		return hasChampion ? [
			code(name),
			formatReading(champion, format),
			own,
			change
		] : [code(name), own];
	});
	const more = names.length > MOST_ROWS ? `\n\n${names.length - MOST_ROWS} more metrics stand in the record of the run.` : "";
	return (hasChampion ? table([
		"Metric",
		`${code(replaces)}, now`,
		`${code(version)}, proposed`,
		"Change"
	], [
		"left",
		"right",
		"right",
		"right"
	], rows) : table(["Metric", code(version)], ["left", "right"], rows)) + more;
}
function gateTable({ gates, verdict }) {
	const words = `**Verdict: ${verdict ?? "none, as no gate applied"}**`;
	if (gates.length === 0) return words;
	const rows = gates.slice(0, MOST_ROWS).map(({ gate, status, reason }) => [
		code(gate),
		status === "pass" ? status : `**${status}**`,
		md(reason ?? "–", 200)
	]);
	return `${words}\n\n${table([
		"Gate",
		"Result",
		"Why"
	], [
		"left",
		"left",
		"left"
	], rows)}`;
}
function facts({ promotion, releaseUrl }) {
	const { run, model_digest: digest, compared_with: compared, actor, reason, forced, url } = promotion;
	return [
		run === void 0 ? void 0 : `Run ${code(run)}`,
		compared === void 0 ? void 0 : `Compared with run ${code(compared.run)}`,
		digest === void 0 ? "No digest of the model files is known" : `Model files: SHA-256 ${code(digest)}`,
		linked("Release of the version", releaseUrl),
		actor === void 0 ? void 0 : `Proposed by ${md(actor, 100)}`,
		reason === void 0 || forced === true ? void 0 : `Reason: ${md(reason, 500)}`,
		linked("Where it was decided", url)
	].flatMap((line) => line === void 0 ? [] : [`- ${line}`]).join("\n");
}
/** Undefined where the address is none that may be linked. */
function linked(text, url) {
	const markdown = link(text, url);
	return markdown === text ? void 0 : markdown;
}

// src/pipeline/promotion/propose-promotion.ts
/**
* Proposes it. The same wish leaves branch and pull request as they are; a newer one, or a file that changed meanwhile on
* the default branch, takes the place of the branch's commit.
* @throws MlopsError as `commitFile` and the forge say; when only the pull request is refused, the branch is there
*/
async function proposePromotion(request, ports) {
	const { promotion, defaultBranch } = request;
	const { model, stage } = promotion;
	const [path, branch, title] = [
		stageFilePath(stage),
		proposalBranch(model, stage),
		proposalTitle(promotion)
	];
	const wish = wishOf(promotion);
	let isNamed = false;
	const change = {
		base: `refs/heads/${defaultBranch}`,
		ref: `refs/heads/${branch}`,
		path,
		message: `${title}\n\n${trailersOf(promotion)}`,
		edit: (text) => {
			isNamed = text !== void 0 && parseStageFile(text, path).some((each) => each.model === model);
			return editStageFile(text, stage, wish);
		}
	};
	const committed = await commitFile(change, ports);
	if (committed.outcome === "settled") return {
		outcome: "merged",
		path
	};
	ports.log.info(`${committed.outcome === "written" ? "pushed" : "left as it is"}: the branch ${branch}`);
	const body = renderProposal({
		...request,
		base: defaultBranch,
		path,
		isNamed
	});
	const pullRequest = await ports.forge.openPullRequest({
		branch,
		base: defaultBranch,
		title,
		body
	});
	return {
		outcome: "proposed",
		branch,
		path,
		commit: committed.commit,
		pullRequest
	};
}
/** Whoever forces a version without a reason is not let so far. */
function wishOf({ model, version, model_digest: digest, forced, reason, against }) {
	return {
		model,
		version,
		...digest === void 0 ? {} : { digest },
		...forced === true ? { forced: oneLine(reason ?? against ?? "") } : {}
	};
}
function oneLine(text) {
	return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").trim().slice(0, 1e3).toWellFormed() || "no reason was given";
}
function trailersOf({ run, model_digest: digest, replaces }) {
	return Object.entries({
		"Mlops-Run": run,
		"Mlops-Digest": digest,
		"Mlops-Replaces": replaces
	}).flatMap(([name, value]) => value === void 0 ? [] : [`${name}: ${oneLine(value)}\n`]).join("");
}
const LONGEST_BRANCH = 200;
/**
* The branch that proposes versions of a model for a stage: one for each pair of names, of which neither holds `@`. A slash
* would make one name a folder of the other.
*/
function proposalBranch(model, stage) {
	const branch = `mlops/promote-${model.replaceAll("/", "+")}@${stage.replaceAll("/", "+")}`;
	if (branch.length <= LONGEST_BRANCH) return branch;
	return `mlops/promote-${createHash("sha256").update(branch).digest("hex")}`;
}

// src/pipeline/promotion/stage-follower.ts
function followingFor(options, ports) {
	const follower = options.isDeployed ? followerFor(options, ports) : NOTHING_FOLLOWS;
	return {
		follower,
		propose: (proposable) => propose(proposable, options, follower, ports)
	};
}
async function propose({ promotion, championMetrics }, { event }, follower, ports) {
	const { defaultBranch = "main", repositoryUrl } = event;
	const tag = `${promotion.model}@${promotion.version}`;
	const proposed = await proposePromotion({
		promotion,
		championMetrics,
		defaultBranch,
		releaseUrl: repositoryUrl === void 0 ? void 0 : releasePage(repositoryUrl, tag),
		isDeployed: follower !== NOTHING_FOLLOWS
	}, ports);
	return proposed.outcome === "merged" ? void 0 : {
		branch: proposed.branch,
		url: proposed.pullRequest.url
	};
}
function followerFor({ settings, model, stage, event }, ports) {
	const { deployWorkflow: workflow } = settings;
	const { defaultBranch = "main", repositoryUrl } = event;
	if (ports.forge.kind === "github") {
		if (workflow === void 0) return NOTHING_FOLLOWS;
		return deployByWorkflow({
			workflow,
			stage,
			model
		}, {
			defaultBranch,
			repositoryUrl
		}, ports);
	}
	const { deploying } = ports;
	if (deploying === void 0) return NOTHING_FOLLOWS;
	const commitFile = manifestCommitter(ports, event.defaultBranch);
	return deployHere(settings, {
		...deploying,
		commitFile
	}, ports);
}

export { stageFilePath as a, takeBack as c, rollBack as d, checkConclusion as f, exitStatusOfRefusal as h, parseStageFile as i, findTarget as l, exitStatusForLegs as m, isSameWish as n, stageOfFile as o, exitStatusFor as p, isStageFile as r, assignStage as s, followingFor as t, requireBelieved as u };