// Writes the files of a release that do not exist yet: the run record, the model card, the manifest of files in parts, and
// the checksums. Parts are ranges of their file, and no copies.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MlopsError } from '../error.ts';
import type { Release, ReleaseAsset } from '../forge/forge.ts';
import { MANIFEST_NAME, partName, renderManifest } from './release-manifest.ts';
import { renderSums, SUMS_NAME, type ModelAsset, type ReleasePlan } from './release.ts';

/**
 * Makes a planned release complete.
 * @param directory an existing folder of this run alone; the files stay there until the release is published
 * @throws MlopsError `artifact-mismatch` when a file that is split is not the recorded one
 */
export async function writeReleaseFiles(plan: ReleasePlan, directory: string): Promise<Release> {
  const { tag, title, body, prerelease, modelAssets, record, card } = plan;
  const files: { readonly file: ModelAsset; readonly assets: readonly ReleaseAsset[] }[] = [];
  for (const file of modelAssets) files.push({ file, assets: await describeAssets(file) });
  const described = [...files.flatMap(({ assets }) => assets), await writeAsset(directory, record.name, record.text)];
  if (modelAssets.some(({ parts }) => parts !== undefined)) {
    const entries = files.map(({ file, assets }) => ({
      path: file.file,
      size: file.size,
      sha256: file.sha256,
      assets: assets.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
    }));
    described.push(await writeAsset(directory, MANIFEST_NAME, renderManifest(entries)));
  }
  const sums = await writeAsset(directory, SUMS_NAME, renderSums(described));
  // Not among the sums, which stay what they are when a later version of this program writes the card in other words.
  const remade = { ...(await writeAsset(directory, card.name, card.text)), isRemade: true } as const;
  return { tag, title, body, prerelease, assets: [...described, remade, sums] };
}

/** A file as the asset that it is, or its parts with a digest of each, read in one pass. */
async function describeAssets({ name, path, size, sha256, parts }: ModelAsset): Promise<readonly ReleaseAsset[]> {
  if (parts === undefined) return [{ name, path, size, sha256 }];
  const whole = createHash('sha256');
  const assets: ReleaseAsset[] = [];
  for (const part of parts) {
    const hash = createHash('sha256');
    const range = createReadStream(path, { start: part.offset, end: part.offset + part.size - 1 });
    for await (const chunk of range as AsyncIterable<Buffer>) {
      hash.update(chunk);
      whole.update(chunk);
    }
    assets.push({ name: partName(name, assets.length), path, ...part, sha256: hash.digest('hex') });
  }
  if (whole.digest('hex') === sha256) return assets;
  throw new MlopsError(
    'artifact-mismatch',
    `${name} is not the file that was recorded: its SHA-256 is not ${sha256}`,
    'Something changed the file after it was recorded; download it again, or train again.',
  );
}

async function writeAsset(directory: string, name: string, text: string): Promise<ReleaseAsset> {
  const path = join(directory, name);
  const bytes = Buffer.from(text);
  await writeFile(path, bytes);
  return { name, path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
