// Numbers for readers: one format for all values of a metric, its digits chosen from what moved.
import { md } from './markdown.ts';
import { finiteOf, type Reading } from '../run/number.ts';

/** How the values of one metric are written. */
export interface NumberFormat {
  readonly notation: 'fixed' | 'exponent';
  /** Digits after the point. */
  readonly digits: number;
  /** Values are divided by this before they are written: 1,000,000 for megabytes. */
  readonly divisor: number;
  /** Markdown, with its leading space; empty without a unit. */
  readonly unit: string;
}

const MINUS = '−';
const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/**
 * Enough digits to see the first digit of σ and of the change; without σ two digits of the change; without either four
 * of the value. At least three and at most nine significant digits of the largest value. Whole numbers stay whole.
 */
export function chooseFormat(facts: {
  readonly values: readonly (Reading | undefined)[];
  readonly delta?: number | undefined;
  readonly sigma?: number | undefined;
  readonly unit?: string | undefined;
}): NumberFormat {
  const finite = facts.values.map(finiteOf).filter((value) => value !== undefined);
  const largest = Math.max(0, ...finite.map(Math.abs));
  const { divisor, unit } = scaleOf(facts.unit, largest);
  const scaled = largest / divisor;
  if (scaled >= 1e15 || (scaled > 0 && scaled < 1e-6)) return { notation: 'exponent', digits: 3, divisor, unit };
  if (divisor === 1 && finite.every(Number.isInteger)) return { notation: 'fixed', digits: 0, divisor, unit };
  const sigma = (facts.sigma ?? 0) / divisor;
  const change = Math.abs(facts.delta ?? 0) / divisor;
  const wanted =
    sigma > 0
      ? Math.max(-magnitude(sigma), change > 0 ? -magnitude(change) : 0)
      : change > 0
        ? 1 - magnitude(change)
        : 3 - magnitude(scaled);
  const digits = Math.min(Math.max(wanted, 2 - magnitude(scaled), 0), 8 - Math.min(magnitude(scaled), 8));
  return { notation: 'fixed', digits, divisor, unit };
}

/** A value with its unit; `–` for none, and the name of what is no number. */
export function formatReading(value: Reading | undefined, format: NumberFormat): string {
  if (value === undefined) return '–';
  return typeof value === 'number' ? `${digits(value, format)}${format.unit}` : value;
}

/** A change with its sign and unit, never rounded to nothing. */
export function formatDelta(delta: number, format: NumberFormat): string {
  return `${delta > 0 ? '+' : delta < 0 ? MINUS : '±'}${formatDistance(delta, format)}`;
}

/** A distance without sign, never rounded to nothing. */
export function formatDistance(distance: number, format: NumberFormat): string {
  const size = Math.abs(distance);
  const text = digits(size, format);
  if (size === 0 || /[1-9]/.test(text)) return `${text}${format.unit}`;
  return `${exponent(size / format.divisor, 1)}${format.unit}`;
}

/** A limit as it was declared, in the metric's unit: with its own digits, however many the values have. */
export function formatLimit(limit: number, format: NumberFormat): string {
  const own = /^-?\d+(?:\.(\d+))?$/.exec(String(limit / format.divisor));
  if (own === null) return `${limit < 0 ? MINUS : ''}${exponent(Math.abs(limit / format.divisor), 3)}${format.unit}`;
  return formatReading(limit, { ...format, notation: 'fixed', digits: Math.min(own[1]?.length ?? 0, 8) });
}

/** A relative change such as `+0.9 %`; undefined when it rounds to nothing or says nothing. */
export function formatRelative(relative: number): string | undefined {
  const percent = Math.abs(relative) * 100;
  if (percent < 0.05 || percent >= 1e6) return undefined;
  return `${relative > 0 ? '+' : MINUS}${grouped(percent.toFixed(percent < 1000 ? 1 : 0))} %`;
}

export function formatBytes(bytes: number): string {
  return formatReading(bytes, chooseFormat({ values: [bytes], unit: 'B', delta: bytes / 10 }));
}

export function formatCount(count: number): string {
  return grouped(String(count));
}

/** `0.4 s`, `12.3 s`, `2 min 5 s`, `1 h 3 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${formatCount(Math.floor(whole / 3600))} h ${Math.floor((whole % 3600) / 60)} min`;
}

function digits(value: number, format: NumberFormat): string {
  const scaled = value / format.divisor;
  const size = Math.abs(scaled);
  // Other runs' values may be out of the range that the format was chosen for.
  const text =
    format.notation === 'exponent' || size >= 1e21 ? exponent(size, 3) : grouped(size.toFixed(format.digits));
  return scaled < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text;
}

function exponent(value: number, digits: number): string {
  return value === 0 ? '0' : value.toExponential(digits).replace('e-', `e${MINUS}`).replace('e+', 'e');
}

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const commas = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? commas : `${commas}.${fraction}`;
}

function magnitude(value: number): number {
  return value > 0 ? Math.floor(Math.log10(value)) : 0;
}

function scaleOf(unit: string | undefined, largest: number): { readonly divisor: number; readonly unit: string } {
  if (unit === undefined || unit.trim() === '') return { divisor: 1, unit: '' };
  if (!/^(B|bytes?)$/.test(unit)) {
    // Two dollar signs on one line would be mathematics.
    return { divisor: 1, unit: ` ${unit === '$' ? 'USD' : md(unit, 12)}` };
  }
  const power = Math.min(Math.floor(Math.max(0, magnitude(largest)) / 3), BYTE_UNITS.length - 1);
  return { divisor: 1000 ** power, unit: ` ${BYTE_UNITS[power]}` };
}
