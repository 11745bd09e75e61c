import { expect, test } from 'vitest';
import { dispatchInputs } from '../../src/init/dispatch-inputs.ts';
import type { Param } from '../../src/run/record.ts';

const READS_NOTHING: { overrides: readonly string[]; readsAnyOverride: boolean } = {
  overrides: [],
  readsAnyOverride: false,
};

function inputsFor(params: Readonly<Record<string, Param>>, reads = READS_NOTHING) {
  return dispatchInputs(new Map(Object.entries(params)), 'params.yaml', reads);
}

test('params become typed inputs; none has a default or names the value, which would lie when the file changes', () => {
  const { inputs } = inputsFor({ 'model.alpha': 0.5, seed: 7, warm: true, layers: '[1, 2]', 学習率: 1 });
  expect(inputs).toEqual([
    { name: 'model_alpha', type: 'number', description: 'model.alpha, empty for the value of params.yaml' },
    { name: 'seed', type: 'number', description: 'empty for the value of params.yaml' },
    { name: 'warm', type: 'string', description: 'true or false, empty for the value of params.yaml' },
    { name: 'layers', type: 'string', description: 'empty for the value of params.yaml' },
    { name: '___', type: 'number', description: '学習率, empty for the value of params.yaml' },
  ]);
});

test('a script that reads certain overrides gets inputs for these only', () => {
  const reads = { overrides: ['MLOPS_PARAM_ALPHA', 'MLOPS_PARAM_EXTRA'], readsAnyOverride: false };
  const { inputs, leftOut } = inputsFor({ 'model.alpha': 0.5, seed: 7 }, reads);
  expect(inputs.map(({ name }) => name)).toEqual(['alpha', 'extra']);
  expect([...leftOut.values()]).toEqual([['seed']]);
  const any = inputsFor({ 'model.alpha': 0.5, seed: 7 }, { ...reads, readsAnyOverride: true });
  expect(any.inputs.map(({ name }) => name)).toEqual(['model_alpha', 'seed', 'alpha', 'extra']);
});

test('what cannot be an input is left out with the reason', () => {
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`p${index}`, index]));
  const { inputs, leftOut } = inputsFor({ '1st': 1, 'a.b': 1, a_b: 2, A_B: 3, ['x'.repeat(101)]: 1, ...many });
  expect(inputs).toHaveLength(25);
  expect([...leftOut]).toEqual([
    ['its name can be no input', ['1st', 'x'.repeat(101)]],
    ['an input has the same variable', ['a_b', 'A_B']],
    ['GitHub takes 25 inputs', ['p24', 'p25', 'p26', 'p27', 'p28', 'p29']],
  ]);
});
