// Runs a composite action for a consumer, step by step, as GitHub's runner would.
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { readActionFile, type ActionStep } from './action-file.ts';
import { interpolate, isWanted, type ExpressionScope, type JobStatus } from './expression.ts';
import { createJob, type CompositeOptions, type Job } from './job.ts';
import { killOrphans } from './orphans.ts';
import { runStep, withDefaults, type StepRun } from './run-step.ts';
import type { Annotation, WorkflowCommand } from './workflow-commands.ts';

type Outcome = JobStatus | 'skipped';

interface StepResult {
  /** As action.yml gives it; `__step_N` for a step without. */
  readonly id: string;
  readonly outcome: Outcome;
  /** The outcome after `continue-on-error`. */
  readonly conclusion: Outcome;
  readonly outputs: Readonly<Record<string, string>>;
  /** As printed, nothing masked. */
  readonly lines: readonly string[];
  /** Commands that the runner took from the output. */
  readonly commands: readonly WorkflowCommand[];
}

export interface CompositeRun extends AsyncDisposable {
  readonly steps: readonly StepResult[];
  readonly outputs: Readonly<Record<string, string>>;
  /** Everything printed, as a reader of the log sees it: secrets masked. */
  readonly log: string;
  /** Everything printed, secrets and all. */
  readonly unmaskedLog: string;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  readonly conclusion: JobStatus;
  /** `git status --porcelain` of the workspace when all is done. */
  readonly workspaceStatus: string;
  /** What later steps of the consumer's job would find in their environment. */
  readonly exported: Readonly<Record<string, string>>;
  /** RUNNER_TEMP; removed with everything else when the run is disposed of. */
  readonly temp: string;
  step(id: string): StepResult;
}

/** Runs every step of the action's `action.yml` in the consumer's workspace. Use with `await using`. */
export async function runComposite(options: CompositeOptions): Promise<CompositeRun> {
  const job = await createJob(options);
  try {
    const action = await readActionFile(job.actionFolder);
    if (action.runs.using !== 'composite') throw new Error('the action is no composite');
    const known = { contexts: contextsOf(job, {}, {}, 'success'), status: 'success' } as const;
    const inputs = withDefaults(action.inputs, options.inputs ?? {}, known);
    const unexpected = Object.keys(options.inputs ?? {}).filter((name) => !(name.toLowerCase() in action.inputs));
    const annotations: Annotation[] = unexpected.map((name) => {
      return { level: 'warning', message: `Unexpected input(s) '${name}'`, properties: {} };
    });

    const results: StepResult[] = [];
    const lines: string[] = [];
    let [status, summary]: [JobStatus, string] = ['success', ''];
    const cancellation = new AbortController();
    for (const [index, step] of action.runs.steps.entries()) {
      const id = step.id ?? `__step_${index}`;
      const scopeFor = (state: JobStatus): ExpressionScope => {
        return { contexts: contextsOf(job, inputs, stepsContext(results), state), status: state };
      };
      const scope = scopeFor(status);
      if (!isWanted(step.if, scope)) {
        results.push({ id, outcome: 'skipped', conclusion: 'skipped', outputs: {}, lines: [], commands: [] });
        continue;
      }
      // A step that would run in a cancelled job as well is left alone.
      const interrupt = new AbortController();
      const onLine = (line: string): void => {
        const { cancelDuring } = options;
        if (cancelDuring?.step !== id || !line.includes(cancelDuring.onOutput)) return;
        cancellation.abort();
        if (!isWanted(step.if, scopeFor('cancelled'))) interrupt.abort();
      };
      const run = await runStep(step, { job, scope, inputs, cancelled: interrupt.signal, onLine });
      const outcome = interrupt.signal.aborted ? 'cancelled' : run.failed ? 'failure' : 'success';
      const conclusion = outcome === 'failure' && continues(step, scope) ? 'success' : outcome;
      results.push({ id, outcome, conclusion, outputs: run.outputs, lines: run.lines, commands: run.commands });
      takeIn(job, run);
      annotations.push(...run.annotations);
      for (const line of run.lines) lines.push(line);
      summary += run.files.summary;
      if (cancellation.signal.aborted) status = 'cancelled';
      else if (conclusion === 'failure') status = 'failure';
    }

    const scope = { contexts: contextsOf(job, inputs, stepsContext(results), status), status };
    const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, interpolate(value ?? '', scope)]);
    return {
      steps: results,
      outputs: Object.fromEntries(outputs) as Record<string, string>,
      log: masked(lines.join('\n'), job.masks),
      unmaskedLog: lines.join('\n'),
      summary: masked(summary, job.masks),
      annotations,
      conclusion: status,
      workspaceStatus: execFileSync('git', ['status', '--porcelain'], { cwd: job.workspace, encoding: 'utf8' }),
      exported: job.environment,
      temp: job.temp,
      step(id) {
        const found = results.find((result) => result.id === id);
        if (found === undefined) throw new Error(`action.yml has no step '${id}'`);
        return found;
      },
      [Symbol.asyncDispose]: () => endJob(job),
    };
  } catch (error) {
    await endJob(job);
    throw error;
  }
}

async function endJob(job: Job): Promise<void> {
  await killOrphans(job.trackingId);
  await rm(job.root, { recursive: true, force: true, maxRetries: 3 });
}

function continues(step: ActionStep, scope: ExpressionScope): boolean {
  return interpolate(step['continue-on-error'] ?? false, scope) === 'true';
}

function takeIn(job: Job, run: StepRun): void {
  Object.assign(job.environment, run.files.environment);
  job.paths.push(...run.files.paths);
  job.masks.push(...run.masks);
}

function stepsContext(results: readonly StepResult[]): Readonly<Record<string, unknown>> {
  const entries = results.map(({ id, outcome, conclusion, outputs }) => [id, { outcome, conclusion, outputs }]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function contextsOf(
  job: Job,
  inputs: Readonly<Record<string, string>>,
  steps: Readonly<Record<string, unknown>>,
  status: JobStatus,
): Readonly<Record<string, unknown>> {
  return {
    github: job.github,
    inputs,
    steps,
    job: { status },
    runner: { os: 'Linux', arch: 'X64', name: 'harness', temp: job.temp },
    env: job.environment,
    matrix: job.options.matrix ?? null,
    strategy: { 'job-index': 0, 'job-total': job.options.jobTotal ?? 1, 'fail-fast': true, 'max-parallel': 1 },
  };
}

function masked(text: string, masks: readonly string[]): string {
  const longestFirst = masks.toSorted((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, mask) => rest.replaceAll(mask, '***'), text);
}
