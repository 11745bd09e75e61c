// The plots of a comment as pictures that lie beside the run's record: the primary metric and what is gated. Pure.
import { budgetsFor } from './budget.ts';
import { escaped } from './html/markup.ts';
import { fileUrl } from './link.ts';
import { metricFigures } from './plot/metric-figures.ts';
import { PICTURE_WIDTH, pictureOf, type Picture } from './plot/picture.ts';
import type { PlacedPicture, ReportInput } from './report-input.ts';
import { viewOf, type ReportView } from './report-view.ts';

/** A larger picture is not worth its place on a branch that keeps it for ever. In characters. */
const LARGEST = 60_000;

/** A plot that is drawn and lies nowhere yet. */
export interface MetricPicture extends Picture {
  readonly metric: string;
}

/** As many as a comment shows; none of a metric with too little history. */
export function drawPictures(input: ReportInput): readonly MetricPicture[] {
  const [budget] = budgetsFor('comment');
  if (budget === undefined) throw new Error('there is no budget for a comment');
  const view = viewOf(input, budget, 'comment');
  const wanted = input.comparison.rows.filter((row) => row.primary || row.gate !== undefined);
  return metricFigures(view, wanted, budget.plots)
    .map(({ row, figure }) => ({ metric: row.name, ...pictureOf(figure) }))
    .filter(({ light, dark }) => light.length + dark.length <= 2 * LARGEST);
}

/**
 * Undefined where there is no address for it.
 * The form of the address is what GitHub documents for pictures of a repository in comments; it leads to where they are served.
 */
export function renderPicture(
  { links, input: { trackingCommit } }: ReportView,
  { light, dark, alt }: PlacedPicture,
): string | undefined {
  const [bright, dim] = [light, dark].map((path) => fileUrl(links, trackingCommit, path));
  if (bright === undefined || dim === undefined) return undefined;
  const source = `<source media="(prefers-color-scheme: dark)" srcset="${dim}?raw=true">`;
  const picture = `<img src="${bright}?raw=true" alt="${escaped(alt)}" width="${PICTURE_WIDTH}">`;
  return `<picture>${source}${picture}</picture>`;
}
