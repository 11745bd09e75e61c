// A repository with a history and a registry, in which versions of the model "duration" are made by the real functions.
import { join } from 'node:path';
import { compareRuns } from '../../src/comparison/compare.ts';
import type { Gate } from '../../src/config/schema.ts';
import type { Settings } from '../../src/config/settings.ts';
import { folderArtifacts } from '../../src/artifacts/folder.ts';
import { localForge } from '../../src/forge/local.ts';
import { gitIn } from '../../src/git/git.ts';
import type { Log } from '../../src/log.ts';
import type { Ports } from '../../src/pipeline/ports.ts';
import { promoteVersion, type Promoted, type PromotionRequest } from '../../src/pipeline/promotion/promote-version.ts';
import { recordRegistration } from '../../src/pipeline/versions/record-registration.ts';
import { registryAccess } from '../../src/pipeline/versions/registry-access.ts';
import { rollBack, type RollbackRequest } from '../../src/pipeline/promotion/roll-back.ts';
import { evidenceFrom } from '../../src/registry/evidence.ts';
import { readRegistry } from '../../src/registry/read-registry.ts';
import { registerVersion } from '../../src/registry/register.ts';
import type { RunRecord } from '../../src/run/record.ts';
import { SETTINGS } from '../training/training-project.ts';
import { openTestHistory } from '../tracking/open-test-history.ts';
import { aDigest, aRun, type RunSketch } from './a-run.ts';
import { commitFiles, createRepository } from './git-fixtures.ts';

const GATES: Readonly<Record<string, Gate>> = {
  rmse: { better: 'lower', primary: true, max: 7, 'max-regression': '5%' },
};

export interface ModelRegistry {
  readonly project: string;
  readonly ports: Ports;
  readonly settings: Settings;
  /** What was warned of. */
  readonly warnings: string[];
  /** Records a run that was judged by itself, or beside `baseline`, and makes it a version. */
  addVersion(sketch: RunSketch, baseline?: RunRecord): Promise<{ readonly version: string; readonly run: RunRecord }>;
  promote(request: Partial<PromotionRequest>, over?: Partial<Ports>): Promise<Promoted>;
  rollBack(request?: Partial<RollbackRequest>, over?: Partial<Ports>): ReturnType<typeof rollBack>;
}

/** @param folder an existing empty folder */
export function createModelRegistry(folder: string, over: Partial<Settings> = {}): ModelRegistry {
  const project = createRepository(join(folder, 'project'));
  const warnings: string[] = [];
  const log: Log = { info() {}, warn: (message) => warnings.push(message), debug() {} };
  const clock = (): Date => new Date();
  const remote = { url: project, config: {} };
  const ports: Ports = {
    git: gitIn(project),
    repositoryRoot: project,
    history: openTestHistory(project, folder),
    forge: localForge({ folder: join(folder, 'forge'), git: gitIn(project), clock }),
    artifacts: folderArtifacts({ folder: join(folder, 'artifacts'), clock }),
    registry: { remote, clone: undefined, read: () => readRegistry({ remote, scratchParent: folder }) },
    scratch: folder,
    spool: join(folder, 'spool'),
    environment: {},
    clock,
    random: Math.random,
    log,
  };
  const settings: Settings = { ...SETTINGS, gates: GATES, ...over };
  let minute = 0;
  return {
    project,
    ports,
    settings,
    warnings,
    async addVersion(sketch, baseline) {
      minute += 1;
      const commit = commitFiles(project, { 'train.py': `${minute}` });
      const digest = aDigest(minute.toString(16).padStart(4, '0'));
      const { source, model, ...rest } = sketch;
      const candidate = aRun({ ...rest, source: { commit, ...source }, model: { digest, ...model } }, minute);
      const judged = compareRuns({
        candidate,
        ...(baseline === undefined
          ? { noBaseline: 'it is the first' }
          : {
              baseline: {
                record: baseline,
                choice: { run: baseline.id, commit: baseline.source.commit, how: 'named' },
              },
            }),
        history: [],
        gates: settings.gates,
      });
      const run: RunRecord = { ...candidate, comparison: { ...judged } };
      await ports.history.append([{ record: run, files: {} }]);
      const registration = { model: 'duration', bump: 'patch', commit, evidence: evidenceFrom(run) };
      const registered = await registerVersion(registryAccess(ports), registration);
      await recordRegistration(run.id, registered, ports);
      return { version: registered.version, run };
    },
    promote: (request, over = {}) =>
      promoteVersion(
        {
          settings,
          model: 'duration',
          version: undefined,
          stage: 'production',
          reason: undefined,
          force: false,
          isAutomatic: false,
          isApproved: false,
          actor: 'Ada',
          url: undefined,
          ...request,
        },
        { ...ports, ...over },
      ),
    rollBack: (request = {}, over = {}) =>
      rollBack(
        {
          settings,
          model: 'duration',
          stage: 'production',
          to: undefined,
          reason: undefined,
          force: false,
          isAutomatic: false,
          actor: 'Ada',
          url: undefined,
          ...request,
        },
        { ...ports, ...over },
      ),
  };
}
