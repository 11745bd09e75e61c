// Plots as pictures: what they show and say, that nothing foreign gets out of its place, and what a comment makes of them.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetsFor } from '../../src/report/budget.ts';
import { renderComment } from '../../src/report/comment.ts';
import { drawPictures } from '../../src/report/pictures.ts';
import { DARK, LIGHT } from '../../src/report/plot/colours.ts';
import { anImprovement, aPullRequestRun, aRun } from '../support/a-run.ts';
import { aReport, withPictures } from './a-report.ts';
import { foreign } from './foreign.ts';
import { structureOf } from './html/page-structure.ts';
import { mermaidBlocks } from './mermaid-parser.ts';
import { rendered } from './rendered.ts';

const report = aReport(anImprovement());
const pictures = drawPictures(report);

/** Taken apart by a reader that accepts nothing but tags of ours that close in order. */
function structureOfPicture(svg: string) {
  return structureOf(svg.replace('<?xml version="1.0" encoding="UTF-8"?>\n', ''));
}

/** A run whose primary metric, its unit and another gated one are called so. */
function named(name: string, unit: string, other: string) {
  const metrics = (value: number) => ({ [name]: { value, unit }, [other]: value * 2 });
  return aReport({
    candidate: aPullRequestRun({ metrics: metrics(7) }),
    history: [1, 2, 3, 4, 5, 6].map((minute) => aRun({ metrics: metrics(minute) }, minute)),
    gates: { [name]: { better: 'lower', primary: true, max: 8, 'max-regression': '1%' }, [other]: { max: 9, warn: 8 } },
  });
}

describe('pictures', () => {
  it('are drawn of the primary metric first and of what is gated, each in words too', () => {
    expect(pictures.map(({ metric }) => metric)).toEqual(['rmse', 'r2', 'latency_p95_ms']);
    expect(pictures[0]?.alt).toBe(
      'rmse over the last 12 runs and this PR. rmse was between 5.82 and 6.42; of this PR it is 5.82. this PR: 5.82; ' +
        'baseline: 6.10; earlier runs; within noise of the baseline: ±0.09, 2 σ of a difference of two runs; maximum: 7; ' +
        'regression limit: 6.16.',
    );
    const { text } = structureOfPicture(pictures[0]?.light ?? '');
    for (const words of ['rmse over the last 12 runs', '9f3c2ab', '6.4', 'this PR: 5.82', 'regression limit: 6.16'])
      expect(text).toContain(words);
  });

  it('need nothing but themselves, and are small', () => {
    for (const { light, dark } of pictures) {
      for (const svg of [light, dark]) {
        expect(svg).toMatch(/^<\?xml [^>]*\?>\n<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="640" height="\d/);
        expect(svg).not.toMatch(/var\(|undefined|NaN|<script|<foreignObject|<image|<use|href|\bon\w+=|url\(|@import/);
        expect(svg.replaceAll('http://www.w3.org/2000/svg', '')).not.toContain('://');
        expect(svg.length).toBeLessThan(15_000);
      }
    }
  });

  it('differ by their colours alone', () => {
    const { light = '', dark = '' } = pictures[0] ?? {};
    expect(light).toContain(`fill="${LIGHT.page}"`);
    expect(dark).toContain(`fill="${DARK.page}"`);
    const plain = (svg: string) => svg.replaceAll(/#[0-9a-f]{6}(?:26|33)?\b/g, '#');
    expect(plain(dark)).toBe(plain(light));
  });

  it('are at most as many as a comment shows, and none of a first run', () => {
    const names = Array.from({ length: 9 }, (_, index) => `m${index}`);
    const metrics = (value: number) => Object.fromEntries(names.map((name) => [name, value]));
    const candidate = aPullRequestRun({ metrics: metrics(7) });
    const history = [1, 2, 3].map((minute) => aRun({ metrics: metrics(minute) }, minute));
    const gates = Object.fromEntries(names.map((name) => [name, { max: 8 }]));
    expect(drawPictures(aReport({ candidate, history, gates }))).toHaveLength(budgetsFor('comment')[0]?.plots ?? 0);
    expect(drawPictures(aReport({ ...anImprovement(), history: [] }))).toEqual([]);
  });

  it('of foreign names have the structure of tame ones, and no character that XML forbids', () => {
    const tame = drawPictures(named('one', 'unit', 'two')).map(({ light }) => shapeOf(light));
    expect(tame).toHaveLength(2);
    const noncharacter = fc.constantFrom('\uFFFE', 'a\uFFFFb', '\u0008', ']]>', '<!ENTITY x SYSTEM "x">', '&x;');
    const name = fc.oneof({ weight: 4, arbitrary: foreign }, { weight: 1, arbitrary: noncharacter });
    fc.assert(
      fc.property(name, name, name, (first, unit, second) => {
        const other = `${second}.`;
        const drawn = drawPictures(named(first, unit, other));
        fc.pre(first !== other);
        expect(drawn).toHaveLength(2);
        for (const { light, dark, alt } of drawn) {
          for (const svg of [light, dark])
            expect(svg).not.toMatch(
              /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|&(?!(?:amp|lt|gt|quot|#39);)/u,
            );
          expect(tame).toContain(shapeOf(light));
          expect(alt).not.toMatch(/[\p{Cc}\p{Cf}\n]/u);
          expect(light.length).toBeLessThan(60_000);
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** The tags without what stands for lines of text and for places, whose number and size follow from the words. */
function shapeOf(svg: string): string {
  const { tags } = structureOfPicture(svg);
  const bare = tags.map((tag) =>
    tag.replaceAll(/ (?:[xy][12]?|d|c[xy]|height|viewBox|transform)=\S+(?: [\d.-]+)*\)?/g, ''),
  );
  return bare.filter((tag, index) => !(tag.startsWith('text') && tag === bare[index - 1])).join('\n');
}

describe('a comment', () => {
  it('shows them by addresses at the very commit, the dark one where a reader wants it', () => {
    const { html } = rendered(renderComment(withPictures(report)));
    const id = report.run.id;
    const [, day = ''] = /^(runs\/\d{4}-\d{2}\/\d{2})\//.exec(withPictures(report).pictures?.[0]?.light ?? '') ?? [];
    const place = `https://github.com/acme/trips/blob/3f1e77b${'0'.repeat(33)}/${day}/${id}`;
    expect(html).toContain(
      `<picture><source media="(prefers-color-scheme: dark)" srcset="${place}.plot-1-dark.svg?raw=true">` +
        `<img src="${place}.plot-1-light.svg?raw=true" alt="rmse over the last 12 runs and this PR. `,
    );
    expect(html.match(/<picture>/g)).toHaveLength(3);
    expect(html).not.toContain('language-mermaid');
  });

  it('has a diagram where there is no commit that holds them, or no address', () => {
    for (const lack of [{ trackingCommit: undefined }, { repositoryUrl: undefined }]) {
      const comment = renderComment({ ...withPictures(report), ...lack });
      expect(comment).not.toContain('<picture>');
      expect(mermaidBlocks(comment)).toHaveLength(1);
    }
  });

  it('that is too long loses all but one, then that one, before anything but earlier results', () => {
    const whole = withPictures(report);
    const long = renderComment(whole).length;
    const less = renderComment(whole, long - 1);
    expect(less.match(/<picture>/g)).toHaveLength(1);
    expect(less).toContain('2 more plots in the [job summary]');
    const least = renderComment(whole, less.length - 1);
    expect(least).not.toContain('<picture>');
    expect(least).toContain('3 more plots in the [job summary]');
  });
});
