import { n as renderRunReport } from "./report-run.js";
import { t as resolveRun } from "./resolve-run.js";
import { t as localHistory } from "./local-ports.js";
import { i as terminalLog, n as printJson, t as print } from "./print.js";
import { n as openWorkspace } from "./workspace.js";

// src/cli/commands/report.ts
async function report(reference, options) {
	const workspace = await openWorkspace(options.repo);
	const history = localHistory(workspace, options.trackingBranch, terminalLog(true));
	const line = await resolveRun(reference, history, workspace.git);
	const { comment, summary, comparison } = await renderRunReport(line, history);
	if (options.json) printJson(comparison);
	else print(options.summary ? summary : comment);
	return 0;
}

export { report };