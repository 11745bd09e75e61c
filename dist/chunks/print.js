import { n as printableJson, r as printableLine } from "./printable.js";
import { styleText } from "node:util";

// src/cli/wrapped-text.ts
/** What a person sees as one character counts as one. A segmenter takes 12 ms to make, and most text needs none. */
function widthOf(text) {
	if (/^[ -~]*$/.test(text)) return text.length;
	graphemes ??= new Intl.Segmenter();
	return [...graphemes.segment(text)].length;
}
let graphemes;
/** Lines of at most `width`, broken between words; a longer word is broken inside. */
function wrapped(text, width) {
	if (widthOf(text) <= width) return [text];
	const lines = [];
	let line = "";
	for (const word of text.split(" ")) {
		const longer = line === "" ? word : `${line} ${word}`;
		if (widthOf(longer) <= width) {
			line = longer;
			continue;
		}
		if (line !== "") lines.push(line);
		const pieces = broken(word, width);
		lines.push(...pieces.slice(0, -1));
		line = pieces.at(-1) ?? "";
	}
	return [...lines, line];
}
function broken(word, width) {
	if (widthOf(word) <= width) return [word];
	graphemes ??= new Intl.Segmenter();
	const letters = Array.from(graphemes.segment(word), ({ segment }) => segment);
	return Array.from({ length: Math.ceil(letters.length / width) }, (_, index) => letters.slice(index * width, (index + 1) * width).join(""));
}
/** A narrower column cannot be read. */
const LEAST_WIDTH = 8;
/** Widths of columns that together fit: the widest give way, all alike, none below eight characters. */
function fittedWidths(widths, total) {
	const sum = (most) => widths.reduce((all, width) => all + Math.min(width, most), 0);
	let most = Math.max(LEAST_WIDTH, ...widths);
	while (most > LEAST_WIDTH && sum(most) > total) most -= 1;
	return widths.map((width) => Math.min(width, most));
}

// src/cli/print.ts
/** A plain table with one header row; cells are made safe for the terminal. `align` holds `r` where numbers stand. */
function renderTable(header, rows, align = "", { width = 1e400, style } = {}) {
	const cells = [header, ...rows].map((row) => row.map(printableLine));
	const natural = header.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ""))));
	const widths = fittedWidths(natural, width - 2 * (header.length - 1));
	return cells.flatMap((row, index) => {
		const broken = row.map((cell, column) => wrapped(cell, widths[column] ?? 0));
		const height = Math.max(1, ...broken.map((parts) => parts.length));
		return Array.from({ length: height }, (_, part) => {
			const whole = broken.map((parts, column) => {
				const text = parts[part] ?? "";
				const gap = " ".repeat(Math.max(0, (widths[column] ?? 0) - widthOf(text)));
				const colour = index === 0 || text === "" ? void 0 : style?.(index - 1, column);
				const shown = colour === void 0 ? text : styleText(colour, text);
				return align[column] === "r" ? gap + shown : shown + gap;
			}).join("  ").trimEnd();
			return index === 0 ? styleText("bold", whole) : whole;
		});
	}).join("\n");
}
/** How wide the terminal is; a file or a pipe takes lines of any length. */
function terminalWidth() {
	return process.stdout.isTTY ? process.stdout.columns || 80 : 1e400;
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

export { terminalLog as a, renderTable as i, print as n, terminalWidth as o, printJson as r, wrapped as s, counted as t };