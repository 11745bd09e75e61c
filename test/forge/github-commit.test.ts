import { cpSync } from 'node:fs';
import { createEmulator } from 'emulate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gitHubRepository } from '../../src/forge/github-client.ts';
import { commitOnGitHub } from '../../src/forge/github-commit.ts';
import { commitAgain, type CommitThroughForge, type ForgeCommit } from '../../src/git/forge-commit.ts';
import { gitIn } from '../../src/git/git.ts';
import { blobIdOf } from '../../src/git/object-id.ts';
import { silentLog } from '../../src/log.ts';
import { parseMessages } from '../../src/tracking/line.ts';
import {
  commitToBare,
  createRemote,
  git,
  temporaryFolder,
  tipOf,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import {
  requireSignatures,
  startGitHubGitApi,
  UNSIGNED,
  type ApiFault,
  type GitHubGitApi,
  type GitHubGitApiOptions,
} from '../support/github-git-api.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';
import { sampleBundle } from '../tracking/sample-run.ts';

const OUTSIDE = 'refs/mlops/tracking';
const BYTES = Buffer.from([0x00, 0xff, 0x0d, 0x0a, 0x80]);

let prepared: TemporaryFolder;

/** A remote with a run on each of the two refs, and what a writer would have pushed next. */
beforeAll(async () => {
  prepared = temporaryFolder();
  const remote = createRemote(`${prepared.path}/remote.git`);
  await openTestHistory(remote, prepared.path).append([sampleBundle()]);
  git(remote, ['update-ref', OUTSIDE, REF]);
  cpSync(remote, `${prepared.path}/writer.git`, { recursive: true });
  await openTestHistory(`${prepared.path}/writer.git`, prepared.path).append([BUNDLE]);
  git(`${prepared.path}/writer.git`, ['update-ref', OUTSIDE, REF]);
});

afterAll(() => prepared[Symbol.dispose]());

const BUNDLE = sampleBundle({}, { 'changes.patch': BYTES, 'empty.txt': Buffer.alloc(0) });

interface Scene extends AsyncDisposable {
  readonly remote: string;
  /** The writer's repository, whose tips are one commit ahead of the remote's. */
  readonly writer: string;
  readonly folder: string;
  readonly api: GitHubGitApi;
  readonly forge: CommitThroughForge;
  /** Makes the writer's commit again on the remote. */
  send(ref?: string): ReturnType<CommitThroughForge>;
}

async function setScene(options: Partial<GitHubGitApiOptions> = {}): Promise<Scene> {
  const folder = temporaryFolder();
  const [remote, writer] = [`${folder.path}/remote.git`, `${folder.path}/writer.git`];
  cpSync(`${prepared.path}/remote.git`, remote, { recursive: true });
  cpSync(`${prepared.path}/writer.git`, writer, { recursive: true });
  const tips: Readonly<Record<string, string>> = { [REF]: tipOf(remote, REF), [OUTSIDE]: tipOf(remote, OUTSIDE) };
  const api = await startGitHubGitApi({ repository: remote, ...options });
  const forge = commitOnGitHub(clientOf(api));
  return {
    remote,
    writer,
    folder: folder.path,
    api,
    forge,
    send: (ref = REF) => commitAgain(gitIn(writer), forge, ref, tipOf(writer, ref), tips[ref]),
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

function clientOf(
  api: { readonly apiUrl: string; readonly token: string },
  token = api.token,
): ReturnType<typeof gitHubRepository> {
  return gitHubRepository({ token, apiUrl: api.apiUrl, repository: 'acme/taxi', log: silentLog, retryDelayMs: 1 });
}

function messageOf(repository: string, commit: string): string {
  return git(repository, ['log', '-1', '--format=%B', commit]);
}

function writesIn(api: GitHubGitApi): readonly string[] {
  return api.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
}

describe('a commit that GitHub makes', () => {
  test.each([REF, OUTSIDE])(
    'on %s has the files, paths and message of the one that could not be pushed',
    async (ref) => {
      await using scene = await setScene();
      const tip = tipOf(scene.remote, ref);

      const outcome = await scene.send(ref);

      const commit = tipOf(scene.remote, ref);
      expect(outcome).toEqual({ commit });
      expect(git(scene.remote, ['rev-parse', `${commit}^@`])).toBe(tip);
      // The same tree: the same bytes at the same paths.
      expect(git(scene.remote, ['rev-parse', `${commit}^{tree}`])).toBe(
        git(scene.writer, ['rev-parse', `${ref}^{tree}`]),
      );
      expect(messageOf(scene.remote, commit)).toBe(messageOf(scene.writer, ref));
      const { runs, files, malformed } = parseMessages(messageOf(scene.remote, commit));
      expect([runs.map(({ id }) => id), files.map(({ blob }) => blob), malformed]).toEqual([
        [BUNDLE.record.id],
        [blobIdOf(BYTES, 'sha1'), blobIdOf('', 'sha1')],
        [],
      ]);
      expect(git(scene.remote, ['cat-file', 'commit', commit])).toContain('\ngpgsig ');
    },
  );

  test('on a branch is one request, and elsewhere nobody sees it before the last', async () => {
    await using scene = await setScene();
    await scene.send(REF);
    expect(writesIn(scene.api)).toEqual(['POST /graphql']);
    await scene.send(OUTSIDE);
    const place = '/repos/acme/taxi/git';
    expect(writesIn(scene.api).slice(1)).toEqual([
      `POST ${place}/blobs`,
      `POST ${place}/blobs`,
      `POST ${place}/trees`,
      `POST ${place}/commits`,
      `PATCH ${place}/refs/mlops%2Ftracking`,
    ]);
  });

  test('where signatures are required satisfies the rule that refused the push, and is read like any other', async () => {
    await using scene = await setScene({ rule: ({ isSigned }) => (isSigned ? undefined : UNSIGNED) });
    requireSignatures(scene.remote);
    const history = openTestHistory(scene.remote, scene.folder);
    await expect(history.append([BUNDLE])).rejects.toMatchObject({
      code: 'tracking-denied',
      message: expect.stringContaining(UNSIGNED),
    });

    expect(await scene.send()).toEqual({ commit: tipOf(scene.remote, REF) });

    const lines = await history.lines({ matches: ({ id }) => id === BUNDLE.record.id });
    expect(await history.read(lines)).toEqual([BUNDLE.record]);
    expect(await history.readFile(BUNDLE.record.id, 'changes.patch')).toEqual(BYTES);
    // Found by its blobs, so that a writer whose answer was lost writes nothing more.
    expect(await history.append([BUNDLE])).toEqual({ commit: tipOf(scene.remote, REF), written: false });
  });
});

describe('a branch that does not exist and whose name a rule protects', () => {
  const rule: GitHubGitApiOptions['rule'] = ({ isSigned }) => (isSigned ? undefined : UNSIGNED);

  test('is begun by the token of a job, with the root commit and the first run', async () => {
    await using scene = await setScene({ rule });
    git(scene.remote, ['update-ref', '-d', REF]);
    const outcome = await commitAgain(gitIn(scene.writer), scene.forge, REF, tipOf(scene.writer, REF), undefined);
    expect(outcome).toEqual({ commit: tipOf(scene.remote, REF) });
    const subjects = (repository: string): string => git(repository, ['log', '--format=%s%n%T', REF]);
    expect(subjects(scene.remote)).toBe(subjects(scene.writer));
  });

  test('is not begun by the token of a person, whose objects GitHub does not sign', async () => {
    await using scene = await setScene({ rule, token: 'person' });
    git(scene.remote, ['update-ref', '-d', REF]);
    const outcome = await commitAgain(gitIn(scene.writer), scene.forge, REF, tipOf(scene.writer, REF), undefined);
    expect(outcome).toMatchObject({
      failure: { kind: 'refused', rule: `Repository rule violations found: ${UNSIGNED}` },
    });
    expect(tipOf(scene.remote, REF)).toBe('');
  });

  test('and that another job begins meanwhile is a lost race', async () => {
    await using scene = await setScene();
    const tip = tipOf(scene.remote, REF);
    const outcome = await commitAgain(gitIn(scene.writer), scene.forge, REF, tipOf(scene.writer, REF), undefined);
    expect(outcome).toMatchObject({ failure: { kind: 'lost-race', said: 'Reference already exists' } });
    expect(tipOf(scene.remote, REF)).toBe(tip);
  });
});

describe('a ref that moved since it was read', () => {
  test.each([REF, OUTSIDE])('(%s) is left as it is and said to be a lost race', async (ref) => {
    await using scene = await setScene();
    const moved = commitToBare(scene.remote, ref, { 'note.txt': 'other' });
    expect(await scene.send(ref)).toMatchObject({ failure: { kind: 'lost-race' } });
    expect(tipOf(scene.remote, ref)).toBe(moved);
  });

  test.each(['POST /graphql', 'PATCH /repos/acme/taxi/git/refs/mlops%2Ftracking'])(
    'also just before the request %s',
    async (last) => {
      let moved = '';
      let remote = '';
      const ref = last.includes('graphql') ? REF : OUTSIDE;
      await using scene = await setScene({
        fault({ method, path }) {
          if (`${method} ${path}` === last) moved = commitToBare(remote, ref, { 'note.txt': 'other' });
          return undefined;
        },
      });
      ({ remote } = scene);
      expect(await scene.send(ref)).toMatchObject({ failure: { kind: 'lost-race' } });
      expect(tipOf(remote, ref)).toBe(moved);
    },
  );

  test('is written on when the caller has read it again', async () => {
    await using scene = await setScene();
    const moved = commitToBare(scene.remote, REF, { 'note.txt': 'other' });
    await scene.send();
    const wanted: ForgeCommit = { ref: REF, parent: moved, message: 'again\n', files: [] };
    expect(await scene.forge({ ...wanted, files: [{ path: 'a.json', content: Buffer.from('{}\n') }] })).toEqual({
      commit: tipOf(scene.remote, REF),
    });
  });
});

describe('a rule that holds for the API as well', () => {
  const PULL = 'Changes must be made through a pull request.';
  test.each([
    ['ruleset', REF, `Repository rule violations found: ${PULL}`],
    ['classic', REF, PULL],
    ['ruleset', OUTSIDE, `Repository rule violations found: ${PULL}`],
  ] as const)('(%s, %s) is named, and nothing is written', async (protection, ref, rule) => {
    await using scene = await setScene({ protection, rule: () => PULL });
    const tip = tipOf(scene.remote, ref);
    expect(await scene.send(ref)).toEqual({ failure: { kind: 'refused', said: rule, rule } });
    expect(tipOf(scene.remote, ref)).toBe(tip);
  });
});

describe('what else can go wrong', () => {
  const graphql = (type: string, message: string): ApiFault => ({
    status: 200,
    body: { data: { createCommitOnBranch: null }, errors: [{ type, path: ['createCommitOnBranch'], message }] },
  });
  const rest = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): ApiFault => ({
    status,
    body: {
      message,
      documentation_url: 'https://docs.github.com/rest/git/trees#create-a-tree',
      status: String(status),
    },
    headers,
  });
  const faults: readonly (readonly [string, string, ApiFault])[] = [
    ['forbidden', REF, graphql('FORBIDDEN', 'Resource not accessible by integration')],
    ['forbidden', REF, graphql('NOT_FOUND', "Could not resolve to a Repository with the name 'acme/taxi'.")],
    ['forbidden', REF, rest(404, 'Not Found')],
    ['forbidden', OUTSIDE, rest(403, 'Resource not accessible by integration')],
    ['forbidden', OUTSIDE, rest(404, 'Not Found')],
    ['refused', REF, graphql('UNPROCESSABLE', 'The commit is too large to be processed.')],
    [
      'refused',
      OUTSIDE,
      rest(422, "Sorry, your request timed out. It's likely that your input was too large to process."),
    ],
    ['refused', OUTSIDE, rest(422, 'Reference update failed')],
    ['unclear', REF, graphql('RATE_LIMITED', 'API rate limit exceeded')],
    ['unclear', REF, rest(502, 'Server Error')],
    ['unclear', OUTSIDE, rest(500, 'Server Error')],
    ['unclear', OUTSIDE, rest(429, 'You have exceeded a secondary rate limit', { 'retry-after': '1' })],
    ['unclear', OUTSIDE, rest(422, 'Reference cannot be updated')],
    ['unclear', REF, 'drop-before'],
    ['unclear', OUTSIDE, 'drop-before'],
  ];
  let answer: ApiFault | undefined;
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene({ fault: ({ method }) => (method === 'GET' ? undefined : answer) });
  });
  afterAll(() => scene[Symbol.asyncDispose]());

  test.each(faults)('is %s on %s: %j', async (kind, ref, fault) => {
    answer = fault;
    const [tip, content] = [tipOf(scene.remote, ref), Buffer.from('{}\n')];
    const outcome = await scene.forge({ ref, parent: tip, message: 'x\n', files: [{ path: 'x.json', content }] });
    expect(outcome).toMatchObject({ failure: { kind } });
    expect(tipOf(scene.remote, ref)).toBe(tip);
  });

  test('is unclear when the answer is lost; the commit on a branch is asked for and made once', async () => {
    await using scene = await setScene({ fault: () => 'drop-after' });
    const before = tipOf(scene.remote, REF);
    expect(await scene.send()).toMatchObject({ failure: { kind: 'unclear' } });
    expect(writesIn(scene.api)).toEqual(['POST /graphql']);
    expect(git(scene.remote, ['rev-list', '--count', `${before}..${REF}`])).toBe('1');
  });

  test('does not show when the answer to the move of another ref is lost: moving it twice is moving it once', async () => {
    let drops = 0;
    await using scene = await setScene({
      fault: ({ method }) => (method === 'PATCH' && drops++ === 0 ? 'drop-after' : undefined),
    });
    const before = tipOf(scene.remote, OUTSIDE);
    expect(await scene.send(OUTSIDE)).toEqual({ commit: tipOf(scene.remote, OUTSIDE) });
    expect(drops).toBe(2);
    expect(git(scene.remote, ['rev-list', '--count', `${before}..${OUTSIDE}`])).toBe('1');
  });

  test('a token that is wrong is forbidden to commit', async () => {
    await using scene = await setScene();
    const forge = commitOnGitHub(clientOf(scene.api, 'ghp_wrong'));
    const wanted: ForgeCommit = { ref: REF, parent: tipOf(scene.remote, REF), message: 'x\n', files: [] };
    expect(await forge(wanted)).toEqual({ failure: { kind: 'forbidden', said: 'Bad credentials' } });
  });

  test('a server that is not there is offline', async () => {
    await using scene = await setScene();
    await scene.api[Symbol.asyncDispose]();
    expect(await scene.send(REF)).toMatchObject({ failure: { kind: 'offline' } });
  });

  test('no message repeats the token', async () => {
    let token = '';
    await using scene = await setScene({ fault: () => rest(400, `bad token ${token}`) });
    ({ token } = scene.api);
    expect(await scene.send(REF)).toEqual({ failure: { kind: 'unclear', said: 'bad token ***' } });
  });
});

test('another implementation of the Git database understands the requests', async () => {
  const token = 'ghp_emulated0123456789';
  const github = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      github: { users: [{ login: 'acme' }], repos: [{ owner: 'acme', name: 'taxi' }] },
      tokens: { [token]: { login: 'acme' } },
    },
  });
  const read = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${github.url}/repos/acme/taxi/git/${path}`, {
      headers: { authorization: `token ${token}` },
    });
    return answer.json();
  };
  try {
    const forge = commitOnGitHub(clientOf({ apiUrl: github.url, token }));
    const files = [
      { path: 'runs/2026-07/09/a.json', content: Buffer.from('{}\n') },
      { path: 'runs/2026-07/09/a.changes.patch', content: BYTES },
    ];
    const root = await forge({ ref: OUTSIDE, parent: undefined, message: 'Start\n', files: files.slice(0, 1) });
    const parent = 'commit' in root ? root.commit : '';
    const made = await forge({ ref: OUTSIDE, parent, message: 'run\n\nMlops-Total: 2\n', files: files.slice(1) });
    const commit = 'commit' in made ? made.commit : '';

    expect(await read('ref/mlops/tracking')).toMatchObject({ object: { sha: commit } });
    const { tree } = (await read(`commits/${commit}`)) as { tree: { sha: string } };
    const { tree: entries } = (await read(`trees/${tree.sha}?recursive=1`)) as {
      tree: readonly { path: string; sha: string; type: string }[];
    };
    expect(
      Object.fromEntries(entries.filter(({ type }) => type === 'blob').map(({ path, sha }) => [path, sha])),
    ).toEqual(Object.fromEntries(files.map(({ path, content }) => [path, blobIdOf(content, 'sha1')])));
    expect(await forge({ ref: OUTSIDE, parent, message: 'late\n', files })).toMatchObject({
      failure: { kind: 'lost-race' },
    });
  } finally {
    await github.close();
  }
});
