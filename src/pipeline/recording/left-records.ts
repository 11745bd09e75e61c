// What the jobs of an ended workflow run left behind, read as the work of strangers: within limits, by the schema, and each
// record against what the forge says of that workflow run.
import { parseRecordArtifact } from '../../artifacts/artifact-name.ts';
import type { ListedArtifact, ReadLimits } from '../../artifacts/store.ts';
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { FoundPullRequest } from '../../forge/forge.ts';
import type { WorkflowRun } from '../../forge/workflow-run.ts';
import { logLine } from '../../report/plain-text.ts';
import { canonicalJson } from '../../run/canonical.ts';
import type { RunRecord } from '../../run/record.ts';
import type { RunBundle } from '../../tracking/history.ts';
import { MOST_FILES } from '../../tracking/parse-bundle.ts';
import { falseClaim } from './fork-record.ts';
import { contradiction } from './own-record.ts';
import type { Ports } from '../ports.ts';
import { readRecords } from '../history/read-records.ts';
import { trainedCommits } from './trained-commits.ts';

/** What one record and the files beside it may have; a record of a thousand metrics has 100 KB. */
const LIMITS: ReadLimits = { files: MOST_FILES, bytes: 4 * 1024 * 1024 };

/** Most records that are read of a workflow run, and what they may have together: the branch keeps them for ever. */
const MOST = { records: 100, bytes: 16 * 1024 * 1024 };

/** Most artifacts that are listed to find them. */
const MOST_LISTED = 1000;

export interface LeftRecords {
  /** Records that are on no branch yet. */
  readonly fresh: readonly RunBundle[];
  /** Records that an earlier attempt to publish them wrote, as they stand there. */
  readonly written: readonly RunRecord[];
  /** Of all models, those that were left to a collecting job: they tell how many legs there should be. */
  readonly legs: readonly RunRecord[];
  /** What was passed over, and why. */
  readonly notes: readonly string[];
}

/** @param pulls every pull request that the branch of the workflow run ever had; undefined where that cannot be known */
export async function readLeftRecords(
  run: WorkflowRun,
  pulls: readonly FoundPullRequest[] | undefined,
  { model, experiment }: Pick<Settings, 'model' | 'experiment'>,
  ports: Pick<Ports, 'forge' | 'artifacts' | 'history' | 'clock' | 'log'>,
  most = MOST,
): Promise<LeftRecords> {
  const notes: string[] = [];
  const note = (text: string): void => {
    notes.push(text);
    ports.log.warn(logLine(text));
  };
  const listed = await listRecords(run, ports);
  if (listed.length > most.records) note(`${listed.length - most.records} records are left: ${most.records} are read`);
  const read = await readRecords(listed.slice(0, most.records), 'repository', ports, LIMITS);
  const unread = Math.min(listed.length, most.records) - read.length;
  if (unread > 0) notes.push(`${unread} of the artifacts cannot be read as records, as the log says`);
  const others = read.filter(({ record }) => record.model.name !== model || record.experiment !== experiment);
  if (others.length > 0) ports.log.info(logLine(othersWords(others, model, experiment)));

  const ours = read.filter((bundle) => !others.includes(bundle));
  const known = await readKnown(new Set(ours.map(({ record }) => record.id)), ports.history);
  const fresh: RunBundle[] = [];
  let bytes = 0;
  const written: RunRecord[] = [];
  for (const bundle of ours) {
    const { id, source } = bundle.record;
    const there = known.get(id);
    const number = source.pull_request?.number;
    const isTheirs = pulls === undefined || pulls.some((pull) => pull.number === number);
    const refusal =
      falseClaim(bundle.record, run, ports.clock()) ??
      (run.isFork ? undefined : await ownContradiction(bundle.record, run, ports)) ??
      (isTheirs ? undefined : `it says that it is of pull request ${number ?? '(none)'}, which is not of its branch`);
    if (refusal !== undefined) note(`run ${id} is not published: ${refusal}`);
    else if (there === undefined && bytes + sizeOf(bundle) > most.bytes)
      note(`run ${id} is not published: the records of this workflow run have more than ${most.bytes} bytes together`);
    else if (there === undefined) {
      bytes += sizeOf(bundle);
      fresh.push(bundle);
    } else if (isOf(there, run)) written.push(there);
    else note(`run ${id} is not published: another run of this repository has this id, and stays as it is`);
  }
  const legIds = new Set(
    listed
      .flatMap(({ name }) => parseRecordArtifact(name))
      .flatMap((named) => (named?.isLeg === true ? [named.run] : [])),
  );
  const legs = read.flatMap(({ record }) => (legIds.has(record.id) ? [record] : []));
  return { fresh, written, legs, notes };
}

async function listRecords(run: WorkflowRun, { forge }: Pick<Ports, 'forge'>): Promise<readonly ListedArtifact[]> {
  if (forge.listArtifacts === undefined)
    throw new MlopsError('usage', 'this forge has no workflow artifacts', 'Records are published on GitHub alone.');
  const records = new Map<string, ListedArtifact>();
  let listed = 0;
  for await (const artifact of forge.listArtifacts(run.id)) {
    const id = parseRecordArtifact(artifact.name)?.run;
    const isOfRun = artifact.workflowRun === undefined || artifact.workflowRun === run.id;
    if (id !== undefined && isOfRun && !records.has(id)) records.set(id, artifact);
    listed += 1;
    if (listed >= MOST_LISTED) break;
  }
  return [...records.values()];
}

/** A fork's record is made anew; one of our own is kept as it is, so all that it says of its origin must be so. */
async function ownContradiction(
  record: RunRecord,
  run: WorkflowRun,
  { forge }: Pick<Ports, 'forge'>,
): Promise<string | undefined> {
  const { id, repository, event, actor, headBranch: ref, head } = run;
  const commits = await trainedCommits(record, head, forge);
  return contradiction(record, { run: id, repository, event, actor, ref, commits });
}

function sizeOf({ record, files }: RunBundle): number {
  return Object.values(files).reduce((sum, { length }) => sum + length, canonicalJson(record).length);
}

/** Records of the tracking branch, deleted ones too, by their ids. */
async function readKnown(ids: ReadonlySet<string>, history: Ports['history']): Promise<ReadonlyMap<string, RunRecord>> {
  if (ids.size === 0) return new Map();
  const lines = await history.lines({ matches: ({ id }) => ids.has(id), enough: ids.size, withDeleted: true });
  return new Map((await history.read(lines)).map((record) => [record.id, record]));
}

/** A record of the branch that came from this workflow run, and is marked as what that was. */
function isOf({ source, trigger }: RunRecord, run: WorkflowRun): boolean {
  return trigger.run === run.id && (source.fork !== undefined) === run.isFork;
}

function othersWords(others: readonly RunBundle[], model: string, experiment: string): string {
  const names = [...new Set(others.map(({ record }) => `${record.model.name} (${record.experiment})`))].slice(0, 5);
  return (
    `${others.length} records are of other models or experiments than ${model} (${experiment}) and not published here: ` +
    `${names.join(', ')}; give a step the \`working-directory\`, \`model\` and \`experiment\` of theirs`
  );
}
