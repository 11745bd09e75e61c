// Data files: size, digest, and rows and columns where one pass over the bytes (or a footer) tells them.
import { open } from 'node:fs/promises';
import { parquetMetadata, parquetSchema } from 'hyparquet';
import type { CaptureNote, DataEntry } from '../run/record.ts';
import { digestOfFiles, digestOfFile } from '../file-digest.ts';
import { tableCounter, type TableSize } from './table-counter.ts';
import { findFiles, type Workspace, type WorkspaceFile } from './workspace-files.ts';

/** More files than this under one glob stand in the record as one entry. */
const MAX_ENTRIES_PER_PATTERN = 100;

/** A Parquet footer beyond this is not worth reading for two numbers. */
const MAX_FOOTER_BYTES = 32 * 1024 * 1024;

/** The data files behind the configured paths and globs. */
export async function readDataFiles(
  patterns: readonly string[],
  workspace: Workspace,
): Promise<{ readonly data: readonly DataEntry[]; readonly warnings: readonly CaptureNote[] }> {
  const data = new Map<string, DataEntry>();
  const warnings: CaptureNote[] = [];
  for (const pattern of patterns) {
    const found = await findFiles(pattern, workspace);
    warnings.push(...found.warnings);
    const entries: DataEntry[] = [];
    for (const file of found.files) {
      const entry = await readDataFile(file).catch((error: Error) => {
        warnings.push({ message: `"${file.path}" cannot be read: ${error.message}`, file: file.path });
        return undefined;
      });
      if (entry !== undefined) entries.push(entry);
    }
    for (const entry of entries.length > MAX_ENTRIES_PER_PATTERN ? [summariseEntries(pattern, entries)] : entries) {
      data.set(entry.path, entry);
    }
  }
  return { data: [...data.values()], warnings };
}

/**
 * One data file.
 * @throws the system's error when it cannot be read
 */
async function readDataFile({ path, absolute, size }: WorkspaceFile): Promise<DataEntry> {
  const counter = tableCounter(path);
  const digest = await digestOfFile(absolute, (chunk) => counter?.add(chunk));
  const table = /\.parquet$/i.test(path) ? await readParquetSize(absolute, size) : counter?.finish();
  return { path, ...digest, ...table };
}

/** One entry for many files: its digest is SHA-256 over what sha256sum prints for them, sorted by path. */
function summariseEntries(pattern: string, entries: readonly DataEntry[]): DataEntry {
  const rows = entries.reduce<number | undefined>(
    (sum, { rows }) => (sum === undefined || rows === undefined ? undefined : sum + rows),
    0,
  );
  return {
    path: pattern,
    size: entries.reduce((sum, { size }) => sum + size, 0),
    sha256: digestOfFiles(entries),
    files: entries.length,
    ...(rows === undefined ? {} : { rows }),
  };
}

// https://parquet.apache.org/docs/file-format/: the file ends with the footer, its length (4 bytes) and "PAR1".
async function readParquetSize(path: string, size: number): Promise<TableSize> {
  const handle = await open(path);
  try {
    const tail = Buffer.alloc(8);
    if (size < 12) return {};
    await handle.read(tail, 0, 8, size - 8);
    const length = tail.readUInt32LE(0) + 8;
    if (tail.toString('latin1', 4) !== 'PAR1' || length > size || length > MAX_FOOTER_BYTES) return {};
    const footer = Buffer.alloc(length);
    await handle.read(footer, 0, length, size - length);
    const metadata = parquetMetadata(footer);
    return { rows: Number(metadata.num_rows), columns: parquetSchema(metadata).children.length };
  } catch {
    // A damaged file still has a size and a digest.
    return {};
  } finally {
    await handle.close();
  }
}
