// The model files of a run in the release of its version: which assets they are, and how they become files again. A release
// may be anybody's work: the record alone says what is expected, and whoever uses a file compares it with the record.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MlopsError } from '../../error.ts';
import type { Forge, PublishedAsset, PublishedRelease } from '../../forge/forge.ts';
import { MANIFEST_NAME, MAX_MANIFEST_SIZE, parseManifest, type ManifestFile } from '../../registry/release-manifest.ts';
import { RECORD_NAME, releaseNames, SUMS_NAME } from '../../registry/release.ts';
import type { FileEntry, RunRecord } from '../../run/record.ts';
import { isInside } from '../../workspace-path.ts';

export type ReleaseReader = Pick<Forge, 'findRelease' | 'downloadAsset' | 'maxAssetSize'>;

export interface ReleasedFiles {
  readonly url: string;
  /** Assets of the files that are there, in the order in which they are joined; of an empty file none. */
  readonly found: readonly { readonly file: FileEntry; readonly assets: readonly PublishedAsset[] }[];
  /** What the release ought to have and lacks: files by their paths, other assets by their names. */
  readonly missing: readonly string[];
}

/**
 * Finds the model files of a run in a published release.
 * @param scratch an existing folder
 * @returns undefined when there is no published release
 * @throws MlopsError `artifact-mismatch` when an asset is another one than the record says
 */
export async function findReleasedFiles(
  record: RunRecord,
  tag: string,
  forge: ReleaseReader,
  scratch: string,
): Promise<ReleasedFiles | undefined> {
  const release = await forge.findRelease(tag);
  if (release === undefined) return undefined;
  const split = await readManifest(release, tag, forge, scratch);
  const carried = record.model.files.filter(({ size }) => size > 0);
  const names = new Map(releaseNames(carried, forge.maxAssetSize).map((name, index) => [carried[index]?.path, name]));
  const files = record.model.files.map((file) => {
    const parts = split.find(({ path, assets }) => path === file.path && assets.length > 1);
    const assets =
      file.size === 0
        ? []
        : parts === undefined
          ? assetOf(file, names.get(file.path), release, tag)
          : assetsOfParts(file, parts, release, tag);
    return { file, assets };
  });
  const absent = [RECORD_NAME, SUMS_NAME].filter((name) => !release.assets.some((asset) => asset.name === name));
  const lacking = files.flatMap(({ file, assets }) => (assets === undefined ? [file.path] : []));
  return {
    url: release.url,
    found: files.flatMap(({ file, assets }) => (assets === undefined ? [] : [{ file, assets }])),
    missing: [...lacking, ...absent],
  };
}

/**
 * Writes files of a release below a folder, under the paths of the record.
 * @throws MlopsError `artifact-mismatch`, `forge-failed` or another of the forge's; what was written until then stays
 */
export async function writeReleasedFiles(
  { found }: ReleasedFiles,
  tag: string,
  folder: string,
  forge: ReleaseReader,
): Promise<ReadonlySet<string>> {
  for (const { file, assets } of found) {
    const target = join(folder, file.path);
    if (!isInside(folder, target)) throw mismatch(`${JSON.stringify(file.path)} leaves its folder`);
    await mkdir(dirname(target), { recursive: true });
    // An empty file is no asset of a release; the record tells of it.
    if (assets.length === 0) await writeFile(target, '', { flag: 'wx' });
    let offset = 0;
    for (const asset of assets) {
      await forge.downloadAsset(tag, asset, target, offset);
      offset += asset.size;
    }
  }
  return new Set(found.map(({ file }) => file.path));
}

/** The one asset of a file: by its digest, else by the name that it was given. */
function assetOf(
  file: FileEntry,
  name: string | undefined,
  { assets }: PublishedRelease,
  tag: string,
): readonly PublishedAsset[] | undefined {
  const same = assets.find(({ sha256 }) => sha256 === file.sha256);
  const asset = same ?? assets.find((each) => each.name === name);
  if (asset === undefined) return undefined;
  requireSame(asset, file, tag);
  return [asset];
}

function assetsOfParts(
  file: FileEntry,
  { assets: parts }: ManifestFile,
  { assets }: PublishedRelease,
  tag: string,
): readonly PublishedAsset[] | undefined {
  const found = parts.map((part) => {
    const asset = assets.find(({ name }) => name === part.name);
    if (asset !== undefined) requireSame(asset, part, tag);
    return asset;
  });
  const present = found.filter((asset) => asset !== undefined);
  if (present.length < parts.length) return undefined;
  const size = present.reduce((sum, asset) => sum + asset.size, 0);
  if (size === file.size) return present;
  throw mismatch(
    `the parts of ${file.path} in the release ${tag} have ${size} bytes, and the run recorded ${file.size}`,
  );
}

function requireSame(
  asset: PublishedAsset,
  expected: { readonly size: number; readonly sha256: string },
  tag: string,
): void {
  const { name, size, sha256 } = asset;
  if (size === expected.size && (sha256 === undefined || sha256 === expected.sha256)) return;
  throw mismatch(
    `${name} in the release ${tag} is not what was released: expected ${expected.size} bytes with SHA-256 ` +
      `${expected.sha256}, found ${size} bytes with ${sha256 ?? 'one that the forge does not tell'}`,
  );
}

async function readManifest(
  { assets }: PublishedRelease,
  tag: string,
  forge: ReleaseReader,
  scratch: string,
): Promise<readonly ManifestFile[]> {
  const asset = assets.find(({ name }) => name === MANIFEST_NAME);
  if (asset === undefined) return [];
  if (asset.size > MAX_MANIFEST_SIZE) throw mismatch(`${MANIFEST_NAME} of the release ${tag} has ${asset.size} bytes`);
  const file = join(scratch, `.${MANIFEST_NAME}.partial`);
  try {
    await forge.downloadAsset(tag, asset, file);
    return parseManifest(await readFile(file, 'utf8'), tag).files;
  } finally {
    await rm(file, { force: true });
  }
}

function mismatch(message: string): MlopsError {
  return new MlopsError(
    'artifact-mismatch',
    message,
    'Do not use these files: the release was changed, or it is not the one of this run. Train again, or take another copy.',
  );
}
