// mlops report: the report of a run, made again from its record: as Markdown, or as a page of its own.
import { MlopsError } from '../../error.ts';
import { gatherKeptEvidence } from '../../pipeline/judging/gather-evidence.ts';
import { renderRunReport } from '../../pipeline/reporting/report-run.ts';
import { openLocalHistory, type HistoryOptions } from '../local-history.ts';
import { localPorts } from '../local-ports.ts';
import { printJson, terminalLog } from '../print.ts';
import { findRunOrNewest, warnIfDeleted } from '../reference.ts';
import { writeOutput } from '../write-output.ts';

export interface ReportOptions extends HistoryOptions {
  /** The long form, as in the job summary. */
  readonly summary: boolean;
  /** One HTML file with plots. */
  readonly html: boolean;
  /** Where to write it; stdout by default. */
  readonly output?: string | undefined;
}

/** @param reference the newest run when left out */
export async function report(reference: string | undefined, options: ReportOptions): Promise<number> {
  if ([options.json, options.html, options.summary].filter(Boolean).length > 1) {
    throw new MlopsError('usage', 'a report has one form', 'Give one of --json, --html and --summary.');
  }
  const log = terminalLog(true);
  const { workspace, trackingBranch, history } = await openLocalHistory(options, log);
  const line = await findRunOrNewest(reference, history, workspace.git);
  warnIfDeleted(line, log);
  const { comment, summary, comparison, input } = await renderRunReport(line, history);
  if (options.json) {
    printJson(comparison);
  } else if (options.html) {
    const { renderReportPage } = await import('../../report/html/report-page.ts');
    const { run, baseRecord } = input;
    const ports = await localPorts(workspace, { trackingBranch, pushTags: false, log });
    const evidence = baseRecord === undefined ? {} : await gatherKeptEvidence(run, baseRecord, ports);
    await writeOutput(renderReportPage(input, evidence.rows), options.output);
  } else {
    await writeOutput(options.summary ? summary : comment, options.output);
  }
  return 0;
}
