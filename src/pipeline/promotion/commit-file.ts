// Changes one text file on a branch of the repository, in a commit of its own, and says in words why that cannot be.
import { MlopsError, type ErrorCode } from '../../error.ts';
import { PUSH_HINT } from '../../forge/permissions.ts';
import { changeFile, type Changed, type FileChange } from '../../git/change-file.ts';
import type { GitFailureKind } from '../../git/failure.ts';
import type { Ports } from '../ports.ts';

export type CommitPorts = Pick<Ports, 'registry' | 'scratch' | 'clock' | 'random' | 'log'>;

export type Committed = Extract<Changed, { outcome: 'written' | 'unchanged' | 'settled' }>;

/**
 * @throws MlopsError `forge-denied` where the token, a rule or somebody's commits on the branch forbid it, `not-found`
 *   without the base, `offline`, `not-a-repository`, `git-failed`, and those of `changeFile`
 */
export async function commitFile(change: FileChange, ports: CommitPorts): Promise<Committed> {
  const { registry, scratch, clock, random, log } = ports;
  const changed = await changeFile({ remote: registry.remote, scratchParent: scratch, clock, random, log }, change);
  const branch = change.ref.replace(/^refs\/heads\//, '');
  if (changed.outcome === 'failed') {
    const { kind, said } = changed.failure;
    const [code, what, hint] = ADVICE[kind] ?? UNCLEAR;
    throw new MlopsError(code, `${change.path} could not be changed on ${branch}: ${what}: ${said}`, hint);
  }
  if (changed.outcome !== 'foreign') return changed;
  const { commit, committer } = changed;
  throw new MlopsError(
    'forge-denied',
    `the branch ${branch} holds a commit that is not this program's, and is not overwritten: ` +
      `${commit.slice(0, 10)} of ${committer.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 200)}`,
    `Merge the branch, or delete it: git push origin --delete ${branch}`,
  );
}

type Advice = readonly [code: ErrorCode, what: string, hint: string];

const UNCLEAR: Advice = ['git-failed', 'git could not reach a decision with the remote', 'Run the command again.'];

const ADVICE: Readonly<Partial<Record<GitFailureKind, Advice>>> = {
  'absent-ref': ['not-found', 'it has no base', 'Name a branch that is there.'],
  refused: [
    'forge-denied',
    'a rule or hook of the remote refuses it',
    'Let this token push to that branch: exclude `mlops/**` from the rules for branches, or name it as one that may pass.',
  ],
  forbidden: ['forge-denied', 'the credentials do not suffice', PUSH_HINT],
  'checked-out': [
    'git-failed',
    'a worktree has the branch checked out',
    'Switch to another branch there: git switch main',
  ],
  offline: ['offline', 'the remote cannot be reached', 'Check the network and the address of the remote.'],
  'not-a-repository': ['not-a-repository', 'there is no repository', 'Check the path or URL of the remote.'],
  locked: ['git-failed', 'a lock file of another git process is in the way', 'If no git runs there, remove that file.'],
  'lost-race': ['git-failed', 'others moved the branch each time just before', 'Run the command again.'],
};
