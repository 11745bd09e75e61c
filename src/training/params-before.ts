// Params files before the training: what it read is what they said then, though somebody edits them while it runs.
import { readFile } from 'node:fs/promises';
import type { Settings } from '../config/settings.ts';
import type { Git } from '../git/git.ts';
import { parseParamsReference } from './formats/params-file.ts';
import type { TrainingPlan } from './plan.ts';
import { USUAL_PARAMS, USUAL_WRITTEN_PARAMS } from './usual-files.ts';
import { findFiles } from './workspace-files.ts';

/** Most that is kept of one run, in bytes and files; the rest is read after the training. */
const MAX_BYTES = 1024 * 1024;
const MAX_FILES = 500;

type ParamsBefore = NonNullable<TrainingPlan['paramsBefore']>;

/**
 * The params files that git tracks. An untracked one may be what the training writes, and so may those of DVCLive even
 * where they are committed: these are read after it.
 * @param git at the top of the worktree, before the training
 */
export async function readParamsBefore(git: Git, root: string, settings: Settings): Promise<ParamsBefore> {
  const workspace = { root, workingDirectory: settings.workingDirectory };
  const named = settings.params.map((reference) => parseParamsReference(reference).file);
  const patterns = new Set(named.length === 0 ? USUAL_PARAMS : named);
  const found = await Promise.all(
    [...patterns].map(async (pattern) => {
      const { files } = await findFiles(pattern, workspace);
      return files.map((file) => ({ pattern, file }));
    }),
  );
  const standing = found.flat().filter(({ file }) => !USUAL_WRITTEN_PARAMS.some((name) => file.path.endsWith(name)));
  const candidates = standing.slice(0, MAX_FILES);
  if (candidates.length === 0) return [];
  const literal = candidates.map(({ file }) => `:(top,literal)${file.path}`);
  const listed = await git.exec(['ls-files', '-z', '--', ...new Set(literal)]);
  const tracked = new Set(listed.stdout.toString().split('\0'));
  const kept: { pattern: string; path: string; text: string }[] = [];
  let left = MAX_BYTES;
  for (const { pattern, file } of candidates) {
    if (!tracked.has(file.path) || file.size > left) continue;
    const text = await readFile(file.absolute, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    left -= file.size;
    kept.push({ pattern, path: file.path, text });
  }
  return kept;
}
