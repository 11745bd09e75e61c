// Everything that was captured → the run record. Pure.
import type { Environment, Metric, RunRecord, Source, Trigger } from '../run/record.ts';
import type { Outcome } from './outcome.ts';
import type { TrainingPlan } from './plan.ts';

export interface RunParts {
  readonly plan: TrainingPlan;
  readonly outcome: Outcome;
  readonly source: Source;
  readonly environment: Environment;
  readonly params: RunRecord['params'];
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly series: RunRecord['series'];
  readonly predictions: RunRecord['predictions'];
  readonly repeats: RunRecord['repeats'];
  readonly data: RunRecord['data'];
  readonly model: { readonly files: RunRecord['model']['files']; readonly digest: string | undefined };
  readonly artifacts: RunRecord['artifacts'];
  readonly tags: Readonly<Record<string, string>>;
  readonly capture: RunRecord['capture'];
}

/** The record without its comparison and without the place of its artifact. */
export function runRecordFrom(parts: RunParts): RunRecord {
  const { plan, outcome, model } = parts;
  const resources = resourcesOf(outcome);
  const error = errorOf(outcome);
  return {
    schema: 1,
    id: plan.runId,
    experiment: plan.settings.experiment,
    model: {
      name: plan.settings.model,
      files: model.files,
      ...(model.digest === undefined ? {} : { digest: model.digest }),
    },
    status: outcome.status,
    ...(error === undefined ? {} : { error }),
    started: outcome.started.toISOString(),
    ended: outcome.ended.toISOString(),
    duration: outcome.durationSeconds,
    ...(resources === undefined ? {} : { resources }),
    source: parts.source,
    trigger: triggerOf(plan),
    environment: parts.environment,
    command: plan.settings.command ?? '',
    params: parts.params,
    metrics: { ...parts.metrics },
    ...(parts.series === undefined ? {} : { series: parts.series }),
    ...(parts.predictions === undefined ? {} : { predictions: parts.predictions }),
    ...(parts.repeats === undefined ? {} : { repeats: parts.repeats }),
    data: parts.data,
    artifacts: parts.artifacts,
    tags: { ...parts.tags },
    capture: parts.capture,
  };
}

function errorOf({ status, message, lastTraceback, exitCode, signal, tail }: Outcome): RunRecord['error'] {
  if (status === 'finished') return undefined;
  return {
    // What ended a killed training stands nowhere in its output.
    message: (status === 'failed' ? lastTraceback : undefined) ?? message ?? 'the training failed',
    ...(exitCode === undefined ? {} : { exit_code: exitCode }),
    ...(signal === undefined ? {} : { signal }),
    ...(tail.length === 0 ? {} : { tail: [...tail] }),
  };
}

function resourcesOf({ peakMemoryBytes, cpuSeconds }: Outcome): RunRecord['resources'] {
  if (peakMemoryBytes === undefined && cpuSeconds === undefined) return undefined;
  return {
    ...(peakMemoryBytes === undefined ? {} : { peak_memory: peakMemoryBytes }),
    ...(cpuSeconds === undefined ? {} : { cpu_time: cpuSeconds }),
  };
}

function triggerOf({ event, overrides }: TrainingPlan): Trigger {
  return {
    event: event.name,
    ...(event.actor === undefined ? {} : { actor: event.actor }),
    ...(event.workflow === undefined ? {} : { workflow: event.workflow }),
    ...(event.run === undefined ? {} : { run: event.run }),
    ...(event.attempt === undefined ? {} : { attempt: event.attempt }),
    ...(event.job === undefined ? {} : { job: event.job }),
    ...(event.matrix === undefined ? {} : { matrix: { ...event.matrix } }),
    ...(event.jobTotal === undefined ? {} : { job_total: event.jobTotal }),
    ...(event.runUrl === undefined ? {} : { url: event.runUrl }),
    ...(Object.keys(overrides).length === 0 ? {} : { overrides: { ...overrides } }),
  };
}
