// mlops report: the pull request comment of a run, made again from its record.
import { renderRunReport } from '../../pipeline/report-run.ts';
import { openLocalHistory, type HistoryOptions } from '../local-history.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { findRunOrNewest, warnIfDeleted } from '../reference.ts';

export interface ReportOptions extends HistoryOptions {
  /** The long form, as in the job summary. */
  readonly summary: boolean;
}

/** @param reference the newest run when left out */
export async function report(reference: string | undefined, options: ReportOptions): Promise<number> {
  const log = terminalLog(true);
  const { workspace, history } = await openLocalHistory(options, log);
  const line = await findRunOrNewest(reference, history, workspace.git);
  warnIfDeleted(line, log);
  const { comment, summary, comparison } = await renderRunReport(line, history);
  if (options.json) printJson(comparison);
  else print(options.summary ? summary : comment);
  return 0;
}
