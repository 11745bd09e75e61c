import { n as Decision } from "./schema.js";
import { n as member, t as byName } from "./names.js";
import { h as canonicalLine } from "./objects.js";
import { c as finiteOf, i as isCount, t as directionOf } from "./direction.js";
import { a as judgeGate, c as noiseLimit, i as judgeVerdict, o as severity, s as estimateNoise } from "./acceptance.js";
import { i as trendOf } from "./gather-evidence.js";
import { t as choosePrimary } from "./primary.js";
import { t as sliceDifferences } from "./slice-differences.js";

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

// src/comparison/choose-evidence.ts
/** Fewer repeats show no spread. */
const LEAST_REPEATS = 3;
/** Rows, then repeats, then the history of the same configuration, then nothing but one number of each run. */
function chooseEvidence({ gathered, baseline, history, metric }) {
	const { rows, repeats } = gathered;
	const passedOver = [];
	if (rows !== void 0) return {
		...rowsSummary(rows),
		passedOver
	};
	passedOver.push(`rows: ${gathered.noRows ?? "no predictions were written"}`);
	const own = metric === void 0 || repeats === void 0 ? void 0 : member(repeats, metric);
	if (own !== void 0 && Math.min(own.candidate.length, own.baseline.length) >= LEAST_REPEATS) return {
		kind: "repeats",
		how: repeatsWords(own),
		passedOver
	};
	passedOver.push(`repeats: ${own === void 0 ? gathered.noRepeats ?? "there are none" : "there are too few"}`);
	const values = metric === void 0 ? [] : pastValues(metric, baseline, history);
	if (values.length >= 5 && new Set(values).size > 1) return {
		kind: "history",
		how: `${values.length} earlier runs of the baseline's configuration`,
		passedOver
	};
	const why = values.length < 5 ? `${values.length} runs of the baseline's configuration` : `all ${values.length} runs of the baseline's configuration gave the same value`;
	passedOver.push(`history: ${why}`);
	return {
		kind: "single",
		how: "no noise estimate: one value of each run",
		passedOver
	};
}
/** Finite values of the runs with the params of the baseline: what another configuration gives is no noise of it. */
function pastValues(metric, baseline, history) {
	const params = canonicalLine(baseline.params);
	return history.filter((run) => canonicalLine(run.params) === params).map((run) => finiteOf(member(run.metrics, metric)?.value)).filter((value) => value !== void 0);
}
function rowsSummary({ target, lost, source, holdout }) {
	const champion = source === "re-scored" ? "the champion scored by this training" : "the baseline as it was recorded";
	const alone = lost.baseline + lost.candidate;
	const lostWords = alone === 0 ? "" : `; ${alone} rows that only one of them has are left out`;
	return {
		kind: "paired-rows",
		how: `predictions of both for the same ${target.length} rows, ${champion}${lostWords}`,
		rows: target.length,
		lost,
		source,
		holdout
	};
}
function repeatsWords({ unit, candidate, baseline, paired }) {
	if (paired) return `${candidate.length} ${unit}s of both runs, the same ones`;
	return `${baseline.length} ${unit}s of the baseline and ${candidate.length} others of this run`;
}

// src/comparison/evidence-for.ts
/** Rows, then repeats, then the history of the baseline's configuration. */
function evidenceFor(metric, { rows, repeats }, history, baseline) {
	const own = repeats === void 0 ? void 0 : member(repeats, metric);
	return [
		...rows === void 0 ? [] : [rows],
		...own === void 0 ? [] : [own],
		{
			kind: "history",
			values: baseline === void 0 ? [] : pastValues(metric, baseline, history)
		}
	];
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
	const judged = gate === void 0 ? void 0 : judgeGate({
		name,
		gate,
		direction,
		candidate,
		baseline,
		noBaseline,
		namedBaselineMissing,
		unitsDiffer,
		evidence: evidenceFor(name, facts.evidence, facts.history, facts.baselineRun),
		noRows: facts.evidence.noRows,
		decision: facts.decision,
		decisionIndex: facts.decisionIndex,
		changedData: facts.changedData
	});
	const shown = judged?.checks.find(isOfBothRuns)?.difference;
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
			isNoise: (size) => shown === void 0 ? isWithin(size, noise) : spansZero(shown.interval)
		}),
		...noise === void 0 ? {} : { noise },
		...judged === void 0 ? {} : { gate: judged },
		history,
		count
	};
}
function movementOf(row) {
	const { candidate, baseline, delta, direction, isNoise } = row;
	if (candidate === void 0) return "missing";
	if (finiteOf(candidate) === void 0) return "not-finite";
	if (baseline === void 0) return "new";
	if (finiteOf(baseline) === void 0) return "not-finite";
	if (delta === void 0) return "changed";
	if (delta === 0) return "same";
	if (isNoise(Math.abs(delta))) return "within-noise";
	if (direction === "unknown") return "changed";
	return delta > 0 === (direction === "higher") ? "better" : "worse";
}
/** Rows and repeats tell more of these two runs than the history, and slices less. */
function isOfBothRuns({ kind, difference }) {
	return difference !== void 0 && difference.evidence !== "history" && kind !== "slices";
}
function isWithin(size, noise) {
	return noise !== void 0 && size < noiseLimit(noise);
}
function spansZero([low, high]) {
	return low <= 0 && high >= 0;
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

// src/comparison/slice-summary.ts
/** Whoever has more slices than this reads the worst and the best of them. */
const MOST_SLICES = 20;
const MOST_CHARACTERS = 200;
/** Worst first; undefined where the rows are in no slices. */
function summarizeSlices(rows) {
	if (rows === void 0 || rows.slices.length === 0) return void 0;
	const { loss, rows: [, ...slices] } = sliceDifferences(rows);
	const moved = slices.filter(({ low, high }) => low > 0 || high < 0);
	const half = MOST_SLICES / 2;
	const shown = moved.length <= MOST_SLICES ? moved : [...moved.slice(0, half), ...moved.slice(-10)];
	return {
		loss,
		judged: slices.length,
		worse: moved.filter(({ low }) => low > 0).length,
		better: moved.filter(({ high }) => high < 0).length,
		rows: shown.map(({ label, n, estimate, low, high }) => ({
			slice: label.slice(0, MOST_CHARACTERS),
			n,
			estimate,
			interval: [low, high]
		}))
	};
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
	const changes = base === void 0 ? void 0 : compareContext(base, candidate);
	const known = {
		history,
		baselineRun: base,
		evidence: facts.evidence ?? {},
		decision: facts.decision ?? Decision.parse({}),
		decisionIndex: facts.decisionIndex,
		changedData: changes?.data.map(({ name }) => name) ?? []
	};
	const compared = [...names].map((name) => compareMetric({
		name,
		candidate: member(candidate.metrics, name),
		baseline: base === void 0 ? void 0 : member(base.metrics, name),
		noBaseline: why,
		namedBaselineMissing,
		gate: member(gates, name),
		primary: name === primary,
		...known
	}));
	const rows = candidate.status === "finished" ? compared : compared.map(unfinishedRow);
	const slices = summarizeSlices(facts.evidence?.rows);
	const verdict = judgeVerdict(rows);
	return {
		schema: 1,
		run: candidate.id,
		...baseline === void 0 ? {} : { baseline: baseline.choice },
		...why === void 0 ? {} : { noBaseline: why },
		...namedBaselineMissing ? { namedBaselineMissing } : {},
		rows,
		...changes === void 0 ? {} : { changes },
		...base === void 0 ? {} : { evidence: chooseEvidence({
			gathered: facts.evidence ?? {},
			baseline: base,
			history,
			metric: primary
		}) },
		...slices === void 0 ? {} : { slices },
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

export { compareRuns as n, baselineChoice as t };