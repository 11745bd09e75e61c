// Appending one run to histories of 1,000, 10,000 and 100,000 runs, beside what one would do by hand; and, at the length
// where it begins to matter, with all folders fetched beside the folders on the path alone.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { canonicalJson } from '../../src/run/canonical.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import { temporaryFolder, TEST_GIT_ENVIRONMENT } from '../support/git-fixtures.ts';
import { openTestHistory } from '../tracking/open-test-history.ts';
import { BRANCH, costOf, DELAY_MS, serveHistory, type Cost } from './cost.ts';
import { comparedRow, medianOf, type BenchRow } from './row.ts';
import { longRun } from './synthetic-history.ts';

const ROUNDS = 5;
const NAIVE = 'clone --depth=1, add, commit, push';
const run = promisify(execFile);

interface Lengths {
  readonly runs: number;
  readonly faster: string;
  /** The naive procedure takes its time: fewer rounds suffice where the ratio is large. */
  readonly naiveRounds: number;
}

const LENGTHS: readonly Lengths[] = [
  { runs: 1_000, faster: 'at least 1.5 times faster', naiveRounds: ROUNDS },
  { runs: 10_000, faster: 'at least 10 times faster', naiveRounds: ROUNDS },
  { runs: 100_000, faster: 'at least 20 times faster', naiveRounds: 1 },
];

export async function benchAppend(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  const times: number[] = [];
  for (const length of LENGTHS) {
    const measured = await benchLength(length);
    times.push(measured.ms);
    rows.push(...measured.rows);
  }
  const [first = Number.NaN, last = Number.NaN] = [times[0], times.at(-1)];
  rows.push({
    section: 'append one run',
    what: 'time at 100,000 runs in terms of that at 1,000',
    unit: 'times',
    ours: last / first,
    limit: 'at most 4',
  });
  return rows;
}

async function benchLength({ runs, faster, naiveRounds }: Lengths): Promise<{ ms: number; rows: readonly BenchRow[] }> {
  using folder = temporaryFolder();
  const { server, url } = await serveHistory(runs);
  await using _server = server;
  const [all, path, naive]: [Cost[], Cost[], Cost[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    all.push(await costOf(server, () => append(url, folder.path, Number.POSITIVE_INFINITY)));
    path.push(await costOf(server, () => append(url, folder.path, 0)));
    if (round < naiveRounds) {
      naive.push(await costOf(server, () => appendNaively(url, join(folder.path, `clone-${round}`))));
    }
  }
  // As the product chooses by the number of runs.
  const [chosen, requests] = runs < 100_000 ? [all, 'at most 5'] : [path, 'at most 13'];
  const section = `append one run to ${runs.toLocaleString('en')}, ${DELAY_MS} ms per request`;
  const row = (what: string, unit: string, pick: (cost: Cost) => number, limit?: string): BenchRow =>
    comparedRow({
      section,
      what,
      unit,
      ours: medianOf(chosen.map(pick)),
      other: { name: NAIVE, value: medianOf(naive.map(pick)) },
      ...(limit === undefined ? {} : { limit }),
    });
  const ways = (what: string, unit: string, pick: (cost: Cost) => number, limit?: string): BenchRow =>
    comparedRow({
      section,
      what: `${what} with the folders on the path alone`,
      unit,
      ours: medianOf(path.map(pick)),
      other: { name: 'with all folders', value: medianOf(all.map(pick)) },
      ...(limit === undefined ? {} : { limit }),
    });
  return {
    ms: medianOf(chosen.map(({ ms }) => ms)),
    rows: [
      row('time', 'ms', ({ ms }) => ms, faster),
      row('HTTP requests', '', ({ requests }) => requests, requests),
      row('bytes', 'B', ({ bytes }) => bytes),
      ways('time', 'ms', ({ ms }) => ms),
      ways('bytes', 'B', ({ bytes }) => bytes, 'at most 20,000'),
    ],
  };
}

async function append(url: string, folder: string, treelessFrom: number): Promise<void> {
  const history = openTestHistory(url, folder, { treelessFrom });
  await history.append([{ record: longRun(new Date()), files: {} }]);
}

/** What a script in a workflow would do. */
async function appendNaively(url: string, clone: string): Promise<void> {
  const options = { env: TEST_GIT_ENVIRONMENT };
  await run('git', ['clone', '--quiet', '--depth=1', `--branch=${BRANCH}`, url, clone], options);
  const record = longRun(new Date());
  const file = join(clone, recordPath(record.id));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, canonicalJson(record));
  for (const args of [
    ['add', '--all'],
    ['commit', '--quiet', '-m', `run ${record.id}`],
    ['push', '--quiet', 'origin', 'HEAD'],
  ]) {
    await run('git', args, { ...options, cwd: clone });
  }
}
