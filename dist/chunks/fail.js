import { n as exitStatusOf, t as MlopsError } from "./error.js";
import { styleText } from "node:util";

// src/cli/fail.ts
/** Says what went wrong on stderr, once, and gives the exit status. */
function reportFailure(error, json) {
	if (error instanceof MlopsError) {
		if (json) process.stdout.write(`${JSON.stringify({ error: {
			code: error.code,
			message: error.message,
			hint: error.hint,
			...error.place
		} })}\n`);
		const place = error.place === void 0 ? "" : ` (${[
			error.place.file,
			error.place.line,
			error.place.column
		].filter((part) => part !== void 0).join(":")})`;
		process.stderr.write(`${styleText("red", "error")}: ${printable(error.message)}${place}\n${styleText("cyan", "hint")}: ${printable(error.hint)}\n`);
		if (process.env["MLOPS_DEBUG"] !== void 0) process.stderr.write(`${stackOf(error.cause ?? error)}\n`);
	} else {
		process.stderr.write(`${styleText("red", "bug")}: ${stackOf(error)}\n`);
		process.stderr.write("This is a bug in mlops; please report it with the lines above.\n");
	}
	return exitStatusOf(error);
}
function stackOf(error) {
	return error instanceof Error ? error.stack ?? error.message : String(error);
}
/** Foreign text that cannot steer the terminal: control characters and bidirectional marks become visible. */
function printable(text) {
	return text.replaceAll(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

export { reportFailure as n, printable as t };