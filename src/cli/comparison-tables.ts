// A comparison as tables for the terminal: metrics side by side, then what changed beside them.
import type { Change, Changes, MetricRow } from '../comparison/comparison.ts';
import { chooseFormat, formatDelta, formatReading, formatRelative } from '../report/number-format.ts';
import { plainMarkdown } from '../report/plain-markdown.ts';
import { renderTable } from './print.ts';

/** How the two runs are called, above their columns. */
export type Headings = readonly [baseline: string, candidate: string];

/** The commits of the two runs in words, such as "41d07ce with uncommitted changes". */
export type CodeWords = readonly [baseline: string, candidate: string];

const LONGEST_VALUE = 60;

export function renderMetrics(rows: readonly MetricRow[], headings: Headings): string {
  const judged = rows.some(({ gate }) => gate !== undefined);
  const cells = rows.map((row) => [...metricCells(row), ...(judged ? [row.gate?.status ?? ''] : [])]);
  return renderTable(['METRIC', ...headings, 'CHANGE', ...(judged ? ['GATE'] : [])], cells, ' rr');
}

/** A table for each kind of thing that changed, parted by blank lines; undefined when nothing did. */
export function renderChanges(changes: Changes, headings: Headings, code: CodeWords): string | undefined {
  const [baseline, candidate] = code;
  const sections: readonly (readonly [string, readonly Change[]])[] = [
    ['PARAM', changes.params],
    ['DATA', changes.data],
    ['PACKAGE', changes.packages],
    ['ENVIRONMENT', changes.environment],
    ['COMMAND', changes.command === undefined ? [] : [changes.command]],
    ['CODE', changes.code.same ? [] : [{ name: 'commit', baseline, candidate }]],
  ];
  const tables = sections
    .filter(([, list]) => list.length > 0)
    .map(([title, list]) => renderTable([title, ...headings], list.map(changeCells)));
  return tables.length === 0 ? undefined : tables.join('\n\n');
}

/** The code that a run trained. */
export function codeWords({ commit, dirty }: { readonly commit: string; readonly dirty: boolean }): string {
  return `${commit.slice(0, 7)}${dirty ? ' with uncommitted changes' : ''}`;
}

function metricCells({ name, unit, baseline, candidate, delta, relative, movement }: MetricRow): readonly string[] {
  const format = chooseFormat({ values: [baseline, candidate], delta, unit });
  const percent = relative === undefined ? undefined : formatRelative(relative);
  const amount = delta === undefined || delta === 0 ? '' : formatDelta(delta, format);
  const change = `${amount}${percent === undefined || amount === '' ? '' : ` (${percent})`} ${movement}`.trim();
  return [name, ...[formatReading(baseline, format), formatReading(candidate, format), change].map(plainMarkdown)];
}

function changeCells({ name, baseline, candidate }: Change): readonly string[] {
  return [name, baseline?.slice(0, LONGEST_VALUE) ?? '', candidate?.slice(0, LONGEST_VALUE) ?? ''];
}
