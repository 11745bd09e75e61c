import { n as finiteOf } from "./number.js";
import { n as noiseLimit, t as estimateNoise } from "./noise.js";
import { n as member, t as byName } from "./names.js";
import { n as isTrainingMetric, t as isCount } from "./metric-name.js";
import { t as directionOf } from "./direction.js";
import { t as trendOf } from "./trend.js";
import { t as choosePrimary } from "./primary.js";

// src/comparison/changes.ts
/** Everything but the metrics, side by side; equal things are left out. */
function compareContext(baseline, candidate) {
	const command = baseline.command !== candidate.command;
	return {
		params: compareParams(baseline.params, candidate.params),
		paramCount: (/* @__PURE__ */ new Set([...Object.keys(baseline.params), ...Object.keys(candidate.params)])).size,
		data: compareData(baseline.data, candidate.data),
		packages: comparePackages(baseline.environment.packages, candidate.environment.packages),
		environment: compareTexts(environmentTexts(baseline.environment), environmentTexts(candidate.environment)),
		code: {
			baseline: baseline.source.commit,
			candidate: candidate.source.pull_request?.head ?? candidate.source.commit,
			same: baseline.source.commit === candidate.source.commit && !baseline.source.dirty && !candidate.source.dirty
		},
		...command ? { command: {
			name: "command",
			baseline: baseline.command,
			candidate: candidate.command
		} } : {}
	};
}
function compareParams(baseline, candidate) {
	return [.../* @__PURE__ */ new Set([...Object.keys(baseline), ...Object.keys(candidate)])].toSorted(byName).map((name) => ({
		name,
		before: member(baseline, name),
		after: member(candidate, name)
	})).filter(({ before, after }) => before === void 0 || after === void 0 || !sameParam(before, after)).map(({ name, before, after }) => changeOf(name, textOf(before), textOf(after)));
}
/** An override arrives as text: `0.1` and "0.10" are one value, while two texts are equal only letter by letter. */
function sameParam(a, b) {
	if (String(a) === String(b)) return true;
	const [x, y] = [a, b].map((value) => typeof value === "string" && value.trim() === "" ? NaN : Number(value));
	return (typeof a === "number" || typeof b === "number") && typeof a !== "boolean" && typeof b !== "boolean" && x === y;
}
/** Data are their bytes: a file that moved without a change is no change. */
function compareData(baseline, candidate) {
	const before = new Map(baseline.map((file) => [file.path, file]));
	const after = new Map(candidate.map((file) => [file.path, file]));
	const [known, present] = [digestsOf(baseline), digestsOf(candidate)];
	return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].toSorted(byName).flatMap((path) => {
		const [old, now] = [before.get(path), after.get(path)];
		return old === void 0 && now !== void 0 && known.has(now.sha256) || now === void 0 && old !== void 0 && present.has(old.sha256) || old?.sha256 === now?.sha256 ? [] : [changeOf(path, dataText(old), dataText(now))];
	});
}
function digestsOf(files) {
	return new Set(files.map((file) => file.sha256));
}
function dataText(file) {
	if (file === void 0) return void 0;
	const [count, noun] = file.rows === void 0 ? [file.size, "bytes"] : [file.rows, "rows"];
	const extent = `${String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",")} ${noun}`;
	return `sha256:${file.sha256.slice(0, 12)}, ${extent}`;
}
function comparePackages(baseline, candidate) {
	if (baseline === void 0 || candidate === void 0 || baseline.digest === candidate.digest) return [];
	if (baseline.list === void 0 || candidate.list === void 0) return [changeOf("packages", baseline.digest.slice(0, 12), candidate.digest.slice(0, 12))];
	return compareTexts(packageVersions(baseline.list), packageVersions(candidate.list));
}
/** `numpy==2.1.0`, `left-pad@1.3.0`, `renv 1.0`: a name, then its version or where it came from. */
function packageVersions(list) {
	return new Map(list.map((entry) => {
		const [, name = entry, version = ""] = /^(@?[^\s=@<>!~]+)\s*(?:[=@<>!~]+|\s)\s*(.*)$/s.exec(entry) ?? [];
		return [name, version === "" ? "present" : version];
	}));
}
function environmentTexts(environment) {
	const { os, arch, cpu, cores, memory, gpu, container, runtimes } = environment;
	const texts = {
		...Object.fromEntries(Object.entries(runtimes).map(([name, version]) => [`runtime ${name}`, version])),
		os,
		arch,
		cpu,
		cores: cores?.toString(),
		memory: memory === void 0 ? void 0 : `${Math.round(memory / 2 ** 30)} GiB`,
		gpu,
		container
	};
	return new Map(Object.entries(texts).filter((entry) => entry[1] !== void 0));
}
function compareTexts(baseline, candidate) {
	return [.../* @__PURE__ */ new Set([...baseline.keys(), ...candidate.keys()])].filter((name) => baseline.get(name) !== candidate.get(name)).toSorted(byName).map((name) => changeOf(name, baseline.get(name), candidate.get(name)));
}
function changeOf(name, baseline, candidate) {
	return {
		name,
		...baseline === void 0 ? {} : { baseline },
		...candidate === void 0 ? {} : { candidate }
	};
}
function textOf(param) {
	return param === void 0 ? void 0 : String(param);
}

// src/comparison/words.ts
/** Seven significant digits without trailing zeros: short enough to read, exact enough to tell two values apart. */
function inWords(value) {
	return String(Number(value.toPrecision(7)));
}

// src/comparison/regression.ts
/**
* The tolerance is a distance from the baseline, |baseline| · percentage when relative: right for negative baselines,
* and for a baseline of zero, where no relative regression is small, any worse value fails.
*/
function regressionCheck(metric) {
	const declared = metric.gate["max-regression"];
	const value = finiteOf(metric.candidate);
	if (declared === void 0 || value === void 0) return void 0;
	const tolerance = String(declared).replaceAll(/\s/g, "");
	const check = (status, reason) => ({
		kind: "max-regression",
		status,
		tolerance,
		reason
	});
	if (metric.direction === "unknown") return check("inconclusive", `it is not known which direction is worse; add "better: higher" or "better: lower" to the gate`);
	if (metric.noBaseline !== void 0) return check(metric.namedBaselineMissing === true ? "inconclusive" : "skipped", `nothing to compare with: ${metric.noBaseline}`);
	if (metric.baseline === void 0) return check("inconclusive", "the baseline did not report it");
	const baseline = finiteOf(metric.baseline);
	if (baseline === void 0) return check("inconclusive", `the baseline is ${metric.baseline}`);
	if (metric.unitsDiffer) return check("inconclusive", "the baseline was measured in another unit");
	const distance = tolerance.endsWith("%") ? Math.abs(baseline) * (Number(tolerance.slice(0, -1)) / 100) : Number(tolerance);
	const limit = metric.direction === "higher" ? baseline - distance : baseline + distance;
	const worse = metric.direction === "higher" ? baseline - value : value - baseline;
	const beyond = worse > distance + 4 * Number.EPSILON * Math.max(Math.abs(baseline), Math.abs(value), distance);
	const allowed = tolerance.endsWith("%") ? `${tolerance.slice(0, -1)} %` : inWords(distance);
	const bounds = {
		...Number.isFinite(limit) ? { limit: limit + 0 } : {},
		bound: metric.direction === "higher" ? "at-least" : "at-most"
	};
	if (worse <= 0) return {
		...check("pass", `not worse than the baseline ${inWords(baseline)}`),
		...bounds
	};
	const how = `${inWords(worse)} worse than the baseline ${inWords(baseline)}`;
	return beyond ? {
		...check("fail", `${how}, more than the ${allowed} that is accepted`),
		...bounds
	} : {
		...check("pass", `${how}, within the ${allowed} that is accepted`),
		...bounds
	};
}

// src/comparison/gate.ts
const RULES = [
	present,
	atLeast,
	atMost,
	warning,
	notOnTrainingData,
	regressionCheck
];
/** Every condition of a metric's gate, judged. */
function judgeGate(metric) {
	const checks = RULES.map((rule) => rule(metric)).filter((check) => check !== void 0);
	return {
		status: statusOf(checks),
		checks
	};
}
const SEVERITY = [
	"skipped",
	"pass",
	"warn",
	"inconclusive",
	"fail"
];
/** Position in the order skipped, pass, warn, inconclusive, fail. */
function severity(status) {
	return SEVERITY.indexOf(status);
}
/**
* The worst of the checks. That a value is there is no evidence of its own: where every other check had to be skipped
* the gate is skipped too.
*/
function statusOf(checks) {
	const limits = checks.filter((check) => check.kind !== "present");
	return (limits.length === 0 || checks.some((check) => check.kind === "present" && check.status !== "pass") ? checks : limits).map((check) => check.status).reduce((worst, status) => severity(status) > severity(worst) ? status : worst, "skipped");
}
/** Missing, NaN and infinite values never pass. */
function present({ candidate }) {
	if (finiteOf(candidate) !== void 0) return {
		kind: "present",
		status: "pass",
		reason: "the run reported it"
	};
	return {
		kind: "present",
		status: "fail",
		reason: candidate === void 0 ? "missing: the run did not report it" : `${candidate} is not a finite number`
	};
}
function atLeast({ gate: { min }, candidate }) {
	const value = finiteOf(candidate);
	if (min === void 0 || value === void 0) return void 0;
	const bounds = {
		kind: "min",
		limit: min + 0,
		bound: "at-least"
	};
	if (value >= min) return {
		...bounds,
		status: "pass",
		reason: `${inWords(value)} is at least ${inWords(min)}`
	};
	return {
		...bounds,
		status: "fail",
		reason: `${inWords(value)} is below the minimum of ${inWords(min)}`
	};
}
function atMost({ gate: { max }, candidate }) {
	const value = finiteOf(candidate);
	if (max === void 0 || value === void 0) return void 0;
	const bounds = {
		kind: "max",
		limit: max + 0,
		bound: "at-most"
	};
	if (value <= max) return {
		...bounds,
		status: "pass",
		reason: `${inWords(value)} is at most ${inWords(max)}`
	};
	return {
		...bounds,
		status: "fail",
		reason: `${inWords(value)} is above the maximum of ${inWords(max)}`
	};
}
/** Beyond `warn` on the side of the limit: above it when the limit is a maximum, below it when it is a minimum. */
function warning({ gate: { warn, min, max }, direction, candidate }) {
	const value = finiteOf(candidate);
	if (warn === void 0 || value === void 0) return void 0;
	const side = min === void 0 === (max === void 0) ? direction : max === void 0 ? "higher" : "lower";
	if (side === "unknown") return {
		kind: "warn",
		status: "inconclusive",
		reason: "it is not known which side of the warning level is bad; add \"better: higher\" or \"better: lower\" to the gate"
	};
	const bounds = {
		kind: "warn",
		limit: warn + 0,
		bound: side === "lower" ? "at-most" : "at-least"
	};
	const beyond = side === "lower" ? value > warn : value < warn;
	const relation = side === "lower" ? beyond ? "above" : "at most" : beyond ? "below" : "at least";
	const reason = `${inWords(value)} is ${relation} ${beyond ? "the warning level of " : ""}${inWords(warn)}`;
	return {
		...bounds,
		status: beyond ? "warn" : "pass",
		reason
	};
}
function notOnTrainingData({ name }) {
	if (!isTrainingMetric(name)) return void 0;
	return {
		kind: "warn",
		status: "warn",
		reason: "measured on the training data, where an overfitted model looks best; gate a validation metric instead"
	};
}

// src/comparison/metric-row.ts
function compareMetric(facts) {
	const { name, gate, primary, noBaseline, namedBaselineMissing } = facts;
	const candidate = facts.candidate?.value;
	const baseline = facts.baseline?.value;
	const unit = facts.candidate?.unit ?? facts.baseline?.unit;
	const unitsDiffer = unitOf(facts.candidate, unit) !== unitOf(facts.baseline, unit);
	const direction = directionOf(name, gate);
	const count = gate === void 0 && isCount(name);
	const history = trendOf(name, facts.history);
	const noise = estimateNoise(history);
	const delta = unitsDiffer ? void 0 : difference(finiteOf(candidate), finiteOf(baseline));
	const relative = quotient(delta, finiteOf(baseline));
	return {
		name,
		direction,
		...unit === void 0 ? {} : { unit },
		primary,
		...baseline === void 0 ? {} : { baseline },
		...candidate === void 0 ? {} : { candidate },
		...delta === void 0 ? {} : { delta },
		...relative === void 0 ? {} : { relative },
		movement: movementOf({
			candidate,
			baseline,
			delta,
			direction: count ? "unknown" : direction,
			noise
		}),
		...noise === void 0 ? {} : { noise },
		...gate === void 0 ? {} : { gate: judgeGate({
			name,
			gate,
			direction,
			candidate,
			baseline,
			noBaseline,
			namedBaselineMissing,
			unitsDiffer
		}) },
		history,
		count
	};
}
function movementOf(row) {
	const { candidate, baseline, delta, direction, noise } = row;
	if (candidate === void 0) return "missing";
	if (finiteOf(candidate) === void 0) return "not-finite";
	if (baseline === void 0) return "new";
	if (finiteOf(baseline) === void 0) return "not-finite";
	if (delta === void 0) return "changed";
	if (delta === 0) return "same";
	if (noise !== void 0 && Math.abs(delta) < noiseLimit(noise)) return "within-noise";
	if (direction === "unknown") return "changed";
	return delta > 0 === (direction === "higher") ? "better" : "worse";
}
/** A run without the metric, or with no unit declared, is taken to use the other's. */
function unitOf(metric, otherwise) {
	return metric?.unit ?? otherwise;
}
/** Undefined where there is nothing to subtract or the difference is beyond what a double holds. */
function difference(candidate, baseline) {
	if (candidate === void 0 || baseline === void 0) return void 0;
	return finite(candidate - baseline);
}
function quotient(delta, baseline) {
	if (delta === void 0 || baseline === void 0 || baseline === 0) return void 0;
	return finite(delta / Math.abs(baseline));
}
/** JSON knows neither NaN nor Infinity. */
function finite(value) {
	return Number.isFinite(value) ? value : void 0;
}

// src/comparison/unfinished.ts
const REASON = "the training did not finish";
/** A row of a run that did not finish: a gate that fails stays so, any other is inconclusive. */
function unfinishedRow(row) {
	if (row.gate === void 0) return row;
	const checks = row.gate.checks.map((check) => check.kind === "present" && check.status === "pass" ? {
		...check,
		status: "inconclusive",
		reason: REASON
	} : check);
	const worst = (a, { status }) => severity(status) > severity(a) ? status : a;
	return {
		...row,
		gate: {
			status: checks.reduce(worst, row.gate.status),
			checks
		}
	};
}

// src/comparison/verdict.ts
/**
* The worst of all gates. Undefined when no gate applies: none is declared, or all of them had to be skipped.
* Reasons stand worst first, then by metric, so that the order of the gates does not matter.
*/
function judgeVerdict(rows) {
	const gated = rows.flatMap(({ name, gate }) => gate === void 0 ? [] : [{
		name,
		gate
	}]);
	const statuses = gated.map(({ gate }) => gate.status);
	if (statuses.every((status) => status === "skipped")) return void 0;
	const status = statuses.includes("fail") ? "fail" : statuses.includes("inconclusive") ? "inconclusive" : "pass";
	const reasons = gated.flatMap(({ name, gate }) => gate.checks.filter((check) => saysSomething(check, gate.checks)).map((check) => ({
		metric: name,
		status: check.status,
		reason: check.reason
	})));
	reasons.sort((a, b) => severity(b.status) - severity(a.status) || byName(a.metric, b.metric));
	return {
		status,
		warned: gated.some(({ gate }) => gate.checks.some((check) => check.status === "warn")),
		reasons
	};
}
/** That a value is there is a reason only where nothing else was asked. */
function saysSomething(check, all) {
	return check.kind !== "present" || check.status !== "pass" || all.length === 1;
}

// src/comparison/compare.ts
/** Compares a run with its baseline and judges its gates. Rows: gated metrics as declared, then the others by name. */
function compareRuns(facts) {
	const { candidate, baseline, noBaseline, history, gates } = facts;
	const base = baseline?.record;
	const why = baseline === void 0 ? noBaseline ?? "there is no baseline" : void 0;
	const namedBaselineMissing = baseline === void 0 && facts.isBaselineNamed === true;
	const reported = /* @__PURE__ */ new Set([...Object.keys(candidate.metrics), ...Object.keys(base?.metrics ?? {})]);
	const names = /* @__PURE__ */ new Set([...Object.keys(gates), ...[...reported].toSorted(byName)]);
	const primary = choosePrimary([...reported], gates);
	const compared = [...names].map((name) => compareMetric({
		name,
		candidate: member(candidate.metrics, name),
		baseline: base === void 0 ? void 0 : member(base.metrics, name),
		noBaseline: why,
		namedBaselineMissing,
		gate: member(gates, name),
		primary: name === primary,
		history
	}));
	const rows = candidate.status === "finished" ? compared : compared.map(unfinishedRow);
	const verdict = judgeVerdict(rows);
	return {
		schema: 1,
		run: candidate.id,
		...baseline === void 0 ? {} : { baseline: baseline.choice },
		...why === void 0 ? {} : { noBaseline: why },
		...namedBaselineMissing ? { namedBaselineMissing } : {},
		rows,
		...base === void 0 ? {} : { changes: compareContext(base, candidate) },
		...verdict === void 0 ? {} : { verdict },
		historyRuns: history.map((run) => ({
			run: run.id,
			commit: run.source.commit.slice(0, 7)
		}))
	};
}
/** The choice as it stands in the comparison. */
function baselineChoice(record, how) {
	const { commit, branch } = record.source;
	return {
		run: record.id,
		commit,
		...branch === void 0 ? {} : { branch },
		how
	};
}

// src/report/plain-markdown.ts
/** One paragraph of our own Markdown (see report/markdown.ts) as plain text: no marks, no escapes, no joints, no links. */
function plainMarkdown(markdown) {
	return markdown.replace(/^#+ /, "").replaceAll(/(?<!\\)\[(`*[^\]`\\]*`*)\]\([^)\s]*\)/g, "$1").replaceAll(/(?<!\\)(?:\*\*|`+)/g, "").replaceAll(/\\([\\`*~[\]!$_])/g, "$1").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").replaceAll("​", "");
}

export { severity as i, baselineChoice as n, compareRuns as r, plainMarkdown as t };