// A report as one file for people who look: the words of the comment, and plots. No script, no network. Pure.
import type { PairedRows } from '../../comparison/evidence.ts';
import { budgetsFor } from '../budget.ts';
import { renderFooter } from '../footnotes.ts';
import { renderHeadline } from '../headline.ts';
import { renderLead } from '../lead.ts';
import { plainMarkdown } from '../plain-markdown.ts';
import { renderPlots } from '../plots.ts';
import type { Figure } from '../plot/figure.ts';
import { metricFigures } from '../plot/metric-figures.ts';
import { renderProvenance } from '../provenance.ts';
import type { ReportInput } from '../report-input.ts';
import { viewOf } from '../report-view.ts';
import { sectionRenderer } from '../run-sections.ts';
import { figureMarkup } from './figure-markup.ts';
import { markdownHtml } from './markdown-html.ts';
import { element, escaped } from './markup.ts';
import { predictionFigures } from './prediction-figures.ts';
import { STYLE, STYLE_DIGEST } from './style.ts';

/** A page with more drawings than this is slow, and nobody looks at all of them. */
const MOST_METRICS = 60;

/** Whatever might yet get into the page: it loads nothing, runs nothing and sends nothing. */
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'; base-uri 'none'; form-action 'none'`;

/**
 * The page as one HTML document.
 * @param rows what both runs predict for the rows of their holdout, where that was kept: without it there are no plots of
 *   single predictions
 */
export function renderReportPage(input: ReportInput, rows?: PairedRows): string {
  const [budget] = budgetsFor('summary');
  if (budget === undefined) throw new Error('there is no budget for a summary');
  const view = viewOf(input, budget, 'summary');
  const headline = renderHeadline(view);
  // Plots for GitHub are drawn here in full.
  const diagrams = renderPlots(view, 'summary');
  const sections = sectionRenderer(
    input,
    'summary',
  )(budget).filter((section) => section !== undefined && section !== diagrams);
  // What is collapsed stands below the plots.
  const collapsed = sections.findIndex((section) => section?.startsWith('<details>'));
  const cut = collapsed < 0 ? sections.length : collapsed;
  const body = [
    ...[headline, renderLead(view), renderProvenance(view), ...sections.slice(0, cut)].map(sectionHtml),
    figuresHtml(
      'Metrics over the last runs',
      metricFigures(view, view.input.comparison.rows, MOST_METRICS).map(({ figure }) => figure),
    ),
    figuresHtml('Predictions', rows === undefined ? [] : predictionFigures(rows, view.subject.prose)),
    ...[...sections.slice(cut), renderFooter(view)].map(sectionHtml),
  ];
  return page(plainMarkdown(headline), body.filter((part) => part !== '').join('\n'));
}

function sectionHtml(markdown: string | undefined): string {
  return markdown === undefined || markdown === '' ? '' : markdownHtml(markdown);
}

function figuresHtml(title: string, figures: readonly Figure[]): string {
  if (figures.length === 0) return '';
  const heading = element('h2', {}, title);
  return `${heading.markup}\n${element('div', { class: 'figures' }, ...figures.map(figureMarkup)).markup}`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}
