// How a person calls the command line, for the commands that it tells them to type.
import { RELEASE } from '../init/pinned-actions.ts';

/**
 * `mlops`, or the call of npx where that is what was typed.
 * @param environment as npm sets it for what it runs
 */
export function calledAs(environment: Readonly<Record<string, string | undefined>>): string {
  const isNpx = environment['npm_command'] === 'exec' && environment['npm_lifecycle_event'] === 'npx';
  return isNpx ? `npx -p ${RELEASE} mlops` : 'mlops';
}
