// Check runs and commit statuses as GitHub keeps them: annotations that add up, 50 a request, limits in bytes, and only the
// newest check run of a name where the latest are asked for. The `emulate` package has no statuses, replaces annotations
// and has no limits.

interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: string;
  readonly title?: string;
  readonly message: string;
}

interface ServedCheckRun {
  readonly id: number;
  readonly head_sha: string;
  readonly name: string;
  readonly external_id: string;
  readonly status: string;
  readonly conclusion: string;
  readonly details_url: string | null;
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

interface ServedStatus {
  readonly sha: string;
  readonly state: string;
  readonly context: string;
  readonly description: string;
  readonly target_url: string | null;
}

interface Reply {
  readonly status: number;
  readonly value: unknown;
}

interface Given {
  readonly name?: string;
  readonly head_sha?: string;
  readonly external_id?: string;
  readonly status?: string;
  readonly conclusion?: string;
  readonly details_url?: string;
  readonly output?: {
    readonly title?: string;
    readonly summary?: string;
    readonly annotations?: readonly Annotation[];
  };
}

const CHECK_RUNS = /^\/repos\/([^/]+\/[^/]+)\/check-runs(?:\/(\d+))?$/;
const OF_COMMIT = /^\/repos\/[^/]+\/[^/]+\/commits\/([^/]+)\/check-runs$/;
const STATUSES = /^\/repos\/[^/]+\/[^/]+\/statuses\/([0-9a-f]{40})$/;

export interface GitHubChecks {
  /** In the order of their creation, those that newer ones hide among them. */
  readonly runs: readonly ServedCheckRun[];
  readonly statuses: readonly ServedStatus[];
  /** Adds a check run that the action did not make. */
  add(run: ServedCheckRun): void;
  /** Undefined for any other request. */
  answer(method: string, location: URL, body: Buffer): Reply | undefined;
}

/** @param hasChecks false: a server that has statuses only, as Gitea */
export function gitHubChecks(webUrl: () => string, hasChecks: boolean): GitHubChecks {
  const runs: ServedCheckRun[] = [];
  const statuses: ServedStatus[] = [];

  function shown(run: ServedCheckRun): unknown {
    const { title, summary, annotations, ...rest } = run;
    const html_url = `${webUrl()}/acme/taxi/runs/${run.id}`;
    return { ...rest, html_url, output: { title, summary, annotations_count: annotations.length } };
  }

  function write(id: number | undefined, given: Given): Reply {
    const refusal = refusalOf(given);
    if (refusal !== undefined) return refusal;
    const before = runs.find((run) => run.id === id);
    if (id !== undefined && before === undefined) return { status: 404, value: { message: 'Not Found' } };
    const run: ServedCheckRun = {
      id: before?.id ?? 9000 + runs.length,
      head_sha: given.head_sha ?? before?.head_sha ?? '',
      name: given.name ?? before?.name ?? '',
      external_id: given.external_id ?? before?.external_id ?? '',
      status: given.status ?? 'queued',
      conclusion: given.conclusion ?? '',
      details_url: given.details_url ?? before?.details_url ?? null,
      title: given.output?.title ?? before?.title ?? '',
      summary: given.output?.summary ?? before?.summary ?? '',
      annotations: [...(before?.annotations ?? []), ...(given.output?.annotations ?? [])],
    };
    if (before === undefined) runs.push(run);
    else runs[runs.indexOf(before)] = run;
    return { status: before === undefined ? 201 : 200, value: shown(run) };
  }

  function latest(commit: string, name: string | null): Reply {
    const fitting = runs.filter((run) => run.head_sha === commit && (name === null || run.name === name));
    const newest = [...new Map(fitting.map((run) => [run.name, run])).values()].toReversed();
    return { status: 200, value: { total_count: newest.length, check_runs: newest.map(shown) } };
  }

  function setStatus(sha: string, given: Record<string, string>): Reply {
    const { state = '', context = 'default', description = '', target_url = null } = given;
    const problem = (message: string): Reply =>
      invalid([{ resource: 'Status', code: 'custom', field: 'description', message }]);
    if (description.length > 140) return problem('description is too long (maximum is 140 characters)');
    if (/[\u{10000}-\u{10FFFF}]/u.test(description + context))
      return problem("description doesn't accept 4-byte Unicode");
    if (!['error', 'failure', 'pending', 'success'].includes(state)) return invalid([{ field: 'state' }]);
    statuses.push({ sha, state, context, description, target_url });
    return { status: 201, value: { id: statuses.length, state, context, description, target_url } };
  }

  return {
    runs,
    statuses,
    add: (run) => void runs.push(run),
    answer(method, { pathname, searchParams }, body) {
      const given = (): Given => JSON.parse(body.toString()) as Given;
      const status = STATUSES.exec(pathname);
      if (status !== null && method === 'POST') return setStatus(status[1] ?? '', given() as Record<string, string>);
      const one = CHECK_RUNS.exec(pathname);
      const ofCommit = OF_COMMIT.exec(pathname);
      if (one === null && ofCommit === null) return undefined;
      if (!hasChecks) return { status: 404, value: { message: "The target couldn't be found." } };
      if (ofCommit !== null) return latest(ofCommit[1] ?? '', searchParams.get('check_name'));
      return write(one?.[2] === undefined ? undefined : Number(one[2]), given());
    },
  };
}

function refusalOf({ output }: Given): Reply | undefined {
  const custom = (field: string, message: string): Reply =>
    invalid([{ resource: 'CheckRun', code: 'custom', field, message }]);
  if ((output?.annotations?.length ?? 0) > 50) {
    return {
      status: 422,
      value: { message: 'Invalid request.\n\nNo more than 50 items are allowed; more were supplied.' },
    };
  }
  if (output !== undefined && (output.title === undefined || output.summary === undefined)) {
    return { status: 422, value: { message: 'Invalid request.\n\n"title", "summary" weren\'t supplied.' } };
  }
  if (Buffer.byteLength(output?.summary ?? '') > 65_535) {
    return custom('summary', 'summary exceeds a maximum bytesize of 65535');
  }
  return undefined;
}

function invalid(errors: readonly unknown[]): Reply {
  return { status: 422, value: { message: 'Validation Failed', errors, status: '422' } };
}
