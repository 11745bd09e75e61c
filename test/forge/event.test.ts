import { anything, assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventFromGitHub } from '../../src/forge/event.ts';

const HEAD = '2'.repeat(40);
const BASE = '1'.repeat(40);
const MERGE = '3'.repeat(40);
const JOB = {
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REPOSITORY: 'acme/taxi',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_SHA: HEAD,
  GITHUB_REF: 'refs/heads/main',
  GITHUB_ACTOR: 'ada',
  GITHUB_WORKFLOW: 'train',
  GITHUB_RUN_ID: '77',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_JOB: 'fit',
  GITHUB_HEAD_REF: '',
  GITHUB_BASE_REF: '',
};
const REPOSITORY = { repository: { default_branch: 'main', full_name: 'acme/taxi' } };

function pull(head: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const repo = { full_name: 'acme/taxi' };
  const pull_request = {
    number: 12,
    head: { sha: HEAD, ref: 'faster', repo, ...head },
    base: { sha: BASE, ref: 'main', repo },
  };
  return { ...REPOSITORY, number: 12, pull_request };
}

test('a push says who pushed what where, and in which workflow run', () => {
  expect(eventFromGitHub(JOB, REPOSITORY)).toEqual({
    name: 'push',
    repository: 'acme/taxi',
    repositoryUrl: 'https://github.com/acme/taxi',
    defaultBranch: 'main',
    branch: 'main',
    commit: HEAD,
    actor: 'ada',
    pullRequest: undefined,
    inputs: {},
    workflow: 'train',
    run: '77',
    attempt: 2,
    job: 'fit',
    matrix: undefined,
    runUrl: 'https://github.com/acme/taxi/actions/runs/77',
  });
});

describe('a pull request', () => {
  const job = {
    ...JOB,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_SHA: MERGE,
    GITHUB_REF: 'refs/pull/12/merge',
    GITHUB_HEAD_REF: 'faster',
  };

  test('is told by its own head and base, while the merge commit is what is checked out', () => {
    const event = eventFromGitHub(job, pull());
    expect(event).toMatchObject({ commit: MERGE, branch: 'faster' });
    expect(event.pullRequest).toEqual({
      number: 12,
      head: HEAD,
      headBranch: 'faster',
      base: BASE,
      baseBranch: 'main',
      isFork: false,
    });
  });

  test.each([
    ['of another repository', { repo: { full_name: 'mallory/taxi' } }],
    ['of a repository that is gone', { repo: null }],
  ])('from a fork %s is known as such', (_, head) => {
    expect(eventFromGitHub(job, pull(head)).pullRequest?.isFork).toBe(true);
  });

  test('whose payload is not one costs the pull request, not the event', () => {
    for (const head of [{ sha: '--upload-pack=x' }, { ref: '' }, { sha: 7 }]) {
      expect(eventFromGitHub(job, pull(head))).toMatchObject({ pullRequest: undefined, branch: 'faster' });
    }
  });

  test('on Gitea has its head commit checked out', () => {
    const gitea = {
      ...job,
      GITHUB_SERVER_URL: 'https://git.example.org/',
      GITHUB_SHA: HEAD,
      GITHUB_REF: 'refs/pull/12/head',
    };
    expect(eventFromGitHub(gitea, pull())).toMatchObject({
      commit: HEAD,
      repositoryUrl: 'https://git.example.org/acme/taxi',
      runUrl: 'https://git.example.org/acme/taxi/actions/runs/77',
    });
  });
});

describe('the inputs of a dispatch', () => {
  const job = { ...JOB, GITHUB_EVENT_NAME: 'workflow_dispatch' };

  test('are texts; empty ones are left out', () => {
    const inputs = { depth: '12', rate: 0.1, quick: true, note: '', nothing: null, list: ['x'], nested: { a: 1 } };
    expect(eventFromGitHub(job, { ...REPOSITORY, inputs }).inputs).toEqual({ depth: '12', rate: '0.1', quick: 'true' });
  });

  test('cannot reach a prototype', () => {
    const payload: unknown = JSON.parse('{"inputs": {"__proto__": {"polluted": "yes"}, "constructor": "x"}}');
    const { inputs } = eventFromGitHub(job, payload);
    expect(Object.getPrototypeOf(inputs)).toBe(Object.prototype);
    expect('polluted' in inputs).toBe(false);
  });

  test('are none where there are none, and none of another event', () => {
    expect(eventFromGitHub(job, { inputs: null }).inputs).toEqual({});
    expect(eventFromGitHub(JOB, { inputs: { depth: '12' } }).inputs).toEqual({});
  });
});

test.each([
  ['a tag', { GITHUB_REF: 'refs/tags/v1' }, undefined],
  ['a schedule', { GITHUB_EVENT_NAME: 'schedule' }, 'main'],
  [
    'a merge group',
    { GITHUB_EVENT_NAME: 'merge_group', GITHUB_REF: 'refs/heads/gh-readonly-queue/main/pr-12-abc' },
    'gh-readonly-queue/main/pr-12-abc',
  ],
  ['anything else', { GITHUB_EVENT_NAME: 'watch', GITHUB_REF: 'refs/heads/feature/x' }, 'feature/x'],
])('%s has the branch of its ref, if that is one', (_, environment, branch) => {
  expect(eventFromGitHub({ ...JOB, ...environment }, REPOSITORY).branch).toBe(branch);
});

test.each([
  ['{"os": "ubuntu", "depth": 3}', { os: 'ubuntu', depth: 3 }],
  ['null', undefined],
  ['', undefined],
  ['[1]', undefined],
  ['{', undefined],
])('the matrix %j is read as %j', (matrix, expected) => {
  expect(eventFromGitHub(JOB, REPOSITORY, { matrix }).matrix).toEqual(expected);
});

test.each(['GITHUB_SHA', 'GITHUB_EVENT_NAME'])('without %s this is no job', (name) => {
  expect(() => eventFromGitHub({ ...JOB, [name]: '' }, {})).toThrow(`${name} is not set`);
});

test('no payload whatever makes it fail', () => {
  assert(
    property(anything(), anything(), (pull_request, repository) => {
      const event = eventFromGitHub(JOB, { pull_request, repository, inputs: pull_request });
      expect(event.commit).toBe(HEAD);
    }),
  );
});

test.each([
  ['{"seed":1}', '{"job-total":3,"job-index":0}', 3],
  ['null', '{"job-total":1}', undefined],
  ['{"seed":1}', undefined, undefined],
  ['{"seed":1}', 'no JSON', undefined],
  ['{"seed":1}', '{"job-total":"3"}', undefined],
])('of the matrix %j with the strategy %j the size is %j', (matrix, strategy, expected) => {
  const more = { matrix, ...(strategy === undefined ? {} : { strategy }) };
  expect(eventFromGitHub(JOB, REPOSITORY, more).jobTotal).toBe(expected);
});

test('a name that a schema would drop is kept for who refuses it, or refused', () => {
  const payload = JSON.parse('{"inputs": {"__proto__": "x"}}') as object;
  const { inputs } = eventFromGitHub({ ...JOB, GITHUB_EVENT_NAME: 'workflow_dispatch' }, payload, {});
  expect(Object.entries(inputs)).toEqual([['__proto__', 'x']]);
  expect(() => eventFromGitHub(JOB, REPOSITORY, { matrix: '{"__proto__": 1}' })).toThrow('"__proto__"');
});
