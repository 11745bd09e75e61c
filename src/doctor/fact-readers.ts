// How each fact is read, and what of it cannot be known where.
import type { Ask, FactReaders } from './run-checks.ts';
import type { FactName, FactValues, Known, ModelFolder } from './facts.ts';
import type { Place, RepositoryPlace } from './place.ts';
import { readConfigurations, readConfiguredFiles, readConfiguredText } from './read/configuration.ts';
import { readHistory, readLatestRuns, readSync } from './read/history.ts';
import { readCache, readCaptures, readInbox, readLocks, readSpoolFacts } from './read/leftovers.ts';
import { readTagFacts } from './read/registry.ts';
import * as repository from './read/repository.ts';
import { readVersions } from './read/versions.ts';
import { readWorkflows } from './read/workflows.ts';
import { actionSteps } from '../workflow/workflow.ts';

const known = <Value>(value: Value): Known<Value> => ({ known: value });

export function factReaders(place: Place): FactReaders {
  const inRepository =
    <Name extends FactName>(read: (at: RepositoryPlace, ask: Ask) => Promise<Known<FactValues[Name]>>) =>
    (ask: Ask): Promise<Known<FactValues[Name]>> =>
      place.repository === undefined
        ? Promise.resolve({ unknown: 'there is no repository' })
        : read(place.repository, ask);
  const inWorktree = <Name extends FactName>(
    read: (at: RepositoryPlace, ask: Ask) => Promise<Known<FactValues[Name]>>,
  ): ((ask: Ask) => Promise<Known<FactValues[Name]>>) =>
    inRepository<Name>((at, ask) =>
      at.bare ? Promise.resolve({ unknown: 'a bare repository has no worktree' }) : read(at, ask),
    );
  /** Once for the two facts that come of it. */
  let asked: ReturnType<typeof repository.readOrigin> | undefined;
  const askOrigin = (at: RepositoryPlace): ReturnType<typeof repository.readOrigin> =>
    (asked ??= repository.readOrigin(at.git));

  return {
    system: async () => known({ git: await place.gitVersion(), now: place.clock() }),
    opening: async () => known(place.opening),
    repository: inRepository<'repository'>(async ({ git, bare }) => known(await repository.readRepository(git, bare))),
    worktree: inWorktree<'worktree'>(async (at, ask) => {
      const models = await ask('models');
      return known(await repository.readWorktree(at, 'known' in models ? models.known : []));
    }),
    remotes: inRepository<'remotes'>(async ({ git }) => known(await repository.readRemotes(git))),
    originFailure: inRepository<'originFailure'>(async (at) => {
      const origin = at.hasOrigin ? await askOrigin(at) : undefined;
      return known(origin !== undefined && 'failure' in origin ? origin.failure : undefined);
    }),
    origin: inRepository<'origin'>(async (at) => {
      if (!at.hasOrigin) return { unknown: 'there is no remote called origin' };
      const origin = await askOrigin(at);
      return 'failure' in origin ? { unknown: 'origin does not answer' } : known(origin);
    }),
    configurations: inWorktree<'configurations'>(async (at) => known(await readConfigurations(at))),
    models: inWorktree<'models'>(async (_, ask) => {
      const read = await ask('configurations');
      if (!('known' in read)) return read;
      const models = read.known.filter((each): each is ModelFolder => each.settings !== undefined);
      return models.length === 0 ? { unknown: 'the configuration cannot be read' } : known(models);
    }),
    configuredFiles: inWorktree<'configuredFiles'>(async (at, ask) => {
      const models = await ask('models');
      return 'known' in models ? known(await readConfiguredFiles(at, models.known)) : models;
    }),
    configuredText: inWorktree<'configuredText'>(async (at, ask) => {
      const [configurations, files] = await Promise.all([ask('configurations'), ask('configuredFiles')]);
      if (!('known' in configurations)) return configurations;
      return known(await readConfiguredText(at, configurations.known, 'known' in files ? files.known : []));
    }),
    trackedFiles: inRepository<'trackedFiles'>(async ({ git }, ask) => {
      const found = await ask('repository');
      const isEmpty = 'known' in found && found.known.head === undefined;
      return isEmpty ? { unknown: 'there is no commit' } : known(await repository.readTrackedFiles(git));
    }),
    history: inRepository<'history'>(async (at, ask) => {
      const origin = await ask('origin');
      return known(await readHistory(at, 'known' in origin ? origin.known : undefined));
    }),
    latestRuns: inRepository<'latestRuns'>(async (at, ask) => {
      const history = await ask('history');
      const isBroken = !('known' in history) || history.known.error !== undefined;
      return isBroken ? { unknown: 'the history cannot be read' } : known(await readLatestRuns(at));
    }),
    behindOrigin: inRepository<'behindOrigin'>(async (at, ask) => {
      const origin = await ask('origin');
      return 'known' in origin ? known(await readSync(at, origin.known)) : origin;
    }),
    inbox: inRepository<'inbox'>(async (at, ask) => {
      const origin = await ask('origin');
      return known(await readInbox(at, 'known' in origin ? origin.known : undefined));
    }),
    spool: inRepository<'spool'>(async (at) => known(await readSpoolFacts(at))),
    captures: inRepository<'captures'>(async (at) => known(await readCaptures(at, place.clock()))),
    locks: inRepository<'locks'>(async (at) => known(await readLocks(at, place.clock()))),
    cache: inRepository<'cache'>(async (at) => known(await readCache(at))),
    tags: inRepository<'tags'>(async ({ git }) => known(await readTagFacts(git))),
    versions: inRepository<'versions'>(async (at, ask) => {
      const history = await ask('history');
      const isBroken = !('known' in history) || history.known.error !== undefined;
      return isBroken ? { unknown: 'the history cannot be read' } : known(await readVersions(at));
    }),
    workflows: inWorktree<'workflows'>(async ({ root }) => known(await readWorkflows(root))),
    actionSteps: inWorktree<'actionSteps'>(async (_, ask) => {
      const workflows = await ask('workflows');
      if (!('known' in workflows)) return workflows;
      const models = await ask('models');
      const leaving = ('known' in models ? models.known : []).filter(({ settings }) => settings.collect);
      const folders = new Set(leaving.map(({ settings }) => settings.workingDirectory));
      const steps = actionSteps(workflows.known, folders);
      return steps.length === 0 ? { unknown: 'no workflow uses mlops-action' } : known(steps);
    }),
    defaultBranchWorkflows: inRepository<'defaultBranchWorkflows'>(async ({ git }) => {
      const found = await repository.readDefaultBranchWorkflows(git);
      return found === undefined ? { unknown: 'the default branch of origin is not known here' } : known(found);
    }),
    github: inRepository<'github'>((at) => at.readGitHub()),
  };
}
