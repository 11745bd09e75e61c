// The tracking history of a repository, wherever it is: on a forge, or in a local repository without any remote.
import { trackingAccess, type HistoryOptions } from './access.ts';
import { appendRuns } from './append.ts';
import { foldHistory } from './inbox/fold.ts';
import type { TrackingHistory } from './history.ts';
import { isMeant, readIndex } from './read-index.ts';
import { readBlob, readRecords } from './read-records.ts';
import { readStates } from './read-states.ts';

/**
 * Opens the history on a ref. Nothing is read yet, and nothing is kept between the calls.
 * Every operation works in a scratch repository of its own; the only thing that ever changes elsewhere is the ref.
 */
export function openHistory(options: HistoryOptions): TrackingHistory {
  const access = trackingAccess(options);
  return {
    fold: () => foldHistory(access),
    append: (bundles, events = []) => appendRuns(access, bundles, events),
    async lines(query = {}) {
      const { runs } = await readIndex(access, query);
      return runs.filter((line) => isMeant(line, query)).slice(0, query.enough);
    },
    read: (lines) => readRecords(access, lines),
    readStates: (lines) => readStates(access, lines),
    async readFile(id, name) {
      const { files } = await readIndex(access, { matches: (line) => line.id === id, enough: 1, withDeleted: true });
      const line = files.find((file) => file.id === id && file.name === name);
      return line === undefined ? undefined : readBlob(access, line.blob);
    },
  };
}
