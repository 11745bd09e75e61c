// mlops retrain: trains again with other params; on GitHub by dispatching the training workflow, else here.
import { basename } from 'node:path';
import { loadSettings } from '../../config/load-config.ts';
import { MlopsError } from '../../error.ts';
import { localEvent } from '../../forge/local-event.ts';
import { githubForge } from '../../forge/github.ts';
import { latestRuns } from '../../tracking/find.ts';
import { indexName } from '../../tracking/line.ts';
import type { Assets } from '../assets.ts';
import { parseAssignments } from '../assignments.ts';
import { gitHubAccess, gitHubToken } from '../github-access.ts';
import { localHistory } from '../local-history.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { openWorkspace } from '../workspace.ts';
import { withWorkingDirectory } from '../working-directory.ts';
import { train, type TrainOptions } from './train.ts';

/** What stands in a record where a secret was (see run/redact.ts). */
const REDACTED = '***';

export interface RetrainOptions extends TrainOptions {
  /** File name of the workflow to dispatch; undefined: train here. */
  readonly workflow?: string | undefined;
  /** Branch or tag to dispatch at; the current branch by default. */
  readonly ref?: string | undefined;
}

export async function retrain(options: RetrainOptions, assets: Assets): Promise<number> {
  const { workflow, ref } = options;
  if (workflow !== undefined) return dispatch(workflow, options);
  if (ref !== undefined) {
    throw new MlopsError(
      'usage',
      '--ref says where a workflow is dispatched, and there is no --workflow',
      'Name the workflow, as in `mlops retrain --workflow train.yml --ref main`; to train here, `git switch` first.',
    );
  }
  return train({ ...options, inputs: await withLastCommand(options), trigger: 'retrain' }, assets);
}

/** Where no command is given anywhere, that of the last run of this branch and experiment is meant. */
async function withLastCommand(options: RetrainOptions): Promise<TrainOptions['inputs']> {
  const workspace = await openWorkspace(options.repo);
  const inputs = await withWorkingDirectory(options, workspace);
  const settings = await loadSettings(inputs, { root: workspace.root, repository: basename(workspace.root) });
  if (settings.command !== undefined) return options.inputs;
  const { branch } = await localEvent(workspace.git);
  if (branch === undefined) return options.inputs;
  const log = terminalLog(options.quiet);
  const history = localHistory(workspace, settings.trackingBranch, log);
  const [line] = await latestRuns(
    history,
    1,
    (each) => each.branch === indexName(branch) && each.experiment === indexName(settings.experiment),
  );
  const [record] = line === undefined ? [] : await history.read([line]);
  if (record === undefined) return options.inputs;
  if (record.command.includes(REDACTED)) {
    throw new MlopsError(
      'usage',
      `the command of run ${record.id.slice(0, 12)} held a secret, which is not in its record`,
      'Give the command: `mlops retrain -- COMMAND`.',
    );
  }
  log.info(`no command is given, so that of run ${record.id.slice(0, 12)} is run again: ${record.command}`);
  return { ...options.inputs, command: record.command };
}

async function dispatch(workflow: string, options: RetrainOptions): Promise<number> {
  if (options.inputs['command'] !== undefined) {
    throw new MlopsError(
      'usage',
      'a workflow has its own command, so none can be given with --workflow',
      'Leave out the command, or leave out --workflow to train here.',
    );
  }
  const { git, remoteUrl } = await openWorkspace(options.repo);
  const inputs = parseAssignments(options.set);
  const token = gitHubToken(process.env);
  if (token === undefined) {
    throw new MlopsError(
      'usage',
      'dispatching a workflow needs a token',
      'Set GH_TOKEN, for example with `GH_TOKEN=$(gh auth token) mlops retrain …`; it needs `actions: write`.',
    );
  }
  const access = gitHubAccess(remoteUrl, process.env);
  if (access === undefined) {
    throw new MlopsError(
      'usage',
      'origin names no repository on GitHub',
      'Run it in a clone of the repository; of another server, set GITHUB_SERVER_URL, or GITHUB_REPOSITORY=owner/name.',
    );
  }
  const { repository, apiUrl } = access;
  const ref = options.ref ?? (await git.text(['rev-parse', '--abbrev-ref', 'HEAD']));
  const forge = githubForge({
    token,
    apiUrl,
    repository,
    log: terminalLog(options.quiet),
  });
  await forge.dispatchWorkflow(workflow, ref, inputs);
  if (options.json) printJson({ repository, workflow, ref, inputs });
  else print(`dispatched ${workflow} of ${repository} at ${ref}`);
  return 0;
}
