import { t as MlopsError } from "./error.js";
import { i as parseConfig, n as parseInputs } from "./inputs.js";
import { c as isVersion } from "./tag.js";
import path from "node:path";
import { lstat, readFile, realpath, stat } from "node:fs/promises";

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
		baseline: merged.baseline,
		gates: merged.gates ?? {},
		failOn: merged["fail-on"] ?? "fail",
		comment: merged.comment ?? true,
		commentKey: merged["comment-key"] ?? model,
		register: registerSettings(config, inputs),
		version: inputs.version,
		runId: inputs.runId,
		trackingBranch: merged.tracking?.branch ?? "mlops-tracking",
		uploadModel: merged["upload-model"] ?? true,
		retentionDays: merged["retention-days"]
	};
}
/** The members come from inputs of their own, so each of them is laid over by itself. */
function registerSettings({ register }, inputs) {
	const { given, version } = inputs;
	if (version !== void 0 && !isVersion(version)) throw new MlopsError("usage", `input version: "${version}" is no version`, "Write it as v1.2.3, with the \"v\".");
	const over = inputs.config.register;
	return {
		when: (given.has("register") ? over?.when : register?.when) ?? "never",
		bump: version ?? (given.has("bump") ? over?.bump : register?.bump) ?? "patch",
		stage: register?.stage
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

// src/config/load-config.ts
const CONFIG_FILE = "mlops.yaml";
const MISSPELLED = [
	"mlops.yml",
	".mlops.yaml",
	".mlops.yml",
	"mlops.json",
	"mlops.toml"
];
/**
* Settings from inputs (or flags) and the repository's mlops.yaml.
* @param repository `owner/name`, or the folder's name where there is no forge
* @throws MlopsError `usage` or `config-invalid`
*/
async function loadSettings(raw, { root, repository }) {
	const inputs = parseInputs(raw);
	const { workingDirectory, configFile } = inputs;
	const loaded = await loadConfig({
		root,
		workingDirectory,
		configFile
	});
	return overlay(loaded.config, inputs, {
		...loaded,
		repository
	});
}
/**
* Reads the configuration; none is an empty one, unless it was named.
* @throws MlopsError `usage` for a working directory that is absent or lies outside, `config-invalid` for the rest
*/
async function loadConfig(places) {
	const root = await realpath(places.root);
	const directory = await findDirectory(root, places.workingDirectory ?? ".");
	const workingDirectory = fromRoot(root, directory);
	const file = await findFile(root, directory, places.configFile);
	if (file === void 0) return {
		config: {},
		configFile: void 0,
		workingDirectory
	};
	const configFile = fromRoot(root, file);
	return {
		config: parseConfig(await readText(file, configFile), configFile),
		configFile,
		workingDirectory
	};
}
async function findDirectory(root, typed) {
	const found = await realpath(path.resolve(root, typed)).catch(() => void 0);
	if (found === void 0 || !(await stat(found)).isDirectory()) throw new MlopsError("usage", `working-directory: there is no folder "${typed}"`, `Give a folder relative to the repository's root, ${root}.`);
	if (isInside(root, found)) return found;
	throw new MlopsError("usage", `working-directory: "${typed}" lies outside the repository`, "Give a folder inside it; a link that leaves it is not followed.");
}
async function findFile(root, directory, typed) {
	const wanted = typed ?? CONFIG_FILE;
	const candidates = typed === void 0 ? [directory] : [.../* @__PURE__ */ new Set([directory, root])];
	for (const folder of candidates) {
		const found = await realpath(path.resolve(folder, wanted)).catch(() => void 0);
		if (found === void 0) continue;
		if (isInside(root, found)) return found;
		throw new MlopsError("config-invalid", `config: "${wanted}" lies outside the repository`, "Keep it inside.");
	}
	if (typed !== void 0) {
		const looked = candidates.map((folder) => fromRoot(root, path.resolve(folder, typed))).join(" and ");
		throw new MlopsError("config-invalid", `config: there is no file ${looked}`, "Correct the path, or leave it out.");
	}
	for (const name of MISSPELLED) if (await lstat(path.join(directory, name)).then(() => true, () => false)) throw new MlopsError("config-invalid", `${fromRoot(root, path.join(directory, name))} is not read: the configuration is called ${CONFIG_FILE}`, `Rename it: git mv ${name} ${CONFIG_FILE}. If it belongs to another program, name yours with the input "config".`);
}
async function readText(file, shown) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
	} catch (cause) {
		throw new MlopsError("config-invalid", `${shown} cannot be read: ${cause.message}`, "It must be a text file in UTF-8.", {
			cause,
			place: { file: shown }
		});
	}
}
function isInside(root, target) {
	const relative = path.relative(root, target);
	return relative === "" || relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
function fromRoot(root, target) {
	return path.relative(root, target).split(path.sep).join("/") || ".";
}

export { loadSettings as t };