// Ctrl-C and its like while something runs: they end that, never this program, which has yet to record what became of it.
import { constants } from 'node:os';
import type { Log } from '../log.ts';

/** A closed terminal (HUP) would otherwise leave the training behind, alive and unrecorded. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interrupts extends Disposable {
  /** Aborts at the first signal. */
  readonly abort: AbortSignal;
  /** Exit status of a program that ended by the first signal, 130 for Ctrl-C; undefined while none came. */
  exitStatus(): number | undefined;
}

/** What is said at the first signal, and at further ones. */
interface InterruptWords {
  readonly first: string;
  readonly again: string;
}

const TRAINING: InterruptWords = {
  first: 'stopping the training; its run is recorded as killed',
  again: 'still stopping: the training is killed after five seconds, then its run is recorded',
};

export const DEPLOYMENT: InterruptWords = {
  first: 'stopping the deploy command; the deployment is recorded as failed',
  again: 'still stopping: the deploy command is killed after five seconds',
};

/** Takes the signals of this process until it is disposed of. */
export function watchInterrupts(log: Log, words = TRAINING): Interrupts {
  const controller = new AbortController();
  let first: (typeof SIGNALS)[number] | undefined;
  const onSignal = (signal: (typeof SIGNALS)[number]): void => {
    log.warn(first === undefined ? words.first : words.again);
    first ??= signal;
    controller.abort(signal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    abort: controller.signal,
    exitStatus: () => (first === undefined ? undefined : 128 + constants.signals[first]),
    [Symbol.dispose]() {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
