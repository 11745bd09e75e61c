// What is known of a version as plain JSON: why it is registered, which stages it has and why, what is live. Pure.
import { environmentOf, environmentState } from '../../deployment/live.ts';
import { bannedVersions } from '../../registry/ban.ts';
import type { Evidence } from '../../registry/evidence.ts';
import type { Promotion } from '../../registry/promotion.ts';
import { isoTime, stageTurns, type StageTurn } from '../../registry/stage-history.ts';
import { repositoryUrlOf } from '../../report/link.ts';
import type { RunEvent } from '../../run/event.ts';
import { releasePage } from '../deployment/release-address.ts';
import type { VersionChain } from './version-chain.ts';

/** One assignment of a stage, its evidence spread out. */
export interface DescribedTurn extends Omit<StageTurn, 'promotion' | 'object'> {
  readonly kind: Promotion['kind'] | undefined;
  readonly verdict: Promotion['verdict'];
  readonly comparedWith: Promotion['compared_with'];
  readonly gates: Promotion['gates'];
  readonly replaced: string | undefined;
  readonly automatic: boolean;
  readonly forced: boolean;
  readonly against: string | undefined;
  readonly reason: string | undefined;
  readonly url: string | undefined;
}

/** What serves in the environment of a stage, as the deployments said. */
interface Live {
  /** `model/stage` */
  readonly environment: string;
  /** Undefined where nothing is known to serve. */
  readonly version: string | undefined;
  readonly since: string | undefined;
  readonly url: string | undefined;
  /** By digest. */
  readonly image: string | undefined;
  /** What happened last. */
  readonly latest: {
    readonly state: string;
    readonly version: string | undefined;
    readonly time: string;
    readonly by: string | undefined;
    readonly reason: string | undefined;
  };
}

interface Drill {
  readonly stage: string;
  /** To which it was tried to go back. */
  readonly version: string;
  readonly outcome: 'passed' | 'failed';
  readonly time: string;
  /** In seconds. */
  readonly duration: number;
  readonly by: string | undefined;
  readonly reason: string | undefined;
}

export interface DescribedVersion {
  readonly model: string;
  readonly version: string;
  readonly commit: string;
  /** False for one that was taken back. */
  readonly isActive: boolean;
  readonly isModelActive: boolean;
  /** By which it was named. */
  readonly stage: string | undefined;
  /** That it holds now. */
  readonly stages: readonly string[];
  readonly registered: { readonly tag: string; readonly time: string; readonly by: string } | undefined;
  readonly evidence: Evidence | undefined;
  /** Whether the run is in the history here. */
  readonly isRunHere: boolean;
  /** The newest assignment of each stage that it holds or held. */
  readonly assignments: readonly DescribedTurn[];
  /** Why nobody gets it into a stage by itself. */
  readonly ban: { readonly stage: string; readonly since: string; readonly reason: string | undefined } | undefined;
  readonly release: { readonly tag: string; readonly url: string | undefined } | undefined;
  readonly live: readonly Live[];
  readonly drills: readonly Drill[];
}

export function describeVersion(chain: VersionChain, events: readonly RunEvent[]): DescribedVersion {
  const { artifact, version, evidence, tracked } = chain;
  const { registration } = version;
  const stages = version.stages.filter((stage) => artifact.stages[stage]?.[0]?.version === version.version);
  const ban = bannedVersions(artifact).get(version.version);
  const url = tracked === undefined ? undefined : repositoryUrlOf(tracked.record);
  const shown = chain.stage === undefined ? version.stages : [chain.stage];
  return {
    model: artifact.name,
    version: version.version,
    commit: version.commit,
    isActive: version.isActive,
    isModelActive: artifact.isActive,
    stage: chain.stage,
    stages,
    registered:
      registration === undefined
        ? undefined
        : { tag: registration.tag, time: isoTime(registration.time), by: registration.tagger },
    evidence,
    isRunHere: tracked !== undefined,
    assignments: shown.flatMap((stage) => {
      const turn = stageTurns(artifact, stage).find((each) => each.version === version.version);
      return turn === undefined ? [] : [describeTurn(turn)];
    }),
    ban: ban === undefined ? undefined : { stage: ban.stage, since: isoTime(ban.since), reason: ban.reason },
    release:
      registration === undefined
        ? undefined
        : {
            tag: registration.tag,
            url: url === undefined ? undefined : releasePage(url, registration.tag),
          },
    live: (chain.stage === undefined ? stages : [chain.stage]).flatMap((stage) =>
      liveIn(events, environmentOf(artifact.name, stage)),
    ),
    drills: shown.flatMap((stage) => lastDrill(events, artifact.name, stage)),
  };
}

export function describeTurn({ promotion, ...turn }: StageTurn): DescribedTurn {
  const { stage, version, tag, commit, since, until, by, note } = turn;
  return {
    stage,
    version,
    tag,
    commit,
    since,
    until,
    by,
    note,
    kind: promotion?.kind,
    verdict: promotion?.verdict,
    comparedWith: promotion?.compared_with,
    gates: promotion?.gates ?? [],
    replaced: promotion?.replaces,
    automatic: promotion?.automatic === true,
    forced: promotion?.forced === true,
    against: promotion?.against,
    reason: promotion?.reason,
    url: promotion?.url,
  };
}

function liveIn(events: readonly RunEvent[], environment: string): readonly Live[] {
  const state = environmentState(
    events.filter((event) => event.type === 'deployment'),
    environment,
  );
  if (state === undefined) return [];
  const { live, latest } = state;
  return [
    {
      environment,
      version: live?.version,
      since: live?.since,
      url: live?.url,
      image: live?.image,
      latest: {
        state: latest.state,
        version: latest.version,
        time: latest.time,
        by: latest.actor,
        reason: latest.reason,
      },
    },
  ];
}

function lastDrill(events: readonly RunEvent[], model: string, stage: string): readonly Drill[] {
  const drill = events.findLast((event) => event.type === 'drill' && event.model === model && event.stage === stage);
  if (drill?.type !== 'drill') return [];
  const { version, outcome, time, duration, actor, reason } = drill;
  return [{ stage, version, outcome, time, duration, by: actor, reason }];
}
