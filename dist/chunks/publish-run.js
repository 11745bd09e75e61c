import { n as baselineChoice, r as compareRuns, t as withChangedFiles } from "./changed-files.js";
import { _ as withoutTrends, f as writeReports, m as renderSections, o as postComment, t as gatherEvidence } from "./gather-evidence.js";
import { t as MlopsError } from "./error.js";
import { n as redactorFrom, t as redactRecord } from "./redact.js";
import { a as uploadPredictions, i as uploadModel, o as storeRecord, s as captureRun } from "./training-processes.js";
import { _ as linksOf, a as renderHeadline, d as viewOf, g as link, i as outcomeOf, l as headOf, n as endOf, r as originWords, t as OUTCOMES, v as ownUrl, w as severity, x as withAccepted, y as acceptableGates } from "./headline.js";
import { G as isEarlier, W as attemptOf, at as matrixWords, it as legOf, j as indexName, st as canonicalLine, ut as gateLine } from "./open-history.js";
import { a as findBaselines, c as isEligible, i as baselineRequest, o as historyLines, r as resolveVersionRun, s as isComparable, t as awaitsFirstVersion } from "./resolve-run.js";
import { n as member, t as byName } from "./names.js";
import { t as comparisonOf } from "./recorded.js";
import { i as findMergeBase, n as mayWrite } from "./may-write.js";
import { a as renderSparkline, d as renderProvenance, f as renderLead, h as budgetsFor, i as changeCell, o as isConfusionMatrix, p as renderFooter, r as mermaidText, s as parseConfusionMatrix, t as sectionRenderer } from "./run-sections.js";
import { u as readPlainFile } from "./source.js";
import { r as whyNotAutomatic, t as registerByPolicy } from "./register-run.js";
import { _ as plain, d as details, h as table, m as md, p as htmlCode, r as formatCount, s as formatReading, u as code } from "./number-format.js";
import { l as resultsBefore, n as originOf, o as renderResultTable, s as renderResults, u as commentMarker } from "./earlier-results.js";
import { n as finiteOf } from "./number.js";
import { t as plainMarkdown } from "./plain-markdown.js";

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

// src/pipeline/settle.ts
/**
* 0 done; 1 the training did not finish; 3 verdict fail; 4 verdict inconclusive, where `fail-on` counts them.
*/
function exitStatusFor(run, failOn) {
	if (run.status !== "finished") return 1;
	if (failOn === "never") return 0;
	if (run.verdict === "fail") return 3;
	return run.verdict === "inconclusive" && failOn === "inconclusive" ? 4 : 0;
}
/** What the check on the commit says: no gate and no answer are no success, and fail nothing either. */
function checkConclusion(exitStatus, verdict) {
	if (exitStatus !== 0) return "failure";
	return verdict === "pass" ? "success" : "neutral";
}
/**
* The same for the legs of a matrix. A leg without a record is no pass; `fail-on: never` is for those whose jobs leave none
* on purpose.
*/
function exitStatusForLegs(legs, failOn) {
	const found = exitStatusFor({
		status: legs.statuses.find((each) => each !== "finished") ?? "finished",
		verdict: legs.verdict
	}, failOn);
	return found === 0 && legs.areMissing && failOn !== "never" ? 1 : found;
}

// src/pipeline/report-check.ts
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

// src/pipeline/apply-acceptances.ts
/** A job can be run again for 30 days; a commit that is pushed anew to another branch is another pull request. */
const AS_LONG_AS_MS = 5184e6;
/**
* A run of a pull request in the light of what was accepted of earlier runs of the same commit: of no other commit, pull
* request or model.
* @throws MlopsError when the history cannot be read
*/
async function applyAcceptances(judged, record, history) {
	const { pull_request: pull, branch } = record.source;
	if (pull === void 0 || branch === void 0 || acceptableGates(judged.comparison).length === 0) return judged;
	const told = await history.lines({
		matches: (line) => line.branch === indexName(branch) && line.events?.some(({ type }) => type === "acceptance") === true,
		since: /* @__PURE__ */ new Date(new Date(record.started).getTime() - AS_LONG_AS_MS)
	});
	if (told.length === 0) return judged;
	const accepted = acceptedOf(record, await history.readStates(told));
	return {
		...judged,
		comparison: withAccepted(judged.comparison, accepted)
	};
}
/** What was accepted of the commit, pull request and model of a record, oldest first. */
function acceptedOf(record, runs) {
	const { source, model } = record;
	return runs.filter(({ record: other }) => other.source.pull_request?.head === source.pull_request?.head && other.source.pull_request?.number === source.pull_request?.number && other.source.fork === source.fork && other.model.name === model.name).flatMap(({ state }) => state.acceptances ?? []).toSorted((a, b) => a.time < b.time ? -1 : 1);
}

// src/pipeline/changed-code.ts
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

// src/comparison/choose-baseline.ts
/** True for a run that no other one can be better than: it has what is compared, and its own gates did not fail. */
function isUseful(option, candidate) {
	return option.choice === "exact" || defectOf(option, candidate) === void 0;
}
/**
* The first useful run; else the first one that has the metrics, though its own gates failed; else the first.
* @param options best first, not empty
*/
function chooseBaseline(options, candidate) {
	const judged = options.map((option) => ({
		option,
		defect: defectOf(option, candidate)
	}));
	const place = judged.findIndex(({ option }) => isUseful(option, candidate));
	if (place >= 0) {
		const { option } = judged[place] ?? { option: options[0] };
		const passedOver = judged.slice(0, place).map(({ defect }) => defect);
		return place === 0 ? option : {
			...option,
			how: `${option.how}; passed over: ${counted(passedOver)}`
		};
	}
	const failed = judged.find(({ defect }) => defect === "failed its gates")?.option;
	if (failed !== void 0) return {
		...failed,
		how: `${failed.how}, though it failed its gates: no better run was found`
	};
	return {
		...options[0],
		how: `${options[0].how}, though it lacks the metrics to compare: no better run was found`
	};
}
function defectOf({ record, choice }, candidate) {
	if (!hasMetrics(record, candidate)) return "lacks the metrics to compare";
	return choice === "rule" && comparisonOf(record)?.verdict?.status === "fail" ? "failed its gates" : void 0;
}
/** At least one gated metric that the candidate has; where none is gated, any of its metrics. */
function hasMetrics({ metrics }, candidate) {
	const own = Object.keys(candidate.record.metrics);
	const gated = own.filter((name) => member(candidate.gates, name) !== void 0);
	const wanted = gated.length > 0 ? gated : own;
	return wanted.length === 0 || wanted.some((name) => member(metrics, name) !== void 0);
}
/** "1 run that failed its gates, 2 runs that lack the metrics to compare". */
function counted(defects) {
	const known = defects.filter((defect) => defect !== void 0);
	return [...new Set(known)].map((defect) => {
		const count = known.filter((each) => each === defect).length;
		return count === 1 ? `1 run that ${defect}` : `${count} runs ${defect === "failed its gates" ? "that failed their gates" : "that lack the metrics to compare"}`;
	}).join(", ");
}

// src/pipeline/count-decisions.ts
/** Beyond so many decisions without a version hardly any α is left. */
const MOST_DECISIONS = 100;
/**
* The number of the decision on this run, from 1: every finished run of the branch since the last version was one.
* @param own experiment, leg and branch of the run as index lines have them, and its id
*/
async function decisionIndexOf(own, history) {
	const newestFirst = (await history.lines({
		matches: (line) => line.branch === own.branch && line.id < own.id && wasDecided(line) && isComparable(line, own),
		enough: MOST_DECISIONS
	})).filter((line) => line.branch === own.branch && line.id < own.id && wasDecided(line) && isComparable(line, own)).toSorted((a, b) => a.id < b.id ? 1 : -1);
	const last = newestFirst.findIndex(({ events }) => events?.some(({ type }) => type === "registration") === true);
	return 1 + (last === -1 ? newestFirst.length : last);
}
function wasDecided({ status, dirty, superseded, fork }) {
	return status === "finished" && !dirty && superseded !== true && fork !== true;
}

// src/pipeline/compare-run.ts
/** How many earlier runs the trend and the noise are read from. */
const HISTORY_RUNS = 12;
/** How many lines of a branch are read to find that many usable ones. */
const RECENT_LINES = 40;
/** @throws MlopsError when the history cannot be read: then nothing can be said, rather than "no baseline" */
async function compareWithHistory(record, options) {
	const { settings, pullRequest } = options;
	const history = withoutOwnPast(options.history, record);
	const experiment = indexName(record.experiment);
	const leg = legOf(record);
	const ownBranch = record.source.branch ?? options.homeBranch;
	const request = baselineRequest({
		setting: settings.baseline,
		run: record.id,
		experiment,
		leg,
		branch: nameOrNone(ownBranch),
		pullRequest: pullRequest === void 0 ? void 0 : {
			...pullRequest,
			baseBranch: indexName(pullRequest.baseBranch)
		},
		versionRun: settings.baseline === void 0 ? void 0 : await options.resolveVersion(settings.baseline),
		overriddenCommit: isOverridden(record) ? indexName(record.source.commit) : void 0
	});
	const lines = await readLines(request, history);
	const found = findBaselines(lines, request);
	const readTrendOf = (branch) => readTrend(lines, {
		experiment,
		leg,
		branch,
		before: record.id
	}, history);
	const { failOn, commentKey } = settings;
	const reported = failOn === void 0 || commentKey === void 0 ? {} : { reported: {
		failOn,
		commentKey
	} };
	if ("reason" in found) {
		const branch = indexName(pullRequest?.baseBranch ?? ownBranch ?? "");
		const trend = request.rule === "none" ? [] : await readTrendOf(branch);
		return {
			comparison: {
				...compareRuns({
					candidate: record,
					noBaseline: request.rule === "none" ? found.reason : withMissing(found.reason, options.missingHistory),
					isBaselineNamed: found.isNamed && !await isAwaited(options),
					history: await history.read(trend),
					gates: settings.gates
				}),
				...reported
			},
			baseRecord: void 0
		};
	}
	const candidate = {
		record,
		gates: settings.gates
	};
	const decisionIndex = options.isAutomatic === true ? await decisionIndexOf({
		id: record.id,
		experiment,
		leg,
		branch: nameOrNone(ownBranch)
	}, history) : void 0;
	const base = await readBaseline(found.options, candidate, {
		history,
		readTrendOf
	});
	return {
		comparison: {
			...compareRuns({
				candidate: record,
				baseline: {
					record: base.option.record,
					choice: baselineChoice(base.option.record, base.option.how)
				},
				history: base.trend,
				gates: settings.gates,
				decision: settings.decision,
				decisionIndex,
				evidence: await options.gatherEvidence?.(base.option.record)
			}),
			...reported
		},
		baseRecord: base.option.record
	};
}
/**
* The history as it will be when the record is in it: what its job has left in earlier attempts is no past to compare
* with, but the same point once more.
*/
function withoutOwnPast(history, record) {
	const own = attemptOf(record);
	if (own === void 0 || own.number === 1) return history;
	const mark = (line) => isEarlier(line.attempt, own) ? {
		...line,
		superseded: true
	} : line;
	return {
		...history,
		async lines({ matches, ...query } = {}) {
			return (await history.lines({
				...query,
				...matches && { matches: (line) => matches(mark(line)) }
			})).map(mark);
		}
	};
}
function withMissing(reason, missing) {
	return missing === void 0 ? reason : `${reason}; ${missing}`;
}
async function isAwaited({ settings: { baseline }, awaitsFirstVersion }) {
	return baseline !== void 0 && awaitsFirstVersion !== void 0 && awaitsFirstVersion(baseline);
}
function nameOrNone(name) {
	return name === void 0 ? void 0 : indexName(name);
}
function isOverridden({ trigger }) {
	return Object.keys(trigger.overrides ?? {}).length > 0;
}
/** The baseline's record and the records of its trend: in one fetch where the first option is a useful one. */
async function readBaseline(options, candidate, from) {
	const [first, ...others] = options;
	const [record, ...trend] = await from.history.read([first.line, ...await from.readTrendOf(first.line.branch)]);
	if (record === void 0) throw unreadable(first.line);
	const nearest = {
		...first,
		record
	};
	if (others.length === 0 || isUseful(nearest, candidate)) return {
		option: chooseBaseline([nearest], candidate),
		trend
	};
	const next = others.slice(0, 10 - 1);
	const records = await from.history.read(next.map(({ line }) => line));
	const more = next.flatMap((option, index) => {
		const record = records[index];
		return record === void 0 ? [] : [{
			...option,
			record
		}];
	});
	const option = chooseBaseline([nearest, ...more], candidate);
	if (option.line.branch === first.line.branch) return {
		option,
		trend
	};
	return {
		option,
		trend: await from.history.read(await from.readTrendOf(option.line.branch))
	};
}
function unreadable({ id }) {
	return new MlopsError("record-invalid", `the record of run ${id} is not there`, "The tracking branch was edited by hand or by another program; restore the file from its history.");
}
/** Index lines, newest first: enough of the branch for the trend, and as far back as the baseline lies. */
async function readLines(request, history) {
	if (request.rule === "none") return [];
	const wanted = [...plainLine(request), wantedLine(request)];
	const branch = branchOf(request);
	const withDeleted = request.rule === "named" || request.rule === "version";
	const lines = [...await history.lines({
		withDeleted,
		matches: (line) => wanted.some((isWanted) => isWanted(line)) || isComparable(line, request) && line.branch === branch,
		enough: RECENT_LINES
	})];
	for (const isWanted of wanted) if (!lines.some(isWanted)) lines.push(...await history.lines({
		matches: isWanted,
		enough: 1,
		withDeleted
	}));
	return lines;
}
/** Lines of the branch that the trend is read from; they are in `lines` unless the baseline was named by version. */
async function readTrend(lines, query, history) {
	const trend = historyLines(lines, query, HISTORY_RUNS);
	if (trend.length > 1 || query.branch === "") return trend;
	const more = await history.lines({
		matches: (line) => isEligible(line) && isComparable(line, query) && line.branch === query.branch,
		enough: 13
	});
	return historyLines(more, query, HISTORY_RUNS);
}
function branchOf(request) {
	if (request.rule === "named") return request.name;
	return request.rule === "version" ? void 0 : request.branch;
}
/** For a run with overrides the run of its commit without them. */
function plainLine(request) {
	const { plainCommit } = request;
	if (plainCommit === void 0) return [];
	return [(line) => isComparable(line, request) && isEligible(line) && line.commit === plainCommit];
}
/** The line without which the rule would fall back or fail. */
function wantedLine(request) {
	const ours = (line) => isComparable(line, request) && isEligible(line);
	if (request.rule === "version") return (line) => line.id === request.id;
	if (request.rule === "named") return (line) => line.id.startsWith(request.name) || ours(line) && line.branch === request.name;
	const { branch } = request;
	if (request.rule === "previous") return (line) => ours(line) && line.branch === branch && line.id < request.run;
	const { commit } = request;
	return (line) => ours(line) && (commit === void 0 ? line.branch === branch : line.commit === commit);
}

// src/pipeline/read-confusion.ts
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

// src/pipeline/publish-run.ts
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
	const stored = await storeRecord(bundle, ports, {
		collect: settings.collect,
		mayWrite: may
	}).catch(note);
	const trackingCommit = stored?.commit;
	const reports = await writeReports({
		plan,
		folder,
		record,
		comparison,
		baseRecord,
		trackingCommit,
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

export { applyAcceptances as a, postSkippedCheck as c, gateNotes as d, renderLegsComment as f, severityOf as h, acceptedOf as i, exitStatusFor as l, legNames as m, compareWithHistory as n, postCheck as o, renderLegsSummary as p, withChangedCode as r, postLegsCheck as s, publishRun as t, exitStatusForLegs as u };