// What every artifact store promises. Run once per adapter.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ArtifactStore } from '../../src/artifacts/store.ts';
import { describeFile, writeArtifactFiles } from '../support/artifact-files.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';

const KEPT = { retentionDays: undefined };

/** @param open gives a store, empty, that keeps what it needs below a temporary folder */
export function describeArtifactStore(
  name: string,
  open: (folder: string) => Promise<{ readonly store: ArtifactStore } & AsyncDisposable>,
): void {
  describe(`${name}: the contract of artifact stores`, () => {
    test('gives back the files byte for byte, under their inner paths', async () => {
      using folder = temporaryFolder();
      await using opened = await open(join(folder.path, 'store'));
      const texts = { 'models/duration.bin': 'weights\u0000\n', 'report.md': '# Report\n', 'models/empty': '' };
      const kept = await opened.store.upload('duration-1', writeArtifactFiles(folder.path, texts), KEPT);
      expect(kept.id).not.toBe('');
      expect(kept.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
      const into = join(folder.path, 'into', 'here');
      const paths = await opened.store.download(kept, into);
      expect(paths.toSorted()).toEqual(Object.keys(texts).toSorted());
      for (const [path, text] of Object.entries(texts)) expect(readFileSync(join(into, path), 'utf8')).toBe(text);
    });

    test('takes files from anywhere and gives them the paths that they are told', async () => {
      using folder = temporaryFolder();
      await using opened = await open(join(folder.path, 'store'));
      const [first, second] = writeArtifactFiles(folder.path, { 'a/model.bin': 'one', 'b/model.bin': 'two' });
      const files = [
        { ...first!, path: 'model/first.bin' },
        { ...second!, path: 'second.bin' },
      ];
      const kept = await opened.store.upload('renamed-1', files, KEPT);
      const into = join(folder.path, 'into');
      await opened.store.download(kept, into);
      expect(readFileSync(join(into, 'model/first.bin'), 'utf8')).toBe('one');
      expect(readFileSync(join(into, 'second.bin'), 'utf8')).toBe('two');
    });

    test('refuses a file that changed since it was recorded, by name', async () => {
      using folder = temporaryFolder();
      await using opened = await open(join(folder.path, 'store'));
      const files = writeArtifactFiles(folder.path, { 'model.bin': 'recorded', 'other.bin': 'other' });
      writeFileSync(join(folder.path, 'model.bin'), 'replaced');
      await expect(opened.store.upload('changed-1', files, KEPT)).rejects.toMatchObject({
        code: 'artifact-mismatch',
        message: expect.stringContaining('model.bin'),
      });
    });

    test('refuses a file that is gone, by name', async () => {
      using folder = temporaryFolder();
      await using opened = await open(join(folder.path, 'store'));
      const files = [describeFile('gone.bin', join(folder.path, 'gone.bin'), 'text')];
      await expect(opened.store.upload('gone-1', files, KEPT)).rejects.toMatchObject({
        code: 'artifact-mismatch',
        message: 'gone.bin is not there any more',
      });
    });

    test.each(['../outside', '/etc/passwd', 'a/../../b', 'C:/windows', 'a\\b', 'a//b', '', 'new\nline'])(
      'refuses the inner path %j',
      async (path) => {
        using folder = temporaryFolder();
        await using opened = await open(join(folder.path, 'store'));
        const [file] = writeArtifactFiles(folder.path, { 'model.bin': 'weights' });
        await expect(opened.store.upload('hostile-1', [{ ...file!, path }], KEPT)).rejects.toMatchObject({
          code: 'artifact-failed',
          message: expect.stringContaining(JSON.stringify(path)),
        });
      },
    );

    test('refuses two files with one inner path', async () => {
      using folder = temporaryFolder();
      await using opened = await open(join(folder.path, 'store'));
      const files = writeArtifactFiles(folder.path, { 'model.bin': 'weights' });
      await expect(opened.store.upload('twice-1', [...files, ...files], KEPT)).rejects.toMatchObject({
        code: 'artifact-failed',
      });
    });

    test('never changes an artifact: a taken name with other content is refused', async () => {
      using folder = temporaryFolder();
      await using opened = await open(join(folder.path, 'store'));
      const first = await opened.store.upload('taken-1', writeArtifactFiles(folder.path, { m: 'one' }), KEPT);
      const second = writeArtifactFiles(folder.path, { m: 'two' });
      await expect(opened.store.upload('taken-1', second, KEPT)).rejects.toMatchObject({ code: 'artifact-failed' });
      const into = join(folder.path, 'into');
      await opened.store.download(first, into);
      expect(readFileSync(join(into, 'm'), 'utf8')).toBe('one');
    });

    test('leaves no folder behind when what it downloads is not what was recorded', async () => {
      using folder = temporaryFolder();
      await using opened = await open(join(folder.path, 'store'));
      const kept = await opened.store.upload('digest-1', writeArtifactFiles(folder.path, { m: 'one' }), KEPT);
      const into = join(folder.path, 'into', 'here');
      const wrong = { id: kept.id, digest: `sha256:${'0'.repeat(64)}` };
      await expect(opened.store.download(wrong, into)).rejects.toMatchObject({ code: 'artifact-mismatch' });
      expect(readdirSync(folder.path, { recursive: true }).filter((path) => path.includes('here'))).toEqual([]);
    });

    test('writes into an empty folder and refuses one that holds something', async () => {
      using folder = temporaryFolder();
      await using opened = await open(join(folder.path, 'store'));
      const kept = await opened.store.upload('into-1', writeArtifactFiles(folder.path, { m: 'one' }), KEPT);
      const into = join(folder.path, 'into');
      mkdirSync(into);
      await opened.store.download(kept, into);
      expect(existsSync(join(into, 'm'))).toBe(true);
      await expect(opened.store.download(kept, into)).rejects.toMatchObject({
        code: 'artifact-failed',
        message: expect.stringContaining('not empty'),
      });
    });
  });
}
