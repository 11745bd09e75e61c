import { expect, it } from 'vitest';
import { markdownHtml } from '../../../src/report/html/markdown-html.ts';

it.each([
  [
    'a tag that reports do not write',
    'a <img src=x onerror=alert(1)> b',
    '<p>a &lt;img src=x onerror=alert(1)> b</p>\n',
  ],
  ['a tag of ours with an attribute', 'a <b onclick="x()">b</b>', '<p>a &lt;b onclick="x()">b</b></p>\n'],
  ['a comment', '<!-- mlops:state {} -->\n', '&lt;!-- mlops:state {} -->\n'],
  ['a script', '<script>alert(1)</script>', '&lt;script>alert(1)&lt;/script>'],
  ['an address that is no web page', '[x](javascript:alert(1))', '<p>x</p>\n'],
  ['an image', '![x](https://evil.example/p.png)', '<p>x</p>\n'],
])('%s is shown and does nothing', (_, markdown, html) => {
  expect(markdownHtml(markdown)).toBe(html);
});

it('a heading of a comment is the heading of a page, and joints are gone', () => {
  expect(markdownHtml('### ✅ Pass: `fraud` by @\u200Bada')).toBe('<h1>✅ Pass: <code>fraud</code> by @ada</h1>\n');
});

it('a diff says with its tags what it says with its signs', () => {
  const html = markdownHtml('```diff\n- a: <1>\n+ a: 2\n  b: 3\n```');
  expect(html).toBe('<pre tabindex="0"><code><del>- a: &lt;1&gt;</del>\n<ins>+ a: 2</ins>\n  b: 3</code></pre>\n');
});
