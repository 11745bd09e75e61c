// Where the files of a model may be besides this machine: the releases and workflow artifacts of origin's repository.
import type { ArtifactStore } from '../artifacts/store.ts';
import type { Forge } from '../forge/forge.ts';
import type { Log } from '../log.ts';
import { gitHubAccess } from './github-access.ts';
import type { Workspace } from './workspace.ts';

export interface GitHubSource {
  readonly forge: Forge;
  readonly artifacts: Pick<ArtifactStore, 'kind' | 'download'>;
}

/**
 * GitHub, where origin is there; without a token, why it is not asked.
 * @returns undefined where origin is not on GitHub
 */
export async function gitHubSource(
  { remoteUrl }: Pick<Workspace, 'remoteUrl'>,
  log: Log,
): Promise<GitHubSource | { readonly because: string } | undefined> {
  const access = gitHubAccess(remoteUrl, process.env);
  if (access === undefined) return undefined;
  const { token, apiUrl, repository } = access;
  if (token === undefined) {
    return { because: 'GitHub is asked where GH_TOKEN is set, for example with `GH_TOKEN=$(gh auth token) mlops …`' };
  }
  // Both are large, and most commands find everything here.
  const [{ githubForge }, { workflowArtifacts }] = await Promise.all([
    import('../forge/github.ts'),
    import('../artifacts/workflow.ts'),
  ]);
  const store = workflowArtifacts({ log, remote: { token, repository } });
  return {
    forge: githubForge({ token, apiUrl, repository, log }),
    artifacts: {
      kind: store.kind,
      download: (artifact, folder) => withoutOutput(() => store.download(artifact, folder)),
    },
  };
}

/** The artifact client tells on stdout what it does; that belongs to the command. */
async function withoutOutput<T>(work: () => Promise<T>): Promise<T> {
  const { stdout } = process;
  const own = Object.getOwnPropertyDescriptor(stdout, 'write');
  stdout.write = () => true;
  try {
    return await work();
  } finally {
    if (own === undefined) Reflect.deleteProperty(stdout, 'write');
    else Object.defineProperty(stdout, 'write', own);
  }
}
