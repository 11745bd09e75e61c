// Where mlops doctor looks: the repository that the user stands in, and GitHub where a token is at hand.
import { homedir, tmpdir } from 'node:os';
import { MlopsError } from '../error.ts';
import type { Known } from '../doctor/facts.ts';
import type { RepositorySettings } from '../forge/repository-settings.ts';
import type { Place, RepositoryPlace } from '../doctor/place.ts';
import { apiUrlOf } from '../forge/api-url.ts';
import { readRepositorySettings } from '../forge/github-facts.ts';
import { localForge } from '../forge/local.ts';
import { gitIn } from '../git/git.ts';
import { silentLog } from '../log.ts';
import { fullRef } from '../tracking/layout.ts';
import { defaultCacheRoot } from '../tracking/local-index/cache-folder.ts';
import { gitHubToken, repositoryOnGitHub } from './github-access.ts';
import { readableTrackingBranch, type HistoryOptions } from './local-history.ts';
import { withWorkingDirectory } from './working-directory.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

/** A repository that cannot be opened is a fact like others. */
export async function doctorPlace(options: HistoryOptions): Promise<Place> {
  const opened = await openPlace(options).catch(openingFrom);
  return {
    repository: 'root' in opened ? opened : undefined,
    opening: 'root' in opened ? undefined : opened,
    gitVersion: async () => (await gitIn(tmpdir()).text(['--version'])).replace('git version ', ''),
    clock: () => new Date(),
  };
}

async function openPlace(options: HistoryOptions): Promise<RepositoryPlace> {
  return repositoryPlace(options, await openWorkspace(options.repo));
}

function openingFrom(error: unknown): NonNullable<Place['opening']> {
  if (error instanceof MlopsError) return { message: error.message, fix: error.hint };
  const message = `the repository cannot be worked in: ${error instanceof Error ? error.message : String(error)}`;
  return { message, fix: 'See what stands at this path and who may read and write it.' };
}

async function repositoryPlace(options: HistoryOptions, workspace: Workspace): Promise<RepositoryPlace> {
  const { root, bare, git, gitFolder, stateFolder, remoteUrl } = workspace;
  const environment = process.env;
  const inputs = bare ? {} : await withWorkingDirectory({ repo: options.repo, inputs: {} }, workspace);
  // What is wrong with the configuration is said by its own check.
  const trackingBranch = await readableTrackingBranch(options, workspace, silentLog);
  return {
    root,
    bare,
    git,
    gitFolder,
    commonFolder: stateFolder.replace(/[/\\]mlops$/, ''),
    stateFolder,
    hasOrigin: remoteUrl !== undefined,
    modelFolder: inputs['working-directory'],
    trackingBranch,
    cache: {
      root: defaultCacheRoot({ platform: process.platform, home: homedir(), environment }),
      isChosen: (environment['MLOPS_CACHE'] ?? '') !== '',
    },
    scratchParent: tmpdir(),
    findLocalRelease: (tag) => localForge({ folder: stateFolder, git, clock: () => new Date() }).findRelease(tag),
    readGitHub: () => readGitHub(remoteUrl, fullRef(trackingBranch)),
  };
}

async function readGitHub(remoteUrl: string | undefined, ref: string): Promise<Known<RepositorySettings>> {
  const repository = repositoryOnGitHub(remoteUrl, process.env);
  if (repository === undefined) return { unknown: 'origin is not on GitHub' };
  const token = gitHubToken(process.env);
  if (token === undefined) {
    return { unknown: 'GitHub is asked where GH_TOKEN is set: GH_TOKEN=$(gh auth token) mlops doctor' };
  }
  try {
    const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;
    const apiUrl = apiUrlOf(process.env);
    return {
      known: await readRepositorySettings({ token, apiUrl, repository, log: silentLog, retryDelayMs: 100 }, branch),
    };
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    return { unknown: `GitHub does not tell: ${error.message}` };
  }
}
