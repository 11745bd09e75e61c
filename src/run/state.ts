// What holds of a run now: what its record says, changed by what became known later. Pure.
import type { RunEvent } from './event.ts';
import type { RunRecord, RunStatus } from './record.ts';

/** When something became known, and who said so. */
interface Stated {
  /** ISO 8601 in UTC, by the clock of whoever wrote it. */
  readonly time: string;
  readonly actor?: string;
}

interface Note extends Stated {
  readonly text: string;
}

/** A turn that hides a run or shows it again. */
interface Deletion extends Stated {
  readonly reason?: string;
}

/** A gate that did not pass, and that a person answers for. */
interface Acceptance extends Stated {
  readonly gate: string;
  readonly reason: string;
  /** Web address of where it was said. */
  readonly url?: string;
}

/** A version of a model that the run became. */
interface Registration extends Stated {
  readonly model: string;
  readonly version: string;
  readonly tag: string;
  /** Id of the tag object as it was written. */
  readonly object?: string;
}

/** A stage that a version of the run was assigned to. */
interface Assignment extends Registration {
  readonly stage: string;
  readonly replaced?: string;
  readonly reason?: string;
}

/** How a deployment of the run's model stands in an environment. */
interface Deployment extends Stated {
  readonly environment: string;
  readonly state: string;
  readonly version?: string;
  readonly image?: string;
  readonly url?: string;
  readonly reason?: string;
}

/** Whether a stage could have gone back to a version of the run. */
interface Drill extends Stated {
  readonly model: string;
  readonly version: string;
  readonly stage: string;
  readonly outcome: 'passed' | 'failed';
  /** In seconds. */
  readonly duration: number;
  readonly reason?: string;
}

export interface RunState {
  readonly status: RunStatus;
  /** The tags of the record and those that were set later, without those that were taken away. */
  readonly tags: Readonly<Record<string, string>>;
  /** In the order in which they were written. */
  readonly notes: readonly Note[];
  /** Present while the run is deleted: it is left out of lists and baselines, and its files stay. */
  readonly deleted?: Deletion;
  /** The newest of each gate; absent when there are none. */
  readonly acceptances?: readonly Acceptance[];
  /** Each tag of the registry once. That it still stands there is for the registry to say. */
  readonly registrations: readonly Registration[];
  /** Each tag once. */
  readonly assignments?: readonly Assignment[];
  /** The newest of each environment. */
  readonly deployments: readonly Deployment[];
  /** The newest of each stage. */
  readonly drills?: readonly Drill[];
}

/**
 * Folds late events over a record. Of each tag, gate and environment, of the status and of deletion and restoration the last
 * event holds; so only the order of events that speak of the same thing matters.
 * @param events in the order of their commits, within one commit by their ids; those of other runs are passed over
 */
export function foldEvents(record: RunRecord, events: readonly RunEvent[]): RunState {
  let { status } = record;
  let deleted: Deletion | undefined;
  const tags = new Map(Object.entries(record.tags));
  const notes: Note[] = [];
  const acceptances = new Map<string, Acceptance>();
  const registrations = new Map<string, Registration>();
  const assignments = new Map<string, Assignment>();
  const deployments = new Map<string, Deployment>();
  const drills = new Map<string, Drill>();
  for (const event of events) {
    if (event.run !== record.id) continue;
    switch (event.type) {
      case 'status':
        ({ status } = event);
        break;
      case 'tag':
        if (event.value === undefined) tags.delete(event.name);
        else tags.set(event.name, event.value);
        break;
      case 'note':
        notes.push({ ...statedIn(event), text: event.text });
        break;
      case 'acceptance': {
        const { gate, reason, url } = event;
        acceptances.set(gate, { ...statedIn(event), gate, reason, ...(url === undefined ? {} : { url }) });
        break;
      }
      case 'deletion':
        deleted = { ...statedIn(event), ...(event.reason === undefined ? {} : { reason: event.reason }) };
        break;
      case 'restoration':
        deleted = undefined;
        break;
      case 'registration': {
        const { model, version, tag, object } = event;
        const registration = { ...statedIn(event), model, version, tag, ...(object === undefined ? {} : { object }) };
        // One that says more takes the place of one from before there was more to say.
        const known = registrations.get(tag);
        if (known === undefined || (known.object === undefined && object !== undefined)) {
          registrations.set(tag, registration);
        }
        break;
      }
      case 'assignment':
        if (!assignments.has(event.tag)) assignments.set(event.tag, assignmentFrom(event));
        break;
      case 'drill':
        drills.set(`${event.model}/${event.stage}`, drillFrom(event));
        break;
      case 'deployment': {
        const { environment, state, version, image, url, reason } = event;
        // What changed last stands last.
        deployments.delete(environment);
        deployments.set(environment, {
          ...statedIn(event),
          environment,
          state,
          ...(version === undefined ? {} : { version }),
          ...(image === undefined ? {} : { image }),
          ...(url === undefined ? {} : { url }),
          ...(reason === undefined ? {} : { reason }),
        });
        break;
      }
    }
  }
  return {
    status,
    tags: Object.fromEntries(tags),
    notes,
    ...(deleted === undefined ? {} : { deleted }),
    ...(acceptances.size === 0 ? {} : { acceptances: [...acceptances.values()] }),
    registrations: [...registrations.values()],
    ...(assignments.size === 0 ? {} : { assignments: [...assignments.values()] }),
    deployments: [...deployments.values()],
    ...(drills.size === 0 ? {} : { drills: [...drills.values()] }),
  };
}

/** The record with the status and the tags that the run has now. */
export function currentRecord(record: RunRecord, { status, tags }: RunState): RunRecord {
  return { ...record, status, tags };
}

/**
 * The current record with what else may be asked of a run: `version`, the one that it was registered as last, and
 * `deleted`.
 */
export function queriedRecord(record: RunRecord, state: RunState): RunRecord {
  // A member of the same name that the record came with says nothing: the index does not know it either.
  const members = { version: state.registrations.at(-1)?.version, deleted: state.deleted !== undefined };
  return { ...currentRecord(record, state), ...members };
}

function assignmentFrom(event: Extract<RunEvent, { type: 'assignment' }>): Assignment {
  const { model, version, stage, tag, object, replaced, reason } = event;
  return {
    ...statedIn(event),
    model,
    version,
    stage,
    tag,
    ...(object === undefined ? {} : { object }),
    ...(replaced === undefined ? {} : { replaced }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function drillFrom(event: Extract<RunEvent, { type: 'drill' }>): Drill {
  const { model, version, stage, outcome, duration, reason } = event;
  return { ...statedIn(event), model, version, stage, outcome, duration, ...(reason === undefined ? {} : { reason }) };
}

function statedIn({ time, actor }: RunEvent): Stated {
  return { time, ...(actor === undefined ? {} : { actor }) };
}
