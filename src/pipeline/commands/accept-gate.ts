// `/mlops accept`: an event beside the run, and what people and rules for merging see of it.
import { withAccepted } from '../../comparison/acceptance.ts';
import type { Settings } from '../../config/settings.ts';
import { forkBranch, DELETED_FORK } from '../../forge/fork.ts';
import type { ForgeEvent, FoundPullRequest } from '../../forge/forge.ts';
import type { IssueComment } from '../../forge/issue-comment.ts';
import type { CommandProblem, SlashCommand } from '../../forge/slash-command.ts';
import { renderComment } from '../../report/comment.ts';
import { parseState } from '../../report/earlier-results.ts';
import type { ReportInput } from '../../report/report-input.ts';
import { foldEvents } from '../../run/state.ts';
import type { RunLine, TrackedRun, TrackingHistory } from '../../tracking/history.ts';
import { indexName } from '../../tracking/line.ts';
import { acceptedOf } from '../judging/apply-acceptances.ts';
import { chooseAcceptedRuns, type AcceptedRun } from '../judging/accepted-runs.ts';
import type { Ports } from '../ports.ts';
import { postCheck } from '../reporting/report-check.ts';
import { inputFromRecord, restoreTrends, upsertReport } from '../reporting/report-run.ts';
import { writeEvents, type EventWriter } from '../history/write-events.ts';

export interface Asked {
  readonly comment: IssueComment;
  readonly author: string;
  readonly pull: FoundPullRequest;
  readonly settings: Settings;
  readonly event: ForgeEvent;
}

/** A command that was done. */
export interface Done {
  /** Plain text; may hold foreign names. */
  readonly words: string;
  /** What the person has to know beside that: Markdown. */
  readonly note?: string;
  readonly run?: string;
  readonly trackingCommit?: string | undefined;
  readonly commentUrl?: string | undefined;
}

/** @throws MlopsError of the tracking branch */
export async function acceptGate(
  command: Extract<SlashCommand, { verb: 'accept' }>,
  asked: Asked,
  ports: Ports,
  writer: EventWriter,
): Promise<Done | CommandProblem> {
  const { comment, pull, author } = asked;
  const known = await runsOfHead(pull, ports.history);
  const records = known.map(({ tracked }) => tracked.record);
  const chosen = chooseAcceptedRuns(command, records, pull.head, comment.created);
  if ('problem' in chosen) return chosen;
  const { gate } = command;
  const reason = writer.redact(command.reason);
  const annotation = { type: 'acceptance', gate, reason, ...(comment.url === undefined ? {} : { url: comment.url }) };
  const told = known.filter(
    ({ tracked: { record, state } }) =>
      chosen.some((run) => run.record.id === record.id) &&
      // A job that runs again says nothing anew.
      state.acceptances?.some((each) => each.gate === gate && each.reason === reason && each.url === comment.url) !==
        true,
  );
  const { events, commit } = await writeEvents(
    told.map(({ line }) => ({ line, annotation: { ...annotation, type: 'acceptance' } as const })),
    writer,
  );
  const words = `${author} accepted the gate ${gate} of ${pull.head.slice(0, 7)}: ${reason}`;
  const [run, ...legs] = chosen;
  const done = { words, run: run?.record.id ?? '', trackingCommit: commit };
  if (run === undefined || legs.length > 0) return { ...done, note: LEGS };
  const now = known.map(({ tracked }) => ({
    ...tracked,
    state: foldEvents(tracked.record, [...tracked.events, ...events]),
  }));
  return { ...done, commentUrl: await showAccepted(run, now, { ...asked, trackingCommit: commit }, ports) };
}

const LEGS =
  'It is recorded for each leg of the matrix. The comment and the jobs show it when the workflow runs again for this commit.';

/** The report and the check say it now; the job that failed is as red as it was until it runs again. */
async function showAccepted(
  { record, comparison }: AcceptedRun,
  known: readonly TrackedRun[],
  { pull, settings, event, trackingCommit }: Asked & { readonly trackingCommit: string | undefined },
  ports: Ports,
): Promise<string | undefined> {
  const accepted = withAccepted(comparison, acceptedOf(record, known));
  const { key, ...input }: ReportInput = {
    ...inputFromRecord(record, await restoreTrends(accepted, ports.history)),
    trackingCommit,
  };
  const shown = await upsertReport(
    pull,
    {
      key,
      run: record,
      isWanted: false,
      // Another run may stand there, or a whole matrix.
      render: (previousBody) =>
        parseState(previousBody)[0]?.run === record.id ? renderComment({ key, ...input, previousBody }) : undefined,
    },
    ports,
  );
  const own = { ...settings, failOn: input.failOn ?? 'fail', commentKey: key, configFile: undefined, gateLines: {} };
  // What a fork says of itself decides nothing.
  if (record.source.fork === undefined) {
    const of = { ...event, name: record.trigger.event, pullRequest: pull, runUrl: record.trigger.url };
    const id = `${record.id}:${accepted.verdict?.accepted?.length ?? 0}`;
    await postCheck({ key, ...input }, { settings: own, event: of, failure: undefined, id }, ports);
  }
  return shown?.url;
}

/** The runs of the pull request at the commit that is its head now, each where it stands. */
async function runsOfHead(
  pull: FoundPullRequest,
  history: TrackingHistory,
): Promise<readonly { readonly line: RunLine; readonly tracked: TrackedRun }[]> {
  const { headBranch, headRepository, isFork, head, number } = pull;
  const branch = indexName(isFork ? forkBranch(headRepository ?? DELETED_FORK, headBranch) : headBranch);
  const lines = await history.lines({ matches: (line) => line.branch === branch });
  const runs = await history.readStates(lines);
  return runs.flatMap((tracked) => {
    const { id, source } = tracked.record;
    const line = lines.find((each) => each.id === id);
    const isOfHead = source.pull_request?.head === head && source.pull_request.number === number;
    return line === undefined || !isOfHead ? [] : [{ line, tracked }];
  });
}
