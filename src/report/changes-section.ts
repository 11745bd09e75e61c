// What changed beside the metrics, collapsed: params as a diff, everything else side by side.
import type { Change, Changes } from '../comparison/comparison.ts';
import { firstOf } from './budget.ts';
import { counted, filesWords, isHardware, linesWords } from './changes-line.ts';
import { commitUrl, compareUrl, link } from './link.ts';
import { code, details, fence, table } from './markdown.ts';
import { formatBytes, formatCount, formatSeconds } from './number-format.ts';
import { shortCommit, type ReportView } from './report-view.ts';

type Limited = ReturnType<typeof firstOf<Change>>;

/** Names of changed files; who wants all of them follows the link. */
const MOST_FILES = 10;

/** The changed params as a diff: red and green lines are the only colour to rely on. */
export function renderParams(view: ReportView): string | undefined {
  const { changes } = view.input.comparison;
  if (changes === undefined || changes.params.length === 0) return undefined;
  const { shown, left } = firstOf(changes.params, view.budget.params);
  const more = left === 0 ? [] : [`${formatCount(left)} more changed params ${view.elsewhere}.`];
  if (shown.length === 0) return more.join('');
  const title = `<b>Params</b>: ${formatCount(changes.params.length)} of ${formatCount(changes.paramCount)} changed`;
  return details(title, [fence('diff', shown.flatMap(diffLines)), ...more].join('\n\n'));
}

/** Code, command, data, packages and environment, side by side. */
export function renderContext(view: ReportView): string | undefined {
  const { changes } = view.input.comparison;
  if (changes === undefined) return undefined;
  if (view.budget.changes === 0) return `Code, data and environment side by side: ${view.elsewhere}.`;
  const most = view.budget.changes;
  const [data, packages, environment] = [changes.data, changes.packages, changes.environment].map((list) =>
    firstOf(list, most),
  ) as [Limited, Limited, Limited];
  const rows = [
    ...(changes.data.length === 0 ? sameData(view) : changeRows(data, 'data')),
    codeRow(changes, view),
    ...fileRows(changes, most),
    ...(changes.command === undefined ? [] : [changeRow('Command', changes.command, 'changed')]),
    ...changeRows(packages, 'package'),
    ...changeRows(environment, 'environment'),
    ...machineRows(changes, view),
  ];
  const left = data.left + packages.left + environment.left;
  const more = left === 0 ? [] : [`${formatCount(left)} more ${view.elsewhere}.`];
  const body = table(['', view.baseline, view.subject.heading, ''], ['left', 'left', 'left', 'left'], rows);
  return details(`<b>Code, data, environment</b>: ${differs(changes)}`, [body, ...more].join('\n\n'));
}

function diffLines({ name, baseline, candidate }: Change): readonly string[] {
  return [
    ...(baseline === undefined ? [] : [`- ${name}: ${baseline}`]),
    ...(candidate === undefined ? [] : [`+ ${name}: ${candidate}`]),
  ];
}

function codeRow({ code: { baseline, candidate, same, files } }: Changes, view: ReportView): readonly string[] {
  const commit = (id: string): string => link(code(shortCommit(id)), commitUrl(view.links, id));
  const dirty = view.input.run.source.dirty ? ' with uncommitted changes' : '';
  const words = files === undefined ? 'changed' : `${filesWords(files)}, ${linesWords(files)}`;
  const compare = same ? 'identical' : link(words, compareUrl(view.links, baseline, candidate));
  return ['Code', commit(baseline), `${commit(candidate)}${dirty}`, compare];
}

function sameData(view: ReportView): readonly (readonly string[])[] {
  const [first, ...rest] = view.input.run.data;
  if (first === undefined) return [];
  const extent = first.rows === undefined ? formatBytes(first.size) : `${formatCount(first.rows)} rows`;
  const others = rest.length === 0 ? '' : ` and ${counted(rest.length, 'more file')}`;
  return [['Data', `${code(first.path)} · ${digestWords(first.sha256)} · ${extent}${others}`, 'same', 'identical']];
}

/** The files with the most changed lines; what is left out is in the comparison that the code row links to. */
function fileRows({ code: { files } }: Changes, most: number): readonly (readonly string[])[] {
  return (files?.most ?? [])
    .slice(0, Math.min(most, MOST_FILES))
    .map((file) => [code(file.path), '', linesWords(file), 'code']);
}

/** The same machine makes times comparable; how long both took says so in figures. */
function machineRows(changes: Changes, { input: { run, baseRecord } }: ReportView): readonly (readonly string[])[] {
  const { os, arch, cores } = run.environment;
  const machine = code([os, arch, ...(cores === undefined ? [] : [`${cores} cores`])].join(' · '));
  const same = !changes.environment.some(isHardware);
  return [
    ...(same ? [['Machine', machine, 'same', 'latency is comparable']] : []),
    ...(baseRecord === undefined
      ? []
      : [['Training time', formatSeconds(baseRecord.duration), formatSeconds(run.duration), '']]),
  ];
}

function changeRows({ shown }: Limited, kind: string): readonly (readonly string[])[] {
  return shown.map((change) => changeRow(code(change.name), change, kind));
}

function changeRow(name: string, { baseline, candidate }: Change, kind: string): readonly string[] {
  return [name, sideOf(baseline), candidate === undefined ? '–' : `**${sideOf(candidate)}**`, kind];
}

function sideOf(text: string | undefined): string {
  return text === undefined ? '–' : code(text);
}

function differs(changes: Changes): string {
  const parts = [
    ...(changes.data.length === 0 ? [] : [counted(changes.data.length, 'data file')]),
    ...(changes.code.same ? [] : ['code']),
    ...(changes.command === undefined ? [] : ['command']),
    ...(changes.packages.length === 0 ? [] : [counted(changes.packages.length, 'package')]),
    ...(changes.environment.length === 0 ? [] : ['environment']),
  ];
  if (parts.length === 0) return 'identical';
  const last = parts.at(-1) ?? '';
  return parts.length === 1 ? `${last} differs` : `${parts.slice(0, -1).join(', ')} and ${last} differ`;
}

/** `sha256:5d0c…9a`: enough to tell two digests apart by eye. */
export function digestWords(sha256: string): string {
  return code(`sha256:${sha256.slice(0, 8)}…${sha256.slice(-2)}`);
}
