import { expect, test } from 'vitest';
import { parseGoldenRequests } from '../../src/deployment/golden-requests.ts';

test('a file of golden requests is read line by line', () => {
  const text =
    '\uFEFF{"request": {"distance": 2.5}, "response": {"duration": 12.1}}\r\n\n{"path": "/v2/health/ready", "status": 200}\n';
  expect(parseGoldenRequests(text, 'golden.jsonl')).toEqual([
    { request: { distance: 2.5 }, response: { duration: 12.1 }, line: 1 },
    { path: '/v2/health/ready', status: 200, line: 3 },
  ]);
});

test.each([
  ['no JSON', '{"status": 200}\n{"request": \n', 2, 'is no JSON'],
  ['no object', '[1, 2]', 1, 'is no golden request'],
  ['an unknown member', '{"status": 200, "respons": 1}', 1, 'respons'],
  ['nothing that is expected', '{"request": 1}', 1, 'needs "response" or "status"'],
  ['a body where none can be', '{"request": 1, "method": "GET", "status": 200}', 1, 'cannot be GET'],
  ['a path to another host', '{"path": "//evil.example/x", "status": 200}', 1, 'path'],
  ['a method of its own', '{"method": "TRACE", "status": 200}', 1, 'method'],
  [
    'a header that would add another',
    String.raw`{"headers": {"a": "b\r\nc: d"}, "status": 200}`,
    1,
    'header on one line',
  ],
  ['nothing', '\n\n', undefined, 'holds no golden request'],
  ['too much', 'x'.repeat(1_000_001), undefined, 'more than 1000000'],
])('%s is an error that names file and line', (_, text, line, words) => {
  const place = line === undefined ? { file: 'golden.jsonl' } : { file: 'golden.jsonl', line };
  expect(() => parseGoldenRequests(text, 'golden.jsonl')).toThrow(
    expect.objectContaining({
      code: 'config-invalid',
      place,
      message: expect.stringContaining(words) as string,
    }) as Error,
  );
});
