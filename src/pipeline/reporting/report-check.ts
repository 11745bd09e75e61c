// The verdict as a check on the commit, beside the comment: where the rules for merging look for it.
import type { VerdictStatus } from '../../comparison/comparison.ts';
import type { Leg } from '../../comparison/legs.ts';
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { Check, ForgeEvent } from '../../forge/forge.ts';
import { renderCheck, renderLegsCheck, type CheckText } from '../../report/check.ts';
import { lineNotes, type LineNote } from '../../report/gate-notes.ts';
import { legNames, type LegsInput } from '../../report/legs-input.ts';
import type { ReportInput } from '../../report/report-input.ts';
import type { Ports } from '../ports.ts';
import { checkConclusion, exitStatusFor, exitStatusForLegs } from '../settle.ts';

interface CheckFacts {
  readonly settings: Settings;
  readonly event: ForgeEvent;
  /** What keeps the run from being recorded: then there is no success to report. */
  readonly failure: MlopsError | undefined;
  /** Identity of the report, where it is not the first of its run. */
  readonly id?: string;
}

type CheckPorts = Pick<Ports, 'forge' | 'log'>;

/** Reports one run. What the forge refuses is a warning: the run is recorded all the same. */
export async function postCheck(input: ReportInput, facts: CheckFacts, ports: CheckPorts): Promise<void> {
  const { settings } = facts;
  const { run, comparison } = input;
  const verdict = comparison.verdict?.status;
  const conclusion = checkConclusion(exitStatusFor({ status: run.status, verdict }, settings.failOn), verdict);
  const notes = lineNotes([{ comparison }], settings);
  await post({ id: facts.id ?? run.id, text: () => renderCheck(input), conclusion, notes }, facts, ports);
}

/** Reports the legs of a matrix as one. */
export async function postLegsCheck(
  input: LegsInput,
  legs: readonly Leg[],
  facts: CheckFacts & { readonly verdict: VerdictStatus | undefined },
  ports: CheckPorts,
): Promise<void> {
  const { settings, verdict } = facts;
  const records = legs.map(({ record }) => record);
  const names = legNames(records);
  const statuses = records.map(({ status }) => status);
  const areMissing = input.missing.length > 0;
  const conclusion = checkConclusion(exitStatusForLegs({ statuses, verdict, areMissing }, settings.failOn), verdict);
  const named = legs.map(({ record, comparison }) => ({ name: names.get(record.id) ?? record.id, comparison }));
  const id = records.map((record) => record.id).reduce((a, b) => (a > b ? a : b), '');
  await post({ id, text: () => renderLegsCheck(input), conclusion, notes: lineNotes(named, settings) }, facts, ports);
}

async function post(
  report: {
    readonly id: string;
    readonly text: () => CheckText;
    readonly conclusion: Check['conclusion'];
    readonly notes: readonly LineNote[];
  },
  { settings, event, failure }: CheckFacts,
  { forge, log }: CheckPorts,
): Promise<void> {
  if (!settings.check) return;
  const { title, summary } = report.text();
  try {
    const { outcome, url } = await forge.reportCheck({
      key: keyFor(settings.commentKey, event),
      id: report.id,
      commit: event.pullRequest?.head ?? event.commit,
      conclusion: failure === undefined ? report.conclusion : 'failure',
      title: failure === undefined ? title : `Not recorded: ${title}`,
      summary,
      notes: report.notes,
      detailsUrl: event.runUrl,
    });
    const line = `check ${outcome}${url === undefined ? '' : `: ${url}`}`;
    // Locally it is one more file that nobody waits for.
    if (forge.kind === 'local' || outcome === 'refused') log.debug(line);
    else log.info(outcome === 'status' ? 'the verdict is reported as a commit status' : line);
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`${error.message}. ${error.hint}`);
  }
}

/**
 * The head of a pull request is a pushed commit too. The two runs are compared with different ones, so that one must not
 * take the place of the other's verdict. What a merge queue asks for is what a pull request was asked for.
 */
function keyFor(key: string, { pullRequest, mergeGroup, name }: ForgeEvent): string {
  const isBare = pullRequest !== undefined || mergeGroup !== undefined || name === 'local';
  return isBare ? key : `${key} (${name})`;
}

/** Says on a commit that nothing had to be trained: a rule that waits for the check is content. */
export async function postSkippedCheck(
  reason: string,
  { settings, event }: Omit<CheckFacts, 'failure'>,
  ports: CheckPorts,
): Promise<void> {
  const text = { title: 'Not trained: nothing that feeds the model changed', summary: `Not trained, as ${reason}.\n` };
  const id = `skipped-${event.run ?? ''}-${event.attempt ?? 1}`;
  const report = { id, text: () => text, conclusion: 'neutral' as const, notes: [] };
  await post(report, { settings, event, failure: undefined }, ports);
}
