// Commands in comments: who may give them, which run they are about, what becomes of it; on a real tracking branch, with
// the API on loopback.
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareRuns } from '../../src/comparison/compare.ts';
import { comparisonOf } from '../../src/comparison/recorded.ts';
import { parseInputs } from '../../src/config/inputs.ts';
import { overlay } from '../../src/config/overlay.ts';
import { Gate } from '../../src/config/schema.ts';
import type { ForgeEvent } from '../../src/forge/forge.ts';
import { parseIssueComment } from '../../src/forge/issue-comment.ts';
import { parseSlashCommand } from '../../src/forge/slash-command.ts';
import { answerCommand, type Answered } from '../../src/pipeline/commands/answer-command.ts';
import { applyAcceptances } from '../../src/pipeline/judging/apply-acceptances.ts';
import { postCheck } from '../../src/pipeline/reporting/report-check.ts';
import { inputFromRecord, renderRunReport, upsertReport } from '../../src/pipeline/reporting/report-run.ts';
import { renderComment } from '../../src/report/comment.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { aCommit, aPullRequestRun, aRun, type RunSketch } from '../support/a-run.ts';
import type { ListedPull } from '../support/github-emulator.ts';
import { commitFiles, git } from '../support/git-fixtures.ts';
import { REPOSITORY, startOnGitHub, type OnGitHub } from './on-github.ts';

const [HEAD, NEXT, BASE] = [aCommit('9f3c2ab'), aCommit('77aa012'), aCommit('41d07ce')];
const URL = `https://github.com/${REPOSITORY}`;
const SETTINGS = overlay({}, parseInputs({ task: 'slash-command' }), {
  repository: REPOSITORY,
  workingDirectory: '.',
  configFile: undefined,
});
const EVENT: ForgeEvent = {
  name: 'issue_comment',
  repository: REPOSITORY,
  repositoryUrl: URL,
  defaultBranch: 'main',
  branch: 'main',
  commit: BASE,
  actor: 'ada',
  pullRequest: undefined,
  inputs: {},
  workflow: 'mlops command',
  run: '78',
  attempt: 1,
  job: 'answer',
  matrix: undefined,
  runUrl: `${URL}/actions/runs/78`,
};
const BAD = { metrics: { rmse: 7.5, r2: 0.8, latency: 42 } };
const GATES = { rmse: { max: 7 }, r2: { min: 0.7 }, latency: { better: 'lower', max: 45, warn: 40 } };

let at: OnGitHub;
let pull: ListedPull;
beforeEach(async () => {
  pull = {
    number: 1,
    state: 'open',
    head: { sha: HEAD, ref: 'deeper-trees', repo: { full_name: REPOSITORY } },
    base: { sha: BASE, ref: 'main', repo: { full_name: REPOSITORY } },
  };
  at = await startOnGitHub([], {
    pullOf: (number) => (number === 1 ? pull : undefined),
    permissions: { ada: 'write', joan: 'read' },
    workflows: ['train.yml', 'other.yml'],
  });
});
afterEach(() => at[Symbol.asyncDispose]());

/** A run of the pull request with its comparison, as its job wrote it. */
function aJudgedRun(sketch: RunSketch = {}, minute = 60, gates: object = GATES, trigger = '77'): RunRecord {
  const candidate = aPullRequestRun(
    {
      ...BAD,
      ...sketch,
      source: { pull_request: { number: 1, head: HEAD, base: BASE }, ...sketch.source, commit: aCommit('3e') },
      trigger: { run: trigger, attempt: 1, job: 'train', url: `${URL}/actions/runs/${trigger}`, ...sketch.trigger },
    },
    minute,
  );
  const parsed = Object.fromEntries(Object.entries(gates).map(([name, gate]) => [name, Gate.parse(gate)]));
  const comparison = compareRuns({
    candidate,
    noBaseline: 'no run of duration on main yet',
    history: [],
    gates: parsed,
  });
  const reported = { failOn: 'fail', commentKey: candidate.model.name } as const;
  return { ...candidate, comparison: { ...comparison, reported } };
}

/** Records it, comments on it and reports its check, as its job did. */
async function publish(record: RunRecord): Promise<void> {
  await at.history.append([{ record, files: {} }]);
  const input = inputFromRecord(record, { comparison: comparisonOf(record)!, baseRecord: undefined });
  const pullRequest = {
    number: 1,
    head: HEAD,
    headBranch: 'deeper-trees',
    base: BASE,
    baseBranch: 'main',
    isFork: false,
  };
  const report = {
    key: input.key,
    run: record,
    isWanted: true,
    render: (previousBody?: string) => renderComment({ ...input, previousBody }),
  };
  await upsertReport(pullRequest, report, at.ports);
  const event = { ...EVENT, name: 'pull_request', pullRequest };
  await postCheck(input, { settings: { ...SETTINGS, commentKey: input.key }, event, failure: undefined }, at.ports);
}

/** Ada comments two hours after the first run began, unless something else is said. */
function say(
  body: string,
  over: { readonly author?: string; readonly type?: string; readonly id?: number } = {},
  minute = 120,
): Promise<Answered> {
  const { author = 'ada', type = 'User', id = 99 } = over;
  const created = new Date(Date.UTC(2026, 10, 23, 6, 40 + minute)).toISOString();
  const comment = {
    id,
    body,
    html_url: `${URL}/pull/1#issuecomment-${id}`,
    created_at: created,
    user: { login: author, type },
  };
  const payload = { action: 'created', issue: { number: 1, pull_request: {} }, comment };
  const read = parseIssueComment('issue_comment', payload)!;
  const command = parseSlashCommand(read.body)!;
  return answerCommand({ comment: read, command, settings: SETTINGS, event: EVENT, randomBytes }, at.ports);
}

const bodies = async (): Promise<readonly string[]> =>
  (await at.github.comments(REPOSITORY, 1)).map(({ body }) => body);
const reactions = (): readonly string[] => at.github.people.reactions.map(({ content }) => content);

async function acceptancesOf(id: string): Promise<unknown> {
  const lines = await at.history.lines({ matches: (line) => line.id === id });
  return (await at.history.readStates(lines))[0]?.state.acceptances;
}

test('an accepted gate is recorded with who and why, and comment and check say so', async () => {
  const run = aJudgedRun();
  await publish(run);
  expect((await bodies())[0]).toContain('### ❌ Fail');

  const answered = await say('/mlops accept rmse known | `issue`, see @team #12');
  expect(answered).toMatchObject({
    outcome: 'done',
    run: run.id,
    trackingCommit: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
  });
  expect(await acceptancesOf(run.id)).toMatchObject([
    { actor: 'ada', gate: 'rmse', reason: 'known | `issue`, see @team #12', url: `${URL}/pull/1#issuecomment-99` },
  ]);
  const [body = '', ...more] = await bodies();
  expect(more).toEqual([]);
  expect(body.split('\n')[2]).toBe(
    '### ⚠️ Warn: `duration` has no baseline, but `rmse` failed and is accepted by `@ada`, and 1 more warn',
  );
  expect(body).toContain('The job of this run stays red until it runs again for this commit.');
  expect(body).toContain('1 pass, **1 warn**, 0 fail, **1 accepted**');
  expect(body).toContain('**Accepted**, for `9f3c2ab` and no other commit:');
  expect(body).not.toContain('@team');
  expect(body).not.toContain('This fails the job');
  const checks = at.github.checks.runs.filter(({ head_sha: sha }) => sha === HEAD);
  expect(checks.at(-1)).toMatchObject({ name: 'mlops: duration', conclusion: 'success' });
  expect(checks.at(-1)?.title).toContain('accepted by @ada');
  expect(reactions()).toEqual(['+1']);

  // The job runs again: nothing is said twice.
  const commits = at.subjects().length;
  await say('/mlops accept rmse known | `issue`, see @team #12');
  expect(at.subjects()).toHaveLength(commits);
  expect((await bodies()).map((each) => each.split('\n')[2])).toEqual([body.split('\n')[2]]);

  // Made again from the record, the report says the same.
  const [line] = await at.history.lines({ matches: ({ id }) => id === run.id });
  const report = await renderRunReport(line!, at.history);
  expect(report.comment).toContain('`rmse` failed and is accepted by `@ada`');
  expect(report.comparison.verdict).toMatchObject({ status: 'pass', accepted: [{ gate: 'rmse' }] });
});

test('while another gate fails the check stays red', async () => {
  await publish(aJudgedRun({}, 60, { ...GATES, r2: { min: 0.9 } }));
  await say('/mlops accept rmse why');
  expect((await bodies())[0]).toContain('### ❌ Fail: `r2`');
  expect(at.github.checks.runs.at(-1)?.conclusion).toBe('failure');
  await say('/mlops accept r2 why', { id: 100 });
  expect((await bodies())[0]).toContain('2 gates that did not pass are accepted by `@ada`');
  expect(at.github.checks.runs.at(-1)?.conclusion).toBe('success');
});

test('it holds when the commit is trained again, and for no other commit, model or pull request', async () => {
  const run = aJudgedRun();
  await publish(run);
  await say('/mlops accept rmse why');
  const verdictOf = async (record: RunRecord): Promise<string | undefined> => {
    const judged = { comparison: comparisonOf(record)!, baseRecord: undefined };
    return (await applyAcceptances(judged, record, at.history)).comparison.verdict?.status;
  };
  const pulled = (over: object): RunSketch => ({
    source: { pull_request: { number: 1, head: HEAD, base: BASE, ...over } },
  });
  expect(await verdictOf(aJudgedRun({}, 200))).toBe('pass');
  expect(await verdictOf(aJudgedRun({}, 200, { ...GATES, r2: { min: 0.9 } }))).toBe('fail');
  expect(await verdictOf(aJudgedRun(pulled({ head: NEXT }), 200))).toBe('fail');
  expect(await verdictOf(aJudgedRun(pulled({ number: 2 }), 200))).toBe('fail');
  expect(await verdictOf(aJudgedRun({ model: { name: 'fare' } }, 200))).toBe('fail');
  expect(await verdictOf(aJudgedRun({ source: { fork: 'mallory/trips' } }, 200))).toBe('fail');
  // As a push to main it is another question.
  const pushed = { ...aJudgedRun({}, 200), source: aRun({ source: { commit: HEAD } }).source };
  expect(await verdictOf(pushed)).toBe('fail');
});

test('people who may not write are refused once, however often they ask, and nothing is looked at', async () => {
  await publish(aJudgedRun());
  const before = { commits: at.subjects(), requests: at.github.requests.length };
  expect(await say('/mlops accept rmse why', { author: 'joan' })).toMatchObject({ outcome: 'refused' });
  expect(await say('/mlops nonsense @team', { author: 'mallory', id: 100 })).toMatchObject({ outcome: 'refused' });
  expect(await say('/mlops accept rmse why', { author: 'ada[bot]', type: 'Bot', id: 101 })).toMatchObject({
    outcome: 'refused',
  });
  const [report = '', denial = '', ...more] = await bodies();
  expect(more).toEqual([]);
  expect(report).toContain('### ❌ Fail');
  expect(denial).toContain('people say who can write to this repository, and nobody else');
  expect(reactions()).toEqual(['-1', '-1', '-1']);
  expect(at.subjects()).toEqual(before.commits);
  expect(at.github.requests.slice(before.requests).some(({ path }) => path.endsWith('/pulls/1'))).toBe(false);
});

test('where nobody can tell what a person may do, nothing is done', async () => {
  await publish(aJudgedRun());
  using _ = at.github.fail('GET', /\/collaborators\//, [{ status: 403, message: 'Must have push access' }]);
  await expect(say('/mlops accept rmse why')).rejects.toMatchObject({ code: 'forge-denied' });
  expect(at.github.checks.runs.at(-1)?.conclusion).toBe('failure');
});

test('what cannot be done is answered with what is wrong', async () => {
  await publish(aJudgedRun());
  const commits = at.subjects().length;
  const head = pull;
  const closed: ListedPull = { ...pull, state: 'closed' };
  const moved = { ...pull, head: { ...pull.head, sha: NEXT } };
  const cases = [
    ['/mlops accept r2 why', 'the gate "r2" says pass', head, 120],
    ['/mlops accept @team why', 'there is no gate', head, 120],
    ['/mlops accept --model fare rmse why', 'no model "fare"', head, 120],
    ['/mlops accept rmse', 'needs a reason', head, 120],
    ['/mlops promote production', 'no version of the model "trips" is registered', head, 120],
    ['/mlops accept rmse why', 'pull request 1 is closed', closed, 120],
    // What was seen was of another commit.
    ['/mlops accept rmse why', 'no run of 77aa012', moved, 120],
    ['/mlops accept rmse why', 'ended after the comment was written', head, 59],
  ] as const;
  for (const [index, [body, words, now, minute]] of cases.entries()) {
    pull = now;
    const answered = await say(body, { id: 200 + index }, minute);
    expect(answered).toMatchObject({ outcome: 'failed', words: expect.stringContaining(words) as string });
    const replies = (await bodies()).slice(1);
    expect(replies).toHaveLength(index + 1);
    expect(replies.at(-1)).toContain(`<!-- mlops:reply to=${200 + index} -->\n😕 Not done: `);
    expect(replies.at(-1)).not.toContain('@team');
  }
  expect([new Set(reactions()), at.subjects().length]).toEqual([new Set(['confused']), commits]);
});

test('a gate that several models have needs the name of one', async () => {
  const [duration, fare] = [aJudgedRun({}, 60), aJudgedRun({ model: { name: 'fare' } }, 61)];
  await publish(duration);
  await publish(fare);
  expect(await say('/mlops accept rmse why')).toMatchObject({
    words: 'the gate "rmse" is open in 2 models: "duration", "fare"',
  });
  expect(await say('/mlops accept --model fare rmse why', { id: 100 })).toMatchObject({
    outcome: 'done',
    run: fare.id,
  });
  expect((await bodies()).filter((body) => body.includes('accepted by'))).toHaveLength(1);
  expect(await acceptancesOf(duration.id)).toBeUndefined();
});

test('the newest run that had been seen is meant, and of a matrix each leg', async () => {
  const [first, second, later] = [
    aJudgedRun({}, 60, GATES, '77'),
    aJudgedRun({}, 70, GATES, '78'),
    aJudgedRun({}, 300, GATES, '80'),
  ];
  for (const record of [first, second, later]) await publish(record);
  expect(await say('/mlops accept rmse why')).toMatchObject({ outcome: 'done', run: second.id });
  expect(await acceptancesOf(first.id)).toBeUndefined();
  expect(await acceptancesOf(later.id)).toBeUndefined();
  // The comment on the later run is left as it is.
  expect((await bodies())[0]).toContain(later.id);
  expect((await bodies())[0]).not.toContain('accepted by');

  const legs = ['linux', 'mac'].map((os, index) =>
    aJudgedRun({ trigger: { matrix: { os }, job_total: 2 } }, 400 + index, GATES, '90'),
  );
  await at.history.append(legs.map((record) => ({ record, files: {} })));
  expect(await say('/mlops accept rmse legs', { id: 100 }, 500)).toMatchObject({
    outcome: 'done',
    note: expect.stringContaining('each leg') as string,
  });
  for (const { id } of legs) expect(await acceptancesOf(id)).toMatchObject([{ reason: 'legs' }]);
});

test('of a fork the acceptance is shown, and no check says that it passes', async () => {
  pull = { ...pull, head: { ...pull.head, repo: { full_name: 'mallory/trips' } } };
  await publish(aJudgedRun({ source: { fork: 'mallory/trips', branch: 'mallory:deeper-trees' } }));
  const checks = JSON.stringify(at.github.checks.runs);
  expect(await say('/mlops accept rmse why')).toMatchObject({ outcome: 'done' });
  expect((await bodies())[0]).toContain('`rmse` failed and is accepted by `@ada`');
  expect(JSON.stringify(at.github.checks.runs)).toBe(checks);
});

test('a comment that tells of something else, as of a whole matrix, is left as it is', async () => {
  await publish(aJudgedRun());
  const [comment] = await at.github.comments(REPOSITORY, 1);
  const body = `${comment?.body.split('\n')[0]}\nA matrix of many legs\n`;
  await at.github.call('PATCH', `/repos/${REPOSITORY}/issues/comments/${comment?.id}`, { body });
  expect(await say('/mlops accept rmse why')).toMatchObject({ outcome: 'done' });
  expect(await bodies()).toEqual([body]);
});

test('a training that broke off is accepted by nobody', async () => {
  await publish(aJudgedRun({ status: 'failed', error: { message: 'boom', exit_code: 1 } }));
  expect(await say('/mlops accept rmse why')).toMatchObject({
    words: expect.stringContaining('did not finish') as string,
  });
});

test('a secret in a reason is neither recorded nor shown', async () => {
  await publish(aJudgedRun());
  const token = `ghp_${'a1B2'.repeat(9)}`;
  await say(`/mlops accept rmse as ${token} said`);
  expect((await bodies()).join('\n')).not.toContain(token);
  const texts = git(at.ports.repositoryRoot, ['log', '-p', '--format=%B', 'refs/heads/mlops-tracking']);
  expect(texts).toContain('"acceptance"');
  expect(texts).not.toContain(token);
});

/** The default branch with these workflow files. */
function commitWorkflows(...names: readonly string[]): void {
  const folder = `${at.folder}/clone`;
  git(at.folder, ['clone', '--quiet', at.ports.repositoryRoot, folder]);
  commitFiles(
    folder,
    Object.fromEntries(names.map((name) => [`.github/workflows/${name}`, 'on: push\n'])),
    'Workflows',
  );
  git(folder, ['push', '--quiet', 'origin', 'HEAD']);
}

test('retraining starts the usual workflow at the branch of the pull request, or the one that is named', async () => {
  commitWorkflows('ci.yml', 'train.yml');
  expect(await say('/mlops retrain learning_rate=0.06 note="a b"')).toMatchObject({
    outcome: 'done',
    words: 'train.yml was started at deeper-trees with learning_rate=0.06, note=a b',
  });
  await say('/mlops retrain --workflow other.yml', { id: 100 });
  const ref = 'refs/heads/deeper-trees';
  expect(at.github.dispatches).toEqual([
    { workflow: 'train.yml', ref, inputs: { learning_rate: '0.06', note: 'a b' } },
    { workflow: 'other.yml', ref, inputs: {} },
  ]);
  expect([reactions(), await bodies()]).toEqual([['+1', '+1'], []]);
});

test('a fork, no workflow, one that is not there and inputs that it has not are told, and start nothing', async () => {
  const reply = async (): Promise<string> => (await bodies()).at(-1) ?? '';
  await say('/mlops retrain a=1');
  expect(await reply()).toContain('no workflow called retrain.yml or train.yml');
  await say('/mlops retrain --workflow absent.yml', { id: 100 });
  expect(await reply()).toContain('There is no workflow file absent.yml');
  using _ = at.github.fail('POST', /\/dispatches$/, [
    { status: 422, message: 'Unexpected inputs provided: ["@team"]' },
  ]);
  await say('/mlops retrain --workflow other.yml a=1', { id: 101 });
  expect(await reply()).toContain('Declare these inputs under');
  expect(await reply()).not.toContain('@team');
  pull = { ...pull, head: { ...pull.head, repo: { full_name: 'mallory/trips' } } };
  await say('/mlops retrain --workflow other.yml', { id: 102 });
  expect(await reply()).toContain('is in a fork');
  expect([at.github.dispatches, new Set(reactions())]).toEqual([[], new Set(['confused'])]);
});

test('where the token may not start workflows the person is told, and the job fails', async () => {
  at.github.deny('actions');
  await expect(say('/mlops retrain --workflow other.yml')).rejects.toMatchObject({
    hint: expect.stringContaining('actions: write') as string,
  });
  expect((await bodies())[0]).toContain('The log of the job tells what to do.');
});
