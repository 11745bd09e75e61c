// A repository on GitHub as the pipelines see it: the real artifact client, the API on loopback, a tracking branch in a
// bare repository.
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { workflowArtifacts } from '../../src/artifacts/workflow.ts';
import { gitIn } from '../../src/git/git.ts';
import { silentLog } from '../../src/log.ts';
import type { Ports } from '../../src/pipeline/ports.ts';
import { storeRecord } from '../../src/pipeline/recording/store-record.ts';
import { registryState } from '../../src/registry/state.ts';
import type { RunBundle, TrackingHistory } from '../../src/tracking/history.ts';
import { aCommit } from '../support/a-run.ts';
import { startArtifactService, type ArtifactService } from '../support/artifact-service.ts';
import { createRemote, git, temporaryFolder } from '../support/git-fixtures.ts';
import { startGitHub, type GitHubEmulator, type GitHubOptions } from '../support/github-emulator.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';

export const REPOSITORY = 'acme/trips';

export interface OnGitHub extends AsyncDisposable {
  readonly ports: Ports;
  readonly history: TrackingHistory;
  readonly service: ArtifactService;
  readonly github: GitHubEmulator;
  readonly folder: string;
  /** What was logged, by level. */
  readonly said: { readonly info: string[]; readonly warn: string[] };
  /** Subjects of the commits of the tracking branch, newest first. */
  subjects(): readonly string[];
  /** Leaves a record as a job of a workflow run does; of this one by default. */
  leave(bundle: RunBundle, run?: string): Promise<void>;
  /** Uploads an artifact with these files, and puts another archive in its place. */
  leaveArchive(name: string, archive: Buffer, run?: string): Promise<void>;
}

/** GitHub's libraries read the address of the API when they are loaded, so all repositories of a worker have the same. */
let apiPort: number | undefined;

/**
 * @param foreignRuns workflow runs whose code is a fork's
 * @param more what GitHub knows of pull requests and commits, where that matters
 */
export async function startOnGitHub(
  foreignRuns: readonly string[] = [],
  more: Pick<
    GitHubOptions,
    'pullsOf' | 'pullOf' | 'mergeBase' | 'parentsOf' | 'changedFiles' | 'permissions' | 'workflows'
  > & {
    /** What GitHub says of the workflow run that uploaded an artifact: of `main` at `aCommit()` by default. */
    readonly runOf?: (run: string) => { readonly ref: string; readonly head: string };
  } = {},
): Promise<OnGitHub> {
  const folder = temporaryFolder();
  const service = await startArtifactService();
  const github = await startGitHub({
    ...more,
    port: apiPort,
    repositories: [REPOSITORY],
    pulls: [{ repository: REPOSITORY, head: 'deeper-trees' }],
    artifactUrl: (id) => `${service.url}/blob/${id}.zip`,
    artifacts: () =>
      service.artifacts().map(({ archive, ...artifact }) => {
        const runId = /^\d+$/.test(artifact.run) ? Number(artifact.run) : undefined;
        const { ref, head } = more.runOf?.(artifact.run) ?? { ref: 'main', head: aCommit() };
        return { ...artifact, size: archive.length, isForeign: foreignRuns.includes(artifact.run), runId, ref, head };
      }),
  });
  const before = { ...process.env };
  // The client reads process.env and nothing else.
  const scratch = join(folder.path, 'temp');
  mkdirSync(scratch);
  const here = { ...service.env, RUNNER_TEMP: scratch, GITHUB_REPOSITORY: REPOSITORY, GITHUB_RUN_ID: '77' };
  Object.assign(process.env, here, { GITHUB_API_URL: github.apiUrl });
  apiPort = Number(new URL(github.apiUrl).port);
  const { githubForge } = await import('../../src/forge/github.ts');
  const remote = createRemote(join(folder.path, 'remote.git'));
  const history = openTestHistory(remote, folder.path);
  const said = { info: [] as string[], warn: [] as string[] };
  const log = {
    ...silentLog,
    info: (message: string) => void said.info.push(message),
    warn: (message: string) => void said.warn.push(message),
  };
  const artifacts = workflowArtifacts({ log, remote: { token: github.token, repository: REPOSITORY } });
  const ports: Ports = {
    git: gitIn(remote),
    repositoryRoot: remote,
    history,
    forge: githubForge({ token: github.token, apiUrl: github.apiUrl, repository: REPOSITORY, log, retryDelayMs: 1 }),
    artifacts,
    registry: { remote: { url: remote, config: {} }, clone: undefined, read: async () => registryState([]) },
    scratch,
    spool: join(folder.path, 'spool'),
    environment: {},
    clock: () => new Date(),
    random: () => 0.1,
    log,
  };
  return {
    ports,
    history,
    service,
    github,
    folder: folder.path,
    said,
    subjects: () =>
      git(remote, ['for-each-ref', REF]) === '' ? [] : git(remote, ['log', '--format=%s', REF]).split('\n'),
    async leave(bundle, run) {
      if (run !== undefined) Object.assign(process.env, service.envFor(run));
      await storeRecord(bundle, { ...ports, log: silentLog }, { collect: true, mayWrite: 'yes' });
      Object.assign(process.env, service.env);
    },
    async leaveArchive(name, archive, run) {
      if (run !== undefined) Object.assign(process.env, service.envFor(run));
      const file = { path: 'x', from: join(remote, 'HEAD'), size: 21, sha256: HEAD_DIGEST };
      const { id } = await artifacts.upload(name, [file], { retentionDays: undefined });
      // Whoever uploads an archive of their own gives its own digest.
      service.tamper(id, archive, `sha256:${createHash('sha256').update(archive).digest('hex')}`);
      Object.assign(process.env, service.env);
    },
    async [Symbol.asyncDispose]() {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
      await Promise.all([service.close(), github.close()]);
      folder[Symbol.dispose]();
    },
  };
}

/** SHA-256 of `ref: refs/heads/main` and a line break. */
const HEAD_DIGEST = '28d25bf82af4c0e2b72f50959b2beb859e3e60b9630a5e8c603dad4ddb2b6e80';
