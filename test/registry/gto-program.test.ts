// GTO itself reads what we wrote, and we read what GTO wrote. It is installed from PyPI into test/.cache once.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { evidenceFrom } from '../../src/registry/evidence.ts';
import { readRegistry } from '../../src/registry/read-registry.ts';
import { registerVersion } from '../../src/registry/register.ts';
import { historyRows, showTable } from '../../src/registry/show.ts';
import { anId, aRun } from '../support/a-run.ts';
import { commitFiles, createRepository, temporaryFolder, TEST_GIT_ENVIRONMENT } from '../support/git-fixtures.ts';
import { GTO_PROGRAM, installGto } from '../support/gto.ts';

const run = promisify(execFile);

let missing: string | undefined;

beforeAll(async () => {
  missing = await installGto();
}, 180_000);

it('agrees with GTO on tags that both wrote', async ({ skip }) => {
  if (missing !== undefined) skip(missing);
  using folder = temporaryFolder();
  const repository = createRepository(join(folder.path, 'repository'));
  let seconds = 1_790_000_000;
  const access = {
    remote: { url: repository, config: {} },
    scratchParent: join(folder.path, 'scratch'),
    clock: () => new Date((seconds += 60) * 1000),
    random: Math.random,
    log: silentLog,
  };
  const register = async (minute: number, commit: string, bump = 'patch') =>
    registerVersion(access, {
      model: 'duration',
      bump,
      commit,
      evidence: evidenceFrom(aRun({ id: anId(minute), source: { commit } })),
    });
  const gto = async (...args: readonly string[]): Promise<string> =>
    (await run(GTO_PROGRAM, args, { cwd: repository, env: { ...TEST_GIT_ENVIRONMENT, NO_COLOR: '1' } })).stdout;

  const first = commitFiles(repository, { 'train.py': '1' });
  await register(1, first);
  await register(2, first);
  const second = commitFiles(repository, { 'train.py': '2' });
  await register(3, second, 'minor');
  await gto('assign', 'duration', '--version', 'v0.0.2', '--stage', 'production');
  await gto('assign', 'duration', '--version', 'v0.0.1', '--stage', 'production');
  await gto('register', 'duration', commitFiles(repository, { 'train.py': '3' }));

  const state = await readRegistry(access);
  const shown = JSON.parse(await gto('show', '--json')) as Record<
    string,
    { version: string; stage: Record<string, string> }
  >;
  const { rows } = showTable(state);
  expect(rows).toEqual([{ name: 'duration', latest: 'v0.1.1', stages: { production: ['v0.0.1'] }, isActive: true }]);
  expect(shown['duration']).toMatchObject({ version: rows[0]?.latest, stage: { production: 'v0.0.1' } });

  const events = JSON.parse(await gto('history', '--json')) as {
    ref: string;
    event: string;
    version: string;
    commit: string;
  }[];
  expect(historyRows(state).map(({ ref, event, version, commit }) => ({ ref, event, version, commit }))).toEqual(
    events.map(({ ref, event, version, commit }) => ({ ref, event, version, commit })),
  );
  expect(events).toHaveLength(6);
}, 60_000);
