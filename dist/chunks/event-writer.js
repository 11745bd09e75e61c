import { n as redactorFrom } from "./redact.js";
import { i as trackingBranchOf, t as localHistory } from "./local-history.js";
import { a as terminalLog } from "./print.js";
import { n as openWorkspace } from "./workspace.js";
import { randomBytes } from "node:crypto";

// src/cli/event-writer.ts
const LONGEST_NAME = 200;
/**
* Opens the repository and its history to be written.
* @throws MlopsError `config-invalid` for a broken mlops.yaml: the branch could be the wrong one
*/
async function openEventWriter(options) {
	const workspace = await openWorkspace(options.repo);
	const log = terminalLog(true);
	const history = localHistory(workspace, await trackingBranchOf(options, workspace), log);
	const redact = redactorFrom(process.env);
	const actor = await readActor(workspace.git, redact);
	return {
		workspace,
		writer: {
			history,
			clock: () => /* @__PURE__ */ new Date(),
			randomBytes,
			actor,
			redact,
			log
		}
	};
}
/** `user.name` of git's configuration; undefined where it is not set. */
async function readActor(git, redact) {
	const { code, stdout } = await git.exec([
		"config",
		"--get",
		"user.name"
	]);
	const name = code === 0 ? redact(stdout.toString().trim()).slice(0, LONGEST_NAME).toWellFormed() : "";
	return name === "" ? void 0 : name;
}

export { readActor as n, openEventWriter as t };