// What a person calls a run → the run, with an answer that helps when there is none.
import { nearestOf } from '../config/nearest.ts';
import { MlopsError } from '../error.ts';
import type { Git } from '../git/git.ts';
import type { Log } from '../log.ts';
import { resolveRun } from '../pipeline/resolve-run.ts';
import { readTags } from '../registry/read-registry.ts';
import { registryState } from '../registry/state.ts';
import { latestRuns } from '../tracking/find.ts';
import type { RunLine, TrackingHistory } from '../tracking/history.ts';
import { terminalLog } from './print.ts';

const FORMS = 'A run is named by the start of its id, a branch, a commit, `model@v1.2.3` or `model@stage`';

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
    const shown = JSON.stringify(reference.slice(0, 80));
    const nearest = await nearestName(reference, history, git);
    const meant = nearest === undefined ? '' : `, did you mean "${nearest}"?`;
    const isVersion = reference.lastIndexOf('@') > 0;
    throw new MlopsError(
      'not-found',
      isVersion ? `${error.message}${meant}` : `nothing is called ${shown} that has a run${meant}`,
      `${FORMS}; \`mlops runs\` lists the runs, and \`mlops sync\` fetches those that only origin has.`,
      { cause: error },
    );
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

/** Of a version its model, of anything else a branch that has runs. */
async function nearestName(reference: string, history: TrackingHistory, git: Git): Promise<string | undefined> {
  const at = reference.lastIndexOf('@');
  const typed = at > 0 ? reference.slice(0, at) : reference;
  const known =
    at > 0
      ? registryState((await readTags(git)).tags).artifacts.map(({ name }) => name)
      : (await history.lines()).map(({ branch }) => branch);
  // A model that is there and lacks the version needs no correction.
  const nearest = nearestOf(
    typed,
    [...new Set(known)].filter((name) => name !== ''),
  );
  return nearest === typed ? undefined : nearest;
}
