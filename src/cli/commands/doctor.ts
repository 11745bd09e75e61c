// mlops doctor: looks for what would break a run, and says how to mend it. Changes nothing.
import { styleText } from 'node:util';
import { nearestOf } from '../../config/nearest.ts';
import { CHECKS } from '../../doctor/checks.ts';
import type { Check, FindingStatus } from '../../doctor/check.ts';
import { factReaders } from '../../doctor/fact-readers.ts';
import { runChecks, type NamedFinding } from '../../doctor/run-checks.ts';
import { MlopsError } from '../../error.ts';
import { doctorPlace } from '../doctor-place.ts';
import type { HistoryOptions } from '../local-history.ts';
import { counted, print, printJson, terminalLog } from '../print.ts';
import { printableLine } from '../printable.ts';

export interface DoctorOptions extends HistoryOptions {
  /** Ids of the checks that are wanted; all of them when there are none. */
  readonly check: readonly string[];
  /** Also what is fine and what was skipped. */
  readonly all: boolean;
}

/** Exit status 1 when there is a problem; warnings are no problems. */
export async function doctor(options: DoctorOptions): Promise<number> {
  const checks = choose(options.check);
  const log = terminalLog(options.json);
  const say = (waiting: readonly string[]): void =>
    log.info(`still looking at: ${waiting.slice(0, 4).join(', ')}${waiting.length > 4 ? '…' : ''}`);
  const findings = await runChecks(checks, factReaders(await doctorPlace(options)), { everyMs: 1000, say });
  if (options.json) printJson(findings);
  else print(renderFindings(findings, options.all || options.check.length > 0));
  return findings.some(({ status }) => status === 'problem') ? 1 : 0;
}

function choose(ids: readonly string[]): readonly Check[] {
  const known = CHECKS.map(({ id }) => id);
  for (const id of ids) {
    if (known.includes(id)) continue;
    const nearest = nearestOf(id, known);
    throw new MlopsError(
      'usage',
      `there is no check "${id.slice(0, 60)}"${nearest === undefined ? '' : `, did you mean "${nearest}"?`}`,
      `The checks are ${known.join(', ')}.`,
    );
  }
  return ids.length === 0 ? CHECKS : CHECKS.filter(({ id }) => ids.includes(id));
}

function renderFindings(findings: readonly NamedFinding[], isAll: boolean): string {
  const isNews = ({ status }: NamedFinding): boolean => isAll || status === 'warning' || status === 'problem';
  return [...findings.filter(isNews).map(renderFinding), summaryOf(findings)].join('\n');
}

function renderFinding({ check, status, message, fix, file, line }: NamedFinding): string {
  const place = file === undefined ? '' : `${line === undefined ? file : `${file}:${line}`}: `;
  const mend = fix === undefined ? '' : `\n    ${printableLine(fix)}`;
  return `${MARKS[status]()} ${check}: ${printableLine(`${place}${message}`)}${mend}`;
}

const MARKS: Readonly<Record<FindingStatus, () => string>> = {
  ok: () => styleText('green', '✓'),
  warning: () => styleText('yellow', '!'),
  problem: () => styleText('red', '✗'),
  skipped: () => styleText('dim', '-'),
};

function summaryOf(findings: readonly NamedFinding[]): string {
  const of = (status: FindingStatus): readonly NamedFinding[] => findings.filter((each) => each.status === status);
  const [problems, warnings, skipped] = [of('problem').length, of('warning').length, of('skipped')];
  const checks = new Set(findings.map(({ check }) => check)).size;
  const reasons = new Set(skipped.map(({ message }) => message));
  const left = skipped.length === 0 ? '' : `; ${skipped.length} skipped (${printableLine([...reasons].join('; '))})`;
  const bad =
    problems + warnings === 0 ? 'nothing is wrong' : `${counted(problems, 'problem')}, ${counted(warnings, 'warning')}`;
  return `${counted(checks, 'check')}: ${bad}${left}`;
}
