import { t as comparisonOf } from "./recorded.js";
import { a as noiseLimit, n as withTrends, o as sigmaOfChange } from "./trend.js";
import { t as MlopsError } from "./error.js";
import { f as strictObject, l as number, m as tuple, n as _enum, p as string, r as array } from "./zod.js";
import { R as currentRecord, V as attemptOf, Y as recordPath } from "./open-history.js";
import { o as canonicalJson, s as canonicalLine } from "./object-id.js";
import { n as finiteOf } from "./number.js";
import { _ as plain, a as formatDistance, c as formatRelative, d as details, f as fence, h as table, i as formatDelta, l as formatSeconds, m as md, n as formatBytes, o as formatLimit, p as htmlCode, r as formatCount, s as formatReading, t as chooseFormat, u as code, v as plainLine } from "./number-format.js";
import { n as isTrainingMetric } from "./metric-name.js";
import { join } from "node:path";
import { writeFile } from "node:fs/promises";

// src/report/budget.ts
const COMMENT = {
	earlierResults: 10,
	plots: 1,
	metrics: 1e400,
	params: 1e400,
	changes: 1e400,
	warnings: 20,
	logLines: 30
};
const SUMMARY = {
	...COMMENT,
	plots: 1e400,
	warnings: 1e400
};
/** What gives way, first to last. */
const STEPS = [
	{ earlierResults: 0 },
	{ plots: 1 },
	{ plots: 0 },
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

// src/report/gate-words.ts
/** For example `pass: ≤ 60 MB`, `**fail: ≤ 7** (0.41 over)`, `no gate`. */
function gateCell(row, view) {
	if (row.count) return "not judged";
	if (row.gate === void 0) return "no gate";
	const { status, checks } = row.gate;
	const format = view.format(row);
	if (status === "pass" || status === "skipped") {
		if (status === "skipped") return "skipped: no baseline";
		const passed = checks.filter((check) => check.status === "pass");
		const hard = passed.filter((check) => check.kind !== "warn");
		const limits = (hard.some((check) => check.limit !== void 0) ? hard : passed).map((check) => limitWords(check, format, view)).filter((words) => words !== void 0);
		return limits.length === 0 ? "pass" : `pass: ${limits.join(", ")}`;
	}
	const check = checks.find((candidate) => candidate.status === status);
	if (check === void 0) return status;
	return status === "warn" ? warnCell(row, check, format, view) : badCell(row, status, check, format, view);
}
function badCell(row, status, check, format, view) {
	if (check.kind === "present") return `**${status}: ${presence(row)}**`;
	const limit = limitWords(check, format, view);
	if (limit === void 0) return `**${status}**`;
	const over = distanceBeyond(row, check, format);
	return `**${status}: ${limit}**${over === void 0 ? "" : ` (${over})`}`;
}
/** Near a hard limit the reader wants to know how much is left to it; else how far beyond the warning level it is. */
function warnCell(row, check, format, view) {
	const hard = row.gate?.checks.find((other) => isBound(other) && other.bound === check.bound);
	const value = finiteOf(row.candidate);
	if (hard?.limit !== void 0 && value !== void 0) {
		const left = formatDistance(hard.limit - value, format);
		return `**warn: ${limitWords(hard, format, view) ?? ""}** (${left} left)`;
	}
	const limit = limitWords(check, format, view);
	if (limit === void 0) return `**warn**: ${md(check.reason, 100)}`;
	const over = distanceBeyond(row, check, format);
	return `**warn: ${limit}**${over === void 0 ? "" : ` (${over})`}`;
}
function isBound(check) {
	return check.kind === "min" || check.kind === "max";
}
/** `≤ 45.0 ms`, or for a regression `≥ main − 1 %`. */
function limitWords(check, format, view) {
	if (check.kind === "max-regression" && check.status !== "skipped" && check.bound !== void 0) {
		const tolerance = (check.tolerance ?? "").replace(/%$/, " %");
		const unit = tolerance.endsWith("%") ? "" : format.unit;
		return `${sign(check.bound)} ${view.baseline} ${check.bound === "at-least" ? "−" : "+"} ${tolerance}${unit}`;
	}
	if (check.limit === void 0 || check.bound === void 0) return void 0;
	return `${sign(check.bound)} ${formatLimit(check.limit, format)}`;
}
function distanceBeyond(row, check, format) {
	const value = finiteOf(row.candidate);
	if (value === void 0 || check.limit === void 0 || check.limit === value) return void 0;
	return `${formatDistance(value - check.limit, format)} ${value > check.limit ? "over" : "under"}`;
}
/** How a metric that cannot pass came in: `missing`, `NaN`. */
function presence(row) {
	return row.candidate === void 0 ? "missing" : formatReading(row.candidate, NO_FORMAT);
}
const NO_FORMAT = {
	notation: "fixed",
	digits: 0,
	divisor: 1,
	unit: ""
};
function sign(bound) {
	return bound === "at-least" ? "≥" : "≤";
}

// src/report/headline.ts
/** What the report is about, worst first: a training that broke off, then the gates, then what is absent. */
function outcomeOf({ run, comparison }) {
	if (run.status !== "finished") return "not-trained";
	const { verdict } = comparison;
	if (verdict?.status === "fail" || verdict?.status === "inconclusive") return verdict.status;
	if (verdict?.warned === true) return "warn";
	if (comparison.baseline === void 0) return "no-baseline";
	return verdict === void 0 ? "no-gate" : "pass";
}
const OUTCOMES = {
	pass: {
		sign: "✅",
		word: "Pass"
	},
	warn: {
		sign: "⚠️",
		word: "Warn"
	},
	fail: {
		sign: "❌",
		word: "Fail"
	},
	inconclusive: {
		sign: "❔",
		word: "Inconclusive"
	},
	"no-baseline": {
		sign: "🆕",
		word: "No baseline"
	},
	"not-trained": {
		sign: "⛔",
		word: "Not trained"
	},
	"no-gate": {
		sign: "ℹ️",
		word: "No gate"
	}
};
/** For example "### ⚠️ Warn: `fraud` is better than `main`, but `latency` is 0.1 ms from its limit". */
function renderHeadline(view) {
	const outcome = outcomeOf(view.input);
	const { sign, word } = OUTCOMES[outcome];
	return `### ${sign} ${word}: ${SENTENCES[outcome](view)}${otherData(view)}`;
}
/** How the run stands against its baseline, judged by the primary metric alone. */
function standing(view) {
	const model = code(view.input.model);
	const movement = view.primary?.movement;
	if (movement === "better" || movement === "worse") return `${model} is ${movement} than ${view.baseline}`;
	if (movement === "same") return `${model} is as good as ${view.baseline}`;
	if (movement === "within-noise") return `${model} is as good as ${view.baseline}, within noise`;
	return `${model} cannot be ranked against ${view.baseline}`;
}
const SENTENCES = {
	pass: standing,
	"no-gate": standing,
	warn: (view) => {
		const model = code(view.input.model);
		return `${view.input.comparison.baseline === void 0 ? `${model} has no baseline` : standing(view)}, but ${atRisk(view)}`;
	},
	fail: (view) => `${ofModel(view, "fail")}${others(view, "fail", "fails", "fail")}`,
	inconclusive: (view) => view.input.comparison.namedBaselineMissing === true ? `${code(view.input.model)} cannot be judged: ${md(view.input.comparison.noBaseline ?? "", 200)}` : `${ofModel(view, "inconclusive")}${others(view, "inconclusive", "is open", "are open")}`,
	"no-baseline": (view) => md(view.input.comparison.noBaseline ?? "there is nothing to compare with", 200),
	"not-trained": (view) => `${code(view.input.model)} ${endOf(view.input)}`
};
/** "failed with exit code 1", "was killed by SIGKILL". */
function endOf({ run: { status, error } }) {
	const by = error?.signal === void 0 ? "" : ` by ${md(`SIG${error.signal.replace(/^SIG/, "")}`, 20)}`;
	if (status === "killed") return `was killed${by}`;
	return error?.exit_code === void 0 ? `failed${by === "" ? "" : `, killed${by}`}` : `failed with exit code ${error.exit_code}`;
}
function otherData({ input }) {
	return (input.comparison.changes?.data.length ?? 0) > 0 && input.run.status === "finished" ? "; the data differ, so scores are not comparable" : "";
}
function rowsWith(view, status) {
	return view.input.comparison.rows.filter((row) => row.gate?.status === status).toSorted((a, b) => Number(b.primary) - Number(a.primary));
}
function ofModel(view, status) {
	const model = code(view.input.model);
	const [row] = rowsWith(view, status);
	return row === void 0 ? model : `${code(row.name)} of ${model} ${problem(row, status, view)}`;
}
function others(view, status, one, many) {
	const more = rowsWith(view, status).length - 1;
	return more < 1 ? "" : `, and ${more} more ${more === 1 ? `gate ${one}` : `gates ${many}`}`;
}
function atRisk(view) {
	const [row, ...rest] = rowsWith(view, "warn");
	if (row === void 0 || rest.length > 0) return `${rest.length + 1} gates warn`;
	return `${code(row.name)} ${problem(row, "warn", view)}`;
}
/** What is wrong with a metric, as a predicate: "is 0.41 over its limit". */
function problem(row, status, view) {
	const check = row.gate?.checks.find((candidate) => candidate.status === status);
	if (status === "inconclusive" || check === void 0) return "cannot be judged";
	if (check.kind === "present") return `is ${presence(row)}`;
	const value = finiteOf(row.candidate) ?? 0;
	const format = view.format(row);
	if (check.kind === "max-regression") return `is ${formatDistance(row.delta ?? 0, format)} worse than ${view.baseline}, more than its gate accepts`;
	if (check.limit === void 0) return "is measured on the training data";
	const side = (limit) => value > limit ? "over" : "under";
	if (check.kind !== "warn") return `is ${formatDistance(value - check.limit, format)} ${side(check.limit)} its limit`;
	const hard = hardLimit(row, check);
	return hard === void 0 ? `is ${formatDistance(value - check.limit, format)} ${side(check.limit)} its warning level` : `is ${formatDistance(hard - value, format)} from its limit`;
}
function hardLimit(row, check) {
	return row.gate?.checks.find((other) => (other.kind === "min" || other.kind === "max") && other.bound === check.bound)?.limit;
}

// src/report/link.ts
/** A repository's address that may stand in Markdown, else no links at all. */
function linksOf(repositoryUrl) {
	return { repositoryUrl: repositoryUrl !== void 0 && isSoundUrl(repositoryUrl) ? repositoryUrl.replace(/\/+$/, "") : void 0 };
}
/** `text` is Markdown; it stands alone where the address is unknown. */
function link(text, url) {
	return url === void 0 || !isSoundUrl(url) ? text : `[${text}](${url})`;
}
function commitUrl(links, commit) {
	return isObjectId(commit) ? below(links, `commit/${commit}`) : void 0;
}
function compareUrl(links, base, head) {
	return isObjectId(base) && isObjectId(head) ? below(links, `compare/${base}...${head}`) : void 0;
}
/** A file at a commit; every part of the path is encoded. */
function fileUrl(links, commit, path) {
	if (commit === void 0 || path === void 0 || !isObjectId(commit)) return void 0;
	return below(links, `blob/${commit}/${path.toWellFormed().split("/").map(encodePart).join("/")}`);
}
/** An address from a record or an event, if it lies inside the repository. */
function ownUrl(links, url) {
	return links.repositoryUrl !== void 0 && url !== void 0 && url.startsWith(`${links.repositoryUrl}/`) && isSoundUrl(url) ? url : void 0;
}
function isObjectId(text) {
	return /^[0-9a-f]{7,64}$/.test(text);
}
function below(links, path) {
	return links.repositoryUrl === void 0 ? void 0 : `${links.repositoryUrl}/${path}`;
}
function isSoundUrl(url) {
	return url.length <= 2e3 && /^https?:\/\/[\w.-]+(:\d+)?(\/[\w.~%:;,=+&?/#-]*)?$/.test(url);
}
/** Parentheses end a Markdown link and are left alone by encodeURIComponent. */
function encodePart(part) {
	return encodeURIComponent(part).replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}

// src/report/report-view.ts
const SUBJECTS = {
	pullRequest: {
		short: "PR",
		prose: "this PR",
		heading: "This PR",
		merges: true
	},
	branch: {
		short: "branch",
		prose: "this branch",
		heading: "This branch",
		merges: false
	},
	run: {
		short: "run",
		prose: "this run",
		heading: "This run",
		merges: false
	}
};
function subjectOf({ pullRequestNumber, run }) {
	if (pullRequestNumber !== void 0) return SUBJECTS.pullRequest;
	return run.source.pull_request === void 0 ? SUBJECTS.run : SUBJECTS.branch;
}
function viewOf(input, budget, kind) {
	const { run, comparison } = input;
	const links = linksOf(input.repositoryUrl);
	const isPullRequest = input.pullRequestNumber !== void 0 || run.source.pull_request !== void 0;
	const summary = ownUrl(links, input.runUrl);
	return {
		input,
		budget,
		links,
		isPullRequest,
		subject: subjectOf(input),
		baseline: baselineLabel(input, isPullRequest),
		primary: comparison.rows.find((row) => row.primary),
		format: formatOf,
		elsewhere: kind === "comment" && summary !== void 0 ? `in the ${link("job summary", summary)}` : "in the run record"
	};
}
/** The commit that a reader knows: the head of the pull request, not the merge that was trained. */
function headOf(input) {
	return input.run.source.pull_request?.head ?? input.run.source.commit;
}
function shortCommit(commit) {
	return commit.slice(0, 7);
}
function baselineLabel({ comparison: { baseline }, run }, isPullRequest) {
	if (baseline === void 0) return "baseline";
	const ownBranch = baseline.branch === void 0 || !isPullRequest && baseline.branch === run.source.branch;
	return code(ownBranch ? shortCommit(baseline.commit) : baseline.branch ?? "", 40);
}
function formatOf(row) {
	return chooseFormat({
		values: [row.baseline, row.candidate],
		delta: row.delta,
		sigma: row.noise === void 0 ? void 0 : sigmaOfChange(row.noise),
		unit: row.unit
	});
}

// src/report/earlier-results.ts
const MOST_RESULTS = 10;
const MOST_METRICS = 2;
/** The workflow run, which servers count upwards, and at what of it the run is which attempt. */
const Origin = strictObject({
	run: string().regex(/^\d{1,18}$/),
	attempt: number().int().positive(),
	job: string().regex(/^[0-9a-f]{16}$/)
});
const Result = strictObject({
	head: string().regex(/^[0-9a-f]{7,64}$/),
	run: string().regex(/^[0-9a-f]{32}$/),
	outcome: _enum(Object.keys(OUTCOMES)),
	/** Absent for runs outside of workflows. */
	from: Origin.exactOptional(),
	/** Names and values as they were shown. */
	metrics: array(tuple([string().min(1).max(80), string().max(40)])).max(MOST_METRICS)
});
const State = strictObject({
	now: Result,
	earlier: array(Result).max(MOST_RESULTS)
});
/** The results that a comment holds, newest first; empty for a body that holds none. */
function parseState(body) {
	const line = body?.slice(0, 4e4).split("\n", 3)[1] ?? "";
	const json = /^<!-- mlops:state (\{.*\}) -->$/.exec(line.trimEnd())?.[1];
	if (json === void 0) return [];
	try {
		const state = State.safeParse(JSON.parse(json));
		return state.success ? [state.data.now, ...state.data.earlier] : [];
	} catch {
		return [];
	}
}
/** The second line of the comment. */
function renderState(view) {
	return renderResults(resultOf(view), earlierResults(view));
}
/** Results in an HTML comment, as JSON in which no string can close it. */
function renderResults(now, earlier) {
	return `<!-- mlops:state ${canonicalLine({
		now,
		earlier
	}).replaceAll(/[<>&]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).replaceAll("--", String.raw`-\u002d`)} -->`;
}
function renderEarlierResults(view) {
	const results = earlierResults(view);
	if (results.length === 0) return void 0;
	if (view.budget.earlierResults === 0) return `${results.length} earlier result${results.length === 1 ? "" : "s"} ${view.elsewhere}.`;
	return renderResultTable(results, view.links);
}
/** Earlier results as a collapsed table. */
function renderResultTable(results, links) {
	const names = [...new Set(results.flatMap(({ metrics }) => metrics.map(([name]) => name)))].slice(0, MOST_METRICS);
	const rows = results.map((result) => [
		link(code(shortCommit(result.head)), commitUrl(links, result.head)),
		`${OUTCOMES[result.outcome].sign} ${OUTCOMES[result.outcome].word.toLowerCase()}`,
		...names.map((name) => md(result.metrics.find(([other]) => other === name)?.[1] ?? "–", 40)),
		code(result.run.slice(0, 12))
	]);
	const head = [
		"Commit",
		"Verdict",
		...names.map((name) => md(name)),
		"Run"
	];
	const body = table(head, [
		"left",
		"left",
		...names.map(() => "right"),
		"left"
	], rows);
	return details(`<b>Earlier results on this PR</b>: ${results.length}`, body);
}
/** The result before this run, if the comment knew one. */
function previousResult(view) {
	return earlierResults(view)[0];
}
function earlierResults({ input }) {
	return resultsBefore([input.run], input.previousBody);
}
/** What a comment says of other runs: a run that is reported again, or made again, does not become its own predecessor. */
function resultsBefore(runs, previousBody) {
	const ids = new Set(runs.map(({ id }) => id));
	const origins = runs.flatMap((run) => originOf(run) ?? []);
	return parseState(previousBody).filter(({ run, from }) => !ids.has(run) && !origins.some((own) => from?.job === own.job)).slice(0, MOST_RESULTS);
}
/**
* Whether a comment tells of a later run than this one: of a later workflow run, as after a force-push, or of a later
* attempt. A workflow run that is run again is as old as it was.
*/
function isOutdated(run, body) {
	const [shown] = parseState(body);
	const [own, other] = [originOf(run), shown?.from];
	if (own === void 0 || other === void 0) return false;
	if (own.run !== other.run) return BigInt(own.run) < BigInt(other.run);
	return own.job === other.job && own.attempt < other.attempt;
}
/** Where a run comes from; undefined outside of workflows. */
function originOf(record) {
	const attempt = attemptOf(record);
	if (attempt === void 0) return void 0;
	const origin = {
		run: record.trigger.run,
		attempt: attempt.number,
		job: attempt.job
	};
	return Origin.safeParse(origin).data;
}
function resultOf(view) {
	const shown = view.input.comparison.rows.filter((row) => row.primary || row.gate !== void 0).toSorted((a, b) => Number(b.primary) - Number(a.primary)).slice(0, MOST_METRICS);
	const from = originOf(view.input.run);
	return {
		...from === void 0 ? {} : { from },
		head: headOf(view.input),
		run: view.input.run.id,
		outcome: outcomeOf(view.input),
		metrics: shown.map((row) => [plain(row.name) || "(empty)", valueText(row, view)])
	};
}
/** Without the unit, which is Markdown. */
function valueText(row, view) {
	return formatReading(row.candidate, {
		...view.format(row),
		divisor: 1,
		unit: ""
	});
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
	const change = formatDelta(row.delta, view.format(row));
	if (row.noise === void 0) return ` (${change}, no noise estimate)`;
	const sigmas = Math.abs(row.delta) / sigmaOfChange(row.noise);
	return ` (${change}, ${sigmas < 100 ? sigmas.toFixed(1) : "over 100"} σ)`;
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
	const statuses = view.input.comparison.rows.flatMap((row) => row.gate === void 0 ? [] : [row.gate.status]);
	if (statuses.length === 0) return "No gate is declared.";
	const count = (status) => statuses.filter((other) => other === status).length;
	const [warn, fail, inconclusive, skipped] = [
		count("warn"),
		count("fail"),
		count("inconclusive"),
		count("skipped")
	];
	return `Gates: ${[
		`${count("pass")} pass`,
		boldIf(warn > 0, `${warn} warn`),
		boldIf(fail > 0, `${fail} fail`),
		...inconclusive === 0 ? [] : [`**${inconclusive} inconclusive**`],
		...skipped === 0 ? [] : [`${skipped} skipped for want of a baseline`]
	].join(", ")}.`;
}
function boldIf(bold, words) {
	return bold ? `**${words}**` : words;
}
/** What the verdict does to the job and the merge. */
function consequence(view) {
	if (view.input.isLeg === true) return "";
	const outcome = outcomeOf(view.input);
	const failOn = view.input.failOn ?? "fail";
	if (failOn !== "never" && (outcome === "fail" || outcome === "inconclusive" && failOn === "inconclusive")) return "This fails the job.";
	if (outcome === "fail") return "The job does not fail, because `fail-on` is `never`.";
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
		...view.input.isLeg === true ? [] : ["This fails the job."],
		uncommitted(view)
	].filter((words) => words !== "").join(" ");
}
/** What the message says beyond how the training ended, which the sentence says already. */
function causeOf(message) {
	return message.replace(/^the training (?:ended by SIG\w+|was killed by SIGKILL|failed with exit status \d+)(?:, |$)/, "");
}

// src/report/marker.ts
/**
* First line of the sticky comment of this key.
* @param pullRequest number of the pull request; absent on the local forge
*/
function commentMarker(key, pullRequest) {
	const number = pullRequest === void 0 ? "" : ` pr=${pullRequest}`;
	return `<!-- mlops:report v=1 key=${percentEncoded(key)}${number} -->`;
}
/** Letters, digits, dots, underscores, slashes and single dashes stay as they are. */
function percentEncoded(text) {
	return encodeURIComponent(Array.from(text.toWellFormed()).slice(0, 200).join("")).replaceAll("%2F", "/").replaceAll(/[!'()*~]|-(?=-)|-$/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}

// src/report/changes-section.ts
/** "**What changed:** 2 of 15 params · code · 1 package · data identical". */
function renderChangesLine(view) {
	const { changes } = view.input.comparison;
	if (changes === void 0) return void 0;
	return `**What changed:** ${[
		changes.params.length === 0 ? `params identical` : `${formatCount(changes.params.length)} of ${counted(changes.paramCount, "param")}`,
		changes.code.same ? "code identical" : codeWords(changes, view),
		...changes.command === void 0 ? [] : ["command"],
		...changes.packages.length === 0 ? [] : [counted(changes.packages.length, "package")],
		...changes.environment.length === 0 ? [] : ["environment"],
		dataWords(changes, view.input.run.data)
	].join(" · ")}`;
}
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
	const limited = [
		["data", changes.data],
		["package", changes.packages],
		["environment", changes.environment]
	].map(([kind, list]) => [kind, firstOf(list, view.budget.changes)]);
	const rows = [
		codeRow(changes, view),
		...changes.command === void 0 ? [] : [changeRow("Command", changes.command, "changed")],
		...changes.data.length === 0 ? sameData(view) : [],
		...machineRows(changes, view),
		...limited.flatMap(([kind, { shown }]) => shown.map((change) => changeRow(code(change.name), change, kind)))
	];
	const left = limited.reduce((sum, [, { left }]) => sum + left, 0);
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
function codeWords(changes, view) {
	return link("code", compareUrl(view.links, changes.code.baseline, changes.code.candidate));
}
function dataWords(changes, data) {
	if (changes.data.length > 0) return `**${counted(changes.data.length, "data file")}**`;
	return data.length === 0 ? "data not recorded" : "data identical";
}
function diffLines({ name, baseline, candidate }) {
	return [...baseline === void 0 ? [] : [`- ${name}: ${baseline}`], ...candidate === void 0 ? [] : [`+ ${name}: ${candidate}`]];
}
function codeRow({ code: { baseline, candidate, same } }, view) {
	const commit = (id) => link(code(shortCommit(id)), commitUrl(view.links, id));
	const dirty = view.input.run.source.dirty ? " with uncommitted changes" : "";
	const compare = same ? "identical" : link("changed", compareUrl(view.links, baseline, candidate));
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
	const others = rest.length === 0 ? "" : ` and ${counted(rest.length, "more file")}`;
	return [[
		"Data",
		`${code(first.path)} · ${digestWords(first.sha256)} · ${extent}${others}`,
		"same",
		"identical"
	]];
}
const HARDWARE = /* @__PURE__ */ new Set([
	"os",
	"arch",
	"cpu",
	"cores",
	"memory",
	"gpu"
]);
/** The same machine makes times comparable; how long both took says so in figures. */
function machineRows(changes, { input: { run, baseRecord } }) {
	const { os, arch, cores } = run.environment;
	const machine = code([
		os,
		arch,
		...cores === void 0 ? [] : [`${cores} cores`]
	].join(" · "));
	return [...!changes.environment.some(({ name }) => HARDWARE.has(name)) ? [[
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
		...changes.code.same ? [] : ["code"],
		...changes.command === void 0 ? [] : ["command"],
		...changes.data.length === 0 ? [] : [counted(changes.data.length, "data file")],
		...changes.packages.length === 0 ? [] : [counted(changes.packages.length, "package")],
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
function counted(count, noun) {
	return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
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
	return renderRows(rows.filter((row) => chosen.has(row)).toSorted((a, b) => Number(b.primary) - Number(a.primary)), view, historyRuns.length >= LEAST_HISTORY);
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
	if (isTrainingMetric(row.name) || row.count) return 8;
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
function amount(row, view) {
	const relative = row.relative === void 0 ? void 0 : formatRelative(row.relative);
	return `${formatDelta(row.delta ?? 0, view.format(row))}${relative === void 0 ? "" : ` (${relative})`}`;
}

// src/report/mermaid-plot.ts
/** GitHub's Mermaid refuses longer diagrams. */
const MOST_CHARACTERS$1 = 5e4;
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
	const name = safe(row.name);
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
	return block.length > MOST_CHARACTERS$1 ? void 0 : block;
}
/** Letters, digits and a few signs: nothing that Mermaid's grammar or Markdown reads. */
function safe(text) {
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
function renderReproduce(view) {
	const files = modelFiles(view);
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
		...source.dirty ? ["# the worktree had uncommitted changes: see changes.patch beside the run record"] : [],
		...data.length === 0 ? [] : [`# data: ${data.length} file${data.length === 1 ? "" : "s"}, digests in the run record`],
		...overrideLines(trigger.overrides ?? {}),
		...commandLines(command)
	];
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
/** The sections; undefined where a run has nothing to say. */
function runSections(view, kind) {
	return [
		renderReasons(view),
		renderMetricTable(view),
		renderLegend(view),
		renderLog(view),
		renderChangesLine(view),
		renderWarnings(view),
		renderAllMetrics(view),
		renderParams(view),
		renderContext(view),
		renderPlots(view, kind),
		kind === "summary" ? renderRun(view) : void 0,
		renderReproduce(view)
	];
}

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
	let body = "";
	for (const budget of budgetsFor("comment")) {
		body = renderWithin$1(input, budget);
		if (body.length <= most) break;
	}
	return body;
}
function renderWithin$1(input, budget) {
	const view = viewOf(input, budget, "comment");
	return `${[
		commentMarker(input.key, input.pullRequestNumber),
		renderState(view),
		renderHeadline(view)
	].join("\n")}\n\n${renderSections(view)}`;
}
/** What stands below the headline. */
function renderSections(view) {
	return `${[
		renderLead(view),
		renderPrevious(view),
		...runSections(view, "comment"),
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
	let body = "";
	for (const budget of budgetsFor("summary")) {
		body = renderWithin(input, budget);
		if (encoder.encode(body).length <= most) break;
	}
	return body;
}
function renderWithin(input, budget) {
	const view = viewOf(input, budget, "summary");
	return `${[
		renderHeadline(view),
		renderLead(view),
		...runSections(view, "summary"),
		renderEarlierResults(view),
		renderFooter(view)
	].filter((section) => section !== void 0 && section !== "").join("\n\n")}\n`;
}

// src/pipeline/report-run.ts
/** Renders the run and writes `report.md` and `comparison.json`. */
async function writeReports(facts) {
	const { plan, folder, record, comparison } = facts;
	const { settings, event } = plan;
	const input = {
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
		updated: record.ended
	};
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
	const ids = [...stored.historyRuns.map(({ run }) => run), ...stored.baseline === void 0 ? [] : [stored.baseline.run]];
	const records = await readRuns(new Set(ids), history);
	const baseRecord = records.get(stored.baseline?.run ?? "");
	const trend = stored.historyRuns.flatMap(({ run }) => records.get(run) ?? []);
	const comparison = withTrends(stored, trend);
	const { reported } = stored;
	const input = {
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
	return {
		comment: renderComment(input),
		summary: renderSummary(input),
		comparison
	};
}
/** Web address of the repository, as the address of the workflow run begins: `https://server/owner/name/actions/runs/1`. */
function repositoryUrlOf({ source, trigger }) {
	const [, url, repository] = /^(https?:\/\/[^/]+\/([^/]+\/[^/]+))\/actions\/runs\/\d+/.exec(trigger.url ?? "") ?? [];
	return repository !== void 0 && repository === source.repository ? url : void 0;
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

export { endOf as C, budgetsFor as E, OUTCOMES as S, renderHeadline as T, headOf as _, upsertReport as a, linksOf as b, runSections as c, renderLead as d, renderFooter as f, resultsBefore as g, renderResults as h, renderRunReport as i, changeCell as l, renderResultTable as m, postComment as n, writeReports as o, originOf as p, readRuns as r, renderSections as s, isNews as t, commentMarker as u, viewOf as v, outcomeOf as w, ownUrl as x, link as y };