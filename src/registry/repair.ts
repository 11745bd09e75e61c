// What mends a registry without losing anything: which tags are written anew, elsewhere or under another name, and which
// are taken away. Pure.
import { MlopsError } from '../error.ts';
import { clashingStages } from './check.ts';
import { crowdedCommits } from './crowded.ts';
import { isAnnotated, isSameWord, type CheckedTag, type FindingId, type RegistryFacts } from './finding.ts';
import { eventTag } from './next-tag.ts';
import { parseTag, stopsGto } from './tag.ts';

/** A commit with the same files that a version gets for itself, see carrier.ts. */
interface CarrierPlan {
  readonly of: string;
  readonly subject: string;
  /** In Unix seconds. Made of the version's tag, so that whoever repairs makes the very same commit. */
  readonly time: number;
}

export interface Repair {
  readonly id: FindingId;
  readonly tag: string;
  /** The object that the tag is now; it is kept. */
  readonly object: string;
  /** What is written in its place: the same words, by the same hand, at the same time. Undefined: nothing. */
  readonly to?: { readonly name: string; readonly carrier?: CarrierPlan } | undefined;
  readonly why: string;
  /** Repairs of one group are done together or not at all: half of them would give a stage to another version. */
  readonly group: string;
}

/** At most one for each tag. */
export function repairsOf({ tags, stages = [] }: RegistryFacts): readonly Repair[] {
  const repairs = new Map<string, Repair>();
  const byName = new Map(tags.map((tag) => [tag.name, tag]));
  for (const repair of [...removals(tags), ...separations(tags, byName)]) repairs.set(repair.tag, repair);
  for (const { name, ...renaming } of renamings(tags, stages)) {
    const before = repairs.get(renaming.tag);
    repairs.set(renaming.tag, {
      ...renaming,
      group: before?.group ?? renaming.tag,
      why: before === undefined ? renaming.why : `${before.why}; ${renaming.why}`,
      to: name === undefined ? undefined : { ...before?.to, name },
    });
  }
  return [...repairs.values()];
}

function removals(tags: readonly CheckedTag[]): readonly Repair[] {
  return tags.flatMap(({ name, object, type, targetType }): readonly Repair[] => {
    const common = { tag: name, object, group: name };
    if (stopsGto(name)) return [{ ...common, id: 'created', why: 'it has no meaning, and GTO stops at it' }];
    if (type !== 'tag' || targetType === 'commit' || targetType === 'tag' || parseTag(name) === undefined) return [];
    return [{ ...common, id: 'not-a-commit', why: `it stands on a ${targetType}, and GTO stops at it` }];
  });
}

function separations(tags: readonly CheckedTag[], byName: ReadonlyMap<string, CheckedTag>): readonly Repair[] {
  return crowdedCommits(tags).flatMap(({ model, commit, versions: [first, ...others] }) =>
    others.flatMap(({ version, time, tags: names }) => {
      const carrier = { of: commit, subject: `Register ${model} ${version}`, time };
      return names.map((name): Repair => {
        const object = byName.get(name)?.object ?? '';
        const why = `${model} ${first?.version ?? ''} stands on the same commit, and GTO allows one version`;
        return { id: 'two-versions', tag: name, object, to: { name, carrier }, why, group: `${model} ${commit}` };
      });
    }),
  );
}

/** `name` is absent where another tag says the same with a number already. */
type Renaming = Pick<Repair, 'id' | 'tag' | 'object' | 'why'> & { readonly name?: string };

function renamings(tags: readonly CheckedTag[], stages: readonly string[]): readonly Renaming[] {
  const names = new Set(tags.map(({ name }) => name));
  return clashingStages(tags, stages).flatMap(({ tag, threatened }): readonly Renaming[] => {
    const meaning = parseTag(tag.name);
    if (meaning?.action !== 'assign' || !isAnnotated(tag)) return [];
    const common = { id: 'stage-clash', tag: tag.name, object: tag.object } as const;
    const why = `${threatened[0] ?? ''} needs a folder where it stands`;
    // A repair in another clone.
    const twin = tags.find((each) => each !== tag && isSameWord(tag, each));
    if (twin !== undefined) return [{ ...common, why: `${why}, and ${twin.name} says the same` }];
    const name = numbered(meaning.artifact, meaning.stage, names);
    if (name === undefined) return [];
    names.add(name);
    return [{ ...common, why, name }];
  });
}

/** Undefined where a tag of this name cannot exist everywhere; that one is there already is somebody else's doing. */
function numbered(artifact: string, stage: string, names: ReadonlySet<string>): string | undefined {
  try {
    return eventTag(artifact, { action: 'assign', stage }, names);
  } catch (error) {
    if (error instanceof MlopsError) return undefined;
    throw error;
  }
}
