// mlops report: the report of a run, made again from its record: as Markdown, or as a page of its own.
import { writeFile } from 'node:fs/promises';
import { MlopsError } from '../../error.ts';
import { renderRunReport } from '../../pipeline/report-run.ts';
import { openLocalHistory, type HistoryOptions } from '../local-history.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { findReferencedRun, warnIfDeleted } from '../reference.ts';

export interface ReportOptions extends HistoryOptions {
  /** The long form, as in the job summary. */
  readonly summary: boolean;
  /** One HTML file with plots. */
  readonly html: boolean;
  /** Where to write it; stdout by default. */
  readonly output?: string | undefined;
}

export async function report(reference: string, options: ReportOptions): Promise<number> {
  if ([options.json, options.html, options.summary].filter(Boolean).length > 1) {
    throw new MlopsError('usage', 'a report has one form', 'Give one of --json, --html and --summary.');
  }
  const log = terminalLog(true);
  const { workspace, history } = await openLocalHistory(options, log);
  const line = await findReferencedRun(reference, history, workspace.git);
  warnIfDeleted(line, log);
  const { comment, summary, comparison, input } = await renderRunReport(line, history);
  if (options.json) {
    printJson(comparison);
  } else if (options.html) {
    const { renderReportPage } = await import('../../report/html/report-page.ts');
    await writeOrPrint(renderReportPage(input), options.output);
  } else {
    await writeOrPrint(options.summary ? summary : comment, options.output);
  }
  return 0;
}

async function writeOrPrint(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    print(text);
    return;
  }
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new MlopsError('usage', `${file} cannot be written: ${(error as Error).message}`, 'Give another --output.');
  }
}
