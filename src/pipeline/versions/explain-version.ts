// A version walked back to what it was made of: its stage's history, the run, what it was compared with, code, data,
// environment and parents, each with whether it is here. Plain JSON.
import { comparisonOf } from '../../comparison/recorded.ts';
import type { Verdict } from '../../comparison/comparison.ts';
import type { Git } from '../../git/git.ts';
import { stageTurns } from '../../registry/stage-history.ts';
import type { DataEntry, Environment, Param, RunRecord } from '../../run/record.ts';
import type { TrackingHistory } from '../../tracking/history.ts';
import { describeTurn, describeVersion, type DescribedTurn, type DescribedVersion } from './describe-version.ts';
import { readCommit } from './read-chain-facts.ts';
import { readLateEvents } from '../history/read-late-events.ts';
import { findTracked, versionOfRun, type VersionChain } from './version-chain.ts';

/** Another run that the chain names. */
interface NamedRun {
  readonly run: string;
  readonly isHere: boolean;
  readonly commit: string | undefined;
  /** `model@version`, where it is one. */
  readonly version: string | undefined;
}

interface Code {
  readonly commit: string;
  readonly repository: string | undefined;
  readonly isHere: boolean;
  /** Branches here that hold it; the first few. */
  readonly branches: readonly string[];
}

export interface ExplainedVersion extends DescribedVersion {
  /** Every turn of the stages that are meant, newest first. */
  readonly holders: readonly DescribedTurn[];
  /** Undefined where the history here does not have the run; then its code is what the tag says. */
  readonly run:
    | (Pick<RunRecord, 'id' | 'status' | 'started' | 'duration' | 'experiment' | 'command' | 'trigger'> & {
        readonly branch: string | undefined;
        readonly pullRequest: number | undefined;
        readonly params: Readonly<Record<string, Param>>;
      })
    | undefined;
  readonly comparison:
    | { readonly verdict: Verdict['status'] | undefined; readonly how: string; readonly baseline: NamedRun | undefined }
    | undefined;
  readonly code: Code | undefined;
  readonly data: readonly DataEntry[];
  readonly environment: Environment | undefined;
  /** The runs that it goes on from, nearest first. */
  readonly parents: readonly NamedRun[];
}

const MOST_PARENTS = 20;
const MOST_BRANCHES = 5;

export async function explainVersion(
  chain: VersionChain,
  { history, git }: { readonly history: TrackingHistory; readonly git: Git },
): Promise<ExplainedVersion> {
  const { artifact, version, evidence, tracked } = chain;
  const described = describeVersion(chain, await readLateEvents(history, ['deployment', 'drill']));
  const stages = chain.stage === undefined ? version.stages : [chain.stage];
  const record = tracked?.record;
  const commit = record?.source.commit ?? evidence?.commit;
  return {
    ...described,
    holders: stages.flatMap((stage) => stageTurns(artifact, stage).map(describeTurn)),
    run: record === undefined ? undefined : runOf(record),
    comparison: record === undefined ? undefined : await compared(record, chain, history),
    code: commit === undefined ? undefined : await codeOf(commit, record?.source.repository, git),
    data: record?.data ?? [],
    environment: record?.environment,
    parents: record === undefined ? [] : await parentsOf(record, chain, history),
  };
}

function runOf({
  id,
  status,
  started,
  duration,
  experiment,
  command,
  trigger,
  params,
  source,
}: RunRecord): NonNullable<ExplainedVersion['run']> {
  const { branch, pull_request: pull } = source;
  return { id, status, started, duration, experiment, command, trigger, params, branch, pullRequest: pull?.number };
}

async function compared(
  record: RunRecord,
  chain: VersionChain,
  history: TrackingHistory,
): Promise<ExplainedVersion['comparison']> {
  const comparison = comparisonOf(record);
  if (comparison === undefined) return undefined;
  const { baseline, verdict, noBaseline } = comparison;
  return {
    verdict: verdict?.status,
    how: baseline?.how ?? noBaseline ?? 'nothing is recorded of a baseline',
    baseline: baseline === undefined ? undefined : await nameRun(baseline.run, chain, history),
  };
}

async function codeOf(commit: string, repository: string | undefined, git: Git): Promise<Code> {
  const isHere = (await readCommit(git, commit)) !== undefined;
  const { code, stdout } = isHere
    ? await git.exec([
        'for-each-ref',
        `--contains=${commit}`,
        `--count=${MOST_BRANCHES}`,
        '--format=%(refname:short)',
        'refs/heads',
        'refs/remotes',
      ])
    : { code: 1, stdout: '' };
  const branches =
    code === 0
      ? stdout
          .toString()
          .split('\n')
          .filter((name) => name !== '')
      : [];
  return { commit, repository, isHere, branches };
}

/** A record that names itself, or one that is named before, ends the walk. */
async function parentsOf(
  record: RunRecord,
  chain: VersionChain,
  history: TrackingHistory,
): Promise<readonly NamedRun[]> {
  const parents: NamedRun[] = [];
  const seen = new Set([record.id]);
  let next = record.parent;
  while (next !== undefined && !seen.has(next) && parents.length < MOST_PARENTS) {
    seen.add(next);
    parents.push(await nameRun(next, chain, history));
    next = (await findTracked(next, history))?.record.parent;
  }
  return parents;
}

async function nameRun(run: string, { registry }: VersionChain, history: TrackingHistory): Promise<NamedRun> {
  const tracked = await findTracked(run, history);
  const known = versionOfRun(registry, run);
  return {
    run,
    isHere: tracked !== undefined,
    commit: tracked?.record.source.commit,
    version: known === undefined ? undefined : `${known.artifact.name}@${known.version.version}`,
  };
}
