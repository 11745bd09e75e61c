// Would a rollback work? The version before is found, its files are fetched and checked, what has to follow is looked at,
// and the date is recorded; no stage and nothing that is live is touched.
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MlopsError } from '../../error.ts';
import { evidenceOf } from '../../registry/evidence.ts';
import type { ModelVersion } from '../../registry/state.ts';
import type { RunEvent } from '../../run/event.ts';
import { runIdFrom } from '../../run/id.ts';
import { findRun } from '../../tracking/find.ts';
import { downloadModel } from '../versions/download-model.ts';
import { requireOwnModel, requireStage } from '../versions/find-version.ts';
import type { Ports } from '../ports.ts';
import type { Preflight } from './promote-version.ts';
import { findTarget, requireBelieved, type RollbackRequest } from './roll-back.ts';

/** What came of a drill. A drill that failed is a value: that is what it is for. */
export interface Drilled {
  readonly model: string;
  readonly stage: string;
  /** The version that the stage would go back to. */
  readonly version: string;
  /** The version that it would leave. */
  readonly from: string;
  readonly outcome: 'passed' | 'failed';
  /** Why it failed; plain text. */
  readonly reason: string | undefined;
  /** What to do about that. */
  readonly hint: string | undefined;
  readonly files: number;
  /** In seconds. */
  readonly duration: number;
}

type DrillRequest = Pick<RollbackRequest, 'settings' | 'model' | 'stage' | 'to' | 'force' | 'actor'>;

/**
 * @param preflight throws where what follows a rollback could not be done
 * @throws MlopsError `usage` as `rollBack`, `not-found` where there is nothing to go back to: then there is no run to tell of it either
 */
export async function drillRollback(
  request: DrillRequest,
  ports: Ports,
  preflight: Preflight = async () => {},
): Promise<Drilled> {
  const { settings, model, stage } = request;
  requireOwnModel(settings, model);
  requireStage(settings, stage);
  const started = ports.clock();
  const artifact = (await ports.registry.read()).artifacts.find(({ name }) => name === model);
  const { target, current } = findTarget(artifact, { ...request, url: undefined });
  const run = evidenceOf(target)?.run;
  const tried = await attempt(target, run, ports, preflight);
  const ended = ports.clock();
  const drilled: Drilled = {
    model,
    stage,
    version: target.version,
    from: current.version,
    outcome: tried.failure === undefined ? 'passed' : 'failed',
    reason: tried.failure?.message,
    hint: tried.failure?.hint,
    files: tried.files,
    duration: Math.max(0, ended.getTime() - started.getTime()) / 1000,
  };
  if (run !== undefined) await ports.history.append([], [drillEvent(run, drilled, request.actor, ended)]);
  return drilled;
}

async function attempt(
  target: ModelVersion,
  run: string | undefined,
  ports: Ports,
  preflight: Preflight,
): Promise<{ readonly files: number; readonly failure: MlopsError | undefined }> {
  const folder = await mkdtemp(join(ports.scratch, 'drill-'));
  try {
    if (run === undefined) {
      throw new MlopsError(
        'not-found',
        `the tag of ${target.version} names no run, so nobody knows its files`,
        'Register the run of that model again as a new version, and promote that.',
      );
    }
    const [record] = await ports.history.read([await findRun(ports.history, run)]);
    if (record === undefined)
      throw new MlopsError('not-found', `the record of run ${run} is not there`, 'Run `mlops sync`.');
    await requireBelieved(target, ports);
    const { model } = await downloadModel(record, join(folder, 'files'), ports);
    await preflight(target);
    return { files: model.length, failure: undefined };
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    return { files: 0, failure: error };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function drillEvent(run: string, drilled: Drilled, actor: string | undefined, time: Date): RunEvent {
  const { model, stage, version, outcome, reason, duration } = drilled;
  const digest = createHash('sha256').update(`drill ${run} ${model} ${stage} ${time.toISOString()}`).digest();
  return {
    schema: 1,
    id: runIdFrom(time.getTime(), digest.subarray(0, 16)),
    run,
    time: time.toISOString(),
    ...(actor === undefined ? {} : { actor }),
    type: 'drill',
    model,
    version,
    stage,
    outcome,
    duration,
    ...(reason === undefined ? {} : { reason }),
  };
}
