// Pushes of deploy/*.yaml: what is merged is assigned once, by the newest commit alone, and one bad wish stops no other.
import { beforeEach, expect, test } from 'vitest';
import { reconcileStages, type Reconciled } from '../../src/pipeline/promotion/reconcile-stages.ts';
import { commitFiles, git, temporaryFolder } from '../support/git-fixtures.ts';
import { createModelRegistry, type ModelRegistry } from '../support/model-registry.ts';

let place: ModelRegistry;
const versions = new Map<string, string>();

beforeEach(async () => {
  const folder = temporaryFolder();
  const stages = ['production', 'staging'].map((name) => ({
    name,
    approval: 'pull-request' as const,
    deploy: undefined,
  }));
  place = createModelRegistry(folder.path, { model: 'duration', stages });
  for (const rmse of [6, 5.9]) {
    const { version, run } = await place.addVersion({ metrics: { rmse } });
    versions.set(version, run.model.digest ?? '');
  }
  return () => folder[Symbol.dispose]();
});

/** Merges a file that wishes this version for the stage. */
function merge(stage: string, version: string): string {
  const wish = `models:\n  duration: {version: ${version}, digest: '${versions.get(version) ?? ''}'}\n`;
  return commitFiles(place.project, { [`deploy/${stage}.yaml`]: wish });
}

const reconcile = (commit: string): Promise<Reconciled> =>
  reconcileStages(
    {
      settings: place.settings,
      commit,
      actor: 'Ada',
      url: undefined,
      isDeployed: false,
      event: { defaultBranch: 'main', repositoryUrl: undefined },
    },
    place.ports,
  );
const tags = (): string => git(place.project, ['tag', '--list', 'duration#*']);

test('what was merged is assigned, and the job of an older commit that is run again takes nothing back', async () => {
  const first = merge('production', 'v0.0.1');
  expect(await reconcile(first)).toMatchObject({ outcomes: [{ outcome: 'assigned' }], refused: [] });
  const second = merge('production', 'v0.0.2');
  expect(await reconcile(second)).toMatchObject({ outcomes: [{ outcome: 'assigned' }], refused: [] });
  expect(await reconcile(first)).toMatchObject({
    outcomes: [],
    refused: [{ because: expect.stringContaining('main wishes something else by now') as string }],
  });
  expect(tags()).toBe('duration#production#1\nduration#production#2');
});

test('a wish that cannot be followed stops no other', async () => {
  merge('canary', 'v0.0.1');
  const commit = merge('staging', 'v0.0.1');
  expect(await reconcile(commit)).toMatchObject({
    outcomes: [{ promotion: { stage: 'staging' } }],
    refused: [{ wish: { stage: 'canary' }, because: expect.stringContaining('there is no stage "canary"') as string }],
  });
  expect(tags()).toBe('duration#staging#1');
});
