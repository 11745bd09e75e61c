// A pull request where there is no forge: a readable file that says what to merge into what, and how.
import { pathToFileURL } from 'node:url';
import type { OpenedPullRequest, ProposedPullRequest } from './proposed-pull-request.ts';
import { readIfThere, writeWhole } from './local-file.ts';

export async function writePullRequest(
  path: string,
  { branch, base, title, body }: ProposedPullRequest,
): Promise<OpenedPullRequest> {
  const present = await readIfThere(path);
  const text = `# ${title}\n\nBranch \`${branch}\`, to be merged into \`${base}\`: git merge ${branch}\n\n${body}`;
  if (present !== text) await writeWhole(path, text);
  const outcome = present === undefined ? 'created' : present === text ? 'unchanged' : 'updated';
  return { number: undefined, url: pathToFileURL(path).href, outcome };
}
