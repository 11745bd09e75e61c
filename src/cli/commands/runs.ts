// mlops runs: the history as a table, or one run in full.
import { comparisonOf } from '../../comparison/recorded.ts';
import { timeOfRunId } from '../../run/id.ts';
import type { RunLine, TrackedRun } from '../../tracking/history.ts';
import { indexName } from '../../tracking/line.ts';
import { deletionRows, lateColumns, lateSections, statusWords } from '../late-tables.ts';
import { openLocalHistory, type HistoryOptions } from '../local-history.ts';
import { counted, print, printJson, renderTable, terminalLog } from '../print.ts';
import { printableLine } from '../printable.ts';
import { findReferencedRun } from '../reference.ts';
import { chosenMetrics, metricsOf, sortedByMetric } from '../run-columns.ts';
import type { Workspace } from '../workspace.ts';

/** Ids are shown with as many digits as hold the time in milliseconds. */
const SHORT_ID = 12;
const SHOWN_METRICS = 4;
const COLUMNS = ['RUN', 'STARTED', 'STATUS', 'EXPERIMENT', 'BRANCH', 'COMMIT', 'VERDICT'] as const;

export interface RunsOptions extends HistoryOptions {
  readonly limit: number;
  readonly experiment?: string;
  readonly branch?: string;
  readonly status?: string;
  /** Deleted runs too. */
  readonly deleted: boolean;
  /** Metrics to show, in this order; those that matter most when undefined. */
  readonly columns?: readonly string[];
  /** `started`, newest first, or the name of a metric, best first. */
  readonly sort: string;
}

export async function listRuns(options: RunsOptions): Promise<number> {
  const { workspace, history } = await openLocalHistory(options, terminalLog(true));
  const isByTime = options.sort === 'started';
  const matches = (line: RunLine): boolean => isShown(line, options);
  // The best of all runs may be an old one, so sorting by a metric reads all of them.
  const enough = isByTime ? { enough: options.limit } : {};
  const lines = await history.lines({ matches, withDeleted: options.deleted, ...enough });
  const read = await history.readStates(lines);
  const byId = new Map(read.map((run) => [run.record.id, run]));
  const written = read.map(({ record }) => record);
  const records = isByTime ? written : sortedByMetric(options.sort, written).slice(0, options.limit);
  const runs = records.flatMap(({ id }) => byId.get(id) ?? []);
  if (options.json) {
    printJson(runs.map(jsonOf));
    return 0;
  }
  if (records.length === 0) {
    process.stderr.write(await noRuns(workspace, options));
    return 0;
  }
  const known = metricsOf(records);
  const metrics =
    options.columns === undefined ? withSorted(known, options.sort) : chosenMetrics(options.columns, records);
  const late = lateColumns(runs);
  const header = [...COLUMNS, ...metrics.map((name) => name.toUpperCase()), ...late.map(({ title }) => title)];
  const rows = runs.map((run) => [...rowOf(run, metrics), ...late.map(({ cellOf }) => cellOf(run))]);
  print(renderTable(header, rows, ' '.repeat(COLUMNS.length) + 'r'.repeat(metrics.length)));
  if (options.columns === undefined) sayMore(known.filter((name) => !metrics.includes(name)));
  return 0;
}

/** The metrics that matter most; the one that was sorted by is always among them. */
function withSorted(known: readonly string[], sort: string): readonly string[] {
  const first = known.includes(sort) ? [sort] : [];
  return [...new Set([...first, ...known])].slice(0, SHOWN_METRICS);
}

function sayMore(hidden: readonly string[]): void {
  if (hidden.length === 0) return;
  const names = `${hidden.slice(0, 6).join(', ')}${hidden.length > 6 ? ', …' : ''}`;
  const words = `${counted(hidden.length, 'more metric')}: ${names}. --columns a,b chooses what is shown.`;
  process.stderr.write(`${printableLine(words)}\n`);
}

export async function showRun(reference: string, options: HistoryOptions): Promise<number> {
  const { workspace, history } = await openLocalHistory(options, terminalLog(true));
  const [run] = await history.readStates([await findReferencedRun(reference, history, workspace.git)]);
  if (run === undefined) return 1;
  if (options.json) printJson(jsonOf(run));
  else print(renderRun(run));
  return 0;
}

/** The stable JSON of a run: its record as it was written, the events that came later, and what holds now. */
function jsonOf({ record, events, state }: TrackedRun): Readonly<Record<string, unknown>> {
  return { ...record, events, state };
}

function isShown(line: RunLine, { experiment, branch, status }: RunsOptions): boolean {
  return (
    (experiment === undefined || line.experiment === indexName(experiment)) &&
    (branch === undefined || line.branch === indexName(branch)) &&
    (status === undefined || line.status === status)
  );
}

function rowOf({ record, state }: TrackedRun, metrics: readonly string[]): readonly string[] {
  const { source } = record;
  const verdict = comparisonOf(record)?.verdict?.status ?? '';
  return [
    record.id.slice(0, SHORT_ID),
    timeOfRunId(record.id).toISOString().slice(0, 16).replace('T', ' '),
    statusWords(state),
    record.experiment,
    source.branch ?? '',
    `${source.commit.slice(0, 7)}${source.dirty ? '+' : ''}`,
    verdict,
    ...metrics.map((name) =>
      shortNumber(Object.hasOwn(record.metrics, name) ? record.metrics[name]?.value : undefined),
    ),
  ];
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
    ['branch', record.source.branch ?? ''],
    ['commit', `${record.source.commit}${record.source.dirty ? ' with uncommitted changes' : ''}`],
    ['trigger', record.trigger.event],
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

function shortNumber(value: string | number | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : value;
}

async function noRuns({ git, remoteUrl }: Workspace, options: RunsOptions): Promise<string> {
  if ([options.experiment, options.branch, options.status].some((filter) => filter !== undefined)) {
    return 'No run is of this experiment, branch and status; `mlops runs` shows them all.\n';
  }
  const { code } = await git.exec(['rev-parse', '--verify', '--quiet', 'HEAD']);
  if (code !== 0) return 'No runs yet, and no commit either: make a first commit, then `mlops train -- COMMAND`.\n';
  const remote = remoteUrl === undefined ? '' : ' `mlops sync` brings the runs of origin here.';
  return `No runs here yet: \`mlops train -- COMMAND\` makes one.${remote}\n`;
}
