import { n as exitStatusOf, t as MlopsError } from "./error.js";
import { n as printableJson, t as printable } from "./printable.js";
import { styleText } from "node:util";

// src/cli/fail.ts
const stream = process.stderr;
/** Says what went wrong on stderr, once, and gives the exit status. */
function reportFailure(error, json) {
	if (error instanceof MlopsError) {
		if (json) {
			const { code, message, hint, place } = error;
			process.stdout.write(`${printableJson({ error: {
				code,
				message,
				hint,
				...place
			} })}\n`);
		}
		const message = `${indented(error.message)}${error.place === void 0 ? "" : ` (${placeText(error.place)})`}`;
		stream.write(`${styleText("red", "error", { stream })}: ${message}\n`);
		stream.write(`${styleText("cyan", "hint", { stream })}: ${indented(error.hint)}\n`);
		if (process.env["MLOPS_DEBUG"] !== void 0) stream.write(`${stackOf(error.cause ?? error)}\n`);
	} else {
		stream.write(`${styleText("red", "bug", { stream })}: ${stackOf(error)}\n`);
		stream.write("This is a bug in mlops; please report it with the lines above.\n");
	}
	return exitStatusOf(error);
}
/** A message may list several problems; none of its lines can pass for one of ours. */
function indented(text) {
	return printable(text).replaceAll("\n", "\n  ");
}
function placeText({ file, line, column }) {
	return printable([
		file,
		line,
		column
	].filter((part) => part !== void 0).join(":"));
}
function stackOf(error) {
	return printable(error instanceof Error ? error.stack ?? error.message : String(error));
}

export { reportFailure as t };