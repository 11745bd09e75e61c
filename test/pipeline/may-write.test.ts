import { expect, test } from 'vitest';
import type { PullRequestEvent } from '../../src/forge/forge.ts';
import { mayWrite, type MayWrite } from '../../src/pipeline/recording/may-write.ts';
import { aCommit } from '../support/a-run.ts';

const PULL: PullRequestEvent = {
  number: 1,
  head: aCommit('1'),
  headBranch: 'bump',
  base: aCommit('2'),
  baseBranch: 'main',
  isFork: false,
};

test.each<[string, string, string, PullRequestEvent | undefined, MayWrite]>([
  ['a push', 'push', 'ada', undefined, 'yes'],
  ['a push of Dependabot', 'push', 'dependabot[bot]', undefined, 'unsure'],
  ['a push of another bot', 'push', 'renovate[bot]', undefined, 'yes'],
  ['a pull request', 'pull_request', 'ada', PULL, 'unsure'],
  ['a pull request of a fork', 'pull_request', 'ada', { ...PULL, isFork: true }, 'no'],
  ['pull_request_target', 'pull_request_target', 'ada', { ...PULL, isFork: true }, 'unsure'],
])('the token of %s may write: %s by %s', (_, name, actor, pullRequest, expected) => {
  expect(mayWrite({ name, actor, pullRequest })).toBe(expected);
});
