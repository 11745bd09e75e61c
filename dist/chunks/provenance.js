import { t as comparisonOf } from "./recorded.js";
import { m as canonicalJson } from "./objects.js";
import { d as gateResultsOf } from "./state.js";

// src/registry/provenance.ts
/** Type of the predicate; README.md says what stands in it. */
const PREDICATE_TYPE = "https://github.com/org/mlops-action/model-provenance/v1";
/** How many params, metrics and data files stand in it, as far as it has to shrink. */
const LEVELS = [
	5e3,
	500,
	50,
	5
];
/** In UTF-16 units, each of at most three bytes. */
const MAX_PREDICATE = 5e6;
const MAX_TEXT = 1e3;
/** @param environmentDigest SHA-256 over the canonical JSON of the record's environment */
function renderPredicate(record, version, environmentDigest) {
	return LEVELS.values().map((most) => canonicalJson(predicateOf(record, version, environmentDigest, most))).find((text) => text.length <= MAX_PREDICATE) ?? "{}\n";
}
/** Members that are undefined are left out when it is written. */
function predicateOf(record, { model, version, tag }, environmentDigest, most) {
	const { id, status, started, ended, duration, source, trigger, environment } = record;
	const { repository, commit, branch, pull_request: pull } = source;
	const { event, actor, workflow, run, attempt, job, url } = trigger;
	const comparison = comparisonOf(record);
	const baseline = comparison?.baseline;
	const [params, metrics] = [Object.entries(record.params), Object.entries(record.metrics)];
	const omitted = {
		params: Math.max(0, params.length - most),
		metrics: Math.max(0, metrics.length - most),
		data: Math.max(0, record.data.length - most)
	};
	return {
		model: {
			name: model,
			version,
			tag,
			digest: record.model.digest
		},
		run: {
			id,
			status,
			started,
			ended,
			duration
		},
		source: {
			repository,
			commit,
			branch,
			pull_request: pull?.number,
			pull_request_head: pull?.head
		},
		trigger: {
			event,
			actor,
			workflow,
			run,
			attempt,
			job,
			url
		},
		command: cut(record.command),
		params: named(params.slice(0, most).map(([name, value]) => [name, typeof value === "string" ? cut(value) : value])),
		metrics: named(metrics.slice(0, most).map(([name, { value }]) => [name, value])),
		data: record.data.slice(0, most).map(({ path, size, sha256, rows }) => ({
			path: cut(path),
			size,
			sha256,
			rows
		})),
		environment: {
			digest: environmentDigest,
			os: environment.os,
			arch: environment.arch,
			container: environment.container,
			runtimes: environment.runtimes,
			packages: environment.packages?.digest
		},
		verdict: comparison?.verdict?.status,
		gates: comparison === void 0 ? [] : gateResultsOf(comparison),
		baseline: baseline === void 0 ? void 0 : {
			run: baseline.run,
			commit: baseline.commit
		},
		omitted: Object.values(omitted).every((count) => count === 0) ? void 0 : omitted
	};
}
function named(entries) {
	return Object.fromEntries(entries.map(([name, value]) => [cut(name), value]));
}
function cut(text) {
	return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…`.toWellFormed() : text;
}

export { renderPredicate as n, PREDICATE_TYPE as t };