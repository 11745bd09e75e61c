// The registry's tags: what GTO and this program pass over or stumble on.
import { checkRegistry } from '../../registry/check.ts';
import { parseTag } from '../../registry/tag.ts';
import { check, counted, findingsOr, listed, problem, warning, type Check, type Finding } from '../check.ts';

export const REGISTRY_CHECKS: readonly Check[] = [
  check({
    id: 'registry',
    title:
      'Registry tags count and stop no reader: annotated, one version of a model on a commit, no `model@created`, evidence of their own',
    needs: ['tags'],
    judge({ tags }) {
      const registered = tags.filter(({ name }) => parseTag(name)?.action === 'register');
      const models = new Set(registered.map(({ name }) => parseTag(name)?.artifact));
      return findingsOr(
        checkRegistry({ tags }).map(({ severity, message, fix }) =>
          severity === 'error' ? problem(message, fix) : warning(message, fix),
        ),
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
      const here = new Map(own.map(({ name, object }) => [`refs/tags/${name}`, object]));
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
