// What a run reads of the history: its baseline, the runs of a commit, the latest fifty.
import { latestRuns, runsOfCommit } from '../../src/tracking/find.ts';
import type { TrackingHistory } from '../../src/tracking/history.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';
import { openTestHistory } from '../tracking/open-test-history.ts';
import { costOf, DELAY_MS, serveHistory, type Cost } from './cost.ts';
import { medianOf, type BenchRow } from './row.ts';

const ROUNDS = 5;

/** Each is a whole read: index lines, then records. */
const READS: Readonly<Record<string, (history: TrackingHistory, commit: string) => Promise<unknown>>> = {
  async baseline(history) {
    const isEligible = (line: { readonly status: string; readonly branch: string; readonly dirty: boolean }): boolean =>
      line.status === 'finished' && line.branch === 'main' && !line.dirty;
    return history.read(await history.lines({ matches: isEligible, enough: 1 }));
  },
  'runs of a commit': async (history, commit) => history.read(await runsOfCommit(history, commit)),
  'latest 50': async (history) => history.read(await latestRuns(history, 50)),
};

export async function benchReads(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  const short = await costsOf(1_000);
  const long = await costsOf(100_000);
  for (const what of Object.keys(READS)) {
    const [small, large] = [short.get(what), long.get(what)];
    if (small === undefined || large === undefined) continue;
    const section = `read at 100,000 runs, ${DELAY_MS} ms per request`;
    rows.push(
      {
        section,
        what: `${what}: time`,
        unit: 'ms',
        ours: large.ms,
        other: { name: 'at 1,000 runs', value: small.ms },
        ratio: large.ms / small.ms,
        ...(what === 'latest 50' ? { limit: 'within 1.5 times its time at 1,000' } : {}),
      },
      { section, what: `${what}: HTTP requests`, unit: '', ours: large.requests, limit: 'at most 5' },
      { section, what: `${what}: bytes`, unit: 'B', ours: large.bytes },
    );
  }
  return rows;
}

async function costsOf(runs: number): Promise<ReadonlyMap<string, Cost>> {
  using folder = temporaryFolder();
  const { server, url } = await serveHistory(runs);
  await using _server = server;
  const [newest] = await openTestHistory(url, folder.path).lines({ enough: 1 });
  const costs = new Map<string, Cost>();
  for (const [what, read] of Object.entries(READS)) {
    const rounds: Cost[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const history = openTestHistory(url, folder.path);
      rounds.push(await costOf(server, () => read(history, newest?.commit ?? '')));
    }
    costs.set(what, {
      ms: medianOf(rounds.map(({ ms }) => ms)),
      requests: medianOf(rounds.map(({ requests }) => requests)),
      bytes: medianOf(rounds.map(({ bytes }) => bytes)),
      pushed: medianOf(rounds.map(({ pushed }) => pushed)),
    });
  }
  return costs;
}
