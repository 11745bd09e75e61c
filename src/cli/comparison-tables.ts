// A comparison as tables for the terminal: metrics side by side, then what changed beside them.
import type { Change, Changes, MetricRow } from '../comparison/comparison.ts';
import { noiseLimit } from '../comparison/noise.ts';
import { filesWords, linesWords } from '../report/changes-line.ts';
import { gateCell } from '../report/gate-words.ts';
import { changeCell } from '../report/metric-table.ts';
import { formatDistance, formatReading } from '../report/number-format.ts';
import { plainMarkdown } from '../report/plain-markdown.ts';
import type { ReportView } from '../report/report-view.ts';
import { renderTable, type TableOptions } from './print.ts';

/** How the two runs are called, above their columns. */
export type Headings = readonly [baseline: string, candidate: string];

/** The commits of the two runs in words, such as "41d07ce with uncommitted changes". */
export type CodeWords = readonly [baseline: string, candidate: string];

const LONGEST_VALUE = 60;

/** Values and, where there is a baseline, change; noise where it is known of any metric, and gates where there are any. */
export function renderMetrics(
  rows: readonly MetricRow[],
  headings: Headings,
  view: ReportView,
  options: Pick<TableOptions, 'width'> = {},
): string {
  const [isCompared, isNoisy, isGated] = [
    rows.length === 0 || rows.some(({ baseline }) => baseline !== undefined),
    rows.some(({ noise }) => noise !== undefined),
    rows.some(({ gate }) => gate !== undefined),
  ];
  const [baseline, candidate] = headings;
  const columns: readonly Column[] = [
    ...(isCompared ? [[baseline, (row) => formatReading(row.baseline, view.format(row))] as Column] : []),
    [candidate, (row) => formatReading(row.candidate, view.format(row))],
    ...(isCompared ? [['CHANGE', (row) => changeCell(row, view)] as Column] : []),
    ...(isNoisy ? [['NOISE', (row) => noiseCell(row, view)] as Column] : []),
    ...(isGated ? [['GATE', (row) => gateCell(row, view)] as Column] : []),
  ];
  const titles = ['METRIC', ...columns.map(([title]) => title)];
  const cells = rows.map((row) => [row.name, ...columns.map(([, cell]) => plainMarkdown(cell(row)))]);
  return renderTable(titles, cells, isCompared ? ' rr' : ' r', {
    ...options,
    style: (index, column) => {
      const row = rows[index];
      if (titles[column] === 'CHANGE' && row?.movement === 'better') return 'green';
      if (titles[column] === 'CHANGE' && row?.movement === 'worse') return 'red';
      return titles[column] === 'GATE' && row?.gate !== undefined ? GATE_STYLES[row.gate.status] : undefined;
    },
  });
}

type Column = readonly [title: string, cell: (row: MetricRow) => string];

const GATE_STYLES = { pass: 'green', warn: 'yellow', inconclusive: 'yellow', fail: 'red', skipped: 'dim' } as const;

/** Less than this is no change. */
function noiseCell(row: MetricRow, view: ReportView): string {
  return row.noise === undefined ? 'unknown' : `±${formatDistance(noiseLimit(row.noise), view.format(row))}`;
}

/**
 * A table for each kind of thing that changed, parted by blank lines; undefined when nothing did. What matters most to the
 * numbers stands first: other data, then params and code, then what they ran in.
 */
export function renderChanges(
  changes: Changes,
  headings: Headings,
  code: CodeWords,
  options: Pick<TableOptions, 'width'> = {},
): string | undefined {
  const [baseline, candidate] = code;
  const sections: readonly (readonly [string, readonly Change[]])[] = [
    ['DATA', changes.data],
    ['PARAM', changes.params],
    ['CODE', changes.code.same ? [] : [{ name: 'commit', baseline, candidate }, ...changedFiles(changes)]],
    ['COMMAND', changes.command === undefined ? [] : [changes.command]],
    ['PACKAGE', changes.packages],
    ['ENVIRONMENT', changes.environment],
  ];
  const tables = sections
    .filter(([, list]) => list.length > 0)
    .map(([title, list]) => renderTable([title, ...headings], list.map(changeCells), '', options));
  return tables.length === 0 ? undefined : tables.join('\n\n');
}

/** The files with the most changed lines, as far as they are named, and how many there are. */
function changedFiles({ code: { files } }: Changes): readonly Change[] {
  if (files === undefined) return [];
  const named = files.most.map((file) => ({ name: file.path, candidate: linesWords(file) }));
  const more = files.count - named.length;
  return more > 0 ? [...named, { name: `${filesWords({ ...files, count: more })} more` }] : named;
}

/** The code that a run trained. */
export function codeWords({ commit, dirty }: { readonly commit: string; readonly dirty: boolean }): string {
  return `${commit.slice(0, 7)}${dirty ? ' with uncommitted changes' : ''}`;
}

function changeCells({ name, baseline, candidate }: Change): readonly string[] {
  return [name, baseline?.slice(0, LONGEST_VALUE) ?? '', candidate?.slice(0, LONGEST_VALUE) ?? ''];
}
