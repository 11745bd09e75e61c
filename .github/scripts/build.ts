// Builds dist/, the release product: bundled doors, their metadata, the training runner, the demo project, licences.
// Deterministic and not minified, so that a reviewer can read it and CI can rebuild and compare it.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { rolldown, type OutputChunk } from 'rolldown';

const root = resolve(import.meta.dirname, '../..');

/** Builds into `target`, replacing what is there. */
export async function buildDist(target: string): Promise<void> {
  const bundle = await rolldown({
    cwd: root,
    input: {
      cli: 'src/cli/main.ts',
      'plan/index': 'src/action/plan/main.ts',
      'publish/index': 'src/action/publish/main.ts',
    },
    platform: 'node',
    transform: { target: 'node22' },
    // Loading them does nothing by itself, though their package.json does not say so: the planning step takes what it
    // needs of @actions/core without the HTTP client that another part of it uses.
    treeshake: { moduleSideEffects: [{ test: /[\\/]node_modules[\\/]@actions[\\/]/, sideEffects: false }] },
    logLevel: 'warn',
  });
  // Source that does not build must not cost the build that is there.
  await bundle.generate({ format: 'esm' });
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const { output } = await bundle.write({
    dir: target,
    format: 'esm',
    minify: false,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    comments: { legal: true },
  });
  await bundle.close();

  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  await writeFile(
    join(target, 'package.json'),
    `${JSON.stringify({ name: 'mlops-action-dist', version, type: 'module', private: true }, undefined, 2)}\n`,
  );
  await cp(join(root, 'src/action/plan/action.yml'), join(target, 'plan/action.yml'));
  await cp(join(root, 'src/action/publish/action.yml'), join(target, 'publish/action.yml'));
  await cp(join(root, 'src/action/stage.sh'), join(target, 'stage.sh'));
  await cp(join(root, 'src/training/train.sh'), join(target, 'train.sh'));
  await cp(join(root, 'src/training/guard.sh'), join(target, 'guard.sh'));
  await cp(join(root, 'src/deployment/deploy.sh'), join(target, 'deploy.sh'));
  await cp(join(root, 'src/config/mlops.schema.json'), join(target, 'mlops.schema.json'));
  await cp(join(root, 'src/demo/project'), join(target, 'demo'), { recursive: true });
  const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk');
  await writeFile(
    join(target, 'THIRD-PARTY-LICENSES.txt'),
    await renderLicences(chunks.flatMap((chunk) => chunk.moduleIds)),
  );
}

/** The licence text of every package that has a module in the bundle, sorted by name. */
async function renderLicences(moduleIds: readonly string[]): Promise<string> {
  const folders = new Set<string>();
  for (const id of moduleIds) {
    const found = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id.replaceAll('\0', ''));
    if (found?.[1] !== undefined) folders.add(found[1]);
  }
  const parts = await Promise.all([...folders].map(renderLicence));
  return `Packages bundled in this folder, with their licences.\n\n${[...new Set(parts)].toSorted().join('\n')}`;
}

async function renderLicence(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined ? '(no licence file in the package)' : (await readFile(join(folder, file), 'utf8')).trim();
  return `${'='.repeat(80)}\n${name} ${version} (${license})\n${'='.repeat(80)}\n${text.replaceAll('\r\n', '\n')}\n`;
}

if (import.meta.main) await buildDist(resolve(process.argv[2] ?? join(root, 'dist')));
