import { expect, test } from 'vitest';
import { dispatchTriggerOf } from '../../src/workflow/dispatch-trigger.ts';

const PATH = '.github/workflows/deploy.yml';

test.each([
  ['on: workflow_dispatch\n'],
  ['on: [push, workflow_dispatch]\n'],
  ['on:\n  workflow_dispatch:\n'],
  ['"on":\n  workflow_dispatch: {}\n'],
])('%j can be started and takes nothing', (text) => {
  expect(dispatchTriggerOf(PATH, text)).toEqual({ inputs: [] });
});

test.each([
  ['on: push\n', 1],
  ['on:\n  push:\n    branches: [main]\n', 2],
  ['jobs: {}\n', undefined],
  ['', undefined],
])('%j cannot be started by hand', (text, line) => {
  expect(dispatchTriggerOf(PATH, text)).toEqual({ inputs: undefined, fault: undefined, line });
});

test('a text that is no YAML says where', () => {
  expect(dispatchTriggerOf(PATH, 'on: push\non: push\n')).toMatchObject({ inputs: undefined, line: 2 });
});

test('inputs are read with what they want', () => {
  const text = `
on:
  workflow_dispatch:
    inputs:
      version: {type: string, required: true}
      region: {required: 'true', default: eu}
      stage: {type: choice, options: [staging, production], required: true}
      note:
`;
  expect(dispatchTriggerOf(PATH, text)).toEqual({
    inputs: [
      { name: 'version', isNeeded: true, options: undefined },
      { name: 'region', isNeeded: false, options: undefined },
      { name: 'stage', isNeeded: true, options: ['staging', 'production'] },
      { name: 'note', isNeeded: false, options: undefined },
    ],
  });
});
