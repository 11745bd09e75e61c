import { r as withAccepted } from "./acceptance.js";
import { t as comparisonOf } from "./recorded.js";
import { a as withTrends } from "./gather-evidence.js";
import { t as MlopsError } from "./error.js";
import { o as budgetsFor } from "./changes-line.js";
import { a as renderEarlierResults, c as renderState, i as previousResult, t as isOutdated, u as commentMarker } from "./earlier-results.js";
import { c as renderFooter, o as renderLead } from "./plain-markdown.js";
import { a as renderHeadline, t as OUTCOMES } from "./headline.js";
import { u as code } from "./number-format.js";
import { C as renderProvenance, t as sectionRenderer } from "./run-sections.js";
import { d as repositoryUrlOf, n as shortCommit, r as viewOf } from "./report-view.js";
import { m as canonicalJson } from "./objects.js";
import { H as recordPath, n as currentRecord } from "./open-history.js";
import { join } from "node:path";
import { writeFile } from "node:fs/promises";

// src/report/comment.ts
/** GitHub refuses a longer body and posts nothing at all. */
const MOST_CHARACTERS = 65536;
/** Room for what GitHub adds when it counts. */
const ENOUGH_CHARACTERS = 6e4;
/**
* The comment's Markdown. Its first line is the marker, its second the state that the next comment reads.
* Over 60,000 characters it loses, in this order: earlier results, plots, metrics beyond 30, params beyond 50, other
* changes; never verdict, table, gates or marker.
*/
function renderComment(input, limit = MOST_CHARACTERS) {
	const most = Math.min(limit, ENOUGH_CHARACTERS);
	const sections = sectionRenderer(input, "comment");
	let body = "";
	for (const budget of budgetsFor("comment")) {
		body = renderWithin$1(input, budget, sections);
		if (body.length <= most) break;
	}
	return body;
}
function renderWithin$1(input, budget, sections) {
	const view = viewOf(input, budget, "comment");
	return `${[
		commentMarker(input.key, input.pullRequestNumber),
		renderState(view),
		renderHeadline(view)
	].join("\n")}\n\n${renderSections(view, sections)}`;
}
/** What stands below the headline. */
function renderSections(view, sections) {
	return `${[
		renderLead(view),
		renderProvenance(view),
		renderPrevious(view),
		...sections(view.budget),
		renderEarlierResults(view),
		renderFooter(view)
	].filter((section) => section !== void 0).join("\n\n")}\n`;
}
/** Who sees a broken training wants to know what stood here before. */
function renderPrevious(view) {
	const previous = previousResult(view);
	if (view.input.run.status === "finished" || previous === void 0) return void 0;
	const { sign, word } = OUTCOMES[previous.outcome];
	return `The previous result, for ${code(shortCommit(previous.head))}: ${sign} ${word.toLowerCase()}.`;
}

// src/report/summary.ts
/** GitHub drops a step's summary that is longer, and the step does not fail. */
const MOST_BYTES = 1048576;
/** The summary's Markdown, at most `limit` bytes of UTF-8 (900 KiB are used, as steps share a file). */
function renderSummary(input, limit = MOST_BYTES) {
	const most = Math.min(limit, 921600);
	const encoder = new TextEncoder();
	const sections = sectionRenderer(input, "summary");
	let body = "";
	for (const budget of budgetsFor("summary")) {
		body = renderWithin(input, budget, sections);
		if (encoder.encode(body).length <= most) break;
	}
	return body;
}
function renderWithin(input, budget, sections) {
	const view = viewOf(input, budget, "summary");
	return `${[
		renderHeadline(view),
		renderLead(view),
		renderProvenance(view),
		...sections(budget),
		renderEarlierResults(view),
		renderFooter(view)
	].filter((section) => section !== void 0 && section !== "").join("\n\n")}\n`;
}

// src/pipeline/reporting/report-run.ts
/** What the reports of a run are rendered from. */
function reportInputOf(facts) {
	const { plan, record, comparison } = facts;
	const { settings, event } = plan;
	return {
		run: record,
		comparison,
		baseRecord: facts.baseRecord,
		model: settings.model,
		key: settings.commentKey,
		pullRequestNumber: event.pullRequest?.number,
		repositoryUrl: event.repositoryUrl,
		trackingCommit: facts.trackingCommit,
		recordPath: recordPath(record.id),
		runUrl: event.runUrl,
		failOn: settings.failOn,
		confusion: facts.confusion,
		pictures: facts.pictures,
		updated: record.ended
	};
}
/** Renders the run and writes `report.md` and `comparison.json`. */
async function writeReports(facts) {
	const { folder, comparison } = facts;
	const input = reportInputOf(facts);
	const [comment, summary] = [renderComment(input), renderSummary(input)];
	const [commentFile, comparisonFile] = [join(folder, "report.md"), join(folder, "comparison.json")];
	await Promise.all([writeFile(commentFile, comment), writeFile(comparisonFile, canonicalJson(comparison))]);
	return {
		comment,
		summary,
		commentFile,
		comparisonFile,
		input
	};
}
/** Posts the sticky comment of a pull request. What the forge refuses is a warning: the run is recorded all the same. */
async function postComment({ input }, { settings, event }, ports) {
	const { pullRequest } = event;
	if (pullRequest === void 0 || settings.comment === false) return void 0;
	return upsertReport(pullRequest, {
		key: input.key,
		run: input.run,
		isWanted: settings.comment === true || isNews(input.comparison),
		render: (previousBody) => renderComment({
			...input,
			previousBody
		})
	}, ports);
}
/** Writes a report as the sticky comment of its key. */
async function upsertReport(pullRequest, report, { forge, log }) {
	let isLate = false;
	try {
		const result = await forge.upsertComment(pullRequest, {
			marker: commentMarker(report.key, pullRequest.number),
			render: (previousBody) => {
				isLate = isOutdated(report.run, previousBody);
				return isLate || previousBody === void 0 && !report.isWanted ? void 0 : report.render(previousBody);
			}
		});
		if (result.outcome === "absent") return void 0;
		if (isLate) log.info("the comment tells of a later run than this one, and stays as it is");
		log.info(`comment ${result.outcome}${result.url === void 0 ? "" : `: ${result.url}`}`);
		return result;
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		log.warn(`${error.message}. ${error.hint}`);
		return;
	}
}
/** What `on-change` asks for: a run that moved a metric, or a gate that did not pass or could not be judged. */
function isNews({ rows, verdict, namedBaselineMissing }) {
	if (namedBaselineMissing === true) return true;
	if (verdict !== void 0 && (verdict.status !== "pass" || verdict.warned)) return true;
	return rows.some(({ movement }) => movement !== "same" && movement !== "within-noise");
}
/** The reports of a run that stands on the tracking branch, made again from its record. */
async function renderRunReport(line, history) {
	const [tracked] = await history.readStates([line]);
	const run = tracked === void 0 ? void 0 : currentRecord(tracked.record, tracked.state);
	const stored = run === void 0 ? void 0 : comparisonOf(run);
	if (run === void 0 || stored === void 0) throw new MlopsError("not-found", `run ${line.id} has no comparison that can be read`, "Compare it with another run: `mlops compare RUN`.");
	const input = inputFromRecord(run, await restoreTrends(withAccepted(stored, tracked?.state.acceptances ?? []), history));
	return {
		comment: renderComment(input),
		summary: renderSummary(input),
		comparison: input.comparison,
		input
	};
}
/** What a run was reported with, as far as its record tells. */
function inputFromRecord(run, { comparison, baseRecord }) {
	const { reported } = comparison;
	return {
		run,
		comparison,
		baseRecord,
		model: run.model.name,
		key: reported?.commentKey ?? run.model.name,
		pullRequestNumber: run.source.pull_request?.number,
		repositoryUrl: repositoryUrlOf(run),
		recordPath: recordPath(run.id),
		runUrl: run.trigger.url,
		failOn: reported?.failOn,
		updated: run.ended
	};
}
/** A stored comparison as it was when it was made, with the record of its baseline. */
async function restoreTrends(stored, history) {
	const ids = [...stored.historyRuns.map(({ run }) => run), ...stored.baseline === void 0 ? [] : [stored.baseline.run]];
	const records = await readRuns(new Set(ids), history);
	const trend = stored.historyRuns.flatMap(({ run }) => records.get(run) ?? []);
	return {
		comparison: withTrends(stored, trend),
		baseRecord: records.get(stored.baseline?.run ?? "")
	};
}
/** The records with these ids, as far as they are there. */
async function readRuns(ids, history) {
	if (ids.size === 0) return /* @__PURE__ */ new Map();
	const lines = await history.lines({
		matches: ({ id }) => ids.has(id),
		enough: ids.size,
		withDeleted: true
	});
	const records = await history.read(lines);
	return new Map(records.map((record) => [record.id, record]));
}

export { renderRunReport as a, upsertReport as c, renderSections as d, readRuns as i, writeReports as l, isNews as n, reportInputOf as o, postComment as r, restoreTrends as s, inputFromRecord as t, renderComment as u };