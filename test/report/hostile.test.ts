import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directionOf } from '../../src/comparison/direction.ts';
import { isCount, isTrainingMetric } from '../../src/comparison/metric-name.ts';
import { renderComment } from '../../src/report/comment.ts';
import { commentMarker } from '../../src/report/marker.ts';
import type { ReportInput } from '../../src/report/report-input.ts';
import { renderSummary } from '../../src/report/summary.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { aDigest, aPullRequestRun, aRun, type ReportStory, type RunSketch } from '../support/a-run.ts';
import { aReport, withPictures } from './a-report.ts';
import { foreign } from './foreign.ts';
import { mermaidBlocks, parseMermaid } from './mermaid-parser.ts';
import { rendered } from './rendered.ts';

const SLOTS = 60;
const REPOSITORY = 'https://github.com/acme/trips';
type Texts = readonly string[];

/** A run in which every string that a training, a branch or a file name could choose is taken from `texts`. */
function aSketch(texts: Texts, offset: number, values: readonly [number, number]): RunSketch {
  const at = (index: number): string => texts[index] ?? '';
  const own = (index: number): string => at(offset + index);
  return {
    experiment: at(0),
    command: own(0),
    // Names are common to both runs; the values are their own.
    metrics: {
      [at(1)]: { value: values[0], unit: at(2) },
      [at(3)]: { value: values[1] },
      [at(4)]: { value: 'NaN' },
    },
    params: { [at(5)]: own(1), [own(2)]: 1, [own(3)]: true },
    data: [{ path: at(6), size: 10, sha256: aDigest(`${offset}`) }],
    model: { name: at(0), files: [{ path: own(4), size: 5_000_000, sha256: aDigest('5d') }] },
    artifacts: [{ path: own(5), size: 1, sha256: aDigest('6d') }],
    tags: { [own(6)]: own(7) },
    source: { repository: own(8), branch: `| ${own(9)}` },
    trigger: { event: own(10), actor: own(11), overrides: { [own(12)]: own(13), [own(14)]: 'x' } },
    environment: {
      os: `os${own(15)}`,
      arch: `arch${own(16)}`,
      cpu: `cpu${own(17)}`,
      gpu: `gpu${own(18)}`,
      container: `image${own(19)}`,
      runtimes: { [at(7)]: `${offset}${own(20)}` },
      packages: { digest: aDigest(`${offset}`), list: [`pkg==${offset}${own(21)}`] },
    },
    capture: { found: [own(22), own(23)], warnings: [{ message: own(24), file: own(25), line: 3 }] },
  };
}

function aForeignReport(texts: Texts, failed: boolean): ReportInput {
  const at = (index: number): string => texts[index] ?? '';
  const history = [1, 2, 3, 4, 5].map((step) => aRun(aSketch(texts, 8, [6 + step / 10, step]), step));
  const candidate: RunRecord = aPullRequestRun({
    ...aSketch(texts, 34, [5.5, 4]),
    ...(failed ? { status: 'failed', error: { message: at(8), signal: at(9), tail: [at(10), at(11)] } } : {}),
  });
  const gates: ReportStory['gates'] = {
    [at(1)]: { better: 'lower', primary: true, max: 7, 'max-regression': '1%' },
    [at(4)]: { better: 'lower', max: 1 },
  };
  return aReport(
    { candidate, history, gates },
    { model: at(0), key: at(12), recordPath: `runs/${at(13).slice(0, 100)}.json`, repositoryUrl: REPOSITORY },
  );
}

/** Texts of which no two look the same, and none is a well-known name of a metric. */
const foreignTexts = fc.uniqueArray(
  foreign.filter((text) => directionOf(text, undefined) === 'unknown' && !isCount(text) && !isTrainingMetric(text)),
  { minLength: SLOTS, maxLength: SLOTS },
);
const TAME: Texts = Array.from({ length: SLOTS }, (_, index) => `word ${String(index).padStart(2, '0')}`);

const ALLOWED =
  'a b code details h3 img li p picture pre source strong sub summary table tbody td th thead tr ul'.split(' ');

/** GitHub would make a mention, a reference or a link of it. */
const REFERENCES = /@[\p{L}\p{N}]|#\d|GH-\d|https?:\/\/|www\./iu;

describe.each([
  ['comment', renderComment],
  ['comment with pictures', (input: ReportInput) => renderComment(withPictures(input))],
  ['summary', renderSummary],
])('a %s of foreign strings', (kind, render) => {
  it.each([
    ['finished', false],
    ['failed', true],
  ])(
    'has the very structure that it has with tame ones, when the training %s',
    (_, failed) => {
      const tame = rendered(render(aForeignReport(TAME, failed)));
      expect(tame.cells.length).toBeGreaterThan(5);
      fc.assert(
        fc.property(foreignTexts, (texts) => {
          const input = aForeignReport(texts, failed);
          const markdown = render(input);
          const page = rendered(markdown);
          expect(page.tags).toEqual(tame.tags);
          expect(page.cells).toEqual(tame.cells);
          expect(Object.keys(page.tags).filter((tag) => !ALLOWED.includes(tag))).toEqual([]);
          expect(page.links.filter((href) => !href.startsWith(`${REPOSITORY}/`))).toEqual([]);
          expect(page.links.length).toBe(tame.links.length);
          expect(REFERENCES.exec(page.prose)?.[0]).toBeUndefined();
          expect(/[\p{Cc}\p{Cf}]/u.test(markdown.replaceAll(/[\n\u200B]/g, ''))).toBe(false);
          expect(markdown.isWellFormed()).toBe(true);
          expect(page.html.match(/<!--/g)?.length ?? 0).toBe(kind !== 'summary' ? 2 : 0);
          expect(markdown.startsWith(`${commentMarker(input.key, 128)}\n<!-- mlops:state {`)).toBe(kind !== 'summary');
        }),
        { numRuns: 60, endOnFailure: true },
      );
    },
    60_000,
  );
});

describe('the marker', () => {
  it.each([
    ['fraud-xgb', '<!-- mlops:report v=1 key=fraud-xgb pr=128 -->'],
    ['team/model a', '<!-- mlops:report v=1 key=team/model%20a pr=128 -->'],
    ['--> @team', '<!-- mlops:report v=1 key=%2D-%3E%20%40team pr=128 -->'],
    ['a--', '<!-- mlops:report v=1 key=a%2D%2D pr=128 -->'],
  ])('of %j', (key, marker) => {
    expect(commentMarker(key, 128)).toBe(marker);
  });

  it('is one line and one HTML comment for every key, and no two keys share it', () => {
    fc.assert(
      fc.property(foreign, foreign, (a, b) => {
        const marker = commentMarker(a);
        expect(marker).toMatch(/^<!-- mlops:report v=1 key=[\w%./-]+ -->$/);
        expect(marker.slice(4, -3)).not.toMatch(/--|>/);
        const same =
          Array.from(a.toWellFormed()).slice(0, 200).join('') === Array.from(b.toWellFormed()).slice(0, 200).join('');
        expect(commentMarker(b) === marker).toBe(same);
      }),
    );
  });
});

const measured = fc.oneof(
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc.double({ min: -1e-9, max: 1e-9, noNaN: true }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);

describe('plots', () => {
  it('are diagrams that Mermaid parses, whatever names and values are', async () => {
    let plots = 0;
    await fc.assert(
      fc.asyncProperty(
        foreign,
        fc.array(measured, { minLength: 4, maxLength: 12 }),
        measured,
        async (name, values, limit) => {
          const history = values.map((value, index) => aRun({ metrics: { [name]: value } }, index));
          const candidate = aPullRequestRun({ metrics: { [name]: values[0] ?? 0 } });
          const report = aReport({ candidate, history, gates: { [name]: { better: 'lower', max: limit } } });
          for (const block of mermaidBlocks(renderComment(report))) {
            expect(await parseMermaid(block)).toBe('xychart');
            const titles = block.split('\n').filter((line) => /^ {2}(?:title|y-axis) /.test(line));
            expect(titles.join('\n')).toMatch(
              /^ {2}title "[^"%{}[\]<>`|]*"\n {2}y-axis "[^"%{}[\]<>`|;]*" [-.\d]+ --> [-.\d]+$/,
            );
            expect(block.length).toBeLessThan(50_000);
            plots += 1;
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(plots).toBeGreaterThan(0);
  });
});
