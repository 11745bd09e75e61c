// mlops compare: two runs side by side.
import { baselineChoice, compareRuns } from '../../comparison/compare.ts';
import { MlopsError } from '../../error.ts';
import { currentRecord } from '../../run/state.ts';
import { latestRuns } from '../../tracking/find.ts';
import { codeWords, renderChanges, renderMetrics } from '../comparison-tables.ts';
import { openLocalHistory, type HistoryOptions } from '../local-history.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { findReferencedRun, warnIfDeleted } from '../reference.ts';

/** @param b when left out, the newest run of the same experiment that is not `a` */
export async function compare(a: string, b: string | undefined, options: HistoryOptions): Promise<number> {
  const log = terminalLog(true);
  const { workspace, history } = await openLocalHistory(options, log);
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
  const comparison = compareRuns({
    candidate,
    baseline: { record: base, choice: baselineChoice(base, `asked for as ${a}`) },
    history: [],
    gates: {},
  });
  if (options.json) {
    printJson(comparison);
    return 0;
  }
  const headings = [heading(a, base.id), heading(b ?? 'newest', candidate.id)] as const;
  const { rows, changes } = comparison;
  const code = [codeWords(base.source), codeWords(candidate.source)] as const;
  const changed = changes === undefined ? undefined : renderChanges(changes, headings, code);
  print([renderMetrics(rows, headings), changed ?? 'Nothing else changed.'].join('\n\n'));
  return 0;
}

/** What was typed and which run that is. */
function heading(typed: string, id: string): string {
  const short = id.slice(0, 12);
  return id.startsWith(typed.toLowerCase().replaceAll('-', '')) ? short : `${typed.slice(0, 60)} (${short})`;
}
