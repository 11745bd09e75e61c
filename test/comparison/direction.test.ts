import { describe, expect, it } from 'vitest';
import { directionOf } from '../../src/comparison/direction.ts';
import { isCount, isTrainingMetric } from '../../src/comparison/metric-name.ts';
import { choosePrimary } from '../../src/comparison/primary.ts';

describe('the direction of a metric', () => {
  it.each([
    ['accuracy', 'higher'],
    ['val_accuracy', 'higher'],
    ['test/Accuracy', 'higher'],
    ['PR-AUC', 'higher'],
    ['rocAuc', 'higher'],
    ['roc_auc_score', 'higher'],
    ['F1', 'higher'],
    ['f1-score', 'higher'],
    ['weighted avg.f1-score', 'higher'],
    ['setosa.recall', 'higher'],
    ['R²', 'higher'],
    ['r2', 'higher'],
    ['mAP', 'higher'],
    ['mean_iou', 'higher'],
    ['ndcg@10', 'higher'],
    ['precision_at_5', 'higher'],
    ['neg_mean_squared_error', 'higher'],
    ['throughput', 'higher'],
    ['rmse', 'lower'],
    ['val.rmse', 'lower'],
    ['RMSE_test', 'lower'],
    ['mean_absolute_error', 'lower'],
    ['logLoss', 'lower'],
    ['train_loss', 'lower'],
    ['focal_loss', 'lower'],
    ['negative_log_likelihood', 'lower'],
    ['false_negative_rate', 'lower'],
    ['latency_p95_ms', 'lower'],
    ['p95_latency', 'lower'],
    ['inference_time_s', 'lower'],
  ] as const)('%s: %s is better', (name, direction) => {
    expect(directionOf(name, undefined)).toBe(direction);
  });

  it.each([
    'auc_std',
    'accuracy_diff',
    'loss_ratio',
    '1-auc',
    'error_count',
    'temperature',
    'n',
    '',
    'toString',
    '__proto__',
  ])('of "%s" is unknown', (name) => {
    expect(directionOf(name, undefined)).toBe('unknown');
  });

  it('is what the gate says, whatever the name', () => {
    expect(directionOf('rmse', { better: 'higher' })).toBe('higher');
    expect(directionOf('novelty', { better: 'lower' })).toBe('lower');
    expect(directionOf('rmse', { max: 7 })).toBe('lower');
  });

  it('is found in a name of a megabyte without delay', () => {
    expect(directionOf('val_'.repeat(250_000), undefined)).toBe('unknown');
  });
});

it.each([
  ['n', true],
  ['rows', true],
  ['macro avg.support', true],
  ['test_count', true],
  ['n_estimators', false],
  ['growth', false],
])('%s is a count: %s', (name, count) => {
  expect(isCount(name)).toBe(count);
});

it.each([
  ['training_score', true],
  ['train_loss', true],
  ['train/accuracy', true],
  ['training_time_s', false],
  ['train', false],
  ['trainee_count', false],
])('%s is measured on training data: %s', (name, training) => {
  expect(isTrainingMetric(name)).toBe(training);
});

describe('the primary metric', () => {
  const names = ['training_accuracy', 'cost', 'n', 'novelty', 'rmse', 'auc'];

  it('is the one that a gate calls primary', () => {
    expect(choosePrimary(names, { auc: {}, rmse: { primary: true } })).toBe('rmse');
  });

  it('is else the first gated one that is not measured on training data', () => {
    expect(choosePrimary(names, { training_accuracy: {}, rmse: {}, auc: {} })).toBe('rmse');
  });

  it('is else the first quality by name with a known direction, before any cost', () => {
    expect(choosePrimary(names, {})).toBe('auc');
    expect(choosePrimary(['training_accuracy', 'cost', 'n'], {})).toBe('cost');
  });

  it('is none where no direction is known', () => {
    expect(choosePrimary(['novelty', 'n', 'training_loss'], {})).toBeUndefined();
  });
});
