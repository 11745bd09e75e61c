import { n as printableJson, r as printableLine } from "./printable.js";
import { styleText } from "node:util";

// src/cli/print.ts
/** A plain table with one header row; cells are made safe for the terminal. `align` holds `r` where numbers stand. */
function renderTable(header, rows, align = "") {
	const cells = [header, ...rows].map((row) => row.map(printableLine));
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
	process.stdout.write(`${printableJson(value, 2)}\n`);
}
/** Progress and warnings on stderr, a line each. `quiet` leaves only warnings. */
function terminalLog(quiet) {
	const stream = process.stderr;
	const dim = (message) => void stream.write(`${styleText("dim", printableLine(message), { stream })}\n`);
	return {
		info: (message) => {
			if (!quiet) dim(message);
		},
		warn: (message) => void stream.write(`${styleText("yellow", "warning", { stream })}: ${printableLine(message)}\n`),
		debug: (message) => {
			if (process.env["MLOPS_DEBUG"] !== void 0) dim(message);
		}
	};
}
/** "1 model", "2 models". */
function counted(count, noun) {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
/** What a person sees as one character counts as one. A segmenter takes 12 ms to make, and most text needs none. */
function widthOf(text) {
	if (/^[ -~]*$/.test(text)) return text.length;
	graphemes ??= new Intl.Segmenter();
	return [...graphemes.segment(text)].length;
}
let graphemes;

export { terminalLog as a, renderTable as i, print as n, printJson as r, counted as t };