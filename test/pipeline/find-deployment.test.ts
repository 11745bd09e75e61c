// What may be deployed: the version that a tag assigns, while tags, history and request say the same.
import { beforeAll, expect, test } from 'vitest';
import { Deploy } from '../../src/config/deployment-schema.ts';
import type { MlopsError } from '../../src/error.ts';
import { findDeployment, type WantedDeployment } from '../../src/pipeline/deployment/find-deployment.ts';
import { renderPromotionMessage } from '../../src/registry/promotion.ts';
import { git, temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { createModelRegistry, type ModelRegistry } from '../support/model-registry.ts';

let folder: TemporaryFolder;
let registry: ModelRegistry;
const deploy = Deploy.parse({ command: './deploy.sh' });

beforeAll(async () => {
  folder = temporaryFolder();
  registry = createModelRegistry(folder.path, { deploy });
  await registry.addVersion({ metrics: { rmse: { value: 6 } } });
  await registry.promote({});
  return () => folder[Symbol.dispose]();
});

const find = (wanted: Partial<WantedDeployment> = {}): ReturnType<typeof findDeployment> =>
  findDeployment(
    {
      settings: registry.settings,
      model: 'duration',
      stage: 'production',
      version: undefined,
      tag: undefined,
      digest: undefined,
      actor: 'Ada',
      ...wanted,
    },
    registry.ports,
  );

const refusal = async (wanted: Partial<WantedDeployment> = {}): Promise<string> => {
  const error = await find(wanted).then(
    () => undefined,
    (thrown: unknown) => thrown as MlopsError,
  );
  return `${error?.code ?? 'found'}: ${error?.message ?? ''}`;
};

/** The tag again, of the same time, with this put in place of that. */
function retag(tag: string, from: string | RegExp, to: string): void {
  const text = git(registry.project, ['cat-file', 'tag', tag]);
  const input = `${text.replaceAll(from, to)}\n`;
  const object = git(registry.project, ['hash-object', '-t', 'tag', '-w', '--stdin'], { input });
  git(registry.project, ['update-ref', `refs/tags/${tag}`, object]);
}

test('the version that holds the stage is found with its tag, its run and how it is deployed', async () => {
  const found = await find({ tag: 'duration#production#1', version: 'v0.0.1' });
  expect(found).toMatchObject({ model: 'duration', version: 'v0.0.1', tag: 'duration#production#1', deploy });
});

test.each<readonly [string, Partial<WantedDeployment>, string]>([
  ['a stage that nothing holds', { stage: 'staging' }, 'release-refused: duration v0.0.1 does not hold staging'],
  ['an unknown version', { version: 'v9.0.0' }, 'not-found: the model "duration" has no version "v9.0.0"'],
  ['an unknown model', { model: 'trucks' }, 'not-found: no version of the model "trucks" is registered'],
  ['a tag that is not there', { tag: 'duration#production#7' }, 'not-found: there is no tag "duration#production#7"'],
  [
    'a tag that says something else',
    { tag: 'duration@v0.0.1' },
    'artifact-mismatch: the tag duration@v0.0.1 was changed',
  ],
  ['other files', { digest: 'f'.repeat(64) }, 'artifact-mismatch: the files of v0.0.1 are not those'],
])('%s is refused', async (_, wanted, words) => {
  expect(await refusal(wanted)).toContain(words);
});

test('a version that the stage went back to is known as such: what it left never comes back by itself', async () => {
  expect((await find()).isRollback).toBe(false);
  await registry.addVersion({ metrics: { rmse: { value: 5 } } });
  await registry.promote({});
  await registry.rollBack({ reason: 'it answers nonsense' });
  expect(await find()).toMatchObject({ version: 'v0.0.1', tag: 'duration#production#3', isRollback: true });
});

test('of a tag that another program wrote no more is taken than a deployment holds', async () => {
  const told = { schema: 1, kind: 'promotion', model: 'duration', version: 'v0.0.2', stage: 'shadow' } as const;
  const message = renderPromotionMessage({ ...told, metrics: {}, gates: [], reason: 'x'.repeat(9000) });
  const words = ['tag', '--annotate', '--message', message, 'duration#shadow#1', 'duration@v0.0.2^{}'];
  git(registry.project, words);
  expect((await find({ stage: 'shadow' })).reason).toHaveLength(1000);
});

test('without `deploy` in the configuration it is said where to add it', async () => {
  const settings = { ...registry.settings, deploy: undefined };
  expect(await refusal({ settings })).toContain('config-invalid: mlops.yaml does not say how production is deployed');
});

test('a version that borrowed the evidence of another one is not deployed, although it holds the stage', async () => {
  const message = git(registry.project, ['for-each-ref', '--format=%(contents)', 'refs/tags/duration@v0.0.1']);
  git(registry.project, ['commit', '--allow-empty', '-m', 'evil']);
  git(registry.project, ['tag', '-a', 'duration@v9.0.0', '-m', message]);
  git(registry.project, ['tag', '-a', 'duration#stolen#9', '-m', 'by hand']);
  expect(await refusal({ stage: 'stolen' })).toMatch(
    /^artifact-mismatch: the tag duration@v9\.0\.0 is not of the run that it names: its run \w+ was registered as duration@v0\.0\.1$/,
  );
});

test('a tag of the version or the assignment that somebody made anew is found out', async () => {
  retag('duration#production#3', 'By: Ada', 'By: Eve');
  expect(await refusal()).toMatch(
    /^artifact-mismatch: the tag duration#production#3 was changed after the fact: it is /,
  );
});

test('a version whose tag names other files is not deployed', async () => {
  retag('duration@v0.0.1', /"model_digest":"[0-9a-f]{64}"/g, `"model_digest":"${'e'.repeat(64)}"`);
  expect(await refusal()).toMatch(/^artifact-mismatch: the tag duration@v0.0.1 was changed after the fact/);
});
