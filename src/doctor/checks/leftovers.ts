// What waits or was left behind by what ended before its time.
import { check, counted, findingsOr, listed, ok, problem, warning, type Check } from '../check.ts';

export const LEFTOVER_CHECKS: readonly Check[] = [
  check({
    id: 'inbox',
    title: 'Nothing waits in the inbox of the history, and nothing in it was refused',
    needs: ['inbox'],
    judge({ inbox: { waiting, refused } }) {
      const [first] = refused;
      return findingsOr(
        [
          ...(first === undefined
            ? []
            : [
                warning(
                  `${listed(refused, 1)} holds what could not be taken into the history`,
                  `Look at it with \`git fetch origin ${first} && git show --stat FETCH_HEAD\`; when it is of no use: git push origin :${first}`,
                ),
              ]),
          ...(waiting.length === 0
            ? []
            : [
                warning(
                  `${counted(waiting.length, 'write')} ${waiting.length === 1 ? 'waits' : 'wait'} in the inbox of the history`,
                  'mlops sync (the next run takes them in, too)',
                ),
              ]),
        ],
        'nothing waits in the inbox of the history',
      );
    },
  }),
  check({
    id: 'spool',
    title: 'No record waits because it could not be written when it was made',
    needs: ['spool'],
    judge({ spool: { folder, waiting } }) {
      if (waiting === 0) return ok('no record waits to be written');
      return warning(
        `${counted(waiting, 'record')} ${waiting === 1 ? 'waits' : 'wait'} in ${folder} since it could not be written`,
        'mlops sync',
      );
    },
  }),
  check({
    id: 'captures',
    title: 'No training was killed before its run was recorded',
    needs: ['captures'],
    judge({ captures: { folder, left } }) {
      if (left.length === 0) return ok('no training was left unrecorded');
      return warning(
        `${counted(left.length, 'training')} ended without a record: ${listed(left.map((id) => id.slice(0, 12)))}`,
        `mlops sync records ${left.length === 1 ? 'it' : 'them'} as far as ${left.length === 1 ? 'it' : 'they'} came; what stays lies in ${folder}`,
      );
    },
  }),
  check({
    id: 'locks',
    title: 'No lock of a process that died keeps Git or a training from writing',
    needs: ['locks', 'system'],
    judge({ locks: { training, git }, system: { now } }) {
      const findings = git.map(({ path, seconds }) =>
        problem(
          `${path} is ${counted(Math.round(seconds / 60), 'minute')} old: the git that made it has died, and no other one can write`,
          `Look whether a git is at work (\`ps\`); if not: rm ${path}`,
        ),
      );
      const days = training === undefined ? 0 : (now.getTime() - Date.parse(training.started)) / 86_400_000;
      if (training?.isRunning === true && days > 7) {
        findings.push(
          warning(
            `process ${training.pid} has trained in this worktree for ${Math.floor(days)} days, or another one has its number now`,
            `If that process is no training: rm ${training.path}`,
          ),
        );
      }
      return findingsOr(findings, 'no lock was left behind');
    },
  }),
  check({
    id: 'cache',
    title: 'The cache of lists can be written and is sound',
    needs: ['cache'],
    judge({ cache: { folder, isChosen, isWritable, index } }) {
      if (!isWritable) {
        const words = `the folder ${folder} of the cache cannot be written`;
        const fix = 'Name another one: export MLOPS_CACHE=FOLDER';
        return isChosen ? problem(words, fix) : warning(`${words}, so every list is made anew`, fix);
      }
      if (index !== 'damaged') return ok(index === 'absent' ? 'no cache yet' : 'the cache can be used');
      return warning(`the cache in ${folder} is damaged; the next list makes it anew`, `rm -r ${folder}`);
    },
  }),
];
