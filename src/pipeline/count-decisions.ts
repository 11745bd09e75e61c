// How often it was decided already whether a run becomes a version, since the last one that did.
import { isComparable } from '../comparison/baseline.ts';
import type { RunLine, TrackingHistory } from '../tracking/history.ts';

/** Beyond so many decisions without a version hardly any α is left. */
const MOST_DECISIONS = 100;

/**
 * The number of the decision on this run, from 1: every finished run of the branch since the last version was one.
 * @param own experiment, leg and branch of the run as index lines have them, and its id
 */
export async function decisionIndexOf(
  own: {
    readonly id: string;
    readonly experiment: string;
    readonly leg: string | undefined;
    readonly branch: string | undefined;
  },
  history: TrackingHistory,
): Promise<number> {
  const lines = await history.lines({
    matches: (line) => line.branch === own.branch && line.id < own.id && wasDecided(line) && isComparable(line, own),
    enough: MOST_DECISIONS,
  });
  const newestFirst = lines
    .filter((line) => line.branch === own.branch && line.id < own.id && wasDecided(line) && isComparable(line, own))
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const last = newestFirst.findIndex(({ events }) => events?.some(({ type }) => type === 'registration') === true);
  return 1 + (last === -1 ? newestFirst.length : last);
}

function wasDecided({ status, dirty, superseded, fork }: RunLine): boolean {
  return status === 'finished' && !dirty && superseded !== true && fork !== true;
}
