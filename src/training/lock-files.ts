// Packages as lock files pin them: of npm, Yarn, pnpm and renv. A lock file stands beside the code, in the working
// directory or at the top of the repository.
import { readFile } from 'node:fs/promises';
import { MAX_DOCUMENT_BYTES } from './formats/limits.ts';
import { findFiles, type Workspace } from './workspace-files.ts';

type ParseLock = (text: string) => readonly string[];

const LOCKS: readonly (readonly [name: string, parse: ParseLock])[] = [
  ['package-lock.json', parseNpmLock],
  ['yarn.lock', parseYarnLock],
  ['pnpm-lock.yaml', parsePnpmLock],
  ['renv.lock', parseRenvLock],
];

/** All pinned packages as `npm:name==version` and `cran:name==version`; a lock file that cannot be read counts as none. */
export async function readLockedPackages(workspace: Workspace): Promise<readonly string[]> {
  const packages = await Promise.all(
    LOCKS.map(async ([name, parse]) => parseSafely(await readLock(name, workspace), parse)),
  );
  return packages.flat();
}

async function readLock(name: string, workspace: Workspace): Promise<string> {
  for (const workingDirectory of new Set([workspace.workingDirectory, '.'])) {
    const { files } = await findFiles(name, { ...workspace, workingDirectory });
    const [file] = files;
    if (file !== undefined && file.size <= MAX_DOCUMENT_BYTES) return readFile(file.absolute, 'utf8').catch(() => '');
  }
  return '';
}

function parseSafely(text: string, parse: ParseLock): readonly string[] {
  try {
    return text === '' ? [] : parse(text);
  } catch {
    return [];
  }
}

/** Lock file versions 2 and 3: https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
function parseNpmLock(text: string): readonly string[] {
  const { packages = {} } = JSON.parse(text) as { packages?: Record<string, { version?: unknown; link?: unknown }> };
  return Object.entries(packages).flatMap(([path, { version, link }]) => {
    const name = path.split('node_modules/').at(-1) ?? '';
    return path === '' || name === '' || link === true ? [] : pinned('npm', name, version);
  });
}

/** Yarn 1 (`version "1.2.3"`) and later (`version: 1.2.3`). */
export function parseYarnLock(text: string): readonly string[] {
  return [...text.matchAll(/^"?(@?[^@\s"]+)@[^\n]*:\n(?: {2}[^\n]*\n)*? {2}version:? "?([^"\s]+)"?$/gm)].flatMap(
    ([, name, version]) => (version?.startsWith('0.0.0-use.local') === true ? [] : pinned('npm', name ?? '', version)),
  );
}

/** The keys of `packages:`, `name@version` or `/name@version`, with peers in parentheses. */
export function parsePnpmLock(text: string): readonly string[] {
  const section = /^packages:\n([\s\S]*?)(?=^\S|(?![\s\S]))/m.exec(text)?.[1] ?? '';
  return [...section.matchAll(/^ {2}'?\/?(@?[^@\s'(:]+)@([^\s'(:]+)[^\n]*:$/gm)].flatMap(([, name, version]) =>
    pinned('npm', name ?? '', version),
  );
}

/** https://rstudio.github.io/renv/reference/lockfiles.html */
function parseRenvLock(text: string): readonly string[] {
  const { Packages = {} } = JSON.parse(text) as { Packages?: Record<string, { Version?: unknown }> };
  return Object.entries(Packages).flatMap(([name, { Version }]) => pinned('cran', name, Version));
}

function pinned(ecosystem: string, name: string, version: unknown): readonly string[] {
  const isPlain = typeof version === 'string' && /^[^\s]{1,100}$/.test(version) && /^[@\w./-]{1,200}$/.test(name);
  return isPlain ? [`${ecosystem}:${name}==${version}`] : [];
}
