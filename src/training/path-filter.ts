// `paths`: which changed files are a reason to train. The order of the patterns decides, as in `on: push: paths:`.
import { posix } from 'node:path';

/**
 * The first of these files that the patterns mean. Patterns are relative to the working directory, and to the top of the
 * repository where they begin with `/`; one of a folder means all that is in it. A `!` takes away what earlier patterns
 * mean, and later ones may bring it back.
 * @param paths from the top of the repository
 */
export function findMeant(
  paths: readonly string[],
  patterns: readonly string[],
  workingDirectory: string,
): string | undefined {
  const rules = patterns.map((pattern) => {
    const isTakenAway = pattern.startsWith('!');
    return { isTakenAway, glob: anchored(isTakenAway ? pattern.slice(1) : pattern, workingDirectory) };
  });
  return paths.find((path) => rules.findLast(({ glob }) => isUnder(path, glob))?.isTakenAway === false);
}

function isUnder(path: string, glob: string): boolean {
  const plain = withoutDots(path);
  return posix.matchesGlob(plain, glob) || posix.matchesGlob(plain, `${glob}/**`);
}

function anchored(pattern: string, workingDirectory: string): string {
  const path = pattern.startsWith('/') ? pattern.slice(1) : posix.join(workingDirectory, pattern);
  const segments = posix.normalize(path).replace(/\/$/, '').split('/').map(unfolded);
  return withoutDots(segments.join('/'));
}

/** GitHub takes `**` within a name too: `**.py` is any file that ends so, in any folder. */
function unfolded(segment: string): string {
  if (segment === '**') return segment;
  return segment.replace(/^\*\*/, '**/*').replace(/(?<=[^*])\*\*$/, '*');
}

/** Files that begin with a dot are files: for the matcher they begin with a letter that no name has. */
function withoutDots(path: string): string {
  return path.replaceAll(/(^|\/)\.(?!\.?(?:\/|$))/g, '$1\uF8FF');
}
