// Run as a process of its own by the benchmark, so that its memory is its own: makes the index of a remote, or does what
// one would do by hand. Prints what it took as JSON.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { streamBlobs } from '../../src/git/blob-stream.ts';
import { gitIn } from '../../src/git/git.ts';
import { TEST_GIT_ENVIRONMENT } from '../support/git-fixtures.ts';
import { askIndex, indexOptions } from '../tracking/local-index/open-test-index.ts';
import { peakMemoryMb } from './peak-memory.ts';

/** What a process took. */
export interface Taken {
  readonly ms: number;
  readonly peakMb: number;
  readonly runs: number;
}

if (import.meta.main) {
  const [what, url = '', folder = ''] = process.argv.slice(2);
  const start = performance.now();
  const runs = what === 'index' ? await makeIndex(url, folder) : await readByHand(url, folder);
  const taken: Taken = {
    ms: performance.now() - start,
    peakMb: peakMemoryMb(),
    runs,
  };
  console.log(JSON.stringify(taken));
}

/** Makes the index and asks it for a first page and the number of runs. */
async function makeIndex(url: string, folder: string): Promise<number> {
  const { total } = await askIndex(indexOptions(url, folder), (index) => index.find({ limit: 20, withTotal: true }));
  return total ?? 0;
}

/** Clones the newest commit, reads every record, filters and sorts them all, and takes the first page. */
async function readByHand(url: string, folder: string): Promise<number> {
  const clone = join(folder, 'by-hand.git');
  const words = ['clone', '--quiet', '--bare', '--depth=1', '--branch', 'mlops-tracking', url, clone];
  execFileSync('git', words, { env: TEST_GIT_ENVIRONMENT });
  const list = execFileSync('git', ['ls-tree', '-r', 'HEAD', 'runs/'], { cwd: clone, maxBuffer: 1 << 30 }).toString();
  const blobs = [...list.matchAll(/blob ([0-9a-f]+)/g)].map(([, id = '']) => id);
  const records: { readonly id: string; readonly metrics: Readonly<Record<string, { readonly value: number }>> }[] = [];
  for await (const blob of streamBlobs(gitIn(clone), blobs, 1 << 20)) {
    if (blob.kind === 'content') records.push(JSON.parse(blob.content.toString()) as (typeof records)[number]);
  }
  const valueOf = (record: (typeof records)[number], name: string): number => record.metrics[name]?.value ?? 0;
  const page = records
    .filter((record) => valueOf(record, 'metric_0') < 0.5 && valueOf(record, 'metric_1') > 0.5)
    .toSorted((a, b) => valueOf(a, 'metric_2') - valueOf(b, 'metric_2'))
    .slice(0, 20);
  if (page.length !== 20) throw new Error('the page was not found');
  return records.length;
}
