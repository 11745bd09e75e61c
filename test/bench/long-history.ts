// Long histories are made once for all sections of a benchmark, which work on copies.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createRemote, temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { REF } from '../tracking/open-test-history.ts';
import { synthesiseHistory } from './synthetic-history.ts';

const made = new Map<number, TemporaryFolder>();

/** Copies a remote with a tracking branch of so many runs to `path`. */
export function copyLongHistory(runs: number, path: string): void {
  let folder = made.get(runs);
  if (folder === undefined) {
    folder = temporaryFolder('mlops-bench-history-');
    const { path: kept } = folder;
    process.once('exit', () => rmSync(kept, { recursive: true, force: true }));
    console.error(`making a history of ${runs.toLocaleString('en')} runs …`);
    synthesiseHistory(createRemote(join(kept, 'remote.git')), REF, runs);
    made.set(runs, folder);
  }
  cpSync(join(folder.path, 'remote.git'), path, { recursive: true });
}
