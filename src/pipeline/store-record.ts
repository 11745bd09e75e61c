// The record → a file in the spool, then the tracking branch. The file goes only when the branch has it.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MlopsError } from '../error.ts';
import { canonicalJson } from '../run/canonical.ts';
import type { RunBundle } from '../tracking/history.ts';
import type { Ports } from './ports.ts';

/**
 * Appends the run to the tracking branch and gives the commit that holds it.
 * @throws MlopsError of the tracking branch, its hint naming the file in which the record is kept
 */
export async function storeRecord(bundle: RunBundle, ports: Pick<Ports, 'history' | 'spool' | 'log'>): Promise<string> {
  await mkdir(ports.spool, { recursive: true });
  const file = join(ports.spool, `${bundle.record.id}.json`);
  await writeFile(file, canonicalJson(bundle.record));
  try {
    const { commit, written } = await ports.history.append([bundle]);
    ports.log.info(
      written ? `recorded as ${commit.slice(0, 7)} on the tracking branch` : 'recorded before; nothing written',
    );
    await rm(file);
    return commit;
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    const hint = `${error.hint} The record of this run is kept in ${file}.`;
    throw new MlopsError(error.code, error.message, hint, {
      cause: error,
      ...(error.place === undefined ? {} : { place: error.place }),
    });
  }
}
