import { i as USUAL_PARAMS, n as USUAL_METRICS } from "./usual-files.js";

// src/init/repository-facts.ts
/** Programs that a command may have to be called by. */
const PROGRAMS = ["python", "python3"];
const SCRIPT = /\.(?:py|r|jl|[cm]?js|ts|sh)$/i;
const MANIFESTS = [
	"requirements.txt",
	"pyproject.toml",
	"package.json",
	"dvc.yaml",
	".dvc/config",
	"MLproject",
	"Makefile",
	"makefile",
	"GNUmakefile"
];
const MAX_SCRIPTS = 200;
const MAX_NOTEBOOKS = 20;
/**
* The files whose texts are worth reading. Results of an earlier training are mostly ignored by git, so the usual ones
* are named even where the listing has none.
*/
function filesToRead(paths, config) {
	const sounding = paths.filter((path) => isScript(path) && path.split("/").length <= 4).toSorted((a, b) => Number(soundsLikeTraining(b)) - Number(soundsLikeTraining(a)));
	const notebooks = paths.filter((path) => path.endsWith(".ipynb")).slice(0, MAX_NOTEBOOKS);
	const settings = paths.filter((path) => /^(?:conf|config|configs)\/[^/]+$|^config\.[a-z]+$/.test(path));
	const configured = [config?.params ?? [], config?.metrics ?? []].flat().map((name) => name.replace(/:[^/]*$/, "")).filter((name) => !name.startsWith("/") && !name.split("/").includes(".."));
	const texts = [
		...MANIFESTS,
		...USUAL_PARAMS,
		...USUAL_METRICS,
		...configured,
		...settings
	];
	return [.../* @__PURE__ */ new Set([
		...texts,
		...sounding.slice(0, MAX_SCRIPTS),
		...notebooks
	])];
}
function soundsLikeTraining(path) {
	return /train|fit|model|main|run|pipeline|experiment/i.test(path);
}
function isScript(path) {
	return SCRIPT.test(path);
}
/** A name that can stand in a command, a pattern and a workflow as it is: no quotes, no expression, no line break. */
function isPlainName(name) {
	return /^[\p{L}\p{N}_.@+ /-]+$/u.test(name) && !/^[-+]|\/[-+]|^\s|\s$/u.test(name);
}
/** A word of a command for bash. */
function shellWord(text) {
	return /^[A-Za-z0-9_./@+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

// src/init/script-mentions.ts
const MODEL = /\.(?:joblib|pkl|pickle|onnx|pt|pth|h5|hdf5|keras|safetensors|cbm|ubj|rds|jld2|mojo|pmml)$/i;
const METRICS = /(?:^|[/_-])(?:metrics|scores|results|evaluation)\.(?:json|jsonl|csv|tsv|ya?ml|toml)$/i;
const DATA = /\.(?:csv|tsv|parquet|feather|arrow|jsonl|xlsx?|npz|npy|sqlite|db)$/i;
/** @param paths of the repository: what is read has to be there */
function mentionedIn(text, paths) {
	const lines = text.split("\n").filter((line) => !/^\s*(?:#|\/\/)/.test(line));
	const written = new Set(lines.filter((line) => !/\b(?:load|read)\w*\s*\(|\.load/.test(line)).flatMap(wholePaths));
	const named = new Set(lines.flatMap(wholePaths));
	const listed = new Set(paths);
	const data = [...named].filter((path) => DATA.test(path) && listed.has(path) && !METRICS.test(path));
	const overrides = [...text.matchAll(/\bMLOPS_PARAM_[A-Z0-9_]*[A-Z0-9]\b/g)].map(([name]) => name);
	return {
		metrics: [...written].filter((path) => METRICS.test(path)),
		modelFiles: [...written].filter((path) => MODEL.test(path) && !listed.has(path)),
		data,
		overrides: [...new Set(overrides)],
		readsAnyOverride: /MLOPS_OVERRIDES|MLOPS_PARAM_(?:[A-Z0-9_]*_)?(?![A-Z0-9_])/.test(text),
		appendsMetrics: text.includes("MLOPS_METRICS")
	};
}
/** Literals that are a whole path: none that another one is joined with, and none with something to fill in. */
function wholePaths(line) {
	const found = line.matchAll(/(?<before>.?\s*)(?<quote>["'])(?<path>[^"']{0,200})\k<quote>(?<after>\s*.?)/g);
	const item = /^\s*-\s+([\w./-]+):?\s*$/.exec(line)?.[1];
	if (item !== void 0) return isPlainName(item) && !item.includes("..") ? [item] : [];
	return [...found].flatMap(({ groups = {} }) => {
		const { before = "", path = "", after = "" } = groups;
		const isJoined = /[/+]\s*$/.test(before) || /^\s*[/+]/.test(after) || /\bjoin\(|file\.path\(|joinpath\(/.test(line);
		const plain = path.replace(/^\.\//, "");
		return isJoined || plain.length < 3 || !isPlainName(plain) || plain.startsWith("/") || plain.includes("..") ? [] : [plain];
	});
}

export { isScript as a, isPlainName as i, PROGRAMS as n, shellWord as o, filesToRead as r, mentionedIn as t };