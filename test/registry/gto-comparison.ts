// Every question that GTO answers of a repository, asked of GTO and of ours.
import { isDeepStrictEqual } from 'node:util';
import { gitIn } from '../../src/git/git.ts';
import { readTags } from '../../src/registry/read-registry.ts';
import { historyRows, showTable, type ShowOptions } from '../../src/registry/show.ts';
import { registryState, type Artifact, type RegistryState } from '../../src/registry/state.ts';
import type { Gto } from '../support/gto.ts';

export interface Compared {
  readonly comparisons: number;
  readonly mismatches: readonly { readonly question: string; readonly gto: unknown; readonly ours: unknown }[];
}

interface ShownRow {
  readonly version: string | null;
  readonly stage: Readonly<Record<string, string | null>>;
  readonly registered: boolean;
  readonly active: boolean;
}

interface Told {
  readonly timestamp?: string;
  readonly created_at?: string;
  readonly artifact: string;
  readonly event: string;
  readonly version?: string | null;
  readonly stage?: string | null;
  readonly commit?: string;
  readonly commit_hexsha?: string;
  readonly author: string;
  readonly message: string;
  readonly ref?: string;
  readonly tag?: string;
}

interface ListedVersion {
  readonly version: string;
  readonly commit_hexsha: string;
  readonly is_active: boolean;
  readonly registrations: readonly { readonly tag: string }[];
  readonly deregistrations: readonly { readonly tag: string }[];
  readonly stages: readonly { readonly stage: string; readonly ref: string }[];
}

const SHOW: readonly (readonly [readonly string[], ShowOptions])[] = [
  [[], {}],
  [['-d'], { deprecated: true }],
  [['--vs', '-1'], { versionsPerStage: Infinity }],
  [['--vs', '-1', '--sort', 'semver', '-d'], { versionsPerStage: Infinity, sort: 'semver', deprecated: true }],
  [['--ro'], { registeredOnly: true }],
  [['--sort', 'semver'], { sort: 'semver' }],
];

/** Asks both of a repository with a worktree. @param withRefs also of every tag by itself, which takes long */
export async function compareWithGto(gto: Gto, repository: string, { withRefs = true } = {}): Promise<Compared> {
  const { tags, names } = await readTags(gitIn(repository));
  const state = registryState(tags);
  const mismatches: Compared['mismatches'][number][] = [];
  let comparisons = 0;
  const compare = async (
    words: readonly string[],
    ours: (theirs: unknown) => unknown,
    read: (json: unknown) => unknown,
  ) => {
    const { status, output } = await gto.ask(repository, words);
    const answer = status === 0 && output.trim() !== '' ? (JSON.parse(output) as unknown) : undefined;
    const theirs = status === 0 ? (answer === undefined ? undefined : read(answer)) : `status ${status}`;
    const own = ours(answer);
    comparisons += 1;
    if (!isDeepStrictEqual(theirs, own)) mismatches.push({ question: words.join(' '), gto: theirs, ours: own });
  };

  for (const [flags, options] of SHOW) {
    const ours = (theirs: unknown): unknown => shownByUs(state, { ...options, stages: stagesOf(theirs) });
    await compare(['show', '--json', ...flags], ours, (json) => shownByGto(json as Record<string, ShownRow>));
  }
  const history = (json: unknown): unknown => (json as Told[]).map(told);
  await compare(['history', '--json'], () => toldByUs(state), history);
  for (const artifact of state.artifacts) {
    await compare(['history', artifact.name, '--json'], () => toldByUs(state, artifact.name), history);
    await compare(
      ['show', artifact.name, '--json', '-d'],
      () => listedByUs(artifact),
      (json) => listed(json as ListedVersion[]),
    );
  }
  const events = new Map(toldByUs(state).map((event) => [event['ref'], event]));
  for (const name of withRefs ? names : []) {
    await compare(
      ['check-ref', '--json', name],
      () => events.get(name),
      (json) => told(json as Told),
    );
  }
  return { comparisons, mismatches };
}

function stagesOf(shown: unknown): readonly string[] {
  const rows = Object.values((shown ?? {}) as Record<string, ShownRow>);
  return [...new Set(rows.flatMap((row) => Object.keys(row.stage)))];
}

function shownByGto(rows: Record<string, ShownRow>): unknown {
  // Models that stand in artifacts.yaml only have no tag, so tags do not tell of them.
  const registered = Object.entries(rows).filter(([, row]) => row.registered);
  return Object.fromEntries(
    registered.map(([name, { version, stage, active }]) => [name, { version, stage: { ...stage }, active }]),
  );
}

function shownByUs(state: RegistryState, options: ShowOptions): unknown {
  const rows = showTable(state, options).rows.map(({ name, latest, stages, isActive }) => {
    const stage = Object.entries(stages).map(([each, versions]) => [each, versions.join(', ') || null]);
    return [name, { version: latest ?? null, stage: Object.fromEntries(stage) as unknown, active: isActive }];
  });
  return Object.fromEntries(rows);
}

function told(event: Told): Readonly<Record<string, unknown>> {
  return {
    time: Date.parse(event.timestamp ?? event.created_at ?? '') / 1000,
    artifact: event.artifact,
    event: event.event,
    version: event.version ?? null,
    stage: event.stage ?? null,
    commit: event.commit ?? event.commit_hexsha,
    author: event.author,
    message: event.message,
    ref: event.ref ?? event.tag,
  };
}

function toldByUs(state: RegistryState, artifact?: string): readonly Readonly<Record<string, unknown>>[] {
  const messages = new Map(state.artifacts.flatMap(({ events }) => events.map((event) => [event.tag, event.message])));
  return historyRows(state, artifact).map((row) => ({
    time: Date.parse(row.timestamp) / 1000,
    artifact: row.artifact,
    event: row.event,
    version: row.version ?? null,
    stage: row.stage ?? null,
    commit: row.commit,
    author: row.author,
    message: messages.get(row.ref),
    ref: row.ref,
  }));
}

/** Versions only: GTO lists a commit that was assigned a stage, too, once for every event. */
function listed(versions: readonly ListedVersion[]): unknown {
  return versions
    .filter(({ registrations, deregistrations }) => registrations.length + deregistrations.length > 0)
    .map(({ version, commit_hexsha: commit, is_active: isActive, registrations, deregistrations, stages }) => ({
      version,
      commit,
      isActive,
      registrations: registrations.map(({ tag }) => tag).toSorted(),
      deregistrations: deregistrations.map(({ tag }) => tag).toSorted(),
      stages: stages.map(({ stage, ref }) => `${stage} by ${ref}`).toSorted(),
    }));
}

function listedByUs({ versions, events, stages }: Artifact): unknown {
  return versions
    .filter(({ version, commit }) => version !== commit)
    .map(({ version, commit, isActive }) => {
      const own = events.filter((event) => event.version === version && event.commit === commit);
      const tagsOf = (kind: string): unknown =>
        own
          .filter((each) => each.kind === kind)
          .map(({ tag }) => tag)
          .toSorted();
      const held = Object.entries(stages).filter(([, [holder]]) => holder?.version === version);
      return {
        version,
        commit,
        isActive,
        registrations: tagsOf('registration'),
        deregistrations: tagsOf('deregistration'),
        stages: held.map(([stage, [holder]]) => `${stage} by ${holder?.tag}`).toSorted(),
      };
    });
}
