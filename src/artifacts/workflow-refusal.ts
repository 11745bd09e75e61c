// The artifact client repeats a refused call for half a minute and has no setting for it. This watches its requests
// through Node's diagnostics channels and gives up when the same call has been refused a few times.
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';

/** The service refused one call over and over. */
export class ServiceRefusal extends Error {
  constructor(call: string, host: string, times: number, answer: string) {
    super(`the artifact service at ${host} refused ${call} ${times === 1 ? 'once' : `${times} times`} (${answer})`);
    this.name = 'ServiceRefusal';
  }
}

const owners = new AsyncLocalStorage<symbol>();

/** The calls of the service, which have short answers; what is uploaded and downloaded goes elsewhere. */
const CALL = '/twirp/';

export interface Patience {
  /** How often one call may be refused. */
  readonly attempts: number;
  /** How long one call may stay without an answer. */
  readonly silenceMs: number;
}

/**
 * Runs `work` and stops waiting for it when it has made the same HTTP request `attempts` times in vain, or when a call of
 * the service is not answered. Only requests that `work` itself makes are counted.
 * @throws ServiceRefusal
 */
export async function untilRefused<T>({ attempts, silenceMs }: Patience, work: () => Promise<T>): Promise<T> {
  const owner = Symbol('work');
  const mine = new WeakSet<ClientRequest>();
  const made = new Map<string, number>();
  const refused = Promise.withResolvers<never>();
  const open = new Map<ClientRequest, NodeJS.Timeout>();

  const refuse = (request: ClientRequest, answer: string): void => {
    refused.reject(new ServiceRefusal(callOf(request), request.host, made.get(keyOf(request)) ?? attempts, answer));
  };
  const onStart = (message: unknown): void => {
    if (owners.getStore() !== owner) return;
    const { request } = message as { request: ClientRequest };
    mine.add(request);
    const silent = (): void => refuse(request, `no answer for ${Math.ceil(silenceMs / 1000)} s`);
    if (request.path.includes(CALL)) open.set(request, setTimeout(silent, silenceMs));
    const times = made.get(keyOf(request)) ?? 0;
    // A repeated request whose answers looked fine had a body that the client could not read.
    if (times >= attempts) refuse(request, 'the answer was not readable');
    else made.set(keyOf(request), times + 1);
  };
  const onEnd = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    clearTimeout(open.get(request));
    open.delete(request);
  };
  const onAnswer = (message: unknown): void => {
    onEnd(message);
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    const status = response.statusCode ?? 0;
    const refusedOften = mine.has(request) && (made.get(keyOf(request)) ?? 0) >= attempts;
    if (refusedOften && status >= 400) refuse(request, `status ${status}`);
  };

  subscribe('http.client.request.start', onStart);
  subscribe('http.client.response.finish', onAnswer);
  subscribe('http.client.request.error', onEnd);
  try {
    const working = owners.run(owner, work);
    // The client goes on by itself after a refusal; its own error then comes too late to matter.
    working.catch(() => {});
    return await Promise.race([working, refused.promise]);
  } finally {
    unsubscribe('http.client.request.start', onStart);
    unsubscribe('http.client.response.finish', onAnswer);
    unsubscribe('http.client.request.error', onEnd);
    for (const timer of open.values()) clearTimeout(timer);
  }
}

function keyOf(request: ClientRequest): string {
  return `${request.method} ${request.host} ${request.path}`;
}

/** The last part of the path, without the query, which may hold a signature. */
function callOf(request: ClientRequest): string {
  return /([^/?]*)(?:\?.*)?$/.exec(request.path)?.[1] ?? 'a call';
}
