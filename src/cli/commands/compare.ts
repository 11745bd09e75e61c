// mlops compare: two runs side by side.
import { baselineChoice, compareRuns } from '../../comparison/compare.ts';
import type { Change, Comparison, MetricRow } from '../../comparison/comparison.ts';
import { MlopsError } from '../../error.ts';
import { resolveRun } from '../../pipeline/resolve-run.ts';
import { latestRuns } from '../../tracking/find.ts';
import { localHistory } from '../local-ports.ts';
import { print, printJson, renderTable, terminalLog } from '../print.ts';
import { openWorkspace } from '../workspace.ts';

export interface CompareOptions {
  readonly repo: string;
  readonly json: boolean;
  readonly trackingBranch: string;
}

/** @param b the newest run when left out */
export async function compare(a: string, b: string | undefined, options: CompareOptions): Promise<number> {
  const { git, ...workspace } = await openWorkspace(options.repo);
  const history = localHistory({ git, ...workspace }, options.trackingBranch, terminalLog(true));
  const baseLine = await resolveRun(a, history, git);
  const line = b === undefined ? (await latestRuns(history, 1))[0] : await resolveRun(b, history, git);
  const [base, candidate] = line === undefined ? [] : await history.read([baseLine, line]);
  if (base === undefined || candidate === undefined) {
    throw new MlopsError('not-found', 'there is no run to compare with', '`mlops runs` lists the runs.');
  }
  const comparison = compareRuns({
    candidate,
    baseline: { record: base, choice: baselineChoice(base, `asked for as ${a}`) },
    history: [],
    gates: {},
  });
  if (options.json) printJson(comparison);
  else print(renderComparison(comparison, base.id, candidate.id));
  return 0;
}

function renderComparison({ rows, changes }: Comparison, a: string, b: string): string {
  const header = ['', a.slice(0, 12), b.slice(0, 12), 'CHANGE'];
  const metrics = renderTable(['METRIC', ...header.slice(1)], rows.map(metricCells), ' rr');
  const sections = [
    ['PARAM', changes?.params ?? []],
    ['DATA', changes?.data ?? []],
    ['PACKAGE', changes?.packages ?? []],
    ['ENVIRONMENT', changes?.environment ?? []],
    ['COMMAND', changes?.command === undefined ? [] : [changes.command]],
    ['CODE', changes === undefined || changes.code.same ? [] : [{ name: 'commit', ...changes.code }]],
  ] as const;
  const changed = sections
    .filter(([, list]) => list.length > 0)
    .map(([title, list]) => renderTable([title, ...header.slice(1, 3)], list.map(changeCells)));
  return [metrics, ...(changed.length === 0 ? ['Nothing else changed.'] : changed)].join('\n\n');
}

function metricCells({ name, baseline, candidate, delta, relative, movement }: MetricRow): readonly string[] {
  const amount = delta === undefined ? '' : `${delta > 0 ? '+' : ''}${Number(delta.toPrecision(4))}`;
  const percent = relative === undefined ? '' : ` (${relative > 0 ? '+' : ''}${(relative * 100).toFixed(1)} %)`;
  return [name, String(baseline ?? ''), String(candidate ?? ''), `${amount}${percent} ${movement}`.trim()];
}

function changeCells({ name, baseline, candidate }: Change): readonly string[] {
  return [name, baseline?.slice(0, 60) ?? '', candidate?.slice(0, 60) ?? ''];
}
