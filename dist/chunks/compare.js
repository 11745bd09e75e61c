import { n as baselineChoice, r as compareRuns } from "./plain-markdown.js";
import { t as MlopsError } from "./error.js";
import { n as currentRecord } from "./open-history.js";
import { r as latestRuns } from "./find.js";
import { n as renderChanges, r as renderMetrics, t as codeWords } from "./comparison-tables.js";
import { n as openLocalHistory } from "./local-history.js";
import { a as terminalLog, n as print, r as printJson } from "./print.js";
import { n as warnIfDeleted, t as findReferencedRun } from "./reference.js";

// src/cli/commands/compare.ts
/** @param b when left out, the newest run of the same experiment that is not `a` */
async function compare(a, b, options) {
	const log = terminalLog(true);
	const { workspace, history } = await openLocalHistory(options, log);
	const baseLine = await findReferencedRun(a, history, workspace.git);
	const isOther = (line) => line.id !== baseLine.id && line.experiment === baseLine.experiment;
	const line = b === void 0 ? (await latestRuns(history, 1, isOther))[0] : await findReferencedRun(b, history, workspace.git);
	const lines = line === void 0 ? [] : [baseLine, line];
	for (const each of lines) warnIfDeleted(each, log);
	const [base, candidate] = (await history.readStates(lines)).map(({ record, state }) => currentRecord(record, state));
	if (base === void 0 || candidate === void 0) throw new MlopsError("not-found", `there is no other run of ${baseLine.experiment} to compare ${a} with`, "`mlops runs` lists the runs.");
	const comparison = compareRuns({
		candidate,
		baseline: {
			record: base,
			choice: baselineChoice(base, `asked for as ${a}`)
		},
		history: [],
		gates: {}
	});
	if (options.json) {
		printJson(comparison);
		return 0;
	}
	const headings = [heading(a, base.id), heading(b ?? "newest", candidate.id)];
	const { rows, changes } = comparison;
	const code = [codeWords(base.source), codeWords(candidate.source)];
	const changed = changes === void 0 ? void 0 : renderChanges(changes, headings, code);
	print([renderMetrics(rows, headings), changed ?? "Nothing else changed."].join("\n\n"));
	return 0;
}
/** What was typed and which run that is. */
function heading(typed, id) {
	const short = id.slice(0, 12);
	return id.startsWith(typed.toLowerCase().replaceAll("-", "")) ? short : `${typed.slice(0, 60)} (${short})`;
}

export { compare };