import { i as severity, n as baselineChoice, r as compareRuns, t as plainMarkdown } from "./plain-markdown.js";
import { r as withoutTrends } from "./trend.js";
import { t as MlopsError } from "./error.js";
import { n as redactorFrom, t as redactRecord } from "./redact.js";
import { a as storeRecord, i as uploadModel, o as captureRun } from "./training-processes.js";
import { n as member, t as byName } from "./names.js";
import { t as comparisonOf } from "./recorded.js";
import { H as isEarlier, Q as matrixWords, V as attemptOf, Z as legOf, h as indexName } from "./open-history.js";
import { n as findMergeBase } from "./merge-base.js";
import { t as registerByPolicy } from "./register-run.js";
import { C as ownUrl, D as outcomeOf, E as originWords, O as renderHeadline, S as linksOf, T as endOf, _ as renderResults, b as viewOf, c as renderSections, d as renderProvenance, f as commentMarker, g as renderResultTable, h as originOf, k as budgetsFor, l as runSections, m as renderFooter, n as postComment, p as renderLead, s as writeReports, u as changeCell, v as resultsBefore, w as OUTCOMES, x as link, y as headOf } from "./report-run.js";
import { _ as plain, d as details, h as table, m as md, p as htmlCode, r as formatCount, s as formatReading, u as code } from "./number-format.js";
import { m as gateLine, s as canonicalLine } from "./object-id.js";
import { r as resolveVersionRun, t as awaitsFirstVersion } from "./resolve-run.js";

// src/pipeline/may-write.ts
function mayWrite({ name, pullRequest }) {
	if (pullRequest === void 0) return "yes";
	return pullRequest.isFork && name !== "pull_request_target" ? "no" : "unsure";
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
/** For example "### ❌ Fail: `fraud` fails in 1 of 3 legs". */
function renderLegsHeadline(input) {
	const outcome = worstOutcome(input);
	const { sign, word } = OUTCOMES[outcome];
	return `### ${sign} ${word}: ${sentence(input, outcome)}${originWords(input.legs[0].run)}`;
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
	"Change"
];
const ALIGNMENTS = [
	"center",
	"left",
	"left",
	"left",
	"right",
	"right",
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
	const index = table(HEAD, ALIGNMENTS, rows);
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
		"–"
	] : [
		md(primary.name, 40),
		formatReading(primary.baseline, view.format(primary)),
		formatReading(primary.candidate, view.format(primary)),
		leg.comparison.baseline === void 0 ? "no baseline" : changeCell(primary, view)
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
	return firstFitting("comment", (extent) => {
		const { key, pullRequestNumber } = input;
		return `${[commentMarker(key, pullRequestNumber), stateOf(input)].join("\n")}\n${renderWithin(input, extent, "comment")}`;
	}, (body) => body.length <= limit);
}
/** The comment without its marker, as long as fits, within limits of its own. */
function renderLegsSections(input, limits, fits) {
	return firstFitting("comment", (extent) => renderWithin(input, {
		...extent,
		budget: {
			...extent.budget,
			...limits
		}
	}, "comment"), fits);
}
/** The job summary, at most 900 KiB of UTF-8: GitHub drops a longer one. */
function renderLegsSummary(input, limit = 921600) {
	const encoder = new TextEncoder();
	return firstFitting("summary", (extent) => renderWithin(input, extent, "summary"), (body) => {
		return encoder.encode(body).length <= limit;
	});
}
function firstFitting(kind, render, fits) {
	let body = "";
	for (const extent of extentsFor(kind)) {
		body = render(extent);
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
function renderWithin(input, extent, kind) {
	const { legs } = input;
	const links = linksOf(input.repositoryUrl);
	const summary = ownUrl(links, input.runUrl);
	const elsewhere = summary === void 0 ? "in the run records" : `in the ${link("job summaries", summary)}`;
	const names = legNames(legs.map(({ run }) => run));
	const detailed = legs.filter((leg) => extent.details === "all" || extent.details === "bad" && BAD.has(outcomeOf(leg)));
	const left = legs.length - detailed.length;
	const earlier = resultsBefore(legs.map(({ run }) => run), input.previousBody);
	return `${[
		renderLegsHeadline(input),
		renderLegsLead(input),
		renderProvenance(viewOf(legs[0], extent.budget, kind)),
		renderLegsTable(input, names, {
			budget: extent.budget,
			most: extent.rows,
			elsewhere
		}),
		...detailed.map((leg) => renderLeg(leg, names.get(leg.run.id) ?? "", extent.budget, kind)),
		left === 0 ? void 0 : `Details of ${formatCount(left)} leg${left === 1 ? "" : "s"} ${elsewhere}.`,
		!extent.earlier || earlier.length === 0 ? void 0 : renderResultTable(earlier, links),
		renderFooter(viewOf({
			...legs[0],
			updated: input.updated
		}, extent.budget, kind))
	].filter((section) => section !== void 0).join("\n\n")}\n`;
}
function renderLeg(leg, name, budget, kind) {
	const view = viewOf({
		...leg,
		isLeg: true
	}, budget, kind);
	const { sign, word } = OUTCOMES[outcomeOf(leg)];
	const body = [renderLead(view), ...runSections(view, kind)].filter((section) => section !== void 0 && section !== "").join("\n\n");
	return details(`${sign} <b>${htmlCode(name, 100)}</b>: ${word.toLowerCase()}`, body);
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
const MOST_BYTES = 65e3;
/** GitHub draws Mermaid in comments and files, not in checks. */
const NO_PLOTS = { plots: 0 };
function renderCheck(input, limit = MOST_BYTES) {
	let summary = "";
	let headline = "";
	for (const each of budgetsFor("comment")) {
		const budget = {
			...each,
			...NO_PLOTS
		};
		const view = viewOf(input, budget, "comment");
		headline = renderHeadline(view);
		summary = renderSections(view);
		if (fits(summary, limit)) break;
	}
	return {
		title: titleOf(headline),
		summary
	};
}
function renderLegsCheck(input, limit = MOST_BYTES) {
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
		id: run.id,
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
* take the place of the other's verdict.
*/
function keyFor(key, { pullRequest, name }) {
	return pullRequest !== void 0 || name === "local" ? key : `${key} (${name})`;
}

// src/comparison/baseline.ts
/** Settings and event → what to look for. */
function baselineRequest(facts) {
	const { setting, run, experiment, branch, pullRequest, leg } = facts;
	if (setting === "none") return { rule: "none" };
	if (setting !== void 0 && facts.versionRun !== void 0) return {
		rule: "version",
		run,
		experiment,
		name: setting,
		id: facts.versionRun
	};
	if (setting !== void 0 && setting !== "merge-base") return {
		rule: "named",
		run,
		experiment,
		leg,
		name: setting
	};
	const wanted = {
		run,
		experiment,
		leg,
		plainCommit: facts.overriddenCommit
	};
	if (pullRequest !== void 0) {
		const { baseBranch: branch, mergeBase: commit, mergedWith } = pullRequest;
		return {
			rule: "merge-base",
			...wanted,
			branch,
			commit,
			mergedWith
		};
	}
	return {
		rule: "previous",
		...wanted,
		branch: branch ?? ""
	};
}
/** @param lines index lines, newest first, as far back as was read */
function findBaselines(lines, request) {
	if (request.rule === "none") return {
		reason: "no baseline was asked for",
		isNamed: false
	};
	const others = lines.filter((line) => line.id !== request.run);
	const ours = others.filter((line) => isComparable(line, request));
	if (request.rule === "version" || request.rule === "named") return optionsOf(request.rule === "version" ? ofVersion(others, request) : named(others, request), true);
	const usual = request.rule === "merge-base" ? ofMergeBase(ours, request) : previous(ours, request);
	const plain = withoutOverrides(ours, request);
	if (plain.length === 0) return optionsOf(usual, false);
	return optionsOf([...plain, ...typeof usual === "string" ? [] : usual], false);
}
/** Runs of other legs of a matrix differ in what the matrix varies, so no rule chooses them; who names a run may. */
function isComparable(line, { experiment, leg }) {
	return line.experiment === experiment && line.leg === leg && line.deleted !== true;
}
function optionsOf(found, isNamed) {
	if (typeof found === "string") return {
		reason: found,
		isNamed
	};
	const seen = /* @__PURE__ */ new Set();
	const [first, ...more] = found.filter(({ line }) => !seen.has(line.id) && seen.add(line.id));
	return first === void 0 ? {
		reason: "there is no such run",
		isNamed
	} : { options: [first, ...more] };
}
function withoutOverrides(ours, { plainCommit }) {
	if (plainCommit === void 0) return [];
	const how = "the run of the same commit without the overrides";
	return ours.filter((line) => line.commit === plainCommit && isEligible(line)).map((line) => ({
		line,
		how,
		choice: "code"
	}));
}
function previous(ours, request) {
	return newestOn(ours.filter((line) => line.id < request.run), request.branch, request, `the newest earlier success on ${request.branch}`);
}
/**
* A run that may be chosen by a rule: it succeeded, its commit alone says what was trained, it is ours, nobody deleted it,
* and its job was not run again.
*/
function isEligible(line) {
	return isSound(line) && line.deleted !== true && line.superseded !== true;
}
function isSound({ status, dirty, overridden, fork }) {
	return status === "finished" && !dirty && !overridden && fork !== true;
}
/**
* The last eligible runs of an experiment on a branch, **oldest first**: what trends and noise are read from.
* @param lines newest first
* @param query.before run id: only runs that started earlier
*/
function historyLines(lines, query, count = 12) {
	return lines.filter((line) => isEligible(line) && isComparable(line, query) && line.branch === query.branch && (query.before === void 0 || line.id < query.before)).slice(0, count).toReversed();
}
function ofMergeBase(ours, request) {
	const { commit, branch, mergedWith } = request;
	const atCommit = commit === void 0 ? [] : ours.filter((line) => line.commit === commit && isEligible(line));
	const moved = mergedWith !== void 0 && commit !== void 0 && mergedWith !== commit ? `; ${branch} has moved on to ${mergedWith.slice(0, 7)}, which was merged for this run` : "";
	const nearest = [...atCommit.filter((line) => line.branch === branch), ...atCommit.filter((line) => line.branch !== branch)].map((line) => ({
		line,
		how: `the run of the merge base${moved}`,
		choice: "code"
	}));
	const fallback = newestOn(ours, branch, request, `the newest success on ${branch}; ${commit === void 0 ? "the merge base is not known" : `the merge base ${commit.slice(0, 7)} has no eligible run`}`);
	if (nearest.length === 0) return fallback;
	return [...nearest, ...typeof fallback === "string" ? [] : fallback];
}
function newestOn(ours, branch, { experiment, leg }, how) {
	const name = leg === void 0 ? experiment : `${experiment} with the same matrix values`;
	const onBranch = ours.filter((line) => line.branch === branch);
	const options = onBranch.filter(isEligible).map((line) => ({
		line,
		how,
		choice: "rule"
	}));
	if (options.length > 0) return options;
	if (branch === "") return "the run is on no branch, so it has no earlier run there";
	if (onBranch.length === 0) return `no run of ${name} on ${branch} yet`;
	return `no usable run of ${name} on ${branch}: ${unusable(onBranch)}`;
}
/** Why none of these runs could be a baseline, counted. */
function unusable(lines) {
	const reasons = lines.map(({ status, dirty, overridden, fork }) => {
		if (status !== "finished") return "did not finish";
		if (fork === true) return "came from a fork";
		if (dirty) return "had uncommitted changes";
		return overridden ? "had params of their own" : "gave way to a later attempt";
	});
	return [...new Set(reasons)].map((why) => `${reasons.filter((each) => each === why).length} ${why}`).join(", ");
}
/** A branch by its name, else a run by its id or the start of it. */
function named(others, request) {
	const { name, experiment } = request;
	const ours = others.filter((line) => isComparable(line, request));
	if (ours.some((line) => line.branch === name)) return newestOn(ours, name, request, `the newest success on ${name}`);
	if (/^[0-9a-f]{6,32}$/.test(name)) return withId(others, name, experiment, "the run that was asked for");
	return `there is no run of ${experiment} on a branch ${name}${name.lastIndexOf("@") > 0 ? ` and no version or stage ${name} with a run` : ""}`;
}
function ofVersion(others, request) {
	const found = withId(others, request.id, request.experiment, `the run of ${request.name}`);
	return typeof found === "string" ? `${request.name} cannot be the baseline: ${found}` : found;
}
/** Uncommitted changes are allowed here: whoever names a run means that run. */
function withId(others, prefix, experiment, how) {
	const matching = others.filter((line) => line.id.startsWith(prefix));
	const living = matching.filter((line) => line.deleted !== true);
	const ids = new Set((living.length > 0 ? living : matching).map((line) => line.id));
	if (ids.size > 1) return `${ids.size} runs start with ${prefix}; give more of the id`;
	const line = others.find((candidate) => ids.has(candidate.id));
	if (line === void 0) return `there is no run ${prefix}`;
	if (line.deleted === true) return `run ${prefix} is deleted`;
	if (line.experiment !== experiment) return `run ${prefix} belongs to another experiment, ${line.experiment}`;
	if (line.fork === true) return `run ${prefix} comes from a fork, and what a fork says of itself is no measure`;
	if (line.status !== "finished") return `run ${prefix} did not finish (${line.status})`;
	return [{
		line,
		how,
		choice: "exact"
	}];
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
					noBaseline: found.reason,
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
				gates: settings.gates
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
	const uploaded = await uploadModel(captured.record, files, ports, { retentionDays: settings.retentionDays });
	let failure;
	const note = (error) => {
		if (!(error instanceof MlopsError)) throw error;
		if (failure !== void 0) ports.log.warn(`${failure.message}. ${failure.hint}`);
		failure = error;
	};
	const judged = await compare(uploaded.record, plan, mergeBase, ports).catch(note) ?? withoutHistory(uploaded.record, plan, failure);
	const { baseRecord } = judged;
	const comparison = redactRecord(judged.comparison, redactorFrom(ports.environment));
	const record = {
		...uploaded.record,
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
		trackingCommit
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
		artifact: uploaded.artifact,
		trackingCommit,
		leftTo,
		reports,
		comment,
		registered,
		failure: failure ?? registered?.releaseFailure
	};
}
function compare(record, { settings, event }, mergeBase, ports) {
	return compareWithHistory(record, {
		history: ports.history,
		settings,
		pullRequest: targetOf(event, mergeBase),
		homeBranch: event.tag === void 0 ? void 0 : event.defaultBranch,
		resolveVersion: (reference) => resolveVersionRun(reference, ports),
		awaitsFirstVersion: (reference) => awaitsFirstVersion(reference, settings.model, ports)
	});
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

export { exitStatusForLegs as a, renderLegsSummary as c, mayWrite as d, exitStatusFor as i, legNames as l, compareWithHistory as n, gateNotes as o, postLegsCheck as r, renderLegsComment as s, publishRun as t, severityOf as u };