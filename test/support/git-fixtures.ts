// Real git in temporary folders: repositories, bare remotes and their contents. Nothing of the user's configuration is read.
import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** The environment of every git process that a test starts itself. */
export const TEST_GIT_ENVIRONMENT: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  LC_ALL: 'C',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  GIT_TERMINAL_PROMPT: '0',
  // No housekeeping after a commit or fetch: two processes that find nothing to do.
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'maintenance.auto',
  GIT_CONFIG_VALUE_0: 'false',
};

/** A folder that is removed at the end of the scope: `using folder = temporaryFolder()`. */
export interface TemporaryFolder extends Disposable {
  readonly path: string;
}

export function temporaryFolder(name = 'mlops-test-'): TemporaryFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), name)));
  return {
    path,
    [Symbol.dispose]() {
      rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Runs git in a folder and gives its stdout without the final newline; throws when git fails. */
export function git(directory: string, args: readonly string[], options: ExecFileSyncOptions = {}): string {
  const output = execFileSync('git', [...args], {
    cwd: directory,
    env: TEST_GIT_ENVIRONMENT,
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 30,
    ...options,
  });
  return output.toString().replace(/\n$/, '');
}

export interface RepositoryOptions {
  readonly objectFormat?: 'sha1' | 'sha256';
}

/** An empty repository with a worktree at `path`, on the unborn branch `main`. */
export function createEmptyRepository(path: string, options: RepositoryOptions = {}): string {
  layOutRepository(join(path, '.git'), '\tbare = false\n\tlogallrefupdates = true\n', options);
  return path;
}

// What `git init` makes (gitrepository-layout), without its process: hundreds of tests begin with it.
function layOutRepository(folder: string, settings: string, { objectFormat = 'sha1' }: RepositoryOptions): void {
  for (const part of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags', 'info']) {
    mkdirSync(join(folder, part), { recursive: true });
  }
  const [version, extension] = objectFormat === 'sha1' ? [0, ''] : [1, `[extensions]\n\tobjectformat = sha256\n`];
  writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(
    join(folder, 'config'),
    `${extension}[core]\n\trepositoryformatversion = ${version}\n\tfilemode = true\n${settings}`,
  );
}

/** A repository with a worktree at `path` and one commit on `main`. */
export function createRepository(path: string, options: RepositoryOptions = {}): string {
  createEmptyRepository(path, options);
  commitFiles(path, { 'train.py': 'print("rmse=6.1")\n' }, 'Train');
  return path;
}

/** An empty bare repository at `path` that serves partial clones, as forges do. */
export function createEmptyRemote(path: string, options: RepositoryOptions = {}): string {
  const served = '[uploadpack]\n\tallowFilter = true\n\tallowAnySHA1InWant = true\n[http]\n\treceivepack = true\n';
  layOutRepository(path, `\tbare = true\n${served}[gc]\n\tauto = 0\n`, options);
  return path;
}

/** A bare repository at `path` with one commit on `main`. */
export function createRemote(path: string, options: RepositoryOptions = {}): string {
  createEmptyRemote(path, options);
  commitToBare(path, 'refs/heads/main', { 'train.py': 'print("rmse=6.1")\n' }, 'Train');
  return path;
}

/** Writes files (by path relative to the worktree), commits them all and gives the commit. */
export function commitFiles(directory: string, files: Readonly<Record<string, string>>, message = 'Change'): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  git(directory, ['add', '--all']);
  git(directory, ['commit', '--quiet', '--allow-empty', '-m', message]);
  return readHead(directory) ?? git(directory, ['rev-parse', 'HEAD']);
}

/** The commit that is checked out, when the files of the repository say it plainly. */
function readHead(directory: string): string | undefined {
  const head = readIfThere(join(directory, '.git/HEAD'));
  const ref = /^ref: (.+)\n$/.exec(head ?? '')?.[1];
  return ref === undefined ? undefined : readLooseRef(join(directory, '.git'), ref);
}

function readLooseRef(folder: string, ref: string): string | undefined {
  return /^[0-9a-f]{40,64}(?=\n$)/.exec(readIfThere(join(folder, ref)) ?? '')?.[0];
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Commits files onto a ref of any repository, without a worktree and past every hook; gives the commit. */
export function commitToBare(
  directory: string,
  ref: string,
  files: Readonly<Record<string, string | null>>,
  message = 'Change',
  { orphan = false, at }: { readonly orphan?: boolean; readonly at?: Date } = {},
): string {
  const parent = orphan ? '' : tipOf(directory, ref);
  const seconds = Math.floor((at ?? new Date()).getTime() / 1000);
  const lines = [`commit ${ref}`, 'mark :1', `committer Ada <ada@example.org> ${seconds} +0000`, data(message)];
  if (orphan) lines.unshift(`reset ${ref}`);
  if (parent !== '') lines.push(`from ${parent}`);
  for (const [path, content] of Object.entries(files)) {
    lines.push(...(content === null ? [`D ${path}`] : [`M 100644 inline ${path}`, data(content)]));
  }
  const stream = [...lines, 'get-mark :1', 'done', ''].join('\n');
  return git(directory, ['fast-import', '--quiet', '--force', '--done'], { input: stream });
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}

/** The object id that a ref points to; empty when there is none. */
export function tipOf(directory: string, ref: string): string {
  const folder = existsSync(join(directory, '.git')) ? join(directory, '.git') : directory;
  return readLooseRef(folder, ref) ?? git(directory, ['for-each-ref', '--format=%(objectname)', ref]);
}

/** Paths of all files in the tree of a commit or ref. */
export function filesOf(directory: string, commit: string): readonly string[] {
  return git(directory, ['ls-tree', '-r', '-z', '--name-only', commit]).split('\0').filter(Boolean);
}

/** Content of a file in the tree of a commit or ref. */
export function contentOf(directory: string, commit: string, path: string): string {
  return execFileSync('git', ['cat-file', 'blob', `${commit}:${path}`], {
    cwd: directory,
    env: TEST_GIT_ENVIRONMENT,
    maxBuffer: 1 << 30,
  }).toString();
}

/** Puts an executable hook into a repository. */
export function installHook(directory: string, name: string, script: string): void {
  const hooks = join(directory, 'hooks');
  mkdirSync(hooks, { recursive: true });
  writeFileSync(join(hooks, name), script, { mode: 0o755 });
}

/** Every file under a folder with the SHA-256 of its bytes: equal before and after means that nothing was touched. */
export function fingerprintOf(directory: string): Readonly<Record<string, string>> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return Object.fromEntries(
    files.map((file) => [relative(directory, file), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );
}
