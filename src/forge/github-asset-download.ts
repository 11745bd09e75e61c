// One asset of a published release, streamed into a file. GitHub answers with a redirect to its store; fetch follows it
// and leaves the token behind when the host is another one.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { MlopsError } from '../error.ts';
import type { PublishedAsset } from './forge.ts';
import { UnreadableAnswer } from './github-answer.ts';
import type { GitHubRepository } from './github-client.ts';

/** Writes an asset into a file from an offset on; a download that breaks off is begun again. */
export async function downloadAsset(
  github: GitHubRepository,
  tag: string,
  asset: PublishedAsset,
  to: string,
  offset = 0,
): Promise<void> {
  const { octokit, owner, repo, silenceMs } = github;
  const what = `downloading ${asset.name} of the release ${tag}`;
  const doing = { what, permission: 'contents', access: 'read' } as const;
  github.log.info(`downloading ${asset.name} (${asset.size} bytes) of the release ${tag}`);
  await github.findOrCreate<true>(
    doing,
    async () => undefined,
    async () => {
      const answer = await octokit.request('GET /repos/{owner}/{repo}/releases/assets/{asset_id}', {
        owner,
        repo,
        asset_id: Number(asset.id),
        headers: { accept: 'application/octet-stream' },
        // What breaks off is begun again here, once and not once more by the client.
        request: { parseSuccessResponseBody: false, repeatable: false },
      });
      await writeBody(answer.data as unknown as ReadableStream<Uint8Array>, asset, { to, offset, silenceMs });
      return true;
    },
  );
}

interface Target {
  readonly to: string;
  readonly offset: number;
  readonly silenceMs: number;
}

async function writeBody(
  body: ReadableStream<Uint8Array>,
  { name, size }: PublishedAsset,
  { to, offset, silenceMs }: Target,
): Promise<void> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), silenceMs);
  let received = 0;
  const counted = async function* (parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of parts) {
      timer.refresh();
      received += part.length;
      if (received > size) throw wrongSize(name, `more than ${size}`, size);
      yield part;
    }
  };
  try {
    const file = createWriteStream(to, offset === 0 ? {} : { flags: 'r+', start: offset });
    await pipeline(Readable.fromWeb(body), counted, file, { signal: silence.signal });
  } catch (error) {
    // A full disk and the like are errors of the system's, with its codes; the rest is the connection.
    if (error instanceof MlopsError || isOfTheDisk(error)) throw error;
    throw new UnreadableAnswer(`it broke off after ${received} of ${size} bytes`, { method: 'GET' });
  } finally {
    clearTimeout(timer);
  }
  if (received !== size) throw new UnreadableAnswer(`it ended after ${received} of ${size} bytes`, { method: 'GET' });
}

function isOfTheDisk(error: unknown): boolean {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return syscall !== undefined && ['open', 'write', 'close'].includes(syscall) && code !== undefined;
}

function wrongSize(name: string, found: string, size: number): MlopsError {
  return new MlopsError(
    'artifact-mismatch',
    `${name} has ${found} bytes, and the release says ${size}`,
    'Do not use it: what answers is not what was released.',
  );
}
