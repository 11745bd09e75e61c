// How long and how many requests it takes to append one run to a long history, beside what one would do by hand; and the
// memory that reading and writing such a history needs. The server is git's own, with a delay before each request.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { canonicalJson } from '../../src/run/canonical.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import { createRemote, temporaryFolder, TEST_GIT_ENVIRONMENT } from '../support/git-fixtures.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';
import { forkGitServer, type GitServerProcess, type Traffic } from './git-server-process.ts';
import { longRun, synthesiseHistory } from './synthetic-history.ts';

/** One line of the benchmark's table. */
export interface BenchRow {
  readonly section: string;
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  readonly other?: { readonly name: string; readonly value: number };
  /** How many times better ours is; above one is better. */
  readonly ratio?: number;
  /** What must hold, in words. */
  readonly limit?: string;
}

const DELAY_MS = 50;
const ROUNDS = 5;
const NAIVE = 'clone --depth=1, add, commit, push';
const run = promisify(execFile);

/** Measures the tracking branch with histories of 1,000 and 10,000 runs. */
export async function benchTracking(): Promise<readonly BenchRow[]> {
  return [
    ...(await benchAppend(1_000, 'at least 1.5 times faster')),
    ...(await benchAppend(10_000, 'at least 10 times faster')),
    await benchMemory(10_000),
  ];
}

interface Cost extends Traffic {
  readonly ms: number;
}

async function benchAppend(runs: number, limit: string): Promise<readonly BenchRow[]> {
  using folder = temporaryFolder();
  synthesiseHistory(createRemote(join(folder.path, 'remote.git')), REF, runs);
  await using server = await forkGitServer(folder.path, DELAY_MS);
  const url = `${server.url}/remote.git`;
  const history = openTestHistory(url, folder.path);
  const ours: Cost[] = [];
  const naive: Cost[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await costOf(server, () => history.append([{ record: longRun(new Date()), files: {} }])));
    const clone = join(folder.path, `clone-${round}`);
    naive.push(await costOf(server, () => appendNaively(url, clone)));
  }
  const section = `append one run to ${runs.toLocaleString('en')}, ${DELAY_MS} ms per request`;
  const row = (what: string, unit: string, pick: (cost: Cost) => number, bound?: string): BenchRow => {
    const [value, other] = [medianOf(ours.map(pick)), medianOf(naive.map(pick))];
    return {
      section,
      what,
      unit,
      ours: value,
      other: { name: NAIVE, value: other },
      ratio: other / value,
      ...(bound === undefined ? {} : { limit: bound }),
    };
  };
  return [
    row('time', 'ms', ({ ms }) => ms, limit),
    row('HTTP requests', '', ({ requests }) => requests, 'at most 5'),
    row('bytes', 'B', ({ bytes }) => bytes),
  ];
}

async function costOf(server: GitServerProcess, work: () => Promise<unknown>): Promise<Cost> {
  await server.takeTraffic();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  return { ms, ...(await server.takeTraffic()) };
}

async function appendNaively(url: string, directory: string): Promise<void> {
  const branch = REF.replace('refs/heads/', '');
  const git = (...args: readonly string[]): Promise<unknown> =>
    run('git', ['-C', directory, ...args], { env: TEST_GIT_ENVIRONMENT });
  await run('git', ['clone', '--quiet', '--depth=1', '--branch', branch, url, directory], {
    env: TEST_GIT_ENVIRONMENT,
  });
  const record = longRun(new Date());
  const file = join(directory, recordPath(record.id));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, canonicalJson(record));
  await git('add', '--all');
  await git('commit', '--quiet', '-m', `run ${record.id}`);
  await git('push', '--quiet', 'origin', branch);
}

async function benchMemory(runs: number): Promise<BenchRow> {
  using folder = temporaryFolder();
  const remote = createRemote(join(folder.path, 'remote.git'));
  synthesiseHistory(remote, REF, runs);
  await using server = await forkGitServer(folder.path, 0);
  const script = join(import.meta.dirname, 'tracking-memory.ts');
  const { stdout } = await run(process.execPath, [script, `${server.url}/remote.git`, folder.path]);
  return {
    section: `peak memory with ${runs.toLocaleString('en')} runs`,
    what: 'all index lines, the last 100 records, one append',
    unit: 'MB',
    ours: Number(stdout),
    limit: 'under 200 MB',
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

if (import.meta.main) {
  for (const { section, what, unit, ours, other, ratio, limit } of await benchTracking()) {
    const beside =
      other === undefined ? '' : ` | ${other.name}: ${Math.round(other.value)} ${unit}, ratio ${ratio?.toFixed(2)}`;
    console.log(
      `${section} | ${what}: ${Math.round(ours)} ${unit}${beside}${limit === undefined ? '' : ` | ${limit}`}`,
    );
  }
}
