// Dates and durations as a filter writes them. Pure.

/** ISO 8601: a date, or a date with a time; what names no zone is UTC, as all times of records are. */
export const DATE = /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?/;
/** One number with a unit or several, such as `90m` and `1h30m`; a minus makes all of it negative. */
export const DURATION = /-?(?:\d+(?:\.\d+)?[smhdw])+/;

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;
const PARTS = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Milliseconds since 1970 of a date or time, which a space may stand in for `T`; undefined for any other text and for a
 * day that no calendar has.
 */
export function parseTime(text: string): number | undefined {
  const match = PARTS.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [hours, minutes, seconds] = [hour || 0, minute || 0, second || 0];
  const time = Date.UTC(year, month - 1, day, hours, minutes, seconds);
  const read = new Date(time);
  const isReal =
    read.getUTCFullYear() === year &&
    read.getUTCMonth() === month - 1 &&
    read.getUTCDate() === day &&
    read.getUTCHours() === hours &&
    read.getUTCMinutes() === minutes &&
    read.getUTCSeconds() === seconds;
  const offset = offsetOf(match[8] ?? 'Z');
  if (!isReal || offset === undefined) return undefined;
  return time + Math.floor(Number(`0.${match[7] ?? 0}`) * 1000) - offset;
}

/** Seconds of a duration that matches {@link DURATION}. */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([smhdw])/g)];
  const seconds = parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * SECONDS[unit as keyof typeof SECONDS],
    0,
  );
  return text.startsWith('-') ? -seconds : seconds;
}

/** Milliseconds that a zone is ahead of UTC. */
function offsetOf(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
