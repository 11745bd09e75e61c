// What went wrong between here and the tracking branch, said so that the reader knows what to do. Pure.
import { MlopsError, type ErrorCode } from '../error.ts';
import { PUSH_HINT } from '../forge/permissions.ts';
import type { GitFailure, GitFailureKind } from '../git/failure.ts';

interface Advice {
  readonly code: ErrorCode;
  readonly what: (ref: string) => string;
  readonly hint: string | ((ref: string) => string);
}

const UNCLEAR: Advice = {
  code: 'git-failed',
  what: (ref) => `git could not exchange ${ref} with its remote`,
  hint: 'Try again; if it stays, run `git ls-remote` against the same remote to see what git says.',
};

const ADVICE: Readonly<Record<GitFailureKind, Advice>> = {
  refused: {
    code: 'tracking-denied',
    what: (ref) => `the remote refuses pushes to ${ref} by a rule or hook`,
    hint: (ref) =>
      ref.startsWith('refs/heads/')
        ? 'Exclude this branch from the protection, ruleset or hook (or let this token bypass it), or keep the history ' +
          'outside of the branches: `tracking: {branch: refs/mlops/tracking}` in mlops.yaml.'
        : 'Exclude this ref from the rule or hook (or let this token bypass it), or keep the history under a name that ' +
          'the remote takes: `tracking: {branch: …}` in mlops.yaml.',
  },
  'checked-out': {
    code: 'tracking-denied',
    what: (ref) => `${ref} is checked out in a worktree`,
    hint: 'Check out another branch there, for example `git switch main`; the tracking branch is read with `mlops runs`.',
  },
  forbidden: {
    code: 'tracking-forbidden',
    what: (ref) => `the credentials do not suffice for ${ref}`,
    hint: PUSH_HINT,
  },
  offline: {
    code: 'offline',
    what: (ref) => `the remote of ${ref} cannot be reached`,
    hint: 'Check the network and the address of the remote, then run `mlops sync`.',
  },
  'not-a-repository': {
    code: 'not-a-repository',
    what: (ref) => `there is no repository where ${ref} should be`,
    hint: 'Check the path or URL of the remote and that the credentials may see it.',
  },
  'lost-race': {
    code: 'tracking-busy',
    what: (ref) => `others wrote to ${ref} each time just before this push`,
    hint: 'Try again when fewer jobs write at once, or collect the records of a matrix in one job.',
  },
  locked: {
    code: 'tracking-busy',
    what: (ref) => `a lock file keeps others from writing to ${ref}`,
    hint: 'When it is gone, `mlops sync` writes what waits.',
  },
  'absent-object': {
    code: 'tracking-unreadable',
    what: (ref) => `the remote no longer has what the index of ${ref} names`,
    hint: 'The branch was rewritten; restore it from a clone that has all of it, for example with `mlops sync` there.',
  },
  'absent-ref': UNCLEAR,
  'none-selected': UNCLEAR,
  'object-format': {
    code: 'git-failed',
    what: (ref) => `the repositories that should share ${ref} use different object formats`,
    hint: 'Git cannot exchange objects between SHA-1 and SHA-256 repositories; clone the remote anew.',
  },
  unclear: UNCLEAR,
};

/** The error for a failed fetch or push of the tracking ref. */
export function trackingError({ kind, said, rule, lock, throughForge }: GitFailure, ref: string): MlopsError {
  const { code, what, hint } = ADVICE[kind];
  const advice = typeof hint === 'string' ? hint : hint(ref);
  const message = `${what(ref)}: ${lock === undefined ? (rule ?? said) : lockWords(lock)}`;
  if (throughForge === undefined) return new MlopsError(code, message, advice);
  const answer = throughForge.rule ?? throughForge.said;
  return new MlopsError(
    code,
    `${message} The API of the forge does not take the commit either: ${answer}`,
    throughForge.kind === 'forbidden' ? `${advice} The API needs \`permissions: {contents: write}\`.` : advice,
  );
}

function lockWords(lock: string): string {
  return `another git process is at work, or one that died left it; if no git runs there, remove ${lock}`;
}

/** The error for a branch that exists and is not what this version can read. */
export function unreadable(ref: string, what: string, hint?: string): MlopsError {
  return new MlopsError(
    'tracking-unreadable',
    `${ref} cannot be read: ${what}`,
    hint ??
      'If this is another branch, choose another name by `tracking: {branch: …}` in mlops.yaml; ' +
        'if it was edited by hand, restore it from its history. Nothing was written.',
  );
}
