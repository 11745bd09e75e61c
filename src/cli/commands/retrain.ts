// mlops retrain: trains again with other params; on GitHub by dispatching the training workflow, else here.
import { MlopsError } from '../../error.ts';
import { githubForge } from '../../forge/github.ts';
import type { Assets } from '../assets.ts';
import { parseAssignments } from '../assignments.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { openWorkspace } from '../workspace.ts';
import { train, type TrainOptions } from './train.ts';

export interface RetrainOptions extends TrainOptions {
  /** File name of the workflow to dispatch; undefined: train here. */
  readonly workflow?: string;
  /** Branch or tag to dispatch at; the current branch by default. */
  readonly ref?: string;
}

export async function retrain(options: RetrainOptions, assets: Assets): Promise<number> {
  if (options.workflow === undefined) return train({ ...options, trigger: 'retrain' }, assets);
  const { git, remoteUrl } = await openWorkspace(options.repo);
  const inputs = parseAssignments(options.set);
  const token = process.env['GH_TOKEN'] ?? process.env['GITHUB_TOKEN'];
  if (token === undefined || token === '') {
    throw new MlopsError(
      'usage',
      'dispatching a workflow needs a token',
      'Set GH_TOKEN, for example with `GH_TOKEN=$(gh auth token) mlops retrain …`; it needs `actions: write`.',
    );
  }
  const repository = githubRepository(remoteUrl);
  const ref = options.ref ?? (await git.text(['rev-parse', '--abbrev-ref', 'HEAD']));
  const forge = githubForge({
    token,
    apiUrl: process.env['GITHUB_API_URL'] ?? 'https://api.github.com',
    repository,
    log: terminalLog(options.quiet),
  });
  await forge.dispatchWorkflow(options.workflow, ref, inputs);
  if (options.json) printJson({ repository, workflow: options.workflow, ref, inputs });
  else print(`dispatched ${options.workflow} of ${repository} at ${ref}`);
  return 0;
}

/** `owner/name` of a remote's address. */
function githubRepository(url: string | undefined): string {
  const found = /[/:]([^/:]+\/[^/:]+?)(?:\.git)?\/?$/.exec(url ?? '');
  const repository = process.env['GITHUB_REPOSITORY'] ?? found?.[1];
  if (repository !== undefined) return repository;
  throw new MlopsError(
    'usage',
    'origin names no repository on a forge',
    'Run it in a clone of the repository, or set GITHUB_REPOSITORY=owner/name.',
  );
}
