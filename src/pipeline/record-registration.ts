// A registration, told to the run: an event beside its record. The tag is the truth; the event is how a history that is
// read without tags knows of it.
import { createHash } from 'node:crypto';
import { MlopsError } from '../error.ts';
import type { RegisteredVersion } from '../registry/register.ts';
import type { RunEvent } from '../run/event.ts';
import { runIdFrom } from '../run/id.ts';
import type { Ports } from './ports.ts';

/**
 * Appends the event of a version that a tag registers. It is made of the tag alone, so whoever registers the run again,
 * on this machine or another, writes the very same file and nothing is added. What goes wrong is a warning.
 * @param run id of the run
 */
export async function recordRegistration(
  run: string,
  version: RegisteredVersion,
  { history, log }: Pick<Ports, 'history' | 'log'>,
): Promise<void> {
  try {
    await history.append([], [registrationEvent(run, version)]);
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`${version.tag} is registered, but the run could not be told so: ${error.message}. ${error.hint}`);
  }
}

/** Most milliseconds that an id can hold; a date beyond is refused when it is written. */
const LATEST = 2 ** 48 - 1;

function registrationEvent(run: string, { model, version, tag, time, object }: RegisteredVersion): RunEvent {
  const milliseconds = Math.min(Math.max(time * 1000, 0), LATEST);
  const digest = createHash('sha256').update(`registration ${run} ${tag} ${object}`).digest();
  return {
    schema: 1,
    id: runIdFrom(milliseconds, digest.subarray(0, 16)),
    run,
    time: new Date(milliseconds).toISOString(),
    type: 'registration',
    model,
    version,
    tag,
    object,
  };
}
