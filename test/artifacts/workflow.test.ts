import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { artifactFailure } from '../../src/artifacts/workflow-failure.ts';
import { workflowArtifacts } from '../../src/artifacts/workflow.ts';
import { silentLog, type Log } from '../../src/log.ts';
import { describeArtifactStore } from '../contract/artifact-store.ts';
import { writeArtifactFiles } from '../support/artifact-files.ts';
import { startArtifactService, type ArtifactService } from '../support/artifact-service.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';
import { zipOf } from '../support/zip.ts';

const clock = (): Date => new Date('2026-01-02T03:04:05.678Z');
const KEPT = { retentionDays: undefined };

// The client reads process.env and nothing else, so the tests set it and put it back.
const before = { ...process.env };
beforeEach(() => {
  for (const name of ['RUNNER_TEMP', 'GITHUB_RETENTION_DAYS', 'GITHUB_SERVER_URL']) delete process.env[name];
  Object.assign(process.env, { GITHUB_REPOSITORY: 'acme/taxi', GITHUB_RUN_ID: '77' });
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

async function serve(): Promise<ArtifactService> {
  const service = await startArtifactService();
  Object.assign(process.env, service.env);
  return service;
}

function logInto(lines: string[]): Log {
  return { ...silentLog, warn: (message) => void lines.push(message) };
}

describeArtifactStore('workflow artifacts', async () => {
  const service = await serve();
  const store = workflowArtifacts({ log: silentLog, clock, attempts: 1 });
  return { store, [Symbol.asyncDispose]: () => service.close() };
});

describe('what the record says of a workflow artifact', () => {
  test('it holds id, web address, digest of what was stored, and the day on which it goes', async () => {
    using folder = temporaryFolder();
    await using service = await serve();
    process.env['GITHUB_RETENTION_DAYS'] = '90';
    const store = workflowArtifacts({ log: silentLog, clock });
    const files = writeArtifactFiles(folder.path, { 'model.bin': 'weights' });
    const kept = await store.upload('duration-1', files, { retentionDays: 5 });
    const [served] = service.artifacts();
    expect(kept).toEqual({
      id: served?.id,
      url: `https://github.com/acme/taxi/actions/runs/77/artifacts/${served?.id}`,
      digest: served?.digest,
      expires: '2026-01-07T03:04:05.678Z',
    });
    expect([...(served?.files().keys() ?? [])]).toEqual(['model.bin']);
  });

  test("without a wish of one's own the repository's retention stands", async () => {
    using folder = temporaryFolder();
    await using _ = await serve();
    process.env['GITHUB_RETENTION_DAYS'] = '90';
    const store = workflowArtifacts({ log: silentLog, clock });
    const kept = await store.upload('m-1', writeArtifactFiles(folder.path, { m: 'weights' }), KEPT);
    expect(kept.expires).toBe('2026-04-02T03:04:05.678Z');
  });

  test('a retention over the limit of the repository is cut, with a warning', async () => {
    using folder = temporaryFolder();
    await using _ = await serve();
    process.env['GITHUB_RETENTION_DAYS'] = '10';
    const warnings: string[] = [];
    const store = workflowArtifacts({ log: logInto(warnings), clock });
    const files = writeArtifactFiles(folder.path, { m: 'weights' });
    const kept = await store.upload('m-1', files, { retentionDays: 60 });
    expect(kept.expires).toBe('2026-01-12T03:04:05.678Z');
    expect(warnings).toEqual(['retention-days: 60 is more than this repository allows; the artifact is kept 10 days']);
  });
});

test('files that lie as they shall be named are sent from where they lie; others are linked aside and cleaned up', async () => {
  using folder = temporaryFolder();
  await using service = await serve();
  process.env['RUNNER_TEMP'] = join(folder.path, 'temp');
  mkdirSync(process.env['RUNNER_TEMP']);
  const store = workflowArtifacts({ log: silentLog });
  const files = writeArtifactFiles(join(folder.path, 'work'), { 'a/m.bin': 'one', 'b/m.bin': 'two' });
  symlinkSync(join(folder.path, 'work/a/m.bin'), join(folder.path, 'work/link.bin'));
  const linked = { ...files[0]!, path: 'link.bin', from: join(folder.path, 'work/link.bin') };
  await store.upload('mixed-1', [...files, linked], KEPT);
  const served = [...(service.artifacts()[0]?.files() ?? [])];
  const sent = served.map(([path, content]) => `${path}: ${content.toString()}`);
  expect(sent.toSorted()).toEqual(['a/m.bin: one', 'b/m.bin: two', 'link.bin: one']);
  expect(readdirSync(process.env['RUNNER_TEMP'])).toEqual([]);
});

test('an artifact of more than one block arrives whole', async () => {
  using folder = temporaryFolder();
  await using service = await serve();
  const store = workflowArtifacts({ log: silentLog });
  const text = Array.from({ length: 300_000 }, (_, index) => Math.sin(index).toString(36)).join('');
  const kept = await store.upload('big-1', writeArtifactFiles(folder.path, { m: text.repeat(4) }), KEPT);
  expect(service.artifacts()[0]?.archive.length).toBeGreaterThan(8 * 1024 * 1024);
  expect(await store.download(kept, join(folder.path, 'into'))).toEqual(['m']);
});

describe('a service that is not there or refuses', () => {
  test('a step without a runtime token has no artifact service, and hears it at once', async () => {
    using folder = temporaryFolder();
    delete process.env['ACTIONS_RUNTIME_TOKEN'];
    const store = workflowArtifacts({ log: silentLog });
    const files = writeArtifactFiles(folder.path, { m: 'weights' });
    await expect(store.upload('m-1', files, KEPT)).rejects.toMatchObject({
      code: 'artifact-absent',
      message: 'there is no artifact service for this step: ACTIONS_RUNTIME_TOKEN is not set',
      hint: expect.stringContaining('`upload-model: false`') as string,
    });
  });

  test('a server that is not of GitHub is named', async () => {
    using folder = temporaryFolder();
    await using _ = await serve();
    process.env['GITHUB_SERVER_URL'] = 'https://git.example.org';
    const store = workflowArtifacts({ log: silentLog });
    const files = writeArtifactFiles(folder.path, { m: 'weights' });
    await expect(store.upload('m-1', files, KEPT)).rejects.toMatchObject({
      code: 'artifact-absent',
      message:
        "there is no artifact service for this step: GitHub's client works with github.com and ghe.com, and not with https://git.example.org",
      hint: expect.stringContaining('`upload-model: false`') as string,
    });
  });

  test('a server that the client does not take for one of GitHub is absent too', () => {
    const cause = Object.assign(new Error('not supported on GHES'), { name: 'GHESNotSupportedError' });
    expect(artifactFailure(cause, 'uploading artifact m-1')).toMatchObject({
      code: 'artifact-absent',
      hint: expect.stringContaining('`upload-model: false`') as string,
    });
  });

  test('a service that says nothing is not waited for', async () => {
    using folder = temporaryFolder();
    await using service = await serve();
    service.refuse({ kind: 'silent' });
    const store = workflowArtifacts({ log: silentLog, silenceMs: 50 });
    const files = writeArtifactFiles(folder.path, { m: 'weights' });
    await expect(store.upload('m-1', files, KEPT)).rejects.toMatchObject({
      code: 'artifact-failed',
      message: expect.stringMatching(/refused CreateArtifact once \(no answer for 1 s\)$/) as string,
    });
    expect(service.calls).toEqual(['CreateArtifact']);
  });

  test('a service that cannot be reached is said to be so, without retries', async () => {
    using folder = temporaryFolder();
    const service = await serve();
    await service.close();
    const store = workflowArtifacts({ log: silentLog });
    const files = writeArtifactFiles(folder.path, { m: 'weights' });
    await expect(store.upload('m-1', files, KEPT)).rejects.toMatchObject({
      code: 'artifact-failed',
      message: 'uploading artifact m-1 failed: the artifact service cannot be reached (ECONNREFUSED)',
    });
  });

  test('a service that answers 503 is given up after the allowed attempts, not after half a minute', async () => {
    using folder = temporaryFolder();
    await using service = await serve();
    service.refuse({ kind: 'status', status: 503 });
    const store = workflowArtifacts({ log: silentLog, attempts: 1 });
    const files = writeArtifactFiles(folder.path, { m: 'weights' });
    const started = performance.now();
    await expect(store.upload('m-1', files, KEPT)).rejects.toMatchObject({
      code: 'artifact-failed',
      message: expect.stringMatching(
        /^uploading artifact m-1 failed: the artifact service at \S+ refused CreateArtifact once \(status 503\)$/,
      ),
    });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(service.calls).toEqual(['CreateArtifact']);
  });

  test('a service that refuses once and then works gets the artifact', async () => {
    using folder = temporaryFolder();
    await using service = await serve();
    service.refuse({ kind: 'status', status: 502, times: 1 });
    const store = workflowArtifacts({ log: silentLog });
    await store.upload('m-1', writeArtifactFiles(folder.path, { m: 'weights' }), KEPT);
    expect(service.calls.slice(0, 3)).toEqual(['CreateArtifact', 'CreateArtifact', 'FinalizeArtifact']);
    expect(service.artifacts()).toHaveLength(1);
  });

  test('a service that answers with nothing is given up as well', async () => {
    using folder = temporaryFolder();
    await using service = await serve();
    service.refuse({ kind: 'empty' });
    const store = workflowArtifacts({ log: silentLog, attempts: 1 });
    const files = writeArtifactFiles(folder.path, { m: 'weights' });
    await expect(store.upload('m-1', files, KEPT)).rejects.toMatchObject({
      code: 'artifact-failed',
      message: expect.stringContaining('the answer was not readable'),
    });
  });

  test('a used-up storage quota is named', async () => {
    using folder = temporaryFolder();
    await using service = await serve();
    service.refuse({ kind: 'status', status: 403, message: 'insufficient usage to create artifact' });
    const store = workflowArtifacts({ log: silentLog, attempts: 2 });
    const files = writeArtifactFiles(folder.path, { m: 'weights' });
    await expect(store.upload('m-1', files, KEPT)).rejects.toMatchObject({
      message: expect.stringContaining('quota of this account is used up'),
    });
  });

  test('a name that the workflow run has already is said to be taken (409)', async () => {
    using folder = temporaryFolder();
    await using _ = await serve();
    const store = workflowArtifacts({ log: silentLog });
    const files = writeArtifactFiles(folder.path, { m: 'weights' });
    await store.upload('m-1', files, KEPT);
    await expect(store.upload('m-1', files, KEPT)).rejects.toMatchObject({
      code: 'artifact-failed',
      message: 'uploading artifact m-1 failed: an artifact with this name already exists in this workflow run',
    });
  });

  test('two uploads at once are counted apart', async () => {
    using folder = temporaryFolder();
    await using service = await serve();
    const store = workflowArtifacts({ log: silentLog, attempts: 1 });
    const files = writeArtifactFiles(folder.path, { m: 'weights' });
    await Promise.all(['m-1', 'm-2', 'm-3'].map((name) => store.upload(name, files, KEPT)));
    expect(service.artifacts()).toHaveLength(3);
  });
});

describe('digests', () => {
  test('an artifact that the service stored with another digest is refused', async () => {
    using folder = temporaryFolder();
    await using service = await serve();
    service.reportDigest(`sha256:${'0'.repeat(64)}`);
    const store = workflowArtifacts({ log: silentLog });
    const files = writeArtifactFiles(folder.path, { m: 'weights' });
    await expect(store.upload('m-1', files, KEPT)).rejects.toMatchObject({ code: 'artifact-mismatch' });
  });

  test('an archive that was exchanged in the store is refused and nothing of it stays', async () => {
    using folder = temporaryFolder();
    await using service = await serve();
    const store = workflowArtifacts({ log: silentLog });
    const kept = await store.upload('m-1', writeArtifactFiles(folder.path, { m: 'weights' }), KEPT);
    service.tamper(kept.id, zipOf({ m: 'backdoor' }));
    await expect(store.download(kept, join(folder.path, 'into'))).rejects.toMatchObject({ code: 'artifact-mismatch' });
    expect(existsSync(join(folder.path, 'into'))).toBe(false);
  });

  test('an archive whose paths climb out writes nothing outside the folder', async () => {
    using folder = temporaryFolder();
    await using service = await serve();
    const store = workflowArtifacts({ log: silentLog });
    const kept = await store.upload('m-1', writeArtifactFiles(folder.path, { m: 'weights' }), KEPT);
    service.tamper(kept.id, zipOf({ '../../slipped': 'x', '../slipped': 'x', '/tmp/../slipped': 'x', fine: 'x' }));
    const into = join(folder.path, 'deep/er/into');
    const paths = await store.download({ id: kept.id, digest: undefined }, into);
    expect(paths).toContain('fine');
    expect(readdirSync(folder.path).toSorted()).toEqual(['deep', 'm']);
    expect(readdirSync(join(folder.path, 'deep'))).toEqual(['er']);
    expect(readdirSync(join(folder.path, 'deep/er'))).toEqual(['into']);
  });
});

test.each(['what?.bin', 'a:b', 'x|y', 'quo"te', 'st*r', '<x>'])(
  'GitHub forbids %j in paths: the file is named, before anything is sent',
  async (path) => {
    using folder = temporaryFolder();
    await using service = await serve();
    const store = workflowArtifacts({ log: silentLog });
    const [file] = writeArtifactFiles(folder.path, { m: 'weights' });
    await expect(store.upload('m-1', [{ ...file!, path }], KEPT)).rejects.toMatchObject({
      code: 'artifact-failed',
      message: expect.stringContaining(JSON.stringify(path)),
    });
    expect(service.calls).toEqual([]);
  },
);

test('an id of the local store is no workflow artifact', async () => {
  using folder = temporaryFolder();
  const store = workflowArtifacts({ log: silentLog });
  await expect(
    store.download({ id: 'duration-1', digest: undefined }, join(folder.path, 'into')),
  ).rejects.toMatchObject({ code: 'artifact-failed' });
});

describe('artifacts of a workflow run, read into memory', () => {
  const LIMITS = { files: 3, bytes: 1_000_000 };

  test('another job of the same run finds and reads them, without a token for the API', async () => {
    using folder = temporaryFolder();
    await using service = await serve();
    const store = workflowArtifacts({ log: silentLog, remote: { token: '', repository: 'acme/taxi' } });
    await store.upload('mlops-record-1', writeArtifactFiles(folder.path, { 'a.json': '{}', 'a.series': 'x' }), KEPT);
    Object.assign(process.env, service.envFor('another-run'));
    expect(await store.listOfRun?.()).toEqual([]);
    Object.assign(process.env, service.env);
    const [listed, ...others] = (await store.listOfRun?.()) ?? [];
    expect(others).toEqual([]);
    const [served] = service.artifacts();
    const { id, digest, archive } = served!;
    expect(listed).toEqual({ id, name: 'mlops-record-1', size: archive.length, digest });
    const files = await store.readFiles?.(listed!, 'run', LIMITS);
    expect([...(files ?? [])].map(([path, content]) => `${path}: ${content.toString()}`)).toEqual([
      'a.json: {}',
      'a.series: x',
    ]);
  });

  test.each<[string, Buffer, string]>([
    ['holds too many files', zipOf({ a: '', b: '', c: '', d: '' }), 'it holds more than 3 files'],
    ['is itself too large', zipOf({ a: 'x'.repeat(2_000_000) }), 'its archive has 2000'],
    ['unpacks to too much', deflated('a', 5_000_000), 'it unpacks to more than 1000000 bytes'],
    ['is no archive', Buffer.from('<html>'), 'it is no zip archive that can be read'],
  ])('one that %s is refused by name', async (_, archive, why) => {
    using folder = temporaryFolder();
    await using service = await serve();
    const store = workflowArtifacts({ log: silentLog });
    const kept = await store.upload('odd', writeArtifactFiles(folder.path, { a: 'x' }), KEPT);
    service.tamper(kept.id, archive);
    const listed = { id: kept.id, name: 'odd', size: archive.length, digest: undefined };
    await expect(store.readFiles?.(listed, 'run', LIMITS)).rejects.toMatchObject({
      code: 'artifact-mismatch',
      message: expect.stringContaining(`artifact odd is not read: ${why}`) as string,
    });
  });

  test('one that declares less than it holds is cut to what it declares', async () => {
    using folder = temporaryFolder();
    await using service = await serve();
    const store = workflowArtifacts({ log: silentLog });
    const kept = await store.upload('odd', writeArtifactFiles(folder.path, { a: 'x' }), KEPT);
    const archive = deflated('a', 5_000_000, 100);
    service.tamper(kept.id, archive);
    const listed = { id: kept.id, name: 'odd', size: archive.length, digest: undefined };
    expect((await store.readFiles?.(listed, 'run', LIMITS))?.get('a')).toHaveLength(100);
  });

  test('paths that lead out of a folder lead nowhere, and a digest that does not fit is noticed', async () => {
    using folder = temporaryFolder();
    await using service = await serve();
    process.env['RUNNER_TEMP'] = join(folder.path, 'temp');
    mkdirSync(process.env['RUNNER_TEMP']);
    const store = workflowArtifacts({ log: silentLog });
    const kept = await store.upload('odd', writeArtifactFiles(folder.path, { a: 'x' }), KEPT);
    service.tamper(kept.id, zipOf({ '../../outside': 'evil', '/etc/evil': 'evil' }));
    const listed = { id: kept.id, name: 'odd', size: 300, digest: undefined };
    const files = await store.readFiles?.(listed, 'run', LIMITS);
    expect([...(files?.keys() ?? [])]).toEqual(['../../outside', '/etc/evil']);
    expect(readdirSync(folder.path, { recursive: true }).filter((path) => path.toString().includes('outside'))).toEqual(
      [],
    );
    expect(readdirSync(process.env['RUNNER_TEMP'])).toEqual([]);
    await expect(store.readFiles?.({ ...listed, digest: kept.digest }, 'run', LIMITS)).rejects.toMatchObject({
      code: 'artifact-mismatch',
      message: expect.stringContaining('it does not have the listed digest') as string,
    });
  });
});

/** An archive of one file of zeros, which declares its size or another one. */
function deflated(path: string, size: number, declared = size): Buffer {
  const archive = Buffer.from(zipSync({ [path]: new Uint8Array(size) }));
  archive.writeUInt32LE(declared, archive.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1')) + 24);
  return archive;
}
