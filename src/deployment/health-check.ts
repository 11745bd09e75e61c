// Whether what was deployed answers, and answers as it should. Servers need time to start, and a rolling update lets the
// version before answer for a while: everything is asked again until the time is up.
import { setTimeout as wait } from 'node:timers/promises';
import { compareResponse } from './compare-response.ts';
import type { GoldenRequest } from './golden-requests.ts';
import { expandVariables, type HookVariables } from './variables.ts';

const MAX_BODY_BYTES = 1_000_000;
const MAX_REDIRECTS = 5;
const REQUEST_MS = 10_000;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 3000;
const MAX_DIFFERENCES = 3;

export interface HealthRequest {
  /** May hold `$MODEL_STAGE` and the like. */
  readonly url: string;
  readonly tolerance: number;
  /** Seconds in all. */
  readonly timeout: number;
  readonly requests: readonly GoldenRequest[];
  readonly variables: HookVariables;
  readonly abort?: AbortSignal | undefined;
}

export interface Health {
  /** What is wrong, in words, as it was when the time was up; undefined: it is well. */
  readonly failure: string | undefined;
  /** The address that was asked. */
  readonly url: string;
}

/** Never throws: what goes wrong is what was found. */
export async function checkHealth(request: HealthRequest): Promise<Health> {
  const url = expandVariables(request.url, request.variables);
  const address = parseAddress(url);
  if (address === undefined) return { failure: `${url} is no http address`, url };
  const deadline = performance.now() + request.timeout * 1000;
  let failure: string | undefined;
  for (let pause = FIRST_WAIT_MS; ; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
    const found = await checkOnce(address, request, deadline);
    if (found === undefined) return { failure: undefined, url };
    // What the end of the time cut off says less than what was found before.
    if (failure === undefined || performance.now() < deadline) failure = found;
    if (request.abort?.aborted === true) return { failure: `interrupted; until then: ${failure}`, url };
    if (performance.now() + pause >= deadline) return { failure: `${failure} (asked for ${request.timeout} s)`, url };
    await wait(pause, undefined, request.abort === undefined ? {} : { signal: request.abort }).catch(() => undefined);
  }
}

function parseAddress(url: string): URL | undefined {
  const address = URL.parse(url);
  return address?.protocol === 'http:' || address?.protocol === 'https:' ? address : undefined;
}

/** @returns what is wrong, in words */
async function checkOnce(address: URL, request: HealthRequest, deadline: number): Promise<string | undefined> {
  const answer = await ask(address, { method: 'GET' }, { request, deadline, follow: true });
  if ('problem' in answer) return `${address.href} ${answer.problem}`;
  if (answer.status >= 400) return `${address.href} answers with status ${answer.status}`;
  for (const golden of request.requests) {
    const failure = await checkGolden(address, golden, request, deadline);
    if (failure !== undefined) return `golden request ${golden.line ?? ''}: ${failure}`.replace(' :', ':');
  }
  return undefined;
}

async function checkGolden(
  address: URL,
  golden: GoldenRequest,
  request: HealthRequest,
  deadline: number,
): Promise<string | undefined> {
  const target =
    golden.path === undefined ? address : new URL(expandVariables(golden.path, request.variables), address.href);
  if (target.host !== address.host) return `${target.href} is on another host`;
  const sent = golden.request === undefined ? undefined : JSON.stringify(golden.request);
  const method = golden.method ?? (sent === undefined ? 'GET' : 'POST');
  const headers = { ...(sent === undefined ? {} : { 'content-type': 'application/json' }), ...golden.headers };
  const init = { method, headers, ...(sent === undefined ? {} : { body: sent }) };
  const answer = await ask(target, init, { request, deadline, follow: false });
  const where = `${method} ${target.pathname}`;
  if ('problem' in answer) return `${where} ${answer.problem}`;
  const isExpected = golden.status === undefined ? answer.status < 400 : answer.status === golden.status;
  if (!isExpected) return `${where} answers with status ${answer.status}, expected ${golden.status ?? 'one below 400'}`;
  if (golden.response === undefined) return undefined;
  const found = parseBody(answer.body, golden.response);
  if (found === undefined) return `${where} answers with no JSON: ${JSON.stringify(answer.body.slice(0, 100))}`;
  const { tolerance, variables } = request;
  const rules = { tolerance, variables, most: MAX_DIFFERENCES };
  const differences = compareResponse(golden.response, found.value, rules).map(
    ({ path, expected, found }) => `${path} is ${found ?? 'not there'}, expected ${expected}`,
  );
  return differences.length === 0 ? undefined : `${where}: ${differences.join('; ')}`;
}

/** A plain text is compared as it is where a text is expected. */
function parseBody(body: string, expected: unknown): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return typeof expected === 'string' ? { value: body.trimEnd() } : undefined;
  }
}

type Answer = { readonly status: number; readonly body: string } | { readonly problem: string };

/** Asks once; goes after redirects, if at all, on the same host only. */
async function ask(
  address: URL,
  init: RequestInit,
  {
    request,
    deadline,
    follow,
  }: { readonly request: HealthRequest; readonly deadline: number; readonly follow: boolean },
): Promise<Answer> {
  const left = Math.max(1, Math.min(REQUEST_MS, deadline - performance.now()));
  const timeout = AbortSignal.timeout(Math.ceil(left));
  const signal = request.abort === undefined ? timeout : AbortSignal.any([timeout, request.abort]);
  try {
    let target = address;
    for (let redirects = 0; ; redirects += 1) {
      const response = await fetch(target, { ...init, redirect: 'manual', signal });
      const location = response.headers.get('location');
      const isRedirect = response.status >= 300 && response.status < 400 && location !== null;
      if (!follow || !isRedirect) return await answerFrom(response);
      await response.body?.cancel();
      const next = URL.parse(location, target.href);
      if (next?.host !== address.host)
        return { problem: `leads to another host, ${next?.host ?? location.slice(0, 100)}` };
      if (redirects === MAX_REDIRECTS) return { problem: `leads on more than ${MAX_REDIRECTS} times` };
      target = next;
    }
  } catch (error) {
    if (timeout.aborted) return { problem: `does not answer within ${Math.ceil(left / 1000)} s` };
    const { message, cause } = error as Error;
    const reason = cause as (Error & { readonly code?: string }) | undefined;
    return { problem: `cannot be reached: ${reason?.code ?? reason?.message ?? message}` };
  }
}

async function answerFrom(response: Response): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop ends the connection.
    if (size > MAX_BODY_BYTES) return { problem: `answers with more than ${MAX_BODY_BYTES} bytes` };
    chunks.push(chunk);
  }
  return { status: response.status, body: Buffer.concat(chunks).toString() };
}
