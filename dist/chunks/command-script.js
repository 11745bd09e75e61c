// src/doctor/command-script.ts
const INTERPRETERS = /^(?:python[\d.]*|node|bash|sh|zsh|Rscript|julia|ruby|perl|deno|bun)$/;
const SCRIPT = /^[\w./-]+\.(?:py|js|mjs|cjs|ts|sh|R|r|jl|rb|pl)$/;
/** Relative to the folder in which the command runs; undefined for anything but one plain command that names a script. */
function scriptOf(command) {
	const lines = command.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("#"));
	const [line = ""] = lines;
	if (lines.length !== 1 || /[;&|<>`$(){}'"\\*?]/.test(line)) return void 0;
	const words = line.trim().split(/\s+/);
	const [first = "", ...rest] = words.slice(words.findIndex((word) => !/^\w+=/.test(word)));
	if (first.startsWith("./") && SCRIPT.test(first)) return first.slice(2);
	if (!INTERPRETERS.test(first)) return void 0;
	const [script = ""] = rest;
	return SCRIPT.test(script) && !script.startsWith("/") ? script : void 0;
}

export { scriptOf as t };