// How the training ended: what train.sh wrote down, and the last words of the log.
import { join } from 'node:path';
import { formatBytes } from '../report/number-format.ts';
import { timeOfRunId } from '../run/id.ts';
import type { Redactor } from '../run/redact.ts';
import type { RunStatus } from '../run/record.ts';
import { errorLineOf, readLogTail } from './log-tail.ts';
import { CAPTURE_FILES } from './plan.ts';
import { readPlainFile } from './plain-file.ts';

export interface Outcome {
  readonly status: RunStatus;
  readonly exitCode?: number;
  /** For example `KILL`. */
  readonly signal?: string;
  readonly started: Date;
  readonly ended: Date;
  readonly durationSeconds: number;
  readonly cpuSeconds?: number;
  /** Of the largest process of the training. */
  readonly peakMemoryBytes?: number;
  /** What the control group of the training may have, where it is limited. */
  readonly memoryLimitBytes?: number;
  /** How many of its processes the kernel ended for want of memory. */
  readonly oomKills?: number;
  /** Somebody told it to stop. */
  readonly isCancelled?: true;
  /** It was told to stop because the process that watched it was gone. */
  readonly isAbandoned?: true;
  /** Last lines of the output: redacted, capped, without control characters. */
  readonly tail: readonly string[];
  /** The line of the output that names the error, when one does. */
  readonly lastTraceback?: string;
  /** What happened, in words, for a run that did not finish. */
  readonly message?: string;
}

const MAX_OUTCOME_BYTES = 10_000;

/** Signals by which somebody ends a process, as opposed to those by which it ends itself. */
const ENDED_FROM_OUTSIDE = new Set(['INT', 'TERM', 'KILL', 'HUP', 'QUIT', 'XCPU']);

/**
 * Reads the outcome. Without one, or without its end, the training was killed together with its runner.
 * @param now when nothing says when it ended
 */
export async function readOutcome(folder: string, runId: string, now: Date, redact: Redactor): Promise<Outcome> {
  const written = await readPlainFile(join(folder, CAPTURE_FILES.outcome), MAX_OUTCOME_BYTES);
  const tail = await readLogTail(join(folder, CAPTURE_FILES.output), redact);
  const outcome = parseOutcome(written?.content.toString() ?? '', timeOfRunId(runId), now);
  if (outcome.status === 'finished') return { ...outcome, tail };
  // What a process says whose child was ended for want of memory is not what went wrong.
  const lastTraceback = outcome.oomKills === undefined ? errorLineOf(tail) : undefined;
  return { ...outcome, tail, ...(lastTraceback === undefined ? {} : { lastTraceback }), message: messageOf(outcome) };
}

type Ending = Omit<Outcome, 'tail' | 'lastTraceback' | 'message'>;

/** Parses what train.sh wrote; anything that is not as train.sh writes it counts as missing. */
export function parseOutcome(text: string, planned: Date, now: Date): Ending {
  const fields = new Map(
    text.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
  );
  const whole = (name: string): number | undefined => {
    const value = fields.get(name) ?? '';
    return /^\d{1,15}$/.test(value) ? Number(value) : undefined;
  };
  const started = new Date(whole('started') ?? planned.getTime());
  const endedMs = whole('ended');
  const exitCode = whole('exit_status');
  if (endedMs === undefined || exitCode === undefined || exitCode > 255) {
    return {
      status: 'killed',
      started,
      ended: later(now, started),
      durationSeconds: secondsBetween(started, later(now, started)),
    };
  }
  const ended = later(new Date(endedMs), started);
  const signal = /^[A-Z]{2,10}\d{0,2}(?:[+-]\d{1,2})?$/.exec(fields.get('signal') ?? '')?.[0];
  const cpuSeconds = parseTimes(fields.get('cpu') ?? '');
  const [peakMemoryBytes, oomKills] = [whole('peak_memory'), whole('oom_kills')];
  // Version 1 of control groups writes a limit beyond any machine where there is none, version 2 a word.
  const memoryLimitBytes = whole('memory_limit');
  const isCancelled = (fields.get('cancelled') ?? '') !== '';
  const isKilled = isCancelled || (signal !== undefined && ENDED_FROM_OUTSIDE.has(signal));
  return {
    // A training that was told to stop and then ended well has not finished its work.
    status: isKilled ? 'killed' : exitCode === 0 ? 'finished' : 'failed',
    exitCode,
    ...(signal === undefined ? {} : { signal }),
    started,
    ended,
    durationSeconds: secondsBetween(started, ended),
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
    ...(peakMemoryBytes === undefined || peakMemoryBytes === 0 ? {} : { peakMemoryBytes }),
    ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
    ...(oomKills === undefined || oomKills === 0 ? {} : { oomKills }),
    ...(isCancelled ? { isCancelled: true } : {}),
    ...(fields.get('abandoned') === 'true' ? { isAbandoned: true } : {}),
  };
}

function messageOf(ending: Ending): string {
  const { status, exitCode, signal, oomKills, isCancelled, isAbandoned } = ending;
  if (exitCode === undefined) return 'the training was killed together with its runner (no outcome was written)';
  if (isAbandoned === true) return 'the training was ended because the process that watched it was killed';
  if (isCancelled === true) {
    if (signal === undefined) return `the training was cancelled (exit status ${exitCode})`;
    if (signal !== 'KILL') return `the training ended by SIG${signal}, because it was cancelled`;
    return 'the training was killed by SIGKILL, because it was cancelled and did not end by itself';
  }
  if (oomKills !== undefined) return `the training ran out of memory: the kernel ended it${memoryWords(ending)}`;
  if (signal === 'KILL') return `the training was killed by SIGKILL, often for want of memory${memoryWords(ending)}`;
  if (signal !== undefined) return `the training ended by SIG${signal}`;
  return `the training ${status === 'killed' ? 'was killed' : 'failed'} with exit status ${exitCode}`;
}

function memoryWords({ peakMemoryBytes, memoryLimitBytes }: Ending): string {
  const words = [
    ...(peakMemoryBytes === undefined ? [] : [`its largest process had ${formatBytes(peakMemoryBytes)}`]),
    ...(memoryLimitBytes === undefined ? [] : [`all may have ${formatBytes(memoryLimitBytes)}`]),
  ];
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

/** User and system time as bash's `times` prints them (`0m1.234s 0m0.100s`), in seconds. */
function parseTimes(text: string): number | undefined {
  const times = [...text.matchAll(/(\d+)m(\d+)[.,](\d{1,6})s/g)];
  if (times.length !== 2) return undefined;
  const total = times.reduce(
    (sum, [, minutes, seconds, part]) => sum + Number(minutes) * 60 + Number(`${seconds}.${part}`),
    0,
  );
  return Math.round(total * 1000) / 1000;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

function secondsBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000;
}
