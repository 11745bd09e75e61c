import { i as patternFromRoot, n as pathFromRoot, r as patternFromFolder, t as isInside } from "./workspace-path.js";
import { t as PATCH_FILE } from "./named-files.js";
import { t as modelFolderOf } from "./other-models.js";
import { n as USUAL_METRICS, o as USUAL_WRITTEN_PARAMS, r as USUAL_MODELS, s as isNoModel, u as parseParamsReference } from "./usual-files.js";
import { basename, join, posix, sep } from "node:path";
import { createHash } from "node:crypto";
import { glob, lstat, readdir, realpath, stat, writeFile } from "node:fs/promises";

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
function isSkipped(path) {
	return SKIPPED.has(basename(path));
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
	return real !== void 0 && isInside(root, real) ? real : void 0;
}
/** What Git keeps for itself is no part of the worktree: a checkout may leave its token there. */
function isInsideGit(root, absolute) {
	return pathFromRoot(root, absolute).split("/").some((name) => name.toLowerCase() === ".git");
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
	const { event, fork } = options;
	const changes = await readChanges(options);
	const { pullRequest } = event;
	return {
		...event.repository === void 0 ? {} : { repository: event.repository },
		...fork === void 0 ? {} : { fork },
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
async function readChanges({ git, patchFile, settings, others = [] }) {
	const folder = settings?.workingDirectory ?? ".";
	const outputs = [.../* @__PURE__ */ new Set([...outputPatterns(settings), ...others.flatMap((other) => foreignPatterns(other, folder))])];
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
	const folders = [folder, ...others.map(({ workingDirectory }) => workingDirectory)];
	const isModel = (path) => isUsualModel(path, modelFolderOf(path, folders) ?? folder);
	const code = untrackedCode(namesIn(unread.stdout)).filter((path) => !isModel(path));
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
/** Pathspecs that leave out what a run writes. */
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
/** The same of another model: nothing outside of its folder, and nothing that could reach into the own one. */
function foreignPatterns(model, own) {
	const isAround = model.workingDirectory === "." || own.startsWith(`${model.workingDirectory}/`);
	const isSafe = (pattern) => {
		const path = patternFromFolder(pattern, model.workingDirectory);
		if (path === void 0) return false;
		if (isAround) return !/[*?[\]{}]/.test(path) && path !== "." && path !== own && !own.startsWith(`${path}/`);
		return path.startsWith(`${model.workingDirectory}/`);
	};
	const [metrics, modelFiles, artifacts] = [
		model.metrics,
		model.modelFiles,
		model.artifacts
	].map((patterns) => patterns.filter(isSafe));
	return outputPatterns({
		...model,
		metrics: metrics ?? [],
		modelFiles: modelFiles ?? [],
		artifacts: artifacts ?? []
	});
}
/** Pathspecs that leave out what is recorded by its content, or by its digest: no reason to call the code another one. */
function inputPatterns(settings) {
	if (settings === void 0) return [];
	const params = settings.params.map((reference) => parseParamsReference(reference).file);
	return excluded([...settings.data, ...params], settings);
}
function excluded(patterns, settings) {
	const folder = settings?.workingDirectory ?? ".";
	return patterns.flatMap((pattern) => {
		const path = patternFromFolder(pattern, folder);
		return path === void 0 ? [] : [`:(exclude,glob)${path}`, `:(exclude,glob)${path}/**`];
	});
}
function isOutputOnly(pattern) {
	return pattern.startsWith("dvclive/");
}

export { isUsualModel as a, CAPTURE_FILES as c, readSource as i, inputPatterns as n, untrackedCode as o, outputPatterns as r, findFiles as s, MAX_PATCH_BYTES as t };