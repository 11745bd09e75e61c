import { t as printable } from "./fail.js";
import { styleText } from "node:util";

// src/cli/print.ts
/** A plain table with one header row; cells are made safe for the terminal. `align` holds `r` where numbers stand. */
function renderTable(header, rows, align = "") {
	const cells = [header, ...rows].map((row) => row.map((cell) => printable(cell).replaceAll(/\s*\n\s*/g, " ")));
	const widths = header.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ""))));
	return cells.map((row) => row.map((cell, column) => {
		const gap = " ".repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)));
		return align[column] === "r" ? gap + cell : cell + gap;
	}).join("  ").trimEnd()).map((line, index) => index === 0 ? styleText("bold", line) : line).join("\n");
}
function print(text) {
	process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}
function printJson(value) {
	process.stdout.write(`${JSON.stringify(value, void 0, 2)}\n`);
}
/** Progress and warnings on stderr. `quiet` leaves only warnings. */
function terminalLog(quiet) {
	return {
		info: (message) => {
			if (!quiet) process.stderr.write(`${styleText("dim", printable(message))}\n`);
		},
		warn: (message) => void process.stderr.write(`${styleText("yellow", "warning")}: ${printable(message)}\n`),
		debug: (message) => {
			if (process.env["MLOPS_DEBUG"] !== void 0) process.stderr.write(`${styleText("dim", printable(message))}\n`);
		}
	};
}
const graphemes = new Intl.Segmenter();
function widthOf(text) {
	return [...graphemes.segment(text)].length;
}

export { terminalLog as i, printJson as n, renderTable as r, print as t };