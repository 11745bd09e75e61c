// Under which key a run is reported: its sticky comment and its check. Pure.
import { matrixWords } from '../run/leg.ts';
import type { Settings } from './settings.ts';

/**
 * The key of a run that reports for itself. The model's name does where a job trains it once; the legs of a matrix, and
 * experiments beside each other, would take each other's comment and turn each other's check green, so each has its own.
 * A key that the user gave stays, as do matrix values that the model or its folder is named after.
 */
export function reportKey(
  { commentKey, model, experiment, workingDirectory, collect }: Settings,
  matrix: Readonly<Record<string, unknown>> | undefined,
): string {
  if (commentKey !== model || collect) return commentKey;
  const named = new Set([...model.split('/'), ...workingDirectory.split('/')]);
  const names = Object.entries(matrix ?? {}).flatMap(([name, value]) => (named.has(String(value)) ? [] : [name]));
  const parts = [...(experiment === model ? [] : [experiment]), matrixWords(matrix, names.toSorted())];
  const words = parts.filter((part) => part !== '').join(', ');
  return words === '' ? commentKey : `${commentKey} (${words})`;
}
