import { t as comparisonOf } from "./recorded.js";
import { i as finiteOf, u as timeOfRunId } from "./record.js";
import { n as latestRuns } from "./find.js";
import { _ as indexName } from "./open-history.js";
import { n as openLocalHistory } from "./local-history.js";
import { a as terminalLog, i as renderTable, n as print, r as printJson, t as counted } from "./print.js";
import { r as printableLine } from "./printable.js";
import { t as findReferencedRun } from "./reference.js";
import { d as suggestion } from "./tag.js";
import { t as MlopsError } from "./error.js";

// src/cli/run-columns.ts
/** Gated metrics first, as the newest comparison orders them, then the others of these runs. Counts are left out. */
function metricsOf(records) {
	const rows = rowsOf(records);
	const ranked = rows.filter((row) => !row.count && row.candidate !== void 0).toSorted((a, b) => rankOf(a) - rankOf(b));
	const measured = records.flatMap((record) => Object.keys(record.metrics));
	const counts = new Set(rows.filter((row) => row.count).map(({ name }) => name));
	return [.../* @__PURE__ */ new Set([...ranked.map(({ name }) => name), ...measured.filter((name) => !counts.has(name))])];
}
/**
* The metrics that `--columns` names.
* @throws MlopsError `usage` for one that none of these runs has
*/
function chosenMetrics(wanted, records) {
	for (const name of wanted) requireMetric("--columns", name, records);
	return wanted;
}
/**
* Best first, where a gate or the name tells which direction is better, else largest first; runs without it come last.
* @throws MlopsError `usage` for a metric that none of these runs has
*/
function sortedByMetric(name, records) {
	requireMetric("--sort", name, records);
	const sign = rowsOf(records).find((row) => row.name === name && row.direction !== "unknown")?.direction === "lower" ? 1 : -1;
	const keyOf = (record) => {
		const value = finiteOf(Object.hasOwn(record.metrics, name) ? record.metrics[name]?.value : void 0);
		return value === void 0 ? 1e400 : sign * value;
	};
	return records.toSorted((a, b) => {
		const [x, y] = [keyOf(a), keyOf(b)];
		return x === y ? 0 : x < y ? -1 : 1;
	});
}
function requireMetric(flag, name, records) {
	const known = [...new Set(records.flatMap((record) => Object.keys(record.metrics)))];
	if (records.length === 0 || known.includes(name)) return;
	const others = known.length === 0 ? "they have no metrics" : suggestion(name, known);
	throw new MlopsError("usage", `${flag}: none of these runs has the metric "${name}", ${others}`, "`mlops runs show ID` lists all metrics of a run.");
}
function rowsOf(records) {
	return records.flatMap((record) => comparisonOf(record)?.rows ?? []);
}
function rankOf({ primary, gate }) {
	if (primary) return 0;
	return gate === void 0 ? 2 : 1;
}

// src/cli/commands/runs.ts
/** Ids are shown with as many digits as hold the time in milliseconds. */
const SHORT_ID = 12;
const SHOWN_METRICS = 4;
const COLUMNS = [
	"RUN",
	"STARTED",
	"STATUS",
	"EXPERIMENT",
	"BRANCH",
	"COMMIT",
	"VERDICT"
];
async function listRuns(options) {
	const { workspace, history } = await openLocalHistory(options, terminalLog(true));
	const isByTime = options.sort === "started";
	const matches = (line) => isShown(line, options);
	const lines = isByTime ? await latestRuns(history, options.limit, matches) : await history.lines({ matches });
	const read = await history.read(lines);
	const records = isByTime ? read : sortedByMetric(options.sort, read).slice(0, options.limit);
	if (options.json) {
		printJson(records);
		return 0;
	}
	if (records.length === 0) {
		process.stderr.write(await noRuns(workspace, options));
		return 0;
	}
	const known = metricsOf(records);
	const metrics = options.columns === void 0 ? withSorted(known, options.sort) : chosenMetrics(options.columns, records);
	const header = [...COLUMNS, ...metrics.map((name) => name.toUpperCase())];
	const rows = records.map((record) => rowOf(record, metrics));
	print(renderTable(header, rows, " ".repeat(COLUMNS.length) + "r".repeat(metrics.length)));
	if (options.columns === void 0) sayMore(known.filter((name) => !metrics.includes(name)));
	return 0;
}
/** The metrics that matter most; the one that was sorted by is always among them. */
function withSorted(known, sort) {
	const first = known.includes(sort) ? [sort] : [];
	return [.../* @__PURE__ */ new Set([...first, ...known])].slice(0, SHOWN_METRICS);
}
function sayMore(hidden) {
	if (hidden.length === 0) return;
	const names = `${hidden.slice(0, 6).join(", ")}${hidden.length > 6 ? ", …" : ""}`;
	const words = `${counted(hidden.length, "more metric")}: ${names}. --columns a,b chooses what is shown.`;
	process.stderr.write(`${printableLine(words)}\n`);
}
async function showRun(reference, options) {
	const { workspace, history } = await openLocalHistory(options, terminalLog(true));
	const [record] = await history.read([await findReferencedRun(reference, history, workspace.git)]);
	if (record === void 0) return 1;
	if (options.json) printJson(record);
	else print(renderRun(record));
	return 0;
}
function isShown(line, { experiment, branch, status }) {
	return (experiment === void 0 || line.experiment === indexName(experiment)) && (branch === void 0 || line.branch === indexName(branch)) && (status === void 0 || line.status === status);
}
function rowOf(record, metrics) {
	const { source } = record;
	const verdict = comparisonOf(record)?.verdict?.status ?? "";
	return [
		record.id.slice(0, SHORT_ID),
		timeOfRunId(record.id).toISOString().slice(0, 16).replace("T", " "),
		record.status,
		record.experiment,
		source.branch ?? "",
		`${source.commit.slice(0, 7)}${source.dirty ? "+" : ""}`,
		verdict,
		...metrics.map((name) => shortNumber(Object.hasOwn(record.metrics, name) ? record.metrics[name]?.value : void 0))
	];
}
function renderRun(record) {
	const facts = [
		["run", record.id],
		["model", record.model.name],
		["experiment", record.experiment],
		["status", record.status],
		["started", record.started],
		["duration", `${record.duration} s`],
		["branch", record.source.branch ?? ""],
		["commit", `${record.source.commit}${record.source.dirty ? " with uncommitted changes" : ""}`],
		["trigger", record.trigger.event],
		["command", record.command],
		...record.error === void 0 ? [] : [["error", record.error.message]],
		...record.model.artifact === void 0 ? [] : [["artifact", record.model.artifact.id]]
	];
	const section = (title, rows, align = "") => rows.length === 0 ? "" : `\n\n${renderTable([title, ""], rows, align)}`;
	return renderTable(["RUN", ""], facts) + section("METRIC", Object.entries(record.metrics).map(([name, metric]) => [name, String(metric.value)]), " r") + section("PARAM", Object.entries(record.params).map(([name, value]) => [name, String(value)])) + section("FILE", [...record.model.files, ...record.data].map((file) => [file.path, `${file.size} B  sha256:${file.sha256.slice(0, 12)}…`])) + section("WARNING", record.capture.warnings.map((warning) => [warning.file ?? "", warning.message]));
}
function shortNumber(value) {
	if (value === void 0) return "";
	return typeof value === "number" ? String(Number(value.toPrecision(6))) : value;
}
async function noRuns({ git, remoteUrl }, options) {
	if ([
		options.experiment,
		options.branch,
		options.status
	].some((filter) => filter !== void 0)) return "No run is of this experiment, branch and status; `mlops runs` shows them all.\n";
	const { code } = await git.exec([
		"rev-parse",
		"--verify",
		"--quiet",
		"HEAD"
	]);
	if (code !== 0) return "No runs yet, and no commit either: make a first commit, then `mlops train -- COMMAND`.\n";
	return `No runs here yet: \`mlops train -- COMMAND\` makes one.${remoteUrl === void 0 ? "" : " `mlops sync` brings the runs of origin here."}\n`;
}

export { listRuns, showRun };