import { t as MlopsError } from "./error.js";
import { c as finiteOf } from "./direction.js";
import { n as member } from "./names.js";
import { d as picked, f as holdoutDigest, i as unpackPredictions, m as commonRows, p as codesIn } from "./stored.js";
import { join } from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";

// src/comparison/trend.ts
/** Values of a metric over these runs, null where a run lacks it; empty when no run has it. */
function trendOf(name, history) {
	const values = history.map((run) => finiteOf(member(run.metrics, name)?.value) ?? null);
	return values.every((value) => value === null) ? [] : values;
}
/** The comparison as it stands in the run record. */
function withoutTrends(comparison) {
	return {
		...comparison,
		rows: comparison.rows.map((row) => ({
			...row,
			history: []
		}))
	};
}
/**
* The comparison as it was before `withoutTrends`.
* @param history records of `comparison.historyRuns`, in their order
*/
function withTrends(comparison, history) {
	return {
		...comparison,
		rows: comparison.rows.map((row) => ({
			...row,
			history: trendOf(row.name, history)
		}))
	};
}

// src/comparison/pair-repeats.ts
/** Repeats of every metric that both runs have; a repeat without a finite value is left out. */
function pairRepeats({ candidate, baseline }) {
	const [own, other] = [candidate.repeats, baseline.repeats];
	if (own === void 0 && other === void 0) return { noRepeats: "neither run was repeated" };
	if (own === void 0) return { noRepeats: "this run was not repeated" };
	if (other === void 0) return { noRepeats: "the baseline was not repeated" };
	if (own.unit !== other.unit) return { noRepeats: `${own.unit}s of this run, ${other.unit}s of the baseline` };
	const metrics = Object.keys(own.values).filter((name) => member(other.values, name) !== void 0);
	const pair = (name) => {
		const [now, before] = [finiteValues(own.values, name), finiteValues(other.values, name)];
		const paired = now.size === before.size && [...now.keys()].every((key) => before.has(key));
		return {
			kind: "repeats",
			unit: own.unit,
			candidate: [...now.values()],
			baseline: paired ? [...now.keys()].map((key) => before.get(key) ?? NaN) : [...before.values()],
			paired,
			...own.test_share === void 0 ? {} : { testShare: own.test_share }
		};
	};
	if (metrics.length === 0) return { noRepeats: "of no metric do both runs have repeats" };
	return { repeats: Object.fromEntries(metrics.map((name) => [name, pair(name)])) };
}
function finiteValues(values, metric) {
	const own = Object.entries(member(values, metric) ?? {});
	return new Map(own.flatMap(([key, value]) => {
		const finite = finiteOf(value);
		return finite === void 0 ? [] : [[key, finite]];
	}));
}

// src/predictions/pair-rows.ts
/** Targets of one row that differ by more, as a share, are another outcome; by less, they were written with fewer digits. */
const SAME_TARGET = 1e-6;
/** Most classes that are taken for classes although they are numbers. */
const MAX_NUMBERED_CLASSES = 20;
/** The run's predictions beside those that its training had the champion make; undefined where it did not. */
function pairRescored(predictions) {
	const { target, baseline, prediction, weight, labels, predictsLabels, holdout } = predictions;
	if (baseline === void 0) return void 0;
	return {
		kind: "paired-rows",
		...taskOf({
			target,
			baseline,
			candidate: prediction
		}, labels === void 0 ? void 0 : {
			labels,
			predictsLabels
		}),
		target,
		baseline,
		candidate: prediction,
		...weight === void 0 ? {} : { weight },
		slices: slicesOf(predictions),
		lost: {
			baseline: 0,
			candidate: 0
		},
		source: "re-scored",
		holdout
	};
}
/** The run's predictions beside those that its baseline left, row by row by their ids. Weights and slices are the run's. */
function pairStored(baseline, candidate) {
	if (baseline.byPosition !== candidate.byPosition) return { reason: "one of them tells rows by an id, and one does not" };
	if (baseline.byPosition && baseline.holdout !== candidate.holdout) return { reason: "rows have no id, and targets are not the same: name a column that tells the rows apart" };
	if (baseline.predictsLabels !== candidate.predictsLabels || hasNames(baseline) !== hasNames(candidate)) return { reason: "one of them has classes with names, and the other numbers" };
	const common = commonRows(baseline.ids, candidate.ids);
	const count = common.first.length;
	if (count === 0) return { reason: "they have no row in common, by the ids of the rows" };
	const isSame = baseline.holdout === candidate.holdout;
	const kept = isSame ? candidate : atRows(candidate, common.second);
	const labels = hasNames(candidate) ? [.../* @__PURE__ */ new Set([...candidate.labels ?? [], ...baseline.labels ?? []])].toSorted() : void 0;
	const [oldCodes, newCodes] = [codesIn(baseline.labels, labels), codesIn(candidate.labels, labels)];
	const target = recoded(kept.target, labels === void 0 ? void 0 : newCodes);
	if (!isSame) {
		const changed = countChanged(recoded(picked(baseline.target, common.first, new Float64Array(count)), labels && oldCodes), target);
		if (changed > 0) return { reason: `the holdout has changed: ${changed} of ${count} rows have another target` };
	}
	const said = isSame ? baseline.prediction : picked(baseline.prediction, common.first, new Float64Array(count));
	const names = labels !== void 0 && candidate.predictsLabels;
	const [before, now] = [recoded(said, names ? oldCodes : void 0), recoded(kept.prediction, names ? newCodes : void 0)];
	return { rows: {
		kind: "paired-rows",
		...taskOf({
			target,
			baseline: before,
			candidate: now
		}, labels === void 0 ? void 0 : {
			labels,
			predictsLabels: candidate.predictsLabels
		}),
		target,
		baseline: before,
		candidate: now,
		...kept.weight === void 0 ? {} : { weight: kept.weight },
		slices: slicesOf(kept),
		lost: {
			baseline: baseline.target.length - count,
			candidate: candidate.target.length - count
		},
		source: "stored",
		holdout: kept.holdout
	} };
}
function hasNames({ labels }) {
	return labels !== void 0;
}
function atRows(predictions, rows) {
	const count = rows.length;
	const at = (values) => picked(values, rows, new Float64Array(count));
	const { ids, weight, labels } = predictions;
	const target = at(predictions.target);
	const kept = {
		high: picked(ids.high, rows, new Uint32Array(count)),
		low: picked(ids.low, rows, new Uint32Array(count))
	};
	return {
		...predictions,
		ids: kept,
		target,
		prediction: at(predictions.prediction),
		...weight === void 0 ? {} : { weight: at(weight) },
		slices: predictions.slices.map((slice) => ({
			...slice,
			codes: picked(slice.codes, rows, new Uint16Array(count))
		})),
		holdout: holdoutDigest({
			ids: kept,
			target,
			...labels === void 0 ? {} : { labels }
		})
	};
}
/** @param codes what each value becomes; absent: the values stay */
function recoded(values, codes) {
	if (codes === void 0 || codes.every((code, index) => code === index)) return values;
	return values.map((code) => codes[code] ?? NaN);
}
function countChanged(before, now) {
	let changed = 0;
	for (const [row, value] of now.entries()) {
		const other = before[row] ?? NaN;
		if (!(Math.abs(value - other) <= SAME_TARGET * Math.max(Math.abs(value), Math.abs(other)))) changed += 1;
	}
	return changed;
}
function taskOf({ target, baseline, candidate }, named) {
	if (named !== void 0) return {
		task: named.labels.length > 2 ? "multiclass" : "binary",
		isProbability: !named.predictsLabels
	};
	const isBit = (value) => value === 0 || value === 1;
	if (target.every(isBit)) return {
		task: "binary",
		isProbability: ![baseline, candidate].every((v) => v.every(isBit))
	};
	const classes = /* @__PURE__ */ new Set();
	for (const value of target) {
		if (Number.isInteger(value)) classes.add(value);
		if (!Number.isInteger(value) || classes.size > MAX_NUMBERED_CLASSES) return {
			task: "regression",
			isProbability: false
		};
	}
	return {
		task: [baseline, candidate].every((values) => values.every((value) => classes.has(value))) ? "multiclass" : "regression",
		isProbability: false
	};
}
function slicesOf({ slices }) {
	return slices.flatMap(({ column, values, codes }) => {
		const sizes = new Uint32Array(values.length);
		for (const code of codes) sizes[code] = (sizes[code] ?? 0) + 1;
		const rows = Array.from(sizes, (size) => new Uint32Array(size));
		sizes.fill(0);
		for (const [row, code] of codes.entries()) {
			const place = sizes[code] ?? 0;
			const slice = rows[code];
			if (slice !== void 0) slice[place] = row;
			sizes[code] = place + 1;
		}
		return values.flatMap((value, code) => {
			const slice = rows[code];
			return slice === void 0 || slice.length === 0 ? [] : [{
				column,
				value,
				rows: slice
			}];
		});
	});
}

// src/pipeline/judging/gather-evidence.ts
/** Larger artifacts of predictions are not brought here; larger ones are not made either. In bytes. */
const MAX_DOWNLOAD_BYTES = 201326592;
/** Rows first: the champion scored by this training, else what the baseline kept. Nothing of it is an error. */
async function gatherEvidence(candidate, own, baseline, ports) {
	const repeats = pairRepeats({
		candidate,
		baseline
	});
	if (own.predictions === void 0) return {
		...repeats,
		...own.problem === void 0 ? {} : { noRows: own.problem }
	};
	const rescored = pairRescored(own.predictions);
	if (rescored !== void 0) return {
		...repeats,
		rows: rescored
	};
	const kept = await readKept(baseline, ports);
	if ("reason" in kept) return {
		...repeats,
		noRows: kept.reason
	};
	const paired = pairStored(kept.predictions, own.predictions);
	return "reason" in paired ? {
		...repeats,
		noRows: paired.reason
	} : {
		...repeats,
		rows: paired.rows
	};
}
/** The same of two recorded runs, from what both of them kept. */
async function gatherKeptEvidence(candidate, baseline, ports) {
	if (candidate.predictions === void 0) return gatherEvidence(candidate, {}, baseline, ports);
	const kept = await readKept(candidate, ports);
	return gatherEvidence(candidate, "reason" in kept ? { problem: kept.reason.replaceAll("the baseline", "the run") } : kept, baseline, ports);
}
/** The predictions in the files beside a record, for a run that another job has captured. */
function predictionsIn(record, files) {
	const stored = record.predictions?.stored;
	const content = stored === void 0 || stored.artifact !== void 0 ? void 0 : files[stored.file];
	if (stored === void 0 || content === void 0) return record.predictions === void 0 ? {} : { problem: "the predictions of this run are not beside its record" };
	const predictions = verified(content, stored);
	return predictions === void 0 ? { problem: "the predictions of this run cannot be read" } : { predictions };
}
async function readKept({ id, predictions }, ports) {
	if (predictions === void 0) return { reason: "the baseline kept no predictions" };
	const { stored } = predictions;
	if (stored === void 0) return { reason: "the predictions of the baseline were not kept" };
	let content;
	try {
		content = stored.artifact === void 0 ? await ports.history.readFile(id, stored.file) : await download(stored, ports);
	} catch (error) {
		const isOfTheSystem = error.syscall !== void 0;
		if (!(error instanceof MlopsError) && !isOfTheSystem) throw error;
		return { reason: `the predictions of the baseline cannot be had: ${error.message}` };
	}
	const read = content === void 0 ? void 0 : verified(content, stored);
	return read === void 0 ? { reason: "the predictions of the baseline are not those that its record names" } : { predictions: read };
}
function verified(content, { size, sha256 }) {
	return content.length === size && createHash("sha256").update(content).digest("hex") === sha256 ? unpackPredictions(content) : void 0;
}
async function download({ artifact, file, size }, { artifacts, scratch, log }) {
	if (artifact === void 0 || artifacts === void 0 || size > MAX_DOWNLOAD_BYTES) throw new MlopsError("not-found", "they are in an artifact that cannot be read here", "Train the baseline again.");
	const folder = join(scratch, `predictions-${randomUUID()}`);
	try {
		log.info("reading the baseline's predictions");
		return (await artifacts.download({
			id: artifact.id,
			digest: artifact.digest
		}, folder)).includes(file) ? await readFile(join(folder, file)) : void 0;
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}

export { withTrends as a, trendOf as i, gatherKeptEvidence as n, withoutTrends as o, predictionsIn as r, gatherEvidence as t };