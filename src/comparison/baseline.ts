// Which earlier run a run is compared against, and why that one. Works on index lines: no record needs to be read.
import type { RunLine } from '../tracking/history.ts';

/** Of what the baseline is wanted: `run` is the run to be compared, which is never its own baseline. */
interface Wanted {
  readonly run: string;
  readonly experiment: string;
  /** Commit of a run that trained with values of its own: a plain run of the very same code shows what they changed. */
  readonly plainCommit?: string | undefined;
  /** Job of a matrix that the run is of: a rule chooses among the runs of the same one, or outside of any. */
  readonly leg?: string | undefined;
}

interface MergeBase {
  readonly commit: string | undefined;
  /** Tip of the base branch where that was merged into what was trained. */
  readonly mergedWith?: string | undefined;
}

/** What to look for. */
export type BaselineRequest =
  | { readonly rule: 'none' }
  | (Wanted & { readonly rule: 'merge-base'; readonly branch: string } & MergeBase)
  | (Wanted & { readonly rule: 'previous'; readonly branch: string })
  | (Wanted & { readonly rule: 'named'; readonly name: string })
  | (Wanted & { readonly rule: 'version'; readonly name: string; readonly id: string });

/** A line of history that may be the baseline, and in words why it is. Plain text with foreign names. */
export interface BaselineOption {
  readonly line: RunLine;
  readonly how: string;
  /** `exact`: this run and no other. `code`: the code says which run, whatever its gates said. `rule`: the next may do. */
  readonly choice: 'exact' | 'code' | 'rule';
}

/** What may be the baseline, best first and never empty; or in words why there is nothing. */
export type BaselineOptions =
  | { readonly options: readonly [BaselineOption, ...BaselineOption[]] }
  | { readonly reason: string; readonly isNamed: boolean };

/** Into which branch the code is to go, and where it left that. */
export interface PullRequestFacts {
  readonly baseBranch: string;
  readonly mergeBase: string | undefined;
  /** Tip of the base branch where the forge merged it into what was trained, as GitHub does. */
  readonly mergedWith?: string | undefined;
}

export interface BaselineFacts {
  /** `baseline` of the settings; undefined: merge base on pull requests, previous success on the branch elsewhere. */
  readonly setting: string | undefined;
  readonly run: string;
  readonly experiment: string;
  /** Branch of the run itself; undefined on a detached HEAD. */
  readonly branch: string | undefined;
  /** Commit of a run that has overrides; undefined for a plain run. */
  readonly overriddenCommit?: string | undefined;
  /** See `legOf`; undefined outside of any matrix. */
  readonly leg?: string | undefined;
  readonly pullRequest: PullRequestFacts | undefined;
  /** Id of the run behind `model@stage` or `model@v1.2.3`, resolved by the caller from registry tags. */
  readonly versionRun?: string | undefined;
}

/** Settings and event → what to look for. */
export function baselineRequest(facts: BaselineFacts): BaselineRequest {
  const { setting, run, experiment, branch, pullRequest, leg } = facts;
  if (setting === 'none') return { rule: 'none' };
  if (setting !== undefined && facts.versionRun !== undefined) {
    return { rule: 'version', run, experiment, name: setting, id: facts.versionRun };
  }
  if (setting !== undefined && setting !== 'merge-base') return { rule: 'named', run, experiment, leg, name: setting };
  const wanted = { run, experiment, leg, plainCommit: facts.overriddenCommit };
  if (pullRequest !== undefined) {
    const { baseBranch: branch, mergeBase: commit, mergedWith } = pullRequest;
    return { rule: 'merge-base', ...wanted, branch, commit, mergedWith };
  }
  return { rule: 'previous', ...wanted, branch: branch ?? '' };
}

/** @param lines index lines, newest first, as far back as was read */
export function findBaselines(lines: readonly RunLine[], request: BaselineRequest): BaselineOptions {
  if (request.rule === 'none') return { reason: 'no baseline was asked for', isNamed: false };
  const others = lines.filter((line) => line.id !== request.run);
  const ours = others.filter((line) => isComparable(line, request));
  if (request.rule === 'version' || request.rule === 'named') {
    const found = request.rule === 'version' ? ofVersion(others, request) : named(others, request);
    return optionsOf(found, true);
  }
  const usual = request.rule === 'merge-base' ? ofMergeBase(ours, request) : previous(ours, request);
  const plain = withoutOverrides(ours, request);
  if (plain.length === 0) return optionsOf(usual, false);
  return optionsOf([...plain, ...(typeof usual === 'string' ? [] : usual)], false);
}

/** Runs of other legs of a matrix differ in what the matrix varies, so no rule chooses them; who names a run may. */
export function isComparable(
  line: RunLine,
  { experiment, leg }: { readonly experiment: string; readonly leg?: string | undefined },
): boolean {
  return line.experiment === experiment && line.leg === leg && line.deleted !== true;
}

/** Options, or in words why there is none. */
type Found = readonly BaselineOption[] | string;

function optionsOf(found: Found, isNamed: boolean): BaselineOptions {
  if (typeof found === 'string') return { reason: found, isNamed };
  const seen = new Set<string>();
  const [first, ...more] = found.filter(({ line }) => !seen.has(line.id) && seen.add(line.id));
  return first === undefined ? { reason: 'there is no such run', isNamed } : { options: [first, ...more] };
}

function withoutOverrides(ours: readonly RunLine[], { plainCommit }: Wanted): readonly BaselineOption[] {
  if (plainCommit === undefined) return [];
  const how = 'the run of the same commit without the overrides';
  return ours
    .filter((line) => line.commit === plainCommit && isEligible(line))
    .map((line) => ({ line, how, choice: 'code' }));
}

function previous(ours: readonly RunLine[], request: Extract<BaselineRequest, { rule: 'previous' }>): Found {
  // Run ids sort by time: a run that started later is no predecessor.
  const earlier = ours.filter((line) => line.id < request.run);
  return newestOn(earlier, request.branch, request, `the newest earlier success on ${request.branch}`);
}

/**
 * A run that may be chosen by a rule: it succeeded, its commit alone says what was trained, it is ours, nobody deleted it,
 * and its job was not run again.
 */
export function isEligible(line: RunLine): boolean {
  return isSound(line) && line.deleted !== true && line.superseded !== true;
}

function isSound({ status, dirty, overridden, fork }: RunLine): boolean {
  return status === 'finished' && !dirty && !overridden && fork !== true;
}

/**
 * The last eligible runs of an experiment on a branch, **oldest first**: what trends and noise are read from.
 * @param lines newest first
 * @param query.before run id: only runs that started earlier
 */
export function historyLines(
  lines: readonly RunLine[],
  query: {
    readonly experiment: string;
    readonly branch: string;
    readonly leg?: string | undefined;
    readonly before?: string | undefined;
  },
  count = 12,
): readonly RunLine[] {
  return lines
    .filter(
      (line) =>
        isEligible(line) &&
        isComparable(line, query) &&
        line.branch === query.branch &&
        (query.before === undefined || line.id < query.before),
    )
    .slice(0, count)
    .toReversed();
}

function ofMergeBase(ours: readonly RunLine[], request: Extract<BaselineRequest, { rule: 'merge-base' }>): Found {
  const { commit, branch, mergedWith } = request;
  const atCommit = commit === undefined ? [] : ours.filter((line) => line.commit === commit && isEligible(line));
  // What others changed on the base branch meanwhile is in the one run and not in the other: who reads it must know.
  const hasMoved = mergedWith !== undefined && commit !== undefined && mergedWith !== commit;
  const moved = hasMoved ? `; ${branch} has moved on to ${mergedWith.slice(0, 7)}, which was merged for this run` : '';
  const nearest = [
    ...atCommit.filter((line) => line.branch === branch),
    ...atCommit.filter((line) => line.branch !== branch),
  ].map((line) => ({ line, how: `the run of the merge base${moved}`, choice: 'code' }) as const);
  const why =
    commit === undefined ? 'the merge base is not known' : `the merge base ${commit.slice(0, 7)} has no eligible run`;
  const fallback = newestOn(ours, branch, request, `the newest success on ${branch}; ${why}`);
  if (nearest.length === 0) return fallback;
  return [...nearest, ...(typeof fallback === 'string' ? [] : fallback)];
}

function newestOn(
  ours: readonly RunLine[],
  branch: string,
  { experiment, leg }: Pick<Wanted, 'experiment' | 'leg'>,
  how: string,
): Found {
  const name = leg === undefined ? experiment : `${experiment} with the same matrix values`;
  const onBranch = ours.filter((line) => line.branch === branch);
  const options = onBranch.filter(isEligible).map((line) => ({ line, how, choice: 'rule' }) as const);
  if (options.length > 0) return options;
  if (branch === '') return 'the run is on no branch, so it has no earlier run there';
  if (onBranch.length === 0) return `no run of ${name} on ${branch} yet`;
  return `no usable run of ${name} on ${branch}: ${unusable(onBranch)}`;
}

/** Why none of these runs could be a baseline, counted. */
function unusable(lines: readonly RunLine[]): string {
  const reasons = lines.map(({ status, dirty, overridden, fork }) => {
    if (status !== 'finished') return 'did not finish';
    if (fork === true) return 'came from a fork';
    if (dirty) return 'had uncommitted changes';
    return overridden ? 'had params of their own' : 'gave way to a later attempt';
  });
  return [...new Set(reasons)].map((why) => `${reasons.filter((each) => each === why).length} ${why}`).join(', ');
}

/** A branch by its name, else a run by its id or the start of it. */
function named(others: readonly RunLine[], request: Extract<BaselineRequest, { rule: 'named' }>): Found {
  const { name, experiment } = request;
  const ours = others.filter((line) => isComparable(line, request));
  if (ours.some((line) => line.branch === name)) return newestOn(ours, name, request, `the newest success on ${name}`);
  if (/^[0-9a-f]{6,32}$/.test(name)) return withId(others, name, experiment, 'the run that was asked for');
  const version = name.lastIndexOf('@') > 0 ? ` and no version or stage ${name} with a run` : '';
  return `there is no run of ${experiment} on a branch ${name}${version}`;
}

function ofVersion(others: readonly RunLine[], request: Extract<BaselineRequest, { rule: 'version' }>): Found {
  const found = withId(others, request.id, request.experiment, `the run of ${request.name}`);
  return typeof found === 'string' ? `${request.name} cannot be the baseline: ${found}` : found;
}

/** Uncommitted changes are allowed here: whoever names a run means that run. */
function withId(others: readonly RunLine[], prefix: string, experiment: string, how: string): Found {
  const matching = others.filter((line) => line.id.startsWith(prefix));
  const living = matching.filter((line) => line.deleted !== true);
  const ids = new Set((living.length > 0 ? living : matching).map((line) => line.id));
  if (ids.size > 1) return `${ids.size} runs start with ${prefix}; give more of the id`;
  const line = others.find((candidate) => ids.has(candidate.id));
  if (line === undefined) return `there is no run ${prefix}`;
  if (line.deleted === true) return `run ${prefix} is deleted`;
  if (line.experiment !== experiment) return `run ${prefix} belongs to another experiment, ${line.experiment}`;
  if (line.fork === true) return `run ${prefix} comes from a fork, and what a fork says of itself is no measure`;
  if (line.status !== 'finished') return `run ${prefix} did not finish (${line.status})`;
  return [{ line, how, choice: 'exact' }];
}
