// Margins and tolerances: `1%` of the baseline, or a distance in the metric's own unit. Pure.
import { inWords } from '../words.ts';
import { unjudged, type Margin, type Unjudged } from './judgement.ts';

/** The margin as it is shown: `1 %`, `0.02`. */
export function marginWords(margin: Margin): string {
  const text = String(margin).replaceAll(/\s/g, '');
  return text.endsWith('%') ? `${text.slice(0, -1)} %` : inWords(Number(text));
}

/**
 * The margin in the metric's unit. One of 0 is 0 of any baseline.
 * @returns a reason for a relative margin of a baseline that is not above 0: a share of it means nothing there
 */
export function resolveMargin(margin: Margin, baseline: number, metric: string): number | Unjudged {
  const text = String(margin).replaceAll(/\s/g, '');
  if (!text.endsWith('%')) return Number(text);
  const share = Number(text.slice(0, -1)) / 100;
  if (baseline > 0 || share === 0) return share * baseline;
  const where = baseline === 0 ? 'of 0' : `below 0, ${inWords(baseline)}`;
  return unjudged(
    `gate ${metric}: ${marginWords(margin)} is relative, which means nothing against a baseline ${where}; ` +
      "give an absolute limit in the metric's own unit, such as 0.02",
  );
}
