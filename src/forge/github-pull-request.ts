// Opens a pull request for a branch of this repository, or brings the one that is open for it up to date.
import { isSameRepository } from './fork.ts';
import type { OpenedPullRequest, ProposedPullRequest } from './proposed-pull-request.ts';
import type { GitHubRepository } from './github-client.ts';

interface StoredPull {
  readonly number: number;
  readonly html_url: string;
  readonly title: string;
  readonly body: string | null;
}

/** GitHub takes at most 65,536 characters, and 256 of a title. */
const MOST_BODY = 65_000;
const MOST_TITLE = 250;

export async function openPullRequest(
  github: GitHubRepository,
  { branch, base, ...proposed }: ProposedPullRequest,
): Promise<OpenedPullRequest> {
  const { octokit, owner, repo } = github;
  const [title, body] = [shortened(proposed.title, MOST_TITLE), shortened(proposed.body, MOST_BODY)];
  const doing = {
    what: `opening a pull request of ${branch} for ${base}`,
    permission: 'pull-requests',
    advise: (_status: number, said: string) => adviceFor(said, branch, base),
  } as const;
  let isNew = false;
  const stored = await github.findOrCreate<StoredPull>(
    doing,
    async () => {
      const asked = { owner, repo, head: `${owner}:${branch}`, base, state: 'open', per_page: 100 } as const;
      const { data } = await octokit.rest.pulls.list(asked);
      // A server that does not know the filters gives all of them.
      return data.find(
        (pull) =>
          pull.state === 'open' &&
          pull.head.ref === branch &&
          pull.base.ref === base &&
          isSameRepository(pull.head.repo?.full_name ?? '', `${owner}/${repo}`),
      );
    },
    async () => {
      const { data } = await octokit.rest.pulls.create({ owner, repo, head: branch, base, title, body });
      isNew = true;
      return data;
    },
  );
  const { number, html_url: url } = stored;
  if (stored.title === title && isSameText(stored.body ?? '', body)) {
    return { number, url, outcome: isNew ? 'created' : 'unchanged' };
  }
  await github.call({ ...doing, what: `updating pull request ${number}` }, () =>
    octokit.rest.pulls.update({ owner, repo, pull_number: number, title, body }),
  );
  return { number, url, outcome: isNew ? 'created' : 'updated' };
}

/** GitHub has a setting of its own for this, which no permission of a job makes up for. */
function adviceFor(said: string, branch: string, base: string): string | undefined {
  if (/not permitted to create/i.test(said)) {
    return (
      'Turn on "Allow GitHub Actions to create and approve pull requests" under Settings → Actions → General, in the ' +
      'organization first where it decides; or pass the token of a GitHub App as `github-token`. ' +
      `The branch ${branch} is pushed: a person can open the pull request from it as well.`
    );
  }
  if (/no commits between/i.test(said)) return `${branch} holds nothing that ${base} lacks: there is nothing to merge.`;
  if (/"field":"base"/.test(said)) return `There is no branch ${base} to merge into.`;
  if (/"field":"head"/.test(said)) return `There is no branch ${branch}: push it first.`;
  return undefined;
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** GitHub gives line ends back as CRLF where a person edited in the browser. */
function isSameText(stored: string, wanted: string): boolean {
  return stored.replaceAll('\r\n', '\n').trimEnd() === wanted.trimEnd();
}
