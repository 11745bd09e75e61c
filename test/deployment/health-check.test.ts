// Answers of a real server, good and bad.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { GoldenRequest } from '../../src/deployment/golden-requests.ts';
import { checkHealth, type Health, type HealthRequest } from '../../src/deployment/health-check.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const check = (
  url: string,
  requests: readonly GoldenRequest[] = [],
  more: Partial<HealthRequest> = {},
): Promise<Health> =>
  checkHealth({
    url,
    tolerance: 0.01,
    timeout: 0.6,
    requests,
    variables: { MODEL_VERSION: 'v1.0.0', MODEL_STAGE: 'live' },
    ...more,
  });

test('a server that is not there yet, and then in trouble, is waited for', async () => {
  let asked = 0;
  const url = await serve((_, response) => {
    asked += 1;
    if (asked === 1) response.destroy();
    else response.writeHead(asked < 4 ? 500 : 200).end();
  });
  expect(await check(url, [], { timeout: 5 })).toEqual({ failure: undefined, url });
  expect(asked).toBe(4);
});

test('nobody at the port is told as such, when the time is up', async () => {
  const url = await serve(() => undefined);
  servers.splice(0).map((server) => server.close());
  const started = performance.now();
  const { failure } = await check(`${url}/$MODEL_STAGE`);
  expect(failure).toBe(`${url}/live cannot be reached: ECONNREFUSED (asked for 0.6 s)`);
  expect(performance.now() - started).toBeLessThan(4000);
});

test('a server that never answers, or never ends its answer, does not hold up the rest', async () => {
  const silent = await serve(() => undefined);
  expect((await check(silent)).failure).toContain('does not answer within 1 s');
  const endless = await serve((_, response) => void response.writeHead(200).write('{'));
  expect((await check(endless)).failure).toContain('does not answer within 1 s');
});

test('a body of any length is read no further than a megabyte', async () => {
  const url = await serve((request, response) => {
    const more = (): void => void response.write('x'.repeat(100_000), () => setImmediate(more));
    if (request.url === '/health') response.end('ok');
    else more();
  });
  const { failure } = await check(`${url}/health`, [{ path: '/', response: 1, line: 1 }], { timeout: 1 });
  expect(failure).toContain('golden request 1: GET / answers with more than 1000000 bytes');
});

test('redirects are followed on the same host only', async () => {
  const elsewhere = await serve((_, response) => void response.end());
  const url = await serve((request, response) => {
    const to = { '/a': '/b', '/b': '/c', '/out': elsewhere, '/loop': '/loop' }[request.url ?? ''];
    if (to === undefined) response.end();
    else response.writeHead(302, { location: to }).end();
  });
  expect((await check(`${url}/a`)).failure).toBeUndefined();
  expect((await check(`${url}/out`)).failure).toContain(`leads to another host, ${new URL(elsewhere).host}`);
  expect((await check(`${url}/loop`)).failure).toContain('leads on more than 5 times');
});

test('golden requests are sent as they stand, and their answers compared', async () => {
  const seen: unknown[] = [];
  const url = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push([request.method, request.url, request.headers['content-type'], request.headers['x-team'], body]);
      if (request.url === '/bad') response.writeHead(400);
      response.end(request.url === '/text' ? 'v1.0.0\n' : '{"version": "v1.0.0", "duration": 12.1, "more": 1}');
    });
  });
  const requests: GoldenRequest[] = [
    {
      request: { distance: 2.5 },
      path: '/predict',
      headers: { 'x-team': 'ml' },
      response: { version: '$MODEL_VERSION', duration: 12 },
    },
    { path: '/text', response: '$MODEL_VERSION' },
    { request: [], path: '/bad', method: 'PUT', status: 400 },
  ];
  expect((await check(`${url}/health`, requests)).failure).toBeUndefined();
  expect(seen).toEqual([
    ['GET', '/health', undefined, undefined, ''],
    ['POST', '/predict', 'application/json', 'ml', '{"distance":2.5}'],
    ['GET', '/text', undefined, undefined, ''],
    ['PUT', '/bad', 'application/json', undefined, '[]'],
  ]);
});

test.each([
  ['another number', { response: { duration: 14 } }, 'POST /: $.duration is 12.1, expected 14'],
  ['another status', { status: 201 }, 'POST / answers with status 200, expected 201'],
  ['a member that is not there', { response: { a: { b: 1 } } }, 'POST /: $.a is not there, expected {"b":1}'],
])('%s is told with its place and both values', async (_, golden, words) => {
  const url = await serve((_, response) => void response.end('{"duration": 12.1}'));
  const { failure } = await check(url, [{ request: {}, ...golden, line: 7 }]);
  expect(failure).toBe(`golden request 7: ${words} (asked for 0.6 s)`);
});

test('an answer that is no JSON is shown', async () => {
  const url = await serve((_, response) => void response.end('<html>'));
  expect((await check(url, [{ response: {}, line: 1 }])).failure).toContain('answers with no JSON: "<html>"');
});

test.each(['file:///etc/passwd', 'ftp://127.0.0.1/', 'localhost:8080', ''])('%s is no address to ask', async (url) => {
  expect(await check(url)).toEqual({ failure: `${url} is no http address`, url });
});

test('an interruption ends the wait', async () => {
  const url = await serve((_, response) => void response.writeHead(503).end());
  const started = performance.now();
  const { failure } = await check(url, [], { timeout: 60, abort: AbortSignal.timeout(100) });
  expect(failure).toMatch(/^interrupted; until then: /);
  expect(performance.now() - started).toBeLessThan(5000);
});
