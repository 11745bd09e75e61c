// The history of one metric as a Mermaid xychart. GitHub renders it without any image host.
import type { Comparison, MetricRow } from '../comparison/comparison.ts';
import { finiteOf } from '../run/number.ts';
import { plain } from './plain-text.ts';

/** GitHub's Mermaid refuses longer diagrams. */
const MOST_CHARACTERS = 50_000;
const LEAST_POINTS = 3;

/**
 * A fenced Mermaid block, or undefined where there is too little history or nothing that Mermaid could draw.
 * `xychart-beta` is what GitHub's version knows; the colours are named in the title because it has no legend.
 * @param last label of the candidate's point: letters and digits
 */
export function renderPlot(
  row: MetricRow,
  runs: Comparison['historyRuns'],
  names: { readonly last: string; readonly subject: string },
): string | undefined {
  const candidate = finiteOf(row.candidate);
  if (candidate === undefined) return undefined;
  const known = row.history.flatMap((value, index) =>
    value === null ? [] : [{ value, label: labelOf(runs[index]?.commit) }],
  );
  if (known.length < LEAST_POINTS) return undefined;
  const points = distinct([...known, { value: candidate, label: names.last }]);
  const values = points.map((point) => point.value);
  const limit = limitWithin(row, values);
  const axis = axisOf(limit === undefined ? values : [...values, limit]);
  if (axis === undefined) return undefined;
  const numbers = (list: readonly number[]): string => list.map((value) => value.toFixed(axis.digits)).join(', ');
  const name = mermaidText(row.name);
  const block = [
    '```mermaid',
    '---',
    'config:',
    '  xyChart:',
    '    width: 800',
    '    height: 280',
    '  themeVariables:',
    '    xyChart:',
    '      plotColorPalette: "#0969da, #cf222e"',
    '---',
    'xychart-beta',
    `  title "${name}${limit === undefined ? '' : ' (blue) and its gate (red)'}; the last point is ${names.subject}"`,
    `  x-axis [${points.map((point) => `"${point.label}"`).join(', ')}]`,
    `  y-axis "${name}" ${axis.least.toFixed(axis.digits)} --> ${axis.greatest.toFixed(axis.digits)}`,
    `  line [${numbers(values)}]`,
    ...(limit === undefined ? [] : [`  line [${numbers(values.map(() => limit))}]`]),
    '```',
  ].join('\n');
  return block.length > MOST_CHARACTERS ? undefined : block;
}

/** Letters, digits and a few signs: nothing that Mermaid's grammar or Markdown reads. */
export function mermaidText(text: string): string {
  const name = plain(text, 60)
    .replaceAll(/[^\p{L}\p{N} ._/+()-]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return name === '' ? 'metric' : name;
}

function labelOf(commit: string | undefined): string {
  return commit !== undefined && /^[0-9a-f]{5,}$/.test(commit) ? commit.slice(0, 5) : 'run';
}

/** Points with one label would fall on one place: runs of the same commit are numbered. */
function distinct<T extends { readonly label: string }>(points: readonly T[]): readonly T[] {
  const seen = new Map<string, number>();
  return points.map((point) => {
    const times = (seen.get(point.label) ?? 0) + 1;
    seen.set(point.label, times);
    return times === 1 ? point : { ...point, label: `${point.label}.${times}` };
  });
}

/** The limit that the gate sets, unless it lies so far off that it would flatten the line. */
function limitWithin(row: MetricRow, values: readonly number[]): number | undefined {
  const checks = row.gate?.checks.filter((check) => check.limit !== undefined && check.kind !== 'warn') ?? [];
  const limit = (checks.find((check) => check.status === 'fail') ?? checks[0])?.limit;
  if (limit === undefined) return undefined;
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const reach = 2 * (greatest - least);
  return limit >= least - reach && limit <= greatest + reach ? limit : undefined;
}

/** The range with a margin, and the digits that tell its values apart; Mermaid reads no exponents. */
function axisOf(
  values: readonly number[],
): { readonly least: number; readonly greatest: number; readonly digits: number } | undefined {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const largest = Math.max(Math.abs(least), Math.abs(greatest));
  const range = greatest - least || Math.abs(greatest) || 1;
  if (largest >= 1e15 || range < 1e-15) return undefined;
  const margin = range * 0.05;
  const digits = Math.min(Math.max(3 - Math.floor(Math.log10(range)), 0), 20);
  return { least: least - margin, greatest: greatest + margin, digits };
}
