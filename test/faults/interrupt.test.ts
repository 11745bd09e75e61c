// Ctrl-C during a training: the run is recorded, the training does not survive, however often it is pressed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunRecord } from '../../src/run/record.ts';
import { commitFiles, createEmptyRepository, TEST_GIT_ENVIRONMENT, temporaryFolder } from '../support/git-fixtures.ts';
import { MLOPS_PROGRAM, mlops } from '../support/mlops.ts';
import { isAlive, until } from '../support/processes.ts';

test('a training that ignores Ctrl-C is killed, and its run is recorded with what it had measured', async () => {
  using folder = temporaryFolder();
  const project = createEmptyRepository(join(folder.path, 'project'));
  const pidFile = join(folder.path, 'pid');
  commitFiles(project, {
    'train.sh': `trap '' INT TERM; echo rmse=5 >> "$MLOPS_METRICS"; echo $$ > '${pidFile}'; while :; do sleep 0.1; done\n`,
  });
  const child = spawn(process.execPath, [MLOPS_PROGRAM, 'train', '--', 'exec bash train.sh'], {
    cwd: project,
    env: { ...process.env, ...TEST_GIT_ENVIRONMENT, NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | null>((done) => child.once('close', done));
  await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8').endsWith('\n'));
  child.kill('SIGINT');
  await until(() => stderr.includes('stopping the training'));
  child.kill('SIGINT');
  await until(() => stderr.includes('still stopping'));
  child.kill('SIGINT');

  expect(await ended).toBe(130);
  expect(isAlive(Number(readFileSync(pidFile, 'utf8')))).toBe(false);
  const [record] = (await mlops(project, ['runs', '--json'])).json<readonly RunRecord[]>();
  expect(record).toMatchObject({ status: 'killed', metrics: { rmse: { value: 5 } } });
}, 30_000);
