// Many writers at once, as the jobs of a matrix: all runs are there at the end, none twice, in few commits.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { blobIdOf } from '../../src/git/object-id.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import { createRemote, git, temporaryFolder, TEST_GIT_ENVIRONMENT } from '../support/git-fixtures.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';
import { BRANCH, costOf, DELAY_MS, type Cost } from './cost.ts';
import { forkGitServer } from './git-server-process.ts';
import { comparedRow, type BenchRow } from './row.ts';
import { longRun } from './synthetic-history.ts';

const NAIVE = 'clone, commit, push, and pull --rebase until it lands';
const run = promisify(execFile);

type Write = (url: string, folder: string, record: RunRecord, index: number) => Promise<void>;

interface Written extends Cost {
  readonly commits: number;
}

export async function benchWriters(): Promise<readonly BenchRow[]> {
  const [ours, naive] = [await writeAtOnce(8, append), await writeAtOnce(8, appendNaively)];
  const rows: BenchRow[] = [
    comparedRow({
      section: '8 writers at once',
      what: 'time until all have left',
      unit: 'ms',
      ours: ours.ms,
      other: { name: NAIVE, value: naive.ms },
    }),
    comparedRow({
      section: '8 writers at once',
      what: 'HTTP requests',
      unit: '',
      ours: ours.requests,
      other: { name: NAIVE, value: naive.requests },
    }),
  ];
  for (const [count, limit] of [
    [64, undefined],
    [256, 'under 45,000'],
  ] as const) {
    const { ms, requests, commits } = await writeAtOnce(count, append);
    const section = `${count} writers at once`;
    rows.push(
      {
        section,
        what: 'time until all have left',
        unit: 'ms',
        ours: ms,
        ...(limit === undefined ? {} : { limit }),
      },
      { section, what: 'HTTP requests', unit: '', ours: requests },
      { section, what: 'commits', unit: '', ours: commits, limit: '3 or so' },
    );
  }
  return rows;
}

/** Starts all writers together and checks, by blob id, that every run is there exactly once. */
async function writeAtOnce(count: number, write: Write): Promise<Written> {
  using folder = temporaryFolder();
  const remote = createRemote(join(folder.path, 'remote.git'));
  await using server = await forkGitServer(folder.path, DELAY_MS);
  const url = `${server.url}/remote.git`;
  await append(url, folder.path, longRun(new Date()));
  const before = Number(git(remote, ['rev-list', '--count', REF]));
  const records = Array.from({ length: count }, () => longRun(new Date()));
  const cost = await costOf(server, () =>
    Promise.all(records.map((record, index) => write(url, folder.path, record, index))),
  );
  const there = git(remote, ['ls-tree', '-r', '--format=%(objectname) %(path)', REF]).split('\n');
  for (const record of records) {
    const found = there.filter((line) => line.includes(record.id));
    const wanted = `${blobIdOf(canonicalJson(record), 'sha1')} ${recordPath(record.id)}`;
    if (found.length !== 1 || found[0] !== wanted) throw new Error(`run ${record.id} is there as: ${found.join(', ')}`);
  }
  return { ...cost, commits: Number(git(remote, ['rev-list', '--count', REF])) - before };
}

async function append(url: string, folder: string, record: RunRecord): Promise<void> {
  await openTestHistory(url, folder, { contended: true, random: Math.random }).append([{ record, files: {} }]);
}

async function appendNaively(url: string, folder: string, record: RunRecord, index: number): Promise<void> {
  const clone = join(folder, `clone-${index}`);
  const options = { env: TEST_GIT_ENVIRONMENT, cwd: clone };
  await run('git', ['clone', '--quiet', `--branch=${BRANCH}`, '--single-branch', url, clone], {
    ...options,
    cwd: folder,
  });
  const file = join(clone, recordPath(record.id));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, canonicalJson(record));
  await run('git', ['add', '--all'], options);
  await run('git', ['commit', '--quiet', '-m', `run ${record.id}`], options);
  for (;;) {
    const pushed = await run('git', ['push', '--quiet', 'origin', 'HEAD'], options).then(
      () => true,
      () => false,
    );
    if (pushed) return;
    await run('git', ['pull', '--quiet', '--rebase', 'origin', BRANCH], options).catch(() => undefined);
  }
}
