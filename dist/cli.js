#!/usr/bin/env node
import { n as reportFailure } from "./chunks/fail.js";
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
if (words.length === 1 && ["--version", "-V"].includes(words[0] ?? "")) process.stdout.write(`${VERSION}\n`);
else await run();
async function run() {
	const [{ CommanderError }, { buildProgram }] = await Promise.all([import("./chunks/commander2.js"), import("./chunks/program.js")]);
	try {
		await buildProgram(assetsBeside(import.meta.filename, import.meta.dirname), settle).parseAsync([...withDefaultSubcommand(words)], { from: "user" });
	} catch (error) {
		if (error instanceof CommanderError) settle(error.exitCode === 0 ? 0 : 2);
		else settle(reportFailure(error, words.includes("--json")));
	}
}
function settle(status) {
	process.exitCode = status;
}
/** `mlops runs --limit 5` is `mlops runs list --limit 5`, and `mlops registry` is `mlops registry show`. */
function withDefaultSubcommand(given) {
	const defaults = {
		runs: ["list", "show"],
		registry: ["show", "history"]
	};
	const [command = "", next] = given;
	const known = Object.hasOwn(defaults, command) ? defaults[command] : void 0;
	if (known === void 0 || next !== void 0 && [
		...known,
		"--help",
		"-h",
		"help"
	].includes(next)) return given;
	return [
		command,
		known[0],
		...given.slice(1)
	];
}

export {  };