import { c as looseObject, h as union, i as boolean, l as number, p as string, r as array } from "./zod.js";
import { n as finiteOf } from "./number.js";
import { _ as plain, a as formatDistance, c as formatRelative, d as details, f as fence, h as table, i as formatDelta, l as formatSeconds, m as md, n as formatBytes, p as htmlCode, r as formatCount, s as formatReading, t as chooseFormat, u as code, v as plainLine } from "./number-format.js";
import { n as isTrainingMetric } from "./metric-name.js";
import { D as sigmaOfChange, E as noiseLimit, b as acceptanceOf, c as renderAcceptances, d as viewOf, f as commitUrl, g as link, h as isObjectId, i as outcomeOf, l as headOf, m as fileUrl, n as endOf, o as gateCell, p as compareUrl, s as isJobStillRed, u as shortCommit, v as ownUrl } from "./headline.js";

// src/report/budget.ts
const COMMENT = {
	earlierResults: 10,
	plots: 1,
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

// src/report/footnotes.ts
/** Under the table of metrics. */
function renderLegend(view) {
	const { comparison } = view.input;
	const sentences = [...comparison.rows.some((row) => row.direction !== "unknown" && !row.count) ? ["↑ higher is better, ↓ lower is better."] : [], ...comparison.baseline === void 0 ? [] : [`Baseline: ${md(comparison.baseline.how, 200)}.`, noiseWords(view)]];
	const places = placesToRead(view);
	const text = [...sentences, ...places === "" ? [] : [places]].join(" ");
	return text === "" ? void 0 : `<sub>${text}</sub>`;
}
/** "Updated for `9f3c2ab` on 2026-11-23 06:52 UTC." */
function renderFooter(view) {
	const [, day, minute] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(view.input.updated) ?? [];
	const when = day === void 0 ? "" : ` on ${day} ${minute} UTC`;
	return `<sub>Updated for ${code(shortCommit(headOf(view.input)))}${when}.</sub>`;
}
/** Nothing is called significant without an estimate of what chance does. */
function noiseWords(view) {
	const runs = Math.max(0, ...view.input.comparison.rows.map((row) => row.noise?.runs ?? 0));
	if (runs === 0) {
		const known = view.input.comparison.historyRuns.length;
		return known < 5 ? `No noise estimate: it needs ${5} earlier runs, there ${known === 1 ? "is 1" : `are ${known}`}.` : "No noise estimate: the earlier runs do not vary.";
	}
	return `“Within noise” is less than 2 σ of the difference of two runs, from the successive differences of the last ${runs} runs.`;
}
function placesToRead({ input, links }) {
	const record = fileUrl(links, input.trackingCommit, input.recordPath);
	const summary = ownUrl(links, input.runUrl);
	return [...record === void 0 ? [] : [link("run JSON", record)], ...summary === void 0 ? [] : [link("job summary", summary)]].join(" · ");
}

// src/report/significance.ts
/** "3.6 σ" of the difference of two runs; undefined without a change or a noise estimate. */
function sigmaWords({ delta, noise }) {
	if (delta === void 0 || delta === 0 || noise === void 0) return void 0;
	const sigmas = Math.abs(delta) / sigmaOfChange(noise);
	return `${sigmas < 100 ? sigmas.toFixed(1) : "over 100"} σ`;
}

// src/report/lead.ts
/** One paragraph of short sentences. */
function renderLead(view) {
	const { comparison, run } = view.input;
	if (run.status !== "finished") return notTrained(view);
	return [
		comparison.baseline === void 0 ? aloneWords(view) : againstWords(view),
		alsoMoved(view),
		gateCounts(view),
		consequence(view),
		uncommitted(view)
	].filter((words) => words !== "").join(" ");
}
/** Every reason that is not a pass, when the headline cannot hold them all. */
function renderReasons(view) {
	const { verdict } = view.input.comparison;
	const reasons = (verdict?.reasons ?? []).filter(({ status }) => status !== "pass" && status !== "skipped");
	if (reasons.length === 0 || verdict?.status === "pass" && reasons.length < 2) return void 0;
	const { shown, left } = firstOf(reasons, 20);
	return [...shown.map(({ metric, status, reason }) => `- **${status}** ${code(metric)}: ${md(reason, 200)}`), ...left === 0 ? [] : [`- ${formatCount(left)} more ${view.elsewhere}`]].join("\n");
}
/** "**rmse 6.10 → 5.90 (−0.20, 3.6 σ)** against `main@41d07ce`." */
function againstWords(view) {
	const { baseline } = view.input.comparison;
	const { primary } = view;
	if (baseline === void 0) return "";
	const against = baselineLink(baseline, view);
	if (primary === void 0) return `Compared with ${against}.`;
	const format = view.format(primary);
	const values = `${formatReading(primary.baseline, format)} → ${formatReading(primary.candidate, format)}`;
	return `**${md(primary.name)} ${values}${significance(primary, view)}** against ${against}.`;
}
/** Only a plain name stands inside a link: brackets in a code span confuse some renderers. */
function baselineLink({ branch, commit }, view) {
	const short = shortCommit(commit);
	const url = commitUrl(view.links, commit);
	if (branch === void 0) return link(code(short), url);
	return /^[\w./-]{1,60}$/.test(branch) ? link(code(`${branch}@${short}`), url) : `${code(branch)} at ${link(code(short), url)}`;
}
function significance(row, view) {
	if (row.delta === void 0 || row.delta === 0) return "";
	return ` (${formatDelta(row.delta, view.format(row))}, ${sigmaWords(row) ?? "no noise estimate"})`;
}
function aloneWords(view) {
	const { primary } = view;
	if (primary === void 0) return "";
	return `**${md(primary.name)} ${formatReading(primary.candidate, view.format(primary))}**.`;
}
/** A pass says what got better, and does not hide what got worse. */
function alsoMoved(view) {
	const moved = (movement) => {
		const rows = view.input.comparison.rows.filter((row) => row.movement === movement && !row.primary);
		const { shown, left } = firstOf(rows, 3);
		if (shown.length === 0) return "";
		return `Also ${movement}: ${shown.map((row) => md(row.name, 40)).join(", ")}${left === 0 ? "" : ` and ${formatCount(left)} more`}.`;
	};
	return [moved("better"), moved("worse")].filter((words) => words !== "").join(" ");
}
function gateCounts(view) {
	const { comparison } = view.input;
	const gated = comparison.rows.filter((row) => row.gate !== void 0);
	const open = gated.filter((row) => acceptanceOf(comparison, row.name) === void 0);
	const accepted = gated.length - open.length;
	const statuses = open.flatMap((row) => row.gate?.status ?? []);
	if (gated.length === 0) return "No gate is declared.";
	const count = (status) => statuses.filter((other) => other === status).length;
	const [warn, fail, inconclusive, skipped] = [
		count("warn"),
		count("fail"),
		count("inconclusive"),
		count("skipped")
	];
	const parts = [
		`${count("pass")} pass`,
		boldIf(warn > 0, `${warn} warn`),
		boldIf(fail > 0, `${fail} fail`),
		...inconclusive === 0 ? [] : [`**${inconclusive} inconclusive**`],
		...accepted === 0 ? [] : [`**${accepted} accepted**`],
		...skipped === 0 ? [] : [`${skipped} skipped for want of a baseline`]
	];
	return `${view.input.comparison.baseline === void 0 && skipped === 0 ? "Gates with fixed limits" : "Gates"}: ${parts.join(", ")}.`;
}
function boldIf(bold, words) {
	return bold ? `**${words}**` : words;
}
/** What the verdict does to the job and the merge. */
function consequence(view) {
	if (view.input.isLeg === true || view.input.run.source.fork !== void 0) return "";
	const outcome = outcomeOf(view.input);
	const failOn = view.input.failOn ?? "fail";
	if (failOn !== "never" && (outcome === "fail" || outcome === "inconclusive" && failOn === "inconclusive")) return "This fails the job.";
	if (outcome === "fail") return "The job does not fail, because `fail-on` is `never`.";
	if ((view.input.comparison.verdict?.accepted ?? []).length > 0 && isJobStillRed(view.input)) return "The job of this run stays red until it runs again for this commit.";
	const open = outcome === "inconclusive" ? "Nothing is proved, but nothing" : "Nothing";
	return view.subject.merges ? `${open} blocks this merge.` : "";
}
/** Its commit does not say what was trained. */
function uncommitted({ input: { run } }) {
	return run.source.dirty ? "**Uncommitted changes**: this run cannot be a baseline." : "";
}
/** What broke, and what of the run was kept all the same. */
function notTrained(view) {
	const { run } = view.input;
	const kept = [
		[Object.keys(run.metrics).length, "metric"],
		[Object.keys(run.params).length, "param"],
		[run.model.files.length, "model file"],
		[run.artifacts.length, "artifact"]
	].filter(([count]) => count > 0).map(([count, noun]) => `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`);
	const reason = causeOf(run.error?.message ?? "");
	const why = reason === "" ? "" : `: ${code(reason, 160)}`;
	return [
		`The training ${endOf(view.input)} after ${formatSeconds(run.duration)}${why}.`,
		`Kept: ${kept.length === 0 ? "nothing but the record" : kept.join(", ")}.`,
		...view.input.isLeg === true || run.source.fork !== void 0 ? [] : ["This fails the job."],
		uncommitted(view)
	].filter((words) => words !== "").join(" ");
}
/** What the message says beyond how the training ended, which the sentence says already. */
function causeOf(message) {
	return message.replace(/^the training (?:ended by SIG\w+|was killed by SIGKILL|failed with exit status \d+)(?:, |$)/, "");
}

// src/report/provenance.ts
/** One paragraph about a run of a fork; undefined for a run of the repository. */
function renderProvenance({ input: { run } }) {
	const { fork } = run.source;
	if (fork === void 0) return void 0;
	return `**Not verified**: the code of the fork ${code(fork, 100)} has measured and reported these numbers itself. Its run is no baseline and no version, and its model files are not kept.`;
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
		...params.length === 0 ? [] : [`${formatCount(params.length)} of ${counted$1(changes.paramCount, "param")}`],
		...code.same ? [] : [codeWords(changes, view)],
		...command === void 0 ? [] : ["command"],
		...packages.length === 0 ? [] : [counted$1(packages.length, "package")],
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
	return `${counted$1(count, "file")}${isCut === true ? " or more" : ""}`;
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
function counted$1(count, noun) {
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
	const words = counted$1(data.length, "data file");
	const [first] = data;
	if (first === void 0 || data.length > 1) return words;
	const rowsOf = (files) => files?.find(({ path }) => path === first.name)?.rows;
	const [before, after] = [rowsOf(baseRecord?.data), rowsOf(run.data)];
	if (before === void 0 || after === void 0) return words;
	return before === after ? `${words} (${formatCount(after)} rows both times)` : `${words} (${formatCount(before)} → ${formatCount(after)} rows)`;
}

// src/report/changes-section.ts
/** Names of changed files; who wants all of them follows the link. */
const MOST_FILES$1 = 10;
/** The changed params as a diff: red and green lines are the only colour to rely on. */
function renderParams(view) {
	const { changes } = view.input.comparison;
	if (changes === void 0 || changes.params.length === 0) return void 0;
	const { shown, left } = firstOf(changes.params, view.budget.params);
	const more = left === 0 ? [] : [`${formatCount(left)} more changed params ${view.elsewhere}.`];
	if (shown.length === 0) return more.join("");
	const title = `<b>Params</b>: ${formatCount(changes.params.length)} of ${formatCount(changes.paramCount)} changed`;
	return details(title, [fence("diff", shown.flatMap(diffLines)), ...more].join("\n\n"));
}
/** Code, command, data, packages and environment, side by side. */
function renderContext(view) {
	const { changes } = view.input.comparison;
	if (changes === void 0) return void 0;
	if (view.budget.changes === 0) return `Code, data and environment side by side: ${view.elsewhere}.`;
	const most = view.budget.changes;
	const [data, packages, environment] = [
		changes.data,
		changes.packages,
		changes.environment
	].map((list) => firstOf(list, most));
	const rows = [
		...changes.data.length === 0 ? sameData(view) : changeRows(data, "data"),
		codeRow(changes, view),
		...fileRows(changes, most),
		...changes.command === void 0 ? [] : [changeRow("Command", changes.command, "changed")],
		...changeRows(packages, "package"),
		...changeRows(environment, "environment"),
		...machineRows(changes, view)
	];
	const left = data.left + packages.left + environment.left;
	const more = left === 0 ? [] : [`${formatCount(left)} more ${view.elsewhere}.`];
	const body = table([
		"",
		view.baseline,
		view.subject.heading,
		""
	], [
		"left",
		"left",
		"left",
		"left"
	], rows);
	return details(`<b>Code, data, environment</b>: ${differs(changes)}`, [body, ...more].join("\n\n"));
}
function diffLines({ name, baseline, candidate }) {
	return [...baseline === void 0 ? [] : [`- ${name}: ${baseline}`], ...candidate === void 0 ? [] : [`+ ${name}: ${candidate}`]];
}
function codeRow({ code: { baseline, candidate, same, files } }, view) {
	const commit = (id) => link(code(shortCommit(id)), commitUrl(view.links, id));
	const dirty = view.input.run.source.dirty ? " with uncommitted changes" : "";
	const words = files === void 0 ? "changed" : `${filesWords(files)}, ${linesWords(files)}`;
	const compare = same ? "identical" : link(words, compareUrl(view.links, baseline, candidate));
	return [
		"Code",
		commit(baseline),
		`${commit(candidate)}${dirty}`,
		compare
	];
}
function sameData(view) {
	const [first, ...rest] = view.input.run.data;
	if (first === void 0) return [];
	const extent = first.rows === void 0 ? formatBytes(first.size) : `${formatCount(first.rows)} rows`;
	const others = rest.length === 0 ? "" : ` and ${counted$1(rest.length, "more file")}`;
	return [[
		"Data",
		`${code(first.path)} · ${digestWords(first.sha256)} · ${extent}${others}`,
		"same",
		"identical"
	]];
}
/** The files with the most changed lines; what is left out is in the comparison that the code row links to. */
function fileRows({ code: { files } }, most) {
	return (files?.most ?? []).slice(0, Math.min(most, MOST_FILES$1)).map((file) => [
		code(file.path),
		"",
		linesWords(file),
		"code"
	]);
}
/** The same machine makes times comparable; how long both took says so in figures. */
function machineRows(changes, { input: { run, baseRecord } }) {
	const { os, arch, cores } = run.environment;
	const machine = code([
		os,
		arch,
		...cores === void 0 ? [] : [`${cores} cores`]
	].join(" · "));
	return [...!changes.environment.some(isHardware) ? [[
		"Machine",
		machine,
		"same",
		"latency is comparable"
	]] : [], ...baseRecord === void 0 ? [] : [[
		"Training time",
		formatSeconds(baseRecord.duration),
		formatSeconds(run.duration),
		""
	]]];
}
function changeRows({ shown }, kind) {
	return shown.map((change) => changeRow(code(change.name), change, kind));
}
function changeRow(name, { baseline, candidate }, kind) {
	return [
		name,
		sideOf(baseline),
		candidate === void 0 ? "–" : `**${sideOf(candidate)}**`,
		kind
	];
}
function sideOf(text) {
	return text === void 0 ? "–" : code(text);
}
function differs(changes) {
	const parts = [
		...changes.data.length === 0 ? [] : [counted$1(changes.data.length, "data file")],
		...changes.code.same ? [] : ["code"],
		...changes.command === void 0 ? [] : ["command"],
		...changes.packages.length === 0 ? [] : [counted$1(changes.packages.length, "package")],
		...changes.environment.length === 0 ? [] : ["environment"]
	];
	if (parts.length === 0) return "identical";
	const last = parts.at(-1) ?? "";
	return parts.length === 1 ? `${last} differs` : `${parts.slice(0, -1).join(", ")} and ${last} differ`;
}
/** `sha256:5d0c…9a`: enough to tell two digests apart by eye. */
function digestWords(sha256) {
	return code(`sha256:${sha256.slice(0, 8)}…${sha256.slice(-2)}`);
}

// src/report/confusion-matrix.ts
/** A wider table cannot be read. */
const MOST_LABELS = 20;
const Label = union([
	string(),
	number(),
	boolean()
]).transform(String);
const Count = number().nonnegative();
const Rows = array(array(Count).max(MOST_LABELS)).min(2).max(MOST_LABELS);
/** DVCLive's `plots/sklearn/confusion_matrix.json`: a line for each sample. */
const Samples = array(looseObject({
	actual: Label,
	predicted: Label
})).min(1);
const Labelled = looseObject({
	labels: array(Label),
	matrix: Rows
});
/** Whether a file is called as a confusion matrix is. */
function isConfusionMatrix(path) {
	return /(?:^|\/)confusion[-_ ]?matrix\.(?:json|csv)$/i.test(path);
}
/**
* Reads JSON (`{labels, matrix}`, the rows alone as scikit-learn gives them, or DVCLive's samples) and CSV whose first row
* and column are the labels. Undefined for what is none of these, and for more than twenty classes.
*/
function parseConfusionMatrix(path, text) {
	const parsed = path.toLowerCase().endsWith(".csv") ? fromCsv(text) : fromJson(text);
	if (parsed === void 0) return void 0;
	const { labels, counts } = parsed;
	return counts.length === labels.length && counts.every((row) => row.length === labels.length) && labels.length >= 2 && labels.length <= MOST_LABELS ? parsed : void 0;
}
function fromJson(text) {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return;
	}
	const labelled = Labelled.safeParse(value).data;
	if (labelled !== void 0) return {
		labels: labelled.labels,
		counts: labelled.matrix
	};
	const rows = Rows.safeParse(value).data;
	if (rows !== void 0) return {
		labels: rows.map((_, index) => String(index)),
		counts: rows
	};
	const samples = Samples.safeParse(value).data;
	return samples === void 0 ? void 0 : counted(samples);
}
function counted(samples) {
	const labels = [...new Set(samples.flatMap(({ actual, predicted }) => [actual, predicted]))].toSorted(new Intl.Collator("en", { numeric: true }).compare);
	if (labels.length > MOST_LABELS) return void 0;
	const places = new Map(labels.map((label, index) => [label, index]));
	const counts = labels.map(() => labels.map(() => 0));
	for (const { actual, predicted } of samples) {
		const [row, column] = [counts[places.get(actual) ?? 0], places.get(predicted) ?? 0];
		if (row !== void 0) row[column] = (row[column] ?? 0) + 1;
	}
	return {
		labels,
		counts
	};
}
function fromCsv(text) {
	const [head = [], ...rows] = text.trim().split(/\r?\n/, 22).map((line) => line.split(",").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1")));
	const labels = head.slice(1);
	const isOrdered = rows.length === labels.length && rows.every(([name], index) => name === labels[index]);
	const counts = rows.map(([, ...cells]) => cells.map((cell) => /^\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : NaN));
	return isOrdered && !counts.flat().some(Number.isNaN) ? {
		labels,
		counts
	} : void 0;
}
const SHADES = [
	"░",
	"▒",
	"▓",
	"█"
];
/** Undefined without one. */
function renderConfusionMatrix({ input: { confusion } }) {
	if (confusion === void 0) return void 0;
	const { labels, counts } = confusion;
	const rows = counts.map((row, index) => {
		const total = row.reduce((sum, count) => sum + count, 0);
		return [`**${md(labels[index] ?? "", 40)}**`, ...row.map((count) => cellOf(count, total))];
	});
	const head = ["actual ↓ predicted →", ...labels.map((label) => md(label, 40))];
	const body = table(head, ["left", ...labels.map(() => "right")], rows);
	return details(`<b>Confusion matrix</b> of ${labels.length} classes`, `${body}\n\n<sub>Shaded by the share of the row: ░ up to 25 %, ▒ 50 %, ▓ 75 %, █ 100 %.</sub>`);
}
function cellOf(count, total) {
	if (count === 0) return "0";
	const shade = SHADES[Math.min(Math.ceil(count / total * SHADES.length) - 1, SHADES.length - 1)] ?? SHADES[0];
	return `${Number.isInteger(count) ? formatCount(count) : count.toPrecision(3)} ${shade}`;
}

// src/report/sparkline.ts
const BARS = "▁▂▃▄▅▆▇█";
/**
* Scaled between the least and the greatest of all values. A flat series is `▄`, a missing value `·`.
* Gives code spans: `▂▃▅`→`█`.
*/
function renderSparkline(history, candidate) {
	const finite = [...history, candidate].filter((value) => Number.isFinite(value));
	const [least, greatest] = [Math.min(...finite), Math.max(...finite)];
	const range = greatest / 2 - least / 2;
	const bar = (value) => {
		if (value === null || value === void 0 || !Number.isFinite(value)) return "·";
		if (!(range > 0)) return "▄";
		const level = Math.floor((value / 2 - least / 2) / range * 8);
		return BARS.charAt(Math.min(level, 7));
	};
	return `\`${history.map(bar).join("")}\`→\`${bar(candidate)}\``;
}

// src/report/metric-table.ts
const MOST_ROWS = 8;
/** A trend of fewer runs says nothing. */
const LEAST_HISTORY = 3;
/** The table that is always in sight; undefined when no metric is known. */
function renderMetricTable(view) {
	const { rows, historyRuns } = view.input.comparison;
	if (rows.length === 0) return void 0;
	const chosen = new Set(byRank(rows).slice(0, MOST_ROWS));
	return renderRows(rows.filter((row) => chosen.has(row)).toSorted((a, b) => Number(b.primary) - Number(a.primary)), view, historyRuns.length >= 3);
}
/** Every metric, collapsed; undefined when the table above has them all. */
function renderAllMetrics(view) {
	const { rows } = view.input.comparison;
	if (rows.length <= MOST_ROWS) return void 0;
	const title = `<b>All ${formatCount(rows.length)} metrics</b>`;
	const { shown, left } = firstOf(byRank(rows), view.budget.metrics);
	const kept = new Set(shown);
	const more = left === 0 ? "" : `${formatCount(left)} more ${view.elsewhere}.`;
	if (shown.length === 0) return more;
	const body = renderRows(rows.filter((row) => kept.has(row)), view, false);
	return details(title, more === "" ? body : `${body}\n\n${more}`);
}
function byRank(rows) {
	return rows.map((row) => ({
		row,
		rank: rank(row)
	})).toSorted((a, b) => a.rank - b.rank).map(({ row }) => row);
}
/** Which metrics a reader must see first: what blocks, what warns, what the run is about, what moved. */
function rank(row) {
	const status = row.gate?.status;
	if (status === "fail") return 0;
	if (status === "inconclusive") return 1;
	if (status === "warn") return 2;
	if (row.primary) return 3;
	if (status !== void 0) return 4;
	if (row.count || isTrainingMetric(row.name.slice(0, 100))) return 8;
	if (row.movement === "better" || row.movement === "worse" || row.movement === "not-finite") return 5;
	return row.movement === "changed" || row.movement === "missing" ? 6 : 7;
}
function renderRows(rows, view, trend) {
	const { comparison } = view.input;
	const compared = comparison.baseline !== void 0;
	const columns = [
		[
			"",
			"center",
			dotOf
		],
		[
			"Metric",
			"left",
			nameCell
		],
		...compared ? [[
			view.baseline,
			"right",
			(row) => formatReading(row.baseline, view.format(row))
		]] : [],
		[
			view.subject.heading,
			"right",
			(row) => candidateCell(row, view)
		],
		...compared ? [[
			"Change",
			"left",
			(row) => changeCell(row, view)
		]] : [],
		[
			"Gate",
			"left",
			(row) => gateCell(row, view)
		],
		...trend ? [[
			trendHeading(view),
			"left",
			(row) => renderSparkline(filled(row, view), finiteOf(row.candidate))
		]] : []
	];
	return table(columns.map(([heading]) => heading), columns.map(([, alignment]) => alignment), rows.map((row) => columns.map(([, , render]) => render(row))));
}
function trendHeading(view) {
	const { baseline, historyRuns } = view.input.comparison;
	const where = baseline === void 0 || !view.isPullRequest ? "" : ` on ${view.baseline}`;
	return `Last ${historyRuns.length}${where} → ${view.subject.short}`;
}
/** A metric that no earlier run has is missing in each of them. */
function filled(row, view) {
	return row.history.length > 0 ? row.history : view.input.comparison.historyRuns.map(() => null);
}
function dotOf(row) {
	const status = row.gate?.status;
	if (status === "fail") return "🔴";
	if (status === "warn" || status === "inconclusive") return "🟡";
	if (row.movement === "better") return "🟢";
	return row.movement === "worse" ? "🟠" : "⚪";
}
const ARROWS = {
	higher: " ↑",
	lower: " ↓",
	unknown: ""
};
function nameCell(row) {
	const name = md(row.name);
	return `${row.primary ? `**${name}**` : name}${row.count ? "" : ARROWS[row.direction]}`;
}
function candidateCell(row, view) {
	const text = formatReading(row.candidate, view.format(row));
	return row.movement === "better" || row.movement === "worse" ? `**${text}**` : text;
}
/** The change in words; colour and digits only repeat it. */
function changeCell(row, view) {
	return CHANGES[row.movement](row, view);
}
const CHANGES = {
	better: (row, view) => `${amount(row, view)} better`,
	worse: (row, view) => `${amount(row, view)} worse`,
	same: () => "same",
	"within-noise": (row, view) => {
		const format = view.format(row);
		const noise = row.noise === void 0 ? "" : ` (±${formatDistance(noiseLimit(row.noise), format)})`;
		return `${formatDelta(row.delta ?? 0, format)} within noise${noise}`;
	},
	changed: (row, view) => row.delta === void 0 ? "changed" : amount(row, view),
	new: () => "new",
	missing: () => "missing",
	"not-finite": () => "not a number"
};
/** "+0.0080 (+0.9 %, 3.6 σ)", as far as each is known. */
function amount(row, view) {
	const known = [row.relative === void 0 ? void 0 : formatRelative(row.relative), sigmaWords(row)].filter((words) => words !== void 0).join(", ");
	return `${formatDelta(row.delta ?? 0, view.format(row))}${known === "" ? "" : ` (${known})`}`;
}

// src/report/mermaid-plot.ts
/** GitHub's Mermaid refuses longer diagrams. */
const MOST_CHARACTERS = 5e4;
const LEAST_POINTS = 3;
/**
* A fenced Mermaid block, or undefined where there is too little history or nothing that Mermaid could draw.
* `xychart-beta` is what GitHub's version knows; the colours are named in the title because it has no legend.
* @param last label of the candidate's point: letters and digits
*/
function renderPlot(row, runs, names) {
	const candidate = finiteOf(row.candidate);
	if (candidate === void 0) return void 0;
	const known = row.history.flatMap((value, index) => value === null ? [] : [{
		value,
		label: labelOf(runs[index]?.commit)
	}]);
	if (known.length < LEAST_POINTS) return void 0;
	const points = distinct([...known, {
		value: candidate,
		label: names.last
	}]);
	const values = points.map((point) => point.value);
	const limit = limitWithin(row, values);
	const axis = axisOf(limit === void 0 ? values : [...values, limit]);
	if (axis === void 0) return void 0;
	const numbers = (list) => list.map((value) => value.toFixed(axis.digits)).join(", ");
	const name = mermaidText(row.name);
	const block = [
		"```mermaid",
		"---",
		"config:",
		"  xyChart:",
		"    width: 800",
		"    height: 280",
		"  themeVariables:",
		"    xyChart:",
		"      plotColorPalette: \"#0969da, #cf222e\"",
		"---",
		"xychart-beta",
		`  title "${name}${limit === void 0 ? "" : " (blue) and its gate (red)"}; the last point is ${names.subject}"`,
		`  x-axis [${points.map((point) => `"${point.label}"`).join(", ")}]`,
		`  y-axis "${name}" ${axis.least.toFixed(axis.digits)} --> ${axis.greatest.toFixed(axis.digits)}`,
		`  line [${numbers(values)}]`,
		...limit === void 0 ? [] : [`  line [${numbers(values.map(() => limit))}]`],
		"```"
	].join("\n");
	return block.length > MOST_CHARACTERS ? void 0 : block;
}
/** Letters, digits and a few signs: nothing that Mermaid's grammar or Markdown reads. */
function mermaidText(text) {
	const name = plain(text, 60).replaceAll(/[^\p{L}\p{N} ._/+()-]/gu, " ").replaceAll(/\s+/g, " ").trim();
	return name === "" ? "metric" : name;
}
function labelOf(commit) {
	return commit !== void 0 && /^[0-9a-f]{5,}$/.test(commit) ? commit.slice(0, 5) : "run";
}
/** Points with one label would fall on one place: runs of the same commit are numbered. */
function distinct(points) {
	const seen = /* @__PURE__ */ new Map();
	return points.map((point) => {
		const times = (seen.get(point.label) ?? 0) + 1;
		seen.set(point.label, times);
		return times === 1 ? point : {
			...point,
			label: `${point.label}.${times}`
		};
	});
}
/** The limit that the gate sets, unless it lies so far off that it would flatten the line. */
function limitWithin(row, values) {
	const checks = row.gate?.checks.filter((check) => check.limit !== void 0 && check.kind !== "warn") ?? [];
	const limit = (checks.find((check) => check.status === "fail") ?? checks[0])?.limit;
	if (limit === void 0) return void 0;
	const [least, greatest] = [Math.min(...values), Math.max(...values)];
	const reach = 2 * (greatest - least);
	return limit >= least - reach && limit <= greatest + reach ? limit : void 0;
}
/** The range with a margin, and the digits that tell its values apart; Mermaid reads no exponents. */
function axisOf(values) {
	const [least, greatest] = [Math.min(...values), Math.max(...values)];
	const largest = Math.max(Math.abs(least), Math.abs(greatest));
	const range = greatest - least || Math.abs(greatest) || 1;
	if (largest >= 0x38d7ea4c68000 || range < 1e-15) return void 0;
	const margin = range * .05;
	const digits = Math.min(Math.max(3 - Math.floor(Math.log10(range)), 0), 20);
	return {
		least: least - margin,
		greatest: greatest + margin,
		digits
	};
}

// src/report/plots.ts
function renderPlots(view, kind) {
	const { rows, historyRuns } = view.input.comparison;
	const wanted = rows.filter((row) => kind === "summary" ? !row.count : row.primary);
	const names = {
		last: view.subject.short,
		subject: view.subject.prose
	};
	const plots = wanted.toSorted((a, b) => Number(b.primary) - Number(a.primary)).flatMap((row) => {
		const plot = renderPlot(row, historyRuns, names);
		return plot === void 0 ? [] : [{
			row,
			plot
		}];
	});
	if (plots.length === 0) return void 0;
	const shown = plots.slice(0, view.budget.plots);
	const left = plots.length - shown.length;
	return [...shown.map(({ row, plot }) => details(`<b>Plot</b>: ${htmlCode(row.name)} over the last ${historyRuns.length} runs and ${names.subject}`, plot)), ...left === 0 ? [] : [`${formatCount(left)} more plot${left === 1 ? "" : "s"} ${view.elsewhere}.`]].join("\n\n");
}

// src/report/reproduce.ts
const MOST_FILES = 5;
const MOST_LINES = 40;
/** The commands of a fork are a stranger's: nobody is invited to copy them into a shell. */
function renderReproduce(view) {
	const files = modelFiles(view);
	if (view.input.run.source.fork !== void 0) return files === "" ? void 0 : details("<b>Model files</b>, not kept", files);
	const body = [fence("bash", shellLines(view.input.run), 400), ...files === "" ? [] : [files]].join("\n\n");
	return details(`<b>Reproduce${files === "" ? "" : " and artifacts"}</b>`, body);
}
/** What a shell needs: the code, the values given to this run alone, the recorded command. */
function shellLines(run) {
	const { source, trigger, command, data } = run;
	const head = source.pull_request?.head;
	const merged = head !== void 0 && head !== source.commit ? `   # ${shortCommit(head)} merged into its base` : "";
	const fetch = source.repository === void 0 ? "" : `git fetch origin ${source.commit} && `;
	return [
		...isObjectId(source.commit) ? [`${fetch}git checkout ${source.commit}${merged}`] : [],
		...source.dirty ? [patchLine(run)] : [],
		...data.length === 0 ? [] : [`# data: ${data.length} file${data.length === 1 ? "" : "s"}, digests in the run record`],
		...overrideLines(trigger.overrides ?? {}),
		...commandLines(command)
	];
}
/** Files that git did not track are only named in a patch. */
function patchLine({ id, source: { patch } }) {
	if (patch?.kept === true) return `mlops runs show ${id} --patch | git apply --allow-empty   # its uncommitted changes`;
	return "# the worktree had uncommitted changes, which were not kept";
}
/** What cannot be shown letter by letter is not shown as a command. */
function overrideLines(overrides) {
	return Object.entries(overrides).slice(0, MOST_LINES).map(([name, value]) => plainLine(value) === value ? `export ${variableOf(name)}=${quoted(value)}` : `# ${variableOf(name)}: a value of ${value.length} characters, see the run record`);
}
function commandLines(command) {
	const { shown, left } = firstOf(command.split("\n"), MOST_LINES);
	return [...shown, ...left === 0 ? [] : [`# ${formatCount(left)} more lines in the run record`]];
}
/** The variable in which the training found the value. */
function variableOf(name) {
	return `MLOPS_PARAM_${name.slice(0, 100).toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;
}
/** One word of a POSIX shell. */
function quoted(value) {
	return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
function modelFiles(view) {
	const { model } = view.input.run;
	const { shown, left } = firstOf(model.files, MOST_FILES);
	const files = shown.map((file) => `${code(file.path)} ${formatBytes(file.size)} ${digestWords(file.sha256)}`);
	const more = left === 0 ? [] : [`${formatCount(left)} more files`];
	const url = ownUrl(view.links, model.artifact?.url);
	const until = /^\d{4}-\d{2}-\d{2}/.exec(model.artifact?.expires ?? "")?.[0];
	const kept = url === void 0 ? [] : [`${link("artifact", url)}${until === void 0 ? "" : ` (kept until ${until})`}`];
	return [
		...files,
		...more,
		...kept
	].join(" · ");
}

// src/report/slices-section.ts
function renderSlices(view) {
	const { slices } = view.input.comparison;
	if (slices === void 0) return void 0;
	const { loss, judged, worse, better, rows } = slices;
	const title = `<b>Slices</b>: ${[`${worse} of ${formatCount(judged)} got worse`, ...better === 0 ? [] : [`${better} better`]].join(", ")}`;
	if (rows.length === 0 || view.budget.slices === 0) return worse + better === 0 ? void 0 : `${title} ${view.elsewhere}.`;
	const { shown } = firstOf(rows, view.budget.slices);
	const lines = shown.map(({ slice, n, estimate, interval: [low, high] }) => {
		const format = chooseFormat({
			values: [
				estimate,
				low,
				high
			],
			delta: estimate,
			sigma: (high - low) / 4,
			unit: void 0
		});
		const [sign, word] = estimate > 0 ? ["🔴", "worse"] : ["🟢", "better"];
		const ends = `[${formatDelta(low, format)}, ${formatDelta(high, format)}]`;
		return [
			sign,
			code(slice, 80),
			formatCount(n),
			`${formatDelta(estimate, format)} ${ends} ${word}`
		];
	});
	const left = worse + better - shown.length;
	const head = [
		"",
		"Slice",
		"Rows",
		`Change of the ${loss}`
	];
	const body = table(head, [
		"center",
		"left",
		"right",
		"left"
	], lines);
	const note = "Each by itself, with its interval of 95 %; slices within chance are not shown.";
	const more = left === 0 ? [] : [`${formatCount(left)} more ${view.elsewhere}.`];
	return details(title, [
		body,
		`<sub>${note}</sub>`,
		...more
	].join("\n\n"));
}

// src/report/run-details.ts
/** The last lines of a training that broke off. They were redacted when they were recorded. */
function renderLog(view) {
	const { run } = view.input;
	const tail = run.error?.tail ?? [];
	if (run.status === "finished" || tail.length === 0) return void 0;
	if (view.budget.logLines === 0) return `The end of the log is ${view.elsewhere}.`;
	const lines = tail.slice(-view.budget.logLines);
	return details(`<b>Log</b>: the last ${lines.length} line${lines.length === 1 ? "" : "s"}`, fence("text", lines), true);
}
function renderWarnings(view) {
	const { warnings } = view.input.run.capture;
	if (warnings.length === 0) return void 0;
	const { shown, left } = firstOf(warnings, view.budget.warnings);
	const lines = shown.map(({ message, file, line }) => {
		const place = file === void 0 ? "" : ` (${code(line === void 0 ? file : `${file}:${line}`, 120)})`;
		return `- ⚠️ ${md(message, 300)}${place}`;
	});
	const more = left === 0 ? [] : [`- ${formatCount(left)} more ${view.elsewhere}`];
	const title = `<b>Warnings</b>: ${formatCount(warnings.length)} of the capture`;
	return details(title, [...lines, ...more].join("\n"));
}
/** Where it ran, for how long, on what. */
function renderRun(view) {
	const { run } = view.input;
	const known = [
		["Run", code(run.id)],
		["Experiment", code(run.experiment)],
		["Command", code(run.command, 200)],
		["Trigger", triggerWords(run)],
		["Started", `${run.started.slice(0, 19).replace("T", " ")} UTC`],
		["Duration", formatSeconds(run.duration)],
		["CPU time", run.resources?.cpu_time === void 0 ? void 0 : formatSeconds(run.resources.cpu_time)],
		["Peak memory", run.resources?.peak_memory === void 0 ? void 0 : formatBytes(run.resources.peak_memory)],
		...environmentRows(run),
		["Found", run.capture.found.length === 0 ? void 0 : run.capture.found.slice(0, 20).map((file) => code(file)).join(", ")]
	].filter((row) => row[1] !== void 0);
	return details("<b>Run and environment</b>", table(["", ""], ["left", "left"], known));
}
function environmentRows({ environment }) {
	const { os, arch, cpu, cores, memory, gpu, container, runtimes, packages } = environment;
	const machine = [
		os,
		arch,
		...cpu === void 0 ? [] : [cpu],
		...cores === void 0 ? [] : [`${cores} cores`]
	];
	const versions = Object.entries(runtimes).slice(0, 10);
	return [
		["Machine", code([...machine, ...memory === void 0 ? [] : [formatBytes(memory)]].join(" · "), 160)],
		["GPU", gpu === void 0 ? void 0 : code(gpu)],
		["Container", container === void 0 ? void 0 : code(container)],
		["Runtimes", versions.length === 0 ? void 0 : versions.map((entry) => code(entry.join(" "))).join(", ")],
		["Packages", packages === void 0 ? void 0 : code(packages.digest.slice(0, 12))]
	];
}
function triggerWords({ trigger }) {
	const given = Object.entries(trigger.overrides ?? {}).slice(0, 10).map(([name, value]) => code(`${name}=${value}`));
	const actor = trigger.actor === void 0 ? "" : ` by ${code(trigger.actor)}`;
	return `${code(trigger.event)}${actor}${given.length === 0 ? "" : ` with ${given.join(", ")}`}`;
}

// src/report/run-sections.ts
const SECTIONS = [
	{
		render: renderAcceptances,
		uses: []
	},
	{
		render: renderReasons,
		uses: []
	},
	{
		render: renderMetricTable,
		uses: []
	},
	{
		render: renderLegend,
		uses: []
	},
	{
		render: renderLog,
		uses: ["logLines"]
	},
	{
		render: renderChangesLine,
		uses: []
	},
	{
		render: renderWarnings,
		uses: ["warnings"]
	},
	{
		render: renderAllMetrics,
		uses: ["metrics"]
	},
	{
		render: renderParams,
		uses: ["params"]
	},
	{
		render: renderContext,
		uses: ["changes"]
	},
	{
		render: renderSlices,
		uses: ["slices"]
	},
	{
		render: renderPlots,
		uses: ["plots"]
	},
	{
		render: (view, kind) => kind === "summary" ? renderConfusionMatrix(view) : void 0,
		uses: []
	},
	{
		render: (view, kind) => kind === "summary" ? renderRun(view) : void 0,
		uses: []
	},
	{
		render: renderReproduce,
		uses: []
	}
];
function sectionRenderer(input, kind) {
	const known = /* @__PURE__ */ new Map();
	return (budget) => {
		const view = viewOf(input, budget, kind);
		return SECTIONS.map(({ render, uses }, index) => {
			const key = [index, ...uses.map((part) => budget[part])].join(" ");
			if (!known.has(key)) known.set(key, render(view, kind));
			return known.get(key);
		});
	};
}

export { renderSparkline as a, filesWords as c, renderProvenance as d, renderLead as f, budgetsFor as h, changeCell as i, linesWords as l, renderLegend as m, renderPlots as n, isConfusionMatrix as o, renderFooter as p, mermaidText as r, parseConfusionMatrix as s, sectionRenderer as t, renderChangesLine as u };