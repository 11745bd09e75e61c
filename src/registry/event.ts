// What happened in a registry, one event for each annotated tag. Pure.

/** An annotated tag as git knows it. Times are Unix seconds. */
export interface TagObject {
  readonly name: string;
  /** Id of the tag itself, not of the commit that it stands on. */
  readonly object: string;
  readonly commit: string;
  readonly commitTime: number;
  readonly time: number;
  readonly tagger: string;
  readonly message: string;
}

export type EventKind = 'registration' | 'deregistration' | 'assignment' | 'unassignment' | 'deprecation';

export interface RegistryEvent {
  readonly kind: EventKind;
  readonly artifact: string;
  /** The version, or the commit where none is registered; absent for deprecations. */
  readonly version?: string;
  readonly stage?: string;
  readonly commit: string;
  readonly time: number;
  readonly tagger: string;
  readonly message: string;
  readonly tag: string;
  /** Id of the tag itself. */
  readonly object: string;
}

/** GTO's order: a stable ascending sort, reversed. */
export function newestFirst<T>(items: readonly T[], timeOf: (item: T) => number): T[] {
  return items.length < 2 ? [...items] : items.toSorted((a, b) => timeOf(a) - timeOf(b)).toReversed();
}
