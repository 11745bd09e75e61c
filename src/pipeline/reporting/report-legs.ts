// Collected runs → what people read: one comment, one job summary, the comparisons as a file.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Leg, MissingLegs } from '../../comparison/legs.ts';
import { withTrends } from '../../comparison/trend.ts';
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { CommentResult, ForgeEvent } from '../../forge/forge.ts';
import { outcomeOf } from '../../report/headline.ts';
import { renderLegsComment, renderLegsSummary } from '../../report/legs-comment.ts';
import { severityOf } from '../../report/legs-headline.ts';
import type { LegsInput } from '../../report/legs-input.ts';
import type { ReportInput } from '../../report/report-input.ts';
import { canonicalJson } from '../../run/canonical.ts';
import type { RunRecord } from '../../run/record.ts';
import { recordPath } from '../../tracking/layout.ts';
import type { Ports } from '../ports.ts';
import { isNews, readRuns, upsertReport } from './report-run.ts';

/** Legs whose baselines and trends are read, worst first: each may name a dozen records, and a matrix may have 256 legs. */
const READ_LEGS = 20;

export interface LegsFacts {
  readonly settings: Settings;
  readonly event: ForgeEvent;
  readonly legs: readonly Leg[];
  readonly missing: readonly MissingLegs[];
  readonly best: Leg | undefined;
  readonly superseded: number;
  readonly trackingCommit: string | undefined;
}

export interface LegsReports {
  readonly summary: string;
  readonly commentFile: string;
  readonly comparisonFile: string;
  readonly input: LegsInput;
}

/** Renders the legs and writes `report.md` and `comparison.json`, a list with the comparison of each leg. */
export async function writeLegsReports(
  facts: LegsFacts,
  folder: string,
  ports: Pick<Ports, 'history' | 'log'>,
): Promise<LegsReports> {
  const input = inputFrom(facts, await readEarlier(facts.legs, ports));
  const [commentFile, comparisonFile] = [join(folder, 'report.md'), join(folder, 'comparison.json')];
  await Promise.all([
    writeFile(commentFile, renderLegsComment(input)),
    writeFile(comparisonFile, canonicalJson(facts.legs.map(({ comparison }) => comparison))),
  ]);
  return { summary: renderLegsSummary(input), commentFile, comparisonFile, input };
}

/** Posts the sticky comment of a pull request; what the forge refuses is a warning. */
export async function postLegsComment(
  { input }: LegsReports,
  { settings, event }: Pick<LegsFacts, 'settings' | 'event'>,
  ports: Pick<Ports, 'forge' | 'log'>,
): Promise<CommentResult | undefined> {
  const { pullRequest } = event;
  if (pullRequest === undefined || settings.comment === false) return undefined;
  const hasNews =
    input.missing.length > 0 ||
    input.legs.some(({ run, comparison }) => run.status !== 'finished' || isNews(comparison));
  return upsertReport(
    pullRequest,
    {
      key: input.key,
      run: input.legs[0].run,
      isWanted: settings.comment === true || hasNews,
      render: (previousBody) => renderLegsComment({ ...input, previousBody }),
    },
    ports,
  );
}

function inputFrom(facts: LegsFacts, earlier: ReadonlyMap<string, RunRecord>): LegsInput {
  const { settings, event, legs, missing, best, superseded } = facts;
  const [first, ...others] = legs.map((leg) => legInput(leg, facts, earlier));
  if (first === undefined) throw new MlopsError('usage', 'there is no leg to report', 'Collect at least one run.');
  return {
    legs: [first, ...others],
    missing,
    superseded,
    best: best?.record.id,
    model: settings.model,
    key: settings.commentKey,
    pullRequestNumber: event.pullRequest?.number,
    repositoryUrl: event.repositoryUrl,
    runUrl: event.runUrl,
    failOn: settings.failOn,
    updated: legs.map(({ record }) => record.ended).reduce((a, b) => (a > b ? a : b)),
  };
}

function legInput(
  { record, comparison }: Leg,
  { settings, event, trackingCommit }: LegsFacts,
  earlier: ReadonlyMap<string, RunRecord>,
): ReportInput {
  const trend = comparison.historyRuns.flatMap(({ run }) => earlier.get(run) ?? []);
  const isRead = trend.length === comparison.historyRuns.length;
  return {
    run: record,
    // A trend that was not read is left out rather than shown as missing values.
    comparison: isRead ? withTrends(comparison, trend) : { ...comparison, historyRuns: [] },
    baseRecord: earlier.get(comparison.baseline?.run ?? ''),
    model: record.model.name,
    key: settings.commentKey,
    pullRequestNumber: event.pullRequest?.number,
    repositoryUrl: event.repositoryUrl,
    trackingCommit,
    recordPath: recordPath(record.id),
    runUrl: event.runUrl,
    failOn: settings.failOn,
    updated: record.ended,
  };
}

/** The records that the comparisons of the worst legs name. Without them the report lacks trends and nothing else. */
async function readEarlier(
  legs: readonly Leg[],
  { history, log }: Pick<Ports, 'history' | 'log'>,
): Promise<ReadonlyMap<string, RunRecord>> {
  const severity = ({ record, comparison }: Leg): number => severityOf(outcomeOf({ run: record, comparison }));
  const worst = legs.toSorted((a, b) => severity(a) - severity(b)).slice(0, READ_LEGS);
  const ids = worst.flatMap(({ comparison: { baseline, historyRuns } }) => [
    ...(baseline === undefined ? [] : [baseline.run]),
    ...historyRuns.map(({ run }) => run),
  ]);
  try {
    return await readRuns(new Set(ids), history);
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`the earlier runs cannot be read, so the report shows no trends: ${error.message}`);
    return new Map();
  }
}
