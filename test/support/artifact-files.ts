// Files on disk with the facts that an artifact store is told about them.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ArtifactFile } from '../../src/artifacts/store.ts';

/** Writes each text below `folder` under its path, and describes it. */
export function writeArtifactFiles(folder: string, texts: Readonly<Record<string, string>>): readonly ArtifactFile[] {
  return Object.entries(texts).map(([path, text]) => {
    const from = join(folder, path);
    mkdirSync(dirname(from), { recursive: true });
    writeFileSync(from, text);
    return describeFile(path, from, text);
  });
}

export function describeFile(path: string, from: string, text: string): ArtifactFile {
  return { path, from, size: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') };
}
