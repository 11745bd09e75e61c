// Paths of a repository as they are recorded: relative to its top, with forward slashes, on every system. Pure: the rules of
// the system come in as its `path` module, so that those of Windows can be tested anywhere.
import systemPath, { posix, type PlatformPath } from 'node:path';

/** The path of `target` from `root`, both absolute; `.` for the root itself. */
export function pathFromRoot(root: string, target: string, path: PlatformPath = systemPath): string {
  return slashed(path.relative(root, target), path) || '.';
}

/** Whether `target` is `root` or lies below it, both absolute. */
export function isInside(root: string, target: string, path: PlatformPath = systemPath): boolean {
  // From one drive of Windows to another there is no relative path.
  const relative = path.relative(root, target);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/**
 * A path or glob as a user typed it, relative to the working directory → relative to the root.
 * @param workingDirectory relative to the root, with forward slashes
 * @returns undefined for what is absolute or leaves the root
 */
export function patternFromFolder(
  pattern: string,
  workingDirectory: string,
  path: PlatformPath = systemPath,
): string | undefined {
  // `C:model.bin` is relative to a folder that only the system knows.
  if (pattern.includes('\0') || path.isAbsolute(pattern) || hasDrive(pattern, path)) return undefined;
  const joined = posix.normalize(posix.join(workingDirectory, slashed(pattern, path)));
  return joined === '..' || joined.startsWith('../') ? undefined : joined.replace(/\/$/, '') || '.';
}

/** The same where an absolute path may name what lies in the root. */
export function patternFromRoot(
  pattern: string,
  { root, workingDirectory }: { readonly root: string; readonly workingDirectory: string },
  path: PlatformPath = systemPath,
): string | undefined {
  if (pattern.includes('\0') || !path.isAbsolute(pattern)) return patternFromFolder(pattern, workingDirectory, path);
  return isInside(root, pattern, path) ? pathFromRoot(root, pattern, path) : undefined;
}

/** On other systems than Windows a backslash is a letter like any other. */
function slashed(text: string, path: PlatformPath): string {
  return path.sep === '\\' ? text.replaceAll('\\', '/') : text;
}

function hasDrive(text: string, path: PlatformPath): boolean {
  return path.sep === '\\' && /^[A-Za-z]:/.test(text);
}
