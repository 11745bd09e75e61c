// The history of this repository and how it stands beside origin's. Nothing is fetched.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MlopsError } from '../../error.ts';
import type { Git } from '../../git/git.ts';
import { silentLog } from '../../log.ts';
import type { RunRecord } from '../../run/record.ts';
import { latestRuns } from '../../tracking/find.ts';
import type { TrackingHistory } from '../../tracking/history.ts';
import { FORMAT_PATH, fullRef } from '../../tracking/layout.ts';
import { parseMessages } from '../../tracking/line.ts';
import { openHistory } from '../../tracking/open-history.ts';
import type { HistoryFacts, OriginFacts, SyncFacts } from '../facts.ts';
import type { RepositoryPlace } from '../place.ts';

/** How many runs tell what runs of this repository look like. */
const LATEST = 20;

/** Where histories are usually kept. */
const USUAL_REFS = ['refs/heads/mlops-tracking', 'refs/mlops/tracking'];

export async function readHistory(place: RepositoryPlace, origin: OriginFacts | undefined): Promise<HistoryFacts> {
  const ref = fullRef(place.trackingBranch);
  const others = await otherHistories(place.git, ref, origin);
  const isKnown = others.length > 0 || origin?.refs.has(ref) === true;
  const common = { branch: place.trackingBranch, ref, others, orphans: isKnown ? undefined : await findOrphans(place) };
  try {
    const history = openPlace(place);
    const [line] = await latestRuns(history, 1);
    // The record is read too: a line alone tells little.
    const [record] = line === undefined ? [] : await history.read([line]);
    return { ...common, newest: record?.id, error: undefined };
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    return { ...common, newest: undefined, error: { message: error.message, fix: error.hint } };
  }
}

/** Files of local runs, which a history ought to name. */
async function findOrphans({ stateFolder }: RepositoryPlace): Promise<HistoryFacts['orphans']> {
  const folder = join(stateFolder, 'artifacts');
  const names: readonly string[] = await readdir(folder).catch(() => []);
  const runs = new Set(names.flatMap((name) => /[0-9a-f]{32}/.exec(name)?.[0] ?? []));
  return runs.size === 0 ? undefined : { folder, count: runs.size };
}

/** The newest records, newest first. */
export async function readLatestRuns(place: RepositoryPlace): Promise<readonly RunRecord[]> {
  const history = openPlace(place);
  return history.read(await latestRuns(history, LATEST));
}

/** The history of a place, to be read. */
export function openPlace({ root, trackingBranch, scratchParent }: RepositoryPlace): TrackingHistory {
  return openHistory({
    remote: { url: root, config: {} },
    ref: fullRef(trackingBranch),
    scratchParent,
    clock: () => new Date(),
    random: Math.random,
    log: silentLog,
  });
}

async function otherHistories(git: Git, own: string, origin: OriginFacts | undefined): Promise<readonly string[]> {
  const isThere = (await git.exec(['rev-parse', '--verify', '--quiet', `${own}^{commit}`])).code === 0;
  const text = await git.text([
    'for-each-ref',
    '--format=%(refname)',
    // What was carried over is no other history.
    ...(isThere ? [`--no-merged=${own}`] : []),
    'refs/heads',
    'refs/mlops',
    'refs/remotes/origin',
  ]);
  const candidates = text.split('\n').filter((ref) => ref !== '' && !isInbox(ref) && nameAtOrigin(ref) !== own);
  const here = candidates.length === 0 ? [] : await refsThatHold(git, FORMAT_PATH, candidates);
  const names = here.map(nameAtOrigin);
  const there: string[] = [];
  for (const ref of USUAL_REFS) {
    const commit = ref === own ? undefined : origin?.refs.get(ref);
    // An object that is not here is no ancestor either.
    const isCarriedOver = async (id: string): Promise<boolean> =>
      isThere && (await git.exec(['merge-base', '--is-ancestor', id, own])).code === 0;
    if (commit !== undefined && !(await isCarriedOver(commit))) there.push(ref);
  }
  return [...new Set([...names, ...there])];
}

function isInbox(ref: string): boolean {
  return /^refs\/mlops\/(?:inbox|refused)\//.test(ref);
}

function nameAtOrigin(ref: string): string {
  return ref.replace(/^refs\/remotes\/origin\//, 'refs/heads/');
}

async function refsThatHold(git: Git, path: string, refs: readonly string[]): Promise<readonly string[]> {
  const asked = refs.map((ref) => `${ref}:${path}\n`).join('');
  const answers = (await git.text(['cat-file', '--batch-check=%(objecttype)'], asked)).split('\n');
  return refs.filter((_, index) => answers[index] === 'blob');
}

export async function readSync(place: RepositoryPlace, { refs }: OriginFacts): Promise<SyncFacts> {
  const { git, trackingBranch: branch } = place;
  const ref = fullRef(branch);
  const there = refs.get(ref);
  const here = (await git.exec(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`])).stdout.toString().trim();
  const state = (name: SyncFacts['state'], lacking?: Lacking): SyncFacts => {
    const { unpushed, foreign } = lacking ?? { unpushed: undefined, foreign: undefined };
    return { branch, state: name, unpushed, foreign };
  };
  if (here === there) return state('same');
  if (there === undefined)
    return here === '' ? state('no-history') : state('only-here', await readLacking(git, [here]));
  if (here === '') return state('only-there');
  const isKnown = (await git.exec(['cat-file', '-e', `${there}^{commit}`])).code === 0;
  if (!isKnown) return state('behind');
  if ((await git.exec(['merge-base', '--is-ancestor', there, here])).code === 0)
    return state('ahead', await readLacking(git, [here, `^${there}`]));
  const isBehind = (await git.exec(['merge-base', '--is-ancestor', here, there])).code === 0;
  return isBehind ? state('behind') : state('apart', await readLacking(git, [here, `^${there}`]));
}

type Lacking = Pick<SyncFacts, 'unpushed' | 'foreign'>;

/** Runs and late events that commits name, and the newest of the commits that says nothing of the kind. */
async function readLacking(git: Git, commits: readonly string[]): Promise<Lacking> {
  const text = await git.text(['log', '--format=%H%n%B%x00', ...commits]);
  const { runs, events } = parseMessages(text);
  const messages = text.split('\0').map((message) => message.trimStart());
  const foreign = messages.find((message) => message !== '' && !/^Mlops-[A-Za-z]+: /m.test(message));
  return { unpushed: runs.length + events.length, foreign: foreign?.slice(0, foreign.indexOf('\n')) };
}
