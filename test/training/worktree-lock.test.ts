import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { silentLog, type Log } from '../../src/log.ts';
import { withWorktreeLock } from '../../src/training/worktree-lock.ts';
import { anId } from '../support/a-run.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';

const WORKER = resolve(import.meta.dirname, 'worktree-lock-worker.ts');

/** Another process that holds the lock. */
async function holdElsewhere(folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [WORKER, folder, anId(7)], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

describe('the lock of a worktree', () => {
  it('refuses a second training at once, and names the first one and what to do', async () => {
    using folder = temporaryFolder();
    const first = await holdElsewhere(folder.path);
    let worked = false;
    const second = withWorktreeLock(folder.path, async () => void (worked = true), silentLog);
    await expect(second).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`run ${anId(7)} (process ${first.pid},`) as string,
      hint: expect.stringMatching(/^Wait .*`git worktree add/) as string,
    });
    expect(worked).toBe(false);
    first.stdin?.end();
    await once(first, 'exit');
    await expect(withWorktreeLock(folder.path, async () => 'done', silentLog)).resolves.toBe('done');
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('is taken over from a process that was killed, with a word about it', async () => {
    using folder = temporaryFolder();
    const first = await holdElsewhere(folder.path);
    first.kill('SIGKILL');
    await once(first, 'exit');
    expect(existsSync(join(folder.path, 'training.lock'))).toBe(true);
    const warnings: string[] = [];
    const log: Log = { ...silentLog, warn: (message) => void warnings.push(message) };
    await expect(withWorktreeLock(folder.path, async () => 'done', log)).resolves.toBe('done');
    expect(warnings).toEqual(['a training in this worktree ended without cleaning up; going on']);
  });

  it('is taken over where its file is damaged, or tells of this process before a restart', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'training.lock');
    for (const left of ['', '{"pid":', `{"pid":${process.pid},"token":"t","started":"s"}`]) {
      writeFileSync(path, left);
      await expect(withWorktreeLock(folder.path, async () => 'done', silentLog)).resolves.toBe('done');
    }
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('is given back when the work fails', async () => {
    using folder = temporaryFolder();
    const failing = withWorktreeLock(folder.path, () => Promise.reject(new Error('broken')), silentLog);
    await expect(failing).rejects.toThrow('broken');
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
