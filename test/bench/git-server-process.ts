// The git server in a process of its own, so that what is measured does not wait for what serves it.
// Started by `forkGitServer`, the same file is the process: argv is the folder to serve and the delay.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { startGitHttpServer } from '../support/git-http-server.ts';

/** What the server has seen since it was last asked. */
export interface Traffic {
  readonly requests: number;
  readonly bytes: number;
  /** Of these, what clients sent. */
  readonly pushed: number;
}

export interface GitServerProcess extends AsyncDisposable {
  readonly url: string;
  /** Tells the traffic since the last call and starts counting anew. */
  takeTraffic(): Promise<Traffic>;
}

/** @param delayMs waited before each request is served */
export async function forkGitServer(root: string, delayMs: number): Promise<GitServerProcess> {
  const child = fork(import.meta.filename, [root, String(delayMs)]);
  const answer = async (): Promise<unknown> => ((await once(child, 'message')) as unknown[])[0];
  const url = (await answer()) as string;
  return {
    url,
    async takeTraffic() {
      const traffic = answer();
      child.send('take');
      return (await traffic) as Traffic;
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

if (import.meta.main) {
  const [root = '', delay] = process.argv.slice(2);
  const server = await startGitHttpServer({ root, delayMs: Number(delay) });
  process.on('message', () => {
    const traffic: Traffic = {
      requests: server.requests.length,
      bytes: server.bytes.received + server.bytes.sent,
      pushed: server.bytes.received,
    };
    server.reset();
    process.send?.(traffic);
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.(server.url);
}
