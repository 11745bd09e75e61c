// The parts of an event file that are read, each checked by itself. The payload is hostile: whoever opens a pull request
// writes part of it. What it holds of the wrong type counts as absent. Pure.
import { z } from '../zod.ts';
import { DELETED_FORK, forkBranch, isForkOf } from './fork.ts';
import type { PullRequestEvent } from './forge.ts';

const Text = z.string().min(1);
const Commit = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
// Null when the fork was deleted.
const Repository = z.looseObject({ full_name: Text }).nullish();
const Side = z.looseObject({ sha: Commit, ref: Text, repo: Repository });
const PullRequestPayload = z.looseObject({
  pull_request: z.looseObject({ number: z.number().int().positive(), head: Side, base: Side }),
});
const MergeGroupPayload = z.looseObject({
  merge_group: z.looseObject({ base_sha: Commit, base_ref: z.string().startsWith('refs/heads/') }),
});

/** A workflow run that this one follows. */
export const WorkflowRunPayload = z.looseObject({
  workflow_run: z.looseObject({ head_sha: Commit, head_branch: Text.nullish(), head_repository: Repository }),
  repository: z.looseObject({ full_name: Text }),
});

const VisibilityPayload = z.looseObject({
  repository: z.looseObject({ private: z.boolean(), visibility: z.string().optional() }),
});
const RepositoryPayload = z.looseObject({ repository: z.looseObject({ default_branch: Text }) });
// As they came: a loose object would leave out an input called `__proto__` without a word.
const InputsPayload = z.looseObject({
  inputs: z.custom<object>((value) => typeof value === 'object' && value !== null),
});

/** The pull request; of what is checked out it says nothing. */
export function pullRequestIn(payload: unknown): PullRequestEvent | undefined {
  const pull = PullRequestPayload.safeParse(payload).data?.pull_request;
  if (pull === undefined) return undefined;
  const { number, head, base } = pull;
  return {
    number,
    head: head.sha,
    headBranch: head.ref,
    base: base.sha,
    baseBranch: base.ref,
    isFork: isForkOf(base.repo?.full_name, head.repo?.full_name),
  };
}

/** What a merge queue builds on: a commit, and the branch that it is for. */
export function mergeGroupIn(payload: unknown): { readonly base: string; readonly baseBranch: string } | undefined {
  const group = MergeGroupPayload.safeParse(payload).data?.merge_group;
  return group && { base: group.base_sha, baseBranch: group.base_ref.slice('refs/heads/'.length) };
}

/** Code that an event is about, and the branch that it is of, with its owner where that is a fork's. */
export interface NamedCode {
  readonly commit: string;
  readonly branch: string;
  readonly isFork: boolean;
}

/** The head of the pull request, or of the workflow run that this one follows. */
export function headIn(payload: unknown): NamedCode | undefined {
  const pull = PullRequestPayload.safeParse(payload).data?.pull_request;
  if (pull !== undefined) return namedCode(pull.head.sha, pull.head.ref, pull.head.repo, pull.base.repo);
  const data = WorkflowRunPayload.safeParse(payload).data;
  if (data === undefined) return undefined;
  const { head_sha: commit, head_branch: branch, head_repository: own } = data.workflow_run;
  return branch === undefined || branch === null ? undefined : namedCode(commit, branch, own, data.repository);
}

type Repository = z.infer<typeof Repository>;

/** A fork's `main` is `owner:main`, so that its runs are never taken for those of our `main`. */
function namedCode(commit: string, branch: string, own: Repository, base: Repository): NamedCode {
  const isFork = isForkOf(base?.full_name, own?.full_name);
  return { commit, isFork, branch: isFork ? forkBranch(own?.full_name, branch) : branch };
}

/** The fork that a pull request comes from, `owner/name`; undefined for other events and for branches of the repository. */
export function forkIn(payload: unknown): string | undefined {
  const pull = PullRequestPayload.safeParse(payload).data?.pull_request;
  if (pull === undefined) return undefined;
  const own = pull.head.repo?.full_name;
  return isForkOf(pull.base.repo?.full_name, own) ? (own ?? DELETED_FORK) : undefined;
}

export function defaultBranchIn(payload: unknown): string | undefined {
  return RepositoryPayload.safeParse(payload).data?.repository.default_branch;
}

/** Whether everyone may read the repository; undefined where that is not said. An internal one is private too. */
export function isPublicIn(payload: unknown): boolean | undefined {
  const repository = VisibilityPayload.safeParse(payload).data?.repository;
  if (repository === undefined) return undefined;
  return !repository.private && (repository.visibility ?? 'public') === 'public';
}

/** Inputs of a dispatch as text. An empty one is what GitHub sends for an input that nobody filled in. */
export function inputsIn(payload: unknown): Readonly<Record<string, string>> {
  const inputs = InputsPayload.safeParse(payload).data?.inputs ?? {};
  const texts = Object.entries(inputs).flatMap(([name, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value) && value !== '' ? [[name, String(value)] as const] : [],
  );
  return Object.fromEntries(texts);
}
