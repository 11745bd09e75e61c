import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { parseStageFile } from '../../src/deployment/stage-file.ts';
import { readStageFiles } from '../../src/deployment/read-stage-files.ts';
import { githubForge } from '../../src/forge/github.ts';
import { localForge } from '../../src/forge/local.ts';
import { gitIn } from '../../src/git/git.ts';
import { silentLog } from '../../src/log.ts';
import { proposalBranch, proposePromotion, type Proposed } from '../../src/pipeline/promotion/propose-promotion.ts';
import type { Promotion } from '../../src/registry/promotion.ts';
import {
  commitToBare,
  contentOf,
  createRemote,
  createRepository,
  git,
  installHook,
  temporaryFolder,
  tipOf,
} from '../support/git-fixtures.ts';
import { startGitHub, type GitHubEmulator, type GitHubOptions } from '../support/github-emulator.ts';

const MAIN = 'refs/heads/main';
const BRANCH = 'mlops/promote-duration@production';
const PATH = 'deploy/production.yaml';
const PROMOTION: Promotion = {
  schema: 1,
  kind: 'promotion',
  model: 'duration',
  version: 'v1.2.0',
  stage: 'production',
  run: '0197a1b2c3d47e5f80718293a4b5c6d7',
  model_digest: 'a'.repeat(64),
  verdict: 'pass',
  metrics: { rmse: 5.9 },
  gates: [{ gate: 'rmse', status: 'pass' }],
  replaces: 'v1.1.0',
  actor: 'Ada',
};

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());
let remote = '';
let count = 0;
beforeEach(() => {
  count += 1;
  remote = createRemote(join(folder.path, `remote-${count}.git`));
});

async function start(options: Partial<GitHubOptions> = {}): Promise<GitHubEmulator> {
  return startGitHub({ repositories: ['acme/taxi'], ...options });
}

function propose({ token, apiUrl }: GitHubEmulator, more: Partial<Promotion> = {}): Promise<Proposed> {
  const forge = githubForge({ token, apiUrl, repository: 'acme/taxi', log: silentLog, retryDelayMs: 1 });
  return proposeWith(forge, remote, more);
}

function proposeWith(
  forge: ReturnType<typeof githubForge>,
  url: string,
  more: Partial<Promotion> = {},
): Promise<Proposed> {
  const registry = { remote: { url, config: {} }, clone: undefined, read: () => Promise.reject(new Error('unused')) };
  const ports = { forge, registry, scratch: folder.path, clock: () => new Date(), random: () => 0, log: silentLog };
  return proposePromotion(
    {
      promotion: { ...PROMOTION, ...more },
      championMetrics: { rmse: 6.1 },
      defaultBranch: 'main',
      releaseUrl: 'https://github.com/acme/taxi/releases/tag/duration%40v1.2.0',
      isDeployed: true,
    },
    ports,
  );
}

async function pulls(github: GitHubEmulator, state = 'open') {
  const found = await github.call('GET', `/repos/acme/taxi/pulls?state=${state}`);
  return found as { number: number; title: string; body: string; head: { ref: string } }[];
}

/** What pressing the button does. */
function merge(branch: string): void {
  git(remote, ['update-ref', MAIN, `refs/heads/${branch}`]);
}

describe('a promotion is proposed', () => {
  test('as one commit that edits the stage’s file, and a pull request with the evidence', async () => {
    await using github = await start();
    const proposed = await propose(github);
    expect(proposed).toMatchObject({
      outcome: 'proposed',
      branch: BRANCH,
      path: PATH,
      commit: tipOf(remote, `refs/heads/${BRANCH}`),
      pullRequest: { number: 1, outcome: 'created' },
    });
    expect(git(remote, ['diff', '--name-only', MAIN, BRANCH])).toBe(PATH);
    expect(parseStageFile(contentOf(remote, BRANCH, PATH), PATH)).toEqual([
      { model: 'duration', version: 'v1.2.0', digest: 'a'.repeat(64) },
    ]);
    expect(git(remote, ['log', '-1', '--format=%an%n%B', BRANCH])).toBe(
      'mlops-action\nPromote duration v1.2.0 to production\n\nMlops-Run: 0197a1b2c3d47e5f80718293a4b5c6d7\n' +
        `Mlops-Digest: ${'a'.repeat(64)}\nMlops-Replaces: v1.1.0\n`,
    );
    const [pull] = await pulls(github);
    expect(pull?.title).toBe('Promote duration v1.2.0 to production');
    expect(pull?.body).toContain('| `rmse` | 6.10 | 5.90 | −0.20 |');
  });

  test('once: the same wish leaves the branch and the pull request as they are', async () => {
    await using github = await start();
    const first = await propose(github);
    const before = github.requests.length;
    commitToBare(remote, MAIN, { 'train.py': 'other' });
    expect(await propose(github)).toEqual({
      ...first,
      pullRequest: expect.objectContaining({ outcome: 'unchanged' }) as object,
    });
    expect(github.requests.slice(before).map(({ method }) => method)).toEqual(['GET']);
  });

  test('anew for a newer version, in the same pull request', async () => {
    await using github = await start();
    await propose(github);
    const main = commitToBare(remote, MAIN, { 'train.py': 'other' });
    expect(await propose(github, { version: 'v1.3.0' })).toMatchObject({
      pullRequest: { number: 1, outcome: 'updated' },
    });
    expect(git(remote, ['rev-parse', `${BRANCH}^`])).toBe(main);
    expect(await pulls(github)).toMatchObject([{ title: 'Promote duration v1.3.0 to production' }]);
  });

  test('not where the default branch wishes it already', async () => {
    await using github = await start();
    await propose(github);
    merge(BRANCH);
    git(remote, ['update-ref', '-d', `refs/heads/${BRANCH}`]);
    expect(await propose(github)).toEqual({ outcome: 'merged', path: PATH });
    expect(await pulls(github, 'all')).toHaveLength(1);
  });

  test('again after a person closed the pull request, in another one', async () => {
    await using github = await start();
    await propose(github);
    await github.call('PATCH', '/repos/acme/taxi/pulls/1', { state: 'closed' });
    expect(await propose(github)).toMatchObject({ pullRequest: { number: 2, outcome: 'created' } });
  });

  test('with its reason where it is forced', async () => {
    await using github = await start();
    await propose(github, { forced: true, against: 'its verdict is fail', reason: 'urgent:\n the old one leaks' });
    expect(parseStageFile(contentOf(remote, BRANCH, PATH), PATH)[0]?.forced).toBe('urgent: the old one leaks');
    expect((await pulls(github))[0]?.body).toContain('**Forced against the evidence:** its verdict is fail');
  });

  test('for two models of one stage at once, each in a branch of its own; the second is made anew on the first', async () => {
    await using github = await start();
    const fare = { model: 'taxi/fare', version: 'v2.0.0', model_digest: 'b'.repeat(64) };
    const done = await Promise.all([propose(github), propose(github, fare)]);
    expect(done.map(({ outcome }) => outcome)).toEqual(['proposed', 'proposed']);
    expect((await pulls(github)).map(({ head }) => head.ref).toSorted()).toEqual([
      BRANCH,
      'mlops/promote-taxi+fare@production',
    ]);
    merge(BRANCH);
    const again = await propose(github, fare);
    expect(again).toMatchObject({ outcome: 'proposed', pullRequest: { outcome: 'unchanged' } });
    merge('mlops/promote-taxi+fare@production');
    const wishes = await readStageFiles(gitIn(remote), MAIN);
    expect(wishes.map(({ stage, model, version }) => `${model}@${stage} ${version}`)).toEqual([
      'duration@production v1.2.0',
      'taxi/fare@production v2.0.0',
    ]);
  });

  test('by two jobs at once in one branch and one pull request', async () => {
    await using github = await start();
    const done = await Promise.all([propose(github), propose(github)]);
    expect(new Set(done.map((each) => (each.outcome === 'proposed' ? each.commit : '')))).toEqual(
      new Set([tipOf(remote, `refs/heads/${BRANCH}`)]),
    );
    expect(await pulls(github)).toHaveLength(1);
  });

  test('without a forge: a branch of the repository, and a file that says how it is merged', async () => {
    const project = createRepository(join(folder.path, 'project'));
    const forge = localForge({ folder: join(folder.path, 'forge'), git: gitIn(project), clock: () => new Date() });
    const proposed = await proposeWith(forge, project);
    expect(proposed).toMatchObject({ outcome: 'proposed', pullRequest: { number: undefined, outcome: 'created' } });
    expect(git(project, ['status', '--porcelain', '--branch'])).toBe('## main');
    git(project, ['merge', '--quiet', BRANCH]);
    expect(await readStageFiles(gitIn(project), 'HEAD')).toMatchObject([{ stage: 'production', version: 'v1.2.0' }]);
    git(project, ['revert', '--no-edit', 'HEAD']);
    expect(await readStageFiles(gitIn(project), 'HEAD')).toEqual([]);
  });
});

describe('a promotion that cannot be proposed', () => {
  test('since somebody else committed to the branch, which is kept', async () => {
    await using github = await start();
    await propose(github);
    const foreign = commitToBare(remote, `refs/heads/${BRANCH}`, { 'train.py': 'theirs' });
    await expect(propose(github, { version: 'v1.3.0' })).rejects.toMatchObject({
      code: 'forge-denied',
      message: expect.stringContaining(`${foreign.slice(0, 10)} of Ada <ada@example.org>`) as string,
      hint: expect.stringContaining(`git push origin --delete ${BRANCH}`) as string,
    });
    expect(tipOf(remote, `refs/heads/${BRANCH}`)).toBe(foreign);
  });

  test.each([
    ['a rule', 'remote: error: GH013: Repository rule violations found for refs/heads/x', 'exclude `mlops/**`'],
    ['an old protection', 'GH006: Protected branch update failed', 'exclude `mlops/**`'],
  ])('for %s says what to allow', async (_, words, hint) => {
    await using github = await start();
    installHook(remote, 'pre-receive', `#!/bin/sh\necho "${words}" >&2\nexit 1\n`);
    await expect(propose(github)).rejects.toMatchObject({
      code: 'forge-denied',
      hint: expect.stringContaining(hint) as string,
    });
    expect(await pulls(github)).toEqual([]);
  });

  test('as a pull request leaves the branch, and going on opens it', async () => {
    await using github = await start({ mayOpenPullRequests: false });
    await expect(propose(github)).rejects.toMatchObject({
      code: 'forge-denied',
      hint: expect.stringContaining(`The branch ${BRANCH} is pushed`) as string,
    });
    const tip = tipOf(remote, `refs/heads/${BRANCH}`);
    await using allowed = await start();
    expect(await propose(allowed)).toMatchObject({ commit: tip, pullRequest: { outcome: 'created' } });
  });

  test('since the file on the default branch is none of its kind', async () => {
    await using github = await start();
    commitToBare(remote, MAIN, { [PATH]: 'apiVersion: v1\nkind: Service\n' });
    await expect(propose(github)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('deploy/production.yaml:1: unknown key "apiVersion"') as string,
    });
    expect(github.requests).toEqual([]);
  });

  test('since there is no such default branch', async () => {
    await using github = await start();
    git(remote, ['update-ref', '-d', MAIN]);
    await expect(propose(github)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('stage files of a commit', () => {
  test('are those that wish something; other files of the folder are passed over unless they are asked for', async () => {
    const commit = commitToBare(remote, MAIN, {
      'deploy/eu/production.yaml': 'models:\n  a: {version: v1.0.0}\n',
      'deploy/service.yaml': 'kind: Service\n',
      'deploy/notes.md': 'x',
      'deploy/staging.yaml': 'models:\n',
    });
    const git = gitIn(remote);
    expect(await readStageFiles(git, commit)).toEqual([{ stage: 'eu/production', model: 'a', version: 'v1.0.0' }]);
    expect(await readStageFiles(git, commit, ['staging', 'none'])).toEqual([]);
    await expect(readStageFiles(git, commit, ['service'])).rejects.toMatchObject({ code: 'config-invalid' });
  });

  test('that are wrong are an error with their place', async () => {
    const commit = commitToBare(remote, MAIN, { [PATH]: 'models:\n  a: {version: 1}\n' });
    await expect(readStageFiles(gitIn(remote), commit)).rejects.toMatchObject({
      code: 'config-invalid',
      place: { file: PATH, line: 2 },
    });
  });
});

test('each pair of names has a branch of its own, which git takes', () => {
  const names = ['a', 'a-b', 'b', 'a/b', 'b/lock', 'A', 'x'.repeat(200)];
  const branches = names.flatMap((model) => names.map((stage) => proposalBranch(model, stage)));
  expect(new Set(branches).size).toBe(branches.length);
  for (const branch of branches) {
    expect(git(folder.path, ['check-ref-format', '--branch', branch])).toBe(branch);
    expect(branch.split('/')).toHaveLength(2);
  }
});
