// When a job ends the runner kills what its steps left running, known by a variable that every step is given.
import { readdir, readFile } from 'node:fs/promises';

export const TRACKING_VARIABLE = 'RUNNER_TRACKING_ID';

/** Kills every process whose environment holds this tracking id. Linux only; elsewhere there is no /proc to look at. */
export async function killOrphans(trackingId: string): Promise<void> {
  const entries = await readdir('/proc').catch(() => []);
  for (const pid of entries.filter((name) => /^\d+$/.test(name))) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (!environment.split('\0').includes(`${TRACKING_VARIABLE}=${trackingId}`)) continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It ended in the meantime.
    }
  }
}
