// The runner's environment, its event file and what is checked out → the event in our words. Pure.
import { z } from '../zod.ts';
import { MlopsError } from '../error.ts';
import { defaultBranchIn, headIn, inputsIn, isPublicIn, mergeGroupIn, pullRequestIn } from './event-payload.ts';
import type { ForgeEvent, PullRequestEvent } from './forge.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What lies in the worktree, which need not be what the event is about: a workflow may check out anything. */
export interface CheckedOut {
  readonly commit: string;
  readonly parents: readonly string[];
  /** Undefined when HEAD is detached. */
  readonly branch: string | undefined;
}

export interface EventDetails {
  /** The `matrix` context as JSON text. */
  readonly matrix?: string | undefined;
  /** The `strategy` context as JSON text. */
  readonly strategy?: string | undefined;
  /** Absent: the commit that the event names. */
  readonly checkedOut?: CheckedOut | undefined;
}

const REQUIRED = ['GITHUB_EVENT_NAME', 'GITHUB_REPOSITORY', 'GITHUB_SHA'] as const;

/** Without the pull request nobody knows whose code this is: a fork's branch could pass for one of ours. */
const PULL_REQUEST_EVENTS = [
  'pull_request',
  'pull_request_target',
  'pull_request_review',
  'pull_request_review_comment',
] as const;

/**
 * The event that started a job of GitHub Actions, or of a server that speaks the same (GitHub Enterprise, Gitea).
 * @param environment the runner's `GITHUB_*` variables
 * @param payload the parsed event file; undefined when there is none
 * @throws MlopsError `usage` when the environment is not one of a job, and for a pull request event without a pull request
 */
export function eventFromGitHub(environment: Environment, payload: unknown, details: EventDetails = {}): ForgeEvent {
  requireJob(environment);
  const text = (name: string): string | undefined => environment[`GITHUB_${name}`] || undefined;
  const name = text('EVENT_NAME') ?? '';
  const repository = text('REPOSITORY');
  const server = (text('SERVER_URL') ?? 'https://github.com').replace(/\/+$/, '');
  const repositoryUrl = `${server}/${repository}`;
  const run = text('RUN_ID');
  const pullRequest = pullRequestIn(payload);
  if (pullRequest === undefined && PULL_REQUEST_EVENTS.some((event) => event === name)) throw noPullRequest(name);
  const refBranch = afterPrefix('refs/heads/', text('REF'));
  const matrix = objectOf(details.matrix);
  return {
    name,
    repository,
    repositoryUrl,
    isPublic: isPublicIn(payload),
    // The payload of a schedule has no repository; it runs on the default branch and nowhere else.
    defaultBranch: defaultBranchIn(payload) ?? (name === 'schedule' ? refBranch : undefined),
    ...codeOf(environment, payload, details.checkedOut),
    actor: text('ACTOR'),
    pullRequest: pullRequest && withMergedBase(pullRequest, details.checkedOut),
    mergeGroup: name === 'merge_group' ? mergeGroupIn(payload) : undefined,
    inputs: name === 'workflow_dispatch' ? inputsIn(payload) : {},
    workflow: text('WORKFLOW'),
    run,
    attempt: countOf(text('RUN_ATTEMPT')),
    job: text('JOB'),
    matrix,
    jobTotal: matrix === undefined ? undefined : jobTotalOf(details.strategy),
    runUrl: run === undefined ? undefined : `${repositoryUrl}/actions/runs/${run}`,
  };
}

/** @throws MlopsError `usage` that names the variables which every job has and this process has not */
export function requireJob(environment: Environment): void {
  const missing = REQUIRED.filter((name) => !environment[name]);
  if (missing.length === 0) return;
  throw new MlopsError(
    'usage',
    `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set: this is no job of a workflow`,
    'Outside of workflows use the command line: `mlops train` does the same with the repository that it is called in.',
  );
}

function noPullRequest(name: string): MlopsError {
  return new MlopsError(
    'usage',
    `this is a run of the event ${name}, and its event file (GITHUB_EVENT_PATH) names no pull request that can be read`,
    'Nothing is trained, since it is not known whose code this is. Run the job again; if it stays so, report it with ' +
      'the name and version of the server.',
  );
}

/** The commit that is trained, with the branch or tag that it is of. */
function codeOf(
  environment: Environment,
  payload: unknown,
  checkedOut: CheckedOut | undefined,
): Pick<ForgeEvent, 'commit' | 'branch' | 'tag'> {
  const named = environment['GITHUB_SHA'] ?? '';
  const ref = environment['GITHUB_REF'];
  const commit = checkedOut?.commit ?? named;
  const head = headIn(payload);
  const [, merged] = checkedOut?.parents ?? [];
  // On GitHub the commit of a pull request is a merge of its head, of which the ref is no branch.
  const isOfHead =
    head !== undefined &&
    (head.commit === commit || head.commit === merged || (commit === named && ref?.startsWith('refs/pull/') === true));
  if (isOfHead && (commit !== named || !ref?.startsWith('refs/heads/'))) return { commit, branch: head.branch };
  if (commit === named) return { commit, branch: afterPrefix('refs/heads/', ref), tag: afterPrefix('refs/tags/', ref) };
  // Another commit than the event knows. What a fork's event leads to is not called a branch of ours.
  return { commit, branch: head?.isFork === true ? head.branch : checkedOut?.branch };
}

/**
 * The base that a forge merged with, which is newer than the one in the payload when the branch has moved on meanwhile.
 * The first parent of the merge commit says it, in a checkout of depth 1 too.
 */
function withMergedBase(pullRequest: PullRequestEvent, checkedOut: CheckedOut | undefined): PullRequestEvent {
  const [base, head] = checkedOut?.parents ?? [];
  const isMerge = base !== undefined && head === pullRequest.head && checkedOut?.commit !== pullRequest.head;
  return isMerge ? { ...pullRequest, base, isMerged: true } : pullRequest;
}

function afterPrefix(prefix: string, ref: string | undefined): string | undefined {
  return ref?.startsWith(prefix) ? ref.slice(prefix.length) || undefined : undefined;
}

/** A context as JSON text: null where the job has none. */
function objectOf(json: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const value = json === undefined || json === '' ? undefined : parseJson(json);
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')) {
    throw new MlopsError('usage', 'the matrix has the name "__proto__"', 'The name is reserved; rename it.');
  }
  return z.record(z.string(), z.unknown()).safeParse(value).data;
}

/** How many jobs a `strategy` context speaks of; undefined for a text that is none. */
function jobTotalOf(json: string | undefined): number | undefined {
  const total = objectOf(json)?.['job-total'];
  return typeof total === 'number' && Number.isInteger(total) && total > 0 ? total : undefined;
}

function countOf(text: string | undefined): number | undefined {
  const count = Number(text);
  return Number.isInteger(count) && count > 0 ? count : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
