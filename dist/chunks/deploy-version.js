import { t as environmentOf } from "./live.js";
import { C as environmentFolder, O as runHook, S as removeOtherModels, _ as prepareDeployment, b as recordOutcome, v as prepareRestoration, w as checkHealth, x as reportState } from "./promote-version.js";
import { t as MlopsError } from "./error.js";
import { r as withFileLock } from "./file-lock.js";
import { n as redactorFrom } from "./redact.js";
import { rt as v5 } from "./open-history.js";
import { n as require_dist } from "./yaml-text.js";
import { g as expandVariables } from "./schema.js";
import { join } from "node:path";

// src/deployment/kserve-manifest.ts
var import_dist = require_dist();
const API = "serving.kserve.io/v1beta1";
const KIND = "InferenceService";
const MAX_TEXT = 1e6;
/** Names of services become host names with their namespace; Kubernetes takes 63 characters, this leaves some. */
const MAX_NAME = 40;
/**
* The manifest's new text.
* @param text what stands there now; undefined for nothing
* @param path of the file, for errors
* @throws MlopsError `config-invalid` for a file that cannot be understood
*/
function renderManifest(text, facts, path) {
	if (text === void 0 || text.trim() === "") return newManifest(facts);
	if (text.length > MAX_TEXT) throw invalid(path, `has more than ${MAX_TEXT} characters`);
	const documents = (0, import_dist.parseAllDocuments)(text);
	if ("empty" in documents) return newManifest(facts);
	const broken = documents.flatMap(({ errors }) => errors)[0];
	if (broken !== void 0) throw invalid(path, `is no YAML: ${broken.message.split("\n")[0] ?? ""}`);
	const services = documents.filter((each) => (0, import_dist.isMap)(each.contents) && each.get("kind") === KIND);
	const [service] = services;
	if (service === void 0 || services.length > 1) throw invalid(path, `holds ${services.length} objects of kind ${KIND}, and one is changed`);
	if (service.get("apiVersion") !== API) throw invalid(path, `is not of ${API}`);
	const predictor = service.getIn(["spec", "predictor"]);
	if (predictor !== void 0 && !(0, import_dist.isMap)(predictor)) throw invalid(path, "has no map at spec.predictor");
	if ((0, import_dist.isMap)(predictor) && !predictor.has("model") && predictor.items.length > 0) throw invalid(path, "has a predictor without `model`", "Write the predictor as `model: {modelFormat: {name: …}, storageUri: …}`.");
	try {
		for (const [name, value] of Object.entries(annotationsOf(facts))) service.setIn([
			"metadata",
			"annotations",
			name
		], value);
		if (facts.digest === void 0) service.deleteIn([
			"metadata",
			"annotations",
			"mlops-action/digest"
		]);
		service.setIn([
			"spec",
			"predictor",
			"model",
			"modelFormat",
			"name"
		], facts.format);
		service.setIn([
			"spec",
			"predictor",
			"model",
			"storageUri"
		], facts.storageUri);
	} catch (cause) {
		throw invalid(path, `cannot be changed: ${cause.message}`);
	}
	const [, , end] = service.range;
	const start = service === documents[0] ? 0 : service.range[0];
	return text.slice(0, start) + service.toString(styleOf(text)) + text.slice(end);
}
/** Lines that nobody changes look as before, as far as the library can do that. */
function styleOf(text) {
	return {
		lineWidth: 0,
		flowCollectionPadding: /\{ \S/.test(text),
		indentSeq: !/^( *)[^\s#-][^\n]*:\n\1- /m.test(text)
	};
}
function newManifest(facts) {
	return new import_dist.Document({
		apiVersion: API,
		kind: KIND,
		metadata: {
			name: serviceName(facts.model, facts.stage),
			annotations: annotationsOf(facts)
		},
		spec: { predictor: { model: {
			modelFormat: { name: facts.format },
			storageUri: facts.storageUri
		} } }
	}).toString({ lineWidth: 0 });
}
function annotationsOf({ model, version, stage, run, digest }) {
	return {
		"mlops-action/model": model,
		"mlops-action/version": version,
		"mlops-action/stage": stage,
		"mlops-action/run": run,
		...digest === void 0 ? {} : { "mlops-action/digest": digest }
	};
}
/** A name that Kubernetes takes: letters of ASCII, digits and hyphens; where that says less than model and stage, a digest too. */
function serviceName(model, stage) {
	const whole = `${model}-${stage}`;
	const safe = whole.toLowerCase().replaceAll(/[^a-z0-9-]+/g, "-").replace(/^[^a-z]+/, "").replace(/-+$/, "");
	if (safe === whole && safe.length <= MAX_NAME) return safe;
	const digest = v5(`${model}/${stage}`, v5.URL).slice(0, 8);
	const start = safe.slice(0, 31).replace(/-+$/, "");
	return `${start === "" ? "model" : start}-${digest}`;
}
function invalid(path, what, hint = "Mend it, or remove it to have it written anew.") {
	return new MlopsError("config-invalid", `${path} ${what}`, hint, { place: { file: path } });
}

// src/pipeline/deployment/settle-deployment.ts
/**
* Judges a deployment whose hook has ended: commits the manifest, if that is the hook, and asks whether it is well. A
* failed deployment is a value.
*/
async function settleDeployment(prepared, outcome, ports) {
	const { version, run, previous, reason: why } = prepared;
	const { failure, url, image } = await judge(prepared, outcome, ports);
	if (failure === void 0) {
		const said = [...previous === void 0 ? [] : [{
			run: previous.run,
			state: "inactive",
			version: previous.version
		}], {
			run,
			state: "success",
			version,
			...seen(url, image),
			...why === void 0 ? {} : { reason: why }
		}];
		await recordOutcome(prepared, said, ports);
		await reportState(prepared, "success", `${version} is live`, url, ports);
		await removeOtherModels(prepared, [version, previous?.version], ports);
		return {
			state: "success",
			url,
			image
		};
	}
	const reason = redactorFrom(ports.environment)(failure);
	const said = {
		run,
		state: "failure",
		version,
		reason,
		...seen(url, image)
	};
	const last = await recordOutcome(prepared, [said], ports);
	await reportState(prepared, "failure", reason, url, ports);
	return {
		state: "failure",
		reason,
		...await planRestoration(last === void 0 ? prepared : {
			...prepared,
			after: last
		}, ports)
	};
}
/** Judges whether the version that was brought back serves. */
async function settleRestoration(prepared, outcome, ports) {
	const { version, run, reason } = prepared;
	const { failure, url, image } = await judge(prepared, outcome, ports);
	const how = failure === void 0 ? "success" : "failure";
	const words = failure === void 0 ? reason : redactorFrom(ports.environment)(failure);
	const said = {
		run,
		state: how,
		version,
		...seen(url, image),
		...words === void 0 ? {} : { reason: words }
	};
	await recordOutcome(prepared, [said], ports);
	return {
		failure: failure === void 0 ? void 0 : words,
		url
	};
}
/** Whether the version serves now. */
async function judge(prepared, { failure, image: pushed }, ports) {
	const image = pushed ?? prepared.variables.MODEL_IMAGE;
	const variables = image === void 0 ? prepared.variables : {
		...prepared.variables,
		MODEL_IMAGE: image
	};
	const { health } = prepared.deploy;
	const found = {
		url: health === void 0 ? void 0 : expandVariables(health.url, variables),
		image
	};
	if (failure !== void 0) return {
		failure,
		...found
	};
	const uncommitted = await commitManifest(prepared, variables, ports);
	if (uncommitted !== void 0 || health === void 0) return {
		failure: uncommitted,
		...found
	};
	ports.log.info(`asking ${found.url ?? ""} whether ${prepared.version} answers, for ${health.timeout} s at most`);
	const { requests } = prepared;
	const checked = await checkHealth({
		...health,
		requests,
		variables,
		abort: ports.abort
	});
	return {
		failure: checked.failure === void 0 ? void 0 : `health check: ${checked.failure}`,
		...found
	};
}
/** @returns why the manifest could not be committed, in words */
async function commitManifest(prepared, variables, { commitFile, log }) {
	const { model, version, stage, run, deploy, storage_uri: uri } = prepared;
	const { kserve } = deploy;
	if (kserve === void 0 || uri === void 0) return void 0;
	if (commitFile === void 0) return "nothing here can commit the manifest for KServe";
	const { manifest: path, format, branch } = kserve;
	const facts = {
		model,
		version,
		stage,
		run,
		digest: variables.MODEL_DIGEST,
		format,
		storageUri: expandVariables(uri, variables)
	};
	const message = `Deploy ${model} ${version} to ${stage}`;
	try {
		const edit = (text) => renderManifest(text, facts, path);
		const { commit } = await commitFile({
			path,
			branch,
			message,
			edit
		});
		log.info(commit === void 0 ? `${path} says ${version} already` : `${path} was committed as ${commit.slice(0, 7)}`);
		return;
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		return `the manifest was not committed: ${error.message}. ${error.hint}`;
	}
}
async function planRestoration(failed, ports) {
	const { deploy, previous } = failed;
	const nothing = (notRestored) => ({
		restore: void 0,
		notRestored
	});
	if (deploy.rollback === "never") return nothing("nothing comes back by itself here");
	if (ports.abort?.aborted === true) return nothing("it was interrupted");
	if (previous === void 0) return nothing("no other version was live");
	try {
		return {
			restore: await prepareRestoration(failed, ports),
			notRestored: void 0
		};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		return nothing(`${previous.version} cannot be brought back: ${error.message}`);
	}
}
function seen(url, image) {
	return {
		...url === void 0 ? {} : { url },
		...image === void 0 ? {} : { image }
	};
}

// src/pipeline/deployment/deploy-version.ts
/**
* Deploys a version. That it fails is a value; events on the tracking branch tell of each step. Neither tags nor the
* worktree are touched.
* @throws MlopsError `usage` while another process deploys to the stage, `config-invalid` for what cannot be deployed so,
*   `not-found` for a version without model files, and of the tracking branch, all before anything was deployed
*/
async function deployVersion(request, ports) {
	const { model, stage, run } = request;
	const environment = environmentOf(model, stage);
	const path = join(environmentFolder(ports, model, stage), "lock");
	const words = {
		taken: (holder) => taken(environment, path, holder),
		stale: `a deployment to ${environment} ended without cleaning up; going on`
	};
	return withFileLock(path, words, async (nameRun) => {
		await nameRun(run);
		return deploy(request, environment, ports);
	}, ports.log);
}
async function deploy(request, environment, ports) {
	const { version } = request;
	const what = {
		environment,
		version
	};
	const ready = await prepareDeployment(request, ports);
	if ("live" in ready) {
		const { url, image } = ready.live;
		return {
			...what,
			state: "success",
			outcome: "unchanged",
			replaced: void 0,
			url,
			image
		};
	}
	const { prepared } = ready;
	const settled = await settleDeployment(prepared, await hook(prepared, ports), ports);
	if (settled.state === "success") return {
		...what,
		...settled,
		outcome: "deployed",
		replaced: prepared.previous?.version
	};
	const { reason, restore, notRestored } = settled;
	if (restore === void 0) return {
		...what,
		state: "failure",
		reason,
		restored: void 0,
		notRestored
	};
	ports.log.warn(`${version} failed in ${environment}, so ${restore.version} is brought back: ${reason}`);
	const { failure: problem } = await settleRestoration(restore, await hook(restore, ports), ports);
	return problem === void 0 ? {
		...what,
		state: "failure",
		reason,
		restored: restore.version,
		notRestored: void 0
	} : {
		...what,
		state: "failure",
		reason,
		restored: void 0,
		notRestored: `${restore.version} failed too: ${problem}`
	};
}
function hook(prepared, ports) {
	const { environment, workingDirectory, onOutput, abort, log } = ports;
	if (prepared.script !== void 0) log.info(`deploying ${prepared.version} to ${prepared.stage}`);
	return runHook(prepared, {
		environment,
		workingDirectory,
		onOutput,
		abort,
		redact: redactorFrom(environment)
	});
}
function taken(environment, path, holder) {
	const who = holder === void 0 ? "another process" : `process ${holder.pid}, since ${holder.started}`;
	return new MlopsError("usage", `something is being deployed to ${environment} at this moment (${who})`, `Wait for its end. If that process deploys nothing any more, remove ${path}.`);
}

export { settleDeployment as n, settleRestoration as r, deployVersion as t };