// What a person calls a run → the run: `model@stage`, `model@v1.2.3`, a branch, a commit, the start of an id. A text that
// looks like a version but names none may still be a branch: `@` is allowed in their names.
import { isEligible } from '../../comparison/baseline.ts';
import { MlopsError } from '../../error.ts';
import type { Git } from '../../git/git.ts';
import { evidenceOf } from '../../registry/evidence.ts';
import { readTags } from '../../registry/read-registry.ts';
import { findVersion, registryState, type ModelVersion, type RegistryState } from '../../registry/state.ts';
import { findRun, latestRuns } from '../../tracking/find.ts';
import type { RunLine, TrackingHistory } from '../../tracking/history.ts';
import { indexName } from '../../tracking/line.ts';
import type { Ports } from '../ports.ts';

/**
 * The run id behind a version, for use as a baseline; undefined for a text that names no version. A version that another
 * program registered names no run: that is undefined too, and a warning.
 * @throws MlopsError when the registry cannot be read
 */
export async function resolveVersionRun(
  reference: string,
  { registry, log }: Pick<Ports, 'registry' | 'log'>,
): Promise<string | undefined> {
  if (!isVersionLike(reference)) return undefined;
  const version = findVersion(await registry.read(), reference);
  const run = version === undefined ? undefined : runOf(version);
  if (version !== undefined && run === undefined) log.warn(namesNoRun(reference).message);
  return run;
}

/**
 * Whether a baseline such as `model@production` waits for the first version of this very model. Until then there is
 * nothing to compare with, which must not keep the first version from being registered.
 */
export async function awaitsFirstVersion(
  reference: string,
  model: string,
  { registry }: Pick<Ports, 'registry'>,
): Promise<boolean> {
  if (!reference.startsWith(`${model}@`)) return false;
  const known = (await registry.read()).artifacts.find(({ name }) => name === model);
  return known === undefined || known.versions.length === 0;
}

/** A run that a name stands for; of several, in words why this one, where it is not simply the newest. */
export interface ResolvedRun {
  readonly line: RunLine;
  readonly why?: string;
}

/**
 * The run that a person means, read from the tags and the history of this repository. Of the runs of a branch or commit
 * that is the newest that finished with committed code, as registering wants it; without such a one the newest.
 * @throws MlopsError `not-found` when nothing has that name, or `ambiguous`
 */
export async function resolveRun(reference: string, history: TrackingHistory, git: Git): Promise<ResolvedRun> {
  const registry = isVersionLike(reference) ? registryState((await readTags(git)).tags) : undefined;
  const version = registry === undefined ? undefined : findVersion(registry, reference);
  if (version !== undefined) {
    const run = runOf(version);
    if (run === undefined) throw namesNoRun(reference);
    return { line: await findRun(history, run) };
  }
  const onBranch = await bestOf(history, (line) => line.branch === indexName(reference));
  if (onBranch !== undefined) return onBranch;
  const commit = await git.exec(['rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`]);
  const sha = commit.stdout.toString().trim();
  const ofCommit = commit.code === 0 ? await bestOf(history, (line) => line.commit === sha) : undefined;
  if (ofCommit !== undefined) return ofCommit;
  if (registry !== undefined) throw noVersion(reference, registry);
  return { line: await findRun(history, reference) };
}

/** Whoever names code means a run of all of it, with whatever params. */
const isGood = (line: RunLine): boolean => isEligible({ ...line, overridden: false });

/** Best first. */
const BETTER: readonly ((line: RunLine) => boolean)[] = [isGood, ({ fork }) => fork !== true];

async function bestOf(history: TrackingHistory, isMeant: (line: RunLine) => boolean): Promise<ResolvedRun | undefined> {
  const [newest] = await latestRuns(history, 1, isMeant);
  if (newest === undefined) return undefined;
  const defect = defectOf(newest);
  if (defect === undefined) return { line: newest };
  for (const isBetter of BETTER) {
    if (isBetter(newest)) break;
    const [line] = await latestRuns(history, 1, (line) => isMeant(line) && isBetter(line));
    if (line !== undefined) return { line, why: `newer is run ${newest.id.slice(0, 12)}, which ${defect}` };
  }
  return { line: newest, why: `it ${defect}, and there is no better one` };
}

/** What is wrong with a run of the code that is meant; undefined where nothing is. */
function defectOf(line: RunLine): string | undefined {
  if (isGood(line)) return undefined;
  if (line.fork === true) return 'comes from a fork';
  if (line.status !== 'finished') return line.status === 'killed' ? 'was killed' : 'failed';
  return line.dirty ? 'had uncommitted changes' : 'gave way to a later attempt';
}

function isVersionLike(reference: string): boolean {
  return reference.lastIndexOf('@') > 0;
}

/** The run that the tag of a version names; undefined for tags that other programs wrote. */
function runOf(version: ModelVersion): string | undefined {
  return evidenceOf(version)?.run;
}

function namesNoRun(reference: string): MlopsError {
  return new MlopsError(
    'not-found',
    `the tag of ${reference} names no run`,
    'It was written by another program; name the run itself by its id.',
  );
}

function noVersion(reference: string, { artifacts }: RegistryState): MlopsError {
  const at = reference.lastIndexOf('@');
  const [model, wanted] = [reference.slice(0, at), reference.slice(at + 1)];
  if (artifacts.some(({ name }) => name === model)) {
    return new MlopsError(
      'not-found',
      `model "${model}" has no version or stage "${wanted}", and no branch "${reference}" has a run`,
      `\`mlops registry history ${model}\` lists them.`,
    );
  }
  return new MlopsError(
    'not-found',
    `no model "${model}" is registered here, and no branch "${reference}" has a run`,
    '`mlops registry` lists the models; `git fetch --tags` brings those of the remote.',
  );
}
