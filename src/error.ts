// The one error type. A door (action or CLI) is the only place that turns it into an exit status and an annotation.

/** What kind of thing went wrong; a closed set, so that callers may branch on it. */
export type ErrorCode =
  | 'usage'
  | 'config-invalid'
  | 'not-a-repository'
  | 'repository-empty'
  | 'git-failed'
  | 'program-missing'
  | 'tracking-unreadable'
  | 'tracking-denied'
  | 'tracking-forbidden'
  | 'tracking-conflict'
  | 'tracking-busy'
  | 'record-invalid'
  | 'index-failed'
  | 'artifact-failed'
  | 'artifact-absent'
  | 'artifact-mismatch'
  | 'forge-denied'
  | 'forge-failed'
  | 'release-refused'
  | 'deletion-refused'
  | 'training-failed'
  | 'capture-failed'
  | 'not-found'
  | 'ambiguous'
  | 'offline';

/** Where the fault stands, when it stands in a file. Lines and columns count from 1. */
export interface ErrorPlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * An expected failure. `message` says what happened, with the offending value; `hint` says what to do about it.
 * Expected bad news (a failed gate, a lost race) is a value and never thrown.
 */
export class MlopsError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly place: ErrorPlace | undefined;

  constructor(code: ErrorCode, message: string, hint: string, more: { cause?: unknown; place?: ErrorPlace } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'MlopsError';
    this.code = code;
    this.hint = hint;
    this.place = more.place;
  }
}

/** Exit status of a failed command: 2 for wrong usage or configuration, 1 for work that failed. */
export function exitStatusOf(error: unknown): 1 | 2 {
  if (!(error instanceof MlopsError)) return 1;
  return ['usage', 'config-invalid', 'ambiguous', 'not-a-repository', 'repository-empty'].includes(error.code) ? 2 : 1;
}
