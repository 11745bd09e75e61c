import { t as MlopsError } from "./error.js";
import { f as isVersion } from "./tag.js";
import { n as Decision } from "./schema.js";

// src/config/overlay.ts
/**
* Settings of one run: what an input gives wins over mlops.yaml, which wins over the default.
* @throws MlopsError `usage` for a version that is none
*/
function overlay(config, inputs, context) {
	const merged = {
		...config,
		...inputs.config
	};
	const model = merged.model ?? defaultModel(context);
	return {
		task: inputs.task,
		workingDirectory: context.workingDirectory,
		configFile: context.configFile,
		command: merged.command,
		model,
		experiment: merged.experiment ?? model,
		params: listOf(merged.params),
		metrics: listOf(merged.metrics),
		metricsPattern: merged["metrics-pattern"],
		data: listOf(merged.data),
		modelFiles: listOf(merged["model-files"]),
		artifacts: listOf(merged.artifacts),
		predictions: predictionsOf(config.predictions, inputs.config.predictions),
		repeats: {
			unit: merged.repeats?.unit,
			testShare: merged.repeats?.["test-share"]
		},
		paths: listOf(merged.paths),
		baseline: merged.baseline,
		gates: merged.gates ?? {},
		gateLines: inputs.given.has("gates") ? {} : context.gateLines ?? {},
		decision: merged.decision ?? Decision.parse({}),
		failOn: merged["fail-on"] ?? "fail",
		comment: merged.comment ?? true,
		commentKey: merged["comment-key"] ?? model,
		plots: merged.plots ?? "text",
		check: merged.check ?? true,
		register: registerSettings(config, inputs),
		stages: stagesOf(merged),
		deploy: merged.deploy,
		deployWorkflow: merged["deploy-workflow"],
		card: merged.card ?? {},
		version: inputs.version,
		runId: inputs.runId,
		stage: inputs.stage,
		reason: inputs.reason,
		force: inputs.force,
		drill: inputs.drill,
		...trackingSettings(config, inputs),
		uploadModel: merged["upload-model"] ?? true,
		retentionDays: merged["retention-days"],
		allowUntrusted: inputs.allowUntrusted
	};
}
/** An input names the file alone; its columns stay those of the configuration. */
function predictionsOf(configured = {}, given) {
	const columns = typeof configured === "string" ? {} : configured;
	const named = typeof configured === "string" ? configured : configured.file;
	const { id, target, prediction, weight, slices, baseline, keep = true } = columns;
	return {
		file: typeof given === "string" ? given : named,
		id,
		target,
		prediction,
		weight,
		slices: listOf(slices),
		baseline,
		keep
	};
}
function stagesOf({ stages, deploy }) {
	if (stages === void 0) return void 0;
	if (Array.isArray(stages)) return stages.map((name) => ({
		name,
		approval: "none",
		deploy
	}));
	return Object.entries(stages).map(([name, policy]) => ({
		name,
		approval: policy.approval,
		deploy: policy.deploy ?? deploy
	}));
}
/** The members come from inputs of their own, so each of them is laid over by itself. */
function registerSettings({ register }, inputs) {
	const { given } = inputs;
	const version = inputs.task === "register" ? inputs.version : void 0;
	if (version !== void 0 && !isVersion(version)) throw new MlopsError("usage", `input version: "${version}" is no version`, "Write it as v1.2.3, with the \"v\".");
	const over = inputs.config.register;
	return {
		when: (given.has("register") ? over?.when : register?.when) ?? "never",
		bump: version ?? (given.has("bump") ? over?.bump : register?.bump) ?? "patch",
		stage: inputs.task === "train" || inputs.task === "register" ? inputs.stage ?? register?.stage : register?.stage
	};
}
function trackingSettings({ tracking }, inputs) {
	const { given } = inputs;
	const over = inputs.config.tracking;
	return {
		trackingBranch: (given.has("tracking-branch") ? over?.branch : tracking?.branch) ?? "mlops-tracking",
		collect: (given.has("collect") ? over?.collect : tracking?.collect) ?? false
	};
}
/**
* The repository's name, and in a monorepo the folder's too, as far as GTO's grammar takes them. They are joined with
* "-" because a "/" keeps workflows with `tags: ['*']` from starting.
*/
function defaultModel({ repository, workingDirectory }) {
	return `${repository.split("/").findLast((part) => part !== "") ?? ""}${workingDirectory === "." ? "" : `-${workingDirectory}`}`.replaceAll(/[^a-zA-Z0-9_]+/g, "-").slice(0, 200).replaceAll(/^[^a-zA-Z0-9]+|[^a-zA-Z0-9]+$/g, "") || "model";
}
function listOf(value) {
	if (value === void 0) return [];
	return typeof value === "string" ? [value] : value;
}

export { overlay as n, defaultModel as t };