#!/usr/bin/env node
import { t as reportFailure } from "./chunks/fail.js";
import { t as VERSION } from "./chunks/version.js";
import { join } from "node:path";

// src/cli/assets.ts
/** @param entry absolute path of the running entry: `src/cli/main.ts` or `dist/cli.js` */
function assetsBeside(entry, folder) {
	return entry.endsWith(".ts") ? {
		program: entry,
		trainScript: join(folder, "../training/train.sh"),
		demoProject: join(folder, "../demo/project")
	} : {
		program: entry,
		trainScript: join(folder, "train.sh"),
		demoProject: join(folder, "demo")
	};
}

// src/cli/main.ts
const words = process.argv.slice(2);
refuseOldNode();
for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreNobodyReads);
if (words.length === 1 && ["--version", "-V"].includes(words[0] ?? "")) process.stdout.write(`${VERSION}\n`);
else await run();
async function run() {
	const [{ CommanderError }, { buildProgram }] = await Promise.all([import("./chunks/commander2.js"), import("./chunks/program.js")]);
	try {
		await buildProgram(assetsBeside(import.meta.filename, import.meta.dirname), settle).parseAsync(words, { from: "user" });
	} catch (error) {
		if (error instanceof CommanderError) settle(error.exitCode === 0 ? 0 : 2);
		else settle(reportFailure(error, ownWords().includes("--json")));
	}
}
function settle(status) {
	process.exitCode = status;
}
/** What stands after `--` belongs to the training. */
function ownWords() {
	const end = words.indexOf("--");
	return end === -1 ? words : words.slice(0, end);
}
/** Whoever reads has gone (`| head`, a closed terminal): nothing more can be said, but the work goes on to its end. */
function ignoreNobodyReads(error) {
	if (error.code === "EPIPE" || error.code === "EIO") return;
	throw error;
}
/** The first version that has all that is used here (package.json, engines). */
function refuseOldNode() {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	if (major > 22 || major === 22 && minor >= 13) return;
	process.stderr.write(`error: mlops needs Node 22.13 or newer, and this is ${process.versions.node}\nhint: Install a newer Node; with npx, \`-p node@24\` before the other \`-p\` brings its own.
`);
	process.exit(2);
}

export {  };