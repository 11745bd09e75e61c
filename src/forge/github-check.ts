// The check on a commit: a check run with annotations, where the token may not write one a commit status, else nothing.
import { MlopsError } from '../error.ts';
import type { Check, CheckNote, CheckResult } from './forge.ts';
import type { GitHubRepository } from './github-client.ts';

/** GitHub takes no more annotations in one request; further requests add to them. */
const NOTES_PER_REQUEST = 50;
/** In bytes, whatever the documentation says of characters. */
const MOST_SUMMARY_BYTES = 65_535;
const MOST_DESCRIPTION = 140;
/** Tells our check runs from those that are jobs. */
const OURS = 'mlops:';

interface CheckRun {
  readonly id: number;
  readonly external_id?: string | null;
  readonly html_url: string | null;
  readonly output?: { readonly annotations_count?: number };
}

/** Tries the one after the other; what is forbidden or unknown to the server (Gitea has no checks) is only logged. */
export async function reportCheck(github: GitHubRepository, check: Check): Promise<CheckResult> {
  for (const report of [writeCheckRun, writeStatus]) {
    try {
      return await report(github, check);
    } catch (error) {
      if (!(error instanceof MlopsError) || !['forge-denied', 'not-found'].includes(error.code)) throw error;
      github.log.debug(`${error.message}. ${error.hint}`);
    }
  }
  return { url: undefined, outcome: 'refused' };
}

async function writeCheckRun(github: GitHubRepository, check: Check): Promise<CheckResult> {
  const { octokit, owner, repo } = github;
  const doing = { what: `reporting a check on ${check.commit}`, permission: 'checks' } as const;
  const [first = [], ...rest] = inParts(check.notes);
  const base = {
    owner,
    repo,
    name: nameOf(check),
    external_id: OURS + check.id,
    status: 'completed' as const,
    conclusion: check.conclusion,
    ...(check.detailsUrl === undefined ? {} : { details_url: check.detailsUrl }),
  };
  const output = { title: check.title, summary: fitting(check.summary) };
  let isNew = false;
  const stored = await github.findOrCreate<CheckRun>(
    doing,
    () => findUsable(github, check),
    async () => {
      isNew = true;
      const annotations = first.map(annotationFrom);
      const asked = { ...base, head_sha: check.commit, output: { ...output, annotations } };
      return (await octokit.rest.checks.create(asked)).data;
    },
  );
  const isSame = stored.external_id === OURS + check.id && (stored.output?.annotations_count ?? 0) > 0;
  // Of a run that was found, the words are brought up to date; its annotations stay, and those of this report it has.
  for (const notes of isNew || isSame ? rest : [first, ...rest]) {
    const annotations = notes.map(annotationFrom);
    const asked = { ...base, check_run_id: stored.id, output: { ...output, annotations } };
    // Annotations add up, so that a request with some cannot be made again when its answer is lost.
    const request = { repeatable: annotations.length === 0 };
    await github.call(doing, () => octokit.rest.checks.update({ ...asked, request }));
  }
  return { url: stored.html_url ?? undefined, outcome: isNew ? 'created' : 'updated' };
}

/**
 * The check run that this report may be written into: the same report, of which an answer was lost, or an earlier one of
 * the name without annotations. Annotations cannot be taken back, so that beside one with some a new one is made; GitHub
 * shows and counts the newest of a name.
 */
async function findUsable(github: GitHubRepository, check: Check): Promise<CheckRun | undefined> {
  const { octokit, owner, repo } = github;
  const { data } = await octokit.rest.checks.listForRef({
    owner,
    repo,
    ref: check.commit,
    check_name: nameOf(check),
    filter: 'latest',
    per_page: 100,
  });
  const runs: readonly CheckRun[] = data.check_runs;
  const [latest] = runs.filter(({ external_id: id }) => id?.startsWith(OURS) === true).toSorted((a, b) => b.id - a.id);
  if (latest === undefined || latest.external_id === OURS + check.id) return latest;
  return (latest.output?.annotations_count ?? 0) === 0 ? latest : undefined;
}

/** A status may be set twice: the last one of a context holds. */
async function writeStatus(github: GitHubRepository, check: Check): Promise<CheckResult> {
  const { octokit, owner, repo } = github;
  const doing = { what: `reporting a status on ${check.commit}`, permission: 'statuses' } as const;
  const answer = await github.call(doing, () =>
    octokit.rest.repos.createCommitStatus({
      owner,
      repo,
      sha: check.commit,
      // There is no neutral one.
      state: check.conclusion === 'failure' ? 'failure' : 'success',
      context: `mlops/${withoutAstral(check.key).slice(0, 200)}`,
      description: shortened(withoutAstral(check.title), MOST_DESCRIPTION),
      ...(check.detailsUrl === undefined ? {} : { target_url: check.detailsUrl }),
      request: { repeatable: true },
    }),
  );
  return { url: (answer.data as { readonly target_url?: string | null }).target_url ?? undefined, outcome: 'status' };
}

function nameOf({ key }: Check): string {
  return `mlops: ${key.slice(0, 200)}`;
}

function inParts(notes: readonly CheckNote[]): readonly (readonly CheckNote[])[] {
  const count = Math.max(1, Math.ceil(notes.length / NOTES_PER_REQUEST));
  return Array.from({ length: count }, (_, part) =>
    notes.slice(part * NOTES_PER_REQUEST, (part + 1) * NOTES_PER_REQUEST),
  );
}

function annotationFrom({ path, line, level, title, message }: CheckNote) {
  return { path, start_line: line, end_line: line, annotation_level: level, title: title.slice(0, 255), message };
}

/** The report fits by itself; this is for one that is all verdict and table. Cut between lines. */
function fitting(summary: string): string {
  if (Buffer.byteLength(summary) <= MOST_SUMMARY_BYTES) return summary;
  const more = '\n\nMore does not fit here; the job summary has all of it.\n';
  const cut = Buffer.from(summary)
    .subarray(0, MOST_SUMMARY_BYTES - Buffer.byteLength(more))
    .toString();
  return cut.slice(0, cut.lastIndexOf('\n')) + more;
}

/** GitHub's statuses take no character outside of the basic plane. */
function withoutAstral(text: string): string {
  return text
    .replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
