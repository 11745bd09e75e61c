// Which folders of a repository are a model of their own. Pure.
import { USUAL_PARAMS } from '../training/usual-files.ts';
import { shellWord, type RepositoryFacts } from './repository-facts.ts';
import { languagesWithManifest } from './toolchain.ts';
import { findEntries } from './training-entry.ts';

/** Whether a folder has what a model has: a configuration, a training, params, or packages of its own. */
export function isModelFolder(facts: RepositoryFacts): boolean {
  return (
    facts.paths.includes('mlops.yaml') ||
    USUAL_PARAMS.some((path) => facts.paths.includes(path)) ||
    languagesWithManifest(facts).length > 0 ||
    findEntries(facts).length > 0
  );
}

/**
 * Folders below that train side by side, `models/a/train.py` and `models/b/train.py`, where the likeliest training of the
 * whole is but one of theirs; empty otherwise.
 */
export function foldersSideBySide(facts: RepositoryFacts): readonly string[] {
  const entries = findEntries(facts).map(({ file }) => file);
  const [first = ''] = entries;
  const folder = folderOf(first);
  if (folder === '' || facts.config !== undefined) return [];
  const alike = entries.filter(
    (file) => stemOf(file) === stemOf(first) && folderOf(folderOf(file)) === folderOf(folder) && folderOf(file) !== '',
  );
  const folders = [...new Set(alike.map(folderOf))].toSorted();
  return folders.length > 1 ? folders : [];
}

/** The commands that propose for each of these folders. */
export function commandsFor(folders: readonly string[], place: string): readonly string[] {
  const inside = place === '.' ? '' : `${place}/`;
  return folders.map((folder) => `mlops init --yes --working-directory ${shellWord(`${inside}${folder}`)}`);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
}
