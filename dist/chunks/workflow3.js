import { t as parseYamlText } from "./yaml-text.js";

// src/workflow/parse-workflow.ts
/** @param path from the root of the repository */
function parseWorkflow(path, text) {
	const yaml = parseYamlText(text, path);
	const [fault] = yaml.problems;
	if (fault !== void 0) {
		const [message = ""] = fault.message.split("\n");
		return {
			path,
			workflow: void 0,
			fault: {
				message,
				line: fault.place.line
			}
		};
	}
	return {
		path,
		workflow: workflowFrom(path, yaml),
		fault: void 0
	};
}
function workflowFrom(path, yaml) {
	const root = mappingOf(yaml.value);
	const lineOf = (at, key) => yaml.placeOf(at, key).line;
	const jobs = Object.entries(mappingOf(root["jobs"])).map(([id, job]) => jobFrom(id, mappingOf(job), lineOf));
	return {
		path,
		name: textOf(root["name"]) ?? path,
		triggers: triggersFrom(root["on"], lineOf),
		permissions: root["permissions"],
		concurrency: concurrencyFrom(root["concurrency"], ["concurrency"], lineOf),
		jobs
	};
}
function triggersFrom(on, lineOf) {
	if (typeof on === "string") return [{
		event: on,
		line: lineOf([], "on"),
		filters: {}
	}];
	if (Array.isArray(on)) return on.map((event, index) => ({
		event: String(event),
		line: lineOf(["on", index]),
		filters: {}
	}));
	return Object.entries(mappingOf(on)).map(([event, filters]) => ({
		event,
		line: lineOf(["on"], event),
		filters: mappingOf(filters)
	}));
}
function jobFrom(id, job, lineOf) {
	const at = ["jobs", id];
	const { container, needs, steps } = job;
	const image = typeof container === "string" ? container : mappingOf(container)["image"];
	return {
		id,
		line: lineOf(["jobs"], id),
		permissions: job["permissions"],
		hasMatrix: mappingOf(job["strategy"])["matrix"] !== void 0,
		condition: textOf(job["if"]),
		needs: needs === void 0 || needs === null ? [] : [needs].flat().map(String),
		container: typeof image === "string" ? {
			image,
			line: lineOf(at, "container")
		} : void 0,
		concurrency: concurrencyFrom(job["concurrency"], [...at, "concurrency"], lineOf),
		steps: Array.isArray(steps) ? steps.map((step, index) => stepFrom(mappingOf(step), [
			...at,
			"steps",
			index
		], lineOf)) : []
	};
}
function stepFrom(step, at, lineOf) {
	const inputs = Object.entries(mappingOf(step["with"])).flatMap(([name, value]) => {
		const text = textOf(value);
		return text === void 0 ? [] : [[name, text]];
	});
	return {
		line: lineOf(at),
		uses: typeof step["uses"] === "string" ? step["uses"] : void 0,
		run: typeof step["run"] === "string" ? step["run"] : void 0,
		inputs: Object.fromEntries(inputs),
		lineOfInput: (name) => lineOf([...at, "with"], name)
	};
}
function concurrencyFrom(value, at, lineOf) {
	if (value === void 0 || value === null) return void 0;
	return {
		cancelInProgress: mappingOf(value)["cancel-in-progress"],
		line: lineOf(at, "cancel-in-progress")
	};
}
function mappingOf(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
/** What GitHub would make of a plain value. */
function textOf(value) {
	if (typeof value === "string") return value;
	return typeof value === "number" || typeof value === "boolean" ? String(value) : void 0;
}

// src/workflow/workflow.ts
/**
* All steps that use the action.
* @param collecting working directories whose configuration leaves their records to a job that collects
*/
function actionSteps(files, collecting = /* @__PURE__ */ new Set()) {
	return files.flatMap(({ workflow }) => workflow === void 0 ? [] : actionStepsOf(workflow)).map((step) => {
		const { inputs } = step;
		if (inputs["collect"] !== void 0 || taskOf(step) !== "train" || !collecting.has(inputs["working-directory"] ?? ".")) return step;
		return {
			...step,
			inputs: {
				...inputs,
				collect: "true"
			}
		};
	});
}
function actionStepsOf(workflow) {
	return workflow.jobs.flatMap((job) => job.steps.flatMap((step) => {
		const { uses } = step;
		return uses !== void 0 && isAction(uses) ? [{
			...step,
			uses,
			workflow,
			job
		}] : [];
	}));
}
function isAction(uses) {
	return /(?:^|\/)mlops-action(?:@|$)/.test(uses);
}
/** What a step does: the input, or `train`. */
function taskOf({ inputs }) {
	return inputs["task"] ?? "train";
}
/** Whether the step leaves its record to a job that collects. */
function isLeft({ inputs }) {
	return (inputs["collect"] ?? "").toLowerCase() === "true";
}
/** Whether a value is known only when the workflow runs. */
function isExpression(text) {
	return text.includes("${{");
}
/** The triggers of these events, if the workflow has any. */
function triggersOf({ triggers }, ...events) {
	return triggers.filter(({ event }) => events.includes(event));
}
/** A filter of a trigger as a list; undefined when it is not there. */
function patternsOf({ filters }, name) {
	const value = filters[name];
	if (value === void 0 || value === null) return void 0;
	return (Array.isArray(value) ? value : [value]).map(String);
}

export { patternsOf as a, parseWorkflow as c, isLeft as i, actionStepsOf as n, taskOf as o, isExpression as r, triggersOf as s, actionSteps as t };