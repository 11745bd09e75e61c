// GitHub as a command reaches it: the repository that origin names, and the token of the environment.
import { apiUrlOf } from '../forge/api-url.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface GitHubAccess {
  /** `owner/name`. */
  readonly repository: string;
  readonly apiUrl: string;
  /** Undefined where none is set. */
  readonly token: string | undefined;
}

/**
 * What is known of GitHub in a clone: GITHUB_REPOSITORY, else the repository that origin's address names.
 * @returns undefined where origin is not on GitHub
 */
export function gitHubAccess(remoteUrl: string | undefined, environment: Environment): GitHubAccess | undefined {
  const repository = environment['GITHUB_REPOSITORY'] || repositoryOnGitHub(remoteUrl, environment);
  return repository === undefined
    ? undefined
    : { repository, apiUrl: apiUrlOf(environment), token: gitHubToken(environment) };
}

/** `owner/name` of an address on the server that GITHUB_SERVER_URL names, which is github.com otherwise. */
export function repositoryOnGitHub(remoteUrl: string | undefined, environment: Environment): string | undefined {
  const server = environment['GITHUB_SERVER_URL'] ?? '';
  const expected = URL.canParse(server) ? new URL(server).host : 'github.com';
  const [, host, repository] =
    /^(?:\w+:\/\/)?(?:[^/@]*@)?([^/:]+(?::\d+(?=\/))?)[/:]([^/:]+\/[^/]+?)(?:\.git)?\/?$/.exec(remoteUrl ?? '') ?? [];
  // Where port 22 is closed, ssh goes another way to the same server.
  return host?.replace(/^ssh\.(github\.com):443$/, '$1') === expected ? repository : undefined;
}

export function gitHubToken({ GH_TOKEN, GITHUB_TOKEN }: Environment): string | undefined {
  return GH_TOKEN || GITHUB_TOKEN || undefined;
}
