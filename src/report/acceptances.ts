// Gates that a person answers for: said where the verdict is, with the reason, and for how long it holds. Pure.
import type { AcceptedGate, CheckStatus } from '../comparison/comparison.ts';
import { comparisonOf } from '../comparison/recorded.ts';
import { link, ownUrl } from './link.ts';
import { code, md } from './markdown.ts';
import type { ReportInput } from './report-input.ts';
import { headOf, shortCommit, type ReportView } from './report-view.ts';

const MOST_SHOWN = 20;

/** "`rmse` failed and is accepted by `@ada`"; undefined where nothing is accepted. */
export function acceptedWords({ comparison }: Pick<ReportInput, 'comparison'>): string | undefined {
  const accepted = comparison.verdict?.accepted ?? [];
  const [only, ...others] = accepted;
  if (only === undefined) return undefined;
  const actors = [...new Set(accepted.map(({ actor }) => actor))];
  const by = actors.length > 1 ? '' : ` by ${person(only)}`;
  if (others.length > 0) return `${accepted.length} gates that did not pass are accepted${by}`;
  const status = comparison.rows.find(({ name }) => name === only.gate)?.gate?.status;
  return `${code(only.gate)} ${status === undefined ? '' : SAID[status]}is accepted${by}`;
}

const SAID: Readonly<Record<CheckStatus, string>> = {
  fail: 'failed and ',
  inconclusive: 'is inconclusive and ',
  warn: 'warns and ',
  pass: '',
  skipped: '',
};

/** Who accepted which gate, and why; undefined where nothing is accepted. */
export function renderAcceptances(view: ReportView): string | undefined {
  const accepted = view.input.comparison.verdict?.accepted ?? [];
  if (accepted.length === 0) return undefined;
  const lines = accepted
    .slice(0, MOST_SHOWN)
    .map(
      (each) => `- ${code(each.gate)}, by ${link(person(each), ownUrl(view.links, each.url))}: ${md(each.reason, 300)}`,
    );
  const commit = code(shortCommit(headOf(view.input)));
  return [`**Accepted**, for ${commit} and no other commit:`, '', ...lines].join('\n');
}

/** Of a run that was judged before anybody accepted anything: its job stays as it is. */
export function isJobStillRed({ run, failOn = 'fail' }: Pick<ReportInput, 'run' | 'failOn'>): boolean {
  const then = comparisonOf(run)?.verdict?.status;
  return failOn !== 'never' && (then === 'fail' || (then === 'inconclusive' && failOn === 'inconclusive'));
}

function person({ actor }: AcceptedGate): string {
  return actor === undefined ? 'somebody' : code(`@${actor}`, 60);
}
