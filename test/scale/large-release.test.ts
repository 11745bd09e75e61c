// A model file that is really larger than GitHub takes: its parts go out as ranges of the file, whole, without a copy on
// disk and without being held in memory.
import { createHash } from 'node:crypto';
import { openSync, closeSync, ftruncateSync, readdirSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestOfFile } from '../../src/file-digest.ts';
import { MAX_ASSET_SIZE, uploadAsset } from '../../src/forge/github-asset.ts';
import { gitHubRepository } from '../../src/forge/github-client.ts';
import { silentLog } from '../../src/log.ts';
import { writeReleaseFiles } from '../../src/registry/release-files.ts';
import { prepareRelease } from '../../src/registry/release.ts';
import { aRun } from '../support/a-run.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';

const MIB = 2 ** 20;

/** Takes what is sent and says what it was. */
async function startSink(): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    const hash = createHash('sha256');
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      hash.update(chunk);
    });
    request.on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ size, digest: `sha256:${hash.digest('hex')}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('a file of 2 GiB and some is released in three parts', { timeout: 300_000 }, async () => {
  using folder = temporaryFolder();
  await using sink = await startSink();
  const from = join(folder.path, 'large.bin');
  const size = 2 ** 31 + 5;
  // Sparse: it takes no room, and each part begins with something of its own.
  const file = openSync(from, 'w');
  ftruncateSync(file, size);
  for (const [index, at] of [0, 2 ** 30, 2 ** 31].entries()) writeSync(file, `p${index}`, at);
  closeSync(file);
  const model = { path: 'large.bin', from, ...(await digestOfFile(from)) };
  const plan = prepareRelease(
    aRun(),
    { model: 'duration', version: 'v1.0.0', tag: 'duration@v1.0.0' },
    [model],
    MAX_ASSET_SIZE,
  );
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  const { assets } = await writeReleaseFiles(plan, folder.path);
  const parts = assets.filter(({ offset }) => offset !== undefined);
  expect(parts.map((part) => part.size)).toEqual([2 ** 30, 2 ** 30, 5]);
  expect(readdirSync(folder.path).filter((name) => name.startsWith('large'))).toEqual(['large.bin']);
  const github = gitHubRepository({ token: 't', apiUrl: sink.url, repository: 'acme/taxi', log: silentLog });
  for (const part of parts) {
    const release = { tag_name: 'duration@v1.0.0', upload_url: `${sink.url}/assets{?name,label}` };
    expect(await uploadAsset(github, release, part)).toEqual({ size: part.size, digest: `sha256:${part.sha256}` });
  }
  clearInterval(timer);
  expect(peak - before).toBeLessThan(200 * MIB);
});
