// A run is worth more than its files: whatever the artifact service does, the record goes on.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderArtifacts } from '../../src/artifacts/folder.ts';
import type { ArtifactStore } from '../../src/artifacts/store.ts';
import { MlopsError } from '../../src/error.ts';
import { silentLog } from '../../src/log.ts';
import { uploadModel } from '../../src/pipeline/recording/upload-model.ts';
import { digestOfFile } from '../../src/file-digest.ts';
import { aRun } from '../support/a-run.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';

const KEEP = { retentionDays: undefined };

async function modelFile(folder: string) {
  const from = join(folder, 'model.bin');
  writeFileSync(from, 'weights');
  const { sha256, size } = await digestOfFile(from);
  return { path: 'model.bin', from, size, sha256 };
}

test('the place of the artifact stands in the record', async () => {
  using folder = temporaryFolder();
  const artifacts = folderArtifacts({ folder: join(folder.path, 'store'), clock: () => new Date() });
  const { record, artifact } = await uploadModel(
    aRun(),
    [await modelFile(folder.path)],
    { artifacts, log: silentLog },
    KEEP,
  );
  expect(artifact).toMatchObject({
    id: expect.any(String) as string,
    digest: expect.stringMatching(/^sha256:/) as string,
  });
  expect(record.model.artifact).toEqual(artifact);
});

test('a service that refuses costs a warning that stands in the log and in the record', async () => {
  using folder = temporaryFolder();
  const artifacts: ArtifactStore = {
    kind: 'workflow',
    upload: () => Promise.reject(new MlopsError('artifact-failed', 'the quota is used up', 'Delete old artifacts.')),
    download: () => Promise.resolve([]),
  };
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };
  const { record, artifact } = await uploadModel(aRun(), [await modelFile(folder.path)], { artifacts, log }, KEEP);
  expect(artifact).toBeUndefined();
  expect(warnings).toEqual(['the model was not kept: the quota is used up. Delete old artifacts.']);
  expect(record.capture.warnings.at(-1)?.message).toBe(warnings[0]);
});

test('a run without files asks no service for anything', async () => {
  const run = aRun();
  const { record } = await uploadModel(run, [], { artifacts: undefined, log: silentLog }, KEEP);
  expect(record).toBe(run);
});

test('a cancelled job does not wait for its files: the record must be written in the seconds that are left', async () => {
  using folder = temporaryFolder();
  const artifacts: ArtifactStore = {
    kind: 'workflow',
    upload: () => new Promise(() => {}),
    download: () => Promise.resolve([]),
  };
  const cancellation = new AbortController();
  const ports = { artifacts, log: silentLog, cancelled: cancellation.signal };
  const uploading = uploadModel(aRun(), [await modelFile(folder.path)], ports, KEEP);
  cancellation.abort();
  const { record, artifact } = await uploading;
  expect(artifact).toBeUndefined();
  expect(record.capture.warnings.at(-1)?.message).toContain('the model was not kept: the job was cancelled');
});
