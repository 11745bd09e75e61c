// Where the cache lies: outside of every repository, in the folder that the system has for caches. Pure but for hashing.
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** What the place of caches depends on. */
interface CacheSystem {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The folder that holds the caches of all repositories: MLOPS_CACHE, else `mlops` where the system keeps caches. */
export function defaultCacheRoot({ platform, home, environment }: CacheSystem): string {
  const named = environment['MLOPS_CACHE'];
  if (named !== undefined && named !== '') return named;
  const xdg = environment['XDG_CACHE_HOME'];
  // The specification of the XDG folders says that a relative path counts for nothing.
  if (xdg?.startsWith('/') === true) return join(xdg, 'mlops');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'mlops');
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'mlops', 'Cache');
  return join(home, '.cache', 'mlops');
}

/**
 * The folder of one branch of one repository, whose beginning people recognise.
 * @param repository URL, or absolute path
 */
export function cacheFolderOf(root: string, repository: string, ref: string): string {
  const name = (repository.split(/[/\\]/).findLast((part) => part !== '' && part !== '.git') ?? '')
    .replace(/\.git$/, '')
    .replaceAll(/[^A-Za-z0-9._-]/g, '')
    .slice(0, 40);
  const digest = createHash('sha256').update(`${repository}\0${ref}`).digest('hex').slice(0, 16);
  return join(root, `${name.replace(/^\.+/, '') || 'repository'}-${digest}`);
}
