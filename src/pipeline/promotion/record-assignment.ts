// An assignment, told to the run of the version.
import type { WrittenEvent } from '../../registry/append-event.ts';
import type { Promotion } from '../../registry/promotion.ts';
import type { Ports } from '../ports.ts';
import { eventOfTag, recordTag } from '../versions/record-tag.ts';

/** Appends the event of a tag that assigns a stage; nothing for a version whose run is not known, or told of it already. */
export async function recordAssignment(
  { run, model, version, stage, replaces, reason, actor }: Promotion,
  written: WrittenEvent,
  ports: Pick<Ports, 'history' | 'log'>,
): Promise<void> {
  if (run === undefined) return;
  const event = {
    ...eventOfTag('assignment', run, written),
    ...(actor === undefined ? {} : { actor }),
    type: 'assignment',
    model,
    version,
    stage,
    ...(replaces === undefined ? {} : { replaced: replaces }),
    ...(reason === undefined ? {} : { reason }),
  } as const;
  await recordTag(event, ports);
}
