// A smart-HTTP git server: git's own http-backend behind a loopback listener, which counts, delays, refuses and drops.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { TEST_GIT_ENVIRONMENT } from './git-fixtures.ts';

/** A request as faults and counters see it. */
interface GitRequest {
  readonly method: string;
  readonly path: string;
  readonly service: 'git-upload-pack' | 'git-receive-pack' | undefined;
  /** The request that carries a push (not the advertisement before it). */
  readonly isPush: boolean;
  readonly authorization: string | undefined;
}

/** What to do with a request instead of serving it; `drop-after` serves it and loses the answer. */
export type Fault = 'drop-before' | 'drop-after' | { readonly status: number; readonly body?: string };

export interface GitHttpServerOptions {
  /** Folder whose repositories are served: `<root>/remote.git` is at `<url>/remote.git`. */
  readonly root: string;
  /** Waited before each request is served. */
  readonly delayMs?: number;
  /** Answers 401 unless the Authorization header is exactly this. */
  readonly authorization?: string;
  /** Asked for each request, after it is counted; may act on the repository meanwhile. */
  readonly fault?: (request: GitRequest) => Fault | undefined | Promise<Fault | undefined>;
}

export interface GitHttpServer extends AsyncDisposable {
  readonly url: string;
  /** Requests since the last reset, in their order. */
  readonly requests: readonly GitRequest[];
  /** Bytes of bodies since the last reset, as the server sees them. */
  readonly bytes: { readonly received: number; readonly sent: number };
  reset(): void;
}

export async function startGitHttpServer(options: GitHttpServerOptions): Promise<GitHttpServer> {
  const requests: GitRequest[] = [];
  const bytes = { received: 0, sent: 0 };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      response.destroy(error as Error);
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = describeRequest(request);
    requests.push(seen);
    request.on('data', (chunk: Buffer) => (bytes.received += chunk.length));
    request.pause();
    const fault = await options.fault?.(seen);
    if (options.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, options.delayMs));
    if (fault === 'drop-before') {
      request.socket.destroy();
    } else if (options.authorization !== undefined && seen.authorization !== options.authorization) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="git"' }).end('Unauthorized\n');
    } else if (typeof fault === 'object') {
      response.writeHead(fault.status, { 'Content-Type': 'text/plain' }).end(fault.body ?? '');
    } else {
      const sent = await runBackend(options.root, request, fault === 'drop-after' ? undefined : response);
      bytes.sent += sent;
      if (fault === 'drop-after') request.socket.destroy();
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    bytes,
    reset() {
      requests.length = 0;
      bytes.received = 0;
      bytes.sent = 0;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function describeRequest(request: IncomingMessage): GitRequest {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const service = url.searchParams.get('service') ?? url.pathname.split('/').at(-1);
  return {
    method: request.method ?? '',
    path: url.pathname,
    service: service === 'git-upload-pack' || service === 'git-receive-pack' ? service : undefined,
    isPush: request.method === 'POST' && url.pathname.endsWith('/git-receive-pack'),
    authorization: request.headers.authorization,
  };
}

const backend = join(execFileSync('git', ['--exec-path']).toString().trim(), 'git-http-backend');

/** Serves one request by CGI (RFC 3875); gives the bytes of the answer's body. */
async function runBackend(root: string, request: IncomingMessage, response?: ServerResponse): Promise<number> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const child = spawn(backend, {
    env: {
      ...TEST_GIT_ENVIRONMENT,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      REMOTE_ADDR: '127.0.0.1',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      ...(request.headers['content-length'] ? { CONTENT_LENGTH: request.headers['content-length'] } : {}),
      ...(request.headers['content-encoding'] ? { HTTP_CONTENT_ENCODING: request.headers['content-encoding'] } : {}),
      ...(request.headers['git-protocol'] ? { GIT_PROTOCOL: String(request.headers['git-protocol']) } : {}),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.on('error', () => {});
  request.pipe(child.stdin);
  let head: Buffer | undefined = Buffer.alloc(0);
  let sent = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    let body = chunk;
    if (head !== undefined) {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) continue;
      writeHead(head.subarray(0, end).toString(), response);
      body = head.subarray(end + 4);
      head = undefined;
    }
    sent += body.length;
    if (response?.destroyed === false && !response.write(body)) await drained(response);
  }
  response?.end();
  return sent;
}

/** When the response takes more, or nobody reads it any longer. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      response.off('drain', settle).off('close', settle);
      resolve();
    };
    response.on('drain', settle).on('close', settle);
  });
}

function writeHead(head: string, response: ServerResponse | undefined): void {
  const headers = head.split('\r\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const status = headers.find(([name]) => name.toLowerCase() === 'status')?.[1] ?? '200';
  response?.writeHead(Number.parseInt(status, 10), Object.fromEntries(headers.filter(([name]) => name !== 'Status')));
}
