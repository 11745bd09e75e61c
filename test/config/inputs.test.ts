import { describe, expect, it } from 'vitest';
import { INPUTS, parseInputs, requireCommand } from '../../src/config/inputs.ts';
import { overlay } from '../../src/config/overlay.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import type { Settings } from '../../src/config/settings.ts';
import { exitStatusOf, MlopsError } from '../../src/error.ts';

const CONTEXT = { repository: 'acme/bike-trips', workingDirectory: '.', configFile: undefined };

function settings(raw: Readonly<Record<string, string>>, yaml = '', context: Partial<typeof CONTEXT> = {}): Settings {
  return overlay(parseConfig(yaml, 'mlops.yaml'), parseInputs(raw), { ...CONTEXT, ...context });
}

function refusal(act: () => unknown): MlopsError {
  try {
    act();
  } catch (error) {
    if (error instanceof MlopsError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('parseInputs', () => {
  it('takes empty inputs as not given, as the action passes them', () => {
    const empty = Object.fromEntries(Object.keys(INPUTS).map((name) => [name, '']));
    expect(parseInputs(empty)).toEqual(parseInputs({}));
    expect(parseInputs(empty).task).toBe('train');
  });

  it.each([
    [{ comand: 'x' }, 'unknown input "comand", did you mean "command"?'],
    [{ model_files: 'x' }, 'unknown input "model_files", did you mean "model-files"?'],
    [{ constructor: 'x' }, 'unknown input "constructor"'],
    [
      { task: 'trian' },
      'unknown task "trian", did you mean "train"?; tasks are train, collect, publish, register, promote, rollback, deploy, slash-command, sync',
    ],
    [
      { task: 'monitor' },
      'unknown task "monitor"; tasks are train, collect, publish, register, promote, rollback, deploy, slash-command, sync',
    ],
    [{ 'upload-model': 'yes' }, 'input upload-model: expected true or false, got the text "yes"'],
    [{ comment: 'on change' }, 'input comment: expected true or false or on-change, got the text "on change"'],
    [{ 'fail-on': 'error' }, 'input fail-on: expected fail, inconclusive, never, got the text "error"'],
    [{ register: 'true' }, 'input register: expected auto, always, never, got the text "true"'],
    [{ bump: '1.2.3' }, 'input bump: expected patch, minor, major, or an exact version such as v1.2.3'],
    [{ 'retention-days': 'ten' }, 'input retention-days: expected a number, got the text "ten"'],
    [{ 'retention-days': '0' }, 'input retention-days: expected at least 1, got the number 0'],
    [{ model: 'a b' }, 'input model: expected a name of letters, digits'],
    [{ 'tracking-branch': 'a b' }, 'input tracking-branch: expected the name of a branch or a full ref'],
    [{ gates: 'rmse: {bettr: lower}' }, 'input gates: unknown key "bettr" in gates.rmse, did you mean "better"?'],
    [{ gates: 'rmse: {max: 1}\nrmse: {max: 2}' }, 'input gates, line 2: Map keys must be unique'],
    [{ gates: 'a: {primary: true}\nb: {primary: true}' }, 'one metric at most can be'],
    [{ 'metrics-pattern': '(' }, 'input metrics-pattern: Invalid regular expression'],
    [{ task: 'register', command: 'make' }, 'input command does not apply to task register; it is for train'],
    [{ task: 'register', gates: 'a: {max: 1}' }, 'input gates does not apply to task register; it is for train'],
    [{ task: 'collect', gates: 'a: {max: 1}' }, 'input gates does not apply to task collect; it is for train'],
    [{ task: 'sync', comment: 'true' }, 'input comment does not apply to task sync; it is for train, collect, publish'],
    [{ task: 'publish', command: 'make' }, 'input command does not apply to task publish; it is for train'],
    [{ 'allow-untrusted': 'yes' }, 'input allow-untrusted: "yes" is neither true nor false'],
    [{ task: 'collect', collect: 'true' }, 'input collect does not apply to task collect; it is for train'],
    [{ 'run-id': 'x' }, 'input run-id does not apply to task train; it is for register'],
    [{ task: 'register', version: 'v1.0.0', bump: 'major' }, 'inputs version and bump both say'],
  ])('refuses %j', (raw, message) => {
    const error = refusal(() => parseInputs(raw));
    expect(error.message).toContain(message);
    expect(error.code).toBe('usage');
    expect(exitStatusOf(error)).toBe(2);
  });

  it('reports all problems at once', () => {
    const error = refusal(() => parseInputs({ comand: 'x', 'fail-on': 'x', 'upload-model': 'maybe' }));
    expect(error.message.split('\n')).toHaveLength(3);
  });

  it('never keeps the token', () => {
    expect(JSON.stringify(parseInputs({ 'github-token': 'ghs_secret' }))).not.toContain('ghs_secret');
  });

  it.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['false', false],
    ['False', false],
    ['FALSE', false],
  ])('reads %s as YAML 1.2 does', (word, value) => {
    expect(parseInputs({ 'upload-model': word, comment: word }).config).toEqual({
      'upload-model': value,
      comment: value,
    });
  });

  it('reads lists one per line, without blank lines, and keeps commands as they are', () => {
    const { config } = parseInputs({ params: ' a.yaml \n\nparams.yaml:train\r\n', command: 'set -e\n  python x.py\n' });
    expect(config.params).toEqual(['a.yaml', 'params.yaml:train']);
    expect(config.command).toBe('set -e\n  python x.py\n');
  });
});

describe('overlay', () => {
  it('works from nothing at all', () => {
    expect(settings({})).toMatchObject({
      task: 'train',
      command: undefined,
      model: 'bike-trips',
      experiment: 'bike-trips',
      commentKey: 'bike-trips',
      params: [],
      gates: {},
      failOn: 'fail',
      comment: true,
      register: { when: 'never', bump: 'patch', stage: undefined },
      trackingBranch: 'mlops-tracking',
      uploadModel: true,
      retentionDays: undefined,
    });
  });

  it('takes the file of predictions from an input, and its columns from mlops.yaml', () => {
    const yaml = 'predictions: {file: a.csv, id: trip, slices: zone, baseline: old.csv}';
    const columns = { id: 'trip', slices: ['zone'], baseline: 'old.csv', keep: true };
    expect(settings({}, yaml).predictions).toMatchObject({ file: 'a.csv', ...columns });
    expect(settings({ predictions: 'b/*.csv' }, yaml).predictions).toMatchObject({ file: 'b/*.csv', ...columns });
    expect(settings({}, 'predictions: a.csv').predictions).toMatchObject({ file: 'a.csv', slices: [], keep: true });
    expect(() => settings({}, 'predictions: {fil: a.csv}')).toThrow(
      /unknown key "fil" in predictions, did you mean "file"/,
    );
    expect(settings({}, 'repeats: {unit: fold, test-share: 0.5}').repeats).toEqual({ unit: 'fold', testShare: 0.5 });
  });

  it('lays inputs over mlops.yaml, member by member within register', () => {
    const yaml =
      'model: a\ncommand: make\nregister: {when: auto, stage: staging}\ncomment: false\ntracking: {branch: t}\ngates: {x: {max: 1}}';
    expect(settings({ model: 'b', bump: 'minor' }, yaml)).toMatchObject({
      model: 'b',
      command: 'make',
      comment: false,
      trackingBranch: 't',
      gates: { x: { max: 1 } },
      register: { when: 'auto', bump: 'minor', stage: 'staging' },
    });
    expect(
      settings({ register: 'never', comment: 'on-change', 'tracking-branch': 'u', gates: 'y: {min: 0}' }, yaml),
    ).toMatchObject({
      comment: 'on-change',
      trackingBranch: 'u',
      gates: { y: { min: 0 } },
      register: { when: 'never', bump: 'patch', stage: 'staging' },
    });
  });

  it('lays the two members of tracking over each other by themselves', () => {
    const yaml = 'tracking: {branch: t, collect: true}';
    expect(settings({}, yaml)).toMatchObject({ trackingBranch: 't', collect: true });
    expect(settings({ collect: 'false' }, yaml)).toMatchObject({ trackingBranch: 't', collect: false });
    expect(settings({ 'tracking-branch': 'u' }, yaml)).toMatchObject({ trackingBranch: 'u', collect: true });
    expect(settings({ collect: 'true' })).toMatchObject({ trackingBranch: 'mlops-tracking', collect: true });
    expect(settings({})).toMatchObject({ collect: false });
  });

  it('lets sections of params files through', () => {
    expect(settings({ params: 'params.yaml:train' }).params).toEqual(['params.yaml:train']);
  });

  it.each([
    ['acme/bike-trips', '.', 'bike-trips'],
    ['acme/my.repo', '.', 'my-repo'],
    ['acme/_x_', '.', 'x'],
    ['acme/数据', '.', 'model'],
    ['acme/shop', 'models/churn', 'shop-models-churn'],
    ['folder', '.', 'folder'],
    ['', '.', 'model'],
    [`a/${'x'.repeat(300)}`, '.', 'x'.repeat(200)],
  ])('names the model of %s in %s: %s', (repository, workingDirectory, model) => {
    expect(settings({}, '', { repository, workingDirectory }).model).toBe(model);
  });

  it('takes an exact version for registering and refuses what is none', () => {
    expect(settings({ task: 'register', version: 'v2.0.0' }).register.bump).toBe('v2.0.0');
    expect(refusal(() => settings({ task: 'register', version: '2.0.0' })).message).toContain('"2.0.0" is no version');
  });

  it('says where a command can be given when there is none', () => {
    const error = refusal(() => requireCommand(settings({}, '', { workingDirectory: 'models/churn' })));
    expect(error.hint).toContain('models/churn/mlops.yaml');
    expect(error.hint).toContain('input "command"');
    expect(error.hint).toContain('mlops train -- COMMAND');
    expect(requireCommand(settings({ command: 'make' }))).toBe('make');
  });
});
