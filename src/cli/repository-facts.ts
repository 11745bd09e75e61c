// Reads what `mlops init` has to know of a repository. Changes nothing.
import { access, constants, lstat, readdir, readFile } from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';
import { parseConfig } from '../config/parse-config.ts';
import type { Config } from '../config/schema.ts';
import { readLocalNames } from '../forge/local-event.ts';
import { usesAction } from '../init/kept-workflow.ts';
import { filesToRead, PROGRAMS, type RepositoryFacts } from '../init/repository-facts.ts';
import type { Workspace } from './workspace.ts';

const MAX_TEXT_BYTES = 1024 * 1024;

/**
 * @param folder of the model, relative to the root; an existing one
 * @param readConfig whether the mlops.yaml that is there counts
 * @throws MlopsError `config-invalid` for an mlops.yaml that cannot be read
 */
export async function readRepositoryFacts(
  { root, git }: Workspace,
  folder: string,
  readConfig: boolean,
): Promise<RepositoryFacts> {
  const [paths, names, programs] = await Promise.all([listFiles(git, folder), readLocalNames(git), findPrograms()]);
  const top = join(root, folder);
  const configText = readConfig ? await readSmallText(join(top, 'mlops.yaml')) : undefined;
  const configFile = folder === '.' ? 'mlops.yaml' : `${folder}/mlops.yaml`;
  const config: Config | undefined = configText === undefined ? undefined : parseConfig(configText, configFile);
  const texts = new Map<string, string>();
  for (const path of filesToRead(paths, config)) {
    const text = await readSmallText(join(top, path));
    if (text !== undefined) texts.set(path, text);
  }
  const repository = names.repository ?? basename(root);
  const defaultBranch = names.defaultBranch ?? 'main';
  // Whoever writes over everything wants the usual names.
  const foreignWorkflows = readConfig ? await findForeignWorkflows(root) : [];
  return { folder, paths, texts, repository, defaultBranch, programs, config, foreignWorkflows };
}

/** Tracked files, and untracked ones that are not ignored, by path from the folder. */
async function listFiles(git: Workspace['git'], folder: string): Promise<readonly string[]> {
  const listed = await git.text(['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', folder]);
  const prefix = folder === '.' ? '' : `${folder}/`;
  const paths = listed.split('\0').filter((path) => path !== '' && path.startsWith(prefix));
  return [...new Set(paths.map((path) => path.slice(prefix.length)))].toSorted();
}

/** Names, without their ending, of workflows that do not use the action. */
async function findForeignWorkflows(root: string): Promise<readonly string[]> {
  const folder = join(root, '.github/workflows');
  const names: readonly string[] = await readdir(folder).catch(() => []);
  const foreign: string[] = [];
  for (const name of names.filter((name) => name.endsWith('.yml'))) {
    const text = await readSmallText(join(folder, name));
    if (text !== undefined && !usesAction(text)) foreign.push(name.slice(0, -'.yml'.length));
  }
  return foreign;
}

/** Undefined for what is no small regular file of text; a link may lead anywhere. */
async function readSmallText(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isFile() !== true || found.size > MAX_TEXT_BYTES) return undefined;
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text?.includes('\0') === true ? undefined : text;
}

async function findPrograms(): Promise<ReadonlySet<string>> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = new Set<string>();
  for (const program of PROGRAMS) {
    for (const folder of folders) {
      const isThere = await access(join(folder, program), constants.X_OK).then(
        () => true,
        () => false,
      );
      if (isThere) found.add(program);
    }
  }
  return found;
}
