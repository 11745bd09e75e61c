import { expect, test } from 'vitest';
import { gitHubRepository } from '../../src/forge/github-client.ts';
import { commitOnGitHub } from '../../src/forge/github-commit.ts';
import { silentLog } from '../../src/log.ts';
import { inboxFolder } from '../../src/tracking/inbox/waiting.ts';
import { createRemote, filesOf, git, temporaryFolder } from '../support/git-fixtures.ts';
import { startGitHttpServer } from '../support/git-http-server.ts';
import { requireSignatures, startGitHubGitApi, UNSIGNED } from '../support/github-git-api.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';
import { sampleBundle } from '../tracking/sample-run.ts';

test('writers that race for a branch that takes signed commits alone, and loses answers, are all there once', async () => {
  using folder = temporaryFolder();
  const repository = createRemote(`${folder.path}/remote.git`);
  requireSignatures(repository);
  let commits = 0;
  await using api = await startGitHubGitApi({
    repository,
    rule: ({ isSigned }) => (isSigned ? undefined : UNSIGNED),
    fault: ({ path }) => (path === '/graphql' && commits++ === 0 ? 'drop-after' : undefined),
  });
  await using server = await startGitHttpServer({ root: folder.path });
  const client = { apiUrl: api.apiUrl, token: api.token, repository: api.repository, log: silentLog };
  const history = openTestHistory(`${server.url}/remote.git`, folder.path, {
    commitThroughForge: commitOnGitHub(gitHubRepository(client)),
  });
  const bundles = [sampleBundle(), sampleBundle(), sampleBundle()];

  const appended = await Promise.all(bundles.map((bundle) => history.append([bundle])));

  expect(appended.map(({ written }) => written)).toEqual([true, true, true]);
  const lines = await history.lines();
  expect(new Set(lines.map(({ id }) => id))).toEqual(new Set(bundles.map(({ record }) => record.id)));
  expect(lines).toHaveLength(bundles.length);
  expect(filesOf(repository, REF).filter((path) => path.startsWith('runs/'))).toHaveLength(bundles.length);
  expect(git(repository, ['log', '--format=%cn', REF]).split('\n')).not.toContain('mlops-action');
});

test('what the forge has committed is there once, though its inbox ref could not be deleted at once', async () => {
  using folder = temporaryFolder();
  const repository = createRemote(`${folder.path}/remote.git`);
  requireSignatures(repository);
  await using api = await startGitHubGitApi({ repository, rule: ({ isSigned }) => (isSigned ? undefined : UNSIGNED) });
  let pushes = 0;
  await using server = await startGitHttpServer({
    root: folder.path,
    // The first is the one to the inbox, the second the fold, which the rule refuses; then the refs are to go.
    fault: ({ isPush }) => (isPush && (pushes += 1) > 2 ? { status: 500 } : undefined),
  });
  const client = { apiUrl: api.apiUrl, token: api.token, repository: api.repository, log: silentLog };
  const commitThroughForge = commitOnGitHub(gitHubRepository(client));
  const history = openTestHistory(`${server.url}/remote.git`, folder.path, {
    commitThroughForge,
    contended: true,
    random: () => 0,
  });
  const bundle = sampleBundle();

  expect(await history.append([bundle])).toEqual({ commit: undefined, written: true });

  const waiting = (): string => git(repository, ['for-each-ref', '--format=%(refname)', 'refs/mlops']);
  const commits = (): string => git(repository, ['rev-list', '--count', REF]);
  expect(waiting()).toContain(inboxFolder(REF));
  expect(commits()).toBe('2');
  expect(await openTestHistory(repository, folder.path, { commitThroughForge }).fold()).toMatchObject({ folded: 1 });
  expect([waiting(), commits()]).toEqual(['', '2']);
  expect((await history.lines()).map(({ id }) => id)).toEqual([bundle.record.id]);
});
