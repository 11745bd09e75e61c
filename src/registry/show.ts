// GTO's two views of the registry as rows; the command line and the UI print them. Pure.
import type { StageHolder } from './draft.ts';
import type { EventKind } from './event.ts';
import { latestVersion, registryHistory, type Artifact, type ModelVersion, type RegistryState } from './state.ts';
import { isVersion } from './version.ts';

/** What `gto show` prints of one model. */
export interface ShowRow {
  readonly name: string;
  readonly latest: string | undefined;
  /** Versions in each stage of `ShowTable.stages`, the newest first. */
  readonly stages: Readonly<Record<string, readonly string[]>>;
  readonly isActive: boolean;
}

export interface ShowTable {
  /** Stages, which are columns named `#stage`. */
  readonly stages: readonly string[];
  readonly rows: readonly ShowRow[];
}

export interface ShowOptions {
  /** The stages of the configuration, in its order; those in use by default. */
  readonly stages?: readonly string[] | undefined;
  /** Deprecated models too. */
  readonly deprecated?: boolean;
  /** Only stages of registered versions. */
  readonly registeredOnly?: boolean;
  /** How many versions of a stage are named. One by default, as a stage is usually held by its newest. */
  readonly versionsPerStage?: number;
  /** Which versions of a stage come first: those assigned last, by default, or the highest. */
  readonly sort?: VersionSort;
}

export type VersionSort = 'timestamp' | 'semver';

/** One row for every model, sorted by name: what `gto show` answers. */
export function showTable(state: RegistryState, options: ShowOptions = {}): ShowTable {
  const used = new Set(state.artifacts.flatMap((artifact) => Object.keys(artifact.stages)));
  const stages = options.stages ?? [...used].toSorted(byCodePoint);
  const shown = state.artifacts.filter((artifact) => artifact.isActive || options.deprecated === true);
  const rows = shown.map((artifact) => {
    const holders = stages.map((stage) => [stage, holdersOf(artifact, stage, options)] as const);
    return {
      name: artifact.name,
      latest: latestVersion(artifact)?.version,
      stages: Object.fromEntries(holders),
      isActive: artifact.isActive,
    };
  });
  return { stages, rows: rows.toSorted((a, b) => byCodePoint(a.name, b.name)) };
}

/** Versions in a stage, as many as are wanted. */
function holdersOf(artifact: Artifact, stage: string, options: ShowOptions): readonly string[] {
  const held = Object.hasOwn(artifact.stages, stage) ? (artifact.stages[stage] ?? []) : [];
  const sorted = options.sort === 'semver' ? highestFirst(held, artifact) : held;
  const meant = sorted.filter((holder) => holder.isRegistered || options.registeredOnly !== true);
  return meant.slice(0, options.versionsPerStage ?? 1).map(({ version }) => version);
}

/** As GTO does: versions by their precedence, then commits without a version by their ids, backwards. */
function highestFirst(held: readonly StageHolder[], { versions }: Artifact): readonly StageHolder[] {
  const places = new Map(versions.map(({ version }, index) => [version, index]));
  const place = ({ version, commit }: StageHolder): number =>
    version === commit ? versions.length : (places.get(version) ?? -1);
  return held.toSorted((a, b) => place(a) - place(b) || byCodePoint(b.version, a.version));
}

/** What `gto show MODEL` prints of one version. */
export interface VersionRow {
  /** The version, or the commit that has a stage and none. */
  readonly version: string;
  readonly stages: readonly string[];
  /** When it was registered, ISO 8601, and the tag that says so; undefined where none does. */
  readonly created: string | undefined;
  readonly ref: string | undefined;
  readonly commit: string;
  readonly isActive: boolean;
}

/** One row for every version of a model, highest first: what `gto show MODEL` answers. */
export function versionRows(artifact: Artifact, options: ShowOptions = {}): readonly VersionRow[] {
  const shown = options.stages ?? Object.keys(artifact.stages);
  const holders = shown.map((stage) => [stage, new Set(holdersOf(artifact, stage, options))] as const);
  const isWanted = (version: ModelVersion): boolean =>
    (version.isActive || options.deprecated === true) &&
    (isVersion(version.version) || options.registeredOnly !== true);
  return artifact.versions.filter(isWanted).map(({ version, registration, commit, isActive }) => ({
    version,
    stages: holders.flatMap(([stage, held]) => (held.has(version) ? [stage] : [])),
    created: registration === undefined ? undefined : isoSeconds(registration.time),
    ref: registration?.tag,
    commit,
    isActive,
  }));
}

/** What `gto history` prints of one event. */
export interface HistoryRow {
  /** ISO 8601, UTC, whole seconds. */
  readonly timestamp: string;
  readonly artifact: string;
  readonly event: EventKind;
  readonly version: string | undefined;
  readonly stage: string | undefined;
  readonly commit: string;
  readonly author: string;
  readonly ref: string;
}

/** One row for every event, newest first. @param artifact only events of this model */
export function historyRows(state: RegistryState, artifact?: string): readonly HistoryRow[] {
  const events = registryHistory(state).filter((event) => artifact === undefined || event.artifact === artifact);
  return events.map((event) => ({
    timestamp: isoSeconds(event.time),
    artifact: event.artifact,
    event: event.kind,
    version: event.version,
    stage: event.stage,
    commit: event.commit,
    author: event.tagger,
    ref: event.tag,
  }));
}

function isoSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
