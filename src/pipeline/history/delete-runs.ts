// Runs that do not count any more, and their return. Nothing is erased: a deletion is an event like others, and the files
// stay where they are.
import { MlopsError } from '../../error.ts';
import { evidenceOf } from '../../registry/evidence.ts';
import type { RegistryState } from '../../registry/state.ts';
import { parseReason, type Annotation } from '../../run/annotation.ts';
import type { RunLine, TrackedRun } from '../../tracking/history.ts';
import { writeEvents, type EventWriter } from './write-events.ts';

/** Versions are named in an error up to this number. */
const SHOWN = 8;

export interface TurnedRuns {
  /** Ids of the runs that were deleted, or restored, by this. */
  readonly changed: readonly string[];
  /** Ids of those that were so before. */
  readonly unchanged: readonly string[];
  readonly commit: string | undefined;
}

/**
 * Deletes runs, all or none of them, in one commit.
 * @param options.force also those that are model versions
 * @throws MlopsError `deletion-refused` naming the versions that runs are, and those of the tracking branch
 */
export async function deleteRuns(
  lines: readonly RunLine[],
  options: { readonly reason: string | undefined; readonly force: boolean; readonly registry: RegistryState },
  writer: EventWriter,
): Promise<TurnedRuns> {
  const living = lines.filter(({ deleted }) => deleted !== true);
  if (!options.force) {
    const runs = await writer.history.readStates(living);
    const claims = runs.flatMap((run) =>
      claimsOn(run, options.registry).map((claim) => `${run.record.id} is ${claim}`),
    );
    if (claims.length > 0) throw refusal(claims);
  }
  return turn(lines, living, { type: 'deletion', reason: options.reason }, writer);
}

/**
 * Restores deleted runs in one commit.
 * @throws MlopsError those of the tracking branch
 */
export function restoreRuns(
  lines: readonly RunLine[],
  reason: string | undefined,
  writer: EventWriter,
): Promise<TurnedRuns> {
  const deleted = lines.filter((line) => line.deleted === true);
  return turn(lines, deleted, { type: 'restoration', reason }, writer);
}

async function turn(
  lines: readonly RunLine[],
  turned: readonly RunLine[],
  { type, reason }: { readonly type: 'deletion' | 'restoration'; readonly reason: string | undefined },
  writer: EventWriter,
): Promise<TurnedRuns> {
  const why = parseReason(reason);
  const annotation: Annotation = { type, ...(why === undefined ? {} : { reason: writer.redact(why) }) };
  const { commit } = await writeEvents(
    turned.map((line) => ({ line, annotation })),
    writer,
  );
  return {
    changed: turned.map(({ id }) => id),
    unchanged: lines.filter((line) => !turned.includes(line)).map(({ id }) => id),
    commit,
  };
}

/**
 * The versions that a run is, in words: those that the tags of this repository register, and those that the run itself
 * was told of and whose tags are not here. One that was taken back is none.
 */
function claimsOn({ record, state }: TrackedRun, { artifacts }: RegistryState): readonly string[] {
  const versions = artifacts.flatMap((artifact) => artifact.versions.map((version) => ({ ...version, artifact })));
  const tagged = versions
    .filter((version) => version.isActive && evidenceOf(version)?.run === record.id)
    .map(({ registration, stages }) => `${registration?.tag ?? ''}${stageWords(stages)}`);
  const known = new Set(versions.map(({ artifact, version }) => `${artifact.name}@${version}`));
  const told = state.registrations
    .filter(({ model, version }) => !known.has(`${model}@${version}`))
    .map(({ tag }) => `${tag}, whose tag is not here`);
  return [...tagged, ...told];
}

function stageWords(stages: readonly string[]): string {
  if (stages.length === 0) return '';
  return stages.length === 1 ? `, in the stage ${stages[0] ?? ''}` : `, in the stages ${stages.join(' and ')}`;
}

function refusal(claims: readonly string[]): MlopsError {
  const more = claims.length > SHOWN ? ` and ${claims.length - SHOWN} more` : '';
  return new MlopsError(
    'deletion-refused',
    `what is a model version is not deleted: run ${claims.slice(0, SHOWN).join('; run ')}${more}`,
    'Leave it out, or give --force: the version and its tag stay, only the run is hidden from lists and baselines.',
  );
}
