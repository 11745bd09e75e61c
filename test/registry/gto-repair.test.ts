// Where GTO itself stops, and that it goes on after the repair: each brick once with the program.
import { join } from 'node:path';
import { beforeAll, expect, it, type TestContext } from 'vitest';
import { gitIn } from '../../src/git/git.ts';
import { applyRepairs } from '../../src/registry/apply-repairs.ts';
import { checkRegistry } from '../../src/registry/check.ts';
import { readRegistryFacts } from '../../src/registry/read-facts.ts';
import { readTags } from '../../src/registry/read-registry.ts';
import { repairsOf } from '../../src/registry/repair.ts';
import { historyRows, showTable } from '../../src/registry/show.ts';
import { registryState } from '../../src/registry/state.ts';
import { createRepository, git, temporaryFolder } from '../support/git-fixtures.ts';
import { installGto, startGto, type Gto } from '../support/gto.ts';
import { tagAt } from './tag-at.ts';

let missing: string | undefined;

beforeAll(async () => {
  missing = await installGto();
}, 180_000);

type Brick = readonly [name: string, says: RegExp, spoil: (project: string, commit: string) => void];

const BRICKS: readonly Brick[] = [
  [
    'two versions on a commit, one with a stage',
    /Multiple versions are not allowed on the same Git commit/,
    (project, commit) => {
      tagAt(project, 'm@v0.0.2', commit, 2);
      tagAt(project, 'm#prod#1', commit, 3);
    },
  ],
  [
    'a second version although the first was taken back',
    /Multiple versions are not allowed on the same Git commit/,
    (project, commit) => {
      tagAt(project, 'm@v0.0.1!', commit, 2);
      tagAt(project, 'm@v0.0.2', commit, 3);
      tagAt(project, 'm#prod#1', commit, 4);
    },
  ],
  ['model@created', /traceback/, (project, commit) => tagAt(project, 'm@created', commit, 2)],
  ['model@created, lightweight', /traceback/, (project) => git(project, ['tag', 'm@created'])],
  ['a tag of a tree', /traceback/, (project, commit) => tagAt(project, 'm@v0.0.2', `${commit}^{tree}`, 2)],
  ['a stage on a file', /traceback/, (project, commit) => tagAt(project, 'm#prod#1', `${commit}:train.py`, 2)],
];

it.for(BRICKS)('GTO stops at %s, and goes on after the repair', async ([, says, spoil], context) => {
  await inProject(context, async (project, commit, gto) => {
    spoil(project, commit);
    const stopped = await gto.ask(project, ['show']);
    expect([stopped.status, stopped.errors]).toEqual([1, expect.stringMatching(says)]);
    await repair(project);
    const shown = JSON.parse(await answered(gto, project, ['show', '--json'])) as Record<
      string,
      { version: string; stage: object }
    >;
    const state = registryState((await readTags(gitIn(project))).tags);
    const { rows } = showTable(state);
    expect(Object.entries(shown).map(([name, { version }]) => [name, version])).toEqual(
      rows.map(({ name, latest }) => [name, latest]),
    );
    expect(shown['m']?.stage).toEqual(
      Object.fromEntries(Object.entries(rows[0]?.stages ?? {}).map(([stage, [version]]) => [stage, version ?? null])),
    );
    const events = JSON.parse(await answered(gto, project, ['history', '--json'])) as {
      ref: string;
      version: string;
    }[];
    expect(events.map(({ ref, version }) => [ref, version])).toEqual(
      historyRows(state).map(({ ref, version }) => [ref, version]),
    );
    expect((await gto.ask(project, ['doctor'])).status).toBe(0);
  });
});

it('GTO assigns a stage below another once that has a number', async (context) => {
  await inProject(context, async (project, commit, gto) => {
    tagAt(project, 'm#prod', commit, 2);
    const assign = ['assign', 'm', '--version', 'v0.0.1', '--stage', 'prod/eu'];
    expect((await gto.ask(project, assign)).status).toBe(1);
    await repair(project, ['prod/eu']);
    await answered(gto, project, assign);
    const shown = JSON.parse(await answered(gto, project, ['show', '--json'])) as object;
    expect(shown).toMatchObject({ m: { version: 'v0.0.1', stage: { prod: 'v0.0.1', 'prod/eu': 'v0.0.1' } } });
  });
});

it('GTO stops in `show` of a model whose version is registered twice on a commit', async (context) => {
  await inProject(context, async (project, commit, gto) => {
    tagAt(project, 'm@v0.0.1#2', commit, 2);
    expect((await gto.ask(project, ['show', 'm'])).status).toBe(1);
    const findings = checkRegistry(await readRegistryFacts(gitIn(project)));
    expect(findings.map(({ id }) => id)).toEqual(['version-twice']);
  });
});

async function inProject(
  { skip }: TestContext,
  work: (project: string, commit: string, gto: Gto) => Promise<void>,
): Promise<void> {
  if (missing !== undefined) skip(missing);
  using folder = temporaryFolder();
  using gto = startGto();
  const project = createRepository(join(folder.path, 'project'));
  const commit = git(project, ['rev-parse', 'HEAD']);
  tagAt(project, 'm@v0.0.1', commit, 1);
  await work(project, commit, gto);
}

async function repair(project: string, stages: readonly string[] = []): Promise<void> {
  const facts = { stages, ...(await readRegistryFacts(gitIn(project))) };
  await applyRepairs({ root: project, remote: undefined, clock: () => new Date() }, repairsOf(facts));
}

async function answered(gto: Gto, project: string, words: readonly string[]): Promise<string> {
  const { status, output } = await gto.ask(project, words);
  expect([status, output]).toEqual([0, output]);
  return output;
}
