// Processes that a test has started, seen from outside.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Waits for something that other processes do, for at most ten seconds. */
export async function until(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error('it did not happen within ten seconds');
    await wait(20);
  }
}

/** A dead one that nobody has waited for does not count as alive, where the system tells. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || statOf(pid)[0] !== 'Z';
  } catch {
    return false;
  }
}

/** The nearest process above `pid` whose command line holds these words; Linux only. */
export function ancestorOf(pid: number, words: string): number {
  for (let next = pid; next > 1;) {
    next = Number(statOf(next)[1]);
    if (readFileSync(`/proc/${next}/cmdline`, 'utf8').split('\0').join(' ').includes(words)) return next;
  }
  throw new Error(`no process above ${pid} is called "${words}"`);
}

/** State, parent and so on: what stands behind the name. */
function statOf(pid: number): readonly string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
