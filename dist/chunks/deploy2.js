import { t as MlopsError } from "./error.js";
import { n as manifestCommitter, t as deployVersion } from "./deploy-version.js";
import { t as requireStage } from "./find-version.js";
import { n as suggestion } from "./nearest.js";
import { r as parseEvidence } from "./evidence.js";
import { n as parsePromotion } from "./promotion.js";
import { r as renderDeployed, t as deployedJson } from "./deployment-text.js";
import { n as DEPLOYMENT, r as watchInterrupts } from "./local-ports.js";
import { n as print, r as printJson } from "./print.js";
import { t as openPromotion } from "./promotion-ports.js";
import { t as _usingCtx } from "./usingCtx.js";
import { join } from "node:path";

// src/pipeline/stage-holder.ts
/**
* What is to be deployed to a stage: only what holds it, since whatever gets there without has no evidence.
* @param version the one that is expected to hold it; undefined for whichever does
* @throws MlopsError `not-found` where none holds it, another one does, or its tag names no run
*/
function requireHolder({ artifacts }, { model, stage, version }) {
	const artifact = artifacts.find(({ name }) => name === model);
	if (artifact === void 0) {
		const names = artifacts.map(({ name }) => name);
		const known = names.length === 0 ? "; none is registered here" : `, ${suggestion(model, names)}`;
		throw new MlopsError("not-found", `no model "${model}" is registered here${known}`, "`mlops registry` lists them.");
	}
	const holder = Object.hasOwn(artifact.stages, stage) ? artifact.stages[stage]?.[0] : void 0;
	const promote = `\`mlops promote ${model}@VERSION ${stage}\` gives it to one, and deploys it`;
	if (holder === void 0) throw new MlopsError("not-found", `no version of ${model} is in the stage "${stage}"`, `${promote}.`);
	if (version !== void 0 && holder.version !== version) throw new MlopsError("not-found", `${stage} of ${model} is held by ${holder.version}, not by ${version}`, `Only a version that holds a stage is deployed to it: ${promote}.`);
	const registration = artifact.versions.find((each) => each.version === holder.version)?.registration;
	const evidence = parseEvidence(registration?.message ?? "");
	if (evidence === void 0) throw new MlopsError("not-found", `the tag of ${model} ${holder.version} names no run, so its model files are not known`, "It was registered by another program; register a run with `mlops register`.");
	const assignment = artifact.events.find(({ tag }) => tag === holder.tag);
	const { run, model_digest: digest } = evidence;
	const isRollback = parsePromotion(assignment?.message ?? "")?.kind === "rollback";
	return {
		model,
		stage,
		version: holder.version,
		tag: holder.tag,
		run,
		isRollback,
		digest
	};
}

// src/cli/commands/deploy.ts
/**
* @param first `model@stage`, the model, or the stage where the configured model is meant
* @param second the stage, where the model stands alone
* @returns 0 when the version is live, 1 when it is not, whether or not the one before was put back
*/
async function deploy(first, second, options) {
	try {
		var _usingCtx$1 = _usingCtx();
		const { settings, ports, actor, event } = await openPromotion({
			...options,
			reason: void 0,
			force: false,
			deploy: true,
			push: true
		});
		const wanted = meant(first, second, settings.model);
		const hook = requireStage(settings, wanted.stage).deploy;
		const file = settings.configFile ?? "mlops.yaml";
		if (wanted.model !== settings.model) throw new MlopsError("usage", `${file} is of the model "${settings.model}", and says nothing of how "${wanted.model}" is deployed`, "Run it in the folder of that model, or name that with --working-directory.");
		if (hook === void 0) throw new MlopsError("config-invalid", `${file} does not say how ${wanted.stage} of ${wanted.model} is deployed`, "Write there, for example, `deploy: {command: ./deploy.sh, health: {url: \"http://localhost:8080/health\"}}`.");
		const holder = requireHolder(await ports.registry.read(), {
			...wanted,
			version: options.version
		});
		const interrupts = _usingCtx$1.u(watchInterrupts(ports.log, DEPLOYMENT));
		const { deploying } = ports;
		if (deploying === void 0) throw new TypeError("this machine deploys nothing");
		const commitFile = manifestCommitter(ports, event.defaultBranch);
		const workingDirectory = join(ports.repositoryRoot, settings.workingDirectory);
		const deployed = await deployVersion({
			...holder,
			deploy: hook,
			actor,
			again: options.again
		}, {
			...ports,
			...deploying,
			workingDirectory,
			commitFile,
			abort: interrupts.abort
		});
		if (options.json) printJson(deployedJson(deployed));
		else if (deployed.state === "success") print(renderDeployed(deployed));
		else process.stderr.write(`${renderDeployed(deployed)}\n${adviceFor(wanted, deployed.restored)}`);
		return interrupts.exitStatus() ?? (deployed.state === "success" ? 0 : 1);
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
function meant(first, second, configured) {
	if (second !== void 0) return {
		model: first,
		stage: second
	};
	const at = first.lastIndexOf("@");
	return at > 0 ? {
		model: first.slice(0, at),
		stage: first.slice(at + 1)
	} : {
		model: configured,
		stage: first
	};
}
/** The tags are another thing than what is live: they still name the version that failed. */
function adviceFor({ model, stage }, restored) {
	return restored === void 0 ? `  \`mlops rollback ${model} ${stage}\` gives the stage back to the version before, and deploys it\n` : `  \`mlops rollback ${model} ${stage} --to ${restored}\` gives it the stage as well\n`;
}

export { deploy };