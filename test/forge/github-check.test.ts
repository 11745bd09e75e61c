// Checks on GitHub, and what takes their place where they are not allowed or unknown.
import { expect, test } from 'vitest';
import type { CheckNote, Forge } from '../../src/forge/forge.ts';
import { githubForge } from '../../src/forge/github.ts';
import { silentLog, type Log } from '../../src/log.ts';
import { checkOf } from '../contract/forge.ts';
import { startGitHub, type GitHubEmulator } from '../support/github-emulator.ts';

const REPOSITORY = 'acme/taxi';
const CHECK_RUNS = /\/check-runs$/;
const RUN_URL = 'https://github.com/acme/taxi/actions/runs/77';

function forgeOf({ token, apiUrl }: GitHubEmulator, log: Log = silentLog): Forge {
  return githubForge({ token, apiUrl, repository: REPOSITORY, log, retryDelayMs: 1 });
}

const notesOf = (count: number): readonly CheckNote[] =>
  Array.from({ length: count }, (_, index) => {
    return { path: 'mlops.yaml', line: index + 1, level: 'warning', title: `m${index}`, message: 'warns' };
  });

test('a check run says what the verdict is, and links to the workflow run', async () => {
  await using github = await startGitHub({ repositories: [REPOSITORY] });
  const { outcome, url } = await forgeOf(github).reportCheck(checkOf());
  expect([outcome, url]).toEqual(['created', expect.stringContaining('/runs/9000')]);
  expect(github.checks.runs).toMatchObject([
    {
      name: 'mlops: duration',
      status: 'completed',
      conclusion: 'failure',
      details_url: RUN_URL,
      annotations: [{ path: 'mlops.yaml', start_line: 3, end_line: 3, annotation_level: 'failure' }],
    },
  ]);
});

test('annotations go in parts of 50, each once', async () => {
  await using github = await startGitHub({ repositories: [REPOSITORY] });
  const notes = notesOf(120);
  await forgeOf(github).reportCheck(checkOf({ notes }));
  expect(github.checks.runs).toHaveLength(1);
  expect(github.checks.runs[0]?.annotations.map(({ title }) => title)).toEqual(notes.map(({ title }) => title));
});

test('a run of the workflow again writes into the same check run, unless that holds annotations that no longer hold', async () => {
  await using github = await startGitHub({ repositories: [REPOSITORY] });
  const forge = forgeOf(github);
  const passes = { conclusion: 'success', title: 'Pass', notes: [] } as const;
  await forge.reportCheck(checkOf({ ...passes, id: '1'.repeat(32) }));
  const fails = await forge.reportCheck(checkOf({ id: '2'.repeat(32) }));
  expect(fails.outcome).toBe('updated');
  expect(github.checks.runs).toMatchObject([{ conclusion: 'failure', annotations: [{ start_line: 3 }] }]);
  const passesAgain = await forge.reportCheck(checkOf({ ...passes, id: '3'.repeat(32) }));
  expect(passesAgain.outcome).toBe('created');
  expect(github.checks.runs.map(({ conclusion, annotations }) => [conclusion, annotations.length])).toEqual([
    ['failure', 1],
    ['success', 0],
  ]);
});

test('a check run of the same name that is a job is left alone', async () => {
  await using github = await startGitHub({ repositories: [REPOSITORY] });
  const job = {
    id: 5,
    name: 'mlops: duration',
    head_sha: checkOf().commit,
    external_id: 'af5ab6ce',
    status: 'completed',
  };
  github.checks.add({ ...job, conclusion: 'success', details_url: null, title: '', summary: '', annotations: [] });
  expect((await forgeOf(github).reportCheck(checkOf())).outcome).toBe('created');
  expect(github.checks.runs.map(({ conclusion }) => conclusion)).toEqual(['success', 'failure']);
});

test.each([0, 1, 60])(
  'is not made twice when the answer to its creation is lost, with %i annotations',
  async (count) => {
    await using github = await startGitHub({ repositories: [REPOSITORY] });
    github.fail('POST', CHECK_RUNS, [{ status: 502, html: '<html><title>Unicorn!</title>', afterwards: true }]);
    await forgeOf(github).reportCheck(checkOf({ notes: notesOf(count) }));
    expect(github.checks.runs.map(({ annotations }) => annotations.length)).toEqual([count]);
  },
);

test('further annotations whose answer is lost are not sent a second time', async () => {
  await using github = await startGitHub({ repositories: [REPOSITORY] });
  github.fail('PATCH', /\/check-runs\/\d+$/, [{ status: 502, afterwards: true }]);
  await expect(forgeOf(github).reportCheck(checkOf({ notes: notesOf(60) }))).rejects.toMatchObject({
    code: 'forge-failed',
  });
  expect(github.checks.runs.map(({ annotations }) => annotations.length)).toEqual([60]);
});

test('a summary of more than 65,535 bytes is cut between lines, as GitHub counts bytes', async () => {
  await using github = await startGitHub({ repositories: [REPOSITORY] });
  await forgeOf(github).reportCheck(checkOf({ summary: 'précision → 0,91 ✅\n'.repeat(3000) }));
  const summary = github.checks.runs[0]?.summary ?? '';
  expect(Buffer.byteLength(summary)).toBeGreaterThan(65_000);
  expect(summary).toMatch(/✅\n\nMore does not fit here; the job summary has all of it\.\n$/);
});

test('without `checks: write` it is a commit status of one line', async () => {
  await using github = await startGitHub({ repositories: [REPOSITORY] });
  github.deny('checks');
  const title = `Fail: 🆕 ${'rmse is over its limit; '.repeat(10)}`;
  const result = await forgeOf(github).reportCheck(checkOf({ title }));
  expect(result).toEqual({ url: RUN_URL, outcome: 'status' });
  const [status] = github.checks.statuses;
  expect(status).toMatchObject({ context: 'mlops/duration', state: 'failure', target_url: RUN_URL });
  expect(status?.description).toMatch(/^Fail: rmse is over .*…$/);
  expect(status?.description).toHaveLength(140);
});

test.each([
  ['success', 'success'],
  ['neutral', 'success'],
  ['failure', 'failure'],
] as const)('a server without checks, such as Gitea, gets a status: %s is %s', async (conclusion, state) => {
  await using github = await startGitHub({ repositories: [REPOSITORY], checks: false });
  github.fail('POST', /\/statuses\//, [{ status: 502 }]);
  expect((await forgeOf(github).reportCheck(checkOf({ conclusion }))).outcome).toBe('status');
  expect(github.checks.statuses).toMatchObject([{ state }]);
});

test('where neither is allowed nothing is said but in the log for debugging, by name', async () => {
  await using github = await startGitHub({ repositories: [REPOSITORY] });
  github.deny('checks', 'statuses');
  const [loud, quiet] = [[] as string[], [] as string[]];
  const hear = (line: string): void => void loud.push(line);
  const log = { info: hear, warn: hear, debug: (line: string) => void quiet.push(line) };
  expect(await forgeOf(github, log).reportCheck(checkOf())).toEqual({ url: undefined, outcome: 'refused' });
  expect(loud).toEqual([]);
  expect(quiet.join('\n')).toContain('permissions:\n  checks: write');
  expect(quiet.join('\n')).toContain('permissions:\n  statuses: write');
});
