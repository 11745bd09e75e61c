// Which column of a file is what: by the names in the configuration, else by those that people usually give. Pure.
import { MAX_SLICE_COLUMNS, MAX_TEXT, type ChosenColumns, type NamedColumns } from './predictions.ts';

type Role = Exclude<keyof ChosenColumns, 'slices'>;

/** In the order in which they are looked for; compared without case and separators. Pandas writes its index without a name. */
const USUAL: Readonly<Record<Role, readonly string[]>> = {
  id: ['id', 'row_id', 'index', 'row', 'key', 'uuid', 'sample_id', 'example_id', '__index_level_0__', 'Unnamed: 0', ''],
  target: ['target', 'y_true', 'y', 'label', 'actual', 'truth', 'ground_truth', 'y_test', 'observed'],
  prediction: [
    'prediction y_pred yhat y_hat pred predicted predictions score y_score',
    'proba y_proba probability y_prob prob forecast output',
  ].flatMap((line) => line.split(' ')),
  weight: ['weight', 'sample_weight', 'weights'],
  baseline: [
    'baseline',
    'champion',
    'baseline_prediction',
    'champion_prediction',
    'y_pred_baseline',
    'y_pred_champion',
  ],
};

/** @returns the columns, or in words what is missing, with what is there instead */
export function chooseColumns(
  header: readonly string[],
  named: NamedColumns,
): { readonly columns: ChosenColumns } | { readonly problem: string } {
  const missing: string[] = [];
  const find = (role: Role): string | undefined => {
    const name = named[role];
    if (name === undefined) return usual(header, role);
    if (header.includes(name)) return name;
    missing.push(`the column ${quoted(name)} for the ${role}`);
    return undefined;
  };
  const [id, target, prediction] = [find('id'), find('target'), find('prediction')];
  const [weight, baseline] = [find('weight'), find('baseline')];
  for (const name of named.slices) if (!header.includes(name)) missing.push(`the column ${quoted(name)} for slices`);
  if (target === undefined && named.target === undefined) missing.push(unnamed('target'));
  if (prediction === undefined && named.prediction === undefined) missing.push(unnamed('prediction'));
  if (missing.length > 0 || target === undefined || prediction === undefined) {
    return { problem: `it lacks ${missing.join(' and ')}; it has ${listed(header)}` };
  }
  const repeated = [id, target, prediction, weight, baseline, ...named.slices].find(
    (name) => name !== undefined && header.indexOf(name) !== header.lastIndexOf(name),
  );
  if (repeated !== undefined) return { problem: `it has two columns ${quoted(repeated)}` };
  return {
    columns: {
      ...(id === undefined ? {} : { id }),
      target,
      prediction,
      ...(weight === undefined ? {} : { weight }),
      ...(baseline === undefined ? {} : { baseline }),
      slices: [...new Set(named.slices)].slice(0, MAX_SLICE_COLUMNS),
    },
  };
}

function usual(header: readonly string[], role: Role): string | undefined {
  for (const name of USUAL[role]) {
    // A name of the file comes into the record.
    const found = header.find((each) => each.length <= MAX_TEXT && plain(each) === plain(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function plain(name: string): string {
  return name.trim().toLowerCase().replaceAll(/[-_ ]/g, '');
}

function unnamed(role: 'target' | 'prediction'): string {
  return `a column for the ${role} (${USUAL[role].slice(0, 5).join(', ')}, or named in the configuration as predictions.${role})`;
}

function listed(header: readonly string[]): string {
  const shown = header.slice(0, 12).map(quoted).join(', ');
  return header.length > 12 ? `${shown} and ${header.length - 12} more` : shown || 'no columns';
}

function quoted(name: string): string {
  return JSON.stringify(name.length > MAX_TEXT ? `${name.slice(0, MAX_TEXT)}…` : name);
}
