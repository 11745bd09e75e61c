import { a as isEligible, i as isComparable, r as historyLines } from "./baseline.js";
import { t as withChangedFiles } from "./changed-files.js";
import { n as compareRuns, t as baselineChoice } from "./compare.js";
import { t as loadSettings } from "./load-config.js";
import { t as MlopsError } from "./error.js";
import { n as findLocalChangedFiles } from "./local.js";
import { n as gatherKeptEvidence } from "./gather-evidence.js";
import { d as repositoryUrlOf, r as viewOf } from "./report-view.js";
import { a as renderChangesLine, o as budgetsFor } from "./changes-line.js";
import { l as formatSeconds, n as formatBytes, u as code } from "./number-format.js";
import { n as currentRecord } from "./open-history.js";
import { r as latestRuns } from "./find.js";
import { l as renderLegend, o as renderLead, t as plainMarkdown } from "./plain-markdown.js";
import { a as renderHeadline, i as outcomeOf } from "./headline.js";
import { n as renderChanges, r as renderMetrics, t as codeWords } from "./comparison-tables.js";
import { r as printableLine } from "./printable.js";
import { a as terminalLog, i as renderTable, o as terminalWidth, r as printJson, s as wrapped } from "./print.js";
import { a as withWorkingDirectory, n as openLocalHistory } from "./local-history.js";
import { t as localPorts } from "./local-ports.js";
import { r as warnIfDeleted, t as findReferencedRun } from "./reference.js";
import { t as writeOutput } from "./write-output.js";
import { basename } from "node:path";
import { styleText } from "node:util";

// src/cli/comparison-text.ts
const COLOURS = {
	pass: ["bold", "green"],
	warn: ["bold", "yellow"],
	fail: ["bold", "red"],
	inconclusive: ["bold", "yellow"],
	"not-trained": ["bold", "red"],
	"no-baseline": "bold",
	"no-gate": "bold"
};
/** Wider prose is hard to read. */
const WIDEST_PROSE = 100;
/**
* @param view of the second run, with the first as its baseline
* @param width of the terminal; Infinity for a file
*/
function renderComparisonText(view, base, headings, width) {
	const { run, comparison } = view.input;
	const prose = (markdown) => {
		const text = printableLine(plainMarkdown(markdown.replaceAll(/<\/?sub>/g, "")));
		return wrapped(text, width === 1e400 ? width : Math.min(width, WIDEST_PROSE)).join("\n");
	};
	const reasons = (comparison.verdict?.reasons ?? []).filter(({ status }) => status !== "pass" && status !== "skipped");
	const code = [codeWords(base.source), codeWords(run.source)];
	const { changes } = comparison;
	const changed = changes === void 0 ? void 0 : renderChanges(changes, headings, code, { width });
	const legend = renderLegend(view);
	return [
		styleText(COLOURS[outcomeOf(view.input)], prose(renderHeadline(view))),
		prose(renderLead(view)),
		reasons.map(({ metric, status, reason }) => prose(`- ${status} ${metric}: ${reason}`)).join("\n"),
		comparison.rows.length === 0 ? "" : renderMetrics(comparison.rows, headings, view, { width }),
		legend === void 0 ? "" : styleText("dim", prose(legend)),
		prose(renderChangesLine(view) ?? ""),
		changed ?? "",
		renderTable(["RUN", ...headings], runRows(base, run), "", { width })
	].filter((section) => section !== "").join("\n\n");
}
/** Which runs these are, and what they ran on. */
function runRows(base, run) {
	const row = (name, of) => [
		name,
		of(base),
		of(run)
	];
	return [
		row("id", ({ id }) => id),
		row("code", ({ source }) => `${source.branch ?? "no branch"}@${codeWords(source)}`),
		row("started", ({ started }) => `${started.slice(0, 16).replace("T", " ")} UTC`),
		row("duration", ({ duration }) => formatSeconds(duration)),
		row("machine", ({ environment: { os, arch, cores, memory, gpu } }) => [
			os,
			arch,
			cores === void 0 ? "" : `${cores} cores`,
			memory === void 0 ? "" : formatBytes(memory),
			gpu ?? ""
		].filter((part) => part !== "").join(", ")),
		row("model", ({ model }) => model.digest === void 0 ? "no files" : `sha256:${model.digest.slice(0, 12)}`)
	];
}

// src/cli/commands/compare.ts
/** How many runs of the first one's branch are looked at for noise. */
const HISTORY_RUNS = 12;
/** @param b when left out, the newest run of the same experiment that is not `a` */
async function compare(a, b, options) {
	if (options.json && options.html) throw new MlopsError("usage", "a comparison has one form", "Give one of --json and --html.");
	const log = terminalLog(true);
	const { workspace, trackingBranch, history } = await openLocalHistory(options, log);
	const baseLine = await findReferencedRun(a, history, workspace.git);
	const isOther = (line) => line.id !== baseLine.id && line.experiment === baseLine.experiment;
	const line = b === void 0 ? (await latestRuns(history, 1, isOther))[0] : await findReferencedRun(b, history, workspace.git);
	const lines = line === void 0 ? [] : [baseLine, line];
	for (const each of lines) warnIfDeleted(each, log);
	const [base, candidate] = (await history.readStates(lines)).map(({ record, state }) => currentRecord(record, state));
	if (base === void 0 || candidate === void 0) throw new MlopsError("not-found", `there is no other run of ${baseLine.experiment} to compare ${a} with`, "`mlops runs` lists the runs.");
	const ports = await localPorts(workspace, {
		trackingBranch,
		pushTags: false,
		log
	});
	const evidence = await gatherKeptEvidence(candidate, base, ports);
	const comparison = await withCode(compareRuns({
		candidate,
		evidence,
		baseline: {
			record: base,
			choice: baselineChoice(base, `asked for as ${a}`)
		},
		history: await pastOf(baseLine, candidate.id, history),
		gates: await gatesOf(candidate, options, workspace)
	}), base, candidate, workspace);
	if (options.json) {
		printJson(comparison);
		return 0;
	}
	const input = {
		run: candidate,
		comparison,
		baseRecord: base,
		model: candidate.model.name,
		key: candidate.model.name,
		repositoryUrl: repositoryUrlOf(candidate),
		isLeg: true,
		updated: candidate.ended
	};
	if (options.html) {
		const { renderReportPage } = await import("./report-page.js");
		await writeOutput(renderReportPage(input, evidence.rows), options.output);
		return 0;
	}
	const [budget] = budgetsFor("summary");
	if (budget === void 0) throw new Error("there is no budget for a summary");
	const headings = [heading(a, base.id), heading(b ?? "newest", candidate.id)];
	const view = {
		...viewOf(input, budget, "summary"),
		baseline: code(a, 40)
	};
	const width = options.output === void 0 ? terminalWidth() : 1e400;
	await writeOutput(renderComparisonText(view, base, headings, width), options.output);
	return 0;
}
/** What the branch of the first run did up to it, for the noise; the second run is no part of its own past. */
async function pastOf(baseline, candidate, history) {
	const { experiment, branch, leg } = baseline;
	if (branch === "") return [];
	const query = {
		experiment,
		branch,
		leg
	};
	const found = await history.lines({
		matches: (line) => line.id <= baseline.id && line.id !== candidate && line.branch === branch && isEligible(line) && isComparable(line, query),
		enough: HISTORY_RUNS
	});
	return history.read(historyLines(found, query, HISTORY_RUNS));
}
/** The gates that stand in mlops.yaml, where it speaks of the run's experiment; a broken file has been warned of. */
async function gatesOf({ experiment }, options, workspace) {
	try {
		const inputs = await withWorkingDirectory({
			repo: options.repo,
			inputs: {}
		}, workspace);
		const settings = await loadSettings(inputs, {
			root: workspace.root,
			repository: basename(workspace.root)
		});
		return settings.experiment === experiment ? settings.gates : {};
	} catch (error) {
		if (!(error instanceof MlopsError)) throw error;
		return {};
	}
}
/** With the files that differ, where both commits are in the repository. */
async function withCode(comparison, { source: from }, { source: to }, { git }) {
	if (from.commit === to.commit) return comparison;
	const found = await findLocalChangedFiles(git, from.commit, to.commit);
	return found === void 0 ? comparison : withChangedFiles(comparison, found, !from.dirty && !to.dirty);
}
/** What was typed and which run that is. */
function heading(typed, id) {
	const short = id.slice(0, 12);
	return id.startsWith(typed.toLowerCase().replaceAll("-", "")) ? short : `${typed.slice(0, 60)} (${short})`;
}

export { compare };