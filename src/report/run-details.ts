// What the run itself left behind: the end of its log, warnings of the capture, where and how long it ran.
import type { RunRecord } from '../run/record.ts';
import { firstOf } from './budget.ts';
import { code, details, fence, md, table } from './markdown.ts';
import { formatBytes, formatCount, formatSeconds } from './number-format.ts';
import type { ReportView } from './report-view.ts';

/** The last lines of a training that broke off. They were redacted when they were recorded. */
export function renderLog(view: ReportView): string | undefined {
  const { run } = view.input;
  const tail = run.error?.tail ?? [];
  if (run.status === 'finished' || tail.length === 0) return undefined;
  if (view.budget.logLines === 0) return `The end of the log is ${view.elsewhere}.`;
  const lines = tail.slice(-view.budget.logLines);
  return details(
    `<b>Log</b>: the last ${lines.length} line${lines.length === 1 ? '' : 's'}`,
    fence('text', lines),
    true,
  );
}

export function renderWarnings(view: ReportView): string | undefined {
  const { warnings } = view.input.run.capture;
  if (warnings.length === 0) return undefined;
  const { shown, left } = firstOf(warnings, view.budget.warnings);
  const lines = shown.map(({ message, file, line }) => {
    const place = file === undefined ? '' : ` (${code(line === undefined ? file : `${file}:${line}`, 120)})`;
    return `- ⚠️ ${md(message, 300)}${place}`;
  });
  const more = left === 0 ? [] : [`- ${formatCount(left)} more ${view.elsewhere}`];
  const title = `<b>Warnings</b>: ${formatCount(warnings.length)} of the capture`;
  return details(title, [...lines, ...more].join('\n'));
}

/** Where it ran, for how long, on what. */
export function renderRun(view: ReportView): string {
  const { run } = view.input;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Run', code(run.id)],
    ['Experiment', code(run.experiment)],
    ['Command', code(run.command, 200)],
    ['Trigger', triggerWords(run)],
    ['Started', `${run.started.slice(0, 19).replace('T', ' ')} UTC`],
    ['Duration', formatSeconds(run.duration)],
    ['CPU time', run.resources?.cpu_time === undefined ? undefined : formatSeconds(run.resources.cpu_time)],
    ['Peak memory', run.resources?.peak_memory === undefined ? undefined : formatBytes(run.resources.peak_memory)],
    ...environmentRows(run),
    [
      'Found',
      run.capture.found.length === 0
        ? undefined
        : run.capture.found
            .slice(0, 20)
            .map((file) => code(file))
            .join(', '),
    ],
  ];
  const known = rows.filter((row): row is readonly [string, string] => row[1] !== undefined);
  return details('<b>Run and environment</b>', table(['', ''], ['left', 'left'], known));
}

function environmentRows({ environment }: RunRecord): readonly (readonly [string, string | undefined])[] {
  const { os, arch, cpu, cores, memory, gpu, container, runtimes, packages } = environment;
  const machine = [os, arch, ...(cpu === undefined ? [] : [cpu]), ...(cores === undefined ? [] : [`${cores} cores`])];
  const versions = Object.entries(runtimes).slice(0, 10);
  return [
    ['Machine', code([...machine, ...(memory === undefined ? [] : [formatBytes(memory)])].join(' · '), 160)],
    ['GPU', gpu === undefined ? undefined : code(gpu)],
    ['Container', container === undefined ? undefined : code(container)],
    ['Runtimes', versions.length === 0 ? undefined : versions.map((entry) => code(entry.join(' '))).join(', ')],
    ['Packages', packages === undefined ? undefined : code(packages.digest.slice(0, 12))],
  ];
}

function triggerWords({ trigger }: RunRecord): string {
  const overrides = Object.entries(trigger.overrides ?? {}).slice(0, 10);
  const given = overrides.map(([name, value]) => code(`${name}=${value}`));
  const actor = trigger.actor === undefined ? '' : ` by ${code(trigger.actor)}`;
  return `${code(trigger.event)}${actor}${given.length === 0 ? '' : ` with ${given.join(', ')}`}`;
}
