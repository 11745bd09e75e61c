// Rows and columns of CSV, TSV and JSON Lines, counted while the bytes go by on their way to the digest.

export interface TableSize {
  readonly rows?: number;
  readonly columns?: number;
}

export interface TableCounter {
  add(chunk: Buffer): void;
  finish(): TableSize;
}

const LF = 0x0a;
const QUOTE = 0x22;

/** A header line is looked at up to here. */
const MAX_HEADER_BYTES = 256 * 1024;

/** A counter for the file's format, undefined for one whose rows cannot be counted in passing. */
export function tableCounter(path: string): TableCounter | undefined {
  switch (/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '') {
    case 'csv':
      return delimitedCounter(',');
    case 'tsv':
      return delimitedCounter('\t');
    case 'jsonl':
    case 'ndjson':
      return jsonLinesCounter();
    default:
      return undefined;
  }
}

/** Line ends inside quotes do not count; the header is no row. */
function delimitedCounter(delimiter: ',' | '\t'): TableCounter {
  const header = headCollector();
  let quoted = false;
  let lines = 0;
  let last = LF;
  return {
    add(chunk) {
      header.add(chunk);
      if (!quoted && !chunk.includes(QUOTE)) lines += countLineEnds(chunk);
      else {
        for (let at = 0; at < chunk.length; at += 1) {
          const byte = chunk[at];
          if (byte === QUOTE) quoted = !quoted;
          else if (byte === LF && !quoted) lines += 1;
        }
      }
      last = chunk.at(-1) ?? last;
    },
    finish() {
      const all = last === LF ? lines : lines + 1;
      const columns = columnsOf(header.text(), delimiter);
      return all === 0 ? { rows: 0 } : { rows: all - 1, ...(columns === undefined ? {} : { columns }) };
    },
  };
}

function columnsOf(head: string, delimiter: string): number | undefined {
  let quoted = false;
  let columns = 1;
  for (const character of head) {
    if (character === '"') quoted = !quoted;
    else if (character === '\n' && !quoted) return columns;
    else if (character === delimiter && !quoted) columns += 1;
  }
  return head.length < MAX_HEADER_BYTES ? columns : undefined;
}

function jsonLinesCounter(): TableCounter {
  const head = headCollector();
  let lines = 0;
  let last = LF;
  return {
    add(chunk) {
      head.add(chunk);
      lines += countLineEnds(chunk);
      last = chunk.at(-1) ?? last;
    },
    finish() {
      const columns = membersOf(head.text().split('\n')[0] ?? '');
      return { rows: last === LF ? lines : lines + 1, ...(columns === undefined ? {} : { columns }) };
    },
  };
}

function membersOf(line: string): number | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).length : undefined;
  } catch {
    return undefined;
  }
}

function countLineEnds(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, at + 1)) count += 1;
  return count;
}

function headCollector(): { add(chunk: Buffer): void; text(): string } {
  let head = Buffer.alloc(0);
  return {
    add(chunk) {
      if (head.length < MAX_HEADER_BYTES)
        head = Buffer.concat([head, chunk.subarray(0, MAX_HEADER_BYTES - head.length)]);
    },
    text: () => head.toString(),
  };
}
