// The most memory that this process has held.
import { existsSync, readFileSync } from 'node:fs';

const STATUS = '/proc/self/status';

/**
 * Peak of the resident memory in MB. Where the system tells it (Linux, proc_pid_status) it is that of this program alone:
 * the figure of getrusage goes on from what the process held that started this one.
 */
export function peakMemoryMb(): number {
  const [, kilobytes] = existsSync(STATUS) ? (/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(STATUS, 'utf8')) ?? []) : [];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) / 1024;
}
