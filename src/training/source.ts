// The code that is trained: commit, branch, uncommitted changes, pull request. Read before the training, which may write
// to the worktree and even to the repository's configuration; git must not be asked about either afterwards.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Settings } from '../config/settings.ts';
import type { ForgeEvent } from '../forge/forge.ts';
import type { Git } from '../git/git.ts';
import type { Source } from '../run/record.ts';
import { patternFromFolder } from '../workspace-path.ts';
import { parseParamsReference } from './formats/params-file.ts';
import { modelFolderOf, type ModelOutputs } from './other-models.ts';
import { isUsualModel, untrackedCode } from './untracked-code.ts';
import { USUAL_METRICS, USUAL_MODELS, USUAL_WRITTEN_PARAMS } from './usual-files.ts';

/** Larger patches are described, not kept. */
export const MAX_PATCH_BYTES = 1024 * 1024;

const MAX_UNTRACKED_NAMES = 1000;

const MAX_UNTRACKED_CODE = 100;

export interface SourceOptions {
  /** Git at the top of the worktree. */
  readonly git: Git;
  readonly event: ForgeEvent;
  readonly fork?: string | undefined;
  /** Where a patch is written, if there is one. */
  readonly patchFile: string;
  /** Tells what the run itself writes: an output of the last run that is tracked does not make the code dirty. */
  readonly settings?: Settings;
  /** Models of other folders: what their runs write is no change of this one's code. */
  readonly others?: readonly ModelOutputs[];
}

/**
 * Reads the source. The tree is dirty when tracked files differ from the commit, as `git describe --dirty` has it, and
 * when there is untracked code, which the training may import; untracked files are named in the patch.
 */
export async function readSource(options: SourceOptions): Promise<Source> {
  const { event, fork } = options;
  const changes = await readChanges(options);
  const { pullRequest } = event;
  return {
    ...(event.repository === undefined ? {} : { repository: event.repository }),
    ...(fork === undefined ? {} : { fork }),
    commit: event.commit,
    ...(event.branch === undefined ? {} : { branch: event.branch }),
    ...(event.tag === undefined ? {} : { tag: event.tag }),
    dirty: changes.dirty,
    ...(changes.code.length === 0 ? {} : { untracked: changes.code.slice(0, MAX_UNTRACKED_CODE) }),
    ...(changes.patch === undefined ? {} : { patch: changes.patch }),
    ...(pullRequest === undefined
      ? {}
      : {
          pull_request: {
            ...(pullRequest.number === undefined ? {} : { number: pullRequest.number }),
            head: pullRequest.head,
            base: pullRequest.base,
          },
        }),
  };
}

interface Changes {
  readonly dirty: boolean;
  /** Untracked files of code or configuration, by path from the root. */
  readonly code: readonly string[];
  readonly patch?: NonNullable<Source['patch']>;
}

async function readChanges({ git, patchFile, settings, others = [] }: SourceOptions): Promise<Changes> {
  const folder = settings?.workingDirectory ?? '.';
  const outputs = [
    ...new Set([...outputPatterns(settings), ...others.flatMap((other) => foreignPatterns(other, folder))]),
  ];
  const listed = ['ls-files', '--others', '--exclude-standard', '-z', '--', '.', ...outputs];
  const [diff, untracked] = await Promise.all([
    git.exec(['diff', 'HEAD', '--binary', '--no-ext-diff', '--no-textconv', '--no-color', '--', '.', ...outputs]),
    git.exec(listed),
  ]);
  const inputs = inputPatterns(settings);
  const isSame = untracked.stdout.length === 0 || inputs.length === 0;
  const unread = isSame ? untracked : await git.exec([...listed, ...inputs]);
  const folders = [folder, ...others.map(({ workingDirectory }) => workingDirectory)];
  const isModel = (path: string): boolean => isUsualModel(path, modelFolderOf(path, folders) ?? folder);
  const code = untrackedCode(namesIn(unread.stdout)).filter((path) => !isModel(path));
  const dirty = diff.stdout.length > 0 || code.length > 0;
  if (!dirty) return { dirty, code };
  const text = Buffer.concat([Buffer.from(renderUntracked(namesIn(untracked.stdout))), diff.stdout]);
  const kept = text.length <= MAX_PATCH_BYTES;
  if (kept) await writeFile(patchFile, text);
  return { dirty, code, patch: { sha256: createHash('sha256').update(text).digest('hex'), size: text.length, kept } };
}

function namesIn(nulSeparated: Buffer): readonly string[] {
  return nulSeparated
    .toString()
    .split('\0')
    .filter((name) => name !== '');
}

// git apply skips what stands before the first diff.
function renderUntracked(names: readonly string[]): string {
  const shown = names.slice(0, MAX_UNTRACKED_NAMES).map((name) => `# untracked: ${JSON.stringify(name)}\n`);
  if (names.length > MAX_UNTRACKED_NAMES)
    shown.push(`# and ${names.length - MAX_UNTRACKED_NAMES} more untracked files\n`);
  return shown.join('');
}

/** Pathspecs that leave out what a run writes. */
export function outputPatterns(settings: ModelOutputs | undefined): readonly string[] {
  const configured = settings === undefined ? [] : [...settings.metrics, ...settings.modelFiles, ...settings.artifacts];
  const patterns = [...configured, ...USUAL_METRICS, ...USUAL_WRITTEN_PARAMS, ...USUAL_MODELS.filter(isOutputOnly)];
  return excluded(patterns, settings);
}

/** The same of another model: nothing outside of its folder, and nothing that could reach into the own one. */
function foreignPatterns(model: ModelOutputs, own: string): readonly string[] {
  const isAround = model.workingDirectory === '.' || own.startsWith(`${model.workingDirectory}/`);
  const isSafe = (pattern: string): boolean => {
    const path = patternFromFolder(pattern, model.workingDirectory);
    if (path === undefined) return false;
    if (isAround) return !/[*?[\]{}]/.test(path) && path !== '.' && path !== own && !own.startsWith(`${path}/`);
    return path.startsWith(`${model.workingDirectory}/`);
  };
  const [metrics, modelFiles, artifacts] = [model.metrics, model.modelFiles, model.artifacts].map((patterns) =>
    patterns.filter(isSafe),
  );
  return outputPatterns({ ...model, metrics: metrics ?? [], modelFiles: modelFiles ?? [], artifacts: artifacts ?? [] });
}

/** Pathspecs that leave out what is recorded by its content, or by its digest: no reason to call the code another one. */
export function inputPatterns(settings: Settings | undefined): readonly string[] {
  if (settings === undefined) return [];
  const params = settings.params.map((reference) => parseParamsReference(reference).file);
  return excluded([...settings.data, ...params], settings);
}

function excluded(
  patterns: readonly string[],
  settings: Pick<Settings, 'workingDirectory'> | undefined,
): readonly string[] {
  const folder = settings?.workingDirectory ?? '.';
  return patterns.flatMap((pattern) => {
    const path = patternFromFolder(pattern, folder);
    return path === undefined ? [] : [`:(exclude,glob)${path}`, `:(exclude,glob)${path}/**`];
  });
}

// model.* may be model.py, models/ a package: only what nobody writes by hand.
function isOutputOnly(pattern: string): boolean {
  return pattern.startsWith('dvclive/');
}
