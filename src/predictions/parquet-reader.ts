// Parquet, a range of rows at a time and only the wanted columns.
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { parquetMetadataAsync, parquetScan, parquetSchema, type AsyncBuffer, type Compressors } from 'hyparquet';
import { openPlainFile } from '../training/plain-file.ts';
import { RowProblem } from './row-builder.ts';
import type { TableReader } from './table-reader.ts';

// Snappy is the library's own.
const DECOMPRESSORS: Compressors = {
  GZIP: (bytes, size) => gunzipSync(bytes, { maxOutputLength: Math.max(1, size) }),
  BROTLI: (bytes, size) => brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, size) }),
  ZSTD: (bytes, size) => zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, size) }),
};

const READABLE = new Set(['UNCOMPRESSED', 'SNAPPY', ...Object.keys(DECOMPRESSORS)]);

/** Most bytes of one column in one group of rows, unpacked: the writers' defaults are a hundredth of it. */
const MAX_GROUP_BYTES = 256 * 1024 * 1024;

export const readParquet: TableReader = async (path, start) => {
  const handle = await openPlainFile(path);
  if (handle === undefined) throw new RowProblem('it cannot be opened as a plain file');
  try {
    const { size } = await handle.stat();
    const file: AsyncBuffer = {
      byteLength: size,
      async slice(from, to = size) {
        const bytes = new Uint8Array(Math.max(0, Math.min(to, size) - from));
        await handle.read(bytes, 0, bytes.length, from);
        return bytes.buffer;
      },
    };
    const metadata = await readable(parquetMetadataAsync(file));
    const header = parquetSchema(metadata).children.map(({ element }) => element.name);
    const { columns, add } = start(header);
    const wanted = columns.filter((name) => name !== undefined);
    for (const { columns: chunks } of metadata.row_groups) {
      for (const { meta_data: chunk } of chunks) {
        if (chunk === undefined || !wanted.includes(chunk.path_in_schema[0] ?? '')) continue;
        if (!READABLE.has(chunk.codec))
          throw new RowProblem(`it is compressed with ${chunk.codec}; take snappy or zstd`);
        if (chunk.total_uncompressed_size > MAX_GROUP_BYTES) {
          throw new RowProblem('its groups of rows are too large; write smaller ones, of a million rows');
        }
      }
    }
    const scan = await readable(parquetScan({ file, metadata, columns: wanted, compressors: DECOMPRESSORS }));
    for (const range of scan.ranges) {
      const data = new Map<string, ArrayLike<unknown>>();
      for (const column of wanted) data.set(column, await readable(scan.readColumn({ column, ...range })));
      const arrays = columns.map((name) => (name === undefined ? undefined : data.get(name)));
      for (let row = 0; row < range.rowEnd - range.rowStart; row += 1) add(arrays.map((values) => values?.[row]));
    }
  } finally {
    await handle.close();
  }
};

async function readable<Value>(reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    throw new RowProblem(`it is no Parquet file that can be read: ${(error as Error).message.slice(0, 200)}`);
  }
}
