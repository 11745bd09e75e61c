// From a good run to a live model, and back, as a person types it: with a deploy command that really changes something.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  commitFiles,
  createEmptyRepository,
  git,
  temporaryFolder,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { mlops, type Said } from '../support/mlops.ts';

const CONFIG = `model: duration
command: sh train.sh
model-files: model.txt
gates:
  rmse: {better: lower, max: 10, max-regression: 5%}
stages:
  staging: {}
  production:
    deploy: {command: sh deploy.sh}
`;

// A model that says "bad" does not start.
const DEPLOY = `set -e
cat "$MODEL_FILE"
grep -q good "$MODEL_FILE"
echo "$MODEL_VERSION after \${MODEL_PREVIOUS_VERSION:-nothing}" >> live.txt
`;

let folder: TemporaryFolder;
let project: string;

beforeAll(() => {
  folder = temporaryFolder();
  project = createEmptyRepository(join(folder.path, 'project'));
});
afterAll(() => folder[Symbol.dispose]());

const say = (...words: readonly string[]): Promise<Said> => mlops(project, words);
const live = (): readonly string[] => readFileSync(join(project, 'live.txt'), 'utf8').trim().split('\n');

async function makeVersion(rmse: number, model: string): Promise<void> {
  commitFiles(project, {
    'mlops.yaml': CONFIG,
    '.gitignore': 'model.txt\nlive.txt\n',
    'deploy.sh': DEPLOY,
    'train.sh': `echo '${model} ${rmse}' > model.txt\necho rmse=${rmse} >> $MLOPS_METRICS\n`,
  });
  const trained = await say('train', '--quiet', '--baseline', 'none');
  expect([trained.status, trained.stderr]).toEqual([0, '']);
  expect((await say('register')).status).toBe(0);
}

test('a stage is given, refused, forced and given back, and what is live follows', async () => {
  await makeVersion(6, 'good');
  const first = await say('promote', 'production', '--reason', 'the first');
  expect(first.stdout).toBe(
    'duration v0.0.1 → production (duration#production#1)\n  verdict pass · run ' +
      `${/run (\w{12})/.exec(first.stdout)?.[1]}\n  reason: the first\n  live\n`,
  );
  expect([first.status, live()]).toEqual([0, ['v0.0.1 after nothing']]);

  await makeVersion(9, 'good');
  const refused = await say('promote', 'duration', 'production');
  expect(refused.status).toBe(3);
  expect(refused.stderr).toMatch(/duration v0\.0\.2 does not get production:\n {2}its verdict is fail: rmse: /);
  expect((await say('promote', 'duration', 'production', '--json')).json()).toMatchObject({
    outcome: 'refused',
    version: 'v0.0.2',
    verdict: 'fail',
    final: false,
  });
  expect((await say('promote', 'production', '--force')).status).toBe(2);
  const forced = await say('promote', 'production', '--force', '--reason', 'the old data are wrong', '--json');
  expect(forced.json()).toMatchObject({
    outcome: 'assigned',
    version: 'v0.0.2',
    replaces: 'v0.0.1',
    forced: true,
    reason: 'the old data are wrong',
    deployment: { kind: 'deployed' },
  });
  expect(live().at(-1)).toBe('v0.0.2 after v0.0.1');

  const drill = await say('rollback', 'duration', 'production', '--drill', '--json');
  expect(drill.json()).toMatchObject({ outcome: 'passed', version: 'v0.0.1', from: 'v0.0.2', files: 1 });
  const back = await say('rollback', 'production', '--reason', 'they were right');
  expect(back.stdout).toMatch(
    /^duration v0\.0\.1 → production \(duration#production#3\)\n {2}replaces v0\.0\.2 · a rollback/,
  );
  expect([back.status, live().at(-1)]).toEqual([0, 'v0.0.1 after v0.0.2']);

  await makeVersion(5.9, 'bad');
  const failed = await say('promote', 'production', '--json');
  expect(failed.status).toBe(1);
  expect(failed.json()).toMatchObject({
    version: 'v0.0.3',
    deployment: { kind: 'failed', rolled_back: { kind: 'rollback', version: 'v0.0.1', automatic: true } },
  });
  expect(live()).toHaveLength(4);
  expect((await say('registry')).stdout).toMatch(/^duration +v0\.0\.3 +v0\.0\.1$/m);
  // Nothing brings a version back that its deployment failed, until somebody says why.
  expect((await say('promote', 'production')).status).toBe(1);
  expect(git(project, ['status', '--porcelain'])).toBe('');
});

test('a stage that wants an approval is asked for on a branch, assigned by merging it and given back by reverting that', async () => {
  const own = createEmptyRepository(join(folder.path, 'approved'));
  const type = (...words: readonly string[]): Promise<Said> => mlops(own, words);
  const train = async (rmse: number): Promise<void> => {
    commitFiles(own, {
      'mlops.yaml': `${CONFIG.split('stages:')[0]}stages: {production: {approval: pull-request, deploy: {command: 'true'}}}\n`,
      '.gitignore': 'model.txt\n',
      'train.sh': `echo '${rmse}' > model.txt\necho rmse=${rmse} >> $MLOPS_METRICS\n`,
    });
    await type('train', '--quiet');
    expect((await type('register')).status).toBe(0);
  };
  await train(6);
  expect((await type('promote')).stdout).toBe('No deploy/*.yaml wishes a version of this model.\n');
  const proposed = await type('promote', 'production', '--json');
  expect(proposed.json()).toMatchObject({
    outcome: 'proposed',
    version: 'v0.0.1',
    verdict: 'pass',
    branch: 'mlops/promote-duration@production',
  });
  expect(git(own, ['tag', '--list', '*#*'])).toBe('');
  expect(git(own, ['show', 'mlops/promote-duration@production:deploy/production.yaml'])).toMatch(
    /^models:\n {2}duration:\n {4}version: v0\.0\.1\n {4}digest: "?[0-9a-f]{64}"?$/m,
  );
  git(own, ['merge', '--no-edit', 'mlops/promote-duration@production']);
  expect((await type('promote', '--no-deploy')).stdout).toContain(
    'duration v0.0.1 → production (duration#production#1)',
  );
  // What was cut off between its tag and its deployment goes on.
  expect((await type('promote')).stdout).toMatch(/^duration v0\.0\.1 has production already .*\n.*\n {2}live\n$/);
  expect((await type('promote')).stdout).toBe('Every stage is as deploy/*.yaml wishes it.\n');
  // The file came with this change, and names nothing to go back to without it.
  git(own, ['revert', '--no-edit', 'HEAD']);
  expect((await type('promote')).stderr).toContain('names no version of duration, so v0.0.1 keeps production');
  git(own, ['revert', '--no-edit', 'HEAD']);

  await train(5.9);
  await type('promote', 'production');
  git(own, ['merge', '--no-edit', 'mlops/promote-duration@production']);
  expect((await type('promote', '--json')).json()).toMatchObject({
    outcomes: [{ version: 'v0.0.2', replaces: 'v0.0.1' }],
  });
  git(own, ['revert', '--no-edit', 'HEAD']);
  const reverted = await type('promote', '--json');
  expect(reverted.json()).toMatchObject({
    outcomes: [{ kind: 'rollback', version: 'v0.0.1', reason: 'the change of deploy/production.yaml was reverted' }],
  });

  // A rollback by command leaves a file that wishes the bad version: what brings it in line is proposed at once.
  git(own, ['revert', '--no-edit', 'HEAD']);
  expect((await type('promote')).stderr).toContain(
    'deploy/production.yaml is not followed: production was rolled back',
  );
  await type('promote', 'duration@v0.0.2', 'production', '--force', '--reason', 'it was the network');
  git(own, ['merge', '--no-edit', 'mlops/promote-duration@production']);
  expect((await type('promote')).status).toBe(0);
  const back = await type('rollback', 'production', '--reason', 'it was not');
  expect(back.stderr).toContain('the branch mlops/promote-duration@production brings deploy/production.yaml in line');
  git(own, ['merge', '--no-edit', 'mlops/promote-duration@production']);
  expect((await type('promote')).stdout).toBe('Every stage is as deploy/*.yaml wishes it.\n');
});

test('of several models it has to be said which is meant, since each has its own stages and deploy command', async () => {
  const own = createEmptyRepository(join(folder.path, 'several'));
  commitFiles(own, { 'a/mlops.yaml': 'model: a\n', 'b/mlops.yaml': 'model: b\nstages: [production]\n' });
  const root = await mlops(own, ['promote', 'b@v0.0.1', 'anything']);
  expect([root.status, root.stderr]).toEqual([
    2,
    'error: there is no mlops.yaml here; 2 models have their own: a, b\n' +
      'hint: Run it in the folder of the model, or name that: `--working-directory a`.\n',
  ]);
  const other = await mlops(own, ['rollback', 'b', 'production', '--working-directory', 'a']);
  expect(other.stderr).toContain('a/mlops.yaml is of the model "a", and says nothing of "b"');
});
