// The registry there and back: what GTO wrote ours reads alike, what ours writes GTO reads alike, and both write the same
// tags for the same commands. GTO itself is asked, of every fixture and of registries that are made up.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { array, assert, asyncProperty, constantFrom, oneof, record } from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { gitIn } from '../../src/git/git.ts';
import { silentLog } from '../../src/log.ts';
import { deprecateModel } from '../../src/pipeline/versions/deprecate-model.ts';
import type { RegistryAccess } from '../../src/registry/access.ts';
import { appendEvent } from '../../src/registry/append-event.ts';
import type { TagObject } from '../../src/registry/event.ts';
import { evidenceFrom } from '../../src/registry/evidence.ts';
import { readRegistry, readTags } from '../../src/registry/read-registry.ts';
import { registerVersion } from '../../src/registry/register.ts';
import { historyRows, showTable } from '../../src/registry/show.ts';
import { registryState, type RegistryState } from '../../src/registry/state.ts';
import { isName, parseTag, renderTag } from '../../src/registry/tag.ts';
import { anId, aRun } from '../support/a-run.ts';
import { commitFiles, createEmptyRepository, git, temporaryFolder } from '../support/git-fixtures.ts';
import { installGto, startGto, type Gto } from '../support/gto.ts';
import { openTestHistory } from '../tracking/open-test-history.ts';
import { compareWithGto, type Compared } from './gto-comparison.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/gto');
const NAMES = Array.from({ length: 10 }, (_, index) => `0${index}`);

let missing: string | undefined;
let gto: Gto;
const counts = { fixtures: 0, written: 0, registries: 0, commands: 0, comparisons: 0, mismatches: 0 };

beforeAll(async () => {
  missing = await installGto();
  if (missing === undefined) gto = startGto();
}, 180_000);
afterAll(() => {
  if (missing !== undefined) return;
  gto[Symbol.dispose]();
  console.info(
    `GTO round trip: ${counts.fixtures} fixtures read, ${counts.written} of their events and ${counts.commands} commands ` +
      `on ${counts.registries} made-up registries written again, ${counts.comparisons} comparisons, ` +
      `${counts.mismatches} mismatches`,
  );
});
beforeEach(({ skip }) => {
  if (missing !== undefined) skip(missing);
});

function count({ comparisons, mismatches }: Compared): void {
  counts.comparisons += comparisons;
  counts.mismatches += mismatches.length;
  expect(mismatches).toEqual([]);
}

/** Compares what must be the same in both. */
function same(ours: unknown, theirs: unknown): void {
  counts.comparisons += 1;
  counts.mismatches += 1;
  expect(ours).toEqual(theirs);
  counts.mismatches -= 1;
}

/** A fixture with a worktree, without the tags at which GTO stops. */
async function importFixture(name: string, repository: string): Promise<string> {
  createEmptyRepository(repository);
  git(repository, ['fast-import', '--quiet'], { input: await readFile(join(FIXTURES, `${name}.fast-import`)) });
  git(repository, ['checkout', '--quiet', '--force', 'main']);
  const { bricks = [] } = JSON.parse(await readFile(join(FIXTURES, `${name}.json`), 'utf8')) as { bricks?: string[] };
  deleteTags(repository, bricks);
  return repository;
}

function deleteTags(repository: string, names: readonly string[]): void {
  git(repository, ['update-ref', '--stdin'], { input: names.map((name) => `delete refs/tags/${name}\n`).join('') });
}

const accessTo = (repository: string, scratchParent: string, seconds: number): RegistryAccess => ({
  remote: { url: repository, config: {} },
  scratchParent,
  clock: () => new Date(seconds * 1000),
  random: () => 0.1,
  log: silentLog,
});

const stateOf = async (repository: string): Promise<RegistryState> =>
  registryState((await readTags(gitIn(repository))).tags);

let runs = 0;
const evidence = (commit: string) => evidenceFrom(aRun({ id: anId((runs += 1)), source: { commit } }));

test.each(NAMES)('fixture %s: GTO and ours read the same', async (name) => {
  using folder = temporaryFolder();
  // What GTO says of each single tag of the fixtures is recorded, and compared in gto.test.ts.
  const theirs = await importFixture(name, join(folder.path, 'theirs'));
  count(await compareWithGto(gto, theirs, { withRefs: false }));
  counts.fixtures += 1;
});

/** Says again what a tag of GTO says, by the writer that is meant for it. */
async function sayAgain(tag: TagObject, access: RegistryAccess): Promise<void> {
  const meaning = parseTag(tag.name);
  if (meaning === undefined) return;
  const { artifact: model, counter: _, ...action } = meaning;
  const { commit } = tag;
  const state = await readRegistry(access);
  const versions = state.artifacts.find((each) => each.name === model)?.versions ?? [];
  const isNew = versions.every(
    (each) => each.commit !== commit && 'version' in action && each.version !== action.version,
  );
  if (action.action === 'register' && isNew && isName(model)) {
    await registerVersion(access, { model, bump: action.version, commit, evidence: evidence(commit) });
  } else {
    await appendEvent(access, model, () => ({ write: { action, commit, message: 'Again\n' } }));
  }
  counts.written += 1;
}

/** What happened, newest first, without names and times of tags. */
const told = (state: RegistryState): unknown =>
  historyRows(state).map(({ artifact, event, version, stage, commit }) =>
    [artifact, event, version, stage, commit].join(' '),
  );

test.each(NAMES)(
  'fixture %s: what ours writes again GTO reads as ours does',
  async (name) => {
    using folder = temporaryFolder();
    const theirs = await importFixture(name, join(folder.path, 'theirs'));
    const ours = await importFixture(name, join(folder.path, 'ours'));
    const { tags } = await readTags(gitIn(theirs));
    // Lightweight tags stay: a writer has to go round them.
    deleteTags(
      ours,
      tags.map((tag) => tag.name),
    );
    const inOrder = tags.toSorted((a, b) => a.time - b.time);
    for (const tag of inOrder) await sayAgain(tag, accessTo(ours, join(folder.path, 'scratch'), tag.time));

    count(await compareWithGto(gto, ours));
    const [before, after] = [await stateOf(theirs), await stateOf(ours)];
    const times = inOrder.filter(({ name }) => parseTag(name) !== undefined).map(({ time }) => time);
    const sorted = (lines: unknown): unknown => (lines as string[]).toSorted();
    same(sorted(told(after)), sorted(told(before)));
    // Within a second GTO orders by the names of tags, and ours leaves no two in one second.
    if (new Set(times).size === times.length) {
      same(told(after), told(before));
      const all = { deprecated: true, versionsPerStage: Infinity };
      same(showTable(after, all), showTable(before, all));
    }
  },
  120_000,
);

const MODELS = ['cars', 'cars', 'cars', 'nlp/bert'] as const;
const STAGES = ['production', 'production', 'dev', 'prod/eu'] as const;
const COMMITS = 6;

interface Command {
  readonly kind: 'register' | 'assign' | 'deprecate' | 'deregister' | 'unassign';
  readonly model: string;
  readonly stage: string;
  readonly bump: 'patch' | 'minor' | 'major' | 'v2.0.0-rc.1' | 'v1.0.0+build.5';
  /** Which commit, or which of the versions that there are. */
  readonly place: number;
}

const command = record({
  kind: oneof(
    { arbitrary: constantFrom('register' as const), weight: 4 },
    { arbitrary: constantFrom('assign' as const), weight: 5 },
    {
      arbitrary: constantFrom('deprecate' as const, 'deregister' as const, 'unassign' as const, 'unassign' as const),
      weight: 3,
    },
  ),
  model: constantFrom(...MODELS),
  stage: constantFrom(...STAGES),
  bump: constantFrom(
    'patch' as const,
    'minor' as const,
    'major' as const,
    'v2.0.0-rc.1' as const,
    'v1.0.0+build.5' as const,
  ),
  place: constantFrom(0, 1, 2, 3, 4, 5),
});

interface Spelt {
  /** For GTO. */
  readonly words: readonly string[];
  readonly commit: string;
  readonly version?: string;
  readonly stage?: string;
  readonly bump?: string;
}

/** A command in words, about what there is, so that most of them do something; undefined where there is nothing. */
function spell(
  { kind, model, stage, bump, place }: Command,
  state: RegistryState,
  commits: readonly string[],
  names: ReadonlySet<string>,
): Spelt | undefined {
  const pick = <T>(items: readonly T[]): T | undefined => items[place % Math.max(items.length, 1)];
  const artifact = state.artifacts.find((each) => each.name === model);
  const versions = artifact?.versions.filter((each) => each.isRegistered) ?? [];
  const active = versions.filter((each) => each.isActive);
  if (kind === 'register') {
    const free = commits.filter((commit) => versions.every((each) => each.commit !== commit));
    const commit = pick(free) ?? pick(commits) ?? '';
    if (bump.startsWith('v')) return { words: ['register', model, commit, '--version', bump], commit, bump };
    const part = active.length === 0 ? 'patch' : bump;
    return { words: ['register', model, commit, ...(part === 'patch' ? [] : [`--bump-${part}`])], commit, bump: part };
  }
  if (kind === 'deprecate') {
    const isTaken = names.has(renderTag({ artifact: model, action: 'deprecate' }));
    return { words: ['deprecate', model, ...(isTaken && artifact?.isActive === true ? ['--force'] : [])], commit: '' };
  }
  const held = active.flatMap((each) => each.stages.map((name) => ({ version: each, stage: name })));
  const version = kind === 'unassign' ? pick(held)?.version : pick(active);
  if (version === undefined) return undefined;
  const about = { commit: version.commit, version: version.version };
  if (kind === 'deregister') return { words: ['deprecate', model, about.version], ...about };
  if (kind === 'assign') {
    return { words: ['assign', model, '--version', about.version, '--stage', stage], ...about, stage };
  }
  const taken = pick(held)?.stage ?? stage;
  return { words: ['deprecate', model, about.version, taken], ...about, stage: taken };
}

test('registries that are made up: both write the same tags for the same commands, and read them alike', async () => {
  using folder = temporaryFolder();
  const seed = createEmptyRepository(join(folder.path, 'seed'));
  const commits = Array.from({ length: COMMITS }, (_, index) => commitFiles(seed, { 'train.py': `${index}` }));
  const scratch = join(folder.path, 'scratch');
  const history = openTestHistory(join(folder.path, 'seed'), folder.path);

  const sayOurs = async ({ kind, model }: Command, spelt: Spelt, access: RegistryAccess): Promise<void> => {
    const { commit, version, stage = '', bump = '' } = spelt;
    if (kind === 'register') {
      await registerVersion(access, { model, bump, commit, evidence: evidence(commit) });
    } else if (kind === 'assign') {
      const write = { action: { action: 'assign', stage }, commit, message: 'Assign it\n' } as const;
      await appendEvent(access, model, () => ({ write }));
    } else {
      const registry = { remote: access.remote, clone: undefined, read: () => readRegistry(access) };
      const ports = { history, scratch, clock: access.clock, random: access.random, log: silentLog, registry };
      const wanted = {
        model,
        version,
        stage: stage === '' ? undefined : stage,
        reason: 'why',
        actor: 'Ada',
        force: true,
      };
      await deprecateModel(wanted, ports);
    }
  };

  await assert(
    asyncProperty(array(command, { minLength: 14, maxLength: 30, size: 'max' }), async (commands) => {
      counts.registries += 1;
      const [theirs, ours] = ['theirs', 'ours'].map((name) => {
        const path = join(folder.path, `${name}-${counts.registries}`);
        git(folder.path, ['clone', '--quiet', seed, path]);
        return path;
      }) as [string, string];
      // After the commits: one that is made later would revive a model.
      let seconds = Math.floor(Date.now() / 1000);
      for (const each of commands) {
        const { tags, names } = await readTags(gitIn(theirs));
        const spelt = spell(each, registryState(tags), commits, names);
        if (spelt === undefined) continue;
        seconds += 60;
        const { status } = await gto.ask(theirs, spelt.words, seconds);
        // What GTO refuses ours may do in its own way, or refuse with words of its own: it is no common ground.
        if (status !== 0) continue;
        counts.commands += 1;
        await sayOurs(each, spelt, accessTo(ours, scratch, seconds));
        same(git(ours, ['tag', '--list']), git(theirs, ['tag', '--list']));
      }
      count(await compareWithGto(gto, ours));
      count(await compareWithGto(gto, theirs, { withRefs: false }));
      const [our, their] = [await stateOf(ours), await stateOf(theirs)];
      same(
        showTable(our, { versionsPerStage: Infinity, deprecated: true }),
        showTable(their, { versionsPerStage: Infinity, deprecated: true }),
      );
      same(told(our), told(their));
    }),
    { numRuns: Number(process.env['GTO_RUNS'] ?? 12) },
  );
}, 300_000);
