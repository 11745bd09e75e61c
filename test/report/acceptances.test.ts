import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { withAccepted } from '../../src/comparison/acceptance.ts';
import type { AcceptedGate } from '../../src/comparison/comparison.ts';
import { renderCheck } from '../../src/report/check.ts';
import { DENIED_MARKER, renderDenial, renderProblem, replyMarker } from '../../src/report/command-reply.ts';
import { renderComment } from '../../src/report/comment.ts';
import type { ReportInput } from '../../src/report/report-input.ts';
import { aRegression } from '../support/a-run.ts';
import { aReport } from './a-report.ts';
import { foreign } from './foreign.ts';
import { rendered } from './rendered.ts';

/** `rmse` and `r2` fail. */
function accepted(list: readonly AcceptedGate[], judgedSo = false): ReportInput {
  const report = aReport(aRegression());
  const comparison = withAccepted(report.comparison, list);
  return {
    ...report,
    comparison,
    run: { ...report.run, comparison: { ...(judgedSo ? comparison : report.comparison) } },
  };
}
const URL = 'https://github.com/acme/trips/pull/128#issuecomment-9';
const rmse = { gate: 'rmse', reason: 'the new data are harder', actor: 'ada', url: URL };
const others = ['r2', 'latency_p95_ms'].map((gate) => ({ gate, reason: 'not measured', actor: 'ada' }));

test('who accepted a gate, and why, stands in the headline and below it, with a link to where it was said', () => {
  const body = renderComment(accepted([rmse, ...others]));
  expect(body.split('\n')[2]).toContain('### ⚠️ Warn: ');
  expect(body.split('\n')[2]).toContain('3 gates that did not pass are accepted by `@ada`');
  expect(body).toContain(`- \`rmse\`, by [\`@ada\`](${URL}): the new data are harder`);
  expect(body).toContain('0 fail, **3 accepted**');
  expect(body).toContain('stays red until it runs again');
  expect(renderCheck(accepted([rmse, ...others])).title).toContain('accepted by @ada');
});

test('a run that was judged with it in mind leaves no job red', () => {
  const body = renderComment(accepted([rmse, ...others], true));
  expect(body).toContain('Nothing blocks this merge.');
  expect(body).not.toContain('stays red');
});

test('while another gate fails the headline tells of that one', () => {
  const body = renderComment(accepted([rmse]));
  expect(body.split('\n')[2]).toContain('### ❌ Fail: ');
  expect(body.split('\n')[2]).not.toContain('rmse');
  expect(body).toContain('**Accepted**, for `9f3c2ab` and no other commit:');
  expect(body).toContain('This fails the job.');
});

test('an address outside of the repository becomes no link', () => {
  expect(renderComment(accepted([{ ...rmse, url: 'https://evil.example/x' }]))).not.toContain('evil.example');
});

test('what a person wrote adds nothing but text to a report and to an answer', () => {
  const plainTags = rendered(renderComment(accepted([rmse]))).tags;
  const plainReply = rendered(renderProblem(1, { problem: 'x', help: 'y' })).tags;
  fc.assert(
    fc.property(foreign, foreign, (reason, actor) => {
      const report = rendered(renderComment(accepted([{ gate: 'rmse', reason, actor, url: URL }])));
      expect(report.tags).toEqual({ ...plainTags, code: report.tags['code'] });
      expect(report.prose).not.toMatch(/@team|#12|(?:https?:\/\/|www\.)evil/);
      const reply = rendered(renderProblem(1, { problem: reason, help: 'y' }));
      expect(reply.tags).toEqual(plainReply);
      expect(reply.prose).not.toMatch(/@team|#12|(?:https?:\/\/|www\.)evil/);
    }),
    { numRuns: 100 },
  );
});

test('an answer begins with its marker, by which it is found again', () => {
  expect(renderProblem(99, { problem: 'x', help: 'y' }).split('\n')[0]).toBe(replyMarker(99));
  expect(renderDenial().split('\n')[0]).toBe(DENIED_MARKER);
});
