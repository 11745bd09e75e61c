// The stage files of a commit of the user's repository.
import type { Git } from '../git/git.ts';
import { MlopsError } from '../error.ts';
import { listTree, readBlobs } from '../git/objects.ts';
import { findTextFile } from '../git/text-file.ts';
import { isStageFile, parseStageFile, stageFilePath, stageOfFile, type StageWish } from './stage-file.ts';

const MAX_FILES = 200;

/**
 * What every `deploy/*.yaml` at a commit wishes, stage by stage.
 * @param git in the user's repository, which has the commit
 * @param stages those that are meant; by default all whose files are stage files, as other things may lie in the folder
 * @throws MlopsError `config-invalid` for a file that is none, `git-failed` for a commit that is not there
 */
export async function readStageFiles(
  git: Git,
  commit: string,
  stages?: readonly string[],
): Promise<readonly StageWish[]> {
  const wanted = stages ?? (await stagesAt(git, commit));
  const found: { readonly stage: string; readonly blob: string }[] = [];
  for (const stage of wanted) {
    const blob = await findTextFile(git, commit, stageFilePath(stage));
    if (blob !== undefined) found.push({ stage, blob });
  }
  if (found.length === 0) return [];
  const blobs = await readBlobs(
    git,
    found.map(({ blob }) => blob),
  );
  return found.flatMap(({ stage }, index) => {
    const text = blobs[index]?.toString() ?? '';
    if (stages === undefined && !isStageFile(text)) return [];
    return parseStageFile(text, stageFilePath(stage)).map((wish) => ({ ...wish, stage }));
  });
}

async function stagesAt(git: Git, commit: string): Promise<readonly string[]> {
  const entries = await listTree(git, commit, ['-r'], ['deploy/']);
  const stages = entries.flatMap(({ kind, path }) => (kind === 'blob' ? (stageOfFile(path) ?? []) : []));
  if (stages.length <= MAX_FILES) return stages;
  throw new MlopsError(
    'config-invalid',
    `the folder deploy holds ${stages.length} files that could be of stages; at most ${MAX_FILES} are read`,
    'Name the stages in mlops.yaml.',
  );
}
