// What this pull request measured before, carried from comment to comment in an HTML comment. The old body is foreign:
// whatever cannot be read in it is left behind.
import { z } from '../zod.ts';
import { attemptOf } from '../run/attempt.ts';
import { canonicalLine } from '../run/canonical.ts';
import type { RunRecord } from '../run/record.ts';
import type { MetricRow } from '../comparison/comparison.ts';
import { OUTCOMES, outcomeOf, type Outcome } from './headline.ts';
import { commitUrl, link, type Links } from './link.ts';
import { code, details, md, table } from './markdown.ts';
import { formatReading } from './number-format.ts';
import { plain } from './plain-text.ts';
import { headOf, shortCommit, type ReportView } from './report-view.ts';

const MOST_RESULTS = 10;
const MOST_METRICS = 2;

/** The workflow run, which servers count upwards, and at what of it the run is which attempt. */
const Origin = z.strictObject({
  run: z.string().regex(/^\d{1,18}$/),
  attempt: z.number().int().positive(),
  job: z.string().regex(/^[0-9a-f]{16}$/),
});

const Result = z.strictObject({
  head: z.string().regex(/^[0-9a-f]{7,64}$/),
  run: z.string().regex(/^[0-9a-f]{32}$/),
  outcome: z.enum(Object.keys(OUTCOMES) as [Outcome, ...Outcome[]]),
  /** Absent for runs outside of workflows. */
  from: Origin.exactOptional(),
  /** Names and values as they were shown. */
  metrics: z.array(z.tuple([z.string().min(1).max(80), z.string().max(40)])).max(MOST_METRICS),
});
const State = z.strictObject({ now: Result, earlier: z.array(Result).max(MOST_RESULTS) });

type Origin = Readonly<z.infer<typeof Origin>>;

/** One result on a pull request, as short as a row of a table. */
export type Result = Readonly<z.infer<typeof Result>>;

/** The results that a comment holds, newest first; empty for a body that holds none. */
export function parseState(body: string | undefined): readonly Result[] {
  const line = body?.slice(0, 40_000).split('\n', 3)[1] ?? '';
  const json = /^<!-- mlops:state (\{.*\}) -->$/.exec(line.trimEnd())?.[1];
  if (json === undefined) return [];
  try {
    const state = State.safeParse(JSON.parse(json));
    return state.success ? [state.data.now, ...state.data.earlier] : [];
  } catch {
    return [];
  }
}

/** The second line of the comment. */
export function renderState(view: ReportView): string {
  return renderResults(resultOf(view), earlierResults(view));
}

/** Results in an HTML comment, as JSON in which no string can close it. */
export function renderResults(now: Result, earlier: readonly Result[]): string {
  const state = { now, earlier };
  const json = canonicalLine(state)
    .replaceAll(/[<>&]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)
    .replaceAll('--', String.raw`-\u002d`);
  return `<!-- mlops:state ${json} -->`;
}

export function renderEarlierResults(view: ReportView): string | undefined {
  const results = earlierResults(view);
  if (results.length === 0) return undefined;
  if (view.budget.earlierResults === 0) {
    return `${results.length} earlier result${results.length === 1 ? '' : 's'} ${view.elsewhere}.`;
  }
  return renderResultTable(results, view.links);
}

/** Earlier results as a collapsed table. */
export function renderResultTable(results: readonly Result[], links: Links): string {
  const names = [...new Set(results.flatMap(({ metrics }) => metrics.map(([name]) => name)))].slice(0, MOST_METRICS);
  const rows = results.map((result) => [
    link(code(shortCommit(result.head)), commitUrl(links, result.head)),
    `${OUTCOMES[result.outcome].sign} ${OUTCOMES[result.outcome].word.toLowerCase()}`,
    ...names.map((name) => md(result.metrics.find(([other]) => other === name)?.[1] ?? '–', 40)),
    code(result.run.slice(0, 12)),
  ]);
  const head = ['Commit', 'Verdict', ...names.map((name) => md(name)), 'Run'];
  const body = table(head, ['left', 'left', ...names.map(() => 'right' as const), 'left'], rows);
  return details(`<b>Earlier results on this PR</b>: ${results.length}`, body);
}

/** The result before this run, if the comment knew one. */
export function previousResult(view: ReportView): Result | undefined {
  return earlierResults(view)[0];
}

function earlierResults({ input }: ReportView): readonly Result[] {
  return resultsBefore([input.run], input.previousBody);
}

/** What a comment says of other runs: a run that is reported again, or made again, does not become its own predecessor. */
export function resultsBefore(runs: readonly RunRecord[], previousBody: string | undefined): readonly Result[] {
  const ids = new Set(runs.map(({ id }) => id));
  const origins = runs.flatMap((run) => originOf(run) ?? []);
  return parseState(previousBody)
    .filter(({ run, from }) => !ids.has(run) && !origins.some((own) => from?.job === own.job))
    .slice(0, MOST_RESULTS);
}

/**
 * Whether a comment tells of a later run than this one: of a later workflow run, as after a force-push, or of a later
 * attempt. A workflow run that is run again is as old as it was.
 */
export function isOutdated(run: RunRecord, body: string | undefined): boolean {
  const [shown] = parseState(body);
  const [own, other] = [originOf(run), shown?.from];
  if (own === undefined || other === undefined) return false;
  if (own.run !== other.run) return BigInt(own.run) < BigInt(other.run);
  return own.job === other.job && own.attempt < other.attempt;
}

/** Where a run comes from; undefined outside of workflows. */
export function originOf(record: RunRecord): Origin | undefined {
  const attempt = attemptOf(record);
  if (attempt === undefined) return undefined;
  const origin = { run: record.trigger.run, attempt: attempt.number, job: attempt.job };
  return Origin.safeParse(origin).data;
}

function resultOf(view: ReportView): Result {
  const rows = view.input.comparison.rows.filter((row) => row.primary || row.gate !== undefined);
  const shown = rows.toSorted((a, b) => Number(b.primary) - Number(a.primary)).slice(0, MOST_METRICS);
  const from = originOf(view.input.run);
  return {
    ...(from === undefined ? {} : { from }),
    head: headOf(view.input),
    run: view.input.run.id,
    outcome: outcomeOf(view.input),
    metrics: shown.map((row): [string, string] => [plain(row.name) || '(empty)', valueText(row, view)]),
  };
}

/** Without the unit, which is Markdown. */
function valueText(row: MetricRow, view: ReportView): string {
  return formatReading(row.candidate, { ...view.format(row), divisor: 1, unit: '' });
}
