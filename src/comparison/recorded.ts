// The comparison as it stands in a run record, which anyone who may push can have written: read as this schema or not at
// all. Members that later versions added are kept. Pure.
import { z } from '../zod.ts';
import { Reading } from '../run/number.ts';
import type { RunRecord } from '../run/record.ts';
import type { Comparison } from './comparison.ts';

const CheckStatus = z.enum(['pass', 'warn', 'fail', 'inconclusive', 'skipped']);

const Difference = z.looseObject({
  estimate: z.number(),
  interval: z.tuple([z.number(), z.number()]),
  from: z.number(),
  p: z.number(),
  alpha: z.number(),
  method: z.string(),
  evidence: z.enum(['paired-rows', 'repeats', 'history', 'single']),
  count: z.number(),
  counted: z.enum(['rows', 'seeds', 'folds', 'runs']),
  needed: z.number().exactOptional(),
});

const Check = z.looseObject({
  kind: z.enum(['present', 'min', 'max', 'warn', 'max-regression', 'test', 'slices']),
  status: CheckStatus,
  limit: z.number().exactOptional(),
  bound: z.enum(['at-least', 'at-most']).exactOptional(),
  tolerance: z.string().exactOptional(),
  difference: Difference.exactOptional(),
  reason: z.string(),
});

const Row = z.looseObject({
  name: z.string(),
  direction: z.enum(['higher', 'lower', 'unknown']),
  unit: z.string().exactOptional(),
  primary: z.boolean(),
  baseline: Reading.exactOptional(),
  candidate: Reading.exactOptional(),
  delta: z.number().exactOptional(),
  relative: z.number().exactOptional(),
  movement: z.enum(['better', 'worse', 'same', 'within-noise', 'changed', 'new', 'missing', 'not-finite']),
  noise: z.looseObject({ sigma: z.number(), runs: z.number(), source: z.literal('history') }).exactOptional(),
  gate: z.looseObject({ status: CheckStatus, checks: z.array(Check) }).exactOptional(),
  history: z.array(z.number().nullable()),
  count: z.boolean(),
});

const Change = z.looseObject({
  name: z.string(),
  baseline: z.string().exactOptional(),
  candidate: z.string().exactOptional(),
});

const ChangedFiles = z.looseObject({
  count: z.number(),
  isCut: z.literal(true).exactOptional(),
  added: z.number(),
  removed: z.number(),
  most: z.array(z.looseObject({ path: z.string(), added: z.number(), removed: z.number() })),
});

const Changes = z.looseObject({
  params: z.array(Change),
  paramCount: z.number(),
  data: z.array(Change),
  packages: z.array(Change),
  environment: z.array(Change),
  code: z.looseObject({
    baseline: z.string(),
    candidate: z.string(),
    same: z.boolean(),
    files: ChangedFiles.exactOptional(),
  }),
  command: Change.exactOptional(),
});

const Evidence = z.looseObject({
  kind: z.enum(['paired-rows', 'repeats', 'history', 'single']),
  how: z.string(),
  rows: z.number().exactOptional(),
  lost: z.looseObject({ baseline: z.number(), candidate: z.number() }).exactOptional(),
  source: z.enum(['re-scored', 'stored']).exactOptional(),
  holdout: z.string().exactOptional(),
  passedOver: z.array(z.string()),
});

const Slices = z.looseObject({
  loss: z.string(),
  judged: z.number(),
  worse: z.number(),
  better: z.number(),
  rows: z.array(
    z.looseObject({
      slice: z.string(),
      n: z.number(),
      estimate: z.number(),
      interval: z.tuple([z.number(), z.number()]),
    }),
  ),
});

const Accepted = z.looseObject({
  gate: z.string(),
  reason: z.string(),
  actor: z.string().exactOptional(),
  url: z.string().exactOptional(),
});

const RecordedComparison = z.looseObject({
  schema: z.literal(1),
  run: z.string(),
  baseline: z
    .looseObject({ run: z.string(), commit: z.string(), branch: z.string().exactOptional(), how: z.string() })
    .exactOptional(),
  noBaseline: z.string().exactOptional(),
  namedBaselineMissing: z.literal(true).exactOptional(),
  rows: z.array(Row),
  changes: Changes.exactOptional(),
  evidence: Evidence.exactOptional(),
  slices: Slices.exactOptional(),
  verdict: z
    .looseObject({
      status: z.enum(['pass', 'fail', 'inconclusive']),
      warned: z.boolean(),
      reasons: z.array(z.looseObject({ metric: z.string(), status: CheckStatus, reason: z.string() })),
      accepted: z.array(Accepted).exactOptional(),
    })
    .exactOptional(),
  reported: z
    .looseObject({ failOn: z.enum(['fail', 'inconclusive', 'never']), commentKey: z.string() })
    .exactOptional(),
  historyRuns: z.array(z.looseObject({ run: z.string(), commit: z.string() })),
});

/** The comparison in a record, its trends left out as they were stored; undefined when there is none of this shape. */
export function comparisonOf({ comparison }: Pick<RunRecord, 'comparison'>): Comparison | undefined {
  return RecordedComparison.safeParse(comparison).data;
}
