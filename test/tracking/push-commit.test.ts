import { expect, test } from 'vitest';
import { gitHubRepository } from '../../src/forge/github-client.ts';
import { commitOnGitHub } from '../../src/forge/github-commit.ts';
import { gitIn } from '../../src/git/git.ts';
import { silentLog } from '../../src/log.ts';
import { REMOTE, trackingAccess } from '../../src/tracking/access.ts';
import { pushCommit } from '../../src/tracking/push-commit.ts';
import { trackingError } from '../../src/tracking/tracking-error.ts';
import { createRemote, git, temporaryFolder, tipOf, type TemporaryFolder } from '../support/git-fixtures.ts';
import {
  requireSignatures,
  startGitHubGitApi,
  UNSIGNED,
  type GitHubGitApi,
  type GitHubGitApiOptions,
} from '../support/github-git-api.ts';
import { openTestHistory, REF, testOptions } from './open-test-history.ts';
import { sampleBundle } from './sample-run.ts';

interface Scene extends AsyncDisposable {
  readonly remote: string;
  readonly lines: string[];
  readonly api: GitHubGitApi;
  /** Pushes the next commit of a writer that knows the API of the forge, or does not. */
  push(more?: { readonly withApi?: boolean }): ReturnType<typeof pushCommit>;
}

/** A remote with one run that takes signed commits alone, and a writer with the commit of another. */
async function setScene(options: Partial<GitHubGitApiOptions> = {}): Promise<Scene> {
  const folder: TemporaryFolder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  await openTestHistory(remote, folder.path).append([sampleBundle()]);
  const tip = tipOf(remote, REF);
  git(folder.path, ['clone', '--quiet', '--mirror', remote, 'writer.git']);
  const writer = `${folder.path}/writer.git`;
  await openTestHistory(writer, folder.path).append([sampleBundle()]);
  requireSignatures(remote);
  const api = await startGitHubGitApi({
    repository: remote,
    rule: ({ isSigned }) => (isSigned ? undefined : UNSIGNED),
    ...options,
  });
  const client = { apiUrl: api.apiUrl, token: api.token, repository: api.repository, log: silentLog };
  const lines: string[] = [];
  return {
    remote,
    lines,
    api,
    push({ withApi = true } = {}) {
      const access = trackingAccess(
        testOptions(remote, folder.path, {
          commitThroughForge: withApi ? commitOnGitHub(gitHubRepository(client)) : undefined,
          log: { ...silentLog, info: (line) => void lines.push(line) },
        }),
      );
      const scratch = {
        git: gitIn(writer, { [`remote.${REMOTE}.url`]: remote }),
        directory: writer,
        format: 'sha1',
      } as const;
      return pushCommit(scratch, access, tipOf(writer, REF), tip);
    },
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

test('a push that a rule refuses becomes a commit of the forge, and the log says so', async () => {
  await using scene = await setScene();
  const before = tipOf(scene.remote, REF);
  const outcome = await scene.push();
  expect(outcome).toEqual({ commit: tipOf(scene.remote, REF) });
  expect(git(scene.remote, ['rev-parse', `${REF}^`])).toBe(before);
  expect(scene.lines).toEqual([expect.stringMatching(/GH013.*verified signatures.*the forge made the commit/)]);
});

test('without the API of a forge the refusal is the answer', async () => {
  await using scene = await setScene();
  const outcome = await scene.push({ withApi: false });
  expect(outcome).toMatchObject({ failure: { kind: 'refused', rule: expect.stringContaining(UNSIGNED) } });
  expect(scene.api.requests).toEqual([]);
});

test('where the API is refused as well the error names both, and it stays a refusal', async () => {
  await using scene = await setScene({ rule: () => 'Changes must be made through a pull request.' });
  const outcome = await scene.push();
  expect(outcome).toMatchObject({ failure: { kind: 'refused', throughForge: { kind: 'refused' } } });
  const { message, hint } = trackingError('failure' in outcome ? outcome.failure : { kind: 'unclear', said: '' }, REF);
  expect(message).toContain(UNSIGNED);
  expect(message).toContain('Changes must be made through a pull request.');
  expect(hint).toContain('refs/mlops/tracking');
});

test.each([
  ['lost-race', { status: 422, body: { message: 'Update is not a fast forward' } }],
  ['unclear', 'drop-after'],
] as const)('after the answer %s of the API the branch is to be read again', async (kind, fault) => {
  await using scene = await setScene({ fault: () => fault });
  expect(await scene.push()).toMatchObject({ failure: { kind } });
});
