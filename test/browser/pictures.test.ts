// Pictures of a comment in a browser: it reads them as SVG, shows the one that fits, keeps every word on the sheet.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marked } from 'marked';
import { renderComment } from '../../src/report/comment.ts';
import { drawPictures } from '../../src/report/pictures.ts';
import { DARK, LIGHT } from '../../src/report/plot/colours.ts';
import { aReport, withPictures } from '../report/a-report.ts';
import { aPullRequestRun, aRun, anImprovement } from '../support/a-run.ts';
import { findChromium, launchChromium } from './chromium.ts';

const executable = findChromium();
let browser: Browser;

beforeAll(async () => {
  if (executable !== undefined) browser = await launchChromium(executable);
});

afterAll(() => browser?.close());

const report = aReport(anImprovement());

/** The policy with which GitHub serves files that are SVG. */
const HEADERS = {
  'content-type': 'image/svg+xml',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

const LONG = 'Wide_Name_'.repeat(6);
const NAMES = [
  'rmse',
  LONG,
  '漢字'.repeat(40),
  '</text><script>alert(1)</script>',
  'a\uFFFEb',
  ']]>&x;',
  '\u0000\u0008',
];

function named(name: string) {
  const metrics = (value: number) => ({ [name]: { value, unit: LONG } });
  return aReport({
    candidate: aPullRequestRun({ metrics: metrics(7) }),
    history: [1, 2, 3, 4, 5, 6].map((minute) => aRun({ metrics: metrics(minute) }, minute)),
    gates: { [name]: { better: 'lower', primary: true, max: 8, 'max-regression': '1%' } },
  });
}

describe.skipIf(executable === undefined)('pictures in a browser', () => {
  it.each(['light', 'dark'] as const)('are shown in %s where the reader wants that', async (scheme) => {
    const pictures = new Map<string, string>(
      drawPictures(report).flatMap(({ light, dark }, index) => [
        [`plot-${index + 1}-light.svg`, light] as const,
        [`plot-${index + 1}-dark.svg`, dark] as const,
      ]),
    );
    const page = await browser.newPage({ colorScheme: scheme });
    const asked: string[] = [];
    await page.route('https://github.com/**', (route) => {
      const [, name = ''] = /\.(plot-\d-\w+\.svg)\?raw=true$/.exec(route.request().url()) ?? [];
      asked.push(name);
      return route.fulfill({ headers: HEADERS, body: pictures.get(name) ?? '' });
    });
    await page.setContent(marked.parse(renderComment(withPictures(report)), { async: false }));
    await page.evaluate("document.querySelectorAll('details').forEach((e) => (e.open = true))");
    const sizes = `Promise.all([...document.images].map(async (e) => (await e.decode(), [e.width, e.naturalWidth, e.naturalHeight > 400])))`;
    expect(await page.evaluate(sizes)).toEqual([1, 2, 3].map(() => [640, 640, true]));
    expect(asked.toSorted()).toEqual([1, 2, 3].map((index) => `plot-${index}-${scheme}.svg`));
    // The ground of the picture, near its upper edge.
    const pixel = `(() => { const c = document.createElement('canvas').getContext('2d'); const e = new Image();
      return new Promise((done) => { e.onload = () => { c.drawImage(e, 0, 0); done([...c.getImageData(150, 6, 1, 1).data]); };
      e.src = 'data:image/svg+xml;base64,${Buffer.from(pictures.get(`plot-1-${scheme}.svg`) ?? '').toString('base64')}'; }); })()`;
    const { page: ground } = scheme === 'light' ? LIGHT : DARK;
    expect(await page.evaluate(pixel)).toEqual(
      [1, 3, 5].map((at) => Number.parseInt(ground.slice(at, at + 2), 16)).concat(255),
    );
    await page.close();
  });

  it('are read whatever the names in them are, with every word on the sheet', async () => {
    const page = await browser.newPage();
    for (const name of NAMES) {
      const [picture] = drawPictures(named(name));
      for (const svg of [picture?.light, picture?.dark]) {
        const found = await page.evaluate(`(() => {
          const read = new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml');
          if (read.querySelector('parsererror')) return ['no XML: ' + read.documentElement.textContent.slice(0, 200)];
          document.body.replaceChildren(document.importNode(read.documentElement, true));
          const sheet = document.querySelector('svg').getBoundingClientRect();
          return [...document.querySelectorAll('script, image, a')].map((e) => e.tagName).concat(
            [...document.querySelectorAll('text')].filter((e) => {
              const box = e.getBoundingClientRect();
              return box.left < sheet.left - 1 || box.right > sheet.right + 1 || box.bottom > sheet.bottom + 1 || box.top < sheet.top - 1;
            }).map((e) => e.textContent));
        })()`);
        expect(found).toEqual([]);
      }
    }
    await page.close();
  });
});
