// A long history in the real layout, written by one fast-import: one commit per run, forty runs a day up to now.
import { randomBytes } from 'node:crypto';
import { renderImport, type ImportedCommit } from '../../src/git/fast-import.ts';
import { blobIdOf } from '../../src/git/object-id.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import { lineOf, renderMessage, renderRunLine } from '../../src/tracking/line.ts';
import { rootCommit } from '../../src/tracking/start-branch.ts';
import { git } from '../support/git-fixtures.ts';
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

/** Writes a history of so many runs onto a ref of a bare repository. */
export function synthesiseHistory(repository: string, ref: string, runs: number): void {
  const start = Date.now() - (runs / RUNS_A_DAY) * 86_400_000;
  let parent: string | undefined;
  for (let done = 0; done < runs; done += PARTS) {
    const commits: ImportedCommit[] = done === 0 ? [rootCommit(Math.floor(start / 1000))] : [];
    for (let i = done; i < Math.min(runs, done + PARTS); i += 1) {
      commits.push(commitOf(longRun(new Date(start + (i / RUNS_A_DAY) * 86_400_000))));
    }
    parent = git(repository, ['fast-import', '--quiet', '--force'], { input: renderImport(ref, parent, commits) });
  }
  git(repository, ['repack', '-adq']);
}

function commitOf(record: RunRecord): ImportedCommit {
  const content = canonicalJson(record);
  const line = lineOf(record, blobIdOf(content, 'sha1'));
  return {
    message: renderMessage([renderRunLine(line)]),
    seconds: Math.floor(Date.parse(record.ended) / 1000),
    files: [{ path: recordPath(record.id), content }],
  };
}
