// Where things lie on the tracking branch. A record's path is a function of its id, so it is found without an index. Pure.
import { MlopsError } from '../error.ts';
import { canonicalJson } from '../run/canonical.ts';
import { RunId, timeOfRunId } from '../run/id.ts';

/** The layout that this version writes and the newest that it reads. */
export const FORMAT = 1;

/** Tells the layout; every tracking branch holds it, and a branch without it is none. */
export const FORMAT_PATH = 'mlops.json';
export const README_PATH = 'README.md';

/** Content of `mlops.json`. */
export const FORMAT_CONTENT = canonicalJson({ format: FORMAT });

/** Content of `README.md`, for whoever looks at the branch on a forge. */
export const README_CONTENT = `# Tracking branch of mlops-action

Each training run of this repository is one file here: \`runs/<year>-<month>/<day>/<run id>.json\`. Files beside it
(\`<run id>.<name>\`) belong to the same run; \`<run id>.<event id>.json\` is something that became known later. The day is
that of the run's start in UTC; runs of a day with thousands of them stand one folder deeper, by the hour.

Files are added and never changed, so that every reader sees the same history. Please do not edit, rebase or merge this
branch; read it with \`mlops runs\`.
`;

/**
 * The full ref of a tracking branch that is named as in the configuration.
 * @param branch `mlops-tracking`, or a full ref such as `refs/mlops/tracking`
 * @throws MlopsError `config-invalid` for a name that git does not accept (git-check-ref-format)
 */
export function fullRef(branch: string): string {
  const ref = branch.startsWith('refs/') ? branch : `refs/heads/${branch}`;
  const isValid =
    /^refs(?:\/(?!\.)[^\p{Cc} ~^:?*[\\/]+)+$/u.test(ref) &&
    !/\.\.|@\{|\.lock(?:\/|$)|\.(?:\/|$)/.test(ref) &&
    ref.split('/').length > 2;
  if (!isValid || branch.startsWith('-') || ref === 'refs/heads/HEAD') {
    throw new MlopsError(
      'config-invalid',
      `${JSON.stringify(branch.slice(0, 120))} is no name of a branch`,
      'Name the tracking branch like mlops-tracking, or give a full ref like refs/mlops/tracking.',
    );
  }
  return ref;
}

/** Width at which a day is full: a forge shows and serves folders of more entries badly (GitHub, repository limits). */
export const FULL_DAY = 3000;

/** The folders from the root to the day of a run's start in UTC: `runs`, the month, the day. */
export function foldersOf(id: string): readonly [string, string, string] {
  const day = timeOfRunId(RunId.parse(id)).toISOString().slice(0, 10);
  const month = `runs/${day.slice(0, 7)}`;
  return ['runs', month, `${month}/${day.slice(8)}`];
}

/** The folder for files of a run whose day is full: one more level, the hour. */
export function hourFolderOf(id: string): string {
  return `${foldersOf(id)[2]}/${timeOfRunId(id).toISOString().slice(11, 13)}`;
}

/** Path of a run's record, unless its day was full before. */
export function recordPath(id: string): string {
  return `${foldersOf(id)[2]}/${recordName(id)}`;
}

/**
 * Path of a file that stands beside a run's record.
 * @param byHour names of files in folders of hours, as they were told when the run was appended
 * @throws MlopsError `usage` for a name that is not fit
 */
export function filePath(id: string, name: string, byHour: readonly string[] = []): string {
  const file = fileName(id, name);
  return `${byHour.includes(file) ? hourFolderOf(id) : foldersOf(id)[2]}/${file}`;
}

/** Name of the file that is the record of a run. */
export function recordName(id: string): string {
  return `${id}.json`;
}

/** Name of the file that is a late event of a run. */
export function eventName(run: string, event: string): string {
  return `${run}.${event}.json`;
}

const FILE_NAME = /^[a-z0-9][a-z0-9._-]{0,99}$/i;

/** Whether a file beside a run's record may have this name of its own: a plain one, and no record's or event's. */
export function isFileName(name: string): boolean {
  return FILE_NAME.test(name) && name !== 'json' && !/^[0-9a-f]{32}\.json$/.test(name);
}

/**
 * Name of the file that stands beside a run's record under a name of its own.
 * @throws MlopsError `usage` for a name that is not fit
 */
export function fileName(id: string, name: string): string {
  if (!isFileName(name)) {
    throw new MlopsError(
      'usage',
      `${JSON.stringify(name.slice(0, 120))} cannot be the name of a file beside a run record`,
      'Use letters, digits, ".", "_" and "-", at most 100 of them, and neither "json" alone nor the name of an event.',
    );
  }
  return `${id}.${name}`;
}

/** What a path of the branch is; undefined for a path that the layout does not know. */
export function fileOfPath(
  path: string,
): { readonly run: string; readonly kind: 'record' | 'event' | 'file'; readonly name: string } | undefined {
  const [, name = '', run = '', rest = ''] =
    /^runs\/\d{4}-\d{2}\/\d{2}\/(?:\d{2}\/)?(([0-9a-f]{32})\.([^/]+))$/.exec(path) ?? [];
  if (run === '') return undefined;
  const kind = rest === 'json' ? 'record' : /^[0-9a-f]{32}\.json$/.test(rest) ? 'event' : 'file';
  return { run, kind, name };
}

/** The run whose record stands at this path; undefined for any other file. */
export function runIdOfPath(path: string): string | undefined {
  const file = fileOfPath(path);
  return file?.kind === 'record' ? file.run : undefined;
}
