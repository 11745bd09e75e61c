import { expect, test } from 'vitest';
import { forkIn, headIn, pullRequestIn } from '../../src/forge/event-payload.ts';
import { strangersReason, untrustedReason } from '../../src/forge/untrusted-code.ts';
import { parseWorkflowRun } from '../../src/forge/workflow-run.ts';

const [MAIN, OTHER] = ['1'.repeat(40), '2'.repeat(40)];
const OURS = { full_name: 'acme/taxi' };

type Payload = Readonly<Record<string, unknown>>;
const pull = (head: unknown, base: unknown = OURS): Payload => ({
  pull_request: {
    number: 1,
    head: { sha: OTHER, ref: 'main', repo: head },
    base: { sha: MAIN, ref: 'main', repo: base },
  },
});
const ended = (head: unknown): Payload => ({
  workflow_run: { head_sha: OTHER, head_branch: 'main', head_repository: head },
  repository: OURS,
});
const comment = (issue: Payload): Payload => ({ issue });

test.each<[string, string, Payload, string, boolean]>([
  ['a branch', 'pull_request_target', pull(OURS), OTHER, true],
  ['a branch, its repository written otherwise', 'pull_request_target', pull({ full_name: 'Acme/Taxi' }), OTHER, true],
  ['a fork', 'pull_request_target', pull({ full_name: 'mallory/taxi' }), MAIN, false],
  ['a deleted fork', 'pull_request_target', pull(null), MAIN, false],
  ['nothing known', 'pull_request_target', {}, MAIN, false],
  ['a branch', 'workflow_run', ended(OURS), OTHER, true],
  ['a fork', 'workflow_run', ended({ full_name: 'mallory/taxi' }), MAIN, false],
  ['a deleted fork', 'workflow_run', ended(null), MAIN, false],
  ['nothing known', 'workflow_run', {}, MAIN, false],
  ['a pull request, on the default branch', 'issue_comment', comment({ pull_request: {} }), MAIN, true],
  ['a pull request, on another commit', 'issue_comment', comment({ pull_request: {} }), OTHER, false],
  ['an issue', 'issue_comment', comment({}), OTHER, true],
  // No secrets, and a token that reads.
  ['a fork', 'pull_request', pull({ full_name: 'mallory/taxi' }), OTHER, true],
  ['nothing', 'push', {}, MAIN, true],
  ['nothing', 'workflow_dispatch', {}, OTHER, true],
])(
  'an event about %s (%s %#) is trained only where nothing can be taken',
  (_, event, payload, checkedOut, isTrained) => {
    const reason = untrustedReason(event, payload, { commit: MAIN, checkedOut });
    expect(reason === undefined).toBe(isTrained);
  },
);

test('of what a stranger proposes no stage is given and nothing is deployed, on no event at all', () => {
  const commits = { commit: MAIN, checkedOut: MAIN };
  const fork = { full_name: 'mallory/taxi' };
  const refused = [
    ['pull_request', pull(fork)],
    ['pull_request', pull(null)],
    ['pull_request_target', pull(fork)],
    ['workflow_run', ended(fork)],
    ['workflow_run', {}],
  ] as const;
  for (const [event, payload] of refused) expect(strangersReason(event, payload, commits)).toContain('fork');
  const ours = [
    ['pull_request', pull(OURS)],
    ['workflow_run', ended(OURS)],
    ['workflow_dispatch', {}],
    ['push', {}],
  ] as const;
  for (const [event, payload] of ours) expect(strangersReason(event, payload, commits)).toBeUndefined();
});

test('a fork is called by its name, and unknown when it is gone', () => {
  const names = [pull({ full_name: 'mallory/taxi' }), pull(null), pull(OURS), pull(OURS, null), {}].map(forkIn);
  expect(names).toEqual(['mallory/taxi', 'unknown', undefined, 'acme/taxi', undefined]);
});

test('names of repositories differ by more than the case of letters, wherever fork or ours is told', () => {
  const written = { full_name: 'Acme/TAXI' };
  expect(pullRequestIn(pull(written))?.isFork).toBe(false);
  expect([pull(written), ended(written)].map(headIn)).toMatchObject([{ branch: 'main' }, { branch: 'main' }]);
  expect(forkIn(pull(written))).toBeUndefined();
  const fork = { full_name: 'mallory/taxi' };
  expect([pull(fork), ended(fork), ended(null)].map((payload) => headIn(payload)?.branch)).toEqual([
    'mallory:main',
    'mallory:main',
    'unknown:main',
  ]);
});

test('a workflow run of a deleted fork is a fork’s, and an event of another kind is refused', () => {
  const workflow_run = {
    id: 7,
    run_attempt: 2,
    event: 'pull_request',
    head_sha: OTHER,
    head_branch: 'main',
    head_repository: null,
    created_at: '2026-11-23T06:39:00Z',
  };
  expect(parseWorkflowRun({ workflow_run, repository: OURS })).toMatchObject({ id: '7', attempt: 2, isFork: true });
  const ours = { ...workflow_run, head_repository: { full_name: 'ACME/taxi' } };
  expect(parseWorkflowRun({ workflow_run: ours, repository: OURS }).isFork).toBe(false);
  const requested = { action: 'requested', workflow_run: ours, repository: OURS };
  for (const payload of [
    {},
    requested,
    { workflow_run: { ...workflow_run, head_sha: '--help' }, repository: OURS },
    pull(OURS),
  ])
    expect(() => parseWorkflowRun(payload)).toThrow('tells of no workflow run that has ended');
});
