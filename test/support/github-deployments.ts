// Deployments and their statuses, and files at a ref, as GitHub answers: the `emulate` package has no deployments, and
// knows no commits of git. Documented at https://docs.github.com/rest/deployments and /rest/repos/contents.
import { parse } from 'yaml';

export interface DeploymentOptions {
  /** Text of a file at a branch, tag (short or full) or commit, as the test's git repository has it. */
  readonly fileAt?: ((path: string, ref: string) => string | undefined) | undefined;
  /** Whether there is such a branch, tag or commit; all are by default. */
  readonly hasRef?: (ref: string) => boolean;
  /** False: a server that has no deployments, as Gitea. */
  readonly deployments?: boolean;
  /** False: the setting "Allow GitHub Actions to create and approve pull requests" is off. */
  readonly mayOpenPullRequests?: boolean;
}

interface ServedStatus {
  readonly state: string;
  readonly description: string;
  readonly environment_url: string;
  readonly log_url: string;
  readonly created_at: string;
}

interface ServedDeployment {
  readonly id: number;
  readonly ref: string;
  readonly environment: string;
  readonly description: string | null;
  readonly payload: unknown;
  readonly production_environment: boolean;
  readonly transient_environment: boolean;
  readonly created_at: string;
  /** The oldest first. */
  readonly statuses: ServedStatus[];
}

interface Reply {
  readonly status: number;
  readonly value: unknown;
}

export interface GitHubDeployments {
  /** In the order of their creation. */
  readonly all: readonly ServedDeployment[];
  /** A deployment that the server makes by itself, as for a job with `environment:`. */
  add(environment: string, ref: string, state: string): ServedDeployment;
  /** Undefined for any other request. */
  answer(method: string, location: URL, body: Buffer): Reply | undefined;
  /** Why a workflow is not started at a ref, where the files are known; undefined when it is. */
  refuseDispatch(workflow: string, ref: string, inputs: Readonly<Record<string, string>>): Reply | undefined;
}

const DEPLOYMENTS = /^\/repos\/[^/]+\/[^/]+\/deployments$/;
const STATUSES = /^\/repos\/[^/]+\/[^/]+\/deployments\/(\d+)\/statuses$/;
const CONTENTS = /^\/repos\/[^/]+\/[^/]+\/contents\/(.+)$/;
const STATES = ['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success'];

export function gitHubDeployments(options: DeploymentOptions): GitHubDeployments {
  const all: ServedDeployment[] = [];
  const now = (): string => new Date().toISOString().replace(/\.\d+Z$/, 'Z');

  function make(given: Partial<ServedDeployment> & { readonly ref: string }): ServedDeployment {
    const made: ServedDeployment = {
      id: 7000 + all.length,
      ref: given.ref,
      environment: given.environment ?? 'production',
      description: given.description ?? null,
      payload: given.payload ?? '',
      production_environment: given.production_environment ?? given.environment === 'production',
      transient_environment: given.transient_environment ?? false,
      created_at: now(),
      statuses: [],
    };
    all.push(made);
    return made;
  }

  function setStatus(deployment: ServedDeployment, given: Partial<ServedStatus> & { auto_inactive?: boolean }): Reply {
    const { state = '', description = '', environment_url = '', log_url = '', auto_inactive = true } = given;
    if (!STATES.includes(state)) return invalid([{ resource: 'DeploymentStatus', code: 'custom', field: 'state' }]);
    if (description.length > 140) {
      const message = 'description is too long (maximum is 140 characters)';
      return invalid([{ resource: 'DeploymentStatus', code: 'custom', field: 'description', message }]);
    }
    const status = { state, description, environment_url, log_url, created_at: now() };
    deployment.statuses.push(status);
    if (state === 'success' && auto_inactive) {
      for (const other of all.slice(0, all.indexOf(deployment))) {
        if (other.environment !== deployment.environment || other.production_environment) continue;
        if (other.transient_environment || other.statuses.at(-1)?.state !== 'success') continue;
        other.statuses.push({ ...status, state: 'inactive', description: '' });
      }
    }
    return { status: 201, value: { id: deployment.statuses.length, ...status } };
  }

  function answerDeployments(method: string, location: URL, body: Buffer): Reply {
    if (options.deployments === false) return { status: 404, value: { message: 'Not Found' } };
    const { searchParams } = location;
    if (method === 'GET') {
      const [environment, ref] = [searchParams.get('environment'), searchParams.get('ref')];
      const fitting = all.filter(
        (each) => (environment === null || each.environment === environment) && (ref === null || each.ref === ref),
      );
      return listed(fitting, location);
    }
    const given = JSON.parse(body.toString()) as Partial<ServedDeployment> & {
      auto_merge?: boolean;
      required_contexts?: string[];
    };
    if (given.auto_merge !== false || given.required_contexts?.length !== 0) {
      return { status: 409, value: { message: 'Conflict: Commit status checks failed for the ref.' } };
    }
    if (options.hasRef?.(given.ref ?? '') === false) {
      return { status: 422, value: { message: `No ref found for: ${given.ref ?? ''}` } };
    }
    return { status: 201, value: make({ ...given, ref: given.ref ?? '' }) };
  }

  return {
    all,
    add(environment, ref, state) {
      const made = make({ environment, ref });
      setStatus(made, { state, auto_inactive: false });
      return made;
    },
    answer(method, location, body) {
      const { pathname, searchParams } = location;
      const contents = CONTENTS.exec(pathname);
      if (method === 'GET' && contents !== null && options.fileAt !== undefined) {
        return answerContents(decodeURIComponent(contents[1] ?? ''), searchParams.get('ref') ?? 'main', options.fileAt);
      }
      if (DEPLOYMENTS.test(pathname)) return answerDeployments(method, location, body);
      const statuses = STATUSES.exec(pathname);
      if (statuses === null) return undefined;
      const deployment = all.find(({ id }) => id === Number(statuses[1]));
      if (deployment === undefined) return { status: 404, value: { message: 'Not Found' } };
      if (method === 'GET') return listed(deployment.statuses, location);
      return setStatus(deployment, JSON.parse(body.toString()) as Partial<ServedStatus>);
    },
    refuseDispatch(workflow, ref, inputs) {
      const { fileAt } = options;
      if (fileAt === undefined) return undefined;
      const path = `.github/workflows/${workflow}`;
      if (fileAt(path, 'main') === undefined) return { status: 404, value: { message: 'Not Found' } };
      if (options.hasRef?.(ref) === false) return { status: 422, value: { message: `No ref found for: ${ref}` } };
      const { on } = (parse(fileAt(path, ref) ?? '{}') ?? {}) as { on?: unknown };
      const isTrigger = on === 'workflow_dispatch' || (Array.isArray(on) && on.includes('workflow_dispatch'));
      const trigger = isTrigger ? {} : (on as Record<string, unknown> | undefined)?.['workflow_dispatch'];
      if (trigger === undefined) {
        return { status: 422, value: { message: "Workflow does not have 'workflow_dispatch' trigger" } };
      }
      const declared = Object.keys((trigger as { inputs?: object } | null | undefined)?.inputs ?? {});
      const unexpected = Object.keys(inputs).filter((name) => !declared.includes(name));
      if (unexpected.length === 0) return undefined;
      return { status: 422, value: { message: `Unexpected inputs provided: ${JSON.stringify(unexpected)}` } };
    },
  };
}

function listed(items: readonly unknown[], { searchParams }: URL): Reply {
  const [size, page] = [Number(searchParams.get('per_page') ?? 30), Number(searchParams.get('page') ?? 1)];
  return { status: 200, value: items.toReversed().slice((page - 1) * size, page * size) };
}

function answerContents(path: string, ref: string, fileAt: NonNullable<DeploymentOptions['fileAt']>): Reply {
  const text = fileAt(path, ref);
  if (text === undefined) return { status: 404, value: { message: 'Not Found' } };
  const content = Buffer.from(text);
  // GitHub gives none of the content of a file above 1 MB here.
  if (content.length > 1_000_000) return { status: 200, value: { type: 'file', path, encoding: 'none', content: '' } };
  const lines = content.toString('base64').replaceAll(/.{60}/g, '$&\n');
  return { status: 200, value: { type: 'file', path, size: content.length, encoding: 'base64', content: lines } };
}

function invalid(errors: readonly unknown[]): Reply {
  return { status: 422, value: { message: 'Validation Failed', errors, status: '422' } };
}
