import { d as gateResultsOf, f as asciiControls } from "./state.js";
import { s as firstOf } from "./changes-line.js";
import { c as link, d as repositoryUrlOf, i as commitUrl, l as linksOf, n as shortCommit, u as ownUrl } from "./report-view.js";
import { _ as plain, a as formatDistance, f as fence, h as table, i as formatDelta, l as formatSeconds, m as md, n as formatBytes, r as formatCount, s as formatReading, t as chooseFormat, u as code, v as plainLine } from "./number-format.js";
import { n as shellLines } from "./reproduce.js";
import { d as meanInterval, v as estimateWords, y as methodWords } from "./acceptance.js";
import { a as isTrainingMetric, c as finiteOf } from "./direction.js";

// src/report/card-facts.ts
const CLAIMS = [
	[
		"intended-use",
		"Intended use",
		"No intended use is given"
	],
	[
		"out-of-scope",
		"Out of scope",
		"What it is not for is not said"
	],
	[
		"limits",
		"Limits",
		"No limits are given"
	]
];
/** What only people know. Their words stand in a quotation, which they cannot leave. */
function claims(view) {
	return [ownership(view), ...CLAIMS.flatMap(([key, title, missing]) => [`## ${title}`, said(view.card[key]) ?? absent(missing, key)])];
}
/** Who answers for it, and under which licence it is. */
function ownership({ card: { owner, license } }) {
	return [owner === void 0 ? absent("No owner is given", "owner") : `Owner: ${md(owner, 500)}.`, license === void 0 ? absent("No license is given", "license") : `License: ${md(license, 200)}.`].join(" ");
}
function trainingData(view) {
	const { data } = view.run;
	const words = said(view.card.data) ?? absent("Where the data come from is not said", "data");
	if (data.length === 0) return [
		"## Training data",
		words,
		"No data files are recorded: `data` in `mlops.yaml` names them."
	];
	const rowOf = ({ path, rows, size, sha256 }) => [
		code(path, 200),
		rows === void 0 ? "–" : formatCount(rows),
		formatBytes(size),
		code(sha256)
	];
	return [
		"## Training data",
		words,
		...limited([
			"File",
			"Rows",
			"Size",
			"SHA-256"
		], [
			"left",
			"right",
			"right",
			"left"
		], data, rowOf, view)
	];
}
function params(view) {
	const entries = Object.entries(view.run.params);
	if (entries.length === 0) return ["## Params", "No params are recorded."];
	const rowOf = ([name, value]) => [code(name, 120), code(String(value), 120)];
	return ["## Params", ...limited(["Param", "Value"], ["left", "left"], entries, rowOf, view)];
}
function modelFiles(view) {
	const { files } = view.run.model;
	if (files.length === 0) return ["## Model files", "The run has no model files."];
	const rowOf = ({ path, size, sha256 }) => [
		code(path, 200),
		formatBytes(size),
		code(sha256)
	];
	return ["## Model files", ...limited([
		"File",
		"Size",
		"SHA-256"
	], [
		"left",
		"right",
		"left"
	], files, rowOf, view)];
}
/** Code, run, baseline and machine. */
function lineage(view) {
	const { run, comparison, links } = view;
	const { source, trigger, environment, parent, model } = run;
	const commit = (id) => link(code(id), commitUrl(links, id));
	const pull = source.pull_request;
	const baseline = comparison?.baseline;
	const runtimes = Object.entries(environment.runtimes).slice(0, 10);
	const known = [
		["Run", code(run.id)],
		["Model digest", model.digest === void 0 ? void 0 : code(model.digest)],
		["Commit", `${commit(source.commit)}${source.dirty ? " with uncommitted changes" : ""}`],
		["Branch", source.branch === void 0 ? void 0 : code(source.branch)],
		["Tag", source.tag === void 0 ? void 0 : code(source.tag)],
		["Pull request", pull === void 0 ? void 0 : `${pull.number === void 0 ? "" : `${link(`number ${pull.number}`, pullUrl(view, pull.number))}, `}head ${commit(pull.head)}`],
		["Baseline", baseline === void 0 ? `none: ${md(comparison?.noBaseline ?? "nothing is recorded", 200)}` : `run ${code(baseline.run)} of ${commit(baseline.commit)}, ${md(baseline.how, 200)}`],
		["Parent run", parent === void 0 ? void 0 : code(parent)],
		["Started", `${run.started.slice(0, 19).replace("T", " ")} UTC, for ${formatSeconds(run.duration)}`],
		["Trigger", link(code(trigger.event), ownUrl(links, trigger.url)) + (trigger.actor === void 0 ? "" : ` by ${code(trigger.actor)}`)],
		["Machine", code([
			environment.os,
			environment.arch,
			...present(environment.cpu),
			...present(environment.gpu)
		].join(" · "), 160)],
		["Container", environment.container === void 0 ? void 0 : code(environment.container, 160)],
		["Runtimes", runtimes.length === 0 ? void 0 : runtimes.map((entry) => code(entry.join(" "))).join(", ")],
		["Packages", environment.packages === void 0 ? void 0 : code(`sha256:${environment.packages.digest}`)]
	].filter((row) => row[1] !== void 0);
	return ["## Lineage", table(["", ""], ["left", "left"], known)];
}
/** The commands of a fork are a stranger's: nobody is invited to copy them into a shell. */
function reproducing({ run }) {
	if (run.source.fork !== void 0) return [];
	return ["## Reproduce", fence("bash", shellLines(run), 400)];
}
function downloading({ run, version, links }) {
	if (run.model.files.length === 0) return [];
	const repository = links.repositoryUrl === void 0 ? "" : ` --repo ${new URL(links.repositoryUrl).pathname.slice(1)}`;
	const lines = version === void 0 ? [`mlops artifacts download ${run.id}`] : [`mlops artifacts download '${version.tag}'   # every digest is checked`, ...links.repositoryUrl === void 0 ? [] : [`gh release download '${version.tag}'${repository} && sha256sum -c SHA256SUMS`]];
	return ["## Download", fence("bash", lines, 400)];
}
/** A table of the first items; of the others their number. */
function limited(head, alignments, items, rowOf, { most }) {
	const { shown, left } = firstOf(items, most);
	const more = left === 0 ? [] : [`${formatCount(left)} more are in the run record.`];
	return [table(head, alignments, shown.map(rowOf)), ...more];
}
/** Markdown of the repository's people. An open comment would swallow what follows in spite of the quotation. */
function said(text) {
	if (text === void 0 || text.trim() === "") return void 0;
	return text.trim().split(/\r?\n/).map((line) => `> ${plainLine(line, 2e3).replaceAll(/<(?=[!?])/g, "&lt;")}`.trimEnd()).join("\n");
}
function absent(words, key) {
	return `${words}: \`card.${key}\` in \`mlops.yaml\` says it.`;
}
function pullUrl({ links }, number) {
	return links.repositoryUrl === void 0 ? void 0 : `${links.repositoryUrl}/pull/${number}`;
}
function present(text) {
	return text === void 0 ? [] : [text];
}

// src/report/card-measures.ts
const ARROWS = {
	higher: " ↑",
	lower: " ↓",
	unknown: ""
};
function metrics(view) {
	const rows = measured$1(view).toSorted((a, b) => rank(a) - rank(b));
	if (rows.length === 0) return ["## Metrics", "No metrics are recorded."];
	const uncertain = [
		{
			heading: "Difference",
			alignment: "left",
			cell: (row) => differenceCell(row)
		},
		{
			heading: "Noise of one run",
			alignment: "left",
			cell: noiseCell
		},
		{
			heading: "Repeats",
			alignment: "left",
			cell: (row, format) => repeatsCell(row, format, view)
		}
	];
	const columns = [
		{
			heading: "Metric",
			alignment: "left",
			cell: nameCell
		},
		{
			heading: "Value",
			alignment: "right",
			cell: (row, format) => formatReading(row.candidate, format)
		},
		{
			heading: "Baseline",
			alignment: "right",
			cell: (row, format) => row.baseline === void 0 ? void 0 : formatReading(row.baseline, format)
		},
		...uncertain
	];
	const table = rows.slice(0, view.most).map((row) => columns.map(({ cell }) => cell(row, formatOf(row))));
	const used = columns.map((_, index) => table.some((cells) => cells[index] !== void 0));
	const keep = (list) => list.filter((_, index) => used[index]);
	const isCertain = columns.every((column, index) => !uncertain.includes(column) || used[index] !== true);
	return [
		"## Metrics",
		...limited(keep(columns.map(({ heading }) => heading)), keep(columns.map(({ alignment }) => alignment)), rows.map((_, index) => table[index] ?? []), (cells) => keep(cells).map((cell) => cell ?? "–"), view),
		isCertain ? "How far chance moves these values is not known: there are no repeats, no predictions for each row, and too few runs." : "A difference is to the baseline, with the interval by which it was judged; noise is one standard deviation."
	];
}
function gates(view) {
	const { comparison, links } = view;
	const verdict = comparison?.verdict;
	const results = comparison === void 0 ? [] : gateResultsOf(comparison);
	if (comparison === void 0 || verdict === void 0) return ["## Gates", "No gate judged this run."];
	const rowOf = ({ gate, status, reason, accepted }) => [
		code(gate),
		accepted === void 0 ? status : `${status}, accepted`,
		reason === void 0 ? "" : md(reason, 300)
	];
	const accepted = (verdict.accepted ?? []).slice(0, 20).map((each) => {
		const who = each.actor === void 0 ? "somebody" : code(`@${each.actor}`, 60);
		return `- ${code(each.gate)} was accepted by ${link(who, ownUrl(links, each.url))}: ${md(each.reason, 300)}`;
	});
	return [
		"## Gates",
		`**Verdict: ${verdict.status}**${verdict.warned ? ", with warnings" : ""}.`,
		...limited([
			"Gate",
			"Status",
			"Why"
		], [
			"left",
			"left",
			"left"
		], results, rowOf, view),
		...accepted.length === 0 ? [] : [accepted.join("\n")]
	];
}
/** Worst first. */
function slices(view) {
	const found = view.comparison?.slices;
	if (found === void 0) return ["## Slices", "No slices are recorded."];
	const counts = `Of ${formatCount(found.judged)} slices ${found.worse} got worse than the baseline and ${found.better} better, by more than chance.`;
	if (found.rows.length === 0) return ["## Slices", counts];
	const rowOf = ({ slice, n, estimate, interval: [low, high] }) => {
		const format = chooseFormat({
			values: [
				estimate,
				low,
				high
			],
			delta: estimate,
			sigma: (high - low) / 4
		});
		const ends = `[${formatDelta(low, format)}, ${formatDelta(high, format)}]`;
		const word = estimate > 0 ? "worse" : "better";
		return [
			code(slice, 80),
			formatCount(n),
			`${formatDelta(estimate, format)} ${ends}`,
			word
		];
	};
	const head = [
		"Slice",
		"Rows",
		`Change of the ${md(found.loss)}, 95 %`,
		""
	];
	return [
		"## Slices",
		counts,
		...limited(head, [
			"left",
			"right",
			"left",
			"left"
		], found.rows, rowOf, view)
	];
}
/** The rows of the comparison; of a run that was not compared, its metrics as they are. */
function measured$1({ run, comparison }) {
	if (comparison !== void 0 && comparison.rows.length > 0) return comparison.rows;
	return Object.entries(run.metrics).map(([name, { value, unit }]) => ({
		name,
		direction: "unknown",
		...unit === void 0 ? {} : { unit },
		primary: false,
		candidate: value,
		movement: "new",
		history: [],
		count: false
	}));
}
function rank(row) {
	if (row.primary) return 0;
	if (row.gate !== void 0) return 1;
	return row.count || isTrainingMetric(row.name.slice(0, 100)) ? 3 : 2;
}
function formatOf({ baseline, candidate, delta, noise, unit }) {
	return chooseFormat({
		values: [baseline, candidate],
		delta,
		sigma: noise?.sigma,
		unit
	});
}
function nameCell({ name, primary, direction, count }) {
	return `${primary ? `**${md(name)}**` : md(name)}${count ? "" : ARROWS[direction]}`;
}
function differenceCell(row) {
	const difference = row.gate?.checks.find((check) => check.difference !== void 0)?.difference;
	return difference === void 0 ? void 0 : md(differenceWords(difference), 200);
}
function differenceWords(difference) {
	return `${estimateWords({
		...difference,
		baseline: difference.from
	})}, ${methodWords(difference)}`;
}
function noiseCell({ noise }, format) {
	return noise === void 0 ? void 0 : `${formatDistance(noise.sigma, format)}, of ${formatCount(noise.runs)} runs`;
}
function repeatsCell({ name }, format, { run: { repeats } }) {
	const readings = repeats === void 0 || !Object.hasOwn(repeats.values, name) ? void 0 : repeats.values[name];
	if (repeats === void 0 || readings === void 0) return void 0;
	const values = Object.values(readings).map(finiteOf).filter((value) => value !== void 0);
	const spread = meanInterval(values, .95);
	const many = `${formatCount(values.length)} ${repeats.unit}${values.length === 1 ? "" : "s"}`;
	return spread.kind === "determined" ? `${many}, deviation ${formatDistance(spread.deviation, format)}` : many;
}

// src/report/model-card.ts
const WHOLE = 1e3;
/** Rows of each table, as far as the text has to shrink. */
const LEVELS = [
	200,
	50,
	15,
	5,
	1
];
/** The card as a file of its own. */
function renderModelCard(input) {
	const view = viewOf(input, WHOLE);
	const sections = [
		`# ${md(titleOf(input), 200)}`,
		cardSummary(input),
		...claims(view),
		...measured(view),
		...modelFiles(view),
		...lineage(view),
		...reproducing(view),
		...downloading(view)
	];
	return `${frontMatter(input)}\n${sections.join("\n\n")}\n`;
}
/**
* The same for the body of a release, which has a title, the summary, the files and how to download them already.
* @param room characters; the tables shrink until it fits
*/
function renderCardBody(input, room) {
	return LEVELS.values().map((most) => {
		const view = viewOf(input, most);
		return [
			...claims(view),
			...measured(view),
			...lineage(view),
			...reproducing(view)
		].join("\n\n");
	}).find((body) => body.length <= room) ?? ownership(input);
}
/** What the run was trained on, and what came of it. */
function measured(view) {
	return [
		...trainingData(view),
		...metrics(view),
		...gates(view),
		...slices(view),
		...params(view)
	];
}
function viewOf(input, most) {
	return {
		...input,
		links: linksOf(repositoryUrlOf(input.run)),
		most
	};
}
function titleOf({ run, version }) {
	return version === void 0 ? `${run.model.name}, run ${run.id.slice(0, 12)}` : `${run.model.name} ${version.version}`;
}
/** One paragraph: what it is, from where, how good, and whether it passed. */
function cardSummary({ run, comparison }) {
	const { source, status } = run;
	const from = source.branch === void 0 ? "" : ` of ${code(source.branch)}`;
	const dirty = source.dirty ? " with uncommitted changes" : "";
	const ended = status === "finished" ? "" : ` The training ${status === "killed" ? "was killed" : "failed"}.`;
	const primary = comparison?.rows.find((row) => row.primary);
	const value = primary?.candidate === void 0 ? "" : `, ${md(primary.name)} ${formatReading(primary.candidate, chooseFormat({
		values: [primary.candidate],
		unit: primary.unit
	}))}`;
	const judged = comparison?.verdict === void 0 ? "no gate judged it" : `verdict ${comparison.verdict.status}`;
	const fork = source.fork === void 0 ? "" : ` **Not verified**: the code of the fork ${code(source.fork, 100)} has measured and reported this itself.`;
	return `Trained on ${run.started.slice(0, 10)} from commit ${code(shortCommit(source.commit))}${from}${dirty}: ${judged}${value}.${ended}${fork}`;
}
/** YAML of which every value is quoted as JSON quotes it, which YAML reads alike. */
function frontMatter({ run, card }) {
	const quoted = (text) => asciiControls(JSON.stringify(plain(text, 200)));
	const names = Object.keys(run.metrics).slice(0, 50);
	return [
		"---",
		...card.license === void 0 ? [] : [`license: ${quoted(card.license)}`],
		`model_name: ${quoted(run.model.name)}`,
		"tags:",
		"  - \"mlops-action\"",
		...names.length === 0 ? [] : ["metrics:", ...names.map((name) => `  - ${quoted(name)}`)],
		"---",
		""
	].join("\n");
}

export { renderCardBody as n, renderModelCard as r, cardSummary as t };