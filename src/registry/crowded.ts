// Commits with two versions of one model, where GTO stops as soon as one of them has a stage; and which tags belong to
// which of them. Pure.
import { isAnnotated, type CheckedTag } from './finding.ts';
import { registryState, type Artifact, type ModelVersion } from './state.ts';
import { isVersion } from './version.ts';

export interface CrowdedCommit {
  readonly model: string;
  readonly commit: string;
  /** The version registered first stands first: it can stay where it is. */
  readonly versions: readonly CrowdedVersion[];
}

interface CrowdedVersion {
  readonly version: string;
  /** When it was registered, in Unix seconds. */
  readonly time: number;
  /** All tags on this commit that say something of the version: it is registered, taken back, assigned. */
  readonly tags: readonly string[];
}

export function crowdedCommits(tags: readonly CheckedTag[]): readonly CrowdedCommit[] {
  return registryState(tags.filter(isAnnotated)).artifacts.flatMap((artifact) => {
    const byCommit = Map.groupBy(
      artifact.versions.filter(({ version }) => isVersion(version)),
      ({ commit }) => commit,
    );
    return [...byCommit]
      .filter(([, versions]) => versions.length > 1)
      .map(([commit, versions]) => ({
        model: artifact.name,
        commit,
        versions: versionsFrom(artifact, commit, versions),
      }));
  });
}

function versionsFrom(
  artifact: Artifact,
  commit: string,
  versions: readonly ModelVersion[],
): readonly CrowdedVersion[] {
  const events = artifact.events.filter((event) => event.commit === commit);
  const meant = Map.groupBy(events, ({ version }) => version);
  return versions
    .map(({ version, registration }) => {
      const own = meant.get(version) ?? [];
      const time = registration?.time ?? Math.min(...own.map((event) => event.time));
      return { version, time, tags: own.map(({ tag }) => tag).toSorted() };
    })
    .toReversed()
    .toSorted((a, b) => a.time - b.time);
}
