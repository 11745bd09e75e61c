// Artifacts as folders: one per artifact, with a manifest that says what must be in it. Nothing is changed once written.
import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from '../zod.ts';
import { MlopsError } from '../error.ts';
import { fillFolder } from './download-folder.ts';
import { findSource, verifyFile } from './recorded-file.ts';
import { requireSafePaths, unsafePathReason } from './inner-path.ts';
import type { ArtifactFile, ArtifactStore, StoredArtifact } from './store.ts';

const Manifest = z.looseObject({
  schema: z.literal(1),
  created: z.string(),
  files: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string() })),
});
type ManifestFile = z.infer<typeof Manifest>['files'][number];

/**
 * Keeps artifacts under `folder`, as `<name>/manifest.json` and `<name>/files/…`. The digest is that of the manifest's
 * list of files; the same name with the same content is the same artifact.
 */
export function folderArtifacts(options: { readonly folder: string; readonly clock: () => Date }): ArtifactStore {
  const { folder, clock } = options;

  async function upload(name: string, files: readonly ArtifactFile[]): Promise<StoredArtifact> {
    requireSafePaths(files);
    const place = placeOf(folder, name);
    const entries = files.map(({ path, size, sha256 }) => ({ path, size, sha256 })).toSorted(byPath);
    const digest = digestOf(entries);
    const temporary = join(folder, `.${randomUUID()}.partial`);
    try {
      await mkdir(join(temporary, 'files'), { recursive: true });
      for (const file of files) await keep(file, join(temporary, 'files', file.path));
      const manifest = { schema: 1, created: clock().toISOString(), files: entries };
      await writeFile(join(temporary, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
      await rename(temporary, place);
    } catch (error) {
      // The name is taken: the same content is the same artifact, whoever wrote it first.
      if (!(await exists(place)) || error instanceof MlopsError) throw error;
      if (digestOf((await readManifest(place, name)).files) === digest) return stored(name, digest);
      throw new MlopsError(
        'artifact-failed',
        `an artifact named ${name} is there already, with other content`,
        'Artifacts are never changed; keep these files under another name.',
        { cause: error },
      );
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
    return stored(name, digest);
  }

  async function download(
    artifact: { readonly id: string; readonly digest: string | undefined },
    directory: string,
  ): Promise<readonly string[]> {
    const place = placeOf(folder, artifact.id);
    const { files } = await readManifest(place, artifact.id);
    if (artifact.digest !== undefined && artifact.digest !== digestOf(files)) {
      throw new MlopsError(
        'artifact-mismatch',
        `the manifest of artifact ${artifact.id} does not have the recorded digest ${artifact.digest}`,
        'The artifact store was changed by hand; take the files from another copy.',
      );
    }
    requireSafePaths(files);
    return fillFolder(directory, async (temporary) => {
      for (const file of files)
        await keep({ ...file, from: join(place, 'files', file.path) }, join(temporary, file.path));
      return files.map(({ path }) => path);
    });
  }

  return { kind: 'folder', upload, download };
}

/** Copies a file, sharing blocks where the file system can, and verifies the copy. */
async function keep(file: ArtifactFile, to: string): Promise<void> {
  const source = await findSource(file);
  await mkdir(dirname(to), { recursive: true });
  await copyFile(source, to, constants.COPYFILE_FICLONE);
  await verifyFile(to, file);
}

async function readManifest(place: string, id: string): Promise<z.infer<typeof Manifest>> {
  const text = await readFile(join(place, 'manifest.json'), 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new MlopsError(
      'not-found',
      `there is no artifact ${id} in ${dirname(place)}`,
      'It was kept on another machine, or removed; a registered version has its files in the release.',
    );
  }
  try {
    return Manifest.parse(JSON.parse(text));
  } catch (cause) {
    throw new MlopsError(
      'artifact-mismatch',
      `the manifest of artifact ${id} is not readable`,
      'The artifact store was changed by hand; take the files from another copy.',
      { cause },
    );
  }
}

function placeOf(folder: string, name: string): string {
  const reason = name.includes('/') ? 'it holds a slash' : unsafePathReason(name);
  if (reason === undefined) return join(folder, name);
  throw new MlopsError(
    'artifact-failed',
    `${JSON.stringify(name)} cannot be the name of an artifact: ${reason}`,
    'Artifact names are made of letters, digits, dots, dashes and underscores.',
  );
}

function stored(id: string, digest: string): StoredArtifact {
  return { id, url: undefined, digest, expires: undefined };
}

function digestOf(files: readonly ManifestFile[]): string {
  const lines = files.toSorted(byPath).map(({ path, size, sha256 }) => JSON.stringify([path, size, sha256]));
  return `sha256:${createHash('sha256').update(lines.join('\n')).digest('hex')}`;
}

function byPath(a: ManifestFile, b: ManifestFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
