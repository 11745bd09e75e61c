// What is said of runs after their end, on a real tracking branch: tags, notes, deletions, registrations.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Log } from '../../src/log.ts';
import { noteRun, tagRun } from '../../src/pipeline/history/annotate-run.ts';
import { deleteRuns, restoreRuns } from '../../src/pipeline/history/delete-runs.ts';
import { recordRegistration } from '../../src/pipeline/versions/record-registration.ts';
import type { EventWriter } from '../../src/pipeline/history/write-events.ts';
import { evidenceFrom, renderTagMessage } from '../../src/registry/evidence.ts';
import { registryState, type RegistryState } from '../../src/registry/state.ts';
import { redactorFrom } from '../../src/run/redact.ts';
import { findRuns } from '../../src/tracking/find.ts';
import type { TrackingHistory } from '../../src/tracking/history.ts';
import { anId, aRun } from '../support/a-run.ts';
import { createRemote, git, temporaryFolder, type TemporaryFolder } from '../support/git-fixtures.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';

let folder: TemporaryFolder;
let remote: string;
let history: TrackingHistory;
let writer: EventWriter;
const warnings: string[] = [];
const log: Log = { info() {}, warn: (message) => warnings.push(message), debug() {} };

const RUNS = Array.from({ length: 6 }, (_, minute) => aRun({ tags: { owner: 'ada' } }, minute));
const [tagged = '', noted = '', deleted = '', staged = '', told = '', plain = ''] = RUNS.map(({ id }) => id);

// Each test has runs of its own in one repository.
beforeAll(async () => {
  folder = temporaryFolder();
  remote = createRemote(`${folder.path}/remote.git`);
  history = openTestHistory(remote, folder.path);
  await history.append(RUNS.map((record) => ({ record, files: {} })));
  const redact = redactorFrom({ API_TOKEN: 'hunter2-hunter2' });
  writer = { history, clock: () => new Date(), randomBytes, actor: 'Ada', redact, log };
});
afterAll(() => folder[Symbol.dispose]());

const lineOf = async (id: string) => (await findRuns(history, [id]))[0]!;
const stateOf = async (id: string) => (await history.readStates([await lineOf(id)]))[0]?.state;
const commits = (): number => Number(git(remote, ['rev-list', '--count', REF]));

const OBJECT = 'a'.repeat(40);

test('tags are set and removed in one commit, and saying it again writes nothing', async () => {
  const before = commits();
  const changes = { set: { stage: 'x', why: 'hunter2-hunter2' }, remove: ['owner', 'absent'] };
  const said = await tagRun(await lineOf(tagged), changes, writer);
  expect(said).toMatchObject({ set: ['stage', 'why'], removed: ['owner'], unchanged: ['absent'] });
  expect(said.tags).toEqual({ stage: 'x', why: '***' });
  expect(said.commit).toBe(git(remote, ['rev-parse', REF]));
  expect(commits()).toBe(before + 1);
  expect(warnings.splice(0)).toEqual([expect.stringContaining('"why" looks like a secret')]);

  const again = await tagRun(await lineOf(tagged), changes, { ...writer, log: { ...log, warn() {} } });
  expect(again).toMatchObject({ set: [], removed: [], commit: undefined, tags: said.tags });
  expect(commits()).toBe(before + 1);
  expect((await stateOf(tagged))?.tags).toEqual(said.tags);
});

test('notes are kept in the order of writing, with who wrote them', async () => {
  await noteRun(await lineOf(noted), 'first', writer);
  await noteRun(await lineOf(noted), 'knows hunter2-hunter2', { ...writer, actor: undefined });
  expect(warnings.splice(0)).toEqual([expect.stringContaining('secret')]);
  const time = expect.any(String) as string;
  expect((await stateOf(noted))?.notes).toEqual([
    { time, actor: 'Ada', text: 'first' },
    { time, text: 'knows ***' },
  ]);
});

test('a run is deleted once, and restored once', async () => {
  const options = { reason: ' wrong data, not hunter2-hunter2 ', force: false, registry: registryState([]) };
  expect(await deleteRuns([await lineOf(deleted)], options, writer)).toMatchObject({ changed: [deleted] });
  const before = commits();
  const again = await deleteRuns([await lineOf(deleted)], options, writer);
  expect(again).toEqual({ changed: [], unchanged: [deleted], commit: undefined });
  expect(commits()).toBe(before);
  expect((await stateOf(deleted))?.deleted).toMatchObject({ actor: 'Ada', reason: 'wrong data, not ***' });

  const lines = [await lineOf(deleted), await lineOf(plain)];
  expect(await restoreRuns(lines, undefined, writer)).toMatchObject({ changed: [deleted], unchanged: [plain] });
  expect(await stateOf(deleted)).not.toHaveProperty('deleted');
});

/** A registry in which a run is duration@v1.0.0, in a stage if one is named. */
function registryOf(run: string, ...more: readonly string[]): RegistryState {
  const record = RUNS.find(({ id }) => id === run) ?? aRun();
  const message = renderTagMessage('duration', 'v1.0.0', evidenceFrom(record));
  const { commit } = record.source;
  return registryState(
    ['duration@v1.0.0', ...more].map((name, index) => ({
      name,
      commit,
      commitTime: 1,
      object: OBJECT,
      time: index + 2,
      tagger: 'Ada',
      message: index === 0 ? message : name,
    })),
  );
}

test('a run that is a version is deleted by force only, and nothing else with it', async () => {
  const registry = registryOf(staged, 'duration#production#1');
  const lines = [await lineOf(plain), await lineOf(staged)];
  await expect(deleteRuns(lines, { reason: undefined, force: false, registry }, writer)).rejects.toMatchObject({
    code: 'deletion-refused',
    message: `what is a model version is not deleted: run ${staged} is duration@v1.0.0, in the stage production`,
    hint: expect.stringContaining('--force') as string,
  });
  expect((await lineOf(plain)).deleted).toBeUndefined();
  const forced = await deleteRuns([await lineOf(staged)], { reason: undefined, force: true, registry }, writer);
  expect(forced.changed).toEqual([staged]);
});

test('a registration is told to its run once, whoever registers it again, and protects it where no tag is', async () => {
  const version = {
    model: 'duration',
    version: 'v1.0.0',
    tag: 'duration@v1.0.0',
    commit: 'c',
    time: 1_782_000_000,
    object: OBJECT,
  };
  await recordRegistration(told, { ...version, written: true }, { history, log });
  const before = commits();
  await recordRegistration(told, { ...version, written: false }, { history, log });
  expect(commits()).toBe(before);
  const [run] = await history.readStates([await lineOf(told)]);
  expect(run?.events).toHaveLength(1);
  expect(run?.state.registrations).toEqual([
    { time: '2026-06-21T00:00:00.000Z', model: 'duration', version: 'v1.0.0', tag: 'duration@v1.0.0', object: OBJECT },
  ]);

  const deleteTold = async (registry: RegistryState) =>
    deleteRuns([await lineOf(told)], { reason: undefined, force: false, registry }, writer);
  await expect(deleteTold(registryState([]))).rejects.toMatchObject({
    message: expect.stringContaining(`${told} is duration@v1.0.0, whose tag is not here`) as string,
  });
  // A version that was taken back protects nothing.
  expect((await deleteTold(registryOf(told, 'duration@v1.0.0!'))).changed).toEqual([told]);
});

test('a registration that cannot be told to its run is a warning, and so is one of an impossible time', async () => {
  const version = {
    model: 'duration',
    version: 'v1.0.0',
    tag: 'duration@v1.0.0',
    commit: 'c',
    object: OBJECT,
    written: true,
  };
  const nowhere = openTestHistory(`${folder.path}/nowhere.git`, folder.path);
  await recordRegistration(anId(0), { ...version, time: 1 }, { history: nowhere, log });
  await recordRegistration(anId(0), { ...version, time: 1e15 }, { history, log });
  expect(warnings.splice(0)).toEqual([
    expect.stringMatching(/^duration@v1\.0\.0 stands, but the run could not be told so: there is no repository/),
    expect.stringContaining('could not be told so'),
  ]);
});
