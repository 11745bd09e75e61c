// Rebuilds dist/ in a temporary folder and compares it byte for byte with the one that is committed.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildDist } from './build.ts';

const committed = resolve(import.meta.dirname, '../../dist');
const rebuilt = await mkdtemp(join(tmpdir(), 'mlops-dist-'));
try {
  await buildDist(rebuilt);
  const [now, then] = await Promise.all([readTree(rebuilt), readTree(committed)]);
  const names = [...new Set([...now.keys(), ...then.keys()])].toSorted();
  const different = names.filter((name) => now.get(name) !== then.get(name));
  if (names.length < 10) throw new Error(`only ${names.length} files were compared: the check saw nothing`);
  if (different.length > 0) {
    console.error(
      `dist/ is not what src/ builds; run \`npm run build\` and commit it. Different:\n  ${different.join('\n  ')}`,
    );
    process.exitCode = 1;
  } else {
    console.log(`dist/ is in sync: ${names.length} files`);
  }
} finally {
  await rm(rebuilt, { recursive: true, force: true });
}

async function readTree(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(files.map(async (file) => [file.slice(folder.length), await readFile(file, 'latin1')] as const)),
  );
}
