// Paths and globs of the user → files. Nothing outside the workspace is ever opened: not through an absolute path, not
// through `..`, not through a symbolic link.
import { glob, lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, posix, sep } from 'node:path';
import type { CaptureNote } from '../run/record.ts';
import { isInside, pathFromRoot, patternFromRoot } from '../workspace-path.ts';

/** Where names are looked up. */
export interface Workspace {
  /** Absolute path that nothing may leave: the top of the repository. */
  readonly root: string;
  /** Relative to the root, with forward slashes: what globs are relative to. */
  readonly workingDirectory: string;
  /** What was changed later than this is left out, with a warning: of a run that is recorded long after its end. */
  readonly until?: Date | undefined;
}

export interface WorkspaceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  /** Absolute, links resolved. */
  readonly absolute: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** A glob that matches more files than this is cut short. */
const MAX_FILES = 10_000;

const SKIPPED = new Set(['.git', '.mlops-action', '__pycache__', '.ipynb_checkpoints', '.DS_Store']);

/**
 * The files that a path or glob names; of a folder all files in it. Sorted by path.
 * @returns a warning, by name, for what is missing, matches nothing, or lies outside the workspace
 */
export async function findFiles(
  pattern: string,
  workspace: Workspace,
): Promise<{ readonly files: readonly WorkspaceFile[]; readonly warnings: readonly CaptureNote[] }> {
  const root = await realpath(workspace.root);
  const fromRoot = patternFromRoot(pattern, workspace);
  if (fromRoot === undefined) return { files: [], warnings: [note(pattern, 'lies outside the workspace; refused')] };
  const candidates = await listCandidates(root, fromRoot);
  const files = new Map<string, WorkspaceFile>();
  const refused: string[] = [];
  const changed: string[] = [];
  const until = workspace.until?.getTime() ?? Number.POSITIVE_INFINITY;
  for (const path of candidates) {
    if (files.size >= MAX_FILES) break;
    const file = await readWorkspaceFile(root, path);
    if (file === 'outside') refused.push(path);
    else if (file !== undefined && file.mtimeMs > until) changed.push(path);
    else if (file !== undefined) files.set(file.path, file);
  }
  const sorted = [...files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const since = changed.slice(0, 10).map((path) => note(path, 'was changed after the run; left out'));
  const other = files.size === 0 && changed.length > 0 ? [] : warningsFor(pattern, sorted.length, refused);
  return { files: sorted, warnings: [...since, ...other] };
}

function warningsFor(pattern: string, found: number, refused: readonly string[]): readonly CaptureNote[] {
  const warnings: CaptureNote[] = [];
  const [first, ...others] = refused;
  if (first !== undefined) {
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    warnings.push(note(first, `leads out of the workspace${more}; refused`));
  } else if (found === 0) {
    warnings.push(note(pattern, hasMagic(pattern) ? 'matches no file' : 'does not exist or holds no file'));
  }
  if (found >= MAX_FILES) warnings.push(note(pattern, `matches more than ${MAX_FILES} files; the rest is left out`));
  return warnings;
}

function note(name: string, message: string): CaptureNote {
  const shown = name.length > 200 ? `${name.slice(0, 200)}…` : name;
  return { message: `"${shown}" ${message}`, file: shown };
}

function hasMagic(pattern: string): boolean {
  return /[*?[\]{}()!+@]/.test(pattern);
}

function isSkipped(path: string): boolean {
  return SKIPPED.has(basename(path));
}

async function listCandidates(root: string, pattern: string): Promise<readonly string[]> {
  const literal = await lstat(join(root, pattern)).catch(() => undefined);
  if (literal !== undefined) return listFiles(root, pattern);
  if (!hasMagic(pattern)) return [];
  const paths: string[] = [];
  for await (const match of glob(pattern, { cwd: root, exclude: isSkipped })) {
    paths.push(...(await listFiles(root, match.split(sep).join('/'))));
    if (paths.length > MAX_FILES * 2) break;
  }
  return paths;
}

/** The path itself, or all files below it; links to folders inside a folder are not followed. */
async function listFiles(root: string, path: string): Promise<readonly string[]> {
  const entry = await stat(join(root, path)).catch(() => undefined);
  if (entry === undefined || !entry.isDirectory()) return [path];
  if ((await containedPath(root, path)) === undefined) return [path];
  const paths: string[] = [];
  const folders = [path];
  while (folders.length > 0 && paths.length <= MAX_FILES) {
    const folder = folders.pop() ?? path;
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const child of entries) {
      if (SKIPPED.has(child.name)) continue;
      const childPath = posix.join(folder, child.name);
      if (child.isDirectory()) folders.push(childPath);
      else paths.push(childPath);
    }
  }
  return paths;
}

async function containedPath(root: string, path: string): Promise<string | undefined> {
  const real = await realpath(join(root, path)).catch(() => undefined);
  return real !== undefined && isInside(root, real) ? real : undefined;
}

/** What Git keeps for itself is no part of the worktree: a checkout may leave its token there. */
function isInsideGit(root: string, absolute: string): boolean {
  return pathFromRoot(root, absolute)
    .split('/')
    .some((name) => name.toLowerCase() === '.git');
}

async function readWorkspaceFile(root: string, path: string): Promise<WorkspaceFile | 'outside' | undefined> {
  const link = await lstat(join(root, path)).catch(() => undefined);
  if (link === undefined) return undefined;
  const absolute = await containedPath(root, path);
  if (absolute === undefined || isInsideGit(root, absolute)) return 'outside';
  const entry = await stat(absolute).catch(() => undefined);
  // Pipes, sockets and devices would never end.
  if (entry === undefined || !entry.isFile()) return undefined;
  return { path, absolute, size: entry.size, mtimeMs: entry.mtimeMs };
}
