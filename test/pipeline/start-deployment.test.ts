import { describe, expect, test } from 'vitest';
import { githubForge } from '../../src/forge/github.ts';
import type { Log } from '../../src/log.ts';
import { silentLog } from '../../src/log.ts';
import {
  checkDeployWorkflow,
  startDeployment,
  type DeployWorkflow,
  type StartRequest,
} from '../../src/pipeline/deployment/start-deployment.ts';
import { startGitHub, type GitHubEmulator, type GitHubOptions } from '../support/github-emulator.ts';

const COMMIT = '2'.repeat(40);
const PATH = '.github/workflows/deploy.yml';
const TAG = 'duration#production#4';
const DECLARED = `
on:
  workflow_dispatch:
    inputs:
      model: {required: true}
      version: {required: true}
      stage: {type: choice, options: [staging, production]}
      deployment:
      digest:
`;
const CHECK = { workflow: 'deploy.yml', commit: COMMIT, model: 'duration', stage: 'production', defaultBranch: 'main' };
const REQUEST: StartRequest = {
  model: 'duration',
  version: 'v1.2.0',
  stage: 'production',
  tag: TAG,
  run: '0197a1b2c3d47e5f80718293a4b5c6d7',
  digest: 'a'.repeat(64),
  artifactUrl: undefined,
  isHeld: false,
};

/** The workflow's text by the ref; a tag has what its commit has. */
async function start(texts: { main?: string; commit?: string }, more: Partial<GitHubOptions> = {}) {
  const github = await startGitHub({
    repositories: ['acme/taxi'],
    workflows: ['deploy.yml'],
    fileAt(path, ref) {
      if (path !== PATH) return undefined;
      return ref === 'main' || ref === 'refs/heads/main' ? texts.main : texts.commit;
    },
    ...more,
  });
  const said: string[] = [];
  const log: Log = { ...silentLog, info: (text) => void said.push(text), warn: (text) => void said.push(text) };
  return { github, said, ports: { forge: forgeOf(github, log), log }, [Symbol.asyncDispose]: () => github.close() };
}

function forgeOf({ token, apiUrl }: GitHubEmulator, log: Log): ReturnType<typeof githubForge> {
  return githubForge({ token, apiUrl, repository: 'acme/taxi', log, retryDelayMs: 1 });
}

function statesIn({ deployments }: GitHubEmulator): readonly string[][] {
  return deployments.all.map(({ statuses }) => statuses.map(({ state }) => state));
}

describe('before the tag', () => {
  test('a workflow that can be started is found, with those of the inputs that it declares', async () => {
    await using world = await start({ main: DECLARED, commit: DECLARED });
    expect(await checkDeployWorkflow(CHECK, world.ports)).toEqual({
      file: 'deploy.yml',
      at: 'tag',
      inputs: ['model', 'version', 'stage', 'deployment', 'digest'],
    });
    expect(world.said).toEqual([]);
    expect((await checkDeployWorkflow({ ...CHECK, workflow: PATH }, world.ports)).file).toBe('deploy.yml');
  });

  test.each([
    ['has none yet', undefined, 'commit 2222222 has no deploy.yml'],
    [
      'could not be started by hand yet',
      'on: push\n',
      'commit 2222222 has a deploy.yml that cannot be started by hand',
    ],
  ])('where the commit %s, that of the default branch is started in its place', async (_, commit, words) => {
    await using world = await start({ main: DECLARED, ...(commit === undefined ? {} : { commit }) });
    expect(await checkDeployWorkflow(CHECK, world.ports)).toMatchObject({ at: 'refs/heads/main' });
    expect(world.said).toEqual([`${words}: the one of main is started in its place`]);
  });

  const without = (text: string): string => DECLARED.replace('      digest:\n', text);

  test.each([
    ['is not there', undefined, 'there is no .github/workflows/deploy.yml on main'],
    ['is not started by hand', 'on: push\n', 'on main lacks `on: workflow_dispatch`'],
    ['is no YAML', 'on: {\n', 'on main cannot be read'],
    ['wants what a promotion does not give', without('      region: {required: true}\n'), 'requires the input region'],
    ['does not know the stage', DECLARED.replace(', production', ''), 'does not take production, but staging'],
  ])('one that %s is a clear error', async (_, text, words) => {
    await using world = await start(text === undefined ? {} : { main: text, commit: text });
    await expect(checkDeployWorkflow(CHECK, world.ports)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining(words) as string,
    });
  });

  test.each(['../deploy.yml', 'deploy', 'a/deploy.yml', '-x.yml', '', 'deploy.yml\n'])(
    '%j is no name of a workflow',
    async (workflow) => {
      await using world = await start({ main: DECLARED, commit: DECLARED });
      await expect(checkDeployWorkflow({ ...CHECK, workflow }, world.ports)).rejects.toMatchObject({
        code: 'config-invalid',
      });
      expect(world.github.requests).toEqual([]);
    },
  );
});

describe('after the tag', () => {
  const WORKFLOW: DeployWorkflow = {
    file: 'deploy.yml',
    at: 'tag',
    inputs: ['model', 'version', 'stage', 'deployment', 'digest'],
  };

  test('the workflow is started at the tag with what it declares, and the deployment waits', async () => {
    await using world = await start({ main: DECLARED, commit: DECLARED });
    const started = await startDeployment(REQUEST, WORKFLOW, world.ports);
    const [deployment] = world.github.deployments.all;
    expect(started).toEqual({ outcome: 'started', deployment: String(deployment?.id), ref: `refs/tags/${TAG}` });
    expect(world.github.dispatches).toEqual([
      {
        workflow: 'deploy.yml',
        ref: `refs/tags/${TAG}`,
        inputs: {
          model: 'duration',
          version: 'v1.2.0',
          stage: 'production',
          deployment: String(deployment?.id),
          digest: 'a'.repeat(64),
        },
      },
    ]);
    expect(deployment).toMatchObject({ environment: 'duration/production', ref: TAG });
    expect(statesIn(world.github)).toEqual([['queued']]);
  });

  test('one that is older than the workflow is deployed by that of the default branch, which is told the tag', async () => {
    await using world = await start({ main: DECLARED.replace('digest', 'tag') });
    const workflow = await checkDeployWorkflow(CHECK, world.ports);
    await startDeployment(REQUEST, workflow, world.ports);
    expect(world.github.dispatches).toMatchObject([
      { ref: 'refs/heads/main', inputs: { tag: TAG, version: 'v1.2.0' } },
    ]);
  });

  test('without the permission for deployments it is started all the same', async () => {
    await using world = await start({ main: DECLARED, commit: DECLARED });
    world.github.deny('deployments');
    const started = await startDeployment(REQUEST, WORKFLOW, world.ports);
    expect(started).toMatchObject({ outcome: 'started', deployment: undefined });
    expect(world.github.dispatches[0]?.inputs).not.toHaveProperty('deployment');
    expect(world.said.join('\n')).toContain('deployments: write');
  });

  test.each([
    [403, 'Resource not accessible by integration', 'forge-denied', 'actions: write'],
    [422, "Workflow does not have 'workflow_dispatch' trigger", 'forge-failed', 'Add `on: workflow_dispatch`'],
  ])('a start that fails with %i says that the tag stands, and goes on when it is asked again', async (...row) => {
    const [status, message, code, hint] = row;
    await using world = await start({ main: DECLARED, commit: DECLARED });
    using _ = world.github.fail('POST', /\/dispatches$/, [{ status, message }]);
    await expect(startDeployment(REQUEST, WORKFLOW, world.ports)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(
        /^duration v1\.2\.0 is assigned to production as duration#production#4, but/,
      ) as string,
      hint: expect.stringMatching(new RegExp(`${hint}[^]*mlops promote duration@v1.2.0 production`)) as string,
    });
    expect(statesIn(world.github)).toEqual([['error']]);
    expect(await startDeployment({ ...REQUEST, isHeld: true }, WORKFLOW, world.ports)).toMatchObject({
      outcome: 'started',
    });
    expect(world.github.dispatches).toHaveLength(1);
    expect(statesIn(world.github)).toEqual([['error', 'queued']]);
  });

  test('where GitHub does not take the word of a start, the workflow is under way all the same', async () => {
    await using world = await start({ main: DECLARED, commit: DECLARED });
    using _ = world.github.fail('POST', /\/statuses$/, [{ status: 422, message: 'Validation Failed' }]);
    expect(await startDeployment(REQUEST, WORKFLOW, world.ports)).toMatchObject({ outcome: 'started' });
    expect(world.github.dispatches).toHaveLength(1);
    expect(world.said.join('\n')).toContain('that deploy.yml was started is not shown');
  });

  test('a job that died between tag and start is made up for', async () => {
    await using world = await start({ main: DECLARED, commit: DECLARED });
    await world.ports.forge.deployments.open({
      environment: 'duration/production',
      ref: TAG,
      description: '',
      payload: {},
    });
    await startDeployment({ ...REQUEST, isHeld: true }, WORKFLOW, world.ports);
    expect(world.github.dispatches).toHaveLength(1);
    expect(statesIn(world.github)).toEqual([['queued']]);
  });

  test.each(['queued', 'in_progress', 'success'])('what is %s is not started again', async (state) => {
    await using world = await start({ main: DECLARED, commit: DECLARED });
    world.github.deployments.add('duration/production', TAG, state);
    const again = await startDeployment({ ...REQUEST, isHeld: true }, WORKFLOW, world.ports);
    expect(again).toMatchObject({ outcome: 'underway', state });
    expect(world.github.dispatches).toEqual([]);
  });

  test('a lost answer to the start starts nothing twice', async () => {
    await using world = await start({ main: DECLARED, commit: DECLARED });
    world.github.fail('POST', /\/dispatches$/, [{ status: 502, afterwards: true }]);
    await expect(startDeployment(REQUEST, WORKFLOW, world.ports)).rejects.toMatchObject({
      hint: expect.stringContaining('See under Actions whether it was started') as string,
    });
    expect(world.github.dispatches).toHaveLength(1);
  });
});
