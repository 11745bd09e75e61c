import { describe, expect, test } from 'vitest';
import {
  editStageFile,
  isStageFile,
  parseStageFile,
  stageFilePath,
  stageOfFile,
} from '../../src/deployment/stage-file.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const WISH = { model: 'duration', version: 'v1.2.3', digest: A };

describe('a stage file', () => {
  test('that is new says what it is for', () => {
    const text = editStageFile(undefined, 'production', WISH);
    expect(text).toBe(
      '# What is live in production. A change that is merged assigns the stage and deploys; reverting one goes back to the version that stood here before.\n' +
        `models:\n  duration:\n    version: v1.2.3\n    digest: ${A}\n`,
    );
    expect(parseStageFile(text, 'deploy/production.yaml')).toEqual([WISH]);
  });

  test('keeps comments, other models and its own way of writing', () => {
    const text = `# ours

models:
    # asked for by the board
    duration:
        version: v1.2.2 # good
        digest: ${B}
        forced: because
    taxi/fare: {version: "v3.0.0", digest: ${B}} # flow
`;
    expect(editStageFile(text, 'production', WISH)).toBe(`# ours

models:
    # asked for by the board
    duration:
        version: v1.2.3 # good
        digest: ${A}
    taxi/fare: {version: "v3.0.0", digest: ${B}} # flow
`);
  });

  test.each([
    ['models:\n'],
    ['models: {}\n'],
    ['models: null\n'],
    [''],
    ['# a comment\n'],
    [`models: &all {}\n`],
    [`models:\n  a: &x {version: v1.0.0}\n  duration: *x\n`],
    [`models:\n  "duration": {version: v1.0.0}\n`],
    [`models:\n  duration: {version: v1.2.3, digest: ${A}, forced: "x"}\n`],
  ])('of the form %j takes the wish', (text) => {
    const edited = editStageFile(text, 'production', WISH);
    expect(parseStageFile(edited, '').filter(({ model }) => model === 'duration')).toEqual([WISH]);
    for (const comment of text.match(/#.*/g) ?? []) expect(edited).toContain(comment);
  });

  test('that wishes it already stays as it is, to the letter', () => {
    const text = `models:\r\n   duration:   { digest: '${A}' ,  version: v1.2.3 }   # odd`;
    expect(editStageFile(text, 'production', WISH)).toBe(text);
  });

  test('a reason is written so that it is read back, and goes with the next wish', () => {
    const forced = { ...WISH, forced: 'it: is #1 "urgent"\' & *this' };
    const text = editStageFile(undefined, 'production', forced);
    expect(parseStageFile(text, '')).toEqual([forced]);
    expect(parseStageFile(editStageFile(text, 'production', WISH), '')).toEqual([WISH]);
  });

  test('two models that share lines by an anchor are not changed together', () => {
    const text = 'models:\n  duration: &x\n    version: v1.0.0\n  other: *x\n';
    expect(() => editStageFile(text, 'production', WISH)).toThrow(/shares its lines with other models/);
  });
});

describe('a stage file that is wrong', () => {
  test.each([
    [
      'models:\n  duration:\n    version: 1.2\n',
      'f.yaml:3: models.duration.version: expected text, got the number 1.2',
    ],
    [
      'models:\n  duration:\n    version: latest\n',
      'f.yaml:3: models.duration.version: expected a version such as v1.2.3',
    ],
    ['models:\n  duration:\n    verison: v1.0.0\n', 'unknown key "verison" in models.duration'],
    ['models:\n  duration: v1.0.0\n', 'f.yaml:2: models.duration: expected a mapping'],
    ['models:\n  duration:\n', 'models.duration: expected a mapping, got nothing'],
    ['models: [duration]\n', 'f.yaml:1: models: expected a mapping'],
    ['stage: production\n', 'f.yaml:1: unknown key "stage"'],
    ['- duration\n', 'expected a mapping, got a list'],
    [`models:\n  duration: {version: v1.0.0, digest: ${A}0}\n`, 'models.duration.digest: expected a SHA-256'],
    ['models:\n  "../x": {version: v1.0.0}\n', 'f.yaml:2: models.../x'],
    ['models:\n  __proto__: {version: v1.0.0}\n', '"__proto__" is no name'],
    ['models:\n  a: {version: v1.0.0}\n  a: {version: v1.0.0}\n', 'f.yaml:3: Map keys must be unique'],
    ['models: {\n', 'f.yaml'],
    ['a: &a [x,x]\nb: &b [*a,*a]\n', 'unknown key "a"'],
    [
      `models:\n${Array.from({ length: 200 }, (_, n) => `  m${n}: {version: v1.0.0, forced: ''}\n`).join('')}`,
      'f.yaml:2',
    ],
    [`# ${'x'.repeat(1_000_001)}`, 'at most 1000000 are read'],
    [
      Array.from({ length: 1001 }, (_, n) => `  m${n}: {version: v1.0.0}\n`)
        .join('')
        .replace(/^/, 'models:\n'),
      '1001 models',
    ],
  ])('%# is one clear error with its place', (text, words) => {
    expect(() => parseStageFile(text, 'f.yaml')).toThrow(
      expect.objectContaining({ code: 'config-invalid', message: expect.stringContaining(words) as string }),
    );
    expect(() => editStageFile(text, 'production', WISH)).toThrow(expect.objectContaining({ code: 'config-invalid' }));
  });

  test('an alias bomb is refused', () => {
    const layers = Array.from({ length: 9 }, (_, n) => `x${n}: &x${n} [${n === 0 ? 'a' : `*x${n - 1},`.repeat(9)}]\n`);
    expect(() => parseStageFile(layers.join(''), 'f.yaml')).toThrow(
      expect.objectContaining({ code: 'config-invalid' }),
    );
  });
});

test('a stage has a path, and only such a path has a stage', () => {
  expect(stageOfFile(stageFilePath('eu/production'))).toBe('eu/production');
  for (const path of ['deploy/.yaml', 'deploy/../x.yaml', 'deploy/a.yml', 'x/deploy/a.yaml', 'deploy/a/']) {
    expect(stageOfFile(path)).toBeUndefined();
  }
});

test('a manifest of something else in the folder is no stage file', () => {
  expect(isStageFile('apiVersion: v1\nkind: Service\n')).toBe(false);
  expect(isStageFile('models: 1\n')).toBe(true);
  expect(isStageFile('{')).toBe(false);
});
