// mlops demo: the whole main job on the sample project. It types the same commands that a person would and shows them.
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { styleText } from 'node:util';
import {
  editParams,
  SCENARIO_COMMITS,
  SCENARIO_GITIGNORE,
  SCENARIO_PARAMS_FILE,
  SCENARIO_REGISTERS,
  SCENARIO_RETRAIN,
  type ScenarioCommit,
} from '../../demo/scenario.ts';
import { MlopsError } from '../../error.ts';
import { gitIn, type Git } from '../../git/git.ts';
import type { Assets } from '../assets.ts';
import { print } from '../print.ts';

/** @param wanted the folder to play in; a temporary one when undefined */
export async function demo(wanted: string | undefined, assets: Assets): Promise<number> {
  const folder = await openFolder(wanted);
  const project = join(folder, 'penguins');
  const git = await createProject(folder, project, assets.demoProject);
  const mlops = (...words: readonly string[]): Promise<string> => runMlops(assets.program, project, words);

  say(`A project that trains a model of penguins' body mass, with a bare remote beside it: ${folder}`);
  for (const commit of SCENARIO_COMMITS) {
    await makeCommit(git, project, commit);
    const comment = await mlops('train', '--quiet');
    print(commit.branch === 'main' ? headlineOf(comment) : excerptOf(comment));
  }

  say('The good idea is merged, and its model becomes a version: an annotated tag with its evidence, and a release.');
  await git.text(['switch', 'main']);
  await git.text(['merge', '--ff-only', SCENARIO_REGISTERS]);
  await git.text(['push', 'origin', 'main']);
  print(await mlops('register', SCENARIO_REGISTERS));

  say('A retrain with another param is one command; on GitHub it is the "Run workflow" button.');
  const overrides = Object.entries(SCENARIO_RETRAIN).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  print(headlineOf(await mlops('retrain', '--quiet', ...overrides)));

  say('Everything is in Git. The history, united with the remote:');
  print(await mlops('sync'));
  print(await mlops('runs'));
  print(await mlops('registry'));
  sayWhereItLies(project);
  return 0;
}

async function openFolder(wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return mkdtemp(join(tmpdir(), 'mlops-demo-'));
  const folder = resolve(wanted);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length === 0) return folder;
  throw new MlopsError('usage', `${folder} is not empty`, 'Name an empty or new folder.');
}

async function createProject(folder: string, project: string, sample: string): Promise<Git> {
  await cp(sample, project, { recursive: true });
  await writeFile(join(project, '.gitignore'), SCENARIO_GITIGNORE);
  const git = gitIn(project);
  await git.text(['init', '--initial-branch=main', '.']);
  const settings = {
    'user.name': 'Demo',
    'user.email': 'demo@example.invalid',
    'commit.gpgsign': 'false',
    'core.hooksPath': '/dev/null',
  };
  for (const [name, value] of Object.entries(settings)) await git.text(['config', name, value]);
  await git.text(['init', '--bare', '--initial-branch=main', join(folder, 'origin.git')]);
  await git.text(['remote', 'add', 'origin', join(folder, 'origin.git')]);
  return git;
}

async function makeCommit(
  git: Git,
  project: string,
  { branch, message, story, params }: ScenarioCommit,
): Promise<void> {
  say(`${styleText('bold', branch)}: ${story}`);
  const isFirst = (await git.exec(['rev-parse', '--verify', 'HEAD'])).code !== 0;
  if (!isFirst) {
    await git.text(['switch', 'main']);
    if (branch !== 'main') await git.text(['switch', '--create', branch]);
  }
  const file = join(project, SCENARIO_PARAMS_FILE);
  await writeFile(file, editParams(await readFile(file, 'utf8'), params));
  await git.text(['add', '--all']);
  await git.text(['commit', '--message', message]);
  await git.text(['push', '--set-upstream', 'origin', branch]);
}

/** Types a command and gives what it printed; a gate that fails is part of the story. */
async function runMlops(program: string, cwd: string, words: readonly string[]): Promise<string> {
  print(styleText('green', `$ mlops ${words.filter((word) => word !== '--quiet').join(' ')}`));
  // The demo leaves nothing outside of its folder.
  const env = { ...process.env, MLOPS_CACHE: join(cwd, '..', 'cache') };
  const child = spawn(process.execPath, [program, ...words], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const status = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  const isVerdict = status === 0 || status === 3 || status === 4;
  if (!isVerdict)
    throw new MlopsError(
      'training-failed',
      `mlops ${words.join(' ')} ended with status ${status}`,
      'See its message above; please report it.',
    );
  if (status !== 0) print(styleText('dim', `(exit status ${status})`));
  return Buffer.concat(chunks).toString();
}

/** The comment as far as a reader sees it without unfolding anything. */
function excerptOf(comment: string): string {
  const visible = comment.split('\n').filter((line) => !line.startsWith('<!--'));
  const end = visible.findIndex((line) => line.startsWith('<details>'));
  return visible
    .slice(0, end === -1 ? undefined : end)
    .join('\n')
    .trim();
}

function headlineOf(comment: string): string {
  return excerptOf(comment).split('\n').slice(0, 3).join('\n').trim();
}

function say(text: string): void {
  print(`\n${styleText('cyan', '▍')} ${text}`);
}

function sayWhereItLies(project: string): void {
  say('Where everything lies:');
  print(`  the project      ${project}
  the runs         git log mlops-tracking
  the comments     ${join(project, '.git/mlops/comments')}
  the models       ${join(project, '.git/mlops/artifacts')}
  the release      ${join(project, '.git/mlops/releases')}

What to try next, in that folder (mlops is \`node ${process.argv[1] ?? 'dist/cli.js'}\` here):
  mlops compare main drop-flipper     what changed, side by side
  mlops report drop-flipper           the whole comment, as Markdown
  mlops report drop-flipper --html --output report.html   the same as a page with plots
  mlops train --set ridge=100         one more run
  mlops doctor                        whether anything stands in the way`);
}
