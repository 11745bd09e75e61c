// What a person calls a run → the run, with an answer that helps when there is none.
import { nearestOf } from '../config/nearest.ts';
import { MlopsError } from '../error.ts';
import type { Git } from '../git/git.ts';
import type { Log } from '../log.ts';
import { resolveRun } from '../pipeline/history/resolve-run.ts';
import { readTags } from '../registry/read-registry.ts';
import { registryState, type Artifact } from '../registry/state.ts';
import { latestRuns } from '../tracking/find.ts';
import type { RunLine, TrackingHistory } from '../tracking/history.ts';
import { terminalLog } from './print.ts';

const FORMS =
  'A run is named by the start of its id, a branch, a commit, `model@v1.2.3`, `model@stage` or `model@latest`';

/**
 * The run that a reference names: the start of an id, a branch, a commit, a version or stage of a model. Which of several
 * is said on stderr where it is not simply the newest.
 * @throws MlopsError `not-found` that names these forms and the nearest branch or model, or `ambiguous`
 */
export async function findReferencedRun(reference: string, history: TrackingHistory, git: Git): Promise<RunLine> {
  try {
    const { line, why } = await resolveRun(reference, history, git);
    if (why !== undefined) terminalLog(false).info(`${reference} is run ${line.id.slice(0, 12)}: ${why}`);
    return line;
  } catch (error) {
    // What a deleted run needs to be found is said already.
    if (!(error instanceof MlopsError) || error.code !== 'not-found' || isDeletedOne(error)) throw error;
    const { artifacts } = registryState((await readTags(git)).tags);
    throw withoutVersion(reference, artifacts) ?? (await unknown(reference, { artifacts, history, error }));
  }
}

/**
 * The same, or the newest run where none is named: that is said on stderr.
 * @throws MlopsError as `findReferencedRun` does, and `not-found` where there is no run at all
 */
export async function findRunOrNewest(
  reference: string | undefined,
  history: TrackingHistory,
  git: Git,
): Promise<RunLine> {
  if (reference !== undefined) return findReferencedRun(reference, history, git);
  const [newest] = await latestRuns(history, 1);
  if (newest === undefined) {
    throw new MlopsError(
      'not-found',
      'there is no run here yet',
      '`mlops train` makes one; `mlops sync` brings those of origin.',
    );
  }
  terminalLog(false).info(`the newest run, ${newest.id}`);
  return newest;
}

function isDeletedOne({ message }: MlopsError): boolean {
  return / deleted run's id only: /.test(message);
}

/** Says that a run that is looked at by its whole id was deleted. */
export function warnIfDeleted({ id, deleted }: RunLine, log: Log): void {
  if (deleted !== true) return;
  log.warn(`run ${id} is deleted; \`mlops runs show ${id}\` says why, and \`mlops runs restore ${id}\` brings it back`);
}

/** Where a model or a stage stands alone: both have many runs. */
function withoutVersion(reference: string, artifacts: readonly Artifact[]): MlopsError | undefined {
  const model = artifacts.find(({ name }) => name === reference);
  if (model !== undefined) {
    return new MlopsError(
      'not-found',
      `"${reference}" is a model, and which of its versions is meant is not said`,
      `Say it: ${[`${reference}@latest`, ...Object.keys(model.stages).map((stage) => `${reference}@${stage}`)].slice(0, MOST_SHOWN).join(', ')}; \`mlops registry ${reference} --versions\` lists them.`,
    );
  }
  const inStage = artifacts.filter(({ stages }) => Object.hasOwn(stages, reference));
  if (inStage.length === 0) return undefined;
  const full = inStage.slice(0, MOST_SHOWN).map(({ name }) => `${name}@${reference}`);
  return new MlopsError(
    'not-found',
    `"${reference}" is a stage, and of which model is not said`,
    `Say it: ${full.join(', ')}.`,
  );
}

const MOST_SHOWN = 8;

async function unknown(
  reference: string,
  known: { readonly artifacts: readonly Artifact[]; readonly history: TrackingHistory; readonly error: MlopsError },
): Promise<MlopsError> {
  const { error } = known;
  const nearest = await nearestName(reference, known);
  const meant = nearest === undefined ? '' : `, did you mean "${nearest}"?`;
  const message =
    reference.lastIndexOf('@') > 0
      ? error.message
      : `nothing is called ${JSON.stringify(reference.slice(0, 80))} that has a run`;
  const model = known.artifacts.find(({ name }) => reference.startsWith(`${name}@`))?.name;
  const list =
    model === undefined ? '`mlops runs` lists the runs' : `\`mlops registry ${model} --versions\` lists them`;
  return new MlopsError(
    'not-found',
    `${message}${meant}`,
    `${FORMS}; ${list}, and \`mlops sync\` fetches what only origin has.`,
    { cause: error },
  );
}

/** Of a version its model, or where that is there a version or stage of it; of anything else a branch that has runs. */
async function nearestName(
  reference: string,
  { artifacts, history }: { readonly artifacts: readonly Artifact[]; readonly history: TrackingHistory },
): Promise<string | undefined> {
  const at = reference.lastIndexOf('@');
  if (at <= 0) {
    const branches = (await history.lines()).map(({ branch }) => branch);
    return nearestOf(
      reference,
      [...new Set(branches)].filter((name) => name !== ''),
    );
  }
  const [typed, wanted] = [reference.slice(0, at), reference.slice(at + 1)];
  const model = artifacts.find(({ name }) => name === typed);
  if (model === undefined) {
    return nearestOf(
      typed,
      artifacts.map(({ name }) => name),
    );
  }
  const nearest = nearestOf(wanted, [...model.versions.map(({ version }) => version), ...Object.keys(model.stages)]);
  return nearest === undefined ? undefined : `${typed}@${nearest}`;
}
