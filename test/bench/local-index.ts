// How long it takes to make an index of a long history, to bring it up to date and to ask it, beside what one would do
// by hand: clone the newest commit, read every record and look through them all.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../support/git-fixtures.ts';
import { askIndex, indexOptions } from '../tracking/local-index/open-test-index.ts';
import { openTestHistory } from '../tracking/open-test-history.ts';
import { DELAY_MS } from './cost.ts';
import { forkGitServer, type GitServerProcess } from './git-server-process.ts';
import { TWO_CLAUSES, WORST } from './index-queries.ts';
import type { Taken } from './index-process.ts';
import { medianOf, type BenchRow } from './row.ts';
import { copyLongHistory, longRun } from './synthetic-history.ts';

const ROUNDS = 5;
const ASKED = 21;
const BY_HAND = 'clone --depth=1, read and filter every record';
const run = promisify(execFile);

/** Measures the local index with a history of 100,000 runs of fourteen metrics each. */
export async function benchLocalIndex(runs = 100_000): Promise<readonly BenchRow[]> {
  using folder = temporaryFolder();
  const remote = join(folder.path, 'remote.git');
  copyLongHistory(runs, remote);
  await using server = await forkGitServer(folder.path, DELAY_MS);
  const url = `${server.url}/remote.git`;
  const count = runs.toLocaleString('en');
  const inProcess = async (what: 'index' | 'by-hand'): Promise<Taken> => {
    const { stdout } = await run(process.execPath, [
      join(import.meta.dirname, 'index-process.ts'),
      what,
      url,
      folder.path,
    ]);
    const taken = JSON.parse(stdout) as Taken;
    if (taken.runs !== runs) throw new Error(`${taken.runs} runs were read`);
    return taken;
  };

  const cold = await inProcess('index');
  const byHand = await inProcess('by-hand');
  const section = `index of ${count} runs × 14 metrics, ${DELAY_MS} ms per request`;
  const other = (value: number): NonNullable<BenchRow['other']> => ({ name: BY_HAND, value });
  return [
    row(section, 'made from nothing', 's', cold.ms / 1000, 'under 25', other(byHand.ms / 1000)),
    row(section, 'peak memory of that', 'MB', cold.peakMb, 'under 400', other(byHand.peakMb)),
    ...(await benchUpdate(section, server, remote, folder.path, byHand.ms)),
    ...(await benchQueries(`first page of ${count} indexed runs`, url, folder.path, byHand.ms)),
  ];
}

/** Brings the index up to date after one new run, opening and closing it. */
async function benchUpdate(
  section: string,
  server: GitServerProcess,
  remote: string,
  folder: string,
  byHandMs: number,
): Promise<readonly BenchRow[]> {
  const options = indexOptions(`${server.url}/remote.git`, folder);
  const history = openTestHistory(remote, folder);
  const times: number[] = [];
  const requests: number[] = [];
  const bytes: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const record = longRun(new Date());
    await history.append([{ record, files: {} }]);
    await server.takeTraffic();
    const start = performance.now();
    const [first] = await askIndex(options, (index) => index.find({ limit: 1 }).ids);
    times.push(performance.now() - start);
    if (first !== record.id) throw new Error('the new run was not found');
    const traffic = await server.takeTraffic();
    requests.push(traffic.requests);
    bytes.push(traffic.bytes);
  }
  return [
    row(section, 'brought up to date after 1 new run', 'ms', medianOf(times), 'under 1,200', {
      name: BY_HAND,
      value: byHandMs,
    }),
    row(section, 'HTTP requests of that', '', medianOf(requests), 'at most 3'),
    row(section, 'bytes of that', 'B', medianOf(bytes)),
  ];
}

async function benchQueries(
  section: string,
  url: string,
  folder: string,
  byHandMs: number,
): Promise<readonly BenchRow[]> {
  return askIndex(indexOptions(url, folder), async (index) => {
    const rows: BenchRow[] = [];
    for (const [queries, limit] of [
      [TWO_CLAUSES, 'under 20'],
      [WORST, undefined],
    ] as const) {
      for (const [what, query] of Object.entries(queries)) {
        const times = Array.from({ length: ASKED }, () => {
          const start = performance.now();
          index.find(query);
          return performance.now() - start;
        });
        rows.push(row(section, what, 'ms', medianOf(times), limit, { name: BY_HAND, value: byHandMs }));
      }
    }
    const pages: number[] = [];
    for (let round = 0; round < ASKED; round += 1) {
      const start = performance.now();
      await index.page({ limit: 20 });
      pages.push(performance.now() - start);
    }
    return [...rows, row(section, 'the records of the newest 20', 'ms', medianOf(pages))];
  });
}

function row(
  section: string,
  what: string,
  unit: string,
  ours: number,
  limit?: string,
  other?: BenchRow['other'],
): BenchRow {
  return {
    section,
    what,
    unit,
    ours,
    ...(other === undefined ? {} : { other, ratio: other.value / ours }),
    ...(limit === undefined ? {} : { limit }),
  };
}
