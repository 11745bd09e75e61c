import { r as formatCount } from "./number-format.js";
import { a as compareUrl, c as link } from "./report-view.js";

// src/report/budget.ts
const COMMENT = {
	earlierResults: 10,
	plots: 4,
	slices: 20,
	metrics: 500,
	params: 500,
	changes: 500,
	warnings: 20,
	logLines: 30
};
const SUMMARY = {
	...COMMENT,
	plots: 1e3,
	metrics: 2e4,
	params: 5e4,
	changes: 2e4,
	warnings: 5e3
};
/** What gives way, first to last. */
const STEPS = [
	{ earlierResults: 0 },
	{ plots: 1 },
	{ plots: 0 },
	{ slices: 10 },
	{ metrics: 30 },
	{ params: 50 },
	{ changes: 20 },
	{
		warnings: 5,
		logLines: 10
	},
	{
		metrics: 0,
		params: 0
	},
	{
		slices: 0,
		changes: 0,
		warnings: 0,
		logLines: 0
	}
];
/** Budgets from everything to the least. */
function budgetsFor(kind) {
	const steps = kind === "comment" ? STEPS : [
		{ plots: 200 },
		{ plots: 40 },
		{
			metrics: 2e3,
			params: 2e3
		},
		{
			metrics: 500,
			params: 500
		},
		...STEPS
	];
	const budgets = [kind === "comment" ? COMMENT : SUMMARY];
	for (const step of steps) {
		const last = budgets.at(-1) ?? COMMENT;
		budgets.push({
			...last,
			...lesser(last, step)
		});
	}
	return budgets;
}
function lesser(budget, step) {
	const names = Object.keys(step);
	return Object.fromEntries(names.map((name) => [name, Math.min(budget[name], step[name] ?? 1e400)]));
}
/** The first `most` of a list and how many were left out. */
function firstOf(list, most) {
	return {
		shown: list.slice(0, most),
		left: Math.max(0, list.length - most)
	};
}

// src/report/changes-line.ts
/** "**What changed:** 2 of 15 params · 3 files of code (+41 −12) · 1 package · data identical". */
function renderChangesLine(view) {
	const { changes } = view.input.comparison;
	if (changes === void 0) return void 0;
	const { data, params, code, command, packages, environment } = changes;
	const hardware = environment.filter(isHardware).length;
	const changed = [
		...data.length === 0 ? [] : [`**${dataWords(view, data)}**`],
		...params.length === 0 ? [] : [`${formatCount(params.length)} of ${counted(changes.paramCount, "param")}`],
		...code.same ? [] : [codeWords(changes, view)],
		...command === void 0 ? [] : ["command"],
		...packages.length === 0 ? [] : [counted(packages.length, "package")],
		...environment.length === hardware ? [] : ["runtime"],
		...hardware === 0 ? [] : ["hardware"]
	];
	const known = view.input.run.data.length > 0 || data.length > 0;
	const same = [
		...data.length === 0 && known ? ["data"] : [],
		...params.length === 0 ? ["params"] : [],
		...code.same ? ["code"] : []
	];
	return `**What changed:** ${[
		...changed.length === 0 ? ["nothing that was recorded"] : changed,
		...same.length === 0 ? [] : [`${listed(same)} identical`],
		...known ? [] : ["data not recorded"]
	].join(" · ")}`;
}
/** "3 files", or what is known of more than can be named. */
function filesWords({ count, isCut }) {
	return `${counted(count, "file")}${isCut === true ? " or more" : ""}`;
}
/** "+41 −12". */
function linesWords({ added, removed }) {
	return `+${formatCount(added)} −${formatCount(removed)}`;
}
const HARDWARE = /* @__PURE__ */ new Set([
	"os",
	"arch",
	"cpu",
	"cores",
	"memory",
	"gpu"
]);
/** A change of the machine, which times cannot be compared across; the others are of runtimes and containers. */
function isHardware({ name }) {
	return HARDWARE.has(name);
}
function counted(count, noun) {
	return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
function listed(names) {
	const last = names.at(-1) ?? "";
	return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
function codeWords({ code: { baseline, candidate, files } }, { links, input }) {
	const url = compareUrl(links, baseline, candidate);
	const dirty = input.run.source.dirty ? ", not committed" : "";
	if (files === void 0 || files.count === 0) return `${link("code", url)}${dirty}`;
	return `${link(`${filesWords(files)} of code`, url)} (${linesWords(files)})${dirty}`;
}
/** How many files, and of a single one how many rows it had and has. */
function dataWords({ input: { run, baseRecord } }, data) {
	const words = counted(data.length, "data file");
	const [first] = data;
	if (first === void 0 || data.length > 1) return words;
	const rowsOf = (files) => files?.find(({ path }) => path === first.name)?.rows;
	const [before, after] = [rowsOf(baseRecord?.data), rowsOf(run.data)];
	if (before === void 0 || after === void 0) return words;
	return before === after ? `${words} (${formatCount(after)} rows both times)` : `${words} (${formatCount(before)} → ${formatCount(after)} rows)`;
}

export { renderChangesLine as a, linesWords as i, filesWords as n, budgetsFor as o, isHardware as r, firstOf as s, counted as t };