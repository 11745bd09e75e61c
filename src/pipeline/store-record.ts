// The record → a file in the spool, then the tracking branch. The file goes only when the branch has it.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MlopsError } from '../error.ts';
import { canonicalJson } from '../run/canonical.ts';
import type { RunBundle } from '../tracking/history.ts';
import { digestOfFile } from '../file-digest.ts';
import type { Ports } from './ports.ts';

type StorePorts = Pick<Ports, 'history' | 'spool' | 'artifacts' | 'log'>;

/**
 * Appends the run to the tracking branch and gives the commit that holds it; undefined when it waits in the inbox.
 * @throws MlopsError of the tracking branch, its hint naming where the record is kept
 */
export async function storeRecord(bundle: RunBundle, ports: StorePorts): Promise<string | undefined> {
  await mkdir(ports.spool, { recursive: true });
  const file = join(ports.spool, `${bundle.record.id}.json`);
  await writeFile(file, canonicalJson(bundle.record));
  try {
    const { commit, written } = await ports.history.append([bundle]);
    ports.log.info(placeWords(commit, written));
    await rm(file);
    return commit;
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    const hint = `${error.hint} The record of this run is kept in ${await keep(file, bundle.record.id, ports)}.`;
    throw new MlopsError(error.code, error.message, hint, {
      cause: error,
      ...(error.place === undefined ? {} : { place: error.place }),
    });
  }
}

function placeWords(commit: string | undefined, written: boolean): string {
  if (!written) return 'recorded before; nothing written';
  if (commit === undefined)
    return 'recorded in the inbox of the tracking branch, to be folded in with the runs of others';
  return `recorded as ${commit.slice(0, 7)} on the tracking branch`;
}

/** A runner's disk goes with its job, so there the record is uploaded as well. Says where it is. */
async function keep(file: string, id: string, { artifacts, log }: StorePorts): Promise<string> {
  if (artifacts?.kind !== 'workflow') return file;
  const name = `mlops-record-${id}`;
  try {
    const { size, sha256 } = await digestOfFile(file);
    await artifacts.upload(name, [{ path: `${id}.json`, from: file, size, sha256 }], { retentionDays: undefined });
    return `the workflow artifact ${name} (here: ${file})`;
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`the record could not be uploaded either: ${error.message}`);
    return file;
  }
}
