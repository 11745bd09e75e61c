// CSV and TSV per RFC 4180, row by row: bytes are looked at once, and only the wanted cells become texts. `formats/table.ts`
// holds all of a file and all of its cells, which is right for metrics and not for ten million rows.
import { openPlainFile } from '../training/plain-file.ts';
import { RowProblem } from './row-builder.ts';
import type { RowTarget, TableReader } from './table-reader.ts';

const CHUNK_BYTES = 1024 * 1024;

/** Longest row, in bytes. */
const MAX_ROW_BYTES = CHUNK_BYTES;

/** Most columns that a table may have. */
const MAX_COLUMNS = 10_000;

const [LF, CR, QUOTE] = [0x0a, 0x0d, 0x22];

export const readDelimited: TableReader = async (path, start) => {
  const handle = await openPlainFile(path);
  if (handle === undefined) throw new RowProblem('it cannot be opened as a plain file');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES + MAX_ROW_BYTES);
    const row = emptyRow();
    let target: WantedCells | undefined;
    let [kept, line, isFirst] = [0, 1, true];
    for (;;) {
      const { bytesRead } = await handle.read(buffer, kept, CHUNK_BYTES);
      const isLast = bytesRead === 0;
      const end = kept + bytesRead;
      let at = isFirst ? startOf(buffer, end) : 0;
      if (isFirst) row.delimiter = delimiterOf(buffer.subarray(at, end), path);
      isFirst = false;
      for (;;) {
        const next = readRow(buffer, at, end, isLast, row);
        if (next === undefined) break;
        if (row.isBroken) throw new RowProblem(`line ${line}: a quote is not where one may be`);
        const isBlank = row.count === 1 && row.starts[0] === row.ends[0];
        if (!isBlank && target === undefined) target = wantedCells(buffer, row, start);
        else if (!isBlank) target?.take(buffer, row, line);
        line += row.lineEnds;
        at = next;
      }
      kept = end - at;
      if (kept > MAX_ROW_BYTES) throw new RowProblem(`line ${line}: a row of over ${MAX_ROW_BYTES} bytes`);
      buffer.copyWithin(0, at, end);
      if (isLast) break;
    }
    if (target === undefined) throw new RowProblem('it is empty; a header line was expected');
  } finally {
    await handle.close();
  }
};

/** Where the fields of a row lie; made once and used for all rows. */
interface Row {
  delimiter: number;
  count: number;
  /** Without the quotes around it. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** One where the field holds doubled quotes. */
  readonly doubled: Uint8Array;
  lineEnds: number;
  isBroken: boolean;
}

function emptyRow(): Row {
  return {
    delimiter: 0x2c,
    count: 0,
    starts: new Int32Array(MAX_COLUMNS),
    ends: new Int32Array(MAX_COLUMNS),
    doubled: new Uint8Array(MAX_COLUMNS),
    lineEnds: 0,
    isBroken: false,
  };
}

/** Finds the fields of the row at `at` and gives the place of the next one; undefined where the row is not all there yet. */
function readRow(bytes: Buffer, at: number, end: number, isLast: boolean, row: Row): number | undefined {
  if (at >= end) return undefined;
  row.count = 0;
  row.lineEnds = 0;
  row.isBroken = false;
  let place = at;
  for (;;) {
    let start = place;
    let fieldEnd: number;
    let isDoubled = 0;
    if (bytes[place] === QUOTE) {
      start += 1;
      place += 1;
      for (;;) {
        if (place >= end) break;
        const byte = bytes[place];
        if (byte === LF) row.lineEnds += 1;
        if (byte === QUOTE) {
          if (place + 1 >= end && !isLast) return undefined;
          if (bytes[place + 1] !== QUOTE || place + 1 >= end) break;
          isDoubled = 1;
          place += 1;
        }
        place += 1;
      }
      if (place >= end) {
        if (!isLast) return undefined;
        row.isBroken = true;
        return end;
      }
      fieldEnd = place;
      place += 1;
    } else {
      for (;;) {
        const byte = bytes[place];
        if (place >= end || byte === row.delimiter || byte === LF || byte === CR) break;
        place += 1;
      }
      fieldEnd = place;
    }
    if (row.count >= MAX_COLUMNS) row.isBroken = true;
    else {
      row.starts[row.count] = start;
      row.ends[row.count] = fieldEnd;
      row.doubled[row.count] = isDoubled;
      row.count += 1;
    }
    if (place >= end) return isLast ? end : undefined;
    const after = bytes[place];
    if (after === row.delimiter) {
      place += 1;
      if (place >= end && !isLast) return undefined;
      continue;
    }
    if (after === CR && place + 1 >= end && !isLast) return undefined;
    row.lineEnds += 1;
    if (after === CR) return bytes[place + 1] === LF && place + 1 < end ? place + 2 : place + 1;
    if (after === LF) return place + 1;
    row.isBroken = true;
    return end;
  }
}

interface WantedCells {
  take(bytes: Buffer, row: Row, line: number): void;
}

function wantedCells(bytes: Buffer, header: Row, start: (header: readonly string[]) => RowTarget): WantedCells {
  const names = Array.from({ length: header.count }, (_, index) => textAt(bytes, header, index).trim());
  const { columns, areNames, add } = start(names);
  const places = columns.map((name) => (name === undefined ? -1 : names.indexOf(name)));
  return {
    take(bytes, row, line) {
      if (row.count !== names.length) {
        throw new RowProblem(`line ${line}: ${row.count} cells where the header has ${names.length}`);
      }
      add(places.map((place, cell) => cellAt(bytes, row, place, areNames[cell] === true)));
    },
  };
}

function cellAt(bytes: Buffer, row: Row, place: number, isName: boolean): string | number | undefined {
  if (place === -1) return undefined;
  const number = isName ? undefined : decimalAt(bytes, row.starts[place] ?? 0, row.ends[place] ?? 0);
  return number ?? textAt(bytes, row, place);
}

const POWERS_OF_TEN = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** A plain decimal of up to 15 digits, without a text in between: both parts of the division are exact, so it is too. */
function decimalAt(bytes: Buffer, start: number, end: number): number | undefined {
  const isNegative = bytes[start] === 0x2d;
  const first = isNegative ? start + 1 : start;
  if (end <= first || end - first > 16) return undefined;
  let [digits, count, decimals] = [0, 0, -1];
  for (let at = first; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x2e && decimals === -1) decimals = 0;
    else if (byte < 0x30 || byte > 0x39) return undefined;
    else {
      digits = digits * 10 + (byte - 0x30);
      count += 1;
      if (decimals !== -1) decimals += 1;
    }
  }
  if (count === 0 || count > 15) return undefined;
  const value = decimals > 0 ? digits / (POWERS_OF_TEN[decimals] ?? 1) : digits;
  return isNegative ? -value : value;
}

function textAt(bytes: Buffer, { starts, ends, doubled }: Row, index: number): string {
  const text = bytes.toString('utf8', starts[index] ?? 0, ends[index] ?? 0);
  return doubled[index] === 1 ? text.replaceAll('""', '"') : text;
}

/** After the mark of UTF-8, which Excel writes. */
function startOf(bytes: Buffer, end: number): number {
  if (end >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))) {
    throw new RowProblem('it is UTF-16; UTF-8 was expected');
  }
  return end >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** That of the file's name, or the semicolon that Excel writes in much of Europe. */
function delimiterOf(bytes: Buffer, path: string): number {
  if (/\.tsv$/i.test(path)) return 0x09;
  const lineEnd = bytes.indexOf(LF);
  const header = bytes.toString('latin1', 0, lineEnd === -1 ? Math.min(bytes.length, 10_000) : lineEnd);
  return !header.includes(',') && header.includes(';') ? 0x3b : 0x2c;
}
