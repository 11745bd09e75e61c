// mlops runs: the history as a table, or one run in full.
import type { Comparison, MetricRow } from '../../comparison/comparison.ts';
import type { RunRecord } from '../../run/record.ts';
import { timeOfRunId } from '../../run/id.ts';
import { findRun, latestRuns } from '../../tracking/find.ts';
import type { RunLine } from '../../tracking/history.ts';
import { indexName } from '../../tracking/line.ts';
import { localHistory } from '../local-ports.ts';
import { print, printJson, renderTable, terminalLog } from '../print.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

/** Ids are shown with as many digits as hold the time in milliseconds. */
const SHORT_ID = 12;
const SHOWN_METRICS = 4;

export interface RunsOptions {
  readonly repo: string;
  readonly json: boolean;
  readonly trackingBranch: string;
  readonly limit: number;
  readonly experiment?: string;
  readonly branch?: string;
  readonly status?: string;
}

export async function listRuns(options: RunsOptions): Promise<number> {
  const workspace = await openWorkspace(options.repo);
  const history = localHistory(workspace, options.trackingBranch, terminalLog(true));
  const lines = await latestRuns(history, options.limit, (line) => isShown(line, options));
  const records = await history.read(lines);
  if (options.json) {
    printJson(records);
    return 0;
  }
  if (lines.length === 0) {
    process.stderr.write(await noRuns(workspace));
    return 0;
  }
  const metrics = commonMetrics(records);
  const header = [
    'RUN',
    'STARTED',
    'STATUS',
    'EXPERIMENT',
    'BRANCH',
    'COMMIT',
    'VERDICT',
    ...metrics.map((name) => name.toUpperCase()),
  ];
  print(
    renderTable(
      header,
      records.map((record) => rowOf(record, metrics)),
      `       ${'r'.repeat(metrics.length)}`,
    ),
  );
  return 0;
}

export async function showRun(
  id: string,
  options: Pick<RunsOptions, 'repo' | 'json' | 'trackingBranch'>,
): Promise<number> {
  const workspace = await openWorkspace(options.repo);
  const history = localHistory(workspace, options.trackingBranch, terminalLog(true));
  const [record] = await history.read([await findRun(history, id)]);
  if (record === undefined) return 1;
  if (options.json) printJson(record);
  else print(renderRun(record));
  return 0;
}

function isShown(line: RunLine, { experiment, branch, status }: RunsOptions): boolean {
  return (
    (experiment === undefined || line.experiment === indexName(experiment)) &&
    (branch === undefined || line.branch === indexName(branch)) &&
    (status === undefined || line.status === status)
  );
}

function rowOf(record: RunRecord, metrics: readonly string[]): readonly string[] {
  const { source, comparison } = record;
  const verdict = (comparison as Comparison | undefined)?.verdict?.status ?? '';
  return [
    record.id.slice(0, SHORT_ID),
    timeOfRunId(record.id).toISOString().slice(0, 16).replace('T', ' '),
    record.status,
    record.experiment,
    source.branch ?? '',
    `${source.commit.slice(0, 7)}${source.dirty ? '+' : ''}`,
    verdict,
    ...metrics.map((name) => shortNumber(record.metrics[name]?.value)),
  ];
}

/** Gated metrics first, as the newest comparison orders them, then what most of these runs have. Counts are left out. */
function commonMetrics(records: readonly RunRecord[]): readonly string[] {
  const rows = records.flatMap((record) => (record.comparison as Comparison | undefined)?.rows ?? []);
  const ranked = rows
    .filter((row) => !row.count && row.candidate !== undefined)
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  const measured = records.flatMap((record) => Object.keys(record.metrics));
  const counts = new Set(rows.filter((row) => row.count).map(({ name }) => name));
  const names = new Set([...ranked.map(({ name }) => name), ...measured.filter((name) => !counts.has(name))]);
  return [...names].slice(0, SHOWN_METRICS);
}

function rankOf({ primary, gate }: MetricRow): number {
  if (primary) return 0;
  return gate === undefined ? 2 : 1;
}

function renderRun(record: RunRecord): string {
  const facts = [
    ['run', record.id],
    ['model', record.model.name],
    ['experiment', record.experiment],
    ['status', record.status],
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

async function noRuns({ git, remoteUrl }: Workspace): Promise<string> {
  const { code } = await git.exec(['rev-parse', '--verify', '--quiet', 'HEAD']);
  if (code !== 0) return 'No runs yet, and no commit either: make a first commit, then `mlops train -- COMMAND`.\n';
  const remote = remoteUrl === undefined ? '' : ' `mlops sync` brings the runs of origin here.';
  return `No runs here yet: \`mlops train -- COMMAND\` makes one.${remote}\n`;
}
