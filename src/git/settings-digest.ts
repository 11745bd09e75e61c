// What git reads for every repository of this user: settings of the system and of the user. A training that changes them
// could lead what follows elsewhere, or have it start a program.
import { createHash } from 'node:crypto';
import type { Git } from './git.ts';

/**
 * SHA-256 over these settings, what they include among it.
 * @param git outside of any repository
 */
export async function readSettingsDigest(git: Git): Promise<string> {
  const { stdout } = await git.exec(['config', '--list', '--null', '--includes', '--show-origin']);
  return createHash('sha256').update(stdout).digest('hex');
}
