// Many writers in bad weather: processes that are killed, connections that break before and after the server accepted,
// servers that fail for a moment. What was acknowledged is there exactly once, whatever happened.
import { expect, test } from 'vitest';
import { blobIdOf } from '../../src/git/object-id.ts';
import { canonicalJson } from '../../src/run/canonical.ts';
import { recordPath } from '../../src/tracking/layout.ts';
import { createRemote, git, temporaryFolder } from '../support/git-fixtures.ts';
import { startGitHttpServer, type Fault } from '../support/git-http-server.ts';
import { startWriter, type Writer } from './append-worker.ts';
import { openTestHistory, REF } from '../tracking/open-test-history.ts';
import { newRunId, sampleBundle } from '../tracking/sample-run.ts';

const WRITERS = 10;

/** The same weather in every run (mulberry32, T. Ettinger). */
function weather(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('what was acknowledged in a storm is there exactly once', async () => {
  using folder = temporaryFolder();
  const remote = createRemote(`${folder.path}/remote.git`);
  const draw = weather(20260709);
  const counts = { kills: 0, drops: 0, errors: 0 };
  const writers: Writer[] = [];
  await using server = await startGitHttpServer({
    root: folder.path,
    async fault({ isPush }): Promise<Fault | undefined> {
      const luck = draw();
      if (luck < 0.05) {
        counts.errors += 1;
        return { status: 503 };
      }
      if (luck < 0.12) {
        counts.drops += 1;
        return isPush && luck < 0.09 ? 'drop-after' : 'drop-before';
      }
      if (luck < 0.16) {
        counts.kills += 1;
        await writers[Math.floor(draw() * writers.length)]?.kill();
      }
      return undefined;
    },
  });
  const url = `${server.url}/remote.git`;
  for (let i = 0; i < WRITERS; i += 1) {
    writers.push(startWriter({ url, folder: folder.path, id: newRunId(), contended: i % 3 !== 0 }));
  }
  const answers = await Promise.all(
    writers.map(async ({ id, answer }) => {
      const said = await answer;
      return { id, acknowledged: said !== undefined && 'written' in said && said.written };
    }),
  );
  // The storm is over; whoever comes next tidies up.
  await openTestHistory(remote, folder.path).fold();

  expect(git(remote, ['for-each-ref', 'refs/mlops'])).toBe('');
  const there = git(remote, ['ls-tree', '-r', '--format=%(objectname) %(path)', REF]).split('\n');
  const lines = git(remote, ['log', '--format=%B', REF])
    .split('\n')
    .filter((line) => line.startsWith('Mlops-Run: '));
  for (const { id, acknowledged } of answers) {
    const blob = blobIdOf(canonicalJson(sampleBundle({ id }).record), 'sha1');
    const found = there.filter((line) => line.includes(id));
    expect(found).toEqual(acknowledged || found.length > 0 ? [`${blob} ${recordPath(id)}`] : []);
    expect(lines.filter((line) => line.startsWith(`Mlops-Run: ${id} ${blob}`))).toHaveLength(found.length);
  }
  expect(answers.filter(({ acknowledged }) => acknowledged).length).toBeGreaterThan(2);
  // Otherwise it was no storm.
  expect(counts.kills).toBeGreaterThan(0);
  expect(counts.drops).toBeGreaterThan(2);
  expect(git(remote, ['fsck', '--connectivity-only', '--no-dangling'])).toBe('');
});
