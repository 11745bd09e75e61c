import { t as MlopsError } from "./error.js";
import { r as Gate } from "./parse-config.js";
import { a as Source, c as RunId, o as canonicalJson } from "./object-id.js";
import { d as record, f as strictObject, g as unknown, h as union, i as boolean, l as number, n as _enum, p as string, r as array, s as literal } from "./zod.js";
import { t as PATCH_FILE } from "./named-files.js";
import { C as overrideVariables, _ as USUAL_METRICS, b as USUAL_WRITTEN_PARAMS, g as DVCLIVE_SERIES_FOLDER, r as parseParamsReference, v as USUAL_MODELS, x as isNoModel } from "./params-file.js";
import { isAbsolute, join, posix, relative, resolve, sep } from "node:path";
import { createHash } from "node:crypto";
import { glob, lstat, mkdir, open, readdir, realpath, stat, writeFile } from "node:fs/promises";
import { constants as constants$1 } from "node:fs";

// src/training/plan.ts
/**
* The capture folder: one per run, outside the worktree. Written by plan, filled by train.sh and by the training,
* read by publish.
*
*   holder               the process that will record the run, where there is one: see capture-holder.ts
*   plan.json            this plan
*   changes.patch        uncommitted changes before training, when there were any (up to 1 MB)
*   command.sh           the user's command
*   environment          NAME=value, NUL-terminated: the MLOPS_* variables of the training
*   metrics params tags  what MLOPS_METRICS, MLOPS_PARAMS and MLOPS_TAGS point to
*   artifacts/           what MLOPS_ARTIFACTS points to
*   output.log           stdout and stderr of the training
*   outcome              NAME=value lines written by train.sh: see outcome.ts
*   probes               what train.sh asks of the interpreters after the training: see probes.ts
*   probed/              their answers, a file each
*/
const CAPTURE_FILES = {
	holder: "holder",
	plan: "plan.json",
	patch: PATCH_FILE,
	command: "command.sh",
	environment: "environment",
	metrics: "metrics",
	params: "params",
	tags: "tags",
	artifacts: "artifacts",
	output: "output.log",
	outcome: "outcome",
	probes: "probes",
	probed: "probed"
};

// src/training/plain-file.ts
const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = constants$1;
/** Opens a plain file for reading; undefined for what is missing or none. */
async function openPlainFile(path) {
	const handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => void 0);
	if (handle === void 0 || (await handle.stat()).isFile()) return handle;
	await handle.close();
}
/** The last bytes of a plain file, all of it if it is no larger; undefined for what cannot be read. */
async function readPlainFile(path, maxBytes) {
	const handle = await openPlainFile(path);
	if (handle === void 0) return void 0;
	try {
		const { size } = await handle.stat();
		const length = Math.min(size, maxBytes);
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
		return {
			content: buffer.subarray(0, bytesRead),
			size
		};
	} finally {
		await handle.close();
	}
}

// src/training/plan-schema.ts
const Texts = array(string());
const TextRecord = record(string(), string());
const PlannedSettings = strictObject({
	task: _enum([
		"train",
		"collect",
		"register",
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
	paths: Texts,
	baseline: string().optional(),
	gates: record(string(), Gate),
	gateLines: record(string(), record(string(), number())),
	failOn: _enum([
		"fail",
		"inconclusive",
		"never"
	]),
	comment: union([boolean(), literal("on-change")]),
	commentKey: string(),
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
	version: string().optional(),
	runId: string().optional(),
	trackingBranch: string(),
	collect: boolean(),
	uploadModel: boolean(),
	retentionDays: number().optional()
});
const PlannedEvent = strictObject({
	name: string(),
	repository: string().optional(),
	repositoryUrl: string().optional(),
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
	before: string().optional(),
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
	}))
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

// src/training/workspace-files.ts
/** A glob that matches more files than this is cut short. */
const MAX_FILES = 1e4;
const SKIPPED = /* @__PURE__ */ new Set([
	".git",
	".mlops-action",
	"__pycache__",
	".ipynb_checkpoints",
	".DS_Store"
]);
/**
* The files that a path or glob names; of a folder all files in it. Sorted by path.
* @returns a warning, by name, for what is missing, matches nothing, or lies outside the workspace
*/
async function findFiles(pattern, workspace) {
	const root = await realpath(workspace.root);
	const fromRoot = patternFromRoot(pattern, workspace);
	if (fromRoot === void 0) return {
		files: [],
		warnings: [note(pattern, "lies outside the workspace; refused")]
	};
	const candidates = await listCandidates(root, fromRoot);
	const files = /* @__PURE__ */ new Map();
	const refused = [];
	const changed = [];
	const until = workspace.until?.getTime() ?? Number.POSITIVE_INFINITY;
	for (const path of candidates) {
		if (files.size >= MAX_FILES) break;
		const file = await readWorkspaceFile(root, path);
		if (file === "outside") refused.push(path);
		else if (file !== void 0 && file.mtimeMs > until) changed.push(path);
		else if (file !== void 0) files.set(file.path, file);
	}
	const sorted = [...files.values()].toSorted((a, b) => a.path < b.path ? -1 : 1);
	const since = changed.slice(0, 10).map((path) => note(path, "was changed after the run; left out"));
	const other = files.size === 0 && changed.length > 0 ? [] : warningsFor(pattern, sorted.length, refused);
	return {
		files: sorted,
		warnings: [...since, ...other]
	};
}
function warningsFor(pattern, found, refused) {
	const warnings = [];
	const [first, ...others] = refused;
	if (first !== void 0) {
		const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
		warnings.push(note(first, `leads out of the workspace${more}; refused`));
	} else if (found === 0) warnings.push(note(pattern, hasMagic(pattern) ? "matches no file" : "does not exist or holds no file"));
	if (found >= MAX_FILES) warnings.push(note(pattern, `matches more than ${MAX_FILES} files; the rest is left out`));
	return warnings;
}
function note(name, message) {
	const shown = name.length > 200 ? `${name.slice(0, 200)}…` : name;
	return {
		message: `"${shown}" ${message}`,
		file: shown
	};
}
function hasMagic(pattern) {
	return /[*?[\]{}()!+@]/.test(pattern);
}
function patternFromRoot(pattern, { root, workingDirectory }) {
	if (pattern.includes("\0")) return void 0;
	const slashed = sep === "\\" ? pattern.replaceAll("\\", "/") : pattern;
	const joined = isAbsolute(pattern) ? relative(root, pattern).split(sep).join("/") : posix.normalize(posix.join(workingDirectory, slashed));
	return joined === ".." || joined.startsWith("../") || isAbsolute(joined) ? void 0 : joined.replace(/\/$/, "") || ".";
}
function isSkipped(path) {
	return SKIPPED.has(path.split(sep).at(-1) ?? "");
}
async function listCandidates(root, pattern) {
	if (await lstat(join(root, pattern)).catch(() => void 0) !== void 0) return listFiles(root, pattern);
	if (!hasMagic(pattern)) return [];
	const paths = [];
	for await (const match of glob(pattern, {
		cwd: root,
		exclude: isSkipped
	})) {
		paths.push(...await listFiles(root, match.split(sep).join("/")));
		if (paths.length > MAX_FILES * 2) break;
	}
	return paths;
}
/** The path itself, or all files below it; links to folders inside a folder are not followed. */
async function listFiles(root, path) {
	const entry = await stat(join(root, path)).catch(() => void 0);
	if (entry === void 0 || !entry.isDirectory()) return [path];
	if (await containedPath(root, path) === void 0) return [path];
	const paths = [];
	const folders = [path];
	while (folders.length > 0 && paths.length <= MAX_FILES) {
		const folder = folders.pop() ?? path;
		const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
		for (const child of entries) {
			if (SKIPPED.has(child.name)) continue;
			const childPath = posix.join(folder, child.name);
			if (child.isDirectory()) folders.push(childPath);
			else paths.push(childPath);
		}
	}
	return paths;
}
async function containedPath(root, path) {
	const real = await realpath(join(root, path)).catch(() => void 0);
	return real !== void 0 && (real === root || real.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) ? real : void 0;
}
/** What Git keeps for itself is no part of the worktree: a checkout may leave its token there. */
function isInsideGit(root, absolute) {
	return relative(root, absolute).split(sep).some((name) => name.toLowerCase() === ".git");
}
async function readWorkspaceFile(root, path) {
	if (await lstat(join(root, path)).catch(() => void 0) === void 0) return void 0;
	const absolute = await containedPath(root, path);
	if (absolute === void 0 || isInsideGit(root, absolute)) return "outside";
	const entry = await stat(absolute).catch(() => void 0);
	if (entry === void 0 || !entry.isFile()) return void 0;
	return {
		path,
		absolute,
		size: entry.size,
		mtimeMs: entry.mtimeMs
	};
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
	const configured = [
		...settings.metrics,
		...settings.modelFiles,
		...settings.artifacts
	];
	const usual = [
		...USUAL_METRICS,
		...USUAL_WRITTEN_PARAMS,
		...USUAL_MODELS,
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
	const command = plan.settings.command ?? "";
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

// src/training/untracked-code.ts
const CODE = /\.(?:py|ipynb|r|jl|js|mjs|ts|sh|sql|scala|java|go|rs|ya?ml|toml|json|cfg|ini)$/i;
/** Folders in which nobody writes code by hand. */
const LEFT_BY_TOOLS = /* @__PURE__ */ new Set([
	"node_modules",
	"site-packages",
	"__pycache__",
	".ipynb_checkpoints",
	".cache",
	".eggs",
	".hydra",
	".nox",
	".tox",
	"catboost_info",
	"lightning_logs",
	"mlruns",
	"wandb"
]);
/** Holds the folder of a virtual environment: of venv, and of conda. */
const ENVIRONMENT_MARK = /^(.*\/)(?:pyvenv\.cfg|conda-meta\/history)$/;
/** What google-github-actions/auth writes into the workspace of every job. */
const JOB_CREDENTIALS = /^gha-creds-[0-9a-f]+\.json$/;
/**
* The untracked files that are code or configuration, sorted.
* @param untracked paths from the root with forward slashes, a folder with a slash at its end
*/
function untrackedCode(untracked) {
	const environments = untracked.flatMap((path) => ENVIRONMENT_MARK.exec(path)?.[1] ?? []);
	return untracked.filter((path) => CODE.test(path) && !JOB_CREDENTIALS.test(path) && !path.split("/").some((name) => LEFT_BY_TOOLS.has(name)) && !environments.some((folder) => path.startsWith(folder))).toSorted();
}
/** True for what an earlier run may have written as its model: `model.json`, `models/trees.json`, and not `model.py`. */
function isUsualModel(path, workingDirectory) {
	const folder = workingDirectory === "." ? "" : `${workingDirectory}/`;
	if (!path.startsWith(folder) || isNoModel(path)) return false;
	return /^(?:models?\/|model\.[^/]+$)/.test(path.slice(folder.length));
}

// src/training/source.ts
/** Larger patches are described, not kept. */
const MAX_PATCH_BYTES = 1048576;
const MAX_UNTRACKED_NAMES = 1e3;
const MAX_UNTRACKED_CODE = 100;
/**
* Reads the source. The tree is dirty when tracked files differ from the commit, as `git describe --dirty` has it, and
* when there is untracked code, which the training may import; untracked files are named in the patch.
*/
async function readSource(options) {
	const { event } = options;
	const changes = await readChanges(options);
	const { pullRequest } = event;
	return {
		...event.repository === void 0 ? {} : { repository: event.repository },
		commit: event.commit,
		...event.branch === void 0 ? {} : { branch: event.branch },
		...event.tag === void 0 ? {} : { tag: event.tag },
		dirty: changes.dirty,
		...changes.code.length === 0 ? {} : { untracked: changes.code.slice(0, MAX_UNTRACKED_CODE) },
		...changes.patch === void 0 ? {} : { patch: changes.patch },
		...pullRequest === void 0 ? {} : { pull_request: {
			...pullRequest.number === void 0 ? {} : { number: pullRequest.number },
			head: pullRequest.head,
			base: pullRequest.base
		} }
	};
}
async function readChanges({ git, patchFile, settings }) {
	const outputs = outputPatterns(settings);
	const listed = [
		"ls-files",
		"--others",
		"--exclude-standard",
		"-z",
		"--",
		".",
		...outputs
	];
	const [diff, untracked] = await Promise.all([git.exec([
		"diff",
		"HEAD",
		"--binary",
		"--no-ext-diff",
		"--no-textconv",
		"--no-color",
		"--",
		".",
		...outputs
	]), git.exec(listed)]);
	const inputs = inputPatterns(settings);
	const unread = untracked.stdout.length === 0 || inputs.length === 0 ? untracked : await git.exec([...listed, ...inputs]);
	const folder = settings?.workingDirectory ?? ".";
	const code = untrackedCode(namesIn(unread.stdout)).filter((path) => !isUsualModel(path, folder));
	const dirty = diff.stdout.length > 0 || code.length > 0;
	if (!dirty) return {
		dirty,
		code
	};
	const text = Buffer.concat([Buffer.from(renderUntracked(namesIn(untracked.stdout))), diff.stdout]);
	const kept = text.length <= MAX_PATCH_BYTES;
	if (kept) await writeFile(patchFile, text);
	return {
		dirty,
		code,
		patch: {
			sha256: createHash("sha256").update(text).digest("hex"),
			size: text.length,
			kept
		}
	};
}
function namesIn(nulSeparated) {
	return nulSeparated.toString().split("\0").filter((name) => name !== "");
}
function renderUntracked(names) {
	const shown = names.slice(0, MAX_UNTRACKED_NAMES).map((name) => `# untracked: ${JSON.stringify(name)}\n`);
	if (names.length > MAX_UNTRACKED_NAMES) shown.push(`# and ${names.length - MAX_UNTRACKED_NAMES} more untracked files\n`);
	return shown.join("");
}
function outputPatterns(settings) {
	return excluded([
		...settings === void 0 ? [] : [
			...settings.metrics,
			...settings.modelFiles,
			...settings.artifacts
		],
		...USUAL_METRICS,
		...USUAL_WRITTEN_PARAMS,
		...USUAL_MODELS.filter(isOutputOnly)
	], settings);
}
/** What is recorded by its content, or by its digest: no reason to call the code another one. */
function inputPatterns(settings) {
	if (settings === void 0) return [];
	const params = settings.params.map((reference) => parseParamsReference(reference).file);
	return excluded([...settings.data, ...params], settings);
}
function excluded(patterns, settings) {
	const folder = settings?.workingDirectory ?? ".";
	return patterns.flatMap((pattern) => {
		const path = folder === "." ? pattern : `${folder}/${pattern}`;
		return path.startsWith("/") || path.split("/").includes("..") ? [] : [`:(exclude,glob)${path}`, `:(exclude,glob)${path}/**`];
	});
}
function isOutputOnly(pattern) {
	return pattern.startsWith("dvclive/");
}

export { snapshotBefore as a, readPlainFile as c, readPlan as i, CAPTURE_FILES as l, readSource as n, findFiles as o, prepareCapture as r, openPlainFile as s, MAX_PATCH_BYTES as t };