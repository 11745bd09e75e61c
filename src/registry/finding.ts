// What `mlops registry check` looks at and what it finds. Pure.
import type { TagObject } from './event.ts';
import { unsigned } from './message-text.ts';
import { parseTag } from './tag.ts';

/** A tag of any kind. Of a lightweight one only the name and the object tell anything. */
export interface CheckedTag extends TagObject {
  /** Type of the object that the ref names: `tag` for an annotated tag. */
  readonly type: string;
  /** Type of what an annotated tag stands on; empty for others. */
  readonly targetType: string;
  /** The parents of its commit; absent where a shallow clone cannot tell. */
  readonly parents?: readonly string[];
  /** Whether its commit has the files of its only parent, if there is one and it is here. */
  readonly hasFilesOfParent?: boolean;
}

/** A tag as an event on the tracking branch tells of it. */
export interface KnownTag {
  readonly tag: string;
  /** Id of the tag object that was written; events of earlier versions do not say it. */
  readonly object?: string | undefined;
}

export interface RegistryFacts {
  readonly tags: readonly CheckedTag[];
  /** What was taken out of the way by earlier repairs, by the name that it had. */
  readonly replaced?: readonly CheckedTag[];
  readonly known?: readonly KnownTag[];
  /** Stages that are configured, besides those in use. */
  readonly stages?: readonly string[];
}

/** Public names; they stay. */
export type FindingId =
  | 'two-versions'
  | 'version-twice'
  | 'no-version'
  | 'created'
  | 'not-a-commit'
  | 'tag-of-tag'
  | 'lightweight'
  | 'stage-clash'
  | 'folder-clash'
  | 'case-clash'
  | 'unreadable-evidence'
  | 'other-evidence'
  | 'moved'
  | 'gone';

export interface RegistryFinding {
  readonly id: FindingId;
  /** `error`: GTO stops, a tag cannot be made, or what a tag says cannot be true. */
  readonly severity: 'error' | 'warning';
  readonly tags: readonly string[];
  readonly message: string;
  readonly fix: string;
  /** Whether `mlops registry check --fix` mends it. */
  readonly isFixable: boolean;
}

const FIX_COMMAND = 'mlops registry check --fix';

export function isAnnotated({ type, targetType }: CheckedTag): boolean {
  return type === 'tag' && targetType === 'commit';
}

/** Whether the tag stands on a commit or on a carrier of it, as far as this clone can tell. */
export function standsFor({ commit, parents, hasFilesOfParent }: CheckedTag, wanted: string): boolean {
  if (commit === wanted || parents === undefined) return true;
  return parents.length === 1 && parents[0] === wanted && hasFilesOfParent !== false;
}

/** Whether two tags say the same by the same hand: what a repair writes, on another commit or with a number. */
export function isSameWord(former: CheckedTag, tag: CheckedTag): boolean {
  return (
    former.time === tag.time &&
    former.tagger === tag.tagger &&
    unsigned(former.message) === unsigned(tag.message) &&
    withoutNumber(former.name) === withoutNumber(tag.name) &&
    standsFor(tag, former.commit)
  );
}

function withoutNumber(name: string): string {
  return parseTag(name)?.counter === undefined ? name : name.replace(/#\d+$/, '');
}

export function fixable(
  id: FindingId,
  severity: RegistryFinding['severity'],
  tags: readonly string[],
  message: string,
): RegistryFinding {
  return { id, severity, tags, message, fix: FIX_COMMAND, isFixable: true };
}

export function found(
  id: FindingId,
  severity: RegistryFinding['severity'],
  tags: readonly string[],
  message: string,
  fix: string,
): RegistryFinding {
  return { id, severity, tags, message, fix, isFixable: false };
}

/** A few names of many: "a, b and 3 more". */
export function some(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
