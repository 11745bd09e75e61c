import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/run/canonical.ts';
import type { RunBundle } from '../../src/tracking/history.ts';
import { parseBundle } from '../../src/tracking/parse-bundle.ts';
import { dropSpool, listSpool, readSpool, writeSpool } from '../../src/tracking/spool.ts';
import { aBundle } from '../support/a-bundle.ts';
import { anId } from '../support/a-run.ts';
import { temporaryFolder } from '../support/git-fixtures.ts';

const BUNDLE = aBundle();
const { id } = BUNDLE.record;

/** The files of a bundle as they lie in a spool or an artifact. */
function contentsOf({ record, files }: RunBundle): Map<string, Buffer> {
  const beside = Object.entries(files).map(([name, content]) => [`${record.id}.${name}`, content] as const);
  return new Map([[`${record.id}.json`, Buffer.from(canonicalJson(record))], ...beside]);
}

describe('the spool', () => {
  it('gives back the whole run, files and all, and forgets it when it is dropped', async () => {
    using folder = temporaryFolder();
    const spool = join(folder.path, 'spool');
    expect(await listSpool(spool)).toEqual({ runs: [], strange: [] });
    const other = aBundle({}, 5);
    await writeSpool(spool, other);
    expect(await writeSpool(spool, BUNDLE)).toEqual([`${id}.series.jsonl`, `${id}.changes.patch`, `${id}.json`]);
    const { runs } = await listSpool(spool);
    expect(runs.map((run) => run.id)).toEqual([id, other.record.id]);
    expect(await readSpool({ id, folder: spool })).toEqual({ bundle: BUNDLE, leftOut: [] });
    await dropSpool({ id, folder: spool });
    expect(readdirSync(spool).filter((name) => name.includes(id))).toEqual([]);
    expect((await listSpool(spool)).runs).toHaveLength(1);
  });

  it('has no run whose record was not written when the process died', async () => {
    using folder = temporaryFolder();
    await writeSpool(folder.path, BUNDLE);
    renameSync(join(folder.path, `${id}.json`), join(folder.path, `.${id}.json.partial`));
    expect(await listSpool(folder.path)).toEqual({ runs: [], strange: [] });
    await writeSpool(folder.path, BUNDLE);
    expect((await readSpool({ id, folder: folder.path })).bundle).toEqual(BUNDLE);
    await dropSpool({ id, folder: folder.path });
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('is read also where artifacts were downloaded to, each in a folder of its name', async () => {
    using folder = temporaryFolder();
    await writeSpool(join(folder.path, `mlops-record-${id}-leg`), BUNDLE);
    mkdirSync(join(folder.path, `mlops-record-${anId(9)}`));
    writeFileSync(join(folder.path, 'metrics.json'), '{}');
    const { runs, strange } = await listSpool(folder.path);
    expect(runs).toEqual([{ id, folder: join(folder.path, `mlops-record-${id}-leg`) }]);
    expect(strange).toEqual([join(folder.path, 'metrics.json')]);
  });

  it('follows no link and reads no file that is too large for a run', async () => {
    using folder = temporaryFolder();
    await writeSpool(folder.path, BUNDLE);
    const link = join(folder.path, `${id}.secret`);
    symlinkSync('/etc/passwd', link);
    await expect(readSpool({ id, folder: folder.path })).rejects.toMatchObject({
      code: 'record-invalid',
      message: `${link} cannot be a file of a run: it is no plain file`,
    });
    const big = join(folder.path, `${anId(3)}.json`);
    writeFileSync(big, '');
    truncateSync(big, 2 ** 31);
    await expect(readSpool({ id: anId(3), folder: folder.path })).rejects.toThrow(/has 2147483648 bytes, more than/);
    expect(existsSync(big)).toBe(true);
    expect(readFileSync(join(folder.path, `${id}.json`), 'utf8')).toBe(canonicalJson(BUNDLE.record));
  });
});

describe('files that came from elsewhere', () => {
  it.each<[string, (contents: Map<string, Buffer>) => void, string]>([
    ['no record', (contents) => void contents.delete(`${id}.json`), `here holds no ${id}.json`],
    ['text that is not JSON', (contents) => contents.set(`${id}.json`, Buffer.from('{"schema": 1')), 'is not JSON'],
    ['JSON that is no record', (contents) => contents.set(`${id}.json`, Buffer.from('[]')), 'is no run record'],
    [
      'a record of a newer schema',
      (contents) => contents.set(`${id}.json`, Buffer.from('{"schema": 2}')),
      'has run schema 2; this version reads schema 1',
    ],
    [
      'the record of another run',
      (contents) => contents.set(`${id}.json`, Buffer.from(canonicalJson(aBundle({}, 7).record))),
      `is the record of run ${anId(7)}`,
    ],
    [
      'a record of 20 MB',
      (contents) => contents.set(`${id}.json`, Buffer.alloc(20_000_000, 32)),
      'has 20000000 bytes; a record has at most 16777216',
    ],
  ])('are no run when they hold %s', (_, change, message) => {
    const contents = contentsOf(BUNDLE);
    change(contents);
    expect(() => parseBundle(id, contents, 'here')).toThrow(message);
  });

  it.each<[string, (contents: Map<string, Buffer>) => void, string]>([
    ['it is not there', (contents) => void contents.delete(`${id}.series.jsonl`), 'series.jsonl: the record names it'],
    [
      'it is another one',
      (contents) => contents.set(`${id}.series.jsonl`, Buffer.from('evil')),
      'series.jsonl: it is not the file that the record names',
    ],
    [
      'the record does not name it',
      (contents) => contents.set('../../etc/cron.d/evil', Buffer.from('evil')),
      '"../../etc/cron.d/evil": not of this run',
    ],
  ])('lose a file and not the run when %s', (_, change, words) => {
    const contents = contentsOf(BUNDLE);
    change(contents);
    const { bundle, leftOut } = parseBundle(id, contents, 'here');
    expect(bundle.record).toEqual(BUNDLE.record);
    expect(leftOut).toEqual([expect.stringContaining(words) as string]);
    expect(Object.values(bundle.files).map(String)).not.toContain('evil');
  });

  it('are not written under a name that a record makes up', () => {
    const { series } = BUNDLE.record;
    const record = { ...BUNDLE.record, series: { ...series!, file: `../${anId(8)}.json` } };
    const { bundle, leftOut } = parseBundle(id, contentsOf({ ...BUNDLE, record }), 'here');
    expect(Object.keys(bundle.files)).toEqual(['changes.patch']);
    expect(leftOut[0]).toContain('that is no name of a file beside a record');
  });
});
