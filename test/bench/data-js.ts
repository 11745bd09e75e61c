// The layout of github-action-benchmark (its src/write.ts, v1.22): one data.js on a branch of its own, read, extended and
// written anew for every run. Beside it one run appended here. Their branch has a single commit, which is in their favour:
// a real one keeps every version of the file.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commitToBare, createRemote, temporaryFolder, TEST_GIT_ENVIRONMENT } from '../support/git-fixtures.ts';
import { openTestHistory } from '../tracking/open-test-history.ts';
import { costOf, DELAY_MS, serveHistory, type Cost } from './cost.ts';
import { forkGitServer } from './git-server-process.ts';
import { comparedRow, medianOf, type BenchRow } from './row.ts';
import { longRun } from './synthetic-history.ts';

const ROUNDS = 3;
const PREFIX = 'window.BENCHMARK_DATA = ';
const NAME = 'data.js: fetch, parse, rewrite, push';
const run = promisify(execFile);

interface Data {
  lastUpdate: number;
  readonly repoUrl: string;
  readonly entries: Record<string, unknown[]>;
}

export async function benchDataJs(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const runs of [1_000, 10_000]) {
    const [ours, theirs] = [await appendOurs(runs), await appendTheirs(runs)];
    const section = `append one run to ${runs.toLocaleString('en')}, beside data.js, ${DELAY_MS} ms per request`;
    const row = (what: string, unit: string, pick: (cost: Cost) => number): BenchRow =>
      comparedRow({
        section,
        what,
        unit,
        ours: medianOf(ours.map(pick)),
        other: { name: NAME, value: medianOf(theirs.map(pick)) },
      });
    rows.push(
      row('time', 'ms', ({ ms }) => ms),
      row('bytes pushed', 'B', ({ pushed }) => pushed),
      row('bytes', 'B', ({ bytes }) => bytes),
    );
  }
  return rows;
}

async function appendOurs(runs: number): Promise<readonly Cost[]> {
  using folder = temporaryFolder();
  const { server, url } = await serveHistory(runs);
  await using _server = server;
  const costs: Cost[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const append = (): Promise<unknown> =>
      openTestHistory(url, folder.path).append([{ record: longRun(new Date()), files: {} }]);
    costs.push(await costOf(server, append));
  }
  return costs;
}

async function appendTheirs(runs: number): Promise<readonly Cost[]> {
  using folder = temporaryFolder();
  const data: Data = { lastUpdate: 0, repoUrl: 'https://github.com/acme/bench', entries: { bench: [] } };
  for (let i = 0; i < runs; i += 1) data.entries['bench']?.push(entry());
  const remote = createRemote(join(folder.path, 'remote.git'));
  commitToBare(remote, 'refs/heads/gh-pages', { 'dev/bench/data.js': PREFIX + JSON.stringify(data, null, 2) });
  await using server = await forkGitServer(folder.path, DELAY_MS);
  const costs: Cost[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Every job begins with a new checkout of its own branch, which is not measured.
    const cwd = join(folder.path, `workspace-${round}`);
    const options = { env: TEST_GIT_ENVIRONMENT, cwd };
    const clone = ['clone', '--quiet', '--depth=1', `${server.url}/remote.git`, cwd];
    await run('git', clone, { ...options, cwd: folder.path });
    costs.push(
      await costOf(server, async () => {
        await run('git', ['fetch', '--quiet', 'origin', '+gh-pages:gh-pages'], options);
        await run('git', ['switch', '--quiet', 'gh-pages'], options);
        const file = join(options.cwd, 'dev/bench/data.js');
        const read = JSON.parse(readFileSync(file, 'utf8').slice(PREFIX.length)) as Data;
        read.entries['bench']?.push(entry());
        read.lastUpdate = Date.now();
        writeFileSync(file, PREFIX + JSON.stringify(read, null, 2));
        await run('git', ['add', '--all'], options);
        await run('git', ['commit', '--quiet', '-m', 'add bench benchmark result'], options);
        await run('git', ['push', '--quiet', 'origin', 'gh-pages:gh-pages', '--no-verify'], options);
      }),
    );
  }
  return costs;
}

/** An entry as its tool `customSmallerIsBetter` writes one, with fourteen values. */
function entry(): unknown {
  const { source, metrics } = longRun(new Date());
  const person = { email: 'ada@example.org', name: 'Ada', username: 'ada' };
  return {
    commit: {
      author: person,
      committer: person,
      distinct: true,
      id: source.commit,
      message: 'Train',
      timestamp: new Date().toISOString(),
      tree_id: source.commit,
      url: `https://github.com/acme/bench/commit/${source.commit}`,
    },
    date: Date.now(),
    tool: 'customSmallerIsBetter',
    benches: Object.entries(metrics).map(([name, { value }]) => ({ name, value, unit: 'x' })),
  };
}
