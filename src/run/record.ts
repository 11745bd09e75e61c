// The run record, schema 1: one immutable JSON document per run, enough to reproduce it.
// Absent is absent (no nulls, no empty strings); what a reader does not know it keeps, hence loose objects.
import { z } from '../zod.ts';
import { RunId } from './id.ts';
import { Reading } from './number.ts';

const Text = z.string().min(1);
const Count = z.number().int().nonnegative();
const Time = z.iso.datetime({ precision: 3 });
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A metric: its final value and a summary of its series when it had one. */
export const Metric = z.looseObject({
  value: Reading,
  step: z.number().exactOptional(),
  min: Reading.exactOptional(),
  max: Reading.exactOptional(),
  first: Reading.exactOptional(),
  count: Count.exactOptional(),
  unit: Text.exactOptional(),
});

/** A hyperparameter as written: text, number or boolean. Nested params are joined with dots, lists are JSON text. */
export const Param = z.union([z.string(), z.number(), z.boolean()]);

export const FileEntry = z.looseObject({ path: Text, size: Count, sha256: Sha256 });

/** `columns` counts columns. Rows and columns stand only where they were cheap to count. */
export const DataEntry = FileEntry.extend({ rows: Count.exactOptional(), columns: Count.exactOptional() });

/** Where uploaded files lie: a workflow artifact or a folder of the local store. */
export const ArtifactPlace = z.looseObject({
  id: Text,
  url: Text.exactOptional(),
  digest: Text.exactOptional(),
  expires: Time.exactOptional(),
});

const PullRequest = z.looseObject({
  number: z.number().int().positive().exactOptional(),
  head: Text,
  base: Text,
  merge_base: Text.exactOptional(),
});

export const Source = z.looseObject({
  repository: Text.exactOptional(),
  /** The fork whose code it was, `owner/name`; such a run is of strangers and never a baseline or a version. */
  fork: Text.exactOptional(),
  commit: Text,
  branch: Text.exactOptional(),
  /** The tag that was trained; then there is no branch. */
  tag: Text.exactOptional(),
  dirty: z.boolean(),
  /** Untracked files of code or configuration that make the worktree dirty; the first hundred. */
  untracked: z.array(Text).exactOptional(),
  patch: z.looseObject({ sha256: Sha256, size: Count, kept: z.boolean() }).exactOptional(),
  pull_request: PullRequest.exactOptional(),
});

export const Trigger = z.looseObject({
  event: Text,
  actor: Text.exactOptional(),
  workflow: Text.exactOptional(),
  run: Text.exactOptional(),
  attempt: z.number().int().positive().exactOptional(),
  job: Text.exactOptional(),
  matrix: z.record(z.string(), z.unknown()).exactOptional(),
  /** How many jobs that matrix has. */
  job_total: z.number().int().positive().exactOptional(),
  url: Text.exactOptional(),
  overrides: z.record(z.string(), z.string()).exactOptional(),
});

export const Environment = z.looseObject({
  os: Text,
  arch: Text,
  cpu: Text.exactOptional(),
  cores: Count.exactOptional(),
  memory: Count.exactOptional(),
  gpu: Text.exactOptional(),
  runtimes: z.record(z.string(), Text),
  packages: z.looseObject({ digest: Sha256, list: z.array(Text).exactOptional() }).exactOptional(),
  container: Text.exactOptional(),
});

const Series = z.looseObject({ file: Text, sha256: Sha256, size: Count, points: Count });

/** Predictions for the rows of a holdout. */
const Predictions = z.looseObject({
  /** Where they are kept in columns, see src/predictions/stored.ts; absent: nowhere. */
  stored: z
    .looseObject({
      /** Name beside the record, or in the artifact. */
      file: Text,
      sha256: Sha256,
      size: Count,
      /** What holds them when they are too large to stand beside the record. */
      artifact: ArtifactPlace.exactOptional(),
    })
    .exactOptional(),
  rows: Count,
  /** SHA-256 over ids and targets. */
  holdout: Sha256,
  /** The file that the training wrote. */
  source: Text,
  /** Names of its columns. */
  columns: z.looseObject({
    id: z.string().exactOptional(),
    target: z.string(),
    prediction: z.string(),
    weight: z.string().exactOptional(),
    baseline: z.string().exactOptional(),
    slices: z.array(z.string()).exactOptional(),
  }),
});

/** Values of the same training repeated over seeds or folds, whose mean the metric is. */
const Repeats = z.looseObject({
  unit: z.enum(['seed', 'fold']),
  /** Rows tested over rows trained in each fold. */
  test_share: z.number().positive().exactOptional(),
  /** By metric, then by the seed or fold. */
  values: z.record(z.string(), z.record(z.string(), Reading)),
});

export const CaptureNote = z.looseObject({ message: Text, file: Text.exactOptional(), line: Count.exactOptional() });

export const RunStatus = z.enum(['finished', 'failed', 'killed']);

export const RunRecord = z.looseObject({
  schema: z.literal(1),
  id: RunId,
  parent: RunId.exactOptional(),
  experiment: Text,
  model: z.looseObject({
    name: Text,
    files: z.array(FileEntry),
    digest: Sha256.exactOptional(),
    artifact: ArtifactPlace.exactOptional(),
  }),
  name: Text.exactOptional(),
  status: RunStatus,
  error: z
    .looseObject({
      message: Text,
      exit_code: z.number().int().exactOptional(),
      signal: Text.exactOptional(),
      tail: z.array(z.string()).exactOptional(),
    })
    .exactOptional(),
  started: Time,
  ended: Time,
  duration: z.number().nonnegative(),
  resources: z
    .looseObject({ peak_memory: Count.exactOptional(), cpu_time: z.number().nonnegative().exactOptional() })
    .exactOptional(),
  source: Source,
  trigger: Trigger,
  environment: Environment,
  command: Text,
  params: z.record(z.string(), Param),
  metrics: z.record(z.string(), Metric),
  series: Series.exactOptional(),
  predictions: Predictions.exactOptional(),
  repeats: Repeats.exactOptional(),
  data: z.array(DataEntry),
  artifacts: z.array(FileEntry),
  tags: z.record(z.string(), z.string()),
  comparison: z.looseObject({}).exactOptional(),
  capture: z.looseObject({ found: z.array(Text), warnings: z.array(CaptureNote) }),
});

export type Metric = Readonly<z.infer<typeof Metric>>;
export type Param = z.infer<typeof Param>;
export type FileEntry = Readonly<z.infer<typeof FileEntry>>;
export type DataEntry = Readonly<z.infer<typeof DataEntry>>;
export type ArtifactPlace = Readonly<z.infer<typeof ArtifactPlace>>;
export type Source = Readonly<z.infer<typeof Source>>;
export type Trigger = Readonly<z.infer<typeof Trigger>>;
export type Environment = Readonly<z.infer<typeof Environment>>;
export type CaptureNote = Readonly<z.infer<typeof CaptureNote>>;
export type RunStatus = z.infer<typeof RunStatus>;
export type RunRecord = Readonly<z.infer<typeof RunRecord>>;
