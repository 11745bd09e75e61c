// Predictions for tests, as the readers make them of rows.
import type { Predictions } from '../../src/predictions/predictions.ts';
import { rowBuilder } from '../../src/predictions/row-builder.ts';

export interface TestRow {
  readonly id?: string | number;
  readonly target: string | number;
  readonly prediction: string | number;
  readonly weight?: number;
  readonly baseline?: string | number;
  readonly slice?: string;
}

/** Which columns there are is told by the first row. */
export function predictionsOf(rows: readonly TestRow[]): Predictions {
  const [first] = rows;
  const builder = rowBuilder(
    {
      ...(first?.id === undefined ? {} : { id: 'id' }),
      target: 'target',
      prediction: 'prediction',
      ...(first?.weight === undefined ? {} : { weight: 'weight' }),
      ...(first?.baseline === undefined ? {} : { baseline: 'baseline' }),
      slices: first?.slice === undefined ? [] : ['slice'],
    },
    (text) => text,
  );
  for (const { id, target, prediction, weight, baseline, slice } of rows) {
    builder.add([id, target, prediction, weight, baseline, slice]);
  }
  const { predictions, problem } = builder.finish();
  if (predictions === undefined) throw new Error(problem);
  return predictions;
}
