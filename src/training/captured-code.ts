// The source as it was planned, with the merge base, and its patch: only if it is still the one that was planned.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Redactor } from '../run/redact.ts';
import type { CaptureNote, Source } from '../run/record.ts';
import { CAPTURE_FILES } from './plan.ts';
import { readPlainFile } from './plain-file.ts';
import { MAX_PATCH_BYTES } from './source.ts';

export interface CapturedCode {
  readonly source: Source;
  /** The patch as it is kept, redacted. */
  readonly patch?: Buffer;
  readonly warnings: readonly CaptureNote[];
}

/** @param planned the source as it stood before the training */
export async function captureCode(
  planned: Source,
  folder: string,
  mergeBase: string | undefined,
  redact: Redactor,
): Promise<CapturedCode> {
  const { pull_request, patch, ...rest } = planned;
  const merged = mergeBase === undefined ? {} : { merge_base: mergeBase };
  const source = { ...rest, ...(pull_request === undefined ? {} : { pull_request: { ...pull_request, ...merged } }) };
  const warnings = untrackedWarnings(planned);
  if (patch === undefined) return { source, warnings };
  if (!patch.kept) return { source: { ...source, patch }, warnings };
  const content = (await readPlainFile(join(folder, CAPTURE_FILES.patch), MAX_PATCH_BYTES))?.content;
  if (content === undefined || sha256Of(content) !== patch.sha256) {
    const message = 'the patch of the uncommitted changes was changed or removed by the training; it is not kept';
    return { source: { ...source, patch: { ...patch, kept: false } }, warnings: [...warnings, { message }] };
  }
  const redacted = redactBytes(content, redact);
  const kept = { ...patch, sha256: sha256Of(redacted), size: redacted.length };
  return { source: { ...source, patch: kept }, patch: redacted, warnings };
}

/** Which files made the run dirty, so that they can be committed or ignored. */
function untrackedWarnings({ untracked = [] }: Source): readonly CaptureNote[] {
  if (untracked.length === 0) return [];
  const names = untracked.slice(0, 5).map((path) => JSON.stringify(path));
  const more = untracked.length > names.length ? ` and ${untracked.length - names.length} more` : '';
  const what = `untracked code counts as uncommitted changes: ${names.join(', ')}${more}`;
  return [{ message: `${what}; commit it, or name it in .gitignore` }];
}

// A patch may hold text in any encoding: what is not UTF-8 must come out as it went in.
function redactBytes(content: Buffer, redact: Redactor): Buffer {
  const encoding = Buffer.from(content.toString('utf8')).equals(content) ? 'utf8' : 'latin1';
  return Buffer.from(redact(content.toString(encoding)), encoding);
}

function sha256Of(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
