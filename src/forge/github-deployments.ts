// GitHub Deployments: one for each environment and tag. A job with `environment:` makes one by itself; it is taken up and
// not doubled. They are shown to people and asked by other tools, so a token that may not write them stops nothing.
import { MlopsError } from '../error.ts';
import type { Deployment, DeploymentRequest, Deployments, DeploymentState, DeploymentStatus } from './deployments.ts';
import type { GitHubRepository } from './github-client.ts';
import type { Doing } from './github-failure.ts';
import { httpAddress } from './http-address.ts';

/** GitHub takes no longer description of a status. */
const MOST_DESCRIPTION = 140;
const PAGE = 30;

interface StoredDeployment {
  readonly id: number;
  readonly ref: string;
  readonly environment: string;
  readonly description: string | null;
  readonly payload: unknown;
  readonly created_at: string;
}

export function gitHubDeployments(github: GitHubRepository): Deployments {
  const { log } = github;
  return {
    async open(request) {
      return orWarn(log, `the deployment to ${request.environment} is not shown on GitHub`, async () => {
        const { opened, older } = await openDeployment(github, request);
        await closeUnfinished(github, opened, older);
        return { id: String(opened.id) };
      });
    },
    async report(id, status) {
      await orWarn(log, `the state ${status.state} of deployment ${id} is not shown on GitHub`, () =>
        report(github, numberOf(id), status),
      );
    },
    list: (environment) => listDeployments(github, environment),
  };
}

async function openDeployment(
  github: GitHubRepository,
  { environment, ref, description, payload }: DeploymentRequest,
): Promise<{ readonly opened: StoredDeployment; readonly older: readonly StoredDeployment[] }> {
  const { octokit, owner, repo } = github;
  const doing = { ...WRITING, what: `opening the deployment of ${ref} to ${environment}` };
  let older: readonly StoredDeployment[] = [];
  const opened = await github.findOrCreate<StoredDeployment>(
    doing,
    async () => {
      const { data } = await octokit.rest.repos.listDeployments({ owner, repo, environment, ref, per_page: 30 });
      // A server that does not know the filters gives all of them.
      const [newest, ...rest] = data.filter((each) => each.environment === environment && each.ref === ref);
      older = rest;
      return newest;
    },
    async () => {
      const { data } = await octokit.rest.repos.createDeployment({
        owner,
        repo,
        ref,
        environment,
        description: fitting(description),
        payload: { ...payload },
        auto_merge: false,
        // The gates have spoken; checks of the commit are no business of a model.
        required_contexts: [],
        transient_environment: false,
        // Else a success would leave the one before it active: GitHub takes the place only from what is neither.
        production_environment: false,
      });
      if ('id' in data) return data;
      throw new MlopsError('forge-failed', `${doing.what} failed: ${data.message ?? 'no deployment was made'}`, AGAIN);
    },
  );
  return { opened, older };
}

/** What was queued for the same tag before a job brought a deployment of its own would wait for ever. */
async function closeUnfinished(
  github: GitHubRepository,
  opened: StoredDeployment,
  older: readonly StoredDeployment[],
): Promise<void> {
  for (const { id } of older) {
    const state = (await newestStatus(github, id))?.state;
    if (state !== 'queued' && state !== 'in_progress') continue;
    await report(github, id, { state: 'inactive', description: `Goes on as deployment ${opened.id}` });
  }
}

/** A status says the same when it is set twice, but both would be shown: what stands there is not told again. */
async function report(github: GitHubRepository, id: number, status: DeploymentStatus): Promise<void> {
  const { octokit, owner, repo } = github;
  const { state } = status;
  const description = fitting(status.description);
  const [environmentUrl, logUrl] = [httpAddress(status.environmentUrl), httpAddress(status.logUrl)];
  const doing = { ...WRITING, what: `reporting the state ${state} of deployment ${id}` };
  await github.findOrCreate<object>(
    doing,
    async () => {
      const newest = await newestStatus(github, id);
      return newest?.state === state && newest.description === description ? newest : undefined;
    },
    async () =>
      (
        await octokit.rest.repos.createDeploymentStatus({
          owner,
          repo,
          deployment_id: id,
          state,
          description,
          ...(environmentUrl === undefined ? {} : { environment_url: environmentUrl }),
          ...(logUrl === undefined ? {} : { log_url: logUrl }),
        })
      ).data,
  );
}

async function* listDeployments(github: GitHubRepository, environment: string): AsyncGenerator<Deployment> {
  const { octokit, owner, repo, log } = github;
  const doing = { ...READING, what: `reading the deployments to ${environment}` };
  for (let page = 1; ; page += 1) {
    const found = await orWarn(log, `the deployments to ${environment} are not known`, () =>
      github.call(doing, async () => {
        return (await octokit.rest.repos.listDeployments({ owner, repo, environment, per_page: PAGE, page })).data;
      }),
    );
    for (const each of found ?? []) {
      if (each.environment !== environment) continue;
      yield deploymentFrom(each, await github.call(doing, () => newestStatus(github, each.id)));
    }
    if (found === undefined || found.length < PAGE) return;
  }
}

interface StoredStatus {
  readonly state: string;
  readonly description: string;
  readonly created_at: string;
  readonly environment_url?: string;
  readonly log_url?: string;
}

async function newestStatus(
  { octokit, owner, repo }: GitHubRepository,
  deployment: number,
): Promise<StoredStatus | undefined> {
  const asked = { owner, repo, deployment_id: deployment, per_page: 1 };
  const { data } = await octokit.rest.repos.listDeploymentStatuses(asked);
  return data[0];
}

function deploymentFrom(stored: StoredDeployment, status: StoredStatus | undefined): Deployment {
  const { id, ref, environment, description, payload, created_at: created } = stored;
  return {
    id: String(id),
    ref,
    environment,
    description: description ?? '',
    payload: payloadFrom(payload),
    created,
    status: status && {
      state: stateFrom(status.state),
      description: status.description,
      environmentUrl: status.environment_url === '' ? undefined : status.environment_url,
      logUrl: status.log_url === '' ? undefined : status.log_url,
      time: status.created_at,
    },
  };
}

/** GitHub gives back what it was given: an object, or its text, or the empty text of a job's own deployment. */
function payloadFrom(payload: unknown): Deployment['payload'] {
  let value = payload;
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value) as unknown;
    } catch {
      return {};
    }
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Deployment['payload']) : {};
}

const STATES: readonly DeploymentState[] = ['queued', 'in_progress', 'success', 'failure', 'error', 'inactive'];

/** `pending` and `waiting` are those of a job that waits for its reviewers. */
function stateFrom(state: string): DeploymentState {
  return STATES.find((each) => each === state) ?? 'queued';
}

const WRITING: Omit<Doing, 'what'> = { permission: 'deployments' };
const READING: Omit<Doing, 'what'> = { permission: 'deployments', access: 'read' };
const AGAIN = 'Run the job again.';

/** What the token may not do, and what the server does not have, stops no deployment. */
async function orWarn<T>(
  log: GitHubRepository['log'],
  otherwise: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MlopsError) || !['forge-denied', 'not-found'].includes(error.code)) throw error;
    log.warn(`${otherwise}: ${error.message}. ${error.hint}`);
    return undefined;
  }
}

function numberOf(id: string): number {
  if (/^[1-9]\d{0,15}$/.test(id)) return Number(id);
  throw new MlopsError(
    'usage',
    `${JSON.stringify(id.slice(0, 100))} is no id of a deployment on GitHub`,
    'Give the number that the deployment was opened with.',
  );
}

function fitting(description: string): string {
  const line = description.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > MOST_DESCRIPTION ? `${line.slice(0, MOST_DESCRIPTION - 1)}…` : line;
}
