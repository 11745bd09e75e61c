// Runs the training for the command line, through the same train.sh as the action's step.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { MlopsError } from '../error.ts';

export interface ExecuteOptions {
  /** Capture folder, prepared. */
  readonly folder: string;
  readonly workingDirectory: string;
  /** Path of train.sh. */
  readonly script: string;
  /** The environment of the training, before train.sh removes tokens and adds the MLOPS_ variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Cancels the training: interrupted, then terminated, then killed. */
  readonly abort: AbortSignal;
  /** Gets the output as it comes; the training waits while a promise is pending. */
  readonly onOutput: (chunk: Buffer) => void | Promise<void>;
}

/** train.sh needs five seconds to kill a training that will not end, and a few more to write that down. */
const KILL_AFTER_MS = 15_000;

/**
 * Runs the training to its end; how it ended stands in the capture folder (see outcome.ts).
 * @throws MlopsError `training-failed` when bash cannot be started or could not write the outcome
 */
export async function executeTraining(options: ExecuteOptions): Promise<void> {
  const { folder, workingDirectory, script, environment, abort, onOutput } = options;
  const child = spawn('bash', [resolve(script)], {
    env: {
      ...environment,
      MLOPS_CAPTURE: resolve(folder),
      MLOPS_WORKING_DIRECTORY: resolve(workingDirectory),
      // Should this process be killed, the pipe ends with it, and with the pipe the training.
      MLOPS_WATCHED: 'stdin',
    },
    // A session of its own: the terminal's Ctrl-C reaches the training once, through us, and it cannot read from the
    // terminal, which would stop it.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((settle, reject) => {
    child.once('close', settle);
    child.once('error', (cause) => reject(bashMissing(cause)));
  });
  let killTimer: NodeJS.Timeout | undefined;
  const cancel = (): void => {
    child.kill('SIGINT');
    killTimer ??= setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  };
  abort.addEventListener('abort', cancel, { once: true });
  if (abort.aborted) cancel();
  try {
    const [code] = await Promise.all([exited, forward(child.stdout, onOutput), forward(child.stderr, onOutput)]);
    if (code === 0) return;
    throw new MlopsError(
      'training-failed',
      `the runner of the training ended with status ${code ?? 'none'}`,
      `Look at the output above, and whether ${folder} can be written.`,
    );
  } finally {
    clearTimeout(killTimer);
    abort.removeEventListener('abort', cancel);
  }
}

async function forward(stream: AsyncIterable<Buffer>, onOutput: ExecuteOptions['onOutput']): Promise<void> {
  for await (const chunk of stream) await onOutput(chunk);
}

function bashMissing(cause: Error): MlopsError {
  const hint = 'Install bash (on Windows: Git for Windows) and put it on the PATH.';
  return new MlopsError('training-failed', `bash cannot be started: ${cause.message}`, hint, { cause });
}
