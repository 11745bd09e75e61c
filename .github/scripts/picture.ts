// Draws the README's picture: a real comment, made by `mlops demo`, as GitHub shows it, in a real browser.
// Usage: node .github/scripts/picture.ts COMMENT.md [CHROMIUM]. The picture is committed as .github/comment.png.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { marked } from 'marked';
import { chromium } from 'playwright-core';

const [file, executablePath = '/usr/bin/chromium'] = process.argv.slice(2);
if (file === undefined) throw new Error('name the comment to draw: node .github/scripts/picture.ts COMMENT.md');

const { resolve: find } = createRequire(import.meta.url);
const markdown = await readFile(file, 'utf8');
const style = await readFile(find('github-markdown-css/github-markdown-light.css'), 'utf8');
const body = await marked.parse(markdown, { gfm: true });
const page = `<!doctype html><meta charset="utf-8"><style>${style}
body { margin: 24px; background: #fff; width: 1000px; font-family: system-ui, 'DejaVu Sans', sans-serif; }
.comment { border: 1px solid #d0d7de; border-radius: 6px; }
.author { padding: 10px 16px; background: #f6f8fa; border-bottom: 1px solid #d0d7de; border-radius: 6px 6px 0 0; font: 14px system-ui, 'DejaVu Sans'; color: #59636e; }
.author b { color: #1f2328; }
.markdown-body { padding: 16px; font-size: 14px; }
</style><div class="comment"><div class="author"><b>github-actions</b> bot commented</div><div class="markdown-body">${body}</div></div>`;

const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  const tab = await browser.newPage({ deviceScaleFactor: 2, viewport: { width: 1048, height: 400 } });
  await tab.setContent(page);
  const picture = await tab.locator('.comment').screenshot();
  const target = resolve(import.meta.dirname, '../comment.png');
  await writeFile(target, picture);
  console.log(`${target}: ${picture.length} bytes`);
} finally {
  await browser.close();
}
