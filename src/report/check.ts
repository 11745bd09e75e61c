// The check on a commit: the headline as its title, the report below it. GitHub refuses a summary of more than 65,535
// bytes, though its documentation says characters.
import { budgetsFor } from './budget.ts';
import { renderSections } from './comment.ts';
import { renderHeadline } from './headline.ts';
import { renderLegsSections } from './legs-comment.ts';
import { renderLegsHeadline } from './legs-headline.ts';
import type { LegsInput } from './legs-input.ts';
import { plain } from './plain-text.ts';
import { plainMarkdown } from './plain-markdown.ts';
import type { ReportInput } from './report-input.ts';
import { viewOf } from './report-view.ts';
import { sectionRenderer } from './run-sections.ts';

const MOST_BYTES = 65_000;

/** GitHub draws Mermaid in comments and files, not in checks. */
const NO_PLOTS = { plots: 0 } as const;

export interface CheckText {
  /** Plain text: "Fail: `rmse` is 0.41 over its limit", without the marks. */
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
}

export function renderCheck(input: ReportInput, limit = MOST_BYTES): CheckText {
  let summary = '';
  let headline = '';
  const sections = sectionRenderer(input, 'comment');
  for (const each of budgetsFor('comment')) {
    const budget = { ...each, ...NO_PLOTS };
    const view = viewOf(input, budget, 'comment');
    headline = renderHeadline(view);
    summary = renderSections(view, sections);
    if (fits(summary, limit)) break;
  }
  return { title: titleOf(headline), summary };
}

export function renderLegsCheck(input: LegsInput, limit = MOST_BYTES): CheckText {
  return {
    title: titleOf(renderLegsHeadline(input)),
    summary: renderLegsSections(input, NO_PLOTS, (body) => fits(body, limit)),
  };
}

function fits(text: string, limit: number): boolean {
  return new TextEncoder().encode(text).length <= limit;
}

/** Without the sign: a check has its own. */
function titleOf(headline: string): string {
  return plain(plainMarkdown(headline.replace(/^### \S+ /, '')), 200);
}
