// CSV and TSV with a header, per RFC 4180: quoted fields may hold delimiters, doubled quotes and line ends.
import { parseNumberText } from './number-text.ts';
import { mapFrom, unreadable, type Reading, type Value } from './value.ts';

interface Line {
  readonly fields: readonly string[];
  readonly line: number;
}

/**
 * Parses a table into rows. Cells that are numbers become numbers, empty ones are left out, rows with another number
 * of cells than the header are warned of and left out.
 * @throws MlopsError `capture-failed` with file and line
 */
export function parseTable(text: string, delimiter: ',' | '\t', reading: Reading): readonly Value[] {
  const [header, ...lines] = parseLines(text, delimiter, reading);
  if (header === undefined) throw unreadable(reading.file, 'the file is empty; a header line was expected', 1);
  if (header.fields.every((name) => parseNumberText(name) !== undefined)) {
    throw unreadable(reading.file, 'the first line holds only numbers; a header line was expected', header.line);
  }
  const rows: Value[] = [];
  for (const { fields, line } of lines) {
    if (fields.length !== header.fields.length) {
      const message = `${fields.length} cells where the header has ${header.fields.length}; the row is left out`;
      reading.warnings.push({ message, file: reading.file, line });
      continue;
    }
    const entries = fields.flatMap((cell, index) => {
      const name = header.fields[index]?.trim() ?? '';
      return cell.trim() === '' || name === '' ? [] : [{ name, line, value: cellValue(cell) }];
    });
    rows.push(mapFrom(entries, reading));
  }
  return rows;
}

function cellValue(cell: string): Value {
  const value = parseNumberText(cell);
  return value === undefined ? { kind: 'text', value: cell.trim() } : { kind: 'number', value };
}

// A field is quoted (with doubled quotes inside) or free of delimiter, quote and line end; then what ends it.
const FIELD = {
  ',': /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y,
  '\t': /(?:"([^"]*(?:""[^"]*)*)"|([^"\t\r\n]*))(\t|\r\n|\n|\r|$)/y,
} as const;

function parseLines(text: string, delimiter: ',' | '\t', reading: Reading): readonly Line[] {
  const pattern = new RegExp(FIELD[delimiter]);
  const lines: Line[] = [];
  let fields: string[] = [];
  let line = 1;
  let started = 1;
  while (pattern.lastIndex < text.length || fields.length > 0) {
    const match = pattern.exec(text);
    if (match === null)
      throw unreadable(reading.file, 'a quote stands alone; a closed quoted field was expected', line);
    const [whole, quoted, plain, end] = match;
    fields.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (end === delimiter) continue;
    if (fields.length > 1 || fields[0]?.trim() !== '') lines.push({ fields, line: started });
    fields = [];
    started = line;
    if (end === '') break;
  }
  return lines;
}
