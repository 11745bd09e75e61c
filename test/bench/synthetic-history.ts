// A long history in the real layout, written by one fast-import: one commit per run, forty runs a day up to now.
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { renderImport, type ImportedCommit } from '../../src/git/fast-import.ts';
import { blobIdOf } from '../../src/git/object-id.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import { lineOf, renderMessage, renderRunLine } from '../../src/tracking/line.ts';
import { rootCommit } from '../../src/tracking/start-branch.ts';
import { createRemote, git, temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { REF } from '../tracking/open-test-history.ts';
import { newRunId, sampleRun } from '../tracking/sample-run.ts';

const RUNS_A_DAY = 40;
const PARTS = 1000;

/** A record of some 3.5 KB, with numbers and digests that do not compress well. */
export function longRun(started: Date): RunRecord {
  return sampleRun({
    id: newRunId(started),
    started: started.toISOString(),
    ended: new Date(started.getTime() + 2500).toISOString(),
    source: { commit: randomHex().slice(0, 40), branch: 'main', dirty: false },
    // Of the fourteen metrics the last has one of two names, so that half of the runs lack it.
    metrics: Object.fromEntries(
      [...Array.from({ length: 13 }, (_, i) => `metric_${i}`), Math.random() < 0.5 ? 'half' : 'other_half'].map(
        (name, i) => [name, { value: Math.random(), min: Math.random(), step: i }],
      ),
    ),
    params: Object.fromEntries(Array.from({ length: 14 }, (_, i) => [`param_${i}`, Math.random()])),
    data: Array.from({ length: 6 }, (_, i) => ({
      path: `data/part-${i}.parquet`,
      size: 1_000_000 + i,
      sha256: randomHex(),
    })),
  });
}

function randomHex(): string {
  return randomBytes(32).toString('hex');
}

/** Folder in which the histories of one benchmark lie, to be served together. */
let histories: TemporaryFolder | undefined;

/**
 * The folder that holds `<runs>.git`, a bare repository with a history of so many runs. It is made once for all sections
 * and goes with the process: sections may add runs to it, not take any away.
 */
export function longHistoryFolder(runs: number): string {
  if (histories === undefined) {
    const folder = temporaryFolder('mlops-bench-');
    process.on('exit', () => folder[Symbol.dispose]());
    histories = folder;
  }
  const repository = join(histories.path, `${runs}.git`);
  if (!existsSync(repository)) synthesiseHistory(createRemote(repository), REF, runs);
  return histories.path;
}

/** Copies the repository with a history of so many runs to `path`, for what needs to know its runs. */
export function copyLongHistory(runs: number, path: string): void {
  cpSync(join(longHistoryFolder(runs), `${runs}.git`), path, { recursive: true });
}

/** Writes a history of so many runs onto a ref of a bare repository. */
function synthesiseHistory(repository: string, ref: string, runs: number): void {
  const start = Date.now() - (runs / RUNS_A_DAY) * 86_400_000;
  let parent: string | undefined;
  for (let done = 0; done < runs; done += PARTS) {
    const commits: ImportedCommit[] = done === 0 ? [rootCommit(Math.floor(start / 1000))] : [];
    for (let i = done; i < Math.min(runs, done + PARTS); i += 1) {
      commits.push(commitOf(longRun(new Date(start + (i / RUNS_A_DAY) * 86_400_000)), i + 1));
    }
    parent = git(repository, ['-c', 'core.compression=1', 'fast-import', '--quiet', '--force'], {
      input: renderImport(ref, parent, commits),
    });
  }
  git(repository, ['repack', '-adbq']);
}

function commitOf(record: RunRecord, total: number): ImportedCommit {
  const content = canonicalJson(record);
  const line = lineOf(record, blobIdOf(content, 'sha1'));
  return {
    message: renderMessage([renderRunLine(line)], total),
    seconds: Math.floor(Date.parse(record.ended) / 1000),
    files: [{ path: recordPath(record.id), content }],
  };
}
