// An assignment, told to the run of the version: an event beside its record, so that a history that is read without tags
// knows of it, and a tag that is moved is found out.
import { createHash } from 'node:crypto';
import { MlopsError } from '../error.ts';
import type { WrittenEvent } from '../registry/append-event.ts';
import type { Promotion } from '../registry/promotion.ts';
import type { RunEvent } from '../run/event.ts';
import { runIdFrom } from '../run/id.ts';
import type { Ports } from './ports.ts';

/**
 * Appends the event of a tag that assigns a stage. It is made of the tag alone, so whoever says it again writes the very
 * same file and nothing is added. What goes wrong is a warning: the tag is the truth.
 */
export async function recordAssignment(
  promotion: Promotion,
  written: WrittenEvent,
  { history, log }: Pick<Ports, 'history' | 'log'>,
): Promise<void> {
  const { run } = promotion;
  if (run === undefined) return;
  try {
    await history.append([], [assignmentEvent(run, promotion, written)]);
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`${written.tag} stands, but the run could not be told so: ${error.message}. ${error.hint}`);
  }
}

function assignmentEvent(run: string, promotion: Promotion, { tag, object, time }: WrittenEvent): RunEvent {
  const { model, version, stage, replaces, reason, actor } = promotion;
  const milliseconds = Math.min(Math.max(time * 1000, 0), 2 ** 48 - 1);
  const digest = createHash('sha256').update(`assignment ${run} ${tag} ${object}`).digest();
  return {
    schema: 1,
    id: runIdFrom(milliseconds, digest.subarray(0, 16)),
    run,
    time: new Date(milliseconds).toISOString(),
    ...(actor === undefined ? {} : { actor }),
    type: 'assignment',
    model,
    version,
    stage,
    tag,
    object,
    ...(replaces === undefined ? {} : { replaced: replaces }),
    ...(reason === undefined ? {} : { reason }),
  };
}
