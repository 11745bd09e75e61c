// The job is cancelled, or its time is up, while the run is published: the runner interrupts this step, terminates it after
// 7.5 seconds and kills it after 2.5 more (ProcessInvoker.cs). That is time enough for the record.
import type { Log } from '../../log.ts';

/**
 * Aborts at the first signal; from then on this process goes on until it is done or killed.
 * @param words what happens then
 */
export function watchCancellation(log: Log, words: string): AbortSignal {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) return;
    log.warn(`the job was cancelled: ${words}`);
    controller.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return controller.signal;
}
