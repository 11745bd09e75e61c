import { t as MlopsError } from "./error.js";

// src/cli/assignments.ts
const PARAM = {
	flag: "--set",
	example: "learning_rate=0.1",
	noun: "param"
};
/** @throws MlopsError `usage` for a text without "=", or a name that is given twice */
function parseAssignments(texts, { flag, example, noun } = PARAM) {
	const prefix = flag === "" ? "" : `${flag} `;
	const pairs = texts.map((text) => {
		const at = text.indexOf("=");
		if (at < 1) {
			const shown = `${prefix}${JSON.stringify(text.slice(0, 120))}`;
			throw new MlopsError("usage", `${shown} is no assignment`, `Write it as ${prefix}${example}`);
		}
		return [text.slice(0, at).trim(), text.slice(at + 1)];
	});
	const names = pairs.map(([name]) => name);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== void 0) throw new MlopsError("usage", `${prefix}${JSON.stringify(twice)} is given twice`, `Give each ${noun} once.`);
	return Object.fromEntries(pairs);
}

export { parseAssignments as t };