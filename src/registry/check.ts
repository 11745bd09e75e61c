// Finds what in a registry's tags stops GTO, stands in the way of a tag to come, or does not say what it seems to. Each
// finding names its tags and what to do. Pure.
import { checkEvidence } from './check-evidence.ts';
import { crowdedCommits } from './crowded.ts';
import {
  fixable,
  found,
  isAnnotated,
  some,
  type CheckedTag,
  type RegistryFacts,
  type RegistryFinding,
} from './finding.ts';
import { registryState, type RegistryState } from './state.ts';
import { parseTag, stopsGto } from './tag.ts';
import { isVersion } from './version.ts';

/** Errors first. */
export function checkRegistry(facts: RegistryFacts): readonly RegistryFinding[] {
  const state = registryState(facts.tags.filter(isAnnotated));
  const findings = [
    ...crowded(facts.tags),
    ...created(facts.tags),
    ...standing(facts.tags),
    ...folders(facts.tags),
    ...checkEvidence(facts, state),
    ...stageClashes(facts),
    ...repeated(state),
    ...unregistered(state),
    ...lightweight(facts.tags),
    ...cases(facts.tags),
  ];
  return findings.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

function crowded(tags: readonly CheckedTag[]): readonly RegistryFinding[] {
  return crowdedCommits(tags).map(({ model, commit, versions }) => {
    const names = versions.map(({ version }) => version);
    return fixable(
      'two-versions',
      'error',
      versions.flatMap((version) => version.tags),
      `${some(names)} of ${model} stand on one commit, ${commit.slice(0, 7)}: GTO stops when one of them has a stage`,
    );
  });
}

function created(tags: readonly CheckedTag[]): readonly RegistryFinding[] {
  return tags
    .filter(({ name }) => stopsGto(name))
    .map(({ name }) =>
      fixable(
        'created',
        'error',
        [name],
        `${name} is a tag that GTO reads and has no meaning for: every command of GTO stops`,
      ),
    );
}

/** What annotated tags stand on. */
function standing(tags: readonly CheckedTag[]): readonly RegistryFinding[] {
  const others = tags.filter((tag) => tag.type === 'tag' && !isAnnotated(tag) && parseTag(tag.name) !== undefined);
  return others.map(({ name, targetType }) =>
    targetType === 'tag'
      ? found(
          'tag-of-tag',
          'warning',
          [name],
          `${name} is a tag of a tag: it counts for GTO, and not here`,
          `To make it count: git tag -f -a '${name}' '${name}^{commit}' -m '${name}' && git push --force origin 'refs/tags/${name}'`,
        )
      : fixable(
          'not-a-commit',
          'error',
          [name],
          `${name} is a tag of a ${targetType}, no commit: every command of GTO stops`,
        ),
  );
}

/** A tag is a file, and where one stands no folder can: `team` and `team/model@v1.0.0`. */
function folders(tags: readonly CheckedTag[]): readonly RegistryFinding[] {
  const names = new Set(tags.map(({ name }) => name));
  const models = new Set(tags.flatMap(({ name }) => parseTag(name)?.artifact.replaceAll(':', '=') ?? []));
  const blocked = new Set([...models].flatMap((model) => foldersOf(model).filter((folder) => names.has(folder))));
  return [...blocked].map((name) =>
    found(
      'folder-clash',
      'error',
      [name],
      `the tag ${name} stands where versions of ${name}/… need a folder: Git can make none`,
      `git tag -d '${name}' && git push origin ':refs/tags/${name}', or give the model a name without "/".`,
    ),
  );
}

/** `m#prod` without a number is a file where `m#prod/eu` needs a folder. */
function stageClashes({ tags, stages = [] }: RegistryFacts): readonly RegistryFinding[] {
  return clashingStages(tags, stages).map(({ tag, threatened }) => {
    const message = `${tag.name} stands where ${some(threatened)} of the same model would need a folder: Git can make none`;
    if (isAnnotated(tag)) return fixable('stage-clash', 'warning', [tag.name], message);
    return found(
      'stage-clash',
      'warning',
      [tag.name],
      message,
      `git tag -d '${tag.name}' && git push origin ':refs/tags/${tag.name}'`,
    );
  });
}

/** Tags of a stage without a number, of which other stages are folders. @param stages besides those in use */
export function clashingStages(
  tags: readonly CheckedTag[],
  stages: readonly string[],
): readonly { readonly tag: CheckedTag; readonly threatened: readonly string[] }[] {
  const used = tags.flatMap(({ name }) => {
    const meaning = parseTag(name);
    return meaning !== undefined && 'stage' in meaning ? [meaning.stage] : [];
  });
  const nested = [...new Set([...stages, ...used])].filter((stage) => stage.includes('/')).toSorted();
  return tags.flatMap((tag) => {
    const meaning = parseTag(tag.name);
    if (meaning?.action !== 'assign' || meaning.counter !== undefined) return [];
    const threatened = nested.filter((stage) => stage.startsWith(`${meaning.stage}/`));
    return threatened.length === 0 ? [] : [{ tag, threatened }];
  });
}

function repeated({ artifacts }: RegistryState): readonly RegistryFinding[] {
  return artifacts.flatMap(({ name, versions, events }) => {
    const active = new Set(
      versions.filter((each) => each.isActive && isVersion(each.version)).map((each) => each.version),
    );
    const registrations = events.filter((event) => event.kind === 'registration' && active.has(event.version ?? ''));
    const byVersion = Map.groupBy(registrations, (event) => event.version ?? '');
    return [...byVersion].flatMap(([version, own]) => {
      if (own.length < 2) return [];
      const tags = own.map(({ tag }) => tag).toSorted();
      const places = new Set(own.map(({ commit }) => commit)).size;
      const harm =
        places > 1
          ? `on ${places} commits: which one is meant cannot be told`
          : 'twice: `gto show` of this model stops';
      const message = `${some(tags)} register ${name} ${version} ${harm}`;
      return [
        found('version-twice', 'warning', tags, message, `Keep one: mlops registry history ${name} tells them apart`),
      ];
    });
  });
}

function unregistered({ artifacts }: RegistryState): readonly RegistryFinding[] {
  return artifacts.flatMap(({ name, versions, events }) =>
    versions
      .filter(({ version, stages }) => !isVersion(version) && stages.length > 0)
      .map(({ commit, stages }) => {
        const own = events.filter((event) => event.commit === commit && event.kind === 'assignment');
        return found(
          'no-version',
          'warning',
          own.map(({ tag }) => tag).toSorted(),
          `${name} is in ${some(stages)} at ${commit.slice(0, 7)}, where no version of it is registered`,
          'Register the run of this commit and assign the stage to its version.',
        );
      }),
  );
}

function lightweight(tags: readonly CheckedTag[]): readonly RegistryFinding[] {
  return tags
    .filter(({ name, type }) => type !== 'tag' && parseTag(name) !== undefined)
    .map(({ name }) =>
      found(
        'lightweight',
        'warning',
        [name],
        `${name} is a lightweight tag: it registers nothing and keeps its number from being used`,
        `git tag -d '${name}' && git tag -a '${name}' COMMIT -m '${name}' (and git push --force origin '${name}')`,
      ),
    );
}

function cases(tags: readonly CheckedTag[]): readonly RegistryFinding[] {
  const names = tags.map(({ name }) => name).filter((name) => parseTag(name) !== undefined);
  return [...Map.groupBy(names, (name) => name.toLowerCase()).values()].flatMap((same) =>
    same.length < 2
      ? []
      : [
          found(
            'case-clash',
            'warning',
            same,
            `${same.slice(0, 2).join(' and ')} are one file on macOS and Windows, where only one of them can be fetched`,
            'Name models in one case alone.',
          ),
        ],
  );
}

function foldersOf(model: string): readonly string[] {
  const parts = model.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
