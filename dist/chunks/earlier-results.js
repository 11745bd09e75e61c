import { Y as attemptOf, ot as canonicalLine } from "./open-history.js";
import { f as strictObject, l as number, m as tuple, n as _enum, p as string, r as array } from "./zod.js";
import { n as finiteOf } from "./number.js";
import { _ as plain, a as formatDistance, d as details, h as table, m as md, o as formatLimit, s as formatReading, t as chooseFormat, u as code } from "./number-format.js";
import { r as sigmaOfChange } from "./noise.js";

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
	if (check.kind === "present" && status === "inconclusive") return "**inconclusive: not finished**";
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
	return `### ${sign} ${word}: ${SENTENCES[outcome](view)}${otherData(view)}${originWords(view.input.run)}`;
}
/** Mail and the timeline show no more than the headline, which must not lend its voice to a stranger. */
function originWords({ source }) {
	return source.fork === void 0 ? "" : "; unverified, from a fork";
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
/** A pass of a worse or an unrankable model is one of its gates, and says so. */
function passed(view) {
	const movement = view.primary?.movement;
	if (movement === "better" || movement === "same" || movement === "within-noise") return standing(view);
	const passes = `${code(view.input.model)} passes its gates`;
	return movement === "worse" ? `${passes}, though it is worse than ${view.baseline}` : passes;
}
const SENTENCES = {
	pass: passed,
	"no-gate": standing,
	warn: (view) => {
		const model = code(view.input.model);
		return `${view.input.comparison.baseline === void 0 ? `${model} has no baseline` : standing(view)}, ${view.primary?.movement !== "worse" ? "but" : "and"} ${atRisk(view)}`;
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

export { outcomeOf as C, commentMarker as E, originWords as S, gateCell as T, link as _, renderEarlierResults as a, OUTCOMES as b, renderState as c, shortCommit as d, viewOf as f, isObjectId as g, fileUrl as h, previousResult as i, resultsBefore as l, compareUrl as m, originOf as n, renderResultTable as o, commitUrl as p, parseState as r, renderResults as s, isOutdated as t, headOf as u, linksOf as v, renderHeadline as w, endOf as x, ownUrl as y };