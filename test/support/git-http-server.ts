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
export type Fault =
  | 'drop-before'
  | 'drop-after'
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> };

/**
 * Where a request is once it has been carried out: `accepted` before the first byte of the answer leaves, `answering`
 * when half of the answer has left.
 */
export type Stage = 'accepted' | 'answering';

export interface GitHttpServerOptions {
  /** Folder whose repositories are served: `<root>/remote.git` is at `<url>/remote.git`. */
  readonly root: string;
  /** Waited before each request is served. */
  readonly delayMs?: number;
  /** Answers 401 unless the Authorization header is exactly this. */
  readonly authorization?: string;
  /**
   * Asked for each request, after it is counted and before it is served; may wait, kill the client, or act on the
   * repository meanwhile.
   */
  readonly fault?: (request: GitRequest) => Fault | undefined | Promise<Fault | undefined>;
  /** Asked at both stages of each request that is served; may wait or kill the client. `drop` ends the connection there. */
  readonly pause?: (stage: Stage, request: GitRequest) => 'drop' | undefined | Promise<'drop' | undefined>;
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
      response.writeHead(fault.status, { 'Content-Type': 'text/plain', ...fault.headers }).end(fault.body ?? '');
    } else if (fault === 'drop-after') {
      bytes.sent += await runBackend(options.root, request);
      request.socket.destroy();
    } else if (options.pause === undefined) {
      bytes.sent += await runBackend(options.root, request, streamTo(response));
      response.end();
    } else {
      bytes.sent += await answerInStages(options.root, request, response, seen, options.pause);
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

/** Where an answer goes, piece by piece. */
interface Sink {
  readonly start: (status: number, headers: Readonly<Record<string, string>>) => void;
  readonly take: (chunk: Buffer) => Promise<void> | undefined;
}

function streamTo(response: ServerResponse): Sink {
  return {
    start: (status, headers) => void response.writeHead(status, headers),
    take: (chunk) => (response.destroyed || response.write(chunk) ? undefined : drained(response)),
  };
}

/** Serves a request to its end before any of the answer leaves, and stops at each stage. Gives the bytes of the body. */
async function answerInStages(
  root: string,
  request: IncomingMessage,
  response: ServerResponse,
  seen: GitRequest,
  pause: NonNullable<GitHttpServerOptions['pause']>,
): Promise<number> {
  const held: Buffer[] = [];
  let head: Parameters<Sink['start']> = [200, {}];
  const size = await runBackend(root, request, {
    start: (...given) => void (head = given),
    take: (chunk) => void held.push(chunk),
  });
  if ((await pause('accepted', seen)) === 'drop') {
    request.socket.destroy();
    return 0;
  }
  const body = Buffer.concat(held);
  const half = Math.ceil(size / 2);
  response.writeHead(head[0], { ...head[1], 'Content-Length': size });
  if (half > 0) await new Promise<void>((resolve) => response.write(body.subarray(0, half), () => resolve()));
  if ((await pause('answering', seen)) === 'drop') {
    request.socket.destroy();
    return half;
  }
  response.end(body.subarray(half));
  return size;
}

/** Serves one request by CGI (RFC 3875); gives the bytes of the answer's body. Without a sink the answer is lost. */
async function runBackend(root: string, request: IncomingMessage, sink?: Sink): Promise<number> {
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
  // A client that dies while it sends must not leave the backend waiting for the rest.
  request.on('close', () => void (request.complete || child.stdin.destroy()));
  request.pipe(child.stdin);
  let head: Buffer | undefined = Buffer.alloc(0);
  let sent = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    let body = chunk;
    if (head !== undefined) {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) continue;
      const { status, headers } = parseHead(head.subarray(0, end).toString());
      sink?.start(status, headers);
      body = head.subarray(end + 4);
      head = undefined;
    }
    sent += body.length;
    await sink?.take(body);
  }
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

function parseHead(head: string): { readonly status: number; readonly headers: Readonly<Record<string, string>> } {
  const headers = head.split('\r\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  const status = headers.find(([name]) => name.toLowerCase() === 'status')?.[1] ?? '200';
  return {
    status: Number.parseInt(status, 10),
    headers: Object.fromEntries(headers.filter(([name]) => name !== 'Status')),
  };
}
