// Processes of a training that outlived the one that watched over it: they would go on writing where the next training
// writes. On Linux each is known by a variable in its environment that holds the id of its run.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { CAPTURE_FILES } from './plan.ts';
import { readPlainFile } from './plain-file.ts';

/** train.sh itself needs five seconds to end a training that will not end. */
const SECONDS_UNTIL_KILL = 8;
const SECONDS_AFTER_KILL = 3;

export interface TrainingProcesses {
  readonly runId: string;
  /** Process group of the training, as train.sh wrote it down; all that other systems than Linux can be asked about. */
  readonly group: number | undefined;
}

/** Ends a training whose runner was killed, and that goes on without it: it writes where this job reads. */
export async function endUnwatchedTraining(folder: string, runId: string, log: Log): Promise<void> {
  const outcome = (await readPlainFile(join(folder, CAPTURE_FILES.outcome), 10_000))?.content.toString() ?? '';
  const training = { runId, group: undefined };
  if (/^ended=\d/m.test(outcome) || !(await isTrainingLeft(training))) return;
  log.warn('ending the training: it went on when its runner was killed');
  if (!(await endTraining(training)))
    log.warn('the training could not be ended; what it writes from now on is not recorded');
}

/** Whether anything of a training is still there. */
export async function isTrainingLeft({ runId, group }: TrainingProcesses): Promise<boolean> {
  const found = await processesOf(runId);
  return found === undefined ? group !== undefined && send(-group, 0) : found.length > 0;
}

/**
 * Ends what is left of a training: asks, waits, kills. A group that is known by its number alone may be another's by now,
 * so it is only looked at.
 * @returns whether nothing is left
 */
export async function endTraining(training: TrainingProcesses): Promise<boolean> {
  const { runId } = training;
  const found = await processesOf(runId);
  if (found === undefined) return !(await isTrainingLeft(training));
  for (const pid of found) send(pid, 'SIGTERM');
  if (await isGoneWithin(SECONDS_UNTIL_KILL, runId)) return true;
  for (const pid of (await processesOf(runId)) ?? []) send(pid, 'SIGKILL');
  return isGoneWithin(SECONDS_AFTER_KILL, runId);
}

async function isGoneWithin(seconds: number, runId: string): Promise<boolean> {
  for (let waited = 0; waited < seconds * 10; waited += 1) {
    if ((await processesOf(runId))?.length === 0) return true;
    await delay(100);
  }
  return false;
}

/** Undefined where the system does not tell. This process and its parent may have been started by a training themselves. */
async function processesOf(runId: string): Promise<readonly number[] | undefined> {
  if (process.platform !== 'linux') return undefined;
  const names = await readdir('/proc').catch(() => undefined);
  const pids = names?.filter((name) => /^\d+$/.test(name)).map(Number);
  const others = pids?.filter((pid) => pid !== process.pid && pid !== process.ppid);
  if (others === undefined) return undefined;
  const isOfRun = await Promise.all(others.map((pid) => hasRunId(pid, runId)));
  return others.filter((_, index) => isOfRun[index]);
}

/** train.sh has the capture folder in its environment, which is named after the run; all below it have the id. */
async function hasRunId(pid: number, runId: string): Promise<boolean> {
  // Empty for a dead one that nobody has waited for.
  const variables = (await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')).split('\0');
  return variables.some(
    (variable) =>
      variable === `MLOPS_RUN_ID=${runId}` || (variable.startsWith('MLOPS_CAPTURE=') && variable.endsWith(`/${runId}`)),
  );
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
