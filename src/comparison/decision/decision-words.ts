// A decision in one line of plain text: the figures, the method, what follows, what would settle it. Pure.
import { inWords } from '../words.ts';
import type { Judged, Question } from './judgement.ts';
import { marginWords } from './margin.ts';

/** `−0.37 % [−0.91, +0.16] %, paired t, n=2,104: not shown to be better; about 3,900 more rows would settle it`. */
export function decisionWords(judged: Judged, question: Question): string {
  return `${estimateWords(judged)}, ${methodWords(judged)}: ${conclusionWords(judged, question)}${moreWords(judged)}`;
}

/** The estimate with its interval: relative to a baseline above 0, else in the metric's unit. */
export function estimateWords({
  estimate,
  interval,
  baseline,
}: Pick<Judged, 'estimate' | 'interval' | 'baseline'>): string {
  const scale = baseline > 0 ? 100 / baseline : 1;
  const unit = baseline > 0 ? ' %' : '';
  const [low, high] = interval;
  const half = ((high - low) / 2) * scale;
  const digits = digitsFor(half > 0 ? half : Math.abs(estimate * scale));
  const word = (value: number): string => signed(value * scale, digits);
  return `${word(estimate)}${unit} [${word(low)}, ${word(high)}]${unit}`;
}

/** `paired t, n=2,104`, `Nadeau–Bengio t, 5 folds`. */
export function methodWords({ method, count, counted }: Pick<Judged, 'method' | 'count' | 'counted'>): string {
  return `${method}, ${counted === 'rows' ? 'n=' : ''}${grouped(count)}${counted === 'rows' ? '' : ` ${counted}`}`;
}

function conclusionWords({ zone, margin }: Judged, { test, margin: declared }: Question): string {
  const by = marginWords(declared);
  if (zone === 'better')
    return test === 'superiority' && margin > 0 ? `shown to be better by over ${by}` : 'shown to be better';
  if (zone === 'not-worse') return `shown to be worse by less than ${by}, if at all`;
  if (test === 'non-inferiority') {
    return zone === 'worse' ? `shown to be worse by over ${by}` : `not shown to be within ${by}, nor beyond`;
  }
  if (zone === 'worse') return margin > 0 ? `shown not to be better by ${by}` : 'shown to be worse';
  return margin > 0 ? `not shown to be better by ${by}` : 'not shown to be better';
}

/** What would settle it, where it is open. */
export function moreWords({ zone, needed, count, counted, evidence }: Judged): string {
  if (zone !== 'inconclusive') return '';
  if (evidence === 'history') {
    return needed === undefined
      ? '; repeats would hardly settle it'
      : `; about ${grouped(needed)} repeats of either training would settle it`;
  }
  if (needed === undefined) return `; more ${counted} would hardly settle it`;
  return `; about ${roughly(needed - count)} more ${needed - count === 1 ? counted.slice(0, -1) : counted} would settle it`;
}

/** Two digits: the estimate that it is made of knows no more. */
function roughly(count: number): string {
  return grouped(Number(count.toPrecision(2)));
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

/** Enough to see two digits of the uncertainty. */
function digitsFor(size: number): number {
  return size > 0 ? Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(size)))) : 0;
}

function signed(value: number, digits: number): string {
  const size = Math.abs(value);
  const text = size >= 1e6 ? inWords(size) : size.toFixed(digits);
  return `${!/[1-9]/.test(text) ? '±' : value < 0 ? '−' : '+'}${text}`;
}
