// Versions brought live by real deploy commands, which start real servers, and what becomes of those that fail.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { environmentState, type EnvironmentState } from '../../src/deployment/live.ts';
import { deployVersion, type Deployed } from '../../src/pipeline/deploy-version.ts';
import { prepareDeployment } from '../../src/pipeline/prepare-deployment.ts';
import { readDeployments } from '../../src/pipeline/read-deployments.ts';
import { deployableProject, START_SERVER, type DeployableProject } from '../support/a-deployment.ts';

let project: DeployableProject;
beforeEach(async () => {
  project = await deployableProject();
});
afterEach(() => project[Symbol.dispose]());

const health = (more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  url: `${project.url}/health`,
  timeout: 10,
  ...more,
});
const serving = (more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  command: START_SERVER,
  health: health(),
  ...more,
});
const deploy = (version: string, hook: Readonly<Record<string, unknown>>, more = {}): Promise<Deployed> =>
  deployVersion({ ...project.request(version, hook), ...more }, project.ports);

async function state(): Promise<EnvironmentState | undefined> {
  return environmentState(await readDeployments(project.ports.history), 'duration/production');
}
async function told(): Promise<readonly string[]> {
  const events = (await state())?.events ?? [];
  return events.map(({ version, state }) => `${version} ${state}`).toReversed();
}
async function answer(): Promise<unknown> {
  return (await (await fetch(project.url)).json()) as unknown;
}

test('a deploy command starts a server that stays, and the history says what is live, since when and by whom', async () => {
  const run = await project.addVersion('v1.0.0', { answer: 12 });
  const deployed = await deploy('v1.0.0', serving());
  const url = `${project.url}/health`;
  expect(deployed).toEqual({
    environment: 'duration/production',
    version: 'v1.0.0',
    state: 'success',
    outcome: 'deployed',
    replaced: undefined,
    url,
    image: undefined,
  });
  expect(await answer()).toEqual({ version: 'v1.0.0', path: '/', duration: 12 });
  expect(project.said()).toBe('starting v1.0.0\n');
  expect(await told()).toEqual(['v1.0.0 in_progress', 'v1.0.0 success']);
  expect((await state())?.live).toEqual({
    version: 'v1.0.0',
    run,
    since: expect.any(String) as string,
    actor: 'Ada',
    url,
  });

  await project.addVersion('v1.1.0', { answer: 13 });
  expect(await deploy('v1.1.0', serving())).toMatchObject({ state: 'success', replaced: 'v1.0.0' });
  expect(await answer()).toMatchObject({ version: 'v1.1.0', duration: 13 });
  expect((await told()).slice(2)).toEqual(['v1.1.0 in_progress', 'v1.0.0 inactive', 'v1.1.0 success']);
  expect(await state()).toMatchObject({ live: { version: 'v1.1.0' }, latest: { state: 'success' } });
});

test('what is live and well is left alone, unless it is asked for again', async () => {
  await project.addVersion('v1.0.0', { answer: 12 });
  await deploy('v1.0.0', serving());
  expect(await deploy('v1.0.0', serving())).toMatchObject({ state: 'success', outcome: 'unchanged' });
  expect(await told()).toHaveLength(2);
  expect(await deploy('v1.0.0', serving(), { again: true })).toMatchObject({ outcome: 'deployed' });
  expect(project.said()).toBe('starting v1.0.0\n'.repeat(2));
});
