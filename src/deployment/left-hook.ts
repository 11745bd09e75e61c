// A deploy command that outlived the program that started it: it would go on next to the one that is to follow. It is known
// by its process id and, since that may be another's by now, by the script that it runs; Linux alone tells that.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const HOOK_PID = 'hook.pid';
const SECONDS_UNTIL_KILL = 5;

/** Writes down which process runs the hook of this folder. */
export async function nameHook(folder: string, pid: number | undefined): Promise<void> {
  if (pid !== undefined) await writeFile(join(folder, HOOK_PID), String(pid));
}

/** The hook has ended. */
export function forgetHook(folder: string): Promise<void> {
  return rm(join(folder, HOOK_PID), { force: true });
}

/**
 * Ends a hook of this folder that was left behind, with all that it started.
 * @param script absolute path of the script that it runs
 * @returns whether there was one
 */
export async function endLeftHook(folder: string, script: string): Promise<boolean> {
  const text = await readFile(join(folder, HOOK_PID), 'utf8').catch(() => '');
  const pid = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
  if (pid === undefined || !(await runs(pid, script))) return false;
  await endGroup(pid, async () => !(await runs(pid, script)));
  return true;
}

/** Ends a process group: asks, waits until its leader is gone, kills what is left. */
export async function endGroup(pid: number, isGone: () => boolean | Promise<boolean>): Promise<void> {
  send(pid, 'SIGTERM');
  for (let waited = 0; waited < SECONDS_UNTIL_KILL * 20 && !(await isGone()); waited += 1) await wait(50);
  send(pid, 'SIGKILL');
}

async function runs(pid: number, script: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.split('\0').includes(script);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Gone by itself.
  }
}
