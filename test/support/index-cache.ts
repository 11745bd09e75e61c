// No test leaves an index in the cache of whoever runs it: all processes find this folder in their environment.
import { temporaryFolder } from './git-fixtures.ts';

/** Set-up of the whole test run, by vitest. */
export function setup(): () => void {
  const folder = temporaryFolder('mlops-test-cache-');
  process.env['MLOPS_CACHE'] = folder.path;
  return () => folder[Symbol.dispose]();
}
