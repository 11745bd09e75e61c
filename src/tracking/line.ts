// The index of the tracking branch is its commit log: one line per run in the commit message. Lines → text → lines. Pure.
//
//   run <experiment> <status> <id>                      (or: runs: <k>)
//
//   Mlops-Run: <id> <blob> <status> <experiment> <code commit> <branch> [dirty] [overridden]
//   Mlops-File: <id> <blob> <name>
//
// Tokens are percent-encoded, so that no name of a branch or experiment can break a line or add one. `-` is an absent
// branch. Lines of other kinds, and tokens after these, are from later versions and are passed over.
import { v5 } from 'uuid';
import type { RunRecord } from '../run/record.ts';
import { FORMAT } from './layout.ts';
import type { RunLine } from './history.ts';

/** A file beside a record. */
export interface FileLine {
  readonly id: string;
  readonly blob: string;
  readonly name: string;
}

/** What commit messages say, in the order of the text. */
export interface MessageLines {
  readonly runs: readonly RunLine[];
  readonly files: readonly FileLine[];
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
  return {
    id: record.id,
    blob,
    status: record.status,
    experiment: indexName(record.experiment),
    commit: indexName(record.source.commit),
    branch: indexName(record.source.branch ?? ''),
    dirty: record.source.dirty,
    overridden: Object.keys(record.trigger.overrides ?? {}).length > 0,
  };
}

export function renderRunLine(line: RunLine): string {
  const tokens = [line.id, line.blob, line.status, ...[line.experiment, line.commit, line.branch].map(encode)];
  const flags = [...(line.dirty ? ['dirty'] : []), ...(line.overridden ? ['overridden'] : [])];
  return `Mlops-Run: ${[...tokens, ...flags].join(' ')}`;
}

export function renderFileLine(line: FileLine): string {
  return `Mlops-File: ${line.id} ${line.blob} ${encode(line.name)}`;
}

/**
 * The message of a commit that adds runs.
 * @param lines rendered index lines
 */
export function renderMessage(runs: readonly RunLine[], lines: readonly string[]): string {
  const [only] = runs;
  const subject =
    runs.length === 1 && only !== undefined
      ? `run ${encode(only.experiment.slice(0, 60).toWellFormed())} ${only.status} ${only.id}`
      : `runs: ${runs.length}`;
  // A push with a personal token would start workflows that are triggered by any push.
  return `${subject}\n\n${lines.join('\n')}\n\n[skip ci]\n`;
}

/** The message of the root commit. */
export const ROOT_MESSAGE = `Start the tracking branch\n\nMlops-Format: ${FORMAT}\n\n[skip ci]\n`;

/** Reads the index lines of one or many commit messages. */
export function parseMessages(text: string): MessageLines {
  const runs: RunLine[] = [];
  const files: FileLine[] = [];
  const malformed: string[] = [];
  let format = 0;
  for (const [line, kind, rest] of text.matchAll(/^Mlops-(Run|File|Format): (.*)$/gm)) {
    if (kind === 'Format') {
      format = Math.max(format, Number.parseInt(rest ?? '', 10) || 0);
    } else if (kind === 'Run') {
      const run = parseRunTokens(rest ?? '');
      if (run === undefined) malformed.push(line);
      else runs.push(run);
    } else {
      const file = parseFileTokens(rest ?? '');
      if (file === undefined) malformed.push(line);
      else files.push(file);
    }
  }
  return { runs, files, format, malformed };
}

function parseRunTokens(rest: string): RunLine | undefined {
  const [id, blob, status, experiment, commit, branch, ...flags] = rest.trimEnd().split(' ');
  const names = [experiment, commit, branch].map((token) => decode(token ?? ''));
  if (!isRunId(id) || !isObjectId(blob) || !status || names.includes(undefined)) return undefined;
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
  };
}

function parseFileTokens(rest: string): FileLine | undefined {
  const [id, blob, token] = rest.trimEnd().split(' ');
  const name = decode(token ?? '');
  return isRunId(id) && isObjectId(blob) && name ? { id, blob, name } : undefined;
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
