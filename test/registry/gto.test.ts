// The same tags, GTO's answers and ours. The fixtures were made with GTO 1.9 (README of test/fixtures/gto).
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitIn } from '../../src/git/git.ts';
import { annotatedRows, type Annotations } from '../../src/registry/annotations.ts';
import { decideDeprecation } from '../../src/registry/deprecation.ts';
import type { EventKind } from '../../src/registry/event.ts';
import { eventTag } from '../../src/registry/next-tag.ts';
import { readAnnotations } from '../../src/registry/read-annotations.ts';
import { readTags } from '../../src/registry/read-registry.ts';
import { historyRows, showTable, versionRows, type ShowOptions } from '../../src/registry/show.ts';
import { registryState, type Artifact, type RegistryState } from '../../src/registry/state.ts';
import { parseTag, tagPrefix } from '../../src/registry/tag.ts';
import { nextVersion } from '../../src/registry/version.ts';
import { createEmptyRemote, git, temporaryFolder } from '../support/git-fixtures.ts';

type Shown = Record<string, [string | null, Record<string, string | null>, boolean, boolean]>;
type Past = [number, string, string, string | null, string | null, string, string, string][];
/** Version, commit, ref, time, whether registered, whether only staged, stages, registrations, deregistrations. */
type VersionAnswer = [string, string, string, number, boolean, boolean, [string, string, number][], string[], string[]];
type Checked = [string, string, string | null, string | null, string] | null;
type Answers = Readonly<Record<string, unknown>>;

interface Fixture {
  readonly answers: Answers;
  readonly clean?: Answers;
  readonly bricks?: readonly string[];
  readonly next?: readonly [string, readonly string[], Record<string, string> | string][];
}

const FIXTURES = path.join(import.meta.dirname, '../fixtures/gto');
const NAMES = Array.from({ length: 10 }, (_, index) => `0${index}`);

interface Loaded {
  readonly fixture: Fixture;
  readonly answers: Answers;
  readonly state: RegistryState;
  readonly names: ReadonlySet<string>;
  readonly annotations: Annotations;
  readonly commitName: (text: string) => string;
}

const loaded = new Map<string, Promise<Loaded>>();

function load(name: string): Promise<Loaded> {
  const known = loaded.get(name) ?? loadFrom(name);
  loaded.set(name, known);
  return known;
}

async function loadFrom(name: string, { withBricks = false } = {}): Promise<Loaded> {
  const fixture = JSON.parse(await readFile(path.join(FIXTURES, `${name}.json`), 'utf8')) as Fixture;
  using folder = temporaryFolder();
  const repository = createEmptyRemote(path.join(folder.path, 'registry.git'));
  git(repository, ['fast-import', '--quiet'], { input: await readFile(path.join(FIXTURES, `${name}.fast-import`)) });
  if (!withBricks) for (const tag of fixture.bricks ?? []) git(repository, ['update-ref', '-d', `refs/tags/${tag}`]);
  const subjects = git(repository, ['log', '--all', '--format=%H %s']);
  const commits = new Map(subjects.split('\n').map((line) => line.split(' commit ') as [string, string]));
  const { tags, names } = await readTags(gitIn(repository));
  return {
    fixture,
    answers: fixture.clean ?? fixture.answers,
    state: registryState(tags),
    names,
    annotations: await readAnnotations(gitIn(repository), { warn: (message) => expect.fail(message) }),
    commitName: (text) => (commits.has(text) ? `c${commits.get(text)}` : text),
  };
}

/** "=show" in a fixture stands for the same answer as to that question. */
function answer(answers: Answers, question: string): unknown {
  const value = answers[question];
  return typeof value === 'string' ? answers[value.slice(1)] : value;
}

function ourShow({ state, commitName, answers }: Loaded, options: ShowOptions): Shown {
  const table = showTable(state, { stages: answers['stages'] as string[], ...options });
  const rows = table.rows.map(({ name, latest, stages, isActive }) => {
    const held = Object.entries(stages).map(([stage, versions]) => [
      stage,
      versions.map(commitName).join(', ') || null,
    ]);
    return [name, [latest ?? null, Object.fromEntries(held) as Record<string, string | null>, true, isActive]] as const;
  });
  return Object.fromEntries(rows) as Shown;
}

/** Models that stand in artifacts.yaml only have no tag, so tags do not tell of them. */
function ofTags(shown: Shown): Shown {
  return Object.fromEntries(Object.entries(shown).filter(([, [, , isRegistered]]) => isRegistered));
}

function ourHistory({ state, commitName }: Loaded, artifact?: string): Past {
  return historyRows(state, artifact).map((row) => [
    Date.parse(row.timestamp) / 1000,
    row.artifact,
    row.event,
    row.version === undefined ? null : commitName(row.version),
    row.stage ?? null,
    commitName(row.commit),
    row.ref,
    row.author,
  ]);
}

describe.each(NAMES)('fixture %s', (name) => {
  it('is shown as GTO shows it', async () => {
    const fixture = await load(name);
    const { answers } = fixture;
    expect(ourShow(fixture, {})).toEqual(ofTags(answers['show'] as Shown));
    const asked: readonly [string, ShowOptions][] = [
      ['show -d', { deprecated: true }],
      ['show --vs -1', { versionsPerStage: Infinity }],
      ['show --ro', { registeredOnly: true }],
      ['show --sort semver', { sort: 'semver' }],
    ];
    const ours = asked.map(([question, options]) => [question, ourShow(fixture, options)]);
    const theirs = asked.map(([question]) => [question, ofTags(answer(answers, question) as Shown)]);
    expect(ours).toEqual(theirs);
    expect(showTable(fixture.state).stages).toEqual(answers['stages --used']);
  });

  it('names the models that GTO finds in artifacts.yaml beside those with tags', async () => {
    const { answers, state, annotations } = await load(name);
    const rows = annotatedRows(showTable(state, { deprecated: true }), annotations);
    const theirs = Object.entries(answer(answers, 'show -d') as Shown).map(([model, [, , isRegistered]]) => [
      model,
      isRegistered,
    ]);
    expect(Object.fromEntries(rows.map((row) => [row.name, row.isRegistered]))).toEqual(Object.fromEntries(theirs));
  });

  it('has the versions of each model that GTO shows, in its order and with its stages', async () => {
    const { answers, state, commitName } = await load(name);
    const questions = Object.keys(answers).filter((each) =>
      /^show (?:-d |--ro |--vs -1 )?[^-@#\s][^@#\s]*$/.test(each),
    );
    expect(questions.length).toBeGreaterThan(0);
    for (const question of questions) {
      const [, flag, model] = /^show (?:(-d|--ro|--vs -1) )?(\S+)$/.exec(question) ?? [];
      const artifact = state.artifacts.find((each) => each.name === model);
      const theirs = answer(answers, question) as VersionAnswer[] | { readonly error: string };
      if (artifact === undefined || !Array.isArray(theirs)) continue;
      const options = {
        deprecated: flag === '-d',
        registeredOnly: flag === '--ro',
        ...(flag === '--vs -1' ? { versionsPerStage: Infinity } : {}),
      };
      const isShown = artifact.isActive || flag === '-d';
      const ours = isShown ? versionRows(artifact, options) : [];
      const rows = ours.map((row) => {
        const registered = row.created === undefined ? null : [row.ref, Date.parse(row.created) / 1000];
        return [commitName(row.version), commitName(row.commit), registered, row.stages.toSorted()];
      });
      // A commit with stages and no version is one row here, and one for each of its tags there.
      const merged = Map.groupBy(theirs, ([version, commit]) => `${version} ${commit}`);
      const expected = [...merged.values()].map((same) => {
        const [version, commit, ref, created, , , , registrations] = same[0]!;
        const stages = new Set(same.flatMap(([, , , , , , held]) => held.map(([stage]) => stage)));
        return [version, commit, registrations.length > 0 ? [ref, created] : null, [...stages].toSorted()];
      });
      expect(rows, `${name}: ${question}`).toEqual(expected);
    }
  });

  it('has the history that GTO tells, in its order', async () => {
    const fixture = await load(name);
    const { answers } = fixture;
    expect(ourHistory(fixture)).toEqual(answers['history']);
    const questions = Object.keys(answers).filter((each) => each.startsWith('history '));
    const ours = questions.map((question) => ourHistory(fixture, question.slice('history '.length)));
    expect(ours).toEqual(questions.map((question) => answers[question]));
  });

  it('gives every tag the meaning that GTO gives it', async () => {
    const { answers, state, commitName } = await load(name);
    const events = new Map(state.artifacts.flatMap((artifact) => artifact.events).map((event) => [event.tag, event]));
    const questions = Object.keys(answers).filter(
      (each) => each.startsWith('check-ref ') && !each.includes('refs/tags'),
    );
    expect(questions.length).toBeGreaterThan(1);
    const ours = questions.map((question): Checked => {
      const event = events.get(question.slice('check-ref '.length));
      if (event === undefined) return null;
      const { kind, artifact, version, stage = null, commit } = event;
      return [kind, artifact, version === undefined ? null : commitName(version), stage, commitName(commit)];
    });
    expect(Object.fromEntries(questions.map((question, index) => [question, ours[index]]))).toEqual(
      Object.fromEntries(questions.map((question) => [question, answers[question]])),
    );
  });

  it('tells of each model what GTO tells: versions, tags, stages, counters, and since when', async () => {
    const { answers, state, commitName } = await load(name);
    const questions = Object.keys(answers).filter((each) => /^show (?!-)[^@#]+$/.test(each) && each !== 'show no-such');
    const theirs = questions.map((question) => [question, explicit(answer(answers, question) as Listed)]);
    const ours = questions.map((question) => {
      const artifact = state.artifacts.find((each) => each.name === question.slice('show '.length));
      return [question, artifact?.isActive === true ? listed(artifact, commitName) : []];
    });
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
  });

  it('gets the tags next that GTO would write', async () => {
    const { fixture, answers, state, names, commitName } = await load(name);
    const allowed = answers['stages'] as readonly string[];
    for (const [command, words, written] of fixture.next ?? []) {
      // To take back a stage that .gto does not list is refused there; here no list keeps one from it.
      if (command === 'deprecate' && words[2] !== undefined && !allowed.includes(words[2])) continue;
      const ours = nextTags(state, names, command, words);
      // Where GTO refuses to register a second version of a commit, ours puts it on a commit of its own.
      if (ours === undefined || (command === 'register' && typeof written === 'string')) continue;
      // Where the plain name is taken GTO stops, and ours takes a number.
      const isTaken = Object.keys(ours).every((each) => names.has(each.replace(/#\d+$/, '')));
      if (command === 'deprecate' && typeof written === 'string' && isTaken) continue;
      const theirs = typeof written === 'string' ? {} : written;
      expect([command, words, named(ours, commitName)]).toEqual([command, words, theirs]);
    }
  });
});

type Listed = readonly [
  string,
  string,
  string,
  number,
  boolean,
  boolean,
  [string, string, number][],
  string[],
  string[],
][];

/** Versions only: GTO lists a commit that was assigned a stage, too, once for every event. */
function explicit(rows: Listed): unknown {
  return rows
    .filter(([, , , , , , , registered]) => registered.length > 0)
    .map(([version, commit, , time, , , stages, registered, back]) => [
      version,
      commit,
      time,
      stages.toSorted(byText),
      registered.toSorted(),
      back.toSorted(),
    ]);
}

function listed(artifact: Artifact, commitName: (text: string) => string): unknown {
  return artifact.versions
    .filter(({ isRegistered, isActive }) => isRegistered && isActive)
    .map(({ version, commit, registration }) => {
      const own = artifact.events.filter((event) => event.version === version && event.stage === undefined);
      const tags = (kind: EventKind): string[] => own.filter((each) => each.kind === kind).map(({ tag }) => tag);
      const stages = Object.entries(artifact.stages).flatMap(([stage, [holder]]) =>
        holder?.version === version ? [[stage, holder.tag, holder.since]] : [],
      );
      return [
        version,
        commitName(commit),
        registration?.time,
        stages.toSorted(byText),
        tags('registration').toSorted(),
        tags('deregistration').toSorted(),
      ];
    });
}

function byText(a: readonly unknown[], b: readonly unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}

/** The tags that ours writes for a command of GTO, with their commits; none where there is nothing to do or it is refused. */
function nextTags(
  state: RegistryState,
  names: ReadonlySet<string>,
  command: string,
  [model = '', ...words]: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const artifact = state.artifacts.find((each) => each.name === model);
  if (artifact === undefined) return undefined;
  if (command === 'deprecate') {
    const [version, stage] = words;
    try {
      const decided = decideDeprecation(artifact, { model, version, stage, force: true }, new Set());
      return 'unchanged' in decided ? {} : { [eventTag(model, decided.action, names)]: decided.commit };
    } catch {
      return {};
    }
  }
  const [flag, version = '', , stage = ''] = words;
  if (command === 'assign') {
    const held = artifact.versions.find((each) => each.version === version);
    if (flag !== '--version') return undefined;
    if (held === undefined || held.stages.includes(stage)) return {};
    return { [eventTag(model, { action: 'assign', stage }, names)]: held.commit };
  }
  const [commit = '', bump] = words;
  if (bump === '--version') return undefined;
  const active = artifact.versions.filter((each) => each.isRegistered && each.isActive).map((each) => each.version);
  const next = nextVersion(active, bump === '--bump-minor' ? 'minor' : 'patch', (each) =>
    names.has(`${tagPrefix(model)}@${each}`),
  );
  return { [eventTag(model, { action: 'register', version: next }, names)]: commit };
}

function named(tags: Readonly<Record<string, string>>, commitName: (text: string) => string): unknown {
  return Object.fromEntries(Object.entries(tags).map(([tag, commit]) => [tag, commitName(commit)]));
}

describe('where GTO itself fails', () => {
  it('passes over a tag that parses but means nothing', async () => {
    const [clean, bricked] = [await load('08'), await loadFrom('08', { withBricks: true })];
    expect(parseTag('nlp-bert@created')).toBeUndefined();
    expect(bricked.state).toEqual(clean.state);
  });

  it('goes on with two versions on one commit, and gives a stage to the one registered last', async () => {
    const { state } = await loadFrom('09', { withBricks: true });
    const artifact = state.artifacts.find((each) => each.name === 'a');
    expect(artifact?.stages['dev']?.[0]).toMatchObject({ version: 'v77.0.0', tag: 'a#dev#6' });
    expect(artifact?.versions[0]).toMatchObject({ version: 'v77.0.0', isActive: true, stages: ['dev'] });
  });
});
