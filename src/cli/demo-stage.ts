// What the demo plays on: a project with a bare remote in a folder, and commands typed as a person would.
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { styleText } from 'node:util';
import {
  editParams,
  SCENARIO_GITIGNORE,
  SCENARIO_PARAMS_FILE,
  SCENARIO_PORT,
  type ScenarioCommit,
} from '../demo/scenario.ts';
import { MlopsError } from '../error.ts';
import { gitIn, type Git } from '../git/git.ts';
import type { Assets } from './assets.ts';
import { print } from './print.ts';

/** A project in its first state. */
export interface DemoStage {
  readonly folder: string;
  readonly project: string;
  readonly git: Git;
  /** Where the live model answers. */
  readonly url: string;
  /** Types a command and gives what it printed; a verdict or a refusal is part of the story. */
  readonly mlops: (...words: readonly string[]) => Promise<string>;
  readonly commit: (commit: ScenarioCommit) => Promise<void>;
}

/** @param wanted the folder to play in; a temporary one when undefined */
export async function openDemoStage(wanted: string | undefined, assets: Assets): Promise<DemoStage> {
  const folder = await openFolder(wanted);
  const project = join(folder, 'penguins');
  await cp(assets.demoProject, project, { recursive: true });
  await writeFile(join(project, '.gitignore'), SCENARIO_GITIGNORE);
  const port = await freePort(SCENARIO_PORT);
  const config = join(project, 'mlops.yaml');
  await writeFile(config, (await readFile(config, 'utf8')).replaceAll(String(SCENARIO_PORT), String(port)));
  const git = await createRepository(folder, project);
  return {
    folder,
    project,
    git,
    url: `http://127.0.0.1:${port}`,
    mlops: (...words) => runMlops(assets.program, project, words),
    commit: (commit) => makeCommit(git, project, commit),
  };
}

/** Ends the server that a deployment started, if one did. */
export async function endServer({ project }: Pick<DemoStage, 'project'>): Promise<void> {
  const file = join(project, 'server.pid');
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 1) return;
  try {
    process.kill(pid);
  } catch {
    // It ended by itself.
  }
  await rm(file, { force: true });
}

export function say(text: string): void {
  print(`\n${styleText('cyan', '▍')} ${text}`);
}

async function openFolder(wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return mkdtemp(join(tmpdir(), 'mlops-demo-'));
  const folder = resolve(wanted);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length === 0) return folder;
  throw new MlopsError('usage', `${folder} is not empty`, 'Name an empty or new folder.');
}

/** The port that is wanted, or another one where it is taken. */
async function freePort(wanted: number): Promise<number> {
  for (const port of [wanted, 0]) {
    const server = createServer();
    const found = await new Promise<number | undefined>((done) => {
      server.once('error', () => done(undefined));
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        done(typeof address === 'object' && address !== null ? address.port : undefined);
      });
    });
    await new Promise<void>((done) => void server.close(() => done()));
    if (found !== undefined) return found;
  }
  return wanted;
}

async function createRepository(folder: string, project: string): Promise<Git> {
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

async function runMlops(program: string, cwd: string, words: readonly string[]): Promise<string> {
  const typed = words.filter((word) => word !== '--quiet').map((word) => (/\s/.test(word) ? `"${word}"` : word));
  print(styleText('green', `$ mlops ${typed.join(' ')}`));
  // The demo leaves nothing outside of its folder, and its deploy script finds the node that runs it.
  const path = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
  const env = { ...process.env, PATH: path, MLOPS_CACHE: join(cwd, '..', 'cache') };
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
