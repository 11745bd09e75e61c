// What the check of a registry looks at: all tags of a repository, the unusual ones too, and those that repairs replaced.
import type { Git } from '../git/git.ts';
import type { CheckedTag, RegistryFacts } from './finding.ts';

/** Where a repair keeps what it took away: `refs/mlops/replaced/<time>/<tag>`. */
export const REPLACED = 'refs/mlops/replaced';

/** A message holds no NUL, so NUL parts the fields and their number parts the tags. */
const FIELDS = [
  'refname',
  'objectname',
  'objecttype',
  '*objecttype',
  '*objectname',
  '*committerdate:unix',
  '*parent',
  '*tree',
  'taggerdate:unix',
  'taggername',
  'contents',
] as const;

/** @throws MlopsError `git-failed` */
export async function readRegistryFacts(
  git: Git,
): Promise<RegistryFacts & { readonly replaced: readonly CheckedTag[] }> {
  const format = FIELDS.map((field) => `%(${field})%00`).join('');
  const [text, shallow] = await Promise.all([
    git.text(['for-each-ref', `--format=${format}`, 'refs/tags', REPLACED]),
    git.text(['rev-parse', '--is-shallow-repository']),
  ]);
  const values = text.split('\0');
  const read: (CheckedTag & { readonly ref: string; readonly tree: string })[] = [];
  for (let start = 0; start + FIELDS.length <= values.length; start += FIELDS.length) {
    const [ref = '', object = '', type = '', targetType = '', target = '', ...rest] = values.slice(
      start,
      start + FIELDS.length,
    );
    const [commitTime, parents = '', tree = '', time, tagger = '', message = ''] = rest;
    read.push({
      ref: ref.trimStart(),
      name: ref.trimStart().replace(/^refs\/(?:tags|mlops\/replaced\/[^/]+)\//, ''),
      object,
      type,
      targetType,
      commit: type === 'tag' ? target : object,
      commitTime: Number(commitTime),
      // Where a shallow clone ends, commits seem to have no parents.
      ...(parents === '' && shallow === 'true' ? {} : { parents: parents.split(' ').filter(Boolean) }),
      tree,
      time: Number(time),
      tagger,
      message: type === 'tag' ? message.trim() : '',
    });
  }
  const trees = await treesOf(
    git,
    read.flatMap(({ parents = [] }) => (parents.length === 1 ? parents : [])),
  );
  const tags = read.map(({ ref, tree, ...tag }) => {
    const of = tag.parents?.length === 1 ? trees.get(tag.parents[0] ?? '') : undefined;
    return {
      isReplaced: ref.startsWith(`${REPLACED}/`),
      tag: of === undefined ? tag : { ...tag, hasFilesOfParent: of === tree },
    };
  });
  return {
    tags: tags.flatMap(({ isReplaced, tag }) => (isReplaced ? [] : [tag])),
    replaced: tags.flatMap(({ isReplaced, tag }) => (isReplaced ? [tag] : [])),
  };
}

/** Trees of the commits that are here. */
async function treesOf(git: Git, commits: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (commits.length === 0) return new Map();
  const words = ['log', '--no-walk=unsorted', '--ignore-missing', '--no-show-signature', '--format=%H %T', '--stdin'];
  const text = await git.text(words, `${[...new Set(commits)].join('\n')}\n`);
  return new Map(text.split('\n').map((line) => line.split(' ', 2) as [string, string]));
}
