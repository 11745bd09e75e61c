// From a version back to the run that it is of: the tag, its evidence, the record and what became known of the run later.
import { MlopsError } from '../../error.ts';
import type { Git } from '../../git/git.ts';
import { evidenceOf, type Evidence } from '../../registry/evidence.ts';
import { readTags } from '../../registry/read-registry.ts';
import {
  findVersion,
  registryState,
  type Artifact,
  type ModelVersion,
  type RegistryState,
} from '../../registry/state.ts';
import { findRun } from '../../tracking/find.ts';
import type { RunLine, TrackedRun, TrackingHistory } from '../../tracking/history.ts';

export interface VersionChain {
  readonly registry: RegistryState;
  readonly artifact: Artifact;
  readonly version: ModelVersion;
  /** By which it was named. */
  readonly stage: string | undefined;
  /** Undefined for tags of other programs. */
  readonly evidence: Evidence | undefined;
  /** Undefined where the history here does not have it. */
  readonly tracked: (TrackedRun & { readonly line: RunLine }) | undefined;
}

export interface ChainPorts {
  readonly history: TrackingHistory;
  readonly git: Git;
  /** The run that a text names which names no version; throws `not-found`. */
  readonly findNamedRun: (reference: string) => Promise<RunLine>;
}

/**
 * The version that a person means: `model@v1.2.3`, `model@stage`, `model@latest`, or the run that it is of.
 * @throws MlopsError `not-found` when there is none, or `ambiguous`
 */
export async function readVersionChain(
  reference: string,
  { history, git, findNamedRun }: ChainPorts,
): Promise<VersionChain> {
  const registry = registryState((await readTags(git)).tags);
  const at = reference.lastIndexOf('@');
  const [name, wanted] = [reference.slice(0, Math.max(at, 0)), reference.slice(at + 1)];
  const version = findVersion(registry, reference);
  const artifact = registry.artifacts.find((each) => each.name === name);
  if (version !== undefined && artifact !== undefined) {
    const stage = Object.hasOwn(artifact.stages, wanted) ? wanted : undefined;
    return chainOf({ registry, artifact, version, stage }, history);
  }
  const line = await findNamedRun(reference);
  const found = versionOfRun(registry, line.id);
  if (found !== undefined) return chainOf({ registry, ...found, stage: undefined }, history);
  throw new MlopsError(
    'not-found',
    `run ${line.id} is no version of a model`,
    `\`mlops register ${line.id}\` makes one of it; \`mlops runs show ${line.id}\` says what is known of the run.`,
  );
}

/** The version that a run became, as the registry says. */
export function versionOfRun(
  { artifacts }: RegistryState,
  run: string,
): { readonly artifact: Artifact; readonly version: ModelVersion } | undefined {
  for (const artifact of artifacts) {
    const version = artifact.versions.find((each) => evidenceOf(each)?.run === run);
    if (version !== undefined) return { artifact, version };
  }
  return undefined;
}

async function chainOf(
  found: Pick<VersionChain, 'registry' | 'artifact' | 'version' | 'stage'>,
  history: TrackingHistory,
): Promise<VersionChain> {
  const evidence = evidenceOf(found.version);
  return { ...found, evidence, tracked: evidence === undefined ? undefined : await findTracked(evidence.run, history) };
}

/** A run of the history, deleted or not; undefined where it is not here. */
export async function findTracked(
  run: string,
  history: TrackingHistory,
): Promise<(TrackedRun & { readonly line: RunLine }) | undefined> {
  try {
    const line = await findRun(history, run);
    const [tracked] = await history.readStates([line]);
    return tracked === undefined ? undefined : { ...tracked, line };
  } catch (error) {
    if (error instanceof MlopsError && error.code === 'not-found') return undefined;
    throw error;
  }
}
