import { n as acceptanceOf, v as estimateWords } from "./acceptance.js";
import { c as finiteOf } from "./direction.js";
import { t as comparisonOf } from "./recorded.js";
import { c as link, n as shortCommit, t as headOf, u as ownUrl } from "./report-view.js";
import { a as formatDistance, m as md, o as formatLimit, s as formatReading, u as code } from "./number-format.js";

// src/report/acceptances.ts
const MOST_SHOWN = 20;
/** "`rmse` failed and is accepted by `@ada`"; undefined where nothing is accepted. */
function acceptedWords({ comparison }) {
	const accepted = comparison.verdict?.accepted ?? [];
	const [only, ...others] = accepted;
	if (only === void 0) return void 0;
	const by = [...new Set(accepted.map(({ actor }) => actor))].length > 1 ? "" : ` by ${person(only)}`;
	if (others.length > 0) return `${accepted.length} gates that did not pass are accepted${by}`;
	const status = comparison.rows.find(({ name }) => name === only.gate)?.gate?.status;
	return `${code(only.gate)} ${status === void 0 ? "" : SAID[status]}is accepted${by}`;
}
const SAID = {
	fail: "failed and ",
	inconclusive: "is inconclusive and ",
	warn: "warns and ",
	pass: "",
	skipped: ""
};
/** Who accepted which gate, and why; undefined where nothing is accepted. */
function renderAcceptances(view) {
	const accepted = view.input.comparison.verdict?.accepted ?? [];
	if (accepted.length === 0) return void 0;
	const lines = accepted.slice(0, MOST_SHOWN).map((each) => `- ${code(each.gate)}, by ${link(person(each), ownUrl(view.links, each.url))}: ${md(each.reason, 300)}`);
	return [
		`**Accepted**, for ${code(shortCommit(headOf(view.input)))} and no other commit:`,
		"",
		...lines
	].join("\n");
}
/** Of a run that was judged before anybody accepted anything: its job stays as it is. */
function isJobStillRed({ run, failOn = "fail" }) {
	const then = comparisonOf(run)?.verdict?.status;
	return failOn !== "never" && (then === "fail" || then === "inconclusive" && failOn === "inconclusive");
}
function person({ actor }) {
	return actor === void 0 ? "somebody" : code(`@${actor}`, 60);
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
	return view.input.comparison.rows.filter((row) => row.gate?.status === status && acceptanceOf(view.input.comparison, row.name) === void 0).toSorted((a, b) => Number(b.primary) - Number(a.primary));
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
	const accepted = acceptedWords(view.input);
	if (accepted !== void 0) return row === void 0 ? accepted : `${accepted}, and ${rest.length + 1} more warn`;
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

export { renderHeadline as a, renderAcceptances as c, outcomeOf as i, endOf as n, gateCell as o, originWords as r, isJobStillRed as s, OUTCOMES as t };