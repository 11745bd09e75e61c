// Inputs over mlops.yaml over defaults → Settings. Pure.
import { MlopsError } from '../error.ts';
import { isVersion } from '../registry/version.ts';
import type { GateLines } from './gate-lines.ts';
import type { Inputs } from './inputs.ts';
import { Decision, type Config } from './schema.ts';
import type { Settings } from './settings.ts';

/** What the defaults are made from. */
export interface SettingsContext {
  /** `owner/name`, or the name of the repository's folder where there is no forge. */
  readonly repository: string;
  /** Relative to the repository's root, with forward slashes; `.` for the root. */
  readonly workingDirectory: string;
  /** The configuration that was read, if any. */
  readonly configFile: string | undefined;
  /** Where the gates stand in it. */
  readonly gateLines?: GateLines;
}

/**
 * Settings of one run: what an input gives wins over mlops.yaml, which wins over the default.
 * @throws MlopsError `usage` for a version that is none
 */
export function overlay(config: Config, inputs: Inputs, context: SettingsContext): Settings {
  const merged: Config = { ...config, ...inputs.config };
  const model = merged.model ?? defaultModel(context);
  return {
    task: inputs.task,
    workingDirectory: context.workingDirectory,
    configFile: context.configFile,
    command: merged.command,
    model,
    experiment: merged.experiment ?? model,
    params: listOf(merged.params),
    metrics: listOf(merged.metrics),
    metricsPattern: merged['metrics-pattern'],
    data: listOf(merged.data),
    modelFiles: listOf(merged['model-files']),
    artifacts: listOf(merged.artifacts),
    predictions: predictionsOf(config.predictions, inputs.config.predictions),
    repeats: { unit: merged.repeats?.unit, testShare: merged.repeats?.['test-share'] },
    paths: listOf(merged.paths),
    baseline: merged.baseline,
    gates: merged.gates ?? {},
    gateLines: inputs.given.has('gates') ? {} : (context.gateLines ?? {}),
    decision: merged.decision ?? Decision.parse({}),
    failOn: merged['fail-on'] ?? 'fail',
    comment: merged.comment ?? true,
    commentKey: merged['comment-key'] ?? model,
    plots: merged.plots ?? 'text',
    check: merged.check ?? true,
    register: registerSettings(config, inputs),
    stages: stagesOf(merged),
    deploy: merged.deploy,
    deployWorkflow: merged['deploy-workflow'],
    card: merged.card ?? {},
    version: inputs.version,
    runId: inputs.runId,
    stage: inputs.stage,
    reason: inputs.reason,
    force: inputs.force,
    drill: inputs.drill,
    ...trackingSettings(config, inputs),
    uploadModel: merged['upload-model'] ?? true,
    retentionDays: merged['retention-days'],
    allowUntrusted: inputs.allowUntrusted,
  };
}

/** An input names the file alone; its columns stay those of the configuration. */
function predictionsOf(configured: Config['predictions'] = {}, given: Config['predictions']): Settings['predictions'] {
  const columns: Exclude<Config['predictions'], string | undefined> = typeof configured === 'string' ? {} : configured;
  const named = typeof configured === 'string' ? configured : configured.file;
  const { id, target, prediction, weight, slices, baseline, keep = true } = columns;
  const file = typeof given === 'string' ? given : named;
  return { file, id, target, prediction, weight, slices: listOf(slices), baseline, keep };
}

function stagesOf({ stages, deploy }: Config): Settings['stages'] {
  if (stages === undefined) return undefined;
  if (Array.isArray(stages)) return stages.map((name) => ({ name, approval: 'none', deploy }));
  return Object.entries(stages).map(([name, policy]) => ({
    name,
    approval: policy.approval,
    deploy: policy.deploy ?? deploy,
  }));
}

/** The members come from inputs of their own, so each of them is laid over by itself. */
function registerSettings({ register }: Config, inputs: Inputs): Settings['register'] {
  const { given } = inputs;
  // The version that other tasks act on is there already, or is named by "latest".
  const version = inputs.task === 'register' ? inputs.version : undefined;
  if (version !== undefined && !isVersion(version)) {
    throw new MlopsError('usage', `input version: "${version}" is no version`, 'Write it as v1.2.3, with the "v".');
  }
  const over = inputs.config.register;
  return {
    when: (given.has('register') ? over?.when : register?.when) ?? 'never',
    bump: version ?? (given.has('bump') ? over?.bump : register?.bump) ?? 'patch',
    stage: inputs.task === 'train' || inputs.task === 'register' ? (inputs.stage ?? register?.stage) : register?.stage,
  };
}

function trackingSettings({ tracking }: Config, inputs: Inputs): Pick<Settings, 'trackingBranch' | 'collect'> {
  const { given } = inputs;
  const over = inputs.config.tracking;
  return {
    trackingBranch: (given.has('tracking-branch') ? over?.branch : tracking?.branch) ?? 'mlops-tracking',
    collect: (given.has('collect') ? over?.collect : tracking?.collect) ?? false,
  };
}

/**
 * The repository's name, and in a monorepo the folder's too, as far as GTO's grammar takes them. They are joined with
 * "-" because a "/" keeps workflows with `tags: ['*']` from starting.
 */
export function defaultModel({
  repository,
  workingDirectory,
}: Pick<SettingsContext, 'repository' | 'workingDirectory'>): string {
  const name = repository.split('/').findLast((part) => part !== '') ?? '';
  const folder = workingDirectory === '.' ? '' : `-${workingDirectory}`;
  const fitting = `${name}${folder}`.replaceAll(/[^a-zA-Z0-9_]+/g, '-').slice(0, 200);
  return fitting.replaceAll(/^[^a-zA-Z0-9]+|[^a-zA-Z0-9]+$/g, '') || 'model';
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
