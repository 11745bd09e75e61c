// mlops.yaml: the schema is the type, the default and the source of the published JSON Schema. Pure.
import { z } from 'zod';

/** GTO's grammar of artifact names (gto/constants.py): letters, digits, dashes, slashes and underscores. */
export const ModelName = z
  .string()
  .max(200)
  .regex(
    /^[a-zA-Z0-9]([a-zA-Z0-9\-/_]*[a-zA-Z0-9])?$/,
    'a name of letters, digits, "-", "_" and "/" that starts and ends with a letter or digit',
  )
  .refine((name) => !name.includes('//'), 'a name without "//"')
  .describe("Registry name of the model, in GTO's grammar");

export const StageName = z
  .string()
  .max(200)
  .regex(/^[a-zA-Z0-9]([a-zA-Z0-9\-/_]*[a-zA-Z0-9])?$/, 'a stage name of letters, digits, "-", "_" and "/"');

const Command = z.string().regex(/\S/, 'a command that is not blank');
const Globs = z.union([z.string().min(1), z.array(z.string().min(1))]);

/** `1%` is relative to the baseline, a number is in the metric's own unit. */
export const Tolerance = z
  .union([z.number().nonnegative(), z.string().regex(/^\d+(\.\d+)?\s*%$/, 'a number, or a percentage such as "1%"')])
  .describe('How much worse than the baseline is accepted: relative ("1%") or absolute (0.02)');

export const Gate = z
  .strictObject({
    better: z.enum(['higher', 'lower']).exactOptional().describe('Which direction is better'),
    primary: z.boolean().exactOptional().describe('The metric that the headline is about; one at most'),
    min: z.number().exactOptional().describe('Fails below this value'),
    max: z.number().exactOptional().describe('Fails above this value'),
    warn: z.number().exactOptional().describe('Warns beyond this value, on the side of the limit'),
    'max-regression': Tolerance.exactOptional(),
  })
  .describe('What a metric must satisfy');

export const Bump = z.union([
  z.enum(['patch', 'minor', 'major']),
  z
    .string()
    .regex(
      /^v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/,
      'patch, minor, major, or an exact version such as v1.2.3',
    ),
]);

export const RegisterPolicy = z.strictObject({
  when: z
    .enum(['auto', 'always', 'never'])
    .default('never')
    .describe('auto: on the default branch, when training succeeded and no gate failed'),
  bump: Bump.default('patch'),
  stage: StageName.exactOptional(),
});

/** Everything that mlops.yaml may hold. */
export const Config = z.strictObject({
  model: ModelName.exactOptional(),
  experiment: z
    .string()
    .min(1)
    .max(200)
    .exactOptional()
    .describe("Name under which runs are grouped; the model's name by default"),
  command: Command.exactOptional().describe('The training command, run by bash'),
  params: Globs.exactOptional().describe('Files with hyperparameters; "file:key" takes one section'),
  metrics: Globs.exactOptional().describe('Files with metrics'),
  'metrics-pattern': z
    .string()
    .min(1)
    .exactOptional()
    .describe('Regular expression with groups name, value and optional step, read from the output of the training'),
  data: Globs.exactOptional().describe('Files that the training reads'),
  'model-files': Globs.exactOptional().describe('Files that are the model'),
  artifacts: Globs.exactOptional().describe('Other files to keep'),
  baseline: z
    .string()
    .min(1)
    .exactOptional()
    .describe('merge-base, a branch, a run id, model@stage, model@v1.2.3 or none'),
  gates: z.record(z.string().min(1), Gate).exactOptional(),
  'fail-on': z.enum(['fail', 'inconclusive', 'never']).exactOptional(),
  comment: z.union([z.boolean(), z.literal('on-change')]).exactOptional(),
  'comment-key': z.string().min(1).max(200).exactOptional(),
  register: RegisterPolicy.exactOptional(),
  stages: z.array(StageName).exactOptional(),
  'deploy-workflow': z.string().min(1).exactOptional(),
  'upload-model': z.boolean().exactOptional(),
  'retention-days': z.number().int().min(1).max(400).exactOptional(),
  tracking: z.strictObject({ branch: z.string().min(1).default('mlops-tracking') }).exactOptional(),
});

export type Gate = Readonly<z.infer<typeof Gate>>;
export type Config = Readonly<z.infer<typeof Config>>;
