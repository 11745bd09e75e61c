import { c as noiseLimit } from "./acceptance.js";
import { i as linesWords, n as filesWords } from "./changes-line.js";
import { o as gateCell } from "./headline.js";
import { n as changeCell, t as plainMarkdown } from "./plain-markdown.js";
import { a as formatDistance, s as formatReading } from "./number-format.js";
import { i as renderTable } from "./print.js";

// src/cli/comparison-tables.ts
const LONGEST_VALUE = 60;
/** Values and, where there is a baseline, change; noise where it is known of any metric, and gates where there are any. */
function renderMetrics(rows, headings, view, options = {}) {
	const [isCompared, isNoisy, isGated] = [
		rows.length === 0 || rows.some(({ baseline }) => baseline !== void 0),
		rows.some(({ noise }) => noise !== void 0),
		rows.some(({ gate }) => gate !== void 0)
	];
	const [baseline, candidate] = headings;
	const columns = [
		...isCompared ? [[baseline, (row) => formatReading(row.baseline, view.format(row))]] : [],
		[candidate, (row) => formatReading(row.candidate, view.format(row))],
		...isCompared ? [["CHANGE", (row) => changeCell(row, view)]] : [],
		...isNoisy ? [["NOISE", (row) => noiseCell(row, view)]] : [],
		...isGated ? [["GATE", (row) => gateCell(row, view)]] : []
	];
	const titles = ["METRIC", ...columns.map(([title]) => title)];
	const cells = rows.map((row) => [row.name, ...columns.map(([, cell]) => plainMarkdown(cell(row)))]);
	return renderTable(titles, cells, isCompared ? " rr" : " r", {
		...options,
		style: (index, column) => {
			const row = rows[index];
			if (titles[column] === "CHANGE" && row?.movement === "better") return "green";
			if (titles[column] === "CHANGE" && row?.movement === "worse") return "red";
			return titles[column] === "GATE" && row?.gate !== void 0 ? GATE_STYLES[row.gate.status] : void 0;
		}
	});
}
const GATE_STYLES = {
	pass: "green",
	warn: "yellow",
	inconclusive: "yellow",
	fail: "red",
	skipped: "dim"
};
/** Less than this is no change. */
function noiseCell(row, view) {
	return row.noise === void 0 ? "unknown" : `±${formatDistance(noiseLimit(row.noise), view.format(row))}`;
}
/**
* A table for each kind of thing that changed, parted by blank lines; undefined when nothing did. What matters most to the
* numbers stands first: other data, then params and code, then what they ran in.
*/
function renderChanges(changes, headings, code, options = {}) {
	const [baseline, candidate] = code;
	const tables = [
		["DATA", changes.data],
		["PARAM", changes.params],
		["CODE", changes.code.same ? [] : [{
			name: "commit",
			baseline,
			candidate
		}, ...changedFiles(changes)]],
		["COMMAND", changes.command === void 0 ? [] : [changes.command]],
		["PACKAGE", changes.packages],
		["ENVIRONMENT", changes.environment]
	].filter(([, list]) => list.length > 0).map(([title, list]) => renderTable([title, ...headings], list.map(changeCells), "", options));
	return tables.length === 0 ? void 0 : tables.join("\n\n");
}
/** The files with the most changed lines, as far as they are named, and how many there are. */
function changedFiles({ code: { files } }) {
	if (files === void 0) return [];
	const named = files.most.map((file) => ({
		name: file.path,
		candidate: linesWords(file)
	}));
	const more = files.count - named.length;
	return more > 0 ? [...named, { name: `${filesWords({
		...files,
		count: more
	})} more` }] : named;
}
/** The code that a run trained. */
function codeWords({ commit, dirty }) {
	return `${commit.slice(0, 7)}${dirty ? " with uncommitted changes" : ""}`;
}
function changeCells({ name, baseline, candidate }) {
	return [
		name,
		baseline?.slice(0, LONGEST_VALUE) ?? "",
		candidate?.slice(0, LONGEST_VALUE) ?? ""
	];
}

export { renderChanges as n, renderMetrics as r, codeWords as t };