import { expect, test } from 'vitest';
import { parseIssueComment } from '../../src/forge/issue-comment.ts';

const COMMENT = {
  id: 99,
  body: '/mlops accept rmse why',
  html_url: 'https://github.com/acme/trips/pull/1#issuecomment-99',
  created_at: '2026-11-23T08:00:00Z',
  user: { login: 'ada', type: 'User' },
};
const payload = (over: object = {}, comment: object = {}): unknown => {
  return { action: 'created', issue: { number: 1, pull_request: {} }, comment: { ...COMMENT, ...comment }, ...over };
};

test('a comment on a pull request is read', () => {
  expect(parseIssueComment('issue_comment', payload())).toEqual({
    id: 99,
    body: '/mlops accept rmse why',
    url: COMMENT.html_url,
    created: new Date('2026-11-23T08:00:00Z'),
    author: 'ada',
    pullRequest: 1,
  });
});

test.each([
  ['that was edited', payload({ action: 'edited' })],
  ['that was deleted', payload({ action: 'deleted' })],
  ['on an issue', payload({ issue: { number: 1 } })],
])('a comment %s is passed over', (_, given) => {
  expect(parseIssueComment('issue_comment', given)).toBeUndefined();
});

test.each([
  ['a bot', { user: { login: 'helper[bot]', type: 'Bot' } }],
  ['what is named like one', { user: { login: 'helper[bot]' } }],
  ['an account that is gone', { user: null }],
])('%s has nobody to ask about', (_, comment) => {
  expect(parseIssueComment('issue_comment', payload({}, comment))?.author).toBeUndefined();
});

test.each([
  ['push', payload()],
  ['issue_comment', { action: 'created' }],
  ['issue_comment', undefined],
])('the event %s without a comment is an error that names the right one', (event, given) => {
  expect(() => parseIssueComment(event, given)).toThrow(
    expect.objectContaining({ code: 'usage', hint: expect.stringContaining('issue_comment') as string }),
  );
});
