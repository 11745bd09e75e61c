// A metric's name, taken apart: `val_roc-AUC`, `eval/rocAuc` and `latency_p95_ms` are words with qualifiers around them.

/** Lower-case words of a name; separators and changes of case part them. */
export function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, 200)
    .normalize('NFKC')
    .replaceAll(/(\p{Ll}|\d)(?=\p{Lu})/gu, '$1_')
    .toLowerCase()
    .split(/[^\p{L}\p{N}@]+|(?<=[^@])(?=@)/u)
    .filter((word) => word !== '');
}

/** Row and sample counts are shown, never judged: `n`, `rows`, `val.support`, `test_count`. */
export function isCount(name: string): boolean {
  return ['n', 'rows', 'support', 'count'].includes(wordsOf(name).at(-1) ?? '');
}

const EFFORT = new Set([
  'time',
  'duration',
  'second',
  'seconds',
  'minutes',
  'hours',
  'cost',
  'memory',
  'throughput',
  'speed',
  's',
]);

/** Measured on the very data that the model was fitted to: `training_score`, `train/loss`. Effort spent is not meant. */
export function isTrainingMetric(name: string): boolean {
  const [first, ...rest] = wordsOf(name);
  return (first === 'training' || first === 'train') && rest.length > 0 && !rest.some((word) => EFFORT.has(word));
}
