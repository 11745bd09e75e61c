// The repository itself, and the remote that everything is shared through.
import { check, counted, findingsOr, listed, ok, problem, warning, type Check } from '../check.ts';
import { redactorFrom } from '../../run/redact.ts';

export const REPOSITORY_CHECKS: readonly Check[] = [
  check({
    id: 'repository',
    title: 'There is a Git repository that Git is willing to work in',
    needs: ['opening'],
    judge({ opening }) {
      return opening === undefined ? ok('the repository can be opened') : problem(opening.message, opening.fix);
    },
  }),
  check({
    id: 'commit',
    title: 'There is a commit to name in a run',
    needs: ['repository'],
    judge({ repository: { head, branch, bare, mainBranch } }) {
      if (head === undefined && mainBranch !== undefined && mainBranch !== branch) {
        return problem(
          `HEAD names ${branch ?? 'a branch'}, which has no commit; the code is on ${mainBranch}`,
          `git switch ${mainBranch}`,
        );
      }
      if (head === undefined) {
        return problem(
          'the repository has no commit',
          'git add --all && git commit: a run names the code that it ran.',
        );
      }
      const where = bare ? ', without a worktree' : branch === undefined ? ', on no branch' : ` on ${branch}`;
      return ok(`HEAD is ${head.slice(0, 7)}${where}`);
    },
  }),
  check({
    id: 'worktree',
    title: 'The code is committed: runs of uncommitted code are never a baseline',
    needs: ['repository', 'worktree'],
    judge({ repository: { head }, worktree: { changed, untracked } }) {
      const paths = [...changed, ...untracked];
      if (head === undefined || paths.length === 0) return ok('nothing that a training reads is uncommitted');
      return warning(
        `${counted(paths.length, 'uncommitted file')}: ${listed(paths)}`,
        'Commit them (git add --all && git commit), or name in .gitignore what is no code. Runs of uncommitted code are ' +
          'recorded with their patch and never serve as a baseline.',
      );
    },
  }),
  check({
    id: 'clone',
    title: 'The clone has its history, so that merge bases can be found',
    needs: ['repository'],
    judge({ repository: { isShallow } }) {
      if (!isShallow) return ok('the clone has all of its history');
      return warning(
        'the clone is shallow: the merge base of a branch may lie beyond its end, and the run then has no baseline',
        'git fetch --unshallow',
      );
    },
  }),
  check({
    id: 'remote',
    title: 'The remote `origin` is there and answers',
    needs: ['remotes', 'originFailure'],
    judge({ remotes, originFailure }) {
      const names = remotes.map(({ name }) => name);
      if (remotes.length === 0) return ok('no remote: runs stay in this repository');
      if (!names.includes('origin')) {
        return warning(
          `no remote is called origin, only ${listed(names)}: nothing is shared with it`,
          `git remote rename ${names[0]} origin`,
        );
      }
      if (originFailure === undefined) return ok('origin answers');
      const [url = ''] = remotes.find(({ name }) => name === 'origin')?.urls ?? [];
      return problem(
        `origin (${redactorFrom({})(url)}) does not answer: ${originFailure}`,
        'Check its address with `git remote -v` (`git remote set-url origin URL` corrects it) and your access with `git fetch origin`.',
      );
    },
  }),
  check({
    id: 'remote-url',
    title: 'No address of a remote holds a password or token',
    needs: ['remotes'],
    judge({ remotes }) {
      const redact = redactorFrom({});
      const findings = remotes.flatMap(({ name, urls }) =>
        urls
          .filter((url) => redact(url) !== url)
          .map((url) =>
            problem(
              `the address of ${name} holds a credential: ${redact(url)}`,
              `git remote set-url ${name} ${url.replace(/\/\/[^/@]*@/, '//')} && gh auth setup-git (or another credential ` +
                'helper); then revoke the credential, which every program of this machine could read.',
              { file: '.git/config' },
            ),
          ),
      );
      return findingsOr(findings, 'no remote holds a credential');
    },
  }),
];
