// Remotes that can less than GitHub: refs outside of the branches are refused, or several refs cannot be moved together.
import { expect, test } from 'vitest';
import { gitHubRepository } from '../../src/forge/github-client.ts';
import { commitOnGitHub } from '../../src/forge/github-commit.ts';
import { silentLog } from '../../src/log.ts';
import { inboxRef, refusedRef } from '../../src/tracking/inbox/waiting.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import {
  commitToBare,
  createRemote,
  filesOf,
  git,
  installHook,
  temporaryFolder,
  tipOf,
} from '../support/git-fixtures.ts';
import { startGitHttpServer } from '../support/git-http-server.ts';
import { requireSignatures, startGitHubGitApi, UNSIGNED } from '../support/github-git-api.ts';
import { leaveInInbox } from '../tracking/inbox-fixtures.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';
import { newRunId, sampleBundle } from '../tracking/sample-run.ts';

const BRANCHES_ALONE =
  '#!/bin/sh\ncase "$1" in refs/heads/*) exit 0;; esac\necho "only branches may be pushed" >&2\nexit 1\n';

test.each([false, true])(
  'where nothing is taken into the inbox, a lost race is run again (contended: %s)',
  async (contended) => {
    using folder = temporaryFolder();
    const remote = createRemote(`${folder.path}/remote.git`);
    await openTestHistory(remote, folder.path).append([sampleBundle()]);
    installHook(remote, 'update', BRANCHES_ALONE);
    let races = 0;
    await using server = await startGitHttpServer({
      root: folder.path,
      fault({ method, service }) {
        // The second is the one to the inbox when the first was not.
        if (method === 'GET' && service === 'git-receive-pack' && races++ < 3)
          commitToBare(remote, REF, { n: `${races}` });
        return undefined;
      },
    });
    const bundle = sampleBundle();
    const history = openTestHistory(`${server.url}/remote.git`, folder.path, { contended, random: () => 0 });
    expect(await history.append([bundle])).toEqual({ commit: tipOf(remote, REF), written: true });
    expect(races).toBeGreaterThan(3);
    expect(filesOf(remote, REF)).toContain(recordPath(bundle.record.id));
    expect(git(remote, ['for-each-ref', 'refs/mlops'])).toBe('');
  },
);

test('where every ref takes signed commits alone, writers that race go on through the API', async () => {
  using folder = temporaryFolder();
  const repository = createRemote(`${folder.path}/remote.git`);
  requireSignatures(repository, 'refs/*');
  let commits = 0;
  const disturb = (): void => void commitToBare(repository, REF, { 'mlops.json': '{"format":1}' });
  await using api = await startGitHubGitApi({
    repository,
    rule: ({ isSigned }) => (isSigned ? undefined : UNSIGNED),
    fault({ path }) {
      if (path === '/graphql' && commits++ === 0) disturb();
      return undefined;
    },
  });
  disturb();
  const client = { apiUrl: api.apiUrl, token: api.token, repository: api.repository, log: silentLog };
  const history = openTestHistory(repository, folder.path, {
    commitThroughForge: commitOnGitHub(gitHubRepository(client)),
    random: () => 0,
  });
  const bundle = sampleBundle();
  expect(await history.append([bundle])).toEqual({ commit: tipOf(repository, REF), written: true });
  expect(commits).toBe(2);
  expect(filesOf(repository, REF)).toContain(recordPath(bundle.record.id));
});

test('where refs cannot be moved together, the inbox is folded all the same, and nothing goes before it is kept', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  git(remote, ['config', 'receive.advertiseAtomic', 'false']);
  const ref = inboxRef(REF, 1, newRunId());
  const foreign = { ref, commit: commitToBare(remote, ref, { x: 'y' }) };
  const orphan = sampleBundle();
  leaveInInbox(remote, orphan, new Date(Date.now() - 5000));
  const refused = refusedRef(foreign);
  installHook(remote, 'update', `#!/bin/sh\n[ "$1" != "${refused}" ]\n`);
  await expect(openTestHistory(remote, folder.path).fold()).rejects.toMatchObject({ code: 'tracking-denied' });
  expect(tipOf(remote, ref)).toBe(foreign.commit);

  installHook(remote, 'update', '#!/bin/sh\nexit 0\n');
  const bundle = sampleBundle();
  expect(
    await openTestHistory(remote, folder.path, { contended: true, random: () => 0 }).append([bundle]),
  ).toMatchObject({
    written: true,
  });
  await openTestHistory(remote, folder.path).fold();
  expect(filesOf(remote, REF)).toEqual(
    expect.arrayContaining([orphan, bundle].map(({ record }) => recordPath(record.id))),
  );
  expect(git(remote, ['for-each-ref', '--format=%(refname)', 'refs/mlops'])).toBe(refused);
});
