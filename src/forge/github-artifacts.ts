// The artifacts of a repository through REST, over all of its workflow runs or of one.
import type { RepositoryArtifact } from './forge.ts';
import type { GitHubRepository } from './github-client.ts';

const PER_PAGE = 100;

/** What GitHub says of an artifact, as far as it is read here; it comes from a server and may lack anything. */
interface ServedArtifact {
  readonly id: number;
  readonly name: string;
  readonly size_in_bytes?: number;
  readonly expired?: boolean;
  readonly digest?: string | null;
  readonly workflow_run?: {
    readonly id?: number;
    readonly repository_id?: number;
    readonly head_repository_id?: number;
    readonly head_branch?: string | null;
    readonly head_sha?: string;
  } | null;
}

interface ServedPage {
  readonly artifacts?: readonly ServedArtifact[];
  readonly total_count?: number;
}

/** Gives artifacts that have not expired, page by page; a page is asked for when the one before it is used up. */
export async function* listArtifacts(github: GitHubRepository, run?: string): AsyncIterable<RepositoryArtifact> {
  const { octokit, owner, repo } = github;
  const whose = run === undefined ? 'the repository' : `workflow run ${run}`;
  const doing = { what: `listing the artifacts of ${whose}`, permission: 'actions', access: 'read' } as const;
  let seen = 0;
  for (let page = 1; ; page += 1) {
    const { data } = await github.call(doing, () =>
      run === undefined
        ? octokit.rest.actions.listArtifactsForRepo({ owner, repo, per_page: PER_PAGE, page })
        : octokit.rest.actions.listWorkflowRunArtifacts({
            owner,
            repo,
            run_id: Number(run),
            per_page: PER_PAGE,
            page,
          }),
    );
    const served: ServedPage = data;
    const [artifacts, total] = [served.artifacts ?? [], served.total_count ?? 0];
    for (const artifact of artifacts) if (artifact.expired !== true) yield artifactFrom(artifact);
    seen += artifacts.length;
    // Gitea has pages of its own size, whatever it is asked for.
    if (artifacts.length === 0 || seen >= total) return;
  }
}

function artifactFrom({
  id,
  name,
  size_in_bytes: size,
  digest,
  workflow_run: run,
}: ServedArtifact): RepositoryArtifact {
  const head = run?.head_repository_id;
  return {
    id: String(id),
    name,
    size: size ?? 0,
    digest: digest ?? undefined,
    workflowRun: run?.id === undefined ? undefined : String(run.id),
    isForeign: head === undefined || head !== run?.repository_id,
    ref: run?.head_branch ?? undefined,
    head: run?.head_sha,
  };
}
