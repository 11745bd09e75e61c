import { t as MlopsError } from "./error.js";
import { r as isName } from "./tag.js";
import { n as suggestion, t as nearestOf } from "./nearest.js";
import { r as problemsError, t as checkConfig } from "./parse-config.js";
import { t as parseYamlText } from "./yaml-text.js";

// src/config/inputs.ts
/** YAML 1.2, core schema: no yes, no, on or off. */
const BOOLEANS = new Map([...[
	"true",
	"True",
	"TRUE"
].map((word) => [word, true]), ...[
	"false",
	"False",
	"FALSE"
].map((word) => [word, false])]);
const TASKS = [
	"train",
	"collect",
	"publish",
	"register",
	"promote",
	"rollback",
	"deploy",
	"slash-command",
	"sync"
];
const train = ["train"];
const models = ["train", "register"];
const reports = [
	"train",
	"collect",
	"publish"
];
const judges = ["train", "publish"];
const answers = ["train", "collect"];
/** What assigns a stage. */
const assigns = [
	"train",
	"register",
	"promote",
	"rollback",
	"slash-command"
];
const decides = ["promote", "rollback"];
/** Every input that exists, in the order of the documentation. */
const INPUTS = {
	task: { kind: "text" },
	command: {
		kind: "text",
		tasks: train,
		key: ["command"]
	},
	"working-directory": { kind: "text" },
	config: { kind: "text" },
	model: {
		kind: "text",
		tasks: [
			"train",
			"collect",
			"publish",
			"register",
			"promote",
			"rollback",
			"deploy"
		],
		key: ["model"]
	},
	experiment: {
		kind: "text",
		tasks: judges,
		key: ["experiment"]
	},
	params: {
		kind: "list",
		tasks: train,
		key: ["params"]
	},
	metrics: {
		kind: "list",
		tasks: train,
		key: ["metrics"]
	},
	"metrics-pattern": {
		kind: "text",
		tasks: train,
		key: ["metrics-pattern"]
	},
	data: {
		kind: "list",
		tasks: train,
		key: ["data"]
	},
	"model-files": {
		kind: "list",
		tasks: train,
		key: ["model-files"]
	},
	artifacts: {
		kind: "list",
		tasks: train,
		key: ["artifacts"]
	},
	predictions: {
		kind: "text",
		tasks: train,
		key: ["predictions"]
	},
	paths: {
		kind: "list",
		tasks: answers,
		key: ["paths"]
	},
	baseline: {
		kind: "text",
		tasks: judges,
		key: ["baseline"]
	},
	gates: {
		kind: "yaml",
		tasks: judges,
		key: ["gates"]
	},
	"fail-on": {
		kind: "text",
		tasks: answers,
		key: ["fail-on"]
	},
	comment: {
		kind: "boolean",
		tasks: reports,
		key: ["comment"]
	},
	"comment-key": {
		kind: "text",
		tasks: reports,
		key: ["comment-key"]
	},
	plots: {
		kind: "text",
		tasks: train,
		key: ["plots"]
	},
	check: {
		kind: "boolean",
		tasks: [...answers, "slash-command"],
		key: ["check"]
	},
	register: {
		kind: "text",
		tasks: train,
		key: ["register", "when"]
	},
	bump: {
		kind: "text",
		tasks: models,
		key: ["register", "bump"]
	},
	version: {
		kind: "text",
		tasks: [
			"register",
			"promote",
			"rollback",
			"deploy"
		]
	},
	"run-id": {
		kind: "text",
		tasks: ["register"]
	},
	stage: {
		kind: "text",
		tasks: [
			"train",
			"register",
			"promote",
			"rollback",
			"deploy"
		]
	},
	reason: {
		kind: "text",
		tasks: decides
	},
	force: {
		kind: "boolean",
		tasks: decides
	},
	drill: {
		kind: "boolean",
		tasks: ["rollback"]
	},
	"deploy-workflow": {
		kind: "text",
		tasks: assigns,
		key: ["deploy-workflow"]
	},
	"tracking-branch": {
		kind: "text",
		key: ["tracking", "branch"]
	},
	collect: {
		kind: "boolean",
		tasks: train,
		key: ["tracking", "collect"]
	},
	"upload-model": {
		kind: "boolean",
		tasks: train,
		key: ["upload-model"]
	},
	"retention-days": {
		kind: "whole-number",
		tasks: train,
		key: ["retention-days"]
	},
	"allow-untrusted": {
		kind: "boolean",
		tasks: train
	},
	"github-token": { kind: "secret" }
};
/**
* Reads inputs or flags by their kebab-case names. Empty text means "not given". The token is never read here.
* @throws MlopsError `usage` that lists every problem: unknown names with the nearest known one, values that are not
*   among the choices, inputs that the task does not read
*/
function parseInputs(raw) {
	const given = Object.entries(raw).filter(([, text]) => text.trim() !== "");
	const task = parseTask(raw["task"]?.trim() ?? "");
	const problems = [];
	const value = {};
	for (const [name, text] of given) {
		const rule = Object.hasOwn(INPUTS, name) ? INPUTS[name] : void 0;
		if (rule === void 0) problems.push(`unknown input "${name}", ${suggestion(name, Object.keys(INPUTS))}`);
		else if (rule.tasks !== void 0 && !rule.tasks.includes(task)) problems.push(`input ${name} does not apply to task ${task}; it is for ${rule.tasks.join(", ")}`);
		else if (rule.key !== void 0) {
			const read = readInput(name, text, rule.kind);
			problems.push(...read.problems);
			if (read.problems.length === 0) place(value, rule.key, read.value);
		}
	}
	const checked = checkConfig(value);
	problems.push(...checked.problems.map(named));
	const text = (name) => raw[name]?.trim() || void 0;
	if (text("version") !== void 0 && text("bump") !== void 0) problems.push("inputs version and bump both say what the version is; give one");
	const flag = (name) => {
		const given = text(name) ?? "false";
		const value = BOOLEANS.get(given);
		if (value === void 0) problems.push(`input ${name}: "${given.slice(0, 80)}" is neither true nor false`);
		return value ?? false;
	};
	const [allowUntrusted, force, drill] = [
		flag("allow-untrusted"),
		flag("force"),
		flag("drill")
	];
	if (force && text("reason") === void 0) problems.push("input force needs the input reason beside it: why the evidence is passed over stands in the history");
	const stage = text("stage");
	if (stage !== void 0 && !isName(stage)) problems.push(`input stage: ${JSON.stringify(stage.slice(0, 80))} is no name of a stage`);
	if (problems.length > 0) throw usage(problems);
	return {
		task,
		workingDirectory: text("working-directory"),
		configFile: text("config"),
		version: text("version"),
		runId: text("run-id"),
		stage,
		reason: text("reason"),
		force,
		drill,
		allowUntrusted,
		config: checked.config,
		given: new Set(given.map(([name]) => name))
	};
}
/**
* The training command.
* @throws MlopsError `config-invalid` that names the three places where it can be given
*/
function requireCommand(settings) {
	if (settings.command !== void 0) return settings.command;
	const file = settings.configFile ?? inFolder(settings.workingDirectory, "mlops.yaml");
	throw new MlopsError("config-invalid", "there is no command to train with", `Give it in one of three places: the key "command" in ${file}, the input "command" of the action, or \`mlops train -- COMMAND\` on the command line.`);
}
function parseTask(text) {
	if (text === "") return "train";
	const task = TASKS.find((each) => each === text);
	if (task !== void 0) return task;
	const nearest = nearestOf(text, TASKS);
	throw usage([`unknown task "${text.slice(0, 80)}"${nearest === void 0 ? "" : `, did you mean "${nearest}"?`}; tasks are ${TASKS.join(", ")}`]);
}
/** A plain value, which the schema has yet to judge. */
function readInput(name, text, kind) {
	const word = text.trim();
	if (kind === "yaml") {
		const yaml = parseYamlText(text, `input ${name}`);
		const problems = yaml.problems.map(({ place: { line = 1 }, message }) => `input ${name}, line ${line}: ${message}`);
		return {
			value: yaml.value,
			problems
		};
	}
	if (kind === "list") return {
		value: linesOf(text),
		problems: []
	};
	if (kind === "boolean") return {
		value: BOOLEANS.get(word) ?? word,
		problems: []
	};
	if (kind === "whole-number") return {
		value: /^\d+$/.test(word) ? Number(word) : word,
		problems: []
	};
	return {
		value: name === "command" ? text : word,
		problems: []
	};
}
function linesOf(text) {
	return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}
function place(target, [first, ...rest], value) {
	if (first === void 0) return;
	const [next] = rest;
	if (next === void 0) target[first] = value;
	else target[first] = {
		...target[first],
		[next]: value
	};
}
/** A problem of the configuration's schema in the words of inputs. */
function named({ path, message }) {
	const name = Object.keys(INPUTS).find((each) => {
		const key = INPUTS[each]?.key;
		return key !== void 0 && key.every((part, index) => path[index] === part);
	});
	const prefix = (name === void 0 ? void 0 : INPUTS[name]?.key)?.join(".");
	if (name === void 0 || prefix === void 0) return message;
	return `input ${name}${message.startsWith(prefix) ? message.slice(prefix.length) : `: ${message}`}`;
}
function usage(messages) {
	const [only] = messages;
	const hint = "README.md lists the inputs with their values.";
	if (messages.length === 1 && only !== void 0) return new MlopsError("usage", only, hint);
	const problems = messages.map((message) => ({
		place: { file: "inputs" },
		message
	}));
	return problemsError("usage", problems, hint);
}
function inFolder(folder, file) {
	return folder === "." ? file : `${folder}/${file}`;
}

export { parseInputs as n, requireCommand as r, INPUTS as t };