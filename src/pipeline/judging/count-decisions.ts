// How often it was decided already whether a run becomes a version, since the last one that did, or whether a version gets
// a stage, since the one that has it.
import { isComparable } from '../../comparison/baseline.ts';
import type { RunLine, TrackingHistory } from '../../tracking/history.ts';

/** Beyond so many decisions without a version hardly any α is left. */
const MOST_DECISIONS = 100;

/**
 * The number of the decision on this run, from 1: every finished run of the branch since the last version was one.
 * @param own experiment, leg and branch of the run as index lines have them, and its id
 * @param champion run of the version that holds the stage which is decided on: then every version since it was one
 */
export async function decisionIndexOf(
  own: {
    readonly id: string;
    readonly experiment: string;
    readonly leg: string | undefined;
    readonly branch: string | undefined;
  },
  history: TrackingHistory,
  champion?: string,
): Promise<number> {
  const isEarlier = (line: RunLine): boolean =>
    line.branch === own.branch && line.id < own.id && wasDecided(line) && isComparable(line, own);
  const counts =
    champion === undefined
      ? isEarlier
      : (line: RunLine) => isEarlier(line) && line.id > champion && becameVersion(line);
  const lines = await history.lines({ matches: counts, enough: MOST_DECISIONS });
  const newestFirst = lines.filter(counts).toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const last = champion === undefined ? newestFirst.findIndex(becameVersion) : -1;
  return 1 + (last === -1 ? newestFirst.length : last);
}

function becameVersion({ events = [] }: RunLine): boolean {
  return events.some(({ type }) => type === 'registration');
}

function wasDecided({ status, dirty, superseded, fork }: RunLine): boolean {
  return status === 'finished' && !dirty && superseded !== true && fork !== true;
}
