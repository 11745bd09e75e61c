// The ports of the publishing step: GitHub, workflow artifacts, the tracking branch on the remote.
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workflowArtifacts } from '../artifacts/workflow.ts';
import { MlopsError } from '../error.ts';
import { apiUrlOf } from '../forge/api-url.ts';
import { gitHubRepository } from '../forge/github-client.ts';
import { commitOnGitHub } from '../forge/github-commit.ts';
import { githubForge } from '../forge/github.ts';
import type { Ports } from '../pipeline/ports.ts';
import { readRegistry } from '../registry/read-registry.ts';
import { fullRef } from '../tracking/layout.ts';
import { openHistory } from '../tracking/open-history.ts';
import { authorization } from './authorization.ts';
import { actionLog } from './console.ts';
import type { StepContext } from './context.ts';
import { isGitHubRemote } from './github-remote.ts';

export interface ActionPortsOptions {
  readonly context: StepContext;
  /** Address of `origin`, read before the training could change it. */
  readonly remoteUrl: string | undefined;
  readonly trackingBranch: string;
  readonly token: string;
  /** The job is one of several of a matrix, which write at the same time. */
  readonly contended: boolean;
}

export async function actionPorts(options: ActionPortsOptions): Promise<Ports> {
  const { context, remoteUrl, trackingBranch, token, contended } = options;
  if (remoteUrl === undefined) {
    throw new MlopsError(
      'not-a-repository',
      'the checkout has no remote called origin',
      'Check the repository out with actions/checkout.',
    );
  }
  const repository = process.env['GITHUB_REPOSITORY'] ?? '';
  const location = { url: remoteUrl, config: authorization(token) };
  const temporary = process.env['RUNNER_TEMP'] ?? tmpdir();
  const scratch = join(temporary, 'mlops-scratch');
  await mkdir(scratch, { recursive: true });
  const clock = (): Date => new Date();
  const apiUrl = apiUrlOf(process.env);
  const isGitHub = token !== '' && isGitHubRemote(remoteUrl, process.env);
  return {
    git: context.git,
    repositoryRoot: context.repositoryRoot,
    history: openHistory({
      remote: location,
      ref: fullRef(trackingBranch),
      scratchParent: scratch,
      clock,
      random: Math.random,
      log: actionLog,
      commitThroughForge: isGitHub
        ? commitOnGitHub(gitHubRepository({ token, apiUrl, repository, log: actionLog }))
        : undefined,
      contended,
    }),
    forge: githubForge({
      token,
      apiUrl,
      repository,
      log: actionLog,
    }),
    artifacts: workflowArtifacts({ log: actionLog, remote: { token, repository } }),
    registry: {
      remote: location,
      clone: undefined,
      read: () => readRegistry({ remote: location, scratchParent: scratch }),
    },
    scratch,
    spool: join(temporary, 'mlops-spool'),
    environment: process.env,
    clock,
    random: Math.random,
    log: actionLog,
  };
}
