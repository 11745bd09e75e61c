// Whether a release has the files of a run, judged by what the forge says of its assets. Pure.
import type { FileEntry } from '../run/record.ts';
import { partName, partsOf } from './release-manifest.ts';
import { releaseNames } from './release.ts';

/** An asset as a forge describes it; without a digest where the forge computes none. */
export interface DescribedAsset {
  readonly name: string;
  readonly size: number;
  readonly sha256: string | undefined;
}

/** Paths of the files that a release lacks, or has another one of. */
export function missingFiles(
  files: readonly FileEntry[],
  assets: readonly DescribedAsset[],
  maxAssetSize: number | undefined,
): readonly string[] {
  const carried = files.filter(({ size }) => size > 0);
  const names = releaseNames(carried, maxAssetSize);
  const has = (name: string, size: number): boolean =>
    assets.some((asset) => asset.name === name && asset.size === size);
  const isThere = ({ size, sha256 }: FileEntry, name: string): boolean => {
    const parts = partsOf(size, maxAssetSize);
    if (parts !== undefined) return parts.every((part, index) => has(partName(name, index), part.size));
    return (
      assets.some((asset) => asset.sha256 === sha256) ||
      assets.some((asset) => asset.sha256 === undefined && asset.name === name && asset.size === size)
    );
  };
  return carried.filter((file, index) => !isThere(file, names[index] ?? '')).map(({ path }) => path);
}
