// A release appears whole or not at all: draft → assets → verified → published. An immutable release cannot be completed
// later and its tag is used up, so nothing is published before every asset is verified.
import { MlopsError } from '../error.ts';
import type { PublishedRelease, Release, ReleaseAsset } from './forge.ts';
import { isSameAsset, isUploaded, publishedAsset, uploadAsset, type StoredAsset } from './github-asset.ts';
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
    if (kept !== undefined && (await github.call(doing, () => removeBroken(github, kept, asset))) !== undefined)
      continue;
    github.log.info(`uploading ${asset.name} (${asset.size} bytes) to the release ${release.tag}`);
    await upload(github, stored, asset);
  }
  return { url: stored.draft ? await publish(github, stored, release) : stored.html_url };
}

/** The published release of a tag with what was uploaded whole. */
export async function findPublishedRelease(
  github: GitHubRepository,
  tag: string,
): Promise<PublishedRelease | undefined> {
  const doing = { what: `looking at the release ${tag}`, permission: 'contents', access: 'read' } as const;
  return github.call(doing, async () => {
    const release = await findByTag(github, tag);
    if (release === undefined || release.draft) return undefined;
    const stored = await listAssets(github, release.id);
    return { url: release.html_url, assets: stored.filter(isUploaded).map(publishedAsset) };
  });
}

/**
 * Publishes a draft in which every asset was seen whole. Another job may have looked at an upload of this one, taken it for
 * a broken one and removed it, so all of them are looked at once more. It may also have published a draft of its own: the
 * tag is then taken, and that release has to be the same.
 */
async function publish(github: GitHubRepository, draft: StoredRelease, release: Release): Promise<string> {
  const { octokit, owner, repo } = github;
  const doing = { what: `publishing the release ${release.tag}`, permission: 'contents' } as const;
  const present = await github.call(doing, () => listAssets(github, draft.id));
  const lost = release.assets.find((asset) => !present.some((each) => isNamed(each, asset) && isUploaded(each)));
  if (lost !== undefined) {
    throw new MlopsError(
      'release-refused',
      `${lost.name} was removed from the draft of the release ${release.tag} while this job worked on it`,
      'Another job releases the same version. See what it made of it, and run this one again if that failed.',
    );
  }
  return github.call(doing, async () => {
    try {
      const published = await octokit.rest.repos.updateRelease({
        owner,
        repo,
        release_id: draft.id,
        tag_name: release.tag,
        name: release.title,
        body: release.body,
        prerelease: release.prerelease,
        draft: false,
        // A model must not push the repository's own software off the place of the latest release.
        make_latest: 'false',
      });
      return published.data.html_url;
    } catch (error) {
      if (failedRequestOf(error)?.message.includes('already_exists') !== true) throw error;
      const other = await findByTag(github, release.tag);
      if (other === undefined || other.id === draft.id) throw error;
      const theirs = await listAssets(github, other.id);
      for (const asset of release.assets.filter(({ isRemade }) => isRemade !== true)) {
        const kept = theirs.find((candidate) => isNamed(candidate, asset));
        if (kept === undefined || !(await isSameAsset(github, kept, asset))) throw isOther(release.tag, asset, kept);
      }
      github.log.info(`another job has published the release ${release.tag}, with the same files`);
      await octokit.rest.repos.deleteRelease({ owner, repo, release_id: draft.id });
      return other.html_url;
    }
  });
}

/** Drafts have no tag of their own yet: they are found only in the whole list. */
async function findRelease(github: GitHubRepository, tag: string): Promise<StoredRelease | undefined> {
  const { octokit, owner, repo } = github;
  const published = await findByTag(github, tag);
  if (published !== undefined) return published;
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

async function findByTag({ octokit, owner, repo }: GitHubRepository, tag: string): Promise<StoredRelease | undefined> {
  try {
    return (await octokit.rest.repos.getReleaseByTag({ owner, repo, tag })).data;
  } catch (error) {
    if (failedRequestOf(error)?.status !== 404) throw error;
    return undefined;
  }
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

/** Removes what is not the asset, unless it is the upload of another job and has become the asset meanwhile. */
async function removeBroken(
  github: GitHubRepository,
  kept: StoredAsset,
  asset: ReleaseAsset,
): Promise<StoredAsset | undefined> {
  const { octokit, owner, repo } = github;
  if (!isUploaded(kept)) {
    const again = (await octokit.rest.repos.getReleaseAsset({ owner, repo, asset_id: kept.id })).data;
    if (await isSameAsset(github, again, asset)) return again;
  }
  await octokit.rest.repos.deleteReleaseAsset({ owner, repo, asset_id: kept.id });
  return undefined;
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
      return removeBroken(github, left, asset);
    },
    async () => {
      try {
        return await uploadAsset(github, release, asset);
      } catch (error) {
        // Another job may have finished the same draft meanwhile.
        const isRefused = error instanceof MlopsError || failedRequestOf(error)?.status === 409;
        const there = isRefused ? await listAssets(github, release.id) : [];
        const kept = there.find((candidate) => isNamed(candidate, asset));
        if (kept === undefined || !(await isSameAsset(github, kept, asset))) throw error;
        return kept;
      }
    },
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
  throw isOther(release.tag_name, asset, kept);
}

function isOther(tag: string, asset: ReleaseAsset, kept: StoredAsset | undefined): MlopsError {
  return new MlopsError(
    'release-refused',
    kept === undefined
      ? `the release ${tag} is published without ${asset.name} and cannot be changed`
      : `the release ${tag} is published with another ${asset.name}`,
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
