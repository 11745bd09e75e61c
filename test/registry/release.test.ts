import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import type { ArtifactFile } from '../../src/artifacts/store.ts';
import { writeReleaseFiles } from '../../src/registry/release-files.ts';
import { assetNames, checkReleaseFiles, prepareRelease } from '../../src/registry/release.ts';
import { digestOfFile } from '../../src/file-digest.ts';
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
    const [asset, ...others] = plan.modelAssets;
    expect(asset).toEqual({
      name: 'duration.bin',
      file: 'models/duration.bin',
      path: '/repository/models/duration.bin',
      size: 41_400_000,
      sha256: aDigest('5d0c'),
      parts: undefined,
    });
    expect(others).toEqual([]);
    expect(RunRecord.parse(JSON.parse(plan.record.text))).toEqual(aRun());
    expect(plan.body).toContain('| rmse | 6.100 |');
    expect(plan.card.name).toBe('MODEL_CARD.md');
    expect(plan.card.text).toContain('# duration v1.2.3\n');
    expect(plan.body).toContain("gh release download 'duration@v1.2.3' && sha256sum -c SHA256SUMS");
  });

  it('marks prereleases', () => {
    expect(prepareRelease(aRun(), { ...REGISTERED, version: 'v2.0.0-rc.1' }, [], LIMIT).prerelease).toBe(true);
  });

  it('splits a file over the limit of the forge into parts of a gibibyte, and says how they are joined', () => {
    const plan = prepareRelease(aRun(), REGISTERED, [aFile('m/small'), aFile('m/big.bin', 3_000_000_000)], LIMIT);
    expect(plan.modelAssets.map(({ parts }) => parts)).toEqual([
      undefined,
      [
        { offset: 0, size: 2 ** 30 },
        { offset: 2 ** 30, size: 2 ** 30 },
        { offset: 2 ** 31, size: 3_000_000_000 - 2 ** 31 },
      ],
    ]);
    expect(plan.body).toContain('| `big.bin.part-001 to 3` | `m/big.bin` | 3.00 GB |');
    expect(plan.body).toContain(`cat big.bin.part-* > big.bin && echo '${aDigest('5d0c')}  big.bin' | sha256sum -c`);
    expect(prepareRelease(aRun(), REGISTERED, [aFile('edge', LIMIT)], LIMIT).modelAssets[0]?.parts).toBeUndefined();
    expect(prepareRelease(aRun(), REGISTERED, [aFile('edge', LIMIT)], LIMIT).body).not.toContain('cat ');
    expect(
      prepareRelease(aRun(), REGISTERED, [aFile('big', 2 ** 40)], undefined).modelAssets[0]?.parts,
    ).toBeUndefined();
  });

  it('refuses more files than a release can carry', () => {
    const files = Array.from({ length: 998 }, (_, index) => aFile(`model/${index}`));
    expect(() => checkReleaseFiles(files, LIMIT)).toThrowError(/998 files; a release takes 997/);
    expect(() => checkReleaseFiles(files.slice(1), LIMIT)).not.toThrow();
    // Empty files are no assets, parts are, and so is the list of them.
    expect(() => checkReleaseFiles([...files.slice(1), aFile('empty', 0)], LIMIT)).not.toThrow();
    const large = aFile('large', 995 * 2 ** 30 + 1);
    expect(() => checkReleaseFiles([large], LIMIT)).not.toThrow();
    expect(() => checkReleaseFiles([large, aFile('one more')], LIMIT)).toThrowError(
      /2 files, which make 998 assets of a release; a release takes 997/,
    );
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

  it('never look like a part of another file', () => {
    const isSplit = (index: number): boolean => index === 0 || index === 3;
    expect(assetNames(['a', 'a.part-001', 'A.PART-x', 'b', 'b.party'], isSplit)).toEqual([
      'a',
      '2-a.part-001',
      '2-A.PART-x',
      'b',
      'b.party',
    ]);
    expect(assetNames(['b.part-7', 'b'], (index) => index === 1)).toEqual(['b.part-7', '2-b']);
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

  it('describes ranges of a file over the limit, with a list of them, and joins them in a shell', async () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'trained'));
    const big = await writtenFile(folder.path, 'trained/big.bin', 'abcdefghij');
    const small = await writtenFile(folder.path, 'trained/small', 'tiny');
    const plan = prepareRelease(aRun(), REGISTERED, [big, small], 4);
    const { assets, body } = await writeReleaseFiles(plan, folder.path);
    expect(assets.map(({ name, offset, size }) => [name, offset, size])).toEqual([
      ['big.bin.part-001', 0, 4],
      ['big.bin.part-002', 4, 4],
      ['big.bin.part-003', 8, 2],
      ['small', undefined, 4],
      ['run.json', undefined, expect.any(Number)],
      ['model-manifest.json', undefined, expect.any(Number)],
      ['MODEL_CARD.md', undefined, expect.any(Number)],
      ['SHA256SUMS', undefined, expect.any(Number)],
    ]);
    const published = join(folder.path, 'published');
    mkdirSync(published);
    for (const { name, path, offset = 0, size } of assets)
      writeFileSync(join(published, name), readFileSync(path).subarray(offset, offset + size));
    const [downloading = '', joining = ''] = [...body.matchAll(/```bash\n(.*?)\n```/gs)].map((each) => each[1] ?? '');
    const check = downloading.slice(downloading.indexOf('sha256sum'));
    const shell = (command: string): string =>
      execFileSync('bash', ['-c', command], { cwd: published, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    expect(shell(check).match(/: OK$/gm)).toHaveLength(6);
    expect(shell(joining)).toBe('big.bin: OK\n');
    expect(readFileSync(join(published, 'big.bin'), 'utf8')).toBe('abcdefghij');
    writeFileSync(join(published, 'big.bin.part-002'), 'EFGH');
    expect(() => shell(check)).toThrow(/sha256sum/);
    const manifest: unknown = JSON.parse(readFileSync(join(published, 'model-manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      schema: 1,
      files: [
        { path: 'trained/big.bin', size: 10, assets: [{ name: 'big.bin.part-001', size: 4 }, {}, { size: 2 }] },
        { path: 'trained/small', assets: [{ name: 'small', sha256: small.sha256 }] },
      ],
    });
  });

  it.each(['abcdefghiJ', 'abcd'])('a file that is split and became %s is refused', async (text) => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'trained'));
    const big = await writtenFile(folder.path, 'trained/big.bin', 'abcdefghij');
    writeFileSync(big.from, text);
    const plan = prepareRelease(aRun(), REGISTERED, [big], 4);
    await expect(writeReleaseFiles(plan, folder.path)).rejects.toMatchObject({ code: 'artifact-mismatch' });
  });
});

async function writtenFile(folder: string, path: string, text: string): Promise<ArtifactFile> {
  const from = join(folder, path);
  writeFileSync(from, text);
  return { path, from, ...(await digestOfFile(from)) };
}
