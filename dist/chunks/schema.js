import { l as VERSION_SOURCE, r as isName, t as NAME_SOURCE } from "./tag.js";
import { f as record, g as union, i as boolean, l as number, m as string, n as _enum, p as strictObject, r as array, s as literal } from "./zod.js";

// src/deployment/variables.ts
/** Names of the variables that a hook may see, in the order in which they are documented. */
const HOOK_VARIABLES = [
	"MODEL_NAME",
	"MODEL_VERSION",
	"MODEL_STAGE",
	"MODEL_DIGEST",
	"MODEL_DIR",
	"MODEL_FILE",
	"MODEL_RUN_ID",
	"MODEL_COMMIT",
	"MODEL_URL",
	"MODEL_PREVIOUS_VERSION",
	"MODEL_IMAGE"
];
/** The variables of a hook; what is not known is absent. */
function hookVariables(facts) {
	const all = {
		MODEL_NAME: facts.model,
		MODEL_VERSION: facts.version,
		MODEL_STAGE: facts.stage,
		MODEL_DIGEST: facts.digest,
		MODEL_DIR: facts.folder,
		MODEL_FILE: facts.files.length === 1 ? facts.files[0] : void 0,
		MODEL_RUN_ID: facts.run,
		MODEL_COMMIT: facts.commit,
		MODEL_URL: facts.url,
		MODEL_PREVIOUS_VERSION: facts.previous,
		MODEL_IMAGE: facts.image
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== void 0));
}
/** A text with `$MODEL_VERSION` or `${MODEL_VERSION}` and the like replaced; a variable without a value is left as it is. */
function expandVariables(text, variables) {
	return text.replaceAll(/\$(?:\{(MODEL_[A-Z_]+)\}|(MODEL_[A-Z_]+))/g, (whole, braced, bare) => {
		const name = braced ?? bare ?? "";
		return Object.hasOwn(variables, name) ? variables[name] ?? whole : whole;
	});
}
/** What looks like a variable in a text and is none that is put in there: `$PORT` stands for nothing. */
function unknownVariables(text) {
	const known = HOOK_VARIABLES;
	return [...text.matchAll(/\$(?:\{([A-Z][A-Z0-9_]*)\}|([A-Z][A-Z0-9_]*))/g)].map(([, braced, bare]) => braced ?? bare ?? "").filter((name) => !known.includes(name));
}

// src/config/name-schema.ts
const Name = string().max(200).regex(new RegExp(`^${NAME_SOURCE}$`), "a name of letters, digits, \"-\", \"_\" and \"/\" that starts and ends with a letter or digit").refine(isName, "a name that git and every file system take: no \"//\", no part such as \"aux\"");
/** GTO's grammar of artifact names, less the names that cannot be a tag everywhere. */
const ModelName = Name.describe("Registry name of the model, in GTO's grammar; the repository's name, with the folder's in a monorepo, by default");
const StageName = Name.describe("Name of a stage, in GTO's grammar");

// src/config/deployment-schema.ts
const Command = string().regex(/\S/, "a command that is not blank");
/** How one is sure that what was deployed answers as it should. */
const HealthCheck = strictObject({
	url: string().min(1).max(2e3).describe("Address that answers with a status below 400 once the model is live; may hold $MODEL_STAGE and the like"),
	requests: string().min(1).exactOptional().describe("File of golden requests, one JSON object a line: request, response, and optional path, method, status"),
	tolerance: number().nonnegative().default(1e-6).describe("By how much numbers of a response may differ from the golden ones, absolute or relative"),
	timeout: number().positive().max(3600).default(60).describe("Seconds until it has to answer")
});
const ContainerHook = strictObject({
	image: string().min(1).max(300).describe("Name of the image without a tag, such as ghcr.io/org/duration"),
	file: string().min(1).default("Dockerfile").describe("The recipe; the model is its build context `model`: COPY --from=model . /model"),
	context: string().min(1).default(".").describe("Folder that is sent to the builder")
});
const KServeHook = strictObject({
	manifest: string().min(1).describe("Path of the InferenceService that is committed"),
	branch: string().min(1).max(200).exactOptional().describe("Branch that the cluster follows; the default branch"),
	format: string().min(1).max(100).describe("Model format, such as sklearn, xgboost, onnx or mlflow"),
	"storage-uri": string().min(1).max(1e3).exactOptional().describe("Where the model lies, with $MODEL_VERSION and the like; by default the version's release")
});
/** What brings a version to where it serves. One of command, container and kserve; a command may follow a container. */
const Deploy = strictObject({
	command: Command.exactOptional().describe("Run by bash with MODEL_NAME, MODEL_VERSION, MODEL_STAGE, MODEL_DIR …"),
	container: ContainerHook.exactOptional().describe("Build an image, push it and deploy by its digest"),
	kserve: KServeHook.exactOptional().describe("Commit an InferenceService for a cluster that follows the repository"),
	health: HealthCheck.exactOptional().describe("What has to answer afterwards; nothing is asked by default"),
	rollback: _enum(["auto", "never"]).default("auto").describe("Whether the version before comes back when the deployment or its health check fails"),
	timeout: number().positive().max(21600).default(1800).describe("Seconds that the hook may take")
});
const StagePolicy = strictObject({
	approval: _enum(["none", "pull-request"]).default("none").describe("pull-request: a version is proposed by a change of deploy/STAGE.yaml, and merging it assigns the stage"),
	deploy: Deploy.exactOptional().describe("In place of the deploy of all stages")
});
/** What a program cannot know of a model, for its card. */
const Card = strictObject({
	"intended-use": string().min(1).max(5e3).exactOptional().describe("What the model is for, in Markdown"),
	"out-of-scope": string().min(1).max(5e3).exactOptional().describe("What it is not for"),
	limits: string().min(1).max(5e3).exactOptional().describe("Known limits, risks and biases"),
	data: string().min(1).max(5e3).exactOptional().describe("Where the training data come from"),
	owner: string().min(1).max(500).exactOptional().describe("Who answers for the model"),
	license: string().min(1).max(200).exactOptional().describe("Licence of the model")
});
const Stages = union([array(StageName).min(1), record(StageName, StagePolicy)]).describe("The stages that a version can be in, in order: names, or a policy for each; any name by default");

// src/config/schema.ts
const Globs = union([string().min(1), array(string().min(1))]);
/** `1%` is relative to the baseline, a number is in the metric's own unit. */
const Tolerance = union([number().nonnegative(), string().regex(/^\d+(\.\d+)?\s*%$/, "a number, or a percentage such as \"1%\"")]).describe("How much worse than the baseline is accepted: relative (\"1%\") or absolute (0.02)");
const Margin = union(Tolerance.options);
const SliceGate = strictObject({
	margin: Margin.describe("How much worse than the baseline each slice may be: relative (\"5%\") or absolute (0.02)"),
	"min-rows": number().int().min(20).exactOptional().describe("Slices of fewer rows are not judged; 50 by default")
});
const Gate = strictObject({
	better: _enum(["higher", "lower"]).exactOptional().describe("Which direction is better"),
	primary: boolean().exactOptional().describe("The metric that the headline is about; one at most"),
	min: number().exactOptional().describe("Fails below this value"),
	max: number().exactOptional().describe("Fails above this value"),
	warn: number().exactOptional().describe("Warns beyond this value, on the side of the limit"),
	"max-regression": Tolerance.exactOptional(),
	test: _enum(["superiority", "non-inferiority"]).exactOptional().describe("What has to be shown: better than the baseline (of one metric), or not worse by the margin"),
	margin: Margin.exactOptional().describe("Margin of the test: relative to the baseline (\"1%\") or absolute (0.02); of superiority 0 by default"),
	slices: SliceGate.exactOptional().describe("The same metric in each slice of the rows, the worst first; the chance of any false alarm stays below alpha (Holm)")
}).describe("What a metric must satisfy");
/** How sure a decision has to be: said once, for all gates. */
const Decision = strictObject({
	alpha: number().gt(0).max(.5).default(.05).describe("Two-sided: intervals have the confidence 1 − alpha, and half of it is the chance of a false promotion"),
	power: number().min(.5).lt(1).default(.95).describe("With which chance a true difference is to be found, for the number of rows that would settle it"),
	spend: _enum(["since-promotion", "none"]).default("since-promotion").describe("Whether automatic decisions on superiority share one alpha until the next version, or each has its own")
});
const Bump = union([_enum([
	"patch",
	"minor",
	"major"
]), string().regex(new RegExp(`^${VERSION_SOURCE}$`), "patch, minor, major, or an exact version such as v1.2.3")]).describe("What the next version is: one more patch, minor or major, or exactly this version");
const RegisterPolicy = strictObject({
	when: _enum([
		"auto",
		"always",
		"never"
	]).default("never").describe("auto (on the default branch, when training succeeded and no gate failed), always, never"),
	bump: Bump.default("patch"),
	stage: StageName.exactOptional().describe("Stage to assign to the registered version, if the evidence allows")
});
/** What git takes as a branch (git help check-ref-format), nearly; a name that starts with `refs/` is a full ref. */
const TrackingBranch = string().min(1).max(200).regex(/^[^-/.\s~^:?*[\\\p{Cc}][^\s~^:?*[\\\p{Cc}]*$/u, "the name of a branch or a full ref").refine((name) => !/\.\.|\/\/|@\{|\/\.|\.lock(\/|$)|[/.]$/.test(name), "the name of a branch or a full ref");
const Column = string().max(200);
const PredictionsConfig = strictObject({
	file: string().min(1).exactOptional().describe("Path or glob; predictions.csv, .parquet or .jsonl by default"),
	id: Column.exactOptional().describe("Column that tells the rows apart; one called id or index by default"),
	target: Column.exactOptional().describe("Column with what was true; one called target, y or label by default"),
	prediction: Column.exactOptional().describe("Column with what the model says: a number, a probability or a class"),
	weight: Column.exactOptional().describe("Column with the weights of the rows"),
	slices: union([Column, array(Column).max(10)]).exactOptional().describe("Columns whose values are groups of rows"),
	baseline: string().min(1).max(1e3).exactOptional().describe("Column, or file, with the champion's predictions for the same rows, made by this training"),
	keep: boolean().exactOptional().describe("Whether targets and predictions are kept for later runs to be compared with; true by default")
});
const RepeatsConfig = strictObject({
	unit: _enum(["seed", "fold"]).exactOptional().describe("Which key of a row names the repeat; found by itself"),
	"test-share": number().positive().exactOptional().describe("Rows tested over rows trained in each fold; 0.25 with five folds, which is found by itself")
});
/** Everything that mlops.yaml may hold. */
const Config = strictObject({
	model: ModelName.exactOptional(),
	experiment: string().min(1).max(200).exactOptional().describe("Name under which runs are grouped; the model's name by default"),
	command: Command.exactOptional().describe("The training command, run by bash"),
	params: Globs.exactOptional().describe("Files with hyperparameters, of which \"file:key\" takes one section; params.yaml and the like by default"),
	metrics: Globs.exactOptional().describe("Files with metrics; metrics.json and DVCLive's by default"),
	"metrics-pattern": string().min(1).exactOptional().describe("Regular expression with groups name, value and optional step, read from the output of the training"),
	data: Globs.exactOptional().describe("Files that the training reads"),
	"model-files": Globs.exactOptional().describe("Files that are the model; model/, models/ and model.* by default"),
	artifacts: Globs.exactOptional().describe("Other files to keep"),
	predictions: union([string().min(1), PredictionsConfig]).exactOptional().describe("File with a prediction for each row of the holdout, by which runs are compared row by row"),
	repeats: RepeatsConfig.exactOptional().describe("The same training repeated: rows of metrics with a seed or fold"),
	paths: Globs.exactOptional().describe("Files that feed the model: what changes none of them, and not this file, trains nothing; \"!\" before what does not; all files by default"),
	baseline: string().min(1).exactOptional().describe("merge-base, a branch, a run id, model@stage, model@v1.2.3 or none; merge-base on pull requests, the previous success of the branch on pushes by default"),
	gates: record(string().min(1), Gate).exactOptional().describe("What metrics must satisfy for the verdict to be pass, by metric"),
	decision: Decision.exactOptional().describe("How sure decisions have to be, for all gates"),
	"fail-on": _enum([
		"fail",
		"inconclusive",
		"never"
	]).exactOptional().describe("Which verdicts fail the job: fail (by default), inconclusive (and fail), never"),
	comment: union([boolean(), literal("on-change")]).exactOptional().describe("Whether to comment on pull requests, or on-change: only when a metric moved; true by default"),
	"comment-key": string().min(1).max(200).exactOptional().describe("Identity of the comment that is kept up to date; the model's name by default"),
	plots: _enum(["text", "images"]).exactOptional().describe("What the plots of the comment are: text (by default), or images: files on the tracking branch, where the repository is public and on github.com"),
	check: boolean().exactOptional().describe("Whether to report a check run, or else a commit status, on the commit; true by default"),
	register: RegisterPolicy.exactOptional().describe("When a trained model becomes a version, and which"),
	stages: Stages.exactOptional(),
	deploy: Deploy.exactOptional().describe("How a version that got a stage is deployed, for all stages"),
	"deploy-workflow": string().regex(/^[\w-][\w.-]{0,99}\.ya?ml$/, "the name of a file in .github/workflows, such as deploy.yml").exactOptional().describe("Workflow file to start at the tag after a stage was assigned"),
	card: Card.exactOptional().describe("What stands in the model's card beside what is recorded"),
	"upload-model": boolean().exactOptional().describe("Whether to upload model files and artifacts as workflow artifacts; true by default"),
	"retention-days": number().int().min(1).max(400).exactOptional().describe("Days until these artifacts are deleted; the repository's setting by default"),
	tracking: strictObject({
		branch: TrackingBranch.default("mlops-tracking").describe("Branch, or full ref such as refs/mlops/tracking, that holds the run records"),
		collect: boolean().default(false).describe("Whether a workflow leaves its records to a job with `task: collect`")
	}).exactOptional().describe("Where run records are kept")
});

export { hookVariables as _, RegisterPolicy as a, Card as c, HealthCheck as d, KServeHook as f, expandVariables as g, HOOK_VARIABLES as h, PredictionsConfig as i, ContainerHook as l, ModelName as m, Decision as n, RepeatsConfig as o, StagePolicy as p, Gate as r, SliceGate as s, Config as t, Deploy as u, unknownVariables as v };