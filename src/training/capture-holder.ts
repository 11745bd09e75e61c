// Which process will record the run of a capture folder. When it is gone and the folder is not, it was killed, and whoever
// comes next records the run in its place.
import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from '../zod.ts';
import { CAPTURE_FILES } from './plan.ts';
import { readPlainFile } from './plain-file.ts';

const Holder = z.object({
  pid: z.number().int().positive(),
  /** When the process started, in the system's own terms: tells apart two processes of one pid. */
  born: z.string().optional(),
  /** A pid says something only on its own machine, or in its own container. */
  host: z.string(),
  /** Top of the worktree in which it trains. */
  worktree: z.string(),
  /** Folder of the lock of this worktree. */
  lock: z.string(),
});

export type CaptureHolder = Readonly<z.infer<typeof Holder>>;

/** This process, training in a worktree. */
export async function thisHolder(place: Pick<CaptureHolder, 'worktree' | 'lock'>): Promise<CaptureHolder> {
  const born = await birthOf(process.pid);
  return { pid: process.pid, ...(born === undefined ? {} : { born }), host: hostname(), ...place };
}

export async function writeHolder(folder: string, holder: CaptureHolder): Promise<void> {
  await writeFile(join(folder, CAPTURE_FILES.holder), JSON.stringify(holder));
}

/** Undefined where there is none that can be read. */
export async function readHolder(folder: string): Promise<CaptureHolder | undefined> {
  const file = await readPlainFile(join(folder, CAPTURE_FILES.holder), 10_000);
  try {
    return Holder.safeParse(JSON.parse(file?.content.toString() ?? '')).data;
  } catch {
    return undefined;
  }
}

/** Of a process of another machine nothing is known. */
export async function isHolderGone({ pid, born, host }: CaptureHolder): Promise<boolean | 'unknown'> {
  if (host !== hostname()) return 'unknown';
  if (!isProcess(pid)) return true;
  const now = await birthOf(pid);
  return born !== undefined && now !== undefined && born !== now;
}

function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Linux tells the ticks of the clock between the start of the machine and that of the process. */
async function birthOf(pid: number): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field, a name in brackets, may hold spaces and brackets.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}
