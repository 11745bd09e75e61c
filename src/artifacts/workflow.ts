// Artifacts of a workflow run, through GitHub's own client. That client is large, so it is loaded only when used;
// it reads its settings from the environment, which only the runner's JavaScript steps have.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { ArtifactClient, FindOptions } from '@actions/artifact';
import { MlopsError } from '../error.ts';
import type { Log } from '../log.ts';
import { fillFolder } from './download-folder.ts';
import { verifyFile } from './recorded-file.ts';
import { requireSafePaths } from './inner-path.ts';
import type { ArtifactFile, ArtifactStore, ListedArtifact, ReadLimits, StoredArtifact } from './store.ts';
import { unpackBounded } from './bounded-archive.ts';
import { artifactFailure } from './workflow-failure.ts';
import { untilRefused } from './workflow-refusal.ts';
import { stageFiles } from './workflow-staging.ts';

const DAY_MS = 86_400_000;

export interface WorkflowArtifactOptions {
  readonly log: Log;
  readonly clock?: () => Date;
  /** How often one call may be refused before the service counts as absent. */
  readonly attempts?: number;
  /** How long it may leave a call unanswered. */
  readonly silenceMs?: number;
  /** To download artifacts of other workflow runs; the token needs `actions: read`. */
  readonly remote?: { readonly token: string; readonly repository: string };
}

/** The artifact store of the workflow run that this process is a step of. */
export function workflowArtifacts(options: WorkflowArtifactOptions): ArtifactStore {
  const { log, clock = () => new Date(), attempts = 3, silenceMs = 60_000, remote } = options;

  async function withClient<T>(doing: string, work: (client: ArtifactClient) => Promise<T>): Promise<T> {
    try {
      const { DefaultArtifactClient } = await import('@actions/artifact');
      return await untilRefused({ attempts, silenceMs }, () => work(new DefaultArtifactClient()));
    } catch (error) {
      throw artifactFailure(error, doing);
    }
  }

  async function upload(
    name: string,
    files: readonly ArtifactFile[],
    { retentionDays }: { readonly retentionDays: number | undefined },
  ): Promise<StoredArtifact> {
    requireService(UPLOADING);
    requireSafePaths(files);
    requireGitHubPaths(files);
    const days = daysToKeep(retentionDays, log);
    await using staged = await stageFiles(files, process.env['RUNNER_TEMP'] ?? tmpdir());
    for (const file of staged.files) await verifyFile(file.staged, file);
    const doing = `uploading artifact ${name}`;
    const started = clock();
    const { id, digest } = await withClient(doing, (client) =>
      client.uploadArtifact(
        name,
        staged.files.map((file) => file.staged),
        staged.root,
        days === undefined ? {} : { retentionDays: days },
      ),
    );
    if (id === undefined) throw artifactFailure(new Error('the service gave it no id'), doing);
    const sent = digest === undefined ? undefined : `sha256:${digest}`;
    await verifyStored(name, sent);
    return {
      id: String(id),
      url: webAddress(id),
      digest: sent,
      expires: days === undefined ? undefined : new Date(started.getTime() + days * DAY_MS).toISOString(),
    };
  }

  /** Asks the service what it stored. A server that lists no digests leaves the one that was sent unconfirmed. */
  async function verifyStored(name: string, sent: string | undefined): Promise<void> {
    const found = await withClient(`listing artifact ${name}`, (client) => client.getArtifact(name)).catch(
      (error: unknown) => log.debug(`the digest of artifact ${name} is not confirmed: ${String(error)}`),
    );
    const kept = found?.artifact.digest;
    if (kept === undefined || kept === '' || sent === undefined || kept === sent) return;
    throw new MlopsError(
      'artifact-mismatch',
      `artifact ${name} was sent with digest ${sent} and stored with ${kept}`,
      'The upload was damaged on its way; run the job again.',
    );
  }

  async function download(
    artifact: { readonly id: string; readonly digest: string | undefined },
    directory: string,
  ): Promise<readonly string[]> {
    const id = Number(artifact.id);
    if (!Number.isSafeInteger(id) || id <= 0) {
      throw new MlopsError(
        'artifact-failed',
        `${JSON.stringify(artifact.id)} is no id of a workflow artifact`,
        'Ids of workflow artifacts are numbers; this one may be of the local store.',
      );
    }
    if (remote === undefined) requireService(READING);
    return fillFolder(directory, async (path) => {
      const { digestMismatch } = await withClient(`downloading artifact ${artifact.id}`, (client) =>
        client.downloadArtifact(id, {
          path,
          ...(artifact.digest === undefined ? {} : { expectedHash: artifact.digest }),
          ...(remote === undefined ? {} : findBy(remote)),
        }),
      );
      if (digestMismatch === true) {
        throw new MlopsError(
          'artifact-mismatch',
          `artifact ${artifact.id} does not have the recorded digest ${artifact.digest ?? ''}`,
          'Do not use it. A registered version has its files in the release as well.',
        );
      }
      return readUnpacked(path);
    });
  }

  async function listOfRun(): Promise<readonly ListedArtifact[]> {
    requireService(READING);
    const { artifacts } = await withClient('listing the artifacts of this workflow run', (client) =>
      client.listArtifacts(),
    );
    return artifacts.map(({ id, name, size, digest }) => ({ id: String(id), name, size, digest: digest || undefined }));
  }

  async function readFiles(
    artifact: ListedArtifact,
    from: 'run' | 'repository',
    limits: ReadLimits,
  ): Promise<ReadonlyMap<string, Buffer>> {
    if (from === 'run') requireService(READING);
    const { id, name, size, digest } = artifact;
    if (size > limits.bytes) throw damaged(name, `its archive has ${size} bytes, more than ${limits.bytes}`);
    const folder = await mkdtemp(join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'mlops-archive-'));
    try {
      const { digestMismatch } = await withClient(`downloading artifact ${name}`, (client) =>
        client.downloadArtifact(Number(id), {
          path: folder,
          skipDecompress: true,
          ...(digest === undefined ? {} : { expectedHash: digest }),
          ...(from === 'run' || remote === undefined ? {} : findBy(remote)),
        }),
      );
      if (digestMismatch === true) throw damaged(name, `it does not have the listed digest ${digest ?? ''}`);
      // The client names the file as the server says.
      const [archive] = await readUnpacked(folder);
      if (archive === undefined) throw damaged(name, 'nothing was downloaded');
      return unpackBounded(await readFile(join(folder, archive)), limits, (why) => damaged(name, why));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  return { kind: 'workflow', upload, download, listOfRun, readFiles };
}

/** The client never reads the run's id when it downloads by the artifact's. */
function findBy({ token, repository }: NonNullable<WorkflowArtifactOptions['remote']>): FindOptions {
  const [repositoryOwner = '', repositoryName = ''] = repository.split('/');
  return { findBy: { token, workflowRunId: 0, repositoryOwner, repositoryName } };
}

function damaged(name: string, why: string): MlopsError {
  return new MlopsError(
    'artifact-mismatch',
    `artifact ${name} is not read: ${why}`,
    'See which job of the workflow uploaded it.',
  );
}

function serverUrl(): string {
  return (process.env['GITHUB_SERVER_URL'] ?? 'https://github.com').replace(/\/+$/, '');
}

const UPLOADING = 'The run is recorded without it. Set `upload-model: false` to silence this.';
const READING = 'Only a server with the artifacts of github.com has what other jobs left.';

/**
 * Says which part of the service is missing before the client warns of it in words that mislead.
 * @throws MlopsError `artifact-absent`
 */
function requireService(hint: string): void {
  const absent = (why: string): MlopsError =>
    new MlopsError('artifact-absent', `there is no artifact service for this step: ${why}`, hint);
  const missing = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'].find((name) => (process.env[name] ?? '') === '');
  if (missing !== undefined) throw absent(`${missing} is not set`);
  if (/^https?:\/\/(?:github\.com|[^/]+\.(?:ghe\.com|localhost))(?::\d+)?$/i.test(serverUrl())) return;
  throw absent(`GitHub's client works with github.com and ghe.com, and not with ${serverUrl()}`);
}

/** GitHub takes no path with a character that NTFS forbids; one such file would fail the whole upload. */
function requireGitHubPaths(files: readonly ArtifactFile[]): void {
  const bad = files.find(({ path }) => /[":<>|*?]/.test(path));
  if (bad === undefined) return;
  throw new MlopsError(
    'artifact-failed',
    `${JSON.stringify(bad.path)} cannot stand in a workflow artifact: GitHub forbids " : < > | * ? in paths`,
    'Rename the file, or leave it out of model-files and artifacts.',
  );
}

function daysToKeep(wanted: number | undefined, log: Log): number | undefined {
  const limit = Number.parseInt(process.env['GITHUB_RETENTION_DAYS'] ?? '', 10);
  if (Number.isNaN(limit) || limit <= 0) return wanted;
  if (wanted !== undefined && wanted > limit) {
    log.warn(`retention-days: ${wanted} is more than this repository allows; the artifact is kept ${limit} days`);
  }
  return Math.min(wanted ?? limit, limit);
}

function webAddress(id: number): string | undefined {
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = process.env;
  if (repository === undefined || run === undefined) return undefined;
  return `${serverUrl()}/${repository}/actions/runs/${run}/artifacts/${id}`;
}

/** Paths of the unpacked files. Anything but a plain file inside the folder is refused. */
async function readUnpacked(root: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/');
    if (entry.isFile()) paths.push(path);
    else if (!entry.isDirectory()) {
      throw new MlopsError(
        'artifact-mismatch',
        `${path} in the artifact is no plain file`,
        'Do not use this artifact.',
      );
    }
  }
  return paths.toSorted();
}
