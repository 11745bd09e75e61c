// Deploy commands as processes: the recipe of an image before a stand-in for docker, and what a command leaves running.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Deploy } from '../../src/config/deployment-schema.ts';
import { CONTAINER_SCRIPT, imageTag, parseImage } from '../../src/deployment/container-script.ts';
import type { HookOutcome, PreparedDeployment } from '../../src/deployment/prepared.ts';
import { HOOK_FILES, runHook, successOf } from '../../src/deployment/run-hook.ts';
import { anId } from '../support/a-run.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';

let folder: TemporaryFolder;
let said = '';
beforeEach(() => {
  folder = temporaryFolder();
  said = '';
});
afterEach(() => folder[Symbol.dispose]());

const DIGEST = `sha256:${'5d0c'.repeat(16)}`;

/** Writes its arguments and the files of the build context `model` down, and metadata as buildx does. */
const DOCKER = `#!/usr/bin/env bash
printf '%s\\n' "$@" >"$RECORDED"
while [ "$#" -gt 0 ]; do
  case $1 in
    --metadata-file) printf '%s' "$METADATA" >"$2" ;;
    --build-context) ls "\${2#model=}" >>"$RECORDED" ;;
  esac
  shift
done
exit "\${DOCKER_STATUS:-0}"
`;

const METADATA = JSON.stringify(
  {
    'buildx.build.provenance': { digest: 'sha256:0', note: '"containerimage.digest": "sha256:evil"' },
    'containerimage.config.digest': `sha256:${'0'.repeat(64)}`,
    'containerimage.digest': DIGEST,
    'image.name': 'ghcr.io/org/duration:v1.2.0',
  },
  undefined,
  2,
);

function prepared(script: string, over: Partial<PreparedDeployment> = {}): PreparedDeployment {
  const at = join(folder.path, 'live');
  const model = join(at, 'model-v1.2.0');
  mkdirSync(model, { recursive: true });
  writeFileSync(join(model, 'model.bin'), 'weights');
  return {
    schema: 1,
    model: 'duration',
    version: 'v1.2.0',
    stage: 'production',
    run: anId(1),
    deploy: Deploy.parse({ command: 'true' }),
    folder: at,
    script,
    variables: {
      MODEL_NAME: 'duration',
      MODEL_VERSION: 'v1.2.0',
      MODEL_STAGE: 'production',
      MODEL_RUN_ID: anId(1),
      MODEL_COMMIT: 'c'.repeat(40),
      MODEL_DIR: model,
    },
    settings: {
      MLOPS_IMAGE_NAME: 'ghcr.io/org/duration',
      MLOPS_IMAGE_TAG: 'v1.2.0',
      MLOPS_IMAGE_RECIPE: 'serving/Dockerfile; touch pwned',
      MLOPS_IMAGE_CONTEXT: '.',
      MLOPS_IMAGE_FILE: join(at, HOOK_FILES.image),
    },
    requests: [],
    ...over,
  };
}

async function run(
  deployment: PreparedDeployment,
  environment: Readonly<Record<string, string>> = {},
): Promise<HookOutcome> {
  const bin = join(folder.path, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'docker'), DOCKER);
  chmodSync(join(bin, 'docker'), 0o755);
  const recorded = join(folder.path, 'recorded');
  return runHook(deployment, {
    workingDirectory: folder.path,
    environment: { PATH: `${bin}:${process.env['PATH']}`, RECORDED: recorded, METADATA, ...environment },
    redact: (text) => text.replaceAll('hunter2', '***'),
    onOutput: (chunk) => void (said += chunk.toString()),
  });
}
const recorded = (): readonly string[] => readFileSync(join(folder.path, 'recorded'), 'utf8').trimEnd().split('\n');

test('an image is built with the model as a context of its own, pushed, and handed on by its digest', async () => {
  const outcome = await run(prepared(`${CONTAINER_SCRIPT}echo "deploying $MODEL_IMAGE"\n`));
  const image = `ghcr.io/org/duration@${DIGEST}`;
  expect(outcome).toEqual({ image });
  expect(said).toBe(`mlops: the image is ${image}\ndeploying ${image}\n`);
  const words = [
    'buildx build --file',
    'serving/Dockerfile; touch pwned',
    '--tag ghcr.io/org/duration:v1.2.0',
    `--build-context model=${join(folder.path, 'live/model-v1.2.0')}`,
    '--build-arg MODEL_NAME=duration --build-arg MODEL_VERSION=v1.2.0',
    `--build-arg MODEL_DIGEST= --build-arg MODEL_RUN_ID=${anId(1)}`,
    `--label org.opencontainers.image.version=v1.2.0 --label org.opencontainers.image.revision=${'c'.repeat(40)}`,
    '--metadata-file FILE --push -- .',
    'model.bin',
  ].join(' ');
  const metadata = recorded()[recorded().indexOf('--metadata-file') + 1] ?? '';
  expect(recorded().join(' ').replace(metadata, 'FILE')).toBe(words);
  expect(existsSync(join(folder.path, 'pwned'))).toBe(false);
});

test('an image that is known by its digest is not built again', async () => {
  const image = `ghcr.io/org/duration@${DIGEST}`;
  const known = prepared(`${CONTAINER_SCRIPT}true\n`);
  expect(await run({ ...known, variables: { ...known.variables, MODEL_IMAGE: image } })).toEqual({ image });
  expect(existsSync(join(folder.path, 'recorded'))).toBe(false);
});

test.each([
  ['fails', { DOCKER_STATUS: '17' }, 'ended with status 17'],
  ['tells no digest', { METADATA: '{}' }, 'ended with status 1: mlops: docker gave no digest'],
  [
    'tells a cut one',
    { METADATA: '{"containerimage.digest": "sha256:5d0c"}' },
    'ended with status 1: mlops: docker gave no',
  ],
])('nothing is deployed where docker %s', async (_, environment, words) => {
  const { failure } = await run(prepared(`${CONTAINER_SCRIPT}touch deployed\n`), environment);
  expect(failure).toContain(words);
  expect(existsSync(join(folder.path, 'deployed'))).toBe(false);
});

test('the recipe is bash that can be parsed, and an image that a command left is checked', async () => {
  execFileSync('bash', ['-n'], { input: CONTAINER_SCRIPT });
  const { failure } = await run(prepared(`${CONTAINER_SCRIPT}echo '$(evil)@sha256:0' >"$MLOPS_IMAGE_FILE"\n`));
  expect(failure).toBe('the deploy command left no image by digest');
  // As a step of a job finds it that did not run the command itself.
  const [deployment, image] = [prepared(CONTAINER_SCRIPT), `ghcr.io/org/duration@${DIGEST}`];
  writeFileSync(join(deployment.folder, HOOK_FILES.image), `${image}\n`);
  expect(await successOf(deployment)).toEqual({ image });
  expect(await successOf(prepared('true'))).toEqual({});
});

test('a version is a tag that registries take, and only an image by digest is one', () => {
  expect(['v1.2.0', 'v1.0.0+cpu', '.x', 'a'.repeat(200)].map(imageTag)).toEqual([
    'v1.2.0',
    'v1.0.0_cpu',
    '_x',
    'a'.repeat(128),
  ]);
  expect(parseImage('localhost:5000/a/b@' + DIGEST + '\n')).toBe('localhost:5000/a/b@' + DIGEST);
  expect(['a:latest', `a b@${DIGEST}`, `@${DIGEST}`, `a@${DIGEST}0`].map(parseImage)).toEqual(
    Array.from({ length: 4 }, () => undefined),
  );
});

test('what a command leaves running goes on, and may go on talking', async () => {
  const script = 'while :; do echo tick; sleep 0.05; done & echo "$!" >pid\necho started\n';
  expect(await run(prepared(script))).toEqual({});
  const pid = Number(readFileSync(join(folder.path, 'pid'), 'utf8'));
  const output = (): string => readFileSync(join(folder.path, 'live', HOOK_FILES.output), 'utf8');
  const before = output().length;
  await expect.poll(() => output().length).toBeGreaterThan(before + 10);
  expect(() => process.kill(pid, 0)).not.toThrow();
  process.kill(pid, 'SIGKILL');
});

test('a command has no token of ours, and no secret gets out in the reason for its failure', async () => {
  const names = ['GITHUB_TOKEN', 'GH_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'INPUT_GITHUB-TOKEN', 'GITEA_TOKEN'];
  const tokens = Object.fromEntries(names.map((name) => [name, 'ghs_x']));
  const { failure } = await run(prepared('env\necho "Error: hunter2 was wrong"\nexit 9\n'), { ...tokens, KEPT: 'yes' });
  expect(failure).toBe('the deploy command ended with status 9: Error: *** was wrong');
  expect(said).toContain('KEPT=yes');
  expect(said).not.toContain('ghs_x');
});

test('a deployment without a script has nothing to run', async () => {
  const { script: _, ...without } = prepared('exit 1');
  expect(await run(without)).toEqual({});
});
