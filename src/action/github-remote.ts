// Whether the repository that is pushed to is the one on GitHub that the job's token speaks for. Only then may its API
// write in the place of a push: a checkout of another repository must not end in commits on this one. Pure.

/**
 * @param remoteUrl address of the remote, over HTTP or SSH
 * @param environment of the job
 */
export function isGitHubRemote(remoteUrl: string, environment: NodeJS.ProcessEnv): boolean {
  // Gitea and Forgejo set GitHub's variables too; their API makes no commits in this way.
  if (environment['GITEA_ACTIONS'] === 'true' || environment['FORGEJO_ACTIONS'] === 'true') return false;
  const repository = environment['GITHUB_REPOSITORY'] ?? '';
  const server = environment['GITHUB_SERVER_URL'] ?? 'https://github.com';
  if (repository === '' || !URL.canParse(server)) return false;
  return placeOf(remoteUrl)?.toLowerCase() === `${new URL(server).host}/${repository}`.toLowerCase();
}

/** `host/owner/name` of an address; undefined for a path. */
function placeOf(address: string): string | undefined {
  if (/^(?:https?|ssh):\/\//.test(address) && URL.canParse(address)) {
    const { protocol, host, hostname, pathname } = new URL(address);
    return `${protocol === 'ssh:' ? hostname : host}/${trimPath(pathname)}`;
  }
  const [, host, path] = /^(?:[^@/:]+@)?([^/:]+):(?!\/\/)(.+)$/.exec(address) ?? [];
  return host === undefined || path === undefined ? undefined : `${host}/${trimPath(path)}`;
}

function trimPath(path: string): string {
  return path
    .replace(/^\/+/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}
