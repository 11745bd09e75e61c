// When each leg of a matrix trained, as a Mermaid gantt: which of them ran at the same time, and which the others waited
// for. Pure.
import { details } from './markdown.ts';
import { mermaidText } from './mermaid-plot.ts';
import type { ReportInput } from './report-input.ts';

/** GitHub's Mermaid refuses diagrams of more than 50,000 characters, and more bars than these nobody reads. */
const MOST_LEGS = 60;

/**
 * The longest legs where there are too many; undefined for a single one.
 * @param names what each leg is called, by run id
 */
export function renderTimings(legs: readonly ReportInput[], names: ReadonlyMap<string, string>): string | undefined {
  if (legs.length < 2) return undefined;
  const longest = new Set(legs.toSorted((a, b) => b.run.duration - a.run.duration).slice(0, MOST_LEGS));
  const shown = legs.filter((leg) => longest.has(leg)).toSorted((a, b) => startOf(a) - startOf(b));
  const bars = shown.map((leg, index) => {
    const start = startOf(leg);
    const mark = leg.run.status === 'finished' ? '' : 'crit, ';
    // A bar without any length is not drawn.
    const end = Math.max(start + 1000, start + Math.round(leg.run.duration * 1000));
    // The number keeps a leg called "section a" from starting one.
    return `  ${index + 1} ${mermaidText(names.get(leg.run.id) ?? '')} :${mark}leg${index}, ${start}, ${end}`;
  });
  const block = [
    '```mermaid',
    'gantt',
    '  dateFormat x',
    '  axisFormat %H:%M:%S',
    '  section Training',
    ...bars,
    '```',
  ];
  const which = shown.length < legs.length ? `, the ${shown.length} longest of ${legs.length} legs` : '';
  return details(`<b>Timings</b>${which}`, block.join('\n'));
}

function startOf({ run }: ReportInput): number {
  return Date.parse(run.started);
}
