// The program that everything rests on. That Node is new enough is looked at before anything else, see cli/main.ts.
import { check, ok, problem, warning, type Check } from '../check.ts';

/** The oldest that is tested. */
const GIT = [2, 38] as const;

export const SYSTEM_CHECKS: readonly Check[] = [
  check({
    id: 'git',
    title: 'Git is 2.38 or newer',
    needs: ['system'],
    judge({ system: { git } }) {
      const fix = 'Install Git 2.38 or newer: https://git-scm.com/downloads';
      const isNew = isAtLeast(git, GIT);
      if (isNew === undefined) return warning(`Git calls its version "${git}"`, fix);
      return isNew ? ok(`Git ${git}`) : problem(`Git ${git} is too old`, fix);
    },
  }),
];

/** Whether a version such as `2.39.rc1` or `2.50.1.windows.1` is this one or newer; undefined when it cannot be read. */
export function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean | undefined {
  const [, first, second] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (first === undefined || second === undefined) return undefined;
  return Number(first) > major || (Number(first) === major && Number(second) >= minor);
}
