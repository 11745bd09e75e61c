// GTO's two views of the registry as rows; the command line and the UI print them. Pure.
import type { StageHolder } from './draft.ts';
import type { EventKind } from './event.ts';
import { latestVersion, registryHistory, type Artifact, type RegistryState } from './state.ts';

/** What `gto show` prints of one model. */
interface ShowRow {
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
  /** Which version of a stage comes first: the one that got it last, by default, or the highest. */
  readonly sort?: 'timestamp' | 'semver';
}

/** One row for every model, sorted by name: what `gto show` answers. */
export function showTable(state: RegistryState, options: ShowOptions = {}): ShowTable {
  const used = new Set(state.artifacts.flatMap((artifact) => Object.keys(artifact.stages)));
  const stages = options.stages ?? [...used].toSorted(byCodePoint);
  const shown = state.artifacts.filter((artifact) => artifact.isActive || options.deprecated === true);
  const rows = shown.map((artifact) => {
    const holders = stages.map((stage) => {
      const held = Object.hasOwn(artifact.stages, stage) ? (artifact.stages[stage] ?? []) : [];
      const sorted = options.sort === 'semver' ? highestFirst(held, artifact) : held;
      const meant = sorted.filter((holder) => holder.isRegistered || options.registeredOnly !== true);
      return [stage, meant.slice(0, options.versionsPerStage ?? 1).map((holder) => holder.version)] as const;
    });
    return {
      name: artifact.name,
      latest: latestVersion(artifact)?.version,
      stages: Object.fromEntries(holders),
      isActive: artifact.isActive,
    };
  });
  return { stages, rows: rows.toSorted((a, b) => byCodePoint(a.name, b.name)) };
}

/** As GTO does: versions by their precedence, then commits without a version by their ids, backwards. */
function highestFirst(held: readonly StageHolder[], { versions }: Artifact): readonly StageHolder[] {
  const place = ({ version, commit }: StageHolder): number =>
    version === commit ? versions.length : versions.findIndex((each) => each.version === version);
  return held.toSorted((a, b) => place(a) - place(b) || byCodePoint(b.version, a.version));
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
    timestamp: new Date(event.time * 1000).toISOString().replace('.000Z', 'Z'),
    artifact: event.artifact,
    event: event.kind,
    version: event.version,
    stage: event.stage,
    commit: event.commit,
    author: event.tagger,
    ref: event.tag,
  }));
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
