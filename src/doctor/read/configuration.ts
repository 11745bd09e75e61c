// The configurations of a repository, and what their paths and globs stand for here and now.
import { access, open, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path/posix';
import { loadSettings } from '../../config/load-config.ts';
import type { Settings } from '../../config/settings.ts';
import { parseYamlText } from '../../config/yaml-text.ts';
import { MlopsError } from '../../error.ts';
import type { Git } from '../../git/git.ts';
import { parseParamsReference } from '../../training/formats/params-file.ts';
import { findFiles, type WorkspaceFile } from '../../training/workspace-files.ts';
import { scriptOf } from '../command-script.ts';
import type { Configuration, ConfiguredFiles, FoundFile, ModelFolder, TextFile } from '../facts.ts';
import type { RepositoryPlace } from '../place.ts';
import { namesIn } from './repository.ts';

/** More folders than this are examples rather than models. */
const MOST_FOLDERS = 50;

/** Of a glob that matches more, these tell enough. */
const MOST_FILES = 200;

export async function readConfigurations(place: RepositoryPlace): Promise<readonly Configuration[]> {
  const folders = place.modelFolder === undefined ? await modelFolders(place.git) : [place.modelFolder];
  return Promise.all(folders.slice(0, MOST_FOLDERS).map((folder) => readConfiguration(place, folder)));
}

async function modelFolders(git: Git): Promise<readonly string[]> {
  const { stdout } = await git.exec([
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--',
    ':(top,glob)**/mlops.yaml',
  ]);
  const folders = namesIn(stdout).map((path) => path.slice(0, -'/mlops.yaml'.length) || '.');
  return folders.length === 0 ? ['.'] : [...new Set(folders)];
}

async function readConfiguration({ root, git }: RepositoryPlace, folder: string): Promise<Configuration> {
  const inputs = folder === '.' ? {} : { 'working-directory': folder };
  const file = folder === '.' ? 'mlops.yaml' : `${folder}/mlops.yaml`;
  const text = await readFile(join(root, file), 'utf8').catch(() => undefined);
  const yaml = text === undefined ? undefined : parseYamlText(text, file);
  const lineOf = (path: readonly string[]): number | undefined => yaml?.placeOf(path.slice(0, -1), path.at(-1)).line;
  const named = (yaml?.value as { readonly 'deploy-workflow'?: unknown } | null | undefined)?.['deploy-workflow'];
  const read = await loadSettings(inputs, { root, repository: basename(root) }).catch((error: unknown) => {
    if (error instanceof MlopsError) return error;
    throw error;
  });
  const common = {
    folder,
    file: text === undefined ? undefined : file,
    lineOf,
    deployWorkflow: typeof named === 'string' ? named : undefined,
  };
  if (read instanceof MlopsError) {
    const error = { message: read.message, fix: read.hint, file: read.place?.file, line: read.place?.line };
    return { ...common, settings: undefined, error, script: undefined };
  }
  return { ...common, settings: read, error: undefined, script: await readScript(git, root, read) };
}

async function readScript(git: Git, root: string, settings: Settings): Promise<Configuration['script']> {
  const named = scriptOf(settings.command ?? '');
  if (named === undefined) return undefined;
  const path = join(settings.workingDirectory, named);
  const exists = await access(join(root, path)).then(
    () => true,
    () => false,
  );
  const { stdout } = await git.exec(['ls-files', '-z', '--', `:(top,literal)${path}`]);
  return { path, exists, tracked: stdout.length > 0 };
}

/** The files behind every configured path and glob. */
export async function readConfiguredFiles(
  { root, git }: RepositoryPlace,
  models: readonly ModelFolder[],
): Promise<readonly ConfiguredFiles[]> {
  const wanted = models.flatMap((model) => patternsOf(model).map((each) => ({ ...each, model })));
  return Promise.all(
    wanted.map(async ({ key, pattern, model }) => {
      const place = { root, workingDirectory: model.settings.workingDirectory };
      const { files } = await findFiles(pattern, place);
      const { file, lineOf } = model;
      return { key, pattern, file, line: lineOf([key]), found: await describe(git, files.slice(0, MOST_FILES)) };
    }),
  );
}

function patternsOf({
  settings,
}: ModelFolder): readonly { readonly key: ConfiguredFiles['key']; readonly pattern: string }[] {
  const of = (key: ConfiguredFiles['key'], patterns: readonly string[]) =>
    patterns.map((pattern) => ({ key, pattern }));
  return [
    ...of(
      'params',
      settings.params.map((reference) => parseParamsReference(reference).file),
    ),
    ...of('data', settings.data),
    ...of('model-files', settings.modelFiles),
    ...of('metrics', settings.metrics),
  ];
}

async function describe(git: Git, files: readonly WorkspaceFile[]): Promise<readonly FoundFile[]> {
  if (files.length === 0) return [];
  const paths = files.map(({ path }) => `:(top,literal)${path}`);
  const { stdout } = await git.exec(['ls-files', '--eol', '-z', '--full-name', '--', ...paths]);
  const ends = new Map(
    namesIn(stdout).map((entry) => {
      const [, index = '', worktree = '', attributes = '', path = ''] =
        /^i\/(\S*)\s+w\/(\S*)\s+attr\/(.*?)\s*\t(.*)$/s.exec(entry) ?? [];
      return [path, { index, worktree, attributes }] as const;
    }),
  );
  return Promise.all(
    files.map(async (file) => {
      const eol = ends.get(file.path);
      const common = { path: file.path, tracked: eol !== undefined, isLfsPointer: await isLfsPointer(file) };
      return eol === undefined ? common : { ...common, eol };
    }),
  );
}

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: a pointer has less than 1024 bytes and begins so. */
async function isLfsPointer({ absolute, size }: WorkspaceFile): Promise<boolean> {
  if (size >= 1024) return false;
  return (await readStart(absolute)).startsWith('version https://git-lfs.github.com/spec/');
}

async function readStart(path: string): Promise<string> {
  const handle = await open(path).catch(() => undefined);
  if (handle === undefined) return '';
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

const MOST_TEXT_BYTES = 256 * 1024;

/** The texts of configurations and params, where a secret could have been written by mistake. */
export async function readConfiguredText(
  { root }: RepositoryPlace,
  configurations: readonly Configuration[],
  files: readonly ConfiguredFiles[],
): Promise<readonly TextFile[]> {
  const params = files.filter(({ key }) => key === 'params').flatMap(({ found }) => found.map(({ path }) => path));
  const paths = new Set([...configurations.flatMap(({ file }) => (file === undefined ? [] : [file])), ...params]);
  const texts = await Promise.all(
    [...paths].map(async (path) => {
      const text = await readFile(join(root, path), 'utf8').catch(() => '');
      return { path, text: text.slice(0, MOST_TEXT_BYTES) };
    }),
  );
  return texts.filter(({ text }) => text !== '');
}
