// A run id is a UUIDv7 (RFC 9562 §5.7) as 32 lower-case hex digits: it sorts by time and is a valid MLflow run id.
import { v7 } from 'uuid';
import { z } from '../zod.ts';

export const RunId = z
  .string()
  .regex(/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/, 'a run id is 32 hex digits of a UUIDv7');

/**
 * A new run id.
 * @param milliseconds Unix time of the start
 * @param random 16 random bytes
 */
export function runIdFrom(milliseconds: number, random: Uint8Array): string {
  return v7({ msecs: milliseconds, random }).replaceAll('-', '');
}

/** When the run with this id started. */
export function timeOfRunId(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 12), 16));
}
