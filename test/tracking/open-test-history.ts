// A history for tests: everything in one temporary folder, and nothing of the user's git configuration.
import { join } from 'node:path';
import { silentLog } from '../../src/log.ts';
import type { HistoryOptions } from '../../src/tracking/access.ts';
import type { TrackingHistory } from '../../src/tracking/history.ts';
import { openHistory } from '../../src/tracking/open-history.ts';

process.env['GIT_CONFIG_GLOBAL'] = '/dev/null';
process.env['GIT_CONFIG_NOSYSTEM'] = '1';

export const REF = 'refs/heads/mlops-tracking';

/** Options of a history at `url` whose scratch repositories lie under `folder`. */
export function testOptions(url: string, folder: string, members: Partial<HistoryOptions> = {}): HistoryOptions {
  return {
    remote: { url, config: {} },
    ref: REF,
    scratchParent: join(folder, 'scratch'),
    clock: () => new Date(),
    random: () => 0.1,
    log: silentLog,
    ...members,
  };
}

export function openTestHistory(url: string, folder: string, members: Partial<HistoryOptions> = {}): TrackingHistory {
  return openHistory(testOptions(url, folder, members));
}
