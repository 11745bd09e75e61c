import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isConfusionMatrix, parseConfusionMatrix } from '../../src/report/confusion-matrix.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { anImprovement } from '../support/a-run.ts';
import { aReport } from './a-report.ts';
import { foreign } from './foreign.ts';
import { rendered } from './rendered.ts';

const MATRIX = {
  labels: ['cat', 'dog'],
  counts: [
    [90, 10],
    [0, 1200],
  ],
};
const SAMPLES = [
  { actual: 'dog', predicted: 'dog' },
  { actual: 'cat', predicted: 'dog' },
  { actual: 10, predicted: 9 },
];

describe('a confusion matrix', () => {
  it.each([
    ['confusion_matrix.json', true],
    ['artifacts/plots/sklearn/confusion_matrix.json', true],
    ['Confusion-Matrix.csv', true],
    ['confusion_matrix.png', false],
    ['my_confusion_matrix.json', false],
  ])('is what %s is called: %s', (path, expected) => {
    expect(isConfusionMatrix(path)).toBe(expected);
  });

  it.each<[string, string, string, unknown]>([
    ['labels and rows', 'x.json', '{"labels": ["cat", "dog"], "matrix": [[90, 10], [0, 1200]]}', MATRIX],
    ['rows alone', 'x.json', '[[90,10],[0,1200]]', { ...MATRIX, labels: ['0', '1'] }],
    ['a table', 'x.CSV', ',cat,"dog"\r\ncat,90,10\r\ndog,0,1200\r\n', MATRIX],
    [
      'samples, as DVCLive writes them',
      'x.json',
      JSON.stringify(SAMPLES),
      {
        labels: ['9', '10', 'cat', 'dog'],
        counts: [
          [0, 0, 0, 0],
          [1, 0, 0, 0],
          [0, 0, 0, 1],
          [0, 0, 0, 1],
        ],
      },
    ],
    ['rows of unequal length', 'x.json', '[[1,2],[3]]', undefined],
    ['more labels than rows', 'x.json', '{"labels": ["a", "b", "c"], "matrix": [[1, 2], [3, 4]]}', undefined],
    ['negative counts', 'x.json', '[[1,-2],[3,4]]', undefined],
    ['a table in another order', 'x.csv', ',a,b\nb,1,2\na,3,4', undefined],
    ['words for counts', 'x.csv', ',a,b\na,1,x\nb,3,4', undefined],
    ['too many classes', 'x.json', JSON.stringify(Array.from({ length: 21 }, () => Array(21).fill(1))), undefined],
    ['no JSON', 'x.json', '{', undefined],
    ['nothing', 'x.csv', '', undefined],
  ])('is read from %s', (_, path, text, expected) => {
    expect(parseConfusionMatrix(path, text)).toEqual(expected);
  });

  it('is a shaded table in the summary, and not in the comment', () => {
    const input = aReport(anImprovement(), { confusion: MATRIX });
    expect(renderSummary(input)).toContain(
      [
        '| actual ↓ predicted → | cat | dog |',
        '|:--|--:|--:|',
        '| **cat** | 90 █ | 10 ░ |',
        '| **dog** | 0 | 1,200 █ |',
      ].join('\n'),
    );
    expect(renderComment(input)).not.toContain('Confusion');
  });

  it('keeps its structure whatever its labels are called', () => {
    const tame = rendered(renderSummary(aReport(anImprovement(), { confusion: MATRIX })));
    fc.assert(
      fc.property(foreign, foreign, (one, other) => {
        const confusion = { ...MATRIX, labels: [one, other] };
        const page = rendered(renderSummary(aReport(anImprovement(), { confusion })));
        expect([page.tags, page.cells, page.links]).toEqual([tame.tags, tame.cells, tame.links]);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});
