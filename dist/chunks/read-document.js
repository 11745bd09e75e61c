import { t as MlopsError } from "./error.js";
import { c as Card, n as Decision, r as Gate, u as Deploy } from "./schema.js";
import { _ as unknown, f as record, g as union, i as boolean, l as number, m as string, n as _enum, p as strictObject, r as array, s as literal } from "./zod.js";
import { et as Source } from "./open-history.js";
import { d as RunId, m as canonicalJson } from "./objects.js";
import { c as CAPTURE_FILES, s as findFiles } from "./source.js";
import { n as readPlainFile } from "./plain-file.js";
import { A as MAX_DOCUMENT_BYTES, a as USUAL_PREDICTIONS, n as USUAL_METRICS, o as USUAL_WRITTEN_PARAMS, r as USUAL_MODELS, t as DVCLIVE_SERIES_FOLDER, w as tooLarge } from "./usual-files.js";
import { n as overrideVariables } from "./override-variables.js";
import { join, resolve } from "node:path";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";

// src/training/plan-schema.ts
const Texts = array(string());
const TextRecord = record(string(), string());
const PlannedSettings = strictObject({
	task: _enum([
		"train",
		"collect",
		"publish",
		"register",
		"slash-command",
		"sync"
	]),
	workingDirectory: string(),
	configFile: string().optional(),
	command: string().optional(),
	model: string(),
	experiment: string(),
	params: Texts,
	metrics: Texts,
	metricsPattern: string().optional(),
	data: Texts,
	modelFiles: Texts,
	artifacts: Texts,
	predictions: strictObject({
		file: string().optional(),
		id: string().optional(),
		target: string().optional(),
		prediction: string().optional(),
		weight: string().optional(),
		slices: Texts,
		baseline: string().optional(),
		keep: boolean()
	}),
	repeats: strictObject({
		unit: _enum(["seed", "fold"]).optional(),
		testShare: number().optional()
	}),
	paths: Texts,
	baseline: string().optional(),
	gates: record(string(), Gate),
	gateLines: record(string(), record(string(), number())),
	decision: Decision,
	failOn: _enum([
		"fail",
		"inconclusive",
		"never"
	]),
	comment: union([boolean(), literal("on-change")]),
	commentKey: string(),
	plots: _enum(["text", "images"]),
	check: boolean(),
	register: strictObject({
		when: _enum([
			"auto",
			"always",
			"never"
		]),
		bump: string(),
		stage: string().optional()
	}),
	stages: array(strictObject({
		name: string(),
		approval: _enum(["none", "pull-request"]),
		deploy: Deploy.optional()
	})).optional(),
	deploy: Deploy.optional(),
	deployWorkflow: string().optional(),
	card: Card,
	version: string().optional(),
	runId: string().optional(),
	stage: string().optional(),
	reason: string().optional(),
	force: boolean(),
	drill: boolean(),
	trackingBranch: string(),
	collect: boolean(),
	uploadModel: boolean(),
	retentionDays: number().optional(),
	allowUntrusted: boolean()
});
const PlannedEvent = strictObject({
	name: string(),
	repository: string().optional(),
	repositoryUrl: string().optional(),
	isPublic: boolean().optional(),
	defaultBranch: string().optional(),
	branch: string().optional(),
	tag: string().optional(),
	commit: string(),
	actor: string().optional(),
	pullRequest: strictObject({
		number: number().optional(),
		head: string(),
		headBranch: string(),
		base: string(),
		baseBranch: string(),
		isFork: boolean(),
		isMerged: boolean().optional()
	}).optional(),
	mergeGroup: strictObject({
		base: string(),
		baseBranch: string()
	}).optional(),
	inputs: TextRecord,
	workflow: string().optional(),
	run: string().optional(),
	attempt: number().optional(),
	job: string().optional(),
	matrix: record(string(), unknown()).optional(),
	jobTotal: number().optional(),
	runUrl: string().optional()
});
const Plan = strictObject({
	runId: RunId,
	settings: PlannedSettings,
	event: PlannedEvent,
	overrides: TextRecord,
	source: Source,
	remoteUrl: string().optional(),
	checkout: strictObject({
		root: string(),
		gitSettings: string()
	}).exactOptional(),
	before: record(string(), strictObject({
		mtimeMs: number(),
		size: number()
	})),
	paramsBefore: array(strictObject({
		pattern: string(),
		path: string(),
		text: string()
	})).exactOptional()
});
/** @throws MlopsError `capture-failed` for text that is no plan */
function parsePlan(text, origin) {
	const parsed = Plan.safeParse(parseJson(text, origin));
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new MlopsError("capture-failed", `${origin} is no plan: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`, "Plan and publish must be of the same version of mlops-action.");
}
function parseJson(text, origin) {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new MlopsError("capture-failed", `${origin} is not JSON`, "Run the training again.", { cause });
	}
}

// src/training/probes.ts
const LIST_PACKAGES = [
	"import sys",
	"sys.path[:] = [p for p in sys.path if p]",
	"import importlib.metadata as m, json, platform",
	"names = {(d.metadata[\"Name\"] or \"\") + \"==\" + (d.version or \"\") for d in m.distributions()}",
	"print(\"\\n\" + json.dumps({\"version\": platform.python_version(), \"prefix\": sys.prefix, \"packages\": sorted(names)}))"
].join("; ");
const RUNTIMES = [
	{
		name: "r",
		command: /\bRscript\b|\bR\s+-|\.R\b/,
		file: /^renv\.lock$|\.R$/i,
		argv: ["Rscript", "--version"]
	},
	{
		name: "julia",
		command: /\bjulia\b|\.jl\b/,
		file: /^Project\.toml$|\.jl$/,
		argv: ["julia", "--version"]
	},
	{
		name: "node",
		command: /\b(node|npm|npx|pnpm|yarn|tsx)\b/,
		file: /^package\.json$/,
		argv: ["node", "--version"]
	},
	{
		name: "java",
		command: /\b(java|mvn|gradle|sbt|spark-submit)\b/,
		file: /^pom\.xml$|\.gradle(\.kts)?$/,
		argv: ["java", "-version"]
	},
	{
		name: "go",
		command: /\bgo\s+(run|build|test)\b/,
		file: /^go\.mod$/,
		argv: ["go", "version"]
	},
	{
		name: "rust",
		command: /\bcargo\b/,
		file: /^Cargo\.toml$/,
		argv: ["rustc", "--version"]
	},
	{
		name: "dotnet",
		command: /\bdotnet\b/,
		file: /\.[cf]sproj$/,
		argv: ["dotnet", "--version"]
	}
];
const PYTHON_COMMAND = /\bpython|\bpip\b|\bpytest\b|\bjupyter\b|\bpapermill\b|\bdvc\b|\.py\b|\.ipynb\b|\b(uv|poetry|pipenv|pdm|hatch|rye|conda|mamba|micromamba)\b/;
const PYTHON_FILE = /^requirements[^/]*\.txt$|^pyproject\.toml$|^setup\.py$|^Pipfile$|^environment\.ya?ml$|\.py$|\.ipynb$/;
/**
* The probes for a command.
* @param files names in its working directory, which tell what a `make train` is likely to use
*/
function probesFor(command, files) {
	const isUsed = (inCommand, file) => inCommand.test(command) || files.some((name) => file.test(name));
	const probes = RUNTIMES.filter((runtime) => isUsed(runtime.command, runtime.file)).map(({ name, argv }) => ({
		name,
		argv
	}));
	if (isUsed(PYTHON_COMMAND, PYTHON_FILE)) probes.unshift({
		name: "python",
		argv: pythonArgv(command)
	});
	return [...probes, {
		name: "gpu",
		argv: [
			"nvidia-smi",
			"--query-gpu=name,memory.total,driver_version",
			"--format=csv,noheader"
		]
	}];
}
/** How to start the very interpreter that the command uses. */
function pythonArgv(command) {
	return [
		...pythonLauncher(command),
		"-c",
		LIST_PACKAGES
	];
}
function pythonLauncher(command) {
	const environment = /(?:^|[\s;&|(])(?:source|\.)\s+([\w./-]+)\/(bin|Scripts)\/activate\b/.exec(command);
	if (environment?.[1] !== void 0) return [`${environment[1]}/${environment[2] ?? "bin"}/python`];
	const conda = /\b(conda|mamba|micromamba)\s+(?:run|activate)\s+(?:(-n|--name|-p|--prefix)\s+)?([\w./-]+)/.exec(command);
	if (conda?.[1] !== void 0 && conda[3] !== void 0) return [
		conda[1],
		"run",
		conda[2] ?? "-n",
		conda[3],
		"python"
	];
	const runner = /\b(uv|poetry|pipenv|pdm|hatch|rye|pixi)\s+run\b/.exec(command)?.[1];
	if (runner !== void 0) return runner === "uv" ? [
		"uv",
		"run",
		"--no-sync",
		"python"
	] : [
		runner,
		"run",
		"python"
	];
	const named = /(?:^|[\s;&|(=])((?:[\w.-]*\/)*python(?:\d+(?:\.\d+)?)?)(?=\s|$)/m.exec(command)?.[1];
	if (named !== void 0) return [named];
	return [
		"bash",
		"-c",
		"exec \"$(command -v python || command -v python3)\" \"$@\"",
		"python"
	];
}
/** The probes as train.sh reads them: a line each, separated by tabs. */
function renderProbes(probes) {
	return probes.map(({ name, argv }) => `${[name, ...argv].join("	")}\n`).join("");
}

// src/training/prepare.ts
/**
* Modification time and size of every file that a run may write and that is there already, by path from the root.
* @param root top of the repository
*/
async function snapshotBefore(root, settings) {
	const workspace = {
		root,
		workingDirectory: settings.workingDirectory
	};
	const { file: predictions } = settings.predictions;
	const configured = [
		...settings.metrics,
		...settings.modelFiles,
		...settings.artifacts,
		...predictions === void 0 ? [] : [predictions]
	];
	const usual = [
		...USUAL_METRICS,
		...USUAL_WRITTEN_PARAMS,
		...USUAL_MODELS,
		...USUAL_PREDICTIONS,
		DVCLIVE_SERIES_FOLDER
	];
	const found = await Promise.all([.../* @__PURE__ */ new Set([...configured, ...usual])].map((pattern) => findFiles(pattern, workspace)));
	return Object.fromEntries(found.flatMap(({ files }) => files.map(({ path, mtimeMs, size }) => [path, {
		mtimeMs,
		size
	}])));
}
/**
* Writes the capture folder.
* @param folder exists or can be made; gets an absolute path in the training's variables
* @param workingDirectory where the command runs: its file names tell which interpreters a `make train` may use
* @returns SHA-256 of plan.json, for `readPlan`
* @throws MlopsError `usage` for overrides that cannot be handed over
*/
async function prepareCapture(plan, folder, workingDirectory) {
	const at = (name) => join(resolve(folder), CAPTURE_FILES[name]);
	const variables = {
		MLOPS_RUN_ID: plan.runId,
		MLOPS_METRICS: at("metrics"),
		MLOPS_PARAMS: at("params"),
		MLOPS_TAGS: at("tags"),
		MLOPS_ARTIFACTS: at("artifacts"),
		...overrideVariables(plan.overrides)
	};
	const command = (plan.settings.command ?? "").replaceAll("\r\n", "\n");
	const text = canonicalJson(plan);
	await mkdir(at("artifacts"), { recursive: true });
	await Promise.all([
		writeFile(at("plan"), text),
		writeFile(at("command"), command.endsWith("\n") ? command : `${command}\n`),
		writeFile(at("environment"), renderEnvironment(variables)),
		writeFile(at("probes"), renderProbes(probesFor(command, await listNames(workingDirectory)))),
		...[
			"metrics",
			"params",
			"tags"
		].map((name) => writeFile(at(name), ""))
	]);
	return createHash("sha256").update(text).digest("hex");
}
/**
* Reads the plan back.
* @param sha256 what `prepareCapture` gave, from a place that the training could not write to; absent: unchecked
* @throws MlopsError `capture-failed` when it is missing, changed or no plan
*/
async function readPlan(folder, sha256) {
	const path = join(folder, CAPTURE_FILES.plan);
	const bytes = (await readPlainFile(path, MAX_PLAN_BYTES))?.content;
	if (bytes === void 0) throw new MlopsError("capture-failed", `${path} cannot be read`, HINT);
	if (sha256 !== void 0 && createHash("sha256").update(bytes).digest("hex") !== sha256) throw new MlopsError("capture-failed", `${path} was changed after it was planned`, HINT);
	return parsePlan(bytes.toString(), path);
}
async function listNames(directory) {
	return directory === void 0 ? [] : readdir(directory).catch(() => []);
}
/** The snapshot of ten thousand files is about a megabyte. */
const MAX_PLAN_BYTES = 33554432;
const HINT = "The training must leave the capture folder alone except for the files that its MLOPS_ variables name.";
function renderEnvironment(variables) {
	return Object.entries(variables).map(([name, value]) => `${name}=${value}\0`).join("");
}

// src/training/read-document.ts
/** The whole of a file, if it is not too large. */
async function readDocument({ path, absolute, size }) {
	if (size > 10485760) return { warning: {
		message: tooLarge(path, size, MAX_DOCUMENT_BYTES).message,
		file: path
	} };
	try {
		return { text: await readFile(absolute, "utf8") };
	} catch (error) {
		return { warning: {
			message: `cannot be read: ${error.message}`,
			file: path
		} };
	}
}
/**
* What the training appended: of a file that is too large the last part, which has the final values.
* @param name how warnings call it
*/
async function readAppended(path, name) {
	const end = await readPlainFile(path, MAX_DOCUMENT_BYTES);
	if (end === void 0) return {
		text: "",
		warnings: [{
			message: "was removed or replaced by the training",
			file: name
		}]
	};
	const text = end.content.toString();
	if (end.content.length === end.size) return {
		text,
		warnings: []
	};
	const message = `${tooLarge(name, end.size, MAX_DOCUMENT_BYTES).message}; the last part was read`;
	return {
		text: text.slice(text.indexOf("\n") + 1),
		warnings: [{
			message,
			file: name
		}]
	};
}

export { snapshotBefore as a, readPlan as i, readDocument as n, prepareCapture as r, readAppended as t };