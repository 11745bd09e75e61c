// A run → a model version: the evidence, the tag, then the release. The tag comes first, because it is what is raced for;
// everything that could refuse the release is checked before it.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactFile } from '../artifacts/store.ts';
import type { Comparison } from '../comparison/comparison.ts';
import type { Settings } from '../config/settings.ts';
import { MlopsError } from '../error.ts';
import type { ForgeEvent } from '../forge/forge.ts';
import { evidenceFrom } from '../registry/evidence.ts';
import { registerVersion } from '../registry/register.ts';
import { checkReleaseFiles, prepareRelease } from '../registry/release.ts';
import { writeReleaseFiles } from '../registry/release-files.ts';
import type { RunRecord } from '../run/record.ts';
import { findRun, runsOfCommit } from '../tracking/find.ts';
import type { TrainingPlan } from '../training/plan.ts';
import type { Ports } from './ports.ts';

export interface Registered {
  readonly run: string;
  readonly model: string;
  readonly version: string;
  readonly tag: string;
  /** False when the run had this version before. */
  readonly created: boolean;
  readonly releaseUrl: string | undefined;
}

/** Registers the run that was just made, if `register` says so. */
export async function registerByPolicy(
  run: {
    readonly plan: TrainingPlan;
    readonly record: RunRecord;
    readonly comparison: Comparison;
    readonly modelFiles: readonly ArtifactFile[];
  },
  ports: Ports,
): Promise<Registered | undefined> {
  const { settings, event } = run.plan;
  const decision = decideRegistration(settings.register.when, run.record, run.comparison, event);
  if ('because' in decision) {
    if (settings.register.when !== 'never') ports.log.info(`not registered: ${decision.because}`);
    return undefined;
  }
  return register(run.record, run.modelFiles, settings.register.bump, ports);
}

/**
 * Registers a run of the history, its model files taken from the artifact store.
 * @throws MlopsError `not-found` when the run or its files are not there, `release-refused` for a run that failed
 */
export async function registerRun(
  wanted: { readonly settings: Settings; readonly run: string | undefined; readonly commit: string },
  ports: Ports,
): Promise<Registered> {
  const { settings, run, commit } = wanted;
  const line =
    run === undefined
      ? (await runsOfCommit(ports.history, commit)).find(({ status, dirty }) => status === 'finished' && !dirty)
      : await findRun(ports.history, run);
  const [record] = line === undefined ? [] : await ports.history.read([line]);
  if (record === undefined) {
    throw new MlopsError(
      'not-found',
      `commit ${commit.slice(0, 7)} has no successful run with a clean worktree`,
      'Train it first, or name a run by its id.',
    );
  }
  const refusal = refusalOf(record, record.comparison as Comparison | undefined);
  if (refusal !== undefined) {
    throw new MlopsError(
      'release-refused',
      `run ${record.id} cannot become a version: ${refusal}`,
      'Register a run that finished and passed its gates.',
    );
  }
  const folder = await mkdtemp(join(ports.scratch, 'model-'));
  try {
    return await register(record, await fetchModelFiles(record, folder, ports), settings.register.bump, ports);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Decision = { readonly register: true } | { readonly because: string };

/** Whether this run becomes a version. Pure. */
export function decideRegistration(
  when: Settings['register']['when'],
  record: RunRecord,
  comparison: Comparison,
  event: Pick<ForgeEvent, 'name' | 'branch' | 'defaultBranch' | 'pullRequest'>,
): Decision {
  if (when === 'never') return { because: '`register` is never' };
  const refusal = refusalOf(record, comparison);
  if (refusal !== undefined) return { because: refusal };
  if (when === 'always') return { register: true };
  if (event.pullRequest !== undefined || !['push', 'schedule', 'workflow_dispatch'].includes(event.name)) {
    return { because: `\`register: auto\` does nothing on ${event.name}` };
  }
  if (event.branch === undefined || event.branch !== event.defaultBranch) {
    return { because: `${event.branch ?? 'a detached HEAD'} is not the default branch` };
  }
  return { register: true };
}

function refusalOf(record: RunRecord, comparison: Comparison | undefined): string | undefined {
  if (record.status !== 'finished') return `the training ${record.status === 'killed' ? 'was killed' : 'failed'}`;
  if (record.source.dirty) return 'it was trained with uncommitted changes';
  const status = comparison?.verdict?.status;
  return status === 'fail' || status === 'inconclusive' ? `its verdict is ${status}` : undefined;
}

async function register(
  record: RunRecord,
  files: readonly ArtifactFile[],
  bump: string,
  ports: Ports,
): Promise<Registered> {
  const { forge, log } = ports;
  checkReleaseFiles(files, forge.maxAssetSize);
  const registered = await registerVersion(
    {
      remote: ports.registryRemote ?? { url: ports.repositoryRoot, config: {} },
      scratchParent: ports.scratch,
      clock: ports.clock,
      random: ports.random,
      log,
    },
    { model: record.model.name, bump, commit: commitOf(record), evidence: evidenceFrom(record) },
  );
  log.info(`${registered.written ? 'registered' : 'registered before as'} ${registered.tag}`);
  const folder = await mkdtemp(join(ports.scratch, 'release-'));
  try {
    const plan = prepareRelease(record, registered, files, forge.maxAssetSize);
    const { url } = await forge.publishRelease(await writeReleaseFiles(plan, folder));
    const { model, version, tag, written } = registered;
    return { run: record.id, model, version, tag, created: written, releaseUrl: url };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The commit that the remote has: a pull request's head rather than the merge commit that its job tested. */
function commitOf({ source }: RunRecord): string {
  return source.pull_request?.head ?? source.commit;
}

/** The model files of a run as they lie in its artifact, every digest checked by the store. */
async function fetchModelFiles(record: RunRecord, folder: string, ports: Ports): Promise<readonly ArtifactFile[]> {
  const { files, artifact } = record.model;
  if (files.length === 0) return [];
  if (artifact === undefined || ports.artifacts === undefined) {
    throw new MlopsError(
      'not-found',
      `the model files of run ${record.id} were not kept`,
      'Train again with `upload-model: true`.',
    );
  }
  const paths = new Set(
    await ports.artifacts.download({ id: artifact.id, digest: artifact.digest }, join(folder, 'files')),
  );
  return files.map(({ path, size, sha256 }) => {
    if (paths.has(path)) return { path, from: join(folder, 'files', path), size, sha256 };
    throw new MlopsError(
      'artifact-mismatch',
      `artifact ${artifact.id} lacks ${path}`,
      'The artifact is not the one of this run; train again.',
    );
  });
}
