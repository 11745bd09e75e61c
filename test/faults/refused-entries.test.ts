// What cannot be taken out of the inbox, by accident or ill will, must neither block the runs of others nor reach the branch.
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderImport } from '../../src/git/fast-import.ts';
import { blobIdOf } from '../../src/git/object-id.ts';
import { inboxRef, refusedRef } from '../../src/tracking/inbox/waiting.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import {
  commitToBare,
  createRemote,
  filesOf,
  git,
  temporaryFolder,
  tipOf,
  type TemporaryFolder,
} from '../support/git-fixtures.ts';
import { leaveInInbox } from '../tracking/inbox-fixtures.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';
import { newRunId, sampleBundle } from '../tracking/sample-run.ts';

const SIGNATURE = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n wsFcBAABCAAQBQJm\n -----END PGP SIGNATURE-----';

function refsOf(remote: string): readonly string[] {
  return git(remote, ['for-each-ref', '--format=%(refname)', 'refs/mlops']).split('\n').filter(Boolean);
}

function runsOf(remote: string): readonly string[] {
  return filesOf(remote, REF).filter((path) => path.startsWith('runs/'));
}

/** Leaves a text as the record of a run in the inbox and gives what waits. */
function leaveRecord(remote: string, id: string, content: string): { readonly ref: string; readonly commit: string } {
  const message = `run\n\nMlops-Run: ${id} ${blobIdOf(content, 'sha1')} finished a b c\n`;
  const files = [{ path: `runs/2026-07/09/${id}.json`, content }];
  const ref = inboxRef(REF, 2, newRunId());
  git(remote, ['fast-import', '--quiet', '--force'], {
    input: renderImport(ref, undefined, [{ message, seconds: 1, files }]),
  });
  return { ref, commit: tipOf(remote, ref) };
}

/** Leaves a raw commit in the inbox and gives what waits. */
function leaveCommit(remote: string, commit: string): { readonly ref: string; readonly commit: string } {
  const ref = inboxRef(REF, 1, newRunId());
  git(remote, ['update-ref', ref, commit]);
  return { ref, commit };
}

/** Settings of the user's own, until the folder is gone. */
function useConfiguration(folder: TemporaryFolder, text: string): Disposable {
  const before = process.env['GIT_CONFIG_GLOBAL'];
  const path = `${folder.path}/gitconfig`;
  writeFileSync(path, text);
  process.env['GIT_CONFIG_GLOBAL'] = path;
  return { [Symbol.dispose]: () => void (process.env['GIT_CONFIG_GLOBAL'] = before) };
}

test('a run id that is none, a second commit of one name and an odd object do not keep others out of the branch', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const first = leaveRecord(remote, 'f'.repeat(32), '{}');
  const { ref } = first;
  expect(await openTestHistory(remote, folder.path).fold()).toMatchObject({ folded: 0, refused: [refusedRef(first)] });

  // The same name again, with another commit; and one that `git fsck` would not let in.
  const second = { ref, commit: commitToBare(remote, ref, { x: 'y' }, 'x', { orphan: true }) };
  const tree = git(remote, ['rev-parse', 'HEAD^{tree}']);
  const bare = `tree ${tree}\ncommitter x <x> 1 +0000\n\nno author\n`;
  const odd = leaveCommit(
    remote,
    git(remote, ['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'], { input: bare }),
  );
  const good = sampleBundle();
  leaveInInbox(remote, good);
  using _ = useConfiguration(folder, '[transfer]\n  fsckObjects = true\n');

  expect(await openTestHistory(remote, folder.path).fold()).toMatchObject({ folded: 1 });

  expect(runsOf(remote)).toEqual([recordPath(good.record.id)]);
  expect(refsOf(remote)).toEqual([first, second, odd].map(refusedRef).toSorted());
});

test('a record that no reader could read is refused, and one of a later version is taken', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const later = newRunId();
  const [known, taken] = [sampleBundle(), sampleBundle()];
  const strange = ['{}', 'oops', 'null', JSON.stringify(taken.record), JSON.stringify({ schema: 2, id: later })].map(
    (content) => leaveRecord(remote, newRunId(), content),
  );
  leaveRecord(remote, later, JSON.stringify({ schema: 2, id: later, members: 'unknown' }));
  leaveInInbox(remote, known);
  expect(await openTestHistory(remote, folder.path).fold()).toMatchObject({ folded: 2 });
  expect(runsOf(remote).toSorted()).toEqual([later, known.record.id].map(recordPath).toSorted());
  expect(refsOf(remote)).toEqual(strange.map(refusedRef).toSorted());
});

test('a commit that is signed is read like any other, also where signatures are shown in logs', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const [plain, signed] = [sampleBundle(), sampleBundle()];
  leaveInInbox(remote, plain, new Date(Date.now() - 5000));
  const ref = leaveInInbox(remote, signed);
  const text = `${git(remote, ['cat-file', 'commit', ref])}\n`.replace('\n\n', `\n${SIGNATURE}\n\n`);
  git(remote, ['update-ref', ref, git(remote, ['hash-object', '-t', 'commit', '-w', '--stdin'], { input: text })]);
  using _ = useConfiguration(folder, '[log]\n  showSignature = true\n');
  expect(await openTestHistory(remote, folder.path).fold()).toMatchObject({ folded: 2, refused: [] });
  expect(runsOf(remote).toSorted()).toEqual([plain, signed].map(({ record }) => recordPath(record.id)).toSorted());
});

test('of what one writer left, a run that is there with other content is refused whole and the others are taken', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const there = sampleBundle();
  await openTestHistory(remote, folder.path).append([there]);
  const other = { record: { ...there.record, command: 'other' }, files: { 'changes.patch': Buffer.from('diff') } };
  const fresh = sampleBundle();
  const history = openTestHistory(remote, folder.path, { contended: true });

  const error = await history.append([other, fresh]).catch((reason: unknown) => reason);

  const [refused = ''] = refsOf(remote);
  expect(refused).toMatch(/^refs\/mlops\/refused\//);
  expect(error).toMatchObject({ code: 'tracking-conflict', hint: expect.stringContaining(refused) });
  expect(runsOf(remote).toSorted()).toEqual([there, fresh].map(({ record }) => recordPath(record.id)).toSorted());
  // Whoever repairs the bundle and tries again finds the good run there.
  expect(await history.append([fresh])).toMatchObject({ written: true });
  expect(refsOf(remote)).toEqual([refused]);
});
