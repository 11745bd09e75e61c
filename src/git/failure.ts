// What git's words mean. Git gives one exit status for everything that can go wrong with a remote; the rest is in its text.
import { readRule } from './refusal.ts';

/**
 * - `absent-ref`: the remote has no such ref
 * - `none-selected`: a shallow fetch by date found no commit that is young enough
 * - `absent-object`: the remote has not all the objects that were asked for
 * - `object-format`: the remote uses the other hash function
 * - `lost-race`: the ref moved meanwhile, or says so (which does not mean that nothing was written)
 * - `locked`: a lock file of another git process is in the way, of one that writes or of one that died
 * - `refused`: a rule or hook of the remote says no
 * - `checked-out`: a worktree has the branch checked out, which a push must not move
 * - `forbidden`: the credentials are absent or do not suffice
 * - `offline`: the remote could not be reached
 * - `not-a-repository`: there is no repository at that address
 * - `unclear`: anything else, a dropped connection among them
 */
export type GitFailureKind =
  | 'absent-ref'
  | 'none-selected'
  | 'absent-object'
  | 'object-format'
  | 'lost-race'
  | 'locked'
  | 'refused'
  | 'checked-out'
  | 'forbidden'
  | 'offline'
  | 'not-a-repository'
  | 'unclear';

export interface GitFailure {
  readonly kind: GitFailureKind;
  /** What git and the remote said, on one line, without credentials and control characters. */
  readonly said: string;
  /** Of a refusal: the rule, as the remote words it. */
  readonly rule?: string;
  /** Of `locked`: the path of the lock file, on the machine of the remote. */
  readonly lock?: string;
  /** Of a refusal: why the forge did not make the commit either, when it was asked to. */
  readonly throughForge?: GitFailure;
}

const LOCK = /Unable to create '([^'\n]{1,500}\.lock)': File exists/;

// The first that matches wins. The texts are those of git's sources (LC_ALL=C), curl, OpenSSH and the large forges.
const SIGNS: readonly (readonly [GitFailureKind, RegExp])[] = [
  ['absent-ref', /couldn't find remote ref/],
  ['none-selected', /no commits selected for shallow requests/],
  ['absent-object', /not our ref|unadvertised object|did not send all necessary objects/],
  ['object-format', /mismatched algorithms|does not support this repository's hash algorithm/],
  ['refused', /hook declined|\bGH0\d\d\b|protected branch|push declined|deny updating|exists; cannot create/i],
  ['refused', /not allowed to push|prohibited by Gerrit|\bTF40\d{4}\b|only be modified through pull requests/i],
  ['checked-out', /refusing to update checked out branch|branch is currently checked out/],
  ['locked', LOCK],
  ['lost-race', /\((?:stale info|fetch first|non-fast-forward|needs force|remote ref updated since checkout)\)/],
  ['lost-race', /cannot lock ref|failed to update ref|reference already exists|incorrect old value/],
  ['forbidden', /returned error: 40[13]\b|Authentication failed|could not read (?:Username|Password)/],
  [
    'forbidden',
    /Permission denied|Permission to \S+ denied|insufficient permission|access denied|Repository not found/i,
  ],
  ['offline', /Could not resolve (?:host|proxy)|Failed to connect|Couldn't connect|Could not connect to/i],
  ['offline', /Connection refused|Connection timed out|Operation timed out|Network is unreachable|No route to host/i],
  ['not-a-repository', /does not appear to be a git repository|not a git repository|fatal: repository '.*' not found/i],
];

/** Judges what a failed git process printed. */
export function judgeFailure(output: string): GitFailure {
  const kind = SIGNS.find(([, sign]) => sign.test(output))?.[0] ?? 'unclear';
  const lines = tidyLines(output);
  const rule = kind === 'refused' ? readRule(lines) : undefined;
  const lock = kind === 'locked' ? LOCK.exec(lines.join('\n'))?.[1]?.replaceAll('/./', '/') : undefined;
  const failure: GitFailure = { kind, said: shorten(lines.join('; ')), ...(lock === undefined ? {} : { lock }) };
  return rule === undefined ? failure : { ...failure, rule };
}

const LIMIT = 1000;

function tidyLines(output: string): readonly string[] {
  return output
    .replaceAll(/\/\/[^/\s@]+@/g, '//***@')
    .split(/\p{Cc}*\n\p{Cc}*/u)
    .map((part) => part.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim())
    .filter((part) => part !== '' && part !== 'Done' && !/^(?:hint:|To |From )/.test(part));
}

function shorten(line: string): string {
  return line.length > LIMIT ? `${line.slice(0, LIMIT)}…` : line;
}
