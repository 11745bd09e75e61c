// The small print: what the signs mean, why this baseline, where to read more.
import { LEAST_RUNS } from '../comparison/noise.ts';
import { fileUrl, link, ownUrl } from './link.ts';
import { code, md } from './markdown.ts';
import { headOf, shortCommit, type ReportView } from './report-view.ts';

/** Under the table of metrics. */
export function renderLegend(view: ReportView): string | undefined {
  const { comparison } = view.input;
  const sentences = [
    ...(comparison.rows.some((row) => row.direction !== 'unknown' && !row.count)
      ? ['↑ higher is better, ↓ lower is better.']
      : []),
    ...(comparison.baseline === undefined ? [] : [`Baseline: ${md(comparison.baseline.how, 200)}.`, noiseWords(view)]),
  ];
  const places = placesToRead(view);
  const text = [...sentences, ...(places === '' ? [] : [places])].join(' ');
  return text === '' ? undefined : `<sub>${text}</sub>`;
}

/** "Updated for `9f3c2ab` on 2026-11-23 06:52 UTC." */
export function renderFooter(view: ReportView): string {
  const [, day, minute] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(view.input.updated) ?? [];
  const when = day === undefined ? '' : ` on ${day} ${minute} UTC`;
  return `<sub>Updated for ${code(shortCommit(headOf(view.input)))}${when}.</sub>`;
}

/** Nothing is called significant without an estimate of what chance does. */
function noiseWords(view: ReportView): string {
  const runs = Math.max(0, ...view.input.comparison.rows.map((row) => row.noise?.runs ?? 0));
  if (runs === 0) {
    const known = view.input.comparison.historyRuns.length;
    return known < LEAST_RUNS
      ? `No noise estimate: it needs ${LEAST_RUNS} earlier runs, there ${known === 1 ? 'is 1' : `are ${known}`}.`
      : 'No noise estimate: the earlier runs do not vary.';
  }
  return `“Within noise” is less than 2 σ of the difference of two runs, from the successive differences of the last ${runs} runs.`;
}

function placesToRead({ input, links }: ReportView): string {
  const record = fileUrl(links, input.trackingCommit, input.recordPath);
  const summary = ownUrl(links, input.runUrl);
  return [
    ...(record === undefined ? [] : [link('run JSON', record)]),
    ...(summary === undefined ? [] : [link('job summary', summary)]),
  ].join(' · ');
}
