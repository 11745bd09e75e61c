// A run record as training leaves it, for tests of what happens to records afterwards.
import { randomBytes } from 'node:crypto';
import { runIdFrom } from '../../src/run/id.ts';
import type { RunRecord } from '../../src/run/record.ts';
import type { RunBundle } from '../../src/tracking/history.ts';

let created = 0;

/** A new run id; ids without a time of their own sort in the order of the calls. */
export function newRunId(started?: Date): string {
  created += 1;
  return runIdFrom(started?.getTime() ?? Date.now() + created, randomBytes(16));
}

/** A complete small record; members given here lie over it. */
export function sampleRun(members: Partial<RunRecord> = {}): RunRecord {
  return {
    schema: 1,
    id: newRunId(),
    experiment: 'duration',
    model: { name: 'duration', files: [{ path: 'models/duration.bin', size: 3, sha256: 'a'.repeat(64) }] },
    status: 'finished',
    started: '2026-07-09T10:00:00.000Z',
    ended: '2026-07-09T10:00:02.500Z',
    duration: 2.5,
    source: { commit: '1'.repeat(40), branch: 'main', dirty: false },
    trigger: { event: 'push' },
    environment: { os: 'linux', arch: 'x64', runtimes: {} },
    command: 'python train.py',
    params: { alpha: 0.5 },
    metrics: { rmse: { value: 6.1 } },
    data: [],
    artifacts: [],
    tags: {},
    capture: { found: [], warnings: [] },
    ...members,
  };
}

/** A bundle of one run without further files. */
export function sampleBundle(members: Partial<RunRecord> = {}, files: RunBundle['files'] = {}): RunBundle {
  return { record: sampleRun(members), files };
}
