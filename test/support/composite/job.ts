// A job as the runner sets it up around one `uses: org/mlops-action@v1`: folders, the github context, the environment.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TRACKING_VARIABLE } from './orphans.ts';

export interface CompositeOptions {
  /** The folder of action.yml: the action's own checkout, never the consumer's. */
  readonly actionFolder: string;
  /** The consumer's checkout: GITHUB_WORKSPACE. */
  readonly workspace: string;
  readonly event: {
    readonly name: string;
    readonly payload?: Readonly<Record<string, unknown>>;
    /** GITHUB_SHA, where it is not the commit that is checked out. */
    readonly sha?: string;
    /** Full ref; by default the merge ref of a pull request, else the branch that is checked out. */
    readonly ref?: string;
  };
  /** `with:` of the consumer's step. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** `env:` of the consumer's workflow: every step sees it. */
  readonly env?: Readonly<Record<string, string>>;
  readonly github?: { readonly apiUrl?: string; readonly serverUrl?: string; readonly token?: string };
  readonly repository?: string;
  /** What only JavaScript steps are given: ACTIONS_RUNTIME_TOKEN and the addresses of the services. */
  readonly artifacts?: Readonly<Record<string, string>>;
  readonly matrix?: Readonly<Record<string, unknown>>;
  /** How many jobs the matrix has; 1 by default. */
  readonly jobTotal?: number;
  readonly runId?: string;
  readonly attempt?: number;
  readonly job?: string;
  /** PATH of all steps, where it is not the machine's. */
  readonly path?: string;
  /** The rules of act and of Gitea's runner: run steps see INPUT_*, the tokens and the machine's whole environment. */
  readonly actMode?: boolean;
  /** Cancels the job once a line of this step's output contains the text. */
  readonly cancelDuring?: { readonly step: string; readonly onOutput: string };
}

export interface Job {
  readonly options: CompositeOptions;
  readonly actionFolder: string;
  readonly workspace: string;
  /** Everything that the harness made for this job lies in here. */
  readonly root: string;
  readonly temp: string;
  readonly trackingId: string;
  readonly token: string;
  /** The `github` context, `inputs` not among it. */
  readonly github: Readonly<Record<string, unknown>>;
  /** What steps add through GITHUB_ENV and GITHUB_PATH. */
  readonly environment: Record<string, string>;
  readonly paths: string[];
  readonly masks: string[];
}

export const DEFAULT_TOKEN = 'ghs_composite0Harness1Token2For3Tests4Only';

/** Creates the folders and the event file of a job. */
export async function createJob(options: CompositeOptions): Promise<Job> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'mlops-job-')));
  const temp = join(root, '_temp');
  for (const folder of ['home', '_temp/_github_workflow', '_temp/_runner_file_commands']) {
    await mkdir(join(root, folder), { recursive: true });
  }
  const eventPath = join(temp, '_github_workflow/event.json');
  await writeFile(eventPath, JSON.stringify(options.event.payload ?? {}));
  const [workspace, actionFolder] = [await realpath(options.workspace), await realpath(options.actionFolder)];
  const token = options.github?.token ?? DEFAULT_TOKEN;
  const secrets = [token, ...Object.entries(options.artifacts ?? {}).flatMap(secretOf)];
  return {
    options,
    actionFolder,
    workspace,
    root,
    temp,
    trackingId: `github_${randomUUID()}`,
    token,
    github: githubContext({ options, workspace, actionFolder, eventPath, token }),
    environment: { ...options.env },
    paths: [],
    masks: secrets,
  };
}

/** What every step gets: of the machine only PATH, HOME and the language, then the workflow's own and RUNNER_*. */
export function baseEnvironment(job: Job): Record<string, string> {
  const { options } = job;
  // The cache is that of the tests, and would grow by the whole of dist/ with every workspace.
  const { NODE_COMPILE_CACHE: _, ...machine } = process.env as Record<string, string>;
  const inherited = options.actMode === true ? machine : {};
  return {
    ...inherited,
    HOME: join(job.root, 'home'),
    LANG: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    ...job.environment,
    PATH: [...job.paths.toReversed(), options.path ?? process.env['PATH'] ?? ''].join(':'),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    RUNNER_TEMP: job.temp,
    RUNNER_TOOL_CACHE: join(job.root, '_tool'),
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_NAME: 'harness',
    RUNNER_ENVIRONMENT: 'github-hosted',
    [TRACKING_VARIABLE]: job.trackingId,
  };
}

/** GITHUB_* as the runner sets them last, so that neither a workflow nor a step can change them. */
export function githubVariables({ github }: Job): Record<string, string> {
  const present = EXPOSED.filter((name) => github[name] !== undefined);
  return Object.fromEntries(present.map((name) => [`GITHUB_${name.toUpperCase()}`, String(github[name])]));
}

/** Members of the github context that become variables (GitHubContext.cs); token and event are not among them. */
const EXPOSED = [
  'action',
  'action_path',
  'actor',
  'api_url',
  'base_ref',
  'event_name',
  'event_path',
  'graphql_url',
  'head_ref',
  'job',
  'ref',
  'ref_name',
  'ref_type',
  'repository',
  'repository_owner',
  'run_attempt',
  'run_id',
  'run_number',
  'server_url',
  'sha',
  'triggering_actor',
  'workflow',
  'workspace',
] as const;

interface ContextSources {
  readonly options: CompositeOptions;
  readonly workspace: string;
  readonly actionFolder: string;
  readonly eventPath: string;
  readonly token: string;
}

function githubContext({
  options,
  workspace,
  actionFolder,
  eventPath,
  token,
}: ContextSources): Record<string, unknown> {
  const { event, github = {} } = options;
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: workspace, encoding: 'utf8' }).trim();
  const pull = event.payload?.['pull_request'] as
    | { number: number; head: { ref: string }; base: { ref: string } }
    | undefined;
  const ref = event.ref ?? (pull === undefined ? git('symbolic-ref', 'HEAD') : `refs/pull/${pull.number}/merge`);
  const repository = options.repository ?? 'acme/consumer';
  const apiUrl = github.apiUrl ?? 'http://127.0.0.1:9';
  return {
    token,
    event: event.payload ?? {},
    event_name: event.name,
    event_path: eventPath,
    sha: event.sha ?? git('rev-parse', 'HEAD'),
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    head_ref: pull?.head.ref ?? '',
    base_ref: pull?.base.ref ?? '',
    repository,
    repository_owner: repository.split('/')[0],
    server_url: github.serverUrl ?? options.artifacts?.['GITHUB_SERVER_URL'] ?? 'https://github.com',
    api_url: apiUrl,
    graphql_url: `${apiUrl}/graphql`,
    workspace,
    action: '__org_mlops-action',
    action_path: actionFolder,
    actor: 'octocat',
    triggering_actor: 'octocat',
    workflow: 'train',
    job: options.job ?? 'train',
    run_id: options.runId ?? '4711',
    run_number: '17',
    run_attempt: String(options.attempt ?? 1),
  };
}

function secretOf([name, value]: readonly [string, string]): readonly string[] {
  return name.endsWith('_TOKEN') ? [value] : [];
}
