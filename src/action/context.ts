// What the runner tells a step, read once at the door: inputs, event, the repository and its remote.
import { readdir, readFile, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as core from '@actions/core';
import { MlopsError } from '../error.ts';
import { eventFromGitHub } from '../forge/event.ts';
import type { ForgeEvent } from '../forge/forge.ts';
import { gitIn, type Git } from '../git/git.ts';
import { isOwnedByAnother, ownedByAnother, trusting } from '../git/ownership.ts';
import { remoteAddress } from '../git/remote-address.ts';
import { pathFromRoot } from '../workspace-path.ts';

export interface StepContext {
  /** Inputs of the composite without the token, working-directory made relative to the repository's root. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly repositoryRoot: string;
  readonly git: Git;
}

/** Inputs of the composite, the token among them. */
export function readCompositeInputs(): Readonly<Record<string, string>> {
  return JSON.parse(core.getInput('inputs', { required: true })) as Record<string, string>;
}

/** @throws MlopsError `not-a-repository` when nothing was checked out */
export async function readStepContext(all: Readonly<Record<string, string>>): Promise<StepContext> {
  const { 'github-token': _token, ...inputs } = all;
  const workspace = process.env['GITHUB_WORKSPACE'] ?? process.cwd();
  const directory = resolve(workspace, inputs['working-directory'] || '.');
  const { root: repositoryRoot, git } = await findRoot(directory, workspace);
  // Git prints where links lead to; Windows may call a folder by its short name.
  const workingDirectory = pathFromRoot(repositoryRoot, await realpath(directory));
  return { inputs: { ...inputs, 'working-directory': workingDirectory }, repositoryRoot, git };
}

/** The event that started the workflow, from the runner's environment and its event file. */
export async function readEvent(): Promise<ForgeEvent> {
  const path = process.env['GITHUB_EVENT_PATH'];
  const payload: unknown = path === undefined ? {} : JSON.parse(await readFile(path, 'utf8'));
  return eventFromGitHub(process.env, payload, {
    matrix: core.getInput('matrix'),
    strategy: core.getInput('strategy'),
  });
}

/** Address of `origin`; a relative path is resolved, so that it can be used from a scratch repository. */
export async function readRemoteUrl({ git, repositoryRoot }: StepContext): Promise<string | undefined> {
  const { code, stdout } = await git.exec(['remote', 'get-url', 'origin']);
  const url = stdout.toString().trim();
  if (code !== 0 || url === '') return undefined;
  return remoteAddress(url, repositoryRoot);
}

/** In the container of a job the workspace belongs to another user than the one of the steps. */
async function findRoot(directory: string, workspace: string): Promise<{ readonly root: string; readonly git: Git }> {
  const found = await gitIn(workspace, trusting('*')).exec(['-C', directory, 'rev-parse', '--show-toplevel']);
  if (found.code === 0) {
    const top = found.stdout.toString().trim();
    const root = resolve(top);
    return { root, git: gitIn(root, trusting(top)) };
  }
  if (isOwnedByAnother(found.stderr)) throw ownedByAnother(directory);
  const names = await readdir(directory).catch(() => []);
  if (names.some((name) => name !== '.mlops-action')) {
    throw new MlopsError(
      'not-a-repository',
      `${directory} has files and is in no Git repository (${found.stderr.trim()})`,
      'Where git is not installed, actions/checkout downloads the files without the repository: in the container of a job ' +
        'install git before actions/checkout. Otherwise check the input working-directory.',
    );
  }
  throw new MlopsError(
    'not-a-repository',
    `${directory} is in no Git repository (${found.stderr.trim()})`,
    'Put `- uses: actions/checkout@v4` before mlops-action, and check the input working-directory.',
  );
}
