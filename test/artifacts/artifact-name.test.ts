import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { artifactName, parseRecordArtifact, recordArtifactName } from '../../src/artifacts/artifact-name.ts';
import { anyCharacter } from '../support/any-character.ts';

const RUN = '0196a0b1c2d37abc8def0123456789ab';

test.each([
  ['duration', `duration-${RUN}`],
  ['taxi/duration: v2 "best"', `taxi-duration-v2-best-${RUN}`],
  ['Modèle', `Mod-le-${RUN}`],
  ['m'.repeat(300), `${'m'.repeat(80)}-${RUN}`],
  ['..\\..', `model-${RUN}`],
  ['', `model-${RUN}`],
])('the artifact of model %j is named %j', (model, name) => {
  expect(artifactName(model, RUN)).toBe(name);
});

test('whatever the model is called, GitHub and Windows take the name, and the run stands in it', () => {
  assert(
    property(string({ unit: anyCharacter, maxLength: 300 }), (model) => {
      const name = artifactName(model, RUN);
      expect(name).not.toMatch(/["<>|*?\\/:\p{Cc}]|^\.|\.$/u);
      expect(name.endsWith(`-${RUN}`)).toBe(true);
      expect(Buffer.byteLength(name)).toBeLessThan(255);
    }),
  );
});

test('the artifact of a record names its run, and says whether another job is to record it', () => {
  const run = '0199a2b3c4d57e6f8a9b0c1d2e3f4a5b';
  for (const isLeg of [true, false])
    expect(parseRecordArtifact(recordArtifactName(run, isLeg))).toEqual({ run, isLeg });
  for (const name of [
    'mlops-record-',
    `mlops-record-${run}x`,
    `x-mlops-record-${run}`,
    `mlops-record-../${run}`,
    `duration-${run}`,
  ])
    expect(parseRecordArtifact(name)).toBeUndefined();
});
