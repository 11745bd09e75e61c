// What GitHub says of a repository's settings, for whoever looks for faults. Each answer may be refused to a token.
import { gitHubRepository, type GitHubOptions } from './github-client.ts';
import { failedRequestOf } from './github-failure.ts';
import type { RepositorySettings } from './repository-settings.ts';

/**
 * Reads the settings, in seven requests at once.
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
    ifAllowed(() => octokit.rest.repos.listReleases({ ...at, per_page: 100 })),
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
    releases: releases && new Set(releases.filter(({ draft }) => !draft).map(({ tag_name }) => tag_name)),
  };
}

async function ifAllowed<Data>(request: () => Promise<{ readonly data: Data }>): Promise<Data | undefined> {
  try {
    return (await request()).data;
  } catch (error) {
    if (failedRequestOf(error) === undefined) throw error;
    return undefined;
  }
}
