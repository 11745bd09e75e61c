import { n as environmentState, t as environmentOf } from "./live.js";
import { t as MlopsError } from "./error.js";
import { i as readBlobs, r as listTree } from "./objects.js";
import { h as findTextFile } from "./promote-version.js";
import { a as stageFilePath, d as rollBack, i as parseStageFile, n as isSameWish, o as stageOfFile, r as isStageFile, s as assignStage, t as followingFor } from "./stage-follower.js";
import { i as ownPromotion, n as versionBefore, t as bannedVersions } from "./ban.js";
import { i as parseEvidence } from "./evidence.js";
import { t as readDeployments } from "./read-deployments.js";

// src/deployment/read-stage-files.ts
const MAX_FILES = 200;
/**
* What every `deploy/*.yaml` at a commit wishes, stage by stage.
* @param git in the user's repository, which has the commit
* @param stages those that are meant; by default all whose files are stage files, as other things may lie in the folder
* @throws MlopsError `config-invalid` for a file that is none, `git-failed` for a commit that is not there
*/
async function readStageFiles(git, commit, stages) {
	const wanted = stages ?? await stagesAt(git, commit);
	const found = [];
	for (const stage of wanted) {
		const blob = await findTextFile(git, commit, stageFilePath(stage));
		if (blob !== void 0) found.push({
			stage,
			blob
		});
	}
	if (found.length === 0) return [];
	const blobs = await readBlobs(git, found.map(({ blob }) => blob));
	return found.flatMap(({ stage }, index) => {
		const text = blobs[index]?.toString() ?? "";
		if (stages === void 0 && !isStageFile(text)) return [];
		return parseStageFile(text, stageFilePath(stage)).map((wish) => ({
			...wish,
			stage
		}));
	});
}
async function stagesAt(git, commit) {
	const stages = (await listTree(git, commit, ["-r"], ["deploy/"])).flatMap(({ kind, path }) => kind === "blob" ? stageOfFile(path) ?? [] : []);
	if (stages.length <= MAX_FILES) return stages;
	throw new MlopsError("config-invalid", `the folder deploy holds ${stages.length} files that could be of stages; at most ${MAX_FILES} are read`, "Name the stages in mlops.yaml.");
}

// src/deployment/reconcile.ts
/**
* Compares wishes with the registry, in their order. The digest of a wish must be that of the version's evidence: what was
* approved is what is assigned.
*/
function whatToReconcile(wishes, { artifacts }) {
	const outstanding = [];
	const refused = [];
	for (const wish of wishes) {
		const artifact = artifacts.find(({ name }) => name === wish.model);
		if (artifact === void 0) {
			refused.push({
				wish,
				because: `no model is called ${wish.model}`
			});
			continue;
		}
		const holder = Object.hasOwn(artifact.stages, wish.stage) ? artifact.stages[wish.stage]?.[0]?.version : void 0;
		const because = refusalOf(wish, artifact) ?? (holder === wish.version ? void 0 : banOn(wish, artifact));
		if (because !== void 0) refused.push({
			wish,
			because
		});
		if (because !== void 0 || holder === wish.version) continue;
		const isBack = holder !== void 0 && versionBefore(artifact, wish.stage) === wish.version;
		outstanding.push({
			kind: isBack ? "rollback" : "promotion",
			wish,
			holder
		});
	}
	return {
		outstanding,
		refused
	};
}
/**
* What nothing is done about: a stage that was given before its file named it, and one whose first approval was reverted.
* @param stages those that want approvals
* @param wishes of the model alone
*/
function unwishedHolders(stages, wishes, artifact) {
	return stages.flatMap((stage) => {
		if (artifact === void 0 || !Object.hasOwn(artifact.stages, stage)) return [];
		const version = artifact.stages[stage]?.[0]?.version;
		return version === void 0 || wishes.some((wish) => wish.stage === stage) ? [] : [{
			stage,
			version
		}];
	});
}
function refusalOf({ model, version, digest }, artifact) {
	const found = artifact.versions.find((each) => each.version === version);
	if (found === void 0) return `${model} has no version ${version}`;
	if (!found.isRegistered || !found.isActive) return `${model} ${version} is not registered any more`;
	const known = parseEvidence(found.registration?.message ?? "")?.model_digest;
	if (known !== digest) return `the digest of ${model} ${version} is ${known ?? "not known"}, and the file names ${digest ?? "none"}`;
}
/**
* A file that nobody has changed since would undo the rollback with the next push: also one that says `forced`, where that
* was followed before the rollback.
*/
function banOn({ model, version, stage, forced }, artifact) {
	const ban = bannedVersions(artifact).get(version);
	if (ban === void 0) return void 0;
	const wasFollowed = artifact.events.some((event) => event.stage === stage && event.version === version && ownPromotion(event)?.reason === forced);
	if (forced !== void 0 && !wasFollowed) return void 0;
	const why = ban.reason === void 0 ? "" : `: ${ban.reason}`;
	return `${ban.stage} was rolled back from ${model} ${version}${why}; revert the change of the file, or say in it why all the same: \`forced: …\``;
}

// src/pipeline/promotion/reconcile-stages.ts
/**
* Follows the wishes for the model of the configuration; another model's wait for a run with its own. One that cannot be
* followed stops no other.
* @throws MlopsError `config-invalid` for a file that cannot be read, and of the registry and the forge
*/
async function reconcileStages(request, ports) {
	const { settings, commit } = request;
	const all = await readStageFiles(ports.git, commit);
	const wishes = all.filter(({ model }) => model === settings.model);
	const others = new Set(all.map(({ model }) => model).filter((model) => model !== settings.model));
	if (others.size > 0) ports.log.info(`the wishes for ${[...others].join(", ")} are left to a run with their own configuration`);
	const registry = await ports.registry.read();
	const approved = (settings.stages ?? []).flatMap(({ name, approval }) => approval === "none" ? [] : [name]);
	const artifact = registry.artifacts.find(({ name }) => name === settings.model);
	for (const { stage, version } of unwishedHolders(approved, wishes, artifact)) ports.log.info(`deploy/${stage}.yaml names no version of ${settings.model}, so ${version} keeps ${stage}; \`mlops rollback ${settings.model} ${stage}\` goes back`);
	const { outstanding, refused } = whatToReconcile(wishes, registry);
	const outcomes = [];
	const unfollowed = [...refused];
	const known = new Set([...outstanding, ...refused].map(({ wish }) => wish));
	const held = wishes.filter((wish) => !known.has(wish));
	for (const each of [...outstanding, ...await notBegun(held, request, ports)]) {
		const { wish } = each;
		try {
			if (await isWishedStill(wish, request, ports)) outcomes.push(...told(await follow(each, request, ports)));
			else unfollowed.push({
				wish,
				because: outdated(request)
			});
		} catch (error) {
			if (!(error instanceof MlopsError)) throw error;
			unfollowed.push({
				wish,
				because: `${error.message}. ${error.hint}`
			});
		}
	}
	return {
		outcomes,
		refused: unfollowed,
		wishes: wishes.length
	};
}
/** Stages that have the wished version, of whose deployment nobody was told: a job ended between its tag and that. */
async function notBegun(held, { isDeployed }, { history }) {
	if (held.length === 0 || !isDeployed) return [];
	const events = await readDeployments(history);
	return held.filter(({ model, stage, version }) => {
		return (environmentState(events, environmentOf(model, stage))?.latest)?.version !== version;
	}).map((wish) => ({
		kind: "promotion",
		wish,
		holder: wish.version
	}));
}
/** Where nothing deploys, a stage that was held already is no news. */
function told(outcome) {
	return outcome.outcome === "held" && outcome.followed.kind === "nothing" ? [] : [outcome];
}
/** A job of an older commit that waited, or is run again, would take back what was merged since. */
async function isWishedStill(wish, { event }, { forge }) {
	const path = stageFilePath(wish.stage);
	const text = await forge.readTextFile(path, `refs/heads/${event.defaultBranch ?? "main"}`);
	return text !== void 0 && parseStageFile(text, path).some((each) => isSameWish(each, wish));
}
function outdated({ commit, event }) {
	return `${event.defaultBranch ?? "main"} wishes something else by now than ${commit.slice(0, 7)}; the run of its newest commit follows that`;
}
async function follow({ kind, wish }, { settings, actor, url, isDeployed, event }, ports) {
	const { model, version, stage, forced } = wish;
	const following = followingFor({
		settings,
		model,
		stage,
		isDeployed,
		event
	}, ports);
	const common = {
		settings,
		model,
		stage,
		actor,
		url,
		isAutomatic: false,
		force: forced !== void 0
	};
	if (kind === "promotion") return assignStage({
		...common,
		version,
		reason: forced,
		isApproved: true
	}, following, ports);
	const reason = forced ?? `the change of deploy/${stage}.yaml was reverted`;
	const assigned = await rollBack({
		...common,
		to: version,
		reason
	}, ports, following.follower.preflight);
	return {
		...assigned,
		followed: await following.follower.follow(assigned)
	};
}

export { reconcileStages as t };