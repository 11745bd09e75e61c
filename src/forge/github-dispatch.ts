// Starts a workflow. Each way in which GitHub refuses it has its own words: they all look alike to whoever set it up.
import { MlopsError } from '../error.ts';
import type { GitHubRepository } from './github-client.ts';
import { permissionHint } from './permissions.ts';

/** Not repeated after a fault of the server, which may have started it: a workflow must not run twice. */
export async function dispatchWorkflow(
  github: GitHubRepository,
  workflow: string,
  ref: string,
  inputs: Readonly<Record<string, string>>,
): Promise<void> {
  const { octokit, owner, repo } = github;
  if (Object.keys(inputs).length > MOST_INPUTS) {
    throw new MlopsError(
      'usage',
      `${workflow} cannot be started with ${Object.keys(inputs).length} inputs; GitHub takes ${MOST_INPUTS}`,
      'Leave some out.',
    );
  }
  const doing = {
    what: `starting the workflow ${workflow} at ${ref}`,
    permission: 'actions',
    advise: (status: number, said: string) => adviceFor(workflow, ref, status, said),
    unclear: 'See under Actions whether it was started, before you start it again.',
  } as const;
  await github.call(doing, () =>
    octokit.rest.actions.createWorkflowDispatch({ owner, repo, workflow_id: workflow, ref, inputs: { ...inputs } }),
  );
}

const MOST_INPUTS = 25;

function adviceFor(workflow: string, ref: string, status: number, said: string): string | undefined {
  if (status === 404) {
    return (
      `There is no workflow file ${workflow} on the default branch: GitHub starts at ${ref} only what is there too, under ` +
      `.github/workflows. If it is there, the token may not see it: ${permissionHint([ACTIONS])}`
    );
  }
  if (status !== 422) return undefined;
  if (/disabled/i.test(said)) return `Enable it: gh workflow enable ${workflow}, or under Actions.`;
  if (/workflow_dispatch/i.test(said))
    return `Add \`on: workflow_dispatch\` to ${workflow} as it is at ${ref}; another branch does not count.`;
  if (/unexpected inputs/i.test(said))
    return `Declare these inputs under \`on: workflow_dispatch: inputs:\` of ${workflow}, as it is at ${ref}.`;
  if (/required input/i.test(said))
    return `Give this input a default in ${workflow}, or do not require it, as it is at ${ref}.`;
  if (/no ref found/i.test(said)) return `Push ${ref} first: the branch or the tag is not there.`;
  return undefined;
}

const ACTIONS = { permission: 'actions', access: 'write' } as const;
