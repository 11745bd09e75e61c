// What the runner tells a step, read once at the door: inputs, event, the repository and its remote.
import { readFile, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import * as core from '@actions/core';
import { eventFromGitHub, requireJob, type CheckedOut } from '../forge/event.ts';
import type { ForgeEvent } from '../forge/forge.ts';
import { gitIn, type Git } from '../git/git.ts';
import { trusting } from '../git/ownership.ts';
import { remoteAddress } from '../git/remote-address.ts';
import { readSettingsDigest } from '../git/settings-digest.ts';
import { pathFromRoot } from '../workspace-path.ts';
import { actionLog } from './console.ts';
import { findRoot, PLANTED } from './find-root.ts';

export interface StepContext {
  /** Inputs of the composite without the token, working-directory made relative to the repository's root. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly repositoryRoot: string;
  readonly git: Git;
}

/**
 * Inputs of the composite, the token among them.
 * @throws MlopsError `usage` when this is no step of a job
 */
export function readCompositeInputs(): Readonly<Record<string, string>> {
  requireJob(process.env);
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

/** The checkout as plan knew it: training may have changed what git says of it. */
export function plannedContext(repositoryRoot: string): StepContext {
  return { inputs: {}, repositoryRoot, git: gitIn(repositoryRoot, { ...PLANTED, ...trusting('*') }) };
}

/** Digest of the settings that git has on this machine, outside of any repository. */
export function readGitSettings(): Promise<string> {
  return readSettingsDigest(gitIn(process.env['RUNNER_TEMP'] ?? tmpdir()));
}

/** The event that started the workflow, from the runner's environment, its event file and what is checked out. */
export async function readEvent(git: Git): Promise<ForgeEvent> {
  return eventFromGitHub(process.env, await readPayload(), {
    matrix: core.getInput('matrix'),
    strategy: core.getInput('strategy'),
    checkedOut: await readCheckedOut(git),
  });
}

/** The event file, parsed. Most events are known well enough from the environment; of one that is not the absence becomes an error. */
export async function readPayload(): Promise<unknown> {
  const path = process.env['GITHUB_EVENT_PATH'];
  try {
    if (path === undefined || path === '') throw new Error('GITHUB_EVENT_PATH is not set');
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    actionLog.warn(`the event file cannot be read, so the run is known from GITHUB_ variables alone: ${String(error)}`);
    return undefined;
  }
}

/** Undefined before the first commit. */
async function readCheckedOut(git: Git): Promise<CheckedOut | undefined> {
  // The commit as it is stored names its parents in a shallow repository too.
  const { stdout } = await git.exec(['cat-file', '--batch'], 'HEAD\n');
  const [, commit, text] = /^([0-9a-f]{40,64}) commit \d+\n([\s\S]*)$/.exec(stdout.toString()) ?? [];
  if (commit === undefined || text === undefined) return undefined;
  const [header = ''] = text.split('\n\n', 1);
  const parents = [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, parent = '']) => parent);
  const branch = (await git.exec(['symbolic-ref', '--quiet', 'HEAD'])).stdout.toString().trim();
  return { commit, parents, branch: /^refs\/heads\/(.+)$/.exec(branch)?.[1] };
}

/** Address of `origin`; a relative path is resolved, so that it can be used from a scratch repository. */
export async function readRemoteUrl({ git, repositoryRoot }: StepContext): Promise<string | undefined> {
  const { code, stdout } = await git.exec(['remote', 'get-url', 'origin']);
  const url = stdout.toString().trim();
  if (code !== 0 || url === '') return undefined;
  return remoteAddress(url, repositoryRoot);
}
