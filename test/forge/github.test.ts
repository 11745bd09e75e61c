import { truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { uploadAsset } from '../../src/forge/github-asset.ts';
import { gitHubRepository } from '../../src/forge/github-client.ts';
import { githubForge } from '../../src/forge/github.ts';
import type { Forge, PullRequestEvent, RepositoryArtifact } from '../../src/forge/forge.ts';
import { silentLog, type Log } from '../../src/log.ts';
import { assetOf, describeForge, releaseOf } from '../contract/forge.ts';
import { startGitHub, type GitHubEmulator, type GitHubOptions } from '../support/github-emulator.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';

const REPOSITORY = 'acme/taxi';
const MARKER = '<!-- mlops:report v=1 key=duration -->';
const BODY = `${MARKER}\nrmse 6.1 → 5.9\n`;
const COMMENTS = /\/issues\/1\/comments$/;
const PULL_REQUEST: PullRequestEvent = {
  number: 1,
  head: '2'.repeat(40),
  headBranch: 'faster',
  base: '1'.repeat(40),
  baseBranch: 'main',
  isFork: false,
};

async function start(options: Partial<GitHubOptions> = {}): Promise<GitHubEmulator> {
  return startGitHub({ repositories: [REPOSITORY], pulls: [{ repository: REPOSITORY, head: 'faster' }], ...options });
}

function forgeOf(github: GitHubEmulator, more: { token?: string; log?: Log; retryDelayMs?: number } = {}): Forge {
  return githubForge({
    token: github.token,
    apiUrl: github.apiUrl,
    repository: REPOSITORY,
    log: silentLog,
    retryDelayMs: 1,
    ...more,
  });
}

function writesIn(github: GitHubEmulator): readonly string[] {
  return github.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
}

async function take(forge: Forge, count: number): Promise<readonly RepositoryArtifact[]> {
  const taken: RepositoryArtifact[] = [];
  for await (const each of forge.listArtifacts?.() ?? []) {
    taken.push(each);
    if (taken.length === count) break;
  }
  return taken;
}

describe('artifacts of the repository', () => {
  const artifact = (id: number, over = {}) => {
    return { id: String(id), name: `mlops-record-${id}`, size: 10 * id, digest: undefined, isForeign: false, ...over };
  };

  test('come newest first, and a page is asked for only when it is needed', async () => {
    const all = Array.from({ length: 250 }, (_, index) => artifact(index + 1, index === 248 ? { expired: true } : {}));
    await using github = await start({ artifacts: () => all });
    const first = await take(forgeOf(github), 100);
    expect(first.map(({ id }) => Number(id)).slice(0, 3)).toEqual([250, 248, 247]);
    expect(first[0]).toEqual({ ...artifact(250), workflowRun: '4711' });
    const pages = (): number => github.requests.filter(({ path }) => path.includes('/actions/artifacts?')).length;
    expect(pages()).toBe(2);
    expect(await take(forgeOf(github), 1000)).toHaveLength(249);
    expect(pages()).toBe(5);
  });

  test('come whole from a server that has pages of its own size, as Gitea', async () => {
    const all = Array.from({ length: 70 }, (_, index) => artifact(index + 1));
    await using github = await start({ artifacts: () => all, pageSize: 30 });
    expect(await take(forgeOf(github), 1000)).toHaveLength(70);
  });

  test('of a workflow run whose code is not known to be of this repository are foreign', async () => {
    const artifacts = (): ReturnType<typeof artifact>[] => [
      artifact(1, { isForeign: undefined }),
      artifact(2, { isForeign: true }),
      artifact(3),
    ];
    await using github = await start({ artifacts });
    expect((await take(forgeOf(github), 9)).map(({ isForeign }) => isForeign)).toEqual([false, true, true]);
  });

  test('need a permission to read, which is named', async () => {
    await using github = await start({ artifacts: () => [] });
    github.deny('actions');
    await expect(take(forgeOf(github), 1)).rejects.toMatchObject({
      code: 'forge-denied',
      hint: expect.stringContaining('permissions:\n  actions: read') as string,
    });
  });
});

describeForge('GitHub', async () => {
  const github = await start();
  return {
    forge: forgeOf(github),
    pullRequest: PULL_REQUEST,
    async comments() {
      return (await github.comments(REPOSITORY, 1)).map(({ body }) => body);
    },
    async checks(commit) {
      const runs = github.checks.runs.filter(({ head_sha }) => head_sha === commit);
      const shown = [...new Map(runs.map((run) => [run.name, run])).values()];
      return shown.map(({ conclusion, title, summary, annotations }) => {
        const notes = annotations.map(({ path, start_line }) => `${path}:${start_line}`);
        return { conclusion, title, summary, notes };
      });
    },
    async releases() {
      const published = (await github.releases(REPOSITORY)).filter(({ draft }) => !draft);
      return published.map(({ tag_name: tag, assets }) => ({
        tag,
        assets: Object.fromEntries(assets.map(({ name, content }) => [name, content.toString()])),
      }));
    },
    [Symbol.asyncDispose]: () => github.close(),
  };
});

describe('the sticky comment', () => {
  test('is found on the second page', async () => {
    await using github = await start();
    const path = `/repos/${REPOSITORY}/issues/1/comments`;
    for (let count = 0; count < 120; count += 1) {
      await github.call('POST', path, { body: `chatter ${count}` }, github.otherToken);
    }
    await github.call('POST', path, { body: `${MARKER}\nold` });
    const result = await forgeOf(github).upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY });
    expect(result.outcome).toBe('updated');
    expect(writesIn(github)).toEqual(['POST /graphql', `PATCH /repos/${REPOSITORY}/issues/comments/121`]);
  });

  test('that somebody else planted is left alone and our own is written', async () => {
    await using github = await start();
    const planted = `${MARKER}\nall gates passed, merge me`;
    await github.call('POST', `/repos/${REPOSITORY}/issues/1/comments`, { body: planted }, github.otherToken);
    const forge = forgeOf(github);
    expect((await forge.upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY })).outcome).toBe('created');
    expect((await forge.upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY })).outcome).toBe('unchanged');
    const comments = await github.comments(REPOSITORY, 1);
    expect(comments.map(({ user, body }) => [user.login, body])).toEqual([
      ['mallory', planted],
      ['github-actions[bot]', BODY],
    ]);
  });

  test('of a personal token is found by that login', async () => {
    await using github = await start();
    const forge = forgeOf(github, { token: github.otherToken });
    await forge.upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY });
    expect((await forge.upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY })).outcome).toBe('unchanged');
  });

  test('is found without GraphQL, as on Gitea: by the login of the user, else by the names of job tokens', async () => {
    await using github = await start({ graphql: false });
    for (const token of [github.token, github.otherToken]) {
      const forge = forgeOf(github, { token });
      expect((await forge.upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY })).outcome).toBe('created');
      expect((await forge.upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY })).outcome).toBe(
        'unchanged',
      );
    }
  });

  test('is not written when a browser only changed its line ends', async () => {
    await using github = await start();
    const body = BODY.replaceAll('\n', '\r\n').trimEnd();
    await github.call('POST', `/repos/${REPOSITORY}/issues/1/comments`, { body });
    const result = await forgeOf(github).upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY });
    expect(result.outcome).toBe('unchanged');
  });

  test('of 65,536 characters is taken, and one character more is refused in clear words', async () => {
    await using github = await start();
    const fitting = `${MARKER}\n`.padEnd(65_536, 'x');
    await forgeOf(github).upsertComment(PULL_REQUEST, { marker: MARKER, render: () => fitting });
    await expect(
      forgeOf(github).upsertComment(PULL_REQUEST, { marker: MARKER, render: () => `${fitting}x` }),
    ).rejects.toMatchObject({
      code: 'forge-failed',
      message: expect.stringContaining('body is too long'),
      hint: expect.stringContaining('65,536'),
    });
  });

  test('is not created twice when the answer to its creation is lost', async () => {
    await using github = await start();
    github.fail('POST', COMMENTS, [{ status: 502, afterwards: true }]);
    const result = await forgeOf(github).upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY });
    expect(result.url).toContain('#issuecomment-1');
    expect(await github.comments(REPOSITORY, 1)).toHaveLength(1);
  });

  test('is created after the server failed twice', async () => {
    await using github = await start();
    github.fail('POST', COMMENTS, [{ status: 500 }, { status: 503 }]);
    const result = await forgeOf(github).upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY });
    expect(result.outcome).toBe('created');
    expect(await github.comments(REPOSITORY, 1)).toHaveLength(1);
  });

  test('needs the number of a pull request', async () => {
    await using github = await start();
    await expect(
      forgeOf(github).upsertComment({ ...PULL_REQUEST, number: undefined }, { marker: MARKER, render: () => BODY }),
    ).rejects.toMatchObject({ code: 'forge-failed' });
  });
});

describe('a permission that is missing is named, with the lines to add', () => {
  test('pull-requests: write, for comments', async () => {
    await using github = await start();
    github.deny('pull-requests');
    await expect(
      forgeOf(github).upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY }),
    ).rejects.toMatchObject({
      code: 'forge-denied',
      message: 'commenting on pull request 1 failed: Resource not accessible by integration',
      hint: expect.stringContaining('permissions:\n  pull-requests: write'),
    });
    expect(writesIn(github)).toHaveLength(1);
  });

  test('contents: write, for releases', async () => {
    using folder = temporaryFolder();
    await using github = await start();
    github.deny('contents');
    const release = releaseOf('duration@v1.0.0', [assetOf(folder.path, 'm', 'weights')]);
    await expect(forgeOf(github).publishRelease(release)).rejects.toMatchObject({
      code: 'forge-denied',
      hint: expect.stringContaining('permissions:\n  contents: write'),
    });
  });

  test('actions: write, for starting workflows', async () => {
    await using github = await start({ workflows: ['train.yml'] });
    github.deny('actions');
    await expect(forgeOf(github).dispatchWorkflow('train.yml', 'main', {})).rejects.toMatchObject({
      code: 'forge-denied',
      hint: expect.stringContaining('permissions:\n  actions: write'),
    });
  });
});

describe('faults of the server', () => {
  test('that pass are waited for', async () => {
    await using github = await start();
    github.fail('GET', COMMENTS, [{ status: 500 }, { status: 502 }, { status: 503 }]);
    const result = await forgeOf(github).upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY });
    expect(result.outcome).toBe('created');
  });

  test('that stay end in an error after four tries', async () => {
    await using github = await start();
    github.fail('GET', COMMENTS, [{ status: 503, message: 'Service Unavailable' }], { forever: true });
    await expect(
      forgeOf(github).upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY }),
    ).rejects.toMatchObject({
      code: 'forge-failed',
      message: expect.stringContaining('Service Unavailable'),
    });
    expect(github.requests).toHaveLength(4);
  });

  test('the secondary limit is honoured: the same request, after the time that the server names', async () => {
    await using github = await start();
    const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
    github.fail('POST', COMMENTS, [{ status: 403, message, headers: { 'retry-after': '4' } }]);
    const started = performance.now();
    await forgeOf(github, { retryDelayMs: 25 }).upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY });
    expect(performance.now() - started).toBeGreaterThanOrEqual(95);
    expect(await github.comments(REPOSITORY, 1)).toHaveLength(1);
  });

  test('429 with no time named is waited for as GitHub advises', async () => {
    await using github = await start();
    github.fail('POST', COMMENTS, [{ status: 429, message: 'Too many requests' }]);
    const lines: string[] = [];
    const log = { ...silentLog, info: (line: string) => void lines.push(line) };
    await forgeOf(github, { log }).upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY });
    expect(lines).toEqual(['GitHub answered 429; next try (2 of 4) in 60 s']);
  });

  test('a quota that is used up for long is not waited for: the error says until when', async () => {
    await using github = await start();
    const reset = Math.floor(Date.now() / 1000) + 3000;
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
    github.fail('GET', COMMENTS, [{ status: 403, message: 'API rate limit exceeded', headers }]);
    await expect(
      forgeOf(github).upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY }),
    ).rejects.toMatchObject({
      code: 'forge-failed',
      hint: expect.stringContaining(new Date(reset * 1000).toISOString().slice(0, 13)),
    });
    expect(github.requests).toHaveLength(1);
  });

  test('a server that does not answer is said to be out of reach', async () => {
    const github = await start();
    await github.close();
    await expect(
      forgeOf(github).upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY }),
    ).rejects.toMatchObject({
      code: 'offline',
    });
  });
});

test('the token stands in no error and no log line, even when the server repeats it', async () => {
  await using github = await start();
  const lines: string[] = [];
  const keep = (line: string): void => void lines.push(line);
  const forge = forgeOf(github, { log: { info: keep, warn: keep, debug: keep } });
  github.fail('GET', COMMENTS, [{ status: 500 }, { status: 400, message: `bad token ${github.token}` }]);
  const error: unknown = await forge
    .upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY })
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ message: expect.stringContaining('bad token ***') });
  const { inspect } = await import('node:util');
  expect(inspect(error, { depth: 20 }) + lines.join('\n')).not.toContain(github.token);
});

test('a token that is wrong is said to be so', async () => {
  await using github = await start();
  const forge = forgeOf(github, { token: 'ghp_wrong' });
  await expect(forge.upsertComment(PULL_REQUEST, { marker: MARKER, render: () => BODY })).rejects.toMatchObject({
    code: 'forge-denied',
    hint: expect.stringContaining('github-token'),
  });
});

test.each(['', 'taxi', 'acme/taxi/more'])('%j is no repository', (repository) => {
  const options = { token: 't', apiUrl: 'http://127.0.0.1:1', log: silentLog };
  expect(() => githubForge({ ...options, repository })).toThrow(/is no repository/);
});

describe('releases', () => {
  test('a draft that a crash left between upload and publishing is resumed: what is whole is not sent again', async () => {
    using folder = temporaryFolder();
    await using github = await start();
    const release = releaseOf('duration@v1.0.0', [
      assetOf(folder.path, 'duration.bin', 'weights'),
      assetOf(folder.path, 'run.json', '{}'),
    ]);
    github.fail('PATCH', /\/releases\/1$/, [{ status: 403, message: 'the job was cancelled here' }]);
    await expect(forgeOf(github).publishRelease(release)).rejects.toThrow('the job was cancelled here');
    expect((await github.releases(REPOSITORY)).map(({ draft }) => draft)).toEqual([true]);
    const before = github.requests.length;
    await forgeOf(github).publishRelease(release);
    const writes = github.requests.slice(before).filter(({ method }) => method !== 'GET');
    expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual([`PATCH /repos/${REPOSITORY}/releases/1`]);
    expect((await github.releases(REPOSITORY)).map(({ draft, assets }) => [draft, assets.length])).toEqual([
      [false, 2],
    ]);
  });

  test('a draft is found among more releases than one page holds', async () => {
    using folder = temporaryFolder();
    await using github = await start();
    const path = `/repos/${REPOSITORY}/releases`;
    await github.call('POST', path, { tag_name: 'duration@v1.0.0', draft: true });
    for (let count = 0; count < 105; count += 1) await github.call('POST', path, { tag_name: `v0.0.${count}` });
    await forgeOf(github).publishRelease(releaseOf('duration@v1.0.0', [assetOf(folder.path, 'm', 'weights')]));
    expect(writesIn(github).filter((line) => line.endsWith('/releases'))).toEqual([]);
  });

  test('a broken asset in a draft is replaced', async () => {
    using folder = temporaryFolder();
    await using github = await start();
    const path = `/repos/${REPOSITORY}/releases`;
    await github.call('POST', path, { tag_name: 'duration@v1.0.0', draft: true });
    await github.call('POST', `${path}/1/assets?name=duration.bin`, 'half of it');
    await forgeOf(github).publishRelease(
      releaseOf('duration@v1.0.0', [assetOf(folder.path, 'duration.bin', 'weights')]),
    );
    const [release] = await github.releases(REPOSITORY);
    expect(release?.assets.map(({ content }) => content.toString())).toEqual(['weights']);
  });

  test('an upload whose answer is lost is not sent twice, and one that failed is', async () => {
    using folder = temporaryFolder();
    await using github = await start();
    const release = releaseOf('duration@v1.0.0', [
      assetOf(folder.path, 'one', 'one'),
      assetOf(folder.path, 'two', 'two'),
    ]);
    github.fail('POST', /\/assets$/, [{ status: 502, afterwards: true }, { status: 502 }]);
    await forgeOf(github).publishRelease(release);
    expect(writesIn(github).filter((line) => line.includes('/assets'))).toEqual([
      `POST /repos/${REPOSITORY}/releases/1/assets?name=one`,
      `POST /repos/${REPOSITORY}/releases/1/assets?name=two`,
      `POST /repos/${REPOSITORY}/releases/1/assets?name=two`,
    ]);
    expect((await github.releases(REPOSITORY))[0]?.assets.map(({ name }) => name).toSorted()).toEqual(['one', 'two']);
  });

  test('an asset that another job uploaded meanwhile (422 already_exists) is taken as it is', async () => {
    using folder = temporaryFolder();
    await using github = await start();
    const message = 'Validation Failed: {"resource":"ReleaseAsset","code":"already_exists","field":"name"}';
    github.fail('POST', /\/assets$/, [{ status: 422, message, afterwards: true }]);
    await forgeOf(github).publishRelease(releaseOf('duration@v1.0.0', [assetOf(folder.path, 'm', 'weights')]));
    expect((await github.releases(REPOSITORY))[0]?.assets).toHaveLength(1);
  });

  test('a server that computes no digests is read back', async () => {
    using folder = temporaryFolder();
    await using github = await start({ assetDigests: false });
    const asset = assetOf(folder.path, 'm', 'weights');
    await forgeOf(github).publishRelease(releaseOf('duration@v1.0.0', [asset]));
    writeFileSync(asset.path, 'WEIGHTS');
    const other = assetOf(folder.path, 'm', 'WEIGHTS');
    await expect(forgeOf(github).publishRelease(releaseOf('duration@v1.0.0', [other]))).rejects.toMatchObject({
      code: 'release-refused',
    });
  });

  test('an immutable release that lacks an asset is refused, with what to do', async () => {
    using folder = temporaryFolder();
    await using github = await start({ immutableReleases: true });
    await github.call('POST', `/repos/${REPOSITORY}/releases`, { tag_name: 'duration@v1.0.0' });
    await expect(
      forgeOf(github).publishRelease(releaseOf('duration@v1.0.0', [assetOf(folder.path, 'm', 'weights')])),
    ).rejects.toMatchObject({
      code: 'release-refused',
      message: 'the release duration@v1.0.0 is published without m and cannot be changed',
      hint: expect.stringContaining('next version'),
    });
  });

  test('a published release that may be changed is completed', async () => {
    using folder = temporaryFolder();
    await using github = await start();
    await github.call('POST', `/repos/${REPOSITORY}/releases`, { tag_name: 'duration@v1.0.0' });
    await forgeOf(github).publishRelease(releaseOf('duration@v1.0.0', [assetOf(folder.path, 'm', 'weights')]));
    expect((await github.releases(REPOSITORY))[0]?.assets).toHaveLength(1);
  });

  test('a tag that an immutable release used up is said to be gone', async () => {
    using folder = temporaryFolder();
    await using github = await start();
    const message = 'Validation Failed: tag_name was used by an immutable release';
    github.fail('POST', /\/releases$/, [{ status: 422, message }]);
    await expect(
      forgeOf(github).publishRelease(releaseOf('duration@v1.0.0', [assetOf(folder.path, 'm', 'weights')])),
    ).rejects.toMatchObject({ code: 'release-refused' });
  });

  test('an asset of 2 GiB, which should have been split, is refused before any request', async () => {
    await using github = await start();
    const forge = forgeOf(github);
    expect(forge.maxAssetSize).toBe(2_147_483_647);
    const asset = { name: 'model.bin', path: join('nowhere', 'm'), size: 2 ** 31, sha256: '0'.repeat(64) };
    await expect(forge.publishRelease(releaseOf('duration@v1.0.0', [asset]))).rejects.toMatchObject({
      code: 'release-refused',
      message: expect.stringContaining('2147483648 bytes'),
    });
    expect(github.requests).toEqual([]);
  });

  test('a name with unusual characters goes along as the label, and the size is told beforehand', async () => {
    using folder = temporaryFolder();
    await using github = await start();
    await forgeOf(github).publishRelease(
      releaseOf('duration@v1.0.0', [assetOf(folder.path, 'the model (1)&x=y.bin', 'weights')]),
    );
    const upload = github.requests.find(({ method, path }) => method === 'POST' && path.includes('/assets'));
    const query = new URL(upload?.path ?? '', github.apiUrl).searchParams;
    expect([query.get('name'), query.get('label')]).toEqual(['the model (1)&x=y.bin', 'the model (1)&x=y.bin']);
    expect(upload?.headers['content-length']).toBe('7');
  });
});

test('a large asset goes out without being held in memory', async () => {
  using folder = temporaryFolder();
  await using server = await startSink();
  const path = join(folder.path, 'sparse.bin');
  const size = 160 * 1024 * 1024;
  writeFileSync(path, '');
  truncateSync(path, size);
  const github = gitHubRepository({ token: 't', apiUrl: server.url, repository: REPOSITORY, log: silentLog });
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
  const asset = { name: 'sparse.bin', path, size, sha256: '0'.repeat(64) };
  const stored = await uploadAsset(github, { tag_name: 'v1', upload_url: `${server.url}/assets{?name,label}` }, asset);
  clearInterval(timer);
  expect(stored.size).toBe(size);
  expect(peak - before).toBeLessThan(100 * 1024 * 1024);
});

/** Takes what is sent and says how much it was. */
async function startSink(): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    let size = 0;
    request.on('data', (chunk: Buffer) => (size += chunk.length));
    request.on('end', () =>
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ size })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('starting a workflow', () => {
  test('sends the ref and the inputs', async () => {
    await using github = await start({ workflows: ['train.yml'] });
    await forgeOf(github).dispatchWorkflow('train.yml', 'main', { depth: '12' });
    expect(github.dispatches).toEqual([{ workflow: 'train.yml', ref: 'main', inputs: { depth: '12' } }]);
  });

  test('a workflow that is not there is explained', async () => {
    await using github = await start();
    await expect(forgeOf(github).dispatchWorkflow('absent.yml', 'main', {})).rejects.toMatchObject({
      code: 'not-found',
      message: 'starting the workflow absent.yml at main failed: Not Found',
      hint: expect.stringContaining('no workflow file absent.yml on the default branch'),
    });
  });

  test('it is not started twice when the answer is lost', async () => {
    await using github = await start({ workflows: ['train.yml'] });
    github.fail('POST', /dispatches$/, [{ status: 502, afterwards: true }]);
    await expect(forgeOf(github).dispatchWorkflow('train.yml', 'main', {})).rejects.toMatchObject({
      code: 'forge-failed',
    });
    expect(github.dispatches).toHaveLength(1);
  });

  test.each([
    ["Workflow does not have 'workflow_dispatch' trigger", 'on: workflow_dispatch'],
    ['Unexpected inputs provided: ["depht"]', 'Declare these inputs'],
    ['No ref found for: nowhere', 'Push main first'],
  ])('422 %j is explained', async (message, hint) => {
    await using github = await start({ workflows: ['train.yml'] });
    github.fail('POST', /dispatches$/, [{ status: 422, message }]);
    await expect(forgeOf(github).dispatchWorkflow('train.yml', 'main', {})).rejects.toMatchObject({
      code: 'forge-failed',
      hint: expect.stringContaining(hint),
    });
  });
});

test('the merge base is what the compare API says, and unknown where it says nothing', async () => {
  await using github = await start({ mergeBase: (base) => (base === PULL_REQUEST.base ? '3'.repeat(40) : undefined) });
  const forge = forgeOf(github);
  expect(await forge.findMergeBase(PULL_REQUEST.base, PULL_REQUEST.head)).toBe('3'.repeat(40));
  expect(await forge.findMergeBase('4'.repeat(40), PULL_REQUEST.head)).toBeUndefined();
  github.fail('GET', /\/compare\//, [{ status: 403, message: 'Resource not accessible by integration' }]);
  expect(await forge.findMergeBase(PULL_REQUEST.base, PULL_REQUEST.head)).toBeUndefined();
});

describe('changed files', () => {
  const [from, to] = ['3'.repeat(40), '5'.repeat(40)];

  test('are those of the compare API where one commit is an ancestor of the other, under both names of a moved one', async () => {
    const files = [
      { filename: 'train.py', additions: 30, deletions: 2, status: 'modified' },
      { filename: 'src/fit.py', previous_filename: 'fit.py', additions: 0, deletions: 0, status: 'renamed' },
    ];
    await using github = await start({ mergeBase: () => from, changedFiles: () => files });
    const forge = forgeOf(github);
    expect(await forge.findChangedFiles(from, to)).toEqual({
      isCut: false,
      files: [
        { path: 'train.py', added: 30, removed: 2 },
        { path: 'src/fit.py', added: 0, removed: 0 },
        { path: 'fit.py', added: 0, removed: 0 },
      ],
    });
    // Of commits that parted, GitHub lists what changed since they did.
    expect(await forge.findChangedFiles('4'.repeat(40), to)).toBeUndefined();
  });

  test('may be more where the list is as long as GitHub makes it', async () => {
    const files = Array.from({ length: 300 }, (_, n) => ({ filename: `f${n}`, additions: 1, deletions: 0 }));
    await using github = await start({ mergeBase: () => from, changedFiles: () => files });
    expect((await forgeOf(github).findChangedFiles(from, to))?.isCut).toBe(true);
  });

  test('are not known on Gitea, which lists none', async () => {
    await using github = await start({ gitea: { mergeBase: from } });
    expect(await forgeOf(github).findChangedFiles(from, to)).toBeUndefined();
  });
});

test('the merge base is asked of the pull request where comparing does not tell it, as on Gitea', async () => {
  const found = '3'.repeat(40);
  await using github = await start({ gitea: { mergeBase: found } });
  const forge = forgeOf(github);
  const { head } = (await github.call('GET', `/repos/${REPOSITORY}/pulls/1`)) as { head: { sha: string } };
  expect(await forge.findMergeBase(PULL_REQUEST.base, head.sha, 1)).toBe(found);
  // Of another head than the pull request has by now it says nothing.
  expect(await forge.findMergeBase(PULL_REQUEST.base, PULL_REQUEST.head, 1)).toBeUndefined();
  expect(await forge.findMergeBase(PULL_REQUEST.base, head.sha)).toBeUndefined();
});
