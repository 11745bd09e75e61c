// Settings of git that a command of the user's changed could send the token elsewhere.
import { actionLog } from '../console.ts';
import { readGitSettings } from '../context.ts';

/**
 * None of the user's settings are followed once they were changed.
 * @param planned their digest before the command ran
 * @param who ran meanwhile
 */
export async function leaveChangedSettings(planned: string | undefined, who: string): Promise<void> {
  if (planned === undefined || (await readGitSettings()) === planned) return;
  process.env['GIT_CONFIG_GLOBAL'] = '/dev/null';
  process.env['GIT_CONFIG_NOSYSTEM'] = '1';
  actionLog.warn(`${who} changed the settings of git of this user; they are not followed any more`);
}
