import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderComment } from '../../src/report/comment.ts';
import { parseState } from '../../src/report/earlier-results.ts';
import { withRunningNote, type Running } from '../../src/report/running-note.ts';
import { aCommit, anImprovement } from '../support/a-run.ts';
import { aReport } from './a-report.ts';

const URL = 'https://github.com/acme/trips';
const RUNNING: Running = {
  head: aCommit('abc1234'),
  workflowRun: '19283746560',
  repositoryUrl: URL,
  runUrl: `${URL}/actions/runs/19283746560`,
};
const story = anImprovement();
const trigger = { ...story.candidate.trigger, run: '19283746551', attempt: 1, job: 'train' };
const comment = renderComment(aReport({ ...story, candidate: { ...story.candidate, trigger } }));

describe('the note of a run that is training', () => {
  it('stands above the headline, says of which commit the numbers are, and leaves the rest as it is', () => {
    const noted = withRunningNote(comment, RUNNING) ?? '';
    expect(noted.split('\n').slice(2, 5)).toEqual([
      '> [!NOTE]',
      `> [Training](${URL}/actions/runs/19283746560) of [\`abc1234\`](${URL}/commit/${aCommit('abc1234')}) is running; ` +
        `the numbers below are for [\`9f3c2ab\`](${URL}/commit/${aCommit('9f3c2ab')}).`,
      '',
    ]);
    const [marker, state, ...rest] = noted.split('\n');
    expect([marker, state, ...rest.slice(3)].join('\n')).toBe(comment);
    expect(parseState(noted)).toEqual(parseState(comment));
  });

  it('takes the place of an earlier one, also after somebody edited the comment in a browser', () => {
    const first = withRunningNote(comment, { ...RUNNING, head: aCommit('1234567') })?.replaceAll('\n', '\r\n') ?? '';
    expect(withRunningNote(first, RUNNING)).toBe(withRunningNote(comment, RUNNING));
  });

  it('says of a commit that is trained again that these numbers are of the run before', () => {
    expect(withRunningNote(comment, { ...RUNNING, head: aCommit('9f3c2ab') })).toContain(
      'is running again; the numbers below are of the run before.',
    );
  });

  it.each([
    ['a comment of a later workflow run', comment, { ...RUNNING, workflowRun: '19283746550' }],
    ['a comment without a state', '<!-- mlops:report v=1 key=duration pr=128 -->\nhello', RUNNING],
    ['an empty comment', '', RUNNING],
  ])('leaves %s alone', (_, body, running) => {
    expect(withRunningNote(body, running)).toBeUndefined();
  });

  it('never throws, whatever stands in the comment', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (state, text) => {
        withRunningNote(`${comment.split('\n')[0]}\n${state}\n${text}`, { ...RUNNING, workflowRun: text });
      }),
    );
  });
});
