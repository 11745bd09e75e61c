// How heavy is a penguin? Predicts body mass (g) from what one can measure or see of it.
// Reads params.json and data/penguins.csv; writes models/penguins.json and its metrics.
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fit, measure, shuffle } from './regression.mjs';

const params = withOverrides(JSON.parse(readFileSync('params.json', 'utf8')));
const penguins = readPenguins('data/penguins.csv');
const columns = columnsOf(penguins, params.features);
if (columns.length === 0) throw new Error('params.json switches every feature off: there is nothing to learn from');

// The same seed leaves the same birds out, whatever the features: that makes runs comparable.
const birds = shuffle(penguins, params.seed);
const held = birds.slice(0, Math.round(birds.length * params.test_share));
const learned = birds.slice(held.length);
const fitOn = (rows) => fit(rows.map(valuesOf), rows.map(massOf), params.ridge);
const measureOn = (model, rows) => measure(model, rows.map(valuesOf), rows.map(massOf));

for (let fold = 0; fold < params.folds; fold++) {
  const model = fitOn(learned.filter((_, n) => n % params.folds !== fold));
  const { rmse } = measureOn(model, learned.filter((_, n) => n % params.folds === fold));
  console.log(`fold ${fold + 1} of ${params.folds}: rmse ${rmse.toFixed(1)} g`);
  log({ step: fold + 1, fold_rmse: round(rmse) });
}

const model = fitOn(learned);
const metrics = { ...measureOn(model, held), n: held.length };
console.log(`held out, ${metrics.n} birds: rmse ${metrics.rmse.toFixed(1)} g, r2 ${metrics.r2.toFixed(3)}`);
log(Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, round(value)])));

mkdirSync('models', { recursive: true });
const weights = Object.fromEntries(columns.map(({ name }, n) => [name, round(model.weights[n] / model.spreads[n])]));
writeFileSync('models/penguins.json', `${JSON.stringify({ target: 'body_mass_g', weights, ...rounded(model) }, null, 2)}\n`);

/** Values given for this run alone: MLOPS_PARAM_RIDGE=10, MLOPS_PARAM_FEATURES_SEX=true. */
function withOverrides(values, prefix = 'MLOPS_PARAM_') {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const variable = `${prefix}${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
      if (typeof value === 'object') return [name, withOverrides(value, `${variable}_`)];
      const given = process.env[variable];
      return [name, given === undefined || given === '' ? value : parsedLike(value, given, variable)];
    }),
  );
}

function parsedLike(example, text, variable) {
  if (typeof example === 'string') return text;
  const value = typeof example === 'boolean' ? { true: true, false: false }[text] : Number(text);
  if (value === undefined || Number.isNaN(value)) throw new Error(`${variable}=${text} is not a ${typeof example}`);
  return value;
}

/** Birds with every value known. */
function readPenguins(path) {
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split('\n').map((line) => line.split(','));
  return lines
    .filter((cells) => !cells.includes('NA'))
    .map((cells) => Object.fromEntries(header.map((name, column) => [name, cells[column]])));
}

/** A number is one column; a category is one column of 0 and 1 for each of its values but the first. */
function columnsOf(rows, features) {
  const chosen = Object.keys(features).filter((name) => features[name]);
  return chosen.flatMap((name) => {
    const values = [...new Set(rows.map((row) => row[name]))].sort();
    if (values.every((value) => Number.isFinite(Number(value)))) return [{ name, of: (row) => Number(row[name]) }];
    return values.slice(1).map((value) => ({ name: `${name}=${value}`, of: (row) => (row[name] === value ? 1 : 0) }));
  });
}

function valuesOf(row) {
  return columns.map((column) => column.of(row));
}

function massOf(row) {
  return Number(row.body_mass_g);
}

/** Under mlops a line of JSON is appended to a file; alone, metrics.json holds the last values. */
function log(values) {
  if (process.env.MLOPS_METRICS) appendFileSync(process.env.MLOPS_METRICS, `${JSON.stringify(values)}\n`);
  else if (!('step' in values)) writeFileSync('metrics.json', `${JSON.stringify(values, null, 2)}\n`);
}

function round(value) {
  return Number(value.toPrecision(10));
}

function rounded(model) {
  return { intercept: round(model.intercept), means: model.means.map(round), spreads: model.spreads.map(round) };
}
