// Metrics that follow from targets and predictions: each is a function of sums over the rows. Pure.
import type { PairedRows } from '../evidence.ts';
import { wordsOf } from '../metric-name.ts';

type Task = PairedRows['task'];

/**
 * value = finish(Σ above / Σ below). The mean of a loss has 1 below. What follows from sums has an influence of each row
 * on it, and thereby a standard error.
 */
export interface RatioMetric {
  readonly kind: 'ratio';
  readonly tasks: readonly Task[];
  readonly above: (target: number, predicted: number) => number;
  /** Default 1. */
  readonly below?: (target: number, predicted: number, meanTarget: number) => number;
  /** Default the ratio itself; `root` of it, or `rest`: 1 minus it. */
  readonly finish?: 'root' | 'rest';
  /** Whether predictions have to be probabilities, or are made classes of them, at ½. */
  readonly reads: 'numbers' | 'classes' | 'probabilities';
}

/** The area under the ROC curve depends on the order of the rows rather than on sums. */
interface AreaMetric {
  readonly kind: 'area';
  readonly tasks: readonly Task[];
}

export type RowMetric = RatioMetric | AreaMetric;

const REGRESSION: readonly Task[] = ['regression'];
const BINARY: readonly Task[] = ['binary'];
const CLASSES: readonly Task[] = ['binary', 'multiclass'];

function loss(above: RatioMetric['above'], over: Partial<RatioMetric> = {}): RatioMetric {
  return { kind: 'ratio', tasks: REGRESSION, reads: 'numbers', above, ...over };
}

function share(above: RatioMetric['above'], below?: RatioMetric['below'], tasks = BINARY): RatioMetric {
  return { kind: 'ratio', tasks, reads: 'classes', above, ...(below === undefined ? {} : { below }) };
}

const squared = (target: number, predicted: number): number => (target - predicted) ** 2;
const isRight = (target: number, predicted: number): number => (target === predicted ? 1 : 0);
const isHit = (target: number, predicted: number): number => target * predicted;

const ABOVE_ZERO = 1e-15;

/** Minus the logarithm of the probability of what happened, kept finite as scikit-learn does. */
function surprise(target: number, predicted: number): number {
  const chance = target === 1 ? predicted : 1 - predicted;
  return -Math.log(Math.min(1 - ABOVE_ZERO, Math.max(ABOVE_ZERO, chance)));
}

const METRICS: readonly (readonly [string, RowMetric])[] = [
  ['rmse root_mean_squared_error', loss(squared, { finish: 'root' })],
  ['mse mean_squared_error', loss(squared)],
  ['mae mean_absolute_error', loss((target, predicted) => Math.abs(target - predicted))],
  ['r2 r_squared', loss(squared, { below: (target, _, mean) => (target - mean) ** 2, finish: 'rest' })],
  ['accuracy acc', share(isRight, undefined, CLASSES)],
  ['error_rate', share((target, predicted) => 1 - isRight(target, predicted), undefined, CLASSES)],
  [
    'f1',
    share(
      (target, predicted) => 2 * isHit(target, predicted),
      (target, predicted) => target + predicted,
    ),
  ],
  ['precision', share(isHit, (_, predicted) => predicted)],
  ['recall sensitivity tpr', share(isHit, (target) => target)],
  [
    'specificity tnr',
    share(
      (target, predicted) => (1 - target) * (1 - predicted),
      (target) => 1 - target,
    ),
  ],
  ['log_loss cross_entropy binary_cross_entropy nll', loss(surprise, { tasks: BINARY, reads: 'probabilities' })],
  ['brier brier_loss', loss(squared, { tasks: BINARY, reads: 'probabilities' })],
  ['auc roc_auc auc_roc auroc', { kind: 'area', tasks: BINARY }],
];

const BY_NAME = new Map(
  METRICS.flatMap(([names, metric]) => names.split(' ').map((name) => [name.replaceAll('_', ''), metric] as const)),
);

/** Words that say where a metric was measured, or nothing. `macro`, `train` and `p95` make another metric of it. */
const NEUTRAL = new Set(
  'val valid validation test testing eval evaluation dev holdout final last score overall'.split(' '),
);

/** The metric of this name, where rows of this task give it. */
export function rowMetricOf(name: string, task: Task): RowMetric | undefined {
  const metric = metricOf(name);
  return metric?.tasks.includes(task) === true ? metric : undefined;
}

/** Whether rows of some task give a metric of this name. */
export function followsFromRows(name: string): boolean {
  return metricOf(name) !== undefined;
}

function metricOf(name: string): RowMetric | undefined {
  const last = name.split(/[./:]/).at(-1) ?? '';
  const words = wordsOf(last).filter((word) => !NEUTRAL.has(word));
  return BY_NAME.get(words.join(''));
}
