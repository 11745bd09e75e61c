import { anything, assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventFromGitHub } from '../../src/forge/event.ts';

const HEAD = '2'.repeat(40);
const BASE = '1'.repeat(40);
const MERGE = '3'.repeat(40);
const OTHER = '4'.repeat(40);
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

test.each([
  [{ private: false }, true],
  [{ private: false, visibility: 'public' }, true],
  [{ private: false, visibility: 'internal' }, false],
  [{ private: true, visibility: 'public' }, false],
  [{ private: 'false' }, undefined],
  [{ visibility: 'public' }, undefined],
  [{}, undefined],
])('a repository with %j is public: %s', (said, isPublic) => {
  const payload = { repository: { ...REPOSITORY.repository, ...said } };
  expect(eventFromGitHub(JOB, payload).isPublic).toBe(isPublic);
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

  test.each([
    ['from another repository', { repo: { full_name: 'mallory/taxi' } }, 'mallory:faster'],
    ['from a repository that is gone', { repo: null }, 'unknown:faster'],
  ])('%s has a branch that no branch of ours can be taken for', (_, head, branch) => {
    expect(eventFromGitHub(job, pull(head)).branch).toBe(branch);
  });

  test.each(['pull_request', 'pull_request_target', 'pull_request_review'])(
    'whose payload is none, or absent, is not guessed at: %s',
    (name) => {
      const named = { ...job, GITHUB_EVENT_NAME: name };
      for (const payload of [undefined, {}, pull({ sha: '--upload-pack=x' }), pull({ ref: '' }), pull({ sha: 7 })]) {
        expect(() => eventFromGitHub(named, payload)).toThrow(`the event ${name}, and its event file`);
      }
    },
  );

  test('takes the base that was merged from the merge commit: the branch had moved on since the event', () => {
    const newer = 'e'.repeat(40);
    const checkedOut = { commit: MERGE, parents: [newer, HEAD], branch: undefined };
    const event = eventFromGitHub(job, pull(), { checkedOut });
    expect(event).toMatchObject({ commit: MERGE, branch: 'faster', pullRequest: { base: newer, isMerged: true } });
  });

  test('whose head was checked out in place of the merge is a run of that commit', () => {
    const checkedOut = { commit: HEAD, parents: [BASE, OTHER], branch: undefined };
    const event = eventFromGitHub(job, pull(), { checkedOut });
    expect(event).toMatchObject({ commit: HEAD, branch: 'faster', pullRequest: { base: BASE } });
    expect(event.pullRequest?.isMerged).toBeUndefined();
  });

  describe('of the kind pull_request_target', () => {
    const target = {
      ...job,
      GITHUB_EVENT_NAME: 'pull_request_target',
      GITHUB_SHA: BASE,
      GITHUB_REF: 'refs/heads/main',
    };
    const fork = pull({ ref: 'main', repo: { full_name: 'mallory/taxi' } });

    test('is of the base branch, which is what is checked out by default', () => {
      expect(eventFromGitHub(target, fork)).toMatchObject({ commit: BASE, branch: 'main' });
    });

    test.each([
      ['the head', { commit: HEAD, parents: [BASE], branch: 'main' }],
      ['a later head, by the name of the branch', { commit: OTHER, parents: [HEAD], branch: 'main' }],
      ['the merge', { commit: MERGE, parents: [BASE, HEAD], branch: undefined }],
    ])('is of the branch of the fork where %s is checked out', (_, checkedOut) => {
      expect(eventFromGitHub(target, fork, { checkedOut })).toMatchObject({
        commit: checkedOut.commit,
        branch: 'mallory:main',
      });
    });
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
  ['a schedule', { GITHUB_EVENT_NAME: 'schedule' }, 'main'],
  [
    'a merge group',
    { GITHUB_EVENT_NAME: 'merge_group', GITHUB_REF: 'refs/heads/gh-readonly-queue/main/pr-12-abc' },
    'gh-readonly-queue/main/pr-12-abc',
  ],
  ['anything else', { GITHUB_EVENT_NAME: 'watch', GITHUB_REF: 'refs/heads/feature/x' }, 'feature/x'],
])('%s has the branch of its ref, if that is one', (_, environment, branch) => {
  const event = eventFromGitHub({ ...JOB, ...environment }, REPOSITORY);
  expect(event.branch).toBe(branch);
  expect(event.tag).toBeUndefined();
});

test.each(['push', 'release', 'create'])('a tag is no branch, whatever the event: %s', (name) => {
  const event = eventFromGitHub({ ...JOB, GITHUB_EVENT_NAME: name, GITHUB_REF: 'refs/tags/v1.0/rc' }, REPOSITORY);
  expect(event).toMatchObject({ tag: 'v1.0/rc', branch: undefined });
});

test('a merge group says what it is built on, and for which branch', () => {
  const job = { ...JOB, GITHUB_EVENT_NAME: 'merge_group', GITHUB_REF: 'refs/heads/gh-readonly-queue/main/pr-12-abc' };
  const merge_group = { head_sha: HEAD, base_sha: BASE, base_ref: 'refs/heads/main' };
  expect(eventFromGitHub(job, { merge_group }).mergeGroup).toEqual({ base: BASE, baseBranch: 'main' });
  expect(eventFromGitHub(job, { merge_group: { ...merge_group, base_sha: '-x' } }).mergeGroup).toBeUndefined();
});

test('a schedule runs on the default branch, though its payload does not name that', () => {
  expect(eventFromGitHub({ ...JOB, GITHUB_EVENT_NAME: 'schedule' }, { schedule: '0 4 * * *' }).defaultBranch).toBe(
    'main',
  );
});

describe('a workflow run that follows another', () => {
  const job = { ...JOB, GITHUB_EVENT_NAME: 'workflow_run' };
  const followed = (repository: string): unknown => ({
    repository: REPOSITORY.repository,
    workflow_run: { head_sha: OTHER, head_branch: 'main', head_repository: { full_name: repository } },
  });

  test('is one of the default branch, unless it checks out what the other was about', () => {
    const branch = { ...REPOSITORY, ...(followed('acme/taxi') as object) };
    expect(eventFromGitHub(job, branch)).toMatchObject({ commit: HEAD, branch: 'main', defaultBranch: 'main' });
    const checkedOut = { commit: OTHER, parents: [], branch: undefined };
    expect(eventFromGitHub(job, branch, { checkedOut })).toMatchObject({ commit: OTHER, branch: 'main' });
  });

  test('never passes the main branch of a fork for ours', () => {
    const checkedOut = { commit: OTHER, parents: [], branch: 'main' };
    expect(eventFromGitHub(job, followed('mallory/taxi'), { checkedOut }).branch).toBe('mallory:main');
  });
});

test.each([
  ['a branch that the workflow chose', 'release/2', 'release/2'],
  ['a commit that it chose', undefined, undefined],
])('another checkout than that of the event is recorded as what it is: %s', (_, branch, expected) => {
  const event = eventFromGitHub(JOB, REPOSITORY, { checkedOut: { commit: OTHER, parents: [HEAD], branch } });
  expect(event).toMatchObject({ commit: OTHER, branch: expected });
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

test.each(['GITHUB_SHA', 'GITHUB_EVENT_NAME', 'GITHUB_REPOSITORY'])('without %s this is no job', (name) => {
  expect(() => eventFromGitHub({ ...JOB, [name]: '' }, {})).toThrow(`${name} is not set`);
});

test('run by hand, it names all that is missing at once, and the command line', () => {
  expect(() => eventFromGitHub({}, {})).toThrow(
    expect.objectContaining({
      message: 'GITHUB_EVENT_NAME and GITHUB_REPOSITORY and GITHUB_SHA are not set: this is no job of a workflow',
      hint: expect.stringContaining('`mlops train`') as string,
    }),
  );
});

test('a push without an event file is known from the environment', () => {
  expect(eventFromGitHub(JOB, undefined)).toMatchObject({ commit: HEAD, branch: 'main', defaultBranch: undefined });
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
