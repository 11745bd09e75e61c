// TOML 1.0. Its parser tells no lines except that of an error; duplicate names are errors of the format.
import { parse, TomlError, type TomlTable } from 'smol-toml';
import { tooDeep, unreadable, valueFromPlain, type Reading, type Value } from './value.ts';

/**
 * Parses a TOML document.
 * @throws MlopsError `capture-failed` with file and line
 */
export function parseToml(text: string, reading: Reading): Value {
  if (text.trim() === '') throw unreadable(reading.file, 'the file is empty; a TOML document was expected', 1);
  return valueFromPlain(parseTable(text, reading), reading);
}

function parseTable(text: string, reading: Reading): TomlTable {
  try {
    return parse(text, { integersAsBigInt: 'asNeeded' });
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(reading.file);
    if (!(error instanceof TomlError)) throw error;
    const what = error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '') ?? 'invalid';
    throw unreadable(reading.file, `not TOML: ${what}`, error.line);
  }
}
