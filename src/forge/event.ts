// The runner's environment and event file → the event in our words. The payload is hostile: whoever opens a pull request
// writes part of it. What it holds of the wrong type counts as absent. Pure.
import { z } from '../zod.ts';
import { MlopsError } from '../error.ts';
import type { ForgeEvent, PullRequestEvent } from './forge.ts';

const Text = z.string().min(1);
const Side = z.looseObject({
  sha: z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/),
  ref: Text,
  // Null when the fork was deleted.
  repo: z.looseObject({ full_name: Text }).nullish(),
});
const PullRequestPayload = z.looseObject({
  pull_request: z.looseObject({ number: z.number().int().positive(), head: Side, base: Side }),
});
const RepositoryPayload = z.looseObject({ repository: z.looseObject({ default_branch: Text }) });
// As they came: a loose object would leave out an input called `__proto__` without a word.
const InputsPayload = z.looseObject({
  inputs: z.custom<object>((value) => typeof value === 'object' && value !== null),
});

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The event that started a job of GitHub Actions, or of a server that speaks the same (GitHub Enterprise, Gitea).
 * @param environment the runner's `GITHUB_*` variables
 * @param payload the parsed event file
 * @param more.matrix the `matrix` context as JSON text
 * @param more.strategy the `strategy` context as JSON text
 * @throws MlopsError `usage` when the environment is not one of a job
 */
export function eventFromGitHub(
  environment: Environment,
  payload: unknown,
  more: { readonly matrix?: string; readonly strategy?: string } = {},
): ForgeEvent {
  const text = (name: string): string | undefined => environment[`GITHUB_${name}`] || undefined;
  const commit = text('SHA');
  const name = text('EVENT_NAME');
  if (commit === undefined || name === undefined) {
    throw new MlopsError(
      'usage',
      `${commit === undefined ? 'GITHUB_SHA' : 'GITHUB_EVENT_NAME'} is not set: this is no job of a workflow`,
      'Outside of workflows use the `mlops` command.',
    );
  }
  const repository = text('REPOSITORY');
  const server = (text('SERVER_URL') ?? 'https://github.com').replace(/\/+$/, '');
  const repositoryUrl = repository === undefined ? undefined : `${server}/${repository}`;
  const run = text('RUN_ID');
  const pullRequest = pullRequestOf(payload);
  const matrix = matrixOf(more.matrix);
  return {
    name,
    repository,
    repositoryUrl,
    defaultBranch: RepositoryPayload.safeParse(payload).data?.repository.default_branch,
    branch: pullRequest?.headBranch ?? branchOf(environment),
    commit,
    actor: text('ACTOR'),
    pullRequest,
    inputs: name === 'workflow_dispatch' ? inputsOf(payload) : {},
    workflow: text('WORKFLOW'),
    run,
    attempt: countOf(text('RUN_ATTEMPT')),
    job: text('JOB'),
    matrix,
    jobTotal: matrix === undefined ? undefined : jobTotalOf(more.strategy),
    runUrl: repositoryUrl === undefined || run === undefined ? undefined : `${repositoryUrl}/actions/runs/${run}`,
  };
}

function pullRequestOf(payload: unknown): PullRequestEvent | undefined {
  const pull = PullRequestPayload.safeParse(payload).data?.pull_request;
  if (pull === undefined) return undefined;
  const { number, head, base } = pull;
  return {
    number,
    head: head.sha,
    headBranch: head.ref,
    base: base.sha,
    baseBranch: base.ref,
    // A pull request whose origin is not known to be this repository gets no trust.
    isFork: head.repo?.full_name === undefined || head.repo.full_name !== base.repo?.full_name,
  };
}

/** The branch that the event happened on; tags and the merge refs of pull requests are none. */
function branchOf(environment: Environment): string | undefined {
  const head = environment['GITHUB_HEAD_REF'];
  if (head !== undefined && head !== '') return head;
  return /^refs\/heads\/(.+)$/s.exec(environment['GITHUB_REF'] ?? '')?.[1];
}

/** Inputs as text. An empty one is what GitHub sends for an input that nobody filled in. */
function inputsOf(payload: unknown): Readonly<Record<string, string>> {
  const inputs = InputsPayload.safeParse(payload).data?.inputs ?? {};
  const texts = Object.entries(inputs).flatMap(([name, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value) && value !== '' ? [[name, String(value)] as const] : [],
  );
  return Object.fromEntries(texts);
}

/** A context as JSON text: null where the job has none. */
function matrixOf(json: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const value = json === undefined || json === '' ? undefined : parseJson(json);
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')) {
    throw new MlopsError('usage', 'a matrix has the name "__proto__"', 'The name is reserved; rename it.');
  }
  return z.record(z.string(), z.unknown()).safeParse(value).data;
}

/** How many jobs a `strategy` context speaks of; undefined for a text that is none. */
function jobTotalOf(json: string | undefined): number | undefined {
  const total = matrixOf(json)?.['job-total'];
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
