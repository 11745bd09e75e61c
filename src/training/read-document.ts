// Text of the files that hold metrics and params, within the size that is read.
import { readFile } from 'node:fs/promises';
import type { CaptureNote } from '../run/record.ts';
import { tooLarge } from './formats/document.ts';
import { MAX_DOCUMENT_BYTES } from './formats/limits.ts';
import { readPlainFile } from './plain-file.ts';
import type { WorkspaceFile } from './workspace-files.ts';

/** A file's text, or the warning that stands in its place. */
export type DocumentText =
  | { readonly text: string; readonly warning?: undefined }
  | { readonly text?: undefined; readonly warning: CaptureNote };

/** The whole of a file, if it is not too large. */
export async function readDocument({ path, absolute, size }: WorkspaceFile): Promise<DocumentText> {
  if (size > MAX_DOCUMENT_BYTES)
    return { warning: { message: tooLarge(path, size, MAX_DOCUMENT_BYTES).message, file: path } };
  try {
    return { text: await readFile(absolute, 'utf8') };
  } catch (error) {
    return { warning: { message: `cannot be read: ${(error as Error).message}`, file: path } };
  }
}

/**
 * What the training appended: of a file that is too large the last part, which has the final values.
 * @param name how warnings call it
 */
export async function readAppended(
  path: string,
  name: string,
): Promise<{ readonly text: string; readonly warnings: readonly CaptureNote[] }> {
  const end = await readPlainFile(path, MAX_DOCUMENT_BYTES);
  if (end === undefined) {
    return { text: '', warnings: [{ message: 'was removed or replaced by the training', file: name }] };
  }
  const text = end.content.toString();
  if (end.content.length === end.size) return { text, warnings: [] };
  const message = `${tooLarge(name, end.size, MAX_DOCUMENT_BYTES).message}; the last part was read`;
  return { text: text.slice(text.indexOf('\n') + 1), warnings: [{ message, file: name }] };
}
