// What earlier workflow runs could not write: their record artifacts → the tracking branch. Nothing is written twice, so it
// may run at any time, and twice at once.
import { parseRecordArtifact } from '../../artifacts/artifact-name.ts';
import type { RepositoryArtifact } from '../../forge/forge.ts';
import { logLine } from '../../report/plain-text.ts';
import type { RunBundle } from '../../tracking/history.ts';
import { appendBundles } from './append-bundles.ts';
import { contradiction } from './own-record.ts';
import type { Ports } from '../ports.ts';
import { readRecords } from '../history/read-records.ts';
import { trainedCommits } from './trained-commits.ts';

export interface SyncLimits {
  /** Most artifacts of any kind that are listed. */
  readonly listed: number;
  /** Most records that are downloaded. */
  readonly records: number;
  /** When no further batch is begun, in milliseconds after the start. */
  readonly milliseconds: number;
}

/** GitHub lists 100 a request and lets a job's token make 1,000 requests an hour; each download is one more. */
const LIMITS: SyncLimits = { listed: 5000, records: 400, milliseconds: 10 * 60_000 };

/** Records that are written in one commit. */
const BATCH = 50;

export interface SyncedRecords {
  /** Writes that waited in the inbox of the branch and were taken into it. */
  readonly folded: number;
  /** Record artifacts that were found, those of forks left out. */
  readonly found: number;
  /** Of these, records that stand on the branch. */
  readonly recorded: number;
  /** Records that were written now. */
  readonly replayed: number;
  /** Artifacts that hold no record that could be written, or one that is not of where it says. */
  readonly refused: number;
  /** Artifacts that workflow runs of forks uploaded; they are not read. */
  readonly foreign: number;
  /** Records that are left for the next time, because there were too many for this one. */
  readonly left: number;
  readonly commit: string | undefined;
}

/**
 * Replays record artifacts whose runs are not on the branch, newest first.
 * @throws MlopsError when the artifacts cannot be listed or the branch cannot be written
 */
export async function syncRecords(
  ports: Pick<Ports, 'history' | 'forge' | 'artifacts' | 'clock' | 'log'>,
  limits: SyncLimits = LIMITS,
): Promise<SyncedRecords> {
  const { history, log, clock } = ports;
  const deadline = clock().getTime() + limits.milliseconds;
  const inbox = await history.fold();
  const { records, foreign } = await findRecords(ports, limits, deadline);
  const ids = new Set(records.keys());
  const known =
    ids.size === 0
      ? []
      : await history.lines({ matches: ({ id }) => ids.has(id), enough: ids.size, withDeleted: true });
  for (const { id } of known) ids.delete(id);
  const wanted = [...ids].toSorted((a, b) => (a < b ? 1 : -1));

  let [replayed, refused, asked]: [number, number, number] = [0, 0, 0];
  let { commit } = inbox;
  while (asked < Math.min(wanted.length, limits.records) && clock().getTime() < deadline) {
    const batch = wanted.slice(asked, Math.min(asked + BATCH, limits.records));
    asked += batch.length;
    const artifacts = batch.flatMap((id) => records.get(id) ?? []);
    const read = await readRecords(artifacts, 'repository', ports);
    const bundles = await withoutContradictions(read, records, ports);
    const appended = await appendBundles(bundles, history);
    for (const { run, error } of appended.refused) log.warn(logLine(`run ${run} is passed over: ${error.message}`));
    replayed += appended.runs.length;
    refused += batch.length - appended.runs.length;
    commit = appended.commit ?? commit;
  }
  const recorded = known.length;
  return {
    folded: inbox.folded,
    found: records.size,
    recorded,
    replayed,
    refused,
    foreign,
    left: wanted.length - asked,
    commit,
  };
}

/** Whoever may run a job can leave a record of any branch; only what the forge says of its workflow run is taken. */
async function withoutContradictions(
  bundles: readonly RunBundle[],
  artifacts: ReadonlyMap<string, RepositoryArtifact>,
  { forge, log }: Pick<Ports, 'forge' | 'log'>,
): Promise<readonly RunBundle[]> {
  const sound: RunBundle[] = [];
  for (const bundle of bundles) {
    const { record } = bundle;
    const { workflowRun: run, ref, head } = artifacts.get(record.id) ?? {};
    const commits = head === undefined ? [] : await trainedCommits(record, head, forge);
    const refusal = contradiction(record, { run, ref, commits });
    if (refusal === undefined) sound.push(bundle);
    else log.warn(logLine(`run ${record.id} is passed over: ${refusal}. ${HINT}`));
  }
  return sound;
}

const HINT = 'Who trusts it downloads the artifact and gives its folder to `mlops sync --spool`.';

/** The newest record artifact of each run. */
async function findRecords(
  { forge, log, clock }: Pick<Ports, 'forge' | 'clock' | 'log'>,
  limits: SyncLimits,
  deadline: number,
): Promise<{ readonly records: ReadonlyMap<string, RepositoryArtifact>; readonly foreign: number }> {
  const records = new Map<string, RepositoryArtifact>();
  let [listed, foreign] = [0, 0];
  for await (const artifact of forge.listArtifacts?.() ?? []) {
    listed += 1;
    const run = parseRecordArtifact(artifact.name)?.run;
    if (run !== undefined && artifact.isForeign) {
      foreign += 1;
      log.info(`skipped ${artifact.name}: a workflow run of a fork uploaded it (${artifact.workflowRun ?? 'unknown'})`);
    } else if (run !== undefined && !records.has(run)) records.set(run, artifact);
    if (listed >= limits.listed || clock().getTime() >= deadline) {
      log.warn(`only the newest artifacts of the repository were looked at (${listed})`);
      break;
    }
  }
  return { records, foreign };
}
