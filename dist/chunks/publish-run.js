import { n as compareRuns } from "./compare.js";
import { o as withoutTrends, t as gatherEvidence } from "./gather-evidence.js";
import { t as MlopsError } from "./error.js";
import { n as redactorFrom, t as redactRecord } from "./redact.js";
import { a as uploadPredictions, i as uploadModel, o as storeRecord, s as captureRun } from "./training-processes.js";
import { c as applyAcceptances, o as compareWithHistory } from "./promote-version.js";
import { C as renderProvenance, S as parseConfusionMatrix, b as mermaidText, r as drawPictures, t as sectionRenderer, x as isConfusionMatrix } from "./run-sections.js";
import { R as filePath, nt as matrixWords } from "./open-history.js";
import { i as findMergeBase, n as mayWrite } from "./may-write.js";
import { t as withChangedFiles } from "./changed-files.js";
import { n as readPlainFile } from "./plain-file.js";
import { i as whyNotAutomatic, t as registerByPolicy } from "./register-run.js";
import { o as budgetsFor } from "./changes-line.js";
import { d as renderSections, l as writeReports, o as reportInputOf, r as postComment } from "./report-run.js";
import { a as renderHeadline, i as outcomeOf, n as endOf, r as originWords, t as OUTCOMES } from "./headline.js";
import { _ as plain, d as details, h as table, m as md, p as htmlCode, r as formatCount, s as formatReading, u as code } from "./number-format.js";
import { l as resultsBefore, n as originOf, o as renderResultTable, s as renderResults, u as commentMarker } from "./earlier-results.js";
import { a as renderSparkline, c as renderFooter, n as changeCell, o as renderLead, t as plainMarkdown } from "./plain-markdown.js";
import { h as canonicalLine } from "./objects.js";
import { c as finiteOf } from "./direction.js";
import { c as link, l as linksOf, r as viewOf, t as headOf, u as ownUrl } from "./report-view.js";
import { o as severity } from "./acceptance.js";
import { t as byName } from "./names.js";
import { n as gateLine } from "./load-config.js";
import { f as checkConclusion, m as exitStatusForLegs, p as exitStatusFor, s as assignStage, t as followingFor } from "./stage-follower.js";
import { r as resolveVersionRun, t as awaitsFirstVersion } from "./resolve-run.js";

// src/report/legs-timings.ts
/** GitHub's Mermaid refuses diagrams of more than 50,000 characters, and more bars than these nobody reads. */
const MOST_LEGS$1 = 60;
/**
* The longest legs where there are too many; undefined for a single one.
* @param names what each leg is called, by run id
*/
function renderTimings(legs, names) {
	if (legs.length < 2) return void 0;
	const longest = new Set(legs.toSorted((a, b) => b.run.duration - a.run.duration).slice(0, MOST_LEGS$1));
	const shown = legs.filter((leg) => longest.has(leg)).toSorted((a, b) => startOf(a) - startOf(b));
	const block = [
		"```mermaid",
		"gantt",
		"  dateFormat x",
		"  axisFormat %H:%M:%S",
		"  section Training",
		...shown.map((leg, index) => {
			const start = startOf(leg);
			const mark = leg.run.status === "finished" ? "" : "crit, ";
			const end = Math.max(start + 1e3, start + Math.round(leg.run.duration * 1e3));
			return `  ${index + 1} ${mermaidText(names.get(leg.run.id) ?? "")} :${mark}leg${index}, ${start}, ${end}`;
		}),
		"```"
	];
	const which = shown.length < legs.length ? `, the ${shown.length} longest of ${legs.length} legs` : "";
	return details(`<b>Timings</b>${which}`, block.join("\n"));
}
function startOf({ run }) {
	return Date.parse(run.started);
}

// src/report/legs-headline.ts
/** Worst first. */
const SEVERITY = [
	"not-trained",
	"fail",
	"inconclusive",
	"warn",
	"no-baseline",
	"no-gate",
	"pass"
];
/** 0 for the worst. */
function severityOf(outcome) {
	return SEVERITY.indexOf(outcome);
}
/** The worst of all legs; a leg without a record was not trained as far as anyone knows. */
function worstOutcome({ legs, missing }) {
	if (missing.length > 0) return "not-trained";
	const [worst] = legs.map(outcomeOf).toSorted((a, b) => severityOf(a) - severityOf(b));
	return worst ?? "not-trained";
}
/** For example "### ❌ Fail: `fraud` fails in 1 of 3 legs", or of several models "`risk` fails, 1 of 3 models". */
function renderLegsHeadline(input) {
	const outcome = worstOutcome(input);
	const { sign, word } = OUTCOMES[outcome];
	const models = modelOutcomes(input);
	return `### ${sign} ${word}: ${models.size > 1 ? modelsSentence(models, outcome, input) : sentence(input, outcome)}${otherData(input)}${originWords(input.legs[0].run)}`;
}
/** The worst outcome of each model. */
function modelOutcomes({ legs }) {
	const models = /* @__PURE__ */ new Map();
	for (const leg of legs) {
		const [known, outcome] = [models.get(leg.run.model.name), outcomeOf(leg)];
		if (known === void 0 || severityOf(outcome) < severityOf(known)) models.set(leg.run.model.name, outcome);
	}
	return models;
}
function modelsSentence(models, outcome, input) {
	const all = formatCount(models.size);
	const concerned = [...models].filter(([, own]) => own === outcome).map(([name]) => name);
	const absent = absentCount(input);
	const lost = absent === 0 ? "" : `${formatCount(absent)} leg${absent === 1 ? "" : "s"} left no record`;
	const [first] = concerned;
	if (first === void 0) return `of ${all} models ${lost}`;
	const more = lost === "" ? "" : `, and ${lost}`;
	if (concerned.length === models.size && (outcome === "pass" || outcome === "no-gate")) return `all ${all} models`;
	const [one, many] = MODEL_PREDICATES[outcome];
	return concerned.length === 1 ? `${code(first)} ${one}, 1 of ${all} models${more}` : `${formatCount(concerned.length)} of ${all} models ${many}${more}`;
}
const MODEL_PREDICATES = {
	"not-trained": ["was not trained", "were not trained"],
	fail: ["fails", "fail"],
	inconclusive: ["cannot be judged", "cannot be judged"],
	warn: ["passes with a warning", "pass with a warning"],
	"no-baseline": ["has nothing to be compared with", "have nothing to be compared with"],
	"no-gate": ["has no gate", "have no gate"],
	pass: ["passes", "pass"]
};
function otherData({ legs }) {
	const differ = legs.filter(({ run, comparison }) => run.status === "finished" && (comparison.changes?.data.length ?? 0) > 0).length;
	if (differ === 0) return "";
	return differ === legs.length ? "; the data differ, so scores are not comparable" : `; the data differ in ${formatCount(differ)} of ${formatCount(legs.length)} legs, whose scores are not comparable`;
}
function sentence(input, outcome) {
	const { legs } = input;
	const model = code(input.model);
	const absent = absentCount(input);
	const count = legs.filter((leg) => outcomeOf(leg) === outcome).length;
	const all = formatCount(legs.length + absent);
	if (outcome === "not-trained") {
		const failed = legs.filter((leg) => outcomeOf(leg) === "fail").length;
		const fails = failed === 0 ? "" : `, and fails in ${formatCount(failed)}`;
		return `${notTrained(model, formatCount(count), formatCount(absent), all)}${fails}`;
	}
	if (count === legs.length && (outcome === "pass" || outcome === "no-gate")) return `${model} in ${legWord(count)}`;
	return `${model} ${PREDICATES[outcome]}in ${formatCount(count)} of ${all} legs`;
}
const PREDICATES = {
	fail: "fails ",
	inconclusive: "cannot be judged ",
	warn: "passes, with a warning ",
	"no-baseline": "has nothing to be compared with ",
	"no-gate": "",
	pass: ""
};
function notTrained(model, count, absent, all) {
	if (count === "0") return `${model} has no record of ${absent} of ${all} legs`;
	return `${model} was not trained in ${count} of ${all} legs${absent === "0" ? "" : `, and ${absent} left no record`}`;
}
/** One paragraph: how many legs ended how, what is absent, what it does to the job. */
function renderLegsLead(input) {
	const { legs, missing, superseded, failOn = "fail" } = input;
	const outcomes = legs.map(outcomeOf);
	const counts = SEVERITY.flatMap((outcome) => {
		const count = outcomes.filter((other) => other === outcome).length;
		const words = `${formatCount(count)} ${OUTCOMES[outcome].word.toLowerCase()}`;
		return count === 0 ? [] : [severityOf(outcome) < 3 ? `**${words}**` : words];
	});
	const absent = missing.map(({ job, found, total }) => `**${formatCount(total - found)} of the ${formatCount(total)} legs of ${code(job)} left no record**: it was cancelled before it could, or its machine was lost.`);
	const earlier = `${formatCount(superseded)} run${superseded === 1 ? "" : "s"} of earlier attempts ${superseded === 1 ? "is" : "are"} recorded too.`;
	return [
		`${legWord(legs.length, true)}: ${counts.join(", ")}.`,
		...absent,
		...superseded === 0 ? [] : [earlier],
		consequence(input, outcomes, failOn)
	].filter((words) => words !== "").join(" ");
}
function consequence({ legs, missing, pullRequestNumber }, outcomes, failOn) {
	if (legs[0].run.source.fork !== void 0) return "";
	if (outcomes.includes("not-trained")) return "This fails the job.";
	if (missing.length > 0 || outcomes.includes("fail") || failOn === "inconclusive" && outcomes.includes("inconclusive")) return failOn === "never" ? "The job does not fail, because `fail-on` is `never`." : "This fails the job.";
	return pullRequestNumber === void 0 ? "" : "Nothing blocks this merge.";
}
function absentCount({ missing }) {
	return missing.reduce((sum, { found, total }) => sum + total - found, 0);
}
function legWord(count, start = false) {
	if (count === 1) return start ? "One leg" : "one leg";
	return start ? `${formatCount(count)} legs` : `all ${formatCount(count)} legs`;
}

// src/report/legs-input.ts
/** What each leg is called, by its run's id: only by what tells it from the others. Plain text with foreign names. */
function legNames(runs) {
	const varies = (valueOf) => new Set(runs.map((run) => canonicalLine([valueOf(run) ?? null]))).size > 1;
	const keys = [...new Set(runs.flatMap(({ trigger }) => Object.keys(trigger.matrix ?? {})))].toSorted();
	const varying = keys.filter((key) => varies(({ trigger }) => trigger.matrix?.[key]));
	const hasJobs = varies(({ trigger }) => trigger.job);
	const hasModels = varies(({ model }) => model.name);
	const names = runs.map((run) => {
		const parts = [
			...hasModels ? [run.model.name] : [],
			...hasJobs ? [run.trigger.job ?? "job"] : [],
			matrixWords(run.trigger.matrix, varying.length > 0 ? varying : keys)
		].filter((part) => part !== "");
		return parts.length === 0 ? run.trigger.job ?? run.model.name : parts.join(" · ");
	});
	return new Map(runs.map((run, index) => {
		const name = names[index] ?? "";
		const isShared = names.filter((other) => other === name).length > 1;
		return [run.id, isShared ? `${name} · ${run.id.slice(0, 12)}` : name];
	}));
}

// src/report/legs-table.ts
const HEAD = [
	"",
	"Leg",
	"Verdict",
	"Metric",
	"Baseline",
	"Value",
	"Change",
	"Trend"
];
const ALIGNMENTS = [
	"center",
	"left",
	"left",
	"left",
	"right",
	"right",
	"left",
	"left"
];
/**
* The table; where it has more legs than `most`, the worst ones.
* @param names what each leg is called, by run id
* @param elsewhere Markdown: where the rest can be read
*/
function renderLegsTable({ legs, best }, names, { budget, most, elsewhere }) {
	const worst = new Set(legs.toSorted((a, b) => severityOf(outcomeOf(a)) - severityOf(outcomeOf(b))).slice(0, most));
	const shown = legs.filter((leg) => worst.has(leg));
	const rows = shown.map((leg) => rowOf(leg, names.get(leg.run.id) ?? "", budget, leg.run.id === best && legs.length > 1));
	const left = legs.length - shown.length;
	const width = shown.some(({ comparison }) => comparison.historyRuns.length >= 3) ? HEAD.length : HEAD.length - 1;
	const index = table(HEAD.slice(0, width), ALIGNMENTS.slice(0, width), rows.map((cells) => cells.slice(0, width)));
	return left === 0 ? index : `${index}\n\n${formatCount(left)} more ${elsewhere}.`;
}
function rowOf(leg, name, budget, isBest) {
	const view = viewOf(leg, budget, "comment");
	const outcome = outcomeOf(leg);
	const { sign, word } = OUTCOMES[outcome];
	const passed = outcome === "no-baseline" && leg.comparison.verdict?.status === "pass" ? "pass, " : "";
	const verdict = outcome === "not-trained" ? endOf(leg) : `${passed}${word.toLowerCase()}`;
	const { primary } = view;
	const cells = primary === void 0 ? [
		"–",
		"–",
		"–",
		"–",
		"–"
	] : [
		md(primary.name, 40),
		formatReading(primary.baseline, view.format(primary)),
		formatReading(primary.candidate, view.format(primary)),
		leg.comparison.baseline === void 0 ? "no baseline" : changeCell(primary, view),
		primary.history.length < 3 ? "–" : renderSparkline(primary.history, finiteOf(primary.candidate))
	];
	return [
		sign,
		`${isBest ? "**" : ""}${md(name, 100)}${isBest ? "** (best)" : ""}`,
		verdict,
		...cells
	];
}

// src/report/legs-comment.ts
const BAD = /* @__PURE__ */ new Set([
	"not-trained",
	"fail",
	"inconclusive",
	"warn"
]);
/**
* The comment's Markdown, its first line the marker. Over 60,000 characters it loses, in this order: earlier results, what
* the comment of a single run loses, the details of legs that passed, all details, rows of legs that passed.
*/
function renderLegsComment(input, limit = 6e4) {
	const { key, pullRequestNumber } = input;
	const head = `${commentMarker(key, pullRequestNumber)}\n${stateOf(input)}\n`;
	return head + renderFitting(input, "comment", (body) => head.length + body.length <= limit);
}
/** The comment without its marker, as long as fits, within limits of its own. */
function renderLegsSections(input, limits, fits) {
	return renderFitting(input, "comment", fits, limits);
}
/** The job summary, at most 900 KiB of UTF-8: GitHub drops a longer one. */
function renderLegsSummary(input, limit = 921600) {
	const encoder = new TextEncoder();
	return renderFitting(input, "summary", (body) => encoder.encode(body).length <= limit);
}
function renderFitting(input, kind, fits, limits = {}) {
	const sections = new Map(input.legs.map((leg) => [leg, sectionRenderer({
		...leg,
		isLeg: true
	}, kind)]));
	let body = "";
	for (const extent of extentsFor(kind)) {
		body = renderWithin(input, {
			...extent,
			budget: {
				...extent.budget,
				...limits
			}
		}, {
			kind,
			sections,
			fits
		});
		if (fits(body)) break;
	}
	return body;
}
function extentsFor(kind) {
	const budgets = budgetsFor(kind);
	const least = budgets.at(-1);
	if (least === void 0) return [];
	const shrunk = budgets.map((budget) => ({
		budget,
		details: "all",
		rows: 1e400,
		earlier: budget.earlierResults > 0
	}));
	const last = {
		budget: least,
		earlier: false
	};
	return [
		...shrunk,
		{
			...last,
			details: "bad",
			rows: 1e400
		},
		...[
			1e400,
			200,
			100,
			50,
			20
		].map((rows) => ({
			...last,
			details: "none",
			rows
		}))
	];
}
/** The whole, or as much of it as shows that it does not fit. */
function renderWithin(input, extent, rendering) {
	const { legs } = input;
	const { kind, sections, fits } = rendering;
	const links = linksOf(input.repositoryUrl);
	const summary = ownUrl(links, input.runUrl);
	const elsewhere = summary === void 0 ? "in the run records" : `in the ${link("job summaries", summary)}`;
	const names = legNames(legs.map(({ run }) => run));
	const detailed = legs.filter((leg) => extent.details === "all" || extent.details === "bad" && BAD.has(outcomeOf(leg)));
	const left = legs.length - detailed.length;
	const earlier = resultsBefore(legs.map(({ run }) => run), input.previousBody);
	let body = joined([
		renderLegsHeadline(input),
		renderLegsLead(input),
		renderProvenance(viewOf(legs[0], extent.budget, kind)),
		renderLegsTable(input, names, {
			budget: extent.budget,
			most: extent.rows,
			elsewhere
		})
	]);
	for (const leg of detailed) {
		if (!fits(body)) return body;
		const within = sections.get(leg)?.(extent.budget) ?? [];
		const view = viewOf({
			...leg,
			isLeg: true
		}, extent.budget, kind);
		body += `\n\n${renderLeg(view, names.get(leg.run.id) ?? "", within)}`;
	}
	const rest = joined([
		kind === "summary" ? renderTimings(legs, names) : void 0,
		left === 0 ? void 0 : `Details of ${formatCount(left)} leg${left === 1 ? "" : "s"} ${elsewhere}.`,
		!extent.earlier || earlier.length === 0 ? void 0 : renderResultTable(earlier, links),
		renderFooter(viewOf({
			...legs[0],
			updated: input.updated
		}, extent.budget, kind))
	]);
	return `${body}\n\n${rest}\n`;
}
function joined(sections) {
	return sections.filter((section) => section !== void 0 && section !== "").join("\n\n");
}
function renderLeg(view, name, sections) {
	const { sign, word } = OUTCOMES[outcomeOf(view.input)];
	return details(`${sign} <b>${htmlCode(name, 100)}</b>: ${word.toLowerCase()}`, joined([renderLead(view), ...sections]));
}
/** One result stands for all legs, so that the next report of this pull request can name it. */
function stateOf(input) {
	const runs = input.legs.map(({ run }) => run);
	const [first] = input.legs;
	const from = originOf(first.run);
	const now = {
		...from === void 0 ? {} : { from },
		head: headOf(first),
		run: input.best ?? first.run.id,
		outcome: worstOutcome(input),
		metrics: []
	};
	return renderResults(now, resultsBefore(runs, input.previousBody));
}

// src/report/check.ts
const MOST_BYTES$1 = 65e3;
/** GitHub draws Mermaid in comments and files, not in checks. */
const NO_PLOTS = { plots: 0 };
function renderCheck(input, limit = MOST_BYTES$1) {
	let summary = "";
	let headline = "";
	const sections = sectionRenderer(input, "comment");
	for (const each of budgetsFor("comment")) {
		const budget = {
			...each,
			...NO_PLOTS
		};
		const view = viewOf(input, budget, "comment");
		headline = renderHeadline(view);
		summary = renderSections(view, sections);
		if (fits(summary, limit)) break;
	}
	return {
		title: titleOf(headline),
		summary
	};
}
function renderLegsCheck(input, limit = MOST_BYTES$1) {
	return {
		title: titleOf(renderLegsHeadline(input)),
		summary: renderLegsSections(input, NO_PLOTS, (body) => fits(body, limit))
	};
}
function fits(text, limit) {
	return new TextEncoder().encode(text).length <= limit;
}
/** Without the sign: a check has its own. */
function titleOf(headline) {
	return plain(plainMarkdown(headline.replace(/^### \S+ /, "")), 200);
}

// src/report/gate-notes.ts
/** Worst first, then by metric. */
function gateNotes({ rows }, { configFile, gateLines }) {
	return rows.flatMap(({ name, gate }) => (gate?.checks ?? []).flatMap(({ kind, status, reason }) => {
		if (status === "pass" || status === "skipped") return [];
		if (kind === "present" && status === "inconclusive") return [];
		const line = gateLine(gateLines, name, kind);
		return [{
			metric: name,
			status,
			reason,
			...configFile === void 0 || line === void 0 ? {} : { place: {
				file: configFile,
				line
			} }
		}];
	})).toSorted((a, b) => severity(b.status) - severity(a.status) || byName(a.metric, b.metric));
}
/** Legs named in one note; a matrix may have 256. */
const MOST_LEGS = 20;
/**
* The notes that have a place, one for each condition whatever the number of legs that it concerns.
* @param legs of a single run its comparison, without a name
*/
function lineNotes(legs, places) {
	const found = /* @__PURE__ */ new Map();
	for (const { name, comparison } of legs) for (const { metric, status, reason, place } of gateNotes(comparison, places)) {
		if (place === void 0) continue;
		const level = status === "fail" ? "failure" : "warning";
		const words = {
			fail: "fails its gate",
			inconclusive: "cannot be judged",
			warn: "warns"
		}[status];
		const note = {
			path: place.file,
			line: place.line,
			level,
			title: `${plain(metric, 100)} ${words}`
		};
		const key = JSON.stringify([
			place.line,
			metric,
			status
		]);
		const entry = found.get(key) ?? {
			note,
			lines: []
		};
		entry.lines.push(name === void 0 ? plain(reason, 500) : `${plain(name, 100)}: ${plain(reason, 500)}`);
		found.set(key, entry);
	}
	return [...found.values()].map(({ note, lines }) => {
		const left = lines.length - MOST_LEGS;
		const more = left > 0 ? [`and ${left} more ${left === 1 ? "leg" : "legs"}`] : [];
		return {
			...note,
			message: [...lines.slice(0, MOST_LEGS), ...more].join("\n")
		};
	});
}

// src/pipeline/reporting/report-check.ts
/** Reports one run. What the forge refuses is a warning: the run is recorded all the same. */
async function postCheck(input, facts, ports) {
	const { settings } = facts;
	const { run, comparison } = input;
	const verdict = comparison.verdict?.status;
	const conclusion = checkConclusion(exitStatusFor({
		status: run.status,
		verdict
	}, settings.failOn), verdict);
	const notes = lineNotes([{ comparison }], settings);
	await post({
		id: facts.id ?? run.id,
		text: () => renderCheck(input),
		conclusion,
		notes
	}, facts, ports);
}
/** Reports the legs of a matrix as one. */
async function postLegsCheck(input, legs, facts, ports) {
	const { settings, verdict } = facts;
	const records = legs.map(({ record }) => record);
	const names = legNames(records);
	const statuses = records.map(({ status }) => status);
	const areMissing = input.missing.length > 0;
	const conclusion = checkConclusion(exitStatusForLegs({
		statuses,
		verdict,
		areMissing
	}, settings.failOn), verdict);
	const named = legs.map(({ record, comparison }) => ({
		name: names.get(record.id) ?? record.id,
		comparison
	}));
	await post({
		id: records.map((record) => record.id).reduce((a, b) => a > b ? a : b, ""),
		text: () => renderLegsCheck(input),
		conclusion,
		notes: lineNotes(named, settings)
	}, facts, ports);
}
async function post(report, { settings, event, failure }, { forge, log }) {
	if (!settings.check) return;
	const { title, summary } = report.text();
	try {
		const { outcome, url } = await forge.reportCheck({
			key: keyFor(settings.commentKey, event),
			id: report.id,
			commit: event.pullRequest?.head ?? event.commit,
			conclusion: failure === void 0 ? report.conclusion : "failure",
			title: failure === void 0 ? title : `Not recorded: ${title}`,
			summary,
			notes: report.notes,
			detailsUrl: event.runUrl
		});
		const line = `check ${outcome}${url === void 0 ? "" : `: ${url}`}`;
		if (forge.kind === "local" || outcome === "refused") log.debug(line);
		else log.info(outcome === "status" ? "the verdict is reported as a commit status" : line);
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`${error.message}. ${error.hint}`);
	}
}
/**
* The head of a pull request is a pushed commit too. The two runs are compared with different ones, so that one must not
* take the place of the other's verdict. What a merge queue asks for is what a pull request was asked for.
*/
function keyFor(key, { pullRequest, mergeGroup, name }) {
	return pullRequest !== void 0 || mergeGroup !== void 0 || name === "local" ? key : `${key} (${name})`;
}
/** Says on a commit that nothing had to be trained: a rule that waits for the check is content. */
async function postSkippedCheck(reason, { settings, event }, ports) {
	const text = {
		title: "Not trained: nothing that feeds the model changed",
		summary: `Not trained, as ${reason}.\n`
	};
	await post({
		id: `skipped-${event.run ?? ""}-${event.attempt ?? 1}`,
		text: () => text,
		conclusion: "neutral",
		notes: []
	}, {
		settings,
		event,
		failure: void 0
	}, ports);
}

// src/pipeline/judging/changed-code.ts
/** What nobody can say is left out; a job that is being cancelled has no time to ask. */
async function withChangedCode(judged, candidate, { forge, cancelled }) {
	const { comparison, baseRecord } = judged;
	const [from, to] = [baseRecord?.source.commit, candidate.source.commit];
	if (from === void 0 || from === to || cancelled?.aborted === true) return judged;
	const found = await forge.findChangedFiles(from, to);
	if (found === void 0) return judged;
	const isCommitted = !candidate.source.dirty && baseRecord?.source.dirty === false;
	return {
		...judged,
		comparison: withChangedFiles(comparison, found, isCommitted)
	};
}

// src/pipeline/versions/stage-registered.ts
/** @returns undefined where no stage is named, or the version has no whole release to deploy from */
async function stageRegistered({ model, version, releaseFailure }, { settings, event }, ports) {
	const { stage } = settings.register;
	if (stage === void 0 || releaseFailure !== void 0) return void 0;
	const request = {
		settings,
		model,
		version,
		stage,
		reason: void 0,
		force: false,
		isAutomatic: true,
		isApproved: false,
		actor: event.actor,
		url: event.runUrl
	};
	try {
		const outcome = await assignStage(request, followingFor({
			settings,
			model,
			stage,
			isDeployed: true,
			event
		}, ports), ports);
		if (outcome.outcome === "refused") ports.log.warn(`${model} ${version} does not get ${stage}: ${outcome.objections.join("; ")}`);
		return outcome;
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		ports.log.warn(`${model} ${version} is registered, but ${stage} could not be assigned: ${error.message}. ${error.hint}`);
		return;
	}
}

// src/pipeline/reporting/comment-pictures.ts
const NONE = {
	pictures: [],
	files: {},
	refusal: void 0
};
/** Pictures that are to be written with the record. They stay for ever, so none is drawn that nobody could see. */
function picturesOf(input, { settings, event }) {
	if (settings.plots === "text" || settings.comment === false || event.pullRequest === void 0) return NONE;
	if (event.name === "local") return NONE;
	const refusal = whyText(settings, event);
	if (refusal !== void 0) return {
		...NONE,
		refusal
	};
	const pictures = drawPictures(input);
	const files = pictures.flatMap(({ light, dark }, index) => [[nameOf(index, "light"), Buffer.from(light)], [nameOf(index, "dark"), Buffer.from(dark)]]);
	return {
		pictures,
		files: Object.fromEntries(files),
		refusal: void 0
	};
}
function whyText({ collect }, event) {
	if (event.repositoryUrl?.startsWith("https://github.com/") !== true) return "this is not github.com";
	if (event.isPublic !== true) return "the repository is not public, and pictures of others are not shown in comments";
	if (collect) return "the record is left to the job that collects";
	return mayWrite(event) === "no" ? "the record is left to the job that publishes" : void 0;
}
/** Undefined where the run waits in the inbox or for another job: then there is no commit to show pictures of. */
function placePictures(id, pictures, stored) {
	if (stored?.commit === void 0) return void 0;
	const { byHour } = stored;
	return pictures.map(({ metric, alt }, index) => ({
		metric,
		alt,
		light: filePath(id, nameOf(index, "light"), byHour),
		dark: filePath(id, nameOf(index, "dark"), byHour)
	}));
}
function nameOf(index, colours) {
	return `plot-${index + 1}-${colours}.svg`;
}

// src/pipeline/recording/read-confusion.ts
/** A matrix is small; samples of a large test set are counted by whoever makes the matrix. */
const MOST_BYTES = 4e6;
/** The first that can be read; undefined without one. */
async function readConfusionMatrix(files) {
	for (const { path, from } of files.filter((file) => isConfusionMatrix(file.path) && file.size <= MOST_BYTES)) {
		const end = await readPlainFile(from, MOST_BYTES);
		const matrix = end === void 0 ? void 0 : parseConfusionMatrix(path, end.content.toString());
		if (matrix !== void 0) return matrix;
	}
}

// src/pipeline/recording/publish-run.ts
/** @param folder the capture folder that plan prepared and the training filled */
async function publishRun(plan, folder, ports) {
	const { settings, event } = plan;
	const mergeBase = await findMergeBase(event, ports);
	const captured = await captureRun({
		plan,
		folder,
		repositoryRoot: ports.repositoryRoot,
		environment: ports.environment,
		mergeBase,
		log: ports.log
	});
	const files = settings.uploadModel ? [...captured.modelFiles, ...captured.artifactFiles] : [];
	const keeping = { retentionDays: settings.retentionDays };
	const { record: kept, artifact } = await uploadModel(captured.record, files, ports, keeping);
	const large = settings.uploadModel ? captured.predictions.artifact : void 0;
	const measured = large === void 0 ? kept : await uploadPredictions(kept, large, ports, keeping);
	let failure;
	const note = (error) => {
		if (!(error instanceof MlopsError)) throw error;
		if (failure !== void 0) ports.log.warn(`${failure.message}. ${failure.hint}`);
		failure = error;
	};
	const judged = await compare(measured, {
		plan,
		mergeBase,
		predictions: captured.predictions
	}, ports).catch(note) ?? withoutHistory(measured, plan, failure);
	const { baseRecord } = judged;
	const comparison = redactRecord(judged.comparison, redactorFrom(ports.environment));
	const record = {
		...measured,
		comparison: { ...withoutTrends(comparison) }
	};
	const may = mayWrite(event);
	const bundle = {
		record,
		files: captured.files
	};
	const drawn = picturesOf(reportInputOf({
		plan,
		record,
		comparison,
		baseRecord,
		trackingCommit: void 0
	}), plan);
	const stored = await storeRecord(bundle, ports, {
		collect: settings.collect,
		mayWrite: may,
		pictures: drawn.files
	}).catch(note);
	const trackingCommit = stored?.commit;
	const pictures = placePictures(record.id, drawn.pictures, stored);
	const refusal = pictures === void 0 && drawn.pictures.length > 0 ? "the run is not on its branch yet" : drawn.refusal;
	if (refusal !== void 0) ports.log.info(`plots of the comment are text: ${refusal}`);
	const reports = await writeReports({
		plan,
		folder,
		record,
		comparison,
		baseRecord,
		trackingCommit,
		pictures,
		confusion: redactRecord(await readConfusionMatrix(captured.artifactFiles), redactorFrom(ports.environment))
	});
	const leftTo = stored?.leftTo;
	const isLeft = leftTo !== void 0 || may === "no";
	const comment = isLeft ? void 0 : await postComment(reports, plan, ports);
	if (!isLeft) await postCheck(reports.input, {
		settings,
		event,
		failure
	}, ports);
	const registered = failure === void 0 && !isLeft && ports.cancelled?.aborted !== true ? await registerByPolicy({
		plan,
		record,
		comparison,
		modelFiles: captured.modelFiles
	}, ports).catch(note) : void 0;
	const stage = registered === void 0 ? void 0 : await stageRegistered(registered, plan, ports).catch(note);
	return {
		record,
		comparison,
		verdict: comparison.verdict?.status,
		artifact,
		trackingCommit,
		leftTo,
		reports,
		comment,
		registered,
		stage,
		failure: failure ?? registered?.releaseFailure
	};
}
async function compare(record, facts, ports) {
	const { settings, event } = facts.plan;
	const judged = await compareWithHistory(record, {
		history: ports.history,
		missingHistory: ports.missingHistory,
		settings,
		pullRequest: targetOf(event, facts.mergeBase),
		homeBranch: event.tag === void 0 ? void 0 : event.defaultBranch,
		isAutomatic: settings.register.when === "auto" && whyNotAutomatic(event) === void 0,
		resolveVersion: (reference) => resolveVersionRun(reference, ports),
		awaitsFirstVersion: (reference) => awaitsFirstVersion(reference, settings.model, ports),
		gatherEvidence: (baseline) => gatherEvidence(record, facts.predictions, baseline, ports)
	});
	return withChangedCode(await applyAcceptances(judged, record, ports.history), record, ports);
}
/** What a pull request or a merge queue is to be merged into. */
function targetOf({ pullRequest, mergeGroup }, mergeBase) {
	if (mergeGroup !== void 0) return {
		baseBranch: mergeGroup.baseBranch,
		mergeBase: mergeGroup.base
	};
	if (pullRequest === void 0) return void 0;
	const { baseBranch, base, isMerged } = pullRequest;
	return {
		baseBranch,
		mergeBase,
		mergedWith: isMerged === true ? base : void 0
	};
}
/** When the history could not be read nothing is compared; the report says why and shows what was measured. */
function withoutHistory(candidate, { settings }, failure) {
	const noBaseline = `the history could not be read: ${failure?.message ?? "unknown"}`;
	return {
		comparison: compareRuns({
			candidate,
			noBaseline,
			history: [],
			gates: settings.gates
		}),
		baseRecord: void 0
	};
}

export { postLegsCheck as a, renderLegsComment as c, severityOf as d, postCheck as i, renderLegsSummary as l, stageRegistered as n, postSkippedCheck as o, withChangedCode as r, gateNotes as s, publishRun as t, legNames as u };