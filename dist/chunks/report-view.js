import { n as finiteOf } from "./number.js";
import { a as formatDistance, m as md, o as formatLimit, s as formatReading, t as chooseFormat, u as code } from "./number-format.js";

// src/comparison/words.ts
/** Seven significant digits without trailing zeros: short enough to read, exact enough to tell two values apart. */
function inWords(value) {
	return String(Number(value.toPrecision(7)));
}

// src/comparison/decision/judgement.ts
function unjudged(reason) {
	return {
		kind: "undetermined",
		reason
	};
}

// src/comparison/decision/margin.ts
/** The margin as it is shown: `1 %`, `0.02`. */
function marginWords(margin) {
	const text = String(margin).replaceAll(/\s/g, "");
	return text.endsWith("%") ? `${text.slice(0, -1)} %` : inWords(Number(text));
}
/**
* The margin in the metric's unit. One of 0 is 0 of any baseline.
* @returns a reason for a relative margin of a baseline that is not above 0: a share of it means nothing there
*/
function resolveMargin(margin, baseline, metric) {
	const text = String(margin).replaceAll(/\s/g, "");
	if (!text.endsWith("%")) return Number(text);
	const share = Number(text.slice(0, -1)) / 100;
	if (baseline > 0 || share === 0) return share * baseline;
	const where = baseline === 0 ? "of 0" : `below 0, ${inWords(baseline)}`;
	return unjudged(`gate ${metric}: ${marginWords(margin)} is relative, which means nothing against a baseline ${where}; give an absolute limit in the metric's own unit, such as 0.02`);
}

// src/comparison/decision/decision-words.ts
/** `−0.37 % [−0.91, +0.16] %, paired t, n=2,104: not shown to be better; about 3,900 more rows would settle it`. */
function decisionWords(judged, question) {
	return `${estimateWords(judged)}, ${methodWords(judged)}: ${conclusionWords(judged, question)}${moreWords(judged)}`;
}
/** The estimate with its interval: relative to a baseline above 0, else in the metric's unit. */
function estimateWords({ estimate, interval, baseline }) {
	const scale = baseline > 0 ? 100 / baseline : 1;
	const unit = baseline > 0 ? " %" : "";
	const [low, high] = interval;
	const half = (high - low) / 2 * scale;
	const digits = digitsFor(half > 0 ? half : Math.abs(estimate * scale));
	const word = (value) => signed(value * scale, digits);
	return `${word(estimate)}${unit} [${word(low)}, ${word(high)}]${unit}`;
}
/** `paired t, n=2,104`, `Nadeau–Bengio t, 5 folds`. */
function methodWords({ method, count, counted }) {
	return `${method}, ${counted === "rows" ? "n=" : ""}${grouped(count)}${counted === "rows" ? "" : ` ${counted}`}`;
}
function conclusionWords({ zone, margin }, { test, margin: declared }) {
	const by = marginWords(declared);
	if (zone === "better") return test === "superiority" && margin > 0 ? `shown to be better by over ${by}` : "shown to be better";
	if (zone === "not-worse") return `shown to be worse by less than ${by}, if at all`;
	if (test === "non-inferiority") return zone === "worse" ? `shown to be worse by over ${by}` : `not shown to be within ${by}, nor beyond`;
	if (zone === "worse") return margin > 0 ? `shown not to be better by ${by}` : "shown to be worse";
	return margin > 0 ? `not shown to be better by ${by}` : "not shown to be better";
}
/** What would settle it, where it is open. */
function moreWords({ zone, needed, count, counted, evidence }) {
	if (zone !== "inconclusive") return "";
	if (evidence === "history") return needed === void 0 ? "; repeats would hardly settle it" : `; about ${grouped(needed)} repeats of either training would settle it`;
	if (needed === void 0) return `; more ${counted} would hardly settle it`;
	return `; about ${roughly(needed - count)} more ${needed - count === 1 ? counted.slice(0, -1) : counted} would settle it`;
}
/** Two digits: the estimate that it is made of knows no more. */
function roughly(count) {
	return grouped(Number(count.toPrecision(2)));
}
function grouped(count) {
	return count.toLocaleString("en");
}
/** Enough to see two digits of the uncertainty. */
function digitsFor(size) {
	return size > 0 ? Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(size)))) : 0;
}
function signed(value, digits) {
	const size = Math.abs(value);
	const text = size >= 1e6 ? inWords(size) : size.toFixed(digits);
	return `${!/[1-9]/.test(text) ? "±" : value < 0 ? "−" : "+"}${text}`;
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
		const limits = (hard.some((check) => check.limit !== void 0 || check.difference !== void 0) ? hard : passed).map((check) => limitWords(check, format, view)).filter((words) => words !== void 0);
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
	const over = (check.kind === "max-regression" ? differenceWords(check) : void 0) ?? distanceBeyond(row, check, format);
	return `**${status}: ${limit}**${over === void 0 ? "" : ` (${over})`}`;
}
/** Near a hard limit the reader wants to know how much is left to it; else how far beyond the warning level it is. */
function warnCell(row, check, format, view) {
	if (check.kind === "max-regression") return `**warn: ${limitWords(check, format, view) ?? ""}** (on other data)`;
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
/** `−0.37 % [−0.91, +0.16] %`: what the check is decided by, where that is more than two values. */
function differenceWords({ difference }) {
	return difference === void 0 ? void 0 : md(estimateWords({
		...difference,
		baseline: difference.from
	}));
}
/** `≤ 45.0 ms`, or for a regression `≥ main − 1 %`. */
function limitWords(check, format, view) {
	if (check.kind === "max-regression" && check.status !== "skipped" && check.bound !== void 0) {
		const tolerance = (check.tolerance ?? "").replace(/%$/, " %");
		const unit = tolerance.endsWith("%") ? "" : format.unit;
		return `${sign(check.bound)} ${view.baseline} ${check.bound === "at-least" ? "−" : "+"} ${tolerance}${unit}`;
	}
	if (check.kind === "test") return differenceWords(check);
	if (check.kind === "slices") {
		const words = differenceWords(check);
		return words === void 0 ? void 0 : `slice ${words}`;
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
	const data = input.comparison.changes?.data.length ?? 0;
	if (input.comparison.rows.flatMap(({ gate }) => gate?.checks ?? []).some(({ difference }) => difference?.evidence === "paired-rows")) return "";
	return data > 0 && input.run.status === "finished" ? "; the data differ, so scores are not comparable" : "";
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
	if (check === void 0) return "cannot be judged";
	if (status === "inconclusive") return check.difference === void 0 ? "cannot be judged" : "is left open by the data";
	if (check.kind === "present") return `is ${presence(row)}`;
	const value = finiteOf(row.candidate) ?? 0;
	const format = view.format(row);
	if (check.kind === "test") return `is shown not to be what its gate asks of it against ${view.baseline}`;
	if (check.kind === "slices") return `is worse than ${view.baseline} in a slice, by more than its gate accepts`;
	if (check.kind === "max-regression") {
		if (status === "warn") return "was compared on other data";
		return `is ${formatDistance(row.delta ?? 0, format)} worse than ${view.baseline}, more than its gate accepts`;
	}
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

// src/comparison/noise.ts
/** Fewer usable values than this give no estimate. */
const LEAST_RUNS = 5;
/**
* One standard deviation of a single run, estimated from the successive differences of the last runs:
* σ = 1.4826 · median|xᵢ₊₁ − xᵢ| / √2.
*
* Differences of neighbours cancel a slow trend (von Neumann et al. 1941, "The mean square successive difference"); the
* median in place of the mean square keeps one outlier or one real improvement from setting the scale (the median
* absolute deviation of the finest differences, as in Donoho & Johnstone 1994). Real changes between the runs can only
* make σ too large, so that significance is under-stated rather than pretended.
*
* @param history values oldest first; null where a run lacks the metric
* @returns undefined for fewer than five finite values, and where more than half of the neighbours are equal (a
*   deterministic metric has no noise that could be estimated)
*/
function estimateNoise(history) {
	const values = history.slice(-12).filter((value) => Number.isFinite(value));
	if (values.length < 5) return void 0;
	const sigma = 1.4826 * median(values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)))) / Math.SQRT2;
	return sigma > 0 && Number.isFinite(sigma) ? {
		sigma,
		runs: values.length,
		source: "history"
	} : void 0;
}
/** One standard deviation of the difference of two runs that differ by nothing but chance. */
function sigmaOfChange(noise) {
	return Math.SQRT2 * noise.sigma;
}
/** Below this a change is within noise: two standard deviations of a difference of two runs. */
function noiseLimit(noise) {
	return 2 * sigmaOfChange(noise);
}
function median(values) {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? 0;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
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

export { moreWords as C, inWords as D, unjudged as E, methodWords as S, resolveMargin as T, outcomeOf as _, noiseLimit as a, decisionWords as b, compareUrl as c, link as d, linksOf as f, originWords as g, endOf as h, estimateNoise as i, fileUrl as l, OUTCOMES as m, shortCommit as n, sigmaOfChange as o, ownUrl as p, viewOf as r, commitUrl as s, headOf as t, isObjectId as u, renderHeadline as v, marginWords as w, estimateWords as x, gateCell as y };