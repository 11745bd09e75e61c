// What one piece of work costs: time, HTTP requests, bytes.
import { REF } from '../tracking/open-test-history.ts';
import { forkGitServer, type GitServerProcess, type Traffic } from './git-server-process.ts';
import { longHistoryFolder } from './synthetic-history.ts';

/** Waited before each request is served: a forge that is near. */
export const DELAY_MS = 50;

/** Name of the tracking branch, for `git clone --branch`. */
export const BRANCH = REF.replace('refs/heads/', '');

export interface Cost extends Traffic {
  readonly ms: number;
}

/** Serves a history of so many runs and gives the URL of its repository. */
export async function serveHistory(runs: number): Promise<{ readonly server: GitServerProcess; readonly url: string }> {
  const server = await forkGitServer(longHistoryFolder(runs), DELAY_MS);
  return { server, url: `${server.url}/${runs}.git` };
}

export async function costOf(server: GitServerProcess, work: () => Promise<unknown>): Promise<Cost> {
  await server.takeTraffic();
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  return { ms, ...(await server.takeTraffic()) };
}
