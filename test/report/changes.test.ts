import { describe, expect, it } from 'vitest';
import { withChangedFiles } from '../../src/comparison/changed-files.ts';
import { renderComment } from '../../src/report/comment.ts';
import { aCommit, aDataFile, aDigest, anImprovement, aPullRequestRun, aRun, type RunSketch } from '../support/a-run.ts';
import { aReport } from './a-report.ts';

const COMPARE = `https://github.com/acme/trips/compare/${aCommit('41d07ce')}...${aCommit('9f3c2ab')}`;

function lineOf(comment: string): string {
  return /^\*\*What changed:\*\* (.*)$/m.exec(comment)?.[1] ?? '';
}

/** The line about a candidate beside a run that differs in nothing but this. */
function changed(sketch: RunSketch, base: RunSketch = {}): string {
  const baseline = aRun({ ...base, source: { commit: aCommit('9f3c2ab') } });
  return lineOf(renderComment(aReport({ candidate: aPullRequestRun(sketch), history: [baseline], gates: {} })));
}

describe('the line of what changed', () => {
  it('names what is likeliest to move a metric first, and what stayed the same last', () => {
    const everything: RunSketch = {
      data: [aDataFile({ sha256: aDigest('77'), rows: 1_190_004 })],
      params: { learning_rate: 0.2, max_depth: 6 },
      command: 'python train.py --fast',
      source: { commit: aCommit('abcdef0') },
      environment: {
        cores: 8,
        runtimes: { python: '3.13.0' },
        packages: { digest: aDigest('bb'), list: ['numpy==2.2.0', 'xgboost==3.0.2'] },
      },
    };
    expect(changed(everything).replace(/\(https[^)]*\)/, '()')).toBe(
      '**1 data file (1,284,112 → 1,190,004 rows)** · 1 of 2 params · [code]() · command · 1 package · runtime · hardware',
    );
  });

  it.each<[string, RunSketch, RunSketch, string]>([
    ['nothing', {}, {}, 'nothing that was recorded · data, params and code identical'],
    [
      'hardware alone',
      { environment: { gpu: 'H100' } },
      { environment: { gpu: 'A100' } },
      'hardware · data, params and code identical',
    ],
    [
      'the content of as many rows',
      { data: [aDataFile({ sha256: aDigest('77') })] },
      {},
      '**1 data file (1,284,112 rows both times)** · params and code identical',
    ],
    [
      'a data file that is not counted',
      { data: [{ path: 'x.bin', size: 3, sha256: aDigest('77') }] },
      { data: [] },
      '**1 data file** · params and code identical',
    ],
    [
      'no data at all',
      { data: [] },
      { data: [] },
      'nothing that was recorded · params and code identical · data not recorded',
    ],
  ])('of %s', (_, sketch, base, line) => {
    expect(changed(sketch, base)).toBe(line);
  });
});

describe('the code', () => {
  const FILES = [
    { path: 'README.md', added: 1, removed: 0 },
    { path: 'src/features|x.py', added: 30, removed: 12 },
    { path: 'train.py', added: 10, removed: 0 },
  ];

  function report(files = FILES, isCut = false) {
    const input = aReport(anImprovement());
    return renderComment({ ...input, comparison: withChangedFiles(input.comparison, { files, isCut }, true) });
  }

  it('is files and lines in the line, and the files by their lines below it', () => {
    const comment = report();
    expect(lineOf(comment)).toContain(`3 of 3 params · [3 files of code](${COMPARE}) (+41 −12) · 1 package`);
    expect(comment).toContain(`[3 files, +41 −12](${COMPARE})`);
    const names = [...comment.matchAll(/^\| (.*) \|  \| (\+.*) \| code \|$/gm)].map(([, ...cells]) => cells);
    expect(names).toEqual([
      [String.raw`\`src/features\\|x.py\``.replaceAll('\\`', '`').replace('\\\\', '\\'), '+30 −12'],
      ['`train.py`', '+10 −0'],
      ['`README.md`', '+1 −0'],
    ]);
  });

  it('is the same where no file differs between two commits', () => {
    expect(lineOf(report([]))).toBe('3 of 3 params · 1 package · data and code identical');
  });

  it('is cut where the forge names no more', () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ path: `f${index}.py`, added: 1, removed: 0 }));
    const comment = report(many, true);
    expect(lineOf(comment)).toContain('[300 files or more of code](');
    expect(comment.match(/\| code \|$/gm)).toHaveLength(10);
  });

  it('keeps of thousands of files no more than twenty in the comparison', () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({
      path: `${index}`.repeat(400),
      added: index,
      removed: 1,
    }));
    const { comparison } = aReport(anImprovement());
    const files = withChangedFiles(comparison, { files: many, isCut: false }, true).changes?.code.files;
    expect(files).toMatchObject({ count: 5000, removed: 5000 });
    expect(files?.most).toHaveLength(20);
    expect(files?.most[0]?.added).toBe(4999);
    expect(JSON.stringify(files).length).toBeLessThan(8000);
  });
});
