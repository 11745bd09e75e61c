import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderComment } from '../../src/report/comment.ts';
import { isOutdated, parseState } from '../../src/report/earlier-results.ts';
import { aBrokenTraining, aCommit, aHistory, anId, aPullRequestRun } from '../support/a-run.ts';
import { aReport } from './a-report.ts';
import { foreign } from './foreign.ts';

const GATES = { rmse: { max: 6, primary: true }, latency: { better: 'lower', max: 45 } } as const;
const COMMITS = ['77aa012', '1c90be4', '9f3c2ab'];

/** The comment after each of these values of rmse was pushed, one after another. */
function commentAfter(values: readonly number[], name = 'rmse'): string {
  return values.reduce((previousBody, value, index) => {
    const candidate = aPullRequestRun(
      { metrics: { [name]: value, latency: 44.6 }, source: { commit: aCommit(COMMITS[index % COMMITS.length]) } },
      100 + index,
    );
    const gates = name === 'rmse' ? GATES : { [name]: { max: 6, primary: true } };
    return renderComment(aReport({ candidate, history: aHistory({ [name]: [5.9] }), gates }, { previousBody }));
  }, '');
}

describe('earlier results', () => {
  it('are carried from comment to comment, newest first', () => {
    const comment = commentAfter([6.5, 5.8, 5.7]);
    const at = comment.indexOf('<summary><b>Earlier');
    expect(comment.slice(at, comment.indexOf('</details>', at))).toMatchInlineSnapshot(`
      "<summary><b>Earlier results on this PR</b>: 2</summary>

      | Commit | Verdict | rmse | latency | Run |
      |:--|:--|--:|--:|:--|
      | [\`1c90be4\`](https://github.com/acme/trips/commit/1c90be41c90be41c90be41c90be41c90be41c90b) | ✅ pass | 5.80 | 44.60 | \`01a2077e7de0\` |
      | [\`77aa012\`](https://github.com/acme/trips/commit/77aa01277aa01277aa01277aa01277aa01277aa0) | ❌ fail | 6.50 | 44.60 | \`01a2077d9380\` |

      "
    `);
  });

  it('are no more than ten', () => {
    const comment = commentAfter(Array.from({ length: 15 }, (_, index) => 5 + index / 100));
    expect(comment).toContain('<b>Earlier results on this PR</b>: 10');
    expect(parseState(comment)).toHaveLength(11);
    expect(parseState(comment)[0]).toMatchObject({ run: anId(114), outcome: 'pass' });
  });

  it('do not hold an earlier attempt at the same, which the new one stands for', () => {
    const attempt = (number: number, run = '77') =>
      aPullRequestRun({ trigger: { event: 'pull_request', run, attempt: number, job: 'fit' } }, Number(run) + number);
    const report = (candidate: ReturnType<typeof attempt>, previousBody?: string): string =>
      renderComment(aReport({ candidate, history: [], gates: GATES }, { previousBody }));
    const body = report(attempt(2), report(attempt(1), report(attempt(1, '76'))));
    expect(parseState(body).map(({ from }) => [from?.run, from?.attempt])).toEqual([
      ['77', 2],
      ['76', 1],
    ]);
  });

  it('do not hold the run itself when it is reported again', () => {
    const candidate = aPullRequestRun();
    const once = renderComment(aReport({ candidate, history: [], gates: GATES }));
    const twice = renderComment(aReport({ candidate, history: [], gates: GATES }, { previousBody: once }));
    expect(twice).toBe(once);
  });

  it('are pointed to when the training broke off', () => {
    const previousBody = commentAfter([5.8]);
    expect(renderComment(aReport(aBrokenTraining(), { previousBody }))).toContain(
      'The previous result, for `77aa012`: ✅ pass.',
    );
  });

  it('survive names that want to close the HTML comment', () => {
    fc.assert(
      fc.property(foreign, (name) => {
        const comment = commentAfter([6.5, 5.8], name);
        const [, state = ''] = comment.split('\n', 2);
        expect(state).toMatch(/^<!-- mlops:state \{[^<>\n]*\} -->$/);
        expect(state.slice(4, -3)).not.toContain('--');
        expect(parseState(comment).map(({ outcome }) => outcome)).toEqual(['pass', 'fail']);
      }),
    );
  });
});

describe('a comment that somebody else wrote', () => {
  const marker = '<!-- mlops:report v=1 key=duration pr=128 -->';

  it.each([
    ['nothing', undefined],
    ['an empty body', ''],
    ['no state', `${marker}\n### Pass`],
    ['no JSON', `${marker}\n<!-- mlops:state {"now": -->`],
    ['another shape', `${marker}\n<!-- mlops:state {"now":{},"earlier":[]} -->`],
    [
      'a foreign commit',
      `${marker}\n<!-- mlops:state {"now":{"head":"](javascript:x)","metrics":[],"outcome":"pass","run":"${anId()}"},"earlier":[]} -->`,
    ],
    [
      'an unknown verdict',
      `${marker}\n<!-- mlops:state {"now":{"head":"77aa012","metrics":[],"outcome":"toString","run":"${anId()}"},"earlier":[]} -->`,
    ],
    [
      'more than we ever write',
      `${marker}\n<!-- mlops:state {"now":{"head":"77aa012","metrics":[],"outcome":"pass","run":"${anId()}"},"earlier":[${'{},'.repeat(100_000)}{}]} -->`,
    ],
  ])('holds no results: %s', (_, body) => {
    expect(parseState(body)).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(foreign, fc.json()), (text) => {
        expect(parseState(`${marker}\n<!-- mlops:state ${text} -->`)).toEqual([]);
      }),
    );
  });

  it('is read where its lines end as in a browser', () => {
    expect(parseState(commentAfter([5.8]).replaceAll('\n', '\r\n'))).toHaveLength(1);
  });
});

describe('a comment of a later run', () => {
  const run = (trigger: { readonly run?: string; readonly attempt?: number; readonly job?: string }, minute: number) =>
    aPullRequestRun({ trigger: { event: 'pull_request', job: 'fit', ...trigger } }, minute);
  const shown = renderComment(aReport({ candidate: run({ run: '1000', attempt: 2 }, 5), history: [], gates: GATES }));

  it.each<[string, Parameters<typeof run>[0], boolean]>([
    ['an earlier workflow run, though it ends or is run again later', { run: '999', attempt: 3 }, true],
    ['an earlier attempt', { run: '1000', attempt: 1 }, true],
    ['another job of the same workflow run', { run: '1000', attempt: 1, job: 'other' }, false],
    ['the same attempt', { run: '1000', attempt: 2 }, false],
    ['a later attempt', { run: '1000', attempt: 3 }, false],
    ['a later workflow run', { run: '1001', attempt: 1 }, false],
    ['a run outside of workflows', {}, false],
  ])('is left alone by %s: %j', (_, trigger, expected) => {
    expect(isOutdated(run(trigger, 9), shown)).toBe(expected);
  });

  it('is none where there is no comment, or one that holds no results', () => {
    expect(isOutdated(run({ run: '1' }, 9), undefined)).toBe(false);
    expect(isOutdated(run({ run: '1' }, 9), 'LGTM')).toBe(false);
  });
});
