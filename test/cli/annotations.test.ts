// Tags, notes and deletions as a person types them, on a history of three runs.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunEvent } from '../../src/run/event.ts';
import type { RunRecord } from '../../src/run/record.ts';
import type { RunState } from '../../src/run/state.ts';
import { aRun } from '../support/a-run.ts';
import { createRepository, git, temporaryFolder, tipOf, type TemporaryFolder } from '../support/git-fixtures.ts';
import { mlops } from '../support/mlops.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';

type Shown = RunRecord & { readonly events: readonly RunEvent[]; readonly state: RunState };

let folder: TemporaryFolder;
let project: string;
const RUNS = Array.from({ length: 3 }, (_, minute) => aRun({ metrics: { rmse: minute } }, minute));
const [first = '', second = '', third = ''] = RUNS.map(({ id }) => id);

beforeAll(async () => {
  folder = temporaryFolder();
  project = createRepository(join(folder.path, 'project'));
  git(project, ['config', 'user.name', 'Ada']);
  await openTestHistory(project, folder.path).append(RUNS.map((record) => ({ record, files: {} })));
});
afterAll(() => folder[Symbol.dispose]());

test('tags and notes stand on the local branch, and show up wherever the run does', async () => {
  const tagged = await mlops(project, ['runs', 'tag', first, 'owner=Grace Hopper', 'flaky=', '--json']);
  expect(tagged.json()).toEqual({
    run: first,
    tags: { owner: 'Grace Hopper', flaky: '' },
    set: ['owner', 'flaky'],
    removed: [],
    unchanged: [],
    tracking_commit: tipOf(project, REF),
  });
  const again = await mlops(project, ['runs', 'tag', first, 'owner=Grace Hopper', '--remove', 'flaky', 'gone']);
  expect(again.stdout).toBe(`run ${first.slice(0, 12)}: flaky removed, owner as it was, gone as it was\n`);
  const noted = await mlops(project, ['runs', 'note', first, '-'], {}, 'Trained on the old data.\nDo not use.\n');
  expect([noted.status, noted.stdout]).toEqual([0, `run ${first.slice(0, 12)}: noted\n`]);

  const shown = (await mlops(project, ['runs', 'show', first, '--json'])).json<Shown>();
  const time = expect.any(String) as string;
  expect(shown).toMatchObject({ id: first, status: 'finished', tags: {} });
  expect(shown.events.map(({ type, actor }) => [type, actor])).toEqual(
    ['tag', 'tag', 'tag', 'note'].map((type) => [type, 'Ada']),
  );
  expect(shown.state).toEqual({
    status: 'finished',
    tags: { owner: 'Grace Hopper' },
    notes: [{ time, actor: 'Ada', text: 'Trained on the old data.\nDo not use.' }],
    registrations: [],
    deployments: [],
  });
  const text = (await mlops(project, ['runs', 'show', first])).stdout;
  expect(text).toMatch(/^TAG *\nowner +Grace Hopper$/m);
  expect(text).toMatch(/^NOTE *\n[-\d]+ [\d:]+ Ada +Trained on the old data\.\n +Do not use\.$/m);
  const table = (await mlops(project, ['runs'])).stdout;
  expect(table).toMatch(/RMSE +TAGS +NOTE\n/);
  expect(table).toMatch(/ owner=Grace Hopper +Trained on the old data\.…\n/);
});

test('a deleted run is left out until it is restored, and says so to whoever asks for it', async () => {
  const said = await mlops(project, ['runs', 'delete', third, second, '--reason', 'wrong data']);
  expect(said.stdout).toMatch(new RegExp(`run ${third}: deleted; .*restore.*\nrun ${second}: deleted`));
  const idsOf = async (...words: readonly string[]) =>
    (await mlops(project, ['runs', '--json', ...words])).json<readonly Shown[]>().map(({ id }) => id);
  expect(await idsOf()).toEqual([first]);
  expect(await idsOf('--deleted')).toEqual([third, second, first]);
  const again = await mlops(project, ['runs', 'delete', second]);
  expect([again.status, again.stdout]).toEqual([0, `run ${second}: was deleted before\n`]);
  const shown = await mlops(project, ['runs', 'show', second]);
  expect(shown.stdout).toMatch(/^status +finished, deleted\ndeleted +[-\d]+ [\d:]+ Ada: wrong data$/m);
  const compared = await mlops(project, ['compare', first, second]);
  expect([compared.status, compared.stderr]).toEqual([0, expect.stringContaining(`run ${second} is deleted`)]);
  const refused = await mlops(project, ['register', second, '--no-push']);
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('it is deleted')]);

  const restored = await mlops(project, ['runs', 'restore', second, first, '--json']);
  expect(restored.json()).toEqual({ restored: [second], unchanged: [first], tracking_commit: tipOf(project, REF) });
  expect(await idsOf()).toEqual([second, first]);

  await mlops(project, ['runs', 'delete', second, first]);
  const none = await mlops(project, ['runs']);
  expect([none.stdout, none.stderr]).toEqual(['', 'All runs here are deleted; `mlops runs --deleted` shows them.\n']);
});

test('what cannot be said is refused with what to do', async () => {
  const tip = tipOf(project, REF);
  const cases = [
    [['tag', first], 2, 'there is no tag to set'],
    [['tag', first, 'owner'], 2, '"owner" is no assignment'],
    [['note', first, ' '], 2, 'the note is empty'],
    [['delete', 'main'], 1, '"main" is no run id'],
  ] as const;
  for (const [words, status, message] of cases) {
    const said = await mlops(project, ['runs', ...words]);
    expect([said.status, said.stderr]).toEqual([status, expect.stringContaining(message)]);
  }
  expect(tipOf(project, REF)).toBe(tip);
});
