// `/mlops retrain`: starts the training workflow on the branch of a pull request, with other params.
import type { FoundPullRequest } from '../../forge/forge.ts';
import type { CommandProblem, SlashCommand } from '../../forge/slash-command.ts';
import { MlopsError } from '../../error.ts';
import type { Done } from './accept-gate.ts';
import type { Ports } from '../ports.ts';

/** What `mlops init` calls them. */
const USUAL = ['retrain.yml', 'retrain.yaml', 'train.yml', 'train.yaml'];

/** @throws MlopsError where the token may not start workflows, or GitHub does not answer */
export async function retrainBranch(
  { inputs, workflow }: Extract<SlashCommand, { verb: 'retrain' }>,
  pull: FoundPullRequest,
  { git, forge }: Pick<Ports, 'git' | 'forge'>,
): Promise<Done | CommandProblem> {
  if (pull.isFork) {
    return {
      problem: 'the branch of this pull request is in a fork, where no workflow of this repository can be started',
      help: 'Push a commit there, or train the code from a branch of this repository.',
    };
  }
  const file = workflow ?? (await usualWorkflow(git));
  if (file === undefined) {
    return {
      problem: 'the default branch has no workflow called retrain.yml or train.yml',
      help: 'Name it: `/mlops retrain --workflow FILE name=value …`. `mlops init --workflows retrain` writes one.',
    };
  }
  try {
    await forge.dispatchWorkflow(file, `refs/heads/${pull.headBranch}`, inputs);
  } catch (error) {
    // What GitHub does not take, the person can correct: a name that is no input, a workflow that is not there.
    if (!(error instanceof MlopsError) || !['not-found', 'forge-failed'].includes(error.code)) throw error;
    return { problem: error.message, help: error.hint };
  }
  const given = Object.entries(inputs).map(([name, value]) => `${name}=${value}`);
  return { words: `${file} was started at ${pull.headBranch}${given.length === 0 ? '' : ` with ${given.join(', ')}`}` };
}

/** A workflow that is not on the default branch cannot be started. */
async function usualWorkflow(git: Ports['git']): Promise<string | undefined> {
  const { stdout } = await git.exec(['ls-tree', '--name-only', '-z', 'HEAD', '.github/workflows/']);
  const names = stdout
    .toString()
    .split('\0')
    .map((path) => path.split('/').at(-1));
  return USUAL.find((name) => names.includes(name));
}
