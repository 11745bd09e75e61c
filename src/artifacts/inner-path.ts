// Paths inside an artifact come from training and from stored manifests: they are hostile until they pass here. Pure.
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

/**
 * Refuses files whose inner paths are unsafe or stand twice.
 * @throws MlopsError `artifact-failed` naming the first such path
 */
export function requireSafePaths(files: readonly { readonly path: string }[]): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    const reason = seen.has(path) ? 'two files have it' : unsafePathReason(path);
    if (reason !== undefined) {
      throw new MlopsError(
        'artifact-failed',
        `the path ${JSON.stringify(path)} cannot stand in an artifact: ${reason}`,
        'Rename the file, or leave it out of model-files and artifacts.',
      );
    }
    seen.add(path);
  }
}
