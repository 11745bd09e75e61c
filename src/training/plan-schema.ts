// plan.json → plan. A member that is undefined in a plan is absent in JSON; reading it gives undefined again. Pure.
import { z } from '../zod.ts';
import { Card, Deploy } from '../config/deployment-schema.ts';
import { Decision, Gate } from '../config/schema.ts';
import { MlopsError } from '../error.ts';
import { RunId } from '../run/id.ts';
import { Source } from '../run/record.ts';
import type { TrainingPlan } from './plan.ts';

const Texts = z.array(z.string());
const TextRecord = z.record(z.string(), z.string());

const PlannedSettings = z.strictObject({
  task: z.enum(['train', 'collect', 'publish', 'register', 'slash-command', 'sync']),
  workingDirectory: z.string(),
  configFile: z.string().optional(),
  command: z.string().optional(),
  model: z.string(),
  experiment: z.string(),
  params: Texts,
  metrics: Texts,
  metricsPattern: z.string().optional(),
  data: Texts,
  modelFiles: Texts,
  artifacts: Texts,
  predictions: z.strictObject({
    file: z.string().optional(),
    id: z.string().optional(),
    target: z.string().optional(),
    prediction: z.string().optional(),
    weight: z.string().optional(),
    slices: Texts,
    baseline: z.string().optional(),
    keep: z.boolean(),
  }),
  repeats: z.strictObject({ unit: z.enum(['seed', 'fold']).optional(), testShare: z.number().optional() }),
  paths: Texts,
  baseline: z.string().optional(),
  gates: z.record(z.string(), Gate),
  gateLines: z.record(z.string(), z.record(z.string(), z.number())),
  decision: Decision,
  failOn: z.enum(['fail', 'inconclusive', 'never']),
  comment: z.union([z.boolean(), z.literal('on-change')]),
  commentKey: z.string(),
  plots: z.enum(['text', 'images']),
  check: z.boolean(),
  register: z.strictObject({
    when: z.enum(['auto', 'always', 'never']),
    bump: z.string(),
    stage: z.string().optional(),
  }),
  stages: z
    .array(z.strictObject({ name: z.string(), approval: z.enum(['none', 'pull-request']), deploy: Deploy.optional() }))
    .optional(),
  deploy: Deploy.optional(),
  deployWorkflow: z.string().optional(),
  card: Card,
  version: z.string().optional(),
  runId: z.string().optional(),
  stage: z.string().optional(),
  reason: z.string().optional(),
  force: z.boolean(),
  drill: z.boolean(),
  trackingBranch: z.string(),
  collect: z.boolean(),
  uploadModel: z.boolean(),
  retentionDays: z.number().optional(),
  allowUntrusted: z.boolean(),
});

const PlannedEvent = z.strictObject({
  name: z.string(),
  repository: z.string().optional(),
  repositoryUrl: z.string().optional(),
  isPublic: z.boolean().optional(),
  defaultBranch: z.string().optional(),
  branch: z.string().optional(),
  tag: z.string().optional(),
  commit: z.string(),
  actor: z.string().optional(),
  pullRequest: z
    .strictObject({
      number: z.number().optional(),
      head: z.string(),
      headBranch: z.string(),
      base: z.string(),
      baseBranch: z.string(),
      isFork: z.boolean(),
      isMerged: z.boolean().optional(),
    })
    .optional(),
  mergeGroup: z.strictObject({ base: z.string(), baseBranch: z.string() }).optional(),
  inputs: TextRecord,
  workflow: z.string().optional(),
  run: z.string().optional(),
  attempt: z.number().optional(),
  job: z.string().optional(),
  matrix: z.record(z.string(), z.unknown()).optional(),
  jobTotal: z.number().optional(),
  runUrl: z.string().optional(),
});

const Plan = z.strictObject({
  runId: RunId,
  settings: PlannedSettings,
  event: PlannedEvent,
  overrides: TextRecord,
  source: Source,
  remoteUrl: z.string().optional(),
  checkout: z.strictObject({ root: z.string(), gitSettings: z.string() }).exactOptional(),
  before: z.record(z.string(), z.strictObject({ mtimeMs: z.number(), size: z.number() })),
  paramsBefore: z.array(z.strictObject({ pattern: z.string(), path: z.string(), text: z.string() })).exactOptional(),
});

/** @throws MlopsError `capture-failed` for text that is no plan */
export function parsePlan(text: string, origin: string): TrainingPlan {
  const parsed = Plan.safeParse(parseJson(text, origin));
  if (parsed.success) return parsed.data as TrainingPlan;
  const issue = parsed.error.issues[0];
  throw new MlopsError(
    'capture-failed',
    `${origin} is no plan: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`,
    'Plan and publish must be of the same version of mlops-action.',
  );
}

function parseJson(text: string, origin: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MlopsError('capture-failed', `${origin} is not JSON`, 'Run the training again.', { cause });
  }
}
