// What the runner tells a step, read once at the door: inputs, event, the repository and its remote.
import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import * as core from '@actions/core';
import { MlopsError } from '../error.ts';
import { eventFromGitHub } from '../forge/event.ts';
import type { ForgeEvent } from '../forge/forge.ts';
import { gitIn, type Git } from '../git/git.ts';

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
  const repositoryRoot = await findRoot(directory, workspace);
  const workingDirectory = relative(repositoryRoot, directory).split(sep).join('/') || '.';
  return { inputs: { ...inputs, 'working-directory': workingDirectory }, repositoryRoot, git: gitIn(repositoryRoot) };
}

/** The event that started the workflow, from the runner's environment and its event file. */
export async function readEvent(): Promise<ForgeEvent> {
  return eventFromGitHub(process.env, await readPayload(), {
    matrix: core.getInput('matrix'),
    strategy: core.getInput('strategy'),
  });
}

/** The event file, parsed. */
export async function readPayload(): Promise<unknown> {
  const path = process.env['GITHUB_EVENT_PATH'];
  return path === undefined ? {} : (JSON.parse(await readFile(path, 'utf8')) as unknown);
}

/** The commit that is checked out. */
export async function readHead({ git }: StepContext): Promise<string> {
  return (await git.exec(['rev-parse', 'HEAD'])).stdout.toString().trim();
}

/** Address of `origin`; a relative path is resolved, so that it can be used from a scratch repository. */
export async function readRemoteUrl({ git, repositoryRoot }: StepContext): Promise<string | undefined> {
  const { code, stdout } = await git.exec(['remote', 'get-url', 'origin']);
  const url = stdout.toString().trim();
  if (code !== 0 || url === '') return undefined;
  return /^[./]/.test(url) ? resolve(repositoryRoot, url) : url;
}

async function findRoot(directory: string, workspace: string): Promise<string> {
  const found = await gitIn(workspace).exec(['-C', directory, 'rev-parse', '--show-toplevel']);
  if (found.code === 0) return resolve(found.stdout.toString().trim());
  throw new MlopsError(
    'not-a-repository',
    `${directory} is in no Git repository (${found.stderr.trim()})`,
    'Put `- uses: actions/checkout@v4` before mlops-action, and check the input working-directory.',
  );
}
