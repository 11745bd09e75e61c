// Registry tags of origin → this repository, so that the registry can be read offline. Nothing here is overwritten.
import { MlopsError } from '../error.ts';
import type { Git } from '../git/git.ts';
import type { Log } from '../log.ts';
import { parseTag } from '../registry/tag.ts';

/**
 * Fetches the registry's tags that only origin has, and gives their number. One that differs here is left as it is, with
 * a warning.
 * @throws MlopsError `git-failed`
 */
export async function fetchRegistryTags(git: Git, log: Log): Promise<number> {
  const [theirs, ours] = await Promise.all([
    git.text(['ls-remote', '--refs', '--tags', 'origin']),
    git.text(['for-each-ref', '--format=%(objectname)%09%(refname)', 'refs/tags']),
  ]);
  const here = tagsIn(ours);
  const missing: string[] = [];
  for (const [ref, id] of tagsIn(theirs)) {
    const own = here.get(ref);
    if (own === undefined) missing.push(ref);
    else if (own !== id) {
      log.warn(
        `${ref} is another tag on origin; yours is kept. \`git push origin :${ref}\` or \`git tag -d\` ends this`,
      );
    }
  }
  if (missing.length === 0) return 0;
  const refspecs = missing.map((ref) => `${ref}:${ref}\n`).join('');
  const { code, stderr } = await git.exec(['fetch', '--no-tags', '--stdin', 'origin'], refspecs);
  if (code === 0) return missing.length;
  throw new MlopsError(
    'git-failed',
    `the registry's tags could not be fetched: ${stderr.trim().split('\n').at(-1) ?? ''}`,
    'Run `git fetch --tags` to see what git says; `mlops registry check --fix` renames a tag that stands in the way.',
  );
}

/** Object ids of the registry's tags, by their full refs. */
function tagsIn(text: string): ReadonlyMap<string, string> {
  const entries = text.split('\n').map((line) => line.split('\t'));
  return new Map(
    entries.flatMap(([id = '', ref = '']) =>
      parseTag(ref.replace(/^refs\/tags\//, '')) === undefined ? [] : [[ref, id] as const],
    ),
  );
}
