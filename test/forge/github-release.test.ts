// Releases on GitHub when something goes wrong: uploads and downloads that are cut, jobs that publish the same release at
// once, and answers that are not what was released.
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Forge, PublishedAsset } from '../../src/forge/forge.ts';
import { githubForge } from '../../src/forge/github.ts';
import { silentLog } from '../../src/log.ts';
import { assetOf, releaseOf } from '../contract/forge.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { startGitHub, type GitHubEmulator, type GitHubOptions } from '../support/github-emulator.ts';

const REPOSITORY = 'acme/taxi';
const RELEASES = `/repos/${REPOSITORY}/releases`;
const TAG = 'duration@v1.0.0';

let folder: TemporaryFolder;
let github: GitHubEmulator;
beforeEach(async () => {
  folder = temporaryFolder();
  await start();
});
afterEach(async () => {
  await github.close();
  folder[Symbol.dispose]();
});

async function start(options: Partial<GitHubOptions> = {}): Promise<void> {
  await github?.close();
  github = await startGitHub({ repositories: [REPOSITORY], ...options });
}

function forge(more: { readonly silenceMs?: number } = {}): Forge {
  const { apiUrl, token } = github;
  return githubForge({ token, apiUrl, repository: REPOSITORY, log: silentLog, retryDelayMs: 1, ...more });
}

const weights = (text = 'weights'): ReturnType<typeof releaseOf> =>
  releaseOf(TAG, [assetOf(folder.path, 'duration.bin', text), assetOf(folder.path, 'run.json', '{}')]);

/** Drafts and published releases with their assets' contents. */
async function shown(): Promise<readonly object[]> {
  return (await github.releases(REPOSITORY)).map(({ draft, assets }) => {
    const sorted = assets.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return { draft, assets: sorted.map(({ name, state, content }) => [name, state, content.toString()]) };
  });
}

const PUBLISHED = {
  draft: false,
  assets: [
    ['duration.bin', 'uploaded', 'weights'],
    ['run.json', 'uploaded', '{}'],
  ],
};

/** The bytes of assets, as a store on another host has them. */
async function startStore(
  answers: readonly { readonly text: string; readonly cutAfter?: number; readonly silent?: boolean }[],
): Promise<{ readonly url: string; readonly seen: readonly IncomingHttpHeaders[] } & AsyncDisposable> {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    const { text, cutAfter, silent } = answers[Math.min(seen.length, answers.length - 1)]!;
    seen.push(request.headers);
    if (silent === true) response.writeHead(200).write(text);
    else if (cutAfter === undefined) response.end(text);
    else {
      response.writeHead(200, { 'content-length': text.length });
      response.write(text.slice(0, cutAfter), () => response.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/store`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function published(options: Partial<GitHubOptions> = {}): Promise<PublishedAsset> {
  await start(options);
  await forge().publishRelease(weights());
  const found = await forge().findRelease(TAG);
  return found!.assets.find(({ name }) => name === 'duration.bin')!;
}

test('a download follows to the store, and the token does not come along', async () => {
  await using store = await startStore([{ text: 'weights' }]);
  const asset = await published({ assetUrl: () => store.url });
  const to = join(folder.path, 'to');
  await forge().downloadAsset(TAG, asset, to);
  expect(readFileSync(to, 'utf8')).toBe('weights');
  const request = github.requests.at(-1);
  expect(request).toMatchObject({ path: `${RELEASES}/assets/${asset.id}`, status: 302 });
  expect(request?.headers.authorization).toContain(github.token);
  expect(store.seen).toHaveLength(1);
  expect(JSON.stringify(store.seen)).not.toContain(github.token);
});

test('a download that is cut, or falls silent, is begun again', async () => {
  await using store = await startStore([
    { text: 'weights', cutAfter: 3 },
    { text: 'wei', silent: true },
    { text: 'wei' },
    { text: 'weights' },
  ]);
  const asset = await published({ assetUrl: () => store.url });
  const to = join(folder.path, 'to');
  await forge({ silenceMs: 100 }).downloadAsset(TAG, asset, to);
  expect(readFileSync(to, 'utf8')).toBe('weights');
  expect(store.seen).toHaveLength(4);
});

test('a download that is always cut ends in words', async () => {
  await using store = await startStore([{ text: 'weights', cutAfter: 3 }]);
  const asset = await published({ assetUrl: () => store.url });
  await expect(forge().downloadAsset(TAG, asset, join(folder.path, 'to'))).rejects.toMatchObject({
    code: 'forge-failed',
    message: `downloading duration.bin of the release ${TAG} failed: it broke off after 3 of 7 bytes`,
  });
  expect(store.seen).toHaveLength(4);
});

test('no more is written than the release says', async () => {
  await using store = await startStore([{ text: 'weights and far more' }]);
  const asset = await published({ assetUrl: () => store.url });
  await expect(forge().downloadAsset(TAG, asset, join(folder.path, 'to'))).rejects.toMatchObject({
    code: 'artifact-mismatch',
    message: 'duration.bin has more than 7 bytes, and the release says 7',
  });
  expect(store.seen).toHaveLength(1);
});

test('a folder that cannot be written to is no fault of the connection', async () => {
  const asset = await published();
  const before = github.requests.length;
  await expect(forge().downloadAsset(TAG, asset, join(folder.path, 'absent/to'))).rejects.toMatchObject({
    code: 'ENOENT',
  });
  expect(github.requests).toHaveLength(before + 1);
});

test('a draft is no release to read, nor what a broken upload left an asset of one', async () => {
  await github.call('POST', RELEASES, { tag_name: TAG, draft: true });
  expect(await forge().findRelease(TAG)).toBeUndefined();
  await start();
  await forge().publishRelease(weights());
  github.fail('POST', /\/assets$/, [{ status: 0, breaks: 'upload' }]);
  await fetch(`${github.apiUrl}${RELEASES}/1/assets?name=late`, {
    method: 'POST',
    headers: { authorization: `token ${github.token}` },
    body: 'late',
  }).catch(() => undefined);
  expect((await github.releases(REPOSITORY))[0]?.assets).toHaveLength(3);
  expect((await forge().findRelease(TAG))?.assets.map(({ name }) => name).toSorted()).toEqual([
    'duration.bin',
    'run.json',
  ]);
});

test('an upload that is cut in the middle is sent again, and what it left is removed', async () => {
  github.fail('POST', /\/assets$/, [{ status: 0, breaks: 'upload' }]);
  await forge().publishRelease(weights());
  expect(await shown()).toEqual([PUBLISHED]);
  expect(github.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
});

test('a draft that a crash left with a broken asset is cleaned and completed', async () => {
  github.fail('POST', /\/assets$/, [
    { status: 0, breaks: 'upload' },
    { status: 403, message: 'the job was killed here' },
  ]);
  await expect(forge().publishRelease(weights())).rejects.toThrow('the job was killed here');
  github.fail('POST', /\/assets$/, [
    { status: 0, breaks: 'upload' },
    { status: 403, message: 'the job was killed here' },
  ]);
  await expect(forge().publishRelease(weights())).rejects.toThrow('the job was killed here');
  expect(await shown()).toMatchObject([{ draft: true }]);
  await forge().publishRelease(weights());
  expect(await shown()).toEqual([PUBLISHED]);
});

test('an upload of another job that ends while this one looks at it stays', async () => {
  github.fail('PATCH', /\/releases\/1$/, [{ status: 403, message: 'cancelled' }]);
  await expect(forge().publishRelease(weights())).rejects.toThrow('cancelled');
  const { assets } = (await github.call('GET', `${RELEASES}/1`)) as { assets: readonly object[] };
  const underWay = assets.map((asset) => ({ ...asset, state: 'starter', size: 0, digest: null }));
  github.fail('GET', /\/releases\/1\/assets$/, [{ status: 200, json: underWay }]);
  await forge().publishRelease(weights());
  expect(await shown()).toEqual([PUBLISHED]);
  expect(github.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
});

test('what is not whole any more just before publishing is not published', async () => {
  const remove = async (): Promise<void> => {
    const [draft] = await github.releases(REPOSITORY);
    await github.call('DELETE', `${RELEASES}/assets/${draft?.assets.find(({ name }) => name === 'duration.bin')?.id}`);
  };
  github.fail('PATCH', /\/releases\/1$/, [{ status: 403, message: 'cancelled' }]);
  await expect(forge().publishRelease(weights())).rejects.toThrow('cancelled');
  const { assets } = (await github.call('GET', `${RELEASES}/1`)) as { assets: readonly object[] };
  await remove();
  github.fail('GET', /\/releases\/1\/assets$/, [{ status: 200, json: assets }]);
  await expect(forge().publishRelease(weights())).rejects.toMatchObject({
    code: 'release-refused',
    message: expect.stringContaining('duration.bin was removed from the draft') as string,
  });
  expect(await shown()).toMatchObject([{ draft: true }]);
});

test('an upload that is refused as taken is looked for, and made where it is not there', async () => {
  const message = 'Validation Failed: {"resource":"ReleaseAsset","code":"already_exists","field":"name"}';
  github.fail('POST', /\/assets$/, [
    { status: 422, message },
    { status: 422, message, afterwards: true },
  ]);
  await forge().publishRelease(weights());
  expect(await shown()).toEqual([PUBLISHED]);
});

test('an upload that meets another one (409) is taken where it is there, and said to have failed where it is not', async () => {
  github.fail('POST', /\/assets$/, [{ status: 409, message: 'Conflict', afterwards: true }]);
  await forge().publishRelease(weights());
  expect(await shown()).toEqual([PUBLISHED]);
  await start();
  github.fail('POST', /\/assets$/, [{ status: 409, message: 'Conflict' }]);
  await expect(forge().publishRelease(weights())).rejects.toMatchObject({
    code: 'forge-failed',
    message: `uploading duration.bin to the release ${TAG} failed: Conflict`,
  });
  expect(await shown()).toMatchObject([{ draft: true }]);
});

test('jobs that publish the same release at the same time make one, whole', async () => {
  await start({ immutableReleases: true });
  const done = await Promise.allSettled([0, 1, 2].map(() => forge().publishRelease(weights())));
  // Whoever comes too late to a draft that another one publishes may be told so, and nobody publishes less than all.
  expect(done.some(({ status }) => status === 'fulfilled')).toBe(true);
  const again = await forge().publishRelease(weights());
  const all = await github.releases(REPOSITORY);
  expect(all.filter(({ draft }) => !draft)).toHaveLength(1);
  expect(await shown()).toContainEqual(PUBLISHED);
  expect(done.filter((each) => each.status === 'fulfilled').map(({ value }) => value)).toContainEqual(again);
});

/** Publishes as a job that does not see that another one has published the same tag until it does so itself. */
async function publishLate(text: string): Promise<{ readonly url: string | undefined }> {
  await forge().publishRelease(weights(text));
  github.fail('GET', /\/releases\/tags\//, [{ status: 404, message: 'Not Found' }]);
  github.fail('GET', /\/releases$/, [{ status: 200, json: [] }]);
  return forge().publishRelease(weights());
}

test('a job whose release another one has published meanwhile takes that one, and its own draft goes', async () => {
  const { url } = await publishLate('weights');
  expect(await shown()).toEqual([PUBLISHED]);
  expect(url).toBe((await forge().findRelease(TAG))?.url);
});

test('a release of the same tag with other files that was published meanwhile is refused, and stays', async () => {
  await expect(publishLate('WEIGHTS')).rejects.toMatchObject({
    code: 'release-refused',
    message: `the release ${TAG} is published with another duration.bin`,
  });
  const all = await github.releases(REPOSITORY);
  expect(all.filter(({ draft }) => !draft).map(({ id }) => id)).toEqual([1]);
});

test('a draft that another job has finished and made immutable while this one uploads is fine', async () => {
  const message = 'Cannot upload assets to an immutable release.';
  github.fail('POST', /\/assets$/, [{ status: 422, message, afterwards: true }]);
  await forge().publishRelease(weights());
  expect(await shown()).toEqual([PUBLISHED]);
  await start();
  github.fail('POST', /\/assets$/, [{ status: 422, message }]);
  await expect(forge().publishRelease(weights())).rejects.toMatchObject({ code: 'release-refused' });
});

test('a part goes out as that range of its file', async () => {
  const whole = assetOf(folder.path, 'big.bin', 'abcdefgh');
  const part = { ...assetOf(folder.path, 'big.bin.part-002', 'def'), path: whole.path, offset: 3 };
  await forge().publishRelease(releaseOf(TAG, [part]));
  expect(await shown()).toEqual([{ draft: false, assets: [['big.bin.part-002', 'uploaded', 'def']] }]);
  const beyond = { ...part, name: 'big.bin.part-003', offset: 7 };
  await expect(forge().publishRelease(releaseOf(TAG, [part, beyond]))).rejects.toMatchObject({
    code: 'artifact-mismatch',
    message: 'big.bin.part-003 has 1 bytes on disk, not the recorded 3',
  });
  expect(existsSync(join(folder.path, 'big.bin'))).toBe(true);
});
