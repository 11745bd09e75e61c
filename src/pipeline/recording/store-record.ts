// The record → the spool, a workflow artifact, then the tracking branch. In this order, so that whatever breaks off, the
// record is somewhere from which it can be written later; what lies in the spool goes only when the branch has it.
import { join } from 'node:path';
import { recordArtifactName } from '../../artifacts/artifact-name.ts';
import { MlopsError } from '../../error.ts';
import type { RunBundle } from '../../tracking/history.ts';
import { digestOfFile } from '../../file-digest.ts';
import { dropSpool, writeSpool } from '../../tracking/spool.ts';
import type { MayWrite } from './may-write.ts';
import type { Ports } from '../ports.ts';

type StorePorts = Pick<Ports, 'history' | 'spool' | 'artifacts' | 'log'>;

export interface StoredRecord {
  /** The commit that holds it; undefined when it waits in the inbox, or for the collecting job. */
  readonly commit: string | undefined;
  /** The record was left as a workflow artifact, for a job with `task: collect` or `task: publish` to write. */
  readonly leftTo: 'collect' | 'publish' | undefined;
  /** As in `Appended`. */
  readonly byHour?: readonly string[];
}

export interface StoreOptions {
  /** Leave it to a collecting job, if it can be uploaded; where it cannot, it is appended all the same. */
  readonly collect: boolean;
  /** `no` leaves the record to a publishing job, `unsure` does when it is refused. */
  readonly mayWrite: MayWrite;
  /**
   * Files that are written in the same commit and kept nowhere else: pictures of this job's comment, which whoever writes
   * the record later does not make.
   */
  readonly pictures?: RunBundle['files'];
}

/**
 * Appends the run to the tracking branch.
 * A disk that takes nothing is a warning: it must not cost the run.
 * @throws MlopsError of the tracking branch, its hint naming where the record is kept
 */
export async function storeRecord(
  bundle: RunBundle,
  ports: StorePorts,
  { collect, mayWrite, pictures = {} }: StoreOptions = { collect: false, mayWrite: 'yes' },
): Promise<StoredRecord> {
  const { id } = bundle.record;
  const names = await spooled(bundle, ports);
  const artifact =
    names === undefined ? undefined : await upload(recordArtifactName(id, collect), names, collect, ports);
  if (collect && artifact !== undefined) {
    ports.log.info(`left as the workflow artifact ${artifact}, for the job with \`task: collect\` to record`);
    return { commit: undefined, leftTo: 'collect' };
  }
  if (mayWrite === 'no') return leave(artifact, ports);
  try {
    const { commit, written, byHour } = await ports.history.append([
      { ...bundle, files: { ...pictures, ...bundle.files } },
    ]);
    ports.log.info(placeWords(commit, written));
    if (names !== undefined) await dropSpool({ id, folder: ports.spool });
    return { commit, leftTo: undefined, ...(byHour === undefined ? {} : { byHour }) };
  } catch (error) {
    if (!(error instanceof MlopsError) || names === undefined) throw error;
    if (mayWrite === 'unsure' && error.code === 'tracking-forbidden' && artifact !== undefined)
      return leave(artifact, ports);
    const file = join(ports.spool, `${id}.json`);
    const kept = artifact === undefined ? file : `the workflow artifact ${artifact} (here: ${file})`;
    throw new MlopsError(error.code, error.message, `${error.hint} The record of this run is kept in ${kept}.`, {
      cause: error,
      ...(error.place === undefined ? {} : { place: error.place }),
    });
  }
}

/** Whoever opened the pull request cannot mend what is wrong with the artifact service, so that is a warning. */
function leave(artifact: string | undefined, { log }: StorePorts): StoredRecord {
  if (artifact === undefined)
    log.warn('the token may not write and no artifact can be left: the record ends with this job');
  else log.info(`left as the workflow artifact ${artifact}, for a job with \`task: publish\` to record`);
  return { commit: undefined, leftTo: artifact === undefined ? undefined : 'publish' };
}

/** The names of the files on disk; undefined when the disk did not take them. */
async function spooled(bundle: RunBundle, { spool, log }: StorePorts): Promise<readonly string[] | undefined> {
  try {
    return await writeSpool(spool, bundle);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    log.warn(`the record is not kept in ${spool}, only written to the tracking branch: ${(error as Error).message}`);
    return undefined;
  }
}

function placeWords(commit: string | undefined, written: boolean): string {
  if (!written) return 'recorded before; nothing written';
  if (commit === undefined)
    return 'recorded in the inbox of the tracking branch, to be folded in with the runs of others';
  return `recorded as ${commit.slice(0, 7)} on the tracking branch`;
}

/** A runner's disk goes with its job, so there what the spool holds is uploaded as well. Gives the artifact's name. */
async function upload(
  artifact: string,
  names: readonly string[],
  isLeg: boolean,
  { artifacts, spool, log }: StorePorts,
): Promise<string | undefined> {
  if (artifacts?.kind !== 'workflow') return undefined;
  try {
    const files = await Promise.all(
      names.map(async (name) => ({ path: name, from: join(spool, name), ...(await digestOfFile(join(spool, name))) })),
    );
    await artifacts.upload(artifact, files, { retentionDays: undefined });
    return artifact;
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    const isAbsent = error.code === 'artifact-absent';
    const line = `the record is not kept as an artifact, only written to the tracking branch: ${error.message}`;
    // Where there are no artifacts the branch is the only place, and nothing is wrong; a leg was meant to leave its record.
    if (isAbsent && !isLeg) log.debug(line);
    else log.warn(isAbsent ? `${line}. Set \`collect: false\` to silence this.` : line);
    return undefined;
  }
}
