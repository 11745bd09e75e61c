// A release as a folder: assets, SHA256SUMS in the form that `sha256sum --check` reads, and release.json, which says
// whether it is published. It is a draft until every asset is there and verified.
import { createHash } from 'node:crypto';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from '../zod.ts';
import { MlopsError } from '../error.ts';
import type { PublishedAsset, Release, ReleaseAsset } from './forge.ts';
import { readIfThere, writeWhole } from './local-file.ts';

const SUMS = 'SHA256SUMS';
const RELEASE = 'release.json';

const StoredRelease = z.looseObject({
  draft: z.boolean(),
  assets: z.array(z.looseObject({ name: z.string(), size: z.number(), sha256: z.string() })),
});

/** Writes the release into `folder`, goes on with a draft, or finds it published already. */
export async function writeRelease(folder: string, release: Release, clock: () => Date): Promise<void> {
  requirePlainNames(release);
  const stored = await readRelease(folder);
  if (stored?.draft === false) {
    const fixed = release.assets.filter(({ isRemade }) => isRemade !== true);
    requireSame(stored.assets, { ...release, assets: fixed });
    for (const asset of fixed) await verifyAsset(folder, asset, release);
    return;
  }
  const { tag, title, body, prerelease } = release;
  const assets = release.assets.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  const facts = { tag, title, body, prerelease, assets };
  await writeWhole(join(folder, RELEASE), toText({ ...facts, draft: true }));
  for (const asset of release.assets) await keepAsset(folder, asset, release);
  await writeSums(folder, release);
  await writeWhole(join(folder, RELEASE), toText({ ...facts, draft: false, published: clock().toISOString() }));
}

/** The assets of a published release as they were described; whoever uses a file checks its digest. */
export async function findPublished(folder: string, tag: string): Promise<readonly PublishedAsset[] | undefined> {
  const stored = await readRelease(folder);
  if (stored === undefined || stored.draft) return undefined;
  requirePlainNames({ tag, assets: stored.assets });
  return stored.assets.map(({ name, size, sha256 }) => ({ id: name, name, size, sha256 }));
}

/** Copies an asset into a file, from an offset on. */
export async function copyAsset(
  folder: string,
  tag: string,
  { name, size }: PublishedAsset,
  to: string,
  offset = 0,
): Promise<void> {
  requirePlainNames({ tag, assets: [{ name }] });
  const from = join(folder, name);
  const found = await stat(from).catch(() => undefined);
  if (found?.size !== size) {
    throw new MlopsError(
      'artifact-mismatch',
      `${name} of the release ${tag} ${found === undefined ? 'is gone' : `has ${found.size} bytes, not ${size}`}`,
      'Something changed the release; do not use it. Take the files from another copy.',
    );
  }
  if (offset === 0) await copyFile(from, to, constants.COPYFILE_FICLONE);
  else await pipeline(createReadStream(from), createWriteStream(to, { flags: 'r+', start: offset }));
}

/** Assets become file names, so they are only that. */
function requirePlainNames(release: {
  readonly tag: string;
  readonly assets: readonly { readonly name: string }[];
}): void {
  const taken = new Set([RELEASE]);
  for (const { name } of release.assets) {
    const lower = name.toLowerCase();
    if (/^[\p{L}\p{N}_+@][\p{L}\p{N}._+@ -]*$/u.test(name) && !taken.has(lower)) {
      taken.add(lower);
      continue;
    }
    throw new MlopsError(
      'release-refused',
      `${JSON.stringify(name)} cannot be an asset of ${release.tag}: the name is taken or no plain file name`,
      'Give each asset a name of its own, without slashes.',
    );
  }
}

async function keepAsset(folder: string, asset: ReleaseAsset, release: Release): Promise<void> {
  const temporary = join(folder, `.${asset.name}.partial`);
  await mkdir(folder, { recursive: true });
  try {
    await copyPart(asset, temporary);
    await rename(temporary, join(folder, asset.name));
  } catch (error) {
    // Said below, in words: the release lacks the file.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  await verifyAsset(folder, asset, release);
}

async function copyPart({ path, offset, size }: ReleaseAsset, to: string): Promise<void> {
  if (offset === undefined) return copyFile(path, to, constants.COPYFILE_FICLONE);
  await pipeline(createReadStream(path, { start: offset, end: offset + size - 1 }), createWriteStream(to));
}

async function verifyAsset(folder: string, asset: ReleaseAsset, release: Release): Promise<void> {
  const found = await readDigest(join(folder, asset.name));
  if (found === asset.sha256) return;
  throw new MlopsError(
    'artifact-mismatch',
    `${asset.name} in the release ${release.tag} has SHA-256 ${found ?? 'of nothing: it is gone'}, not ${asset.sha256}`,
    'Something changed the file; do not use it. Register the next version from files that are whole.',
  );
}

/** Writes the sums of the assets, or checks those that came as an asset. */
async function writeSums(folder: string, release: Release): Promise<void> {
  const sums = new Map(release.assets.map(({ name, sha256 }) => [name, sha256]));
  if (!sums.has(SUMS)) {
    const lines = [...sums].map(([name, sha256]) => `${sha256}  ${name}\n`);
    await writeWhole(join(folder, SUMS), lines.join(''));
    return;
  }
  for (const line of ((await readIfThere(join(folder, SUMS))) ?? '').split('\n')) {
    const [, sum = '', name = ''] = /^([0-9a-f]{64}) [ *](.*)$/.exec(line) ?? [];
    if (line === '' || sums.get(name) === sum) continue;
    throw new MlopsError(
      'artifact-mismatch',
      `${SUMS} of the release ${release.tag} does not fit its assets: ${line.slice(0, 200)}`,
      'The release stays a draft; write the sums anew from the files that are released.',
    );
  }
}

function requireSame(stored: readonly { readonly name: string; readonly sha256: string }[], release: Release): void {
  const sums = new Map(stored.map(({ name, sha256 }) => [name, sha256]));
  const other = release.assets.find(({ name, sha256 }) => sums.get(name) !== sha256);
  if (other === undefined) return;
  throw new MlopsError(
    'release-refused',
    `the release ${release.tag} is published ${sums.has(other.name) ? 'with another' : 'without'} ${other.name}`,
    'What is published stays as it is: register the next version.',
  );
}

async function readRelease(folder: string): Promise<z.infer<typeof StoredRelease> | undefined> {
  const text = await readIfThere(join(folder, RELEASE));
  if (text === undefined) return undefined;
  try {
    return StoredRelease.parse(JSON.parse(text));
  } catch (cause) {
    throw new MlopsError(
      'release-refused',
      `${join(folder, RELEASE)} is not readable`,
      'It was edited by hand; remove that folder and release again.',
      { cause },
    );
  }
}

async function readDigest(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
    return hash.digest('hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function toText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
