// What both forges promise of comments, releases and merge bases. Run once per adapter.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Check, Forge, PullRequestEvent, Release, ReleaseAsset } from '../../src/forge/forge.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';

export interface OpenedForge extends AsyncDisposable {
  readonly forge: Forge;
  readonly pullRequest: PullRequestEvent;
  /** Bodies of all comments on the pull request. */
  comments(): Promise<readonly string[]>;
  /** Checks as they are shown on a commit. */
  checks(commit: string): Promise<readonly ShownCheck[]>;
  /** Published releases, with the text of their assets. */
  releases(): Promise<readonly { readonly tag: string; readonly assets: Readonly<Record<string, string>> }[]>;
}

interface ShownCheck {
  readonly conclusion: string;
  readonly title: string;
  readonly summary: string;
  /** `path:line`. */
  readonly notes: readonly string[];
}

const COMMIT = '2'.repeat(40);

export function checkOf(more: Partial<Check> = {}): Check {
  return {
    key: 'duration',
    id: '0197a1b2c3d4e5f60718293a4b5c6d7e',
    commit: COMMIT,
    conclusion: 'failure',
    title: 'Fail: rmse is 0.41 over its limit',
    summary: 'rmse 6.1 → 7.4\n',
    notes: [
      { path: 'mlops.yaml', line: 3, level: 'failure', title: 'rmse fails its gate', message: '7.41 is above 7' },
    ],
    detailsUrl: 'https://github.com/acme/taxi/actions/runs/77',
    ...more,
  };
}

/** Writes a file and describes it as an asset. */
export function assetOf(folder: string, name: string, text: string): ReleaseAsset {
  const path = join(folder, name);
  writeFileSync(path, text);
  return { name, path, size: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') };
}

export function releaseOf(tag: string, assets: readonly ReleaseAsset[]): Release {
  return { tag, title: tag, body: '# Card\n', prerelease: false, assets };
}

/** @param open gives a forge without comments and releases, which may keep its files below a temporary folder */
export function describeForge(name: string, open: (folder: string) => Promise<OpenedForge>): void {
  const marker = '<!-- mlops:report v=1 key=duration -->';
  const other = '<!-- mlops:report v=1 key=taxi%2Ffare -->';

  describe(`${name}: the contract of forges`, () => {
    test('a comment is created once, left alone while nothing changes, and then edited in place', async () => {
      using folder = temporaryFolder();
      await using opened = await open(folder.path);
      const { forge, pullRequest } = opened;
      const first = await forge.upsertComment(pullRequest, { marker, render: () => `${marker}\nrmse 6.1 → 5.9\n` });
      expect(first.outcome).toBe('created');
      const second = await forge.upsertComment(pullRequest, { marker, render: () => `${marker}\nrmse 6.1 → 5.9\n` });
      expect(second).toEqual({ url: first.url, outcome: 'unchanged' });
      const third = await forge.upsertComment(pullRequest, { marker, render: () => `${marker}\nrmse 6.1 → 5.7\n` });
      expect(third).toEqual({ url: first.url, outcome: 'updated' });
      expect(await opened.comments()).toEqual([`${marker}\nrmse 6.1 → 5.7\n`]);
    });

    test('where there is nothing to say no comment is made, and one that is there may be changed or left', async () => {
      using folder = temporaryFolder();
      await using opened = await open(folder.path);
      const { forge, pullRequest } = opened;
      const onlyAgain = (body: string | undefined): string | undefined =>
        body === undefined ? undefined : `${marker}\nnow it passes\n`;
      expect(await forge.upsertComment(pullRequest, { marker, render: onlyAgain })).toEqual({
        url: undefined,
        outcome: 'absent',
      });
      expect(await opened.comments()).toEqual([]);
      const first = await forge.upsertComment(pullRequest, { marker, render: () => `${marker}\nfail\n` });
      const left = await forge.upsertComment(pullRequest, { marker, render: () => undefined });
      expect(left).toEqual({ url: first.url, outcome: 'unchanged' });
      const updated = await forge.upsertComment(pullRequest, { marker, render: onlyAgain });
      expect(updated).toEqual({ url: first.url, outcome: 'updated' });
      expect(await opened.comments()).toEqual([`${marker}\nnow it passes\n`]);
    });

    test('each key has its own comment', async () => {
      using folder = temporaryFolder();
      await using opened = await open(folder.path);
      const { forge, pullRequest } = opened;
      await forge.upsertComment(pullRequest, { marker, render: () => `${marker}\none` });
      await forge.upsertComment(pullRequest, { marker: other, render: () => `${other}\ntwo` });
      await forge.upsertComment(pullRequest, { marker, render: () => `${marker}\nthree` });
      expect((await opened.comments()).toSorted()).toEqual([`${marker}\nthree`, `${other}\ntwo`]);
    });

    test('a marker that does not stand on the first line is no marker', async () => {
      using folder = temporaryFolder();
      await using opened = await open(folder.path);
      const { forge, pullRequest } = opened;
      await forge.upsertComment(pullRequest, { marker: other, render: () => `${other}\n${marker}\n> quoted` });
      const result = await forge.upsertComment(pullRequest, { marker, render: () => `${marker}\nown` });
      expect(result.outcome).toBe('created');
    });

    test('a check stands on its commit, with its notes, and another report of the key takes its place', async () => {
      using folder = temporaryFolder();
      await using opened = await open(folder.path);
      const { forge } = opened;
      const check = checkOf();
      expect((await forge.reportCheck(check)).outcome).toBe('created');
      const { conclusion, title, summary } = check;
      expect(await opened.checks(COMMIT)).toEqual([{ conclusion, title, summary, notes: ['mlops.yaml:3'] }]);
      const passes = { id: 'a'.repeat(32), conclusion: 'success', title: 'Pass', summary: 'all is well\n' } as const;
      await forge.reportCheck(checkOf({ ...passes, notes: [] }));
      const { id: _, ...shown } = passes;
      expect(await opened.checks(COMMIT)).toEqual([{ ...shown, notes: [] }]);
      expect(await opened.checks('3'.repeat(40))).toEqual([]);
    });

    test('each key has its own check', async () => {
      using folder = temporaryFolder();
      await using opened = await open(folder.path);
      await opened.forge.reportCheck(checkOf());
      await opened.forge.reportCheck(checkOf({ key: 'taxi/fare', id: 'b'.repeat(32) }));
      expect(await opened.checks(COMMIT)).toHaveLength(2);
    });

    test('a release is published with all its assets, and publishing it again changes nothing', async () => {
      using folder = temporaryFolder();
      await using opened = await open(join(folder.path, 'forge'));
      const release = releaseOf('taxi/duration@v1.2.3', [
        assetOf(folder.path, 'duration.bin', 'weights'),
        assetOf(folder.path, 'run.json', '{}'),
      ]);
      const first = await opened.forge.publishRelease(release);
      expect(first.url).toContain('duration');
      const once = await opened.releases();
      expect(once).toEqual([
        {
          tag: 'taxi/duration@v1.2.3',
          assets: expect.objectContaining({ 'duration.bin': 'weights', 'run.json': '{}' }),
        },
      ]);
      expect(await opened.forge.publishRelease(release)).toEqual(first);
      expect(await opened.releases()).toEqual(once);
    });

    test('a published asset is never replaced', async () => {
      using folder = temporaryFolder();
      await using opened = await open(join(folder.path, 'forge'));
      const release = releaseOf('duration@v1.0.0', [assetOf(folder.path, 'duration.bin', 'weights')]);
      await opened.forge.publishRelease(release);
      const changed = releaseOf('duration@v1.0.0', [assetOf(folder.path, 'duration.bin', 'WEIGHTS')]);
      await expect(opened.forge.publishRelease(changed)).rejects.toMatchObject({
        code: 'release-refused',
        message: expect.stringContaining('duration.bin'),
      });
      expect((await opened.releases())[0]?.assets['duration.bin']).toBe('weights');
    });

    test('an asset that is remade each time is published once, and what it was stays', async () => {
      using folder = temporaryFolder();
      await using opened = await open(join(folder.path, 'forge'));
      const model = assetOf(folder.path, 'duration.bin', 'weights');
      const card = (text: string) => ({ ...assetOf(folder.path, 'MODEL_CARD.md', text), isRemade: true as const });
      const first = await opened.forge.publishRelease(releaseOf('duration@v1.0.0', [model, card('a card')]));
      expect(await opened.forge.publishRelease(releaseOf('duration@v1.0.0', [model, card('other words')]))).toEqual(
        first,
      );
      expect((await opened.releases())[0]?.assets['MODEL_CARD.md']).toBe('a card');
      // A release from before there were cards.
      await opened.forge.publishRelease(releaseOf('duration@v1.1.0', [model]));
      await opened.forge.publishRelease(releaseOf('duration@v1.1.0', [model, card('a card')]));
      const older = (await opened.releases()).find(({ tag }) => tag === 'duration@v1.1.0');
      expect(Object.keys(older?.assets ?? {})).not.toContain('MODEL_CARD.md');
    });

    test.each([
      ['of the same size', 'WEIGHTS'],
      ['of another size', 'weights and more'],
      ['that is gone', undefined],
    ])('a file %s that is not the recorded one is not published', async (_, text) => {
      using folder = temporaryFolder();
      await using opened = await open(join(folder.path, 'forge'));
      const asset = assetOf(folder.path, 'duration.bin', 'weights');
      if (text === undefined) rmSync(asset.path);
      else writeFileSync(asset.path, text);
      await expect(opened.forge.publishRelease(releaseOf('duration@v1.0.0', [asset]))).rejects.toMatchObject({
        code: 'artifact-mismatch',
        message: expect.stringContaining('duration.bin'),
      });
      expect(await opened.releases()).toEqual([]);
    });

    test('a published release is found with its assets, which are written into a file at any place of it', async () => {
      using folder = temporaryFolder();
      await using opened = await open(join(folder.path, 'forge'));
      const { forge } = opened;
      expect(await forge.findRelease('duration@v1.0.0')).toBeUndefined();
      const whole = assetOf(folder.path, 'duration.bin', 'weights');
      const part = (name: string, offset: number, text: string): ReleaseAsset => {
        return { ...assetOf(folder.path, name, text), path: whole.path, offset };
      };
      const assets = [whole, part('duration.bin.part-001', 0, 'weig'), part('duration.bin.part-002', 4, 'hts')];
      const { url } = await forge.publishRelease(releaseOf('duration@v1.0.0', assets));
      const found = await forge.findRelease('duration@v1.0.0');
      expect(found?.url).toBe(url);
      const ordered = (found?.assets ?? []).toSorted((a, b) => (a.name < b.name ? -1 : 1));
      expect(ordered).toMatchObject(assets.map(({ name, size, sha256 }) => ({ name, size, sha256 })));
      const [asset, ...parts] = ordered;
      const [first, second] = [join(folder.path, 'first'), join(folder.path, 'second')];
      await forge.downloadAsset('duration@v1.0.0', asset!, first);
      await forge.downloadAsset('duration@v1.0.0', parts[0]!, second);
      await forge.downloadAsset('duration@v1.0.0', parts[1]!, second, parts[0]!.size);
      expect([first, second].map((path) => readFileSync(path, 'utf8'))).toEqual(['weights', 'weights']);
      const gone = { ...asset!, id: '4711', name: 'gone' };
      await expect(forge.downloadAsset('duration@v1.0.0', gone, first)).rejects.toMatchObject({ name: 'MlopsError' });
    });

    test('the merge base of commits that the forge does not have is not known, nor which files differ', async () => {
      using folder = temporaryFolder();
      await using opened = await open(folder.path);
      expect(await opened.forge.findMergeBase('1'.repeat(40), '2'.repeat(40))).toBeUndefined();
      expect(await opened.forge.findChangedFiles('1'.repeat(40), '2'.repeat(40))).toBeUndefined();
    });
  });
}
