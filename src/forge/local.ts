// The forge that a repository is to itself: what GitHub would show stands in readable files below `.git/mlops`,
// never in the worktree.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Git } from '../git/git.ts';
import type { Check, CheckResult, Comment, CommentResult, Forge, PullRequestEvent } from './forge.ts';
import { findLocalChangedFiles } from './local-changed-files.ts';
import { localDeployments } from './local-deployments.ts';
import { findLocalMergeBase } from './local-event.ts';
import { readIfThere, writeWhole } from './local-file.ts';
import { fileNameFor } from './local-name.ts';
import { writePullRequest } from './local-pull-request.ts';
import { copyAsset, findPublished, writeRelease } from './local-release.ts';

export interface LocalForgeOptions {
  /** `<git common dir>/mlops`: shared by all worktrees of the repository. */
  readonly folder: string;
  readonly git: Git;
  readonly clock: () => Date;
  /** In bytes; a folder takes files of any size. */
  readonly maxAssetSize?: number;
}

/**
 * Comments: `comments/<branch>/<key>.md`. Checks: `checks/<commit>/<key>.md`. Releases: `releases/<tag>/`. Dispatches: `dispatches/<time>-<workflow>.json`.
 * Deployments: `deployments/<environment>/<tag>.json`. Pull requests: `pull-requests/<branch>.md`.
 */
export function localForge({ folder, git, clock, maxAssetSize }: LocalForgeOptions): Forge {
  const placeOf = (tag: string): string => join(folder, 'releases', fileNameFor(tag));
  return {
    kind: 'local',
    maxAssetSize,

    findMergeBase: (base, head) => findLocalMergeBase(git, base, head),

    findChangedFiles: (from, to) => findLocalChangedFiles(git, from, to),

    upsertComment: (pullRequest, comment) => writeComment(folder, pullRequest, comment),

    reportCheck: (check) => writeCheck(folder, check),

    async publishRelease(release) {
      const place = placeOf(release.tag);
      await writeRelease(place, release, clock);
      return { url: pathToFileURL(place).href };
    },

    async findRelease(tag) {
      const assets = await findPublished(placeOf(tag), tag);
      return assets && { url: pathToFileURL(placeOf(tag)).href, assets };
    },

    downloadAsset: (tag, asset, to, offset) => copyAsset(placeOf(tag), tag, asset, to, offset),

    deployments: localDeployments(join(folder, 'deployments'), clock),

    readTextFile: (path, ref) => readTextFile(git, path, ref),

    openPullRequest: (request) =>
      writePullRequest(join(folder, 'pull-requests', `${fileNameFor(request.branch)}.md`), request),

    async dispatchWorkflow(workflow, ref, inputs) {
      const dispatches = join(folder, 'dispatches');
      const requested = clock().toISOString();
      const text = `${JSON.stringify({ workflow, ref, inputs, requested }, undefined, 2)}\n`;
      const name = `${requested.replaceAll(/[-:]/g, '')}-${fileNameFor(workflow)}`;
      await mkdir(dispatches, { recursive: true });
      await writeNew(join(dispatches, name), text);
    },
  };
}

/** A path that names a folder, or that is not there, gives nothing. */
async function readTextFile(git: Git, path: string, ref: string): Promise<string | undefined> {
  const { code, stdout } = await git.exec(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (code !== 0) return undefined;
  const file = await git.exec(['cat-file', 'blob', `${stdout.toString().trim()}:${path}`]);
  return file.code === 0 ? file.stdout.toString() : undefined;
}

async function writeComment(
  folder: string,
  pullRequest: PullRequestEvent,
  { marker, render }: Comment,
): Promise<CommentResult> {
  const path = join(folder, 'comments', fileNameFor(pullRequest.headBranch), `${fileNameFor(keyOf(marker))}.md`);
  const url = pathToFileURL(path).href;
  const present = await readIfThere(path);
  const body = render(present);
  if (body === undefined && present === undefined) return { url: undefined, outcome: 'absent' };
  if (body === undefined || present === body) return { url, outcome: 'unchanged' };
  await writeWhole(path, body);
  return { url, outcome: present === undefined ? 'created' : 'updated' };
}

async function writeCheck(folder: string, check: Check): Promise<CheckResult> {
  const path = join(folder, 'checks', fileNameFor(check.commit), `${fileNameFor(check.key)}.md`);
  const present = await readIfThere(path);
  const notes = check.notes.map(({ path, line, level, title, message }) => {
    return `- ${level} at ${path}:${line}: ${title}: ${message.replaceAll('\n', '\n  ')}`;
  });
  const parts = [`# ${check.title}`, `Conclusion: ${check.conclusion}`, notes.join('\n'), check.summary];
  await writeWhole(path, parts.filter((part) => part !== '').join('\n\n'));
  return { url: pathToFileURL(path).href, outcome: present === undefined ? 'created' : 'updated' };
}

/** The key in a marker of ours, percent-encoded there; any other marker is its own key. */
function keyOf(marker: string): string {
  const key = /\skey=(\S+)/.exec(marker)?.[1] ?? marker;
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

/** Two dispatches of one millisecond get two files. */
async function writeNew(path: string, text: string): Promise<void> {
  for (let count = 1; ; count += 1) {
    try {
      await writeFile(`${path}${count === 1 ? '' : `-${count}`}.json`, text, { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
