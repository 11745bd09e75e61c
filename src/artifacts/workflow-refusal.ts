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

/**
 * Runs `work` and stops waiting for it when it has made the same HTTP request `attempts` times in vain.
 * Only requests that `work` itself makes are counted.
 * @throws ServiceRefusal
 */
export async function untilRefused<T>(attempts: number, work: () => Promise<T>): Promise<T> {
  const owner = Symbol('work');
  const mine = new WeakSet<ClientRequest>();
  const made = new Map<string, number>();
  const refused = Promise.withResolvers<never>();

  const refuse = (request: ClientRequest, answer: string): void => {
    refused.reject(new ServiceRefusal(callOf(request), request.host, made.get(keyOf(request)) ?? attempts, answer));
  };
  const onStart = (message: unknown): void => {
    if (owners.getStore() !== owner) return;
    const { request } = message as { request: ClientRequest };
    mine.add(request);
    const times = made.get(keyOf(request)) ?? 0;
    // A repeated request whose answers looked fine had a body that the client could not read.
    if (times >= attempts) refuse(request, 'the answer was not readable');
    else made.set(keyOf(request), times + 1);
  };
  const onAnswer = (message: unknown): void => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    const status = response.statusCode ?? 0;
    const refusedOften = mine.has(request) && (made.get(keyOf(request)) ?? 0) >= attempts;
    if (refusedOften && status >= 400) refuse(request, `status ${status}`);
  };

  subscribe('http.client.request.start', onStart);
  subscribe('http.client.response.finish', onAnswer);
  try {
    const working = owners.run(owner, work);
    // The client goes on by itself after a refusal; its own error then comes too late to matter.
    working.catch(() => {});
    return await Promise.race([working, refused.promise]);
  } finally {
    unsubscribe('http.client.request.start', onStart);
    unsubscribe('http.client.response.finish', onAnswer);
  }
}

function keyOf(request: ClientRequest): string {
  return `${request.method} ${request.host} ${request.path}`;
}

/** The last part of the path, without the query, which may hold a signature. */
function callOf(request: ClientRequest): string {
  return /([^/?]*)(?:\?.*)?$/.exec(request.path)?.[1] ?? 'a call';
}
