// What the files deploy/*.yaml of a commit wish → the stages: a merged promotion is assigned, a reverted one rolled back.
// Whoever merged the change has approved it, and the evidence is asked all the same.
import { environmentOf, environmentState } from '../../deployment/live.ts';
import { readStageFiles } from '../../deployment/read-stage-files.ts';
import { unwishedHolders, whatToReconcile, type Outstanding, type RefusedWish } from '../../deployment/reconcile.ts';
import { isSameWish, parseStageFile, stageFilePath, type StageWish } from '../../deployment/stage-file.ts';
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import { assignStage, type StageOutcome } from './assign-stage.ts';
import type { Ports } from '../ports.ts';
import { readDeployments } from '../deployment/read-deployments.ts';
import { rollBack } from './roll-back.ts';
import { followingFor } from './stage-follower.ts';

export interface Reconciled {
  readonly outcomes: readonly StageOutcome[];
  /** Wishes that are not followed, and why. */
  readonly refused: readonly RefusedWish[];
  /** How many wishes there are, those that hold already included. */
  readonly wishes: number;
}

export interface ReconcileRequest {
  readonly settings: Settings;
  /** The commit whose files are meant. */
  readonly commit: string;
  /** Who merged it, as far as that is known. */
  readonly actor: string | undefined;
  readonly url: string | undefined;
  readonly isDeployed: boolean;
  readonly event: Pick<ForgeEvent, 'defaultBranch' | 'repositoryUrl'>;
}

/**
 * Follows the wishes for the model of the configuration; another model's wait for a run with its own. One that cannot be
 * followed stops no other.
 * @throws MlopsError `config-invalid` for a file that cannot be read, and of the registry and the forge
 */
export async function reconcileStages(request: ReconcileRequest, ports: Ports): Promise<Reconciled> {
  const { settings, commit } = request;
  const all = await readStageFiles(ports.git, commit);
  const wishes = all.filter(({ model }) => model === settings.model);
  const others = new Set(all.map(({ model }) => model).filter((model) => model !== settings.model));
  if (others.size > 0) {
    ports.log.info(`the wishes for ${[...others].join(', ')} are left to a run with their own configuration`);
  }
  const registry = await ports.registry.read();
  const approved = (settings.stages ?? []).flatMap(({ name, approval }) => (approval === 'none' ? [] : [name]));
  const artifact = registry.artifacts.find(({ name }) => name === settings.model);
  for (const { stage, version } of unwishedHolders(approved, wishes, artifact)) {
    ports.log.info(
      `deploy/${stage}.yaml names no version of ${settings.model}, so ${version} keeps ${stage}; ` +
        `\`mlops rollback ${settings.model} ${stage}\` goes back`,
    );
  }
  const { outstanding, refused } = whatToReconcile(wishes, registry);
  const outcomes: StageOutcome[] = [];
  const unfollowed = [...refused];
  const known = new Set([...outstanding, ...refused].map(({ wish }) => wish));
  const held = wishes.filter((wish) => !known.has(wish));
  for (const each of [...outstanding, ...(await notBegun(held, request, ports))]) {
    const { wish } = each;
    try {
      if (await isWishedStill(wish, request, ports)) outcomes.push(...told(await follow(each, request, ports)));
      else unfollowed.push({ wish, because: outdated(request) });
    } catch (error) {
      if (!(error instanceof MlopsError)) throw error;
      unfollowed.push({ wish, because: `${error.message}. ${error.hint}` });
    }
  }
  return { outcomes, refused: unfollowed, wishes: wishes.length };
}

/** Stages that have the wished version, of whose deployment nobody was told: a job ended between its tag and that. */
async function notBegun(
  held: readonly StageWish[],
  { isDeployed }: ReconcileRequest,
  { history }: Ports,
): Promise<readonly Outstanding[]> {
  if (held.length === 0 || !isDeployed) return [];
  const events = await readDeployments(history);
  return held
    .filter(({ model, stage, version }) => {
      const latest = environmentState(events, environmentOf(model, stage))?.latest;
      return latest?.version !== version;
    })
    .map((wish) => ({ kind: 'promotion', wish, holder: wish.version }));
}

/** Where nothing deploys, a stage that was held already is no news. */
function told(outcome: StageOutcome): readonly StageOutcome[] {
  return outcome.outcome === 'held' && outcome.followed.kind === 'nothing' ? [] : [outcome];
}

/** A job of an older commit that waited, or is run again, would take back what was merged since. */
async function isWishedStill(wish: StageWish, { event }: ReconcileRequest, { forge }: Ports): Promise<boolean> {
  const path = stageFilePath(wish.stage);
  const text = await forge.readTextFile(path, `refs/heads/${event.defaultBranch ?? 'main'}`);
  return text !== undefined && parseStageFile(text, path).some((each) => isSameWish(each, wish));
}

function outdated({ commit, event }: ReconcileRequest): string {
  return `${event.defaultBranch ?? 'main'} wishes something else by now than ${commit.slice(0, 7)}; the run of its newest commit follows that`;
}

async function follow(
  { kind, wish }: Outstanding,
  { settings, actor, url, isDeployed, event }: ReconcileRequest,
  ports: Ports,
): Promise<StageOutcome> {
  const { model, version, stage, forced } = wish;
  const following = followingFor({ settings, model, stage, isDeployed, event }, ports);
  const common = { settings, model, stage, actor, url, isAutomatic: false, force: forced !== undefined };
  if (kind === 'promotion') {
    return assignStage({ ...common, version, reason: forced, isApproved: true }, following, ports);
  }
  const reason = forced ?? `the change of deploy/${stage}.yaml was reverted`;
  const assigned = await rollBack({ ...common, to: version, reason }, ports, following.follower.preflight);
  return { ...assigned, followed: await following.follower.follow(assigned) };
}
