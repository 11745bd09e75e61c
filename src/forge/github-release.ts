// A release appears whole or not at all: draft → assets → verified → published. An immutable release cannot be completed
// later and its tag is used up, so nothing is published before every asset is verified.
import { MlopsError } from '../error.ts';
import type { Release, ReleaseAsset } from './forge.ts';
import { isSameAsset, uploadAsset, type StoredAsset } from './github-asset.ts';
import type { GitHubRepository } from './github-client.ts';
import { failedRequestOf } from './github-failure.ts';

interface StoredRelease {
  readonly id: number;
  readonly tag_name: string;
  readonly draft: boolean;
  readonly immutable?: boolean;
  readonly html_url: string;
  readonly upload_url: string;
}

/** Publishes a release, resumes the draft of an earlier attempt, or finds it published already. */
export async function publishRelease(
  github: GitHubRepository,
  release: Release,
  maxAssetSize: number,
): Promise<{ readonly url: string }> {
  const large = release.assets.find(({ size }) => size > maxAssetSize);
  if (large !== undefined) throw tooLarge(large, maxAssetSize);
  const doing = { what: `releasing ${release.tag}`, permission: 'contents' } as const;
  const stored = await github.findOrCreate(
    doing,
    () => findRelease(github, release.tag),
    () => createDraft(github, release),
  );
  const present = await github.call(doing, () => listAssets(github, stored.id));
  for (const asset of release.assets) {
    if (!stored.draft && asset.isRemade === true) continue;
    const kept = present.find((candidate) => isNamed(candidate, asset));
    if (kept !== undefined && (await github.call(doing, () => isSameAsset(github, kept, asset)))) continue;
    if (!stored.draft) requireCompletable(stored, asset, kept);
    if (kept !== undefined) await github.call(doing, () => deleteAsset(github, kept.id));
    github.log.info(`uploading ${asset.name} (${asset.size} bytes) to the release ${release.tag}`);
    await upload(github, stored, asset);
  }
  if (!stored.draft) return { url: stored.html_url };
  const published = await github.call(doing, () =>
    github.octokit.rest.repos.updateRelease({
      owner: github.owner,
      repo: github.repo,
      release_id: stored.id,
      tag_name: release.tag,
      name: release.title,
      body: release.body,
      prerelease: release.prerelease,
      draft: false,
      // A model must not push the repository's own software off the place of the latest release.
      make_latest: 'false',
    }),
  );
  return { url: published.data.html_url };
}

/** Drafts have no tag of their own yet: they are found only in the whole list. */
async function findRelease(github: GitHubRepository, tag: string): Promise<StoredRelease | undefined> {
  const { octokit, owner, repo } = github;
  try {
    return (await octokit.rest.repos.getReleaseByTag({ owner, repo, tag })).data;
  } catch (error) {
    if (failedRequestOf(error)?.status !== 404) throw error;
  }
  for await (const { data } of octokit.paginate.iterator(octokit.rest.repos.listReleases, {
    owner,
    repo,
    per_page: 100,
  })) {
    const draft = data.find((candidate) => candidate.tag_name === tag);
    if (draft !== undefined) return draft;
  }
  return undefined;
}

async function createDraft(github: GitHubRepository, release: Release): Promise<StoredRelease> {
  const { octokit, owner, repo } = github;
  const { tag, title, body, prerelease } = release;
  const draft = { owner, repo, tag_name: tag, name: title, body, prerelease, draft: true };
  try {
    return (await octokit.rest.repos.createRelease(draft)).data;
  } catch (error) {
    const failed = failedRequestOf(error);
    if (failed === undefined || !/immutable release/i.test(failed.message)) throw error;
    throw new MlopsError(
      'release-refused',
      `the tag ${tag} belonged to an immutable release that was deleted; GitHub never takes it again`,
      'Register the next version.',
    );
  }
}

async function listAssets(
  { octokit, owner, repo }: GitHubRepository,
  release: number,
): Promise<readonly StoredAsset[]> {
  return octokit.paginate(octokit.rest.repos.listReleaseAssets, { owner, repo, release_id: release, per_page: 100 });
}

async function deleteAsset({ octokit, owner, repo }: GitHubRepository, asset: number): Promise<void> {
  await octokit.rest.repos.deleteReleaseAsset({ owner, repo, asset_id: asset });
}

/** Uploads one asset and verifies it. An upload whose answer is lost may have left a broken asset of the same name. */
async function upload(github: GitHubRepository, release: StoredRelease, asset: ReleaseAsset): Promise<void> {
  const doing = { what: `uploading ${asset.name} to the release ${release.tag_name}`, permission: 'contents' } as const;
  let first = true;
  const stored = await github.findOrCreate(
    doing,
    async () => {
      if (first) {
        first = false;
        return undefined;
      }
      const left = (await listAssets(github, release.id)).find((candidate) => isNamed(candidate, asset));
      if (left === undefined || (await isSameAsset(github, left, asset))) return left;
      await deleteAsset(github, left.id);
      return undefined;
    },
    () => uploadAsset(github, release, asset),
  );
  if (await github.call(doing, () => isSameAsset(github, stored, asset))) return;
  throw new MlopsError(
    'artifact-mismatch',
    `${asset.name} arrived at the release ${release.tag_name} damaged: expected ${asset.size} bytes with SHA-256 ` +
      `${asset.sha256}, found ${stored.size} bytes with ${stored.digest ?? 'another digest'}`,
    'The release stays a draft; run the job again to upload it anew.',
  );
}

/** A published release is only ever completed, and only where that is possible. */
function requireCompletable(release: StoredRelease, asset: ReleaseAsset, kept: StoredAsset | undefined): void {
  if (kept === undefined && release.immutable !== true) return;
  throw new MlopsError(
    'release-refused',
    kept === undefined
      ? `the release ${release.tag_name} is published without ${asset.name} and cannot be changed`
      : `the release ${release.tag_name} is published with another ${asset.name}`,
    'What is published stays as it is: register the next version.',
  );
}

function tooLarge({ name, size }: ReleaseAsset, limit: number): MlopsError {
  return new MlopsError(
    'release-refused',
    `${name} has ${size} bytes; a release asset on GitHub has at most ${limit}`,
    'Keep the model as a workflow artifact, split or compress it, or store it elsewhere and register a file that names it.',
  );
}

/** GitHub changes unusual characters in names; then the label holds the name as it was given. */
function isNamed(stored: StoredAsset, asset: ReleaseAsset): boolean {
  return stored.name === asset.name || stored.label === asset.name;
}
