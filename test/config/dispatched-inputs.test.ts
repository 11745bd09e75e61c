// What a dispatch names, where the step does not.
import { expect, test } from 'vitest';
import { withDispatched } from '../../src/config/dispatched-inputs.ts';

const DISPATCHED = {
  model: 'cars',
  version: 'v1.0.0',
  stage: 'production',
  force: 'true',
  drill: 'true',
  command: 'x',
};

test.each([
  ['promote', ['force', 'model', 'stage', 'task', 'version']],
  ['rollback', ['drill', 'force', 'model', 'stage', 'task', 'version']],
  ['deploy', ['model', 'stage', 'task', 'version']],
  ['register', ['task']],
  ['train', ['task']],
])('task %s takes from the event what it reads, and nothing that a training would take for a param', (task, names) => {
  expect(Object.keys(withDispatched({ task }, DISPATCHED)).toSorted()).toEqual(names);
});

test('what the step gives stays, and an empty input gives nothing', () => {
  const given = { task: 'promote', stage: 'staging', version: ' ' };
  expect(withDispatched(given, DISPATCHED)).toMatchObject({ stage: 'staging', version: 'v1.0.0' });
  expect(withDispatched({ task: 'promote' }, JSON.parse('{"__proto__": "x"}') as Record<string, string>)).toEqual({
    task: 'promote',
  });
});

test('spaces around a stage or a model are refused: the environment of the job would be another one', () => {
  for (const name of ['stage', 'model']) {
    const dispatch = (): unknown => withDispatched({ task: 'deploy' }, { [name]: 'production ' });
    expect(dispatch).toThrow(`the input ${name} of the dispatch has spaces around it: "production "`);
  }
  expect(withDispatched({ task: 'deploy', stage: 'x' }, { stage: ' y' })).toMatchObject({ stage: 'x' });
});
