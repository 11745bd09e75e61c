import { t as MlopsError } from "./error.js";
import { i as parseEvidence } from "./evidence.js";
import { d as requireVersion, f as doubtsOn, n as heldAlready, t as championOf, u as requireStage } from "./promote-version.js";
import { t as findRun } from "./find.js";

// src/pipeline/deployment/find-deployment.ts
const MAX_REASON = 1e3;
/**
* @throws MlopsError `not-found` for an unknown model, version or tag, `release-refused` for a version that does not hold
*   the stage, `artifact-mismatch` where tags, history and request do not agree, `config-invalid` where nothing deploys
*/
async function findDeployment(wanted, { registry, history }) {
	const { model, stage, settings, actor } = wanted;
	const deploy = requireDeploy(settings, stage);
	const artifact = (await registry.read()).artifacts.find(({ name }) => name === model);
	const version = holderFor(artifact, wanted);
	if (artifact === void 0) throw new TypeError("a version without its model");
	const assigned = heldAlready(artifact, version, stage);
	const evidence = parseEvidence(version.registration.message);
	if (assigned === void 0 || evidence === void 0) throw noEvidence(model, version.version);
	const { promotion, written } = assigned;
	requireTag(artifact, version, wanted, written.tag);
	const line = await findRun(history, evidence.run);
	const [tracked] = await history.readStates([line]);
	if (tracked === void 0) throw noEvidence(model, version.version);
	if (written.commit !== version.commit) throw moved(written.tag, "it does not stand where the version stands");
	requireUnmoved(version.registration, tracked.state.registrations);
	requireUnmoved(written, tracked.state.assignments ?? []);
	requireSameFiles(version, evidence, tracked, [promotion.model_digest, wanted.digest]);
	const doubt = doubtsOn(version.registration, evidence, tracked).find(({ isCertain }) => isCertain);
	if (doubt !== void 0) throw otherRun(version.registration.tag, doubt.words);
	const { model_digest: digest } = promotion;
	const reason = promotion.reason?.slice(0, MAX_REASON).toWellFormed();
	const isRollback = promotion.kind === "rollback";
	return {
		model,
		version: version.version,
		stage,
		tag: written.tag,
		run: evidence.run,
		deploy,
		actor,
		reason,
		isRollback,
		digest: digest ?? evidence.model_digest
	};
}
function requireDeploy(settings, stage) {
	const { deploy } = requireStage(settings, stage);
	if (deploy !== void 0) return deploy;
	throw new MlopsError("config-invalid", `${settings.configFile ?? "mlops.yaml"} does not say how ${stage} is deployed`, "Add the key `deploy`, for example `deploy: {command: ./deploy.sh, health: {url: \"https://…\"}}`.");
}
function holderFor(artifact, { model, stage, version: named }) {
	const holder = artifact === void 0 ? void 0 : championOf(artifact, stage);
	const version = requireVersion(artifact, model, named ?? holder?.version);
	if (holder?.version === version.version) return version;
	const now = holder === void 0 ? "no version does" : `${holder.version} does`;
	throw new MlopsError("release-refused", `${model} ${version.version} does not hold ${stage}: ${now}`, `Nothing is deployed that no tag assigns. Promote it: \`mlops promote ${model}@${version.version} ${stage}\`.`);
}
function requireTag(artifact, { version }, { tag, stage }, newest) {
	if (tag === void 0 || tag === newest) return;
	const named = artifact.events.find((event) => event.tag === tag);
	if (named === void 0) throw new MlopsError("not-found", `there is no tag ${JSON.stringify(tag)} of this model`, DO_AGAIN);
	if (!(named.kind === "assignment" && named.version === version && named.stage === stage)) throw moved(tag, `it does not assign ${version} to ${stage}`);
}
/** A tag that is another object than the one that was written has been moved. */
function requireUnmoved({ tag, object }, recorded) {
	const known = recorded.find((each) => each.tag === tag)?.object;
	if (known !== void 0 && known !== object) throw moved(tag, `it is ${object.slice(0, 12)} now and was ${known.slice(0, 12)} when it was written`);
}
function requireSameFiles({ version }, { model_digest: registered }, { record }, others) {
	const recorded = record.model.digest;
	const differing = [registered, ...others.filter((each) => each !== void 0)].find((each) => each !== recorded);
	if (registered === recorded && differing === void 0) return;
	throw new MlopsError("artifact-mismatch", `the files of ${version} are not those that are to be deployed: its run ${record.id} left ${recorded ?? "none"}, and ${differing ?? "nothing"} is named`, "Find out who changed the tag or started this with another digest; then promote the version again.");
}
function moved(tag, how) {
	return new MlopsError("artifact-mismatch", `the tag ${tag} was changed after the fact: ${how}`, DO_AGAIN);
}
function otherRun(tag, why) {
	return new MlopsError("artifact-mismatch", `the tag ${tag} is not of the run that it names: ${why}`, DO_AGAIN);
}
function noEvidence(model, version) {
	return new MlopsError("not-found", `the tag of ${model} ${version} names no run, so there are no files to deploy`, "Another program registered it. Register the run of that model again as a new version, and promote that.");
}
const DO_AGAIN = "Nothing is deployed. Find out who did that; `mlops registry history` lists the tags. Then promote again.";

export { findDeployment as t };