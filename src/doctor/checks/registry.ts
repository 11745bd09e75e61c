// The registry's tags: what GTO and this program pass over or stumble on.
import { parseTag } from '../../registry/tag.ts';
import { check, counted, findingsOr, listed, problem, warning, type Check, type Finding } from '../check.ts';
import type { TagFacts } from '../facts.ts';

export const REGISTRY_CHECKS: readonly Check[] = [
  check({
    id: 'registry',
    title: 'Registry tags count and stop no reader: annotated, one version of a model on a commit, no `model@created`',
    needs: ['tags'],
    judge({ tags }) {
      const registered = tags.filter(({ name }) => parseTag(name)?.action === 'register');
      const models = new Set(registered.map(({ name }) => parseTag(name)?.artifact));
      return findingsOr(
        [...lightweight(tags), ...crowded(registered), ...created(tags), ...blocking(tags)],
        `${counted(models.size, 'model')}, ${counted(registered.length, 'version')}`,
      );
    },
  }),
  check({
    id: 'registry-sync',
    title: 'Registry tags are the same here and at origin',
    needs: ['tags', 'origin'],
    judge({ tags, origin: { refs } }) {
      const own = tags.filter(({ name }) => parseTag(name) !== undefined);
      const here = new Map(own.map(({ name, id }) => [`refs/tags/${name}`, id]));
      const there = [...refs].filter(
        ([ref]) => parseTag(ref.replace(/^refs\/tags\//, '')) !== undefined && ref.startsWith('refs/tags/'),
      );
      const nameOf = (ref: string): string => ref.slice('refs/tags/'.length);
      const onlyHere = [...here.keys()].filter((ref) => !refs.has(ref)).map(nameOf);
      const onlyThere = there.filter(([ref]) => !here.has(ref)).map(([ref]) => nameOf(ref));
      const moved = there.filter(([ref, id]) => here.has(ref) && here.get(ref) !== id).map(([ref]) => nameOf(ref));
      const findings: Finding[] = moved.map((name) =>
        problem(
          `${name} is another tag here than at origin`,
          `To take origin's: git tag -d '${name}' && git fetch origin tag '${name}'`,
        ),
      );
      if (onlyHere.length > 0) {
        findings.push(
          warning(
            `origin lacks ${counted(onlyHere.length, 'registry tag')}: ${listed(onlyHere)}`,
            `git push origin ${onlyHere
              .slice(0, 10)
              .map((name) => `'${name}'`)
              .join(' ')}`,
          ),
        );
      }
      if (onlyThere.length > 0) {
        findings.push(
          warning(
            `${counted(onlyThere.length, 'registry tag')} of origin ${onlyThere.length === 1 ? 'is' : 'are'} not here: ${listed(onlyThere)}`,
            'mlops sync',
          ),
        );
      }
      return findingsOr(findings, 'registry tags are the same here and at origin');
    },
  }),
];

function lightweight(tags: readonly TagFacts[]): readonly Finding[] {
  return tags
    .filter(({ name, isAnnotated }) => !isAnnotated && parseTag(name) !== undefined)
    .map(({ name }) =>
      warning(
        `${name} is a lightweight tag: it registers nothing and keeps its number from being used`,
        `git tag -d '${name}' && git tag -a '${name}' COMMIT -m '${name}' (and git push --force origin '${name}')`,
      ),
    );
}

/** GTO stops with ManyVersions; a version that was taken back counts no more. */
function crowded(registered: readonly TagFacts[]): readonly Finding[] {
  const byPlace = Map.groupBy(
    registered.filter(({ isAnnotated }) => isAnnotated),
    ({ name, commit }) => `${parseTag(name)?.artifact} ${commit}`,
  );
  return [...byPlace.values()].flatMap((tags) => {
    const versions = new Set(tags.map(({ name }) => name.replace(/#\d+$/, '')));
    if (versions.size < 2) return [];
    const [first = '', ...others] = [...versions];
    return [
      problem(
        `${listed([first, ...others])} stand on one commit: GTO stops at two versions of a model on a commit`,
        `Keep one and register the other run again, which puts it on a commit of its own: git tag -d '${first}' && git push origin ':refs/tags/${first}'`,
      ),
    ];
  });
}

function created(tags: readonly TagFacts[]): readonly Finding[] {
  return tags
    .filter(({ name }) => /^[a-zA-Z0-9].*@created(?:#\d+)?$/.test(name))
    .map(({ name }) =>
      problem(
        `${name} is a tag that GTO reads and has no meaning for: every command of GTO stops at it`,
        `git tag -d '${name}' && git push origin ':refs/tags/${name}'`,
      ),
    );
}

/** A tag is a file, and where one stands no folder can: `team` and `team/model@v1.0.0`. */
function blocking(tags: readonly TagFacts[]): readonly Finding[] {
  const names = new Set(tags.map(({ name }) => name));
  const lower = Map.groupBy(
    tags.filter(({ name }) => parseTag(name) !== undefined),
    ({ name }) => name.toLowerCase(),
  );
  const clashes = [...lower.values()].flatMap(([first, second]) =>
    first === undefined || second === undefined
      ? []
      : [
          warning(
            `${first.name} and ${second.name} are one file on macOS and Windows, where only one of them can be fetched`,
            'Name models in one case alone.',
          ),
        ],
  );
  const models = new Set(tags.flatMap(({ name }) => parseTag(name)?.artifact ?? []));
  const blocked = [...models].flatMap((model) => foldersOf(model).filter((folder) => names.has(folder)));
  return [
    ...clashes,
    ...[...new Set(blocked)].map((name) =>
      problem(
        `the tag ${name} stands where versions of ${name}/… need a folder: Git can make none`,
        `git tag -d '${name}' && git push origin ':refs/tags/${name}', or give the model a name without "/".`,
      ),
    ),
  ];
}

function foldersOf(model: string): readonly string[] {
  const parts = model.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
