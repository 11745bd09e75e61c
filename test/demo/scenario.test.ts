// The sample project is run as a stranger would run it: copied out, with nothing but Node.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { editParams, SCENARIO_COMMITS, SCENARIO_PARAMS_FILE, SCENARIO_RETRAIN } from '../../src/demo/scenario.ts';

const exec = promisify(execFile);
const sample = join(import.meta.dirname, '../../src/demo/project');
let folder = '';
let shipped = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlops-sample-'));
  await cp(sample, folder, { recursive: true });
  shipped = await readFile(join(folder, SCENARIO_PARAMS_FILE), 'utf8');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Trained {
  readonly output: string;
  readonly metrics: Readonly<Record<string, number>>;
  readonly model: string;
}

async function train(environment: Readonly<Record<string, string>> = {}, params = shipped): Promise<Trained> {
  await writeFile(join(folder, SCENARIO_PARAMS_FILE), params);
  const env = { PATH: process.env['PATH'], ...environment };
  const { stdout } = await exec(process.execPath, ['train.mjs'], { cwd: folder, env });
  const metrics = JSON.parse(await readFile(join(folder, 'metrics.json'), 'utf8')) as Record<string, number>;
  return { output: stdout, metrics, model: await readFile(join(folder, 'models/penguins.json'), 'utf8') };
}

function paramsAfter(branch: string): string {
  const seen = SCENARIO_COMMITS.filter((commit) => commit.branch === 'main' || commit.branch === branch);
  return seen.reduce((text, commit) => editParams(text, commit.params), shipped);
}

test('the sample trains the same model with the same metrics every time', async () => {
  const first = await train();
  const second = await train();
  expect(second).toEqual(first);
  expect(Object.values(first.metrics).every(Number.isFinite)).toBe(true);
  expect(first.metrics['n']).toBe(83);
});

test('the weights in the model file predict the birds about as well as the metrics claim', async () => {
  const { metrics: real, model } = await train();
  const { intercept, weights, means } = JSON.parse(model) as {
    intercept: number;
    weights: Record<string, number>;
    means: number[];
  };
  const rows = (await readFile(join(folder, 'data/penguins.csv'), 'utf8')).trim().split('\n').slice(1);
  const complete = rows.map((row) => row.split(',')).filter((cells) => !cells.includes('NA'));
  const errors = complete.map((cells) => {
    const measured = [Number(cells[2]), Number(cells[3]), Number(cells[4])];
    const sum = Object.values(weights).reduce((at, weight, n) => at + weight * (measured[n]! - means[n]!), intercept);
    return (sum - Number(cells[5])) ** 2;
  });
  const rmse = Math.sqrt(errors.reduce((a, b) => a + b, 0) / errors.length);
  expect(complete).toHaveLength(333);
  expect(rmse / real['rmse']!).toBeGreaterThan(0.9);
  expect(rmse / real['rmse']!).toBeLessThan(1.15);
});

test('under mlops metrics are appended as JSON lines with a series, and no metrics.json is written', async () => {
  await rm(join(folder, 'metrics.json'), { force: true });
  const file = join(folder, 'appended');
  await expect(train({ MLOPS_METRICS: file })).rejects.toThrow('metrics.json');
  const lines = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(lines.map((line) => Object.keys(line).join())).toEqual([
    ...Array.from({ length: 5 }, () => 'step,fold_rmse'),
    'rmse,mae,r2,n',
  ]);
});

test('adding species and sex improves the model clearly, dropping the flipper spoils it', async () => {
  const main = await train({}, paramsAfter('main'));
  const better = await train({}, paramsAfter('add-species-and-sex'));
  const worse = await train({}, paramsAfter('drop-flipper'));
  expect(better.metrics['rmse']!).toBeLessThan(main.metrics['rmse']! * 0.8);
  expect(worse.metrics['rmse']!).toBeGreaterThan(main.metrics['rmse']! * 1.2);
});

test('the second commit on main is a small change, within the tolerated regression', async () => {
  const before = await train();
  const after = await train({}, paramsAfter('main'));
  expect(after.metrics['rmse']).not.toBe(before.metrics['rmse']);
  expect(Math.abs(after.metrics['rmse']! / before.metrics['rmse']! - 1)).toBeLessThan(0.02);
});

test('any param can be overridden for one run, nested ones too, and an empty value overrides nothing', async () => {
  const plain = await train();
  const name = Object.keys(SCENARIO_RETRAIN)[0]!.toUpperCase();
  const retrained = await train({ [`MLOPS_PARAM_${name}`]: Object.values(SCENARIO_RETRAIN)[0]! });
  const nested = await train({ MLOPS_PARAM_FEATURES_SEX: 'true' });
  expect(retrained.model).not.toBe(plain.model);
  expect(nested.model).toContain('sex=male');
  expect(await train({ MLOPS_PARAM_RIDGE: '' })).toEqual(plain);
});

test('an override of the wrong type stops the training with the variable and the value', async () => {
  await expect(train({ MLOPS_PARAM_RIDGE: 'strong' })).rejects.toThrow('MLOPS_PARAM_RIDGE=strong is not a number');
  await expect(train({ MLOPS_PARAM_FEATURES_SEX: 'yes' })).rejects.toThrow(
    'MLOPS_PARAM_FEATURES_SEX=yes is not a boolean',
  );
});

test('the data is the file that its README vouches for', async () => {
  const digest = createHash('sha256')
    .update(await readFile(join(sample, 'data/penguins.csv')))
    .digest('hex');
  expect(await readFile(join(sample, 'data/README.md'), 'utf8')).toContain(digest);
});

test('editing params keeps what is not named and refuses a name that the file lacks', () => {
  expect(editParams('{"a": {"b": 1, "c": 2}, "d": 3}', { 'a.b': 9 })).toBe(
    '{\n  "a": {\n    "b": 9,\n    "c": 2\n  },\n  "d": 3\n}\n',
  );
  expect(() => editParams('{"a": 1}', { b: 2 })).toThrow('"b"');
});
