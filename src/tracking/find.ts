// Which runs are meant: by a shortened id, by being the latest, by the commit that they trained.
import { MlopsError } from '../error.ts';
import type { RunLine, TrackingHistory } from './history.ts';

const SHOWN = 8;

interface FindOptions {
  /** Whether the start of an id may be that of a deleted run; a whole id finds it in any case. */
  readonly withDeleted?: boolean;
}

/**
 * The run whose id begins with a prefix. Dashes and upper case, as UUIDs are often written, make no difference.
 * @throws MlopsError `not-found`, or `ambiguous` with the matches
 */
export async function findRun(history: TrackingHistory, idPrefix: string, options: FindOptions = {}): Promise<RunLine> {
  const prefix = parsePrefix(idPrefix);
  const found = await history.lines({
    matches: ({ id }) => id.startsWith(prefix),
    withDeleted: true,
    ...(isWhole(prefix) ? { enough: 1 } : {}),
  });
  return only(found, idPrefix, prefix, options);
}

/**
 * The same for several prefixes in one read; a run that two of them name comes once.
 * @throws MlopsError as `findRun` does, for the first prefix that names no run or several
 */
export async function findRuns(
  history: TrackingHistory,
  idPrefixes: readonly string[],
  options: FindOptions = {},
): Promise<readonly RunLine[]> {
  const prefixes = idPrefixes.map((text) => ({ text, prefix: parsePrefix(text) }));
  const found = await history.lines({
    matches: ({ id }) => prefixes.some(({ prefix }) => id.startsWith(prefix)),
    withDeleted: true,
    ...(prefixes.every(({ prefix }) => isWhole(prefix))
      ? { enough: new Set(prefixes.map(({ prefix }) => prefix)).size }
      : {}),
  });
  const lines = prefixes.map(({ text, prefix }) =>
    only(
      found.filter(({ id }) => id.startsWith(prefix)),
      text,
      prefix,
      options,
    ),
  );
  return [...new Map(lines.map((line) => [line.id, line])).values()];
}

function parsePrefix(idPrefix: string): string {
  const prefix = idPrefix.trim().toLowerCase().replaceAll('-', '');
  if (/^[0-9a-f]{1,32}$/.test(prefix)) return prefix;
  throw new MlopsError(
    'not-found',
    `${shown(idPrefix)} is no run id`,
    'Run ids are hex digits; `mlops runs` lists them.',
  );
}

function isWhole(prefix: string): boolean {
  return prefix.length === 32;
}

/** The only one of the lines that begin with a prefix. */
function only(found: readonly RunLine[], idPrefix: string, prefix: string, { withDeleted }: FindOptions): RunLine {
  const lines = withDeleted === true || isWhole(prefix) ? found : found.filter(({ deleted }) => deleted !== true);
  const [first] = lines;
  if (first === undefined) throw notFound(idPrefix, found[0]);
  if (lines.length === 1) return first;
  const matches = lines.slice(0, SHOWN).map(({ id, experiment, status }) => `${id} (${experiment}, ${status})`);
  const rest = lines.length > SHOWN ? ` and ${lines.length - SHOWN} more` : '';
  throw new MlopsError(
    'ambiguous',
    `${shown(idPrefix)} is the beginning of ${lines.length} run ids: ${matches.join(', ')}${rest}`,
    'Give more digits of the id.',
  );
}

function notFound(idPrefix: string, deleted: RunLine | undefined): MlopsError {
  if (deleted !== undefined) {
    return new MlopsError(
      'not-found',
      `${shown(idPrefix)} is the beginning of a deleted run's id only: ${deleted.id}`,
      `Give the whole id to look at it, or bring it back: \`mlops runs restore ${deleted.id}\`.`,
    );
  }
  return new MlopsError(
    'not-found',
    `no run id begins with ${shown(idPrefix)}`,
    '`mlops runs` lists the runs; `mlops sync` fetches those that only the remote has.',
  );
}

function shown(idPrefix: string): string {
  return JSON.stringify(idPrefix.slice(0, 60));
}

/** The latest runs that are not deleted, newest first. */
export function latestRuns(
  history: TrackingHistory,
  count: number,
  filter?: (line: RunLine) => boolean,
): Promise<readonly RunLine[]> {
  return history.lines({ enough: count, ...(filter === undefined ? {} : { matches: filter }) });
}

/** All runs that trained a commit and are not deleted, newest first. */
export function runsOfCommit(history: TrackingHistory, sha: string): Promise<readonly RunLine[]> {
  return history.lines({ matches: ({ commit }) => commit === sha });
}
