// One asset of a release: how it is sent, and whether what GitHub keeps is what was sent.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { MlopsError } from '../error.ts';
import type { PublishedAsset, ReleaseAsset } from './forge.ts';
import type { GitHubRepository } from './github-client.ts';
import { failedRequestOf } from './github-failure.ts';

/** GitHub takes release assets of less than 2 GiB. */
export const MAX_ASSET_SIZE = 2 ** 31 - 1;

export interface StoredAsset {
  readonly id: number;
  readonly name: string;
  readonly label?: string | null | undefined;
  /** `starter` for what a broken upload left. */
  readonly state?: string;
  readonly size: number;
  /** `sha256:…`; absent on older servers. */
  readonly digest?: string | null | undefined;
}

/** A request body that is read from the file anew each time that the request is made. */
class FileBody {
  readonly #asset: ReleaseAsset;

  constructor(asset: ReleaseAsset) {
    this.#asset = asset;
  }

  [Symbol.asyncIterator](): AsyncIterator<Buffer> {
    const { path, offset, size } = this.#asset;
    const range = offset === undefined ? {} : { start: offset, end: offset + size - 1 };
    return createReadStream(path, range)[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }
}

/**
 * Octokit's own fetch, which knows the proxy. Where a request may be redirected, fetch keeps a copy of its body in
 * memory, by the standard; with these two members it does not.
 */
function withoutRedirects(octokit: GitHubRepository['octokit']): typeof fetch {
  const own = octokit.request.endpoint.DEFAULTS.request?.['fetch'] as typeof fetch;
  return (address, init) => own(address, { ...init, redirect: 'error', window: null });
}

/** Sends a file without reading it into memory. */
export async function uploadAsset(
  { octokit }: GitHubRepository,
  release: { readonly tag_name: string; readonly upload_url: string },
  asset: ReleaseAsset,
): Promise<StoredAsset> {
  // A body of another length would break off the connection, which looks as if the server were not there.
  const found = await stat(asset.path).catch(() => undefined);
  const bytes = found === undefined ? 'no' : found.size - (asset.offset ?? 0);
  if (found === undefined || (asset.offset === undefined ? bytes !== asset.size : Number(bytes) < asset.size)) {
    throw new MlopsError(
      'artifact-mismatch',
      `${asset.name} has ${bytes} bytes on disk, not the recorded ${asset.size}`,
      'Something changed the file after it was recorded; download it again, or train again.',
    );
  }
  // Octokit's own call fills in a URL template that Gitea's address is not.
  const name = encodeURIComponent(asset.name);
  const label = /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(asset.name) ? '' : `&label=${name}`;
  const url = `${release.upload_url.replace(/\{.*$/, '')}?name=${name}${label}`;
  try {
    const answer = await octokit.request({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/octet-stream', 'content-length': asset.size },
      data: new FileBody(asset),
      request: { fetch: withoutRedirects(octokit) },
    });
    return answer.data as StoredAsset;
  } catch (error) {
    if (!/immutable release/i.test(failedRequestOf(error)?.message ?? '')) throw error;
    throw new MlopsError(
      'release-refused',
      `the release ${release.tag_name} is published without ${asset.name} and cannot be changed`,
      'What is published stays as it is: register the next version.',
    );
  }
}

/** An asset in the words of the port. */
export function publishedAsset({ id, name, label, size, digest }: StoredAsset): PublishedAsset {
  const sha256 = digest?.startsWith('sha256:') === true ? digest.slice('sha256:'.length) : undefined;
  return { id: String(id), name: label || name, size, sha256 };
}

/** False for what a broken upload left, or one that is still under way. */
export function isUploaded({ state }: StoredAsset): boolean {
  return state === undefined || state === 'uploaded';
}

/** True when the stored asset is complete and has the size and digest of the file. */
export async function isSameAsset(
  github: GitHubRepository,
  stored: StoredAsset,
  asset: ReleaseAsset,
): Promise<boolean> {
  if (!isUploaded(stored)) return false;
  if (stored.size !== asset.size) return false;
  const digest = stored.digest ?? (await readDigest(github, stored.id));
  if (digest === undefined) {
    github.log.info(`the server tells no digest of ${asset.name}; only its size is verified`);
    return true;
  }
  return digest === `sha256:${asset.sha256}`;
}

/** The digest of a server that computes none: the asset is read back. Undefined where it cannot be. */
async function readDigest({ octokit, owner, repo }: GitHubRepository, id: number): Promise<string | undefined> {
  try {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/releases/assets/{asset_id}', {
      owner,
      repo,
      asset_id: id,
      headers: { accept: 'application/octet-stream' },
      request: { parseSuccessResponseBody: false },
    });
    const hash = createHash('sha256');
    for await (const chunk of data as unknown as AsyncIterable<Uint8Array>) hash.update(chunk);
    return `sha256:${hash.digest('hex')}`;
  } catch (error) {
    if (failedRequestOf(error)?.status === 404) return undefined;
    throw error;
  }
}
