import { t as MlopsError } from "./error.js";
import { t as parseYamlText } from "./yaml-text.js";
import { n as parseInputs } from "./inputs.js";
import { n as pathFromRoot, t as isInside } from "./workspace-path.js";
import { n as overlay } from "./overlay.js";
import { n as parseConfig } from "./parse-config.js";
import systemPath from "node:path";
import { lstat, readFile, realpath, stat } from "node:fs/promises";

// src/config/gate-lines.ts
/** The lines in the text of a configuration that was read before without a problem. */
function gateLinesOf(text) {
	const yaml = parseYamlText(text, "");
	const gates = membersOf(membersOf(yaml.value)["gates"]);
	const lineOf = (path, key) => yaml.placeOf(path, key).line ?? 1;
	return Object.fromEntries(Object.entries(gates).map(([metric, gate]) => {
		const conditions = Object.keys(membersOf(gate)).map((key) => [key, lineOf(["gates", metric], key)]);
		return [metric, Object.fromEntries([["", lineOf(["gates"], metric)], ...conditions])];
	}));
}
/** The line of a condition of a gate, else of the gate; undefined when it stands in no file. */
function gateLine(lines, metric, condition) {
	const gate = Object.hasOwn(lines, metric) ? lines[metric] : void 0;
	if (gate === void 0) return void 0;
	return Object.hasOwn(gate, condition) ? gate[condition] : gate[""];
}
function membersOf(value) {
	return typeof value === "object" && value !== null ? value : {};
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
	const workingDirectory = pathFromRoot(root, directory);
	const file = await findFile(root, directory, places.configFile);
	if (file === void 0) return {
		config: {},
		configFile: void 0,
		workingDirectory,
		gateLines: {}
	};
	const configFile = pathFromRoot(root, file);
	const text = await readText(file, configFile);
	return {
		config: parseConfig(text, configFile),
		configFile,
		workingDirectory,
		gateLines: gateLinesOf(text)
	};
}
async function findDirectory(root, typed) {
	const found = await realpath(systemPath.resolve(root, typed)).catch(() => void 0);
	if (found === void 0 || !(await stat(found)).isDirectory()) throw new MlopsError("usage", `working-directory: there is no folder "${typed}"`, `Give a folder relative to the repository's root, ${root}.`);
	if (isInside(root, found)) return found;
	throw new MlopsError("usage", `working-directory: "${typed}" lies outside the repository`, "Give a folder inside it; a link that leaves it is not followed.");
}
async function findFile(root, directory, typed) {
	const wanted = typed ?? CONFIG_FILE;
	const candidates = typed === void 0 ? [directory] : [.../* @__PURE__ */ new Set([directory, root])];
	for (const folder of candidates) {
		const found = await realpath(systemPath.resolve(folder, wanted)).catch(() => void 0);
		if (found === void 0) continue;
		if (isInside(root, found)) return found;
		throw new MlopsError("config-invalid", `config: "${wanted}" lies outside the repository`, "Keep it inside.");
	}
	if (typed !== void 0) {
		const looked = candidates.map((folder) => pathFromRoot(root, systemPath.resolve(folder, typed))).join(" and ");
		throw new MlopsError("config-invalid", `config: there is no file ${looked}`, "Correct the path, or leave it out.");
	}
	for (const name of MISSPELLED) if (await lstat(systemPath.join(directory, name)).then(() => true, () => false)) {
		await refuseTrackingBranch(systemPath.join(directory, name));
		throw new MlopsError("config-invalid", `${pathFromRoot(root, systemPath.join(directory, name))} is not read: the configuration is called ${CONFIG_FILE}`, `Rename it: git mv ${name} ${CONFIG_FILE}. If it belongs to another program, name yours with the input "config".`);
	}
}
/** `mlops.json` tells the format of a tracking branch, which somebody has checked out; renaming it there would spoil it. */
async function refuseTrackingBranch(file) {
	const text = systemPath.basename(file) === "mlops.json" ? await readFile(file, "utf8").catch(() => "") : "";
	if (!/^\s*\{\s*"format"\s*:\s*\d+\s*\}\s*$/.test(text)) return;
	throw new MlopsError("usage", "this is the tracking branch, which holds runs and no code to train", "Go back to the branch with your code: git switch main");
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

export { gateLine as n, loadSettings as t };