import { a as isTrainingMetric, c as finiteOf } from "./direction.js";
import { a as formatDistance, c as formatRelative, d as details, h as table, i as formatDelta, l as formatSeconds, m as md, r as formatCount, s as formatReading, u as code } from "./number-format.js";
import { c as noiseLimit, l as sigmaOfChange, n as acceptanceOf } from "./acceptance.js";
import { c as link, i as commitUrl, n as shortCommit, o as fileUrl, t as headOf, u as ownUrl } from "./report-view.js";
import { i as outcomeOf, n as endOf, o as gateCell, s as isJobStillRed } from "./headline.js";
import { s as firstOf } from "./changes-line.js";

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

// src/report/plain-markdown.ts
/** One paragraph of our own Markdown (see report/markdown.ts) as plain text: no marks, no escapes, no joints, no links. */
function plainMarkdown(markdown) {
	return markdown.replace(/^#+ /, "").replaceAll(/(?<!\\)\[(`*[^\]`\\]*`*)\]\([^)\s]*\)/g, "$1").replaceAll(/(?<!\\)(?:\*\*|`+)/g, "").replaceAll(/\\([\\`*~[\]!$_])/g, "$1").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").replaceAll("​", "");
}

export { renderSparkline as a, renderFooter as c, renderMetricTable as i, renderLegend as l, changeCell as n, renderLead as o, renderAllMetrics as r, renderReasons as s, plainMarkdown as t };