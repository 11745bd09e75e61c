import { n as readPlainFile } from "./plain-file.js";
import { stripVTControlCharacters } from "node:util";

// src/training/log-tail.ts
const TAIL_BYTES = 262144;
const MAX_LINE_LENGTH = 500;
/** The last lines of a log; none when it cannot be read. */
async function readLogTail(path, redact) {
	const end = await readPlainFile(path, TAIL_BYTES);
	return end === void 0 ? [] : tailOf(end.content.toString(), end.content.length === end.size, redact);
}
/** @param isWhole whether the text starts where the log starts; a first line that does not may end a cut secret */
function tailOf(text, isWhole, redact) {
	const lines = redact(stripVTControlCharacters(text)).split(/\r?\n/);
	if (!isWhole && lines.length > 1) lines.shift();
	return lines.map(lastOverwrite).filter((line) => line !== "").slice(-30).map((line) => line.length > MAX_LINE_LENGTH ? `…${line.slice(-500)}` : line);
}
function lastOverwrite(line) {
	return (line.split("\r").findLast((part) => part.trim() !== "") ?? "").replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "").trimEnd();
}
const ERROR_LINES = [
	/^(?:[A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt|Warning|Iteration))(?::.*)?$/,
	/^Error(?: in .*)?:.*$/,
	/^ERROR: .*$/,
	/^Exception in thread .*$/,
	/^(?:Uncaught )?[A-Z]\w*Error: .*$/,
	/^thread '.*' panicked at .*$/,
	/^.*: line \d+: .*$/
];
/** The line that names the error: the last one in the shape of a language's error message. */
function errorLineOf(tail) {
	const traceback = tail.findLastIndex((line) => line.startsWith("Traceback (most recent call last)"));
	if (traceback !== -1) {
		const named = tail.slice(traceback + 1).find((line) => /^\S/.test(line));
		if (named !== void 0) return named;
	}
	return tail.findLast((line) => ERROR_LINES.some((pattern) => pattern.test(line)));
}

export { readLogTail as n, errorLineOf as t };