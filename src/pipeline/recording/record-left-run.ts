// The run of a killed process → artifact and tracking branch. Nothing is compared, announced or registered: it is of
// another time, and nobody waits for it.
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRecord } from '../../run/record.ts';
import { captureRun } from '../../training/capture.ts';
import type { LeftCapture } from '../../training/left-captures.ts';
import type { TrainingPlan } from '../../training/plan.ts';
import { listSpool } from '../../tracking/spool.ts';
import type { Ports } from '../ports.ts';
import { storeRecord } from './store-record.ts';
import { uploadModel } from './upload-model.ts';

/** What became of it: `known` stood on the branch already, `waiting` lies in the spool. */
export type LeftRun =
  | { readonly kind: 'recorded'; readonly record: RunRecord }
  | { readonly kind: 'known' }
  | { readonly kind: 'waiting' };

/**
 * Records it, unless that was done before the process was killed.
 * @param worktree where it was trained; undefined where that is gone
 * @throws MlopsError of the tracking branch; the record is in the spool then
 */
export async function recordLeftRun(
  {
    plan,
    capture,
    worktree,
  }: {
    readonly plan: TrainingPlan;
    readonly capture: LeftCapture;
    readonly worktree: string | undefined;
  },
  ports: Ports,
): Promise<LeftRun> {
  const { runId, folder, until } = capture;
  if ((await listSpool(ports.spool)).runs.some(({ id }) => id === runId)) return { kind: 'waiting' };
  const known = await ports.history.lines({ matches: ({ id }) => id === runId, enough: 1, withDeleted: true });
  if (known.length > 0) return { kind: 'known' };
  const captured = await captureRun({
    plan,
    folder,
    repositoryRoot: worktree ?? (await mkdtemp(join(folder, 'nothing-'))),
    environment: ports.environment,
    until,
    log: { ...ports.log, info: (message) => ports.log.debug(message) },
  });
  const kept = plan.settings.uploadModel ? [...captured.modelFiles, ...captured.artifactFiles] : [];
  const { retentionDays } = plan.settings;
  const { record } = await uploadModel(noted(captured.record, worktree), kept, ports, { retentionDays });
  await storeRecord({ record, files: captured.files }, ports);
  return { kind: 'recorded', record };
}

function noted(record: RunRecord, worktree: string | undefined): RunRecord {
  const place = worktree === undefined ? ', and its worktree is gone' : '';
  const message = `recorded by a later command: the process that made the run was killed before it could${place}`;
  const { found, warnings, ...rest } = record.capture;
  return { ...record, capture: { ...rest, found, warnings: [...warnings, { message }] } };
}
