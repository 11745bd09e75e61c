// Paths inside an artifact come from training and from stored manifests: they are hostile until they pass here.
import { MlopsError } from '../error.ts';

/**
 * Why `path` must not be used inside an artifact, or undefined when it may: it is relative, uses forward slashes,
 * and cannot leave the folder that it is unpacked into on any system.
 */
export function unsafePathReason(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (/\p{Cc}/u.test(path)) return 'it holds a control character';
  if (path.includes('\\')) return 'it holds a backslash';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'it is absolute';
  if (path.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) {
    return 'it has an empty, "." or ".." part';
  }
  return undefined;
}

/** Why Windows cannot hold a file of this path, which other systems can; undefined when it can. */
export function reasonOfWindows(path: string): string | undefined {
  for (const segment of path.split('/')) {
    if (/[<>:"|?*]/.test(segment)) return 'Windows has no files with one of < > : " | ? * in their names';
    if (/[. ]$/.test(segment)) return 'Windows has no files whose names end with a dot or a space';
    if (/^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)/i.test(segment))
      return `Windows keeps the name ${segment} for a device`;
  }
  return undefined;
}

/**
 * Refuses files whose inner paths are unsafe, stand twice, or cannot stand on this system.
 * @throws MlopsError `artifact-failed` naming the first such path
 */
export function requireSafePaths(
  files: readonly { readonly path: string }[],
  platform: NodeJS.Platform = process.platform,
): void {
  const seen = new Map<string, string>();
  const isCaseless = platform === 'win32' || platform === 'darwin';
  for (const { path } of files) {
    const key = isCaseless ? path.toLowerCase() : path;
    const other = seen.get(key);
    const reason =
      other === path
        ? 'two files have it'
        : other === undefined
          ? (unsafePathReason(path) ?? (platform === 'win32' ? reasonOfWindows(path) : undefined))
          : `${JSON.stringify(other)} is the same name on this system`;
    if (reason !== undefined) {
      throw new MlopsError(
        'artifact-failed',
        `the path ${JSON.stringify(path)} cannot stand in an artifact here: ${reason}`,
        'Rename the file, leave it out of model-files and artifacts, or take the artifact on another system.',
      );
    }
    seen.set(key, path);
  }
}
