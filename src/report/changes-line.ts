// What changed beside the metrics, in one line: what is likeliest to move a metric first, what stayed the same last. Pure.
import type { Change, ChangedFiles, Changes } from '../comparison/comparison.ts';
import type { DataEntry } from '../run/record.ts';
import { compareUrl, link } from './link.ts';
import { formatCount } from './number-format.ts';
import type { ReportView } from './report-view.ts';

/** "**What changed:** 2 of 15 params · 3 files of code (+41 −12) · 1 package · data identical". */
export function renderChangesLine(view: ReportView): string | undefined {
  const { changes } = view.input.comparison;
  if (changes === undefined) return undefined;
  const { data, params, code, command, packages, environment } = changes;
  const hardware = environment.filter(isHardware).length;
  const changed = [
    ...(data.length === 0 ? [] : [`**${dataWords(view, data)}**`]),
    ...(params.length === 0 ? [] : [`${formatCount(params.length)} of ${counted(changes.paramCount, 'param')}`]),
    ...(code.same ? [] : [codeWords(changes, view)]),
    ...(command === undefined ? [] : ['command']),
    ...(packages.length === 0 ? [] : [counted(packages.length, 'package')]),
    ...(environment.length === hardware ? [] : ['runtime']),
    ...(hardware === 0 ? [] : ['hardware']),
  ];
  const known = view.input.run.data.length > 0 || data.length > 0;
  const same = [
    ...(data.length === 0 && known ? ['data'] : []),
    ...(params.length === 0 ? ['params'] : []),
    ...(code.same ? ['code'] : []),
  ];
  const parts = [
    ...(changed.length === 0 ? ['nothing that was recorded'] : changed),
    ...(same.length === 0 ? [] : [`${listed(same)} identical`]),
    ...(known ? [] : ['data not recorded']),
  ];
  return `**What changed:** ${parts.join(' · ')}`;
}

/** "3 files", or what is known of more than can be named. */
export function filesWords({ count, isCut }: ChangedFiles): string {
  return `${counted(count, 'file')}${isCut === true ? ' or more' : ''}`;
}

/** "+41 −12". */
export function linesWords({ added, removed }: Pick<ChangedFiles, 'added' | 'removed'>): string {
  return `+${formatCount(added)} −${formatCount(removed)}`;
}

const HARDWARE = new Set(['os', 'arch', 'cpu', 'cores', 'memory', 'gpu']);

/** A change of the machine, which times cannot be compared across; the others are of runtimes and containers. */
export function isHardware({ name }: Change): boolean {
  return HARDWARE.has(name);
}

export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function codeWords({ code: { baseline, candidate, files } }: Changes, { links, input }: ReportView): string {
  const url = compareUrl(links, baseline, candidate);
  const dirty = input.run.source.dirty ? ', not committed' : '';
  if (files === undefined || files.count === 0) return `${link('code', url)}${dirty}`;
  return `${link(`${filesWords(files)} of code`, url)} (${linesWords(files)})${dirty}`;
}

/** How many files, and of a single one how many rows it had and has. */
function dataWords({ input: { run, baseRecord } }: ReportView, data: readonly Change[]): string {
  const words = counted(data.length, 'data file');
  const [first] = data;
  if (first === undefined || data.length > 1) return words;
  const rowsOf = (files: readonly DataEntry[] | undefined): number | undefined =>
    files?.find(({ path }) => path === first.name)?.rows;
  const [before, after] = [rowsOf(baseRecord?.data), rowsOf(run.data)];
  if (before === undefined || after === undefined) return words;
  return before === after
    ? `${words} (${formatCount(after)} rows both times)`
    : `${words} (${formatCount(before)} → ${formatCount(after)} rows)`;
}
