// A gate in the few words of a table cell.
import type { CheckStatus, GateCheck, MetricRow } from '../comparison/comparison.ts';
import { estimateWords } from '../comparison/decision/decision-words.ts';
import { finiteOf } from '../run/number.ts';
import { md } from './markdown.ts';
import { formatDistance, formatLimit, formatReading, type NumberFormat } from './number-format.ts';
import type { ReportView } from './report-view.ts';

/** For example `pass: ≤ 60 MB`, `**fail: ≤ 7** (0.41 over)`, `no gate`. */
export function gateCell(row: MetricRow, view: ReportView): string {
  if (row.count) return 'not judged';
  if (row.gate === undefined) return 'no gate';
  const { status, checks } = row.gate;
  const format = view.format(row);
  if (status === 'pass' || status === 'skipped') {
    if (status === 'skipped') return 'skipped: no baseline';
    const passed = checks.filter((check) => check.status === 'pass');
    const hard = passed.filter((check) => check.kind !== 'warn');
    const told = hard.some((check) => check.limit !== undefined || check.difference !== undefined) ? hard : passed;
    const limits = told.map((check) => limitWords(check, format, view)).filter((words) => words !== undefined);
    return limits.length === 0 ? 'pass' : `pass: ${limits.join(', ')}`;
  }
  const check = checks.find((candidate) => candidate.status === status);
  if (check === undefined) return status;
  return status === 'warn' ? warnCell(row, check, format, view) : badCell(row, status, check, format, view);
}

function badCell(
  row: MetricRow,
  status: CheckStatus,
  check: GateCheck,
  format: NumberFormat,
  view: ReportView,
): string {
  // What is there cannot be judged where the training did not finish.
  if (check.kind === 'present' && status === 'inconclusive') return '**inconclusive: not finished**';
  if (check.kind === 'present') return `**${status}: ${presence(row)}**`;
  const limit = limitWords(check, format, view);
  // The list of reasons says why.
  if (limit === undefined) return `**${status}**`;
  const over =
    (check.kind === 'max-regression' ? differenceWords(check) : undefined) ?? distanceBeyond(row, check, format);
  return `**${status}: ${limit}**${over === undefined ? '' : ` (${over})`}`;
}

/** Near a hard limit the reader wants to know how much is left to it; else how far beyond the warning level it is. */
function warnCell(row: MetricRow, check: GateCheck, format: NumberFormat, view: ReportView): string {
  if (check.kind === 'max-regression') return `**warn: ${limitWords(check, format, view) ?? ''}** (on other data)`;
  const hard = row.gate?.checks.find((other) => isBound(other) && other.bound === check.bound);
  const value = finiteOf(row.candidate);
  if (hard?.limit !== undefined && value !== undefined) {
    const left = formatDistance(hard.limit - value, format);
    return `**warn: ${limitWords(hard, format, view) ?? ''}** (${left} left)`;
  }
  const limit = limitWords(check, format, view);
  if (limit === undefined) return `**warn**: ${md(check.reason, 100)}`;
  const over = distanceBeyond(row, check, format);
  return `**warn: ${limit}**${over === undefined ? '' : ` (${over})`}`;
}

function isBound(check: GateCheck): boolean {
  return check.kind === 'min' || check.kind === 'max';
}

/** `−0.37 % [−0.91, +0.16] %`: what the check is decided by, where that is more than two values. */
function differenceWords({ difference }: GateCheck): string | undefined {
  return difference === undefined ? undefined : md(estimateWords({ ...difference, baseline: difference.from }));
}

/** `≤ 45.0 ms`, or for a regression `≥ main − 1 %`. */
function limitWords(check: GateCheck, format: NumberFormat, view: ReportView): string | undefined {
  if (check.kind === 'max-regression' && check.status !== 'skipped' && check.bound !== undefined) {
    const tolerance = (check.tolerance ?? '').replace(/%$/, ' %');
    const unit = tolerance.endsWith('%') ? '' : format.unit;
    return `${sign(check.bound)} ${view.baseline} ${check.bound === 'at-least' ? '−' : '+'} ${tolerance}${unit}`;
  }
  if (check.kind === 'test') return differenceWords(check);
  if (check.kind === 'slices') {
    const words = differenceWords(check);
    return words === undefined ? undefined : `slice ${words}`;
  }
  if (check.limit === undefined || check.bound === undefined) return undefined;
  return `${sign(check.bound)} ${formatLimit(check.limit, format)}`;
}

function distanceBeyond(row: MetricRow, check: GateCheck, format: NumberFormat): string | undefined {
  const value = finiteOf(row.candidate);
  if (value === undefined || check.limit === undefined || check.limit === value) return undefined;
  return `${formatDistance(value - check.limit, format)} ${value > check.limit ? 'over' : 'under'}`;
}

/** How a metric that cannot pass came in: `missing`, `NaN`. */
export function presence(row: MetricRow): string {
  return row.candidate === undefined ? 'missing' : formatReading(row.candidate, NO_FORMAT);
}

const NO_FORMAT: NumberFormat = { notation: 'fixed', digits: 0, divisor: 1, unit: '' };

function sign(bound: 'at-least' | 'at-most'): string {
  return bound === 'at-least' ? '≥' : '≤';
}
