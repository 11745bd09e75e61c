import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import type { ArtifactFile } from '../../src/artifacts/store.ts';
import { writeReleaseFiles } from '../../src/registry/release-files.ts';
import { assetNames, checkReleaseFiles, prepareRelease } from '../../src/registry/release.ts';
import { RunRecord } from '../../src/run/record.ts';
import { aDigest, aRun } from '../support/a-run.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';
import { anyCharacter } from '../support/any-character.ts';

const LIMIT = 2 ** 31 - 1;
const REGISTERED = { model: 'duration', version: 'v1.2.3', tag: 'duration@v1.2.3' };
const aFile = (path: string, size = 10): ArtifactFile => ({
  path,
  from: `/repository/${path}`,
  size,
  sha256: aDigest('5d0c'),
});

describe('prepareRelease', () => {
  it('plans title, body and assets', () => {
    const plan = prepareRelease(aRun(), REGISTERED, [aFile('models/duration.bin', 41_400_000)], LIMIT);
    expect(plan).toMatchObject({ tag: 'duration@v1.2.3', title: 'duration v1.2.3', prerelease: false });
    expect(plan.modelAssets).toEqual([
      { name: 'duration.bin', path: '/repository/models/duration.bin', size: 41_400_000, sha256: aDigest('5d0c') },
    ]);
    expect(RunRecord.parse(JSON.parse(plan.record.text))).toEqual(aRun());
    expect(plan.body).toContain('| rmse | 6.100 |');
    expect(plan.card.name).toBe('MODEL_CARD.md');
    expect(plan.card.text).toContain('# duration v1.2.3\n');
    expect(plan.body).toContain("gh release download 'duration@v1.2.3' && sha256sum -c SHA256SUMS");
  });

  it('marks prereleases', () => {
    expect(prepareRelease(aRun(), { ...REGISTERED, version: 'v2.0.0-rc.1' }, [], LIMIT).prerelease).toBe(true);
  });

  it('refuses a model over the limit of the forge with its size and the choices', () => {
    const big = aFile('models/big.bin', 3_000_000_000);
    expect(() => checkReleaseFiles([aFile('ok'), big], LIMIT)).toThrowError(
      expect.objectContaining({
        code: 'release-refused',
        message:
          'the model file "models/big.bin" has 3000000000 bytes (3.00 GB); a release takes files of up to 2147483647 bytes (2.15 GB)',
        hint: expect.stringMatching(/smaller.*archive.*elsewhere.*Nothing was registered/) as string,
      }) as Error,
    );
    expect(() => prepareRelease(aRun(), REGISTERED, [big], LIMIT)).toThrowError(/models\/big\.bin/);
    expect(() => checkReleaseFiles([aFile('edge', LIMIT)], LIMIT)).not.toThrow();
    expect(() => checkReleaseFiles([big], undefined)).not.toThrow();
  });

  it('refuses more files than a release can carry', () => {
    const files = Array.from({ length: 998 }, (_, index) => aFile(`model/${index}`));
    expect(() => checkReleaseFiles(files, LIMIT)).toThrowError(/998 files/);
  });

  it('keeps hostile names harmless in the body', () => {
    const names = [
      'a|b',
      '`code`',
      '@team #1',
      '<img src=x>',
      '--> x',
      'a\nb',
      '\\|',
      '![](http://x/y.png)',
      'x'.repeat(10_000),
    ];
    const metrics = Object.fromEntries(names.map((name) => [name, { value: 1 }]));
    const { body } = prepareRelease(
      aRun({ metrics }),
      REGISTERED,
      names.map((name) => aFile(name)),
      LIMIT,
    );
    const html = marked.parse(body, { async: false });
    expect(html).not.toMatch(/<img|<a /);
    const [ofFiles, , ofMetrics] = html.match(/<table>.*?<\/table>/gs) ?? [];
    for (const table of [ofFiles, ofMetrics]) expect(table?.match(/<tr>/g)).toHaveLength(names.length + 1);
    expect(html.replaceAll(/<code>.*?<\/code>/gs, '')).not.toContain('@team');
    expect(body.length).toBeLessThan(20_000);
  });

  it('stays under the limit of a release body with thousands of files', () => {
    const files = Array.from({ length: 997 }, (_, index) => aFile(`${'d'.repeat(300)}/${index}`));
    const words = '&|`<'.repeat(1250);
    const card = { 'intended-use': words, 'out-of-scope': words, limits: words, data: words };
    const metrics = Object.fromEntries(files.map(({ path }, index) => [path, index]));
    const { body } = prepareRelease(aRun({ metrics }), REGISTERED, files, LIMIT, card);
    expect(body.length).toBeLessThan(125_000);
    expect(body).toContain('## Lineage');
  });
});

describe('assetNames', () => {
  it.each([
    [['models/duration.bin'], ['duration.bin']],
    [
      ['a/model.bin', 'b/model.bin', 'c.txt'],
      ['a-model.bin', 'b-model.bin', 'c.txt'],
    ],
    [
      ['a/Model.bin', 'b/model.bin'],
      ['a-Model.bin', 'b-model.bin'],
    ],
    [
      ['a-b', 'a b', 'a/b'],
      ['a-b', '2-a-b', 'b'],
    ],
    [
      ['run.json', 'sha256sums', 'model_card.md'],
      ['2-run.json', '2-sha256sums', '2-model_card.md'],
    ],
    [
      ['.hidden', '数据.bin', '..', '-rf'],
      ['hidden', 'bin', 'file', 'rf'],
    ],
  ])('of %j are %j', (paths, names) => {
    expect(assetNames(paths)).toEqual(names);
  });

  it('are unique whatever the case, and safe', () => {
    const part = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 8 }),
      fc.constantFrom('run.json', 'SHA256SUMS', 'a', 'A'),
    );
    fc.assert(
      fc.property(fc.array(fc.array(part, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), (paths) => {
        const names = assetNames(paths.map((parts) => parts.join('/')));
        const lower = [...names.map((name) => name.toLowerCase()), 'run.json', 'sha256sums'];
        expect(new Set(lower).size).toBe(lower.length);
        for (const name of names) expect(name).toMatch(/^[a-zA-Z0-9_][a-zA-Z0-9_.-]*$/);
      }),
    );
  });
});

describe('writeReleaseFiles', () => {
  it('writes the record and the checksums of everything, in the format of sha256sum', async () => {
    using folder = temporaryFolder();
    const model = join(folder.path, 'm.bin');
    writeFileSync(model, 'model');
    const sha256 = createHash('sha256').update('model').digest('hex');
    const file = { path: 'models/m.bin', from: model, size: 5, sha256 };
    const release = await writeReleaseFiles(prepareRelease(aRun(), REGISTERED, [file], LIMIT), folder.path);
    expect(release.assets.map(({ name }) => name)).toEqual(['m.bin', 'run.json', 'MODEL_CARD.md', 'SHA256SUMS']);
    const [binary, record] = release.assets;
    expect(await readFile(join(folder.path, 'SHA256SUMS'), 'utf8')).toBe(
      `${sha256}  m.bin\n${record?.sha256 ?? ''}  run.json\n`,
    );
    expect(binary?.sha256).toBe(sha256);
    for (const asset of release.assets) {
      const bytes = await readFile(asset.path);
      expect(asset).toMatchObject({ size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    }
  });
});
