import { c as formatRelative, i as formatDelta, s as formatReading, t as chooseFormat } from "./number-format.js";
import { t as plainMarkdown } from "./plain-markdown.js";
import { i as renderTable } from "./print.js";

// src/cli/comparison-tables.ts
const LONGEST_VALUE = 60;
function renderMetrics(rows, headings) {
	const judged = rows.some(({ gate }) => gate !== void 0);
	const cells = rows.map((row) => [...metricCells(row), ...judged ? [row.gate?.status ?? ""] : []]);
	return renderTable([
		"METRIC",
		...headings,
		"CHANGE",
		...judged ? ["GATE"] : []
	], cells, " rr");
}
/** A table for each kind of thing that changed, parted by blank lines; undefined when nothing did. */
function renderChanges(changes, headings, code) {
	const [baseline, candidate] = code;
	const tables = [
		["PARAM", changes.params],
		["DATA", changes.data],
		["PACKAGE", changes.packages],
		["ENVIRONMENT", changes.environment],
		["COMMAND", changes.command === void 0 ? [] : [changes.command]],
		["CODE", changes.code.same ? [] : [{
			name: "commit",
			baseline,
			candidate
		}]]
	].filter(([, list]) => list.length > 0).map(([title, list]) => renderTable([title, ...headings], list.map(changeCells)));
	return tables.length === 0 ? void 0 : tables.join("\n\n");
}
/** The code that a run trained. */
function codeWords({ commit, dirty }) {
	return `${commit.slice(0, 7)}${dirty ? " with uncommitted changes" : ""}`;
}
function metricCells({ name, unit, baseline, candidate, delta, relative, movement }) {
	const format = chooseFormat({
		values: [baseline, candidate],
		delta,
		unit
	});
	const percent = relative === void 0 ? void 0 : formatRelative(relative);
	const amount = delta === void 0 || delta === 0 ? "" : formatDelta(delta, format);
	const change = `${amount}${percent === void 0 || amount === "" ? "" : ` (${percent})`} ${movement}`.trim();
	return [name, ...[
		formatReading(baseline, format),
		formatReading(candidate, format),
		change
	].map(plainMarkdown)];
}
function changeCells({ name, baseline, candidate }) {
	return [
		name,
		baseline?.slice(0, LONGEST_VALUE) ?? "",
		candidate?.slice(0, LONGEST_VALUE) ?? ""
	];
}

export { renderChanges as n, renderMetrics as r, codeWords as t };