// Two runs side by side for whoever looks at a terminal: the answer, the reasons, the metrics, what else differs. Pure.
import { styleText } from 'node:util';
import { renderChangesLine } from '../report/changes-line.ts';
import { renderLegend } from '../report/footnotes.ts';
import { outcomeOf, renderHeadline, type Outcome } from '../report/headline.ts';
import { renderLead } from '../report/lead.ts';
import { formatBytes, formatSeconds } from '../report/number-format.ts';
import { plainMarkdown } from '../report/plain-markdown.ts';
import type { ReportView } from '../report/report-view.ts';
import type { RunRecord } from '../run/record.ts';
import { codeWords, renderChanges, renderMetrics, type Headings } from './comparison-tables.ts';
import { printableLine } from './printable.ts';
import { renderTable } from './print.ts';
import { wrapped } from './wrapped-text.ts';

const COLOURS: Readonly<Record<Outcome, Parameters<typeof styleText>[0]>> = {
  pass: ['bold', 'green'],
  warn: ['bold', 'yellow'],
  fail: ['bold', 'red'],
  inconclusive: ['bold', 'yellow'],
  'not-trained': ['bold', 'red'],
  'no-baseline': 'bold',
  'no-gate': 'bold',
};

/** Wider prose is hard to read. */
const WIDEST_PROSE = 100;

/**
 * @param view of the second run, with the first as its baseline
 * @param width of the terminal; Infinity for a file
 */
export function renderComparisonText(view: ReportView, base: RunRecord, headings: Headings, width: number): string {
  const { run, comparison } = view.input;
  const prose = (markdown: string): string => {
    const text = printableLine(plainMarkdown(markdown.replaceAll(/<\/?sub>/g, '')));
    return wrapped(text, width === Infinity ? width : Math.min(width, WIDEST_PROSE)).join('\n');
  };
  const reasons = (comparison.verdict?.reasons ?? []).filter(({ status }) => status !== 'pass' && status !== 'skipped');
  const code = [codeWords(base.source), codeWords(run.source)] as const;
  const { changes } = comparison;
  const changed = changes === undefined ? undefined : renderChanges(changes, headings, code, { width });
  const legend = renderLegend(view);
  const sections = [
    styleText(COLOURS[outcomeOf(view.input)], prose(renderHeadline(view))),
    prose(renderLead(view)),
    reasons.map(({ metric, status, reason }) => prose(`- ${status} ${metric}: ${reason}`)).join('\n'),
    comparison.rows.length === 0 ? '' : renderMetrics(comparison.rows, headings, view, { width }),
    legend === undefined ? '' : styleText('dim', prose(legend)),
    prose(renderChangesLine(view) ?? ''),
    changed ?? '',
    renderTable(['RUN', ...headings], runRows(base, run), '', { width }),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

/** Which runs these are, and what they ran on. */
function runRows(base: RunRecord, run: RunRecord): readonly (readonly string[])[] {
  const row = (name: string, of: (record: RunRecord) => string): readonly string[] => [name, of(base), of(run)];
  return [
    row('id', ({ id }) => id),
    row('code', ({ source }) => `${source.branch ?? 'no branch'}@${codeWords(source)}`),
    row('started', ({ started }) => `${started.slice(0, 16).replace('T', ' ')} UTC`),
    row('duration', ({ duration }) => formatSeconds(duration)),
    row('machine', ({ environment: { os, arch, cores, memory, gpu } }) =>
      [
        os,
        arch,
        cores === undefined ? '' : `${cores} cores`,
        memory === undefined ? '' : formatBytes(memory),
        gpu ?? '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    ),
    row('model', ({ model }) => (model.digest === undefined ? 'no files' : `sha256:${model.digest.slice(0, 12)}`)),
  ];
}
