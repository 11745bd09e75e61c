import { t as MlopsError } from "./error.js";
import { n as gatherKeptEvidence } from "./gather-evidence.js";
import { a as renderRunReport } from "./report-run.js";
import { n as openLocalHistory } from "./local-history.js";
import { t as localPorts } from "./local-ports.js";
import { a as terminalLog, r as printJson } from "./print.js";
import { n as findRunOrNewest, r as warnIfDeleted } from "./reference.js";
import { t as writeOutput } from "./write-output.js";

// src/cli/commands/report.ts
/** @param reference the newest run when left out */
async function report(reference, options) {
	if ([
		options.json,
		options.html,
		options.summary
	].filter(Boolean).length > 1) throw new MlopsError("usage", "a report has one form", "Give one of --json, --html and --summary.");
	const log = terminalLog(true);
	const { workspace, trackingBranch, history } = await openLocalHistory(options, log);
	const line = await findRunOrNewest(reference, history, workspace.git);
	warnIfDeleted(line, log);
	const { comment, summary, comparison, input } = await renderRunReport(line, history);
	if (options.json) printJson(comparison);
	else if (options.html) {
		const { renderReportPage } = await import("./report-page.js");
		const { run, baseRecord } = input;
		const ports = await localPorts(workspace, {
			trackingBranch,
			pushTags: false,
			log
		});
		const evidence = baseRecord === void 0 ? {} : await gatherKeptEvidence(run, baseRecord, ports);
		await writeOutput(renderReportPage(input, evidence.rows), options.output);
	} else await writeOutput(options.summary ? summary : comment, options.output);
	return 0;
}

export { report };