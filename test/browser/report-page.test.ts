// The report's page as a reader has it: light, dark, on a phone, on paper, with hostile names, and without a network.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderReportPage } from '../../src/report/html/report-page.ts';
import { aReport } from '../report/a-report.ts';
import { pairedRows } from '../report/html/paired-rows.ts';
import { aPullRequestRun, aRun, anImprovement } from '../support/a-run.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { findChromium, launchChromium } from './chromium.ts';

const executable = findChromium();
let browser: Browser;
let folder: TemporaryFolder;

beforeAll(async () => {
  if (executable === undefined) return;
  folder = temporaryFolder();
  mkdirSync(folder.path, { recursive: true });
  browser = await launchChromium(executable);
});

afterAll(async () => {
  if (executable === undefined) return;
  await browser.close();
  folder[Symbol.dispose]();
});

/** What a page did that it must not do. */
interface Watched {
  readonly page: Page;
  readonly said: readonly string[];
}

async function opened(
  html: string,
  look: { readonly scheme?: 'light' | 'dark'; readonly width?: number },
): Promise<Watched> {
  const file = join(folder.path, `${Math.floor(performance.now() * 1000)}.html`);
  writeFileSync(file, html);
  const page = await browser.newPage({
    viewport: { width: look.width ?? 1200, height: 800 },
    colorScheme: look.scheme ?? 'light',
  });
  const said: string[] = [];
  const own = pathToFileURL(file).href;
  page.on('request', (request) => request.url() !== own && said.push(`request ${request.url()}`));
  page.on('requestfailed', (request) => said.push(`refused: ${request.failure()?.errorText}`));
  page.on('console', (message) => said.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error ${error.message}`));
  page.on('dialog', (dialog) => said.push(`dialog ${dialog.message()}`));
  await page.goto(own);
  return { page, said };
}

const whole = () => renderReportPage(aReport(anImprovement()), pairedRows('binary'));
const regression = () => renderReportPage(aReport(anImprovement()), pairedRows('regression'));

/** Relative luminance and contrast of WCAG 2. */
const CONTRASTS = `(() => {
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const linear = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] > 0.99) return c;
    }
    return [255, 255, 255];
  };
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const out = [];
  for (const e of document.querySelectorAll('main :not(title, desc)')) {
    const style = getComputedStyle(e);
    const isText = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== '');
    if (isText) {
      const colour = e.namespaceURI.endsWith('svg') ? style.fill : style.color;
      const found = ratio(light(parse(colour)), light(behind(e)));
      if (found < 4.5) out.push(e.tagName + ' text ' + found.toFixed(2));
    }
    if (e.matches('path.run, circle.past, .limit, .warning, path.baseline, line.whisker, path.past')) {
      const colour = style.stroke === 'none' ? style.fill : style.stroke;
      const found = ratio(light(parse(colour)), light(behind(e)));
      if (found < 3) out.push(e.getAttribute('class') + ' ' + found.toFixed(2));
    }
  }
  return out;
})()`;

const OVERFLOWING = `[document.documentElement.scrollWidth - innerWidth,
  ...[...document.querySelectorAll('main *')]
    .filter((e) => e.closest('.scroll, pre') === null && e.getBoundingClientRect().right > innerWidth + 1)
    .map((e) => e.tagName)]`;

describe.skipIf(executable === undefined)('the page in a browser', () => {
  it.each([
    ['light', 1200],
    ['dark', 1200],
    ['light', 360],
    ['dark', 360],
  ] as const)(
    'in %s at %i pixels asks for nothing, complains of nothing, fits and can be read',
    async (scheme, width) => {
      for (const html of [whole(), regression()]) {
        const { page, said } = await opened(html, { scheme, width });
        await page.evaluate("document.querySelectorAll('details').forEach((e) => (e.open = true))");
        expect(await page.evaluate(OVERFLOWING)).toEqual([0]);
        expect(await page.evaluate(CONTRASTS)).toEqual([]);
        const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
        expect(background).toBe(scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(21, 24, 28)');
        expect(said).toEqual([]);
        await page.close();
      }
    },
  );

  it('keeps every label of a plot inside its drawing', async () => {
    const { page } = await opened(whole(), {});
    const outside = await page.evaluate(`[...document.querySelectorAll('figure svg[role=img]')].flatMap((svg) => {
      const box = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('text')]
        .filter((t) => { const b = t.getBoundingClientRect(); return b.left < box.left - 1 || b.right > box.right + 1 || b.bottom > box.bottom + 1 || b.top < box.top - 1; })
        .map((t) => t.textContent);
    })`);
    expect(outside).toEqual([]);
    await page.close();
  });

  it('on paper is dark on white whatever the screen is, and opens what is collapsed', async () => {
    const { page } = await opened(whole(), { scheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(0, 0, 0)');
    const params = page.locator('main > details', { hasText: 'Params' }).locator('pre');
    expect((await params.boundingBox())?.height).toBeGreaterThan(20);
    const pdf = await page.pdf({ format: 'A4' });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(1);
    expect(pages).toBeLessThan(7);
    await page.close();
  });

  it('is walked through with the keyboard: links, what is collapsed, and what scrolls', async () => {
    const { page } = await opened(regression(), { width: 360 });
    const seen = new Set<string>();
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      seen.add(await page.evaluate<string>('document.activeElement?.tagName ?? ""'));
    }
    expect([...seen]).toEqual(expect.arrayContaining(['A', 'SUMMARY', 'DIV']));
    const first = page.locator('main > details').first();
    await first.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    expect(await first.getAttribute('open')).toBe('');
    await page.close();
  });

  it('shows hostile names as they are, and does nothing that they say', async () => {
    const names = [
      '<img src=x onerror=alert(1)>',
      '</title><script>alert(2)</script>',
      '"><svg onload=alert(3)>',
      "'/><style>*{background:url(https://evil.example)}</style>",
      '</style><script>alert(4)</script>',
      '<a href="javascript:alert(5)">x</a>',
    ];
    const metrics = Object.fromEntries(
      names.map((name, index) => [name, { value: index + 1, unit: name.slice(0, 12) }]),
    );
    const history = [1, 2, 3, 4, 5, 6].map((minute) => aRun({ metrics, experiment: names[0] ?? '' }, minute));
    const candidate = aPullRequestRun({
      metrics,
      params: { [names[1] ?? '']: names[2] ?? '' },
      command: names.join('\n'),
    });
    const gates = { [names[0] ?? '']: { better: 'lower', primary: true, max: 7 } } as const;
    const report = aReport({ candidate, history, gates }, { model: names[3] ?? '' });
    const html = renderReportPage(report, pairedRows('binary', 60, names));
    const { page, said } = await opened(html, {});
    expect(said).toEqual([]);
    expect(await page.evaluate("document.querySelectorAll('script, img, iframe, style').length")).toBe(1);
    expect(await page.locator('figcaption').first().textContent()).toContain(names[0]);
    await page.close();
  });

  it('has a policy that holds even for what is put into it afterwards', async () => {
    const html = whole().replace(
      '</main>',
      '<script>console.log("ran")</script><img src="https://evil.example/p.png"><p style="color: red">x</p></main>',
    );
    const { page, said } = await opened(html, {});
    // The browser reports the picture as asked for before it refuses to ask.
    const others = said.filter((line) => !line.includes('Content Security Policy'));
    expect(others).toEqual(['request https://evil.example/p.png', 'refused: csp']);
    expect(said.filter((line) => line.startsWith('console error')).length).toBeGreaterThanOrEqual(3);
    expect(await page.evaluate("getComputedStyle(document.querySelector('main > p[style]')).color")).toBe(
      'rgb(31, 35, 40)',
    );
    await page.close();
  });
});

it('is small: words and drawings, and no library', () => {
  expect(whole().length).toBeLessThan(150_000);
  expect(readFileSync(new URL('../../src/report/html/style.ts', import.meta.url), 'utf8').length).toBeLessThan(10_000);
});
