// Every fault of the server × every kind of request: what is done again, what never, how long it takes and what is said.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MlopsError } from '../../src/error.ts';
import type { Forge, PullRequestEvent } from '../../src/forge/forge.ts';
import { withoutSilence } from '../../src/forge/github-answer.ts';
import { githubForge } from '../../src/forge/github.ts';
import { silentLog, type Log } from '../../src/log.ts';
import { checkOf, releaseOf } from '../contract/forge.ts';
import { startGitHub, type GitHubEmulator } from '../support/github-emulator.ts';

const REPOSITORY = 'acme/taxi';
const PULL_REQUEST: PullRequestEvent = {
  number: 1,
  head: '2'.repeat(40),
  headBranch: 'faster',
  base: '1'.repeat(40),
  baseBranch: 'main',
  isFork: false,
};

let github: GitHubEmulator;
beforeAll(async () => {
  github = await startGitHub({
    repositories: [REPOSITORY],
    pulls: [{ repository: REPOSITORY, head: 'faster' }],
    workflows: ['train.yml'],
    artifacts: () =>
      [1, 2].map((id) => ({ id: `${id}`, name: `n${id}`, size: 1, digest: undefined, isForeign: false })),
  });
});
afterAll(() => github.close());

/** @param fault silence is cut short only where it is the fault, so that a slow machine is none */
function forgeOf(fault: string, log: Log = silentLog): Forge {
  const patience = fault === 'silence' ? { silenceMs: 100, retryDelayMs: 2 } : { silenceMs: 20_000, retryDelayMs: 1 };
  const { token, apiUrl } = github;
  return githubForge({ token, apiUrl, repository: REPOSITORY, log, ...patience });
}

const commit = (n: number): string => n.toString(16).padStart(40, '0');
const marker = (n: number): string => `<!-- mlops:report v=1 key=case-${n} -->`;

/** Whole lists of artifacts by the number of their case. */
const listed = new Map<number, number>();

async function failureOf(done: Promise<unknown>): Promise<MlopsError | undefined> {
  return done.then(
    () => undefined,
    (thrown: MlopsError) => thrown,
  );
}

/** A request with which something is made or read, and how often it was made for the case of a number. */
interface Kind {
  readonly method: string;
  readonly path: RegExp;
  readonly act: (forge: Forge, n: number) => Promise<unknown>;
  readonly made: (n: number) => Promise<number> | number;
}

const KINDS: Readonly<Record<string, Kind>> = {
  comment: {
    method: 'POST',
    path: /\/issues\/1\/comments$/,
    act: (forge, n) => forge.upsertComment(PULL_REQUEST, { marker: marker(n), render: () => `${marker(n)}\nbetter` }),
    made: async (n) => (await github.comments(REPOSITORY, 1)).filter(({ body }) => body.startsWith(marker(n))).length,
  },
  check: {
    method: 'POST',
    path: /\/check-runs$/,
    act: (forge, n) => forge.reportCheck(checkOf({ commit: commit(n) })),
    made: (n) => github.checks.runs.filter(({ head_sha }) => head_sha === commit(n)).length,
  },
  release: {
    method: 'POST',
    path: /\/releases$/,
    act: (forge, n) => forge.publishRelease(releaseOf(`duration@v1.0.${n}`, [])),
    made: async (n) =>
      (await github.releases(REPOSITORY)).filter(({ tag_name: tag }) => tag === `duration@v1.0.${n}`).length,
  },
  dispatch: {
    method: 'POST',
    path: /\/dispatches$/,
    act: (forge, n) => forge.dispatchWorkflow('train.yml', 'main', { n: `${n}` }),
    made: (n) => github.dispatches.filter(({ inputs }) => inputs['n'] === `${n}`).length,
  },
  artifacts: {
    method: 'GET',
    path: /\/actions\/artifacts$/,
    act: async (forge, n) => {
      const names: string[] = [];
      for await (const { name } of forge.listArtifacts?.() ?? []) names.push(name);
      listed.set(n, names.join() === 'n2,n1' ? 1 : 0);
    },
    made: (n) => listed.get(n) ?? 0,
  },
};

type Fault = Parameters<GitHubEmulator['fail']>[2][number];

const PAGE = (token: string): string =>
  `<!DOCTYPE html>\n<html><head><title>502 Bad Gateway ${token}</title></head><body>${'<p>nginx</p>'.repeat(500)}</body></html>`;

/** By name: the answer; whether it was carried out is known only of a refusal for too many requests. */
const FAULTS: Readonly<Record<string, (token: string) => Fault>> = {
  '500': (token) => ({ status: 500, message: `boom ${token}` }),
  '502 with a page': (token) => ({ status: 502, html: PAGE(token) }),
  '503 with nothing': () => ({ status: 503, html: '' }),
  'the page of a proxy': (token) => ({ status: 200, html: PAGE(token) }),
  'a body that breaks off': () => ({ status: 200, message: 'x'.repeat(200), breaks: 'midway' }),
  silence: () => ({ status: 200, breaks: 'silent' }),
  '403 secondary limit': () => ({
    status: 403,
    message: 'You have exceeded a secondary rate limit',
    headers: { 'retry-after': '2' },
  }),
  '429': () => ({ status: 429, message: 'Too Many Requests', headers: { 'retry-after': '2' } }),
  '429 until a time': () => ({
    status: 429,
    message: 'Too Many Requests',
    headers: { 'retry-after': new Date(Date.now() + 3000).toUTCString() },
  }),
};

const LIMITS = /^4/;
const CASES = Object.keys(KINDS).flatMap((kind) => Object.keys(FAULTS).map((fault) => [kind, fault] as const));

describe('one fault', () => {
  // A refusal for too many requests is never carried out.
  const cases = CASES.flatMap(([kind, fault]) =>
    (LIMITS.test(fault) ? [false] : [true, false]).map((isDone) => [kind, fault, isDone] as const),
  );
  test.each(cases)('in the way of a %s: %s, carried out all the same: %s', async (kind, fault, isDone) => {
    const n = CASES.findIndex((each) => each[0] === kind && each[1] === fault) * 2 + Number(isDone);
    const { method, path, act, made } = KINDS[kind]!;
    github.fail(method, path, [{ ...FAULTS[fault]!(github.token), afterwards: isDone }]);
    const failure = await failureOf(act(forgeOf(fault), n));
    // A workflow must not be started twice, and nobody can look up whether it was.
    const isUnclear = kind === 'dispatch' && !LIMITS.test(fault);
    const lost = { code: 'forge-failed', hint: 'See under Actions whether it was started, before you start it again.' };
    expect(failure && { code: failure.code, hint: failure.hint }).toEqual(isUnclear ? lost : undefined);
    expect(await made(n)).toBe(isUnclear && !isDone ? 0 : 1);
  });
});

// Silence takes its time, so it stays for two of them.
const LASTING = CASES.filter(([kind, fault]) => fault !== 'silence' || ['comment', 'dispatch'].includes(kind));

describe('a fault that stays', () => {
  test.each(LASTING)('in the way of a %s: %s, ends in a short error after four tries', async (kind, fault) => {
    const n = 1000 + CASES.findIndex((each) => each[0] === kind && each[1] === fault);
    const { method, path, act, made } = KINDS[kind]!;
    const before = github.requests.length;
    using _ = github.fail(method, path, [FAULTS[fault]!(github.token)], { forever: true });
    const error = await failureOf(act(forgeOf(fault), n));
    const code: unknown = expect.stringMatching(/^(?:forge-failed|offline)$/);
    expect(error).toMatchObject({ name: 'MlopsError', code });
    expect(error?.message).toMatch(/^[^<>\n]{20,300}$/);
    expect(`${error?.message} ${error?.stack}`).not.toContain(github.token);
    const tries = github.requests.slice(before).filter((request) => {
      return request.method === method && path.test(new URL(request.path, github.apiUrl).pathname);
    });
    expect(tries).toHaveLength(kind === 'dispatch' && !LIMITS.test(fault) ? 1 : 4);
    expect(await made(n)).toBe(0);
  });
});

test('all waits of a job together are bounded: a server that stays down is not waited for at each request', async () => {
  const lines: string[] = [];
  const forge = forgeOf('503', { ...silentLog, info: (line) => void lines.push(line) });
  const { path, act } = KINDS['artifacts']!;
  using _ = github.fail('GET', path, [{ status: 503, headers: { 'retry-after': '80' } }], { forever: true });
  const before = github.requests.length;
  await expect(act(forge, 1)).rejects.toMatchObject({ code: 'forge-failed' });
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe('GitHub answered 503; next try (2 of 4) in 80 s');
  await expect(act(forge, 1)).rejects.toMatchObject({ code: 'forge-failed' });
  expect(github.requests.length - before).toBe(5);
});

test('whose token it is, is asked again before anything is guessed: a person gets no second comment', async () => {
  const { apiUrl, otherToken: token } = github;
  const forge = githubForge({ token, apiUrl, repository: REPOSITORY, log: silentLog, retryDelayMs: 1 });
  const { act, made } = KINDS['comment']!;
  await act(forge, 5000);
  {
    using _ = github.fail('POST', /graphql$/, [{ status: 502 }, { status: 502 }]);
    await act(forge, 5000);
  }
  using _ = github.fail('POST', /graphql$/, [{ status: 502 }], { forever: true });
  await expect(act(forge, 5000)).rejects.toMatchObject({ code: 'forge-failed' });
  expect(await made(5000)).toBe(1);
});

test('a body that is sent slowly is waited for while it moves', async () => {
  async function* parts(): AsyncGenerator<Buffer> {
    for (let part = 0; part < 8; part += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      yield Buffer.from('part');
    }
    if (stalls) await new Promise((resolve) => setTimeout(resolve, 200));
  }
  let stalls = false;
  const send = (): Promise<string> => {
    const sent: { data: unknown; request?: object } = { data: { [Symbol.asyncIterator]: parts } };
    return withoutSilence(sent, 80, async () => {
      const { signal } = sent.request as { readonly signal: AbortSignal };
      for await (const _ of sent.data as AsyncIterable<Buffer>) signal.throwIfAborted();
      signal.throwIfAborted();
      return 'sent';
    });
  };
  expect(await send()).toBe('sent');
  stalls = true;
  await expect(send()).rejects.toThrow('nothing came for 1 s');
});
