// Numbers as languages print them.
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const SPECIAL: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['inf', Infinity],
  ['infinity', Infinity],
]);

/** The number that the text is: decimal, or NaN and infinity in the spelling of Python, R, C or JSON. */
export function parseNumberText(text: string): number | undefined {
  const trimmed = text.trim();
  if (DECIMAL.test(trimmed)) return Number(trimmed);
  const unsigned = SPECIAL.get(trimmed.replace(/^[+-]/, '').toLowerCase());
  if (unsigned === undefined) return undefined;
  return trimmed.startsWith('-') ? -unsigned : unsigned;
}

/** The number behind one of the three strings that stand for what JSON cannot hold. */
export function parseSpecialNumber(text: string): number | undefined {
  return text === 'NaN' || text === 'Infinity' || text === '-Infinity' ? Number(text) : undefined;
}

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** A param or override given as text: a number or a boolean where the text is exactly that, else the text. */
export function parseScalarText(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  if (!JSON_NUMBER.test(text)) return text;
  const value = Number(text);
  // Digits that a number cannot hold (ids, hashes) stay text.
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? value : text;
}
