// A bare repository for one operation, in a temporary folder. Partial and shallow fetches leave marks in the repository
// that makes them; they are made here so that the user's own repository keeps none.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gitIn, withArguments, type Git, type GitConfig } from './git.ts';
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
  // The objects of a write stay in the pack that they come in: no process that unpacks them.
  'fastimport.unpackLimit': '1',
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
  // An address that is a command to run, whatever the user's settings say.
  'protocol.ext.allow': 'never',
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
    return await work(await openBareRepository(join(folder, 'scratch.git'), options));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A bare repository of ours at a place of its own, made when it is not there; its settings are as firm as a scratch's. */
export async function openBareRepository(
  directory: string,
  { format, remotes, config }: Omit<ScratchOptions, 'parent'>,
): Promise<Scratch> {
  if (!existsSync(join(directory, 'HEAD'))) await createBareRepository(directory, format);
  const settings = Object.entries(remotes).map(([name, location]) => remoteConfigOf(name, location));
  const git = gitIn(dirname(directory), Object.assign({}, USUAL, ...settings, config, FIRM) as GitConfig);
  // Named in every call because safe.bareRepository=explicit forbids to find it.
  return { git: withArguments(git, [`--git-dir=${directory}`]), directory, format };
}

// What `git init --bare` makes of it (gitrepository-layout), without its process and without the user's init.* settings.
async function createBareRepository(directory: string, format: ObjectFormat): Promise<void> {
  await mkdir(join(directory, 'objects', 'info'), { recursive: true });
  await mkdir(join(directory, 'refs', 'heads'), { recursive: true });
  await writeBareConfig(directory, format);
  // Written last: a folder with it is a repository.
  await writeFile(join(directory, 'HEAD'), 'ref: refs/heads/none\n');
}

/** The configuration of a bare repository of ours; takes away what git has added to it. */
export async function writeBareConfig(directory: string, format: ObjectFormat): Promise<void> {
  await writeFile(
    join(directory, 'config'),
    `[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectFormat = ${format}\n`,
  );
}
