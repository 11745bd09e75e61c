// A tag of the registry, told to the run of its version: an event beside the record, so that a history that is read without
// tags knows of it, and a tag that is moved is found out.
import { createHash } from 'node:crypto';
import { MlopsError } from '../../error.ts';
import type { RunEvent } from '../../run/event.ts';
import { runIdFrom } from '../../run/id.ts';
import type { Ports } from '../ports.ts';

/** A tag as it was written. */
interface WrittenTag {
  readonly tag: string;
  /** Id of the tag object. */
  readonly object: string;
  /** In Unix seconds, as the tag says. */
  readonly time: number;
}

/** Most milliseconds that an id can hold; a date beyond is refused when it is written. */
const LATEST = 2 ** 48 - 1;

/** What events of tags begin with. They are made of the tag alone: whoever tells of it again writes the very same file. */
export function eventOfTag(
  kind: 'registration' | 'assignment',
  run: string,
  { tag, object, time }: WrittenTag,
): Pick<RunEvent, 'schema' | 'id' | 'run' | 'time'> & Pick<WrittenTag, 'tag' | 'object'> {
  const milliseconds = Math.min(Math.max(time * 1000, 0), LATEST);
  const digest = createHash('sha256').update(`${kind} ${run} ${tag} ${object}`).digest();
  return {
    schema: 1,
    id: runIdFrom(milliseconds, digest.subarray(0, 16)),
    run,
    time: new Date(milliseconds).toISOString(),
    tag,
    object,
  };
}

/** Appends the event of a tag. What goes wrong is a warning: the tag is the truth. */
export async function recordTag(
  event: Extract<RunEvent, { readonly type: 'registration' | 'assignment' }>,
  { history, log }: Pick<Ports, 'history' | 'log'>,
): Promise<void> {
  try {
    await history.append([], [event]);
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`${event.tag} stands, but the run could not be told so: ${error.message}. ${error.hint}`);
  }
}
