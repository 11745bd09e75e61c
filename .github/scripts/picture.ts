// Draws the README's pictures: comments of real runs of the sample project, as GitHub shows them, in a real browser.
// Usage: node .github/scripts/picture.ts [CHROMIUM], after npm run build. They are committed as .github/comment*.png.
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { marked } from 'marked';
import { chromium, type Browser } from 'playwright-core';
import { editParams } from '../../src/demo/scenario.ts';

const [executablePath = '/usr/bin/chromium'] = process.argv.slice(2);
const root = resolve(import.meta.dirname, '../..');
const folder = await mkdtemp(join(tmpdir(), 'mlops-picture-'));

const BRANCHES = { '': 'add-species-and-sex', '-fail': 'drop-flipper', '-first': 'first-model' } as const;

/** A few birds more or less are left out from commit to commit: that is the noise that the later comments speak of. */
const SHARES = [0.25, 0.255, 0.248, 0.258, 0.252, 0.246, 0.25];

/** Exit status of a run whose gates failed. */
const GATE_FAILED = 3;

try {
  await cp(join(root, 'src/demo/project'), folder, { recursive: true });
  await writeFile(join(folder, '.gitignore'), 'metrics.json\nmodels/\n');
  git('init', '--quiet', '--initial-branch=main');
  await commit('Predict body mass from bill and flipper measurements', {});
  git('switch', '--quiet', '-c', BRANCHES['-first']);
  train();
  git('switch', '--quiet', 'main');
  for (const share of SHARES) {
    await commit(`Leave out ${share * 100} % of the birds`, { test_share: share });
    train();
  }
  await branch(BRANCHES[''], 'Let the model know species and sex', { 'features.species': true, 'features.sex': true });
  await branch(BRANCHES['-fail'], 'Stop measuring flippers', { 'features.flipper_length_mm': false });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    for (const [name, head] of Object.entries(BRANCHES))
      await draw(browser, `comment${name}.png`, await commentOf(head));
  } finally {
    await browser.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function branch(name: string, message: string, params: Parameters<typeof editParams>[1]): Promise<void> {
  git('switch', '--quiet', '-c', name, 'main');
  await commit(message, params);
  train();
}

async function commit(message: string, params: Parameters<typeof editParams>[1]): Promise<void> {
  const file = join(folder, 'params.json');
  await writeFile(file, editParams(await readFile(file, 'utf8'), params));
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', message);
}

function git(...words: readonly string[]): void {
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], { cwd: folder });
}

function train(): void {
  try {
    execFileSync(process.execPath, [join(root, 'dist/cli.js'), 'train'], { cwd: folder, stdio: 'ignore' });
  } catch (error) {
    if ((error as { status?: number }).status !== GATE_FAILED) throw error;
  }
}

async function commentOf(head: string): Promise<string> {
  const comments = join(folder, '.git/mlops/comments');
  const name = (await readdir(comments)).find((each) => each.startsWith(head));
  if (name === undefined) throw new Error(`${head} has no comment`);
  const [file = ''] = await readdir(join(comments, name));
  return readFile(join(comments, name, file), 'utf8');
}

async function draw(browser: Browser, name: string, markdown: string): Promise<void> {
  const { resolve: find } = createRequire(import.meta.url);
  const style = await readFile(find('github-markdown-css/github-markdown-light.css'), 'utf8');
  const body = await marked.parse(markdown, { gfm: true });
  const tab = await browser.newPage({ deviceScaleFactor: 2, viewport: { width: 1148, height: 400 } });
  await tab.setContent(`<!doctype html><meta charset="utf-8"><style>${style}
body { margin: 24px; background: #fff; width: 1100px; font-family: system-ui, 'DejaVu Sans', sans-serif; }
.comment { border: 1px solid #d0d7de; border-radius: 6px; }
.author { padding: 10px 16px; background: #f6f8fa; border-bottom: 1px solid #d0d7de; border-radius: 6px 6px 0 0; font: 14px system-ui, 'DejaVu Sans'; color: #59636e; }
.author b { color: #1f2328; }
.markdown-body { padding: 16px; font-size: 14px; }
</style><div class="comment"><div class="author"><b>github-actions</b> bot commented</div><div class="markdown-body">${body}</div></div>`);
  const picture = await tab.locator('.comment').screenshot();
  await writeFile(join(root, '.github', name), picture);
  console.log(`.github/${name}: ${picture.length} bytes`);
  await tab.close();
}
