import { expect, test } from 'vitest';
import { Deploy } from '../../src/config/deployment-schema.ts';
import { PreparedDeployment } from '../../src/deployment/prepared.ts';
import { expandVariables, hookVariables } from '../../src/deployment/variables.ts';
import { anId } from '../support/a-run.ts';

const FACTS = {
  model: 'duration',
  version: 'v1.2.0',
  stage: 'production',
  run: anId(1),
  commit: 'c'.repeat(40),
  digest: undefined,
  folder: '/models',
  files: ['/models/a.bin', '/models/b.bin'],
  url: undefined,
  previous: 'v1.1.0',
  image: undefined,
};

const PREPARED: PreparedDeployment = {
  schema: 1,
  model: 'duration',
  version: 'v1.2.0',
  stage: 'production',
  tag: 'duration#production#2',
  run: anId(1),
  deploy: Deploy.parse({ command: './deploy.sh', health: { url: 'http://localhost:8080' } }),
  folder: '/work/live',
  script: './deploy.sh\n',
  variables: hookVariables(FACTS),
  settings: {},
  requests: [{ request: { a: 1 }, response: 1, line: 1 }],
  previous: { version: 'v1.1.0', run: anId(0) },
};

test('a deployment is the same after it was written to a file', () => {
  expect(PreparedDeployment.parse(JSON.parse(JSON.stringify(PREPARED)))).toEqual(PREPARED);
});

test.each([
  ['another variable', { variables: { PATH: '/evil' } }],
  ['another setting', { settings: { LD_PRELOAD: '/evil.so' } }],
  ['an unknown member', { more: 1 }],
  ['a run that is none', { run: '../x' }],
])('%s is refused', (_, other) => {
  expect(PreparedDeployment.safeParse({ ...PREPARED, ...other }).success).toBe(false);
});

test('a hook gets what is known, and of several files only their folder', () => {
  expect(hookVariables(FACTS)).toEqual({
    MODEL_NAME: 'duration',
    MODEL_VERSION: 'v1.2.0',
    MODEL_STAGE: 'production',
    MODEL_RUN_ID: anId(1),
    MODEL_COMMIT: 'c'.repeat(40),
    MODEL_DIR: '/models',
    MODEL_PREVIOUS_VERSION: 'v1.1.0',
  });
  expect(hookVariables({ ...FACTS, files: ['/models/a.bin'] }).MODEL_FILE).toBe('/models/a.bin');
});

test('only known variables are replaced in a text', () => {
  const text = 'http://$MODEL_STAGE.example/${MODEL_NAME}/$MODEL_URL$HOME${MODEL_VERSION}x$MODEL_VERSIONS';
  expect(expandVariables(text, hookVariables(FACTS))).toBe(
    'http://production.example/duration/$MODEL_URL$HOMEv1.2.0x$MODEL_VERSIONS',
  );
});
