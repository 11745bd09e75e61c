// The action as a consumer gets it: action.yml and dist/, and nothing else of this repository.
import { cpSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { startArtifactService, type ArtifactService } from '../artifact-service.ts';
import { requireFreshDist } from '../build-dist.ts';
import { git, temporaryFolder } from '../git-fixtures.ts';
import { startGitHub, type GitHubEmulator, type GitHubOptions } from '../github-emulator.ts';
import { REPOSITORY, type Consumer } from './consumer.ts';
import type { CompositeOptions } from './job.ts';
import { runComposite, type CompositeRun } from './run-composite.ts';

export interface MlopsAction extends AsyncDisposable {
  readonly folder: string;
  readonly github: GitHubEmulator;
  readonly artifacts: ArtifactService;
  /** Runs the action for a consumer; the event is a push to the current branch unless the options say otherwise. */
  run(consumer: Consumer, options?: Partial<CompositeOptions>): Promise<CompositeRun>;
}

const ROOT = resolve(import.meta.dirname, '../../..');

/**
 * Copies the action to a folder of its own and starts the services that it talks to.
 * @param branches heads of the pull requests that are open, in the order of their numbers
 * @param pullsOf what GitHub knows of the pull requests of a head, where that is asked
 * @param more what else it knows, of people and of single pull requests
 */
export async function startMlopsAction(
  branches: readonly string[] = [],
  pullsOf?: GitHubOptions['pullsOf'],
  more: Pick<GitHubOptions, 'pullOf' | 'permissions' | 'workflows' | 'fileAt'> = {},
): Promise<MlopsAction> {
  await requireFreshDist();
  const folder = temporaryFolder('mlops-action-');
  for (const path of ['action.yml', 'dist']) cpSync(join(ROOT, path), join(folder.path, path), { recursive: true });
  // The compare API knows the commits of the consumer whose run is going on.
  let current: Consumer | undefined;
  const artifacts = await startArtifactService();
  /** The workflow run that uploaded an artifact, by the artifact's id. */
  const uploaders = new Map<string, number>();
  const github = await startGitHub({
    artifacts: () =>
      artifacts.artifacts().map(({ archive, ...artifact }) => ({
        ...artifact,
        size: archive.length,
        isForeign: false,
        runId: uploaders.get(artifact.id),
        ref: current && git(current.workspace, ['branch', '--show-current']),
        head: current && git(current.workspace, ['rev-parse', 'HEAD']),
      })),
    artifactUrl: (id) => `${artifacts.url}/blob/${id}.zip`,
    repositories: [REPOSITORY],
    ...more,
    ...(pullsOf === undefined ? {} : { pullsOf }),
    pulls: branches.map((head) => ({ repository: REPOSITORY, head })),
    mergeBase: (base, head) => (current === undefined ? undefined : git(current.workspace, ['merge-base', base, head])),
  });
  return {
    folder: folder.path,
    github,
    artifacts,
    async run(consumer, options = {}) {
      current = consumer;
      const run = await runComposite({
        actionFolder: folder.path,
        workspace: consumer.workspace,
        event: options.event ?? consumer.pushEvent(),
        repository: REPOSITORY,
        github: { apiUrl: github.apiUrl, token: github.token },
        artifacts: artifacts.env,
        ...options,
      });
      const runId = Number(options.runId ?? 4711);
      for (const { id } of artifacts.artifacts()) if (!uploaders.has(id)) uploaders.set(id, runId);
      return run;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([github.close(), artifacts.close()]);
      folder[Symbol.dispose]();
    },
  };
}

/** The machine's PATH with these folders first. */
export function pathWith(...folders: readonly string[]): string {
  return [...folders, process.env['PATH'] ?? ''].join(delimiter);
}
