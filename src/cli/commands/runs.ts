// mlops runs: the history as a table, or one run in full.
import type { Filter } from '../../query/filter.ts';
import { comparisonOf } from '../../comparison/recorded.ts';
import type { RunRecord } from '../../run/record.ts';
import type { TrackedRun } from '../../tracking/history.ts';
import type { RunIndex, Unreadable } from '../../tracking/local-index/run-index.ts';
import { deletionRows, lateSections, statusWords } from '../late-tables.ts';
import { openLocalHistory, type HistoryOptions } from '../local-history.ts';
import { withLocalIndex, type IndexOptions } from '../local-index.ts';
import { strangersIn } from '../no-runs.ts';
import { print, printJson, renderTable, terminalLog } from '../print.ts';
import { jsonOfRun, printRuns, type RunPresentation } from '../print-runs.ts';
import { printPatch } from '../print-patch.ts';
import { findRunOrNewest } from '../reference.ts';
import { FIRST_PAGE, selectRuns, type RunSelection } from '../select-runs.ts';
import type { Workspace } from '../workspace.ts';

export interface RunsOptions extends IndexOptions, RunSelection, RunPresentation {
  readonly json: boolean;
}

export async function listRuns(options: RunsOptions): Promise<number> {
  await withLocalIndex(options, terminalLog(false), async (index, workspace) => {
    const page = await selectRuns(options, index, new Date());
    const isNothing = page.runs.length === 0 && !options.json;
    if (page.runs.length === 0)
      for (const stranger of strangersIn(page)) terminalLog(false).warn(`--filter: ${stranger}`);
    if (isNothing) process.stderr.write(await noRuns(workspace, options, index));
    if (!isNothing || options.csv === true) await printRuns(page, options);
    warnOfUnreadable(index.unreadable());
  });
  return 0;
}

/** What counts for nothing is said, so that nobody takes it for lost. */
function warnOfUnreadable(files: readonly Unreadable[]): void {
  const [first] = files;
  if (first === undefined) return;
  const count = files.length === 1 ? '1 file' : `${files.length} files`;
  terminalLog(false).warn(
    `${count} of the history cannot be read and left out, such as ${first.path}: ${first.reason}`,
  );
}

export interface ShowOptions extends HistoryOptions {
  /** The uncommitted changes that it was trained with, and nothing else. */
  readonly patch?: boolean;
}

/** @param reference the newest run when left out */
export async function showRun(reference: string | undefined, options: ShowOptions): Promise<number> {
  const { workspace, history } = await openLocalHistory(options, terminalLog(true));
  const [run] = await history.readStates([await findRunOrNewest(reference, history, workspace.git)]);
  if (run === undefined) return 1;
  if (options.patch === true) await printPatch(run.record, history);
  else if (options.json) printJson(jsonOfRun(run));
  else print(renderRun(run));
  return 0;
}

function renderRun({ record, state }: TrackedRun): string {
  const facts = [
    ['run', record.id],
    ['model', record.model.name],
    ['experiment', record.experiment],
    ['status', statusWords(state)],
    ...deletionRows(state),
    ['started', record.started],
    ['duration', `${record.duration} s`],
    record.source.tag === undefined ? ['branch', record.source.branch ?? ''] : ['tag', record.source.tag],
    ...(record.source.fork === undefined ? [] : [['fork', `${record.source.fork}, not verified`]]),
    ['commit', `${record.source.commit}${record.source.dirty ? ' with uncommitted changes' : ''}`],
    ['trigger', triggerWords(record)],
    ...verdictRows(record),
    ['command', record.command],
    ...(record.error === undefined ? [] : [['error', record.error.message]]),
    ...(record.model.artifact === undefined ? [] : [['artifact', record.model.artifact.id]]),
  ];
  const section = (title: string, rows: readonly (readonly string[])[], align = ''): string =>
    rows.length === 0 ? '' : `\n\n${renderTable([title, ''], rows, align)}`;
  return (
    renderTable(['RUN', ''], facts) +
    section(
      'METRIC',
      Object.entries(record.metrics).map(([name, metric]) => [name, String(metric.value)]),
      ' r',
    ) +
    section(
      'PARAM',
      Object.entries(record.params).map(([name, value]) => [name, String(value)]),
    ) +
    section(
      'FILE',
      [...record.model.files, ...record.data].map((file) => [
        file.path,
        `${file.size} B  sha256:${file.sha256.slice(0, 12)}…`,
      ]),
    ) +
    lateSections(state)
      .map(({ title, rows }) => section(title, rows))
      .join('') +
    section(
      'WARNING',
      record.capture.warnings.map((warning) => [warning.file ?? '', warning.message]),
    )
  );
}

const DELETED: Filter = {
  kind: 'comparison',
  field: { entity: 'attribute', key: 'deleted' },
  comparator: '=',
  value: 1,
};

function triggerWords({ trigger: { event, actor, attempt = 1 } }: RunRecord): string {
  const by = actor === undefined ? event : `${event} by ${actor}`;
  return attempt === 1 ? by : `${by}, attempt ${attempt}`;
}

/** What the gates said, and of which baseline. */
function verdictRows(record: RunRecord): readonly (readonly string[])[] {
  const { verdict, baseline } = comparisonOf(record) ?? {};
  return [
    ...(verdict === undefined ? [] : [['verdict', verdict.status]]),
    ...(baseline === undefined ? [] : [['baseline', `${baseline.run}, ${baseline.how}`]]),
  ];
}

async function noRuns({ git, remoteUrl }: Workspace, options: RunsOptions, index: RunIndex): Promise<string> {
  if (options.after !== undefined && options.after !== FIRST_PAGE) return 'No more runs: this was the last page.\n';
  if ([options.experiment, options.branch, options.status, options.filter].some((filter) => filter !== undefined)) {
    return 'No run is what was asked for; `mlops runs` without flags shows the newest.\n';
  }
  if (index.find({ filter: DELETED, limit: 1 }).ids.length > 0) {
    return 'All runs here are deleted; `mlops runs --deleted` shows them.\n';
  }
  const { code } = await git.exec(['rev-parse', '--verify', '--quiet', 'HEAD']);
  if (code !== 0) return 'No runs yet, and no commit either: make a first commit, then `mlops train -- COMMAND`.\n';
  const remote = remoteUrl === undefined ? '' : ' `mlops sync` brings the runs of origin here.';
  return `No runs here yet: \`mlops train -- COMMAND\` makes one.${remote}\n`;
}
