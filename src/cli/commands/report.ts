// mlops report: the pull request comment of a run, made again from its record.
import { renderRunReport } from '../../pipeline/report-run.ts';
import { openLocalHistory, type HistoryOptions } from '../local-history.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { findReferencedRun } from '../reference.ts';

export interface ReportOptions extends HistoryOptions {
  /** The long form, as in the job summary. */
  readonly summary: boolean;
}

export async function report(reference: string, options: ReportOptions): Promise<number> {
  const { workspace, history } = await openLocalHistory(options, terminalLog(true));
  const line = await findReferencedRun(reference, history, workspace.git);
  const { comment, summary, comparison } = await renderRunReport(line, history);
  if (options.json) printJson(comparison);
  else print(options.summary ? summary : comment);
  return 0;
}
