// One process of a step: its lines as they come, and the runner's way to cancel it.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How long the runner waits after SIGINT, and again after SIGTERM (ProcessInvoker.cs). */
const PATIENCE_MS = { interrupt: 7500, terminate: 2500 } as const;
/** How long it reads on when the process has ended but something in the background holds the output open. */
const STREAMS_MS = 5000;

export interface StepProcess {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  /** Asks to interrupt, then terminate, then kill the process. Only the process itself gets the first two. */
  readonly cancelled: AbortSignal;
}

/** Runs the process to its end and gives its exit status; a signal counts as 128 and its number would, above 0. */
export async function runStepProcess({ file, args, cwd, env, onLine, cancelled }: StepProcess): Promise<number> {
  const child = spawn(file, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const readers = [child.stdout, child.stderr].map((stream) => createInterface({ input: stream, crlfDelay: Infinity }));
  for (const reader of readers) reader.on('line', onLine);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const timers: NodeJS.Timeout[] = [];
  const cancel = (): void => {
    child.kill('SIGINT');
    timers.push(setTimeout(() => child.kill('SIGTERM'), PATIENCE_MS.interrupt));
    timers.push(setTimeout(() => killGroup(child.pid), PATIENCE_MS.interrupt + PATIENCE_MS.terminate));
  };
  cancelled.addEventListener('abort', cancel);
  if (cancelled.aborted) cancel();
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (status, signal) => resolve(status ?? (signal === null ? 1 : 128)));
    });
    await Promise.race([closed, new Promise((resolve) => timers.push(setTimeout(resolve, STREAMS_MS)))]);
    return code;
  } finally {
    cancelled.removeEventListener('abort', cancel);
    for (const timer of timers) clearTimeout(timer);
    for (const reader of readers) reader.close();
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}
