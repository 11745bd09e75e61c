import { u as timeOfRunId } from "./record.js";
import { n as latestRuns, t as findRun } from "./find.js";
import { C as indexName } from "./open-history.js";
import { t as localHistory } from "./local-ports.js";
import { i as terminalLog, n as printJson, r as renderTable, t as print } from "./print.js";
import { n as openWorkspace } from "./workspace.js";

// src/cli/commands/runs.ts
/** Ids are shown with as many digits as hold the time in milliseconds. */
const SHORT_ID = 12;
const SHOWN_METRICS = 4;
async function listRuns(options) {
	const workspace = await openWorkspace(options.repo);
	const history = localHistory(workspace, options.trackingBranch, terminalLog(true));
	const lines = await latestRuns(history, options.limit, (line) => isShown(line, options));
	const records = await history.read(lines);
	if (options.json) {
		printJson(records);
		return 0;
	}
	if (lines.length === 0) {
		process.stderr.write(await noRuns(workspace));
		return 0;
	}
	const metrics = commonMetrics(records);
	const header = [
		"RUN",
		"STARTED",
		"STATUS",
		"EXPERIMENT",
		"BRANCH",
		"COMMIT",
		"VERDICT",
		...metrics.map((name) => name.toUpperCase())
	];
	print(renderTable(header, records.map((record) => rowOf(record, metrics)), `       ${"r".repeat(metrics.length)}`));
	return 0;
}
async function showRun(id, options) {
	const workspace = await openWorkspace(options.repo);
	const history = localHistory(workspace, options.trackingBranch, terminalLog(true));
	const [record] = await history.read([await findRun(history, id)]);
	if (record === void 0) return 1;
	if (options.json) printJson(record);
	else print(renderRun(record));
	return 0;
}
function isShown(line, { experiment, branch, status }) {
	return (experiment === void 0 || line.experiment === indexName(experiment)) && (branch === void 0 || line.branch === indexName(branch)) && (status === void 0 || line.status === status);
}
function rowOf(record, metrics) {
	const { source, comparison } = record;
	const verdict = comparison?.verdict?.status ?? "";
	return [
		record.id.slice(0, SHORT_ID),
		timeOfRunId(record.id).toISOString().slice(0, 16).replace("T", " "),
		record.status,
		record.experiment,
		source.branch ?? "",
		`${source.commit.slice(0, 7)}${source.dirty ? "+" : ""}`,
		verdict,
		...metrics.map((name) => shortNumber(record.metrics[name]?.value))
	];
}
/** Gated metrics first, as the newest comparison orders them, then what most of these runs have. Counts are left out. */
function commonMetrics(records) {
	const rows = records.flatMap((record) => record.comparison?.rows ?? []);
	const ranked = rows.filter((row) => !row.count && row.candidate !== void 0).toSorted((a, b) => rankOf(a) - rankOf(b));
	const measured = records.flatMap((record) => Object.keys(record.metrics));
	const counts = new Set(rows.filter((row) => row.count).map(({ name }) => name));
	return [.../* @__PURE__ */ new Set([...ranked.map(({ name }) => name), ...measured.filter((name) => !counts.has(name))])].slice(0, SHOWN_METRICS);
}
function rankOf({ primary, gate }) {
	if (primary) return 0;
	return gate === void 0 ? 2 : 1;
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
async function noRuns({ git, remoteUrl }) {
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