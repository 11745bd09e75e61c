// What is known of a repository before anything is proposed: a listing, and the texts of the few files that tell. Pure.
import type { Config } from '../config/schema.ts';
import { USUAL_METRICS, USUAL_PARAMS } from '../training/usual-files.ts';

export interface RepositoryFacts {
  /** Folder of the model, relative to the repository's root, with forward slashes; `.` for the root. */
  readonly folder: string;
  /** Paths relative to this folder: tracked files, and untracked ones that are not ignored. */
  readonly paths: readonly string[];
  /** Texts by path, of those that `filesToRead` names and that could be read. */
  readonly texts: ReadonlyMap<string, string>;
  /** `owner/name`, or the name of the repository's folder where it has no forge. */
  readonly repository: string;
  readonly defaultBranch: string;
  /** Programs that are on the PATH, of those in `PROGRAMS`. */
  readonly programs: ReadonlySet<string>;
  /** Names, without their ending, of workflows that are there and do not use the action. */
  readonly foreignWorkflows: readonly string[];
  /** What the mlops.yaml that is there says. */
  readonly config: Config | undefined;
}

/** Programs that a command may have to be called by. */
export const PROGRAMS = ['python', 'python3'] as const;

const SCRIPT = /\.(?:py|r|jl|[cm]?js|ts|sh)$/i;

const MANIFESTS = [
  'requirements.txt',
  'pyproject.toml',
  'package.json',
  'dvc.yaml',
  '.dvc/config',
  'MLproject',
  'Makefile',
  'makefile',
  'GNUmakefile',
];

const MAX_SCRIPTS = 200;

const MAX_NOTEBOOKS = 20;

/**
 * The files whose texts are worth reading. Results of an earlier training are mostly ignored by git, so the usual ones
 * are named even where the listing has none.
 */
export function filesToRead(paths: readonly string[], config: Config | undefined): readonly string[] {
  const scripts = paths.filter((path) => isScript(path) && path.split('/').length <= 4);
  // Of very many, those whose name sounds like it.
  const sounding = scripts.toSorted((a, b) => Number(soundsLikeTraining(b)) - Number(soundsLikeTraining(a)));
  const notebooks = paths.filter((path) => path.endsWith('.ipynb')).slice(0, MAX_NOTEBOOKS);
  const settings = paths.filter((path) => /^(?:conf|config|configs)\/[^/]+$|^config\.[a-z]+$/.test(path));
  const configured = [config?.params ?? [], config?.metrics ?? []]
    .flat()
    .map((name) => name.replace(/:[^/]*$/, ''))
    .filter((name) => !name.startsWith('/') && !name.split('/').includes('..'));
  const texts = [...MANIFESTS, ...USUAL_PARAMS, ...USUAL_METRICS, ...configured, ...settings];
  return [...new Set([...texts, ...sounding.slice(0, MAX_SCRIPTS), ...notebooks])];
}

function soundsLikeTraining(path: string): boolean {
  return /train|fit|model|main|run|pipeline|experiment/i.test(path);
}

export function isScript(path: string): boolean {
  return SCRIPT.test(path);
}

/** A name that can stand in a command, a pattern and a workflow as it is: no quotes, no expression, no line break. */
export function isPlainName(name: string): boolean {
  return /^[\p{L}\p{N}_.@+ /-]+$/u.test(name) && !/^[-+]|\/[-+]|^\s|\s$/u.test(name);
}

/** A word of a command for bash. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_./@+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
