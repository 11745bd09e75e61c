// Every kind of report as GitHub would show it: rendered, what it takes out, each diagram parsed by Mermaid itself.
import { describe, expect, it } from 'vitest';
import { withChangedFiles } from '../../src/comparison/changed-files.ts';
import { renderCheck, renderLegsCheck } from '../../src/report/check.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderLegsComment, renderLegsSummary } from '../../src/report/legs-comment.ts';
import type { LegsInput } from '../../src/report/legs-input.ts';
import type { ReportInput } from '../../src/report/report-input.ts';
import { withRunningNote } from '../../src/report/running-note.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { aBrokenTraining, aCommit, anImprovement, aPullRequestRun, aRegression, aRun } from '../support/a-run.ts';
import { aReport, withPictures } from './a-report.ts';
import { takenOut } from './github-allow-list.ts';
import { mermaidBlocks, parseMermaid } from './mermaid-parser.ts';
import { rendered } from './rendered.ts';

const story = anImprovement();
const improvement = aReport(story);
const previousBody = renderComment(aReport({ ...story, candidate: aPullRequestRun({}, 30) }));
const files = [{ path: 'train.py', added: 3, removed: 1 }];

const INPUTS: Readonly<Record<string, ReportInput>> = {
  'an improvement': {
    ...improvement,
    comparison: withChangedFiles(improvement.comparison, { files, isCut: false }, true),
  },
  'a run with pictures': withPictures(improvement),
  'a regression on other data': aReport(aRegression()),
  'a training that broke off': aReport(aBrokenTraining(), { previousBody }),
  'a first run': aReport({ ...story, history: [] }),
  'no gates': aReport({ ...story, gates: {} }),
  'a later commit': aReport(story, { previousBody }),
  'a push': aReport({ candidate: aRun({}, 90), history: story.history, gates: {} }, { pullRequestNumber: undefined }),
  'a fork': aReport({
    ...story,
    candidate: { ...story.candidate, source: { ...story.candidate.source, fork: 'eve/x' } },
  }),
};

const matrix: LegsInput = {
  ...improvement,
  legs: [improvement, aReport(aRegression()), aReport(aBrokenTraining())],
  missing: [{ job: 'train', total: 4, found: 3 }],
  superseded: 1,
};

const SAMPLES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(INPUTS).flatMap(([name, input]) => [
      [`the comment of ${name}`, renderComment(input)],
      [`the summary of ${name}`, renderSummary(input)],
      [`the check of ${name}`, renderCheck(input).summary],
    ]),
  ),
  'the comment of a matrix': renderLegsComment(matrix),
  'the summary of a matrix': renderLegsSummary(matrix),
  'the check of a matrix': renderLegsCheck(matrix).summary,
  'a comment while a newer commit trains':
    withRunningNote(previousBody, {
      head: aCommit('abc1234'),
      workflowRun: '2',
      repositoryUrl: 'https://github.com/acme/trips',
      runUrl: undefined,
    }) ?? '',
};

describe.each(Object.entries(SAMPLES))('%s', (name, markdown) => {
  const page = rendered(markdown);

  it('is shown by GitHub as it is, in tables and blocks that close', () => {
    expect(takenOut(page.html)).toEqual([]);
    expect(page.html.match(/<details\b/g)?.length ?? 0).toBe(page.html.match(/<\/details>/g)?.length ?? 0);
    // Markdown inside of HTML is read only after an empty line.
    expect(markdown.match(/<summary>.*<\/summary>\n\n/g)?.length ?? 0).toBe(page.tags['details'] ?? 0);
    expect(page.prose).not.toMatch(/\*\*|\|:?-|^#|^> |```|undefined|NaN %|\[object/m);
    for (const table of page.html.match(/<table>.*?<\/table>/gs) ?? []) {
      const widths = [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => row.match(/<t[hd]\b/g)?.length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  it('has only diagrams that Mermaid draws, and none where nobody draws them', async () => {
    const blocks = mermaidBlocks(markdown);
    expect(blocks).toHaveLength(page.html.match(/class="language-mermaid"/g)?.length ?? 0);
    expect(name.startsWith('the check') && blocks.length > 0).toBe(false);
    for (const block of blocks) expect(['xychart', 'gantt']).toContain(await parseMermaid(block));
  });
});

it('the samples have diagrams of both kinds', () => {
  const blocks = Object.values(SAMPLES).flatMap(mermaidBlocks);
  expect(blocks.filter((block) => block.includes('xychart-beta')).length).toBeGreaterThan(10);
  expect(blocks.filter((block) => block.startsWith('gantt'))).toHaveLength(1);
});

it('pictures stand in the comment, and its diagrams in the summary', () => {
  const tagsOf = (kind: string) => rendered(SAMPLES[`the ${kind} of a run with pictures`] ?? '').tags;
  expect(tagsOf('comment')).toMatchObject({ picture: 3, source: 3, img: 3 });
  expect(SAMPLES['the summary of a run with pictures']).toBe(renderSummary(improvement));
  expect(tagsOf('check')).not.toHaveProperty('picture');
});

it('what GitHub takes out is found', () => {
  const html =
    '<p style="color:red"><script>x</script><a href="javascript:x">y</a><img src="data:image/png;base64,x"><source srcset="data:x" type="x"></p>';
  expect(takenOut(html)).toEqual([
    '<p style>',
    '<script>',
    '<a href="javascript:x">',
    '<img src="data:image/png;base64,x">',
    '<source srcset="data:x">',
    '<source type>',
  ]);
});
