// A bare repository for one operation, in a temporary folder. Partial and shallow fetches leave marks in the repository
// that makes them; they are made here so that the user's own repository keeps none.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gitIn, type Git, type GitConfig } from './git.ts';
import { remoteConfigOf, type Location } from './location.ts';
import type { ObjectFormat } from './object-id.ts';

export interface Scratch {
  /** Git speaking to the scratch repository. */
  readonly git: Git;
  /** The folder of the bare repository. */
  readonly directory: string;
  readonly format: ObjectFormat;
}

export interface ScratchOptions {
  /** Folder in which the scratch repository is made; created when it is absent. */
  readonly parent: string;
  readonly format: ObjectFormat;
  /** Remotes by the names that fetch and push will use. */
  readonly remotes: Readonly<Record<string, Location>>;
  /** Further settings. */
  readonly config?: GitConfig;
}

/** What a remote may set for itself: a connection over which nothing comes for two minutes is given up, not waited for. */
const USUAL: GitConfig = { 'http.lowSpeedLimit': '1', 'http.lowSpeedTime': '120' };

/** What a user's own settings may not change here. Signing, tags and submodules are ruled out by options of the commands. */
const FIRM: GitConfig = {
  // A scratch repository need not survive a power cut.
  'core.fsync': 'none',
  'core.hooksPath': '/dev/null',
  // What somebody left in the inbox is judged when it is here; that it cannot be fetched would block all others.
  'fetch.fsckObjects': 'false',
  'fetch.negotiationAlgorithm': 'default',
  'fetch.prune': 'false',
  'fetch.pruneTags': 'false',
  'fetch.writeCommitGraph': 'false',
  'gc.auto': '0',
  'i18n.logOutputEncoding': 'UTF-8',
  'log.showSignature': 'false',
  'maintenance.auto': 'false',
  'protocol.version': '2',
  'push.negotiate': 'false',
  'push.pushOption': '',
  'submodule.recurse': 'false',
};

/** Does the work in a new scratch repository and removes it afterwards, whatever happened. */
export async function withScratch<T>(options: ScratchOptions, work: (scratch: Scratch) => Promise<T>): Promise<T> {
  await mkdir(options.parent, { recursive: true });
  const folder = await mkdtemp(join(options.parent, 'mlops-scratch-'));
  try {
    const directory = join(folder, 'scratch.git');
    const remotes = Object.entries(options.remotes).map(([name, location]) => remoteConfigOf(name, location));
    const git = gitIn(folder, Object.assign({}, USUAL, ...remotes, options.config, FIRM) as GitConfig);
    await createBareRepository(directory, options.format);
    return await work({ git: inGitDirectory(git, directory), directory, format: options.format });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

// What `git init --bare` makes of it (gitrepository-layout), without its process and without the user's init.* settings.
async function createBareRepository(directory: string, format: ObjectFormat): Promise<void> {
  await mkdir(join(directory, 'objects', 'info'), { recursive: true });
  await mkdir(join(directory, 'refs', 'heads'), { recursive: true });
  await writeFile(join(directory, 'HEAD'), 'ref: refs/heads/none\n');
  await writeFile(
    join(directory, 'config'),
    `[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectFormat = ${format}\n`,
  );
}

// The folder is named in every call because safe.bareRepository=explicit forbids to find it.
function inGitDirectory(git: Git, directory: string): Git {
  const place = `--git-dir=${directory}`;
  return {
    exec: (args, input) => git.exec([place, ...args], input),
    text: (args, input) => git.text([place, ...args], input),
  };
}
