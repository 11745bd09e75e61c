// Holds the lock of a worktree until its stdin ends. Started by worktree-lock.test.ts as a process of its own.
import { silentLog } from '../../src/log.ts';
import { withWorktreeLock } from '../../src/training/worktree-lock.ts';

const [, , folder = '', run = ''] = process.argv;
await withWorktreeLock(
  folder,
  async (lock) => {
    await lock.nameRun(run);
    process.stdout.write('held\n');
    for await (const _ of process.stdin);
  },
  silentLog,
);
