// Files that are larger than a release asset may be stand in a release as parts, and a manifest says of which. Pure.
import { z } from '../zod.ts';
import { MlopsError } from '../error.ts';

export const MANIFEST_NAME = 'model-manifest.json';
/** A manifest of as many files as a release takes, with long paths, is far below this; in bytes. */
export const MAX_MANIFEST_SIZE = 16 * 1024 * 1024;
/** Parts of a gibibyte: below every forge's limit, and not too much to be sent again. */
const PART_SIZE = 2 ** 30;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Size = z.number().int().nonnegative();
const Described = { size: Size, sha256: Sha256 };

const Manifest = z.looseObject({
  schema: z.literal(1),
  /** All files of the release by their paths in the record; joined in this order, the assets are the file. */
  files: z.array(
    z.looseObject({
      path: z.string().min(1),
      ...Described,
      assets: z.array(z.looseObject({ name: z.string().min(1), ...Described })),
    }),
  ),
});
export type Manifest = Readonly<z.infer<typeof Manifest>>;
export type ManifestFile = Manifest['files'][number];

/** A part of a file: where it begins, and how long it is, in bytes. */
interface Part {
  readonly offset: number;
  readonly size: number;
}

/** How a file is split where it is larger than the limit; undefined where it is not. */
export function partsOf(size: number, maxAssetSize: number | undefined): readonly Part[] | undefined {
  if (maxAssetSize === undefined || size <= maxAssetSize) return undefined;
  const step = Math.min(maxAssetSize, PART_SIZE);
  return Array.from({ length: Math.ceil(size / step) }, (_, index) => {
    const offset = index * step;
    return { offset, size: Math.min(step, size - offset) };
  });
}

/** What the names of a file's parts begin with; a shell puts them into order. */
export function partPrefix(name: string): string {
  return `${name}.part-`;
}

/** @param index from 0 */
export function partName(name: string, index: number): string {
  return `${partPrefix(name)}${String(index + 1).padStart(3, '0')}`;
}

export function renderManifest(files: readonly ManifestFile[]): string {
  return `${JSON.stringify({ schema: 1, files }, undefined, 2)}\n`;
}

/**
 * Reads a manifest that was downloaded: anybody may have written it, so what it says is compared with the record.
 * @throws MlopsError `artifact-mismatch`
 */
export function parseManifest(text: string, tag: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(text));
  } catch (cause) {
    throw new MlopsError(
      'artifact-mismatch',
      `${MANIFEST_NAME} of the release ${tag} is not readable`,
      'Something changed the release; do not use it. Take the files from another copy.',
      { cause },
    );
  }
}
