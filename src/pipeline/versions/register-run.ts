// A run → a model version: the evidence, the tag, then the release. The tag comes first, because it is what is raced for;
// everything that could refuse the release is checked before it. From the tag on the version exists: a release that fails
// then is completed by registering the run again.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactFile } from '../../artifacts/store.ts';
import type { Comparison } from '../../comparison/comparison.ts';
import { comparisonOf } from '../../comparison/recorded.ts';
import { cardOf, type Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import { evidenceFrom } from '../../registry/evidence.ts';
import { registerVersion, type RegisteredVersion } from '../../registry/register.ts';
import { checkReleaseFiles, prepareRelease } from '../../registry/release.ts';
import { writeReleaseFiles } from '../../registry/release-files.ts';
import type { RunRecord } from '../../run/record.ts';
import { currentRecord } from '../../run/state.ts';
import { findRun, runsOfCommit } from '../../tracking/find.ts';
import type { TrainingPlan } from '../../training/plan.ts';
import { downloadModel } from './download-model.ts';
import type { Ports } from '../ports.ts';
import { recordRegistration } from './record-registration.ts';
import { provenanceOf, type Provenance } from './version-provenance.ts';
import { registryAccess } from './registry-access.ts';

export interface Registered {
  readonly run: string;
  readonly model: string;
  readonly version: string;
  readonly tag: string;
  /** False when the run had this version before. */
  readonly created: boolean;
  readonly releaseUrl: string | undefined;
  /** Why the version has no complete release, if it has none; whoever registers reports it and fails. */
  readonly releaseFailure: MlopsError | undefined;
  /** For whoever signs the version; undefined without a release. */
  readonly provenance: Provenance | undefined;
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
    const message = `not registered: ${decision.because}`;
    if (settings.register.when === 'always') ports.log.warn(message);
    else if (settings.register.when === 'auto') ports.log.info(message);
    return undefined;
  }
  return register(run.record, run.modelFiles, settings, ports);
}

/**
 * Registers a run of the history, its model files taken from the artifact store.
 * @throws MlopsError `not-found` when the run or its files are not there, `release-refused` for a run that failed, has no
 *   model or one that no release takes
 */
export async function registerRun(
  wanted: { readonly settings: Settings; readonly run: string | undefined; readonly commit: string },
  ports: Ports,
): Promise<Registered> {
  const { settings, run, commit } = wanted;
  const line =
    run === undefined
      ? (await runsOfCommit(ports.history, commit)).find(
          ({ status, dirty, superseded, fork }) =>
            status === 'finished' && !dirty && superseded !== true && fork !== true,
        )
      : await findRun(ports.history, run);
  const [tracked] = line === undefined ? [] : await ports.history.readStates([line]);
  if (tracked === undefined) {
    throw new MlopsError(
      'not-found',
      `commit ${commit.slice(0, 7)} has no successful run with a clean worktree`,
      'Train it first, or name a run by its id.',
    );
  }
  const { record, state } = tracked;
  const comparison = comparisonOf(record);
  const isUnreadable = record.comparison !== undefined && comparison === undefined;
  const refusal = isUnreadable ? 'its comparison cannot be read' : refusalOf(currentRecord(record, state), comparison);
  if (line?.deleted === true) {
    throw new MlopsError(
      'release-refused',
      `run ${record.id} cannot become a version: it is deleted`,
      `Bring it back first, if it counts after all: \`mlops runs restore ${record.id}\`.`,
    );
  }
  if (refusal !== undefined) {
    throw new MlopsError(
      'release-refused',
      `run ${record.id} cannot become a version: ${refusal}`,
      record.source.fork !== undefined
        ? 'Merge the code if it is good, train it in this repository, and register that run.'
        : refusal === NO_MODEL
          ? 'Name the files that are the model with `model-files`, in mlops.yaml or as an input, and train again.'
          : 'Register a run that finished and passed its gates: `mlops runs --filter "verdict = \'pass\'"` lists them.',
    );
  }
  checkReleaseFiles(record.model.files, ports.forge.maxAssetSize);
  const folder = await mkdtemp(join(ports.scratch, 'model-'));
  try {
    const { model } = await downloadModel(record, join(folder, 'files'), ports);
    return await register(record, model, settings, ports);
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
  event: DecidingEvent,
): Decision {
  if (when === 'never') return { because: '`register` is never' };
  const refusal = refusalOf(record, comparison);
  if (refusal !== undefined) return { because: refusal };
  const because = when === 'always' ? undefined : whyNotAutomatic(event);
  return because === undefined ? { register: true } : { because };
}

type DecidingEvent = Pick<ForgeEvent, 'name' | 'branch' | 'defaultBranch' | 'pullRequest'>;

/** Why `register: auto` decides nothing on this event; undefined where it does. */
export function whyNotAutomatic({ name, branch, defaultBranch, pullRequest }: DecidingEvent): string | undefined {
  if (name === 'local') return '`register: auto` does nothing on your own machine: `mlops register` makes it a version';
  if (pullRequest !== undefined || !['push', 'schedule', 'workflow_dispatch'].includes(name)) {
    return `\`register: auto\` does nothing on ${name}`;
  }
  return branch === undefined || branch !== defaultBranch
    ? `${branch ?? 'a detached HEAD'} is not the default branch`
    : undefined;
}

function refusalOf(record: RunRecord, comparison: Comparison | undefined): string | undefined {
  if (record.status !== 'finished') return `the training ${record.status === 'killed' ? 'was killed' : 'failed'}`;
  if (record.source.fork !== undefined) return 'it comes from a fork, and nobody here has trained it';
  if (record.source.dirty) return 'it was trained with uncommitted changes';
  const status = comparison?.verdict?.status;
  if (status === 'fail' || status === 'inconclusive') return `its verdict is ${status}`;
  return record.model.files.length === 0 ? NO_MODEL : undefined;
}

const NO_MODEL = 'the run has no model files';

async function register(
  record: RunRecord,
  files: readonly ArtifactFile[],
  settings: Settings,
  ports: Ports,
): Promise<Registered> {
  const { forge, log } = ports;
  checkReleaseFiles(files, forge.maxAssetSize);
  const registered = await registerVersion(registryAccess(ports), {
    model: record.model.name,
    bump: settings.register.bump,
    commit: commitOf(record),
    evidence: evidenceFrom(record),
  });
  log.info(`${registered.written ? 'registered' : 'registered before as'} ${registered.tag}`);
  await recordRegistration(record.id, registered, ports);
  const { model, version, tag, written } = registered;
  const run = record.id;
  return {
    run,
    model,
    version,
    tag,
    created: written,
    ...(await releaseVersion(record, registered, files, { ...ports, settings })),
  };
}

/** Publishes the release of a version. The version stands whatever happens here, so a refusal is a value. */
export async function releaseVersion(
  record: RunRecord,
  version: Pick<RegisteredVersion, 'model' | 'version' | 'tag'>,
  files: readonly ArtifactFile[],
  {
    forge,
    scratch,
    settings,
  }: Pick<Ports, 'forge' | 'scratch'> & {
    readonly settings: Pick<Settings, 'card' | 'model'>;
  },
): Promise<Pick<Registered, 'releaseUrl' | 'releaseFailure' | 'provenance'>> {
  const folder = await mkdtemp(join(scratch, 'release-'));
  try {
    const plan = prepareRelease(record, version, files, forge.maxAssetSize, cardOf(settings, record));
    const written = await writeReleaseFiles(plan, folder);
    const { url } = await forge.publishRelease(written);
    return { releaseUrl: url, releaseFailure: undefined, provenance: provenanceOf(record, version, written) };
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    const again =
      forge.kind === 'github'
        ? `the action with \`task: register\` and \`run-id: ${record.id}\``
        : `\`mlops register ${record.id}\``;
    const releaseFailure = new MlopsError(
      error.code,
      `${version.tag} is registered, but its release is not complete: ${error.message}`,
      `${error.hint} Then ${again} completes the release of the same version.`,
      { cause: error },
    );
    return { releaseUrl: undefined, releaseFailure, provenance: undefined };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The commit that the remote has: a pull request's head rather than the merge commit that its job tested. */
function commitOf({ source }: RunRecord): string {
  return source.pull_request?.head ?? source.commit;
}
