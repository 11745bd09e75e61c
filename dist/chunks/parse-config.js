import { t as MlopsError } from "./error.js";
import { n as suggestion } from "./nearest.js";
import { a as RegisterPolicy, c as Card, d as HealthCheck, f as KServeHook, h as HOOK_VARIABLES, i as PredictionsConfig, l as ContainerHook, n as Decision, o as RepeatsConfig, p as StagePolicy, r as Gate, s as SliceGate, t as Config, u as Deploy, v as unknownVariables } from "./schema.js";
import { t as parseYamlText } from "./yaml-text.js";

// src/config/problem.ts
/** One error that lists every problem; its place is that of the first. */
function problemsError(code, problems, hint) {
	const lines = problems.map(({ place, message }) => {
		return `${place.line === void 0 ? place.file : `${place.file}:${place.line}`}: ${message}`;
	});
	const place = problems[0]?.place;
	return new MlopsError(code, lines.join("\n"), hint, place === void 0 ? {} : { place });
}
/**
* The problems that a zod issue stands for, in words: what was expected and what came.
* @param knownKeys the keys that the object at a path may have
*/
function problemsOf(issue, root, knownKeys) {
	const { path } = issue;
	if (issue.code === "unrecognized_keys") {
		const known = knownKeys(path);
		return issue.keys.map((key) => ({
			path,
			key,
			message: `unknown key "${shown(key)}"${within(path)}, ${suggestion(key, known)}`
		}));
	}
	if (issue.code === "invalid_key") return [{
		path,
		message: `${nameOf(path)}: ${issue.issues[0]?.message ?? "not a valid name"}`
	}];
	if (issue.code === "invalid_union") {
		const meant = issue.errors.find((branch) => branch.every((each) => !isMismatch(each)));
		if (meant !== void 0) return meant.flatMap((each) => problemsOf({
			...each,
			path: [...path, ...each.path]
		}, root, knownKeys));
	}
	const value = valueAt(root, path);
	return [{
		path,
		message: `${nameOf(path)}: expected ${expectationOf(issue)}, got ${describe(value)}`
	}];
}
/** The value is of another type altogether, so that this branch of a union was hardly meant. */
function isMismatch(issue) {
	return issue.path.length === 0 && [
		"invalid_type",
		"invalid_value",
		"invalid_union"
	].includes(issue.code);
}
const TYPE_WORDS = {
	string: "text",
	number: "a number",
	int: "a whole number",
	boolean: "true or false",
	array: "a list",
	object: "a mapping",
	record: "a mapping"
};
function expectationOf(issue) {
	if (issue.code === "invalid_type") return TYPE_WORDS[issue.expected] ?? issue.expected;
	if (issue.code === "invalid_value") return issue.values.map(String).join(", ");
	if (issue.code === "invalid_union") return [...new Set(issue.errors.flatMap((branch) => branch.map(expectationOf)))].join(" or ");
	if (issue.code === "too_small") return issue.origin === "string" ? "text that is not empty" : `at least ${issue.minimum}`;
	if (issue.code === "too_big") return `at most ${issue.maximum}${issue.origin === "string" ? " characters" : ""}`;
	return issue.message;
}
/** How a value is named in a message: short, on one line. */
function describe(value) {
	if (value === void 0 || value === null) return "nothing";
	if (Array.isArray(value)) return "a list";
	if (typeof value === "object") return "a mapping";
	if (typeof value === "string") return `the text "${shown(value)}"`;
	return typeof value === "number" ? `the number ${value}` : JSON.stringify(value);
}
function shown(text) {
	const line = JSON.stringify(text).slice(1, -1);
	return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}
function nameOf(path) {
	return path.length === 0 ? "the configuration" : path.map((part) => shown(String(part))).join(".");
}
function within(path) {
	return path.length === 0 ? "" : ` in ${nameOf(path)}`;
}
function valueAt(root, path) {
	let value = root;
	for (const part of path) {
		if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return void 0;
		value = value[part];
	}
	return value;
}

// src/config/gate-rules.ts
/** Every contradiction in the gates, each with both sides of it. */
function gateRules(gates) {
	return [...onePrimary(gates), ...Object.entries(gates).flatMap(([name, gate]) => [...boundRules(name, gate), ...testRules(name, gate)])];
}
/** One metric is to be better, the others are guardrails: two that may win would double the chance of a false one. */
function onePrimary(gates) {
	const named = (holds) => Object.entries(gates).flatMap(([name, gate]) => holds(gate) ? [name] : []);
	const primaries = named(({ primary }) => primary === true);
	const superior = named(({ test }) => test === "superiority");
	const both = (names) => names.map((name) => `"${name}"`).join(" and ");
	const problems = [];
	if (primaries[1] !== void 0) problems.push({
		path: [
			"gates",
			primaries[1],
			"primary"
		],
		message: `gates: ${both(primaries)} are primary; one metric at most can be`
	});
	if (superior[1] !== void 0) problems.push({
		path: [
			"gates",
			superior[1],
			"test"
		],
		message: `gates: ${both(superior)} are tested for superiority; one metric at most can be, the others are guardrails`
	});
	const [primary] = primaries;
	const [tested] = superior;
	if (primary !== void 0 && tested !== void 0 && primary !== tested) problems.push({
		path: [
			"gates",
			tested,
			"test"
		],
		message: `gates: "${primary}" is primary and "${tested}" is tested for superiority; both must be one metric`
	});
	return problems;
}
function boundRules(name, { min, max, warn }) {
	const path = ["gates", name];
	if (min !== void 0 && max !== void 0 && min > max) return [{
		path,
		message: `gates.${name}: min ${min} is greater than max ${max}`
	}];
	if (warn === void 0) return [];
	if (min !== void 0 && warn < min) return [{
		path,
		message: `gates.${name}: warn ${warn} is below min ${min}, where the gate fails already`
	}];
	if (max !== void 0 && warn > max) return [{
		path,
		message: `gates.${name}: warn ${warn} is above max ${max}, where the gate fails already`
	}];
	return [];
}
function testRules(name, gate) {
	const { test, margin } = gate;
	const path = ["gates", name];
	const regression = gate["max-regression"];
	if (margin !== void 0 && test === void 0) return [{
		path,
		message: `gates.${name}: margin ${margin} is of no test; add "test: non-inferiority"`
	}];
	if (test === "non-inferiority" && regression !== void 0) return [{
		path,
		message: `gates.${name}: ${`max-regression ${regression} and the margin of test non-inferiority`} say how much worse is accepted; give one of them`
	}];
	if (test === "non-inferiority" && Number.parseFloat(String(margin ?? 0)) === 0) return [{
		path,
		message: `gates.${name}: test non-inferiority needs a margin above 0, such as "margin: 1%"`
	}];
	return [];
}

// src/config/rules.ts
/** Every rule that a configuration breaks, with the path of the member at fault. */
function brokenRules(config) {
	return [
		...gateRules(config.gates ?? {}),
		...patternRules(config["metrics-pattern"]),
		...pathRules(config.paths),
		...stageRules(config),
		...deployRules(config)
	];
}
function stageRules({ stages, register }) {
	const names = stages === void 0 ? void 0 : Array.isArray(stages) ? stages : Object.keys(stages);
	if (names === void 0) return [];
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	const stage = register?.stage;
	return [
		...names.length > 0 ? [] : [{
			path: ["stages"],
			message: "stages: names none; leave the key out for any name"
		}],
		...twice === void 0 ? [] : [{
			path: ["stages"],
			message: `stages: names "${twice}" twice`
		}],
		...stage === void 0 || names.includes(stage) ? [] : [{
			path: ["register", "stage"],
			message: `register.stage: "${stage}" is none of the stages ${names.join(", ")}`
		}]
	];
}
/** What one version is deployed by. */
function deployRules({ stages = [], deploy }) {
	const own = Array.isArray(stages) ? [] : Object.entries(stages);
	return [{
		path: ["deploy"],
		hook: deploy
	}, ...own.map(([name, policy]) => ({
		path: [
			"stages",
			name,
			"deploy"
		],
		hook: policy.deploy
	}))].flatMap(({ path, hook }) => {
		if (hook === void 0) return [];
		const fault = hookFault(hook);
		return [...fault === void 0 ? [] : [{
			path,
			message: `${path.join(".")}: ${fault}`
		}], ...addressRules(path, hook)];
	});
}
function hookFault({ command, container, kserve }) {
	if (kserve !== void 0 && (command ?? container) !== void 0) return "kserve only commits a manifest, and cannot stand beside command or container";
	return (command ?? container ?? kserve) === void 0 ? "give one of command, container and kserve" : void 0;
}
/** A variable that nobody fills in would only be found when the version is live. */
function addressRules(path, { health, kserve }) {
	return [{
		at: [
			...path,
			"health",
			"url"
		],
		text: health?.url ?? ""
	}, {
		at: [
			...path,
			"kserve",
			"storage-uri"
		],
		text: kserve?.["storage-uri"] ?? ""
	}].flatMap(({ at, text }) => unknownVariables(text).map((name) => ({
		path: at,
		message: `${at.join(".")}: $${name} is none of the variables of a deployment, ${suggestion(name, HOOK_VARIABLES)}`
	})));
}
function pathRules(paths = []) {
	const all = typeof paths === "string" ? [paths] : paths;
	if (all.length === 0 || all.some((path) => !path.startsWith("!"))) return [];
	return [{
		path: ["paths"],
		message: "paths: only says what does not count; begin with what does, such as \"**\""
	}];
}
function patternRules(pattern) {
	const fault = pattern === void 0 ? void 0 : faultOf(pattern);
	return fault === void 0 ? [] : [{
		path: ["metrics-pattern"],
		message: `metrics-pattern: ${fault}`
	}];
}
function faultOf(pattern) {
	if (pattern.includes("(?P<")) return "groups are written (?<name>…), without the P of Python";
	try {
		new RegExp(pattern).test("");
	} catch (error) {
		return error.message;
	}
	const missing = ["name", "value"].filter((group) => !pattern.includes(`(?<${group}>`));
	if (missing.length === 0) return void 0;
	return `expected the groups ${missing.map((group) => `(?<${group}>…)`).join(" and ")}`;
}

// src/config/parse-config.ts
/**
* Parses a configuration; an empty file is an empty configuration.
* @param file how messages name it
* @throws MlopsError `config-invalid` that lists every problem: unknown keys with the nearest known one, wrong types
*   with what was expected and what came, broken rules
*/
function parseConfig(text, file) {
	const yaml = parseYamlText(text, file);
	const refuse = (problems) => {
		throw problemsError("config-invalid", problems, `Correct ${file}; https://github.com/org/mlops-action#configuration lists the keys, and an editor that reads mlops.schema.json completes them.`);
	};
	if (yaml.problems.length > 0) return refuse(yaml.problems);
	const { config, problems } = checkConfig(yaml.value ?? {});
	if (problems.length === 0) return config;
	return refuse(problems.map(({ path, key, message }) => ({
		place: yaml.placeOf(path, key),
		message
	})).toSorted((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0)));
}
/** A plain value as a configuration, with everything that is wrong with it. */
function checkConfig(value) {
	const hidden = hiddenGate(value);
	const parsed = Config.safeParse(value);
	if (parsed.success) return {
		config: parsed.data,
		problems: [...hidden, ...brokenRules(parsed.data)]
	};
	const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, value, keysAt));
	return {
		config: {},
		problems: [...hidden, ...problems]
	};
}
/** The keys that the mapping at a path may have. */
function keysAt(path) {
	if (path.length === 0) return Object.keys(Config.shape);
	const [first, ...rest] = path;
	if (first === "gates" && rest.length === 1) return Object.keys(Gate.shape);
	if (first === "gates" && rest[1] === "slices") return Object.keys(SliceGate.shape);
	if (first === "decision") return Object.keys(Decision.shape);
	if (first === "predictions") return Object.keys(PredictionsConfig.shape);
	if (first === "repeats") return Object.keys(RepeatsConfig.shape);
	if (first === "stages") return rest.length < 2 ? Object.keys(StagePolicy.shape) : keysOfDeploy(rest.slice(2));
	if (first === "deploy") return keysOfDeploy(rest);
	if (first === "card") return Object.keys(Card.shape);
	if (first === "register") return Object.keys(RegisterPolicy.shape);
	return first === "tracking" ? Object.keys(trackingShape()) : [];
}
function keysOfDeploy([part]) {
	const parts = {
		container: ContainerHook,
		kserve: KServeHook,
		health: HealthCheck
	};
	const schema = part !== void 0 && Object.hasOwn(parts, part) ? parts[part] : Deploy;
	return Object.keys(schema.shape);
}
function trackingShape() {
	return Config.shape.tracking.unwrap().shape;
}
/** Zod leaves a record's `__proto__` out without a word; a gate must never vanish. */
function hiddenGate(value) {
	const gates = typeof value === "object" && value !== null && "gates" in value ? value.gates : void 0;
	if (typeof gates !== "object" || gates === null || !Object.hasOwn(gates, "__proto__")) return [];
	return [{
		path: ["gates"],
		key: "__proto__",
		message: "gates: a metric cannot be named \"__proto__\""
	}];
}

export { problemsOf as i, parseConfig as n, problemsError as r, checkConfig as t };