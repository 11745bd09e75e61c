// What lies in the workspace beside a token that writes, in jobs that strangers can start.
import { MlopsError } from '../../error.ts';
import type { ForgeEvent } from '../../forge/forge.ts';

/**
 * Of an event of the default branch, whatever was checked out since.
 * @param instead where what would be looked for in a checkout is read from, for the hint
 * @throws MlopsError `usage` where another commit than that of the default branch is checked out
 */
export function requireOwnCode({ commit }: ForgeEvent, instead: string): void {
  const own = process.env['GITHUB_SHA'] ?? '';
  if (commit === own) return;
  throw new MlopsError(
    'usage',
    `${commit.slice(0, 7)} is checked out, not ${own.slice(0, 7)} of the default branch: the code and the ` +
      '`mlops.yaml` of a fork must not stand beside a token that writes',
    `Use actions/checkout without \`ref\` and \`repository\`; ${instead}.`,
  );
}
