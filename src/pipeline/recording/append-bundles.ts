// Many runs → the tracking branch, in one commit; a run that the branch refuses stands in nobody's way.
import { MlopsError, type ErrorCode } from '../../error.ts';
import type { RunBundle, TrackingHistory } from '../../tracking/history.ts';

export interface AppendedBundles {
  /** The newest commit that holds them; undefined when there were none, or they wait in the inbox. */
  readonly commit: string | undefined;
  /** True when at least one of them was not there before. */
  readonly written: boolean;
  /** Ids of the runs that are there now. */
  readonly runs: readonly string[];
  /** Runs that can never stand there, and why. */
  readonly refused: readonly { readonly run: string; readonly error: MlopsError }[];
}

/** What is wrong with one run rather than with the branch. */
const OF_ONE_RUN: ReadonlySet<ErrorCode> = new Set(['tracking-conflict', 'record-invalid', 'usage']);

const NOTHING: AppendedBundles = { commit: undefined, written: false, runs: [], refused: [] };

/**
 * Appends all of them at once. Where the branch refuses some, they are found by halving, and all others are appended.
 * @throws MlopsError when the branch can take none of them: no permission, no network, unreadable
 */
export async function appendBundles(
  bundles: readonly RunBundle[],
  history: Pick<TrackingHistory, 'append'>,
): Promise<AppendedBundles> {
  const [first] = bundles;
  if (first === undefined) return NOTHING;
  try {
    const { commit, written } = await history.append(bundles);
    return { commit, written, runs: bundles.map(({ record }) => record.id), refused: [] };
  } catch (error) {
    if (!(error instanceof MlopsError) || !OF_ONE_RUN.has(error.code)) throw error;
    if (bundles.length === 1) return { ...NOTHING, refused: [{ run: first.record.id, error }] };
  }
  const middle = Math.ceil(bundles.length / 2);
  const earlier = await appendBundles(bundles.slice(0, middle), history);
  const later = await appendBundles(bundles.slice(middle), history);
  return {
    commit: later.commit ?? earlier.commit,
    written: earlier.written || later.written,
    runs: [...earlier.runs, ...later.runs],
    refused: [...earlier.refused, ...later.refused],
  };
}
