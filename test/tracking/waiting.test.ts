import { describe, expect, test } from 'vitest';
import { entriesOf } from '../../src/tracking/entry.ts';
import {
  electLeader,
  entriesOfWaiting,
  inboxFolder,
  inboxRef,
  refusedFolder,
  refusedRef,
  waitingIn,
} from '../../src/tracking/inbox/waiting.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import { renderMessage } from '../../src/tracking/line.ts';
import { newRunId, sampleBundle } from './sample-run.ts';

const REF = 'refs/heads/mlops-tracking';
const NOW = new Date('2026-07-09T12:00:00.000Z');
const SECOND = 1000;

function waitingSince(...ages: readonly number[]): ReturnType<typeof waitingIn> {
  const refs = ages.map((age) => [inboxRef(REF, NOW.getTime() - age, newRunId()), '1'.repeat(40)] as const);
  return waitingIn(new Map(refs), REF);
}

test('each history has an inbox of its own, in which refs sort by the time of their push', () => {
  const id = newRunId();
  expect(inboxRef(REF, 0x1982ffffffff, id)).toBe(`refs/mlops/inbox/heads/mlops-tracking/1982ffffffff-${id}`);
  expect(inboxRef('refs/mlops/tracking', 1, id)).toBe(`refs/mlops/inbox/mlops/tracking/000000000001-${id}`);
  expect(inboxRef(REF, -5, id)).toBe(`${inboxFolder(REF)}000000000000-${id}`);
  expect(refusedRef({ ref: inboxRef(REF, 1, id), commit: 'c0' })).toBe(`${refusedFolder(REF)}000000000001-${id}-c0`);
  expect(refusedFolder(REF)).toBe('refs/mlops/refused/heads/mlops-tracking/');
});

test('what waits is read first come first, and nothing else that lies there', () => {
  const [late, early] = [inboxRef(REF, 2000, newRunId()), inboxRef(REF, 1000, newRunId())];
  const refs = new Map([
    [late, 'b'],
    [early, 'a'],
    [`${inboxFolder(REF)}note`, 'c'],
    [`${inboxFolder(REF)}deeper/${early.split('/').at(-1)}`, 'd'],
    [inboxRef('refs/mlops/tracking', 500, newRunId()), 'e'],
  ]);
  expect(waitingIn(refs, REF)).toEqual([
    { ref: early, commit: 'a', pushed: 1000 },
    { ref: late, commit: 'b', pushed: 2000 },
  ]);
});

describe('the leader', () => {
  test('is the writer of the first entry', () => {
    const waiting = waitingSince(5 * SECOND, 3 * SECOND);
    expect(electLeader(waiting, waiting[0]?.ref ?? '', NOW)).toBe('lead');
    expect(electLeader(waiting, waiting[1]?.ref ?? '', NOW)).toBe('defer');
  });

  test('is another when the first entry has waited for more than two minutes', () => {
    const waiting = waitingSince(121 * SECOND, 3 * SECOND);
    expect(electLeader(waiting, waiting[1]?.ref ?? '', NOW)).toBe('stale');
    const almost = waitingSince(119 * SECOND, 3 * SECOND);
    expect(electLeader(almost, almost[1]?.ref ?? '', NOW)).toBe('defer');
  });

  test('is deferred to only when it is first: an older entry behind a fresh one changes nothing', () => {
    const waiting = waitingSince(-60 * SECOND, 3 * SECOND, 2 * SECOND);
    expect(electLeader(waiting, waiting.at(-1)?.ref ?? '', NOW)).toBe('defer');
    expect(electLeader(waiting, waiting[0]?.ref ?? '', NOW)).toBe('lead');
  });

  test('is nobody whose entry has gone already', () => {
    const waiting = waitingSince(5 * SECOND);
    expect(electLeader(waiting, inboxRef(REF, NOW.getTime(), newRunId()), NOW)).toBe('done');
    expect(electLeader([], 'x', NOW)).toBe('done');
  });
});

describe('the files of an inbox commit', () => {
  const bundle = sampleBundle({}, { 'changes.patch': Buffer.from('diff') });
  const entries = entriesOf([bundle], [], 'sha1');
  const message = renderMessage(entries.map(({ line }) => line));
  const folder = recordPath(bundle.record.id).replace(/[^/]+$/, '');
  const files = entries.map(({ name, blob }) => ({ path: `${folder}${name}`, blob }));

  test('are the entries that were written', () => {
    expect(entriesOfWaiting(message, files)).toEqual(entries.map((entry) => ({ ...entry, content: undefined })));
  });

  const [record, patch] = files as [(typeof files)[0], (typeof files)[0]];
  const wrong: readonly (readonly [string, string, typeof files])[] = [
    ['an empty commit', message, []],
    ['a file without a line', message.replace(/Mlops-File.*\n/, ''), files],
    ['a line without a file', message, [record]],
    ['a blob that is not the one of the line', message, [{ ...record, blob: '2'.repeat(40) }, patch]],
    ['a file outside of the folders of runs', message, [record, { ...patch, path: '.github/workflows/x.yml' }]],
    ['a path that climbs', message, [{ ...record, path: `runs/2026-07/../${record.path}` }, patch]],
    ['a message without any line', 'hello', files],
    ['a name that is not fit for a file', message.replace('changes.patch', '..%2Fpasswd'), files],
  ];
  test('keep index lines that only a later version knows, and nothing that speaks of the branch', () => {
    const later = 'Mlops-Series: a b\nMlops-Format: 99\nMlops-Total: 7\nMlops-Owner: ada\n';
    const read = entriesOfWaiting(`${message}\n${later}`, files) ?? [];
    expect(read.map(({ line }) => line)).toEqual([
      `${entries[0]?.line}\nMlops-Series: a b\nMlops-Owner: ada`,
      entries[1]?.line,
    ]);
  });

  const noId = 'f'.repeat(32);
  const tooLate = `ffffffffffff7${'f'.repeat(3)}8${'f'.repeat(15)}`;
  test.each([noId, tooLate])('are refused when the layout has no folder for the run: %s', (id) => {
    const text = message.replaceAll(bundle.record.id, id);
    const renamed = files.map(({ path, blob }) => ({ path: path.replace(bundle.record.id, id), blob }));
    expect(entriesOfWaiting(text, renamed)).toBeUndefined();
  });

  test.each(wrong)('are refused as a whole: %s', (_case, text, tree) => {
    expect(entriesOfWaiting(text, tree)).toBeUndefined();
  });
});
