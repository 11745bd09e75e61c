import { i as renderRunReport } from "./report-run.js";
import { n as openLocalHistory } from "./local-history.js";
import { a as terminalLog, n as print, r as printJson } from "./print.js";
import { n as warnIfDeleted, t as findReferencedRun } from "./reference.js";

// src/cli/commands/report.ts
async function report(reference, options) {
	const log = terminalLog(true);
	const { workspace, history } = await openLocalHistory(options, log);
	const line = await findReferencedRun(reference, history, workspace.git);
	warnIfDeleted(line, log);
	const { comment, summary, comparison } = await renderRunReport(line, history);
	if (options.json) printJson(comparison);
	else print(options.summary ? summary : comment);
	return 0;
}

export { report };