// A repository in a temporary folder in which trainings really run: plan, train.sh, capture.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Settings } from '../../src/config/settings.ts';
import type { ForgeEvent } from '../../src/forge/forge.ts';
import { gitIn } from '../../src/git/git.ts';
import type { Log } from '../../src/log.ts';
import { runIdFrom } from '../../src/run/id.ts';
import { RunRecord } from '../../src/run/record.ts';
import { captureRun, type CapturedRun } from '../../src/training/capture.ts';
import { executeTraining } from '../../src/training/execute.ts';
import { readOtherModels } from '../../src/training/other-models.ts';
import { readParamsBefore } from '../../src/training/params-before.ts';
import type { TrainingPlan } from '../../src/training/plan.ts';
import { prepareCapture, readPlan, snapshotBefore } from '../../src/training/prepare.ts';
import { readSource } from '../../src/training/source.ts';
import { createEmptyRepository, git, temporaryFolder } from '../support/git-fixtures.ts';

export const TRAIN_SCRIPT = resolve(import.meta.dirname, '../../src/training/train.sh');

export const SETTINGS: Settings = {
  task: 'train',
  workingDirectory: '.',
  configFile: undefined,
  command: 'true',
  model: 'duration',
  experiment: 'duration',
  params: [],
  metrics: [],
  metricsPattern: undefined,
  data: [],
  modelFiles: [],
  artifacts: [],
  predictions: {
    file: undefined,
    id: undefined,
    target: undefined,
    prediction: undefined,
    weight: undefined,
    slices: [],
    baseline: undefined,
    keep: true,
  },
  repeats: { unit: undefined, testShare: undefined },
  baseline: undefined,
  gates: {},
  decision: { alpha: 0.05, power: 0.95, spend: 'since-promotion' },
  gateLines: {},
  failOn: 'fail',
  comment: true,
  commentKey: 'duration',
  plots: 'text',
  check: true,
  register: { when: 'never', bump: 'patch', stage: undefined },
  stages: undefined,
  deploy: undefined,
  deployWorkflow: undefined,
  card: {},
  version: undefined,
  runId: undefined,
  stage: undefined,
  reason: undefined,
  force: false,
  drill: false,
  collect: false,
  paths: [],
  trackingBranch: 'mlops-tracking',
  uploadModel: true,
  retentionDays: undefined,
  allowUntrusted: false,
};

const EVENT: Omit<ForgeEvent, 'commit'> = {
  name: 'local',
  repository: undefined,
  repositoryUrl: undefined,
  defaultBranch: 'main',
  branch: 'main',
  actor: undefined,
  pullRequest: undefined,
  inputs: {},
  workflow: undefined,
  run: undefined,
  attempt: undefined,
  job: undefined,
  matrix: undefined,
  runUrl: undefined,
};

interface TrainingOptions {
  readonly settings?: Partial<Settings>;
  readonly event?: Partial<ForgeEvent>;
  readonly overrides?: Readonly<Record<string, string>>;
  /** Added to the environment of training and capture alike. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly abort?: AbortSignal;
  readonly onOutput?: (output: string) => void;
}

interface Trained extends CapturedRun {
  readonly plan: TrainingPlan;
  readonly folder: string;
  /** What the training printed, first 100,000 characters. */
  readonly output: string;
  readonly log: readonly string[];
}

export interface TrainingProject extends Disposable {
  readonly root: string;
  /** Beside the repository: what is outside. */
  readonly outside: string;
  write(files: Readonly<Record<string, string | Buffer>>): void;
  commit(files: Readonly<Record<string, string | Buffer>>): void;
  train(command: string, options?: TrainingOptions): Promise<Trained>;
}

export function trainingProject(files: Readonly<Record<string, string | Buffer>> = {}): TrainingProject {
  const folder = temporaryFolder();
  const root = createEmptyRepository(join(folder.path, 'repository'));
  const outside = join(folder.path, 'outside');
  mkdirSync(outside);
  let runs = 0;
  const write: TrainingProject['write'] = (written) => {
    for (const [path, content] of Object.entries(written)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
  };
  const commit: TrainingProject['commit'] = (written) => {
    write(written);
    git(root, ['add', '--all']);
    git(root, ['commit', '--quiet', '--allow-empty', '-m', 'Change the training']);
  };
  commit(files);
  return {
    root,
    outside,
    write,
    commit,
    async train(command, options = {}) {
      runs += 1;
      const settings = { ...SETTINGS, command, ...options.settings };
      return train(root, join(folder.path, `capture-${runs}`), settings, options);
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

async function train(root: string, folder: string, settings: Settings, options: TrainingOptions): Promise<Trained> {
  const event = { ...EVENT, commit: git(root, ['rev-parse', 'HEAD']), ...options.event };
  mkdirSync(folder);
  const digest = await prepareCapture(
    {
      runId: runIdFrom(Date.now(), crypto.getRandomValues(new Uint8Array(16))),
      settings,
      event,
      overrides: options.overrides ?? {},
      source: await readSource({
        git: gitIn(root),
        event,
        settings,
        others: await readOtherModels(gitIn(root), root, settings.workingDirectory),
        patchFile: join(folder, 'changes.patch'),
      }),
      remoteUrl: undefined,
      before: await snapshotBefore(root, settings),
      paramsBefore: await readParamsBefore(gitIn(root), root, settings),
    },
    folder,
  );
  const environment = { ...process.env, ...options.environment };
  let output = '';
  await executeTraining({
    folder,
    workingDirectory: join(root, settings.workingDirectory),
    script: TRAIN_SCRIPT,
    environment,
    abort: options.abort ?? new AbortController().signal,
    onOutput(chunk) {
      if (output.length < 100_000) output += chunk.toString();
      options.onOutput?.(output);
    },
  });
  const plan = await readPlan(folder, digest);
  const lines: string[] = [];
  const captured = await captureRun({ plan, folder, repositoryRoot: root, environment, log: linesLog(lines) });
  // Whatever happened: what comes out is a record.
  RunRecord.parse(captured.record);
  return { ...captured, plan, folder, output, log: lines };
}

function linesLog(lines: string[]): Log {
  return {
    info: (message) => void lines.push(message),
    warn: (message) => void lines.push(`warning: ${message}`),
    debug: () => {},
  };
}
