// Versions brought live by real deploy commands, which start real servers, and what becomes of those that fail.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { manifestCommitter } from '../../src/pipeline/deployment/commit-manifest.ts';
import type { CommitFile } from '../../src/pipeline/deployment/deploy-ports.ts';
import { deployVersion } from '../../src/pipeline/deployment/deploy-version.ts';
import { deployableProject, type DeployableProject } from '../support/a-deployment.ts';
import { contentOf, createRemote, filesOf } from '../support/git-fixtures.ts';

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
const serving: DeployableProject['serving'] = (more) => project.serving(more);
const deploy: DeployableProject['deploy'] = (...words) => project.deploy(...words);
const state: DeployableProject['state'] = () => project.state();
const told: DeployableProject['told'] = () => project.told();
async function answer(): Promise<unknown> {
  const response = await fetch(project.url);
  return response.json();
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

test('a version that does not answer as it should gives way to the one before, which answers again', async () => {
  writeFileSync(
    join(project.root, 'golden.jsonl'),
    '{"request": {"distance": 2.5}, "path": "/predict", "response": {"version": "$MODEL_VERSION", "duration": 12}}\n',
  );
  const hook = serving({ health: health({ requests: 'golden.jsonl', tolerance: 0.1, timeout: 1 }) });
  const first = await project.addVersion('v1.0.0', { answer: 11.5 });
  expect(await deploy('v1.0.0', hook)).toMatchObject({ state: 'success' });

  const second = await project.addVersion('v1.1.0', { answer: 20 });
  const failed = await deploy('v1.1.0', hook);
  const reason = `health check: golden request 1: POST /predict: $.duration is 20, expected 12 (asked for 1 s)`;
  expect(failed).toMatchObject({ state: 'failure', reason, restored: 'v1.0.0', notRestored: undefined });
  expect(await answer()).toMatchObject({ version: 'v1.0.0', duration: 11.5 });
  const { live, latest, events = [] } = (await state()) ?? {};
  expect(live).toMatchObject({ version: 'v1.0.0', run: first });
  expect(latest).toMatchObject({ state: 'success', run: first, reason: 'brought back, as v1.1.0 failed' });
  expect(events.find(({ state }) => state === 'failure')).toMatchObject({ run: second, reason });
  expect((await told()).slice(2)).toEqual([
    'v1.1.0 in_progress',
    'v1.1.0 failure',
    'v1.0.0 in_progress',
    'v1.0.0 success',
  ]);
  expect(project.said()).toBe('starting v1.0.0\nstarting v1.1.0\nstarting v1.0.0\n');
});

test.each([
  [
    'ends with a status',
    'echo trying; echo "Error: no such host" >&2; exit 1',
    'ended with status 1: Error: no such host',
  ],
  ['does not exist', 'no-such-program', 'ended with status 127: hook.sh: line 1: no-such-program: command not found'],
  ['is killed', 'kill -KILL $$', 'was ended by SIGKILL'],
])('a deploy command that %s fails, and says why', async (_, command, words) => {
  await project.addVersion('v1.0.0', { answer: 12 });
  const failed = await deploy('v1.0.0', { command });
  expect(failed).toMatchObject({ state: 'failure', restored: undefined, notRestored: 'no other version was live' });
  expect(failed).toHaveProperty('reason', `the deploy command ${words}`);
  expect(await told()).toEqual(['v1.0.0 in_progress', 'v1.0.0 failure']);
  expect((await state())?.live).toBeUndefined();
});

test('a deploy command sees the model and no token', async () => {
  const run = await project.addVersion('v1.0.0', { answer: 12 });
  const command =
    'env | grep -E "^(MODEL_|GITHUB_TOKEN)" | sort >seen; cmp "$MODEL_FILE" "$MODEL_DIR/models/model.json"';
  expect(await deploy('v1.0.0', { command, health: health({ timeout: 0.2 }) })).toMatchObject({ state: 'failure' });
  expect(await deploy('v1.0.0', { command })).toMatchObject({ state: 'success' });
  const seen = Object.fromEntries(
    readFileSync(join(project.root, 'seen'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('=', 2)),
  ) as Record<string, string>;
  expect(seen).toMatchObject({
    MODEL_NAME: 'duration',
    MODEL_VERSION: 'v1.0.0',
    MODEL_STAGE: 'production',
    MODEL_RUN_ID: run,
  });
  expect(Object.keys(seen).toSorted()).toEqual(
    ['COMMIT', 'DIGEST', 'DIR', 'FILE', 'NAME', 'RUN_ID', 'STAGE', 'VERSION'].map((name) => `MODEL_${name}`),
  );
});

test('values never become code', async () => {
  const version = 'v1.0.0-$(touch pwned)`touch pwned`;"\'';
  await project.addVersion(version, { answer: 12 });
  expect(await deploy(version, { command: 'printf %s "$MODEL_VERSION" >version' })).toMatchObject({ state: 'success' });
  expect(readFileSync(join(project.root, 'version'), 'utf8')).toBe(version);
  expect(existsSync(join(project.root, 'pwned'))).toBe(false);
});

test('model files that are not what was recorded are never deployed', async () => {
  await project.addVersion('v1.0.0', { answer: 12 });
  const stored = readdirSync(join(project.folder, 'store'), { recursive: true }) as string[];
  const file = stored.find((path) => path.endsWith('model.json')) ?? '';
  writeFileSync(join(project.folder, 'store', file), '{"answer": 99}');
  const failed = deploy('v1.0.0', { command: 'touch deployed' });
  await expect(failed).rejects.toMatchObject({ code: 'artifact-mismatch' });
  const other = deploy('v1.0.0', { command: 'touch deployed' }, { digest: 'a'.repeat(64) });
  await expect(other).rejects.toMatchObject({
    code: 'artifact-mismatch',
    message: expect.stringContaining('tag') as string,
  });
  expect(existsSync(join(project.root, 'deployed'))).toBe(false);
  expect(await told()).toEqual([]);
});

test('a file of golden requests that is wrong is found before anything is deployed', async () => {
  await project.addVersion('v1.0.0', { answer: 12 });
  const hook = { command: 'touch deployed', health: health({ requests: 'golden.jsonl' }) };
  await expect(deploy('v1.0.0', hook)).rejects.toMatchObject({ code: 'config-invalid' });
  writeFileSync(join(project.root, 'golden.jsonl'), '{"status": 200}\n{"request": 1\n');
  await expect(deploy('v1.0.0', hook)).rejects.toMatchObject({ place: { file: 'golden.jsonl', line: 2 } });
  expect(existsSync(join(project.root, 'deployed'))).toBe(false);
});

test('the forge is told of each step, and an older version that it shows is live no more', async () => {
  await project.addVersion('v1.0.0', { answer: 12 });
  await deploy('v1.0.0', { command: 'true' });
  await project.addVersion('v1.1.0', { answer: 13 });
  await deploy('v1.1.0', { command: 'true' });
  await project.addVersion('v1.2.0', { answer: 13 });
  await deploy('v1.2.0', { command: 'echo "Error: no"; exit 1' });
  const shown = await Array.fromAsync(project.ports.forge.deployments.list('duration/production'));
  expect(shown.map(({ ref, status }) => `${ref} ${status?.state} ${status?.description}`)).toEqual([
    'duration#production#3 failure the deploy command ended with status 1: Error: no',
    'duration#production#2 success v1.1.0 is live',
    'duration#production#1 inactive duration#production#2 took its place',
  ]);
});

test('a version comes back by the digest of the image that it was', async () => {
  const bin = join(project.folder, 'bin');
  mkdirSync(bin);
  const docker = '#!/bin/bash\necho "$MODEL_VERSION" >>builds\nwhile [ "$1" != --metadata-file ]; do shift; done\n';
  const digest = '$(printf "%s" "$MODEL_VERSION" | sha256sum | cut -c1-64)';
  writeFileSync(join(bin, 'docker'), `${docker}echo "{\\"containerimage.digest\\":\\"sha256:${digest}\\"}" >"$2"\n`);
  chmodSync(join(bin, 'docker'), 0o755);
  const environment = { ...project.ports.environment, PATH: `${bin}:${process.env['PATH']}` };
  const ports = { ...project.ports, environment };
  const hook = { container: { image: 'ghcr.io/org/duration' }, command: 'echo "$MODEL_IMAGE" >>images; test ! -f bad' };
  await project.addVersion('v1.0.0', { answer: 12 });
  const first = await deployVersion(project.request('v1.0.0', hook), ports);
  expect(first).toMatchObject({
    state: 'success',
    image: expect.stringMatching(/^ghcr\.io\/org\/duration@sha256:/) as string,
  });
  await project.addVersion('v1.1.0', { answer: 13 });
  const failing = { ...hook, command: `${hook.command} || [ "$MODEL_VERSION" = v1.0.0 ]` };
  writeFileSync(join(project.root, 'bad'), '');
  const second = await deployVersion(project.request('v1.1.0', failing), ports);
  expect(second).toMatchObject({ state: 'failure', restored: 'v1.0.0' });
  const lines = (name: string): readonly string[] => readFileSync(join(project.root, name), 'utf8').trim().split('\n');
  expect(lines('builds')).toEqual(['v1.0.0', 'v1.1.0']);
  const [one, two, three] = lines('images');
  expect(three).toBe(one);
  expect(two).not.toBe(one);
  expect((await state())?.live).toMatchObject({ version: 'v1.0.0', image: one });
});

test('the manifest is committed to the branch that the cluster follows, and nothing else is touched', async () => {
  const remote = createRemote(join(project.folder, 'gitops.git'));
  await project.addVersion('v1.0.0', { answer: 12 });
  const kserve = {
    manifest: 'deploy/k.yaml',
    branch: 'main',
    format: 'sklearn',
    'storage-uri': 's3://m/$MODEL_VERSION',
  };
  const { registry, clock, log } = project.ports;
  const access = { registry: { ...registry, remote: { url: remote, config: {} } }, clock, log };
  const commitFile = manifestCommitter({ ...access, scratch: project.folder, random: Math.random }, undefined);
  const before = filesOf(remote, 'refs/heads/main');
  const ports = { ...project.ports, commitFile };
  expect(await deployVersion(project.request('v1.0.0', { kserve }), ports)).toMatchObject({ state: 'success' });
  expect(filesOf(remote, 'refs/heads/main')).toEqual(['deploy/k.yaml', ...before]);
  expect(contentOf(remote, 'refs/heads/main', 'deploy/k.yaml')).toContain('storageUri: s3://m/v1.0.0\n');
  const { branch: _, ...unnamed } = kserve;
  expect(await deploy('v1.0.0', { kserve: unnamed }, { again: true }, ports)).toMatchObject({
    state: 'failure',
    reason: expect.stringContaining('the default branch of the repository is not known') as string,
  });
});

test('for KServe a manifest is committed; one that cannot be is a failure with its reason', async () => {
  const files = new Map<string, string>();
  const commitFile: CommitFile = async ({ path, branch, message, edit }) => {
    files.set(`${branch}:${path}`, `# ${message}\n${edit(files.get(`${branch}:${path}`)?.replace(/^#.*\n/, ''))}`);
    return { commit: 'c'.repeat(40) };
  };
  const kserve = {
    manifest: 'deploy/k.yaml',
    branch: 'gitops',
    format: 'sklearn',
    'storage-uri': 's3://m/$MODEL_VERSION',
  };
  await project.addVersion('v1.0.0', { answer: 12 });
  const request = project.request('v1.0.0', { kserve });
  await expect(deployVersion(request, project.ports)).rejects.toMatchObject({ code: 'config-invalid' });
  expect(await deployVersion(request, { ...project.ports, commitFile })).toMatchObject({ state: 'success' });
  const text = files.get('gitops:deploy/k.yaml') ?? '';
  expect(text).toMatch(/^# Deploy duration v1\.0\.0 to production\n/);
  expect(text).toContain('storageUri: s3://m/v1.0.0\n');

  files.set('gitops:deploy/k.yaml', 'kind: Other\n');
  await project.addVersion('v1.1.0', { answer: 12 });
  expect(await deployVersion(project.request('v1.1.0', { kserve }), { ...project.ports, commitFile })).toMatchObject({
    state: 'failure',
    reason: expect.stringContaining('the manifest was not committed: deploy/k.yaml holds 0 objects') as string,
  });
  // Without its address in mlops.yaml, the model is the file of a release; this repository is not on the web.
  const { 'storage-uri': _, ...unsaid } = kserve;
  const unknown = deployVersion(project.request('v1.1.0', { kserve: unsaid }), { ...project.ports, commitFile });
  await expect(unknown).rejects.toMatchObject({
    message: expect.stringContaining('not known to be on the web') as string,
  });
});
