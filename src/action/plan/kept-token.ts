// A token that the checkout left where a command of the user's can read it.
import type { Git } from '../../git/git.ts';
import { actionLog } from '../console.ts';

/** actions/checkout keeps its token for later steps unless it is told not to; nothing of ours needs it there. */
export async function warnOfKeptToken(git: Git, who: string): Promise<void> {
  const { code } = await git.exec([
    'config',
    '--includes',
    '--name-only',
    '--get-regexp',
    String.raw`^http\..*\.extraheader$`,
  ]);
  if (code !== 0) return;
  actionLog.warn(
    `the checkout left its token in the settings of the repository, where ${who} can read it. ` +
      'Give actions/checkout `with: {persist-credentials: false}`; this action does not need it there.',
  );
}
