// mlops.yaml: the schema is the type, the default and the source of the published JSON Schema. Pure.
import { z } from '../zod.ts';
import { VERSION_SOURCE } from '../registry/version.ts';
import { Card, Command, Deploy, Stages } from './deployment-schema.ts';
import { ModelName, StageName } from './name-schema.ts';

const Globs = z.union([z.string().min(1), z.array(z.string().min(1))]);

/** `1%` is relative to the baseline, a number is in the metric's own unit. */
const Tolerance = z
  .union([z.number().nonnegative(), z.string().regex(/^\d+(\.\d+)?\s*%$/, 'a number, or a percentage such as "1%"')])
  .describe('How much worse than the baseline is accepted: relative ("1%") or absolute (0.02)');

const Margin = z.union(Tolerance.options);

export const SliceGate = z.strictObject({
  margin: Margin.describe('How much worse than the baseline each slice may be: relative ("5%") or absolute (0.02)'),
  'min-rows': z.number().int().min(20).exactOptional().describe('Slices of fewer rows are not judged; 50 by default'),
});

export const Gate = z
  .strictObject({
    better: z.enum(['higher', 'lower']).exactOptional().describe('Which direction is better'),
    primary: z.boolean().exactOptional().describe('The metric that the headline is about; one at most'),
    min: z.number().exactOptional().describe('Fails below this value'),
    max: z.number().exactOptional().describe('Fails above this value'),
    warn: z.number().exactOptional().describe('Warns beyond this value, on the side of the limit'),
    'max-regression': Tolerance.exactOptional(),
    test: z
      .enum(['superiority', 'non-inferiority'])
      .exactOptional()
      .describe('What has to be shown: better than the baseline (of one metric), or not worse by the margin'),
    margin: Margin.exactOptional().describe(
      'Margin of the test: relative to the baseline ("1%") or absolute (0.02); of superiority 0 by default',
    ),
    slices: SliceGate.exactOptional().describe(
      'The same metric in each slice of the rows, the worst first; the chance of any false alarm stays below alpha (Holm)',
    ),
  })
  .describe('What a metric must satisfy');

/** How sure a decision has to be: said once, for all gates. */
export const Decision = z.strictObject({
  alpha: z
    .number()
    .gt(0)
    .max(0.5)
    .default(0.05)
    .describe('Two-sided: intervals have the confidence 1 − alpha, and half of it is the chance of a false promotion'),
  power: z
    .number()
    .min(0.5)
    .lt(1)
    .default(0.95)
    .describe('With which chance a true difference is to be found, for the number of rows that would settle it'),
  spend: z
    .enum(['since-promotion', 'none'])
    .default('since-promotion')
    .describe('Whether automatic decisions on superiority share one alpha until the next version, or each has its own'),
});

const Bump = z
  .union([
    z.enum(['patch', 'minor', 'major']),
    z.string().regex(new RegExp(`^${VERSION_SOURCE}$`), 'patch, minor, major, or an exact version such as v1.2.3'),
  ])
  .describe('What the next version is: one more patch, minor or major, or exactly this version');

export const RegisterPolicy = z.strictObject({
  when: z
    .enum(['auto', 'always', 'never'])
    .default('never')
    .describe('auto (on the default branch, when training succeeded and no gate failed), always, never'),
  bump: Bump.default('patch'),
  stage: StageName.exactOptional().describe('Stage to assign to the registered version, if the evidence allows'),
});

/** What git takes as a branch (git help check-ref-format), nearly; a name that starts with `refs/` is a full ref. */
const TrackingBranch = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^-/.\s~^:?*[\\\p{Cc}][^\s~^:?*[\\\p{Cc}]*$/u, 'the name of a branch or a full ref')
  .refine((name) => !/\.\.|\/\/|@\{|\/\.|\.lock(\/|$)|[/.]$/.test(name), 'the name of a branch or a full ref');

const Column = z.string().max(200);

export const PredictionsConfig = z.strictObject({
  file: z.string().min(1).exactOptional().describe('Path or glob; predictions.csv, .parquet or .jsonl by default'),
  id: Column.exactOptional().describe('Column that tells the rows apart; one called id or index by default'),
  target: Column.exactOptional().describe('Column with what was true; one called target, y or label by default'),
  prediction: Column.exactOptional().describe('Column with what the model says: a number, a probability or a class'),
  weight: Column.exactOptional().describe('Column with the weights of the rows'),
  slices: z
    .union([Column, z.array(Column).max(10)])
    .exactOptional()
    .describe('Columns whose values are groups of rows'),
  baseline: z
    .string()
    .min(1)
    .max(1000)
    .exactOptional()
    .describe("Column, or file, with the champion's predictions for the same rows, made by this training"),
  keep: z
    .boolean()
    .exactOptional()
    .describe('Whether targets and predictions are kept for later runs to be compared with; true by default'),
});

export const RepeatsConfig = z.strictObject({
  unit: z.enum(['seed', 'fold']).exactOptional().describe('Which key of a row names the repeat; found by itself'),
  'test-share': z
    .number()
    .positive()
    .exactOptional()
    .describe('Rows tested over rows trained in each fold; 0.25 with five folds, which is found by itself'),
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
  params: Globs.exactOptional().describe(
    'Files with hyperparameters, of which "file:key" takes one section; params.yaml and the like by default',
  ),
  metrics: Globs.exactOptional().describe("Files with metrics; metrics.json and DVCLive's by default"),
  'metrics-pattern': z
    .string()
    .min(1)
    .exactOptional()
    .describe('Regular expression with groups name, value and optional step, read from the output of the training'),
  data: Globs.exactOptional().describe('Files that the training reads'),
  'model-files': Globs.exactOptional().describe('Files that are the model; model/, models/ and model.* by default'),
  artifacts: Globs.exactOptional().describe('Other files to keep'),
  predictions: z
    .union([z.string().min(1), PredictionsConfig])
    .exactOptional()
    .describe('File with a prediction for each row of the holdout, by which runs are compared row by row'),
  repeats: RepeatsConfig.exactOptional().describe('The same training repeated: rows of metrics with a seed or fold'),
  paths: Globs.exactOptional().describe(
    'Files that feed the model: what changes none of them, and not this file, trains nothing; "!" before what does not; all files by default',
  ),
  baseline: z
    .string()
    .min(1)
    .exactOptional()
    .describe(
      'merge-base, a branch, a run id, model@stage, model@v1.2.3 or none; merge-base on pull requests, the previous success of the branch on pushes by default',
    ),
  gates: z
    .record(z.string().min(1), Gate)
    .exactOptional()
    .describe('What metrics must satisfy for the verdict to be pass, by metric'),
  decision: Decision.exactOptional().describe('How sure decisions have to be, for all gates'),
  'fail-on': z
    .enum(['fail', 'inconclusive', 'never'])
    .exactOptional()
    .describe('Which verdicts fail the job: fail (by default), inconclusive (and fail), never'),
  comment: z
    .union([z.boolean(), z.literal('on-change')])
    .exactOptional()
    .describe('Whether to comment on pull requests, or on-change: only when a metric moved; true by default'),
  'comment-key': z
    .string()
    .min(1)
    .max(200)
    .exactOptional()
    .describe("Identity of the comment that is kept up to date; the model's name by default"),
  plots: z
    .enum(['text', 'images'])
    .exactOptional()
    .describe(
      'What the plots of the comment are: text (by default), or images: files on the tracking branch, where the repository is public and on github.com',
    ),
  check: z
    .boolean()
    .exactOptional()
    .describe('Whether to report a check run, or else a commit status, on the commit; true by default'),
  register: RegisterPolicy.exactOptional().describe('When a trained model becomes a version, and which'),
  stages: Stages.exactOptional(),
  deploy: Deploy.exactOptional().describe('How a version that got a stage is deployed, for all stages'),
  'deploy-workflow': z
    .string()
    .regex(/^[\w-][\w.-]{0,99}\.ya?ml$/, 'the name of a file in .github/workflows, such as deploy.yml')
    .exactOptional()
    .describe('Workflow file to start at the tag after a stage was assigned'),
  card: Card.exactOptional().describe("What stands in the model's card beside what is recorded"),
  'upload-model': z
    .boolean()
    .exactOptional()
    .describe('Whether to upload model files and artifacts as workflow artifacts; true by default'),
  'retention-days': z
    .number()
    .int()
    .min(1)
    .max(400)
    .exactOptional()
    .describe("Days until these artifacts are deleted; the repository's setting by default"),
  tracking: z
    .strictObject({
      branch: TrackingBranch.default('mlops-tracking').describe(
        'Branch, or full ref such as refs/mlops/tracking, that holds the run records',
      ),
      collect: z
        .boolean()
        .default(false)
        .describe('Whether a workflow leaves its records to a job with `task: collect`'),
    })
    .exactOptional()
    .describe('Where run records are kept'),
});

export type Gate = Readonly<z.infer<typeof Gate>>;
export type Decision = Readonly<z.infer<typeof Decision>>;
export type Config = Readonly<z.infer<typeof Config>>;
