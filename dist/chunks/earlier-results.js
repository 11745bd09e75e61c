import { h as tuple, l as number, m as string, n as _enum, p as strictObject, r as array } from "./zod.js";
import { U as attemptOf } from "./open-history.js";
import { h as canonicalLine } from "./objects.js";
import { _ as plain, d as details, h as table, m as md, s as formatReading, u as code } from "./number-format.js";
import { c as link, i as commitUrl, n as shortCommit, t as headOf } from "./report-view.js";
import { i as outcomeOf, t as OUTCOMES } from "./headline.js";

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

export { renderEarlierResults as a, renderState as c, previousResult as i, resultsBefore as l, originOf as n, renderResultTable as o, parseState as r, renderResults as s, isOutdated as t, commentMarker as u };