import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { artifactName } from '../../src/artifacts/artifact-name.ts';
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
