// Writes the files of a release that do not exist yet: the run record, the model card and the checksums.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Release, ReleaseAsset } from '../forge/forge.ts';
import { renderSums, SUMS_NAME, type ReleasePlan } from './release.ts';

/**
 * Makes a planned release complete.
 * @param directory an existing folder of this run alone; the files stay there until the release is published
 */
export async function writeReleaseFiles(plan: ReleasePlan, directory: string): Promise<Release> {
  const { tag, title, body, prerelease, modelAssets, record, card } = plan;
  const described = [...modelAssets, await writeAsset(directory, record.name, record.text)];
  const sums = await writeAsset(directory, SUMS_NAME, renderSums(described));
  // Not among the sums, which stay what they are when a later version of this program writes the card in other words.
  const remade = { ...(await writeAsset(directory, card.name, card.text)), isRemade: true } as const;
  return { tag, title, body, prerelease, assets: [...described, remade, sums] };
}

async function writeAsset(directory: string, name: string, text: string): Promise<ReleaseAsset> {
  const path = join(directory, name);
  const bytes = Buffer.from(text);
  await writeFile(path, bytes);
  return { name, path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
