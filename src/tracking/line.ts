// The index of the tracking branch is its commit log: one line per run in the commit message. Lines → text → lines. Pure.
//
//   run <experiment> <status> <id>                      (or: runs: <k>)
//
//   Mlops-Run: <id> <blob> <status> <experiment> <code commit> <branch> [dirty] [overridden] [leg=<leg>] [try=<job>.<attempt>] [fork]
//   Mlops-File: <id> <blob> <name>
//   Mlops-Event: <event id> <run id> <blob> <type> [<status>]
//   Mlops-Total: <number of runs on the branch, this commit included>
//
// Tokens are percent-encoded, so that no name of a branch or experiment can break a line or add one. `-` is an absent
// branch. Lines of other kinds, and tokens after these, are from later versions and are passed over.
import { v5 } from 'uuid';
import { attemptOf, type Attempt } from '../run/attempt.ts';
import type { RunEvent } from '../run/event.ts';
import { legOf } from '../run/leg.ts';
import type { RunRecord } from '../run/record.ts';
import { FORMAT } from './layout.ts';
import type { RunLine } from './history.ts';

/** A file beside a record. */
export interface FileLine {
  readonly id: string;
  readonly blob: string;
  readonly name: string;
}

/** A late event of a run. */
export interface EventLine {
  readonly id: string;
  readonly run: string;
  readonly blob: string;
  readonly type: string;
  /** The status that an event of type `status` gives the run. */
  readonly status: string | undefined;
}

/** What commit messages say, in the order of the text. */
export interface MessageLines {
  readonly runs: readonly RunLine[];
  readonly files: readonly FileLine[];
  readonly events: readonly EventLine[];
  /** How many runs the branch held at the first of the commits that says so; undefined when none does. */
  readonly total: number | undefined;
  /** Newest layout that a commit declared; 0 when none did. */
  readonly format: number;
  /** Lines that should be runs or files and cannot be read. */
  readonly malformed: readonly string[];
}

const NAME_LIMIT = 255;

/**
 * The form in which index lines carry a name of a foreign hand (experiment, branch, commit). Names of up to 255 UTF-16
 * units are themselves; of a longer one the first 200 stand with a digest of all of it, so that two names have the same
 * form only when they are the same. Compare with `line.experiment === indexName(experiment)`.
 */
export function indexName(name: string): string {
  const text = name.toWellFormed();
  return text.length <= NAME_LIMIT ? text : `${text.slice(0, 200).toWellFormed()}~${v5(text, v5.URL)}`;
}

/** The index line of a record whose blob has this id. */
export function lineOf(record: RunRecord, blob: string): RunLine {
  const leg = legOf(record);
  const attempt = attemptOf(record);
  return {
    id: record.id,
    blob,
    status: record.status,
    experiment: indexName(record.experiment),
    commit: indexName(record.source.commit),
    branch: indexName(record.source.branch ?? ''),
    dirty: record.source.dirty,
    overridden: Object.keys(record.trigger.overrides ?? {}).length > 0,
    ...(leg === undefined ? {} : { leg }),
    ...(attempt === undefined ? {} : { attempt }),
    ...(record.source.fork === undefined ? {} : { fork: true }),
  };
}

export function renderRunLine(line: RunLine): string {
  const tokens = [line.id, line.blob, line.status, ...[line.experiment, line.commit, line.branch].map(encode)];
  const flags = [
    ...(line.dirty ? ['dirty'] : []),
    ...(line.overridden ? ['overridden'] : []),
    ...(line.leg === undefined ? [] : [`leg=${line.leg}`]),
    ...(line.attempt === undefined ? [] : [`try=${line.attempt.job}.${line.attempt.number}`]),
    ...(line.fork === true ? ['fork'] : []),
  ];
  return `Mlops-Run: ${[...tokens, ...flags].join(' ')}`;
}

export function renderFileLine(line: FileLine): string {
  return `Mlops-File: ${line.id} ${line.blob} ${encode(line.name)}`;
}

/** The index line of a late event whose blob has this id. */
export function eventLineOf(event: RunEvent, blob: string): EventLine {
  const { id, run, type } = event;
  return { id, run, blob, type, status: event.type === 'status' ? event.status : undefined };
}

export function renderEventLine({ id, run, blob, type, status }: EventLine): string {
  return `Mlops-Event: ${[id, run, blob, encode(type), ...(status === undefined ? [] : [status])].join(' ')}`;
}

/**
 * The message of a commit that adds runs and what belongs to them.
 * @param lines rendered index lines
 * @param total how many runs the branch holds with this commit, where that is known
 */
export function renderMessage(lines: readonly string[], total?: number): string {
  const count = total === undefined ? [] : [`Mlops-Total: ${total}`];
  // A push with a personal token would start workflows that are triggered by any push.
  return `${subjectOf(lines)}\n\n${[...lines, ...count].join('\n')}\n\n[skip ci]\n`;
}

function subjectOf(lines: readonly string[]): string {
  const { runs, events } = parseMessages(lines.join('\n'));
  const [only] = runs;
  if (runs.length === 1 && only !== undefined) {
    return `run ${encode(only.experiment.slice(0, 60).toWellFormed())} ${only.status} ${only.id}`;
  }
  const [event] = events;
  if (runs.length > 0 || event === undefined) return `runs: ${runs.length}`;
  return events.length === 1 ? `${encode(event.type)} of run ${event.run}` : `events: ${events.length}`;
}

/** The message of the root commit. */
export const ROOT_MESSAGE = `Start the tracking branch\n\nMlops-Format: ${FORMAT}\n\n[skip ci]\n`;

/** Reads the index lines of one or many commit messages. */
export function parseMessages(text: string): MessageLines {
  const runs: RunLine[] = [];
  const files: FileLine[] = [];
  const events: EventLine[] = [];
  const malformed: string[] = [];
  let format = 0;
  let total: number | undefined;
  const keep = <T>(list: T[], value: T | undefined, line: string): void => {
    if (value === undefined) malformed.push(line);
    else list.push(value);
  };
  for (const [line, kind, rest = ''] of text.matchAll(/^Mlops-(Run|File|Event|Format|Total): (.*)$/gm)) {
    if (kind === 'Format') format = Math.max(format, Number.parseInt(rest, 10) || 0);
    else if (kind === 'Total') total ??= /^\d{1,15}$/.test(rest.trimEnd()) ? Number(rest) : undefined;
    else if (kind === 'Run') keep(runs, parseRunTokens(rest), line);
    else if (kind === 'Event') keep(events, parseEventTokens(rest), line);
    else keep(files, parseFileTokens(rest), line);
  }
  return { runs, files, events, total, format, malformed };
}

function parseRunTokens(rest: string): RunLine | undefined {
  const [id, blob, status, experiment, commit, branch, ...flags] = rest.trimEnd().split(' ');
  const names = [experiment, commit, branch].map((token) => decode(token ?? ''));
  if (!isRunId(id) || !isObjectId(blob) || !status || names.includes(undefined)) return undefined;
  const leg = flags.find((flag) => /^leg=[0-9a-f]{16}$/.test(flag))?.slice('leg='.length);
  const attempt = parseAttempt(flags);
  const [decodedExperiment = '', decodedCommit = '', decodedBranch = ''] = names;
  return {
    id,
    blob,
    status,
    experiment: decodedExperiment,
    commit: decodedCommit,
    branch: decodedBranch,
    dirty: flags.includes('dirty'),
    overridden: flags.includes('overridden'),
    ...(leg === undefined ? {} : { leg }),
    ...(attempt === undefined ? {} : { attempt }),
    ...(flags.includes('fork') ? { fork: true } : {}),
  };
}

function parseAttempt(flags: readonly string[]): Attempt | undefined {
  for (const flag of flags) {
    const [, job, number] = /^try=([0-9a-f]{16})\.([1-9]\d{0,5})$/.exec(flag) ?? [];
    if (job !== undefined) return { job, number: Number(number) };
  }
  return undefined;
}

function parseFileTokens(rest: string): FileLine | undefined {
  const [id, blob, token] = rest.trimEnd().split(' ');
  const name = decode(token ?? '');
  return isRunId(id) && isObjectId(blob) && name ? { id, blob, name } : undefined;
}

function parseEventTokens(rest: string): EventLine | undefined {
  const [id, run, blob, token, status] = rest.trimEnd().split(' ');
  const type = decode(token ?? '');
  return isRunId(id) && isRunId(run) && isObjectId(blob) && type ? { id, run, blob, type, status } : undefined;
}

function isRunId(token: string | undefined): token is string {
  return /^[0-9a-f]{32}$/.test(token ?? '');
}

function isObjectId(token: string | undefined): token is string {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(token ?? '');
}

function encode(name: string): string {
  if (name === '' || name === '-') return name === '' ? '-' : '%2D';
  return encodeURIComponent(name).replaceAll('%2F', '/');
}

/** Undefined for a token that is absent or no percent-encoding. */
function decode(token: string): string | undefined {
  if (token === '') return undefined;
  if (token === '-') return '';
  try {
    return decodeURIComponent(token);
  } catch {
    return undefined;
  }
}
