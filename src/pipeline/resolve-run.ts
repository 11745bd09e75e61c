// What a person calls a run → the run: `model@stage`, `model@v1.2.3`, the start of an id, a branch, a commit.
import { MlopsError } from '../error.ts';
import type { Git } from '../git/git.ts';
import { parseEvidence } from '../registry/evidence.ts';
import { readTags } from '../registry/read-registry.ts';
import { latestVersion, registryState, type ModelVersion } from '../registry/state.ts';
import { findRun, latestRuns, runsOfCommit } from '../tracking/find.ts';
import type { RunLine, TrackingHistory } from '../tracking/history.ts';
import { indexName } from '../tracking/line.ts';

/** A model version that a reference names. */
interface ResolvedVersion {
  readonly model: string;
  readonly version: ModelVersion;
  /** The run that its tag names; undefined for tags that other programs wrote. */
  readonly run: string | undefined;
}

/**
 * `model@v1.2.3`, `model@stage`, `model@latest` → the version in the registry of this repository.
 * @returns undefined for a text without "@"
 * @throws MlopsError `not-found`
 */
async function resolveVersion(reference: string, git: Git): Promise<ResolvedVersion | undefined> {
  const at = reference.lastIndexOf('@');
  if (at < 1) return undefined;
  const [model, wanted] = [reference.slice(0, at), reference.slice(at + 1)];
  const artifact = registryState((await readTags(git)).tags).artifacts.find(({ name }) => name === model);
  if (artifact === undefined) {
    throw new MlopsError(
      'not-found',
      `no model "${model}" is registered here`,
      '`mlops registry` lists the models; `git fetch --tags` brings those of the remote.',
    );
  }
  const holder = Object.hasOwn(artifact.stages, wanted) ? artifact.stages[wanted]?.[0]?.version : undefined;
  const version =
    wanted === 'latest'
      ? latestVersion(artifact)
      : artifact.versions.find((each) => each.version === (holder ?? wanted));
  if (version === undefined) {
    throw new MlopsError(
      'not-found',
      `model "${model}" has no version or stage "${wanted}"`,
      `\`mlops registry history ${model}\` lists them.`,
    );
  }
  return { model, version, run: parseEvidence(version.registration?.message ?? '')?.run };
}

/** The run id behind a version, for use as a baseline; undefined for a text that names no version. */
export async function resolveVersionRun(
  reference: string,
  { git }: { readonly git: Git },
): Promise<string | undefined> {
  const resolved = await resolveVersion(reference, git);
  if (resolved === undefined || resolved.run !== undefined) return resolved?.run;
  throw new MlopsError(
    'not-found',
    `the tag of ${reference} names no run`,
    'It was written by another program; name the run itself by its id.',
  );
}

/**
 * The run that a person means.
 * @throws MlopsError `not-found` or `ambiguous`
 */
export async function resolveRun(reference: string, history: TrackingHistory, git: Git): Promise<RunLine> {
  const ofVersion = await resolveVersionRun(reference, { git });
  if (ofVersion !== undefined) return findRun(history, ofVersion);
  const [onBranch] = await latestRuns(
    history,
    1,
    (line) => line.branch === indexName(reference) && line.status === 'finished',
  );
  if (onBranch !== undefined) return onBranch;
  const commit = await git.exec(['rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`]);
  const [ofCommit] = commit.code === 0 ? await runsOfCommit(history, commit.stdout.toString().trim()) : [];
  return ofCommit ?? findRun(history, reference);
}
