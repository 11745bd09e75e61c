// Finds and reads mlops.yaml. The only file here that touches the disk.
import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { MlopsError } from '../error.ts';
import { gateLinesOf, type GateLines } from './gate-lines.ts';
import { parseInputs } from './inputs.ts';
import { isInside, pathFromRoot } from '../workspace-path.ts';
import { overlay } from './overlay.ts';
import { parseConfig } from './parse-config.ts';
import type { Config } from './schema.ts';
import type { Settings } from './settings.ts';

const CONFIG_FILE = 'mlops.yaml';
const MISSPELLED = ['mlops.yml', '.mlops.yaml', '.mlops.yml', 'mlops.json', 'mlops.toml'];

interface LoadedConfig {
  readonly config: Config;
  /** Relative to the root, with forward slashes; undefined when there is none. */
  readonly configFile: string | undefined;
  /** Relative to the root, with forward slashes; `.` for the root. */
  readonly workingDirectory: string;
  readonly gateLines: GateLines;
}

/** Where to look, as the user typed it. */
interface ConfigPlaces {
  /** The repository's root, absolute. */
  readonly root: string;
  /** Relative to the root; the root itself when undefined. */
  readonly workingDirectory: string | undefined;
  /** Relative to the working directory or to the root; `mlops.yaml` of the working directory when undefined. */
  readonly configFile: string | undefined;
}

/**
 * Settings from inputs (or flags) and the repository's mlops.yaml.
 * @param repository `owner/name`, or the folder's name where there is no forge
 * @throws MlopsError `usage` or `config-invalid`
 */
export async function loadSettings(
  raw: Readonly<Record<string, string>>,
  { root, repository }: { readonly root: string; readonly repository: string },
): Promise<Settings> {
  const inputs = parseInputs(raw);
  const { workingDirectory, configFile } = inputs;
  const loaded = await loadConfig({ root, workingDirectory, configFile });
  return overlay(loaded.config, inputs, { ...loaded, repository });
}

/**
 * Reads the configuration; none is an empty one, unless it was named.
 * @throws MlopsError `usage` for a working directory that is absent or lies outside, `config-invalid` for the rest
 */
async function loadConfig(places: ConfigPlaces): Promise<LoadedConfig> {
  const root = await realpath(places.root);
  const directory = await findDirectory(root, places.workingDirectory ?? '.');
  const workingDirectory = pathFromRoot(root, directory);
  const file = await findFile(root, directory, places.configFile);
  if (file === undefined) return { config: {}, configFile: undefined, workingDirectory, gateLines: {} };
  const configFile = pathFromRoot(root, file);
  const text = await readText(file, configFile);
  return { config: parseConfig(text, configFile), configFile, workingDirectory, gateLines: gateLinesOf(text) };
}

async function findDirectory(root: string, typed: string): Promise<string> {
  const found = await realpath(path.resolve(root, typed)).catch(() => undefined);
  if (found === undefined || !(await stat(found)).isDirectory()) {
    throw new MlopsError(
      'usage',
      `working-directory: there is no folder "${typed}"`,
      `Give a folder relative to the repository's root, ${root}.`,
    );
  }
  if (isInside(root, found)) return found;
  throw new MlopsError(
    'usage',
    `working-directory: "${typed}" lies outside the repository`,
    'Give a folder inside it; a link that leaves it is not followed.',
  );
}

async function findFile(root: string, directory: string, typed: string | undefined): Promise<string | undefined> {
  const wanted = typed ?? CONFIG_FILE;
  const candidates = typed === undefined ? [directory] : [...new Set([directory, root])];
  for (const folder of candidates) {
    const found = await realpath(path.resolve(folder, wanted)).catch(() => undefined);
    if (found === undefined) continue;
    if (isInside(root, found)) return found;
    throw new MlopsError('config-invalid', `config: "${wanted}" lies outside the repository`, 'Keep it inside.');
  }
  if (typed !== undefined) {
    const looked = candidates.map((folder) => pathFromRoot(root, path.resolve(folder, typed))).join(' and ');
    throw new MlopsError('config-invalid', `config: there is no file ${looked}`, 'Correct the path, or leave it out.');
  }
  for (const name of MISSPELLED) {
    const isThere = await lstat(path.join(directory, name)).then(
      () => true,
      () => false,
    );
    if (isThere) {
      await refuseTrackingBranch(path.join(directory, name));
      throw new MlopsError(
        'config-invalid',
        `${pathFromRoot(root, path.join(directory, name))} is not read: the configuration is called ${CONFIG_FILE}`,
        `Rename it: git mv ${name} ${CONFIG_FILE}. If it belongs to another program, name yours with the input "config".`,
      );
    }
  }
  return undefined;
}

/** `mlops.json` tells the format of a tracking branch, which somebody has checked out; renaming it there would spoil it. */
async function refuseTrackingBranch(file: string): Promise<void> {
  const text = path.basename(file) === 'mlops.json' ? await readFile(file, 'utf8').catch(() => '') : '';
  if (!/^\s*\{\s*"format"\s*:\s*\d+\s*\}\s*$/.test(text)) return;
  throw new MlopsError(
    'usage',
    'this is the tracking branch, which holds runs and no code to train',
    'Go back to the branch with your code: git switch main',
  );
}

async function readText(file: string, shown: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    throw new MlopsError(
      'config-invalid',
      `${shown} cannot be read: ${(cause as Error).message}`,
      'It must be a text file in UTF-8.',
      { cause, place: { file: shown } },
    );
  }
}
