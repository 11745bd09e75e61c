// The checked-in dist/ is what users run, so it is what these tests run: they build nothing and refuse what is stale.
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
/** A fresh clone writes src and dist within moments of each other, in any order. */
const SAME_CHECKOUT_MS = 60_000;

/**
 * Whether dist/ can stand for src/: that it is the very build of it is what `npm run check` finds out.
 * @throws Error that names the newer source file and what to run
 */
export function requireFreshDist(): Promise<void> {
  checked ??= checkDist();
  return checked;
}

let checked: Promise<void> | undefined;

async function checkDist(): Promise<void> {
  const [source, built] = await Promise.all([newestIn(join(ROOT, 'src')), newestIn(join(ROOT, 'dist'))]);
  if (built === undefined) throw new Error('There is no dist/: run `npm run build`.');
  if (source !== undefined && source.mtimeMs > built.mtimeMs + SAME_CHECKOUT_MS) {
    throw new Error(`dist/ is older than ${source.path}: run \`npm run build\`.`);
  }
}

async function newestIn(folder: string): Promise<{ readonly path: string; readonly mtimeMs: number } | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const dated = await Promise.all(files.map(async (path) => ({ path, mtimeMs: (await stat(path)).mtimeMs })));
  return dated.toSorted((a, b) => b.mtimeMs - a.mtimeMs)[0];
}
