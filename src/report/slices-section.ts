// Slices whose predictions got better or worse by more than chance, worst first.
import { firstOf } from './budget.ts';
import { code, details, table } from './markdown.ts';
import { chooseFormat, formatCount, formatDelta } from './number-format.ts';
import type { ReportView } from './report-view.ts';

export function renderSlices(view: ReportView): string | undefined {
  const { slices } = view.input.comparison;
  if (slices === undefined) return undefined;
  const { loss, judged, worse, better, rows } = slices;
  const counts = [`${worse} of ${formatCount(judged)} got worse`, ...(better === 0 ? [] : [`${better} better`])];
  const title = `<b>Slices</b>: ${counts.join(', ')}`;
  if (rows.length === 0 || view.budget.slices === 0)
    return worse + better === 0 ? undefined : `${title} ${view.elsewhere}.`;
  const { shown } = firstOf(rows, view.budget.slices);
  const lines = shown.map(({ slice, n, estimate, interval: [low, high] }) => {
    const format = chooseFormat({
      values: [estimate, low, high],
      delta: estimate,
      sigma: (high - low) / 4,
      unit: undefined,
    });
    const [sign, word] = estimate > 0 ? ['🔴', 'worse'] : ['🟢', 'better'];
    const ends = `[${formatDelta(low, format)}, ${formatDelta(high, format)}]`;
    return [sign, code(slice, 80), formatCount(n), `${formatDelta(estimate, format)} ${ends} ${word}`];
  });
  const left = worse + better - shown.length;
  const head = ['', 'Slice', 'Rows', `Change of the ${loss}`];
  const body = table(head, ['center', 'left', 'right', 'left'], lines);
  const note = 'Each by itself, with its interval of 95 %; slices within chance are not shown.';
  const more = left === 0 ? [] : [`${formatCount(left)} more ${view.elsewhere}.`];
  return details(title, [body, `<sub>${note}</sub>`, ...more].join('\n\n'));
}
