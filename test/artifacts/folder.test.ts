import { readdirSync, readFileSync, symlinkSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderArtifacts } from '../../src/artifacts/folder.ts';
import { describeArtifactStore } from '../contract/artifact-store.ts';
import { writeArtifactFiles } from '../support/artifact-files.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';

const clock = (): Date => new Date('2026-01-02T03:04:05.678Z');
const KEPT = { retentionDays: undefined };

describeArtifactStore('folder store', async (folder) => ({
  store: folderArtifacts({ folder, clock }),
  async [Symbol.asyncDispose]() {},
}));

test('a person can read the folder store: a manifest beside the files', async () => {
  using folder = temporaryFolder();
  const store = folderArtifacts({ folder: join(folder.path, 'store'), clock });
  await store.upload('duration-1', writeArtifactFiles(folder.path, { 'models/m.bin': 'weights' }), KEPT);
  const place = join(folder.path, 'store', 'duration-1');
  expect(readFileSync(join(place, 'files/models/m.bin'), 'utf8')).toBe('weights');
  expect(JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8'))).toEqual({
    schema: 1,
    created: '2026-01-02T03:04:05.678Z',
    files: [
      {
        path: 'models/m.bin',
        size: 7,
        sha256: '9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c',
      },
    ],
  });
  expect(readdirSync(join(folder.path, 'store'))).toEqual(['duration-1']);
});

test('the same name with the same content is the same artifact, in any order of files', async () => {
  using folder = temporaryFolder();
  const store = folderArtifacts({ folder: join(folder.path, 'store'), clock });
  const files = writeArtifactFiles(folder.path, { a: 'one', b: 'two' });
  const first = await store.upload('same-1', files, KEPT);
  expect(await store.upload('same-1', files.toReversed(), KEPT)).toEqual(first);
});

test('of writers that race for a name with the same content, all get the artifact and no scrap is left', async () => {
  using folder = temporaryFolder();
  const store = folderArtifacts({ folder: join(folder.path, 'store'), clock });
  const files = writeArtifactFiles(folder.path, { a: 'one', b: 'two' });
  const all = await Promise.all(Array.from({ length: 6 }, () => store.upload('raced-1', files, KEPT)));
  expect(new Set(all.map(({ digest }) => digest)).size).toBe(1);
  expect(readdirSync(join(folder.path, 'store'))).toEqual(['raced-1']);
});

test('a file that was changed in the store is named when it is read', async () => {
  using folder = temporaryFolder();
  const store = folderArtifacts({ folder: join(folder.path, 'store'), clock });
  const kept = await store.upload('tampered-1', writeArtifactFiles(folder.path, { a: 'one', b: 'two' }), KEPT);
  writeFileSync(join(folder.path, 'store/tampered-1/files/b'), 'TWO');
  await expect(store.download(kept, join(folder.path, 'into'))).rejects.toMatchObject({
    code: 'artifact-mismatch',
    message: expect.stringMatching(/^b is not the file that was recorded/),
  });
});

test('a changed manifest does not have the recorded digest', async () => {
  using folder = temporaryFolder();
  const store = folderArtifacts({ folder: join(folder.path, 'store'), clock });
  const kept = await store.upload('manifest-1', writeArtifactFiles(folder.path, { a: 'one' }), KEPT);
  const manifest = join(folder.path, 'store/manifest-1/manifest.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"size": 3', '"size": 4'));
  await expect(store.download(kept, join(folder.path, 'into'))).rejects.toMatchObject({ code: 'artifact-mismatch' });
  writeFileSync(manifest, '{');
  await expect(store.download(kept, join(folder.path, 'into'))).rejects.toMatchObject({ code: 'artifact-mismatch' });
});

test('a manifest cannot make a download write or read outside', async () => {
  using folder = temporaryFolder();
  const store = folderArtifacts({ folder: join(folder.path, 'store'), clock });
  await store.upload('slip-1', writeArtifactFiles(folder.path, { a: 'one' }), KEPT);
  const place = join(folder.path, 'store/slip-1');
  const manifest = readFileSync(join(place, 'manifest.json'), 'utf8');
  writeFileSync(join(place, 'manifest.json'), manifest.replace('"path": "a"', '"path": "../../../slipped"'));
  const untold = { id: 'slip-1', digest: undefined };
  await expect(store.download(untold, join(folder.path, 'into'))).rejects.toMatchObject({ code: 'artifact-failed' });
  writeFileSync(join(place, 'manifest.json'), manifest);
  rmSync(join(place, 'files/a'));
  writeFileSync(join(folder.path, 'secret'), 'two');
  symlinkSync(join(folder.path, 'secret'), join(place, 'files/a'));
  await expect(store.download(untold, join(folder.path, 'into'))).rejects.toMatchObject({ code: 'artifact-mismatch' });
});

test.each(['../up', 'a/b', '', '..', 'C:'])('the folder store refuses the name %j', async (name) => {
  using folder = temporaryFolder();
  const store = folderArtifacts({ folder: join(folder.path, 'store'), clock });
  const files = writeArtifactFiles(folder.path, { a: 'one' });
  await expect(store.upload(name, files, KEPT)).rejects.toMatchObject({ code: 'artifact-failed' });
  const gone = { id: name, digest: undefined };
  await expect(store.download(gone, join(folder.path, 'into'))).rejects.toMatchObject({ code: 'artifact-failed' });
});

test('an artifact that is not there is said to be not found', async () => {
  using folder = temporaryFolder();
  const store = folderArtifacts({ folder: folder.path, clock });
  const absent = { id: 'absent-1', digest: undefined };
  await expect(store.download(absent, join(folder.path, 'into'))).rejects.toMatchObject({ code: 'not-found' });
});
