// What is live where, from the events of deployments alone. Pure.
import type { RunEvent } from '../run/event.ts';

export type DeploymentEvent = Extract<RunEvent, { readonly type: 'deployment' }>;

/** The version that serves in an environment. */
export interface LiveVersion {
  readonly version: string;
  readonly run: string;
  /** When it was said to be live, ISO 8601 in UTC. */
  readonly since: string;
  readonly actor?: string;
  readonly url?: string;
  /** By digest. */
  readonly image?: string;
}

/** One stage of one model. */
export interface EnvironmentState {
  /** `model/stage` */
  readonly environment: string;
  readonly live: LiveVersion | undefined;
  /** What happened last; that a version was replaced does not count. */
  readonly latest: DeploymentEvent;
  /** Newest first. */
  readonly events: readonly DeploymentEvent[];
}

/** Name of the environment of a stage of a model. Both may have slashes: the last one parts them, as a stage has a plus. */
export function environmentOf(model: string, stage: string): string {
  return `${model}/${stage.replaceAll('/', '+')}`;
}

/** Model and stage of an environment. */
export function partsOf(environment: string): { readonly model: string; readonly stage: string } {
  const slash = environment.lastIndexOf('/');
  return { model: environment.slice(0, Math.max(slash, 0)), stage: environment.slice(slash + 1).replaceAll('+', '/') };
}

/** All environments by name. */
export function environmentStates(events: readonly DeploymentEvent[]): readonly EnvironmentState[] {
  const ordered = inOrder(events);
  const names = [...new Set(ordered.map(({ environment }) => environment))].toSorted();
  return names.flatMap((name) => stateOf(ordered, name) ?? []);
}

/** One environment; undefined where nothing was ever deployed. */
export function environmentState(
  events: readonly DeploymentEvent[],
  environment: string,
): EnvironmentState | undefined {
  return stateOf(inOrder(events), environment);
}

/** An image of the version that was pushed before, under this name; any of the newest first. */
export function imageOf(
  events: readonly DeploymentEvent[],
  { model, version, name }: { readonly model: string; readonly version: string; readonly name: string },
): string | undefined {
  return inOrder(events).findLast(
    ({ environment, version: deployed, image }) =>
      deployed === version && partsOf(environment).model === model && image?.startsWith(`${name}@`) === true,
  )?.image;
}

function stateOf(ordered: readonly DeploymentEvent[], environment: string): EnvironmentState | undefined {
  const events = ordered.filter((event) => event.environment === environment);
  const latest = events.findLast(({ state }) => state !== 'inactive') ?? events.at(-1);
  if (latest === undefined) return undefined;
  let live: LiveVersion | undefined;
  for (const event of events) {
    if (event.state === 'success' && event.version !== undefined) live = liveFrom(event, event.version);
    else if (ENDS.has(event.state) && event.version === live?.version) live = undefined;
  }
  return { environment, live, latest, events: events.toReversed() };
}

/** After these of the live version nobody knows that it is. */
const ENDS = new Set(['failure', 'error', 'inactive']);

function liveFrom({ run, time, actor, url, image }: DeploymentEvent, version: string): LiveVersion {
  return {
    version,
    run,
    since: time,
    ...(actor === undefined ? {} : { actor }),
    ...(url === undefined ? {} : { url }),
    ...(image === undefined ? {} : { image }),
  };
}

/** Ids of events sort by time; within an environment each is made after those that were there. */
function inOrder(events: readonly DeploymentEvent[]): readonly DeploymentEvent[] {
  return events.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
