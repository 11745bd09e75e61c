// mlops compare: two runs side by side, judged like any run: by what the branch of the first does without cause, and by the
// gates that mlops.yaml declares.
import { basename } from 'node:path';
import { historyLines, isComparable, isEligible } from '../../comparison/baseline.ts';
import { withChangedFiles } from '../../comparison/changed-files.ts';
import { baselineChoice, compareRuns } from '../../comparison/compare.ts';
import type { Comparison } from '../../comparison/comparison.ts';
import type { Gate } from '../../config/schema.ts';
import { loadSettings } from '../../config/load-config.ts';
import { MlopsError } from '../../error.ts';
import { findLocalChangedFiles } from '../../forge/local-changed-files.ts';
import { gatherKeptEvidence } from '../../pipeline/judging/gather-evidence.ts';
import { repositoryUrlOf } from '../../report/link.ts';
import { budgetsFor } from '../../report/budget.ts';
import { code } from '../../report/markdown.ts';
import type { ReportInput } from '../../report/report-input.ts';
import { viewOf } from '../../report/report-view.ts';
import type { RunRecord } from '../../run/record.ts';
import { currentRecord } from '../../run/state.ts';
import { latestRuns } from '../../tracking/find.ts';
import type { RunLine, TrackingHistory } from '../../tracking/history.ts';
import { renderComparisonText } from '../comparison-text.ts';
import { openLocalHistory, type HistoryOptions } from '../local-history.ts';
import { localPorts } from '../local-ports.ts';
import { printJson, terminalLog, terminalWidth } from '../print.ts';
import { findReferencedRun, warnIfDeleted } from '../reference.ts';
import { withWorkingDirectory } from '../working-directory.ts';
import type { Workspace } from '../workspace.ts';
import { writeOutput } from '../write-output.ts';

/** How many runs of the first one's branch are looked at for noise. */
const HISTORY_RUNS = 12;

export interface ComparisonOptions extends HistoryOptions {
  /** One HTML file with plots. */
  readonly html: boolean;
  /** Where to write it; stdout by default. */
  readonly output?: string | undefined;
}

/** @param b when left out, the newest run of the same experiment that is not `a` */
export async function compare(a: string, b: string | undefined, options: ComparisonOptions): Promise<number> {
  if (options.json && options.html) {
    throw new MlopsError('usage', 'a comparison has one form', 'Give one of --json and --html.');
  }
  const log = terminalLog(true);
  const { workspace, trackingBranch, history } = await openLocalHistory(options, log);
  const baseLine = await findReferencedRun(a, history, workspace.git);
  const isOther = (line: { readonly id: string; readonly experiment: string }): boolean =>
    line.id !== baseLine.id && line.experiment === baseLine.experiment;
  const line =
    b === undefined ? (await latestRuns(history, 1, isOther))[0] : await findReferencedRun(b, history, workspace.git);
  const lines = line === undefined ? [] : [baseLine, line];
  for (const each of lines) warnIfDeleted(each, log);
  const [base, candidate] = (await history.readStates(lines)).map(({ record, state }) => currentRecord(record, state));
  if (base === undefined || candidate === undefined) {
    throw new MlopsError(
      'not-found',
      `there is no other run of ${baseLine.experiment} to compare ${a} with`,
      '`mlops runs` lists the runs.',
    );
  }
  const ports = await localPorts(workspace, { trackingBranch, pushTags: false, log });
  const evidence = await gatherKeptEvidence(candidate, base, ports);
  const compared = compareRuns({
    candidate,
    evidence,
    baseline: { record: base, choice: baselineChoice(base, `asked for as ${a}`) },
    history: await pastOf(baseLine, candidate.id, history),
    gates: await gatesOf(candidate, options, workspace),
  });
  const comparison = await withCode(compared, base, candidate, workspace);
  if (options.json) {
    printJson(comparison);
    return 0;
  }
  const input: ReportInput = {
    run: candidate,
    comparison,
    baseRecord: base,
    model: candidate.model.name,
    key: candidate.model.name,
    repositoryUrl: repositoryUrlOf(candidate),
    // Nothing is merged or fails by a look at it.
    isLeg: true,
    updated: candidate.ended,
  };
  if (options.html) {
    const { renderReportPage } = await import('../../report/html/report-page.ts');
    await writeOutput(renderReportPage(input, evidence.rows), options.output);
    return 0;
  }
  const [budget] = budgetsFor('summary');
  if (budget === undefined) throw new Error('there is no budget for a summary');
  const headings = [heading(a, base.id), heading(b ?? 'newest', candidate.id)] as const;
  const view = { ...viewOf(input, budget, 'summary'), baseline: code(a, 40) };
  const width = options.output === undefined ? terminalWidth() : Infinity;
  await writeOutput(renderComparisonText(view, base, headings, width), options.output);
  return 0;
}

/** What the branch of the first run did up to it, for the noise; the second run is no part of its own past. */
async function pastOf(baseline: RunLine, candidate: string, history: TrackingHistory): Promise<readonly RunRecord[]> {
  const { experiment, branch, leg } = baseline;
  if (branch === '') return [];
  const query = { experiment, branch, leg };
  const found = await history.lines({
    matches: (line) =>
      line.id <= baseline.id &&
      line.id !== candidate &&
      line.branch === branch &&
      isEligible(line) &&
      isComparable(line, query),
    enough: HISTORY_RUNS,
  });
  return history.read(historyLines(found, query, HISTORY_RUNS));
}

/** The gates that stand in mlops.yaml, where it speaks of the run's experiment; a broken file has been warned of. */
async function gatesOf(
  { experiment }: RunRecord,
  options: ComparisonOptions,
  workspace: Workspace,
): Promise<Readonly<Record<string, Gate>>> {
  try {
    const inputs = await withWorkingDirectory({ repo: options.repo, inputs: {} }, workspace);
    const settings = await loadSettings(inputs, { root: workspace.root, repository: basename(workspace.root) });
    return settings.experiment === experiment ? settings.gates : {};
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    return {};
  }
}

/** With the files that differ, where both commits are in the repository. */
async function withCode(
  comparison: Comparison,
  { source: from }: RunRecord,
  { source: to }: RunRecord,
  { git }: Workspace,
): Promise<Comparison> {
  if (from.commit === to.commit) return comparison;
  const found = await findLocalChangedFiles(git, from.commit, to.commit);
  return found === undefined ? comparison : withChangedFiles(comparison, found, !from.dirty && !to.dirty);
}

/** What was typed and which run that is. */
function heading(typed: string, id: string): string {
  const short = id.slice(0, 12);
  return id.startsWith(typed.toLowerCase().replaceAll('-', '')) ? short : `${typed.slice(0, 60)} (${short})`;
}
