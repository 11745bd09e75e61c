// What GitHub says of a repository's settings, for whoever looks for faults. Each answer may be refused to a token.
import type { PublishedAsset } from './forge.ts';
import { isUploaded, MAX_ASSET_SIZE, publishedAsset } from './github-asset.ts';
import { gitHubRepository, type GitHubOptions, type GitHubRepository } from './github-client.ts';
import { failedRequestOf } from './github-failure.ts';
import type { PublishedReleases, RepositorySettings } from './repository-settings.ts';

/**
 * Reads the settings, most of them in requests at once.
 * @param branch whose rules are asked for; undefined for a ref that is none
 * @throws MlopsError when the repository itself cannot be seen
 */
export async function readRepositorySettings(
  options: GitHubOptions,
  branch: string | undefined,
): Promise<RepositorySettings> {
  const github = gitHubRepository(options);
  const { octokit, owner, repo } = github;
  const at = { owner, repo };
  const { data } = await github.call(
    { what: `looking at ${options.repository}`, permission: 'contents', access: 'read' },
    () => octokit.rest.repos.get(at),
  );
  const [actions, workflow, workflows, rules, details, releases] = await Promise.all([
    ifAllowed(() => octokit.rest.actions.getGithubActionsPermissionsRepository(at)),
    ifAllowed(() => octokit.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(at)),
    ifAllowed(() => octokit.rest.actions.listRepoWorkflows({ ...at, per_page: 100 })),
    branch === undefined
      ? undefined
      : ifAllowed(() => octokit.rest.repos.getBranchRules({ ...at, branch, per_page: 100 })),
    branch === undefined ? undefined : ifAllowed(() => octokit.rest.repos.getBranch({ ...at, branch })),
    ifAllowed(async () => ({ data: await listPublished(github) })),
  ]);
  return {
    repository: `${owner}/${repo}`,
    isArchived: data.archived,
    isFork: data.fork,
    actions: actions && { enabled: actions.enabled, allowed: actions.allowed_actions },
    tokenPermissions: workflow?.default_workflow_permissions,
    workflows: workflows?.workflows.map(({ path, state }) => ({ path, state })),
    rules: branch === undefined ? [] : rules?.map(({ type }) => type ?? ''),
    isProtected: details?.protected,
    releases,
  };
}

/** Enough for years of versions; a release for each is looked for only where an artifact ends. */
const MAX_PAGES = 10;

async function listPublished({ octokit, owner, repo }: GitHubRepository): Promise<PublishedReleases> {
  const assets = new Map<string, readonly PublishedAsset[]>();
  let pages = 0;
  for await (const { data } of octokit.paginate.iterator(octokit.rest.repos.listReleases, {
    owner,
    repo,
    per_page: 100,
  })) {
    for (const release of data)
      if (!release.draft) assets.set(release.tag_name, release.assets.filter(isUploaded).map(publishedAsset));
    pages += 1;
    if (pages === MAX_PAGES) return { assets, isCut: true, maxAssetSize: MAX_ASSET_SIZE };
  }
  return { assets, isCut: false, maxAssetSize: MAX_ASSET_SIZE };
}

async function ifAllowed<Data>(request: () => Promise<{ readonly data: Data }>): Promise<Data | undefined> {
  try {
    return (await request()).data;
  } catch (error) {
    if (failedRequestOf(error) === undefined) throw error;
    return undefined;
  }
}
