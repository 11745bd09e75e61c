// The champion's predictions out of a file of their own → a column beside the run's.
import { codesIn, commonRows } from './common-rows.ts';
import type { ChosenColumns, NamedColumns, Predictions } from './predictions.ts';
import { readPredictions } from './read-predictions.ts';

export interface WithChampion {
  /** With a `baseline`, where the file has the same rows. */
  readonly predictions: Predictions;
  /** Why it has none. */
  readonly notes: readonly string[];
}

/**
 * @param file where they are
 * @param own how the run's own file is read: the same names are looked for in this one
 */
export async function addChampion(
  predictions: Predictions,
  file: { readonly path: string; readonly absolute: string },
  own: { readonly named: NamedColumns; readonly columns: ChosenColumns },
  redact: (text: string) => string,
): Promise<WithChampion> {
  const named: NamedColumns = {
    id: own.named.id,
    target: own.named.target,
    prediction: own.named.prediction,
    slices: [],
  };
  const read = await readPredictions(file.absolute, named, redact);
  const without = (why: string): WithChampion => ({
    predictions,
    notes: [`the champion's predictions in "${file.path}" are not used: ${why}`],
  });
  const champion = read.predictions;
  if (champion === undefined) return without(read.problem ?? 'there are none');
  if (champion.predictsLabels !== predictions.predictsLabels || champion.byPosition !== predictions.byPosition) {
    return without('they are not of the same kind');
  }
  const common = commonRows(champion.ids, predictions.ids);
  const lacking = predictions.target.length - common.second.length;
  if (lacking > 0) return without(`${lacking} of ${predictions.target.length} rows are not in it`);
  const codes = codesIn(champion.labels, predictions.labels);
  const values = new Float64Array(common.first.length);
  for (const [place, row] of common.first.entries()) {
    const said = champion.prediction[row] ?? Number.NaN;
    values[place] = predictions.predictsLabels ? (codes[said] ?? -1) : said;
  }
  if (predictions.predictsLabels && values.includes(-1)) return without('it has a class that this run does not know');
  return { predictions: { ...predictions, baseline: values }, notes: [] };
}
