import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileUrl, link, linksOf, ownUrl } from '../../src/report/link.ts';
import { code, details, fence, htmlCode, md, table } from '../../src/report/markdown.ts';
import { plain } from '../../src/report/plain-text.ts';
import { foreign } from './foreign.ts';
import { rendered } from './rendered.ts';

describe('foreign text in a sentence', () => {
  it.each([
    ['val_loss', 'val_loss'],
    ['Recall at 1 % FPR', 'Recall at 1 % FPR'],
    ['_x_', String.raw`\_x\_`],
    ['a*b*', String.raw`a\*b\*`],
    ['<b>&amp;', '&lt;b&gt;&amp;amp;'],
    ['[x](y)', String.raw`\[x\](y)`],
    ['two\nlines\r\n', 'two lines'],
    ['@team', '@\u200Bteam'],
    ['see #12', 'see #\u200B12'],
    ['https://x', 'https:\u200B//x'],
    ['a\u202Eb\u0000c', 'abc'],
    ['\u001B[31mred\u001B[0m', 'red'],
    ['\uD800', '\uFFFD'],
    ['', '(empty)'],
    ['\n', '(empty)'],
    ['x'.repeat(10_000), `${'x'.repeat(79)}…`],
    ['🙂'.repeat(81), `${'🙂'.repeat(79)}…`],
  ])('%j', (text, markdown) => {
    expect(md(text)).toBe(markdown);
  });
});

describe('a code span', () => {
  it.each([
    ['main', '`main`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['a``b`', '``` a``b` ```'],
    ['a\nb', '`a b`'],
    ['', '(empty)'],
  ])('%j', (text, markdown) => {
    expect(code(text)).toBe(markdown);
  });

  it('shows exactly the text, whatever it is', () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const page = rendered(`see ${code(text, 500)} there`);
        expect(page.tags).toEqual({ p: 1, code: 1 });
        expect(page.prose.trim()).toBe('see  there');
      }),
    );
  });
});

it('a fence is longer than every fence inside it', () => {
  expect(fence('text', ['```', '````js', '\u001B[1mbold', 'tab\there\r'])).toBe(
    ['`````text', '```', '````js', 'bold', 'tab    here', '`````'].join('\n'),
  );
});

it('a table keeps its cells, whatever stands in them', () => {
  fc.assert(
    fc.property(fc.array(foreign, { minLength: 1, maxLength: 5 }), (texts) => {
      const rows = texts.map((text) => [code(text), md(text), code(`${text}\\|`)]);
      const page = rendered(table(['a', code('|'), '\\'], ['left', 'right', 'center'], rows));
      expect(page.cells).toEqual([3, ...texts.map(() => 3)]);
      expect(page.tags['code']).toBe(1 + 2 * texts.length);
    }),
  );
});

it('a collapsed block is closed by nothing foreign', () => {
  const page = rendered(details(`<b>x</b> ${htmlCode('</summary></details><img src=x>')}`, `a ${md('</details>')} b`));
  expect(page.tags).toEqual({ details: 1, summary: 1, b: 1, code: 1, p: 1 });
});

it('plain text is one line without invisible characters', () => {
  fc.assert(
    fc.property(foreign, fc.integer({ min: 1, max: 100 }), (text, max) => {
      const line = plain(text, max);
      expect(Array.from(line).length).toBeLessThanOrEqual(max);
      expect(/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(line)).toBe(false);
      expect(line.isWellFormed()).toBe(true);
    }),
  );
});

describe('links', () => {
  const links = linksOf('https://github.com/acme/trips/');

  it.each([
    'javascript:alert(1)',
    'https://evil.example/(x)',
    'https://x y',
    'https://user@host/',
    '//x',
    'https://x/"y',
  ])('are not made of %j', (url) => {
    expect(link('text', url)).toBe('text');
    expect(linksOf(url).repositoryUrl).toBeUndefined();
  });

  it('encode every part of a path', () => {
    expect(fileUrl(links, 'ab'.repeat(20), 'runs/a (b)#?.json')).toBe(
      `https://github.com/acme/trips/blob/${'ab'.repeat(20)}/runs/a%20%28b%29%23%3F.json`,
    );
    expect(fileUrl(links, 'HEAD', 'x')).toBeUndefined();
  });

  it('stay inside the repository', () => {
    expect(ownUrl(links, 'https://github.com/acme/trips/actions/runs/1')).toBe(
      'https://github.com/acme/trips/actions/runs/1',
    );
    expect(ownUrl(links, 'https://github.com/acme/trips-evil/runs/1')).toBeUndefined();
    expect(ownUrl(linksOf(undefined), 'https://github.com/acme/trips/x')).toBeUndefined();
  });
});
