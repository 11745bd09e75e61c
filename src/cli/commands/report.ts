// mlops report: the pull request comment of a run, made again from its record.
import { renderRunReport } from '../../pipeline/report-run.ts';
import { resolveRun } from '../../pipeline/resolve-run.ts';
import { localHistory } from '../local-ports.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { openWorkspace } from '../workspace.ts';

export interface ReportOptions {
  readonly repo: string;
  readonly json: boolean;
  readonly trackingBranch: string;
  /** The long form, as in the job summary. */
  readonly summary: boolean;
}

export async function report(reference: string, options: ReportOptions): Promise<number> {
  const workspace = await openWorkspace(options.repo);
  const history = localHistory(workspace, options.trackingBranch, terminalLog(true));
  const line = await resolveRun(reference, history, workspace.git);
  const { comment, summary, comparison } = await renderRunReport(line, history);
  if (options.json) printJson(comparison);
  else print(options.summary ? summary : comment);
  return 0;
}
