// The token as git sends it.
import * as core from '@actions/core';
import type { GitConfig } from '../git/git.ts';

/** The token as a header for the forge's own host only: never in argv, never in a URL, never sent elsewhere. */
export function authorization(token: string): GitConfig {
  if (token === '') return {};
  const server = process.env['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  core.setSecret(token);
  core.setSecret(basic);
  // Without a helper: a refused token is no reason to start a program of the user's, or to ask one for theirs.
  const header = { [`http.${server}/.extraheader`]: `AUTHORIZATION: basic ${basic}` };
  return { ...header, 'credential.helper': '', 'core.askPass': '' };
}
