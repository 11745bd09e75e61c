// The containers of jobs: no bash, no git, a workspace of another user, files without their repository. What can be done
// without is; what cannot fails with one error that names the cure, before anything is trained.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createConsumer, isStagingGone, type Consumer } from '../support/composite/consumer.ts';
import { pathWith, startMlopsAction, type MlopsAction } from '../support/composite/mlops-action.ts';
import type { CompositeRun } from '../support/composite/run-composite.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';

let action: MlopsAction;
beforeAll(async () => {
  action = await startMlopsAction();
  return () => action[Symbol.asyncDispose]();
});

let folder: TemporaryFolder;
let consumer: Consumer;
beforeEach(() => {
  folder = temporaryFolder();
  consumer = createConsumer(undefined, { 'README.md': 'x\n' });
  return () => {
    folder[Symbol.dispose]();
    consumer[Symbol.dispose]();
  };
});

const TRAIN = { command: 'echo rmse=5 >> "$MLOPS_METRICS"' };

/** A folder for the PATH that has these programs and nothing else. */
function programs(...names: readonly string[]): string {
  const bin = join(folder.path, 'bin');
  mkdirSync(bin);
  for (const name of ['sh', 'cp', 'mkdir', 'rm', ...names]) symlinkSync(placeOf(name), join(bin, name));
  return bin;
}

/** A folder for the PATH with a git that does something before. */
function shim(words: string): string {
  const bin = join(folder.path, 'shim');
  mkdirSync(bin);
  writeFileSync(join(bin, 'git'), `#!/bin/sh\n${words}\nexec '${placeOf('git')}' "$@"\n`, { mode: 0o755 });
  return bin;
}

function placeOf(name: string): string {
  return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
}

/** The one error of a job that failed before it trained. */
function onlyError(run: CompositeRun): string {
  expect(run.steps.map(({ id, outcome }) => `${id}: ${outcome}`)).toEqual([
    'stage: success',
    'plan: failure',
    'train: skipped',
    'deploy: skipped',
    'stage-again: skipped',
    'publish: skipped',
    'restore: skipped',
    'stage-restored: skipped',
    'restored: skipped',
    'clean-up: success',
  ]);
  expect(consumer.records()).toEqual([]);
  expect(isStagingGone(consumer.workspace)).toBe(true);
  const errors = run.annotations.filter(({ level }) => level === 'error');
  expect(errors).toHaveLength(1);
  return errors[0]?.message ?? '';
}

test('without bash the job fails before the training, and says how to get it', async () => {
  await using run = await action.run(consumer, { inputs: TRAIN, path: programs('git') });
  expect(onlyError(run)).toMatch(/there is no bash on the PATH[^]*apk add bash git/);
});

test('without git the job fails before the training, and says that checkout needs it too', async () => {
  await using run = await action.run(consumer, { inputs: TRAIN, path: programs('bash') });
  expect(onlyError(run)).toMatch(/git cannot be started[^]*before actions\/checkout[^]*apk add git/);
});

test('what needs no training needs no bash', async () => {
  await using run = await action.run(consumer, { inputs: { task: 'sync' }, path: programs('git') });
  expect(run.conclusion).toBe('success');
});

test('files that were checked out without their repository are told from no checkout at all', async () => {
  // The harness asks git too, so the repository is there, and hidden from the action.
  const bin = shim('export GIT_DIR=/nowhere');
  await using run = await action.run(consumer, { inputs: TRAIN, path: pathWith(bin) });
  expect(onlyError(run)).toMatch(/has files and is in no Git repository[^]*install git before actions\/checkout/);
});

test('a workspace of another user is worked in, and no configuration is written for it', async () => {
  // Git has this variable for its own tests.
  const bin = shim('case $PWD in */work/consumer*) export GIT_TEST_ASSUME_DIFFERENT_OWNER=1 ;; esac');
  const inputs = { command: `${TRAIN.command}; git status 2>&1 || true; git config --global --list 2>&1 || true` };
  await using run = await action.run(consumer, { inputs, path: pathWith(bin) });
  expect(run.conclusion).toBe('success');
  expect(consumer.records()).toMatchObject([{ metrics: { rmse: { value: 5 } }, source: { dirty: false } }]);
  expect(run.step('train').lines.join('\n')).toContain('dubious ownership');
  expect(run.step('train').lines.join('\n')).not.toContain('safe.directory=');
});
