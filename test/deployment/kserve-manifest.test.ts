import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { renderManifest, serviceName, type ManifestFacts } from '../../src/deployment/kserve-manifest.ts';
import { aDigest, anId } from '../support/a-run.ts';

const FACTS: ManifestFacts = {
  model: 'duration',
  version: 'v1.2.0',
  stage: 'production',
  run: anId(1),
  digest: aDigest(),
  format: 'sklearn',
  storageUri: 's3://models/duration/v1.2.0',
};

test('a new manifest is an InferenceService of v1beta1', () => {
  expect(parse(renderManifest(undefined, FACTS, 'k.yaml'))).toEqual({
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: {
      name: 'duration-production',
      annotations: {
        'mlops-action/model': 'duration',
        'mlops-action/version': 'v1.2.0',
        'mlops-action/stage': 'production',
        'mlops-action/run': anId(1),
        'mlops-action/digest': aDigest(),
      },
    },
    spec: {
      predictor: { model: { modelFormat: { name: 'sklearn' }, storageUri: 's3://models/duration/v1.2.0' } },
    },
  });
});

const EXISTING = `# Looked after by the platform team.
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
---
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: eta # what clients ask for
  namespace: models
  annotations:
    sidecar.istio.io/inject: "false"
    mlops-action/version: v1.1.0
spec:
  predictor:
    minReplicas: 2
    model:
      modelFormat:
        name: sklearn
        version: "1"
      protocolVersion: v2
      storageUri: s3://models/duration/v1.1.0
      resources:
        limits: {memory: 2Gi}
    tolerations:
    - key: gpu
---
# Last.
kind: Other
`;

test('a manifest that is there keeps all that people wrote into it', () => {
  const text = renderManifest(EXISTING, FACTS, 'k.yaml');
  const expected = EXISTING.replace('mlops-action/version: v1.1.0', 'mlops-action/version: v1.2.0').replace(
    's3://models/duration/v1.1.0',
    's3://models/duration/v1.2.0',
  );
  const added = (line: string): boolean => /^ {4}mlops-action\/(model|stage|run|digest): /.test(line);
  expect(text.split('\n').filter((line) => !added(line))).toEqual(expected.split('\n'));
  expect(parseAllDocuments(text)).toHaveLength(3);
  expect(renderManifest(text, FACTS, 'k.yaml')).toBe(text);
});

describe('a manifest that cannot be changed is an error that names it', () => {
  test.each([
    ['no YAML', 'a: [', 'is no YAML'],
    ['another object', 'kind: Deployment\n', 'holds 0 objects'],
    ['two services', `${EXISTING}---\n${EXISTING}`, 'holds 2 objects'],
    ['another version of the API', EXISTING.replace('/v1beta1', '/v1alpha2'), 'is not of serving.kserve.io/v1beta1'],
    [
      'a predictor of the old form',
      EXISTING.replace('    model:', '    sklearn:').replace('minReplicas', 'max'),
      'predictor without `model`',
    ],
    ['a list for a map', EXISTING.replace(/annotations:[^]*spec:/, 'annotations: [1]\nspec:'), 'cannot be changed'],
    ['no map at all', '- 1\n', 'holds 0 objects'],
    ['too much', `${EXISTING}${'#'.repeat(1_000_000)}`, 'more than'],
  ])('%s', (_, text, words) => {
    expect(() => renderManifest(text, FACTS, 'deploy/k.yaml')).toThrow(
      expect.objectContaining({
        code: 'config-invalid',
        message: expect.stringContaining(`deploy/k.yaml `) as string,
      }) as Error,
    );
    expect(() => renderManifest(text, FACTS, 'k')).toThrow(words);
  });
});

test('names are such that Kubernetes takes them, and never one name for two models', () => {
  const models = [
    'duration',
    'Duration',
    'team/duration',
    'team-duration',
    '7days',
    'x'.repeat(200),
    '模型',
    'a_b',
    'a-b-',
  ];
  const names = models.map((model) => serviceName(model, 'production'));
  for (const name of names) {
    expect(name).toMatch(/^[a-z]([-a-z0-9]*[a-z0-9])?$/);
    expect(name.length).toBeLessThanOrEqual(40);
  }
  expect(new Set(names).size).toBe(names.length);
});
