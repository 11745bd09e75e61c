// The history of runs: readable, the right one, and the same here and at origin.
import { check, counted, listed, ok, problem, warning, type Check } from '../check.ts';
import type { SyncFacts } from '../facts.ts';

/** Clocks of machines differ a little. */
const TOLERATED_MS = 5 * 60_000;

export const HISTORY_CHECKS: readonly Check[] = [
  check({
    id: 'history',
    title: 'The tracking branch can be read: it is one, of a format that this version knows',
    needs: ['history'],
    judge({ history: { branch, newest, error, orphans } }) {
      if (error !== undefined) return problem(error.message, error.fix);
      if (newest === undefined && orphans !== undefined) {
        return warning(
          `there is no ${branch} here or at origin, although files of ${counted(orphans.count, 'local run')} lie in ${orphans.folder}: it was deleted`,
          `Look for its last commit, whose tree holds mlops.json, with \`git fsck --no-reflogs --lost-found\`, and bring it back: git branch ${branch.replace(/^refs\/heads\//, '')} COMMIT. Runs of workflows come back with \`task: sync\`.`,
        );
      }
      if (newest === undefined) return ok(`no runs on ${branch} yet`);
      return ok(`${branch} is readable; its newest run is ${newest.slice(0, 12)}`);
    },
  }),
  check({
    id: 'other-histories',
    title: 'No other ref holds runs that the configured one lacks, as after a change of `tracking.branch`',
    needs: ['history'],
    judge({ history: { branch, ref, newest, error, others } }) {
      const [other] = others;
      if (other === undefined) return ok(`runs are on ${branch} alone`);
      const words = `${listed(others)} ${others.length === 1 ? 'holds' : 'hold'} runs too`;
      if (newest !== undefined || error !== undefined) {
        return warning(
          `${words}; only those on ${branch} are looked at`,
          `See them with \`mlops runs --tracking-branch ${shortOf(other)}\`.`,
        );
      }
      return warning(
        `${branch} has no runs, but ${words.replace(/ too$/, '')}`,
        `Name that one in mlops.yaml (\`tracking: {branch: ${shortOf(other)}}\`), or carry the runs over: ` +
          `mlops sync --tracking-branch ${shortOf(other)} && git push . ${other}:${ref} && mlops sync`,
      );
    },
  }),
  check({
    id: 'checked-out',
    title: 'The tracking branch is checked out nowhere: Git would refuse to write to it',
    needs: ['repository', 'history'],
    judge({ repository: { worktrees, branch, mainBranch }, history: { ref } }) {
      const there = worktrees.find((each) => each.ref === ref);
      if (there === undefined) return ok('the tracking branch is checked out nowhere');
      if (ref === `refs/heads/${branch}`) {
        return problem(
          'this is the tracking branch, which holds runs and no code: no run can be written while it is checked out',
          `git switch ${mainBranch ?? 'main'}`,
        );
      }
      return problem(
        `${ref} is checked out in ${there.path}: no run can be written`,
        `git -C ${there.path} switch --detach`,
      );
    },
  }),
  check({
    id: 'sync',
    title: 'The history here and that of origin are the same',
    needs: ['behindOrigin'],
    judge({ behindOrigin: { branch, state, unpushed, foreign } }) {
      if (state === 'no-history') return ok('no runs here and at origin yet');
      if (state === 'same') return ok(`${branch} is the same here and at origin`);
      const runs = unpushed === 0 ? [] : [counted(unpushed ?? 0, 'run or late event')];
      const strange = foreign === undefined ? [] : [`commit ${foreign.slice(0, 12)}, which names no run,`];
      const fix =
        foreign === undefined
          ? 'mlops sync'
          : `Look at it with \`git show ${foreign.slice(0, 12)}\`: only mlops writes to this branch. What is fine is shared by \`mlops sync\`.`;
      return warning(SYNC_WORDS[state](branch, [...runs, ...strange].join(' and ')), fix);
    },
  }),
  check({
    id: 'clock',
    title: 'No run comes from the future: ids sort by time, and a wrong clock puts a run before all others',
    needs: ['latestRuns', 'system'],
    judge({ latestRuns, system: { now } }) {
      const future = latestRuns.filter(({ started }) => Date.parse(started) > now.getTime() + TOLERATED_MS);
      const [first] = future;
      if (first === undefined) return ok('no run comes from the future');
      return warning(
        `${counted(future.length, 'run')} started in the future, such as ${first.id.slice(0, 12)} at ${first.started}`,
        `Set the clock of the machine that trained it (or of this one). A run with a wrong time can be left out: mlops runs delete ${first.id}`,
      );
    },
  }),
];

const SYNC_WORDS: Readonly<
  Record<Exclude<SyncFacts['state'], 'no-history' | 'same'>, (branch: string, unpushed: string) => string>
> = {
  'only-there': (branch) => `origin has a history on ${branch} that is not here`,
  'only-here': (branch) => `the history is only here: origin has no ${branch}`,
  ahead: (branch, unpushed) => `origin lacks ${unpushed} of ${branch}`,
  behind: (branch) => `origin has runs on ${branch} that are not here`,
  apart: (branch, unpushed) => `${branch} has grown apart: origin lacks ${unpushed}, and has others that are not here`,
};

/** As `tracking.branch` names it. */
function shortOf(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}
