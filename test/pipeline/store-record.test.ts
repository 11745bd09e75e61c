// A crash between any two steps of storing a record, and what is left of the run then.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ArtifactStore } from '../../src/artifacts/store.ts';
import { MlopsError } from '../../src/error.ts';
import { silentLog } from '../../src/log.ts';
import { storeRecord } from '../../src/pipeline/recording/store-record.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import type { TrackingHistory } from '../../src/tracking/history.ts';
import { listSpool, readSpool } from '../../src/tracking/spool.ts';
import { aBundle } from '../support/a-bundle.ts';
import { contentOf, createRemote, filesOf, temporaryFolder } from '../support/git-fixtures.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';

const BUNDLE = aBundle();
const { id } = BUNDLE.record;

class Killed extends Error {}

interface Kept {
  readonly name: string;
  readonly paths: readonly string[];
}

/** An artifact service that keeps names, or does what `instead` does. */
function artifactsInto(kept: Kept[], instead?: () => void): ArtifactStore {
  return {
    kind: 'workflow',
    async upload(name, files) {
      instead?.();
      kept.push({ name, paths: files.map(({ path }) => path) });
      return { id: '1', url: undefined, digest: undefined, expires: undefined };
    },
    download: () => Promise.reject(new Error('nothing is downloaded here')),
  };
}

const killed = (): never => {
  throw new Killed();
};

test.each(['during the upload', 'before the push', 'after the push'])(
  'killed %s, the whole run can be replayed from the spool',
  async (when) => {
    using folder = temporaryFolder();
    const remote = createRemote(join(folder.path, 'remote.git'));
    const history = openTestHistory(remote, folder.path);
    const kept: Kept[] = [];
    const spool = join(folder.path, 'spool');
    const broken: TrackingHistory = {
      ...history,
      async append(bundles) {
        if (when === 'after the push') await history.append(bundles);
        return killed();
      },
    };
    const artifacts = artifactsInto(kept, when === 'during the upload' ? killed : undefined);
    const ports = { history: broken, spool, artifacts, log: silentLog };
    await expect(storeRecord(BUNDLE, ports)).rejects.toBeInstanceOf(Killed);
    const uploaded = { name: `mlops-record-${id}`, paths: [`${id}.series.jsonl`, `${id}.changes.patch`, `${id}.json`] };
    expect(kept).toEqual(when === 'during the upload' ? [] : [uploaded]);

    const [waiting] = (await listSpool(spool)).runs;
    const { bundle } = await readSpool(waiting!);
    await history.append([bundle]);
    const paths = filesOf(remote, REF).filter((path) => path.includes(id));
    expect(paths).toHaveLength(3);
    expect(
      contentOf(
        remote,
        REF,
        paths.find((path) => path.endsWith(`${id}.json`))!,
      ),
    ).toBe(canonicalJson(BUNDLE.record));
  },
);

test('a record that was pushed leaves the spool', async () => {
  using folder = temporaryFolder();
  const history = openTestHistory(createRemote(join(folder.path, 'remote.git')), folder.path);
  const spool = join(folder.path, 'spool');
  const stored = await storeRecord(BUNDLE, { history, spool, artifacts: undefined, log: silentLog });
  expect(stored).toEqual({ commit: expect.stringMatching(/^[0-9a-f]{40}$/) as string, leftTo: undefined });
  expect((await listSpool(spool)).runs).toEqual([]);
});

test('a disk that takes no record costs no run', async () => {
  using folder = temporaryFolder();
  const history = openTestHistory(createRemote(join(folder.path, 'remote.git')), folder.path);
  const spool = join(folder.path, 'spool');
  writeFileSync(spool, 'a file in its place');
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };
  const ports = { history, spool, artifacts: artifactsInto([]), log };
  expect(await storeRecord(BUNDLE, ports, { collect: true, mayWrite: 'yes' })).toMatchObject({ leftTo: undefined });
  expect((await history.lines()).map((line) => line.id)).toEqual([id]);
  expect(warnings).toEqual([expect.stringMatching(/^the record is not kept in .*spool, only written .*: EEXIST/)]);
});

test('a record that is left to a collecting job is not pushed, unless it cannot be left', async () => {
  using folder = temporaryFolder();
  const history = openTestHistory(createRemote(join(folder.path, 'remote.git')), folder.path);
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };
  const ports = { history, spool: join(folder.path, 'spool'), log };
  const left = await storeRecord(
    BUNDLE,
    { ...ports, artifacts: artifactsInto([]) },
    { collect: true, mayWrite: 'yes' },
  );
  expect(left).toEqual({ commit: undefined, leftTo: 'collect' });
  expect(await history.lines()).toEqual([]);

  const refused = artifactsInto([], () => {
    throw new MlopsError('artifact-failed', 'the quota is used up', 'Delete some.');
  });
  const pushed = await storeRecord(BUNDLE, { ...ports, artifacts: refused }, { collect: true, mayWrite: 'yes' });
  expect(pushed.leftTo).toBe(undefined);
  expect((await history.lines()).map((line) => line.id)).toEqual([id]);
  expect(warnings).toEqual([
    'the record is not kept as an artifact, only written to the tracking branch: the quota is used up',
  ]);
});

test('a record that the token may not write is left, nothing is pushed, and without an artifact that is a warning', async () => {
  using folder = temporaryFolder();
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };
  const forbidden = new MlopsError('tracking-forbidden', 'the credentials do not suffice', 'Give more.');
  const refusing = (error: MlopsError): TrackingHistory => ({
    ...openTestHistory(join(folder.path, 'nowhere.git'), folder.path),
    async append() {
      throw error;
    },
  });
  const kept: Kept[] = [];
  const ports = {
    history: refusing(forbidden),
    spool: join(folder.path, 'spool'),
    log,
    artifacts: artifactsInto(kept),
  };
  const left = { commit: undefined, leftTo: 'publish' };
  expect(await storeRecord(BUNDLE, ports, { collect: false, mayWrite: 'no' })).toEqual(left);
  expect(await storeRecord(BUNDLE, ports, { collect: false, mayWrite: 'unsure' })).toEqual(left);
  expect(kept.map(({ name }) => name)).toEqual([`mlops-record-${id}`, `mlops-record-${id}`]);
  await expect(storeRecord(BUNDLE, ports, { collect: false, mayWrite: 'yes' })).rejects.toMatchObject({
    code: forbidden.code,
  });
  // A rule of the branch refuses whoever publishes too.
  const rule = new MlopsError('tracking-denied', 'the remote refuses pushes by a rule', 'Exclude the branch.');
  const ruled = { ...ports, history: refusing(rule) };
  await expect(storeRecord(BUNDLE, ruled, { collect: false, mayWrite: 'unsure' })).rejects.toMatchObject({
    code: rule.code,
  });

  const lost = await storeRecord(BUNDLE, { ...ports, artifacts: undefined }, { collect: false, mayWrite: 'no' });
  expect(lost).toEqual({ commit: undefined, leftTo: undefined });
  expect(warnings).toEqual([expect.stringContaining('the record ends with this job')]);
});

test('where there are no artifacts at all the branch is the place of a record, without a word; a leg says what silences it', async () => {
  using folder = temporaryFolder();
  const history = openTestHistory(createRemote(join(folder.path, 'remote.git')), folder.path);
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };
  const artifacts = artifactsInto([], () => {
    throw new MlopsError('artifact-absent', 'there is no artifact service for this step', 'Silence it.');
  });
  const ports = { history, spool: join(folder.path, 'spool'), artifacts, log };
  expect(await storeRecord(BUNDLE, ports)).toMatchObject({ leftTo: undefined });
  expect((await history.lines()).map((line) => line.id)).toEqual([id]);
  expect(warnings).toEqual([]);
  await storeRecord(BUNDLE, ports, { collect: true, mayWrite: 'yes' });
  expect(warnings).toEqual([expect.stringMatching(/artifact service for this step\. Set `collect: false`/)]);
});
