import { expect, test } from 'vitest';
import { gitHubRepository } from '../../src/forge/github-client.ts';
import { commitOnGitHub } from '../../src/forge/github-commit.ts';
import { silentLog } from '../../src/log.ts';
import { createRemote, filesOf, git, temporaryFolder } from '../support/git-fixtures.ts';
import { startGitHttpServer } from '../support/git-http-server.ts';
import { requireSignatures, startGitHubGitApi, UNSIGNED } from '../support/github-git-api.ts';
import { openTestHistory, REF } from './open-test-history.ts';
import { sampleBundle } from './sample-run.ts';

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
