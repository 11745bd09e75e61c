import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MlopsError } from '../../src/error.ts';
import { runIdFrom } from '../../src/run/id.ts';
import { executeTraining } from '../../src/training/execute.ts';
import { overrideVariables } from '../../src/training/override-variables.ts';
import type { TrainingPlan } from '../../src/training/plan.ts';
import { prepareCapture, readPlan } from '../../src/training/prepare.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';
import { SETTINGS } from './training-project.ts';

const PLAN: TrainingPlan = {
  runId: runIdFrom(1_800_000_000_000, new Uint8Array(16)),
  settings: { ...SETTINGS, gates: { rmse: { better: 'lower', 'max-regression': '1%' } }, configFile: 'mlops.yaml' },
  event: {
    name: 'workflow_dispatch',
    repository: 'ada/trips',
    repositoryUrl: 'https://github.com/ada/trips',
    defaultBranch: 'main',
    branch: 'main',
    commit: 'c'.repeat(40),
    actor: 'ada',
    pullRequest: {
      number: 7,
      head: 'a'.repeat(40),
      headBranch: 'x',
      base: 'b'.repeat(40),
      baseBranch: 'main',
      isFork: true,
    },
    inputs: { rate: '0.1' },
    workflow: 'train',
    run: '1',
    attempt: 2,
    job: 'train',
    matrix: { python: '3.12' },
    runUrl: 'https://github.com/ada/trips/actions/runs/1',
  },
  overrides: { rate: '0.1' },
  source: { commit: 'c'.repeat(40), dirty: false },
  remoteUrl: 'https://github.com/ada/trips.git',
  before: { 'model.bin': { mtimeMs: 1.5, size: 2 } },
};

describe('the plan', () => {
  it('comes back from the capture folder as it was', async () => {
    using folder = temporaryFolder();
    const digest = await prepareCapture(PLAN, folder.path);
    const { settings, ...rest } = await readPlan(folder.path, digest);
    expect(rest).toEqual({ ...PLAN, settings: undefined });
    // What was undefined is absent and reads the same.
    expect(settings).toEqual(JSON.parse(JSON.stringify(PLAN.settings)));
    expect(settings.metricsPattern).toBeUndefined();
  });

  it('has a command that bash can read, also one that was written on Windows', async () => {
    using folder = temporaryFolder();
    const settings = { ...PLAN.settings, command: 'set -e\r\npython train.py' };
    await prepareCapture({ ...PLAN, settings }, folder.path);
    expect(readFileSync(join(folder.path, 'command.sh'), 'utf8')).toBe('set -e\npython train.py\n');
  });

  it.each([
    ['{', 'is not JSON'],
    ['{}', 'is no plan: runId'],
    [JSON.stringify({ ...PLAN, runId: '../../etc' }), 'is no plan: runId'],
    [JSON.stringify({ ...PLAN, extra: 1 }), 'is no plan'],
  ])('is refused when it is %s', async (text, message) => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'plan.json'), text);
    await expect(readPlan(folder.path)).rejects.toThrow(message);
  });

  it('is refused when it is missing or was changed', async () => {
    using folder = temporaryFolder();
    await expect(readPlan(join(folder.path, 'none'))).rejects.toThrow('cannot be read');
    const digest = await prepareCapture(PLAN, folder.path);
    const path = join(folder.path, 'plan.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('ada/trips', 'eve/trips'));
    await expect(readPlan(folder.path, digest)).rejects.toThrow('was changed after it was planned');
  });
});

describe('overrides', () => {
  it.each(['__proto__', 'constructor'])('cannot be called %s', (name) => {
    const overrides = Object.fromEntries([[name, '1']]) as Record<string, string>;
    expect(() => overrideVariables(overrides)).toThrow(`no param can be called "${name}"`);
  });

  it('become variables in upper case, everything but letters and digits an underscore', () => {
    expect(overrideVariables({ 'learning-rate': '0.1', 'a.b c': 'x\ny', é: '1' })).toEqual({
      MLOPS_OVERRIDES: '{"learning-rate":"0.1","a.b c":"x\\ny","é":"1"}',
      MLOPS_PARAM_LEARNING_RATE: '0.1',
      MLOPS_PARAM_A_B_C: 'x\ny',
      MLOPS_PARAM__: '1',
    });
  });

  it('are refused when two become the same variable, naming both', () => {
    expect(() => overrideVariables({ 'max-depth': '1', max_depth: '2' })).toThrow(
      'the overrides "max-depth" and "max_depth" would both become MLOPS_PARAM_MAX_DEPTH',
    );
  });

  it('are refused when no process could be given them', () => {
    expect(() => overrideVariables({ a: 'x\0PATH=/evil' })).toThrow(MlopsError);
    expect(() => overrideVariables({ a: 'x'.repeat(100_000) })).toThrow('characters long');
  });
});

describe('executing', () => {
  it('without bash says how to get it', async () => {
    using folder = temporaryFolder();
    await prepareCapture(PLAN, folder.path);
    const running = executeTraining({
      folder: folder.path,
      workingDirectory: folder.path,
      script: 'train.sh',
      environment: { PATH: folder.path },
      abort: new AbortController().signal,
      onOutput: () => {},
    });
    await expect(running).rejects.toMatchObject({
      code: 'training-failed',
      hint: expect.stringContaining('Install bash'),
    });
  });
});
