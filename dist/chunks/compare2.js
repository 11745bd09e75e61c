import { n as compareRuns, t as baselineChoice } from "./compare.js";
import { t as MlopsError } from "./error.js";
import { t as resolveRun } from "./resolve-run.js";
import { n as latestRuns } from "./find.js";
import { t as localHistory } from "./local-ports.js";
import { i as terminalLog, n as printJson, r as renderTable, t as print } from "./print.js";
import { n as openWorkspace } from "./workspace.js";

// src/cli/commands/compare.ts
/** @param b the newest run when left out */
async function compare(a, b, options) {
	const { git, ...workspace } = await openWorkspace(options.repo);
	const history = localHistory({
		git,
		...workspace
	}, options.trackingBranch, terminalLog(true));
	const baseLine = await resolveRun(a, history, git);
	const line = b === void 0 ? (await latestRuns(history, 1))[0] : await resolveRun(b, history, git);
	const [base, candidate] = line === void 0 ? [] : await history.read([baseLine, line]);
	if (base === void 0 || candidate === void 0) throw new MlopsError("not-found", "there is no run to compare with", "`mlops runs` lists the runs.");
	const comparison = compareRuns({
		candidate,
		baseline: {
			record: base,
			choice: baselineChoice(base, `asked for as ${a}`)
		},
		history: [],
		gates: {}
	});
	if (options.json) printJson(comparison);
	else print(renderComparison(comparison, base.id, candidate.id));
	return 0;
}
function renderComparison({ rows, changes }, a, b) {
	const header = [
		"",
		a.slice(0, 12),
		b.slice(0, 12),
		"CHANGE"
	];
	const metrics = renderTable(["METRIC", ...header.slice(1)], rows.map(metricCells), " rr");
	const changed = [
		["PARAM", changes?.params ?? []],
		["DATA", changes?.data ?? []],
		["PACKAGE", changes?.packages ?? []],
		["ENVIRONMENT", changes?.environment ?? []],
		["COMMAND", changes?.command === void 0 ? [] : [changes.command]],
		["CODE", changes === void 0 || changes.code.same ? [] : [{
			name: "commit",
			...changes.code
		}]]
	].filter(([, list]) => list.length > 0).map(([title, list]) => renderTable([title, ...header.slice(1, 3)], list.map(changeCells)));
	return [metrics, ...changed.length === 0 ? ["Nothing else changed."] : changed].join("\n\n");
}
function metricCells({ name, baseline, candidate, delta, relative, movement }) {
	const amount = delta === void 0 ? "" : `${delta > 0 ? "+" : ""}${Number(delta.toPrecision(4))}`;
	const percent = relative === void 0 ? "" : ` (${relative > 0 ? "+" : ""}${(relative * 100).toFixed(1)} %)`;
	return [
		name,
		String(baseline ?? ""),
		String(candidate ?? ""),
		`${amount}${percent} ${movement}`.trim()
	];
}
function changeCells({ name, baseline, candidate }) {
	return [
		name,
		baseline?.slice(0, 60) ?? "",
		candidate?.slice(0, 60) ?? ""
	];
}

export { compare };