// Completes package-lock.json with the optional packages of other platforms. npm leaves out those that its registry did
// not serve when the lock was written (a mirror may hold one platform only), and then `npm ci` refuses the lock everywhere.
// Run it after every `npm install`; with `--check` it only tells.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

const SYSTEMS = 'aix android darwin freebsd linux netbsd openbsd openharmony sunos win32'.split(' ');
const PROCESSORS = 'arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64'.split(' ');

const path = resolve(import.meta.dirname, '../../package-lock.json');
const lock = JSON.parse(await readFile(path, 'utf8')) as { packages: Record<string, LockedPackage> };
const added = complete(lock.packages);
if (!process.argv.includes('--check')) {
  const sorted = Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1));
  await writeFile(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, undefined, 2)}\n`);
  console.log(`added ${added.length} packages of other platforms`);
} else if (added.length > 0) {
  console.error(`package-lock.json lacks packages of other platforms: run \`npm run lock\`\n  ${added.join('\n  ')}`);
  process.exitCode = 1;
} else {
  console.log(`package-lock.json is complete: ${Object.keys(lock.packages).length} packages`);
}

/** Adds what is missing and gives the places. A version of one's own is only seen to be missing once the other is there. */
function complete(packages: Record<string, LockedPackage>): readonly string[] {
  const places: string[] = [];
  for (let changed = true; changed;) {
    changed = false;
    for (const [place, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
      for (const [name, version] of Object.entries(optionalDependencies)) {
        const above = folderAbove(place);
        const found = findLocked(packages, place, name);
        if (found !== undefined && (found.version === version || !/^\d/.test(version))) continue;
        const target = found === undefined ? `node_modules/${name}` : `${above}${above && '/'}node_modules/${name}`;
        packages[target] = { version, ...(dev === true ? { dev } : {}), optional: true, ...platformOf(name) };
        places.push(target);
        changed = true;
      }
    }
  }
  return places;
}

/** What the package at a place finds under a name, looking where Node looks: below it, beside it, then further up. */
function findLocked(
  packages: Readonly<Record<string, LockedPackage>>,
  place: string,
  name: string,
): LockedPackage | undefined {
  for (let folder = place; ; folder = folderAbove(folder)) {
    const found = packages[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`];
    if (found !== undefined || folder === '') return found;
  }
}

/** The package that holds a package, as npm lays them out; empty for those at the top. */
function folderAbove(place: string): string {
  return place.slice(0, place.lastIndexOf('node_modules/')).replace(/\/$/, '');
}

/** Operating system and processor as the names of such packages tell them: `…-linux-arm64-musl`, `…/win32-x64`. */
function platformOf(name: string): { readonly os?: readonly string[]; readonly cpu?: readonly string[] } {
  const parts = name.split(/[/-]/);
  const os = parts.find((part) => SYSTEMS.includes(part));
  const cpu = parts.find((part) => PROCESSORS.includes(part));
  if (os === undefined && cpu === undefined) throw new Error(`${name} names no platform`);
  return { ...(os === undefined ? {} : { os: [os] }), ...(cpu === undefined ? {} : { cpu: [cpu] }) };
}
